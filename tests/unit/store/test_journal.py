"""The journal of changes: what was done can be taken back, and nothing that was changed since is written over."""

from __future__ import annotations

import errno
import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.errors import Unconfirmed
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.store import files, journal, past
from freelance_comm.store.change import Change
from freelance_comm.store.past import PastStep
from freelance_comm.store.reversal import Clash, parts
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import (
    MONTH,
    NOW,
    Counter,
    client,
    content,
    entry,
    filled,
    message,
    project,
    promise,
    refusing,
    timer,
)
from tests.unit.store.test_crash import killed_at


class GivenUp(Exception):
    """The change was left because something clashed."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes = clashes


def undo(workspace: Workspace, step: PastStep) -> None:
    with workspace.change(NOW) as change:
        clashes = change.take_back(step)
        if clashes:
            raise GivenUp(clashes)


def undo_last(workspace: Workspace) -> None:
    undo(workspace, workspace.past()[-1])


def add_entry(change: Change) -> None:
    change.add(entry(101, note="new"))


def first_of_april(change: Change) -> None:
    change.add(entry(101, day=NOW.date().replace(month=4)))


def change_entry(change: Change) -> None:
    change.save(entry(), entry(note="other", seconds=Decimal(60)))


def to_another_month(change: Change) -> None:
    change.save(entry(), entry(day=NOW.date().replace(month=4)))


def remove_entry(change: Change) -> None:
    change.remove(entry())


def add_promise(change: Change) -> None:
    change.add(promise())


def archive(change: Change) -> None:
    change.save(project(), project(name="Done"), project_id=10)
    change.archive(10, 2026)


def add_project(change: Change) -> None:
    change.add(project(11, name="Shop"))
    change.add(promise(301, project_id=11))


def remove_project(change: Change) -> None:
    change.remove(entry())
    change.remove(project())


def start_timer(change: Change) -> None:
    change.add(timer())


OPERATIONS = [
    add_entry, first_of_april, change_entry, to_another_month, remove_entry, add_promise, archive, add_project,
    remove_project, start_timer,
]  # fmt: skip
Operation = Callable[[Change], None]


@pytest.mark.parametrize("operation", OPERATIONS)
def test_undo_gives_every_file_back_byte_for_byte_and_undo_of_it_the_change(
    tmp_path: Path, operation: Operation
) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    with workspace.change(NOW) as change:
        operation(change)
    after = content(tmp_path)
    assert before != after
    undo_last(workspace)
    assert content(tmp_path) == before
    undo_last(workspace)
    assert content(tmp_path) == after
    assert Workspace(tmp_path).reader().notices() == ()


@pytest.mark.fault("B08")
@pytest.mark.parametrize("operation", [add_entry, first_of_april, to_another_month, archive, remove_project])
def test_a_kill_at_any_call_of_an_undo_leaves_the_old_state_or_the_new(tmp_path: Path, operation: Operation) -> None:
    def fresh(name: str) -> Path:
        root = tmp_path / name
        filled(root)
        with Workspace(root, durable=False).change(NOW) as change:
            operation(change)
        return root

    model = fresh("model")
    old = content(model)
    undo_last(Workspace(model))
    new = content(model)
    seen = set()
    call = 1
    while True:
        root = fresh(str(call))
        killed = killed_at(call, root, undo_last)
        with Workspace(root).change(NOW) as change:  # the next writer finishes what the killed one decided
            change.add(timer(500))
        with Workspace(root).change(NOW) as change:
            change.remove(timer(500))
        found = {file: text for file, text in content(root).items() if file != "running.json"}
        assert found in (old, new)
        assert list(root.rglob("*.tmp")) == []
        seen.add(found == new)
        if not killed:
            break
        call += 1
    assert seen == {False, True}


def test_what_was_changed_since_is_named_and_stays(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(entry(), entry(note="mine"))
        change.save(client(), client(name="Ioana P."))
    step = workspace.past()[-1]
    with workspace.change(NOW) as change:
        change.save(entry(note="mine"), entry(note="theirs"))
    before = content(tmp_path)
    with pytest.raises(GivenUp) as caught:
        undo(workspace, step)
    assert [(one.file, one.table, one.key) for one in caught.value.clashes] == [(MONTH, "entries", "100")]
    assert caught.value.clashes[0].now == {**(caught.value.clashes[0].noted or {}), "note": "theirs"}
    assert content(tmp_path) == before


def test_a_new_project_is_not_taken_away_with_what_was_added_to_it_since(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        add_project(change)
    step = workspace.past()[-1]
    with workspace.change(NOW) as change:
        change.add(promise(302, project_id=11))
    with pytest.raises(GivenUp) as caught:
        undo(workspace, step)
    assert [(one.table, one.key) for one in caught.value.clashes] == [("promises", "302")]


def test_a_change_of_a_project_is_taken_back_where_the_project_lies_now(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        add_promise(change)
    step = workspace.past()[-1]
    with workspace.change(NOW) as change:
        change.archive(10, 2026)
    undo(workspace, step)
    assert workspace.reader().project(10).promises == ()
    assert "archive/2026/site-10.json" in content(tmp_path)


def test_taking_a_project_into_the_archive_is_not_undone_once_it_is_elsewhere(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        archive(change)
    step = workspace.past()[-1]
    with workspace.change(NOW) as change:
        change.unarchive(10)
    with pytest.raises(GivenUp):
        undo(workspace, step)


def test_a_month_that_others_have_filled_keeps_their_entries(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    april = NOW.date().replace(month=4)
    with workspace.change(NOW) as change:
        first_of_april(change)
    step = workspace.past()[-1]
    with workspace.change(NOW) as change:
        change.add(entry(102, day=april))
    undo(workspace, step)
    assert [one.id for one in workspace.reader().entries(april, april)] == [102]
    undo_last(workspace)
    assert [one.id for one in workspace.reader().entries(april, april)] == [101, 102]


def test_references_are_never_given_out_again(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        first = change.next_ref("C", 2026)
        change.add(client(2, ref=first))
    undo_last(workspace)
    with workspace.change(NOW) as change:
        assert change.next_ref("C", 2026) > first


def test_changes_after_begin_step_are_one_step_until_the_next_one(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    workspace.begin_step()
    for operation in (add_entry, change_entry, add_project):
        with workspace.change(NOW) as change:
            operation(change)
    assert len(workspace.past()[-1].changes) == 3
    undo(workspace, workspace.past()[-1])
    assert content(tmp_path) == before
    workspace.begin_step()
    undo(workspace, workspace.past()[-2])
    assert len(workspace.past()) == len({step.number for step in workspace.past()})


def test_a_step_of_another_process_in_between_is_a_step_of_its_own(tmp_path: Path) -> None:
    workspace, other = filled(tmp_path), Workspace(tmp_path, owner="cron")
    workspace.begin_step()
    with workspace.change(NOW) as change:
        add_entry(change)
    with other.change(NOW) as change:
        add_project(change)
    with workspace.change(NOW) as change:
        change_entry(change)
    assert [(step.owner, len(step.changes)) for step in workspace.past()[-2:]] == [("cli", 2), ("cron", 1)]


def test_what_was_undone_and_done_again_counts_as_done(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    number = workspace.past()[-1].number

    def undone() -> bool:
        return next(step.undone for step in workspace.past() if step.number == number)

    assert not undone()
    undo_last(workspace)
    assert undone()
    undo_last(workspace)
    assert not undone()


def test_the_journal_is_bounded_in_number_and_in_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(tmp_path, durable=False)
    for number in range(1, 261):
        with workspace.change(NOW) as change:
            change.add(entry(number))
    found = workspace.past()
    assert 100 <= len(found) <= 200
    assert found[-1].number == 260
    monkeypatch.setattr(journal, "_HALF", 4096)
    for number in range(300, 400):
        with workspace.change(NOW) as change:
            change.add(entry(number, note="x" * 200))
    kept = [tmp_path / ".state" / name for name in (journal.FILE, journal.OLDER)]
    assert all(path.stat().st_size <= 4096 for path in kept)
    assert workspace.past()[-1].number == 360


def test_a_long_change_is_kept_compressed_and_one_too_long_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path, durable=False)
    with workspace.change(NOW) as change:
        for number in range(1, 2001):
            change.add(entry(number, note="the same words"))
    assert (tmp_path / ".state" / journal.FILE).stat().st_size < 60_000
    undo_last(workspace)
    assert content(tmp_path) == {}
    noise = random.Random(3)
    monkeypatch.setattr(journal, "_HALF", 20_000)
    with workspace.change(NOW) as change:
        for number in range(3001, 4001):
            change.add(entry(number, note=noise.randbytes(30).hex()))
    step = workspace.past()[-1]
    assert not step.undoable
    assert step.changes[0].whole == (("replaced", MONTH),)


def test_the_journal_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        filled(tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / ".state" / journal.FILE).stat().st_mode & 0o777 == 0o600


@pytest.mark.fault("F18")
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_disk_that_refuses_the_journal_never_stops_a_save(tmp_path: Path, number: int) -> None:
    workspace = filled(tmp_path)
    for operation in (add_entry, change_entry):  # the second finds all folders there, like the third
        with Counter() as counter, workspace.change(NOW) as change:
            operation(change)
    at = next(place for place, (call, _) in enumerate(counter.calls, 1) if call == "append")
    noted = len(workspace.past())
    with Counter(at, refusing(number)), workspace.change(NOW) as change:
        change.add(entry(102))
    assert len(Workspace(tmp_path).reader().all_entries(10)) == 3
    assert len(workspace.past()) == noted


def test_a_change_that_the_disk_did_not_confirm_can_be_undone_too(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    for operation in (add_entry, change_entry):  # the second finds all folders there, like the third
        with Counter() as counter, workspace.change(NOW) as change:
            operation(change)
    at = max(place for place, (call, _) in enumerate(counter.calls, 1) if call == "fsync")
    with (
        pytest.raises(Unconfirmed),
        Counter(at, refusing(errno.EIO)),
        workspace.change(NOW) as change,
    ):
        change.add(entry(102))
    assert [part[2] for part in parts(workspace.past()[-1])] == ["102"]


def test_the_journal_may_be_deleted_torn_and_damaged_without_harm(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    path = tmp_path / ".state" / journal.FILE
    for number in range(1, 4):
        with workspace.change(NOW) as change:
            change.add(entry(number))
    whole = path.read_bytes()
    last = workspace.past()[-1].number
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        known = workspace.past()
        with workspace.change(NOW) as change:
            change.add(entry(1000 + length))
        assert len(workspace.past()) == len(known) + 1
        assert workspace.past()[-1].number > (known[-1].number if known else 0)
    noise = random.Random(7)
    for _ in range(200):
        data = bytearray(whole)
        data[noise.randrange(len(data))] ^= 1 << noise.randrange(8)
        path.write_bytes(data)
        assert len(workspace.past()) >= last - 2
    path.unlink()
    assert workspace.past() == ()
    with workspace.change(NOW) as change:
        change.add(message())
    assert workspace.past()[-1].number == 1


def test_a_kill_between_a_save_and_its_note_is_harmless(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        add_entry(change)
    step = workspace.past()[-1]
    child = os.fork()
    if not child:
        with suppress(BaseException):
            files.observe(lambda call, _: os.kill(os.getpid(), signal.SIGKILL) if call == "append" else None)
            with Workspace(tmp_path).change(NOW) as change:
                change.save(entry(101, note="new"), entry(101, note="newer"))
        os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert [one.note for one in workspace.reader().all_entries(10)] == ["", "newer"]
    with pytest.raises(GivenUp):
        undo(workspace, step)


def test_whole_files_that_were_replaced_can_be_taken_back(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    with workspace.change(NOW) as change:
        change.next_ref("C", 2026)
        add_entry(change)
        add_project(change)
    with workspace.change(NOW) as change:
        first_counter = content(tmp_path)["workspace.json"]
        change.remove(entry())
    present = content(tmp_path)
    with workspace.overhaul(NOW) as overhaul:
        for file in present:
            if file in before:
                overhaul.put_text(file, before[file])
            else:
                overhaul.remove(file)
    assert content(tmp_path) == before
    undo_last(workspace)
    assert content(tmp_path) == present
    assert present["workspace.json"] == first_counter


def test_a_repair_of_a_damaged_file_is_told_but_not_taken_back(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    good = content(tmp_path)[MONTH]
    (tmp_path / MONTH).write_bytes(good[:-9])
    with workspace.overhaul(NOW) as overhaul:
        overhaul.put_text(MONTH, good)
    step = workspace.past()[-1]
    assert not step.undoable
    assert step.changes[0].whole == (("replaced", MONTH),)


def test_a_part_that_moved_between_files_is_told_once(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        to_another_month(change)
    found = parts(workspace.past()[-1])
    assert [(table, key) for _, table, key, _, _ in found] == [("entries", "100")]
    assert found[0][3] is not None
    assert found[0][4] is not None


def test_what_came_and_went_within_a_step_is_not_told(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    before = content(tmp_path)
    workspace.begin_step()
    with workspace.change(NOW) as change:
        add_entry(change)
    with workspace.change(NOW + timedelta(minutes=1)) as change:
        change.remove(entry(101, note="new"))
    assert parts(workspace.past()[-1]) == []
    assert content(tmp_path) == before


def test_undo_makes_the_reader_see_the_old_records(tmp_path: Path) -> None:
    workspace = filled(tmp_path)

    def entries() -> tuple[TimeEntry, ...]:
        return workspace.reader().all_entries(10)

    before = entries()
    with workspace.change(NOW) as change:
        change_entry(change)
    assert entries() != before
    undo_last(workspace)
    assert entries() == before


def test_a_timer_does_not_come_back_beside_one_that_was_started_since(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        start_timer(change)
    with workspace.change(NOW) as change:
        change.remove(timer())
    step = workspace.past()[-1]
    with workspace.change(NOW) as change:
        change.add(timer(401))
    with pytest.raises(GivenUp) as caught:
        undo(workspace, step)
    assert [(one.table, one.key) for one in caught.value.clashes] == [("timer", "401")]


@pytest.mark.fault("W14")
def test_what_a_change_notes_does_not_grow_with_what_was_there_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = Workspace(tmp_path, durable=False)
    with workspace.change(NOW) as change:
        for number in range(1, 3001):
            change.add(entry(number))

    def never(_: object) -> int:
        raise AssertionError("the journal was read")

    monkeypatch.setattr(past, "last_number", never)
    path = tmp_path / ".state" / journal.FILE
    before = path.stat().st_size
    with workspace.change(NOW) as change:
        change.add(entry(4000))
    assert path.stat().st_size - before < 400
