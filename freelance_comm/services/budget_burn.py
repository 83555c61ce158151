"""How the quoted hours of a project are used up, week by week: figures, sentences, and the lines of a plot.

Apart from ``budget``, which is asked after every entry and must stay cheap; this reads the entries of the project.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.domain.record import Record
from freelance_comm.services import budget, plots
from freelance_comm.services.budget import Budget
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import dated

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

PACE_DAYS = 28
"""Calendar days whose time says how fast the hours go."""
_FARTHEST_DAYS = 730
"""Where the hours would last longer than this at that pace, no day is named."""
_ROOM_BEHIND = Decimal("1.1")
"""The scale goes a little beyond what was quoted, so that its line does not lie at the edge."""


class BurnLine(Record):
    """Some weeks, from the Monday ``first`` to the Sunday ``last``: billable seconds in them, and all until then."""

    first: date
    last: date
    seconds: Decimal
    until: Decimal


class Burn(Record):
    """``lines`` go from the first week with time to this one. ``a_week`` are the billable seconds of a week at the pace
    of the last four; ``gone_by`` is the Monday of the week in which nothing is left at that pace, None where there is
    none to name.
    """

    project: Project
    budget: Budget
    lines: tuple[BurnLine, ...]
    a_week: Decimal = Decimal(0)
    gone_by: date | None = None


def burn(desk: Desk, project: Project) -> Burn:
    """Return how the hours quoted for ``project`` are used up. Raises ``NotFound`` where none were quoted."""
    agreed = desk.reader.project(project.id).agreed
    hours = agreed.hours if agreed is not None else Decimal(0)
    if not hours:
        raise NotFound(
            N_("No hours are quoted for {name}."),
            hint=N_("This is worked out from the quote lines that are by the hour."),
            fate="",
            name=project.name,
        )
    by_day: dict[date, Decimal] = {}
    for entry in desk.reader.all_entries(project.id):
        if entry.billable:
            by_day[entry.day] = by_day.get(entry.day, Decimal(0)) + entry.seconds
    spent = sum(by_day.values(), Decimal(0))
    known = Budget(
        project_id=project.id,
        quoted_seconds=hours * 3600,
        spent_seconds=spent,
        level=budget.reached(spent, hours * 3600),
    )
    today = desk.today()
    last = today if project.state is ProjectState.OPEN else max(by_day, default=today)
    recent = sum((each for day, each in by_day.items() if 0 <= (today - day).days < PACE_DAYS), Decimal(0))
    a_week = recent * 7 / PACE_DAYS if project.state is ProjectState.OPEN else Decimal(0)
    return Burn(
        project=project,
        budget=known,
        lines=_lines(by_day, last),
        a_week=a_week,
        gone_by=_gone_by(known, a_week, today),
    )


def sentences(found: Burn, tr: Translator) -> list[str]:
    """Return what the plot shows in words: how much is used, and until when the rest lasts."""
    said = [budget.words(found.budget, tr)]
    if found.gone_by is not None:
        pace = tr.gettext("At the pace of the last four weeks, {hours} a week, they last until the week of {day}.")
        # A short month may end with a full stop of its own.
        said.append(pace.format(hours=duration(found.a_week, tr), day=dated(found.gone_by, tr).rstrip(".")))
    return said


def plot(found: Burn, width: int, tr: Translator) -> tuple[plots.PlotLine, ...]:
    """Return a line for each week, or some weeks: what was used before, what then, against the line of the quote."""
    width, most = plots.within(width), _most(found)
    made, shares = [], [tr.pgettext("share", "{n}%").format(n=_percent(one.until, found)) for one in found.lines]
    longest = max((len(share) for share in shares), default=0)
    for one, share in zip(found.lines, shares, strict=True):
        drawn = plots.bar([(plots.FULL, one.until - one.seconds), (plots.SHADED, one.seconds)], most, width)
        told = f"{share.rjust(longest)}  {duration(one.until, tr)}"
        level = budget.reached(one.until, found.budget.quoted_seconds)
        crossed = level > budget.reached(one.until - one.seconds, found.budget.quoted_seconds)
        if crossed:
            told += f"  {plots.HERE} {tr.pgettext('share', '{n}%').format(n=level)}"
        drawn = plots.with_line(drawn, found.budget.quoted_seconds, most, width)
        made.append(plots.PlotLine(label=dated(one.first, tr), bar=drawn, told=told, marked=crossed))
    return tuple(made)


def ruler(found: Burn, width: int, tr: Translator) -> str:
    """Return the line over the plot that says how much was quoted."""
    quoted = found.budget.quoted_seconds
    return plots.ruler(duration(quoted, tr), quoted, _most(found), plots.within(width))


def legend(tr: Translator) -> str:
    """Return what the signs of the plot mean."""
    return tr.gettext("{full} used before   {shaded} in that week   {line} quoted").format(
        full=plots.FULL, shaded=plots.SHADED, line=plots.LINE
    )


def _percent(seconds: Decimal, found: Burn) -> int:
    return int(seconds * 100 / found.budget.quoted_seconds)


def _most(found: Burn) -> Decimal:
    return max(found.budget.quoted_seconds * _ROOM_BEHIND, found.budget.spent_seconds)


def _lines(by_day: dict[date, Decimal], last: date) -> tuple[BurnLine, ...]:
    if not by_day:
        return ()
    monday = min(by_day) - timedelta(days=min(by_day).weekday())
    last = max(last, *by_day)
    weeks = (last - monday).days // 7 + 1
    step = 7 * plots.groups(weeks)
    made, until = [], Decimal(0)
    while monday <= last:
        end = monday + timedelta(days=step - 1)
        seconds = sum((each for day, each in by_day.items() if monday <= day <= end), Decimal(0))
        until += seconds
        made.append(BurnLine(first=monday, last=end, seconds=seconds, until=until))
        monday = end + timedelta(days=1)
    return tuple(made)


def _gone_by(known: Budget, a_week: Decimal, today: date) -> date | None:
    left = known.quoted_seconds - known.spent_seconds
    if left <= 0 or a_week <= 0:
        return None
    days = int((left * 7 / a_week).to_integral_value(rounding=ROUND_CEILING))
    if days > _FARTHEST_DAYS:
        return None
    day = today + timedelta(days=days)
    return day - timedelta(days=day.weekday())
