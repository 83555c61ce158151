"""Writes a workspace as ten years of work leave it, to measure with.

    python -m tests.benchmarks.history --entries 100000 --projects 400 DIR

The same numbers give the same bytes. Files are written through the store's own codec and serialiser, but each only
once and without lock, history and syncing, which is why a hundred thousand entries take seconds. At the end the store
reads the workspace once, so that its derived state is there as it would be in a workspace that has grown.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
from collections import defaultdict
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from freelance_comm.domain.message import Direction, Message
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, Receipt, TermsKind
from freelance_comm.domain.people import Client, Contact, Profile, WorkingHours
from freelance_comm.domain.project import Passage, Project, ProjectState, Requirement, SentDraft, Step, StepKind
from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState, Unit
from freelance_comm.domain.record import Record
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.stages.registry import STAGE_IDS
from freelance_comm.store import Workspace, codec, document, places
from freelance_comm.store.document import Tables

FIRST_DAY = date(2016, 3, 1)
LAST_DAY = date(2026, 2, 27)
NOW = datetime(2026, 2, 27, 15, 0, tzinfo=UTC)
"""The moment at which the ten years end; measure with ``--now`` set to it to see a working afternoon."""
ZONE = "UTC"
LONGEST_PROJECT = 30
"""Days that a project lasts at least; with few projects they last longer, so that there is always work."""
LONGEST_SILENCE = 60
"""Working days after the last project of a client, after which the client is put aside."""
MESSAGES_PER_PROJECT = 12
_NOTES = (
    "pagina de start",
    "corecturi după apel",
    "перевод главы",
    "relecture",
    "booking form",
    "call about the schedule",
)
_NAMES = ("Ana Petrescu", "Мария Иванова", "Atelier Roux", "Bélanger Photo", "Studio Vasile", "North Mill Books")
_WORK = ("Landing page", "Третья глава", "Site vitrine", "Broșură", "Annual report", "Product photos")


class History:
    """Ten years in the making: files as tables, filled record by record."""

    def __init__(self, entries: int, projects: int) -> None:
        self.files: dict[str, Tables] = defaultdict(document.new_tables)
        self._random = random.Random(entries * 1_000_003 + projects)
        self._last_id = 0
        self._counters: dict[tuple[str, int], int] = {}
        self._days = [
            day
            for day in (FIRST_DAY + timedelta(days=n) for n in range((LAST_DAY - FIRST_DAY).days + 1))
            if day.weekday() < 5
        ]
        self._spacing = len(self._days) / projects
        self._span = max(LONGEST_PROJECT, int(3 * self._spacing) + 1)
        self._clients: list[Client] = []
        self._projects: list[Project] = []
        self._write_people(max(1, projects // 4), projects)
        for number in range(projects):
            self._write_project(number)
        self._write_entries(entries)
        self.files[places.WORKSPACE]["counters"] = {
            str(number): {"letter": letter, "year": year, "last": last}
            for number, ((letter, year), last) in enumerate(sorted(self._counters.items()), 1)
        }

    def new_id(self, at: datetime) -> int:
        """Return an id as the store would have given it out at ``at``."""
        self._last_id = max(self._last_id + 1, int(at.timestamp() * 1000) << 11)
        return self._last_id

    def put(self, file: str, record: Any, *, table: str = "") -> None:
        """Put a record into its table of a file."""
        name = table or places.table_of(type(record))
        self.files[file].setdefault(name, {})[str(record.id)] = codec.shape(type(record)).plain(record)

    def ref(self, letter: str, year: int) -> str:
        """Return the next short reference of a year."""
        number = self._counters[letter, year] = self._counters.get((letter, year), 0) + 1
        return f"{letter}-{year}-{number:03}"

    def _write_people(self, count: int, projects: int) -> None:
        profile = Profile(name="Ilinca Marin", currency="EUR", hours=WorkingHours(zone=ZONE), welcomed=True)
        self.files[places.WORKSPACE]["profile"] = {"1": codec.shape(Profile).plain(profile)}
        for number in range(count):
            at = moment(FIRST_DAY, 8)
            name = f"{_NAMES[number % len(_NAMES)]} {number + 1}"
            latest = projects - 1 - (projects - 1 - number) % count
            parted = int(latest * self._spacing) + self._span + LONGEST_SILENCE
            client = Client(
                id=self.new_id(at),
                ref=self.ref("C", at.year),
                name=name,
                created=at,
                language=("ro", "ru", "fr", "en")[number % 4],
                zone=ZONE,
                currency="EUR",
                contacts=(Contact(name=name, email=f"client{number + 1}@example.org"),),
                archived_on=self._days[parted] if parted < len(self._days) else None,
            )
            self._clients.append(client)
            self.put(places.CLIENTS, client)

    def _write_project(self, number: int) -> None:
        begun = int(number * self._spacing)
        finished = begun + self._span
        start = self._days[begun]
        at = moment(start, 9)
        closed_on = self._days[finished] if finished < len(self._days) else None
        project = Project(
            id=self.new_id(at),
            ref=self.ref("P", start.year),
            name=f"{_WORK[number % len(_WORK)]} {number + 1}",
            client_id=self._clients[number % len(self._clients)].id,
            created=at,
            currency="EUR",
            stage="closing" if closed_on else "work",
            state=ProjectState.CLOSED if closed_on else ProjectState.OPEN,
            closed_on=closed_on,
            terms_kind=TermsKind.DEPOSIT,
        )
        self._projects.append(project)
        file = places.project_file(project.name, project.id)
        if closed_on:
            file = f"{places.ARCHIVE}/{closed_on.year}/{Path(file).name}"
        self.put(file, project)
        for record in self._belongings(project, start, closed_on):
            self.put(file, record)
        self._write_messages(project, begun, min(finished, len(self._days)))

    def _belongings(self, project: Project, start: date, closed_on: date | None) -> list[Record]:
        """Return what a project file holds beside its head."""
        at = moment(start, 10)
        due = closed_on or LAST_DAY + timedelta(days=14)
        hours = Decimal(self._random.randint(8, 80))
        price = Money(amount=Decimal(45), currency="EUR")
        item = LineItem(description="Work", unit=Unit.HOUR, quantity=hours, unit_price=price)
        half = price.times(hours / 2)
        paid = (Receipt(on=due, amount=half),) if closed_on else ()
        quote = Quote(
            id=self.new_id(at),
            ref=self.ref("Q", start.year),
            created=at,
            currency="EUR",
            options=(QuoteOption(items=(item,)),),
            reason="Two drafts and one round of corrections.",
            state=QuoteState.ACCEPTED,
            sent_at=at,
            decided_on=start,
        )
        promise = Promise(
            id=self.new_id(at),
            client_id=project.client_id,
            project_id=project.id,
            what="the whole work",
            made_at=at,
            due=moment(due, 16),
            nudge_at=moment(due, 9),
            zone=ZONE,
            state=PromiseState.KEPT if closed_on else PromiseState.OPEN,
            closed_at=moment(due, 12) if closed_on else None,
        )
        walked = STAGE_IDS[: STAGE_IDS.index(project.stage) + 1]
        texts = ("what was asked first", "what was asked next", "what was asked last")
        return [
            *(Requirement(id=self.new_id(at), text=text, said_on=start, done_on=closed_on) for text in texts),
            quote,
            Instalment(id=self.new_id(at), label="deposit", amount=half, due=start, receipts=paid),
            Instalment(id=self.new_id(at), label="rest", amount=half, due=due, receipts=paid),
            promise,
            Step(id=self.new_id(at), kind=StepKind.MINE, text="the next part", added=at, done_at=promise.closed_at),
            *(Passage(id=self.new_id(at), at=at, origin=origin, target=target) for origin, target in pairwise(walked)),
            SentDraft(
                id=self.new_id(at),
                at=at + timedelta(days=7),
                template="work/progress-report",
                period_start=start,
                period_end=start + timedelta(days=6),
            ),
        ]

    def _write_messages(self, project: Project, begun: int, finished: int) -> None:
        for number in range(MESSAGES_PER_PROJECT):
            day = self._days[begun + number * (finished - begun) // MESSAGES_PER_PROJECT]
            at = moment(day, 9) + timedelta(minutes=self._random.randint(0, 300))
            for direction, later in ((Direction.IN, timedelta()), (Direction.OUT, timedelta(minutes=95))):
                message = Message(
                    id=self.new_id(at + later),
                    client_id=project.client_id,
                    project_id=project.id,
                    direction=direction,
                    at=at + later,
                    subject=project.name,
                    excerpt="Am putea muta lansarea pe joi?",
                )
                self.put(places.month_file("messages", places.month_of(message)), message)

    def _write_entries(self, count: int) -> None:
        """Spread the entries over the working days, one after another within eight hours."""
        slot = timedelta(seconds=max(60, 28_800 // (count // len(self._days) + 1) // 60 * 60))
        shape = codec.shape(TimeEntry)
        before, at = -1, moment(FIRST_DAY, 9)
        for number in range(count):
            index = number * len(self._days) // count
            at = moment(self._days[index], 9) if index != before else at + slot
            before = index
            clocked = number % 10 != 9
            entry = TimeEntry(
                id=self.new_id(at),
                project_id=self._at_work(index).id,
                day=self._days[index],
                seconds=Decimal(slot.seconds),
                zone=ZONE,
                note=_NOTES[number % len(_NOTES)],
                started=at if clocked else None,
                ended=at + slot if clocked else None,
            )
            file = places.month_file("time", places.month_of(entry))
            self.files[file].setdefault("entries", {})[str(entry.id)] = shape.plain(entry)

    def _at_work(self, index: int) -> Project:
        """Return one of the projects that are under way on a working day."""
        newest = min(int(index / self._spacing), len(self._projects) - 1)
        oldest = max(0, int((index - self._span) / self._spacing) + 1)
        return self._projects[self._random.randint(min(oldest, newest), newest)]


def moment(day: date, hour: int) -> datetime:
    """Return a full hour of a day, UTC."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


