"""Reply times as rows: a bar for every month, then clients and weekdays, then by which calendar was counted.

Apart from the page so that what it shows can be tested as plain lines.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.services import reply_words
from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.layout import room_in
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from freelance_comm.domain.reply_figures import Figures, Spread
    from freelance_comm.services.reply_statistics import ReplyStatistics
    from freelance_comm.text.catalog import Translator

_WHOLE = 90
"""A column that is never shrunk: half a number or half a bar would mislead; rather a column is left out."""
_REST = (
    Column(most=18, least=_WHOLE, right=True),
    Column(most=18, least=_WHOLE, right=True, drop=2),
    Column(most=12, least=_WHOLE, right=True),
    Column(most=12, least=_WHOLE, right=True, drop=3),
    Column(most=12, least=_WHOLE, right=True, drop=1),
)
GRIDS = {
    "months": (Column(most=12, least=8, wraps=True), Column(most=_WHOLE, least=_WHOLE), *_REST),
    "groups": (Column(most=40, least=18, wraps=True), *_REST),
}
_MOST_BAR = 70


def bar_width(width: int, figures: Mapping[date, Figures], tr: Translator, *, wall: bool) -> int:
    """Return how wide a bar may be on a page of ``width`` cells, beside these months and their figures."""
    texts = [["", "", *(cell.text for cell in head_cells(tr))]]
    for month, each in figures.items():
        texts.append([reply_words.month_name(month, tr), "", *(cell.text for cell in figure_cells(each, tr, wall))])
    return min(columns.room_beside(GRIDS["months"], texts, room_in(width)), _MOST_BAR)


def rows(found: ReplyStatistics, now: datetime, width: int, tr: Translator, *, wall: bool = False) -> list[Row]:
    """Return the page; ``wall`` tells the time by the clock in the place of working time."""
    if not found.all.answered and not found.all.open:
        return _nothing(tr)
    made = [text(in_words(tr.gettext("Total"), found.all, tr))] if found.all.answered else []
    made += [text(sentence) for sentence in _sentences(found, now, tr)]
    made += [BLANK, *_months(found, bar_width(width, found.months, tr, wall=wall), tr, wall=wall)]
    head = head_cells(tr)
    if found.client is None:
        made += [BLANK, heading(tr.gettext("By client")), line("groups", "", *head)]
        made += [
            line(
                "groups", one.client.name, *figure_cells(one.figures, tr, wall), id=f"client:{one.client.id}", thing=one
            )
            for one in found.clients
        ]
    names = reply_words.weekdays(found.weekdays, tr).rows
    made += [BLANK, heading(tr.gettext("By weekday")), line("groups", "", *head)]
    made += [
        line("groups", name[0], *figure_cells(found.weekdays[day], tr, wall), id=f"weekday:{day}")
        for day, name in zip(sorted(found.weekdays), names, strict=True)
    ]
    counted = tr.gettext("Counted by your calendar: {calendar}").format(calendar=found.calendar)
    return [*made, BLANK, text(counted, style="dim")]


def _nothing(tr: Translator) -> list[Row]:
    look = tr.gettext("How fast you answer, worked out from any mailbox; nothing is stored.")
    return [
        text(tr.gettext("Nobody asked you anything in that time, as far as the records show.")),
        BLANK,
        text(look, id="mailbox", act="look_at_mailbox"),
        BLANK,
        text(
            tr.gettext(
                "What clients write is logged with l, or read from a mailbox. Then this page shows how fast you are."
            ),
            style="dim",
        ),
    ]


def _sentences(found: ReplyStatistics, now: datetime, tr: Translator) -> list[str]:
    said = reply_words.lines(found.all, found.target_seconds, tr)
    if found.all.oldest_open is not None and found.oldest is not None:
        said.append(reply_words.oldest(found.all.oldest_open, found.oldest.name, now, found.zone, tr))
    return said


def _months(found: ReplyStatistics, width: int, tr: Translator, *, wall: bool) -> list[Row]:
    """Return the plot: the newest month on top, a month without a question as an empty line."""
    over, empty, bars = reply_words.month_bars(found.months, found.target_seconds, width, tr, wall=wall)
    title = (
        tr.gettext("By the month they wrote: by the clock")
        if wall
        else tr.gettext("By the month they wrote: working time")
    )
    made = [heading(title), line("months", "", Cell(text=over, style="dim"), *head_cells(tr))]
    for month in reversed(_all_months(found)):
        each = found.months.get(month)
        label = reply_words.month_name(month, tr)
        if each is None:
            made.append(line("months", Cell(text=label, style="dim"), empty, id=f"month:{month}"))
            continue
        drawn = Cell(text=bars[month], style="accent")
        made.append(line("months", label, drawn, *figure_cells(each, tr, wall), id=f"month:{month}", thing=each))
    return [*made, text(reply_words.legend(tr, wall=wall), style="dim")]


def _all_months(found: ReplyStatistics) -> list[date]:
    """Return every month from the first that has a question to the last of the period."""
    month, last, made = min(found.months), found.last.replace(day=1), []
    while month <= last:
        made.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return made


def _spread(found: Figures, wall: bool) -> Spread:
    return found.wall if wall else found.business


def head_cells(tr: Translator) -> tuple[Cell, ...]:
    """Return the names of the columns of figures."""
    labels = (
        tr.pgettext("column", "half within"),
        tr.pgettext("column", "9 in 10"),
        tr.pgettext("column", "on time"),
        tr.pgettext("column", "answered"),
        tr.pgettext("column", "open"),
    )
    return tuple(Cell(text=label, style="dim") for label in labels)


def figure_cells(found: Figures, tr: Translator, wall: bool) -> tuple[Cell, ...]:
    """Return the columns of figures of a group; ``wall`` tells the time by the clock in the place of working time."""
    spread = _spread(found, wall)
    return (
        Cell(text=reply_words.brief(spread.median, tr)),
        Cell(text=reply_words.brief(spread.p90, tr)),
        Cell(text=reply_words.share(found, tr), style="late" if found.missed else ""),
        Cell(text=str(found.answered), style="dim"),
        Cell(text=str(found.open) if found.open else "–", style="late" if found.open_late else "dim"),
    )


def in_words(label: str, found: Figures, tr: Translator) -> str:
    """Return a group in one sentence, with working time and time by the clock."""
    if not found.answered:
        return tr.gettext("{label}: nothing answered yet.").format(label=label)
    sentence = tr.ngettext(
        "{label}: {n} answer. Half within {business} of working time, {wall} by the clock; "
        "nine in ten within {p90}, {wall90} by the clock.",
        "{label}: {n} answers. Half within {business} of working time, {wall} by the clock; "
        "nine in ten within {p90}, {wall90} by the clock.",
        found.answered,
    )
    return sentence.format(
        label=label,
        n=found.answered,
        business=reply_words.told(found.business.median, tr),
        wall=reply_words.told(found.wall.median, tr),
        p90=reply_words.told(found.business.p90, tr),
        wall90=reply_words.told(found.wall.p90, tr),
    )
