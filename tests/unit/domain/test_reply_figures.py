"""Figures of reply times against tables reckoned by hand."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.reply_figures import (
    AnsweredQuestion,
    OpenQuestion,
    Spread,
    by_month,
    by_weekday,
    by_who,
    figures,
    nearest_rank,
    spread,
)

HOUR = 3600
TARGET = 8 * HOUR
MONDAY = datetime(2026, 3, 30, 8, tzinfo=UTC)


def done(business: int, *, who: str = "ana", received: datetime = MONDAY, wall: int | None = None) -> AnsweredQuestion:
    seconds = business if wall is None else wall
    return AnsweredQuestion(
        received=received,
        replied=received + timedelta(seconds=seconds),
        business_seconds=business,
        wall_seconds=seconds,
        target_seconds=TARGET,
        who=who,
    )


def waiting(business: int, *, who: str = "ana", received: datetime = MONDAY) -> OpenQuestion:
    return OpenQuestion(
        received=received, business_seconds=business, wall_seconds=business, target_seconds=TARGET, who=who
    )


@pytest.mark.parametrize(
    ("numbers", "percent", "expected"),
    [
        ([], 50, None),
        ([7], 50, 7),
        ([7], 90, 7),
        ([1, 2], 50, 1),
        ([1, 2, 3], 50, 2),
        ([1, 2, 3, 4], 50, 2),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], 90, 9),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90, 9),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 90, 10),
    ],
)
def test_a_percentile_is_the_element_at_the_rank_rounded_up(
    numbers: list[int], percent: int, expected: int | None
) -> None:
    assert nearest_rank(numbers, percent) == expected


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=60))
def test_at_least_half_are_no_longer_than_the_median_and_nine_tenths_no_longer_than_p90(numbers: list[int]) -> None:
    found = spread(numbers)
    assert found.median in numbers
    assert found.p90 in numbers
    assert 2 * sum(each <= (found.median or 0) for each in numbers) >= len(numbers)
    assert 10 * sum(each <= (found.p90 or 0) for each in numbers) >= 9 * len(numbers)


def test_an_answer_that_uses_up_its_target_exactly_is_in_time_and_a_second_more_is_late() -> None:
    found = figures([done(TARGET), done(TARGET + 1)])
    assert (found.in_time, found.late, found.missed) == (1, 1, 1)


def test_an_open_question_beyond_its_target_is_a_miss_and_one_within_it_counts_nowhere() -> None:
    found = figures([done(HOUR)], [waiting(TARGET + 1), waiting(TARGET), waiting(0)])
    assert (found.answered, found.open, found.open_late, found.missed, found.judged) == (1, 3, 1, 1, 2)
    assert found.percent_in_time == 50


def test_a_hundred_per_cent_means_that_nothing_was_missed() -> None:
    assert figures([done(0)] * 999 + [done(TARGET + 1)]).percent_in_time == 99
    assert figures([done(0)] * 999).percent_in_time == 100


def test_figures_of_nothing_are_no_figures() -> None:
    found = figures(())
    assert found.business == found.wall == Spread()
    assert (found.answered, found.percent_in_time, found.oldest_open) == (0, None, None)


def test_working_time_and_wall_time_are_told_apart() -> None:
    found = figures([done(0, wall=4 * HOUR), done(HOUR, wall=HOUR), done(2 * HOUR, wall=60 * HOUR)])
    assert found.business == Spread(median=HOUR, p90=2 * HOUR)
    assert found.wall == Spread(median=4 * HOUR, p90=60 * HOUR)


def test_the_oldest_open_question_is_the_one_that_came_first() -> None:
    first = waiting(10, received=MONDAY - timedelta(days=3))
    assert figures((), [waiting(99), first, waiting(50)]).oldest_open == first


def test_each_client_has_figures_of_their_own() -> None:
    found = by_who([done(HOUR), done(3 * HOUR), done(9 * HOUR, who="bob")], [waiting(TARGET * 2, who="cy")])
    assert list(found) == ["ana", "bob", "cy"]
    assert found["ana"].business == Spread(median=HOUR, p90=3 * HOUR)
    assert (found["bob"].late, found["cy"].open_late, found["cy"].percent_in_time) == (1, 1, 0)


def test_a_question_counts_in_the_month_it_came_however_late_the_answer() -> None:
    came = datetime(2026, 1, 31, 20, tzinfo=UTC)
    late = done(30 * TARGET, received=came, wall=90 * 24 * HOUR)
    found = by_month([late], [waiting(1, received=MONDAY)], lambda at: at.date())
    assert list(found) == [date(2026, 1, 1), date(2026, 3, 1)]
    assert found[date(2026, 1, 1)].late == 1


def test_months_and_weekdays_are_those_of_the_freelancer() -> None:
    came = datetime(2026, 1, 31, 20, tzinfo=UTC)  # Saturday evening in UTC, Sunday morning in Tokyo

    def tokyo(at: datetime) -> date:
        return (at + timedelta(hours=9)).date()

    assert list(by_month([done(1, received=came)], (), tokyo)) == [date(2026, 2, 1)]
    assert list(by_weekday([done(1, received=came)], (), tokyo)) == [6]
    assert list(by_weekday([done(1, received=came)], (), lambda at: at.date())) == [5]


@given(st.lists(st.tuples(st.integers(0, 3 * TARGET), st.sampled_from("abc")), max_size=40))
def test_groups_add_up_to_the_whole(rows: list[tuple[int, str]]) -> None:
    answered = [done(seconds, who=who) for seconds, who in rows]
    still_open = [waiting(seconds, who=who) for seconds, who in rows]
    whole = figures(answered, still_open)
    parts = by_who(answered, still_open).values()
    assert sum(part.answered for part in parts) == whole.answered
    assert sum(part.missed for part in parts) == whole.missed
    assert sum(part.in_time for part in parts) == whole.in_time


def test_real_correspondence_gives_the_figures_that_others_reckoned(shared: Path) -> None:
    truth = json.loads((shared / "data/mail/truth/rpm-list.json").read_text(encoding="utf-8"))
    rows = [
        AnsweredQuestion(
            received=datetime.fromisoformat(pair["received"]),
            replied=datetime.fromisoformat(pair["replied"]),
            business_seconds=pair["business_seconds"],
            wall_seconds=pair["wall_seconds"],
            target_seconds=truth["target_business_seconds"],
            who=pair["inbound_from"],
        )
        for pair in truth["pairs_thread"]
    ]
    found, said = figures(rows), truth["stats_business_minutes"]
    assert found.answered == said["n"]
    assert found.late == truth["counts"]["over_target"]
    assert found.business.median is not None
    assert found.business.p90 is not None
    assert found.business.median // 60 == said["p50_nearest_rank"]
    assert found.business.p90 // 60 == said["p90_nearest_rank"]
