"""What there has been with a client, from the first day on: tracks over time to look at, and events to read.

Apart from ``dealings``, which counts: here everything keeps its day. Both faces draw the tracks from the same cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import Complaint
from freelance_comm.domain.feedback import Feedback
from freelance_comm.domain.message import Direction, MessageKind
from freelance_comm.domain.promise import PromiseState
from freelance_comm.domain.record import Record
from freelance_comm.domain.regular import Idea
from freelance_comm.domain.text_safety import show
from freelance_comm.services import plots, promise_views
from freelance_comm.text.day_names import month_alone
from freelance_comm.text.sums import plain_money

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

DONE, LATE, OPEN, NOW = "✓", "×", "○", "▶"
_WEIGHT = {DONE: 1, OPEN: 2, LATE: 3}
"""Which sign is seen where several fall into one cell."""
_MOST_COUNTED = 9
"""So many messages in one place are counted in one cell."""
_MORE = "+"
_PROMISE_SIGNS = {
    PromiseState.KEPT: DONE,
    PromiseState.EARLY: DONE,
    PromiseState.LATE: LATE,
    PromiseState.OPEN: OPEN,
}
_MONTHS_NAMED = 550
"""Days up to which a scale names months; longer ones name years."""
_GAP = 2


class Event(Record):
    """Something that happened on a day, or is to come: a sign, what kind of thing it is, and what it was."""

    day: date
    sign: str
    label: str
    words: str
    project_id: int | None = None


class Track(Record):
    """One line of the picture: what lasted from a day to a day, and what happened on a day, with its sign."""

    label: str
    lasted: tuple[tuple[date, date], ...] = ()
    signs: tuple[tuple[date, str], ...] = ()
    project_id: int | None = None


class Timeline(Record):
    """Everything about one client from ``first`` to ``last``, which lies after ``today`` where something is to come.

    ``events`` begin with the latest; ``words`` say in sentences what the picture shows.
    """

    client: Client
    first: date
    last: date
    today: date
    tracks: tuple[Track, ...]
    events: tuple[Event, ...]
    words: tuple[str, ...]


def timeline(desk: Desk, client: Client) -> Timeline:
    """Return what there has been with ``client``; a client of whom nothing is known has no tracks."""
    today = desk.today()
    mine = [one.project for one in desk.reader.summaries(closed=True) if one.project.client_id == client.id]
    files = [desk.reader.project(project.id) for project in mine]
    events = [
        *_projects(desk, files),
        *_promises(desk, client, files),
        *_money(desk, files),
        *_words(desk, client, files),
    ]
    spans = tuple(_span(desk, file, today) for file in files)
    tr = desk.tr
    tracks = [*spans, *_messages(desk, client)]
    for label in (tr.gettext("Promised"), tr.gettext("Money")):
        tracks.append(Track(label=label, signs=tuple((one.day, one.sign) for one in events if one.label == label)))
    tracks = [track for track in tracks if track.lasted or track.signs]
    days = [day for track in tracks for day in _days(track)]
    return Timeline(
        client=client,
        first=min(days, default=today),
        last=max([*days, today]),
        today=today,
        tracks=tuple(tracks),
        events=tuple(sorted(events, key=lambda one: one.day, reverse=True)),
        words=_said(desk, client),
    )


def drawn(track: Track, of: Timeline, width: int) -> str:
    """Return exactly ``width`` cells: what lasted is full, signs stand on their days, a line marks today.

    Where several messages stand in one place, their number does; "+" where they are ten or more.
    """
    cells = [" "] * width
    if of.last > of.today:
        cells[_place(of.today, of, width)] = plots.LINE
    for begin, end in track.lasted:
        for place in range(_place(begin, of, width), _place(end, of, width) + 1):
            cells[place] = plots.FULL
    written: dict[int, int] = {}
    for day, sign in track.signs:
        place = _place(day, of, width)
        if sign == plots.SHADED:
            written[place] = written.get(place, 0) + 1
            sign = _how_many(written[place])
        if _WEIGHT.get(sign, 0) >= _WEIGHT.get(cells[place], 0):
            cells[place] = sign
    return "".join(cells)


def _how_many(messages: int) -> str:
    return plots.SHADED if messages == 1 else str(messages) if messages <= _MOST_COUNTED else _MORE


def ruler(of: Timeline, width: int, tr: Translator) -> str:
    """Return the scale over the tracks: months, or years where there are many; as many as fit."""
    line = [" "] * width
    free = 0
    for day, name in _marks(of, tr):
        place = _place(day, of, width)
        if free <= place <= width - len(name):
            line[place : place + len(name)] = name
            free = place + len(name) + _GAP
    return "".join(line)


def legend(tr: Translator, pictures: Sequence[str]) -> str:
    """Return what the signs mean; of numbers only where ``pictures``, the tracks as drawn, have them."""
    drawn = "".join(pictures)
    signs = [
        (DONE, tr.gettext("done")),
        (LATE, tr.gettext("late")),
        (OPEN, tr.gettext("later, or open")),
        (plots.LINE, tr.gettext("today")),
    ]
    if any(sign.isdigit() for sign in drawn):
        signs.append((f"2–{_MOST_COUNTED}", tr.gettext("messages in one place")))
    if _MORE in drawn:
        signs.append((_MORE, tr.gettext("ten messages or more")))
    return "   ".join(f"{sign} {words}" for sign, words in signs)


def _place(day: date, of: Timeline, width: int) -> int:
    whole = (of.last - of.first).days or 1
    return min(max((day - of.first).days * (width - 1) // whole, 0), width - 1)


def _marks(of: Timeline, tr: Translator) -> Iterator[tuple[date, str]]:
    named = (of.last - of.first).days <= _MONTHS_NAMED
    if of.first.day > 1 or (not named and of.first.month > 1):
        yield of.first, month_alone(of.first, tr) if named else str(of.first.year)
    day = of.first.replace(day=1)
    while day <= of.last:
        if day >= of.first and (named or day.month == 1):
            yield day, str(day.year) if day.month == 1 else month_alone(day, tr)
        day = (day + timedelta(days=31)).replace(day=1)


def _days(track: Track) -> Iterator[date]:
    for begin, end in track.lasted:
        yield from (begin, end)
    yield from (day for day, _sign in track.signs)


def _span(desk: Desk, file: ProjectFile, today: date) -> Track:
    head = file.head
    begun = desk.calendar().local_date(head.created)
    return Track(label=show(head.name), lasted=((begun, max(head.closed_on or today, begun)),), project_id=head.id)


def _projects(desk: Desk, files: Iterable[ProjectFile]) -> Iterator[Event]:
    tr, calendar = desk.tr, desk.calendar()
    for file in files:
        head, name = file.head, show(file.head.name)
        yield Event(
            day=calendar.local_date(head.created),
            sign=NOW,
            label=tr.gettext("Project"),
            words=tr.gettext("{project} begins").format(project=name),
            project_id=head.id,
        )
        if head.closed_on is not None:
            words = tr.gettext("{project} is closed").format(project=name)
            yield Event(day=head.closed_on, sign=DONE, label=tr.gettext("Project"), words=words, project_id=head.id)


def _promises(desk: Desk, client: Client, files: Iterable[ProjectFile]) -> Iterator[Event]:
    known = [one for one in desk.reader.client_promises() if one.client_id == client.id]
    known += [promise for file in files for promise in file.promises]
    told = tuple(one for one in known if one.state in _PROMISE_SIGNS)
    calendar = desk.calendar()
    for view in promise_views.views(desk, told):
        promise = view.promise
        at = promise.due if promise.closed_at is None else promise.closed_at
        sign = _PROMISE_SIGNS[promise.state]
        yield Event(
            day=calendar.local_date(at),
            sign=LATE if sign == OPEN and promise.due < desk.now() else sign,
            label=desk.tr.gettext("Promised"),
            words=" · ".join(part for part in (show(promise.what), view.told or view.due_text) if part),
            project_id=promise.project_id,
        )


def _money(desk: Desk, files: Iterable[ProjectFile]) -> Iterator[Event]:
    tr, today = desk.tr, desk.today()
    for file in files:
        for one in file.instalments:
            for receipt in one.receipts:
                words = tr.gettext("{money} received").format(money=plain_money(receipt.amount, tr))
                yield _sum(tr, receipt.on, DONE, words, file)
            if one.open.amount > 0:
                words = tr.gettext("{money} due").format(money=plain_money(one.open, tr))
                yield _sum(tr, one.due, LATE if one.due < today else OPEN, words, file)


def _sum(tr: Translator, day: date, sign: str, words: str, file: ProjectFile) -> Event:
    words = f"{words} · {show(file.head.name)}"
    return Event(day=day, sign=sign, label=tr.gettext("Money"), words=words, project_id=file.head.id)


def _words(desk: Desk, client: Client, files: Iterable[ProjectFile]) -> Iterator[Event]:
    """Yield what they complained about, what they said, and what they got beyond what was agreed."""
    tr, calendar, reader = desk.tr, desk.calendar(), desk.reader
    for complaint in reader.of_clients(Complaint):
        if complaint.client_id == client.id:
            yield Event(
                day=calendar.local_date(complaint.raised_at),
                sign="●",
                label=tr.gettext("Complaint"),
                words=show(complaint.words),
                project_id=complaint.project_id,
            )
    for said in reader.of_clients(Feedback):
        if said.client_id == client.id:
            day = calendar.local_date(said.said_at)
            yield Event(day=day, sign="·", label=tr.gettext("What they said"), words=show(said.words))
    for idea in (*reader.of_clients(Idea), *(idea for file in files for idea in file.ideas)):
        if idea.client_id == client.id and idea.done_on is not None:
            yield Event(day=idea.done_on, sign=DONE, label=tr.gettext("Something extra"), words=show(idea.text))


def _messages(desk: Desk, client: Client) -> Iterator[Track]:
    calendar = desk.calendar()
    days: dict[Direction, list[date]] = {Direction.IN: [], Direction.OUT: []}
    for one in desk.reader.messages(date.min, date.max):
        if one.client_id == client.id and one.kind is MessageKind.PERSONAL:
            days[one.direction].append(calendar.local_date(one.at))
    for direction, label in (
        (Direction.IN, desk.tr.gettext("They wrote")),
        (Direction.OUT, desk.tr.gettext("You wrote")),
    ):
        yield Track(label=label, signs=tuple((day, plots.SHADED) for day in sorted(days[direction])))


def _said(desk: Desk, client: Client) -> tuple[str, ...]:
    from freelance_comm.services.regulars import FigureKind, health

    wanted = (FigureKind.WORK, FigureKind.PROMISES, FigureKind.MONEY, FigureKind.CONTACT)
    figures = {figure.kind: figure for one in health(desk, client=client) for figure in one.figures}
    told = [figures[kind] for kind in wanted if kind in figures]
    return tuple(f"{figure.title}: {figure.text}" for figure in told)
