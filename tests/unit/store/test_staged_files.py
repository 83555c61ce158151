"""Whole workspaces are replaced in one step: what waits on the disk is put in place by whoever comes next."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from freelance_comm.domain.errors import DataDamaged, Unconfirmed
from freelance_comm.store import history, redo
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.overhaul import Overhaul
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import MONTH, NOW, Counter, client, content, entry, filled, refusing
from tests.unit.store.test_crash import killed_at

LETTER = "templates/en/work/my-report.txt"
NOT_UTF8 = b"caf\xe9 {{ project.name }}\n"


@pytest.fixture
def wanted(tmp_path: Path) -> dict[str, bytes]:
    """Return the files of another workspace, a letter that is no UTF-8 among them."""
    other = tmp_path / "other"
    with Workspace(other, durable=False).change(NOW) as change:
        change.add(client(2, name="Ана"))
        change.add(entry(900))
        change.add(entry(901, day=NOW.date().replace(month=5)))
    return content(other) | {LETTER: NOT_UTF8}


def exchange(overhaul: Overhaul, root: Path, wanted: dict[str, bytes]) -> None:
    for file, data in wanted.items():
        overhaul.staged.put(file, data)
    for file in content(root).keys() - wanted.keys():
        overhaul.staged.remove(file)


def test_files_are_put_in_place_and_others_removed(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    root = tmp_path / "data"
    workspace = filled(root)
    before = (root / MONTH).read_bytes()
    with workspace.overhaul(NOW) as overhaul:
        exchange(overhaul, root, wanted)
        assert content(root) != wanted
    assert content(root) == wanted
    assert not (root / ".state/next").exists()
    kept = history.generations(DataFolder(str(root), durable=True), MONTH)
    assert [Path(path).read_bytes() for path in kept] == [before]
    assert [one.id for one in workspace.reader().clients()] == [2]
    assert workspace.reader().notices() == ()


def test_a_block_that_fails_leaves_nothing_waiting(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    root = tmp_path / "data"
    workspace = filled(root)
    before = content(root)
    with pytest.raises(ZeroDivisionError), workspace.overhaul(NOW) as overhaul:
        exchange(overhaul, root, wanted)
        raise ZeroDivisionError
    assert content(root) == before
    assert not (root / ".state/next").exists()


def test_a_kill_at_any_call_leaves_the_old_files_or_the_new(
    tmp_path: Path, wanted: dict[str, bytes], long_run: bool
) -> None:
    def operation(workspace: Workspace) -> None:
        with workspace.overhaul(NOW) as overhaul:
            exchange(overhaul, workspace.root, wanted)

    seen = set()
    for call in range(1, 1000, 1 if long_run else 3):
        root = tmp_path / str(call)
        before = content(filled(root).root)
        killed = killed_at(call, root, operation)
        names = {one.name for one in Workspace(root).reader().clients()}
        spent = Workspace(root).reader().seconds_spent()
        with Workspace(root, durable=False).overhaul(NOW):
            pass
        after = content(root)
        assert after in (before, wanted)
        assert names == ({"Ана"} if after == wanted else {"Ioana Popescu"})
        assert spent == ({10: 7200} if after == wanted else {10: 3600})
        assert not (root / ".state/next").exists()
        seen.add(after == wanted)
        if not killed:
            break
    assert seen == {False, True}


def test_what_somebody_else_put_there_before_it_was_finished_is_put_aside(
    tmp_path: Path, wanted: dict[str, bytes]
) -> None:
    root = tmp_path / "data"
    workspace = filled(root)

    def die(call: str, path: str) -> None:
        os._exit(0)

    class AtFirstRename(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "rename" and ".state" not in path:
                die(call, path)

    child = os.fork()
    if not child:
        try:
            with AtFirstRename(), workspace.overhaul(NOW) as overhaul:
                exchange(overhaul, root, wanted)
        finally:
            os._exit(1)
    assert os.WEXITSTATUS(os.waitpid(child, 0)[1]) == 0
    assert (root / ".state" / redo.FILE).exists()
    (root / "clients.json").write_bytes(b"brought by a sync client")
    with Workspace(root).overhaul(NOW):
        pass
    assert content(root) == wanted
    assert [path.read_bytes() for path in (root / ".state/conflicts").iterdir()] == [b"brought by a sync client"]


def test_a_disk_that_refuses_after_the_decision_is_obeyed_later(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    root = tmp_path / "data"
    workspace = filled(root)

    class RefusingRenames(Counter):
        def __call__(self, call: str, path: str) -> None:
            if call == "rename" and ".state" not in path:
                refusing(5)(call, path)

    with pytest.raises(Unconfirmed), RefusingRenames(), workspace.overhaul(NOW) as overhaul:
        exchange(overhaul, root, wanted)
    assert {one.name for one in Workspace(root).reader().clients()} == {"Ана"}
    with Workspace(root).change(NOW) as change:
        assert {one.name for one in change.clients()} == {"Ана"}
    assert content(root) == wanted


def test_a_link_that_leads_out_is_never_replaced(tmp_path: Path, wanted: dict[str, bytes]) -> None:
    root = tmp_path / "data"
    workspace = filled(root)
    (root / "clients.json").unlink()
    (root / "clients.json").symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(DataDamaged), workspace.overhaul(NOW) as overhaul:
        exchange(overhaul, root, wanted)
    assert (root / "clients.json").is_symlink()
