"""When to be in touch, whose week for a surprise it is, what thanks a regular, what a self-check holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.loyalty import full_years, loyalty
from freelance_comm.domain.money import Money
from freelance_comm.domain.regular import SURPRISE_EVERY, SURPRISE_LASTS, Habit, HabitCheck, surprise_week
from freelance_comm.domain.touch import Touch, touch

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def euro(amount: str) -> Money:
    """Return euros."""
    return Money(amount=Decimal(amount), currency="EUR")


# -- when to be in touch -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, Touch.TOO_EARLY),
        (6, Touch.TOO_EARLY),
        (7, Touch.FITTING),
        (29, Touch.FITTING),
        (30, Touch.DUE),
        (365, Touch.DUE),
        (366, Touch.FORMER),
        (None, Touch.NEVER),
    ],
)
def test_one_is_in_touch_between_the_least_and_the_most_days(days: int | None, told: Touch) -> None:
    assert touch(days, least=7, most=30) is told


def test_a_rhythm_of_more_than_a_year_is_kept() -> None:
    assert touch(400, least=0, most=400) is Touch.DUE
    assert touch(401, least=0, most=400) is Touch.FORMER


# -- a pleasant surprise now and then ----------------------------------------------------------------------------------


def weeks(client: int, days: int) -> list[date]:
    """Return the first days of the weeks for a surprise within so many days."""
    first = date(2026, 1, 1)
    found = [surprise_week(client, first + timedelta(days=number)) for number in range(days)]
    return list(dict.fromkeys(day for day in found if day is not None))


def test_each_client_has_one_week_in_each_round() -> None:
    for client in (1, 41, 3631738060800771):
        assert len(weeks(client, 10 * SURPRISE_EVERY)) in (9, 10, 11)


def test_the_week_is_told_alike_on_each_of_its_days() -> None:
    (first, *_) = weeks(3631738060800771, 200)[1:]
    days = [surprise_week(3631738060800771, first + timedelta(days=number)) for number in range(SURPRISE_LASTS)]
    assert days == [first] * SURPRISE_LASTS
    assert surprise_week(3631738060800771, first - timedelta(days=1)) != first


def test_nobody_learns_to_expect_it() -> None:
    gaps = {(later - earlier).days for earlier, later in pairwise(weeks(7, 2000))}
    assert len(gaps) > 3


def test_clients_are_not_all_surprised_in_the_same_week() -> None:
    day = date(2026, 5, 4)
    share = sum(surprise_week(client, day) is not None for client in range(1, 1001)) / 1000
    assert 0.05 < share < 0.2


# -- what thanks a regular ---------------------------------------------------------------------------------------------


def test_projects_and_years_make_the_per_cent() -> None:
    found = loyalty(finished=3, years=2, paid=euro("5000"), net=euro("1000"))
    assert (found.percent, found.amount, found.is_capped) == (8, euro("80"), False)


def test_nobody_gets_more_than_ten_for_projects_and_five_for_years() -> None:
    assert loyalty(finished=40, years=30, paid=euro("90000"), net=euro("1000")).percent == 15


def test_a_thank_you_is_never_more_than_a_tenth_of_what_was_paid() -> None:
    found = loyalty(finished=3, years=2, paid=euro("300"), net=euro("10000"))
    assert (found.amount, found.is_capped) == (euro("30"), True)


def test_without_payments_on_record_the_per_cent_count_alone() -> None:
    assert loyalty(finished=1, years=0, paid=euro("0"), net=euro("1000")).amount == euro("20")


def test_a_first_project_brings_no_loyalty() -> None:
    assert loyalty(finished=0, years=3, paid=euro("0"), net=euro("1000")).percent == 0


@pytest.mark.parametrize(("day", "years"), [("2026-03-11", 1), ("2026-03-12", 2), ("2020-01-01", 0)])
def test_a_year_is_full_on_its_day(day: str, years: int) -> None:
    assert full_years(date(2024, 3, 12), date.fromisoformat(day)) == years


# -- ten habits --------------------------------------------------------------------------------------------------------


def test_there_are_ten_habits() -> None:
    assert len(Habit) == 10


def test_a_partly_counts_half_and_what_was_not_answered_counts_nowhere() -> None:
    check = HabitCheck(
        id=1, client_id=1, made_at=NOON, yes=(Habit.SMILE, Habit.NAMES), partly=(Habit.FUN,), no=(Habit.CARING,)
    )
    assert (check.score, check.answered, check.share) == (Decimal("2.5"), 4, Decimal("0.625"))


def test_a_habit_is_answered_once() -> None:
    with pytest.raises(BadValue, match="twice"):
        HabitCheck(id=1, client_id=1, made_at=NOON, yes=(Habit.SMILE,), no=(Habit.SMILE,))
