"""The section of the day's overview about money: what is due soon, what is late, and which reminder may go out.

Apart because a late payment has a ladder of its own: while a reminder has gone out and the next one waits, there is
nothing to do, so nothing presses; when the next one may go out it is told, once, as a new matter.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.payment import Tone
from freelance_comm.domain.text_safety import show
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind
from freelance_comm.services.reminder_rungs import next_rung, quiet_days
from freelance_comm.text.sums import plain_money

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.project import Project
    from freelance_comm.services.reminder_rungs import NextRung

MONEY_AHEAD = 3
"""Calendar days before which a payment is announced."""
_STEPS: dict[Tone, str] = {
    Tone.FRIENDLY: N_("ask kindly for the payment"),
    Tone.CLEAR: N_("write the clear reminder"),
    Tone.FIRM: N_("write the firm reminder"),
    Tone.LAST: N_("decide what to do: see the suggestions"),
}
_LOOK = N_("watch for the payment")
_WAIT = N_("wait: the reminder has gone out")


def money(glance: Glance) -> list[Item]:
    """Instalments that are due or overdue, the next one of each project."""
    found = []
    for summary in glance.everything:
        one, project = summary.next_instalment, summary.project
        if one is None or one.due > glance.today + timedelta(days=max(MONEY_AHEAD, glance.ahead)):
            continue
        client = glance.client_of(summary)
        rung = next_rung(one, quiet_days(glance.profile, client, glance.calendar)) if one.due < glance.today else None
        soon_at, late_at = _moments(glance, one, rung)
        found.append(
            glance.item(
                SectionKind.MONEY,
                str(one.id),
                Action.PAYMENT,
                when_text=glance.near_day(one.due),
                title=show(project.name),
                detail=f"{plain_money(one.open, glance.tr)} · {show(one.label)}",
                note=show(client.name) if client else "",
                reason=_reason(glance, one),
                next_step=_step(glance, one, rung),
                command=_command(glance, project, one, rung),
                client_id=project.client_id,
                project_id=project.id,
                seconds_left=glance.seconds_until(one.due),
                soon_at=soon_at,
                late_at=late_at,
                turn=_turn(one, rung),
            )
        )
    return found


def _moments(glance: Glance, one: Instalment, rung: NextRung | None) -> tuple[datetime | None, datetime | None]:
    """Return when it becomes pressing and late; after a reminder that is when the next one may go out."""
    if not one.reminded:
        return glance.opening(one.due), glance.midnight(one.due + timedelta(days=1))
    if rung is None:
        return None, None
    opening = glance.opening(rung.ready_on)
    return opening, opening


def _turn(one: Instalment, rung: NextRung | None) -> str:
    """Return what makes a new matter of a payment: another day, or another reminder."""
    if not one.reminded:
        return one.due.isoformat()
    return f"{one.due.isoformat()}-{rung.tone if rung is not None else 'done'}"


def _reason(glance: Glance, one: Instalment) -> str:
    tr, day = glance.tr, glance.near_day(one.due)
    if one.received.amount > 0:
        reason = tr.gettext("due {day}; a part has been received").format(day=day)
    else:
        reason = tr.gettext("due {day}; nothing has been received").format(day=day)
    if one.reminded:
        reason += " · " + tr.gettext("reminded {day}").format(day=glance.near_day(one.reminded[-1].on))
    return reason


def _may_go_out(glance: Glance, rung: NextRung | None) -> bool:
    return rung is not None and rung.ready_on <= glance.today


def _step(glance: Glance, one: Instalment, rung: NextRung | None) -> str:
    """Return what to do about it now."""
    if rung is not None and (_may_go_out(glance, rung) or not one.reminded):
        return glance.tr.gettext(_STEPS[rung.tone])
    return glance.tr.gettext(_WAIT if one.reminded else _LOOK)


def _command(glance: Glance, project: Project, one: Instalment, rung: NextRung | None) -> str:
    verb = "remind" if _may_go_out(glance, rung) and one.due < glance.today else "show"
    return f"freelance-comm payment {verb} {project.ref}"
