"""What is pointed out before a promise goes out: holidays mine and theirs, the hour, other promises."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from freelance_comm.domain.people import PublicHolidays
from freelance_comm.services import promises
from tests.unit.services.rig import Rig, at


def remarks(rig: Rig, due: datetime, what: str = "a call", client: str = "Ana", **more: object) -> tuple[str, ...]:
    """Promise something and return what is pointed out."""
    return promises.add_promise(rig.desk, what, client_text=client, due=due, **more).remarks  # type: ignore[arg-type]


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with Ana, who lives in France, where the sixth of March is a holiday here."""
    rig.client("Ana Petrescu", country="FR")
    names = {"2026-03-06": "Fête du sel"}
    rig.profile(abroad=(PublicHolidays(country="FR", years=(2026,), names=names),))
    return rig


def test_a_holiday_where_the_client_is_is_pointed_out(ana: Rig) -> None:
    assert remarks(ana, at(6, 12)) == ("Fri 6 Mar is a public holiday where Ana Petrescu is: Fête du sel.",)


def test_my_own_holiday_is_pointed_out_before_theirs(ana: Rig) -> None:
    ana.holidays(date(2026, 3, 6))
    assert remarks(ana, at(6, 12))[0] == "Fri 6 Mar is a holiday."


def test_an_hour_outside_my_working_time_is_pointed_out(ana: Rig) -> None:
    assert remarks(ana, at(3, 20)) == ("That hour lies outside your working time.",)


def test_a_window_that_reaches_into_my_working_time_is_none_outside_it(ana: Rig) -> None:
    assert remarks(ana, at(3, 10), window_start=at(3, 8)) == ()


def test_the_middle_of_the_night_where_the_client_is_is_pointed_out(rig: Rig) -> None:
    rig.client("Kay", zone="America/New_York")
    assert remarks(rig, at(3, 10), client="Kay") == ("It will be 05:00 then where Kay is.",)


def test_two_windows_that_overlap_are_pointed_out_whoever_they_are_for(ana: Rig) -> None:
    ana.client("Bélanger")
    remarks(ana, at(3, 12), "a call about the logo", window_start=at(3, 9))
    assert remarks(ana, at(3, 13), "another call", client="Bélanger", window_start=at(3, 11)) == (
        "You have already promised Ana Petrescu something for that time: a call about the logo.",
    )


def test_windows_that_only_touch_do_not_clash(ana: Rig) -> None:
    remarks(ana, at(3, 12), "one", window_start=at(3, 9))
    assert remarks(ana, at(3, 14), "other", window_start=at(3, 12)) == ()


def test_a_day_that_is_full_of_promises_is_pointed_out(ana: Rig) -> None:
    remarks(ana, at(4, 12), "one", whole_day=True)
    remarks(ana, at(4, 12), "two", whole_day=True)
    assert remarks(ana, at(4, 12), "three", whole_day=True) == ("You have promised 2 other things for that day.",)


def test_the_same_promise_said_twice_stands_on_the_ledger_once(ana: Rig) -> None:
    remarks(ana, at(4, 12))
    assert remarks(ana, at(4, 12), "A  Call") == ("It was already on the ledger.",)
    assert len(promises.list_promises(ana.desk)) == 1
