"""Where the time went, as rows: the week as bars by day and project, other periods as a bar a line; money beside it.

Apart from the page so that what it shows can be tested as plain lines. Marks tell what is what, not colour.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.services import plots, week_view
from freelance_comm.services.time_report import By, TimeLine, TimeReport
from freelance_comm.services.time_words import label, money_words
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import dated
from freelance_comm.tui.columns import Column, room_beside
from freelance_comm.tui.layout import room_in
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.services.week_view import Week
    from freelance_comm.text.catalog import Translator

_WHOLE = 120
"""A column that is never shrunk: half a number or half a bar would mislead; rather a column is left out."""
GRIDS = {
    "days": (
        Column(most=16, least=10),
        Column(most=_WHOLE, least=_WHOLE),
        Column(most=18, least=_WHOLE, right=True),
    ),
    "groups": (
        Column(most=2, least=1, tight=True),
        Column(most=34, least=14),
        Column(most=24, least=8, drop=3),
        Column(most=_WHOLE, least=_WHOLE, drop=4),
        Column(most=18, least=_WHOLE, right=True),
        Column(most=18, least=_WHOLE, right=True, drop=2),
        Column(most=18, least=_WHOLE, right=True),
        Column(most=24, least=_WHOLE, right=True, drop=1),
    ),
}


class Period(StrEnum):
    """How much the page shows at once."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


def week_rows(week: Week, width: int, tr: Translator) -> list[Row]:
    """Return the week: a bar for every day, under them the hours, then what the marks stand for."""
    beside = [(dated(one.day, tr), "", duration(one.seconds, tr)) for one in week.days]
    room = min(room_beside(GRIDS["days"], [*beside, ("", "", tr.gettext("hours"))], room_in(width)), _WHOLE)
    bar = room - len(str(24))  # the last hour of the scale stands after the bars
    made = [heading(tr.gettext("By day"), _together(week.total, tr))]
    for one in week.days:
        style = "bold" if one.day == week.today else ""
        told = duration(one.seconds, tr) if one.seconds else Cell(text="–", style="dim")
        name = Cell(text=dated(one.day, tr), style=style)
        drawn = week_view.drawn(one, week, bar).ljust(room)
        made.append(line("days", name, drawn, told, id=f"day:{one.day}", thing=one.day))
    scale = week_view.ruler(week, bar).ljust(room)
    made += [line("days", "", Cell(text=scale, style="dim"), Cell(text=tr.gettext("hours"), style="dim")), BLANK]
    if week.projects:
        made += _groups(week.projects, week.total, By.PROJECT, width, tr, marks=week.marks)
    else:
        made.append(_nothing(tr))
    return made


def report_rows(report: TimeReport, width: int, tr: Translator) -> list[Row]:
    """Return any other report: a bar for every line, and its figures."""
    if not report.lines:
        return [_nothing(tr)]
    return _groups(report.lines, report.total, report.by, width, tr)


def group_words(by: By, tr: Translator) -> str:
    """Return "By client" in the interface language."""
    words = {
        By.DAY: tr.gettext("By day"),
        By.WEEK: tr.gettext("By week"),
        By.MONTH: tr.gettext("By month"),
        By.CLIENT: tr.gettext("By client"),
        By.PROJECT: tr.gettext("By project"),
        By.ACTIVITY: tr.gettext("By activity"),
    }
    return words[by]


def _groups(
    lines: tuple[TimeLine, ...],
    total: TimeLine,
    by: By,
    width: int,
    tr: Translator,
    *,
    marks: dict[str, str] | None = None,
) -> list[Row]:
    longest = max(int(one.seconds) for one in lines) or 1
    rounds = any(one.rounded != one.seconds for one in lines)
    worth = any(one.worth for one in lines)
    head = (
        tr.pgettext("column", "logged"),
        tr.pgettext("column", "rounded") if rounds else "",
        tr.pgettext("column", "not billed"),
        tr.pgettext("column", "worth") if worth else "",
    )
    room = 0 if marks else _room_for_bars(lines, head, by, width, tr)
    made = [
        heading(group_words(by, tr), "" if marks else _together(total, tr)),
        line("groups", "", "", "", "", *(Cell(text=one, style="dim") for one in head)),
    ]
    for one in lines:
        drawn = plots.bar([(plots.FULL, one.seconds)], longest, room).ljust(room) if room else ""
        name = label(one, by, tr)
        made.append(
            line(
                "groups",
                (marks or {}).get(one.key, ""),
                name,
                Cell(text=one.client_name if by is By.PROJECT else "", style="dim"),
                Cell(text=drawn, style="accent"),
                *_figures(one, tr, rounds=rounds, worth=worth),
                id=f"{by}:{one.key}",
                thing=one,
            )
        )
    if len(lines) > 1:
        figures = _figures(total, tr, rounds=rounds, worth=worth)
        made.append(line("groups", "", Cell(text=tr.gettext("Total"), style="bold"), "", "", *figures))
    return made


def _room_for_bars(lines: tuple[TimeLine, ...], head: tuple[str, ...], by: By, width: int, tr: Translator) -> int:
    """Return the cells that names and figures leave to a bar."""
    worth, rounds = bool(head[3]), bool(head[1])
    beside = [
        ("", label(one, by, tr), one.client_name if by is By.PROJECT else "", "", *(cell.text for cell in figures))
        for one in lines
        for figures in (_figures(one, tr, rounds=rounds, worth=worth),)
    ]
    return room_beside(GRIDS["groups"], [*beside, ("", "", "", "", *head)], room_in(width))


def _figures(one: TimeLine, tr: Translator, *, rounds: bool, worth: bool) -> tuple[Cell, ...]:
    return (
        Cell(text=_time(one.seconds, tr)),
        Cell(text=_time(one.rounded, tr) if rounds else ""),
        Cell(text=_time(one.unbilled, tr)),
        Cell(text=money_words(one.worth, tr) if worth else "", style="dim"),
    )


def _time(seconds: Decimal, tr: Translator) -> str:
    return duration(seconds, tr) if seconds else "–"


def _together(total: TimeLine, tr: Translator) -> str:
    return tr.gettext("In all: {time}.").format(time=duration(total.seconds, tr))


def _nothing(tr: Translator) -> Row:
    return text(tr.gettext("No time is logged in that period."), style="dim")
