"""Writes down every call by which this process changes files, so that a power cut after each of them can be played.

Below the program's own seam on purpose: what is recorded are the calls to the system, whoever made them. That nothing
was missed is checked by whoever plays the record: played to its end it must give the tree that is there.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.trials.processes import die

Step = tuple[Any, ...]
"""A call and its arguments: paths relative to the recorded folder; opened files and folders by a number."""

_WATCHED = ("open", "close", "write", "pwrite", "fsync", "mkdir", "link", "replace", "rename", "unlink", "rmdir")


class Recorder:
    """Records the calls below ``root`` into the file ``log``; before call number ``deadly`` the process dies."""

    def __init__(self, root: Path, log: Path, deadly: int = 0) -> None:
        self._root = str(root)
        self._deadly = deadly
        self._count = 0
        self._number = 0
        self._files: dict[int, tuple[int, int]] = {}
        self._offsets: dict[int, int] = {}
        self._real: dict[str, Callable[..., Any]] = {name: getattr(os, name) for name in _WATCHED}
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def __enter__(self) -> Recorder:
        for name in _WATCHED:
            setattr(os, name, getattr(self, f"do_{name}"))
        return self

    def __exit__(self, *_: object) -> None:
        for name, real in self._real.items():
            setattr(os, name, real)

    def note(self, *step: Any) -> None:
        """Write a step into the record."""
        self._real["write"](self._log, pickle.dumps(step))

    def _changing(self) -> None:
        self._count += 1
        if self._count == self._deadly:
            die("", "")

    def _place(self, path: Any) -> str | None:
        full = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
        if full == self._root or full.startswith(self._root + "/"):
            return full[len(self._root) + 1 :]
        return None

    def do_open(self, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        """Open a file or folder, perhaps making the file."""
        place = self._place(path)
        makes = bool(flags & os.O_CREAT)
        if place is not None and makes:
            self._changing()
        handle: int = self._real["open"](path, flags, mode, **more)
        if place is not None:
            self._number += 1
            self._files[handle] = (os.getpid(), self._number)
            self._offsets[handle] = os.fstat(handle).st_size if flags & os.O_APPEND else 0
            self.note("open", self._files[handle], place, makes, bool(flags & os.O_TRUNC))
        return handle

    def do_close(self, handle: int) -> None:
        """Forget an opened file."""
        self._files.pop(handle, None)
        self._real["close"](handle)

    def do_write(self, handle: int, data: Any) -> int:
        """Write where the file stands."""
        if handle not in self._files:
            return int(self._real["write"](handle, data))
        self._changing()
        done = int(self._real["write"](handle, data))
        self.note("write", self._files[handle], self._offsets[handle], bytes(data[:done]))
        self._offsets[handle] += done
        return done

    def do_pwrite(self, handle: int, data: Any, offset: int) -> int:
        """Write at a place."""
        self._changing()
        done = int(self._real["pwrite"](handle, data, offset))
        if handle in self._files:
            self.note("write", self._files[handle], offset, bytes(data[:done]))
        return done

    def do_fsync(self, handle: int) -> None:
        """Flush a file or a folder."""
        if handle in self._files:
            self._changing()
            self.note("fsync", self._files[handle])  # the disk itself need not be troubled: the record is what counts
            return
        self._real["fsync"](handle)

    def do_mkdir(self, path: Any, mode: int = 0o777, **more: Any) -> None:
        """Make a folder."""
        self._named("mkdir", path, mode, **more)

    def do_unlink(self, path: Any, **more: Any) -> None:
        """Remove a name."""
        self._named("unlink", path, **more)

    def do_rmdir(self, path: Any, **more: Any) -> None:
        """Remove an empty folder."""
        self._named("rmdir", path, **more)

    def do_link(self, source: Any, target: Any, **more: Any) -> None:
        """Give a second name."""
        self._twice("link", source, target, **more)

    def do_replace(self, source: Any, target: Any, **more: Any) -> None:
        """Give another name in place of the first."""
        self._twice("replace", source, target, **more)

    do_rename = do_replace

    def _named(self, call: str, path: Any, *values: Any, **more: Any) -> None:
        place = self._place(path)
        if place is not None:
            self._changing()
        self._real[call](path, *values, **more)
        if place is not None:
            self.note(call, place)

    def _twice(self, call: str, source: Any, target: Any, **more: Any) -> None:
        places = self._place(source), self._place(target)
        if places != (None, None):
            self._changing()
        self._real[call](source, target, **more)
        if places != (None, None):
            self.note(call, *places)


def recorded(log: Path) -> list[Step]:
    """Return what was recorded, also by a process that was killed."""
    found = []
    with log.open("rb") as source:
        while source.peek(1):
            found.append(pickle.load(source))
    return found
