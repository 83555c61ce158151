"""The one way text of people enters the program and the one way it is shown.

A client's words may hold terminal escapes, bidirectional overrides or markup. They are cleaned where they come in
and again where they go out, because files can be edited by hand.
"""

from __future__ import annotations

import unicodedata

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_

NAME_LIMIT = 300
"""Longest name, in characters."""
TEXT_LIMIT = 100_000
"""Longest note or message, in characters."""

_BIDI = {*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_INVISIBLE = {0x200B, 0x2060, 0xFEFF, 0x00AD}
_SPACES = (*range(9, 14), *range(28, 32), 0x85, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x205F, 0x3000)
_BREAKS = dict.fromkeys((code for code in _SPACES if code != 0x2007), " ")


def _unwanted(char: str) -> bool:
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return True
    return code in _BIDI or 0xD800 <= code <= 0xDFFF or code in (0x2028, 0x2029)


def show(text: str) -> str:
    """Return ``text`` as one line that is safe on a terminal: no control, escape, bidi or surrogate characters.

    Markup characters stay as they are: whoever draws must not interpret them.
    """
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if char in "\n\t\r\v\f\x85\u2028\u2029" else char for char in text)
    return "".join(char for char in spaced if not _unwanted(char))


def show_block(text: str) -> str:
    """Return ``text`` safe for a terminal, its line breaks kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ").split("\n")
    return "\n".join(show(line) for line in lines)


def json_safe(text: str) -> str:
    """Return JSON text in which everything that a terminal would obey is escaped, also where JSON does not ask for it.

    C1 controls, bidirectional overrides, separators of lines, lone surrogates: whoever reads it gets the same text.
    """
    if text.isascii():
        return text.replace("\x7f", "\\u007f")
    if not any(map(_escaped_in_json, set(text))):
        return text
    return "".join(f"\\u{ord(char):04x}" if _escaped_in_json(char) else char for char in text)


def _escaped_in_json(char: str) -> bool:
    return char >= "\x7f" and _unwanted(char)


def clean_name(text: str, *, what: str, limit: int = NAME_LIMIT) -> str:
    """Return a one-line name in NFC with single spaces; ``what`` names the field in messages.

    Raises ``BadValue`` when it is empty, too long, or holds escapes or other control characters.
    """
    cleaned = _checked(text, what=what, limit=limit, newlines=False)
    cleaned = " ".join(cleaned.split())
    if not cleaned:
        raise BadValue(N_("{what} is empty."), hint=N_("Give it at least one letter."), what=what)
    return cleaned


def clean_text(text: str, *, what: str, limit: int = TEXT_LIMIT) -> str:
    """Return a note of one or more lines in NFC, line ends as ``\\n``, outer blanks removed; may be empty."""
    return _checked(text, what=what, limit=limit, newlines=True).strip()


def one_line(text: str) -> str:
    """Return ``text`` in one line with single spaces; a space at which no line may break (« mot », 10 €) stays one."""
    words = text.translate(_BREAKS).split(" ")
    return " ".join(word for word in words if word)


def _checked(text: str, *, what: str, limit: int, newlines: bool) -> str:
    if len(text) > limit:
        raise BadValue(
            N_("{what} is too long (characters: {length}, allowed: {limit})."),
            hint=N_("Shorten it, or keep the long text in a file of its own."),
            what=what,
            length=len(text),
            limit=limit,
        )
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = "".join(char for char in text if ord(char) not in _INVISIBLE)
    if not newlines:
        text = text.replace("\n", " ")
    for position, char in enumerate(text):
        if char != "\n" and _unwanted(char):
            raise BadValue(
                N_("{what} contains a character that cannot be shown (U+{code}, position {position})."),
                hint=N_("Remove it and try again."),
                what=what,
                code=f"{ord(char):04X}",
                position=position + 1,
            )
    return text


def name_key(text: str) -> str:
    """Return what two spellings of one name share: compatibility form, case and outer spaces folded."""
    if text.isascii() and text.isprintable():
        return " ".join(text.casefold().split())
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(char for char in folded if ord(char) not in _INVISIBLE and not _unwanted(char))
    return " ".join(kept.split())
