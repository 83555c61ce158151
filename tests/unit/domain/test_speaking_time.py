"""When reminders may speak: working time, less the quiet hours, in every zone and on every odd day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.speaking_time import SpeakingTime
from freelance_comm.domain.working_time import Calendar

NOON = Window(start=12 * 60, end=13 * 60)
NIGHT = Window(start=22 * 60, end=7 * 60)
ALWAYS = tuple((Window(start=0, end=1440),) for _ in range(7))


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """Return a moment of March 2026; the 2nd is a Monday, clocks change on the 29th."""
    return datetime(2026, 3, day, hour, minute, second, tzinfo=UTC)


def speaking(*quiet: Window, zone: str = "UTC", **hours: object) -> SpeakingTime:
    """Return the speaking time of somebody who works nine to five unless told otherwise."""
    return SpeakingTime(Calendar(WorkingHours(zone=zone, **hours)), quiet)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(2, 8, 59, 59), False),
        (at(2, 9), True),
        (at(2, 11, 59, 59), True),
        (at(2, 12), False),
        (at(2, 12, 59, 59), False),
        (at(2, 13), True),
        (at(2, 17), False),
        (at(7, 10), False),
    ],
)
def test_it_speaks_in_working_time_and_outside_quiet_hours(moment: datetime, is_open: bool) -> None:
    assert speaking(NOON).is_open(moment) is is_open


def test_quiet_hours_run_over_midnight() -> None:
    time = speaking(NIGHT, week=ALWAYS)
    assert [time.is_open(at(3, hour)) for hour in (21, 22, 23, 0, 6, 7)] == [True, False, False, False, False, True]


def test_quiet_hours_are_local_on_both_sides_of_a_change_of_clocks() -> None:
    time = speaking(NIGHT, week=ALWAYS, zone="Europe/Bucharest")
    assert time.next_opening(at(28, 23)) == at(29, 4)  # summer time began in that night
    assert time.next_opening(at(27, 23)) == at(28, 5)


@pytest.mark.parametrize(
    ("asked", "opening"),
    [(at(2, 8), at(2, 9)), (at(2, 10), at(2, 10)), (at(2, 12, 30), at(2, 13)), (at(6, 17), at(9, 9))],
)
def test_what_may_not_be_said_now_waits_for_the_next_opening(asked: datetime, opening: datetime) -> None:
    assert speaking(NOON).next_opening(asked) == opening


def test_quiet_until_after_work_waits_for_the_next_day() -> None:
    assert speaking(Window(start=16 * 60, end=20 * 60)).next_opening(at(2, 16, 30)) == at(3, 9)


def test_a_holiday_is_quiet_altogether() -> None:
    assert speaking(holidays=(date(2026, 3, 3),)).next_opening(at(2, 17)) == at(4, 9)


def test_every_change_is_foreseen_in_its_order() -> None:
    time, moment = speaking(NOON), at(2, 8)
    seen: list[datetime] = []
    while len(seen) < 5:
        following = time.next_change(moment)
        assert following is not None
        seen.append(following)
        moment = following
    assert seen == [at(2, 9), at(2, 12), at(2, 13), at(2, 17), at(3, 9)]


@pytest.mark.parametrize(
    "time",
    [
        speaking(week=((),) * 7),
        speaking(Window(start=0, end=1440)),
        speaking(Window(start=8 * 60, end=18 * 60)),
        speaking(Window(start=600, end=600)),
    ],
    ids=["no hours", "always quiet", "quiet while working", "quiet for a day from ten"],
)
def test_where_nothing_may_ever_be_said_the_answer_comes_and_is_never(time: SpeakingTime) -> None:
    assert (time.next_opening(at(2, 10)), time.next_change(at(2, 10)), time.is_open(at(2, 10))) == (None, None, False)


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        (at(2, 11, 7, 30), at(2, 11, 7)),
        (at(2, 12, 30), at(2, 11, 59)),
        (at(2, 17), at(2, 16, 59)),
        (at(2, 20), at(2, 16, 59)),
        (at(8, 12), at(6, 16, 59)),
    ],
)
def test_the_last_moment_to_say_something_lies_before(asked: datetime, last: datetime) -> None:
    assert speaking(NOON).last_open(asked) == last


def test_where_nothing_may_be_said_there_is_no_last_moment() -> None:
    assert speaking(Window(start=0, end=1440)).last_open(at(2, 12)) is None
