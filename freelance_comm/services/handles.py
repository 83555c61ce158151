"""Short names for things that have no reference of their own: promises, messages, time entries.

A handle is a letter and the end of the id in Crockford's base 32 (no I, L, O, U): ``V-3K9F`` for a promise (a vow),
``M-…`` for a message, ``T-…`` for a time entry, ``X-…`` for an idea (something extra). It follows from the id alone, so
it stays the same in every list, on every screen and in every script; four characters are shown, more where two things
in one list end alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from freelance_comm.domain.errors import Ambiguous, NotFound
from freelance_comm.domain.marking import N_

PROMISE, MESSAGE, ENTRY, IDEA = "V", "M", "T", "X"
COMPLAINT, FEEDBACK, NEGOTIATION = "K", "F", "N"
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHOWN = 4
_LISTED = 6
"""How many candidates a refusal lists."""
_READ_AS = {"I": "1", "L": "1", "O": "0"}


def _spelled(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 32)
        digits = _ALPHABET[rest] + digits
    return digits.rjust(_SHOWN, "0")


def handle(letter: str, number: int) -> str:
    """Return the usual handle of the record with that id: the letter and four characters."""
    return f"{letter}-{_spelled(number)[-_SHOWN:]}"


def handles(letter: str, numbers: Iterable[int]) -> dict[int, str]:
    """Return a handle for every id, none equal to another."""
    spelled = {number: _spelled(number) for number in numbers}
    result: dict[int, str] = {}
    length = _SHOWN
    waiting = set(spelled)
    while waiting:
        ends: dict[str, list[int]] = {}
        for number in spelled:
            ends.setdefault(spelled[number][-length:], []).append(number)
        for end, owners in ends.items():
            if len(owners) == 1 and owners[0] in waiting:
                result[owners[0]] = f"{letter}-{end}"
                waiting.discard(owners[0])
        length += 1
    return result


def matching(letter: str, text: str, numbers: Iterable[int]) -> tuple[int, ...]:
    """Return the ids whose handle ``text`` can be; none when it does not look like a handle of that letter.

    The letter may be left out, capitals do not matter, and O, I, L are read as the digits they resemble. A whole id
    in decimal digits matches too.
    """
    wanted = text.strip().upper()
    known = tuple(numbers)
    if wanted.isascii() and wanted.isdigit() and int(wanted) in known:
        return (int(wanted),)
    wanted = wanted.removeprefix(f"{letter}-")
    wanted = "".join(_READ_AS.get(char, char) for char in wanted)
    if len(wanted) < _SHOWN or any(char not in _ALPHABET for char in wanted):
        return ()
    return tuple(number for number in known if _spelled(number).endswith(wanted))


def beginning(letter: str, text: str, known: Iterable[int]) -> tuple[int, ...]:
    """Return the ids whose handle in this list begins as ``text`` does; none unless it begins with the letter."""
    wanted = text.strip().upper()
    if not wanted.startswith(f"{letter}-"):
        return ()
    wanted = wanted[:2] + "".join(_READ_AS.get(char, char) for char in wanted[2:])
    return tuple(number for number, named in handles(letter, known).items() if named.startswith(wanted))


def choose(letter: str, text: str, described: dict[int, str]) -> int:
    """Return the one id that ``text`` names: by handle, its beginning, or words of its description (id -> description).

    Raises ``NotFound`` or ``Ambiguous``; both list candidates with their handles.
    """
    found = _called(letter, text, described)
    if len(found) == 1:
        return found[0]
    if found:
        raise several(letter, text, found, described)
    named = handles(letter, described)
    near = _listed(described if len(described) <= _LISTED else _close(text, named), named, described)
    raise NotFound(
        N_("Nothing here is called “{text}”."),
        hint=N_("Short names are at the start of each line in the list."),
        near=near,
        text=text,
    )


def choose_open(
    letter: str, text: str, still: dict[int, str], described: dict[int, str], of_owner: Callable[[], Sequence[int]]
) -> int:
    """Return the one id that ``text`` names: among those ``still`` open before all that are ``described``.

    ``of_owner`` is asked where nothing is called so: it returns the ids that belong to whom or what ``text`` means.
    """
    try:
        return choose(letter, text, still)
    except NotFound:
        found = of_owner()
    if any(number in still for number in found) or not _called(letter, text, described):
        if len(found) > 1:
            raise several(letter, text, found, described)
        if found:
            return found[0]
    return choose(letter, text, described)


def several(letter: str, text: str, found: Sequence[int], described: dict[int, str]) -> Ambiguous:
    """Return the refusal that lists the ids ``found``, all of them in ``described``, which ``text`` may mean."""
    return Ambiguous(
        N_("“{text}” could be any of several."),
        hint=N_("Choose one by its short name, at the start of the line."),
        near=_listed(found[:_LISTED], handles(letter, described), described),
        text=text,
    )


def _called(letter: str, text: str, described: dict[int, str]) -> tuple[int, ...]:
    """Return the ids that ``text`` can mean: by handle, else by words."""
    from freelance_comm.domain.text_safety import name_key

    words = name_key(text)
    return (
        matching(letter, text, described)
        or beginning(letter, text, described)
        or tuple(number for number, words_of in described.items() if words and words in name_key(words_of))
    )


def _listed(numbers: Iterable[int], named: dict[int, str], described: dict[int, str]) -> tuple[str, ...]:
    return tuple(f"{named[number]} {described[number]}".rstrip() for number in numbers)


def _close(text: str, named: dict[int, str]) -> tuple[int, ...]:
    """Return the ids whose handles are spelled most like ``text``."""
    from difflib import get_close_matches

    numbers = {name: number for number, name in named.items()}
    return tuple(numbers[name] for name in get_close_matches(text.strip().upper()[:40], numbers, n=3, cutoff=0.7))
