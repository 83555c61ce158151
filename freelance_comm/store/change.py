"""One change of a workspace: edits gathered in memory under the lock, put in place together or not at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import EditConflict, NotSaved, SavedThenInterrupted
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.store import places
from freelance_comm.store.codec import shape
from freelance_comm.store.commit import Commit
from freelance_comm.store.decoding import one
from freelance_comm.store.ids import highest_id, next_id
from freelance_comm.store.journal import note, noted_files
from freelance_comm.store.lock import Lock
from freelance_comm.store.reader import Derived, Reader
from freelance_comm.store.recovery import recover, sweep
from freelance_comm.store.staging import Staging

if TYPE_CHECKING:
    from freelance_comm.domain.people import Profile
    from freelance_comm.domain.progress import Progress
    from freelance_comm.store.past import PastStep
    from freelance_comm.store.reversal import Clash
    from freelance_comm.store.source import Loaded, Source

_PROFILE = 1


class Change(Reader):
    """Edits a workspace. Its reading methods see its own edits; nothing is on disk before the block ends well."""

    def __init__(self, staging: Staging, lock: Lock, now: datetime) -> None:
        super().__init__(staging, Derived(staging, keep=False))
        self.now = now
        self.undoes: tuple[int, ...] = ()
        """The numbers of the earlier changes that this one takes back."""
        self._staging = staging
        self._lock = lock

    def new_id(self) -> int:
        """Return an id that no record has had: in the order of time, even where the clock stands still or goes back."""
        last = self._lock.last_id
        if last is None:
            last = highest_id(self._staging.folder)
        self._lock.last_id = next_id(self.now, last)
        return self._lock.last_id

    def next_ref(self, letter: str, year: int) -> str:
        """Return the next free reference, such as ``C-2026-001`` for a client, ``P-…`` a project, ``Q-…`` a quote."""
        content = self._staging.stage(places.WORKSPACE)
        counters = content.tables_now.get("counters", {})
        found = next(
            (key for key, kept in counters.items() if kept.get("letter") == letter and kept.get("year") == year), None
        )
        taken = self._references(letter)
        number = int(counters[found].get("last", 0)) if found is not None else 0
        while f"{letter}-{year}-{(number := number + 1):03d}" in taken:
            continue
        document = {"letter": letter, "year": year, "last": number}
        if found is None:
            content.insert_document("counters", max(map(int, counters), default=0) + 1, document)
        else:
            content.replace_document("counters", int(found), {**counters[found], **document})
        return f"{letter}-{year}-{number:03d}"

    def add(self, record: Record, *, project_id: int | None = None) -> None:
        """Add a new record; parts of a project need its id. Raises ``NotFound``, ``EditConflict``."""
        file, table = self._place(record, project_id)
        content = self._staging.stage(file)
        present = content.tables_now.get(table, {})
        if type(record).__name__ == "RunningTimer" and present:
            raise self._timer_runs()
        number: int = record.__dict__["id"]
        if str(number) in present:
            raise EditConflict(
                N_("There is already a record with the number {number}."),
                hint=N_("Repeat the command."),
                number=number,
            )
        content.insert_document(table, number, _plain(record, file))

    def save(self, base: Record, new: Record, *, project_id: int | None = None) -> None:
        """Write what ``new`` changed of ``base`` over what is stored now, which somebody else may have changed.

        Raises ``EditConflict`` with the fields both changed, or with ``deleted`` where the record is gone.
        """
        kind, number = type(new), new.__dict__["id"]
        loaded, table = self._find(base, project_id)
        stored = one(loaded, kind, table, str(number))
        from freelance_comm.store.merge import merged, patched

        changes = merged(stored, base, new)
        if not changes:
            return
        file = loaded.file
        document = patched(loaded.tables[table][str(number)], kind, _storable(kind, changes, file))
        wanted, _ = self._place(stored.but(**changes), project_id)
        if wanted == file or kind.__name__ == "Project":
            self._staging.stage(file).replace_document(table, number, document)
            return
        self._staging.stage(file).remove_document(table, number)
        self._staging.stage(wanted).insert_document(table, number, document)

    def remove(self, record: Record, *, project_id: int | None = None) -> None:
        """Remove a record as it was read; removing a project removes its whole file.

        Raises ``EditConflict`` where it was changed or removed meanwhile: a change outweighs a removal.
        """
        kind, number = type(record), record.__dict__["id"]
        loaded, table = self._find(record, project_id)
        stored = one(loaded, kind, table, str(number))
        if stored != record:
            from freelance_comm.store.merge import conflict

            raise conflict(
                {
                    name: (value, stored.__dict__[name], None)
                    for name, value in record.values().items()
                    if stored.__dict__[name] != value
                }
            )
        if kind.__name__ == "Project":
            self._staging.move(loaded.file, None)
        else:
            self._staging.stage(loaded.file).remove_document(table, number)

    def save_profile(self, base: Profile | None, new: Profile) -> None:
        """Write the profile; ``base`` is the one the edit started from, ``None`` if there was none."""
        from freelance_comm.store.merge import conflict, merged, patched

        stored = self.profile()
        content = self._staging.stage(places.WORKSPACE)
        if stored is None:
            content.insert_document("profile", _PROFILE, _plain(new, places.WORKSPACE))
            return
        if base is None:
            fields = {
                name: (None, stored.__dict__[name], value)
                for name, value in new.values().items()
                if stored.__dict__[name] != value
            }
            if fields:
                raise conflict(fields)
            return
        changes = merged(stored, base, new)
        if changes:
            document = content.document("profile", _PROFILE) or {}
            storable = _storable(type(new), changes, places.WORKSPACE)
            content.replace_document("profile", _PROFILE, patched(document, type(new), storable))

    def archive(self, project_id: int, year: int) -> None:
        """Move a project's file to ``archive/<year>``. Raises ``NotFound``."""
        self._move(project_id, f"{places.ARCHIVE}/{year:04d}")

    def unarchive(self, project_id: int) -> None:
        """Move a project's file back to the open ones. Raises ``NotFound``."""
        self._move(project_id, places.PROJECTS)

    def take_back(self, step: PastStep, progress: Progress | None = None) -> tuple[Clash, ...]:
        """Put back what ``step`` changed. Returns what is not as the step left it: then the change must be given up.

        ``progress`` is told of files.
        """
        from freelance_comm.store.reversal import Reversal

        reversal = Reversal(self._staging)
        reversal.take_back(step, progress)
        self.undoes = step.numbers
        return tuple(reversal.clashes)

    def _move(self, project_id: int, folder: str) -> None:
        file = self._project_file(project_id)
        destination = f"{folder}/{file.rpartition('/')[2]}"
        if destination != file:
            self._staging.move(file, destination)

    def _references(self, letter: str) -> set[str]:
        if letter == "C":
            return {client.ref for client in self.client_names()}
        return self._derived.summaries.references()

    def _place(self, record: Record, project_id: int | None) -> tuple[str, str]:
        kind = type(record).__name__
        if kind in places.SINGLE:
            return places.SINGLE[kind]
        if kind in places.MONTHLY:
            folder, table = places.MONTHLY[kind]
            return places.month_file(folder, places.month_of(record)), table
        if kind == "Project":
            project: Any = record
            return places.project_file(project.name, project.id), places.PROJECT_TABLES[kind]
        if kind in places.OF_EITHER:
            project_id = record.__dict__["project_id"]
            if project_id is None:
                return places.CLIENTS, places.PROJECT_TABLES[kind]
        if project_id is None:
            raise TypeError(f"a {kind} needs the id of its project")
        return self._project_file(project_id), places.PROJECT_TABLES[kind]

    def _project_file(self, project_id: int) -> str:
        file = self._staging.project_file(project_id)
        if file is None:
            raise places.unknown_project(project_id)
        return file

    def _find(self, record: Record, project_id: int | None) -> tuple[Loaded, str]:
        """Return the file and table of a stored record, wherever another edit may have moved it."""
        kind, number = type(record).__name__, record.__dict__["id"]
        if kind == "Project":
            file, table = self._project_file(number), places.PROJECT_TABLES[kind]
        else:
            file, table = self._place(record, project_id)
        candidates = [file]
        if kind in places.MONTHLY:
            folder = places.MONTHLY[kind][0]
            candidates += [places.month_file(folder, month) for month in reversed(self._staging.months(folder))]
        for candidate in candidates:
            loaded = self._staging.load(candidate)
            if loaded is not None and str(number) in loaded.tables.get(table, {}):
                return loaded, table
        from freelance_comm.store.merge import deleted

        raise deleted()

    def _timer_runs(self) -> EditConflict:
        running = self.timer()
        return EditConflict(
            N_("A timer is already running; it was started from {owner}."),
            hint=N_("Stop it first, or switch to the other project."),
            owner=(running.owner if running is not None else "") or "?",
        )


