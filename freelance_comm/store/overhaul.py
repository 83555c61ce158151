"""Replaces whole files in one step, whatever they hold now: for repairs, restoring and migrations.

Apart from a change, which reads what it edits and therefore cannot touch a file that is damaged, or of another format.
"""

from __future__ import annotations

import os
from datetime import datetime
from types import TracebackType

from freelance_comm.domain.errors import DataDamaged, SavedThenInterrupted
from freelance_comm.store import redo
from freelance_comm.store.commit import Commit, Target
from freelance_comm.store.document import Tables, checked_dump, content_sum, parse
from freelance_comm.store.folder import DataFolder, Signature
from freelance_comm.store.journal import note, note_overhaul
from freelance_comm.store.lock import Lock
from freelance_comm.store.recovery import clear_staged, recover, sweep
from freelance_comm.store.source import Source
from freelance_comm.store.staged_files import StagedFiles


class Overhaul:
    """What is to become of files. Nothing is on disk before the block ends well; what a file held goes to its history.

    Files are named relative to the data folder. The last word on a file counts.
    """

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self._wanted: dict[str, bytes | None] = {}
        self._found: dict[str, tuple[bytes, Signature] | None] = {}
        self.staged = StagedFiles(folder)
        """Whole workspaces: many files of any size, which are on the disk before anything is decided."""

    def read(self, file: str) -> bytes | None:
        """Return what a file holds on disk, ``None`` if there is none; it may not change until the block ends."""
        if file not in self._found:
            self._found[file] = self.folder.read(file)
        found = self._found[file]
        return found[0] if found is not None else None

    def put(self, file: str, tables: Tables) -> None:
        """Let ``file`` hold ``tables``. Raises ``NotSaved`` for what would not read back equal."""
        self.put_text(file, checked_dump(tables, file))

    def put_text(self, file: str, text: bytes) -> None:
        """Let ``file`` hold ``text`` as it is."""
        self.read(file)
        self._wanted[file] = text

    def remove(self, file: str) -> None:
        """Let there be no ``file``."""
        self.read(file)
        self._wanted[file] = None

    def targets(self) -> list[Target]:
        """Return what is to be written, removals last."""
        result = self.staged.targets()
        for file, text in sorted(self._wanted.items(), key=lambda item: (item[1] is None, item[0])):
            found = self._found[file]
            if (found[0] if found is not None else None) != text:
                result.append(_target(file, text, found))
        return result

    def texts(self) -> dict[str, tuple[bytes | None, bytes | None]]:
        """Return what each file held, and what it is to hold."""
        return {file: (self.read(file), text) for file, text in self._wanted.items()}


_MOST_NAMED = 100
"""So many files are named in the journal when a whole workspace is replaced."""


class OverhaulBlock:
    """The ``with`` block of an overhaul: takes the lock, finishes what a crash left, and commits at a clean end."""

    def __init__(self, source: Source, lock: Lock, now: datetime, *, step: str = "") -> None:
        self.now = now
        self._step = step
        self._source = source
        self._lock = lock
        self._overhaul: Overhaul | None = None

    def __enter__(self) -> Overhaul:
        """Take the lock. Raises ``Busy``, ``NotSaved``."""
        self._lock.take()
        try:
            recover(self._source.folder)
            self._lock.unfinished = True
            self._lock.note()
            sweep(self._source.folder)
            self._overhaul = Overhaul(self._source.folder)
        except BaseException:
            self._lock.release()
            raise
        return self._overhaul

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Commit, or forget everything if the block failed. Raises ``NotSaved`` or ``Unconfirmed``."""
        try:
            if error is None and self._overhaul is not None:
                self._commit(self._overhaul, self._overhaul.targets())
            else:
                clear_staged(self._source.folder)
        finally:
            self._overhaul = None
            self._lock.release()

    def _commit(self, overhaul: Overhaul, targets: list[Target]) -> None:
        if not targets:
            return
        commit = Commit(self._source.folder, targets)
        self._lock.last_id = None  # files that come from elsewhere may hold higher ids than were given out here
        self._lock.unfinished = True
        self._lock.note()
        try:
            try:
                commit.run()
            finally:
                if commit.decided:
                    self._note(overhaul)
                if not os.path.lexists(self._source.folder.state_path(redo.FILE)):
                    clear_staged(self._source.folder)
        except KeyboardInterrupt as interrupt:
            if commit.decided:
                raise SavedThenInterrupted() from interrupt
            raise
        commit.register()
        for target in targets:
            self._source.forget(target.file)

    def _note(self, overhaul: Overhaul) -> None:
        folder, words = self._source.folder, overhaul.staged.words()
        if words:
            note(folder, None, now=self.now, owner=self._lock.owner, step=self._step, whole=words[:_MOST_NAMED])
        else:
            note_overhaul(folder, overhaul.texts(), now=self.now, owner=self._lock.owner, step=self._step)


def _target(file: str, text: bytes | None, found: tuple[bytes, Signature] | None) -> Target:
    return Target(
        file,
        text=text,
        found=found[1] if found is not None else None,
        before=content_sum(found[0]) if found is not None else None,
        difference=lambda: redo.difference(_tables(file, found[0] if found is not None else None), _tables(file, text)),
    )


def _tables(file: str, text: bytes | None) -> Tables:
    """Return what a text holds, nothing where it cannot be read."""
    if text is None:
        return {}
    try:
        return parse(text, file)
    except DataDamaged:
        return {}
