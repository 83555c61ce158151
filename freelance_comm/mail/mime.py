"""The parts of a message: where each begins and ends, of what type it is, and what its bytes are once decoded.

Written out because a message is somebody else's data: nesting, numbers of parts and sizes are bounded, and nothing is
decoded before somebody asks for it.
"""

from __future__ import annotations

import re
from binascii import Error, a2b_base64, a2b_qp
from collections.abc import Iterator

from freelance_comm.domain.record import Record
from freelance_comm.mail.encoded_words import in_charset, plain
from freelance_comm.mail.fields import Fields

DEEPEST = 20
"""Levels of nesting that are looked into."""
MOST_PARTS = 500
_MOST_LINES = 20_000
_LONGEST_FIELD = 4_096
DECODED_LIMIT = 2_000_000
"""Bytes of one part that are decoded."""

_WANTED = frozenset((b"content-type", b"content-disposition", b"content-transfer-encoding"))
_PARAMETER = re.compile(r';\s*([A-Za-z0-9*_-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s"]*)', re.DOTALL)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class ContentType(Record):
    """What a Content-Type header says, in lower case; parameters by name."""

    name: str = "text/plain"
    parameters: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable


class Part(Record):
    """A part that holds no others. ``start`` and ``end`` are where its content lies in the message."""

    type: ContentType
    start: int
    end: int
    encoding: str = ""
    attached: bool = False
    alternative: bool = False
    depth: int = 0

    def data(self, raw: bytes) -> bytes:
        """Return its content, decoded, at most ``DECODED_LIMIT`` bytes."""
        content = raw[self.start : min(self.end, self.start + 2 * DECODED_LIMIT)]
        if self.encoding == "base64":
            content = _unbased(content)
        elif self.encoding == "quoted-printable":
            content = a2b_qp(content)
        return content[:DECODED_LIMIT]

    def text(self, raw: bytes) -> str:
        """Return its content as text in its own charset, lines ending in ``\\n``."""
        text = in_charset(self.data(raw), self.type.parameters.get("charset", "us-ascii"))
        return text.replace("\r\n", "\n").replace("\r", "\n")


def content_type(value: bytes | None) -> ContentType:
    """Return what a Content-Type header says; plain text where there is none."""
    if value is None:
        return ContentType()
    text = plain(value[:_LONGEST_FIELD])
    name = text.partition(";")[0].strip().lower()
    if "/" not in name:
        return ContentType()
    found: dict[str, str] = {}
    for parameter in _PARAMETER.finditer(text):
        said = parameter[2]
        if said.startswith('"'):
            said = re.sub(r"\\(.)", r"\1", said[1:-1])
        found.setdefault(parameter[1].lower(), said)
    return ContentType(name=name, parameters=found)


def parts(raw: bytes) -> Iterator[Part]:
    """Yield the parts of a message that hold no others, in their order."""
    waiting = [(0, len(raw), 0, False)]
    given = 0
    while waiting and given < MOST_PARTS:
        start, end, depth, alternative = waiting.pop()
        fields = Fields(raw, _WANTED, start=start, end=end)
        kind = content_type(fields.first(b"content-type"))
        body = min(fields.body_at, end)
        boundary = kind.parameters.get("boundary", "")
        if kind.name.startswith("multipart/") and boundary and depth < DEEPEST:
            inside = _between(raw, body, end, boundary.encode("utf-8", "replace"))
            among = kind.name == "multipart/alternative"
            waiting.extend((low, high, depth + 1, among) for low, high in reversed(inside))
            continue
        if kind.name == "message/rfc822" and depth < DEEPEST:
            waiting.append((body, end, depth + 1, False))
            continue
        given += 1
        disposition = (fields.first(b"content-disposition") or b"")[:200].lstrip().lower()
        encoding = (fields.first(b"content-transfer-encoding") or b"")[:80].strip().lower().decode("ascii", "replace")
        yield Part(
            type=kind,
            start=body,
            end=end,
            encoding=encoding,
            attached=disposition.startswith(b"attachment"),
            alternative=alternative,
            depth=depth,
        )


def _between(raw: bytes, start: int, end: int, boundary: bytes) -> list[tuple[int, int]]:
    """Return where the parts between lines of ``boundary`` lie."""
    mark = b"--" + boundary
    found: list[tuple[int, int]] = []
    opened: int | None = None
    place = start if raw.startswith(mark, start, end) else _next(raw, mark, start, end)
    seen = 0
    while place >= 0 and seen < _MOST_LINES and len(found) < MOST_PARTS:
        seen += 1
        behind = raw[place + len(mark) : place + len(mark) + 2]
        if behind == b"--" or not behind or behind[:1] in b" \t\r\n":
            if opened is not None:
                found.append((opened, max(opened, _line_before(raw, place))))
            if behind == b"--":
                return found
            line = raw.find(b"\n", place, end)
            opened = end if line < 0 else line + 1
        place = _next(raw, mark, place + 1, end)
    if opened is not None and opened < end and len(found) < MOST_PARTS:
        found.append((opened, end))
    return found


def _next(raw: bytes, mark: bytes, start: int, end: int) -> int:
    place = raw.find(b"\n" + mark, max(0, start - 1), end)
    return place + 1 if place >= 0 else -1


def _line_before(raw: bytes, place: int) -> int:
    """Return where the content before a boundary line ends: the line end before it belongs to the boundary."""
    return place - 2 if raw[place - 2 : place] == b"\r\n" else place - 1


def _unbased(data: bytes) -> bytes:
    cleaned = _NOT_BASE64.sub(b"", data.partition(b"=")[0] if data.count(b"=") < 3 else data)
    if len(cleaned) % 4 == 1:
        cleaned = cleaned[:-1]
    try:
        return a2b_base64(cleaned + b"=" * (-len(cleaned) % 4))
    except Error:
        return b""
