"""The one lock of a workspace: who may write now, who holds it, and the last id given out.

Apart because it must be had before anything else is read for a change. The lock belongs to the data folder and lies in
it, so that the screen, a shell and cron share it; the system frees it when its holder dies.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time

from freelance_comm.domain.errors import Busy, NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.store import files
from freelance_comm.store.ids import HIGHEST_ID

_SHORTEST_WAIT = 0.0005
_LONGEST_WAIT = 0.02
_NOTE_LENGTH = 96
_WRITING = "writing"
_AT_REST = "-"


class Lock:
    """An exclusive lock on ``path``.

    ``last_id`` is the highest id given out here, ``None`` when unknown; ``unfinished`` tells that a writer died amid
    its work (or that nobody knows), so that its leftovers are to be removed.
    """

    def __init__(self, path: str, *, owner: str, seconds: float) -> None:
        self.path = path
        self.owner = "".join(char for char in owner if char.isalnum() or char in "-_.")[:30] or "?"
        self.seconds = seconds
        self.last_id: int | None = None
        self.unfinished = True
        self._handle = -1

    def take(self) -> None:
        """Wait at most ``seconds`` for the lock. Raises ``Busy`` naming its holder, ``NotSaved`` where no lock is."""
        deadline = time.monotonic() + self.seconds
        while True:
            handle = self._open()
            try:
                held = self._wait(handle, deadline)
            except BaseException:
                os.close(handle)
                raise
            if held:
                break
            os.close(handle)  # the folder of the lock was deleted and made anew meanwhile
        self._handle = handle
        try:
            _, _, self.last_id, self.unfinished = _read_note(handle)
            self.note()
        except BaseException:
            self.release()
            raise

    def note(self) -> None:
        """Record in the lock file who holds it, the highest id given out, and whether work is unfinished.

        Raises ``NotSaved``.
        """
        known = "-" if self.last_id is None else str(self.last_id)
        text = f"{os.getpid()} {self.owner} {known} {_WRITING if self.unfinished else _AT_REST}"
        data = text.ljust(_NOTE_LENGTH - 1).encode("utf-8", "replace") + b"\n"
        try:
            files.overwrite(self._handle, self.path, data)
        except OSError as error:
            raise _refused(error) from error

    def release(self) -> None:
        """Give the lock back."""
        if self._handle >= 0:
            handle, self._handle = self._handle, -1
            os.close(handle)

    def _open(self) -> int:
        try:
            return files.open_lock(self.path)
        except OSError as error:
            raise _refused(error) from error

    def _wait(self, handle: int, deadline: float) -> bool:
        pause = _SHORTEST_WAIT
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                if error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EINTR):
                    from freelance_comm.store.refusals import cannot_lock

                    raise cannot_lock(error) from error
            else:
                return self._is_current(handle)
            if time.monotonic() >= deadline:
                raise self._busy(handle)
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_WAIT)

    def _is_current(self, handle: int) -> bool:
        mine = os.fstat(handle)
        try:
            there = os.stat(self.path)
        except FileNotFoundError:
            return False
        return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)

    def _busy(self, handle: int) -> Busy:
        process, owner, _, _ = _read_note(handle)
        return Busy(
            N_("Busy: process {process} ({owner}) is writing."),
            hint=N_("Wait until it has finished, then repeat the command."),
            process=process,
            owner=owner,
        )


def _read_note(handle: int) -> tuple[str, str, int | None, bool]:
    words = os.pread(handle, _NOTE_LENGTH, 0).decode("utf-8", "replace").split()
    if len(words) != 4:
        return "?", "?", None, True
    known = words[2].isascii() and words[2].isdigit() and len(words[2]) < 17
    last_id = int(words[2]) if known and int(words[2]) <= HIGHEST_ID else None
    return words[0], words[1], last_id, words[3] != _AT_REST


def _refused(error: OSError) -> NotSaved:
    from freelance_comm.store.refusals import not_saved

    return not_saved(error, ".state/lock")
