"""How long something took, from what was said about it: two clock times, one and a duration, or a day and a duration.

Apart because the timer, entries typed by hand and imported rows must measure alike: in UTC, to the second, exactly.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.time_entry import DAY_SECONDS
from freelance_comm.domain.zones import zone_of


class Span(Record):
    """Time as an entry keeps it: exact ``seconds`` on a local ``day``, with UTC clock times or without."""

    day: date
    seconds: Decimal
    started: datetime | None
    ended: datetime | None


def span(
    started: datetime | None,
    ended: datetime | None,
    day: date | None,
    seconds: Decimal | None,
    zone: str,
    now: datetime,
    *,
    limited: bool = True,
) -> Span:
    """Return the span that the given parts describe: start and end, one of them and a duration, or a duration on a
    ``day`` (today when left out).

    ``limited`` spans last 24 hours at most. Raises ``BadValue`` for anything that is no positive stretch of time.
    """
    if seconds is not None and seconds <= 0:
        raise BadValue(N_("The time must be longer than zero."), hint=N_("Check the start and the end."))
    if limited and seconds is not None and seconds > DAY_SECONDS:
        raise _too_long()
    if started is None and ended is None:
        if seconds is None:
            raise BadValue(
                N_("It does not say how long it took."),
                hint=N_("Give a start and an end, or a duration such as 1h20 or 45min."),
            )
        return Span(day=day or local_day(now, zone), seconds=seconds, started=None, ended=None)
    if day is not None:
        raise BadValue(
            N_("Give a day or dated clock times, not both."), hint=N_("A start with a date needs no separate day.")
        )
    if started is None or ended is None:
        if seconds is None:
            raise BadValue(
                N_("There is a start without an end, or an end without a start."),
                hint=N_("Give both, or one and a duration."),
            )
        length = timedelta(seconds=int(seconds))
        started, ended = (started, started + length) if started is not None else (_less(ended, length), ended)
    assert started is not None and ended is not None
    started, ended = whole_second(started), whole_second(ended)
    measured = seconds_between(started, ended)
    if seconds is not None and abs(seconds - measured) >= 1:
        raise BadValue(N_("Start, end and duration do not agree."), hint=N_("Two of the three are enough."))
    if measured <= 0:
        raise BadValue(
            N_("That would end before it starts."), hint=N_("Check the two times; over midnight, give both dates.")
        )
    if limited and measured > DAY_SECONDS:
        raise _too_long()
    return Span(day=local_day(started, zone), seconds=measured, started=started, ended=ended)


def _less(moment: datetime | None, length: timedelta) -> datetime:
    assert moment is not None
    return moment - length


def _too_long() -> BadValue:
    return BadValue(
        N_("An entry of more than 24 hours is surely a slip."), hint=N_("Split it over the days it was spent on.")
    )


def seconds_between(start_at: datetime, end_at: datetime) -> Decimal:
    """Return exact seconds; both are brought to UTC first, because same-zone subtraction ignores clock changes."""
    span = end_at.astimezone(UTC) - start_at.astimezone(UTC)
    return Decimal(span.days * 86_400 + span.seconds) + Decimal(span.microseconds) / 1_000_000


def whole_second(moment: datetime) -> datetime:
    """Return ``moment`` in UTC without its fraction of a second."""
    return moment.astimezone(UTC).replace(microsecond=0)


def local_day(moment: datetime, zone: str) -> date:
    """Return the date of ``moment`` in ``zone``."""
    return moment.astimezone(zone_of(zone)).date()
