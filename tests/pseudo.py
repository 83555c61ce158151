"""Finds interface text that never passed a catalog, with the pseudo-locale switched on.

monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
... run a command or a screen ...
assert untranslated(shown, data=("Ana Petrescu", "Landing page")) == []
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]{2,}")


def outside(text: str) -> str:
    """Return ``text`` without what stands in ⟦…⟧, nested or not."""
    kept: list[str] = []
    depth = 0
    for char in text:
        if char == "⟦":
            depth += 1
        elif char == "⟧":
            depth = max(0, depth - 1)
            kept.append(" ")
        elif not depth:
            kept.append(char)
    return "".join(kept)


def untranslated(text: str, data: Iterable[str] = ()) -> list[str]:
    """Return the words in ``text`` that are neither translated nor part of ``data`` (names, notes, commands)."""
    rest = outside(text)
    for known in sorted(data, key=len, reverse=True):
        rest = rest.replace(known, " ")
    return _WORD.findall(rest)
