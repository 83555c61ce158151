"""What a mailbox says about reply times, as rows: figures, a bar for each month, people, and what was not counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services import mailbox_words, reply_words
from freelance_comm.tui import replies_rows
from freelance_comm.tui.columns import Column
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.services.mailbox_replies import MailReplies
    from freelance_comm.text.catalog import Translator

GRIDS = {
    **replies_rows.GRIDS,
    "left_out": (Column(most=60, least=20), Column(most=8, least=3, right=True)),
    "each": (
        Column(most=10, least=10),
        Column(most=30, least=12),
        Column(most=60, least=12, grows=True),
        Column(most=44, least=10),
    ),
}
MONTHS = 12
EACH_SHOWN = 500
"""Messages that were not counted are listed up to this number."""


def rows(found: MailReplies, path: str, width: int, tr: Translator, *, wall: bool = False) -> list[Row]:
    """Return the page; ``wall`` tells the time by the clock in the place of working time."""
    page = mailbox_words.told(found, path, tr)
    made = [text(replies_rows.in_words(tr.gettext("Total"), found.all, tr))] if found.all.answered else []
    made += [text(sentence) for sentence in page.sentences]
    if page.advice:
        made += [BLANK, text(page.advice, style="accent")]
    if found.by_month:
        made += [BLANK, *_months(found, width, tr, wall=wall)]
    if found.by_who:
        made += [BLANK, *_people(found, tr, wall=wall)]
    if page.hints:
        made += [BLANK, heading(tr.gettext("Worth a look"))]
        made += [text(hint, id=f"hint:{number}") for number, hint in enumerate(page.hints)]
    table = next((each for each in page.tables if not each.head), None)
    if table is not None:
        made += [BLANK, heading(table.title)]
        made += [
            line("left_out", *row, id=f"reason:{number}", act="not_counted" if number == 0 else "")
            for number, row in enumerate(table.rows)
        ]
    return [*made, BLANK, text(tr.gettext("None of this is stored."), style="dim")]


def left_out(found: MailReplies, tr: Translator) -> list[Row]:
    """Return a row for each message that was not counted."""
    shown = mailbox_words.left_out_rows(found.left_out[-EACH_SHOWN:], found.zone, tr)
    made = [
        line("each", Cell(text=day, style="dim"), sender, subject, Cell(text=reason, style="dim"), id=f"each:{number}")
        for number, (day, sender, subject, reason) in enumerate(reversed(shown))
    ]
    hidden = len(found.left_out) - len(shown)
    if hidden > 0:
        made += [BLANK, text(tr.ngettext("and {n} older", "and {n} older", hidden).format(n=hidden), style="dim")]
    return made or [text(tr.gettext("Everything was counted."), style="dim")]


def _months(found: MailReplies, width: int, tr: Translator, *, wall: bool) -> list[Row]:
    """Return the plot: the newest month on top, months without a question left out."""
    newest = sorted(found.by_month)[-MONTHS:]
    shown = {day: found.by_month[day] for day in newest}
    room = replies_rows.bar_width(width, shown, tr, wall=wall)
    ruler, _empty, bars = reply_words.month_bars(shown, found.target_seconds, room, tr, wall=wall)
    made = [
        heading(_title(tr, wall=wall)),
        line("months", "", Cell(text=ruler, style="dim"), *replies_rows.head_cells(tr)),
    ]
    for day in reversed(newest):
        drawn = Cell(text=bars[day], style="accent")
        cells = replies_rows.figure_cells(found.by_month[day], tr, wall)
        made.append(line("months", reply_words.month_name(day, tr), drawn, *cells, id=f"month:{day}"))
    return made


def _title(tr: Translator, *, wall: bool) -> str:
    if wall:
        return tr.gettext("By the month they wrote: by the clock")
    return tr.gettext("By the month they wrote: working time")


def _people(found: MailReplies, tr: Translator, *, wall: bool) -> list[Row]:
    groups = found.by_who
    most = sorted(groups, key=lambda who: (-(groups[who].answered + groups[who].open), who))[: reply_words.PEOPLE]
    made = [
        heading(reply_words.people(groups, found.names, tr).title),
        line("groups", "", *replies_rows.head_cells(tr)),
    ]
    for who in most:
        cells = replies_rows.figure_cells(groups[who], tr, wall)
        made.append(line("groups", found.names.get(who) or who or tr.gettext("(no sender)"), *cells, id=f"who:{who}"))
    return made
