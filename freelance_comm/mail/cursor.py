"""What of a mailbox has been read: so that a box in which nothing happened costs nothing, and another only what is new.

Of a Maildir the names are kept as sums of eight bytes each, because files are renamed from ``new`` to ``cur`` and when
they are read; of an mbox its size and how it ended, because it grows at its end.
"""

from __future__ import annotations

import os
from binascii import a2b_base64, b2a_base64
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from freelance_comm.mail.mbox import Ending, ending, grown_from

_VERSION = 1
_SUM = 8
_COARSE = 1_000_000
"""A time in whole milliseconds comes from a clock too coarse to tell two changes apart."""


class Cursor:
    """How far a mailbox has been read. Names are relative to its path."""

    def __init__(self) -> None:
        self._folders: dict[str, int] = {}
        self._files: dict[str, list[int]] = {}
        self._seen: dict[str, set[bytes]] = {}
        self._packed: dict[str, str] = {}
        self._endings: dict[str, list[Any]] = {}

    @classmethod
    def of(cls, plain: Mapping[str, Any] | None) -> Cursor:
        """Return the cursor that ``plain`` gave; one that nobody wrote, or another version, is as good as none."""
        made = cls()
        if not plain or plain.get("version") != _VERSION:
            return made
        try:
            made._folders = {str(name): int(time) for name, time in plain["folders"].items()}
            made._files = {str(name): [int(value) for value in values] for name, values in plain["files"].items()}
            made._endings = {str(name): [int(size), str(tail)] for name, (size, tail) in plain["endings"].items()}
            made._packed = {str(name): str(text) for name, text in plain["seen"].items()}
        except (KeyError, TypeError, ValueError, AttributeError):
            return cls()
        return made

    def plain(self) -> dict[str, Any]:
        """Return it as plain data."""
        return {
            "version": _VERSION,
            "folders": dict(self._folders),
            "files": dict(self._files),
            "endings": dict(self._endings),
            "seen": {name: _packed(sums) for name, sums in self._seen.items()},
        }

    def still_true(self, path: str) -> bool:
        """Return whether folders and files are as they were noted."""
        if not self._folders and not self._files:
            return False
        single = not self._folders
        for name, time in self._folders.items():
            if time % _COARSE == 0 or _mtime(Path(path, name) if name else Path(path)) != time:
                return False
        for name, values in self._files.items():
            try:
                found = (Path(path) if single else Path(path, name)).stat()
            except OSError:
                return False
            if values != _signature(found):
                return False
        return True

    # -- what was there ------------------------------------------------------------------------------------------

    def seen(self, folder: str) -> _Seen:
        """Return the unique names that were in a Maildir."""
        if folder in self._packed and folder not in self._seen:
            self._seen[folder] = _unpacked(self._packed[folder])
        return _Seen(self._seen.get(folder, set()))

    def has_file(self, name: str, found: os.stat_result) -> bool:
        """Return whether a file was there just as it is now."""
        return self._files.get(name) == _signature(found)

    def continues_at(self, name: str, fd: int, size: int) -> int:
        """Return where in an mbox that has grown the new messages begin; 0 when all of it is to be read."""
        known = self._endings.get(name)
        if known is None or not 0 < known[0] < size:
            return 0
        return known[0] if grown_from(fd, Ending(size=known[0], tail=known[1])) else 0

    # -- what is there -------------------------------------------------------------------------------------------

    def note_folder(self, name: str, mtime: int) -> None:
        """Note when a folder was changed last."""
        self._folders[name] = mtime

    def note_file(self, name: str, found: os.stat_result) -> None:
        """Note a file as it is."""
        self._files[name] = _signature(found)

    def note_seen(self, folder: str, unique: str) -> None:
        """Note a message of a Maildir."""
        self._seen.setdefault(folder, set()).add(_sum(unique))

    def note_ending(self, name: str, fd: int, size: int) -> None:
        """Note how an mbox ends."""
        found = ending(fd, size)
        self._endings[name] = [found.size, found.tail]

    def keep_ending(self, name: str, before: Cursor) -> None:
        """Note that an mbox ends as it did."""
        if name in before._endings:
            self._endings[name] = before._endings[name]


class _Seen:
    """The unique names that were in a folder."""

    def __init__(self, sums: set[bytes]) -> None:
        self._sums = sums

    def __contains__(self, unique: str) -> bool:
        return bool(self._sums) and _sum(unique) in self._sums


def _sum(name: str) -> bytes:
    from hashlib import blake2b

    return blake2b(name.encode("utf-8", "surrogateescape"), digest_size=_SUM).digest()


def _packed(sums: set[bytes]) -> str:
    return b2a_base64(b"".join(sorted(sums)), newline=False).decode("ascii")


def _unpacked(text: str) -> set[bytes]:
    try:
        data = a2b_base64(text)
    except ValueError:
        return set()  # everything is given again
    return {data[place : place + _SUM] for place in range(0, len(data), _SUM)}


def _signature(found: os.stat_result) -> list[int]:
    return [found.st_size, found.st_mtime_ns]


def _mtime(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return -1
