"""The data folder on disk: its paths, its own register of sums, and what may be opened in it."""

from __future__ import annotations

import os
import stat
from _thread import get_ident
from collections.abc import Callable, Iterable
from contextlib import suppress

from freelance_comm.store import files
from freelance_comm.store.document import content_sum
from freelance_comm.store.places import STATE, is_data_file

Signature = tuple[int, int, int]
"""Inode, time of change in nanoseconds, size: differs between any two generations of a file."""

_LARGEST_FILE = 512 * 1024 * 1024
_SUMS_KEPT = 4


def signature_of(state: os.stat_result) -> Signature:
    """Return what tells that a file is another one now."""
    return (state.st_ino, state.st_mtime_ns, state.st_size)


def _is_plain(above: str, file: str) -> bool:
    """Whether no part of ``file`` is a link, so that there is nothing to follow; ``above`` ends with a slash."""
    parts = file.split("/")
    if "" in parts or "." in parts or ".." in parts:
        return False
    place = above
    for part in parts:
        place += part
        try:
            if stat.S_ISLNK(os.lstat(place).st_mode):
                return False
        except OSError:
            return True  # what is not there, or may not be looked at, leads nowhere
        place += "/"
    return True


class DataFolder:
    """A data folder. ``durable`` false leaves out flushing and history: for throw-away demonstrations."""

    def __init__(self, root: str, *, durable: bool) -> None:
        self.root = root
        self.durable = durable
        self.begun = 0
        """Changes that this process wanted to make here."""
        self.saved = 0
        """Those of them that stand."""
        self.noted = 0
        """Those that the journal was told of, and that take nothing back themselves."""
        self.heard: Callable[[], None] | None = None
        """Called before each file is read, in whichever thread reads: reading many is worth telling about."""

    def path(self, file: str) -> str:
        """Return the full path of a file named relative to the data folder."""
        return f"{self.root}/{file}"

    def state_path(self, *parts: str) -> str:
        """Return a path in the folder of local state, all of which may be deleted."""
        return "/".join((self.root, STATE, *parts))

    def real_path(self, file: str) -> str:
        """Return where ``file`` really lies once links are followed. Raises ``DataDamaged`` if that is outside."""
        base = os.path.realpath(self.root)
        above = base.rstrip("/") + "/"
        if _is_plain(above, file):
            return above + file
        real = os.path.realpath(self.path(file))
        if real.startswith(above):
            return real
        from freelance_comm.store.damage import escape

        raise escape(file, real)

    def signature(self, file: str) -> Signature | None:
        """Return the present signature of a file, ``None`` if it is not there."""
        try:
            return signature_of(os.stat(self.path(file)))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            from freelance_comm.store.damage import unreadable_file

            raise unreadable_file(error, file) from error

    def signatures(self, files: Iterable[str]) -> dict[str, Signature]:
        """Return the present signatures of many files; those that are not there are left out."""
        base, look, found = f"{self.root}/", os.stat, {}
        for file in files:
            try:
                state = look(base + file)
            except OSError:
                signature = self.signature(file)  # says what is wrong, if it is more than absence
                if signature is not None:
                    found[file] = signature
                continue
            found[file] = (state.st_ino, state.st_mtime_ns, state.st_size)
        return found

    def read(self, file: str) -> tuple[bytes, Signature] | None:
        """Return the bytes of a file and their signature, ``None`` if it is not there.

        Raises ``DataDamaged`` for what cannot be read, is no ordinary file, or leads out of the data folder.
        """
        if self.heard is not None:
            self.heard()
        real = self.real_path(file)
        try:
            handle = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            if not os.path.islink(self.path(file)):
                return None
            from freelance_comm.store.damage import dangling

            raise dangling(file, real) from None
        except OSError as error:
            from freelance_comm.store.damage import unreadable_file

            raise unreadable_file(error, file) from error
        try:
            return self._read_open(handle, file)
        except OSError as error:
            from freelance_comm.store.damage import unreadable_file

            raise unreadable_file(error, file) from error
        finally:
            os.close(handle)

    def _read_open(self, handle: int, file: str) -> tuple[bytes, Signature]:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode) or state.st_size > _LARGEST_FILE:
            from freelance_comm.store.damage import not_a_file

            raise not_a_file(file)
        while True:
            parts = []
            while part := os.read(handle, 1 << 20):
                parts.append(part)
            after = os.fstat(handle)
            if signature_of(after) == signature_of(state):
                return b"".join(parts), signature_of(state)
            state = after  # somebody writes into the file as we read: begin again
            os.lseek(handle, 0, os.SEEK_SET)

    def known_sums(self, file: str) -> list[str]:
        """Return the sums of the generations of ``file`` that this program wrote or accepted, newest first."""
        try:
            with open(self.state_path("sums", file), encoding="utf-8", errors="replace") as register:
                return register.read().split()[:_SUMS_KEPT]
        except OSError:
            return []

    def is_known(self, file: str) -> bool:
        """Whether this program has written ``file`` here before."""
        return os.path.exists(self.state_path("sums", file))

    def known_files(self) -> set[str]:
        """Return the data files that this program has written here before and not removed."""
        return {file for file in self.registered() if is_data_file(file)}

    def registered(self) -> set[str]:
        """Return the names under which sums are kept: data files, and whatever else lies there."""
        base = self.state_path("sums")
        found: set[str] = set()
        for above, _, names in os.walk(base):
            relative = above[len(base) + 1 :]
            found.update(f"{relative}/{name}" if relative else name for name in names)
        return found

    def record_sums(self, file: str, sums: list[str]) -> None:
        """Register the sums that ``file`` may have. Local and derived: flushes nothing. Raises ``OSError``."""
        path = self.state_path("sums", file)
        files.make_folder(os.path.dirname(path), sync=False)
        self.put_state(path, " ".join(sums[:_SUMS_KEPT]).encode("ascii"))

    def put_state(self, path: str, data: bytes) -> None:
        """Replace a derived file atomically, without flushing it to the disk."""
        above, name = os.path.split(path)
        temporary = f"{above}/.{name}.{os.getpid()}-{get_ident()}{files.TEMPORARY}"
        try:
            files.write_new(temporary, data, sync=False)
            files.rename(temporary, path)
        except OSError:
            with suppress(OSError):
                files.remove(temporary)
            raise

    def forget_sums(self, file: str) -> None:
        """Drop ``file`` from the register. Raises ``OSError``."""
        files.remove(self.state_path("sums", file))


__all__ = ["DataFolder", "Signature", "content_sum", "signature_of"]
