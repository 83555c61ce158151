"""The door to a data folder: readers without a lock, changes under it."""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import ARCHIVE, PARTITIONED, PROJECTS, STATE, TOP_FILES
from freelance_comm.store.reader import Derived, Reader
from freelance_comm.store.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from freelance_comm.domain.errors import AppError
    from freelance_comm.domain.progress import Progress
    from freelance_comm.store.ailments import Examination
    from freelance_comm.store.change import Change
    from freelance_comm.store.lock import Lock
    from freelance_comm.store.overhaul import Overhaul
    from freelance_comm.store.past import PastStep


class Workspace:
    """A data folder. ``owner`` says in the lock who writes (cli, tui …); ``durable`` false is for demonstrations."""

    def __init__(
        self, root: Path | str, *, owner: str = "cli", lock_seconds: float = 10.0, durable: bool = True
    ) -> None:
        self._folder = DataFolder(os.path.abspath(os.fspath(root)), durable=durable)
        self._source = Source(self._folder)
        self._derived = Derived(self._source, keep=True)
        self._owner = owner
        self._lock_seconds = lock_seconds
        self._step = ""

    @property
    def root(self) -> Path:
        """The data folder."""
        from pathlib import Path

        return Path(self._folder.root)

    def exists(self) -> bool:
        """Whether there are any data in the folder."""
        return any(os.path.lexists(self._folder.path(name)) for name in (*TOP_FILES, PROJECTS, ARCHIVE, *PARTITIONED))

    def reader(self) -> Reader:
        """Return a reader. It takes no lock, and sees each file as it is when asked."""
        return Reader(self._source, self._derived)

    def listen(self, heard: Callable[[], None] | None) -> None:
        """Call ``heard`` before each file is read, in the thread that reads it; what it raises ends the reading."""
        self._folder.heard = heard

    def another(self) -> Workspace:
        """Return a second door to the same folder: its changes are steps of their own, for work beside other work."""
        return Workspace(
            self._folder.root, owner=self._owner, lock_seconds=self._lock_seconds, durable=self._folder.durable
        )

    def begin_step(self, step: str = "") -> None:
        """Let all changes from now on belong together for ``past``, until this is called again.

        With a name, they go on with the ``step`` of that name. Before the first call each change is a step of its own.
        """
        self._step = step or os.urandom(6).hex()

    def past(self) -> tuple[PastStep, ...]:
        """Return the last steps that were noted, oldest first; ``Change.take_back`` undoes one."""
        from freelance_comm.store.past import steps

        return steps(self._folder)

    def change(self, now: datetime, *, noted: bool = True) -> AbstractContextManager[Change]:
        """Return the block of a change, made at ``now``: its clean end saves it, an exception leaves all as it was.

        One that is not ``noted`` cannot be taken back. Entering raises ``Busy`` or ``NotSaved``, leaving ``NotSaved``
        or ``Unconfirmed``.
        """
        from freelance_comm.store.change import ChangeBlock

        self._folder.begun += 1
        return ChangeBlock(self._source, self._lock(), now, step=self._step, noted=noted)

    def overhaul(self, now: datetime) -> AbstractContextManager[Overhaul]:
        """Return the block of a replacement of whole files at ``now``, damaged ones too: at its clean end all, or none.

        Entering raises ``Busy`` or ``NotSaved``, leaving ``NotSaved`` or ``Unconfirmed``.
        """
        from freelance_comm.store.overhaul import OverhaulBlock

        self._folder.begun += 1
        return OverhaulBlock(self._source, self._lock(), now, step=self._step)

    def held(self) -> AbstractContextManager[None]:
        """Return a block in which this process alone holds the lock, without changing any record.

        Entering raises ``Busy`` or ``NotSaved``.
        """
        from contextlib import contextmanager

        lock = self._lock()

        @contextmanager
        def alone() -> Iterator[None]:
            lock.take()
            try:
                yield
            finally:
                lock.release()

        return alone()

    def examine(self, progress: Progress | None = None) -> Examination:
        """Look at every file and every record, and change nothing; ``progress`` is told of files."""
        from freelance_comm.store.examine import examine

        return examine(self._source, progress)

    @property
    def announced(self) -> tuple[AppError, ...]:
        """What this process did to all files at once, and has to say."""
        return tuple(self._source.announced)

    @property
    def has_saved(self) -> bool:
        """Whether a change made through this door is on the disk."""
        return self._folder.saved > 0

    @property
    def noted(self) -> int:
        """How many changes were made through this door that can be taken back."""
        return self._folder.noted

    def interruption(self) -> KeyboardInterrupt:
        """Return what to raise when the person stops the program now: it says what became of the changes."""
        from freelance_comm.domain.errors import InterruptedHalfway, InterruptedUnsaved, SavedThenInterrupted

        if not self._folder.begun:
            return KeyboardInterrupt()
        if not self._folder.saved:
            return InterruptedUnsaved()
        return SavedThenInterrupted() if self._folder.saved == self._folder.begun else InterruptedHalfway()

    def _lock(self) -> Lock:
        from freelance_comm.store import files
        from freelance_comm.store.lock import Lock

        try:
            files.make_folder(self._folder.state_path(), sync=self._folder.durable)
        except OSError as error:
            from freelance_comm.store.refusals import not_saved

            raise not_saved(error, STATE) from error
        return Lock(self._folder.state_path("lock"), owner=self._owner, seconds=self._lock_seconds)

    def stamp(self) -> object:
        """Return what changes whenever a file of the workspace does; only looks at the folders, opens nothing."""
        result: list[tuple[str, int, int, int]] = []
        for above in ("", PROJECTS, *PARTITIONED, ARCHIVE):
            try:
                names = os.listdir(self._folder.path(above))
            except OSError:
                continue
            for name in sorted(names):
                if not name.startswith("."):
                    try:
                        state = os.stat(self._folder.path(f"{above}/{name}"))
                    except OSError:
                        continue  # just being replaced: the next look tells
                    result.append((f"{above}/{name}", state.st_ino, state.st_mtime_ns, state.st_size))
        return tuple(result)
