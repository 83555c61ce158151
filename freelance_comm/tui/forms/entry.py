"""The form of a time entry: when, how long, on what, doing what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services.timelog import EntryLine
from freelance_comm.tui.form_model import Field, FieldKind

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.services.desk import Desk


class EntryJob:
    """Edits a time entry."""

    def __init__(self, desk: Desk, line: EntryLine) -> None:
        t = desk.tr.gettext
        self._line = line
        self._base = line.entry
        self._projects = {one.project.ref: one.project for one in desk.reader.summaries(closed=True)}
        self._ref = line.project_ref
        names = tuple((ref, project.name) for ref, project in self._projects.items())
        self.title = t("Time entry")
        self.side = line.handle
        self.keep_as = f"entry-{self._base.id}"
        self.fields = (
            Field(
                id="when", label=t("When"), help=t("9-11:30, yesterday 14-16, or a day and a duration: monday 2h30.")
            ),
            Field(
                id="note", label=t("What was done"), help=t("It appears in the progress report as you write it here.")
            ),
            Field(id="project", label=t("Project"), kind=FieldKind.CHOICE, choices=names),
            Field(id="tags", label=t("Tags"), help=t("Separated by commas.")),
            Field(
                id="billable",
                label=t("Billable"),
                kind=FieldKind.CHOICE,
                choices=(("yes", t("yes")), ("no", t("no"))),
            ),
            Field(id="billed_on", label=t("Billed on"), help=t("The day of the invoice. Empty: not billed yet.")),
        )

    def values(self) -> dict[str, str]:
        """Return the entry as text that reads back to the same entry."""
        return {
            "when": when_text(self._base),
            "note": self._base.note,
            "project": self._ref,
            "tags": ", ".join(self._base.tags),
            "billable": "yes" if self._base.billable else "no",
            "billed_on": self._base.billed_on.isoformat() if self._base.billed_on is not None else "",
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed; what was left alone stays exactly as it was."""
        from freelance_comm.services import timelog
        from freelance_comm.services.projects import find_project_name

        before = self.values()
        changes: dict[str, object] = {"note": values["note"], "billable": values["billable"] == "yes"}
        changes["tags"] = _tags(values["tags"])
        if values["billed_on"] != before["billed_on"] or values["billable"] == "no":
            changes["billed_on"] = _billed_on(desk, values)
        if values["project"] != before["project"]:
            changes["project_id"] = find_project_name(desk, values["project"], closed=True).id
        if values["when"] != before["when"]:
            changes |= _span(desk, values["when"])
        return timelog.change_entry(desk, self._base, self._base.but(**changes))

    def afresh(self, desk: Desk) -> EntryJob | None:
        """Return the form on the entry as stored now."""
        from freelance_comm.services import timelog

        line = timelog.entry_by_id(desk, self._base.id)
        return EntryJob(desk, line) if line is not None else None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Write the time down again."""
        from freelance_comm.services import billing, timelog

        span, billed = _span(desk, values["when"]), _billed_on(desk, values)
        clocked = span["started"] is not None
        entry = timelog.add_entry(
            desk,
            values["project"],
            started=span["started"],  # type: ignore[arg-type]
            ended=span["ended"],  # type: ignore[arg-type]
            day=None if clocked else span["day"],  # type: ignore[arg-type]
            seconds=None if clocked else span["seconds"],  # type: ignore[arg-type]
            note=values["note"],
            tags=_tags(values["tags"]),
            billable=values["billable"] == "yes",
        )
        return billing.mark_entry(desk, entry, billed) if billed is not None else entry


def _billed_on(desk: Desk, values: Mapping[str, str]) -> date | None:
    """Return the day of the invoice; ``BadValue`` where the time is not billable, or the day lies ahead."""
    from freelance_comm.services import wording

    if not values["billed_on"].strip():
        return None
    if values["billable"] == "no":
        raise BadValue(
            N_("This time is not billable, so it cannot be marked as billed."), hint=N_("Make it billable first.")
        )
    return wording.past_day(desk, values["billed_on"])


def when_text(entry: TimeEntry) -> str:
    """Return "2026-11-03 9:00-11:30", or "2026-11-03 2h30" for an entry without clock times."""
    if entry.started is None or entry.ended is None:
        whole, seconds = divmod(entry.seconds, 60)
        hours, minutes = divmod(int(whole), 60)
        told = f"{hours}h{minutes:02d}" if not seconds else f"{entry.seconds / 3600:f}h"
        return f"{entry.day.isoformat()} {told}"
    from freelance_comm.domain.zones import to_local

    begun, over = to_local(entry.started, entry.zone), to_local(entry.ended, entry.zone)
    shown = "%H:%M:%S" if begun.second or over.second else "%H:%M"
    return f"{begun:%Y-%m-%d} {begun:{shown}}-{over:{shown}}"


def _span(desk: Desk, text: str) -> dict[str, object]:
    from freelance_comm.tui.one_line import read_span

    span = read_span(desk, text)
    return {"day": span.day, "seconds": span.seconds, "started": span.started, "ended": span.ended}


def _tags(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
