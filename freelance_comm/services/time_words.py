"""What lines of time are called, and what their worth is, for people.

Apart from the figures because programs get them without words; both faces say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.domain.money import Money
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.time_report import By, TimeLine
    from freelance_comm.text.catalog import Translator


def label(line: TimeLine, by: By, tr: Translator) -> str:
    """Return what a line is called: a day, a week from Monday to Sunday, a month, or the name of what it is of."""
    from freelance_comm.services.time_report import By

    if line.first_day is not None:
        from freelance_comm.services.reply_words import month_name
        from freelance_comm.text.telling import dated

        if by is By.MONTH:
            return month_name(line.first_day, tr)
        if by is By.WEEK:
            sunday = line.first_day + timedelta(days=6)
            return f"{dated(line.first_day, tr)} – {dated(sunday, tr)} {sunday.year}"
        return f"{dated(line.first_day, tr)} {line.first_day.year}"
    if line.label:
        return line.label
    return tr.gettext("no activity") if by is By.ACTIVITY else line.key


def entry_marks(entry: TimeEntry, tr: Translator) -> str:
    """Return the activity and other tags of an entry, and whether it is not to be billed, or is billed already."""
    words = [f"+{tag}" for tag in entry.tags]
    if not entry.billable:
        words.append(tr.gettext("not billable"))
    elif entry.billed_on is not None:
        from freelance_comm.text.telling import calendar_day

        words.append(tr.gettext("billed {day}").format(day=calendar_day(entry.billed_on, None, tr)))
    return " · ".join(words)


def money_words(amounts: Iterable[Money], tr: Translator) -> str:
    """Return amounts as people write them, one for each currency; a dash for none."""
    from freelance_comm.text.formats import Formats

    formats = Formats(tr.locale)
    return " + ".join(formats.price(one) for one in amounts) or "–"
