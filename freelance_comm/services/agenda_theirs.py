"""The sections of the day's overview about the others: clients to be in touch with, and answers I wait for."""

from __future__ import annotations

from datetime import timedelta

from freelance_comm.domain.project import ProjectState
from freelance_comm.domain.text_safety import show
from freelance_comm.services import reply_clock
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind
from freelance_comm.services.agenda_quotes import in_touch_since, open_quotes
from freelance_comm.services.date_plan import fact_day

FOLLOW_UP_AHEAD = 2
"""Calendar days before which a day to be in touch is announced."""


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
