"""Prints how long the forecast of a project takes once everything is loaded: tasks through the model, sum, days.

python -m tests.benchmarks.forecasts [--tasks 50] [--finished 300] [--rounds 11]
"""

from __future__ import annotations

import argparse
import sys
from datetime import date, timedelta
from decimal import Decimal
from statistics import median
from time import perf_counter, process_time

from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.working_time import Calendar
from freelance_comm.forecast import ends, stretching, total
from freelance_comm.forecast.effort import Estimate
from freelance_comm.forecast.history import Finished, FromHistory
from freelance_comm.forecast.remembering import Remembering

GOAL = 0.050
"""Seconds for fifty open tasks."""
START = date(2026, 3, 2)


def history(count: int) -> list[Finished]:
    """Return so many finished tasks of all sizes, some of which took longer than thought."""
    return [
        Finished(
            estimate_hours=1 + number % 9,
            actual_hours=(1 + number % 9) * (0.8 + number % 7 / 5),
            started=START - timedelta(days=count - number + number % 4),
            finished=START - timedelta(days=count - number),
        )
        for number in range(count)
    ]


def forecast(
    model: FromHistory, spans: list[stretching.Span], calendar: Calendar, tasks: int
) -> tuple[float, ends.Ends]:
    """Return the seconds of the simulation alone, and the days on which ``tasks`` open tasks end."""
    asked = Remembering(model)
    listed = [
        total.OpenTask(effort=asked.ask(Estimate(likely=Decimal(1 + number % 16) / 2))[0], spent_hours=number % 3)
        for number in range(tasks)
    ]
    begun = process_time()
    draws = total.remaining_draws(listed, seed=7, correlation=0.2)
    factors = stretching.factors(spans, total.hours_at(draws, (50,))[0], 5.0)
    found = ends.ends(draws, factors, hours_a_day=Decimal(5), calendar=calendar, start=START, seed=7)
    return process_time() - begun, found


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.forecasts")
    parser.add_argument("--tasks", type=int, default=50)
    parser.add_argument("--finished", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=11)
    chosen = parser.parse_args(words)
    known = history(chosen.finished)
    model, calendar = FromHistory(known), Calendar(WorkingHours(zone="UTC"))
    spans = [stretching.Span(hours=one.actual_hours, days=1 + place % 3) for place, one in enumerate(known)]
    forecast(model, spans, calendar, chosen.tasks)
    simulated, whole = [], []
    for _ in range(chosen.rounds):
        begun, clock = process_time(), perf_counter()
        simulated.append(forecast(model, spans, calendar, chosen.tasks)[0])
        whole.append((process_time() - begun, perf_counter() - clock))
    middle, all_of_it = median(simulated), median(cpu for cpu, _wall in whole)
    kept = "kept" if all_of_it <= GOAL else "MISSED"
    sys.stdout.write(
        f"{chosen.tasks} open tasks, {chosen.finished} finished: sum and days {middle * 1000:.1f} ms, with the model "
        f"{all_of_it * 1000:.1f} ms of processor (goal {GOAL * 1000:.0f} ms: {kept}), "
        f"{median(wall for _cpu, wall in whole) * 1000:.1f} ms by the clock\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
