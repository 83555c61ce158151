"""The record of reliability: promises, delivery days, answers; by month, by client; and the line to quote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.services import deadlines, promises, record_words
from freelance_comm.services.reliability_record import reliability_record
from freelance_comm.text.catalog import translator
from tests.unit.services.rig import Rig, at

ENGLISH = translator("en")


def kept(rig: Rig, client: str, what: str, *, early: bool) -> None:
    """Promise something for an hour and a half from now and keep it at once, or at the last moment."""
    start = rig.desk.now()
    view = promises.add_promise(rig.desk, what, client_text=client, due=start + timedelta(minutes=90))
    rig.set(start + timedelta(minutes=1 if early else 90))
    promises.keep(rig.desk, view.handle)


@pytest.fixture
def busy(rig: Rig) -> Rig:
    """Return a desk with two clients: three promises kept, one late, one moved and then kept, one still to come."""
    rig.client("Ana Petrescu")
    rig.client("Bélanger")
    kept(rig, "Ana", "one", early=True)
    kept(rig, "Ana", "two", early=False)
    kept(rig, "Bélanger", "three", early=True)
    late = promises.add_promise(rig.desk, "four", client_text="Ana", due=at(3, 10))
    rig.set(at(3, 11))
    promises.keep(rig.desk, late.handle)
    moved = promises.add_promise(rig.desk, "five", client_text="Ana", due=at(4, 10))
    again = promises.renegotiate(rig.desk, moved.handle, at(5, 10))
    rig.set(at(4, 9))
    promises.keep(rig.desk, again.handle)
    promises.add_promise(rig.desk, "six", client_text="Ana", due=at(30, 10))
    return rig


def test_every_promise_is_counted_once_and_the_one_to_come_not_yet(busy: Rig) -> None:
    whole = reliability_record(busy.desk).all.promises
    assert (whole.early, whole.kept, whole.late, whole.moved, whole.overdue) == (3, 1, 1, 1, 0)


def test_one_that_was_let_slide_is_counted_as_missed(busy: Rig) -> None:
    busy.set(at(31, 9))
    assert reliability_record(busy.desk).all.promises.overdue == 1


def test_each_client_has_a_part_of_the_record(busy: Rig) -> None:
    found = {one.client.name: one.part.promises.judged for one in reliability_record(busy.desk).clients}
    assert found == {"Ana Petrescu": 4, "Bélanger": 1}


def test_the_record_with_one_client_says_nothing_of_others(busy: Rig) -> None:
    (client,) = (one for one in busy.desk.reader.clients() if one.name == "Bélanger")
    found = reliability_record(busy.desk, client=client)
    assert (found.all.promises.judged, [one.client.name for one in found.clients]) == (1, ["Bélanger"])


def test_promises_of_closed_projects_count_too(rig: Rig) -> None:
    project = rig.project()
    view = promises.add_promise(rig.desk, "a draft", project_text=project.ref, due=at(2, 17))
    promises.keep(rig.desk, view.handle)
    rig.close(rig.desk.reader.project(project.id).head)
    assert reliability_record(rig.desk).all.promises.early == 1


def test_delivery_days_are_told_apart(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "4", "hours_a_day": "5"})
    promise = deadlines.promise_deadline(rig.desk, project, date(2026, 3, 6))
    rig.set(at(6, 12))
    promises.keep(rig.desk, promise.id)
    found = reliability_record(rig.desk).all
    assert (found.promises.in_time, found.deliveries.in_time) == (1, 1)


def test_answers_stand_beside_promises_in_their_month(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.came(at(2, 9))
    rig.set(at(2, 11))
    rig.went(at(2, 11))
    (month, part) = next(iter(reliability_record(rig.desk).by_month.items()))
    assert (month, part.answers.answered, part.answers.business.median) == (date(2026, 3, 1), 1, 7200)


def test_what_lies_before_the_period_is_left_out(busy: Rig) -> None:
    busy.set(at(2, 9, month=9))
    assert reliability_record(busy.desk, months=3).all.promises.judged == 0


@pytest.mark.parametrize("months", [0, 121])
def test_a_number_of_months_that_cannot_be_meant_is_refused(rig: Rig, months: int) -> None:
    with pytest.raises(BadValue):
        reliability_record(rig.desk, months=months)


# -- in words ----------------------------------------------------------------------------------------------------------


def test_the_line_tells_counts_and_hides_nothing(busy: Rig) -> None:
    line = record_words.line(reliability_record(busy.desk), ENGLISH)
    assert line == "My record for the last 12 months: 4 of 5 promises kept on time."


def test_the_line_names_deliveries_and_how_fast_answers_come(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "4", "hours_a_day": "5"})
    promises.keep(rig.desk, deadlines.promise_deadline(rig.desk, project, date(2026, 3, 6)).id)
    for day, minutes in ((3, 59), (4, 61), (5, 90)):
        rig.set(at(day, 12))
        rig.came(at(day, 9))
        rig.went(at(day, 9) + timedelta(minutes=minutes))
    assert record_words.line(reliability_record(rig.desk, months=1), ENGLISH) == (
        "My record for the last 1 month: 1 of 1 promise kept on time; 1 of 1 delivery on the promised day; "
        "half of all messages answered within 1 hour and 5 minutes of working time."
    )


def test_there_is_no_line_where_nothing_is_on_record(rig: Rig) -> None:
    with pytest.raises(NotFound):
        record_words.line(reliability_record(rig.desk), ENGLISH)


def test_a_thin_record_is_said_to_be_thin(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    kept(rig, "Ana", "one", early=True)
    assert "Little is on record" in record_words.doubt(reliability_record(rig.desk), ENGLISH)


def test_a_record_with_many_misses_is_better_not_quoted_yet(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    for hour in range(10, 16):
        promises.add_promise(rig.desk, f"thing {hour}", client_text="Ana", due=at(2, hour))
    rig.set(at(3, 9))
    assert record_words.doubt(reliability_record(rig.desk), ENGLISH).startswith("This line will win over more")


def test_the_overview_tells_what_went_wrong_too(busy: Rig) -> None:
    assert record_words.overview(reliability_record(busy.desk), ENGLISH) == [
        "Kept on time: 4 of 5 promises.",
        "Early: 3 promises.",
        "Late: 1 promise.",
        "Moved before its time: 1 promise (counted as neither).",
    ]


@pytest.mark.parametrize(("most", "expected"), [(5, "███▒×"), (10, "██▒×")])
def test_a_bar_shows_each_promise_or_its_share_and_never_hides_a_miss(busy: Rig, most: int, expected: str) -> None:
    count = reliability_record(busy.desk).all.promises
    assert record_words.bar(count, most, 5) == expected
