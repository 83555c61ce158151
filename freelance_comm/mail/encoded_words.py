"""Words for people in mail headers: RFC 2047 encoded words, bare eight-bit bytes, and what is left of both.

Apart from the rest of the reading because of what hostile headers do to it: a header is capped before it is decoded,
every step is linear, and a charset that is none, or that is no charset but a converter, falls back instead of raising.
"""

from __future__ import annotations

import re
from binascii import Error, a2b_base64, a2b_qp

from freelance_comm.domain.text_safety import show

LONGEST = 8_192
"""Bytes of a header that are decoded."""

_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?(.*?)\?=(?=[ \t]|$|[^A-Za-z0-9])")
_NOT_CHARSETS = frozenset(
    ("idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-7", "mbcs", "oem")
)

# What mail programs call by the name of a smaller set.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "shift-jis": "cp932", "euc-kr": "cp949", "ks-c-5601-1987": "cp949"}


def header_text(value: bytes, charset: str = "") -> str:
    """Return what a header says, as one line that is safe to show; ``charset`` is the message's own, for bare bytes."""
    text = plain(value[:LONGEST], charset)
    return " ".join(show(decoded(text) if "=?" in text else text).split())


def plain(value: bytes, charset: str = "") -> str:
    """Return bytes of a header as text: UTF-8 where they are, else the message's own charset, else Latin-1."""
    if value.isascii():
        return value.decode("ascii")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return in_charset(value, charset or "latin-1")


def in_charset(data: bytes, charset: str) -> str:
    """Return ``data`` read in a charset that a message names; what it does not know becomes replacement characters."""
    name = charset.strip().strip("\"'").lower().replace("_", "-")
    if not name or name in _NOT_CHARSETS or len(name) > 60:
        name = "utf-8" if name == "utf-7" else "latin-1"
    elif name in ("us-ascii", "ascii", "ansi-x3.4-1968"):
        # What says ASCII and is not is nearly always one of these two.
        name = "utf-8" if _is_utf8(data) else "latin-1"
    elif name in ("iso-8859-1", "latin-1", "latin1"):
        name = "cp1252" if any(0x80 <= byte < 0xA0 for byte in set(data)) else "latin-1"
    try:
        return data.decode(_WIDER.get(name, name), "replace")
    except (LookupError, ValueError):
        return data.decode("utf-8" if _is_utf8(data) else "latin-1")


def decoded(text: str) -> str:
    """Return ``text`` with its encoded words read; blanks between two of them are none, and one may end in the next."""
    out: list[str] = []
    waiting: list[bytes] = []
    charset = ""
    end = 0
    for word in _WORD.finditer(text):
        data = _data(word[2], word[3])
        if data is None:
            continue
        between = text[end : word.start()]
        named = word[1].partition("*")[0].lower()
        joined = bool(waiting) and not between.strip()
        if not joined or named != charset:
            if waiting:
                out.append(in_charset(b"".join(waiting), charset))
                waiting = []
            if not joined:
                out.append(between)
        waiting.append(data)
        charset, end = named, word.end()
    if waiting:
        out.append(in_charset(b"".join(waiting), charset))
    return "".join(out) + text[end:]


def _data(encoding: str, text: str) -> bytes | None:
    """Return the bytes of one encoded word; None where it is damaged beyond reading."""
    data = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return a2b_qp(data, header=True)
    try:
        return a2b_base64(data + b"=" * (-len(data) % 4))
    except Error:
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