def write(folder: Path, *, entries: int, projects: int) -> int:
    """Write the workspace into ``folder``, which must be empty or absent; return how many files it has."""
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty")
    history = History(entries, projects)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, tables in history.files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(document.dump(tables))
    _derive(Workspace(folder))
    return len(history.files)


def _derive(workspace: Workspace) -> None:
    """Let the store work out what it derives, and know the highest id, as in a workspace that has grown."""
    reader = workspace.reader()
    reader.summaries(closed=True)
    reader.seconds_spent()
    reader.conversations()
    with workspace.change(NOW) as change:
        change.new_id()


def keep_last_month(folder: Path, copy: Path) -> None:
    """Write a copy of a workspace with the same work under way and only the last month of what is past."""
    last = LAST_DAY.strftime("%Y-%m")
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".state", places.ARCHIVE))
    for part in places.PARTITIONED:
        for path in (copy / part).iterdir():
            if path.stem != last:
                path.unlink()
    _derive(Workspace(copy))


def main(words: list[str]) -> int:
    """Write a workspace as the command line says."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.history", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--entries", type=int, default=100_000, help="time entries")
    parser.add_argument("--projects", type=int, default=400, help="projects; most of them closed")
    parser.add_argument("folder", type=Path, metavar="DIR", help="an empty folder, or one to be made")
    chosen = parser.parse_args(words)
    if chosen.entries < 0 or chosen.projects < 1:
        parser.error("there must be at least one project and no negative number of entries")
    try:
        files = write(chosen.folder, entries=chosen.entries, projects=chosen.projects)
    except FileExistsError as error:
        parser.error(str(error))
    sys.stdout.write(f"{files} files in {chosen.folder}; the ten years end at {NOW.isoformat()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
