"""Countries: which one a time zone lies in, which money it uses, what it is called.

The countries of zones come from the tz database's own list, the currencies from CLDR. Read once, on the first run.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

_SYSTEM = Path("/usr/share/zoneinfo")


def country_of_zone(zone: str) -> str:
    """Return the ISO 3166 code of the country whose clocks ``zone`` tells ("RO"); empty where none is named.

    UTC and the offsets lie in no country.
    """
    countries = {}
    for line in _listed("zone.tab"):
        fields = line.split("\t")
        if not line.startswith("#") and len(fields) > 2:
            countries[fields[2]] = fields[0]
    if zone in countries:
        return countries[zone]
    for line in _listed("tzdata.zi"):
        kind, _, names = line.partition(" ")
        if kind == "L" and names.endswith(" " + zone):
            # A former name of a zone ("America/Montreal"): its target tells the same clocks.
            return countries.get(names.split(" ")[0], "")
    return ""


def currency_of_country(country: str, day: date) -> str:
    """Return the ISO 4217 code of the money used in ``country`` on ``day``; empty for a country CLDR does not know."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country, start_date=day, end_date=day)
    return str(found[0]) if found else ""


def _listed(name: str) -> list[str]:
    """Return the lines of one of the tz database's own lists; none where neither copy has it."""
    folders = [_SYSTEM]
    try:
        import tzdata  # type: ignore[import-untyped]

        folders.insert(0, Path(tzdata.__file__ or "").parent / "zoneinfo")
    except ImportError:
        pass  # the system's copy serves as well
    for folder in folders:
        try:
            return (folder / name).read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
    return []


def is_country(code: str) -> bool:
    """Return whether ``code`` is the ISO 3166 code of a country in use (two capital letters)."""
    from babel import Locale

    # Codes that CLDR names for other purposes: groups of countries, tests, and what is unknown.
    return len(code) == 2 and code.isalpha() and code in Locale("en").territories and code not in _NO_COUNTRIES


def country_name(code: str, locale: str) -> str:
    """Return what a country is called in the language of ``locale``; the code itself where nobody knows."""
    from babel import Locale, UnknownLocaleError

    from freelance_comm.text.catalog import fallbacks

    for name in (*fallbacks(locale), "en"):
        try:
            known = Locale.parse(name).territories.get(code)
        except (ValueError, UnknownLocaleError):
            continue
        if known:
            return str(known)
    return code


_NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"))
