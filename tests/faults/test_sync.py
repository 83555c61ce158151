"""Data folders in the hands of sync programs: copies, conflicts, and files that are not all of one day."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.store.document import dump
from tests.cli.conftest import Shell

MONTH = "time/2026-04.json"
LATER = 2_000_000_000
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def month(menu: Shell) -> Shell:
    """A shell with two time entries of April."""
    for day in (1, 2):
        menu.run(f"track add --project Menu --from 2026-04-0{day}T09:00 --to 2026-04-0{day}T10:00 --note 'day {day}'")
    return menu


def notes(shell: Shell) -> list[str]:
    return sorted(entry["note"] for entry in shell.run("track list Menu --json").data)


def other_device(shell: Shell, file: str, name: str, edit: Edit, *, later: bool = False) -> Path:
    """Put beside ``file`` what another device made of it, under a sync program's name."""
    content = json.loads((shell.folder / file).read_bytes())
    edit(content)
    path = (shell.folder / file).parent / name
    path.write_bytes(dump(content))
    path.chmod(0o600)
    if later:
        os.utime(path, (LATER, LATER))
    return path


def noted(note: str, *, at: int = 0, number: str = "") -> Edit:
    """Return an edit that gives an entry another note; with ``number`` it adds one like it."""

    def edit(content: dict[str, Any]) -> None:
        key = sorted(content["entries"])[at]
        content["entries"][number or key] = {**content["entries"][key], "note": note}

    return edit


@pytest.mark.fault("S17")
@pytest.mark.parametrize(
    "name",
    ["2026-04 (Anna's conflicted copy 2026-03-01).json", "2026-04.sync-conflict-20260301-101010-ABCDEFG.json"],
)
def test_a_conflicted_copy_is_reported_not_loaded_and_taken_in_by_the_doctor(month: Shell, name: str) -> None:
    path = other_device(month, MONTH, name, noted("from the laptop", number="991"))
    listed = month.run("track list Menu")
    assert "from the laptop" not in listed.out
    assert listed.err.startswith(f"warning: time/{name} looks like a copy")
    assert "freelance-comm doctor" in listed.err
    examined = month.run("doctor")
    assert "second version" in examined.out and "→" in examined.out
    assert path.exists()
    treated = month.run("doctor --fix")
    assert "only in the second: 1" in treated.out
    assert notes(month) == ["day 1", "day 2", "from the laptop"]
    assert not path.exists()
    assert month.run("track list Menu").err == ""
    kept = next((month.folder / ".state/conflicts/settled").iterdir())
    assert str(kept.relative_to(month.folder)) in treated.out


@pytest.mark.fault("S17")
@pytest.mark.parametrize("number", range(1, 13))
def test_a_conflicted_copy_of_any_month_is_taken_in(menu: Shell, number: int) -> None:
    file = f"time/2025-{number:02d}.json"
    menu.run(f"track add 1h 'from here' --project Menu --on 2025-{number:02d}-03")
    path = other_device(menu, file, f"2025-{number:02d} (conflict).json", noted("from there", number="991"))
    assert "only in the second: 1" in menu.run("doctor --fix").out
    assert not path.exists()
    listed = menu.run(f"track list Menu --json --from 2025-{number:02d}-01 --to 2025-{number:02d}-28").data
    assert sorted(entry["note"] for entry in listed) == ["from here", "from there"]


@pytest.mark.fault("S18")
@pytest.mark.parametrize("later", [False, True])
def test_where_both_sides_changed_one_field_the_later_wins_and_the_other_is_shown_and_kept(
    month: Shell, later: bool
) -> None:
    copy = other_device(month, MONTH, "2026-04 (conflict).json", noted("theirs"), later=later)
    if not later:
        os.utime(copy, (1, 1))
    handle = month.run("track list Menu").out.split()[0]
    month.run(f"track edit {handle} --note mine")
    treated = month.run("doctor --fix")
    winner, loser = ("theirs", "mine") if later else ("mine", "theirs")
    assert notes(month) == sorted(["day 2", winner])
    assert f"“note” is now “{winner}”; the other side had “{loser}”" in treated.out
    settled = [path.read_text("utf-8") for path in (month.folder / ".state/conflicts/settled").iterdir()]
    assert any(f'"note": "{loser}"' in text for text in settled)


