"""A format 2 for tests: what older files look like, and the steps that bring them to what the program reads today.

In the older format a time entry kept its note as ``remark``, and a client one line ``known_as``, "Ana · C-2026-001",
in the place of name and reference. ``install`` makes this process the later program; ``older`` writes what the earlier
one would have.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from freelance_comm.store import document, migrations
from freelance_comm.store.document import Tables
from freelance_comm.store.places import is_data_file, kind_of_file

BOOTSTRAP = "from tests.unit.store import later_format; later_format.install()"
"""What makes another process the later program."""


def _notes_of_entries(tables: Tables) -> Tables:
    for entry in tables.get("entries", {}).values():
        if "remark" in entry:
            entry["note"] = entry.pop("remark")
    return tables


def _names_of_clients(tables: Tables) -> Tables:
    for client in tables.get("clients", {}).values():
        if "known_as" in client:
            client["name"], client["ref"] = client.pop("known_as").split(" · ")
    return tables


STEPS: dict[str, migrations.Step] = {"time": _notes_of_entries, "clients": _names_of_clients}


def install() -> None:
    """Let this process be the program that writes format 2."""
    migrations.STEPS[1] = STEPS
    document.VERSION = 2


def uninstall() -> None:
    """Let this process be the program of today again."""
    migrations.STEPS.clear()
    document.VERSION = 1


def older(root: Path, *, only: set[str] | None = None) -> None:
    """Rewrite the data files of a workspace, or ``only`` some of them, as the earlier program wrote them."""
    for path in sorted(root.rglob("*.json")):
        file = str(path.relative_to(root))
        if not is_data_file(file) or (only is not None and file not in only):
            continue
        tables: dict[str, dict[str, dict[str, Any]]] = document.parse(path.read_bytes(), file)
        tables["format"]["1"]["version"] = 1
        if kind_of_file(file) == "time":
            for entry in tables["entries"].values():
                if "note" in entry:
                    entry["remark"] = entry.pop("note")
        if file == "clients.json":
            for client in tables["clients"].values():
                client["known_as"] = f"{client.pop('name')} · {client.pop('ref')}"
        text = document.dump(tables)
        _rewrite(path, text)
        register = root / ".state/sums" / file
        if register.exists():
            _rewrite(register, document.content_sum(text).encode())


def _rewrite(path: Path, data: bytes) -> None:
    """Write with calls that a recorder sees."""
    handle = os.open(path, os.O_WRONLY | os.O_TRUNC)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)


def versions(root: Path) -> dict[str, int]:
    """Return the format of each data file."""
    found = {str(path.relative_to(root)): path for path in root.rglob("*.json") if ".state" not in path.parts}
    return {
        file: document.version_of(document.parse(path.read_bytes(), file))
        for file, path in found.items()
        if is_data_file(file)
    }
