"""Reads numbers people type: hours, quantities, prices. Exact ``Decimal`` or a refusal, never a guess.

Both ``2,5`` and ``2.5`` are two and a half, in every language, because people move between keyboards. One separator
before exactly three digits (``1.234``) may be a thousand or a fraction, so it is refused; two kinds of separator
(``1.234,50``), a repeated one (``1.234.567``) or a blank (``1 234``) leave no doubt. Only the digits 0 to 9 count.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_

LONGEST = 60
"""Most characters of a number; its digits are kept exactly."""

_BLANKS = " \u00a0\u202f\u2009'\u2019"
_MINUS = ("-", "\u2212")
_SIGNS: dict[str, tuple[str, ...]] = {
    "€": ("EUR",),
    **dict.fromkeys(("euro", "euros", "евро", "євро"), ("EUR",)),
    "£": ("GBP", "EGP", "GIP", "SYP"),
    "¥": ("JPY", "CNY"),
    "₽": ("RUB",),
    "руб": ("RUB", "BYN"),
    "р": ("RUB", "BYN"),
    **dict.fromkeys(("рубль", "рубля", "рублей", "рублів", "рублі"), ("RUB", "BYN")),
    "lei": ("RON", "MDL"),
    "leu": ("RON", "MDL"),
    "₴": ("UAH",),
    **dict.fromkeys(("грн", "гривня", "гривні", "гривень", "гривна", "гривны", "гривен"), ("UAH",)),
    "₺": ("TRY",),
    "₹": ("INR",),
    "₸": ("KZT",),
    "zł": ("PLN",),
    "kč": ("CZK",),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "ARS", "CLP", "COP"),
}


def parse_decimal(
    text: str, *, locale: str = "en", separator: Literal["", ".", ","] = "", signed: bool = False
) -> Decimal:
    """Return the number ``text`` says, exactly.

    ``separator`` names the decimal separator where it is known (a column of a CSV file): then nothing is ambiguous
    and the other one parts thousands. ``signed`` allows a leading minus. ``locale`` changes nothing: it is taken so
    that all readers of this package are called alike. Raises ``BadValue`` for anything else, a currency sign too.
    """
    stripped = text.strip()
    digits = stripped
    negative = digits[:1] in _MINUS
    if negative:
        digits = digits[1:].lstrip()
    plain = _plain(digits, separator) if digits and len(digits) <= LONGEST else None
    if plain is not None and negative and not signed:
        raise _below_zero(stripped)
    if plain is None:
        raise BadValue(
            N_("“{text}” is not a number."),
            hint=N_("Write it in digits, for example 2.5, 2,5 or 1200."),
            text=_shown(stripped),
        )
    number = Decimal(plain)
    return -number if negative else number


def parse_amount(text: str, *, currency: str) -> Decimal:
    """Return an amount in ``currency``: a number, with that currency's code or sign before or after it if wanted.

    Raises ``BadValue`` for another currency's sign: an amount is never taken over into the wrong one.
    """
    stripped = text.strip()
    if stripped[:1] in _MINUS:
        parse_amount(stripped[1:], currency=currency)
        raise _below_zero(stripped)
    start, end = 0, len(stripped)
    while start < end and not _digit(stripped[start]):
        start += 1
    while end > start and not _digit(stripped[end - 1]):
        end -= 1
    for unit in (stripped[:start].strip(), stripped[end:].strip().removesuffix(".")):
        known = unit.casefold()
        if unit and known != currency.casefold() and currency not in _SIGNS.get(known, ()):
            raise BadValue(
                N_("“{text}” is not an amount in {currency}."),
                hint=N_("Write the number alone, or with {currency}, for example 1200.50."),
                text=_shown(stripped),
                currency=currency,
            )
    return parse_decimal(stripped[start:end])


def _below_zero(text: str) -> BadValue:
    return BadValue(N_("“{text}” is below zero."), hint=N_("Write it without the minus."), text=_shown(text))


def _digit(char: str) -> bool:
    return "0" <= char <= "9"


def _shown(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _plain(text: str, separator: str) -> str | None:
    """Return ``text`` with a dot for the fraction and nothing between thousands; ``None`` when it is no number."""
    if text[0] in ".,":
        text = "0" + text
    marks = [char for char in text if not _digit(char)]
    if not marks:
        return text
    if not (_digit(text[0]) and _digit(text[-1])):
        return None
    blanks = {char for char in marks if char in _BLANKS}
    points = [char for char in marks if char in ".,"]
    if len(blanks) + len(set(points)) > 2 or len(points) + sum(map(text.count, blanks)) != len(marks):
        return None
    fraction = separator or _fraction_mark(text, points, bool(blanks))
    whole, mark, part = text.partition(fraction) if fraction else (text, "", "")
    if mark and not all(_digit(char) for char in part):
        return None
    groups = whole
    for char in (*_BLANKS, ".", ","):
        groups = groups.replace(char, " ")
    if not _grouped(groups) or len(set(whole) - set("0123456789")) > 1:
        return None
    return groups.replace(" ", "") + ("." + part if mark else "")


def _fraction_mark(text: str, points: list[str], spaced: bool) -> str:
    """Return which character parts the fraction, "" when there is none; refuses what may be either."""
    if not points:
        return ""
    if len(set(points)) == 2 or (len(points) == 1 and spaced):
        return points[-1]
    if len(points) > 1:
        return ""
    whole, _, part = text.partition(points[0])
    if len(part) == 3 and len(whole) <= 3 and whole[0] != "0":
        raise BadValue(
            N_("“{text}” can be read in two ways."),
            hint=N_("Write {plain} if you mean thousands, or {fraction} if you mean decimals."),
            text=text,
            plain=whole + part,
            fraction=_as_fraction(whole, points[0], part),
        )
    return points[0]


def _as_fraction(whole: str, point: str, part: str) -> str:
    """Return the same number with other than three decimals, as few as it takes: 12 for 12.000, 1.5 for 1.500."""
    short = part.rstrip("0")
    return f"{whole}{point}{part}0" if short == part else f"{whole}{point}{short}".rstrip(point)


def _grouped(text: str) -> bool:
    parts = text.split(" ")
    return len(parts) == 1 or (0 < len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]))
