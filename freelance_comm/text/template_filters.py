"""What a template can say about a value: dates, times, amounts, durations, in the words of the draft's locale.

Apart from the sandbox because these are the vocabulary of templates, not its walls. Every filter refuses a value of
another kind, so that a draft never shows a Python object.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from jinja2.runtime import Undefined

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.money import Money
from freelance_comm.domain.quote import Unit
from freelance_comm.text.durations import duration
from freelance_comm.text.sandbox import NoValue, WrongValue

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator
    from freelance_comm.text.formats import Formats
    from freelance_comm.text.sandbox import Sandbox

Kind = TypeVar("Kind")

STYLES = ("short", "medium", "long", "full")


class Vocabulary:
    """The filters of one draft: formats of its locale, words of its language, and the ``zone`` its times are told in.

    ``zone`` is an IANA name; a template may name another (``{{ due|time(client.zone) }}``).
    """

    def __init__(self, formats: Formats, words: Translator, zone: str) -> None:
        self._formats = formats
        self._words = words
        self._zone = zone

    def told(self, value: Any) -> str:
        """Return how a value is told where a template only prints it."""
        if isinstance(value, bool):
            raise NoValue
        if isinstance(value, int):
            # A year or a reference number takes no thousands separator; quantities have their filter.
            return str(value)
        if isinstance(value, Decimal):
            return self._formats.number(value)
        if isinstance(value, Money):
            return self._formats.money(value)
        if isinstance(value, dt.datetime):
            return self.moment(value)
        if isinstance(value, dt.date):
            return self._formats.date(value)
        raise NoValue

    def install(self, sandbox: Sandbox) -> None:
        """Make the filters known to ``sandbox``."""
        formats = self._formats
        on_days: dict[str, Callable[[dt.date], str]] = {
            "weekday": formats.weekday_date,
            "day": formats.day,
            "on_day": formats.on_day,
            "by_day": formats.by_day,
        }
        for name, tell in on_days.items():
            sandbox.filters[name] = self._for_day(name, tell)
        sandbox.filters.update(
            date=self.date,
            period=self.period,
            time=self.time,
            moment=self.moment,
            money=lambda value: formats.money(_of(Money, value, "money")),
            price=lambda value: formats.price(_of(Money, value, "price")),
            number=lambda value: formats.number(_number(value, "number")),
            percent=lambda value: formats.percent(_number(value, "percent")),
            duration=self.duration,
            quantity=self.quantity,
            listing=lambda items: sandbox.safe(formats.listing([sandbox.printed(item) for item in _items(items)])),
        )

    def date(self, value: Any, style: str = "long") -> str:
        """Return "November 26, 2026"."""
        if style not in STYLES:
            raise WrongValue("date")
        return self._formats.date(self._day(value, "date"), style)  # type: ignore[arg-type]  # just checked

    def period(self, first: Any, last: Any) -> str:
        """Return "November 14 – 20, 2026": ``{{ first|period(last) }}``."""
        return self._formats.period(self._day(first, "period"), self._day(last, "period"))

    def time(self, value: Any, zone: str = "") -> str:
        """Return "2:05 PM"."""
        return self._formats.time(_of(dt.datetime, value, "time"), self._place(zone, "time"))

    def moment(self, value: Any, zone: str = "") -> str:
        """Return "November 26, 2026, 2:05 PM"."""
        return self._formats.moment(_of(dt.datetime, value, "moment"), self._place(zone, "moment"))

    def _place(self, zone: str, name: str) -> str:
        """Return the zone that a template asks for, or that of the draft; a wrong one is the template's mistake."""
        from freelance_comm.domain.zones import zone_of as known_zone

        try:
            known_zone(zone or self._zone)
        except BadValue:
            raise WrongValue(name) from None
        return zone or self._zone

    def duration(self, value: Any, *, short: bool = False, spent: bool = False) -> str:
        """Return "14 hours and 20 minutes" for exact seconds; ``spent`` as the object of "I spent …"."""
        return duration(_number(value, "duration"), self._words, long=not short, spent=spent)

    def quantity(self, value: Any, unit: Any) -> str:
        """Return "1.5 hours": ``{{ item.quantity|quantity(item.unit) }}``."""
        try:
            known = Unit(_of(str, unit, "quantity"))
        except ValueError:
            raise WrongValue("quantity") from None
        return self._formats.quantity(_number(value, "quantity"), known)

    def _for_day(self, name: str, tell: Callable[[dt.date], str]) -> Callable[[Any], str]:
        return lambda value: tell(self._day(value, name))

    def _day(self, value: Any, name: str) -> dt.date:
        if isinstance(value, dt.datetime):
            from freelance_comm.domain.zones import to_local

            return to_local(value, self._zone).date()
        return _of(dt.date, value, name)


def zone_of(facts: Mapping[str, Any]) -> str:
    """Return the zone that times of a draft are told in: the fact ``zone``, UTC where nobody said."""
    zone = facts.get("zone")
    return zone if isinstance(zone, str) and zone else "UTC"


def _of(kind: type[Kind], value: Any, name: str) -> Kind:
    if isinstance(value, Undefined):
        str(value)  # says which name is unknown
    if not isinstance(value, kind) or isinstance(value, bool):
        raise WrongValue(name)
    return value


def _number(value: Any, name: str) -> Decimal | int:
    if isinstance(value, Decimal):
        return value
    return _of(int, value, name)


def _items(value: Any) -> Iterable[Any]:
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise WrongValue("listing")
    return value
