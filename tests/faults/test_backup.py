"""A backup is made whole or not at all; restoring leaves the old workspace or the new one, and the way back open."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from freelance_comm.domain.errors import ExitCode, NotFound, NotSaved, Unconfirmed
from freelance_comm.services import backups
from freelance_comm.services.desk import Desk
from freelance_comm.store import history
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.workspace import Workspace
from freelance_comm.text.catalog import translator
from tests.cli.conftest import Shell
from tests.faults.process import Command
from tests.faults.said import refused
from tests.trials.disks import leave, small_disk
from tests.trials.shell import is_root
from tests.unit.store.sample import MONTH, NOW, Counter, client, content, entry, filled, refusing
from tests.unit.store.test_crash import killed_at

LETTER = "templates/ro/work/progress-report.txt"
NOT_UTF8 = b"caf\xe9 {{ project.name }}\n"


def desk_on(root: Path, *, durable: bool = False) -> Desk:
    return Desk(Workspace(root, durable=durable), clock=lambda: NOW, tr=translator("en"), zone="UTC")


def letter(root: Path, data: bytes = NOT_UTF8) -> None:
    path = root / LETTER
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def changed(root: Path) -> None:
    """Change a workspace in every way: a record edited, one added in a new file, a file gone, a letter written anew."""
    with Workspace(root, durable=False).change(NOW) as change:
        change.save(client(), client(name="Somebody else"))
        change.add(entry(700, day=NOW.date().replace(month=6)))
        change.remove(change.project(10).head)
    letter(root, b"another letter")
    (root / "templates/en").mkdir(parents=True)
    (root / "templates/en/new.txt").write_text("new")


@pytest.fixture
def kept(tmp_path: Path) -> tuple[Path, Path, dict[str, bytes]]:
    """Return a workspace that was changed since, a backup of what it was, and what that was."""
    root, backup = tmp_path / "data", tmp_path / "kept.zip"
    filled(root)
    letter(root)
    backups.back_up(desk_on(root), str(backup))
    former = content(root)
    changed(root)
    return root, backup, former


# -- making one ------------------------------------------------------------------------------------------------------


def test_a_backup_holds_the_data_and_the_letters_and_nothing_local(
    kept: tuple[Path, Path, dict[str, bytes]],
) -> None:
    _, backup, former = kept
    with ZipFile(backup) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held.pop("manifest.json")
    assert held == former
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert LETTER in held


def test_the_same_data_make_the_same_backup(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    made = [tmp_path / "1.zip", tmp_path / "2.zip"]
    for path in made:
        backups.back_up(desk_on(root), str(path))
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_backup_is_never_put_over_a_file_unasked(tmp_path: Path) -> None:
    root, target = tmp_path / "data", tmp_path / "x.zip"
    filled(root)
    target.write_text("mine")
    with pytest.raises(NotSaved, match="already exists"):
        backups.back_up(desk_on(root), str(target))
    assert target.read_text() == "mine"
    backups.back_up(desk_on(root), str(target), force=True)
    assert backups.look_into(desk_on(root), str(target)).counts.clients == 1


def test_a_folder_gets_a_dated_name_that_is_not_taken(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    names = [Path(backups.back_up(desk_on(root), str(tmp_path)).path).name for _ in range(2)]
    assert names == ["freelance-comm-2026-03-02.zip", "freelance-comm-2026-03-02-2.zip"]


def test_a_backup_that_is_stopped_leaves_nothing_under_its_name(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    for call in range(1, 200):
        target = tmp_path / f"{call}.zip"
        killed = killed_at(call, root, lambda workspace, to=target: _back_up(workspace, to))  # type: ignore[misc]
        if target.exists():
            assert backups.look_into(desk_on(root), str(target)).counts.entries == 1
        if not killed:
            break
    assert call > 5
    assert target.exists()


def _back_up(workspace: Workspace, target: Path) -> None:
    backups.back_up(desk_on(workspace.root, durable=True), str(target))


def test_a_disk_that_refuses_says_what_became_of_the_backup(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    before = content(root)
    for call in range(1, 200):
        target = tmp_path / f"{call}.zip"
        counter = Counter(call, refusing(errno.ENOSPC))
        try:
            with counter:
                _back_up(Workspace(root), target)
        except NotSaved:
            assert not target.exists()
        except Unconfirmed:
            assert target.exists()
        else:
            assert backups.look_into(desk_on(root), str(target)).counts.entries == 1
        assert content(root) == before
        for left in tmp_path.glob(".*.tmp"):
            assert counter.calls[call - 1] == ("unlink", str(left))
            left.unlink()
        if len(counter.calls) < call:
            break


def test_leftovers_of_a_backup_that_was_killed_are_removed_by_the_next(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    left, running = tmp_path / ".x.zip.4194999.tmp", tmp_path / f".x.zip.{os.getppid()}.tmp"
    for path in (left, running):
        path.write_text("half")
    backups.back_up(desk_on(root), str(tmp_path / "x.zip"))
    assert not left.exists()
    assert running.exists()


def test_damaged_data_are_in_the_backup_as_they_are_and_it_can_be_restored(tmp_path: Path, shell: Shell) -> None:
    filled(shell.folder)
    (shell.folder / MONTH).write_bytes(b"{ torn")
    target = tmp_path / "x.zip"
    answer = shell.try_("backup", str(target))
    assert answer.code == ExitCode.NEEDS_ATTENTION
    assert f"warning: Damaged, and backed up just as they are: {MONTH}" in answer.err
    with ZipFile(target) as archive:
        assert archive.read(MONTH) == b"{ torn"
    found = backups.look_into(desk_on(shell.folder), str(target))
    assert found.damaged == (MONTH,)
    assert found.counts.clients == 1
    before = content(shell.folder)
    (shell.folder / MONTH).unlink()
    shell.run("restore --yes", str(target))
    assert content(shell.folder) == before


def test_what_a_backup_could_not_read_stays_as_it_is_when_it_is_restored(tmp_path: Path) -> None:
    root, target = tmp_path / "data", tmp_path / "x.zip"
    filled(root)
    good = (root / MONTH).read_bytes()
    (root / MONTH).unlink()
    (root / MONTH).mkdir()
    made = backups.back_up(desk_on(root), str(target))
    assert made.left_out == (MONTH,)
    assert made.needs_attention
    (root / MONTH).rmdir()
    (root / MONTH).write_bytes(good)
    backups.restore(desk_on(root), str(target))
    assert (root / MONTH).read_bytes() == good


def test_letters_that_lead_out_or_have_impossible_names_are_left_out_and_said(tmp_path: Path) -> None:
    root, target = tmp_path / "data", tmp_path / "x.zip"
    filled(root)
    letter(root)
    (tmp_path / "secret").write_text("secret")
    (root / "templates/en").mkdir()
    (root / "templates/en/out.txt").symlink_to(tmp_path / "secret")
    (root / "templates/en/a:b.txt").write_text("x")
    (root / "templates/linked").symlink_to(tmp_path)
    made = backups.back_up(desk_on(root), str(target))
    assert made.left_out == ("templates/en/a:b.txt", "templates/en/out.txt", "templates/linked")
    assert not made.needs_attention
    assert backups.look_into(desk_on(root), str(target)).counts.files == 4


def test_a_backup_inside_the_data_folder_is_refused_and_so_is_one_of_nothing(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    with pytest.raises(Exception, match="lost together"):
        backups.back_up(desk_on(root), str(root / "x.zip"))
    with pytest.raises(NotFound, match="nothing to back up"):
        backups.back_up(desk_on(tmp_path / "empty"), str(tmp_path / "x.zip"))
    assert not (tmp_path / "empty").exists()


def test_a_change_that_a_crash_left_decided_is_finished_before_it_is_copied(tmp_path: Path) -> None:
    root, target = tmp_path / "data", tmp_path / "x.zip"
    filled(root)

    class Dying(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "rename" and ".state" not in path:
                os._exit(0)

    child = os.fork()
    if not child:
        try:
            with Dying(), Workspace(root).change(NOW) as change:
                change.add(entry(701))
                change.save(client(), client(notes="both"))
        finally:
            os._exit(1)
    assert os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 0
    assert (root / ".state/redo.json").exists()
    backups.back_up(desk_on(root), str(target))
    assert not (root / ".state/redo.json").exists()
    with ZipFile(target) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}
    assert held == content(root)
    assert b"both" in held["clients.json"]
    assert b'"701"' in held[MONTH]


def test_data_that_cannot_be_locked_can_be_backed_up_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, target = tmp_path / "data", tmp_path / "x.zip"
    filled(root)

    def refused_lock(_: str) -> int:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr("freelance_comm.store.files.open_lock", refused_lock)
    assert backups.back_up(desk_on(root), str(target)).counts.entries == 1


def test_a_backup_made_while_others_write_never_mixes_two_moments(tmp_path: Path) -> None:
    root = tmp_path / "data"
    filled(root)
    child = os.fork()
    if not child:
        try:
            for number in range(1, 400):
                with Workspace(root, durable=False).change(NOW) as change:
                    change.save(client(notes=str(number - 1) if number > 1 else ""), client(notes=str(number)))
                    change.add(entry(1000 + number))
        finally:
            os._exit(0)
    seen = []
    for number in range(6):
        target = tmp_path / f"{number}.zip"
        backups.back_up(desk_on(root), str(target))
        other = tmp_path / f"other-{number}"
        backups.restore(desk_on(other), str(target))
        reader = Workspace(other).reader()
        seen.append((len(reader.all_entries(10)) - 1, int(reader.clients()[0].notes or 0)))
    os.waitpid(child, 0)
    assert all(entries == notes for entries, notes in seen), seen


# -- B01 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("B01")
def test_restoring_brings_everything_back_and_keeps_what_was_there(
    kept: tuple[Path, Path, dict[str, bytes]], shell: Shell
) -> None:
    root, backup, former = kept
    shell.folder = root
    present = content(root)
    answer = shell.run("restore --yes", str(backup))
    assert content(root) == former
    assert "clients       1" in answer.out
    assert "projects      1              0" in answer.out
    folder = DataFolder(str(root), durable=True)
    for file, data in present.items():
        if former.get(file) != data:
            generations = [Path(path).read_bytes() for path in history.generations(folder, file)]
            assert data in generations, file
    assert Workspace(root).reader().notices() == ()

    way_back = answer.out.split("restore '")[1].split("'")[0]
    held = Path(way_back).read_bytes()
    shell.run("restore --yes", way_back)
    assert content(root) == present
    assert Path(way_back).read_bytes() == held


@pytest.mark.fault("B01")
def test_restoring_shows_the_counts_and_asks(kept: tuple[Path, Path, dict[str, bytes]], command: Command) -> None:
    root, backup, former = kept
    present = content(root)
    words = ("--data-dir", str(root), "restore", str(backup))
    declined = command.on_a_terminal(*words, answers=["no"])
    assert declined.code == 0
    assert "projects      1              0" in declined.out
    assert "Nothing was changed" in declined.out
    assert content(root) == present
    assert command.on_a_terminal(*words, answers=["yes"]).code == 0
    assert content(root) == former


@pytest.mark.fault("B01")
def test_restoring_refuses_to_guess_where_nobody_can_be_asked(
    kept: tuple[Path, Path, dict[str, bytes]], command: Command
) -> None:
    root, backup, _ = kept
    present = content(root)
    refused(command.run("--data-dir", str(root), "restore", str(backup)), ExitCode.BAD_VALUE, "--yes")
    assert content(root) == present


def test_restoring_works_on_a_new_computer_and_over_data_that_cannot_be_read(
    kept: tuple[Path, Path, dict[str, bytes]], tmp_path: Path
) -> None:
    root, backup, former = kept
    new = tmp_path / "new"
    assert backups.restore(desk_on(new), str(backup)).kept == ""
    assert content(new) == former
    for path in root.rglob("*.json"):
        if ".state" not in path.parts:
            path.write_bytes(b"\0" * 50)
    backups.restore(desk_on(root), str(backup))
    assert content(root) == former


def test_json_tells_what_was_restored(kept: tuple[Path, Path, dict[str, bytes]], shell: Shell) -> None:
    shell.folder, backup, _ = kept
    told = shell.run("restore --yes --json", str(backup)).data
    assert (told["counts"]["projects"], told["present"]["projects"], told["version"]) == (1, 0, 1)
    assert shell.run("backup --json", str(backup.parent)).data["counts"]["entries"] == 1


def test_copies_of_former_states_do_not_pile_up(kept: tuple[Path, Path, dict[str, bytes]]) -> None:
    root, backup, _ = kept
    for number in range(6):
        desk = Desk(
            Workspace(root, durable=False),
            clock=lambda number=number: NOW.replace(minute=number),  # type: ignore[misc]
            tr=translator("en"),
            zone="UTC",
        )
        backups.restore(desk, str(backup))
    names = sorted(path.name for path in (root / ".state").glob("before-restore-*"))
    assert [name[-11:] for name in names] == ["100300Z.zip", "100400Z.zip", "100500Z.zip"]


# -- B05, W07 --------------------------------------------------------------------------------------------------------


@pytest.mark.fault("B05", "W07")
def test_a_kill_at_any_call_of_a_restore_leaves_the_old_workspace_or_the_new(
    kept: tuple[Path, Path, dict[str, bytes]], tmp_path: Path, long_run: bool
) -> None:
    first, backup, former = kept
    present = content(first)

    def operation(workspace: Workspace) -> None:
        backups.restore(desk_on(workspace.root, durable=True), str(backup))

    found = set()
    for call in range(1, 3000, 1 if long_run else 4):
        root = Path(shutil.copytree(first, tmp_path / "copies" / str(call), symlinks=True))
        killed = killed_at(call, root, operation)
        reader = Workspace(root).reader()
        names = [one.name for one in reader.clients()]
        projects = [one.id for one in reader.project_names()]
        spent = reader.seconds_spent()
        with Workspace(root, durable=False).change(NOW) as change:
            change.timer()
        after = content(root)
        assert after in (present, former)
        assert names == (["Ioana Popescu"] if after == former else ["Somebody else"])
        assert projects == ([10] if after == former else [])
        assert sum(spent.values()) == (3600 if after == former else 7200)
        assert list(root.rglob("*.tmp")) == []
        assert not (root / ".state/next").exists()
        found.add(after == former)
        if not killed:
            break
        operation(Workspace(root))
        assert content(root) == former
    assert found == {False, True}
    assert call > 50


@pytest.mark.fault("B05")
def test_a_refusal_at_any_call_of_a_restore_leaves_the_old_workspace_or_the_new_and_says_which(
    kept: tuple[Path, Path, dict[str, bytes]], tmp_path: Path, long_run: bool
) -> None:
    first, backup, former = kept
    present = content(first)
    for call in range(1, 3000, 1 if long_run else 4):
        root = Path(shutil.copytree(first, tmp_path / "copies" / str(call)))
        counter = Counter(call, refusing(errno.EIO))
        try:
            with counter:
                backups.restore(desk_on(root, durable=True), str(backup))
        except NotSaved:
            assert content(root) == present
        except Unconfirmed:
            with Workspace(root, durable=False).change(NOW):
                pass
            assert content(root) == former
        else:
            assert content(root) == former
        if len(counter.calls) < call:
            break
    assert call > 50


# -- B06 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("B06")
@pytest.mark.skipif(not is_root(), reason="only root may mount a disk")
def test_a_restore_without_room_is_refused_before_anything_is_touched(tmp_path: Path, command: Command) -> None:
    with small_disk(tmp_path / "disk", 4 << 20) as disk:
        root, backup = disk / "data", tmp_path / "x.zip"
        filled(root)
        with Workspace(root, durable=False).change(NOW) as change:
            change.save(client(), client(notes="".join(map(str, range(200_000)))))
        backups.back_up(desk_on(root), str(backup))
        changes = content(root)
        changes.pop("clients.json")
        with Workspace(root, durable=False).change(NOW) as change:
            change.save(change.clients()[0], client())
        before = content(root)
        local = sorted(path.name for path in (root / ".state").iterdir())
        leave(disk, 200)
        answer = command.run("--data-dir", str(root), "restore", "--yes", str(backup))
        refused(answer, ExitCode.NOT_SAVED, "too little room", "Nothing was changed")
        assert content(root) == before
        assert sorted(path.name for path in (root / ".state").iterdir()) == local
        (disk / "ballast").unlink()
        command.done("--data-dir", str(root), "restore", "--yes", str(backup))
        assert len(content(root)["clients.json"]) > 1_000_000


# -- P06 -------------------------------------------------------------------------------------------------------------


@pytest.mark.fault("P06")
def test_no_secret_gets_into_data_log_answers_backup_or_history(command: Command, tmp_path: Path) -> None:
    canary = "canary-9f2c-hunter2"
    config = command.home / ".config/freelance-comm"
    config.mkdir(parents=True)
    (config / "config.toml").write_text(f'smtp_password = "{canary}"\n')
    secrets = {"FREELANCE_COMM_PASSWORD": canary, "SMTP_PASSWORD": canary, "AWS_SECRET_ACCESS_KEY": canary}
    backup = str(tmp_path / "x.zip")
    steps: list[Callable[[], Any]] = [
        lambda: command.run("client", "add", "Ana", "--debug", env=secrets),
        lambda: command.run("project", "add", "Menu", "--client", "Ana", env=secrets),
        lambda: command.run("track", "add", "Menu", "2h", env=secrets),
        lambda: command.run("track", "add", "Menu", "nonsense", "--debug", env=secrets),
        lambda: command.run("track", "add", "Menu", "1h", env=secrets),
        lambda: command.run("backup", backup, "--debug", env=secrets),
        lambda: command.run("restore", backup, "--yes", "--debug", env=secrets),
        lambda: command.run("export", "--output", str(tmp_path / "x.json"), env=secrets),
        lambda: command.run("where", "--json", env=secrets),
        lambda: command.run("today", start=_broken(), env=secrets),
        lambda: command.run("today", "--debug", start=_broken(), env=secrets),
    ]
    answers = [step() for step in steps]
    assert [answer.code for answer in answers[-2:]] == [1, 1]
    assert answers[5].code == 0, answers[5].err
    assert all(canary not in answer.out + answer.err for answer in answers)
    assert (command.data / ".state/log").exists()
    assert any((command.data / ".state/history").rglob("*.json"))
    with ZipFile(backup) as archive:
        held = [archive.read(name) for name in archive.namelist()]
    looked_at = [path for path in [*command.data.rglob("*"), *tmp_path.glob("x.*")] if path.is_file()]
    assert len(looked_at) > 10
    assert [path for path in looked_at if canary.encode() in path.read_bytes()] == []
    assert all(canary.encode() not in data for data in held)


def _broken() -> tuple[str, ...]:
    """Return a program that stumbles over a fault of its own."""
    code = (
        "import sys; from freelance_comm.services import agenda\n"
        "def broken(*a, **k): raise ZeroDivisionError('of our own')\n"
        "agenda.today = broken\n"
        "import freelance_comm.store.reader as reader\n"
        "reader.Reader.summaries = broken\n"
        "from freelance_comm.entry import main; sys.exit(main())"
    )
    return (sys.executable, "-c", code)
