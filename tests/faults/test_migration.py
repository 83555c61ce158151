"""Data of an older format: read as they are, brought up in one step with a copy first, never written by a program that
is older than they are."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from freelance_comm.domain.errors import BadValue, DataDamaged, ExitCode, NewerData, NotSaved, Unconfirmed
from freelance_comm.domain.people import Profile
from freelance_comm.services import undoing
from freelance_comm.services.desk import Desk
from freelance_comm.store import document, migrations
from freelance_comm.store.workspace import Workspace
from freelance_comm.text.catalog import translator
from tests.faults.process import Command
from tests.faults.said import lines, refused
from tests.trials.disks import leave, small_disk
from tests.trials.shell import is_root
from tests.unit.store import later_format
from tests.unit.store.sample import MONTH, NOW, Counter, client, content, entry, filled, project, refusing, timer
from tests.unit.store.test_crash import killed_at

COPY = ".state/before-format-2.zip"
LATER = (
    sys.executable,
    "-c",
    f"import sys; {later_format.BOOTSTRAP}; from freelance_comm.entry import main; sys.exit(main())",
)


@pytest.fixture(autouse=True)
def restored_format() -> Iterator[None]:
    yield
    later_format.uninstall()


@pytest.fixture
def later() -> None:
    """Let this process be the later program."""
    later_format.install()


def grown(root: Path) -> Path:
    """Return a workspace of the earlier program: two clients, a project, three months, a timer that runs."""
    filled(root)
    with Workspace(root, durable=False).change(NOW) as change:
        change.save_profile(None, Profile(name="Ilinca", welcomed=True))
        change.add(client(2, name="Marta", ref="C-2026-002"))
        change.add(timer())
        for number in (1, 2):
            change.add(entry(500 + number, day=NOW.date() + timedelta(days=40 * number), note="corrections"))
    later_format.older(root)
    return root


def seen(root: Path) -> tuple[Any, ...]:
    """Return the records of the workspace, as a program of either format must see them."""
    reader = Workspace(root).reader()
    return (
        tuple((one.id, one.name, one.ref) for one in reader.clients()),
        tuple((one.id, one.note, one.seconds) for one in reader.all_entries(10)),
        reader.timer(),
        reader.profile(),
        tuple(one.id for one in reader.project_names()),
        reader.seconds_spent(),
    )


EXPECTED_NOTES = ["", "corrections", "corrections"]


def copied(root: Path, target: Path) -> Path:
    """Return a copy of a workspace: quicker to make than another one."""
    return Path(shutil.copytree(root, target))


def insert(workspace: Workspace) -> None:
    with workspace.change(NOW) as change:
        change.add(entry(900, note="new"))


def test_the_steps_lead_to_the_format_that_is_written() -> None:
    assert migrations.latest() == document.VERSION
    assert sorted(migrations.STEPS) == list(range(1, document.VERSION))


# -- reading ---------------------------------------------------------------------------------------------------------


def test_older_data_are_read_without_being_written(tmp_path: Path, later: None) -> None:
    root = grown(tmp_path)
    before = content(root)
    clients, entries, running, *_ = seen(root)
    assert clients == ((1, "Ioana Popescu", "C-2026-001"), (2, "Marta", "C-2026-002"))
    assert [note for _, note, _ in entries] == EXPECTED_NOTES
    assert running == timer()
    assert content(root) == before
    assert Workspace(root).reader().notices() == ()


def test_what_was_summed_up_by_the_earlier_program_is_summed_up_anew(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    Workspace(root).reader().summaries()
    index = root / ".state/open-items.json"
    first = index.read_bytes()
    later_format.install()
    Workspace(root).reader().summaries()
    assert index.read_bytes() != first


def test_a_file_that_no_step_can_make_sense_of_is_named_and_the_others_are_read(tmp_path: Path, later: None) -> None:
    root = grown(tmp_path)
    path = root / "clients.json"
    path.write_text(path.read_text("utf-8").replace("Marta · C-2026-002", "Marta"), "utf-8")
    with pytest.raises(DataDamaged, match=r"clients\.json is in the older format 1"):
        Workspace(root).reader().clients()
    assert len(Workspace(root).reader().all_entries(10)) == 3


# -- M01 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("M01")
def test_the_first_change_copies_everything_and_brings_up_everything(tmp_path: Path, later: None) -> None:
    root = grown(tmp_path)
    before, records = content(root), seen(root)
    workspace = Workspace(root)
    insert(workspace)
    assert set(later_format.versions(root).values()) == {2}
    assert b'"note": "corrections"' in (root / "time/2026-04.json").read_bytes()
    with ZipFile(root / COPY) as copy:
        assert {name: copy.read(name) for name in copy.namelist() if name != "manifest.json"} == before
    after = seen(root)
    assert after[0] == records[0]
    assert [each for each in after[1] if each[0] != 900] == list(records[1])
    (notice,) = workspace.reader().notices()
    assert "new format 2: 8 records, none lost" in str(notice)
    assert notice.code == ExitCode.DONE
    afterwards = Workspace(root)
    insert_once_more(afterwards)
    assert afterwards.reader().notices() == ()


def test_a_command_that_is_refused_says_all_the_same_that_the_data_were_brought_up(working: Command) -> None:
    later_format.older(working.data)
    answer = working.run("track", "stop", start=LATER)
    assert answer.code != 0
    assert (set(later_format.versions(working.data).values()) == {2}) == ("new format 2" in answer.err)
    refused_one = working.run("client", "add", "Ana", start=LATER)
    assert refused_one.code == ExitCode.NOT_FOUND
    done = working.run("client", "add", "Marta", start=LATER)
    assert done.code == 0


def test_changes_of_the_older_format_are_listed_but_cannot_be_undone(tmp_path: Path, later: None) -> None:
    later_format.uninstall()
    root = grown(tmp_path)
    later_format.install()
    workspace = Workspace(root)
    insert(workspace)
    desk = Desk(workspace, clock=lambda: NOW, tr=translator("en"), zone="UTC")
    found = undoing.recent_changes(desk)
    assert [change.undoable for change in found[:3]] == [True, False, False]
    undoing.undo(desk)
    assert set(later_format.versions(root).values()) == {2}
    with pytest.raises(BadValue, match="whole files"):
        undoing.undo(desk)


@pytest.mark.fault("M01")
def test_the_command_line_says_it_in_one_line_and_does_what_it_was_asked(command: Command) -> None:
    command.done("client", "add", "Ana")
    command.done("project", "add", "Menu", "--client", "Ana")
    command.done("track", "add", "Menu", "2h", "--note", "first draft")
    later_format.older(command.data)
    told = command.run("track", "list", "--json", start=LATER)
    assert (told.code, told.err) == (0, "")
    assert "first draft" in told.out
    assert set(later_format.versions(command.data).values()) == {1}

    done = command.run("track", "add", "Menu", "1h", start=LATER)
    assert done.code == 0
    (line,) = lines(done)
    assert line.startswith("warning: Your data were converted to the new format 2: ")
    assert str(command.data / COPY) in line
    assert set(later_format.versions(command.data).values()) == {2}

    again = command.run("track", "list", "--json", start=LATER)
    assert (again.code, again.err) == (0, "")
    assert "first draft" in again.out
    assert len(json.loads(again.out)) == 2


@pytest.mark.fault("M01")
def test_a_change_that_fails_still_leaves_the_data_brought_up_and_whole(tmp_path: Path, later: None) -> None:
    root = grown(tmp_path)
    records = seen(root)
    workspace = Workspace(root)
    with pytest.raises(ZeroDivisionError), workspace.change(NOW):
        raise ZeroDivisionError
    assert set(later_format.versions(root).values()) == {2}
    assert seen(root) == records
    assert len(workspace.reader().notices()) == 1


def test_a_step_that_loses_a_record_is_refused(tmp_path: Path, later: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(tables: dict[str, dict[str, dict[str, object]]]) -> dict[str, dict[str, dict[str, object]]]:
        tables["clients"].popitem()
        return tables

    root = grown(tmp_path)
    before = content(root)
    monkeypatch.setitem(migrations.STEPS, 1, {**later_format.STEPS, "clients": losing})
    with pytest.raises(NotSaved, match="would have fewer records"):
        insert(Workspace(root))
    assert content(root) == before
    assert not (root / COPY).exists()


def test_a_damaged_file_stays_as_it_is_while_the_others_are_brought_up(tmp_path: Path, later: None) -> None:
    root = grown(tmp_path)
    (root / "time/2026-05.json").write_bytes(b"{ torn")
    insert(Workspace(root))
    assert (root / "time/2026-05.json").read_bytes() == b"{ torn"
    (root / "time/2026-05.json").unlink()
    assert set(later_format.versions(root).values()) == {2}
    with ZipFile(root / COPY) as copy:
        assert copy.read("time/2026-05.json") == b"{ torn"


# -- M02, W07 --------------------------------------------------------------------------------------------------------


@pytest.mark.fault("M02", "W07")
def test_a_kill_at_any_call_leaves_everything_readable_and_the_next_change_goes_on(
    tmp_path: Path, later: None, long_run: bool
) -> None:
    first = grown(tmp_path / "first")
    model = copied(first, tmp_path / "model")
    old = seen(model)
    insert(Workspace(model))
    new = seen(model)
    found = set()
    for call in range(1, 2000, 1 if long_run else 4):
        root = copied(first, tmp_path / str(call))
        before = content(root)
        killed = killed_at(call, root, insert)
        state = seen(root)
        assert state in (old, new)
        assert len(set(later_format.versions(root).values())) == 1 or (root / ".state/redo.json").exists()
        with Workspace(root, durable=False).change(NOW) as change:
            change.add(project(77, name="Next"))
        assert set(later_format.versions(root).values()) == {2}
        assert seen(root)[:4] == state[:4]
        copies = sorted((root / ".state").glob("before-format-2*.zip"))
        assert len(copies) == 1
        with ZipFile(copies[0]) as copy:
            assert {name: copy.read(name) for name in copy.namelist() if name != "manifest.json"} == before
        assert list(root.rglob("*.tmp")) == []
        assert not (root / ".state/next").exists()
        found.add((state == new, killed))
        if not killed:
            break
    assert {(False, True), (True, False)} <= found
    assert (True, True) in found or not long_run


# -- M03 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("M03")
@pytest.mark.skipif(not is_root(), reason="only root may mount a disk")
def test_on_a_full_disk_nothing_is_changed(command: Command, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        _on_a_full_disk(disk, command)


def _on_a_full_disk(disk: Path, command: Command) -> None:
    root = grown(disk / "data")
    before = content(root)
    leave(disk, 0)
    full = command.run("--data-dir", str(root), "track", "add", "Site", "1h", start=LATER)
    refused(full, ExitCode.NOT_SAVED, "disk is full", "Nothing was changed")
    assert content(root) == before
    told = command.run("--data-dir", str(root), "client", "list", "--json", start=LATER)
    assert told.code == 0
    assert "Marta" in told.out
    leave(disk, 200)
    done = command.run("--data-dir", str(root), "track", "add", "Site", "1h", start=LATER)
    assert done.code == 0
    assert set(later_format.versions(root).values()) == {2}


@pytest.mark.fault("M03")
def test_a_refusal_at_any_call_leaves_the_old_files_or_the_new_and_says_which(
    tmp_path: Path, later: None, long_run: bool
) -> None:
    first = grown(tmp_path / "first")
    for call in range(1, 2000, 1 if long_run else 4):
        root = copied(first, tmp_path / str(call))
        before, records = content(root), seen(root)
        counter = Counter(call, refusing(errno.ENOSPC))
        try:
            with counter:
                insert(Workspace(root))
        except NotSaved:
            assert content(root) == before or seen(root) == records
        except Unconfirmed:
            assert seen(root)[0] == records[0]
        assert seen(root)[0] == records[0]
        insert_once_more(Workspace(root, durable=False))
        assert set(later_format.versions(root).values()) == {2}
        if len(counter.calls) < call:
            break
    assert call > 100


def insert_once_more(workspace: Workspace) -> None:
    with workspace.change(NOW) as change:
        change.add(entry(950))


# -- M04 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("M04")
def test_newer_data_are_read_where_they_can_be_and_never_written(command: Command) -> None:
    command.done("client", "add", "Ana")
    command.done("project", "add", "Menu", "--client", "Ana")
    for path in command.data.rglob("*.json"):
        if ".state" not in path.parts:
            path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 2'))
    before = content(command.data)
    refused(command.run("track", "add", "Menu", "1h"), ExitCode.NEWER_DATA, "newer version", "Update freelance-comm")
    refused(command.run("client", "add", "Marta"), ExitCode.NEWER_DATA, "newer version")
    assert content(command.data) == before
    told = command.run("client", "list", "--json")
    assert told.code == 0
    assert "Ana" in told.out
    done = command.run("track", "add", "Menu", "1h", start=LATER)
    assert done.code == 0, done.err


@pytest.mark.fault("M04")
def test_newer_records_that_cannot_be_read_are_no_damage_but_ask_for_an_update(tmp_path: Path) -> None:
    root = filled(tmp_path).root
    path = root / "clients.json"
    path.write_bytes(path.read_bytes().replace(b'"name"', b'"title"').replace(b'"version": 1', b'"version": 2'))
    with pytest.raises(NewerData):
        Workspace(root).reader().clients()
    assert len(Workspace(root).reader().all_entries(10)) == 1


# -- two devices -----------------------------------------------------------------------------------------------------


def test_files_that_a_device_not_updated_brings_later_are_read_and_brought_up_when_they_are_met(
    tmp_path: Path, later: None
) -> None:
    root = grown(tmp_path)
    insert(Workspace(root))
    records = seen(root)
    later_format.older(root, only={MONTH, "clients.json"})
    old_month = (root / MONTH).read_bytes()
    assert seen(root) == records
    with Workspace(root).change(NOW) as change:
        change.add(entry(960, note="after"))
    assert later_format.versions(root)[MONTH] == 2
    assert later_format.versions(root)["clients.json"] == 1
    assert old_month in [path.read_bytes() for path in (root / ".state/history" / MONTH).iterdir()]
    assert next(note for _, note, _ in seen(root)[1]) == ""


def test_a_change_decided_before_a_crash_is_joined_with_an_older_file_brought_meanwhile(
    tmp_path: Path, later: None
) -> None:
    root = grown(tmp_path)
    insert(Workspace(root))

    class Dying(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "rename" and path.endswith(MONTH) and ".state" not in path:
                os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        try:
            with Dying(), Workspace(root).change(NOW) as change:
                change.add(entry(970, note="decided"))
                change.remove(timer())
        finally:
            os._exit(1)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    later_format.older(root, only={MONTH})
    path = root / MONTH
    path.write_bytes(path.read_bytes().replace(b'"remark": "new"', b'"remark": "theirs"'))
    with Workspace(root).change(NOW):
        pass
    notes = {number: note for number, note, _ in seen(root)[1]}
    assert notes[970] == "decided"
    assert notes[900] == "theirs"
    assert later_format.versions(root)[MONTH] == 2