class ChangeBlock:
    """The ``with`` block of a change: takes the lock, finishes what a crash left, and commits at a clean end."""

    def __init__(self, source: Source, lock: Lock, now: datetime, *, step: str = "", noted: bool = True) -> None:
        self._source = source
        self._lock = lock
        self._now = now
        self._step = step
        self._noted = noted
        self._change: Change | None = None

    def __enter__(self) -> Change:
        """Take the lock. Raises ``Busy``, ``NotSaved``."""
        self._lock.take()
        try:
            recover(self._source.folder)
            if self._lock.unfinished:
                sweep(self._source.folder)
                self._lock.unfinished = False
                self._lock.note()
            if self._source.is_outdated():
                from freelance_comm.store.upgrade import upgrade

                upgrade(self._source, self._lock, self._now)
            self._change = Change(Staging(self._source), self._lock, self._now)
        except BaseException:
            self._lock.release()
            raise
        return self._change

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit, or forget everything if the block failed. Raises ``NotSaved`` or ``Unconfirmed``."""
        try:
            if error is None and self._change is not None:
                self._commit(self._change)
        finally:
            self._change = None
            self._lock.release()

    def _commit(self, change: Change) -> None:
        staging = change._staging
        targets = staging.targets()
        if not targets:
            return
        commit = Commit(self._source.folder, targets)
        try:
            self._lock.unfinished = True
            self._lock.note()
            try:
                commit.run()
                self._remember(commit, staging)
                self._lock.unfinished = False
                with suppress(NotSaved):  # the next writer will look for leftovers in vain
                    self._lock.note()
            finally:
                if commit.decided and self._noted:
                    self._note(change)
        except KeyboardInterrupt as interrupt:
            if commit.decided:
                raise SavedThenInterrupted() from interrupt
            raise

    def _note(self, change: Change) -> None:
        folder, now = self._source.folder, self._now
        noted = noted_files(change._staging.edited())
        if noted:
            note(folder, noted, now=now, owner=self._lock.owner, step=self._step, undoes=change.undoes)
            folder.noted += not change.undoes

    def _remember(self, commit: Commit, staging: Staging) -> None:
        for target in commit.targets:
            if target.text is None or target.after is None or target.signature is None:
                self._source.forget(target.file)
            else:
                tables = staging.tables(target.file)
                self._source.remember(target.file, tables, target.signature, target.after, target.text)
        commit.register()


def _plain(record: Record, file: str) -> dict[str, Any]:
    try:
        return shape(type(record)).plain(record)
    except (ValueError, TypeError, ArithmeticError) as error:
        from freelance_comm.store.refusals import unserialisable

        raise unserialisable(file, str(error)) from error


def _storable(kind: type[Record], changes: dict[str, Any], file: str) -> dict[str, Any]:
    """Return ``changes`` after making sure that each can be stored."""
    try:
        for name, value in changes.items():
            shape(kind).encode_field(name, value)
    except (ValueError, TypeError, ArithmeticError) as error:
        from freelance_comm.store.refusals import unserialisable

        raise unserialisable(file, str(error)) from error
    return changes
