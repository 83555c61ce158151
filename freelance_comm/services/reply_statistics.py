"""Reply times on record, for a period: the whole, by client, month and weekday, with the calendar they are counted by.

Apart from the figures because it knows clients, periods and the calendar; what the figures mean is in
``domain.reply_figures``, which questions there are in ``reply_times``. Everything is counted anew with the present
hours, holidays and targets, and says so.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.reply_figures import Figures, by_month, by_weekday, by_who, figures

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.reply_figures import OpenQuestion
    from freelance_comm.services.desk import Desk

MONTHS = 12
"""Months that are told when nothing else is asked for, the present one among them."""
MOST_MONTHS = 120


class ClientFigures(Record):
    """How fast one client is answered. ``target_seconds`` is the working time allowed for an answer to them."""

    client: Client
    target_seconds: int
    figures: Figures


class ReplyStatistics(Record):
    """Reply times of the questions that came from ``first`` to ``last``, both included, in the freelancer's days.

    ``calendar`` names what was counted by; ``months`` are by first day, oldest first, those without a question left
    out; ``weekdays`` by number (0 is Monday); ``clients`` with most questions first. ``target_seconds`` is the usual
    target, or that of ``client`` where one was asked for. ``oldest`` is who has waited longest of all, if anybody does.
    """

    first: date
    last: date
    zone: str
    calendar: str
    target_seconds: int
    all: Figures
    months: dict[date, Figures]
    weekdays: dict[int, Figures]
    clients: tuple[ClientFigures, ...]
    client: Client | None = None
    oldest: Client | None = None


def statistics(
    desk: Desk,
    *,
    first: date | None = None,
    last: date | None = None,
    months: int | None = None,
    client: Client | None = None,
) -> ReplyStatistics:
    """Return the reply times of a period; without one, of the last twelve months. ``months`` counts back from ``last``.

    Raises ``BadValue`` for a period that ends before it begins, or lies before there can be anything.
    """
    from freelance_comm.services.clock_words import calendar_words
    from freelance_comm.services.reply_clock import target_seconds
    from freelance_comm.services.reply_times import questions

    calendar, until = desk.calendar(), last or desk.today()
    since = first or _months_before(until, MONTHS if months is None else months)
    if until < since:
        raise BadValue(
            N_("The period ends before it begins."),
            hint=N_("Swap the two days."),
        )
    answered, still_open = questions(desk, calendar.midnight(since), calendar=calendar)
    known = {one.ref: one for one in desk.reader.clients()}

    def wanted(who: str, received: date) -> bool:
        return since <= received <= until and (client is None or who == client.ref)

    answered = [one for one in answered if wanted(one.who, calendar.local_date(one.received))]
    still_open = [one for one in still_open if wanted(one.who, calendar.local_date(one.received))]
    whole = figures(answered, still_open)
    each = [
        ClientFigures(client=known[ref], target_seconds=target_seconds(desk, known[ref]), figures=found)
        for ref, found in by_who(answered, still_open).items()
    ]
    hours = desk.profile().hours
    return ReplyStatistics(
        first=since,
        last=until,
        zone=desk.zone,
        calendar=calendar_words(hours, desk.zone, desk.tr),
        target_seconds=int(desk.profile().reply_target_hours * 3600)
        if client is None
        else target_seconds(desk, client),
        all=whole,
        months=by_month(answered, still_open, calendar.local_date),
        weekdays=by_weekday(answered, still_open, calendar.local_date),
        clients=tuple(sorted(each, key=_by_most)),
        client=client,
        oldest=_owner(whole.oldest_open, known),
    )


def _months_before(last: date, months: int) -> date:
    """Return the first day of the period of so many months that ends with the month of ``last``."""
    if not 1 <= months <= MOST_MONTHS:
        raise BadValue(
            N_("The number of months must be between 1 and {most}."), hint=N_("Give one like 6."), most=MOST_MONTHS
        )
    number = last.year * 12 + last.month - months
    return date(number // 12, number % 12 + 1, 1)


def _by_most(one: ClientFigures) -> tuple[int, str]:
    return (-(one.figures.answered + one.figures.open), one.client.ref)


def _owner(waiting: OpenQuestion | None, known: dict[str, Client]) -> Client | None:
    return None if waiting is None else known.get(waiting.who)


def record_of(desk: Desk, client: Client) -> str:
    """Return how fast this client was answered in the last twelve months, in one line; empty where nobody asked."""
    from freelance_comm.services.reply_words import share, told

    found = statistics(desk, client=client).all
    tr = desk.tr
    if not found.answered:
        return ""
    line = tr.ngettext(
        "{n} answer in 12 months: half within {median}, nine in ten within {p90}, {share} on time",
        "{n} answers in 12 months: half within {median}, nine in ten within {p90}, {share} on time",
        found.answered,
    )
    return line.format(
        n=found.answered,
        median=told(found.business.median, tr),
        p90=told(found.business.p90, tr),
        share=share(found, tr),
    )
