"""Names of weekdays and months, from the catalogs.

Apart from ``telling`` because it is a table, and because Babel, which knows these names too, costs more than a whole
shell command. Month names stand beside a day's number, so languages with cases give the form that goes there.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.text.catalog import Translator


def weekday(day: date, tr: Translator) -> str:
    """Return the short name of the weekday: "Mon"."""
    return (
        tr.pgettext("short weekday", "Mon"),
        tr.pgettext("short weekday", "Tue"),
        tr.pgettext("short weekday", "Wed"),
        tr.pgettext("short weekday", "Thu"),
        tr.pgettext("short weekday", "Fri"),
        tr.pgettext("short weekday", "Sat"),
        tr.pgettext("short weekday", "Sun"),
    )[day.weekday()]


def long_weekday(day: date, tr: Translator) -> str:
    """Return the name of the weekday: "Monday"."""
    return (
        tr.pgettext("weekday", "Monday"),
        tr.pgettext("weekday", "Tuesday"),
        tr.pgettext("weekday", "Wednesday"),
        tr.pgettext("weekday", "Thursday"),
        tr.pgettext("weekday", "Friday"),
        tr.pgettext("weekday", "Saturday"),
        tr.pgettext("weekday", "Sunday"),
    )[day.weekday()]


def month(day: date, tr: Translator) -> str:
    """Return the short name of the month as it follows a day: "Mar"."""
    return (
        tr.pgettext("short month after a day", "Jan"),
        tr.pgettext("short month after a day", "Feb"),
        tr.pgettext("short month after a day", "Mar"),
        tr.pgettext("short month after a day", "Apr"),
        tr.pgettext("short month after a day", "May"),
        tr.pgettext("short month after a day", "Jun"),
        tr.pgettext("short month after a day", "Jul"),
        tr.pgettext("short month after a day", "Aug"),
        tr.pgettext("short month after a day", "Sep"),
        tr.pgettext("short month after a day", "Oct"),
        tr.pgettext("short month after a day", "Nov"),
        tr.pgettext("short month after a day", "Dec"),
    )[day.month - 1]


def month_alone(day: date, tr: Translator) -> str:
    """Return the short name of the month as it stands without a day: "Mar"."""
    return (
        tr.pgettext("short month without a day", "Jan"),
        tr.pgettext("short month without a day", "Feb"),
        tr.pgettext("short month without a day", "Mar"),
        tr.pgettext("short month without a day", "Apr"),
        tr.pgettext("short month without a day", "May"),
        tr.pgettext("short month without a day", "Jun"),
        tr.pgettext("short month without a day", "Jul"),
        tr.pgettext("short month without a day", "Aug"),
        tr.pgettext("short month without a day", "Sep"),
        tr.pgettext("short month without a day", "Oct"),
        tr.pgettext("short month without a day", "Nov"),
        tr.pgettext("short month without a day", "Dec"),
    )[day.month - 1]


def long_month(day: date, tr: Translator) -> str:
    """Return the name of the month as it follows a day: "March"."""
    return (
        tr.pgettext("month after a day", "January"),
        tr.pgettext("month after a day", "February"),
        tr.pgettext("month after a day", "March"),
        tr.pgettext("month after a day", "April"),
        tr.pgettext("month after a day", "May"),
        tr.pgettext("month after a day", "June"),
        tr.pgettext("month after a day", "July"),
        tr.pgettext("month after a day", "August"),
        tr.pgettext("month after a day", "September"),
        tr.pgettext("month after a day", "October"),
        tr.pgettext("month after a day", "November"),
        tr.pgettext("month after a day", "December"),
    )[day.month - 1]
