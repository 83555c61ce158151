"""How the tables of time trackers name their columns, and which table is whose.

Data apart from what reads them: Toggl Track's detailed report, Clockify's detailed report, Harvest's detailed time
report, Watson's ``log --csv``, our own export, and any other table with usual names. Names are compared without case.
"""

from __future__ import annotations

from freelance_comm.domain.record import Record
from freelance_comm.services.time_found import TimeFormat


class Columns(Record):
    """The column of each thing, as the table names it; empty where there is none."""

    kind: TimeFormat
    id: str = ""
    source: str = ""
    day: str = ""
    start_day: str = ""
    start: str = ""
    end_day: str = ""
    end: str = ""
    duration: str = ""
    seconds: str = ""
    minutes: str = ""
    project: str = ""
    client: str = ""
    note: str = ""
    task: str = ""
    tags: str = ""
    billable: str = ""
    billed: str = ""
    person: tuple[str, ...] = ()
    rate: str = ""
    currency: str = ""
    kind_of_row: str = ""
    zone: str = ""


_USUAL = {
    "id": ("id", "entry id"),
    "source": ("source",),
    "day": ("date", "day", "spent date"),
    "start_day": ("start date",),
    "start": ("start time", "start", "started", "started at", "from", "begin"),
    "end_day": ("end date", "stop date"),
    "end": ("end time", "stop time", "end", "stop", "ended", "ended at", "finished", "to"),
    "duration": ("duration (h)", "time (h)", "duration", "hours", "duration (decimal)", "time (decimal)"),
    "seconds": ("seconds",),
    "minutes": ("minutes",),
    "project": ("project", "project name"),
    "client": ("client", "customer", "client name"),
    "note": ("description", "notes", "note", "comment", "annotation"),
    "task": ("task", "activity", "task name"),
    "tags": ("tags", "tag", "labels"),
    "billable": ("billable?", "billable"),
    "billed": ("billed_on", "invoiced?", "invoiced", "billed"),
    "rate": ("billable rate",),
    "currency": ("currency",),
    "kind_of_row": ("type",),
    "zone": ("zone",),
}
_PEOPLE = (("email",), ("first name", "last name"), ("user",), ("member",))
_SIGNS = (
    (TimeFormat.OURS, {"source", "date", "start", "end", "seconds", "zone"}),
    (TimeFormat.CLOCKIFY, {"start date", "duration (h)"}),
    (TimeFormat.CLOCKIFY, {"start date", "time (h)"}),
    (TimeFormat.TOGGL, {"start date", "start time", "duration"}),
    (TimeFormat.HARVEST, {"date", "client", "project", "task", "hours", "first name"}),
    (TimeFormat.HARVEST, {"date", "client", "project", "task", "hours", "notes"}),
)
_WATSON = {"id", "start", "stop", "project", "tags"}


def columns_of(head: tuple[str, ...]) -> Columns | None:
    """Return which column is what, None for a table that does not say when or how long."""
    names = {name.casefold(): name for name in reversed(head)}
    kind = next((kind for kind, signs in _SIGNS if signs <= names.keys()), TimeFormat.CSV)
    if names.keys() == _WATSON:
        kind = TimeFormat.WATSON
    found = {field: next((names[name] for name in usual if name in names), "") for field, usual in _USUAL.items()}
    if kind not in (TimeFormat.OURS, TimeFormat.WATSON):
        found["source"] = ""
        if kind is not TimeFormat.CSV:
            found["id"] = ""
    if not found["rate"]:  # Clockify names the currency in the head: Billable Rate (EUR)
        rated = next((name for name in head if name.casefold().startswith("billable rate (")), "")
        found["rate"] = rated
    people = next((group for group in _PEOPLE if all(name in names for name in group)), ())
    long = found["duration"] or found["seconds"] or found["minutes"]
    when = found["day"] or found["start_day"] or found["start"] or found["end"]
    if not when or not (long or (found["start"] and found["end"])):
        return None
    return Columns(kind=kind, person=tuple(names[name] for name in people), **found)
