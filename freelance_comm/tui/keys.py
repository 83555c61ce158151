"""Actions apart from keys: what is done (``acts``) and the key it is on.

A key is named by what stands on a Latin keyboard. On a Cyrillic layout the same key sends another letter (the key
labelled ``r`` sends ``к``), so every binding is made for both; people see it once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.tui import acts
from freelance_comm.tui.act import Act

if TYPE_CHECKING:
    from textual.binding import Binding

    from freelance_comm.text.catalog import Translator

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./?"
_CYRILLIC = "йцукенгшщзхъфывапролджэячсмитьбю.,"
_UKRAINIAN = {"s": "і", "]": "ї", "'": "є"}
"""Where the Ukrainian layout sends another letter than the Russian one."""
_TWINS = {latin: cyrillic + _UKRAINIAN.get(latin, "") for latin, cyrillic in zip(_LATIN, _CYRILLIC, strict=True)}

ACTS = acts.ACTS
"""Everything that can be done, with the keys of this person once ``take`` was called."""
_BY_NAME = {act.name: act for act in ACTS}
NAMES = frozenset(_BY_NAME)
_KEY_NAMES = {
    "enter": N_("enter"),
    "escape": N_("esc"),
    "space": N_("space"),
    "delete": N_("del"),
    "tab": N_("tab"),
    "left": "←",
    "right": "→",
}


def take(own: Iterable[Act]) -> None:
    """Give the actions other keys. To be called before the pages are imported: each makes its bindings then."""
    global ACTS
    ACTS = tuple(own)
    for each in ACTS:
        _BY_NAME[each.name] = each


def act(name: str) -> Act:
    """Return the action of that name."""
    return _BY_NAME[name]


def key_name(key: str, tr: Translator) -> str:
    """Return a key as people read it: "esc", "F2", "ctrl+p", "r"."""
    if key in _KEY_NAMES:
        return tr.gettext(_KEY_NAMES[key])
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def hint(name: str, tr: Translator, *, typing: bool = False) -> tuple[str, str]:
    """Return the key and the label of an action, in the interface language; ``typing`` as in ``key_of``."""
    return key_name(key_of(name, typing=typing), tr), tr.gettext(act(name).label)


def key_of(name: str, *, typing: bool = False) -> str:
    """Return the key of an action; where one is ``typing``, the first that is not typed itself, if it has one."""
    found = act(name)
    every = (found.key, *found.also)
    return next((key for key in every if not _is_typed(key)), found.key) if typing else found.key


def _is_typed(key: str) -> bool:
    return len(key) == 1 or key in ("space", "delete", "backspace")


def layouts(key: str) -> tuple[str, ...]:
    """Return what the terminal may send for ``key``: the Latin one and, for letters and signs, its Cyrillic twins."""
    modifier, plus, last = key.rpartition("+")
    twins = _TWINS.get(last.lower(), "")
    return (key, *(f"{modifier}{plus}{twin.upper() if last.isupper() else twin}" for twin in twins))


def bindings(names: Iterable[str]) -> list[Binding]:
    """Return Textual bindings of the named actions, for every layout."""
    from textual.binding import Binding

    made: list[Binding] = []
    taken: set[str] = set()
    for name in names:
        found = act(name)
        if found.key in taken:
            continue  # two names of one key: the page decides by where it stands, the first name is bound
        taken.add(found.key)
        action = f"app.{name}" if found.everywhere else name
        for key in (found.key, *found.also):
            # A text area has uses of its own for some function keys; on our pages they mean what the key line says.
            first = len(key) > 1 and ((key[0] == "f" and key[1:].isdigit()) or key == "ctrl+s")
            made.extend(Binding(_spelled(sent), action, show=False, priority=first) for sent in layouts(key))
    return made


def _spelled(key: str) -> str:
    """Textual separates keys by commas, so the comma itself needs its name."""
    return "comma" if key == "," else key
