"""Where mail lies: Maildirs with their folders, mbox files, single messages, folders of all of these.

A mailbox is only ever read. ``Box`` gives its letters one by one, in the order of their names; with the cursor of an
earlier reading only those that were not there then. A cursor is plain data that can be stored as JSON. Whatever a
folder holds besides mail is left alone and named in ``skipped``.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.mail.cursor import Cursor
from freelance_comm.mail.folder_names import role_of
from freelance_comm.mail.mbox import spans

LETTER_LIMIT = 64_000_000
"""Bytes of one message that are read."""
_DEEPEST = 30
_SNIFFED = 4_096
_NEVER = (".msf", ".dat", ".json", ".sqlite", ".db", ".index", ".log", ".cache", ".pst", ".ost", ".msg", ".zip", ".gz")


class BoxError(BadValue):
    """There is no mail where mail was looked for, or it cannot be read."""


class Letter:
    """One message of a mailbox.

    ``key`` names it within the box for ever (a Maildir's unique name, an offset in an mbox, a file's name); ``flags``
    are a Maildir's letters (``D`` draft, ``R`` answered, ``S`` seen, ``T`` deleted); ``role`` is what its folder is for
    ("drafts", "trash", "junk", "sent", or nothing).
    """

    __slots__ = ("_end", "_skip", "_source", "_start", "flags", "folder", "key", "path", "role")

    def __init__(self, key: str, path: str, *, folder: str = "", role: str = "", flags: str = "") -> None:
        self.key = key
        self.path = path
        self.folder = folder
        self.role = role
        self.flags = flags
        self._source: _Source | None = None
        self._start = 0
        self._end = -1
        self._skip = False

    @property
    def is_draft(self) -> bool:
        """Whether the mailbox calls it a draft."""
        return self.role == "drafts" or "D" in self.flags

    def open(self) -> bytes:
        """Return its bytes, at most ``LETTER_LIMIT``; raises ``OSError`` when they are gone or may not be read."""
        if self._source is not None:
            return os.pread(self._source.fd, min(LETTER_LIMIT, self._end - self._start), self._start)
        source = _Source(self._there())
        size = min(LETTER_LIMIT, os.fstat(source.fd).st_size)
        data = os.pread(source.fd, size, 0)
        return _without_wrapping(data, self.path) if self._skip else data

    def _there(self) -> str:
        """Return where the file is now: a Maildir's files are renamed when somebody reads them."""
        there = Path(self.path)
        if there.parent.name not in ("cur", "new") or there.exists():
            return self.path
        unique = unique_name(there.name)
        for place in ("cur", "new"):
            beside = there.parent.parent / place
            if beside.is_dir():
                for found in beside.iterdir():
                    if unique_name(found.name) == unique:
                        return str(found)
        return self.path


class _Source:
    """An open file that its letters share; closed when the last of them is gone."""

    def __init__(self, path: str) -> None:
        self.fd = -1
        self.fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)

    def __del__(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)


