"""Estimates and what became of them: pairs keep themselves, are corrected by hand, and outlive the archive."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.task import ActualSource
from freelance_comm.services import estimates, facts, quoting, timelog, undoing
from tests.unit.services.rig import Rig, at, hours

NONE = Decimal(0)


def quoted(rig: Rig, **given: str) -> Project:
    """Add a project whose quote has two lines, of ten and of five hours."""
    project = rig.project(facts=given) if given else rig.project()
    quoting.add_item(rig.desk, project, "Design", unit=Unit.HOUR, quantity=10, price=50)
    quoting.add_item(rig.desk, project, "Booking form", unit=Unit.FIXED, price=300, estimate_hours=5)
    quoting.add_item(rig.desk, project, "Licence", unit=Unit.FIXED, price=20)
    return project


def log(rig: Rig, number: str | int, note: str = "", day: int = 2) -> None:
    timelog.add_entry(rig.desk, "Landing", seconds=hours(number), note=note, day=date(2026, 3, day))


def told(rig: Rig, project: Project) -> list[tuple[str, Decimal, Decimal]]:
    return [(one.text, one.estimate_hours, one.spent_hours) for one in estimates.tasks(rig.desk, project)]


def test_lines_of_the_quote_with_hours_are_the_tasks(rig: Rig) -> None:
    assert told(rig, quoted(rig)) == [("Design", Decimal(10), NONE), ("Booking form", Decimal(5), NONE)]


def test_the_hours_of_the_deadline_are_shared_out_among_them(rig: Rig) -> None:
    assert [hours_ for _text, hours_, _spent in told(rig, quoted(rig, estimate_likely="30"))] == [20, 10]


def test_what_nobody_has_broken_down_is_one_task(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "12"})
    estimates.add_task(rig.desk, project, "Logo", Decimal(4))
    assert told(rig, project) == [("Logo", Decimal(4), NONE), ("", Decimal(8), NONE)]


def test_time_under_a_name_is_the_tasks_own_and_other_time_is_shared(rig: Rig) -> None:
    project = quoted(rig)
    log(rig, 4, "booking form: layout")
    log(rig, 2, "DESIGN")
    log(rig, 3, "a call")
    assert [spent for _text, _hours, spent in told(rig, project)] == [
        2 + 3 * Decimal(8) / 9,
        4 + 3 * Decimal(1) / 9,
    ]


def test_a_task_noted_today_has_none_of_yesterdays_time(rig: Rig) -> None:
    project = quoted(rig)
    log(rig, 3)
    rig.set(at(3, 9))
    estimates.add_task(rig.desk, project, "Animations", Decimal(5))
    assert told(rig, project)[2] == ("Animations", Decimal(5), NONE)


def test_a_ticked_line_keeps_its_pair_from_the_log(rig: Rig) -> None:
    project = quoted(rig)
    log(rig, 4, "Booking form")
    task = estimates.finish_task(rig.desk, project, "booking")
    assert (task.actual_hours, task.actual_source, task.started_on) == (Decimal(4), ActualSource.LOG, date(2026, 3, 2))
    (pair,) = estimates.pairs(rig.again())
    assert (pair.text, pair.estimate_hours, pair.actual_hours) == ("Booking form", Decimal(5), Decimal(4))


def test_no_guess_becomes_a_pair(rig: Rig) -> None:
    project = quoted(rig)
    log(rig, 4)
    with pytest.raises(BadValue):
        estimates.finish_task(rig.desk, project, "1")
    assert estimates.pairs(rig.desk) == ()


def test_the_only_open_task_has_all_the_time_that_is_left(rig: Rig) -> None:
    project = quoted(rig)
    log(rig, 9)
    estimates.finish_task(rig.desk, project, "1", took="6h")
    assert estimates.finish_task(rig.desk, project, "2").actual_hours == Decimal(3)


def test_a_delivered_project_is_a_pair_by_itself(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "12"})
    log(rig, 15)
    assert estimates.pairs(rig.desk) == ()
    facts.set_fact(rig.desk, project, "delivered-on", "2026-03-02")
    (pair,) = estimates.pairs(rig.desk)
    assert (pair.text, pair.estimate_hours, pair.actual_hours) == ("", Decimal(12), Decimal(15))


def test_what_was_ticked_is_not_counted_again_on_delivery(rig: Rig) -> None:
    project = quoted(rig)
    log(rig, 9)
    estimates.finish_task(rig.desk, project, "Design", took="6")
    facts.set_fact(rig.desk, project, "delivered-on", "2026-03-02")
    found = [(one.text, one.estimate_hours, one.actual_hours) for one in estimates.pairs(rig.desk)]
    assert sorted(found) == [("", Decimal(5), Decimal(3)), ("Design", Decimal(10), Decimal(6))]


def test_pairs_outlive_the_archive_and_no_closed_project_is_opened_for_them(rig: Rig) -> None:
    project = quoted(rig)
    estimates.finish_task(rig.desk, project, "Design", took="6")
    rig.close(rig.desk.reader.project(project.id).head)
    assert len(estimates.pairs(rig.again())) == 1
    (file,) = (rig.folder / "archive").rglob("*.json")
    before = file.stat()
    file.chmod(0)
    try:
        assert len(estimates.pairs(rig.again())) == 1
    finally:
        file.chmod(before.st_mode)


def test_a_project_given_up_teaches_nothing(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "12"})
    log(rig, 3)
    rig.close(project)
    assert estimates.pairs(rig.desk) == ()


def test_a_pair_is_corrected_by_hand_in_a_closed_project_too(rig: Rig) -> None:
    project = quoted(rig)
    estimates.finish_task(rig.desk, project, "Design", took="6")
    rig.close(rig.desk.reader.project(project.id).head)
    estimates.change_task(rig.desk, project, "Design", took="7,5".replace(",", "."), estimate="9")
    (pair,) = estimates.pairs(rig.desk)
    assert (pair.actual_hours, pair.estimate_hours, pair.source) == (Decimal("7.5"), Decimal(9), ActualSource.HAND)


def test_a_tick_can_be_taken_back_and_undone(rig: Rig) -> None:
    project = quoted(rig)
    estimates.finish_task(rig.desk, project, "Design", took="6")
    estimates.reopen_task(rig.desk, project, "Design")
    assert estimates.pairs(rig.desk) == ()
    undoing.undo(rig.desk)
    assert len(estimates.pairs(rig.desk)) == 1


@pytest.mark.parametrize("estimate", ["0", "-3", "NaN", "8760000", "many", ""])
def test_estimates_that_cannot_be_are_refused(rig: Rig, estimate: str) -> None:
    project = rig.project()
    with pytest.raises(BadValue):
        estimates.add_task(rig.desk, project, "Logo", estimate)
    assert estimates.tasks(rig.desk, project) == ()


def test_two_tasks_of_one_name_are_refused(rig: Rig) -> None:
    with pytest.raises(BadValue):
        estimates.add_task(rig.desk, quoted(rig), "design ", Decimal(1))


def test_an_unknown_task_is_named_with_its_neighbours(rig: Rig) -> None:
    with pytest.raises(NotFound) as caught:
        estimates.finish_task(rig.desk, quoted(rig), "poster", took="1")
    assert caught.value.near == ("Design", "Booking form")


def test_a_task_cannot_end_before_it_begins(rig: Rig) -> None:
    project = quoted(rig)
    rig.set(at(6, 9))
    estimates.finish_task(rig.desk, project, "Design", took="6")
    with pytest.raises(BadValue):
        estimates.change_task(rig.desk, project, "Design", started=date(2026, 3, 5), done=date(2026, 3, 3))