@pytest.mark.fault("S18")
def test_two_fields_of_one_record_changed_on_two_devices_are_both_kept(month: Shell) -> None:
    def billed(content: dict[str, Any]) -> None:
        content["entries"][sorted(content["entries"])[0]]["billable"] = False

    other_device(month, MONTH, "2026-04 (conflict).json", billed)
    handle = month.run("track list Menu").out.split()[0]
    month.run(f"track edit {handle} --note mine")
    month.run("doctor --fix")
    found = {entry["note"]: entry["billable"] for entry in month.run("track list Menu --json").data}
    assert found == {"mine": False, "day 2": True}


@pytest.mark.fault("S18")
@pytest.mark.parametrize("edited_here", [True, False])
def test_an_edit_outweighs_a_removal(month: Shell, edited_here: bool) -> None:
    def removed(content: dict[str, Any]) -> None:
        del content["entries"][sorted(content["entries"])[0]]

    edit = removed if edited_here else noted("edited")
    other_device(month, MONTH, "2026-04 (conflict).json", edit)
    handle = month.run("track list Menu").out.split()[0]
    month.run(f"track edit {handle} --note edited" if edited_here else f"track remove {handle}")
    month.run("doctor --fix")
    assert notes(month) == ["day 2", "edited"]


@pytest.mark.fault("S18")
def test_what_one_side_removed_and_the_other_left_alone_stays_removed(month: Shell) -> None:
    def removed(content: dict[str, Any]) -> None:
        del content["entries"][sorted(content["entries"])[0]]

    other_device(month, MONTH, "2026-04 (conflict).json", removed)
    month.run("track add 15m here --project Menu")
    treated = month.run("doctor --fix")
    assert notes(month) == ["day 2", "here"]
    assert "stays removed" in treated.out


@pytest.mark.fault("S18")
def test_one_reference_given_out_by_two_devices_becomes_two(month: Shell) -> None:
    def added(content: dict[str, Any]) -> None:
        (ana,) = content["clients"].values()
        content["clients"]["991"] = {**ana, "ref": "C-2026-002", "name": "Radu"}

    other_device(month, "clients.json", "clients (Radu's conflicted copy).json", added)
    month.run("client add Mara")
    treated = month.run("doctor --fix")
    assert "“Mara” now has the reference C-2026-003; C-2026-002 stays with the older one." in treated.out
    refs = {line["name"]: line["ref"] for line in month.run("client list --json").data}
    assert refs == {"Ana": "C-2026-001", "Radu": "C-2026-002", "Mara": "C-2026-003"}
    month.run("client add Ion")
    assert "C-2026-004" in [line["ref"] for line in month.run("client list --json").data]


@pytest.mark.fault("S18")
def test_a_project_that_two_devices_have_under_two_names_is_one_again(month: Shell) -> None:
    path = next((month.folder / "projects").glob("menu-*.json"))
    shutil.copy(path, path.with_name(path.name.replace("menu", "speisekarte")))
    month.run("client list")
    assert month.try_("project show Menu").code == 4
    month.run("doctor --fix")
    assert "Menu" in month.run("project show Menu").out
    assert len(list((month.folder / "projects").iterdir())) == 1


@pytest.mark.fault("S24")
def test_files_of_two_days_are_all_read_and_what_has_not_come_yet_is_shown_as_such(month: Shell) -> None:
    older = {path: path.read_bytes() for path in month.folder.rglob("*.json") if ".state" not in path.parts}
    month.run("client add Mara")
    month.run("project add Website --client Mara")
    month.run("track add 15m there --project Website")
    month.run("log in Mara 'Is it done?' --at 2026-04-03T09:00")
    for name in ("clients.json", "workspace.json"):
        (month.folder / name).write_bytes(older[month.folder / name])
    website = next((month.folder / "projects").glob("website-*.json"))
    arriving = website.read_bytes()
    for line in (
        "today",
        "project list",
        "project show Website",
        "client list",
        "track list",
        "report Website",
        "promise list",
    ):
        answer = month.try_(line)
        assert answer.code in (0, 3), (line, answer.err)
        assert "Traceback" not in answer.err
    website_line = next(line for line in month.run("project list").out.splitlines() if "Website" in line)
    assert "unknown client" in website_line
    examined = month.run("doctor")
    assert examined.err.startswith("warning: ")
    assert "records for a client who is not there" in examined.out
    website.unlink()
    (month.folder / ".state").rename(month.folder / "gone")
    shutil.rmtree(month.folder / "gone")
    listed = month.run("track list")
    assert "there" in listed.out
    assert "records for a project that is not there" in month.run("doctor --fix").out
    assert "there" in month.run("track list").out
    website.write_bytes(arriving)
    (month.folder / "clients.json").write_bytes(older[month.folder / "clients.json"])
    assert "Website" in month.run("track list").out
