"""Several processes that write at once lose nothing, give no id or reference twice, and never disturb a reader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import filled

INSERT = """
import sys
from tests.unit.store.sample import NOW, client, entry
from freelance_comm.store.workspace import Workspace
workspace = Workspace(sys.argv[1])
for number in range(25):
    with workspace.change(NOW) as change:
        change.add(entry(change.new_id(), note=f"{sys.argv[2]}-{number}"))
    if number % 5 == 0:
        with workspace.change(NOW) as change:
            change.add(client(change.new_id(), ref=change.next_ref("C", 2026)))
    with workspace.change(NOW) as change:
        (before,) = [one for one in change.all_entries(10) if one.id == 100]
        change.save(before, before.but(seconds=before.seconds + 1, ended=None))
"""


def test_four_processes_of_25_inserts_and_25_updates_lose_none(tmp_path: Path) -> None:
    filled(tmp_path)
    writers = [subprocess.Popen([sys.executable, "-c", INSERT, str(tmp_path), str(one)]) for one in range(4)]
    reader, seen, looks = Workspace(tmp_path).reader(), 1, 0
    while any(writer.poll() is None for writer in writers):
        found = len(reader.all_entries(10))
        assert found >= seen
        seen, looks = found, looks + 1
    assert [writer.returncode for writer in writers] == [0] * 4
    entries = Workspace(tmp_path).reader().all_entries(10)
    clients = Workspace(tmp_path).reader().clients()
    assert {one.note for one in entries[1:]} == {f"{one}-{number}" for one in range(4) for number in range(25)}
    assert len({one.id for one in entries}) == 101
    assert entries[0].seconds == 3700
    assert len({one.ref for one in clients}) == 21
    assert looks > 3
