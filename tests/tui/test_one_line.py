"""One typed line: who, when, what, understood as it was meant."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.message import Direction
from freelance_comm.services.desk import Desk
from freelance_comm.services.lookup import Handle
from freelance_comm.text.catalog import translator
from freelance_comm.tui import one_line

PEOPLE = (
    Handle("C-2026-001", "Ana Petrescu", further=("Ion Pop",)),
    Handle("C-2026-002", "Мария Иванова"),
    Handle("C-2026-003", "Atelier Roux"),
    Handle("C-2026-004", "Atelier Nord"),
)
JOBS = (Handle("P-2026-001", "Landing page", further=("Ana Petrescu",)), Handle("P-2026-002", "Price list"))


@pytest.mark.parametrize(
    ("typed", "direction", "who", "at", "about"),
    [
        ("ana", Direction.IN, "Ana Petrescu", "12:05", ""),
        ("ana 13:10 the logo", Direction.IN, "Ana Petrescu", "11:10", "the logo"),
        ("out мария yesterday 14:10", Direction.OUT, "Мария Иванова", "12:10", ""),
        ("> ion pop hello there", Direction.OUT, "Ana Petrescu", "12:05", "hello there"),
        ("in C-2026-003 today 9:00: the menu", Direction.IN, "Atelier Roux", "07:00", "the menu"),
    ],
)
def test_a_message_is_read(typed: str, direction: Direction, who: str, at: str, about: str, desk: Desk) -> None:
    spoken = one_line.read_message(desk, typed, PEOPLE, desk.tr)
    assert (spoken.direction, spoken.client.name, f"{spoken.at:%H:%M}", spoken.subject) == (direction, who, at, about)


def test_the_words_that_tell_the_direction_are_those_of_the_interface_language(desk: Desk) -> None:
    tr = translator("en")
    assert one_line.read_message(desk, "to ana", PEOPLE, tr).direction is Direction.OUT
    assert one_line.read_message(desk, "from ana", PEOPLE, tr).direction is Direction.IN


def test_a_name_that_fits_several_lists_them(desk: Desk) -> None:
    with pytest.raises(Ambiguous, match="Atelier Roux"):
        one_line.read_message(desk, "atelier 13:10", PEOPLE, desk.tr)


def test_nobody_of_that_name_is_said_with_what_comes_near(desk: Desk) -> None:
    with pytest.raises(NotFound) as refused:
        one_line.read_message(desk, "petresku", PEOPLE, desk.tr)
    assert refused.value.near == ("Ana Petrescu",)


def test_time_names_its_project_or_takes_the_given_one(desk: Desk) -> None:
    named = one_line.read_time(desk, "price 1h20 sums", JOBS, JOBS[0])
    given = one_line.read_time(desk, "1h20 sums", JOBS, JOBS[0])
    assert (named.project, named.note) == (JOBS[1], "sums")
    assert (given.project, given.note, int(given.span.seconds)) == (JOBS[0], "sums", 4800)


def test_time_without_a_time_is_refused(desk: Desk) -> None:
    with pytest.raises(BadValue, match="how long"):
        one_line.read_time(desk, "landing sums", JOBS, None)


def test_a_note_may_hold_numbers_that_are_no_time(desk: Desk) -> None:
    spoken = one_line.read_time(desk, "landing 9-11:30 3 drafts of page 2", JOBS, None)
    assert spoken.note == "3 drafts of page 2"


def test_a_timer_s_line_is_a_note_where_the_project_is_known(desk: Desk) -> None:
    assert one_line.read_start("hero section", JOBS, JOBS[1]).project == JOBS[1]
    assert one_line.read_start("landing hero section", JOBS, None).note == "hero section"
    with pytest.raises(NotFound):
        one_line.read_start("hero section", JOBS, None)


def test_a_promise_says_to_whom_until_when_and_what(desk: Desk) -> None:
    spoken = one_line.read_promise(desk, "ana monday 9-12 call back", PEOPLE, None)
    assert spoken.to == PEOPLE[0]
    assert (spoken.due.start, spoken.due.due) == (
        datetime(2026, 11, 23, 7, tzinfo=UTC),
        datetime(2026, 11, 23, 10, tzinfo=UTC),
    )
    assert spoken.what == "call back"


def test_a_promise_without_a_time_is_refused(desk: Desk) -> None:
    with pytest.raises(BadValue, match="No time was given"):
        one_line.read_promise(desk, "ana call back", PEOPLE, None)
