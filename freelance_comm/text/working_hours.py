"""Working hours with the days as people of each language write them: "lun-ven 09:00-17:00".

The notation is ``domain/hours_notation.py``; what days are called is in the folders of the languages: the short name in
``language.toml``, the others among the words of natural times in ``moments.toml``. Names of every language are
understood in each, with or without their marks; none means two days.
"""

from __future__ import annotations

from contextlib import suppress

from freelance_comm.domain import hours_notation
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.hours_notation import DAYS, EXAMPLE, LONGEST, Week
from freelance_comm.text.languages import short_days

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""How the table of natural times names the days."""


def read_hours(text: str, *, overlapping: bool = False, locale: str = "") -> Week:
    """Return the windows of the seven days, from the notation or said in words ("Monday to Friday from 9 to 5").

    Errors as for ``hours_notation.parse_hours``; the example they give has the days of ``locale``.
    """
    try:
        return hours_notation.parse_hours(text, overlapping=overlapping, called=day_called)
    except BadValue as refusal:
        from freelance_comm.text.spoken_hours import in_notation

        plain = in_notation(text[:LONGEST], day_called)
        if plain:
            with suppress(BadValue):
                return hours_notation.parse_hours(plain, overlapping=overlapping, called=day_called)
        if "example" in refusal.params:
            refusal.params["example"] = told_hours(hours_notation.parse_hours(EXAMPLE), locale)
        raise


def told_hours(week: Week, locale: str) -> str:
    """Return hours with the days as people write them in a language or locale."""
    return hours_notation.format_hours(week, short_days(locale) or DAYS)


def day_called(name: str) -> int | None:
    """Return the number of the day, 0 for Monday, that ``name`` means in one of the languages; None for no day."""
    from freelance_comm.text.catalog import interface_locales

    wanted = _plain(name)
    if wanted in DAYS:
        return DAYS.index(wanted)
    for locale in interface_locales():
        for day, names in enumerate(_names(locale)):
            if wanted in map(_plain, names):
                return day
    return None


def _names(locale: str) -> list[tuple[str, ...]]:
    """Return what the seven days are called in a language."""
    from freelance_comm.text.tables import MOMENTS, read_table

    table = read_table(locale, MOMENTS)
    short = short_days(locale) or DAYS
    return [(short[day], *table["weekdays"][english]) for day, english in enumerate(_ENGLISH)]


def _plain(name: str) -> str:
    """Return a name in small letters and without its marks and full stop."""
    if name.isascii():
        return name.casefold().rstrip(".")
    from freelance_comm.text.time_words import fold

    return fold(name).rstrip(".")
