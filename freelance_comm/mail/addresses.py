"""The addresses in From, To and Cc, and when two of them are one.

Somebody is recognised by the address alone: the name beside it can say anything (``"Known Client" <stranger@evil>``),
and a Reply-To identifies nobody. Each header is read once from left to right, so nothing in it can make it long.
"""

from __future__ import annotations

import re

from freelance_comm.domain.record import Record
from freelance_comm.mail.encoded_words import header_text, plain

LONGEST = 65_536
"""Bytes of a header in which addresses are looked for."""
MOST = 500
"""Addresses of a header that are kept."""
LONGEST_ADDRESS = 320

_SIMPLE = re.compile(r'\s*(?:"([^"\\]*)"|([^"(),:;<>@\[\]\\]*?))\s*<([^\s<>()",:;\\@]+@[^\s<>()",:;\\@]+)>\s*')
_BARE = re.compile(r'\s*([^\s<>()",:;\\@]+@[^\s<>()",:;\\@]+)\s*')
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"?|\\.|[(<,;:>]|[^"\\(<,;:>\s]+|\s+|.', re.DOTALL)
_COMMENT = re.compile(r"\\.|[()]|[^()\\]+|.", re.DOTALL)
_REMARK = re.compile(r"\([^()]*\)")
_SPACED = re.compile(r"\s*([@.])\s*")
_ANGLE = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^">])*')


class Person(Record):
    """One mailbox of a header: its address in lower case with an ASCII domain, and the name shown beside it."""

    address: str
    name: str = ""


def normal(address: str) -> str:
    """Return what two spellings of one address share: lower case, the domain in ASCII (IDN as punycode)."""
    text = address.strip().lower()
    if text.isascii():
        return text
    local, at, domain = text.rpartition("@")
    if not at:
        return text
    try:
        return f"{local}{at}{domain[:253].encode('idna').decode('ascii')}"
    except UnicodeError:
        return text


def people(value: bytes | None, charset: str = "") -> tuple[Person, ...]:
    """Return the mailboxes of an address header in their order, at most ``MOST``; groups are taken apart."""
    if not value:
        return ()
    text = plain(value[:LONGEST], charset)
    single = _SIMPLE.fullmatch(text)
    if single is not None:
        return (_person(single[3], single[1] or single[2] or "", charset),)
    if _BARE.fullmatch(text):
        return (_person(text, "", charset),)
    return tuple(_all(text, charset))


def _person(address: str, name: str, charset: str) -> Person:
    shown = header_text(name.encode("utf-8", "replace")[:1_000], charset) if name else ""
    return Person(address=normal("".join(address.split()))[:LONGEST_ADDRESS], name=shown[:200])


def _all(text: str, charset: str) -> list[Person]:
    """Return the mailboxes of a header that is more than one plain address."""
    found: list[Person] = []
    reading = _Reading()
    place = 0
    while place < len(text) and len(found) < MOST:
        token = _TOKEN.match(text, place)
        if token is None:
            break
        word, place = token[0], token.end()
        if word == "(":
            place = reading.comment(text, place)
        elif word == "<":
            place = reading.angle(text, place)
        elif word == ":":
            reading = _Reading()
        elif word in ",;":
            reading.end(found, charset)
            reading = _Reading()
        elif word != ">":
            reading.words.append(word)
    reading.end(found, charset)
    return found[:MOST]


class _Reading:
    """What has been read of one mailbox."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.remark = ""
        self.address: str | None = None

    def comment(self, text: str, place: int) -> int:
        """Read a comment that began before ``place``; return where it ends, however deep it goes."""
        depth = 1
        parts: list[str] = []
        while depth and place < len(text):
            token = _COMMENT.match(text, place)
            if token is None:
                break
            depth += (token[0] == "(") - (token[0] == ")")
            if depth:
                parts.append(token[0])
            place = token.end()
        self.remark = "".join(parts)
        return place

    def angle(self, text: str, place: int) -> int:
        """Read an address in angle brackets, without a route before it."""
        inner = _ANGLE.match(text, place)
        if inner is None:
            return place
        if self.address is None:
            said = _REMARK.sub("", inner[0])
            self.address = said if said.startswith('"') else said.rpartition(":")[2]
        return inner.end()

    def end(self, found: list[Person], charset: str) -> None:
        """Add the mailbox, if there was one."""
        said = "".join(self.words).strip()
        if self.address is not None:
            if self.address.strip() and not self.address.lstrip().startswith("@"):
                name = "".join(_unquoted(word) for word in self.words).strip() or self.remark
                found.append(_person(self.address, name, charset))
        elif said:
            words = _SPACED.sub(r"\1", said).split() if not said.startswith('"') else [said]
            found.append(_person(next((word for word in words if "@" in word), words[0]), self.remark, charset))


def _unquoted(word: str) -> str:
    if not word.startswith('"'):
        return word
    return re.sub(r"\\(.)", r"\1", word.strip('"'))
