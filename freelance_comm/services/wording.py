"""How text, numbers and days typed by people become values: the same checks for every form and every command.

Services call these first, outside any change, so that a typing mistake never holds the lock.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import clean_name, clean_text, show

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

_LINE_LIMIT = 1000
_MAIL = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+")


def name(desk: Desk, text: str, what: str) -> str:
    """Return a name in one line; ``what`` is the msgid of the field's label."""
    return clean_name(text, what=desk.tr.gettext(what))


def line(desk: Desk, text: str, what: str, *, limit: int = _LINE_LIMIT) -> str:
    """Return one line of text, empty when there is nothing in it."""
    cleaned = clean_text(text, what=desk.tr.gettext(what), limit=limit)
    return clean_name(cleaned, what=desk.tr.gettext(what), limit=limit) if cleaned else ""


def required_line(desk: Desk, text: str, what: str) -> str:
    """Return one line of text that is not empty."""
    return clean_name(text, what=desk.tr.gettext(what), limit=_LINE_LIMIT)


def block(desk: Desk, text: str, what: str) -> str:
    """Return a text of one or more lines; may be empty."""
    return clean_text(text, what=desk.tr.gettext(what))


def mail_address(desk: Desk, text: str) -> str:
    """Return exactly one mail address, or an empty string for none; anything else is refused."""
    cleaned = line(desk, text, N_("The mail address"), limit=254)
    if cleaned and not _MAIL.fullmatch(cleaned):
        raise BadValue(
            N_("“{text}” is not one mail address."),
            hint=N_("Give a single address such as ana@example.com, without a name."),
            text=cleaned,
        )
    return cleaned


def number(desk: Desk, value: Decimal | int | str, what: str, *, signed: bool = False) -> Decimal:
    """Return an exact number from a value or from text in the interface language; refuses NaN and infinities.

    Text may have a minus only with ``signed``.
    """
    if isinstance(value, str):
        from freelance_comm.text.moments import parse_decimal

        return parse_decimal(value, locale=desk.tr.locale, signed=signed)
    return _finite(desk, Decimal(value), what)


def amount(desk: Desk, value: Decimal | int | str, what: str, *, currency: str, signed: bool = False) -> Decimal:
    """Return an exact amount of money in ``currency``; text may carry that currency's sign or code, no other's."""
    if not isinstance(value, str):
        return _finite(desk, Decimal(value), what)
    from freelance_comm.text.moments import parse_amount

    stripped = value.strip()
    if signed and stripped[:1] in ("-", "\u2212"):
        return -parse_amount(stripped[1:], currency=currency)
    return parse_amount(stripped, currency=currency)


def _finite(desk: Desk, value: Decimal, what: str) -> Decimal:
    if not value.is_finite():
        raise BadValue(
            N_("{what} is not a number."), hint=N_("Give digits, such as 40 or 2.5."), what=desk.tr.gettext(what)
        )
    return value


def number_between(
    desk: Desk, value: Decimal | int | str, what: str, *, low: Decimal | int, high: Decimal | int
) -> Decimal:
    """Return ``number`` when it lies in the closed range, else raise ``BadValue`` naming the range."""
    result = number(desk, value, what)
    if not low <= result <= high:
        raise BadValue(
            N_("{what} must be between {low} and {high}; {value} is not."),
            hint=N_("Check the number and try again."),
            what=desk.tr.gettext(what),
            low=low,
            high=high,
            value=str(result)[:40],
        )
    return result


def percentage(value: Decimal | int | str) -> Decimal | int | str:
    """Return a percentage without the sign that people type behind it: "21 %" is 21."""
    return value.strip().removesuffix("%").rstrip() if isinstance(value, str) else value


def count_between(desk: Desk, value: Decimal | int | str, what: str, *, low: int, high: int) -> int:
    """Return a whole number in the closed range."""
    result = number_between(desk, value, what, low=low, high=high)
    if result != result.to_integral_value():
        raise BadValue(
            N_("{what} must be a whole number."), hint=N_("Leave out the fraction."), what=desk.tr.gettext(what)
        )
    return int(result)


def coming_day(desk: Desk, value: date | str) -> date:
    """Return a day from a value or from words in the interface language; "friday" is the next one."""
    if isinstance(value, str):
        from freelance_comm.text.moments import Direction, parse_day

        return parse_day(value, today=desk.today(), locale=desk.tr.locale, direction=Direction.FUTURE)
    return value


def past_day(desk: Desk, value: date | str) -> date:
    """Return a day that is today or earlier: what is noted has already happened. "friday" is the last one."""
    result = value
    if isinstance(result, str):
        from freelance_comm.text.moments import parse_day

        result = parse_day(result, today=desk.today(), locale=desk.tr.locale)
    if result > desk.today():
        from freelance_comm.text.telling import calendar_day

        raise BadValue(
            N_("{day} is still to come."),
            hint=N_("Note it on the day it happens, or give an earlier day."),
            day=calendar_day(result, desk.today(), desk.tr),
        )
    return result


def past_moment(desk: Desk, moment: datetime) -> datetime:
    """Return a moment (UTC) that is not still to come: what is noted has already happened."""
    result = moment.astimezone(UTC)
    if result > desk.now():
        raise BadValue(N_("That is still to come."), hint=N_("Note it when it has happened."))
    return result


def plain(value: Decimal) -> str:
    """Return the canonical text of a number: no exponent, no trailing zeros."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def hours(desk: Desk, text: str, what: str, *, high: int) -> Decimal:
    """Return hours from "12", "2.5" or a duration ("2 h 30"), more than zero, to the hundredth for durations."""
    return number_between(desk, read_hours(desk, text, what), what, low=Decimal("0.01"), high=high)


def read_hours(desk: Desk, value: Decimal | int | str, what: str) -> Decimal:
    """Return hours from a number or a duration ("8 h", "2 h 30"), the latter to the hundredth."""
    try:
        return number(desk, value, what)
    except BadValue as not_a_number:
        if not isinstance(value, str):
            raise
        from freelance_comm.text.moments import parse_duration

        try:
            seconds = parse_duration(value, locale=desk.tr.locale)
        except BadValue:
            raise not_a_number from None
        return (seconds / 3600).quantize(Decimal("0.01"))


def yes_or_no(desk: Desk, text: str) -> bool:
    """Return the answer in a word of the interface language, or "yes" and "no" themselves."""
    said = text.strip().casefold()
    if said in ("yes", *desk.tr.pgettext("words that mean yes", "yes y").casefold().split()):
        return True
    if said in ("no", *desk.tr.pgettext("words that mean no", "no n").casefold().split()):
        return False
    raise BadValue(
        N_("“{text}” is neither yes nor no."),
        hint=N_("Answer yes or no."),
        text=show(text)[:60],
    )
