"""What a language is called by those who speak it, the marks around its quotations, and its days for short.

Read from ``locales/<locale>/language.toml``, never from Python: a new language brings its own. Apart from the words of
natural times because neither needs the other, and from the catalogs because a language is listed under the same name
in every interface.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_loaded: dict[str, dict[str, Any]] = {}


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


def _table(locale: str) -> dict[str, Any]:
    """Return what the folder of a locale says of the language, empty where it says nothing; read once a process."""
    from freelance_comm.text.tables import LANGUAGE, read_table

    if locale not in _loaded:
        _loaded[locale] = read_table(locale, LANGUAGE)
    return _loaded[locale]
