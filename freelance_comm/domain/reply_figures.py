"""How fast answers go out, in figures that hold up: the one calculation behind every statement about reply times.

Apart because the mailbox that nothing is stored of and the workspace's own messages must be counted alike. What the
figures mean:

- A question belongs to the period, month and weekday in which it was RECEIVED, however late its answer came.
- Median and p90 are nearest rank (element ``ceil(q * n)`` of the sorted times), over answered questions.
- In time is an answer that took no more working seconds than the target; used up exactly is in time.
- Missed are late answers and open questions that are already beyond their target: left out, the worst cases would
  vanish. Open questions still within their target count nowhere yet.
- Every time is told in working seconds and in wall seconds; there is no mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from freelance_comm.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MEDIAN, P90 = 50, 90


class AnsweredQuestion(Record):
    """A question and the answer to it: how long it took in working and in wall seconds, and what was allowed.

    ``who`` names the client or correspondent; ``negative``: the answer bears an earlier time than the question.
    """

    received: datetime
    replied: datetime
    business_seconds: int
    wall_seconds: int
    target_seconds: int
    who: str = ""
    negative: bool = False

    @property
    def in_time(self) -> bool:
        """Whether no more working time than the target passed."""
        return self.business_seconds <= self.target_seconds


class OpenQuestion(Record):
    """A question without an answer; the seconds are those that have passed until now."""

    received: datetime
    business_seconds: int
    wall_seconds: int
    target_seconds: int
    who: str = ""

    @property
    def missed(self) -> bool:
        """Whether more working time than the target has passed already."""
        return self.business_seconds > self.target_seconds


class Spread(Record):
    """Median and p90 of a number of durations in seconds, by nearest rank; ``None`` where there are none."""

    median: int | None = None
    p90: int | None = None


class Figures(Record):
    """Figures of a group of questions. ``late`` were answered late, ``open_late`` wait beyond their target.

    ``oldest_open`` is the open question that came first.
    """

    answered: int
    in_time: int
    late: int
    open: int
    open_late: int
    business: Spread
    wall: Spread
    oldest_open: OpenQuestion | None = None

    @property
    def missed(self) -> int:
        """Late answers and open questions beyond their target."""
        return self.late + self.open_late

    @property
    def judged(self) -> int:
        """How many questions the share is of: the answered, and the open ones beyond their target."""
        return self.answered + self.open_late

    @property
    def percent_in_time(self) -> int | None:
        """Share in time, whole per cent rounded down (100 only when nothing was missed); ``None`` of nothing."""
        return self.in_time * 100 // self.judged if self.judged else None


def nearest_rank(ordered: Sequence[int], percent: int) -> int | None:
    """Return element ``ceil(percent / 100 * n)`` of sorted numbers, counted from one; ``None`` when there are none."""
    return ordered[max(-(-len(ordered) * percent // 100), 1) - 1] if ordered else None


def spread(seconds: Iterable[int]) -> Spread:
    """Return median and p90 of durations in any order."""
    ordered = sorted(seconds)
    return Spread(median=nearest_rank(ordered, MEDIAN), p90=nearest_rank(ordered, P90))


def figures(answered: Iterable[AnsweredQuestion], still_open: Iterable[OpenQuestion] = ()) -> Figures:
    """Return the figures of questions that were answered and of those still open."""
    done, waiting = tuple(answered), tuple(still_open)
    in_time = sum(1 for each in done if each.in_time)
    return Figures(
        answered=len(done),
        in_time=in_time,
        late=len(done) - in_time,
        open=len(waiting),
        open_late=sum(1 for each in waiting if each.missed),
        business=spread(each.business_seconds for each in done),
        wall=spread(each.wall_seconds for each in done),
        oldest_open=min(waiting, key=lambda each: (each.received, each.who), default=None),
    )


def by_who(answered: Iterable[AnsweredQuestion], still_open: Iterable[OpenQuestion] = ()) -> dict[str, Figures]:
    """Return the figures of each client or correspondent, sorted by ``who``."""
    return _grouped(answered, still_open, lambda each: each.who)


def by_month(
    answered: Iterable[AnsweredQuestion], still_open: Iterable[OpenQuestion], local_date: Callable[[datetime], date]
) -> dict[date, Figures]:
    """Return the figures of each month in which a question came, by its first day, in order.

    ``local_date`` tells the day of a moment where the freelancer is. Months without questions are left out.
    """
    return _grouped(answered, still_open, lambda each: local_date(each.received).replace(day=1))


def by_weekday(
    answered: Iterable[AnsweredQuestion], still_open: Iterable[OpenQuestion], local_date: Callable[[datetime], date]
) -> dict[int, Figures]:
    """Return the figures of each weekday (0 is Monday) on which a question came, in order."""
    return _grouped(answered, still_open, lambda each: local_date(each.received).weekday())


def _grouped(
    answered: Iterable[AnsweredQuestion],
    still_open: Iterable[OpenQuestion],
    key: Callable[[AnsweredQuestion | OpenQuestion], Any],
) -> dict[Any, Figures]:
    groups: dict[Any, tuple[list[AnsweredQuestion], list[OpenQuestion]]] = {}
    for done in answered:
        groups.setdefault(key(done), ([], []))[0].append(done)
    for waiting in still_open:
        groups.setdefault(key(waiting), ([], []))[1].append(waiting)
    return {name: figures(*groups[name]) for name in sorted(groups)}
