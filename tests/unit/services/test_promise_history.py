"""What became of a promise, step by step, each with its time."""

from __future__ import annotations

import pytest

from freelance_comm.services import promises
from freelance_comm.services.promise_history import history
from tests.unit.services.rig import Rig, at


@pytest.fixture
def promised(rig: Rig) -> promises.PromiseView:
    """Promise Ana a call today from ten to twelve."""
    rig.client("Ana Petrescu")
    return promises.add_promise(rig.desk, "a call", client_text="Ana", due=at(2, 12), window_start=at(2, 10))


def words(rig: Rig, view: promises.PromiseView) -> list[str]:
    """Return what the history says."""
    return [f"{step.when}: {step.words}" for step in history(rig.desk, view.promise.id).steps]


def test_an_open_promise_tells_when_and_where_it_was_made(rig: Rig, promised: promises.PromiseView) -> None:
    assert words(rig, promised) == ["today 09:00: promised for today 10:00 to 12:00 (in a call)"]


def test_a_promise_that_was_moved_twice_and_kept_tells_every_step(rig: Rig, promised: promises.PromiseView) -> None:
    second = promises.renegotiate(rig.desk, promised.handle, at(3, 12), window_start=at(3, 10))
    rig.set(at(4, 9))
    third = promises.renegotiate(rig.desk, second.handle, at(5, 12))
    rig.set(at(4, 15))
    promises.keep(rig.desk, third.handle)
    assert words(rig, promised) == [
        "Mon 09:00: promised for Mon 10:00 to 12:00 (in a call)",
        "Mon 09:00: moved before its time: Mon 10:00 to 12:00 → yesterday 10:00 to 12:00",
        "today 09:00: late; moved after its time: yesterday 10:00 to 12:00 → tomorrow 12:00",
        "today 15:00: kept early",
    ]


def test_the_history_is_the_same_from_whichever_of_its_times_it_is_asked(
    rig: Rig, promised: promises.PromiseView
) -> None:
    moved = promises.renegotiate(rig.desk, promised.handle, at(3, 12))
    assert history(rig.desk, promised.promise.id) == history(rig.desk, moved.promise.id)


def test_one_that_was_taken_back_says_so(rig: Rig, promised: promises.PromiseView) -> None:
    promises.withdraw(rig.desk, promised.handle)
    assert words(rig, promised)[-1] == "today 09:00: taken back"


def test_the_list_tells_what_was_moved_from_where_to_where(rig: Rig, promised: promises.PromiseView) -> None:
    promises.renegotiate(rig.desk, promised.handle, at(3, 12))
    assert [one.told for one in promises.list_promises(rig.desk, all=True)] == [
        "moved, to tomorrow 12:00",
        "moved from today 10:00 to 12:00",
    ]


def test_an_open_promise_tells_when_one_is_reminded_and_what_speaks_against_it(
    rig: Rig, promised: promises.PromiseView
) -> None:
    rig.profile(hours=rig.desk.profile().hours.but(days_off=(at(2).date(),)))
    found = history(rig.desk, promised.promise.id)
    assert found.remarks == ("You do not work on Mon 2 Mar.",)
