"""From hours to days: the calendar, what comes first, who has to answer, and never."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import monotonic

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.working_time import Calendar
from freelance_comm.forecast.dates import DateRating
from freelance_comm.forecast.ends import Ends, ends, idle_days
from freelance_comm.forecast.stretching import Span, days_filled, factors, middle_factor, weekdays_touched

MONDAY = date(2026, 3, 2)
WEEK = Calendar(WorkingHours(zone="UTC"))
SURE = [10.0] * 100
"""Ten hours, whatever happens."""


def found(draws: list[float] = SURE, **options: object) -> Ends:
    asked = {"hours_a_day": Decimal(5), "calendar": WEEK, "start": MONDAY, "seed": 1, **options}
    return ends(draws, asked.pop("logs", ()), **asked)  # type: ignore[arg-type]


def test_hours_fill_days() -> None:
    assert found().day_at(80) == date(2026, 3, 3)


def test_a_weekend_and_a_holiday_are_passed_over() -> None:
    calendar = Calendar(WorkingHours(zone="UTC", holidays=(date(2026, 3, 9),)))
    assert found([30.0], calendar=calendar).day_at(80) == date(2026, 3, 10)


def test_a_day_gives_no_more_than_it_has() -> None:
    assert found([10.0], hours_a_day=Decimal(20)).day_at(80) == date(2026, 3, 3)


def test_other_work_comes_first() -> None:
    assert found(before_hours=10.0).day_at(80) == date(2026, 3, 5)


def test_a_learned_factor_already_holds_other_work() -> None:
    doubled = [0.6931471805599453] * 19
    assert found(logs=doubled, before_hours=5.0).day_at(80) == found(logs=doubled).day_at(80) == date(2026, 3, 5)


def test_waiting_for_the_client_moves_everything() -> None:
    assert found(reserve_days=3).day_at(80) == date(2026, 3, 6)


def test_chance_and_rating_go_with_the_days() -> None:
    half = found([5.0] * 50 + [10.0] * 25 + [15.0] * 25)
    chances = [half.chance(date(2026, 3, day)) for day in (1, 2, 3, 4, 30)]
    assert chances == [1, 50, 75, 99, 99]
    rates = [half.rate(date(2026, 3, day)) for day in (1, 2, 4)]
    assert rates == [DateRating.UNREALISTIC, DateRating.TIGHT, DateRating.SAFE]


def test_without_a_working_day_it_is_never_and_at_once() -> None:
    begun = monotonic()
    never = found(calendar=Calendar(WorkingHours(zone="UTC", week=((),) * 7)))
    assert (never.day_at(50), never.day_at(95), never.chance(date(2027, 1, 1))) == (None, None, 1)
    assert monotonic() - begun < 1


def test_what_takes_longer_than_twenty_years_is_never() -> None:
    assert found([1e6]).day_at(50) is None


@pytest.mark.parametrize("hours", ["0", "-1", "25", "NaN", "Infinity"])
def test_hours_a_day_that_cannot_be_are_refused(hours: str) -> None:
    with pytest.raises(BadValue):
        found(hours_a_day=Decimal(hours))


def test_shares_of_days_add_up() -> None:
    spread = found([float(hours) for hours in range(1, 101)])
    assert sum(share for _day, share in spread.share_by_day(spread.on[-1])) == pytest.approx(1)


def test_holidays_between_are_counted() -> None:
    calendar = Calendar(WorkingHours(zone="UTC", holidays=(date(2026, 3, 4),), days_off=(date(2026, 3, 5),)))
    assert idle_days(calendar, MONDAY, date(2026, 3, 9)) == 2


def test_the_factor_is_learned_from_days_taken_against_days_filled() -> None:
    slow = factors([Span(hours=5, days=3)] * 60, 5, 5)
    assert middle_factor(slow) == pytest.approx(3, rel=0.05)
    assert middle_factor(factors([], 5, 5)) < 1.3


def test_a_few_spans_are_mostly_the_general_prior() -> None:
    assert middle_factor(factors([Span(hours=5, days=30)], 5, 5)) < 3


def test_an_absurd_span_is_bounded() -> None:
    assert max(factors([Span(hours=1, days=10**9)] * 50, 1, 5)) < 8


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (MONDAY, MONDAY, 1),
        (MONDAY, date(2026, 3, 6), 5),
        (MONDAY, date(2026, 3, 9), 6),
        (date(2026, 3, 7), date(2026, 3, 8), 1),
        (date(2026, 3, 9), MONDAY, 1),
    ],
)
def test_weekdays_are_counted_with_both_ends_and_never_backwards(first: date, last: date, days: int) -> None:
    assert weekdays_touched(first, last) == days


def test_what_ends_with_a_day_is_done_on_that_day() -> None:
    assert [days_filled(hours, 5) for hours in (0.1, 5, 5.1, 10)] == [1, 1, 2, 2]
