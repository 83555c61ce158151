"""Reply times in words, as tables that both faces draw: what the figures of ``reply_figures`` say to a person.

Apart from the figures because it speaks a language, and from the two places they come from, a mailbox and the
workspace, which are told alike.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from freelance_comm.domain.reply_figures import Figures, OpenQuestion
    from freelance_comm.text.catalog import Translator

MONTHS, PEOPLE = 12, 10
"""Rows that a table has at most: the newest months, the people with most questions."""
_HOURS_ALONE_FROM, _HOURS_FROM = 2 * 3600, 10 * 3600
"""Seconds from which the minutes no longer matter: in a column, and in a sentence."""


class Table(Record):
    """Rows of cells under ``head``; all columns but ``flexible`` are short."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    flexible: int = 0


def told(seconds: int | None, tr: Translator) -> str:
    """Return a duration, in whole hours where it is long, a dash where there is none."""
    from freelance_comm.text.durations import duration

    if seconds is None:
        return "–"
    return duration(seconds if seconds < _HOURS_FROM else (seconds + 1800) // 3600 * 3600, tr)


def brief(seconds: int | None, tr: Translator) -> str:
    """Return a duration for a narrow column: from two hours on in whole hours, rounded; a dash for none."""
    from freelance_comm.text.durations import duration

    if seconds is None:
        return "–"
    return duration(seconds if seconds < _HOURS_ALONE_FROM else (seconds + 1800) // 3600 * 3600, tr)


def share(found: Figures, tr: Translator) -> str:
    """Return the share in time, a dash where nothing can be said."""
    percent = found.percent_in_time
    return "–" if percent is None else tr.pgettext("share", "{n}%").format(n=percent)


def summary(found: Figures, tr: Translator) -> Table:
    """Return within what time half and nine in ten of the answers went out, in working time and by the clock."""
    rows = [
        (tr.gettext("half of them within"), told(found.business.median, tr), told(found.wall.median, tr)),
        (tr.gettext("nine in ten within"), told(found.business.p90, tr), told(found.wall.p90, tr)),
    ]
    head = (
        tr.ngettext("{n} question answered", "{n} questions answered", found.answered).format(n=found.answered),
        tr.pgettext("column", "working time"),
        tr.pgettext("column", "by the clock"),
    )
    return Table(title=tr.gettext("How fast you answer"), head=head, rows=tuple(rows))


def lines(found: Figures, target_seconds: int, tr: Translator) -> list[str]:
    """Return sentences about the share in time and about what is open."""
    from freelance_comm.text.durations import duration

    said = []
    if found.judged:
        sentence = tr.gettext("On time: {share}, that is {n} of {all}. The target is {target} of working time.")
        said.append(
            sentence.format(
                share=share(found, tr), n=found.in_time, all=found.judged, target=duration(target_seconds, tr)
            )
        )
    if found.open:
        said.append(_unanswered(found, tr))
    return said


def _unanswered(found: Figures, tr: Translator) -> str:
    """Return how many questions are open: of one, and of none that is late, nobody says "of them"."""
    if not found.open_late:
        words = tr.ngettext(
            "Unanswered: {n} question, not past the target yet.",
            "Unanswered: {n} questions, none past the target yet.",
            found.open,
        )
    elif found.open == 1:
        words = tr.gettext("Unanswered: one question, past the target (counted as missed).")
    else:
        words = tr.ngettext(
            "Unanswered: {n} question, {late} of them past the target (counted as missed).",
            "Unanswered: {n} questions, {late} of them past the target (counted as missed).",
            found.open,
        )
    return words.format(n=found.open, late=found.open_late)


def oldest(found: OpenQuestion, who: str, now: datetime, zone: str, tr: Translator) -> str:
    """Return who has waited longest, and since when."""
    from freelance_comm.text.telling import near

    sentence = tr.gettext("Waiting longest: {who}, since {when}.")
    # A short month may end with a full stop of its own.
    return sentence.format(who=show(who), when=near(found.received, now, zone, tr).rstrip("."))


def months(found: Mapping[date, Figures], tr: Translator) -> Table:
    """Return the newest months, by when the questions came."""
    newest = sorted(found)[-MONTHS:]
    return _table(
        tr.gettext("By the month they wrote"),
        [(month_name(day, tr), found[day]) for day in reversed(newest)],
        tr,
    )


def month_bars(
    found: Mapping[date, Figures], target_seconds: int, width: int, tr: Translator, *, wall: bool = False
) -> tuple[str, str, dict[date, str]]:
    """Return the line over a plot, the bar of a month without questions, and that of each month.

    Full is within what time half of the answers went out, shaded nine in ten; the line is the target. ``wall`` draws
    time by the clock, which has no target. All are ``width`` cells wide.
    """
    from freelance_comm.services import plots
    from freelance_comm.text.durations import duration

    spreads = {month: each.wall if wall else each.business for month, each in found.items()}
    on = plots.scale([each.p90 or 0 for each in spreads.values()], width, None if wall else target_seconds)
    ruler = plots.target_ruler("" if wall else duration(target_seconds, tr), on)
    empty = plots.spread(None, None, on)
    return ruler, empty, {month: plots.spread(each.median, each.p90, on) for month, each in spreads.items()}


def legend(tr: Translator, *, wall: bool = False) -> str:
    """Return what the signs of the plot mean."""
    from freelance_comm.services import plots

    said = tr.gettext("{full} half within   {shaded} nine in ten within")
    if not wall:
        said += "   " + tr.gettext("{line} the target")
    return said.format(full=plots.FULL, shaded=plots.SHADED, line=plots.LINE)


def people(found: Mapping[str, Figures], names: Mapping[str, str], tr: Translator) -> Table:
    """Return those with most questions; ``names`` are shown in the place of addresses."""
    most = sorted(found, key=lambda who: (-(found[who].answered + found[who].open), who))[:PEOPLE]
    title = tr.gettext("By sender")
    if len(found) > len(most):
        title = tr.gettext("By sender: the {n} of {all} who wrote most").format(n=len(most), all=len(found))
    return _table(title, [(show(names.get(who) or who) or tr.gettext("(no sender)"), found[who]) for who in most], tr)


def weekdays(found: Mapping[int, Figures], tr: Translator) -> Table:
    """Return the days of the week, by when the questions came; 0 is Monday."""
    from freelance_comm.text.day_names import long_weekday

    monday = date(2024, 1, 1)
    groups = [(long_weekday(monday.replace(day=1 + day), tr), found[day]) for day in sorted(found)]
    return _table(tr.gettext("By the weekday they wrote"), groups, tr)


def _table(title: str, groups: list[tuple[str, Figures]], tr: Translator) -> Table:
    head = (
        "",
        tr.pgettext("column", "answered"),
        tr.pgettext("column", "on time"),
        tr.pgettext("column", "half within"),
        tr.pgettext("column", "9 in 10"),
        tr.pgettext("column", "by the clock"),
        tr.pgettext("column", "open"),
    )
    rows = tuple(
        (
            label,
            str(each.answered),
            share(each, tr),
            brief(each.business.median, tr),
            brief(each.business.p90, tr),
            brief(each.wall.median, tr),
            str(each.open) if each.open else "–",
        )
        for label, each in groups
    )
    return Table(title=title, head=head, rows=rows)


def month_name(day: date, tr: Translator) -> str:
    """Return "Mar 2026"."""
    from freelance_comm.text.day_names import month_alone

    return tr.pgettext("month and year", "{month} {year}").format(month=month_alone(day, tr), year=day.year)
