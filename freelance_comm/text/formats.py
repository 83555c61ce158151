"""Dates, times, money and quantities as the reader's own locale writes them (CLDR, through Babel).

For drafts and reports, whose reader may live in another locale than the freelancer. Babel is loaded when the first
value is formatted, so importing this module costs nothing. Words beside numbers ("1,5 часа", "20 de ore") come from
the catalogs: CLDR knows hours, but neither words nor pieces.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from freelance_comm.domain.quote import Unit
from freelance_comm.text.catalog import SOURCE_LOCALE, Translator, fallbacks, translator

if TYPE_CHECKING:
    from babel import Locale

    from freelance_comm.domain.money import Money

Style = Literal["short", "medium", "long", "full"]

_JOINED = re.compile(r"(?=\b(d|MMMM)( '[^']+' )(MMMM|y))")
"""Words between the parts of a date: d 'de' MMMM 'de' y."""
_WORLD_ENGLISH = "en_001"
_REPRESENTATIVES = 200
"""Counts up to here show every plural class that small numbers have in a language."""


def dates_here(tr: Translator) -> Formats:
    """Return how the interface writes whole dates and periods: "11 February 2026", "9–15 March 2026".

    As CLDR has them for its language; English puts days before months, as it does everywhere else on the screen. A
    letter is written for its reader instead, with ``Formats`` of the reader's locale.
    """
    english = tr.locale.partition("_")[0] == SOURCE_LOCALE
    return Formats(_WORLD_ENGLISH if english else tr.locale)


class Formats:
    """Formats values for one ``locale`` such as "ro_MD"; an unknown region falls back to its language, then English."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    @cached_property
    def _cldr(self) -> Locale:
        from babel import Locale, UnknownLocaleError

        for candidate in (*fallbacks(self.locale), SOURCE_LOCALE):
            try:
                return Locale.parse(candidate)
            except (UnknownLocaleError, ValueError):
                continue
        raise AssertionError("Babel knows no English")

    @cached_property
    def _words(self) -> Translator:
        return translator(self.locale)

    def date(self, day: dt.date, style: Style = "long") -> str:
        """Return "November 26, 2026", "26 ноября 2026 г."."""
        from babel.dates import format_date

        return format_date(day, style, locale=self._cldr)

    def day(self, day: dt.date) -> str:
        """Return a date without its year: "November 26", "26 ноября"."""
        from babel.dates import format_date

        return format_date(day, self._skeleton("MMMMd", "MMMd"), locale=self._cldr)

    def weekday_date(self, day: dt.date) -> str:
        """Return "Thursday, November 26", "jeudi 26 novembre": no year, for days near enough to need none."""
        from babel.dates import format_date

        return format_date(day, self._skeleton("MMMMEEEEd", "MMMEd"), locale=self._cldr)

    def on_day(self, day: dt.date) -> str:
        """Return "on Thursday, November 26", "в четверг, 26 ноября": when something happens."""
        tr, told = self._words, self.day(day)
        return (
            tr.pgettext("when", "on Monday, {date}"),
            tr.pgettext("when", "on Tuesday, {date}"),
            tr.pgettext("when", "on Wednesday, {date}"),
            tr.pgettext("when", "on Thursday, {date}"),
            tr.pgettext("when", "on Friday, {date}"),
            tr.pgettext("when", "on Saturday, {date}"),
            tr.pgettext("when", "on Sunday, {date}"),
        )[day.weekday()].format(date=told)

    def by_day(self, day: dt.date) -> str:
        """Return "by Thursday, November 26", "к четвергу, 26 ноября": until when something is promised."""
        tr, told = self._words, self.day(day)
        return (
            tr.pgettext("until when", "by Monday, {date}"),
            tr.pgettext("until when", "by Tuesday, {date}"),
            tr.pgettext("until when", "by Wednesday, {date}"),
            tr.pgettext("until when", "by Thursday, {date}"),
            tr.pgettext("until when", "by Friday, {date}"),
            tr.pgettext("until when", "by Saturday, {date}"),
            tr.pgettext("until when", "by Sunday, {date}"),
        )[day.weekday()].format(date=told)

    def period(self, first: dt.date, last: dt.date) -> str:
        """Return "November 14 – 20, 2026"; one date when both are the same day."""
        from babel.dates import format_date

        if first == last:
            return self.date(first)
        patterns = self._cldr.interval_formats["yMMMd"]
        part = "y" if first.year != last.year else "M" if first.month != last.month else "d"
        start, end = (self._spelled(pattern) for pattern in patterns[part])
        return format_date(first, start, locale=self._cldr) + format_date(last, end, locale=self._cldr)

    def time(self, moment: dt.datetime, zone: str) -> str:
        """Return the wall time in ``zone``: "2:05 PM", "14:05"."""
        from babel.dates import format_time

        return format_time(_local(moment, zone), "short", tzinfo=None, locale=self._cldr)

    def moment(self, moment: dt.datetime, zone: str) -> str:
        """Return date and wall time in ``zone``: "November 26, 2026, 2:05 PM"."""
        pattern = str(self._cldr.datetime_formats["long"])
        told = {"0": self.time(moment, zone), "1": self.date(_local(moment, zone).date())}
        return re.sub(r"\{([01])\}", lambda found: told[found[1]], pattern.replace("'", ""))

    def money(self, amount: Money) -> str:
        """Return an amount rounded half up to the currency's smallest unit: "€2,340.00", "2.340,00 EUR"."""
        from babel.numbers import format_currency

        exact = amount.rounded()
        return _spaced(format_currency(exact.amount, exact.currency, locale=self._cldr))

    def price(self, amount: Money) -> str:
        """Return a price for one unit, not rounded: a word may cost "€0.085"."""
        from babel.numbers import format_currency

        if amount.amount == amount.rounded().amount:
            return self.money(amount)
        return _spaced(
            format_currency(amount.amount.normalize(), amount.currency, locale=self._cldr, decimal_quantization=False)
        )

    def number(self, value: Decimal | int) -> str:
        """Return a number with all its decimals and no more: "1,234.5"."""
        from babel.numbers import format_decimal

        return format_decimal(_plain(value), locale=self._cldr, decimal_quantization=False)

    def percent(self, value: Decimal | int) -> str:
        """Return "19%" for 19."""
        from babel.numbers import format_percent

        return format_percent(_plain(Decimal(value) / 100), locale=self._cldr, decimal_quantization=False)

    def quantity(self, value: Decimal | int, unit: Unit) -> str:
        """Return a number with its unit in the form that goes with it: "1.5 hours", "1,5 часа", "20 de ore"."""
        tr, n = self._words, self._plural_number(value)
        match unit:
            case Unit.HOUR:
                told = tr.npgettext("quantity", "{n} hour", "{n} hours", n)
            case Unit.DAY:
                told = tr.npgettext("quantity", "{n} day", "{n} days", n)
            case Unit.WORD:
                told = tr.npgettext("quantity", "{n} word", "{n} words", n)
            case Unit.PAGE:
                told = tr.npgettext("quantity", "{n} page", "{n} pages", n)
            case Unit.PIECE:
                told = tr.npgettext("quantity", "{n} piece", "{n} pieces", n)
            case Unit.FIXED if value == 1:
                told = tr.pgettext("quantity", "fixed price")
            case Unit.FIXED:
                told = tr.pgettext("quantity", "{n} × fixed price")
        return told.format(n=self.number(value))

    def listing(self, items: Sequence[str]) -> str:
        """Return "a, b, and c"; an empty list is an empty text."""
        from babel.lists import format_list

        return format_list(list(items), locale=self._cldr)

    def language(self, locale: str) -> str:
        """Return what a language is called in this one: "German", « allemand »; its code where CLDR has no name."""
        known = self._cldr.languages
        return str(known.get(locale) or known.get(locale.partition("_")[0], locale))

    def _plural_number(self, value: Decimal | int) -> int:
        """Return the count whose plural form goes with ``value``.

        Catalogs know whole numbers only. A fraction takes the form of the smallest count of its CLDR class: 1,5 is
        singular in French and plural in English. Russian gives fractions a class of their own, which no count has;
        its form is the genitive singular, the one that follows 2.
        """
        exact = abs(_plain(value))
        if exact == exact.to_integral_value():
            return int(exact)
        wanted = self._cldr.plural_form(exact)
        same = (count for count in range(1, _REPRESENTATIVES) if self._cldr.plural_form(count) == wanted)
        return next(same, 2)

    def _skeleton(self, wanted: str, shorter: str) -> str:
        # Unicode TR 35 fills a missing skeleton from a shorter one by widening its fields.
        known = self._cldr.datetime_skeletons
        return str(known[wanted]) if wanted in known else self._spelled(str(known[shorter]))

    def _spelled(self, pattern: str) -> str:
        """Return a short pattern with its names spelled out, joined by the words that a long date has between them.

        CLDR shortens "26 de noviembre de 2026" to "26 nov 2026".
        """
        pattern = _widened(pattern)
        for before, words, after in _JOINED.findall(str(self._cldr.date_formats["long"])):
            pattern = re.sub(rf"(?<!{before[0]}){before} (?={after}(?!{after[0]}))", f"{before}{words}", pattern)
        return pattern


def _widened(pattern: str) -> str:
    for short, wide in (("MMM", "MMMM"), ("LLL", "LLLL"), ("E", "EEEE"), ("EEE", "EEEE"), ("ccc", "cccc")):
        letter = short[0]
        pattern = re.sub(f"(?<!{letter}){short}(?!{letter})", wide, pattern)
    return pattern


def _spaced(amount: str) -> str:
    """Set a no-break space between a currency's letters and a digit: "RON 40.00".

    CLDR asks for it (``currencySpacing``: wherever the sign's edge is no symbol); Babel leaves it out.
    """
    return re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", "\u00a0", amount)


def _plain(value: Decimal | int) -> Decimal:
    """Return the number without trailing zeros or exponent, so that 1.50 is told and inflected like 1.5."""
    return Decimal(f"{Decimal(value).normalize():f}")


def _local(moment: dt.datetime, zone: str) -> dt.datetime:
    from freelance_comm.domain.zones import zone_of

    return moment.astimezone(zone_of(zone))
