"""Sums of money as the interface language writes them, without Babel: for `today`, reminders and the calendar file.

Apart from ``formats`` because what is looked at many times a day must not load a locale's data. The catalogs know the
few marks that differ; a test compares the sums of every language with CLDR.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from freelance_comm.domain.money import Money
    from freelance_comm.text.catalog import Translator

NO_BREAK = "\u00a0"
"""The space between a sum and its currency."""


def plain_money(amount: Money, tr: Translator) -> str:
    """Return "€1,780.00", "1 780,00 €", "1.780,00 RON": rounded half up to the smallest unit of the currency."""
    from freelance_comm.domain.money import minor_unit

    places = -int(minor_unit(amount.currency).as_tuple().exponent)
    value = amount.rounded().amount
    whole, dot, fraction = f"{abs(value):.{places}f}".partition(".")
    parts = [whole[max(end - 3, 0) : end] for end in range(len(whole), 0, -3)]
    whole = tr.pgettext("mark between thousands", ",").join(reversed(parts))
    if dot:
        whole += tr.pgettext("mark before a fraction", ".") + fraction
    sign = _sign(amount.currency, tr)
    told = tr.pgettext("sum of money", "{sign}{amount}").replace(" ", NO_BREAK)
    if told.startswith("{sign}{") and sign[-1:].isalpha():
        sign += NO_BREAK
    return ("-" if value < 0 else "") + told.format(sign=sign, amount=whole)


def _sign(currency: str, tr: Translator) -> str:
    """Return how the language writes a currency beside a sum: by the sign it has there, else by its code."""
    signs = tr.pgettext(
        "currencies and their signs (CLDR); the others are written by their code",
        "EUR € USD $ GBP £ JPY ¥ CAD CA$ AUD A$",
    ).split()
    return dict(zip(signs[::2], signs[1::2], strict=False)).get(currency, currency)
