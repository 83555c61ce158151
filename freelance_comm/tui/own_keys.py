"""Keys of one's own: what ``[keys]`` in the configuration says, checked, before any page is made.

A key that another action has, on whatever page, is refused: two actions on one key would leave one of them out of
reach, and nobody would know which. Two may exchange their keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.tui.act import Act
from freelance_comm.tui.acts import ACTS

_TAKEN_BY_TERMINALS = frozenset("ctrl+" + letter for letter in "cqhijm[")
"""Keys that leave, copy, or arrive as backspace, tab or enter."""
_MOST_FUNCTION_KEYS = 24
_LEADS_BACK = "escape"


def own_acts(wished: Mapping[str, str], acts: Iterable[Act] = ACTS) -> tuple[tuple[Act, ...], tuple[BadValue, ...]]:
    """Return the actions with the keys that were wished for, and what could not be done of it.

    ``wished`` gives a key for the name of an action. Whatever is doubtful leaves that action as it was.
    """
    known = {act.name: act for act in acts}
    notices = []
    chosen: dict[str, str] = {}
    for name, key in wished.items():
        if name not in known:
            notices.append(_unknown(name, known))
        elif not is_key(key):
            notices.append(_no_key(name, key))
        else:
            chosen[name] = key
    while doubled := _doubled(known, chosen):
        name, other = doubled
        notices.append(_taken(name, chosen.pop(name), other))
    return tuple(_with_key(act, chosen.get(act.name, "")) for act in known.values()), tuple(notices)


def _with_key(act: Act, key: str) -> Act:
    """Return an action on the key that was chosen; esc leads back all the same, because questions say so."""
    if not key:
        return act
    return act.but(key=key, also=(*act.also, *([act.key] if act.key == _LEADS_BACK else [])))


def is_key(key: str) -> bool:
    """Whether ``key`` can be bound: a sign, a function key (``f7``), or ctrl with a letter (``ctrl+t``)."""
    if key in _TAKEN_BY_TERMINALS:
        return False
    if key.startswith("ctrl+"):
        return len(key) == len("ctrl+x") and key[-1].isascii() and key[-1].islower()
    if len(key) > 1:
        digits = key[1:]
        return key[0] == "f" and digits.isascii() and digits.isdigit() and 1 <= int(digits[:3]) <= _MOST_FUNCTION_KEYS
    return key.isprintable() and not key.isspace() and bool(key)


def _doubled(known: Mapping[str, Act], chosen: Mapping[str, str]) -> tuple[str, str] | None:
    """Return an action with a wished key and another one that has that key as well."""
    for name, key in chosen.items():
        for other, act in known.items():
            its_own = {chosen.get(other, act.key), *act.also}
            if other != name and key in its_own:
                return name, other
    return None


def _unknown(name: str, known: Iterable[str]) -> BadValue:
    return BadValue(
        N_("[keys] in your configuration names an action that does not exist: “{name}”."),
        hint=N_("docs/reference.md lists the actions."),
        fate="",
        near=tuple(get_close_matches(name.lower(), list(known), n=2, cutoff=0.5)),
        name=show(name),
    )


def _no_key(name: str, key: str) -> BadValue:
    return BadValue(
        N_("[keys] in your configuration: “{key}” is not a possible key for {name}."),
        hint=N_("A key is a character, a function key such as f7, or ctrl with a letter such as ctrl+t."),
        fate="",
        key=show(key),
        name=name,
    )


def _taken(name: str, key: str, other: str) -> BadValue:
    return BadValue(
        N_("[keys] in your configuration: {key}, for {name}, is already the key for {other}."),
        hint=N_("Choose a free one, or give {other} another key as well."),
        fate="",
        key=key,
        name=name,
        other=other,
    )
