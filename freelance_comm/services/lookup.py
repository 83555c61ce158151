"""Finds the record somebody means by a few typed characters: a reference, a name, the beginning of either.

Apart because every command that names a client or a project passes here, and must cost next to nothing: what is needed
only to say what went wrong (close spellings) is imported when it has gone wrong.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import NAME_LIMIT, name_key, show

Found = TypeVar("Found")

SHOWN = 6
"""How many candidates or close names a message lists."""
_WORTH_COMPARING = 2000
_ALIKE = str.maketrans({"\u2019": "'", "\u02bc": "'", "`": "'", "ґ": "г", "ł": "l", "ø": "o", "đ": "d"})


class SameName(Ambiguous):
    """The name of something new is taken; another one may bear it once the person has said that it is another one."""


class Handle:
    """What one record can be called: its reference, its name, and further names that lead to it less directly.

    ``label`` tells it apart from others of the same name.
    """

    __slots__ = ("further", "label", "name", "ref")

    def __init__(self, ref: str, name: str, *, label: str = "", further: tuple[str, ...] = ()) -> None:
        self.ref = ref
        self.name = name
        self.label = label or f"{ref} {name}"
        self.further = further


def folded(key: str) -> str:
    """Return a name key without accents and dots ("petrescu cafe"): many people type without diacritics.

    Apostrophes are all the same sign, and left out between Cyrillic letters.
    """
    if key.isascii():
        return key
    parts = unicodedata.normalize("NFD", key.translate(_ALIKE))
    plain = unicodedata.normalize("NFC", "".join(char for char in parts if unicodedata.category(char) != "Mn"))
    if "'" in plain:
        import re

        plain = re.sub("(?<=[\u0400-\u04ff])'(?=[\u0400-\u04ff])", "", plain)
    return plain


def candidates(text: str, handles: Sequence[Handle]) -> tuple[list[int], bool]:
    """Return the places in ``handles`` of what ``text`` may mean, and whether they are exact names.

    The first rung of this ladder with any match decides: the reference, the whole name, the whole name without
    diacritics, the beginning of a reference or name, the beginning of a word in it, the number that ends a reference,
    a further name (whole, then its beginning or that of a word in it). Letters alone begin no reference: they are the
    same in all of them.
    """
    key = name_key(text)
    plain = folded(key)
    keys = [(name_key(handle.ref), name_key(handle.name)) for handle in handles]
    found = [place for place, (ref, _name) in enumerate(keys) if ref == key]
    found = found or [place for place, (_ref, name) in enumerate(keys) if name == key]
    if found:
        return found, True
    plains = [(ref, folded(name)) for ref, name in keys]
    found = [place for place, (_ref, name) in enumerate(plains) if name == plain]
    if found:
        return found, True
    if not plain:
        return [], False
    to_refs = not plain.isalpha()
    found = [
        place
        for place, (ref, name) in enumerate(plains)
        if name.startswith(plain) or (to_refs and ref.startswith(plain))
    ]
    found = found or [place for place, (_ref, name) in enumerate(plains) if _begins_word(name, plain)]
    if not found and plain.isascii() and plain.isdigit():
        ending = "-" + plain.zfill(3)
        found = [place for place, (ref, _name) in enumerate(plains) if ref.endswith(ending)]
    if found:
        return found, False
    further = [tuple(folded(name_key(other)) for other in handle.further) for handle in handles]
    found = [place for place, names in enumerate(further) if plain in names]
    found = found or [
        place
        for place, names in enumerate(further)
        if any(name.startswith(plain) or _begins_word(name, plain) for name in names)
    ]
    return found, False


def pick(
    text: str,
    handles: Sequence[Handle],
    records: Sequence[Found],
    *,
    unknown: str,
    several: str,
    hint: str,
) -> Found:
    """Return the one record that ``text`` means.

    ``unknown`` and ``several`` are msgids with the placeholder ``{name}``; ``hint`` is said with the first. Raises
    ``NotFound`` with close names, ``Ambiguous`` with the candidates, ``BadValue`` for no text at all.
    """
    if not text.strip():
        raise BadValue(
            N_("There is no name to look for."), hint=N_("Give a reference, a name, or the beginning of either.")
        )
    found, _exact = candidates(text, handles)
    if len(found) == 1:
        return records[found[0]]
    said = show(text)[:NAME_LIMIT]
    if found:
        raise Ambiguous(
            several,
            hint=N_("Give the reference, or more of the name."),
            near=tuple(handles[place].label for place in found[:SHOWN]),
            name=said,
        )
    raise NotFound(unknown, hint=hint, near=close_names(text, handles), name=said)


def close_names(text: str, handles: Sequence[Handle]) -> tuple[str, ...]:
    """Return names and references spelled like ``text``, closest first."""
    from difflib import get_close_matches

    wanted = folded(name_key(text[:NAME_LIMIT]))
    if not wanted:
        return ()
    spelled: dict[str, str] = {}
    for handle in handles[:_WORTH_COMPARING]:
        for name in (handle.name, *handle.further):
            key = folded(name_key(name))
            for part in (key, *key.split()):
                spelled.setdefault(part, handle.name)
        spelled.setdefault(name_key(handle.ref), handle.ref)
    close = get_close_matches(wanted, list(spelled), n=SHOWN, cutoff=0.7)
    return tuple(dict.fromkeys(spelled[key] for key in close))


def _begins_word(name: str, text: str) -> bool:
    start = name.find(text)
    while start >= 0:
        if start == 0 or not name[start - 1].isalnum():
            return True
        start = name.find(text, start + 1)
    return False
