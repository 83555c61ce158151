"""When a promise ends, and when to be nudged about it: early in its window, and in working time.

Sources: "be early, the last minute impresses nobody: said 5 pm, call before 4; said 9 to 12, nearer to 9". The figures
below are ours:

- a promise for a moment nudges one working hour before it, or at half of the working time left if that is less;
- a promise for a window nudges at the first working moment of the window; a window without any counts as a moment,
  its beginning;
- a promise for a whole day nudges at that day's opening, or when a fifth of the working time from saying it until the
  end of the day is left, whichever comes first, but never more than 24 working hours ahead (three ordinary days): a
  promise for next month should not nag all month.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from freelance_comm.domain.working_time import GIVE_UP_DAYS, Calendar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from freelance_comm.domain.promise import Promise

HOUR = 3_600
LEAD = HOUR
"""Working seconds between the nudge and a promised moment."""
LONGEST_LEAD = 24 * HOUR
"""Working seconds a whole-day promise nudges ahead at most."""
DAY_SHARE = 5
"""A whole-day promise nudges when one part in so many of its working time is left."""


def day_deadline(calendar: Calendar, day: date) -> datetime | None:
    """Return when "by ``day``" ends: with the working day on it, or with the last working day before it.

    None when there was no working day for years. ``calendar.day_kind(day)`` tells why the day itself was not taken.
    """
    for back in range(GIVE_UP_DAYS):
        if (day - timedelta(days=back)).year < 1900:
            return None
        end = calendar.end_of_day(day - timedelta(days=back))
        if end is not None:
            return end
    return None


def nudge_moment(
    calendar: Calendar,
    made_at: datetime,
    due: datetime,
    *,
    window_start: datetime | None = None,
    whole_day: bool = False,
) -> datetime:
    """Return when to be nudged about a promise made at ``made_at`` and due at ``due``; never before it was made.

    In working time wherever there is any between the two; a promise made and due on one free day nudges at once.
    """
    if due <= made_at:
        return made_at
    if window_start is not None:
        return _in_window(calendar, made_at, window_start, due)
    left = calendar.business_seconds(made_at, due)
    if left == 0:
        return made_at
    if whole_day:
        wanted = calendar.subtract(due, min(left // DAY_SHARE, LONGEST_LEAD))
        opening = calendar.start_of_day(calendar.local_date(due - timedelta(seconds=1)))
        if opening is not None and wanted is not None and opening < wanted:
            wanted = opening
    else:
        wanted = calendar.subtract(due, min(LEAD, left // 2))
    return _while_working(calendar, made_at, wanted, due)


def nudge_of(calendar: Calendar, promise: Promise) -> datetime:
    """Return when to be nudged about an open promise by the calendar as it is now: days may have become free since."""
    return nudge_moment(
        calendar, promise.made_at, promise.due, window_start=promise.window_start, whole_day=promise.whole_day
    )


def _in_window(calendar: Calendar, made_at: datetime, start: datetime, due: datetime) -> datetime:
    opening = calendar.next_opening(start)
    if opening is None or opening >= due:
        # Nobody works in the window: its beginning counts as the promised moment.
        return nudge_moment(calendar, made_at, start)
    return _while_working(calendar, made_at, opening, due)


def _while_working(calendar: Calendar, made_at: datetime, wanted: datetime | None, due: datetime) -> datetime:
    if wanted is None or wanted < made_at:
        wanted = made_at
    opening = calendar.next_opening(wanted)
    return opening if opening is not None and opening < due else wanted
