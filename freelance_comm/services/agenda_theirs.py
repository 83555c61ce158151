"""The sections of the day's overview about the others: money that is due, clients to be in touch with, answers I wait
for.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import Money, minor_unit
from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.text_safety import show
from freelance_comm.services import reply_clock
from freelance_comm.services.agenda_item import NEXT_STEPS, Action, Glance, Item, SectionKind
from freelance_comm.services.agenda_quotes import in_touch_since, open_quotes
from freelance_comm.services.date_plan import fact_day

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

MONEY_AHEAD = 3
"""Calendar days before which a payment is announced."""
FOLLOW_UP_AHEAD = 2
"""Calendar days before which a day to be in touch is announced."""


def money(glance: Glance) -> list[Item]:
    """Instalments that are due or overdue."""
    tr = glance.tr
    found = []
    for summary in glance.everything:
        instalment, project = summary.next_instalment, summary.project
        if instalment is None or instalment.due > glance.today + timedelta(days=max(MONEY_AHEAD, glance.ahead)):
            continue
        client = glance.client_of(summary)
        day = glance.near_day(instalment.due)
        if instalment.received.amount > 0:
            reason = tr.gettext("due {day}; a part has been received").format(day=day)
        else:
            reason = tr.gettext("due {day}; nothing has been received").format(day=day)
        late = instalment.due < glance.today
        found.append(
            glance.item(
                SectionKind.MONEY,
                str(instalment.id),
                Action.PAYMENT,
                when_text=day,
                title=show(project.name),
                detail=f"{plain_money(instalment.open, tr)} · {show(instalment.label)}",
                note=show(client.name) if client else "",
                reason=reason,
                next_step=tr.gettext(NEXT_STEPS[Action.PAYMENT] if late else N_("look out for the payment")),
                command=f"freelance-comm payment show {project.ref}",
                client_id=project.client_id,
                project_id=project.id,
                seconds_left=glance.seconds_until(instalment.due),
                soon_at=glance.opening(instalment.due),
                late_at=glance.midnight(instalment.due + timedelta(days=1)),
                turn=instalment.due.isoformat(),
            )
        )
    return found


def plain_money(sum_: Money, tr: Translator) -> str:
    """Return "1,780.00 EUR": exact, with the marks of the interface language, without loading a locale's formats."""
    decimals = -int(minor_unit(sum_.currency).as_tuple().exponent)
    digits = f"{sum_.amount:,.{decimals}f}"
    marks = {",": tr.pgettext("mark between thousands", ","), ".": tr.pgettext("mark before a fraction", ".")}
    return "".join(marks.get(char, char) for char in digits) + f" {sum_.currency}"


def follow_up(glance: Glance) -> list[Item]:
    """Closed projects whose client I wanted to be in touch with, and quotes that wait for a yes or no."""
    return [*_agreed_days(glance), *open_quotes(glance)]


def _agreed_days(glance: Glance) -> list[Item]:
    tr = glance.tr
    found: dict[int, Item] = {}
    for summary in glance.everything:
        project, client = summary.project, glance.client_of(summary)
        day = fact_day(project.facts, "follow_up_on")
        if client is None or client.archived_on is not None or day is None:
            continue
        if project.state is not ProjectState.CLOSED or day > glance.today + timedelta(
            days=max(FOLLOW_UP_AHEAD, glance.ahead)
        ):
            continue
        if in_touch_since(glance, client.id, glance.midnight(day)):
            continue
        found[client.id] = glance.item(
            SectionKind.FOLLOW_UP,
            str(project.id),
            Action.FOLLOW_UP,
            when_text=glance.near_day(day),
            title=show(client.name),
            detail=show(client.likes) or show(project.name),
            note=show(project.name),
            reason=tr.gettext("you wanted to be in touch {day} after “{project}”").format(
                day=glance.near_day(day), project=show(project.name)
            ),
            command=f"freelance-comm log out {client.ref}",
            client_id=client.id,
            project_id=project.id,
            seconds_left=glance.seconds_until(day),
            soon_at=glance.opening(day),
            turn=day.isoformat(),
        )
    return list(found.values())


def owed(glance: Glance) -> list[Item]:
    """My messages that have had no answer for some working days, and clocks that stand still until the client acts."""
    tr = glance.tr
    found = [_standing_still(glance, clock) for clock in _paused(glance)]
    for view in reply_clock.they_owe(glance.desk, calendar=glance.calendar, conversations=glance.conversations):
        days = tr.ngettext("{n} working day", "{n} working days", view.working_days).format(n=view.working_days)
        found.append(
            glance.item(
                SectionKind.OWED,
                str(view.message.id),
                Action.ASK,
                when_text=days,
                title=show(view.client.name),
                detail=view.about,
                note=view.note or view.since_text,
                reason=tr.gettext("you wrote {when} and have had no answer").format(when=view.since_text),
                command=f"freelance-comm log out {view.client.ref}",
                client_id=view.client.id,
                project_id=view.message.project_id,
                message_id=view.message.id,
            )
        )
    return found


def _paused(glance: Glance) -> list[reply_clock.ClockView]:
    return [
        clock
        for clock in glance.clocks
        if clock.is_paused and (clock.snoozed_until is None or clock.snoozed_until <= glance.now)
    ]


def _standing_still(glance: Glance, clock: reply_clock.ClockView) -> Item:
    return glance.item(
        SectionKind.OWED,
        str(clock.message.id),
        Action.REPLY,
        when_text=clock.left_text,
        title=show(clock.client.name),
        detail=clock.about,
        note=glance.tr.gettext("until they write"),
        reason=clock.why,
        command=f"freelance-comm log go-on {clock.client.ref}",
        client_id=clock.client.id,
        project_id=clock.message.project_id,
        message_id=clock.message.id,
    )
