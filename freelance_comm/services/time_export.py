"""Time for other programs: the entries of a period, of a client or a project, as a table (CSV) or as JSON.

``seconds`` is exact in both; ``hours`` in the table is rounded to four digits, for looking at. Texts that a spreadsheet
would take for a formula get an apostrophe before them. ``track import`` reads both back and finds every entry again by
its source: where it was imported from, else its own number, as a text that no spreadsheet rounds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.progress import counted
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import json_safe, show_block
from freelance_comm.services.exchange_cells import joined, neutral
from freelance_comm.services.time_found import OUR_MARK
from freelance_comm.services.time_known import OWN
from freelance_comm.services.timer import project_names

if TYPE_CHECKING:
    from freelance_comm.domain.progress import Progress
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.desk import Desk

NUMBER = 1
HEAD = (
    "source", "date", "start", "end", "seconds", "hours", "client", "project", "reference", "note", "tags", "billable",
    "billed_on", "zone",
)  # fmt: skip
_END = "\r\n"
_HOUR = Decimal(3600)


class ExportForm(StrEnum):
    """How time is written."""

    CSV = "csv"
    JSON = "json"


class Wanted(Record):
    """Which entries: those that begin on the local days ``first`` to ``last`` (None is open), of one client or one
    project where it is named.
    """

    first: date | None = None
    last: date | None = None
    client: str = ""
    project: str = ""


class TimeExported(Record):
    """What was written where; ``seconds`` exact."""

    path: str
    count: int
    seconds: Decimal


def text(desk: Desk, wanted: Wanted, form: ExportForm) -> str:
    """Return the document. Raises ``BadValue`` and ``NotFound`` for a choice that makes no sense."""
    return _written(_chosen(desk, wanted), project_names(desk), form)


def write(
    desk: Desk, wanted: Wanted, form: ExportForm, place: str, *, force: bool, progress: Progress | None = None
) -> TimeExported:
    """Write the document to a file, whole or not at all; one that is there stays unless ``force``.

    ``progress`` is told of entries.
    """
    from freelance_comm.services.exchange_files import put_file

    chosen = _chosen(desk, wanted)
    document = _written(chosen, project_names(desk), form, progress)
    path = put_file(Path(place), document.encode(), force=force)
    return TimeExported(path=str(path), count=len(chosen), seconds=sum((entry.seconds for entry in chosen), Decimal(0)))


def _chosen(desk: Desk, wanted: Wanted) -> list[TimeEntry]:
    first, last = wanted.first or date.min, wanted.last or date.max
    if first > last:
        raise BadValue(N_("The period ends before it starts."), hint=N_("Swap the two days."))
    ids = _project_ids(desk, wanted)
    return [
        entry
        for entry in desk.reader.entries(first, last)
        if entry.day >= first and (ids is None or entry.project_id in ids)
    ]


def _project_ids(desk: Desk, wanted: Wanted) -> set[int] | None:
    """Return the ids of the projects that are meant, None for all."""
    if wanted.project:
        from freelance_comm.services.project_search import find_project_name

        if wanted.client:
            raise BadValue(N_("Give a client or a project, not both."))
        return {find_project_name(desk, wanted.project, closed=True).id}
    if wanted.client:
        from freelance_comm.services.clients import find_client

        client = find_client(desk, wanted.client)
        return {one.id for one in desk.reader.project_names(closed=True) if one.client_id == client.id}
    return None


def _written(
    chosen: list[TimeEntry], names: dict[int, tuple[str, str, str]], form: ExportForm, progress: Progress | None = None
) -> str:
    rows = (_fields(entry, *names.get(entry.project_id, ("", "", ""))) for entry in counted(chosen, progress))
    return _table(rows) if form is ExportForm.CSV else _json(rows)


def _fields(entry: TimeEntry, project: str, ref: str, client: str) -> dict[str, Any]:
    return {
        "source": entry.source_id or f"{OWN}{entry.id}",
        "date": entry.day.isoformat(),
        "start": _moment(entry.started),
        "end": _moment(entry.ended),
        "seconds": f"{entry.seconds.normalize():f}",
        "hours": f"{(entry.seconds / _HOUR).quantize(Decimal('0.0001')):f}",
        "client": client,
        "project": project,
        "reference": ref,
        "note": entry.note,
        "tags": list(entry.tags),
        "billable": entry.billable,
        "billed_on": entry.billed_on.isoformat() if entry.billed_on is not None else "",
        "zone": entry.zone,
    }


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at is not None else ""


def _table(rows: Iterator[dict[str, Any]]) -> str:
    lines = [joined(list(HEAD))]
    for row in rows:
        cells = {**row, "billable": "yes" if row["billable"] else "no", "tags": _tags(row["tags"])}
        lines.append(joined([_cell(name, cells[name]) for name in HEAD]))
    return _END.join([*lines, ""])


def _cell(name: str, value: Any) -> str:
    return neutral(show_block(value)) if name in ("source", "client", "project", "note", "tags") else str(value)


def _tags(tags: list[str]) -> str:
    """Return the tags in one cell: with commas between, as JSON where a tag itself would not come back."""
    if any("," in tag or tag != tag.strip() or tag[:1] in "['" for tag in tags):
        return json.dumps(tags, ensure_ascii=False)
    return ", ".join(tags)


def _json(rows: Iterator[dict[str, Any]]) -> str:
    entries = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    head = f'{{"format": "{OUR_MARK}", "number": {NUMBER}, "entries": ['
    return json_safe(f"{head}\n{entries}\n]}}\n" if entries else f"{head}]}}\n")
