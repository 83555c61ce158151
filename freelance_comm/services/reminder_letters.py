"""Reminders of late payments as letters, and what is kept of them: each tone once for each payment and its day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.payment import Instalment, Reminder, Tone
from freelance_comm.domain.text_safety import show
from freelance_comm.services.instalments import by_due
from freelance_comm.services.payment_reminders import quiet_for, tone_name
from freelance_comm.services.reminder_rungs import first_open, is_late, next_rung

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.fact_values import Facts
    from freelance_comm.services.situations import AfterSending
    from freelance_comm.store import Change

FOLDER = "reminder"
PATIENCE_DAYS = 7
"""Days that a firm letter leaves for the payment."""


def letter_of(tone: Tone) -> str:
    """Return the name of the letter in a tone."""
    return f"{FOLDER}/{tone.value}"


def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
    """Return the letter that may go out now for the payment that has been due longest; none while it waits."""
    late = _late(desk, file)
    rung = next_rung(late[0], quiet_for(desk, file)) if late else None
    return (letter_of(rung.tone),) if rung is not None and rung.ready_on <= desk.today() else ()


def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
    """Return the reminder ``name`` of the payment that has been due longest.

    Raises ``BadValue`` where nothing is late, or where this tone was used for it already.
    """
    from freelance_comm.services import drafts

    tone = Tone(name.rpartition("/")[2])
    file = desk.reader.project(project.id)
    late = _late(desk, file)
    if not late:
        raise BadValue(
            N_("No payment for “{project}” is late."),
            hint=N_("There is nothing to send a reminder about."),
            project=show(project.name),
        )
    one = late[0]
    used = next((reminder for reminder in one.reminded if reminder.tone is tone), None)
    if used is not None:
        from freelance_comm.text.telling import dated

        raise BadValue(
            N_("The {tone} reminder about “{label}” went out on {day}; each one goes out only once."),
            hint=N_("`freelance-comm payment remind PROJECT --dry-run` shows what comes next."),
            tone=tone_name(desk.tr, tone),
            label=show(one.label),
            day=dated(used.on, desk.tr),
        )
    draft = drafts.compose(desk, project, name, built_in=built_in, reminder=_facts(desk, file, late))
    return draft.but(matter=one.id)


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Return what notes on the payment that it was spoken of in this tone."""
    tone, today = Tone(draft.name.rpartition("/")[2]), desk.today()

    def noted(change: Change) -> None:
        file = change.project(draft.project_id or 0)
        one = next((one for one in file.instalments if one.id == draft.matter), None)
        if one is None:
            return  # the schedule was made anew while the letter was written; that it went out is noted all the same
        reminder = Reminder(tone=tone, on=today, due=one.due)
        change.save(one, one.but(reminders=(*one.reminders, reminder)), project_id=file.head.id)

    return noted


def _late(desk: Desk, file: ProjectFile) -> list[Instalment]:
    today = desk.today()
    return [one for one in by_due(file) if is_late(one, today)]


def _facts(desk: Desk, file: ProjectFile, late: list[Instalment]) -> Facts:
    one, today = late[0], desk.today()
    return {
        "label": one.label,
        "amount": one.open,
        "received": one.received if one.received.amount > 0 else None,
        "due": one.due,
        "days_late": (today - one.due).days,
        "last_on": one.reminded[-1].on if one.reminded else None,
        "by": first_open(today + timedelta(days=PATIENCE_DAYS), quiet_for(desk, file)),
        "others": [{"label": other.label, "amount": other.open, "due": other.due} for other in late[1:]],
    }
