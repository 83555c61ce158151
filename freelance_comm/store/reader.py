"""Reads a workspace: records and summaries, without a lock, never anything half written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from freelance_comm.store.decoding import records, records_of
from freelance_comm.store.mail_reading import MailReading
from freelance_comm.store.places import CLIENTS, MONTHLY, RUNNING, WORKSPACE, month_file, months_between

if TYPE_CHECKING:
    from decimal import Decimal

    from freelance_comm.domain.conversation import Conversation
    from freelance_comm.domain.errors import AppError
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client, Profile
    from freelance_comm.domain.progress import Progress
    from freelance_comm.domain.project_file import ProjectFile, ProjectSummary
    from freelance_comm.domain.project_work import ProjectWork
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.record import Record
    from freelance_comm.domain.time_entry import RunningTimer, TimeEntry
    from freelance_comm.store.folds import Folds
    from freelance_comm.store.intake import Intake
    from freelance_comm.store.inventory import Row
    from freelance_comm.store.rollup import RollUp
    from freelance_comm.store.source import View
    from freelance_comm.store.summaries import Summaries
    from freelance_comm.store.views import ClientName, ClosedGlimpse, ProjectName
    from freelance_comm.store.works import Works

R = TypeVar("R", bound="Record")


class Derived:
    """The derived summaries of a workspace, made when first asked for."""

    def __init__(self, view: View, *, keep: bool) -> None:
        self._view = view
        self._keep = self.keeps = keep
        self._summaries: Summaries | None = None
        self._rollup: RollUp | None = None
        self._folds: Folds | None = None
        self._works: Works | None = None

    @property
    def summaries(self) -> Summaries:
        """The rows of projects."""
        if self._summaries is None:
            from freelance_comm.store.summaries import Summaries

            self._summaries = Summaries(self._view, keep=self._keep)
        return self._summaries

    @property
    def rollup(self) -> RollUp:
        """Time by project and month."""
        if self._rollup is None:
            from freelance_comm.store.rollup import RollUp

            self._rollup = RollUp(self._view, keep=self._keep)
        return self._rollup

    @property
    def folds(self) -> Folds:
        """Conversations."""
        if self._folds is None:
            from freelance_comm.store.folds import Folds

            self._folds = Folds(self._view, keep=self._keep)
        return self._folds

    @property
    def works(self) -> Works:
        """What forecasts need of projects."""
        if self._works is None:
            from freelance_comm.store.works import Works

            self._works = Works(self._view, keep=self._keep)
        return self._works

    def problems(self) -> dict[str, AppError]:
        """Return what could not be read while summing up, by file."""
        result: dict[str, AppError] = {}
        for part in (self._summaries, self._rollup, self._folds, self._works):
            if part is not None:
                result |= part.problems
        return result


class Reader(MailReading):
    """Reads what is stored now, again where a file changed. Damaged files raise ``DataDamaged`` when they are needed;
    those that only feed summaries are left out and reported by ``notices``."""

    def __init__(self, view: View, derived: Derived) -> None:
        self._view = view
        self._derived = derived

    def profile(self) -> Profile | None:
        """Return the freelancer's profile, ``None`` before the first run is done."""
        from freelance_comm.domain.people import Profile

        loaded = self._view.load(WORKSPACE)
        if loaded is None or "1" not in loaded.tables.get("profile", {}):
            return None
        if "profile" not in loaded.records:
            from freelance_comm.store.decoding import one

            loaded.records["profile"] = one(loaded, Profile, "profile", "1")
        profile: Profile = loaded.records["profile"]
        return profile.but(signatures=dict(profile.signatures))

    def clients(self) -> tuple[Client, ...]:
        """Return all clients, archived ones too, in the order in which they were added."""
        from freelance_comm.domain.people import Client

        return self._records(CLIENTS, Client)

    def client_names(self) -> tuple[ClientName, ...]:
        """Return enough of all clients to find them by name or reference, without loading more."""
        from freelance_comm.store.decoding import names

        loaded = self._view.load(CLIENTS)
        return names(loaded) if loaded is not None else ()

    def client_promises(self) -> tuple[Promise, ...]:
        """Return the promises that belong to no project, oldest first."""
        from freelance_comm.domain.promise import Promise

        return self._records(CLIENTS, Promise)

    def client_tables(self) -> frozenset[str]:
        """Return the names of the tables that lie with the clients and hold anything, without decoding a record."""
        loaded = self._view.load(CLIENTS)
        return frozenset(name for name, table in loaded.tables.items() if table) if loaded is not None else frozenset()

    def of_clients(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a kind that lie with the clients and belong to no project, oldest first."""
        return self._records(CLIENTS, kind)

    def project_names(self, *, closed: bool = False) -> tuple[ProjectName, ...]:
        """Return enough of the open projects, with ``closed`` of all, to find them by name or reference."""
        return self._derived.summaries.names(closed=closed)

    def summaries(self, *, closed: bool = False) -> tuple[ProjectSummary, ...]:
        """Return the summaries of the open projects, with ``closed`` of all, oldest first."""
        return self._derived.summaries.summaries(closed=closed)

    def summaries_with_open_ends(self, matters: Callable[[ClosedGlimpse], bool]) -> tuple[ProjectSummary, ...]:
        """Return the summaries of the open projects and of those in the archive that ``matters`` picks, oldest first.

        Those in the archive are only looked at before: what a long history holds costs next to nothing.
        """
        return self._derived.summaries.with_open_ends(matters)

    def quoted_hours(self, project_id: int) -> Decimal | None:
        """Return the hours quoted for an open project, None where none are."""
        return self._derived.summaries.quoted_hours(project_id)

    def closed_ids(self) -> frozenset[int]:
        """Return the ids of the projects in the archive."""
        return self._derived.summaries.closed_ids()

    def project(self, project_id: int) -> ProjectFile:
        """Return everything in a project's file, open or closed. Raises ``NotFound``, ``DataDamaged``."""
        from freelance_comm.store.decoding import project_parts
        from freelance_comm.store.places import unknown_project

        file = self._view.project_file(project_id)
        loaded = self._view.load(file) if file is not None else None
        if loaded is None:
            raise unknown_project(project_id)
        return project_parts(loaded)

    def entries(self, first: date, last: date, project_id: int | None = None) -> tuple[TimeEntry, ...]:
        """Return the entries that touch the local days ``first`` to ``last``, both inclusive, in order of their days.

        An entry begun before ``first`` belongs to them if it reaches in, in the zone it was made in.
        """
        found: list[TimeEntry] = []
        for month in self._derived.rollup.months_touching(first, last):
            for entry in self._entries(month, project_id):
                if entry.day <= last and (entry.day >= first or _last_day(entry) >= first):
                    found.append(entry)
        return tuple(sorted(found, key=_entry_order))

    def entries_by_month(
        self, first: date, last: date, *, unbilled: bool = False, progress: Progress | None = None
    ) -> Iterator[tuple[TimeEntry, ...]]:
        """Yield by month what may touch these local days; ``unbilled`` passes over months that are all billed.

        ``progress`` is told of months.
        """
        from freelance_comm.domain.progress import counted

        rollup = self._derived.rollup
        months = rollup.months_unbilled(first, last) if unbilled else rollup.months_touching(first, last)
        for month in counted(months, progress, every=1):
            yield self._entries(month, None)
            if month not in months[-2:]:
                self._view.forget(month_file("time", month))

    def all_entries(self, project_id: int) -> tuple[TimeEntry, ...]:
        """Return all entries of a project, in order of their days; opens only the months that hold any."""
        found: list[TimeEntry] = []
        for month in self._derived.rollup.months_with(project_id):
            found.extend(self._entries(month, project_id))
        return tuple(sorted(found, key=_entry_order))

    def seconds_spent(self) -> dict[int, Decimal]:
        """Return the exact seconds of each project over all months, from the derived roll-up."""
        return self._derived.rollup.seconds()

    def works(self) -> tuple[ProjectWork, ...]:
        """Return what forecasts need of all projects, open and closed, oldest first; opens no closed project anew."""
        return self._derived.works.all()

    def foreseen(self, asked: list[Any]) -> list[Any] | None:
        """Return what was kept as the answer to ``asked`` (plain values) while nothing stored has changed, or None."""
        from freelance_comm.store.foreseen import kept

        return kept(self._view, asked)

    def keep_foreseen(self, asked: list[Any], answer: list[Any]) -> None:
        """Keep an answer that follows from everything stored, until anything changes."""
        from freelance_comm.store.foreseen import keep

        if self._derived.keeps:
            keep(self._view, asked, answer)

    def spent(self) -> tuple[dict[int, Decimal], dict[int, date]]:
        """Return the exact seconds of each project over all months, and its first day; looked up at once."""
        return self._derived.rollup.spent()

    def first_days(self) -> dict[int, date]:
        """Return the first day on which time was logged for each project, from the derived roll-up."""
        return self._derived.rollup.first_days()

    @property
    def time_totals(self) -> RollUp:
        """Sums over all months of time."""
        return self._derived.rollup

    def timer(self) -> RunningTimer | None:
        """Return the timer that runs, ``None`` if none does."""
        from freelance_comm.domain.time_entry import RunningTimer

        running = self._records(RUNNING, RunningTimer)
        return running[0] if running else None

    def messages(self, first: date, last: date) -> tuple[Message, ...]:
        """Return the messages of the UTC days ``first`` to ``last``, both inclusive, in order of time."""
        from freelance_comm.domain.message import Message

        begin, end = months_between(first, last)
        found: list[Message] = []
        for month in self._view.months("messages"):
            if begin <= month <= end:
                messages = self._records(month_file("messages", month), Message)
                found.extend(one for one in messages if first <= one.at.astimezone(UTC).date() <= last)
        return tuple(sorted(found, key=lambda one: (one.at, one.id)))

    def conversations(self) -> tuple[Conversation, ...]:
        """Return the conversations that wait for somebody or are recent, and the last one of each client."""
        return self._derived.folds.conversations()

    def source_ids(self, kind: type[Record], months: Iterable[str]) -> set[str]:
        """Return the ids of the sources of time entries or messages (``kind``) in ``months`` (YYYY-MM)."""
        folder, table = MONTHLY[kind.__name__]
        result: set[str] = set()
        for month in months:
            loaded = self._view.load(month_file(folder, month))
            if loaded is not None:
                result.update(str(document.get("source_id", "")) for document in loaded.tables.get(table, {}).values())
        result.discard("")
        return result

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """Yield every record as it is stored, whatever its kind. Raises ``DataDamaged``, ``NewerData``.

        ``progress`` is told of files.
        """
        from freelance_comm.store.inventory import stored

        return stored(self._view, progress=progress)

    def intake(self) -> Intake:
        """Return what decides which records from elsewhere are new here. Raises ``DataDamaged``, ``NewerData``."""
        from freelance_comm.store.intake import Intake

        return Intake(self._view)

    def unreadable(self) -> tuple[AppError, ...]:
        """Return what could not be read while projects, times and messages were summed up, and what is missing."""
        from freelance_comm.store.notices import missing

        return tuple((missing(self._view, self._view.folder.known_files()) | self._derived.problems()).values())

    def notices(self) -> tuple[AppError, ...]:
        """Return what is worth saying about the files: unreadable ones, copies of sync clients, changes by hand.

        What this process did to all files at once comes first.
        """
        from freelance_comm.store.notices import gathered

        return (*self._view.announced, *gathered(self._view, self._derived.problems()))

    def _entries(self, month: str, project_id: int | None) -> tuple[TimeEntry, ...]:
        from freelance_comm.domain.time_entry import TimeEntry

        loaded = self._view.load(month_file("time", month))
        if loaded is None:
            return ()
        return records(loaded, TimeEntry) if project_id is None else records_of(loaded, TimeEntry, project_id)


def _entry_order(entry: TimeEntry) -> tuple[date, datetime, int]:
    return (entry.day, entry.started or datetime.min.replace(tzinfo=UTC), entry.id)


def _last_day(entry: TimeEntry) -> date:
    if entry.ended is None:
        return entry.day
    from freelance_comm.domain.errors import BadValue
    from freelance_comm.domain.zones import zone_of

    try:
        zone = zone_of(entry.zone)
    except BadValue:
        return entry.day
    return (entry.ended - timedelta(microseconds=1)).astimezone(zone).date()
