"""Taking back what was done last: everything returns as it was, and nothing that came since is written over."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.errors import AppError, BadValue, EditConflict, NotFound
from freelance_comm.domain.message import Direction
from freelance_comm.domain.record import Record
from freelance_comm.services import clients, messages, projects, promises, removing, sending, timelog, undoing
from freelance_comm.services.desk import Desk
from freelance_comm.store import files
from freelance_comm.text.catalog import translator
from tests.unit.services.rig import Rig, at, hours
from tests.unit.store.sample import content


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "data")


@pytest.fixture
def busy(rig: Rig) -> Rig:
    """A client with two projects (one closed), entries in two months, messages, promises, a running timer."""
    desk = rig.desk
    project = rig.project()
    rig.project("Shop", "Ana Petrescu")
    rig.close(rig.project("Old site", "Ana Petrescu"))
    rig.client("Bogdan")
    for day in (at(2), at(10, month=2)):
        timelog.add_entry(desk, project.ref, day=day.date(), seconds=hours(2), note="hero section")
    rig.came(at(2, 8))
    rig.went(at(2, 8, 30), project_text=project.ref)
    rig.came(at(2, 8, 45), "Hello", client="Bogdan")
    promises.add_promise(desk, "the draft", due=at(5), project_text=project.ref)
    timelog.start(desk, project.ref)
    rig.clock.wait(minutes=10)
    return rig


def last_line(desk: Desk) -> str:
    return undoing.told(desk.tr, undoing.recent_changes(desk)[0])


@pytest.mark.fault("B08")
def test_a_client_removed_with_everything_comes_back_byte_for_byte_in_one_step(busy: Rig) -> None:
    desk = busy.desk
    before = content(busy.folder)
    client = clients.find_client(desk, "Ana")
    gone = removing.remove_client_with_everything(desk, client)
    assert (len(gone.projects), gone.entries, gone.messages) == (3, 2, 2)
    assert [one.name for one in desk.reader.clients()] == ["Bogdan"]
    assert desk.reader.project_names(closed=True) == ()
    assert desk.reader.timer() is None
    change = undoing.undo(desk)
    assert content(busy.folder) == before
    assert undoing.told(desk.tr, change) == (
        "client removed: Ana Petrescu; promise removed: the draft · Landing page; "
        "timer stopped: Landing page; removed: 3 projects, 2 messages, 2 time entries"
    )
    assert busy.again().reader.notices() == ()


@pytest.mark.fault("B08")
def test_references_are_whole_after_delete_and_undo(busy: Rig) -> None:
    desk = busy.desk
    seen = _references(busy)
    removing.remove_client_with_everything(desk, clients.find_client(desk, "Ana"))
    undoing.undo(busy.again(owner="tui"))
    assert _references(busy) == seen


def _references(rig: Rig) -> object:
    reader = rig.again().reader
    clients_now = {client.id: client for client in reader.clients()}
    heads = [summary.project for summary in reader.summaries(closed=True)]
    entries = [entry for head in heads for entry in reader.all_entries(head.id)]
    logged = reader.messages(at(1, month=1).date(), at(28, month=12).date())
    assert all(head.client_id in clients_now for head in heads)
    assert all(message.client_id in clients_now for message in logged)
    return clients_now, heads, entries, logged, reader.timer(), [reader.project(head.id) for head in heads]


@pytest.mark.fault("B08")
def test_every_small_removal_comes_back(busy: Rig) -> None:
    desk = busy.desk
    project = projects.find_project(desk, "Landing")
    step = projects.add_step(desk, project, "Send the mock-up")
    assert step is not None
    removals: list[Callable[[], object]] = [
        lambda: timelog.remove_entry(desk, timelog.last_entries(desk)[0].entry),
        lambda: projects.remove_step(desk, projects.find_project(desk, "Landing"), 1),
        lambda: timelog.cancel(desk),
        lambda: removing.remove_project(desk, project),
    ]
    for remove in removals:
        before = content(busy.folder)
        remove()
        assert content(busy.folder) != before
        undoing.undo(desk)
        assert content(busy.folder) == before


@pytest.mark.fault("B08")
def test_a_disk_that_refuses_any_call_of_an_undo_leaves_the_old_state_or_the_new(busy: Rig) -> None:
    desk = busy.desk
    whole = content(busy.folder)
    removing.remove_client_with_everything(desk, clients.find_client(desk, "Ana"))
    bare = content(busy.folder)
    number = 0
    outcomes = set()
    while True:
        number += 1
        calls: list[str] = []

        def refuse(call: str, path: str, stop: int = number, calls: list[str] = calls) -> None:
            calls.append(call)
            if len(calls) == stop:
                raise OSError(28, "No space left on device", path)

        known = files.observe(refuse)
        try:
            undoing.undo(busy.again())
        except AppError as error:
            assert error.code in (5, 6)
        finally:
            files.observe(known)
        with busy.desk.change():
            pass  # whoever writes next finishes what was decided
        found = content(busy.folder)
        assert found in (bare, whole)
        outcomes.add(found == whole)
        if len(calls) < number:
            break
        if found == whole:
            removing.remove_client_with_everything(desk, clients.find_client(desk, "Ana"))
    assert outcomes == {False, True}


def test_undo_goes_back_step_by_step_and_again_comes_forward(rig: Rig) -> None:
    desk = rig.desk
    states = [content(rig.folder)]
    for name in ("Ana", "Bogdan", "Corina"):
        rig.client(name)
        states.append(_records(rig))
    for expected in (states[2], states[1]):
        undoing.undo(desk)
        assert _records(rig) == expected
    assert undoing.told(desk.tr, undoing.again(desk)) == "client added: Bogdan"
    assert _records(rig) == states[2]
    undoing.again(desk)
    assert _records(rig) == states[3]
    with pytest.raises(NotFound):
        undoing.again(desk)
    undoing.undo(desk)
    assert _records(rig) == states[2]


def _records(rig: Rig) -> dict[str, bytes]:
    """Return what is stored but for the counters of references, which only grow."""
    return {file: text for file, text in content(rig.folder).items() if file != "workspace.json"}


def test_the_list_is_newest_first_and_says_where_from_and_what_is_undone(rig: Rig) -> None:
    rig.client("Ana")
    messages.log(rig.again(owner="tui"), Direction.IN, "Ana", at=at(2, 8), subject="Hello")
    found = undoing.recent_changes(rig.desk)
    assert [(change.owner, undoing.told(rig.desk.tr, change)) for change in found[:2]] == [
        ("tui", "message logged: Hello · Ana"),
        ("cli", "client added: Ana"),
    ]
    undoing.undo(rig.desk)
    found = undoing.recent_changes(rig.desk)
    assert [(change.undone, change.undoable) for change in found[:2]] == [(True, False), (False, True)]
    assert len(undoing.recent_changes(rig.desk, limit=1)) == 1


def test_a_change_of_another_process_can_be_undone(rig: Rig) -> None:
    rig.client("Ana")
    rig.project("Site", "Ana")
    timelog.start(rig.again(owner="tui"), "Site")
    rig.clock.wait(hours=1)
    timelog.stop(rig.again(owner="tui"))
    assert last_line(rig.desk) == "time entry added: Site; timer stopped: Site"
    undoing.undo(rig.desk)
    timer = rig.desk.reader.timer()
    assert timer is not None
    assert timer.owner == "tui"
    undoing.undo(rig.desk)
    assert rig.desk.reader.timer() is None


def test_the_switch_of_a_timer_is_undone_whole(rig: Rig) -> None:
    rig.project("Site")
    rig.project("Shop", "Ana Petrescu")
    timelog.start(rig.desk, "Site")
    rig.clock.wait(hours=1)
    before = content(rig.folder)
    timelog.switch(rig.desk, "Shop")
    undoing.undo(rig.desk)
    assert content(rig.folder) == before


def test_what_was_changed_since_is_named_and_nothing_is_written_over(rig: Rig) -> None:
    desk = rig.desk
    rig.project("Site")
    entry = timelog.add_entry(desk, "Site", day=desk.today(), seconds=hours(1), note="draft")
    number = undoing.recent_changes(desk)[0].number
    timelog.correct_entry(desk, entry, note="final")
    before = content(rig.folder)
    with pytest.raises(EditConflict) as caught:
        undoing.undo(desk, number)
    assert "final · Site" in str(caught.value)
    assert content(rig.folder) == before
    undoing.undo(desk)
    undoing.undo(desk, number)
    assert desk.reader.all_entries(entry.project_id) == ()


def test_a_client_who_has_a_project_by_now_is_not_taken_away(rig: Rig) -> None:
    rig.client("Ana")
    number = undoing.recent_changes(rig.desk)[0].number
    rig.project("Site", "Ana")
    with pytest.raises(EditConflict) as caught:
        undoing.undo(rig.desk, number)
    assert "Ana" in str(caught.value)


@pytest.mark.parametrize("what", ["entry", "timer", "message"])
def test_a_project_that_has_time_or_messages_by_now_is_not_taken_away(rig: Rig, what: str) -> None:
    project = rig.project("Site")
    number = undoing.recent_changes(rig.desk)[0].number
    if what == "entry":
        timelog.add_entry(rig.desk, "Site", day=rig.desk.today(), seconds=Decimal(60))
    elif what == "timer":
        timelog.start(rig.desk, "Site")
    else:
        rig.came(at(2, 8), project_text=project.ref)
    with pytest.raises(EditConflict) as caught:
        undoing.undo(rig.desk, number)
    assert "Site" in str(caught.value)


@pytest.mark.parametrize("part", ["entry", "step"])
def test_nothing_comes_back_to_a_project_that_is_gone(rig: Rig, part: str) -> None:
    desk = rig.desk
    project = rig.project("Site")
    if part == "entry":
        timelog.remove_entry(desk, timelog.add_entry(desk, "Site", day=desk.today(), seconds=Decimal(60)))
    else:
        projects.add_step(desk, project, "Send the mock-up")
        projects.remove_step(desk, project, 1)
    number = undoing.recent_changes(desk)[0].number
    removing.remove_project(desk, project)
    before = content(rig.folder)
    with pytest.raises(EditConflict):
        undoing.undo(desk, number)
    assert content(rig.folder) == before


def test_there_is_nothing_to_undo_in_an_empty_workspace_and_nothing_is_created(tmp_path: Path) -> None:
    from freelance_comm.store import Workspace

    root = tmp_path / "none"
    desk = Desk(Workspace(root), clock=lambda: at(2), tr=translator("en"), zone="UTC")
    for attempt in (undoing.undo, undoing.again):
        with pytest.raises(NotFound):
            attempt(desk)
    assert undoing.recent_changes(desk) == ()
    assert not root.exists()


def test_a_number_that_is_unknown_or_undone_is_refused(rig: Rig) -> None:
    rig.client("Ana")
    number = undoing.recent_changes(rig.desk)[0].number
    with pytest.raises(NotFound):
        undoing.undo(rig.desk, 4711)
    undoing.undo(rig.desk, number)
    with pytest.raises(BadValue):
        undoing.undo(rig.desk, number)


def test_several_changes_of_one_command_are_one_step(rig: Rig) -> None:
    before = _records(rig)
    rig.workspace.begin_step()
    rig.client("Ana")
    rig.project("Site", "Ana")
    rig.workspace.begin_step()
    assert last_line(rig.desk) == "client added: Ana; project added: Site"
    undoing.undo(rig.desk)
    assert _records(rig) == before


def test_the_replacement_of_whole_files_is_told_even_where_it_cannot_be_undone(rig: Rig) -> None:
    rig.client("Ana")
    good = (rig.folder / "clients.json").read_bytes()
    (rig.folder / "clients.json").write_bytes(good[:-5])
    with rig.workspace.overhaul(rig.clock.now) as overhaul:
        overhaul.put_text("clients.json", good)
    assert last_line(rig.desk) == "file replaced: clients.json"
    with pytest.raises(BadValue):
        undoing.undo(rig.desk)


def test_a_damaged_file_elsewhere_does_not_hide_the_list(busy: Rig) -> None:
    (busy.folder / "clients.json").write_bytes(b"{")
    assert undoing.recent_changes(busy.desk) != ()


def test_long_and_hostile_words_of_a_client_stay_one_short_line(rig: Rig) -> None:
    rig.project("Site")
    timelog.add_entry(rig.desk, "Site", day=rig.desk.today(), seconds=Decimal(60), note="word " * 400 + "\nend")
    line = last_line(rig.desk)
    assert len(line) < 140
    assert "\n" not in line


def test_a_letter_marked_as_sent_says_its_subject_once_undone_and_done_again(rig: Rig) -> None:
    desk, project = rig.desk, rig.project("Site")
    sending.note_sent(desk, project, "contact/first-contact", subject="Your message", body="Thank you.")
    said = "letter marked as sent: Your message · Site"
    assert last_line(desk) == said
    assert undoing.told(desk.tr, undoing.undo(desk)) == said
    assert undoing.told(desk.tr, undoing.again(desk)) == said
    rig.workspace.begin_step()
    rig.went(at(2, 8), subject="Your message", project_text=project.ref)
    assert last_line(desk) == "message logged: Your message · Site"


def test_a_letter_without_a_subject_is_called_as_its_kind_is(rig: Rig) -> None:
    sending.note_sent(rig.desk, rig.project("Site"), "contact/first-contact", body="Thank you.")
    assert last_line(rig.desk) == "letter marked as sent: First letter · Site"


def test_every_kind_of_record_has_words_for_what_became_of_it(rig: Rig) -> None:
    from freelance_comm.services import past_words
    from freelance_comm.services.past_kinds import ADDED, CHANGED, REMOVED
    from freelance_comm.store.places import MONTHLY, PROJECT_TABLES, SINGLE

    stored = {*SINGLE, *MONTHLY, *PROJECT_TABLES, "Profile"}
    for kind in stored:
        for action in (ADDED, CHANGED, REMOVED):
            thing = past_words.ChangedThing(action=action, kind=kind, label="words")
            assert "words" in past_words.told(rig.desk.tr, [thing])
            several = past_words.told(rig.desk.tr, [thing.but(count=3)])
            assert "3" in several
            assert ("other" in several) == (kind in ("Profile", "RunningTimer"))
    assert issubclass(past_words.ChangedThing, Record)


def test_what_goes_on_with_a_step_that_was_undone_is_a_step_of_its_own(rig: Rig) -> None:
    rig.workspace.begin_step("one act")
    rig.client("Ana")
    rig.workspace.begin_step()
    undoing.undo(rig.desk)
    rig.workspace.begin_step("one act")
    rig.client("Bogdan")
    rig.workspace.begin_step()
    undoing.undo(rig.desk)
    assert rig.desk.reader.clients() == ()


def test_what_goes_on_with_a_step_is_undone_with_it(rig: Rig) -> None:
    for name in ("Ana", "Bogdan"):
        rig.workspace.begin_step("one act")
        rig.client(name)
    rig.workspace.begin_step()
    undoing.undo(rig.desk)
    assert rig.desk.reader.clients() == ()
