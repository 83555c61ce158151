"""Statistics of what is on record, against tables reckoned by hand: nine to five in UTC, eight hours allowed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.message import Settled
from freelance_comm.domain.reply_figures import Spread
from freelance_comm.services import messages
from freelance_comm.services.reply_statistics import MONTHS, record_of, statistics
from freelance_comm.services.reply_times import questions
from tests.unit.services.rig import Rig, at

HOUR = 3600


@pytest.fixture
def year(rig: Rig) -> Rig:
    """Return a desk with two clients and a quarter of questions, on Friday the 20th of March 2026 at noon.

    | came           | answered       | client | working hours | by the clock |
    |----------------|----------------|--------|---------------|--------------|
    | Mon 5 Jan 10   | 11             | Ana    | 1             | 1            |
    | Tue 6 Jan 16   | Wed 7 Jan 10   | Ana    | 2             | 18           |
    | Fri 30 Jan 16  | Wed 4 Feb 12   | Bob    | 1+8+8+3 = 20  | 116          |
    | Sat 7 Feb 11   | Sat 7 Feb 15   | Ana    | 0             | 4            |
    | Mon 2 Mar 9    | 17             | Bob    | 8             | 8            |
    | Tue 3 Mar 9    | open: late     | Bob    | 13 days, 3 h  |              |
    | Fri 20 Mar 10  | open: in time  | Ana    | 2             |              |
    """
    for name in ("Ana Petrescu", "Bob Ross"):
        rig.client(name)
    rows = [
        ("Ana", at(5, 10, month=1), at(5, 11, month=1)),
        ("Ana", at(6, 16, month=1), at(7, 10, month=1)),
        ("Bob", at(30, 16, month=1), at(4, 12, month=2)),
        ("Ana", at(7, 11, month=2), at(7, 15, month=2)),
        ("Bob", at(2, 9), at(2, 17)),
        ("Bob", at(3, 9), None),
        ("Ana", at(20, 10), None),
    ]
    rig.set(at(20, 12))
    for number, (client, came, went) in enumerate(rows):
        rig.came(came, client=client, thread=f"t{number}")
        if went is not None:
            rig.went(went, client=client, thread=f"t{number}")
    return rig


def test_the_whole_is_what_the_table_says(year: Rig) -> None:
    found = statistics(year.desk).all
    assert (found.answered, found.in_time, found.late, found.open, found.open_late) == (5, 4, 1, 2, 1)
    assert found.business == Spread(median=2 * HOUR, p90=20 * HOUR)
    assert found.wall == Spread(median=8 * HOUR, p90=116 * HOUR)
    assert (found.missed, found.judged, found.percent_in_time) == (2, 6, 66)
    assert found.oldest_open is not None
    assert found.oldest_open.received == at(3, 9)


def test_a_question_belongs_to_the_month_it_came_in(year: Rig) -> None:
    months = statistics(year.desk).months
    assert list(months) == [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert (months[date(2026, 1, 1)].answered, months[date(2026, 1, 1)].late) == (3, 1)
    assert months[date(2026, 2, 1)].business == Spread(median=0, p90=0)
    assert months[date(2026, 2, 1)].wall == Spread(median=4 * HOUR, p90=4 * HOUR)
    assert (months[date(2026, 3, 1)].open, months[date(2026, 3, 1)].open_late) == (2, 1)


def test_each_client_has_figures_and_a_target_of_their_own(year: Rig) -> None:
    found = {one.client.name: one for one in statistics(year.desk).clients}
    assert found["Ana Petrescu"].figures.business == Spread(median=HOUR, p90=2 * HOUR)
    assert found["Ana Petrescu"].figures.percent_in_time == 100
    assert (found["Bob Ross"].figures.late, found["Bob Ross"].figures.open_late) == (1, 1)
    assert found["Bob Ross"].figures.percent_in_time == 33


def test_two_clients_of_one_name_are_two(year: Rig) -> None:
    from freelance_comm.services.clients import add_client

    year.went(at(20, 11), client="Ana", thread="t6")
    add_client(year.desk, "Ana Petrescu", same_name_ok=True)
    year.came(at(19, 10), client="C-2026-003", thread="x")
    names = [one.client.name for one in statistics(year.desk).clients]
    assert names.count("Ana Petrescu") == 2


def test_a_target_that_changes_is_counted_with_anew(year: Rig) -> None:
    year.profile(reply_target_hours=Decimal(20))
    assert statistics(year.desk).all.late == 0
    year.holidays(date(2026, 2, 2), date(2026, 2, 3))
    assert statistics(year.desk).all.business.p90 == 8 * HOUR
    assert "mon-fri 09:00-17:00" in statistics(year.desk).calendar


def test_the_period_is_that_of_the_questions_both_days_included(year: Rig) -> None:
    found = statistics(year.desk, first=date(2026, 1, 30), last=date(2026, 2, 7))
    assert (found.all.answered, found.all.open) == (2, 0)
    assert statistics(year.desk, first=date(2026, 1, 31), last=date(2026, 2, 6)).all.answered == 0


def test_months_count_back_from_the_present_one(year: Rig) -> None:
    found = statistics(year.desk, months=1)
    assert (found.first, found.last) == (date(2026, 3, 1), date(2026, 3, 20))
    assert statistics(year.desk, months=3).first == date(2026, 1, 1)
    assert statistics(year.desk).first == date(2025, 4, 1)
    assert MONTHS == 12


@pytest.mark.parametrize("months", [0, -1, 121])
def test_a_number_of_months_that_cannot_be_meant_is_refused(year: Rig, months: int) -> None:
    with pytest.raises(BadValue):
        statistics(year.desk, months=months)


def test_a_period_that_ends_before_it_begins_is_refused(year: Rig) -> None:
    with pytest.raises(BadValue):
        statistics(year.desk, first=date(2026, 3, 2), last=date(2026, 3, 1))


def test_what_waited_before_the_period_is_no_new_question_in_it(year: Rig) -> None:
    year.came(at(28, 10, month=2), client="Bob", thread="long")
    year.came(at(2, 10), client="Bob", thread="long")
    year.went(at(2, 12), client="Bob", thread="long")
    march = statistics(year.desk, first=date(2026, 3, 1), last=date(2026, 3, 2)).all
    assert march.answered == 1


def test_what_needs_no_answer_and_what_was_answered_elsewhere_is_no_pair(year: Rig) -> None:
    before = statistics(year.desk).all
    messages.settle(year.desk, "Bob", Settled.ELSEWHERE)
    after = statistics(year.desk).all
    assert (after.answered, after.open_late) == (before.answered, before.open_late - 1)


def test_one_clients_figures_are_theirs_alone(year: Rig) -> None:
    bob = next(one for one in year.desk.reader.clients() if one.name == "Bob Ross")
    found = statistics(year.desk, client=bob)
    assert (found.all.answered, found.all.open) == (2, 1)
    assert found.oldest == bob


def test_a_clients_record_is_one_line_and_nothing_where_nobody_asked(year: Rig) -> None:
    ana = next(one for one in year.desk.reader.clients() if one.name == "Ana Petrescu")
    assert record_of(year.desk, ana) == (
        "3 answers in 12 months: half within 1 hr, nine in ten within 2 hr, 100% on time"
    )
    assert record_of(year.desk, year.client("Cy")) == ""


def test_the_days_are_those_of_the_freelancer(rig: Rig) -> None:
    rig.profile(hours=rig.desk.profile().hours.but(zone="Asia/Tokyo"))
    rig.client("Ana")
    rig.set(at(2, 12))
    rig.came(datetime.fromisoformat("2026-02-28T16:00:00+00:00"), client="Ana")
    rig.went(datetime.fromisoformat("2026-03-02T01:00:00+00:00"), client="Ana")
    found = statistics(rig.desk)
    assert list(found.months) == [date(2026, 3, 1)]
    assert list(found.weekdays) == [6]
    assert found.all.business.median == HOUR


def test_today_and_the_statistics_tell_the_same(year: Rig) -> None:
    short = messages.reply_times(year.desk, days=30)
    answered, _open = questions(year.desk, year.desk.now() - timedelta(days=30))
    assert short.answered == len(answered)
    assert short.words == "my replies, 30 days: half within 8 hr"
