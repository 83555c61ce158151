"""A writer that is killed leaves the old state or the new one, whichever call it died at."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.time_entry import RunningTimer, TimeEntry
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import NOW, Counter, client, entry, filled, project, timer

State = tuple[tuple[TimeEntry, ...], RunningTimer | None, tuple[str, ...], tuple[int, ...]]


def state(root: Path) -> State:
    reader = Workspace(root).reader()
    names = tuple(one.name for one in reader.clients())
    assert reader.project(10).head == project()
    return reader.all_entries(10), reader.timer(), names, tuple(one.id for one in reader.project_names())


def insert(workspace: Workspace) -> None:
    with workspace.change(NOW) as change:
        change.add(entry(change.new_id(), note="new"))


def first_insert(workspace: Workspace) -> None:
    with workspace.change(NOW) as change:
        change.add(entry(101, day=NOW.date().replace(month=4)))


def shorten(workspace: Workspace) -> None:
    with workspace.change(NOW) as change:
        change.save(client(), client(name="I", ref="C"))


def stop_timer(workspace: Workspace) -> None:
    with workspace.change(NOW) as change:
        change.remove(timer())
        change.add(entry(102, seconds=Decimal(60)))


def archive(workspace: Workspace) -> None:
    with workspace.change(NOW) as change:
        change.archive(10, 2026)


def recorded_ids(found: State) -> State:
    return (tuple(one.but(id=0) for one in found[0]), *found[1:])


def killed_at(call: int, root: Path, operation: Callable[[Workspace], None]) -> bool:
    """Run ``operation`` in a process that kills itself before its file-changing call number ``call``."""
    child = os.fork()
    if not child:
        done = 1
        try:
            with Counter(call, lambda *_: os.kill(os.getpid(), signal.SIGKILL)):
                operation(Workspace(root))
            done = 0
        finally:
            os._exit(done)
    _, status = os.waitpid(child, 0)
    assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("operation", [insert, first_insert, shorten, stop_timer, archive])
def test_a_kill_at_any_call_leaves_the_old_state_or_the_new(
    tmp_path: Path, operation: Callable[[Workspace], None]
) -> None:
    def fresh(name: str) -> Path:
        root = tmp_path / name
        filled(root)
        with Workspace(root, durable=False).change(NOW) as change:
            change.add(timer())
        return root

    model = fresh("model")
    old = recorded_ids(state(model))
    operation(Workspace(model))
    new = recorded_ids(state(model))
    assert old != new
    seen = set()
    call = 1
    while True:
        root = fresh(str(call))
        killed = killed_at(call, root, operation)
        seen_first = recorded_ids(state(root))  # a reader, before any writer has repaired anything
        assert seen_first in (old, new)
        with Workspace(root, durable=False).change(NOW) as change:
            change.add(project(77, name="Next"))
        after = state(root)
        assert recorded_ids(after)[:3] == seen_first[:3]
        assert (10 in after[3]) == (10 in seen_first[3])
        assert list(root.rglob("*.tmp")) == []
        assert Workspace(root).reader().notices() == ()
        seen.add(seen_first == new)
        if not killed:
            break
        call += 1
    assert call > 5
    assert seen == {False, True}


def test_what_was_acknowledged_survives_a_kill_of_the_next_writer(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    for number in range(5):
        insert(workspace)
        killed_at(4 + number, tmp_path, insert)
    notes = [one.note for one in Workspace(tmp_path).reader().all_entries(10)]
    assert notes.count("new") >= 5
