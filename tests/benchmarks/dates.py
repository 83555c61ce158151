"""Replays real tasks and prints how often the day that was foreseen at 80 per cent held, beside effort alone.

    python -m tests.benchmarks.dates DATA.csv [DATA.csv …]

Columns: person, started, finished, estimate_hours, actual_hours (ISO days or moments). Each person's tasks come in the
order in which they began; only what was finished strictly before a task began is known when its day is foreseen.
Weekdays count as working days; the hours a day are what the person's finished tasks gave, a median of days. Many tasks
end on the very day that was foreseen, so how often it held is an interval: ended before that day, and by that day.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from freelance_comm.forecast.history import Finished, FromHistory
from freelance_comm.forecast.stretching import Span, days_filled, factors, weekdays_touched

LEVELS = (50, 80, 95)
LEAST, MOST = 0.76, 0.86
NEWCOMER_PACE = 4.0
PACE_DAYS, LEAST_PACE_DAYS = 40, 5


class Tally:
    """How many tasks ended before, and by, the days foreseen at each level."""

    def __init__(self) -> None:
        self.tasks = 0
        self.before = dict.fromkeys(LEVELS, 0)
        self.by = dict.fromkeys(LEVELS, 0)

    def add(self, days: int, foreseen: dict[int, int]) -> None:
        """Count a task that took so many working days."""
        self.tasks += 1
        for level, number in foreseen.items():
            self.before[level] += days < number
            self.by[level] += days <= number

    def line(self, name: str) -> str:
        """Return the shares as text."""
        shares = [
            f"P{level} {self.before[level] / self.tasks:.3f}–{self.by[level] / self.tasks:.3f}" for level in LEVELS
        ]
        return f"  {name:<16} {self.tasks:>6}   {'   '.join(shares)}\n"


def tasks_of(path: Path) -> dict[str, list[Finished]]:
    """Return the tasks of each person, in the order in which they began."""
    found: dict[str, list[Finished]] = {}
    with path.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            estimate, actual = float(row["estimate_hours"]), float(row["actual_hours"])
            if estimate > 0 and actual > 0:
                task = Finished(
                    estimate_hours=estimate,
                    actual_hours=actual,
                    started=datetime.fromisoformat(row["started"].strip().replace("Z", "")),
                    finished=datetime.fromisoformat(row["finished"].strip().replace("Z", "")),
                    project=row.get("project") or "",
                )
                found.setdefault(row["person"], []).append(task)
    for tasks in found.values():
        tasks.sort(key=lambda task: (_moment(task.started), _moment(task.finished)))
    return found


def replay(people: Iterable[list[Finished]]) -> dict[str, Tally]:
    """Return the tallies: ours, effort alone, and ours by size of the estimate."""
    found = {"ours": Tally(), "effort alone": Tally()}
    for tasks in people:
        waiting = sorted(tasks, key=lambda task: _moment(task.finished))
        model, spans, pace = FromHistory(), list[Span](), _Pace()
        known = 0
        for task in tasks:
            while known < len(waiting) and _moment(waiting[known].finished) < _moment(task.started):
                model.add(waiting[known])
                spans.append(Span(hours=waiting[known].actual_hours, days=_days(waiting[known])))
                pace.add(waiting[known])
                known += 1
            quantiles = model.quantiles(task.estimate_hours, task.project)
            days, hours_a_day = _days(task), pace.hours
            ours = _foreseen(quantiles, factors(spans, quantiles[9], hours_a_day), hours_a_day)
            found["ours"].add(days, ours)
            alone = {level: days_filled(quantiles[level // 5 - 1], hours_a_day) for level in LEVELS}
            found["effort alone"].add(days, alone)
            found.setdefault(_size(task.estimate_hours), Tally()).add(days, ours)
    return found


def _foreseen(quantiles: list[float], logs: list[float], pace: float) -> dict[int, int]:
    """Return the working day at each level: every effort with every factor, all equally likely."""
    filled = [days_filled(hours, pace) for hours in quantiles]
    cases = sorted(days * math.exp(log) for days in filled for log in logs)
    return {level: math.ceil(cases[math.ceil(len(cases) * level / 100) - 1] - 1e-9) for level in LEVELS}


class _Pace:
    """Hours a day, from finished tasks: their hours lie on the days on which they began and ended."""

    def __init__(self) -> None:
        self._hours: dict[date, float] = {}
        self.hours = NEWCOMER_PACE

    def add(self, task: Finished) -> None:
        days = {_day(task.started), _day(task.finished)}
        for day in days:
            self._hours[day] = self._hours.get(day, 0.0) + task.actual_hours / len(days)
        last = sorted(self._hours)[-PACE_DAYS:]
        if len(last) >= LEAST_PACE_DAYS:
            hours = sorted(min(self._hours[day], 10.0) for day in last)
            self.hours = max(hours[len(hours) // 2], 0.5)


def _size(hours: float) -> str:
    return next((name for limit, name in ((1, "under 1 h"), (4, "1–4 h"), (16, "4–16 h")) if hours < limit), "16 h up")


def _days(task: Finished) -> int:
    return weekdays_touched(_day(task.started), _day(task.finished))


def _day(value: datetime | date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _moment(value: datetime | date) -> datetime:
    return value if isinstance(value, datetime) else datetime.combine(value, datetime.min.time())


def main(words: list[str]) -> int:
    """Replay each file and print its table."""
    if not words:
        sys.stdout.write(__doc__ or "")
        return 2
    for word in words:
        found = replay(tasks_of(Path(word)).values())
        sys.stdout.write(f"{Path(word).name}: tasks that ended before, and by, the day foreseen\n")
        for name in ("ours", "effort alone", "under 1 h", "1–4 h", "4–16 h", "16 h up"):
            if name in found:
                sys.stdout.write(found[name].line(name))
        ours = found["ours"]
        low, high = ours.before[80] / ours.tasks, ours.by[80] / ours.tasks
        sys.stdout.write(f"  the P80 day: goal {LEAST}–{MOST}: {'kept' if LEAST <= high <= MOST else 'MISSED'}\n")
        sys.stdout.write(f"  (ended by it {high:.3f}, before it {low:.3f})\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
