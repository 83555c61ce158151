"""Small records for the tests of the store, and the workspace they are put into."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from freelance_comm.domain.message import Direction, Message
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.promise import Promise
from freelance_comm.domain.time_entry import RunningTimer, TimeEntry
from freelance_comm.store import files
from freelance_comm.store.workspace import Workspace

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MONTH = "time/2026-03.json"


def client(number: int = 1, **fields: Any) -> Client:
    return Client(**{"id": number, "ref": f"C-2026-{number:03d}", "name": "Ioana Popescu", "created": NOW, **fields})


def project(number: int = 10, **fields: Any) -> Project:
    values = {"ref": f"P-2026-{number:03d}", "name": "Site", "client_id": 1, "created": NOW, "currency": "EUR"}
    return Project(**{"id": number, **values, **fields})


def entry(number: int = 100, **fields: Any) -> TimeEntry:
    values = {"project_id": 10, "day": NOW.date(), "seconds": Decimal(3600), "zone": "UTC"}
    return TimeEntry(**{"id": number, **values, **fields})


def message(number: int = 200, **fields: Any) -> Message:
    return Message(**{"id": number, "client_id": 1, "direction": Direction.IN, "at": NOW, **fields})


def promise(number: int = 300, **fields: Any) -> Promise:
    due = NOW + timedelta(days=1)
    values = {"client_id": 1, "project_id": 10, "what": "the draft", "made_at": NOW, "due": due, "nudge_at": NOW}
    return Promise(**{"id": number, **values, "zone": "UTC", **fields})


def timer(number: int = 400, **fields: Any) -> RunningTimer:
    return RunningTimer(**{"id": number, "project_id": 10, "started": NOW, "zone": "UTC", "owner": "cli", **fields})


def filled(root: Path, **options: Any) -> Workspace:
    """Return a workspace with one client, one project and one time entry in it.

    They are put there without flushing: only what a test does itself is to cost it time.
    """
    with Workspace(root, durable=False).change(NOW) as change:
        change.add(client())
        change.add(project())
        change.add(entry())
    return Workspace(root, **options)


def content(root: Path) -> dict[str, bytes]:
    """Return the data files of a workspace with what they hold, the local state left out."""
    found = sorted(path for path in root.rglob("*") if path.is_file() and ".state" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


class Counter:
    """Counts the file-changing calls, and does something before one of them."""

    def __init__(self, at: int = -1, action: Callable[[str, str], None] | None = None) -> None:
        self.at = at
        self.action = action
        self.calls: list[tuple[str, str]] = []

    def __call__(self, call: str, path: str) -> None:
        self.calls.append((call, path))
        if len(self.calls) == self.at and self.action is not None:
            self.action(call, path)

    def __enter__(self) -> Counter:
        self._before = files.observe(self)
        return self

    def __exit__(self, *_: object) -> None:
        files.observe(self._before)


def refusing(number: int) -> Callable[[str, str], None]:
    """Return an action that fails like a call that the system refuses with the error ``number``."""

    def refuse(_: str, path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    return refuse
