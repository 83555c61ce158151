"""Which country a time zone lies in, and which money that country uses: what a first run can propose.

The countries of zones come from the tz database's own list, the currencies from CLDR. Read once, on the first run.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

_LIST = "zone.tab"
_SYSTEM = Path("/usr/share/zoneinfo")


def country_of_zone(zone: str) -> str:
    """Return the ISO 3166 code of the country whose clocks ``zone`` tells ("RO"); empty where none is named.

    UTC and the offsets lie in no country.
    """
    for line in _zone_list().splitlines():
        fields = line.split("\t")
        if not line.startswith("#") and len(fields) > 2 and fields[2] == zone:
            return fields[0]
    return ""


def currency_of_country(country: str, day: date) -> str:
    """Return the ISO 4217 code of the money used in ``country`` on ``day``; empty for a country CLDR does not know."""
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country, start_date=day, end_date=day)
    return str(found[0]) if found else ""


def _zone_list() -> str:
    try:
        import tzdata

        return (Path(tzdata.__file__ or "").parent / "zoneinfo" / _LIST).read_text(encoding="utf-8")
    except (ImportError, OSError):
        pass  # without the package the system's copy serves as well
    try:
        return (_SYSTEM / _LIST).read_text(encoding="utf-8")
    except OSError:
        return ""
