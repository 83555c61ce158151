"""The day's overview, for the screen and for `today`: whom I owe an answer, what I promised, what will slip, which
report and which money is due, with whom to be in touch, who has gone quiet.

It reads the derived index only and loads no template engine, no locale data and no holidays.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services import (
    agenda_complaints,
    agenda_mine,
    agenda_money,
    agenda_regulars,
    agenda_theirs,
    agenda_time,
    timer,
)
from freelance_comm.services.agenda_item import TITLES, Action, Glance, Item, SectionKind
from freelance_comm.services.timer import TimerView
from freelance_comm.services.urgency import Urgency

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

__all__ = ["TITLES", "Action", "Agenda", "Item", "Section", "SectionKind", "Urgency", "agenda"]

BUILDERS = (
    (SectionKind.WAITING, agenda_mine.waiting),
    (SectionKind.COMPLAINT, agenda_complaints.complaints),
    (SectionKind.PROMISED, agenda_mine.promised),
    (SectionKind.SLIPPING, agenda_mine.slipping),
    (SectionKind.BUDGET, agenda_time.budgets),
    (SectionKind.REPORT, agenda_mine.reports),
    (SectionKind.MONEY, agenda_money.money),
    (SectionKind.FOLLOW_UP, agenda_theirs.follow_up),
    (SectionKind.OWED, agenda_theirs.owed),
    (SectionKind.QUIET, agenda_regulars.quiet),
)
MOST_SHOWN = {SectionKind.BUDGET: 5, SectionKind.OWED: 7, SectionKind.QUIET: 7}
"""What is not pressing is not listed to the last: a page of names helps nobody."""


class Section(Record):
    """Items of one kind, the most pressing first; ``title`` is a msgid.

    ``more_text`` says, in the interface language, how many further ones are left out; empty when none are.
    """

    kind: SectionKind
    title: str
    items: tuple[Item, ...]
    more_text: str = ""


class Agenda(Record):
    """What to do now. ``headline`` tells the day, the time and until when work goes on.

    ``sections`` leaves out empty ones. When there are none, ``empty_text`` says so warmly, ``praise`` does without what
    comes next, and ``suggestion`` is a kind thing to do instead. ``quiet_note`` is a remark on which nothing hangs.
    ``reply_summary`` is filled in on request only: it reads the messages themselves.
    """

    now: datetime
    headline: str
    timer: TimerView | None
    sections: tuple[Section, ...]
    warnings: tuple[str, ...] = ()
    quiet_note: str = ""
    reply_summary: str = ""
    empty_text: str = ""
    praise: str = ""
    suggestion: Item | None = None
    knows_mail: bool = True
    """Whether a mailbox was ever read; only asked where there are no sections."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items of all sections, the most pressing first."""
        return tuple(sorted((item for section in self.sections for item in section.items), key=lambda item: item.order))


def agenda(desk: Desk, *, reply_summary: bool = False) -> Agenda:
    """Return the day's overview at the desk's moment."""
    glance = Glance(desk)
    sections = []
    for kind, build in BUILDERS:
        items = build(glance)
        if kind not in (SectionKind.QUIET, SectionKind.BUDGET):  # these have an order of their own
            items = sorted(items, key=lambda item: item.order)
        shown = tuple(items[: MOST_SHOWN.get(kind)])
        if shown:
            more = _more(glance, len(items) - len(shown))
            sections.append(Section(kind=kind, title=TITLES[kind], items=shown, more_text=more))
    running = timer.running(desk)
    summary = ""
    if reply_summary:
        from freelance_comm.services.reply_times import reply_times

        summary = reply_times(desk).words
    suggestion = None if sections else _kind_thing(glance)
    return Agenda(
        now=glance.now,
        headline=headline(glance),
        timer=running,
        sections=tuple(sections),
        warnings=_warnings(glance, running),
        quiet_note=agenda_time.untimed_note(glance),
        reply_summary=summary,
        empty_text=_empty_text(glance, suggestion) if suggestion is not None else "",
        praise=_praise(glance, suggestion) if suggestion is not None else "",
        suggestion=suggestion,
        knows_mail=bool(sections) or bool(desk.reader.mail_sources()),
    )


def _kind_thing(glance: Glance) -> Item:
    from freelance_comm.services.agenda_kind import kind_thing

    return kind_thing(glance)


def _more(glance: Glance, count: int) -> str:
    return glance.tr.ngettext("and {n} more", "and {n} more", count).format(n=count) if count else ""


def headline(glance: Glance) -> str:
    """Return "Friday 20 November · 14:05 · until 18:00"."""
    from freelance_comm.text.telling import clock, full_day, near

    tr, zone = glance.tr, glance.zone
    parts = [full_day(glance.today, tr), clock(glance.now, zone)]
    if glance.calendar.is_working(glance.now):
        closing = glance.calendar.next_closing(glance.now)
        if closing is not None:
            parts.append(tr.gettext("until {time}").format(time=clock(closing, zone)))
    else:
        opening = glance.calendar.next_opening(glance.now)
        if opening is not None:
            parts.append(tr.gettext("from {time}").format(time=near(opening, glance.now, zone, tr)))
    return " · ".join(parts)


def _warnings(glance: Glance, running: TimerView | None) -> tuple[str, ...]:
    found = []
    if running is not None and running.warning:
        found.append(running.warning)
    if glance.calendar.next_opening(glance.now) is None:
        found.append(glance.tr.gettext("You have no working hours, so no clock runs. Set them in your profile."))
    hours = glance.profile.hours
    if hours.holiday_years and glance.today.year not in hours.holiday_years:
        found.append(
            glance.tr.gettext(
                "The public holidays of {year} are not known yet: `freelance-comm calendar` looks."
            ).format(year=glance.today.year)
        )
    return tuple(found)


def _praise(glance: Glance, suggestion: Item) -> str:
    tr = glance.tr
    if suggestion.action is Action.ADD_CLIENT:
        return tr.gettext("A clean desk. This page will tell you what to do each day.")
    if suggestion.action is Action.ADD_PROJECT:
        return tr.gettext("Nobody is waiting for you.")
    return tr.gettext("Nobody is waiting, nothing is late: well done.")


def _empty_text(glance: Glance, suggestion: Item) -> str:
    tr = glance.tr
    if suggestion.action is Action.ADD_CLIENT:
        words = tr.gettext("A clean desk. This page will tell you what to do each day. Next: {next}.")
    elif suggestion.action is Action.ADD_PROJECT:
        words = tr.gettext("Nobody is waiting for you. When there is work to do: {next}.")
    else:
        words = tr.gettext("Nobody is waiting, nothing is late: well done. If you like: {next}.")
    return words.format(next=suggestion.title)
