"""A project's forecast: tasks, calendar, other work, the client, what if, and the words for it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from time import monotonic
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.project import Project
from freelance_comm.services import (
    calibration,
    checklist,
    deadlines,
    estimates,
    forecast_plots,
    forecast_words,
    plots,
    promises,
    reliability,
    timelog,
)
from freelance_comm.services.forecasts import Forecast, WhatIf, forecast
from tests.unit.services.rig import Rig, at, hours


def project_of(rig: Rig, name: str = "Landing page", likely: str = "20", **facts: str) -> Project:
    return rig.project(name, facts={"estimate_likely": likely, **facts})


def found(rig: Rig, project: Project, **what_if: Any) -> Forecast:
    return forecast(rig.desk, rig.desk.reader.project(project.id), WhatIf(**what_if) if what_if else None)


def finish(rig: Rig, count: int, ratio: Decimal, days: int = 0) -> None:
    """Add finished tasks of four hours that took ``ratio`` times as long."""
    old = rig.project("Old work")
    for number in range(count):
        estimates.add_task(rig.desk, old, f"piece {number}", Decimal(4), kind="design")
        estimates.finish_task(rig.desk, old, f"piece {number}", took=4 * ratio)
        if days:
            estimates.change_task(rig.desk, old, f"piece {number}", started=rig.desk.today() - timedelta(days=days))
    rig.set(rig.desk.now() + timedelta(days=7))


def test_the_same_question_has_the_same_answer(rig: Rig) -> None:
    project = project_of(rig)
    assert found(rig, project).ends == forecast(rig.again(), rig.again().reader.project(project.id)).ends


def test_days_rise_with_the_level(rig: Rig) -> None:
    ends = found(rig, project_of(rig)).ends
    days = [ends.day_at(level) for level in (50, 80, 95)]
    assert None not in days
    assert days == sorted(days, key=str)


def test_own_history_moves_the_forecast(rig: Rig) -> None:
    before = found(rig, project_of(rig, likely="4")).effort.p50
    finish(rig, 30, Decimal(3))
    after = found(rig, project_of(rig, "Another", likely="4"))
    assert after.effort.p50 > 2 * before
    assert after.finished == 30


def test_the_sentence_why_names_ratio_and_number(rig: Rig) -> None:
    finish(rig, 12, Decimal("1.4"))
    said = " ".join(forecast_words.why(rig.desk, found(rig, project_of(rig, likely="4"))))
    assert "Your tasks of this size took 1.4 × your estimate (12 tasks)." in said


def test_thin_history_is_said_plainly(rig: Rig) -> None:
    finish(rig, 3, Decimal(1))
    said = forecast_words.why(rig.desk, found(rig, project_of(rig)))
    assert "3 finished tasks: mostly general experience." in said


def test_without_history_it_is_said(rig: Rig) -> None:
    assert "You have no history" in forecast_words.why(rig.desk, found(rig, project_of(rig)))[0]


def test_work_that_took_long_on_the_calendar_moves_the_days_and_is_told(rig: Rig) -> None:
    project = project_of(rig, likely="4", hours_a_day="4")
    before = found(rig, project).ends.number_at(50)
    finish(rig, 30, Decimal(1), days=20)
    after = found(rig, project)
    assert after.ends.number_at(50) > 3 * before
    assert any("On the calendar" in said for said in forecast_words.why(rig.desk, after))


def test_the_hours_a_day_are_learned_from_the_log(rig: Rig) -> None:
    project = project_of(rig)
    assert (found(rig, project).pace.hours, found(rig, project).pace.days) == (Decimal(5), 0)
    rig.project("Other work")
    for day, count in ((2, 3), (3, 3), (4, 2), (5, 8), (6, 3)):
        timelog.add_entry(rig.desk, "Other", seconds=hours(count), day=date(2026, 2, day))
    learned = found(rig, project)
    assert (learned.pace.hours, learned.pace.days) == (Decimal(3), 5)
    assert "5 days with time" in " ".join(forecast_words.why(rig.desk, learned))


def test_hours_a_day_that_were_said_win(rig: Rig) -> None:
    assert found(rig, project_of(rig, hours_a_day="2")).pace.given


def test_a_project_promised_before_comes_first(rig: Rig) -> None:
    late = project_of(rig)
    before = found(rig, late).ends.day_at(80)
    early = project_of(rig, "Urgent", likely="60")
    deadlines.promise_deadline(rig.desk, early, date(2026, 4, 10))
    after = found(rig, late)
    assert [one.name for one in after.before] == ["Urgent"]
    assert before is not None and after.ends.day_at(80) > before  # type: ignore[operator]
    assert found(rig, early).before == ()


def test_waiting_for_the_client_is_reckoned_with(rig: Rig) -> None:
    project = project_of(rig)
    before = found(rig, project).ends.number_at(50)
    checklist.add_step(rig.desk, project, "the photographs", theirs=True)
    waits = found(rig, project)
    assert (waits.wait.days, waits.wait.answers, waits.ends.number_at(50)) == (2, 0, before + 2)


def test_the_clients_usual_answer_is_learned(rig: Rig) -> None:
    project = project_of(rig)
    for week in range(3):
        rig.set(at(7 + 7 * week, 9))
        rig.went(at(2 + 7 * week), "Could you send them?", thread=f"t{week}")
        rig.came(at(6 + 7 * week), "Here they are.", thread=f"t{week}")
    rig.set(at(23, 9))
    checklist.add_step(rig.desk, project, "the photographs", theirs=True)
    assert (found(rig, project).wait.days, found(rig, project).wait.answers) == (4, 3)


def test_fewer_tasks_more_hours_and_days_off_are_what_ifs_that_store_nothing(rig: Rig) -> None:
    project = rig.project()
    for words in ("Design", "Form"):
        estimates.add_task(rig.desk, project, words, Decimal(10))
    plain = found(rig, project).ends.day_at(80)
    assert plain is not None
    assert found(rig, project, without=("Form",)).ends.day_at(80) < plain  # type: ignore[operator]
    assert found(rig, project, hours_a_day=Decimal(8)).ends.day_at(80) < plain  # type: ignore[operator]
    assert found(rig, project, start=date(2026, 3, 16)).start == date(2026, 3, 16)
    off = found(rig, project, off=((date(2026, 3, 3), date(2026, 3, 13)),)).ends.day_at(80)
    assert off is not None and (off - plain).days >= 10
    assert found(rig, project).ends.day_at(80) == plain


@pytest.mark.parametrize(
    ("what_if", "error"),
    [
        ({"without": ("nothing of the kind",)}, NotFound),
        ({"start": date(2026, 1, 1)}, BadValue),
        ({"off": ((date(2026, 3, 9), date(2026, 3, 3)),)}, BadValue),
        ({"off": ((date(2026, 3, 9), date(2099, 3, 3)),)}, BadValue),
        ({"hours_a_day": Decimal(25)}, BadValue),
        ({"hours_a_day": Decimal(0)}, BadValue),
    ],
)
def test_what_ifs_that_cannot_be_are_refused(rig: Rig, what_if: dict[str, Any], error: type[Exception]) -> None:
    project = project_of(rig)
    with pytest.raises(error):
        found(rig, project, **what_if)


def test_a_calendar_without_working_days_says_never_at_once(rig: Rig) -> None:
    project = project_of(rig)
    rig.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    begun = monotonic()
    never = found(rig, project)
    assert never.never
    assert "never" in forecast_words.headline(rig.desk, never)
    assert monotonic() - begun < 2


def test_when_all_is_done_nothing_is_left(rig: Rig) -> None:
    project = rig.project()
    estimates.add_task(rig.desk, project, "Design", Decimal(10))
    estimates.finish_task(rig.desk, project, "Design", took="8")
    assert forecast_words.headline(rig.desk, found(rig, project)) == "Nothing that was estimated is left to do."


def test_the_plot_marks_plan_promise_and_the_promised_day(rig: Rig) -> None:
    ends = found(rig, project_of(rig)).ends
    drawn = forecast_plots.ends_plot(ends, ends.day_at(50), 20, rig.desk.tr)
    told = " ".join(one.told for one in drawn)
    assert 1 < len(drawn) <= plots.MOST_LINES + 3
    assert all(mark in told for mark in ("plan", "promise", "promised"))
    assert {len(one.bar) for one in drawn} == {20}


def test_a_marked_day_stands_in_its_place_with_its_own_chance(rig: Rig) -> None:
    from freelance_comm.text.telling import dated

    ends = found(rig, project_of(rig)).ends
    for place in range(5, 95, 10):
        promised = ends.day_at(place)
        assert promised is not None
        drawn = forecast_plots.ends_plot(ends, promised, 20, rig.desk.tr)
        (line,) = (one for one in drawn if one.label == dated(promised, rig.desk.tr))
        assert line.marked
        assert line.told.startswith(f"{ends.chance(promised)} in 100 by then  \N{BLACK LEFT-POINTING TRIANGLE} ")
        chances = [int(one.told.split()[0]) for one in drawn]
        assert chances == sorted(chances)


def test_calibration_looks_back_without_hindsight(rig: Rig) -> None:
    assert calibration.calibration(rig.desk) is None
    finish(rig, 12, Decimal("1.5"))
    looked = calibration.calibration(rig.desk)
    assert looked is not None
    # All were begun on one day: none of them could be learned from for another, and the prior says 1.4 at 75 per cent.
    assert (looked.pieces, looked.ratio, looked.estimate_kept, looked.kept[50]) == (12, 1.5, 0, 0)
    assert looked.bins[calibration.BINS.index(1.5)] == 12
    assert [line.pieces for line in looked.sizes] == [12]


def test_the_record_of_promises_is_one_line_with_counts(rig: Rig) -> None:
    assert reliability.sentence(rig.desk) == ""
    project = project_of(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 20))
    (view,) = promises.list_promises(rig.desk)
    promises.keep(rig.desk, view.promise.id)
    late = promises.add_promise(rig.desk, "a draft", project_text=project.ref, due=at(4, 17))
    rig.set(at(6, 9))
    promises.keep(rig.desk, late.promise.id)
    rig.close(rig.desk.reader.project(project.id).head)
    assert reliability.sentence(rig.again()) == "Your record: 1 of 2 promises kept, 1 of 1 delivery date."
