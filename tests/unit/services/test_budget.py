"""Quoted hours that are used up: each level is told by the entry that reaches it, and never again."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.quote import Unit
from freelance_comm.services import agenda, budget, quoting, timelog, told
from freelance_comm.services.agenda_item import SectionKind
from freelance_comm.text.catalog import translator
from tests.unit.services.rig import Rig


@pytest.fixture
def ten_hours(rig: Rig) -> Rig:
    """A desk with a project of ten quoted hours."""
    quoting.add_item(rig.desk, rig.project(), "Design", unit=Unit.HOUR, quantity=10, price=50)
    return rig


def log(rig: Rig, hours: str, **more: object) -> int | None:
    """Log hours and return the level that is told of, None where there is nothing to tell."""
    day = rig.desk.today() - timedelta(days=40)
    entry = timelog.add_entry(rig.desk, "Landing", day=day, seconds=Decimal(hours) * 3600, **more)  # type: ignore[arg-type]
    found = budget.crossed(rig.desk, entry)
    return None if found is None else found.level


def news(rig: Rig) -> list[str]:
    """Return what `remind --new` tells of hours."""
    return [item.when_text for item in told.news(rig.desk, always=True).items if item.kind is SectionKind.BUDGET]


def test_each_level_is_told_by_the_entry_that_reaches_it(ten_hours: Rig) -> None:
    found = [log(ten_hours, hours) for hours in ("4.9", "0.1", "2.9", "0.2", "1.8", "0.05", "0.05", "5")]
    assert found == [None, 50, None, 80, None, None, 100, None]


def test_one_entry_over_several_levels_tells_the_highest(ten_hours: Rig) -> None:
    assert log(ten_hours, "9") == 80
    assert log(ten_hours, "20") == 100


def test_time_that_is_not_billable_uses_up_nothing(ten_hours: Rig) -> None:
    assert log(ten_hours, "20", billable=False) is None
    assert log(ten_hours, "4.9") is None
    assert log(ten_hours, "0.1") == 50


def test_without_quoted_hours_there_is_no_budget(rig: Rig) -> None:
    rig.project()
    assert log(rig, "20") is None


def test_the_words_say_what_was_used_or_by_how_much_it_is_over(ten_hours: Rig) -> None:
    log(ten_hours, "8")
    (summary,) = ten_hours.desk.reader.summaries()
    tr = translator("en")
    used, over = (budget.budget_of(summary, Decimal(hours) * 3600) for hours in ("8.1", "12.5"))
    assert used is not None and over is not None
    assert budget.words(used, tr) == "81% of the 10 hr quoted are used: 8 hr, 6 min."
    assert budget.words(over, tr) == "125% of the 10 hr quoted: 2 hr, 30 min more than was quoted."


def test_a_level_is_told_once_by_reminders_whatever_happens_between(ten_hours: Rig) -> None:
    log(ten_hours, "5")
    assert (news(ten_hours), news(ten_hours)) == (["50%"], [])
    ten_hours.clock.wait(days=1)
    log(ten_hours, "4")
    assert (news(ten_hours), news(ten_hours)) == (["90%"], [])
    ten_hours.clock.wait(days=1)
    log(ten_hours, "3")
    assert (news(ten_hours), news(ten_hours)) == (["120%"], [])


def test_hours_that_run_out_are_nothing_a_prompt_shows(ten_hours: Rig) -> None:
    from freelance_comm.services.reminders import due, prompt_text

    before = prompt_text(ten_hours.desk)
    log(ten_hours, "12")
    assert prompt_text(ten_hours.desk) == before
    assert SectionKind.BUDGET not in {item.kind for item in due(ten_hours.desk, always=True).items}


def test_today_lists_a_project_from_eighty_per_cent_on(ten_hours: Rig) -> None:
    def listed() -> list[str]:
        return [item.when_text for item in agenda.agenda(ten_hours.desk).items if item.kind is SectionKind.BUDGET]

    log(ten_hours, "7.9")
    assert listed() == []
    log(ten_hours, "0.1")
    assert listed() == ["80%"]


def test_the_roll_up_of_before_is_summed_up_as_the_fresh_one(ten_hours: Rig) -> None:
    log(ten_hours, "3")
    ten_hours.desk.reader.seconds_spent()
    log(ten_hours, "2.5")
    log(ten_hours, "1", billable=False)
    (project,) = ten_hours.desk.reader.project_names()
    totals = ten_hours.again().reader.time_totals
    assert totals.billable_on(project.id) == Decimal("5.5") * 3600
    totals.seconds()
    assert totals.billable_on(project.id) == Decimal("5.5") * 3600
