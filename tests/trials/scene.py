"""The desk that trials work at: a client, a project with a quote that waits, a few entries; and what can be seen of it.

Nothing here goes round the services: trials write as the program does.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from freelance_comm.domain.quote import Unit
from freelance_comm.services import clients, projects, quoting, setup, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace, places
from freelance_comm.text import catalog

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)
MONTH = "time/2026-03.json"
CLIENT = "Ioana Popescu"
PROJECT = "Landing page"
_BEGUN = time.monotonic()
_ID = re.compile(r"\b[0-9]{15,16}\b")
_MOMENT = re.compile(r"2026-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|\+00:00)")

Portrait = dict[str, tuple[str, ...]]
"""All documents of a workspace by kind of file and table, without ids and moments, which differ between two runs."""


def clock() -> datetime:
    """Return a moment that moves on, from the same day whenever the trial is run."""
    return NOW + timedelta(seconds=time.monotonic() - _BEGUN)


def desk(root: Path, *, durable: bool = True, owner: str = "cli", at: Callable[[], datetime] = clock) -> Desk:
    """Return a desk of its own on the workspace at ``root``, as a new process would have it."""
    workspace = Workspace(root, durable=durable, owner=owner)
    return Desk(workspace, clock=at, tr=catalog.translator("en"), zone="UTC", owner=owner)


def welcome(where: Desk) -> None:
    """Save the profile, as the first start does."""
    setup.save_profile(where, None, setup.propose(where).but(name="Ilinca Marin", currency="EUR"))


def fill(root: Path) -> None:
    """Write the workspace that most trials begin with, without flushing: only the trial is to cost time."""
    where = desk(root, durable=False)
    welcome(where)
    clients.add_client(where, CLIENT)
    clients.add_client(where, "Gone Soon", notes="x" * 2000)
    project = projects.add_project(where, PROJECT, client_text=CLIENT)
    quoting.add_item(where, project, "Design", unit=Unit.FIXED, price="500")
    quoting.mark_quote_sent(where, project)
    projects.add_project(where, "Old thing", client_text=CLIENT)
    for number in range(3):
        add(where, f"before {number}", 600 + number)


def add(where: Desk, note: str, seconds: int = 60, day: date = DAY) -> None:
    """Write down time, as `track add` does."""
    timelog.add_entry(where, PROJECT, day=day, seconds=Decimal(seconds), note=note)


def entries(root: Path) -> list[tuple[str, int]]:
    """Return note and seconds of all time entries, as a new process finds them."""
    reader = Workspace(root).reader()
    return [(one.note, int(one.seconds)) for one in reader.entries(date.min, date.max)]


def portrait(root: Path) -> Portrait:
    """Return all that is stored, as a new process finds it. Raises ``AppError`` for a file that cannot be read."""
    source = Workspace(root)._source
    listed: list[str] = list(places.TOP_FILES)
    for folder in places.PARTITIONED:
        listed += [places.month_file(folder, month) for month in source.months(folder)]
    for found in (source.open_projects(), source.closed_projects()):
        listed += [file for files in found.values() for file in files]
    result: dict[str, list[str]] = {}
    for file in listed:
        loaded = source.load(file)
        if loaded is None:
            continue
        kind = file if file.count("/") == 0 or file.startswith(places.PARTITIONED) else file.rpartition("/")[0]
        for table, documents in loaded.tables.items():
            result.setdefault(f"{kind}:{table}", []).extend(_plain(document) for document in documents.values())
    return {name: tuple(sorted(texts)) for name, texts in result.items() if texts and not name.endswith(":format")}


def _plain(document: dict[str, Any]) -> str:
    text = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return _MOMENT.sub("then", _ID.sub("id", text))


def leftovers(root: Path) -> list[Path]:
    """Return unfinished files in a workspace."""
    return list(root.rglob("*.tmp"))
