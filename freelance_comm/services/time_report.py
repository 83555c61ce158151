"""Reports of logged time by day, week, month, client, project or activity: exact and as it is billed, with its worth.

Apart from the progress report, which is a letter about one project: these are figures for the freelancer, over all of
them. Months are read one after the other, so that years of entries need no memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import Money
from freelance_comm.domain.record import Record
from freelance_comm.domain.rounding import Rounding
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services.time_parts import NOTHING, Part, Standing, Step, parts

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.progress import Progress
    from freelance_comm.services.desk import Desk
    from freelance_comm.store.views import ProjectName

HOUR = Decimal(3600)


class By(StrEnum):
    """What the lines of a report are."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    CLIENT = "client"
    PROJECT = "project"
    ACTIVITY = "activity"


OVER_TIME = (By.DAY, By.WEEK, By.MONTH)


class TimeLine(Record):
    """One line. ``key`` is "2026-03-02", "2026-W10", "2026-03", a reference, or the activity; ``label`` a name, as it
    is, empty where the key says it. ``first_day`` is where a day, week or month begins.

    ``seconds`` are exact. ``rounded`` are as the clients are billed, time that is not billed with it as it is;
    ``billable`` and ``unbilled`` are parts of them. ``worth`` is what the billable time comes to where a rate is
    known, ``unbilled_worth`` what of it has not been billed: one amount for each currency.
    """

    key: str
    label: str
    seconds: Decimal
    rounded: Decimal
    billable: Decimal
    unbilled: Decimal
    entries: int
    worth: tuple[Money, ...] = ()
    unbilled_worth: tuple[Money, ...] = ()
    first_day: date | None = None
    project_id: int | None = None
    client_id: int | None = None
    client_name: str = ""


class TimeReport(Record):
    """A report on the local days ``first`` to ``last``, both included. ``parts`` are what its lines add up."""

    by: By
    first: date
    last: date
    zone: str
    lines: tuple[TimeLine, ...]
    total: TimeLine
    parts: tuple[Part, ...] = ()


