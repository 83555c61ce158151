"""Where the messages of an mbox file begin and end.

A line starting with ``From `` at the start of the file or after an empty line begins a message; its bytes run from the
line after it to the empty line before the next such line, or before the end of the file. Nothing is unquoted, and the
file is read in stretches, however large it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from freelance_comm.domain.record import Record

_STRETCH = 1 << 20
_MARK = b"\nFrom "
_TAIL = 512


class Ending(Record):
    """How a file ended when it was read: its size, and a sum of what stood before that."""

    size: int
    tail: str


def spans(fd: int, size: int, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where messages begin and end (the byte after the last), of the first ``size`` bytes from ``start`` on."""
    begun: int | None = None
    for empty, line in _separators(fd, size, start):
        if begun is not None:
            yield begun, max(begun, empty)
        begun = _line_after(fd, size, line)
    if begun is not None:
        yield begun, max(begun, _before_end(fd, size))


def ending(fd: int, size: int) -> Ending:
    """Return how the file ends, to be recognised when it has grown."""
    from hashlib import sha1

    tail = os.pread(fd, min(size, _TAIL), max(0, size - _TAIL))
    return Ending(size=size, tail=sha1(tail, usedforsecurity=False).hexdigest())


def grown_from(fd: int, before: Ending) -> bool:
    """Return whether the file is what it was with further messages behind it."""
    if ending(fd, before.size).tail != before.tail:
        return False
    return os.pread(fd, 5, before.size) == b"From " and _empty_before(os.pread(fd, 3, max(0, before.size - 3)))


def _separators(fd: int, size: int, start: int) -> Iterator[tuple[int, int]]:
    """Yield for each ``From `` line where the empty line before it begins and where it begins itself."""
    if os.pread(fd, 5, start) == b"From " and start + 5 <= size:
        yield start, start
    place = start
    while place < size:
        low = max(start, place - 2)
        data = os.pread(fd, min(size, place + _STRETCH + len(_MARK) - 1) - low, low)
        if not data:
            return
        found = data.find(_MARK, place - low)
        while 0 <= found < place - low + _STRETCH:
            before = data[max(0, found - 2) : found]
            if (low + found == start == 0) or before.endswith(b"\n"):
                yield low + found, low + found + 1
            elif before == b"\n\r" or (before == b"\r" and low == 0 and found == 1):
                yield low + found - 1, low + found + 1
            found = data.find(_MARK, found + 1)
        place += _STRETCH


def _line_after(fd: int, size: int, line: int) -> int:
    """Return where the line after the one that begins at ``line`` begins."""
    place = line
    while place < size:
        data = os.pread(fd, min(1_024, size - place), place)
        end = data.find(b"\n")
        if end >= 0:
            return place + end + 1
        if not data:
            break
        place += len(data)
    return size


def _before_end(fd: int, size: int) -> int:
    last = os.pread(fd, min(3, size), max(0, size - 3))
    if last.endswith(b"\n\r\n"):
        return size - 2
    return size - 1 if last.endswith(b"\n\n") else size


def _empty_before(last: bytes) -> bool:
    return last.endswith((b"\n\n", b"\n\r\n")) or last == b""
