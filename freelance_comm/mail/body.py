"""What a message says: its text for people, a short beginning to be recognised by, and what of it is a quote.

Bodies stay in the mailbox; from here come the excerpt that is stored, the words a reply quotes, and the sum that tells
whether two messages that bear one id are one.
"""

from __future__ import annotations

import re

from freelance_comm.domain.text_safety import show, show_block
from freelance_comm.mail.html_text import html_text
from freelance_comm.mail.mime import Part, parts
from freelance_comm.mail.quotes import split

EXCERPT_LIMIT = 200
"""Longest excerpt, in characters."""
TEXT_LIMIT = 100_000
"""Longest text that is read of a message, in characters."""

_GREETING = re.compile(
    r"(?i)^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|"
    r"bun[ăa](?: ziua| dimineața| dimineata| seara)?|salut(?:are|ări)?|drag[ăa]|stimat[ăe]|servus|noroc|"
    r"здравствуйте|здравствуй|привет(?:ствую)?|добр(?:ый|ое|ой) (?:день|вечер|утро|ночи)|доброго (?:дня|времени суток)|"
    r"уважаем(?:ый|ая|ые)|дорог(?:ой|ая|ие)|"
    r"bonjour|bonsoir|coucou|ch(?:er|ère|ers|ères)|re-?bonjour)\b"
)
_LONGEST_GREETING = 60
_WINDOW, _ENOUGH = 1_500, 500
"""Characters in which an excerpt is looked for first, and how many of the writer's own have to be there."""
_BAR = re.compile(r"(?m)^[ \t]*(?:-- ?|[-_=~*]{3,})[ \t]*$")


def text_of(raw: bytes) -> str:
    """Return the text of a message, lines ending in ``\\n`` and safe to show; empty where it has none."""
    chosen = _text_part(list(parts(raw)), raw)
    if chosen is None:
        return ""
    text = chosen.text(raw)[: 4 * TEXT_LIMIT]
    if chosen.type.name == "text/html":
        text = html_text(text)
    return show_block(text[:TEXT_LIMIT]).strip()


def _text_part(found: list[Part], raw: bytes) -> Part | None:
    """Return the first part with words for people; of two versions of one text the plain one."""
    texts = [part for part in found if part.type.name in ("text/plain", "text/html") and not part.attached]
    filled = [part for part in texts if raw[part.start : min(part.end, part.start + 4_096)].strip()]
    for part in filled:
        if part.type.name == "text/html" and part.alternative:
            plain = (other for other in filled if other.alternative and other.type.name == "text/plain")
            return next(plain, part)
        return part
    return None


def excerpt(text: str) -> str:
    """Return how ``text`` begins, in one line of at most ``EXCERPT_LIMIT`` characters.

    Quotes, signature and a greeting in a line of its own are left out, unless nothing else is there.
    """
    own = split(text[:_WINDOW].rpartition("\n")[0]).own if len(text) > _WINDOW else ""
    if len(own) < _ENOUGH:  # it begins with a long quote
        own = split(text[:TEXT_LIMIT]).own
    lines = [line for line in own.split("\n") if line.strip()]
    if len(lines) > 1 and len(lines[0]) <= _LONGEST_GREETING and _GREETING.match(lines[0].strip()):
        lines = lines[1:]
    words = " ".join(show(" ".join(lines)[: 20 * EXCERPT_LIMIT]).split())
    if len(words) <= EXCERPT_LIMIT:
        return words
    cut = words[: EXCERPT_LIMIT - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[EXCERPT_LIMIT // 2 :] else cut).rstrip() + "…"


def quoted_part(text: str) -> str:
    """Return what ``text`` quotes of earlier letters, marks removed."""
    return split(text[:TEXT_LIMIT]).quoted


def own_part(text: str) -> str:
    """Return what the writer of ``text`` wrote, without quotes and signature: what a reply quotes."""
    return split(text[:TEXT_LIMIT]).own


def body_sum(raw: bytes) -> str:
    """Return a sum that two copies of one message share though they came different ways, and two messages do not.

    It is taken over the words before the first bar: what lists and signatures add stands below one. A message without
    words has the sum of its whole body.
    """
    from hashlib import sha1

    text = text_of(raw)
    bar = _BAR.search(text)
    above = text[: bar.start()] if bar else text
    words = "".join((above if above.strip() else text).replace("\n>From ", "\nFrom ").split())
    if words:
        return sha1(words.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()
    from freelance_comm.mail.fields import Fields

    body = raw[Fields(raw, frozenset()).body_at :]
    return sha1(b"".join(body.split()), usedforsecurity=False).hexdigest()
