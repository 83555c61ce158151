"""What is pressing now, for cron and for the shell prompt.

Silent outside working hours and in quiet ones, so that nothing alarms at midnight or on a holiday: what became due at
night waits for the morning. The line for the shell prompt is computed ahead, as stretches of time with their text, so
that showing it needs no calculation at all (``prompt_line`` owns the format).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm import prompt_line
from freelance_comm.domain.record import Record
from freelance_comm.domain.speaking_time import SpeakingTime
from freelance_comm.services import (
    agenda_complaints,
    agenda_mine,
    agenda_money,
    agenda_theirs,
    agenda_time,
    derived_file,
    timer,
)
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind
from freelance_comm.services.urgency import Urgency, urgency_at

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

keep_derived = derived_file.keep_derived
DAYS_AHEAD = 7
"""Days for which the changes of the prompt's line are foreseen."""
LONGEST_NAME = 24
MOST_SEGMENTS = 60

_BUILDERS = (
    agenda_mine.waiting,
    agenda_complaints.complaints,
    agenda_mine.promised,
    agenda_mine.slipping,
    agenda_mine.reports,
    agenda_money.money,
    agenda_theirs.follow_up,
    agenda_time.budget_news,
    agenda_time.untimed,
)


class Level(StrEnum):
    """How pressing the most pressing thing is; the exit codes of `remind` are 0, 10 and 20."""

    NONE = "none"
    SOON = "soon"
    OVERDUE = "overdue"


class Due(Record):
    """What is pressing, the most pressing first. ``silent`` tells that it is not the time to say anything; ``opens_at``
    is when it will be. ``unnoted`` tells that what is new could not be remembered as told, and will be told again.
    """

    level: Level
    items: tuple[Item, ...] = ()
    silent: bool = False
    opens_at: datetime | None = None
    unnoted: bool = False


def due(desk: Desk, *, always: bool = False) -> Due:
    """Return what is due soon or overdue; nothing outside working hours and in quiet ones unless ``always``."""
    glance = Glance(desk)
    if not always and (hush := silence(glance)) is not None:
        return hush
    items = _sorted(_at(watched(glance), glance.now))
    return Due(level=level_of(items), items=items)


def silence(glance: Glance) -> Due | None:
    """Return the answer for a time at which nothing is to be said; None when something may be."""
    speaking = speaking_time(glance)
    if speaking.is_open(glance.now):
        return None
    return Due(level=Level.NONE, silent=True, opens_at=speaking.next_opening(glance.now))


def speaking_time(glance: Glance) -> SpeakingTime:
    """Return when reminders may be told: in working hours that are not quiet."""
    return SpeakingTime(glance.calendar, glance.profile.hours.quiet)


def prompt_text(desk: Desk) -> str:
    """Return the line for the shell prompt at this moment, empty when there is nothing to say."""
    glance = Glance(desk)
    return _text_at(glance, speaking_time(glance), watched(glance), glance.now)


def refresh_prompt(desk: Desk) -> str:
    """Return the line for the shell prompt, and keep it ready with its changes for as long as it may be trusted.

    Keeping it is done as well as it can be: a full disk never hides the line. Callers need not refresh after a change,
    because the kept line is bound to the state of the workspace and is dropped when that changes.
    """
    folder = str(desk.workspace.root)
    keys = desk.prompt_keys
    seen = prompt_line.fingerprint(folder, keys[0]) if keys else ""
    foreseen = segments(desk, seconds=prompt_line.HORIZON)
    if keys and desk.workspace.exists():
        content = prompt_line.compose(
            fingerprint=seen,
            language=keys[1],
            since=int(desk.now().timestamp()),
            segments=[(int(until.timestamp()), text) for until, text in foreseen],
        )
        keep_derived(prompt_line.path(folder), content.encode())
    return foreseen[0][1]


def segments(desk: Desk, *, seconds: int = DAYS_AHEAD * 86_400) -> list[tuple[datetime, str]]:
    """Return (until, text) in ascending order: what the prompt shows from now on, provided that nothing is changed."""
    glance = Glance(desk, ahead=DAYS_AHEAD)
    items = watched(glance)
    end = glance.now + timedelta(seconds=seconds)
    moments = {end}
    for item in items:
        moments |= {moment for moment in (item.soon_at, item.late_at) if moment and glance.now < moment < end}
    speaking = speaking_time(glance)
    moments |= _doors(speaking, glance.now, end)
    result: list[tuple[datetime, str]] = []
    since = glance.now
    for until in sorted(moments):
        text = _text_at(glance, speaking, items, since)
        if result and result[-1][1] == text:
            result[-1] = (until, text)
        else:
            result.append((until, text))
        since = until
    return result[:MOST_SEGMENTS]


def watched(glance: Glance) -> list[Item]:
    """Return everything that reminders look at, pressing or not yet."""
    items = [item for build in _BUILDERS for item in build(glance)]
    items += agenda_mine.snoozed(glance)
    running = timer.running(glance.desk)
    if running is not None:
        items.append(
            glance.item(
                SectionKind.NEXT,
                f"timer-{running.timer.id}",
                Action.STOP,
                when_text="",
                title=running.project_name,
                detail=running.warning,
                reason=running.warning or glance.tr.gettext("a timer is running"),
                command="freelance-comm track stop --at TIME",
                project_id=running.timer.project_id,
                soon_at=timer.forgotten_at(running.timer),
            )
        )
    return items


def _at(items: list[Item], moment: datetime) -> list[Item]:
    """Return what is pressing at ``moment``, with the urgency it has then."""
    seen = [item.but(urgency=urgency_at(moment, item.soon_at, item.late_at)) for item in items]
    return [item for item in seen if item.urgency is not Urgency.LATER]


def _sorted(items: list[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: item.order))


def level_of(items: tuple[Item, ...]) -> Level:
    """Return the level of the first of ``items``, which are in order."""
    if not items or items[0].urgency is Urgency.LATER:
        return Level.NONE
    return Level.OVERDUE if items[0].urgency is Urgency.OVERDUE else Level.SOON


def _doors(speaking: SpeakingTime, now: datetime, end: datetime) -> set[datetime]:
    """Return when the time to speak begins and ends from now until ``end``."""
    found: set[datetime] = set()
    following = speaking.next_change(now)
    while following is not None and following < end and len(found) < MOST_SEGMENTS:
        found.add(following)
        following = speaking.next_change(following)
    return found


def _text_at(glance: Glance, speaking: SpeakingTime, items: list[Item], moment: datetime) -> str:
    if not speaking.is_open(moment):
        return ""
    pressing = _sorted(_at(items, moment))
    if not pressing:
        return ""
    late = sum(item.urgency is Urgency.OVERDUE for item in pressing)
    soon = len(pressing) - late
    parts = []
    if late:
        parts.append(glance.tr.ngettext("{n} late", "{n} late", late).format(n=late))
    if soon:
        parts.append(glance.tr.ngettext("{n} soon", "{n} soon", soon).format(n=soon))
    title = pressing[0].title
    parts.append(title if len(title) <= LONGEST_NAME else title[: LONGEST_NAME - 1].rstrip() + "…")
    return " · ".join(parts)
