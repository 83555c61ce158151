"""Activities: one word that says what kind of work some time was, remembered, and completed from how it begins.

The first tag of an entry is its activity. In a typed line it is a word with a plus before it (``+design``); a number
sign does as well where a shell does not take it for a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import Ambiguous
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import name_key

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

MARKS = "+#"
_MOST_NAMED = 6


def taken(words: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the activities among ``words``, without their marks, and the other words.

    What follows the mark begins with a letter and has letters, digits, hyphens and underscores only: "+1", "#42" and
    "C++" are words of a note.
    """
    found = [word[1:] for word in words if _is_activity(word)]
    return tuple(dict.fromkeys(found)), [word for word in words if not _is_activity(word)]


def _is_activity(word: str) -> bool:
    return (
        len(word) > 1
        and word[0] in MARKS
        and word[1].isalpha()
        and all(one.isalnum() or one in "-_" for one in word[1:])
    )


def known(desk: Desk) -> tuple[str, ...]:
    """Return the activities of all years, the most used first."""
    counted = desk.reader.time_totals.activities()
    return tuple(sorted(counted, key=lambda one: (-counted[one], name_key(one))))


def completed(desk: Desk, typed: Iterable[str]) -> tuple[str, ...]:
    """Return activities as they are spelled already, where one is meant or begins so; new ones as they are typed.

    Raises ``Ambiguous`` with what it may mean where several begin so.
    """
    words = tuple(typed)
    if not words:
        return ()
    there = known(desk)
    return tuple(dict.fromkeys(_completed(word, there) for word in words))


def _completed(word: str, there: Sequence[str]) -> str:
    key = name_key(word)
    exact = [one for one in there if name_key(one) == key]
    if exact:
        return exact[0]
    beginnings = [one for one in there if name_key(one).startswith(key)]
    if len({name_key(one) for one in beginnings}) > 1:
        raise Ambiguous(
            N_("Several activities begin with “{word}”: {names}."),
            hint=N_("Type more of it; if you mean a new one called just that, use --tag."),
            word=word,
            names=", ".join(beginnings[:_MOST_NAMED]),
        )
    return beginnings[0] if beginnings else word
