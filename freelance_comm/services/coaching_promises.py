"""Promises that a draft makes, offered as rows for the ledger: which day, what speaks against it, kept if wanted.

Apart from the reading because this is where a draft meets the calendar and the ledger.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services.coaching import About, PromiseOffer

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from freelance_comm.coach.model import Promised
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.promises import PromiseView
    from freelance_comm.text.catalog import Translator

_PASSED = N_("{day} has already passed.")
_NO_WORK = N_("You do not work on {day}.")
_OFF_HOURS = N_("That hour lies outside your working time.")
_USUAL_START, _USUAL_END = (9, 0), (17, 0)
_WEEKEND = (5, 6)
_LONGEST_WHAT = 300
_NAMED = 2
"""So many other promises of the same day are named."""
_NEAR = 7
"""Days within which a promise in the same words is the same promise."""


def offers(desk: Desk, found: Sequence[Promised], about: About) -> tuple[PromiseOffer, ...]:
    """Return the promises of a draft with a day, in the order of the text."""
    from freelance_comm.services.promises import open_promises

    dated = [one for one in found if not one.vague and (one.day is not None or one.time is not None)]
    if not dated or about.moves_promise:
        return ()
    calendar, others = desk.calendar(), open_promises(desk.reader)
    return tuple(_offer(desk, one, about, calendar, others) for one in dated)


def usual_offers(tr: Translator, found: Sequence[Promised], now: datetime) -> tuple[PromiseOffer, ...]:
    """Return the promises of a draft where nothing is on record: an empty ledger, and the usual working week.

    ``now`` is on the freelancer's clock. Apart from ``offers`` because calendar and ledger need not be loaded for it.
    """
    made = []
    for one in found:
        if one.vague or (one.day is None and one.time is None):
            continue
        day = one.day or now.date()
        passed = day < now.date() or (day == now.date() and one.time is not None and one.time <= (now.hour, now.minute))
        off_hours = one.time is not None and not _USUAL_START < one.time <= _USUAL_END
        doubt = _PASSED if passed else _NO_WORK if day.weekday() in _WEEKEND else _OFF_HOURS if off_hours else ""
        when = _dated(tr, day, now.date())
        said = when if one.time is None else _with_time(tr, when, "{:02}:{:02}".format(*one.time))
        doubts = (tr.gettext(doubt).format(day=when),) if doubt else ()
        what = " ".join(one.what.split())
        made.append(PromiseOffer(start=one.start, end=one.end, what=what, day=day, due=None, said=said, doubts=doubts))
    return tuple(made)


def keep_promise(desk: Desk, offer: PromiseOffer, about: About) -> PromiseView:
    """Put an offer on the ledger, for the project or the client of the draft. Raises ``BadValue`` without either.

    What is promised about a closed project belongs to the client.
    """
    from freelance_comm.domain.promise import PromiseSource
    from freelance_comm.services.promises import add_promise

    if about.client is None and about.project is None:
        raise BadValue(N_("It does not say who to."), hint=N_("Name a client or a project."))
    whose = _open_project(about)
    day = offer.day or desk.today()
    return add_promise(
        desk,
        _cut(offer.what),
        due=offer.due if offer.due is not None else _moment(desk, day, 12, 0),
        window_start=offer.window_start,
        client_text="" if about.client is None else about.client.ref,
        project_text="" if whose is None else whose.ref,
        whole_day=offer.due is None,
        source=PromiseSource.DRAFT,
    )


def _offer(desk: Desk, found: Promised, about: About, calendar: Calendar, others: Sequence[Promise]) -> PromiseOffer:
    day = found.day or about.today or desk.today()
    due = None if found.time is None else _moment(desk, day, *found.time)
    start = None if due is None else _window_start(desk, found.what, due, about)
    same_day = [one for one in others if _day_of(desk, one) == day]
    known = [one for one in others if _to_the_same(one, about) and _same(desk, one, found, day, due)]
    return PromiseOffer(
        start=found.start,
        end=found.end,
        what=" ".join(found.what.split()),
        day=day,
        due=due,
        window_start=start,
        said=_said(desk, day, due, start),
        doubts=_doubts(desk, calendar, (day, due, start), [one for one in same_day if one not in known], about),
        on_ledger=bool(known),
    )


def _open_project(about: About) -> Project | None:
    """Return the project a promise can belong to; without a client there is nobody else to promise it to."""
    from freelance_comm.domain.project import ProjectState

    project = about.project
    closed = project is not None and project.state is ProjectState.CLOSED and about.client is not None
    return None if closed else project


def _to_the_same(promise: Promise, about: About) -> bool:
    project = _open_project(about)
    if project is not None:
        return promise.project_id == project.id
    return about.client is not None and promise.client_id == about.client.id


def _same(desk: Desk, promise: Promise, found: Promised, day: date, due: datetime | None) -> bool:
    """Whether the ledger has this: in these words, or something for the same time.

    What is promised for a free day stands on the ledger for the working day before, so its day says little.
    """
    if name_key(promise.what) == name_key(_cut(found.what)):
        return abs((_day_of(desk, promise) - day).days) <= _NEAR
    return promise.due == due if due is not None else promise.whole_day and _day_of(desk, promise) == day


def _window_start(desk: Desk, sentence: str, due: datetime, about: About) -> datetime | None:
    """Return when the window begins that a sentence names and that ends at ``due``; None where it names a moment."""
    from freelance_comm.services.promise_line import window_in

    language = about.locale or (about.client.language if about.client is not None else desk.tr.locale)
    return window_in(desk, sentence, due, language)


def _doubts(
    desk: Desk,
    calendar: Calendar,
    when: tuple[date, datetime | None, datetime | None],
    same_day: Sequence[Promise],
    about: About,
) -> tuple[str, ...]:
    """Return what should be thought over before this is promised for a day, its last moment, and its first."""
    from freelance_comm.services.promise_doubts import Time, of_calendar

    tr, (named, due, start) = desk.tr, when
    if (due is not None and due <= desk.now()) or named < desk.today():
        found = [tr.gettext(_PASSED).format(day=_dated(tr, named, desk.today()))]
    else:
        last = due if due is not None else _moment(desk, named, 12, 0)
        time = Time(day=named, due=last, start=start, whole_day=due is None)
        found = [*of_calendar(desk, calendar, time, about.client)]
    clients = {client.id: client.name for client in desk.reader.clients()} if same_day else {}
    for promise in same_day[:_NAMED]:
        found.append(
            tr.gettext("You have already promised {client} something for that day: {what}.").format(
                client=show(clients.get(promise.client_id, "")), what=show(promise.what).rstrip(".")
            )
        )
    return tuple(found)


def _said(desk: Desk, day: date, due: datetime | None, start: datetime | None) -> str:
    when = _dated(desk.tr, day, desk.today())
    if due is None:
        return when
    time = f"{due.astimezone(_zone(desk)):%H:%M}"
    if start is not None:
        window = desk.tr.pgettext("a window of time", "{start} to {end}")
        time = window.format(start=f"{start.astimezone(_zone(desk)):%H:%M}", end=time)
    return _with_time(desk.tr, when, time)


def _with_time(tr: Translator, when: str, time: str) -> str:
    return tr.pgettext("day and time", "{day}, {time}").format(day=when, time=time)


def _dated(tr: Translator, day: date, today: date) -> str:
    from freelance_comm.text.telling import dated

    if day.year == today.year:
        return dated(day, tr)
    return tr.pgettext("short date with year", "{date} {year}").format(date=dated(day, tr), year=day.year)


def _day_of(desk: Desk, promise: Promise) -> date:
    from freelance_comm.services.fact_values import last_day

    return last_day(promise, promise.zone or desk.zone)


def _moment(desk: Desk, day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour % 24, minute, tzinfo=_zone(desk)).astimezone(UTC)


def _zone(desk: Desk) -> tzinfo:
    from freelance_comm.domain.zones import zone_of

    return zone_of(desk.zone)


def _cut(what: str) -> str:
    line = " ".join(what.split())
    return line.rstrip(".") if len(line) <= _LONGEST_WHAT else line[: _LONGEST_WHAT - 1].rstrip() + "…"
