"""Brings records of an export of an older data format to the present one, by the steps that bring up the files.

Apart because it is rarely needed: the records are laid out as the files they came from, and taken out again.
"""

from __future__ import annotations

from typing import Any

from freelance_comm.services.exchange_rows import Given
from freelance_comm.store.document import VERSION, Tables
from freelance_comm.store.intake import Incoming
from freelance_comm.store.inventory import OTHER, kind_of, kinds
from freelance_comm.store.migrations import brought_up
from freelance_comm.store.places import CLIENTS, MAIL, MAIL_TABLES, RUNNING, WORKSPACE

_ANY_MONTH = "2000-01.json"
_FILES = {
    "profile": WORKSPACE,
    "counters": WORKSPACE,
    "clients": CLIENTS,
    "entries": f"time/{_ANY_MONTH}",
    "messages": f"messages/{_ANY_MONTH}",
    "timer": RUNNING,
    **dict.fromkeys(MAIL_TABLES.values(), MAIL),
}
"""Files that stand for all of their kind: the steps never ask which month it is."""


def upgraded(given: list[Given], data: int) -> list[Given]:
    """Return records of the format ``data`` as records of the present one. Raises ``DataDamaged``."""
    if data >= VERSION:
        return given
    result = [one for one in given if one.row is None or one.problem is not None]
    whole = [one for one in given if one.row is not None and one.problem is None]
    projects = {one.row.id: one.row.file for one in whole if one.row is not None and one.kind == "projects"}
    files: dict[str, Tables] = {}
    lines: dict[tuple[str, str, int], Given] = {}
    for one in whole:
        assert one.row is not None
        file, table = _place(one.row, projects)
        tables = files.setdefault(file, {"format": {"1": {"version": data}}})
        tables.setdefault(table, {})[str(one.row.id)] = one.row.document
        lines[file, table, one.row.id] = one
    for file, tables in files.items():
        for table, documents in brought_up(tables, file).items():
            if table != "format":
                result += [_taken(file, table, int(key), documents[key], lines, projects) for key in documents]
    return result


def _place(row: Incoming, projects: dict[int, str]) -> tuple[str, str]:
    if row.kind == OTHER:
        return row.file, row.table
    table = kinds()[row.kind].table
    if row.kind == "projects":
        return row.file, table
    number = row.project if row.project is not None else row.document.get("project_id")
    if row.kind in _FILES:
        return _FILES[row.kind], table
    if type(number) is int:
        return projects.get(number, f"projects/project-{number}.json"), table
    return CLIENTS, table


def _taken(
    file: str,
    table: str,
    number: int,
    document: dict[str, Any],
    lines: dict[tuple[str, str, int], Given],
    projects: dict[int, str],
) -> Given:
    before = lines.get((file, table, number))
    name = kind_of(file, table)
    given = Given(name, before.line if before is not None else 0, before.file if before is not None else "")
    if before is not None and before.row is not None:
        given.row = Incoming(
            name, number, document, project=before.row.project, file=before.row.file, table=before.row.table
        )
        return given
    project = next((known for known, where in projects.items() if where == file), None)
    given.row = Incoming(name, number, document, project=project, file=file, table=table)
    return given
