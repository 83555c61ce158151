"""The record of reliability in words: tables and a plot that both faces draw, and a line fit to quote to a new client.

Apart from the figures because it speaks a language; the line speaks the client's.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.services.reply_words import Table, brief, month_name, share, told
from freelance_comm.text.telling import in_one_line

if TYPE_CHECKING:
    from freelance_comm.domain.promise_figures import Held
    from freelance_comm.domain.reply_figures import Figures
    from freelance_comm.services.reliability_record import Part, ReliabilityRecord
    from freelance_comm.text.catalog import Translator

EARLY, KEPT, MISSED = "█", "▒", "×"
"""What a promise is drawn as: fullness and shape tell, not colour; every font has them."""
_ENOUGH_ANSWERS = 3
_THIN = 5
"""So many promises settled are enough to speak of a record."""
_GOOD = 80
"""Per cent in time from which a line is fit to be shown."""


def of(count: Held, tr: Translator) -> str:
    """Return "7 of 8", a dash where there is nothing to judge."""
    if not count.judged:
        return "–"
    return tr.pgettext("so many of so many", "{n} of {all}").format(n=count.in_time, all=count.judged)


def overview(found: ReliabilityRecord, tr: Translator) -> list[str]:
    """Return the whole period in sentences, what went wrong too; one warm sentence where there is nothing yet."""
    whole = found.all
    if whole.is_empty:
        return [tr.gettext("Nothing is on record for that time yet. What you promise and keep will be counted here.")]
    said = _promises(whole.promises, tr)
    if whole.deliveries.judged:
        said.append(
            tr.ngettext(
                "Ready on the promised day: {n} of {all} delivery.",
                "Ready on the promised day: {n} of {all} deliveries.",
                whole.deliveries.judged,
            ).format(n=whole.deliveries.in_time, all=whole.deliveries.judged)
        )
    if whole.answers.answered:
        said.append(
            tr.gettext(
                "Answers: half within {median} of working time, nine in ten within {p90}; {share} on time."
            ).format(
                median=told(whole.answers.business.median, tr),
                p90=told(whole.answers.business.p90, tr),
                share=share(whole.answers, tr),
            )
        )
    return said


def _promises(count: Held, tr: Translator) -> list[str]:
    said = []
    if count.judged:
        sentence = tr.ngettext(
            "Kept on time: {n} of {all} promise.", "Kept on time: {n} of {all} promises.", count.judged
        )
        said.append(sentence.format(n=count.in_time, all=count.judged))
    if count.early:
        said.append(tr.ngettext("Early: {n} promise.", "Early: {n} promises.", count.early).format(n=count.early))
    if count.late:
        said.append(tr.ngettext("Late: {n} promise.", "Late: {n} promises.", count.late).format(n=count.late))
    if count.overdue:
        sentence = tr.ngettext(
            "Still open and overdue: {n} promise (counted as missed).",
            "Still open and overdue: {n} promises (counted as missed).",
            count.overdue,
        )
        said.append(sentence.format(n=count.overdue))
    if count.moved:
        sentence = tr.ngettext(
            "Moved before its time: {n} promise (counted as neither).",
            "Moved before their time: {n} promises (counted as neither).",
            count.moved,
        )
        said.append(sentence.format(n=count.moved))
    return said


def head(tr: Translator) -> tuple[str, ...]:
    """Return the names of the columns of ``cells``."""
    return (
        tr.pgettext("column", "promises"),
        tr.pgettext("column", "early"),
        tr.pgettext("column", "moved"),
        tr.pgettext("column", "deliveries"),
        tr.pgettext("column", "answers"),
        tr.pgettext("column", "half within"),
    )


def cells(part: Part, tr: Translator) -> tuple[str, ...]:
    """Return a part as columns: promises in time, early, moved; deliveries and answers in time; how fast."""
    return (
        of(part.promises, tr),
        str(part.promises.early) if part.promises.early else "–",
        str(part.promises.moved) if part.promises.moved else "–",
        of(part.deliveries, tr),
        share(part.answers, tr),
        brief(part.answers.business.median, tr),
    )


def all_months(found: ReliabilityRecord) -> list[date]:
    """Return every month from the first with anything in it to the last of the period, the newest first."""
    if not found.by_month:
        return []
    month, last, made = min(found.by_month), found.last.replace(day=1), []
    while month <= last:
        made.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return made[::-1]


def bar(count: Held, most: int, width: int) -> str:
    """Return at most ``width`` cells: one a promise where ``most`` fit, else in proportion; what there is is seen."""
    scale = 1.0 if most <= width else width / most
    numbers = (count.early, count.kept, count.missed)
    early, kept, missed = (max(round(number * scale), 1) if number else 0 for number in numbers)
    return (EARLY * early + KEPT * kept)[: max(width - missed, 0)] + MISSED * min(missed, width)


def most_of(found: ReliabilityRecord) -> int:
    """Return the largest number of promises in a month: what a plot must have room for."""
    return max((part.promises.judged for part in found.by_month.values()), default=0)


def legend(tr: Translator) -> str:
    """Return what the signs of the plot mean."""
    return tr.gettext("{early} early   {kept} on time   {missed} late or still open").format(
        early=EARLY, kept=KEPT, missed=MISSED
    )


def months_table(found: ReliabilityRecord, width: int, tr: Translator) -> Table:
    """Return the months with a bar each, the newest first."""
    most, empty = most_of(found), ("–",) * len(head(tr))
    rows = []
    for month in all_months(found):
        part = found.by_month.get(month)
        drawn = "" if part is None else bar(part.promises, most, width)
        rows.append((month_name(month, tr), drawn, *(empty if part is None else cells(part, tr))))
    title = tr.gettext("By the month it was due, or kept if that was earlier")
    return Table(title=title, head=("", "", *head(tr)), rows=tuple(rows))


def clients_table(found: ReliabilityRecord, tr: Translator) -> Table:
    """Return the clients with their part of the record."""
    rows = tuple((one.client.name, *cells(one.part, tr)) for one in found.clients)
    return Table(title=tr.gettext("By client"), head=("", *head(tr)), rows=rows)


def line(found: ReliabilityRecord, words: Translator) -> str:
    """Return the record in one line, in the language of ``words``: to be quoted to somebody who does not know you yet.

    It tells counts, not praise. Raises ``NotFound`` where there is nothing to tell.
    """
    parts = _line_parts(found.all, words)
    if not parts:
        raise NotFound(
            N_("There is nothing on record yet to quote."),
            hint=N_("Note what you promise, and when you have kept it: `freelance-comm promise`."),
        )
    sentence = words.ngettext(
        "My record for the last {n} month: {record}.", "My record for the last {n} months: {record}.", found.months
    )
    return sentence.format(n=found.months, record=in_one_line(parts, words))


def _line_parts(whole: Part, words: Translator) -> list[str]:
    from freelance_comm.text.durations import duration

    parts = []
    if whole.promises.judged:
        sentence = words.ngettext(
            "{n} of {all} promise kept on time", "{n} of {all} promises kept on time", whole.promises.judged
        )
        parts.append(sentence.format(n=whole.promises.in_time, all=whole.promises.judged))
    if whole.deliveries.judged:
        sentence = words.ngettext(
            "{n} of {all} delivery on the promised day",
            "{n} of {all} deliveries on the promised day",
            whole.deliveries.judged,
        )
        parts.append(sentence.format(n=whole.deliveries.in_time, all=whole.deliveries.judged))
    if whole.answers.answered >= _ENOUGH_ANSWERS and whole.answers.business.median is not None:
        sentence = words.gettext("half of all messages answered within {duration} of working time")
        parts.append(sentence.format(duration=duration(_rounded(whole.answers), words, long=True)))
    return parts


def _rounded(answers: Figures) -> int:
    """Return the median in seconds as one says it: to five minutes, from three hours on to the hour, never less."""
    seconds = max(answers.business.median or 0, 60)
    step = 300 if seconds < 3 * 3600 else 3600
    return -(-seconds // step) * step


def doubt(found: ReliabilityRecord, tr: Translator) -> str:
    """Return what to think over before the line is quoted; empty where it can be."""
    count = found.all.promises
    if count.judged < _THIN:
        return tr.ngettext(
            "Little is on record yet: {n} promise. A few more, and the line will carry weight.",
            "Little is on record yet: {n} promises. A few more, and the line will carry weight.",
            count.judged,
        ).format(n=count.judged)
    if (count.percent or 0) < _GOOD:
        return tr.gettext("This line will win over more people once the next promises are kept early.")
    return ""
