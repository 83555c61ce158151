"""The effort of several tasks together: no sum of P80s, one seed one answer, what is spent counts."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest

from freelance_comm.forecast.effort import Effort, Estimate, WithoutHistory
from freelance_comm.forecast.total import (
    DRAWS,
    LEAST_HOURS,
    OpenTask,
    correlation_for,
    hours_at,
    remaining_draws,
)


def effort(hours: str) -> Effort:
    return WithoutHistory().effort(Estimate(likely=Decimal(hours)))


def tasks(count: int, hours: str = "4", spent: float = 0.0) -> list[OpenTask]:
    return [OpenTask(effort=effort(hours), spent_hours=spent) for _ in range(count)]


def at(draws: list[float], level: int) -> float:
    return hours_at(draws, (level,))[0]


def test_the_p80_of_a_sum_is_less_than_the_sum_of_p80s() -> None:
    draws = remaining_draws(tasks(50), seed=1, correlation=0.1)
    assert at(draws, 80) < 50 * float(effort("4").p80) * 0.95


def test_a_single_task_keeps_its_own_distribution() -> None:
    draws = remaining_draws(tasks(1, "20"), seed=1)
    assert at(draws, 50) == pytest.approx(float(effort("20").p50), rel=0.02)
    assert at(draws, 80) == pytest.approx(float(effort("20").p80), rel=0.02)


def test_a_shared_factor_widens_the_sum_and_leaves_its_mean() -> None:
    alone, together = (remaining_draws(tasks(20), seed=3, correlation=part) for part in (0.0, 0.6))
    assert at(together, 80) - at(together, 50) > 1.5 * (at(alone, 80) - at(alone, 50))
    assert sum(together) == pytest.approx(sum(alone), rel=1e-6)


def test_the_same_seed_gives_the_same_draws_and_another_seed_nearly_the_same_hours() -> None:
    assert remaining_draws(tasks(9), seed=5) == remaining_draws(tasks(9), seed=5)
    first, second = (at(remaining_draws(tasks(50), seed=seed), 80) for seed in (1, 2))
    assert first != second
    assert first == pytest.approx(second, rel=0.04)


def test_hours_spent_are_taken_off() -> None:
    untouched, begun = (at(remaining_draws(tasks(1, "20", spent), seed=1), 50) for spent in (0.0, 10.0))
    assert 8 < begun < untouched - 5


@pytest.mark.parametrize("spent", [20.0, 40.0, 200.0, 5000.0])
def test_a_task_that_has_eaten_its_estimate_still_has_an_end_and_a_later_one(spent: float) -> None:
    draws = remaining_draws(tasks(1, "20", spent), seed=1)
    assert min(draws) >= LEAST_HOURS
    assert 1 < at(draws, 50) < spent


def test_the_more_is_spent_the_later_the_whole_ends() -> None:
    wholes = [spent + at(remaining_draws(tasks(1, "20", spent), seed=1), 50) for spent in (0.0, 10, 19, 25, 50, 100)]
    assert wholes == sorted(wholes)


def test_nothing_to_do_takes_no_time() -> None:
    assert set(remaining_draws([], seed=1)) == {0.0}


def test_every_draw_is_there_and_levels_rise() -> None:
    draws = remaining_draws(tasks(7, "2", 1.0), seed=11, correlation=0.3)
    assert len(draws) == DRAWS
    assert hours_at(draws) == sorted(hours_at(draws))


def test_a_strangers_tasks_are_more_alike() -> None:
    assert correlation_for(0) < correlation_for(0.5) < correlation_for(1) == correlation_for(7)


def test_fifty_tasks_take_no_more_than_a_twentieth_of_a_second() -> None:
    listed = [OpenTask(effort=effort(str(number % 7 + 1)), spent_hours=number % 3) for number in range(50)]
    remaining_draws(listed, seed=1)
    taken = []
    for seed in range(5):
        begun = process_time()
        remaining_draws(listed, seed=seed)
        taken.append(process_time() - begun)
    assert min(taken) < 0.05
