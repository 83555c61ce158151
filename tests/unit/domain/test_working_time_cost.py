"""What the reckoning costs, against counting in a loop in the same run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import perf_counter

from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.working_time import Calendar

HOURS = WorkingHours(zone="Europe/Bucharest")
THEN, MONTH_AGO, NOW = (datetime(*day, tzinfo=UTC) for day in ((2016, 3, 31), (2026, 3, 1), (2026, 3, 31)))


def seconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        started = perf_counter()
        work()
        times.append(perf_counter() - started)
    return median(times)


def count_to_a_million() -> None:
    for _ in range(1_000_000):
        pass


def test_thirty_days_cost_a_tenth_of_counting_to_a_million() -> None:
    cost = seconds(lambda: Calendar(HOURS).business_seconds(MONTH_AGO, NOW))
    assert cost < seconds(count_to_a_million) / 10


def test_ten_years_cost_no_more_than_counting_to_six_million() -> None:
    cost = seconds(lambda: Calendar(HOURS).business_seconds(THEN, NOW))
    assert cost < seconds(count_to_a_million) * 6


def test_a_second_question_costs_next_to_nothing() -> None:
    calendar = Calendar(HOURS)
    calendar.business_seconds(THEN, NOW)
    cost = seconds(lambda: calendar.business_seconds(THEN, NOW))
    assert cost < seconds(count_to_a_million) / 20