class Box:
    """A mailbox to be read once. ``cursor`` is complete when all letters have been given."""

    def __init__(self, path: str, since: Mapping[str, Any] | None = None) -> None:
        if not path:  # a path of nothing would be the folder one stands in
            raise no_such_place(path)
        self.path = str(Path(path).expanduser().absolute())
        self.skipped: list[str] = []
        self.unreadable: list[str] = []
        self._before = Cursor.of(since)
        self._after = Cursor()
        self._visited: set[tuple[int, int]] = set()
        # Who names a folder of drafts means drafts; any other folder that is named is meant to be read.
        self._role = "drafts" if role_of(Path(self.path).name) == "drafts" else ""

    @property
    def cursor(self) -> dict[str, Any]:
        """What to give as ``since`` the next time: plain data for JSON."""
        return self._after.plain()

    def letters(self) -> Iterator[Letter]:
        """Yield the letters that were not there at the time of ``since``; raises ``BoxError`` or ``NotFound``."""
        try:
            found = Path(self.path).stat()
        except (OSError, ValueError):
            raise no_such_place(self.path) from None
        if stat.S_ISDIR(found.st_mode):
            yield from self._folder(self.path, "", 0)
        elif stat.S_ISREG(found.st_mode):
            yield from self._file(self.path, Path(self.path).name, found, "", asked=True)
        else:
            raise no_mail(self.path)

    def unchanged(self) -> bool:
        """Return whether nothing has come since the cursor: a few calls to the file system, nothing is read."""
        return self._before.still_true(self.path)

    # -- folders -------------------------------------------------------------------------------------------------

    def _folder(self, path: str, name: str, depth: int) -> Iterator[Letter]:
        try:
            found = Path(path).stat()
            with os.scandir(path) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError:
            self.unreadable.append(name or path)
            return
        if depth > _DEEPEST or (found.st_dev, found.st_ino) in self._visited:
            return
        self._visited.add((found.st_dev, found.st_ino))
        self._after.note_folder(name, found.st_mtime_ns)
        inside = {entry.name for entry in entries}
        maildir = "cur" in inside and "new" in inside
        if maildir:
            yield from self._maildir(path, name)
        for entry in entries:
            if maildir and entry.name in ("cur", "new", "tmp"):
                continue
            try:
                details = entry.stat()
            except OSError:
                continue  # a link to nothing
            below = f"{name}/{entry.name}" if name else entry.name
            if stat.S_ISDIR(details.st_mode):
                if not entry.name.startswith(".") or (maildir and Path(entry.path, "cur").is_dir()):
                    yield from self._folder(entry.path, below, depth + 1)
            elif stat.S_ISREG(details.st_mode) and not maildir and not entry.name.startswith("."):
                yield from self._file(entry.path, below, details, name)

    def _maildir(self, path: str, name: str) -> Iterator[Letter]:
        role = self._role or role_of(name)
        seen = self._before.seen(name)
        for place in ("new", "cur"):
            try:
                mtime = Path(path, place).stat().st_mtime_ns
                with os.scandir(Path(path, place)) as listed:
                    entries = sorted(
                        (entry.name, str(entry.path)) for entry in listed if not entry.name.startswith(".")
                    )
            except OSError:
                self.unreadable.append(f"{name}/{place}")
                continue
            self._after.note_folder(f"{name}/{place}" if name else place, mtime)
            for file_name, file_path in entries:
                unique = unique_name(file_name)
                self._after.note_seen(name, unique)
                if unique in seen:
                    continue
                key = f"{name}/{unique}" if name else unique
                yield Letter(key, file_path, folder=name, role=role, flags=_flags(file_name))

    # -- files ---------------------------------------------------------------------------------------------------

    def _file(
        self, path: str, name: str, found: os.stat_result, folder: str, *, asked: bool = False
    ) -> Iterator[Letter]:
        kind = _kind(path, name)
        if kind == "unreadable":
            if asked:
                raise BoxError(
                    N_("“{path}” cannot be read."),
                    hint=N_("Check who has permission to read it."),
                    path=show(path)[:200],
                )
            self.unreadable.append(name)
        elif kind == "":
            if asked:
                raise no_mail(path)
            self.skipped.append(name)
        elif kind == "mbox":
            yield from self._mbox(path, name, found, self._role or ("" if asked else role_of(name)))
        else:
            self._after.note_file(name, found)
            if not self._before.has_file(name, found):
                letter = Letter(name, path, folder=folder, role=self._role or role_of(folder))
                letter._skip = True
                yield letter

    def _mbox(self, path: str, name: str, found: os.stat_result, role: str) -> Iterator[Letter]:
        self._after.note_file(name, found)
        if self._before.has_file(name, found):
            self._after.keep_ending(name, self._before)
            return
        try:
            source = _Source(path)
        except OSError:
            self.unreadable.append(name)
            return
        size = os.fstat(source.fd).st_size
        start = self._before.continues_at(name, source.fd, size)
        for begins, ends in spans(source.fd, size, start):
            letter = Letter(f"{name}@{begins}", path, folder=name, role=role)
            letter._source, letter._start, letter._end = source, begins, ends
            yield letter
        self._after.note_ending(name, source.fd, size)


def letters(path: str, since: Mapping[str, Any] | None = None) -> Iterator[Letter]:
    """Yield the letters of a mailbox; see ``Box``."""
    return Box(path, since).letters()


def unique_name(file_name: str) -> str:
    """Return the part of a Maildir file's name that never changes."""
    for mark in (":", ";", "!"):
        unique, found, flags = file_name.partition(mark)
        if found and (flags.startswith("2,") or mark == ":"):
            return unique
    return file_name


def _flags(file_name: str) -> str:
    return file_name.rpartition("2,")[2] if "2," in file_name[len(unique_name(file_name)) :] else ""


def _kind(path: str, name: str) -> str:
    """Return what a file is: "mbox", "letter", "unreadable", or nothing that holds mail."""
    lowered = name.lower()
    if lowered.endswith(_NEVER):
        return ""
    try:
        source = _Source(path)
        begins = os.pread(source.fd, _SNIFFED, 0)
    except OSError:
        return "unreadable"
    if lowered.endswith((".eml", ".emlx")):
        return "letter"
    text = begins.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if text.startswith(b"From "):
        return "mbox"
    return "letter" if _like_a_letter(text) else ""


def _like_a_letter(begins: bytes) -> bool:
    """Return whether a text begins as a message does: with headers, one of them known."""
    from freelance_comm.mail.fields import Fields

    names = (
        b"from to date subject received return-path message-id delivered-to mime-version content-type x-mozilla-status"
    )
    return Fields(begins, frozenset(names.split())).has(names.split()) and b"\0" not in begins[:200]


def _without_wrapping(data: bytes, path: str) -> bytes:
    """Return a message without what some programs put around it: the length line of Apple Mail, a ``From `` line."""
    if path.lower().endswith(".emlx"):
        first, newline, rest = data.partition(b"\n")
        if newline and first.strip().isdigit():
            return rest[: int(first)] if len(first) < 20 else rest
    return data.removeprefix(b"\xef\xbb\xbf")


def no_mail(path: str) -> BoxError:
    """Return what to say where no mail is."""
    return BoxError(
        N_("There is no mail in “{path}”."),
        hint=N_("Give the path of a Maildir, an mbox file, an .eml file, or a folder of them."),
        path=show(path)[:200],
    )


def no_such_place(path: str) -> NotFound:
    """Return what to say where nothing is."""
    return NotFound(
        N_("There is no file or folder “{path}”."),
        hint=N_("Give the path of a Maildir, an mbox file, an .eml file, or a folder of them."),
        path=show(path)[:200],
    )
