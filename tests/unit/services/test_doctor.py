"""The doctor as the screen and the command line call it."""

from __future__ import annotations

from pathlib import Path

from freelance_comm.services import doctor
from tests.unit.services.rig import Rig


def ill(rig: Rig) -> tuple[Path, Path]:
    """Cut a project's file short and take the clients away; return both paths."""
    rig.project()
    project = next((rig.folder / "projects").iterdir())
    project.write_bytes(project.read_bytes()[:-12])
    (rig.folder / "clients.json").unlink()
    return project, rig.folder / "clients.json"


def test_what_has_one_remedy_is_treated_and_what_needs_a_choice_waits(rig: Rig) -> None:
    project, clients = ill(rig)
    found = {ailment.key: ailment for ailment in doctor.examine(rig.desk).ailments}
    assert set(found) == {f"damaged:projects/{project.name}", "missing:clients.json"}
    assert found["missing:clients.json"].choices == ("restore", "forget")
    done = doctor.treat(rig.desk)
    assert {each.file for each in done} == {f"projects/{project.name}"}
    assert rig.desk.reader.project_names()[0].name == "Landing page"
    assert not clients.exists()


def test_keys_and_choices_may_be_given_together(rig: Rig) -> None:
    ill(rig)
    keys = [ailment.key for ailment in doctor.examine(rig.desk).ailments]
    doctor.treat(rig.desk, keys, choices={"missing:clients.json": "restore"})
    assert doctor.examine(rig.desk).ailments == ()
    assert [client.name for client in rig.desk.reader.clients()] == ["Ana Petrescu"]


def test_a_choice_alone_leaves_everything_else_as_it_is(rig: Rig) -> None:
    project, _clients = ill(rig)
    doctor.treat(rig.desk, choices={"clients.json": "forget"})
    assert [ailment.file for ailment in doctor.examine(rig.desk).ailments if ailment.grave] == [
        f"projects/{project.name}"
    ]


def test_a_treatment_shows_in_what_another_desk_reads_at_once(rig: Rig) -> None:
    other = rig.again(owner="tui")
    ill(rig)
    doctor.treat(rig.desk, choices={"clients.json": "restore"})
    assert [client.name for client in other.reader.clients()] == ["Ana Petrescu"]