class Books:
    """What reports need to know of clients and projects: names, how time is rounded, what an hour costs."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.clients: dict[int, Client] = {client.id: client for client in desk.reader.clients()}
        self.projects: dict[int, ProjectName] = {each.id: each for each in desk.reader.project_names(closed=True)}
        self._rates: dict[int, Money | None] = {}

    def client_of(self, project_id: int) -> Client | None:
        """Return the client a project is for; None where either record is missing."""
        project = self.projects.get(project_id)
        return self.clients.get(project.client_id) if project is not None else None

    def step(self, project_id: int) -> Step:
        """Return how the time of a project is rounded."""
        client = self.client_of(project_id)
        return (client.rounding_minutes, client.rounding) if client is not None else (0, Rounding.UP)

    def rate(self, project_id: int) -> Money | None:
        """Return what an hour costs: the one rate of a quote by the hour; without a quote, one's own rate.

        None where the price was agreed otherwise: then the hours are not what is billed.
        """
        if project_id not in self._rates:
            self._rates[project_id] = self._looked_up(project_id)
        return self._rates[project_id]

    def _looked_up(self, project_id: int) -> Money | None:
        from freelance_comm.domain.quote import Unit

        if project_id not in self.projects:
            return None
        file = self._desk.reader.project(project_id)
        agreed, profile = file.agreed, self._desk.profile()
        items = agreed.items if agreed is not None else ()
        if not items:
            own = profile.hourly_rate if file.head.currency == profile.currency else None
            return Money(amount=own, currency=profile.currency) if own is not None else None
        rates = {item.unit_price for item in items}
        by_hour = len(rates) == 1 and all(item.unit is Unit.HOUR for item in items)
        return rates.pop() if by_hour else None


def time_report(
    desk: Desk,
    by: By = By.PROJECT,
    first: date | None = None,
    last: date | None = None,
    *,
    client_text: str = "",
    project_text: str = "",
    only: Standing | None = None,
    progress: Progress | None = None,
) -> TimeReport:
    """Return where the time of a period went: from the first of this month until today where nothing is said.

    ``only`` leaves out what has another standing; ``progress`` is told of months. Raises ``BadValue`` for a period
    that ends before it begins, ``NotFound`` and ``Ambiguous`` for names.
    """
    end = last or max(desk.today(), first or date.min)
    begin = first or end.replace(day=1)
    if begin > end:
        raise BadValue(N_("The period ends before it starts."), hint=N_("Swap the two days."))
    books = Books(desk)
    chosen = chosen_projects(desk, books, client_text, project_text)
    found = tuple(parts(desk, begin, end, books.step, chosen, only=only, progress=progress))
    lines = grouped(found, by, books)
    return TimeReport(
        by=by,
        first=begin,
        last=end,
        zone=desk.zone,
        lines=lines,
        total=_line("", "", found, books),
        parts=found,
    )


def chosen_projects(desk: Desk, books: Books, client_text: str, project_text: str) -> set[int] | None:
    """Return the projects that are meant, None for all. Raises ``NotFound`` and ``Ambiguous``."""
    chosen: set[int] | None = None
    if project_text:
        from freelance_comm.services.project_search import find_project_name

        chosen = {find_project_name(desk, project_text, closed=True).id}
    if client_text:
        from freelance_comm.services.clients import find_client

        client = find_client(desk, client_text)
        theirs = {each.id for each in books.projects.values() if each.client_id == client.id}
        chosen = theirs if chosen is None else chosen & theirs
    return chosen


def grouped(found: Iterable[Part], by: By, books: Books) -> tuple[TimeLine, ...]:
    """Return a line for each group: days, weeks and months in their order, the rest by the time they took."""
    key_of = _KEYS[by]
    groups: dict[str, list[Part]] = {}
    for part in found:
        groups.setdefault(key_of(part, books), []).append(part)
    lines = [_line(key, by, members, books) for key, members in groups.items()]
    if by in OVER_TIME:
        return tuple(sorted(lines, key=lambda line: line.key))
    return tuple(sorted(lines, key=lambda line: (-line.seconds, name_key(line.label or line.key), line.key)))


def _line(key: str, by: By | str, members: Iterable[Part], books: Books) -> TimeLine:
    members = tuple(members)
    seconds = told = billable = unbilled = NOTHING
    for part in members:
        seconds += part.seconds
        told += part.rounded
        if part.standing is not Standing.FREE:
            billable += part.rounded
        if part.standing is Standing.UNBILLED:
            unbilled += part.rounded
    project = books.projects.get(members[0].project_id) if members else None
    client = books.clients.get(project.client_id) if project is not None else None
    named: dict[str, object] = {}
    if by in OVER_TIME:
        named = {"first_day": _begins(By(by), members[0].day)}
    elif by == By.PROJECT and project is not None:
        named = {"label": show(project.name), "project_id": project.id, "client_id": project.client_id}
        named["client_name"] = show(client.name) if client is not None else ""
    elif by == By.CLIENT and client is not None:
        named = {"label": show(client.name), "client_id": client.id, "client_name": show(client.name)}
    elif by == By.ACTIVITY:
        named = {"label": show(members[0].activity)}
    return TimeLine(
        key=key,
        label="",
        seconds=seconds,
        rounded=told,
        billable=billable,
        unbilled=unbilled,
        entries=sum(part.entries for part in members),
        worth=_worth((part for part in members if part.standing is not Standing.FREE), books),
        unbilled_worth=_worth((part for part in members if part.standing is Standing.UNBILLED), books),
    ).but(**named)


def _worth(members: Iterable[Part], books: Books) -> tuple[Money, ...]:
    seconds: dict[int, Decimal] = {}
    for part in members:
        seconds[part.project_id] = seconds.get(part.project_id, NOTHING) + part.rounded
    sums: dict[str, Decimal] = {}
    for project_id, spent in seconds.items():
        rate = books.rate(project_id)
        if rate is not None:
            sums[rate.currency] = sums.get(rate.currency, NOTHING) + rate.amount * spent / HOUR
    return tuple(Money(amount=amount, currency=currency).rounded() for currency, amount in sorted(sums.items()))


def _begins(by: By, day: date) -> date:
    if by is By.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if by is By.MONTH else day


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def _project_key(part: Part, books: Books) -> str:
    project = books.projects.get(part.project_id)
    return project.ref if project is not None else "?"


def _client_key(part: Part, books: Books) -> str:
    client = books.client_of(part.project_id)
    return client.ref if client is not None else "?"


_KEYS: dict[By, Callable[[Part, Books], str]] = {
    By.DAY: lambda part, _books: part.day.isoformat(),
    By.WEEK: lambda part, _books: _week(part.day),
    By.MONTH: lambda part, _books: part.day.isoformat()[:7],
    By.PROJECT: _project_key,
    By.CLIENT: _client_key,
    By.ACTIVITY: lambda part, _books: part.activity,
}
