"""Takes in the time of other tools: looked at first, then all of it in one change that one undo takes back.

What was taken in before is found again by its source, wherever it was moved and however it was edited since; the same
stretch of time on the same project is never written down twice, whoever wrote it first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.domain.time_entry import DAY_SECONDS, TimeEntry
from freelance_comm.services.time_found import Found, LeftOut, Problem, ReadAs, TimeFormat
from freelance_comm.services.time_known import Known
from freelance_comm.services.time_names import Fate, Names, Target, Wishes
from freelance_comm.services.time_new_places import NewPlaces
from freelance_comm.services.time_tidied import tidied

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

MOST_ENTRIES = 200_000
KEPT = 200
"""Problems, and entries to show, that are kept."""
SHOWN = 20
OTHER_PERSON = N_("somebody else's")
UNWANTED = N_("left out, as you asked")


class Order(Record):
    """What is wanted of an import. ``person`` takes the entries of one person alone where a file has several."""

    wishes: Wishes = Wishes()
    wanted: TimeFormat | None = None
    zone: str = ""
    dates: str = ""
    decimal: str = ""
    delimiter: str = ""
    encoding: str = "utf-8"
    person: str = ""
    skip_bad: bool = False


class NameLine(Record):
    """What they call a project, how much time there is under that name, and where it goes."""

    target: Target
    count: int
    seconds: Decimal
    rates: tuple[str, ...] = ()


class Reason(Record):
    """Why entries are left out (a msgid), and how many."""

    reason: str
    count: int


class Seen(Record):
    """What an import would do, or has done (``done``). ``count`` entries of ``seconds`` (exact) are new.

    ``present`` are there already from an earlier import, ``changed`` of them say something else now (what is stored
    stays); ``alike`` are the same stretch of time on the same project that is there from elsewhere. ``long`` last more
    than a day. ``names`` are in the order of time under them; ``unknown`` those nobody has decided about.
    """

    file: str
    format: str
    zone: str
    is_table: bool
    done: bool
    count: int
    seconds: Decimal
    first: date | None
    last: date | None
    names: tuple[NameLine, ...]
    tags: tuple[str, ...]
    people: tuple[str, ...]
    present: int
    changed: int
    alike: int
    long: int
    billed: int
    not_billable: int
    left_out: tuple[Reason, ...]
    error_count: int
    errors: tuple[Problem, ...]
    unused: tuple[str, ...]
    entries: tuple[TimeEntry, ...] = ()
    new_clients: tuple[str, ...] = ()
    new_projects: tuple[str, ...] = ()

    @property
    def unknown(self) -> tuple[NameLine, ...]:
        """The names nobody has decided about."""
        return tuple(line for line in self.names if line.target.fate is Fate.UNKNOWN)


def look(desk: Desk, path: Path, order: Order, tell: Callable[[int], None] | None = None) -> Seen:
    """Return what taking in ``path`` would do; nothing is stored. ``tell`` hears how many entries were read."""
    gathered = _Gathered(desk, path, order, tell)
    gathered.known = Known(desk.reader)
    gathered.fresh()
    return gathered.seen(done=False)


def take_in(desk: Desk, path: Path, order: Order, tell: Callable[[int], None] | None = None) -> Seen:
    """Take in what is new in ``path``, with the clients and projects it needs, in one change.

    Raises ``BadValue`` with file, place and reason where an entry makes no sense and ``order`` does not leave such
    entries out, ``NotFound`` where a name is nobody's; then nothing is stored.
    """
    gathered = _Gathered(desk, path, order, tell)
    gathered.refuse()
    with desk.change() as change:
        gathered.known = Known(change)
        fresh = gathered.fresh()
        if fresh:
            gathered.store(change, fresh)
    return gathered.seen(done=True)


class _Gathered:
    """What was found in one file, and where it goes."""

    def __init__(self, desk: Desk, path: Path, order: Order, tell: Callable[[int], None] | None) -> None:
        from freelance_comm.domain.zones import check_zone
        from freelance_comm.services.time_formats import recognised

        self._desk = desk
        self._order = order
        self.zone = check_zone(order.zone) if order.zone else desk.zone
        read_as = ReadAs(
            zone=self.zone,
            now=desk.now(),
            dates=order.dates,
            decimal=order.decimal,
            delimiter=order.delimiter,
            encoding=order.encoding,
        )
        opened = recognised(path, read_as, order.wanted)
        self.file, self.kind, self.is_table = opened.file, opened.kind, opened.is_table
        self.names = Names(desk, order.wishes)
        self.entries: list[tuple[Found, Target]] = []
        self.errors: list[Problem] = []
        self.error_count = 0
        self.people: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._by_name: dict[tuple[str, str, Fate, int], list[Any]] = {}
        self.new_places = NewPlaces()
        self._listed: tuple[TimeEntry, ...] = ()
        for count, one in enumerate(opened.read(), start=1):
            if count > MOST_ENTRIES:
                raise BadValue(
                    N_("{file} has too many entries (at most {limit})."),
                    hint=N_("Split it up, for example by year."),
                    file=self.file,
                    limit=MOST_ENTRIES,
                )
            self._take(one)
            if tell is not None and count % 500 == 0:
                tell(count)
        self.known: Known

    def _take(self, one: Found | LeftOut | Problem) -> None:
        if isinstance(one, LeftOut):
            self._reasons[one.reason] += 1
            return
        if isinstance(one, Found):
            self.people[one.person] += 1
            if self._order.person and name_key(self._order.person) not in name_key(one.person):
                self._reasons[OTHER_PERSON] += 1
                return
            target = self.names.target(one)
            checked = tidied(self._desk, one, target)
            if isinstance(checked, Found):
                self._count(checked, target)
                return
            one = checked
        self.error_count += 1
        if len(self.errors) < KEPT:
            self.errors.append(one)

    def _count(self, found: Found, target: Target) -> None:
        line = self._by_name.setdefault(
            (name_key(target.name), name_key(target.client), target.fate, target.project_id),
            [target, 0, Decimal(0), {}],
        )
        line[1] += 1
        line[2] += found.seconds
        if found.rate:
            line[3][found.rate] = None
        if target.fate is Fate.LEFT_OUT:
            self._reasons[UNWANTED] += 1
        else:
            self.entries.append((found, target))

    def refuse(self) -> None:
        """Raise what stands in the way of taking it in."""
        if self.errors and not self._order.skip_bad:
            raise self._refused()
        unknown = [line[0] for line in self._by_name.values() if line[0].fate is Fate.UNKNOWN]
        if unknown:
            nameless = self._desk.tr.gettext("(no project)")
            names = [f"“{show(target.name)[:40]}”" if target.name else nameless for target in unknown]
            raise NotFound(
                N_("{file}: you have not said which of your projects these are: {names}."),
                hint=N_(
                    "Take a look with --dry-run; then use --map “NAME=PROJECT”, --project PROJECT for all, or --create."
                ),
                fate=N_("Nothing was imported."),
                file=self.file,
                names=", ".join(names[:6]) + (" …" if len(names) > 6 else ""),
            )

    def _refused(self) -> BadValue:
        return BadValue(
            N_("{file}, {problem} (bad entries: {count})"),
            hint=N_("Correct it, or leave such entries out with --skip-bad; --dry-run lists them."),
            fate=N_("Nothing was imported."),
            file=self.file,
            problem=self.errors[0].text(self._desk.tr),
            count=self.error_count,
        )

    def fresh(self) -> list[tuple[Found, Target]]:
        """Return what is not there yet."""
        return [(found, target) for found, target in self.entries if self.known.is_new(found, target.project_id)]

    def store(self, change: Change, fresh: list[tuple[Found, Target]]) -> None:
        """Write down what is new."""
        desk = self._desk
        kept: list[TimeEntry] = []
        for found, target in fresh:
            project_id = self.new_places.project(desk, change, target) if target.fate is Fate.NEW else target.project_id
            entry = _entry(found, change.new_id(), project_id, self.zone)
            change.add(entry)
            if len(kept) < SHOWN:
                kept.append(entry)
        self._listed = tuple(kept)

    def seen(self, *, done: bool) -> Seen:
        """Return the account of it all."""
        known = self.known
        fresh = known.new
        if not done:
            self._listed = tuple(
                _entry(found, 0, target.project_id, self.zone)
                for found, target in self.entries
                if found.source_id in known.new_ids
            )[:SHOWN]
        names = [
            NameLine(target=target, count=count, seconds=seconds, rates=tuple(rates))
            for target, count, seconds, rates in self._by_name.values()
        ]
        tags = Counter(tag for found, _ in self.entries for tag in found.tags)
        return Seen(
            file=self.file,
            format=self.kind.value,
            zone=self.zone,
            is_table=self.is_table,
            done=done,
            count=len(fresh),
            seconds=sum((found.seconds for found in fresh), Decimal(0)),
            first=min((found.day for found in fresh), default=None),
            last=max((found.day for found in fresh), default=None),
            names=tuple(sorted(names, key=lambda line: (line.target.fate is not Fate.UNKNOWN, -line.seconds))),
            tags=tuple(tag for tag, _ in tags.most_common(KEPT)),
            people=tuple(filter(None, self.people)),
            present=known.present,
            changed=known.changed,
            alike=known.alike,
            long=sum(found.seconds > DAY_SECONDS for found in fresh),
            billed=sum(found.billed_on is not None for found in fresh),
            not_billable=sum(not found.billable for found in fresh),
            left_out=tuple(Reason(reason=reason, count=count) for reason, count in self._reasons.most_common()),
            error_count=self.error_count,
            errors=tuple(self.errors),
            unused=self.names.unused(self._order.wishes),
            entries=self._listed,
            **(self._made() if done else self._to_be_made(names)),
        )

    def _made(self) -> dict[str, Any]:
        return {"new_clients": tuple(self.new_places.clients), "new_projects": tuple(self.new_places.names)}

    def _to_be_made(self, lines: list[NameLine]) -> dict[str, Any]:
        made = [line.target for line in lines if line.target.fate is Fate.NEW]
        clients = (target.client_name for target in made if not self.names.has_client(target.client_name))
        return {
            "new_clients": tuple(dict.fromkeys(clients)),
            "new_projects": tuple(dict.fromkeys(target.project_name for target in made)),
        }


def _entry(found: Found, number: int, project_id: int, zone: str) -> TimeEntry:
    return TimeEntry(
        id=number,
        project_id=project_id,
        day=found.day,
        seconds=found.seconds,
        zone=found.zone or zone,
        note=found.note,
        started=found.started,
        ended=found.ended,
        source_id=found.source_id,
        tags=found.tags,
        billable=found.billable,
        billed_on=found.billed_on,
    )
