"""What a language is called by those who speak it, its marks of quotation, its days for short, and how it calls names.

Read from ``locales/<locale>/language.toml``, never from Python: a new language brings its own. Apart from the words of
natural times because neither needs the other, and from the catalogs because a language is listed under the same name
in every interface.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_loaded: dict[str, dict[str, Any]] = {}
_WORDS = 3
"""Words that the name of a person has at most: given name, name after the father, family name."""


def own_name(locale: str) -> str:
    """Return what the speakers of a language call it: "română"; its code where no folder says it.

    A country whose folder says nothing else is added: "français (CA)".
    """
    from freelance_comm.text.catalog import fallbacks

    whole = fallbacks(locale)[0]
    language, _underscore, country = whole.partition("_")
    name = _table(whole).get("name")
    if name:
        return str(name)
    said = str(_table(language).get("name", language))
    return f"{said} ({country})" if country else said or locale


def short_days(locale: str) -> tuple[str, ...]:
    """Return what the seven days are called for short, Monday first; nothing where no folder says it."""
    from freelance_comm.text.catalog import fallbacks

    for known in fallbacks(locale):
        if days := _table(known).get("days"):
            return tuple(map(str, days))
    return ()


def quotation_marks(locale: str) -> tuple[str, str]:
    """Return the marks before and after a quotation, with the spaces that belong to them; English where none are said.

    ``fr_CA`` quotes as ``fr`` does, until it brings a file of its own.
    """
    from freelance_comm.text.catalog import SOURCE_LOCALE, fallbacks

    for known in (*fallbacks(locale), SOURCE_LOCALE):
        match _table(known).get("quotes"):
            case [str(opening), str(closing)]:
                return opening, closing
    raise AssertionError("English quotes")


def greeted(name: str, locale: str) -> str:
    """Return a person's name as it stands after a greeting: "Олено Шевчук" for "Олена Шевчук", itself where none says.

    A language lists the given names that change, and the endings of what may follow them. Only names that are listed
    change: what is no name of a person, or one nobody thought of, stays as it was typed.
    """
    from freelance_comm.text.catalog import fallbacks

    words = name.split()
    if not 0 < len(words) <= _WORDS or not all(word[0].isupper() for word in words):
        return name
    given = words[0].replace("'", "’").replace("ʼ", "’")
    for known in fallbacks(locale):
        for group in _table(known).get("greeted", ()):
            if first := group["names"].get(given):
                return " ".join([first, *(_with_ending(word, group["endings"]) for word in words[1:])])
    return name


def _with_ending(word: str, endings: dict[str, str]) -> str:
    for ending, called in endings.items():
        if word.endswith(ending):
            return word.removesuffix(ending) + called
    return word


def _table(locale: str) -> dict[str, Any]:
    """Return what the folder of a locale says of the language, empty where it says nothing; read once a process."""
    from freelance_comm.text.tables import LANGUAGE, read_table

    if locale not in _loaded:
        _loaded[locale] = read_table(locale, LANGUAGE)
    return _loaded[locale]
