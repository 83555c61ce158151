"""The one safe way to write mail headers: what a person typed becomes exactly one header, whatever it holds.

The standard library's message class reads values before it writes them: in some versions an encoded word with a line
break in a subject turns into a header of its own, and a long id is encoded, which breaks threads. So headers are
written here, byte by byte, and refused where they could be read as more than one.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

LINE_LIMIT = 998
"""Longest line of a mail in bytes, without its end (RFC 5322, 2.1.1)."""
FOLD_AT = 76
VALUE_LIMIT = 2_000
"""Longest value of a header in characters."""
REFERENCES_LIMIT = 8_000
"""So many characters of ids a References header holds at most: servers refuse mail whose head is far longer."""

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]+@[\x21-\x3b\x3d\x3f-\x7e]+>")
_ENCODED_WORD = re.compile(r"=\?[^?\s]*\?[bBqQ]\?[^?]*\?=")
# C0, delete, C1 (with NEL), line and paragraph separators, lone surrogates, and what turns reading direction round.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")


class Field(Record):
    """What to say when a header is refused: it holds a control character, is too long, is not what it should be."""

    control: str
    too_long: str
    wrong: str = ""


SENDER = Field(
    control=N_("The sender contains a character that is not allowed in a mail header (U+{code})."),
    too_long=N_("The sender is too long for a mail header (characters: {length}, allowed: {limit})."),
    wrong=N_("The sender “{text}” is not exactly one mail address."),
)
RECIPIENT = Field(
    control=N_("The recipient contains a character that is not allowed in a mail header (U+{code})."),
    too_long=N_("The recipient is too long for a mail header (characters: {length}, allowed: {limit})."),
    wrong=N_("The recipient “{text}” is not exactly one mail address."),
)
ADDRESS = Field(
    control=N_("The address contains a character that is not allowed in a mail address (U+{code})."),
    too_long=N_("The address is too long (characters: {length}, allowed: {limit})."),
    wrong=N_("“{text}” is not exactly one mail address."),
)
SUBJECT = Field(
    control=N_("The subject contains a character that is not allowed in a mail header (U+{code})."),
    too_long=N_("The subject is too long for a mail header (characters: {length}, allowed: {limit})."),
)
ANSWERED = Field(
    control=N_("The id of the answered message contains a character that is not allowed in a mail header (U+{code})."),
    too_long=N_(
        "The id of the answered message is too long for a mail header (characters: {length}, allowed: {limit})."
    ),
    wrong=N_("“{text}” is not the id of one message."),
)


class Mailbox(Record):
    """One person's mail address with the name shown beside it."""

    address: str
    name: str = ""


def check_value(value: str, field: Field) -> str:
    """Return ``value`` as it came; ``BadValue`` naming the field when it could end its header.

    Control characters are looked for in the text and in what its encoded words (``=?utf-8?q?…?=``) say.
    """
    hidden = _decoded(value) if "=?" in value else ""
    found = _CONTROL.search(value) or _CONTROL.search(hidden)
    if found:
        raise BadValue(
            field.control,
            hint=N_("Write it as one line of plain text."),
            code=f"{ord(found[0]):04X}",
        )
    if len(value) > VALUE_LIMIT:
        raise BadValue(
            field.too_long,
            hint=N_("Shorten it."),
            length=len(value),
            limit=VALUE_LIMIT,
        )
    return value


def check_mailbox(mailbox: Mailbox, field: Field) -> Mailbox:
    """Return ``mailbox`` with its domain in ASCII; ``BadValue`` naming the field unless it is exactly one address."""
    check_value(mailbox.name, field)
    address = check_value(mailbox.address, field).strip()
    local, at, domain = address.rpartition("@")
    ascii_domain = _ascii_domain(domain)
    fits = len(local) <= 64 and len(ascii_domain) <= 253 and "=?" not in local
    if not (at and ascii_domain and fits and _LOCAL.fullmatch(local)):
        raise BadValue(
            field.wrong,
            hint=N_("Give a single address such as ana@example.com."),
            text=show(mailbox.address)[:80],
        )
    return Mailbox(address=f"{local}@{ascii_domain}", name=mailbox.name.strip())


def check_id(value: str, field: Field) -> str:
    """Return a message id with its angle brackets; ``BadValue`` unless it is exactly one that fits into a line."""
    wanted = check_value(value.strip(), field)
    wanted = wanted if wanted.startswith("<") else f"<{wanted}>"
    if not _ID.fullmatch(wanted) or len(wanted) > LINE_LIMIT - len("In-Reply-To: "):
        raise BadValue(
            field.wrong,
            hint=N_("A message id looks like <abc@example.com>."),
            text=show(value)[:80],
        )
    return wanted


