"""The days of the week as people write them in a line of working hours: short, in full, with or without their marks.

Apart from the notation of hours because a notation is one thing, and what a day is called in seven languages another.
"""

from __future__ import annotations

SHORT: dict[str, tuple[str, ...]] = {
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "ro": ("lun", "mar", "mie", "joi", "vin", "sâm", "dum"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "fr": ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    "de": ("mo", "di", "mi", "do", "fr", "sa", "so"),
    "es": ("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
    "uk": ("пн", "вт", "ср", "чт", "пт", "сб", "нд"),
}
"""What a day is called where the hours are shown; Monday first. No name means two days, in whichever languages."""

_FULL = (
    "monday luni понедельник lundi montag lunes понеділок",
    "tuesday marti вторник mardi dienstag martes вівторок",
    "wednesday miercuri среда mercredi mittwoch miercoles середа",
    "thursday joi четверг jeudi donnerstag jueves четвер",
    "friday vineri пятница vendredi freitag viernes п'ятниця пятниця",
    "saturday sambata суббота samedi samstag sonnabend sabado субота",
    "sunday duminica воскресенье dimanche sonntag domingo неділя",
)


def short_names(language: str) -> tuple[str, ...]:
    """Return the seven short names in a language or locale ("fr", "fr_FR"); the English ones for any other."""
    return SHORT.get(language.replace("-", "_").split("_")[0], SHORT["en"])


def day_called(name: str) -> int | None:
    """Return the number of the day, 0 for Monday, that ``name`` means in one of the languages; None for no day."""
    wanted = _plain(name)
    for names in SHORT.values():
        for day, short in enumerate(names):
            if wanted == _plain(short):
                return day
    return next((day for day, names in enumerate(_FULL) if wanted in map(_plain, names.split())), None)


def _plain(name: str) -> str:
    """Return a name in small letters and without its marks and full stop."""
    if name.isascii():
        return name.casefold().rstrip(".")
    from unicodedata import combining, normalize

    letters = normalize("NFKD", name.casefold().replace("’", "'").replace("ʼ", "'"))
    return "".join(letter for letter in letters if not combining(letter)).rstrip(".")
