"""How promises were held, in figures: the one calculation behind every statement about reliability.

What the figures mean:

- A promise belongs to the day on which it was due, however late it was kept; settled before, to the day it was settled.
- Early is done before its window, or before the nudge that comes ahead of its time; early ones are in time.
- Missed are promises kept late, those moved after their time had passed, and open ones past their time: left out, the
  worst cases would vanish. Open ones that are still to come count nowhere yet.
- Moved before its time is not broken: it is counted beside, and what came of the new time counts as itself.
- One that was taken back counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.record import Record


class Held(Record):
    """How a number of promises were held. ``overdue`` are open past their time, ``moved`` were moved before it."""

    early: int = 0
    kept: int = 0
    late: int = 0
    overdue: int = 0
    moved: int = 0

    @property
    def in_time(self) -> int:
        """Kept, early ones among them."""
        return self.early + self.kept

    @property
    def missed(self) -> int:
        """Kept late, or still open past their time."""
        return self.late + self.overdue

    @property
    def judged(self) -> int:
        """How many the share is of."""
        return self.in_time + self.missed

    @property
    def percent(self) -> int | None:
        """Share in time, whole per cent rounded down (100 only when nothing was missed); ``None`` of nothing."""
        return self.in_time * 100 // self.judged if self.judged else None


def held(promises: Iterable[Promise], now: datetime) -> Held:
    """Return how ``promises`` were held as of ``now``."""
    found = tuple(promises)
    states = [one.state for one in found]
    return Held(
        early=states.count(PromiseState.EARLY),
        kept=states.count(PromiseState.KEPT),
        late=states.count(PromiseState.LATE),
        overdue=sum(one.state is PromiseState.OPEN and one.due < now for one in found),
        moved=states.count(PromiseState.RENEGOTIATED),
    )


def by_month(
    promises: Iterable[Promise], now: datetime, day_of: Callable[[Promise], date]
) -> dict[date, tuple[Promise, ...]]:
    """Return the promises that count, by the first day of the month to which they belong, in order.

    ``day_of`` tells the day to which a promise belongs where the freelancer is. Months without any are left out.
    """
    groups: dict[date, list[Promise]] = {}
    for one in promises:
        told = held((one,), now)
        if told.judged or told.moved:
            groups.setdefault(day_of(one).replace(day=1), []).append(one)
    return {month: tuple(groups[month]) for month in sorted(groups)}
