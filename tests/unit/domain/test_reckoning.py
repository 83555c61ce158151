"""A clock explains itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from freelance_comm.domain.hours_notation import parse_hours
from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.reckoning import MOST_DAYS, IdleDay, explain
from freelance_comm.domain.working_time import Calendar, DayKind

HOURS = WorkingHours(zone="Europe/Bucharest")
FRIDAY = date(2026, 3, 6)
HOUR = 3_600


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Bucharest")).astimezone(UTC)


def test_a_clock_tells_when_it_opened_what_is_left_and_which_day_was_a_holiday() -> None:
    clock = explain(Calendar(HOURS.but(holidays=(FRIDAY,))), at("2026-03-05 16:40"), at("2026-03-09 10:00"), 8 * HOUR)
    assert (clock.opened, clock.left, clock.due, clock.idle) == (
        at("2026-03-05 16:40"),
        8 * HOUR - 80 * 60,
        at("2026-03-09 16:40"),
        (IdleDay(day=FRIDAY, kind=DayKind.HOLIDAY),),
    )


def test_a_message_at_night_opens_in_the_morning() -> None:
    clock = explain(Calendar(HOURS), at("2026-03-05 22:00"), at("2026-03-05 23:00"), 8 * HOUR)
    assert (clock.opened, clock.elapsed) == (at("2026-03-06 09:00"), 0)


def test_used_up_at_closing_time_is_still_in_time_in_the_evening() -> None:
    assert not explain(Calendar(HOURS), at("2026-03-02 09:00"), at("2026-03-02 20:00"), 8 * HOUR).over


def test_a_minute_of_the_next_morning_is_too_late() -> None:
    assert explain(Calendar(HOURS), at("2026-03-02 09:00"), at("2026-03-03 09:01"), 8 * HOUR).over


def test_the_share_used_is_a_whole_per_cent_of_working_time() -> None:
    assert explain(Calendar(HOURS), at("2026-03-06 09:00"), at("2026-03-07 12:00"), 10 * HOUR).percent == 80


def test_without_working_hours_nothing_is_due() -> None:
    clock = explain(Calendar(HOURS.but(week=parse_hours("none"))), at("2026-03-02 09:00"), at("2026-03-09 09:00"), HOUR)
    assert (clock.opened, clock.due, clock.over) == (None, None, False)


def test_the_list_of_holidays_stays_short() -> None:
    holidays = tuple(date.fromordinal(FRIDAY.toordinal() + day) for day in range(300))
    clock = explain(Calendar(HOURS.but(holidays=holidays)), at("2026-03-05 16:40"), at("2026-12-05 16:40"), 8 * HOUR)
    assert len(clock.idle) == MOST_DAYS
