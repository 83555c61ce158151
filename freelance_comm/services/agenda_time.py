"""What the log of time has to say in the day's overview: quoted hours that run out, and hours that nobody writes down.

Both are quiet: told once each, never late, and nothing that a shell prompt shows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.text_safety import show
from freelance_comm.services import budget
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind
from freelance_comm.services.untimed import told_at, untimed_since

if TYPE_CHECKING:
    from datetime import datetime

LISTED_FROM = 80
"""Per cent of the quoted hours from which a project is listed; what is told once begins earlier."""


def budgets(glance: Glance) -> list[Item]:
    """Open projects whose quoted hours are nearly used up, or more than that."""
    return [item for one, item in _budgets(glance) if one.percent >= LISTED_FROM]


def budget_news(glance: Glance) -> list[Item]:
    """The same from half of the hours on, each level a new matter: told when it is reached, and then no more."""
    return [item.but(half_at=glance.now, turn=str(one.level)) for one, item in _budgets(glance)]


def _budgets(glance: Glance) -> list[tuple[budget.Budget, Item]]:
    quoted = [summary for summary in glance.open if summary.quote_hours]
    if not quoted:
        return []
    free = glance.desk.reader.time_totals.free_seconds(again=False)
    found = []
    for summary in quoted:
        project, client = summary.project, glance.client_of(summary)
        nothing = Decimal(0)
        spent = glance.spent.get(project.id, nothing) - free.get(project.id, nothing)
        one = budget.budget_of(summary, spent)
        if one is None or not one.level:
            continue
        words = budget.words(one, glance.tr)
        item = glance.item(
            SectionKind.BUDGET,
            str(project.id),
            Action.OPEN,
            when_text=glance.tr.pgettext("share", "{n}%").format(n=one.percent),
            title=show(project.name),
            detail=budget.brief(one, glance.tr),
            note=show(client.name) if client else "",
            reason=words,
            command=f"freelance-comm project show {project.ref}",
            client_id=project.client_id,
            project_id=project.id,
        )
        found.append((one, item))
    return sorted(found, key=lambda pair: -pair[0].percent)


def untimed(glance: Glance) -> list[Item]:
    """The working hours of today in which nothing was logged and no timer runs: one item, or none."""
    found = _untimed(glance)
    if found is None:
        return []
    since, at = found
    words = untimed_words(glance, since)
    return [
        glance.item(
            SectionKind.NEXT,
            "untimed",
            Action.LOG_TIME,
            when_text="",
            title=words,
            reason=words,
            command="freelance-comm track add PROJECT TIME",
            half_at=at,
            turn=glance.today.isoformat(),
        )
    ]


def untimed_note(glance: Glance) -> str:
    """Return what Today says of such hours while they last, empty where there is nothing to say."""
    found = _untimed(glance)
    if found is None or found[1] > glance.now or not glance.calendar.is_working(glance.now):
        return ""
    return untimed_words(glance, found[0])


def untimed_words(glance: Glance, since: datetime) -> str:
    """Return "No timer has run since 11:40." in the interface language."""
    from freelance_comm.text.telling import clock

    return glance.tr.gettext("No time logged since {time}, and no timer is running.").format(
        time=clock(since, glance.zone)
    )


def _untimed(glance: Glance) -> tuple[datetime, datetime] | None:
    since = untimed_since(glance.desk, glance.calendar, glance.today)
    at = told_at(since, glance.calendar) if since is not None else None
    return (since, at) if since is not None and at is not None else None
