"""The two answers of options that ask whether something is so."""

from __future__ import annotations

from collections.abc import Callable

from freelance_comm.text.catalog import Translator

YES_NO = ("yes", "no")
"""The two answers as they are stored and shown in help; in the language of the interface they are understood too."""


def yes_no(tr: Translator) -> Callable[[str], str]:
    """Return what reads "yes" and "no" in English and in the language of the interface; other words stay as typed."""
    own = dict.fromkeys(tr.pgettext("words that mean yes", "yes y").casefold().split(), "yes")
    own |= dict.fromkeys(tr.pgettext("words that mean no", "no n").casefold().split(), "no")

    def read(typed: str) -> str:
        word = typed.strip().casefold()
        return word if word in YES_NO else own.get(word, typed)

    return read