def usable_id(value: str) -> str:
    """Return a message id with its angle brackets, or an empty string where it is none that a header may hold.

    For ids that came with somebody else's mail: what cannot be written safely is left out, and nobody is blamed.
    """
    try:
        return check_id(value, ANSWERED)
    except BadValue:
        return ""


def thread_of(references: Iterable[str], answered: str) -> tuple[str, ...]:
    """Return the ids of a References header (RFC 5322, 3.6.4): the thread so far, the answered message last.

    Ids that no header may hold are left out; of too many, the one that began the thread and the newest stay.
    """
    ids = [one for one in dict.fromkeys(usable_id(each) for each in references) if one and one != answered]
    room = REFERENCES_LIMIT - len(answered) - (len(ids[0]) if ids else 0)
    newest: list[str] = []
    for one in reversed(ids[1:]):
        room -= len(one)
        if room < 0:
            break
        newest.append(one)
    return (*ids[:1], *reversed(newest), answered)


def ids_header(name: str, values: Iterable[str]) -> bytes:
    """Return a header with several message ids: lines break between ids, never inside one, and none is encoded."""
    return _folded(name, list(values))


def text_header(name: str, value: str) -> bytes:
    """Return a header of free text, folded, with its line end; what is not plain ASCII becomes encoded words."""
    words = value.split(" ")
    if value.isascii() and "=?" not in value and all(len(word) <= FOLD_AT - len(name) for word in words):
        return _folded(name, words)
    return _folded(name, _encoded_words(value))


def mailbox_header(name: str, mailbox: Mailbox) -> bytes:
    """Return a header with one address; the name beside it can hold anything that ``check_mailbox`` let pass."""
    shown = mailbox.name
    if not shown:
        return _folded(name, [mailbox.address])
    if not shown.isascii() or "=?" in shown or len(shown) > FOLD_AT // 2:
        words = _encoded_words(shown)
    elif _PLAIN_NAME.fullmatch(shown):
        words = [shown]
    else:
        quoted = shown.replace("\\", "\\\\").replace('"', '\\"')
        words = [f'"{quoted}"']
    return _folded(name, [*words, f"<{mailbox.address}>"])


def id_header(name: str, value: str) -> bytes:
    """Return a header with a message id in one line: a folded or encoded id is no longer the same id."""
    return f"{name}: {value}\r\n".encode("ascii")


def _folded(name: str, words: list[str]) -> bytes:
    """Return a header whose lines break before words, so that none is longer than ``FOLD_AT`` where words allow."""
    lines = [f"{name}:"]
    for word in words:
        first = len(lines) == 1 and lines[0] == f"{name}:"
        # Nothing but spaces in a line would end the headers for some readers, so an empty word never begins one.
        if word and not first and len(lines[-1]) + 1 + len(word) > FOLD_AT:
            lines.append("")
        lines[-1] += f" {word}"
    return ("\r\n".join(lines) + "\r\n").encode("ascii")


def _encoded_words(text: str) -> list[str]:
    """Return RFC 2047 words short enough to stand in a line beside the header's name, cut between characters."""
    words: list[str] = []
    part = b""
    for char in text:
        data = char.encode("utf-8")
        if len(part) + len(data) > 39:
            words.append(_word(part))
            part = b""
        part += data
    return [*words, _word(part)]


def _word(data: bytes) -> str:
    return f"=?utf-8?b?{b64encode(data).decode('ascii')}?="


def _decoded(value: str) -> str:
    """Return what the encoded words in ``value`` would be read as by a mail program."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    said = []
    for word in _ENCODED_WORD.findall(value):
        try:
            parts = decode_header(word)
        except (HeaderParseError, ValueError):
            continue
        for content, charset in parts:
            if isinstance(content, str):
                said.append(content)
                continue
            try:
                said.append(content.decode(charset or "ascii", "replace"))
            except LookupError:
                said.append(content.decode("latin-1"))
    return "".join(said)


def _ascii_domain(domain: str) -> str:
    """Return a domain name in ASCII (IDN as punycode), or an empty string when it is none."""
    try:
        plain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    labels = plain.split(".")
    return plain.lower() if all(_LABEL.fullmatch(label) for label in labels) else ""
