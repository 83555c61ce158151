"""What a sentence shows a classifier: words, their stems and endings, neighbouring pairs, word classes, letter groups.

Apart because the training and the reading must see the very same features. A feature that begins with one of ``SHARED``
speaks of classes alone, which bear the same names in all languages: what it teaches in one serves the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from freelance_comm.coach.word_classes import Classes

SHARED = frozenset("CYSL")
_STEM = 5
_MOST_WORDS = 60
"""Of a longer sentence only so many words count."""


def features(words: Sequence[str], classes: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the features of a sentence given as folded words; ``classes`` names the classes of a word or stem."""
    found: set[str] = set()
    if not words:
        return found
    known = [_plain(word) for word in words[:_MOST_WORDS]]
    named = [classes_of(word, classes) for word in known]
    found.add(f"L{min(len(known) // 5, 6)}")
    if known[-1] in "?!":
        found.add(f"L{known[-1]}")
    _lexical(found, known)
    _classed(found, known, named)
    return found


def _lexical(found: set[str], known: Sequence[str]) -> None:
    before, before_stem = "^", "^"
    for place, word in enumerate(known):
        stem = word[:_STEM]
        found.add(f"w{word}")
        found.add(f"s{stem}")
        found.add(f"b{before}_{word}")
        found.add(f"p{before_stem}_{stem}")
        if place + 2 < len(known):
            found.add(f"k{stem}__{known[place + 2][:_STEM]}")
        if len(word) > _STEM:
            found.add(f"e{word[-3:]}")
            padded = f"<{word}>"
            for start in range(len(padded) - 4):
                found.add(f"g{padded[start : start + 5]}")
        before, before_stem = word, stem


def _classed(found: set[str], known: Sequence[str], named: Sequence[Sequence[str]]) -> None:
    before: Sequence[str] = ("^",)
    before_stem = "^"
    for place, word in enumerate(known):
        stem = word[:_STEM]
        here = named[place]
        for name in here:
            found.add(f"C{name}")
            found.add(f"x{before_stem}_{name}")
            for other in before:
                found.add(f"Y{other}_{name}")
        for other in before:
            found.add(f"z{other}_{stem}")
        for later in named[place + 2 : place + 4]:
            for name in here[:2]:
                for other in later[:2]:
                    found.add(f"S{name}_{other}")
        before, before_stem = here, stem


def _plain(word: str) -> str:
    """Return the word, numbers by their kind: amounts and dates differ in every draft."""
    if word[0].isdigit():
        digits = "".join(char for char in word if char.isdigit())
        return "0" if word == digits and len(digits) <= 2 else "00" if word == digits else "0.0"
    return word


def classes_of(word: str, classes: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Return the classes of a word: those listed for it, and for the longest listed beginning of it (``stem*``)."""
    if isinstance(classes, Classes):
        return classes.named(word)
    named = list(classes.get(word, ()))
    for length in range(len(word), 1, -1):
        listed = classes.get(word[:length] + "*")
        if listed:
            named.extend(name for name in listed if name not in named)
            break
    return named
