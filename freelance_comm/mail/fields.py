"""The header fields of a message, taken from its bytes: which lines are headers, and what each of them holds.

The rules are those of the standard library's ``compat32`` parser, down to the lines at which headers end before the
blank line. It is written out here because a mailbox has thousands of messages and only a dozen headers of each matter:
importing and running the library's parser costs several times as much as everything else that reading a mailbox does.
No header can raise, and no message costs more than its first ``HEAD_LIMIT`` bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

HEAD_LIMIT = 262_144
"""Bytes of a message in which headers are looked for."""

_NAME = re.compile(rb"[\x21-\x39\x3b-\x7e]*")
_MOST_NAMES, _LONGEST_NAME = 1_000, 60
_names: dict[bytes, bytes | None] = {}
"""Names of headers as they were spelled, with what they are compared by: a mailbox has few, and each many times."""
_LINE_ENDS = re.compile(rb"\r\n?")


class Fields:
    """The wanted headers of one message, by lower-case name, unfolded, in the order in which they stand.

    ``cut`` tells that the headers were longer than ``HEAD_LIMIT``; ``body_at`` is the offset in the message at which
    its body begins (exact where lines end in ``\\n`` or ``\\r\\n``).
    """

    __slots__ = ("_found", "body_at", "cut")

    def __init__(self, raw: bytes, wanted: frozenset[bytes], *, start: int = 0, end: int | None = None) -> None:
        stop = len(raw) if end is None else end
        block, self.body_at, self.cut = _head(raw, start, stop)
        self._found = _collected(block, wanted)

    def first(self, name: bytes) -> bytes | None:
        """Return the first header of that name, or None."""
        values = self._found.get(name)
        return values[0] if values else None

    def all(self, name: bytes) -> list[bytes]:
        """Return all headers of that name, the topmost first."""
        return self._found.get(name, [])

    def has(self, names: Iterable[bytes]) -> bool:
        """Return whether there is a header of any of these names."""
        return any(name in self._found for name in names)


def _head(raw: bytes, start: int, stop: int) -> tuple[bytes, int, bool]:
    """Return the headers with lines ending in ``\\n``, where the body begins, and whether they were cut."""
    limit = min(stop, start + HEAD_LIMIT)
    if raw[start : start + 1] == b"\n" or raw[start : start + 2] == b"\r\n":
        return b"", min(stop, start + (1 if raw[start : start + 1] == b"\n" else 2)), False
    ends = [
        (place, length)
        for mark, length in ((b"\n\n", 2), (b"\n\r\n", 3))
        if (place := raw.find(mark, start, limit)) >= 0
    ]
    end, length = min(ends, default=(limit, 0))
    block = raw[start:end]
    if b"\r" in block:
        block = _LINE_ENDS.sub(b"\n", block)
        block = block[:1] if block.startswith(b"\n") else block.partition(b"\n\n")[0]
    return block, end + length, not ends and limit < stop


def _collected(block: bytes, wanted: frozenset[bytes]) -> dict[bytes, list[bytes]]:
    found: dict[bytes, list[bytes]] = {}
    folded: list[bytes] | None = None  # the lines of the header that goes on, where it is wanted
    for number, line in enumerate(block.split(b"\n")):
        if line[:1] in (b" ", b"\t"):
            if folded is not None:
                folded.append(line)
            continue
        if folded is not None and len(folded) > 2:
            _join(found, folded)
        folded = None
        spelled, colon, value = line.partition(b":")
        name = _name(spelled) if colon else None
        if name is None:
            # The line a mailbox puts before a message is none of it; any other line that is no header ends them.
            if line.startswith((b"From ", b">From ")) and (number < 2 or not line.startswith(b">")):
                continue
            break
        if name in wanted:
            value = value.lstrip(b" \t")
            found.setdefault(name, []).append(value)
            folded = [name, value]
    if folded is not None and len(folded) > 2:
        _join(found, folded)
    return found


def _name(spelled: bytes) -> bytes | None:
    """Return the name of a header in lower case; None where it can be none."""
    name = _names.get(spelled)
    if name is None and spelled not in _names:
        name = spelled.lower() if _NAME.fullmatch(spelled) else None
        if len(_names) < _MOST_NAMES and len(spelled) < _LONGEST_NAME:
            _names[spelled] = name
    return name


def _join(found: dict[bytes, list[bytes]], folded: list[bytes]) -> None:
    found[folded[0]][-1] = b"".join(folded[1:]).lstrip(b" \t")
