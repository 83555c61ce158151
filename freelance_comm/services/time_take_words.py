"""The account of an import in words: what would come or has come, where it goes, what is left out and why.

Apart because the command line and the screen tell the same things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.text_safety import show
from freelance_comm.services.time_found import TimeFormat
from freelance_comm.services.time_names import Fate
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import calendar_day

if TYPE_CHECKING:
    from freelance_comm.services.time_names import Target
    from freelance_comm.services.time_take_in import NameLine, Seen
    from freelance_comm.text.catalog import Translator

_PROPER = {
    TimeFormat.WATSON: "Watson",
    TimeFormat.TIMEWARRIOR: "Timewarrior",
    TimeFormat.TOGGL: "Toggl",
    TimeFormat.HARVEST: "Harvest",
    TimeFormat.CLOCKIFY: "Clockify",
    TimeFormat.ICALENDAR: "iCalendar",
    TimeFormat.OURS: "freelance-comm",
}
_TAGS = 8


def format_name(seen: Seen, tr: Translator) -> str:
    """Return whose format a file has."""
    return _PROPER.get(TimeFormat(seen.format), "") or tr.gettext("a table (CSV)")


def total(seen: Seen, tr: Translator) -> str:
    """Return how much time is new, and of which days."""
    if not seen.count:
        return tr.gettext("Nothing new in it.")
    if seen.done:
        words = tr.ngettext("Imported {count} entry, {time}.", "Imported {count} entries, {time}.", seen.count)
    else:
        words = tr.ngettext(
            "{count} entry would be imported, {time}.", "{count} entries would be imported, {time}.", seen.count
        )
    told = words.format(count=seen.count, time=duration(seen.seconds, tr))
    assert seen.first is not None and seen.last is not None
    if seen.first == seen.last:
        day = tr.gettext("On {day}.").format(day=calendar_day(seen.first, None, tr))
        return f"{told} {day}"
    first, last = calendar_day(seen.first, None, tr), calendar_day(seen.last, None, tr)
    days = tr.gettext("From {first} to {last}.").format(first=first, last=last)
    return f"{told} {days}"


def theirs(target: Target, tr: Translator) -> str:
    """Return what they call it, with their client."""
    name = show(target.name) or tr.gettext("(no project)")
    return f"{name} ({show(target.client)})" if target.client else name


def ours(line: NameLine, tr: Translator) -> str:
    """Return where it goes."""
    target = line.target
    if target.fate is Fate.LEFT_OUT:
        return tr.gettext("left out")
    if target.fate is Fate.UNKNOWN:
        return tr.gettext("which of yours?")
    where = f"{show(target.project_name)} ({show(target.client_name)})"
    return tr.gettext("new: {project}").format(project=where) if target.fate is Fate.NEW else where


def _counts(seen: Seen, tr: Translator) -> list[str]:
    n = tr.ngettext
    counted = (
        (seen.present, n("{count} entry is already there.", "{count} entries are already there.", seen.present)),
        (
            seen.changed,
            n(
                "{count} entry in the file differs from yours; yours stays as it is.",
                "{count} entries in the file differ from yours; yours stay as they are.",
                seen.changed,
            ),
        ),
        (
            seen.alike,
            n(
                "{count} entry is left out: the same time on the same project is already there.",
                "{count} entries are left out: the same time on the same project is already there.",
                seen.alike,
            ),
        ),
    )
    return [words.format(count=count) for count, words in counted if count]


def _marks(seen: Seen, tr: Translator) -> list[str]:
    """Return what is worth knowing about the new ones."""
    n = tr.ngettext
    counted = (
        (seen.not_billable, n("{count} is not billable.", "{count} are not billable.", seen.not_billable)),
        (
            seen.billed,
            n(
                "{count} was invoiced before; it counts as billed.",
                "{count} were invoiced before; they count as billed.",
                seen.billed,
            ),
        ),
        (
            seen.long,
            n(
                "{count} lasts more than 24 hours; was a timer forgotten?",
                "{count} last more than 24 hours; was a timer forgotten?",
                seen.long,
            ),
        ),
    )
    return [words.format(count=count) for count, words in counted if count]


def remarks(seen: Seen, tr: Translator) -> list[str]:
    """Return what else is worth saying, a sentence each."""
    t = tr.gettext
    said = [*_counts(seen, tr)]
    said += [
        t("Left out: {count}, {reason}.").format(count=left.count, reason=t(left.reason)) for left in seen.left_out
    ]
    said += _marks(seen, tr)
    if seen.new_clients:
        word = t("New clients: {names}.")
        said.append(word.format(names=", ".join(map(show, seen.new_clients[:_TAGS]))))
    if seen.tags:
        more = " …" if len(seen.tags) > _TAGS else ""
        said.append(t("Tags: {names}.").format(names=", ".join(map(show, seen.tags[:_TAGS])) + more))
    rates = dict.fromkeys(rate for line in seen.names for rate in line.rates)
    if rates:
        said.append(t("Rates in the file (yours stay as they are): {rates}.").format(rates=", ".join(list(rates)[:4])))
    if len(seen.people) > 1:
        people = ", ".join(show(name) for name in seen.people[:4])
        said.append(t("Entries by several people: {names}. Pick your own with --person.").format(names=people))
    if seen.unused:
        names = ", ".join(show(name) for name in seen.unused)
        said.append(t("Nothing in the file is called {names}.").format(names=names))
    if seen.error_count:
        words = tr.ngettext(
            "{count} entry cannot be imported.", "{count} entries cannot be imported.", seen.error_count
        )
        said.append(words.format(count=seen.error_count))
    return said


def zone_remark(seen: Seen, tr: Translator) -> str:
    """Return which zone wall times were read in; empty where the format says its own."""
    if seen.format == TimeFormat.WATSON and seen.is_table:
        return tr.gettext(
            "Times are read as {zone} times, but Watson writes tables with the UTC offset of the day it writes them: "
            "its file “frames”, or `watson log --json --all`, is exact."
        ).format(zone=seen.zone)
    if seen.format in (TimeFormat.WATSON, TimeFormat.TIMEWARRIOR, TimeFormat.OURS):
        return ""
    return tr.gettext("Times are read as {zone} times.").format(zone=seen.zone)
