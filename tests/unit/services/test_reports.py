"""Progress reports: the figures, their period, and what is told about price, promises and the date."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.money import Money
from freelance_comm.domain.people import Contact
from freelance_comm.domain.project import Project, Step, StepKind
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.domain.quote import Unit
from freelance_comm.services import promises, quoting, reports, timelog
from freelance_comm.services.standing import MoneyMethod, Schedule
from tests.unit.services.rig import MONDAY, Rig, at, hours


def log(rig: Rig, project: Project, day: int, start: int, minutes: int, note: str = "texts", **fields: Any) -> None:
    """Log work that began at a whole hour of a day in March 2026."""
    begin = at(day, start)
    timelog.add_entry(
        rig.desk, project.ref, started=begin, ended=begin + timedelta(minutes=minutes), note=note, **fields
    )


def quote(rig: Rig, project: Project, *lines: tuple[Unit, int, int, int | None]) -> None:
    """Give a project a quote: unit, quantity, price, hours for each line."""
    for unit, quantity, price, estimate in lines:
        quoting.add_item(
            rig.desk,
            project,
            "a line",
            unit=unit,
            quantity=Decimal(quantity),
            price=Decimal(price),
            estimate_hours=None if estimate is None else Decimal(estimate),
        )


def step(rig: Rig, project: Project, kind: StepKind, text: str, *, done: bool = False) -> None:
    """Add a step."""
    with rig.desk.change() as change:
        done_at = rig.desk.now() if done else None
        record = Step(id=change.new_id(), kind=kind, text=text, added=rig.desk.now(), done_at=done_at)
        change.add(record, project_id=project.id)


def test_the_first_report_begins_with_the_first_entry_and_ends_today(rig: Rig) -> None:
    project = rig.project()
    log(rig, project, 3, 10, 90)
    rig.set(at(6, 16))
    view = reports.report(rig.desk, project)
    assert (view.first, view.last, view.total_minutes) == (date(2026, 3, 3), date(2026, 3, 6), 90)


def test_the_next_report_begins_the_day_after_the_last_one(rig: Rig) -> None:
    project = rig.project()
    log(rig, project, 3, 10, 90)
    rig.set(at(9, 9))
    reports.mark_sent(rig.desk, project, reports.report(rig.desk, project, None, date(2026, 3, 6)))
    assert reports.report(rig.desk, project).first == date(2026, 3, 7)


def test_work_after_a_report_was_sent_on_its_last_day_is_in_the_next_one(rig: Rig) -> None:
    project = rig.project()
    log(rig, project, 3, 9, 60)
    rig.set(at(3, 12))
    reports.mark_sent(rig.desk, project, reports.report(rig.desk, project))
    log(rig, project, 3, 13, 45)
    rig.set(at(5, 17))
    view = reports.report(rig.desk, project)
    assert (view.first, view.total_minutes) == (date(2026, 3, 3), 45)


def test_time_that_was_running_while_the_report_went_out_is_in_the_next_one_whole(rig: Rig) -> None:
    project = rig.project()
    log(rig, project, 2, 9, 60)
    rig.set(at(3, 12))
    reports.mark_sent(rig.desk, project, reports.report(rig.desk, project))
    log(rig, project, 3, 11, 120)
    rig.set(at(4, 9))
    assert reports.report(rig.desk, project).total_minutes == 120


def test_right_after_sending_there_is_nothing_to_report(rig: Rig) -> None:
    project = rig.project()
    log(rig, project, 3, 9, 60)
    rig.set(at(3, 12))
    reports.mark_sent(rig.desk, project, reports.report(rig.desk, project))
    assert reports.report(rig.desk, project).entries == ()


def test_a_period_that_ends_before_it_begins_is_refused(rig: Rig) -> None:
    project = rig.project()
    with pytest.raises(BadValue):
        reports.report(rig.desk, project, date(2026, 3, 5), date(2026, 3, 4))


def test_an_entry_over_the_end_of_the_month_is_split_between_both_reports_and_stored_once(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 12, month=4))
    begin = at(31, 22)
    timelog.add_entry(rig.desk, project.ref, started=begin, ended=begin + timedelta(hours=5), note="night")
    march = reports.report(rig.desk, project, date(2026, 3, 1), date(2026, 3, 31))
    april = reports.report(rig.desk, project, date(2026, 4, 1), date(2026, 4, 30))
    assert (march.total_minutes, april.total_minutes) == (120, 180)
    assert march.entries[0].id == april.entries[0].id


def test_durations_are_exact_and_rounded_once_on_the_total(rig: Rig) -> None:
    project = rig.project()
    for note in ("a", "b", "c"):
        timelog.add_entry(rig.desk, project.ref, day=date(2026, 3, 2), seconds=Decimal("1198.8"), note=note)
    view = reports.report(rig.desk, project)
    assert (view.total_seconds, view.total_minutes) == (Decimal("3596.4"), 60)
    assert sorted(line.minutes for line in view.actions) == [20, 20, 20]


def test_time_before_the_period_counts_towards_all_that_was_spent(rig: Rig) -> None:
    project = rig.project()
    log(rig, project, 2, 9, 60)
    log(rig, project, 5, 9, 30)
    log(rig, project, 9, 9, 30)
    view = reports.report(rig.desk, project, date(2026, 3, 4), date(2026, 3, 6))
    assert (view.total_seconds, view.spent_all) == (hours("0.5"), hours("1.5"))


# -- money -------------------------------------------------------------------------------------------------------------


def test_hours_at_one_rate_use_up_hours_times_rate(rig: Rig) -> None:
    project = rig.project()
    quote(rig, project, (Unit.HOUR, 10, 50, None), (Unit.HOUR, 5, 50, None))
    log(rig, project, 2, 9, 100)
    money = reports.report(rig.desk, project).money
    assert money is not None
    assert (money.method, money.used) == (MoneyMethod.RATE, Money(amount=Decimal("83.33"), currency="EUR"))


def test_fixed_prices_are_used_up_by_the_share_of_the_quoted_hours(rig: Rig) -> None:
    project = rig.project()
    quote(rig, project, (Unit.FIXED, 1, 900, 9), (Unit.HOUR, 1, 100, None))
    log(rig, project, 2, 9, 150)
    money = reports.report(rig.desk, project).money
    assert money is not None
    assert (money.method, money.used.amount, money.percent) == (MoneyMethod.SHARE, Decimal("250.00"), Decimal("25.0"))


def test_several_rates_are_not_taken_for_one(rig: Rig) -> None:
    project = rig.project()
    quote(rig, project, (Unit.HOUR, 5, 60, None), (Unit.HOUR, 5, 40, None))
    log(rig, project, 2, 9, 60)
    money = reports.report(rig.desk, project).money
    assert money is not None
    assert (money.method, money.used.amount) == (MoneyMethod.SHARE, Decimal("50.00"))


def test_work_that_is_not_charged_uses_up_no_money(rig: Rig) -> None:
    project = rig.project()
    quote(rig, project, (Unit.HOUR, 10, 60, None))
    log(rig, project, 2, 9, 60)
    log(rig, project, 2, 11, 60, billable=False)
    money = reports.report(rig.desk, project).money
    assert money is not None
    assert money.used.amount == Decimal("60.00")


def test_the_money_of_the_period_is_told_apart_from_all(rig: Rig) -> None:
    project = rig.project()
    quote(rig, project, (Unit.HOUR, 10, 60, None))
    log(rig, project, 2, 9, 60)
    log(rig, project, 3, 9, 30)
    money = reports.report(rig.desk, project, date(2026, 3, 3), date(2026, 3, 3)).money
    assert money is not None
    assert (money.used.amount, money.used_in_period.amount) == (Decimal("90.00"), Decimal("30.00"))


def test_a_discount_needs_no_hours(rig: Rig) -> None:
    project = rig.project()
    quote(rig, project, (Unit.HOUR, 10, 50, None), (Unit.FIXED, 1, -100, None))
    log(rig, project, 2, 9, 60)
    money = reports.report(rig.desk, project).money
    assert money is not None
    assert money.used.amount == Decimal("40.00")


@pytest.mark.parametrize(
    "lines", [(), ((Unit.FIXED, 1, 900, None),), ((Unit.HOUR, 10, 50, None), (Unit.FIXED, 1, 900, None))]
)
def test_without_a_quote_or_hours_in_each_of_its_lines_no_money_is_told(rig: Rig, lines: Any) -> None:
    project = rig.project()
    quote(rig, project, *lines)
    log(rig, project, 2, 9, 60)
    assert reports.report(rig.desk, project).money is None


def test_the_hours_of_some_lines_are_no_estimate_for_the_whole_project(rig: Rig) -> None:
    project, thought_over = rig.project(), rig.project("Brochure", facts={"estimate_likely": "50"})
    for each in (project, thought_over):
        quote(rig, each, (Unit.HOUR, 4, 35, None))
    quoting.add_item(rig.desk, project, "photos", unit=Unit.FIXED, price=400, done_by="Jean Roux")
    assert reports.report(rig.desk, project).estimate_seconds == hours("4")
    for each in (project, thought_over):
        quote(rig, each, (Unit.WORD, 12000, 1, None))
    assert reports.report(rig.desk, project).estimate_seconds is None
    assert reports.report(rig.desk, thought_over).estimate_seconds == hours("50")


# -- promises, steps, the date -----------------------------------------------------------------------------------------


def deadline(rig: Rig, project: Project, day: date) -> None:
    """Promise the whole work for the end of a working day."""
    due = rig.desk.calendar().end_of_day(day)
    assert due is not None
    promises.add_promise(
        rig.desk, "the whole work", project_text=project.ref, due=due, whole_day=True, source=PromiseSource.DEADLINE
    )


def test_promises_kept_in_the_period_and_open_ones_are_reported(rig: Rig) -> None:
    project = rig.project()
    promises.add_promise(rig.desk, "a sketch", project_text=project.ref, due=at(4, 16))
    promises.add_promise(rig.desk, "a text", project_text=project.ref, due=at(12, 16))
    rig.set(at(4, 10))
    first = next(one for one in rig.desk.reader.project(project.id).promises if one.what == "a sketch")
    promises.keep(rig.desk, str(first.id))
    view = reports.report(rig.desk, project, date(2026, 3, 2), date(2026, 3, 6))
    assert [one.what for one in view.promises_kept] == ["a sketch"]
    assert [one.what for one in view.promises_open] == ["a text"]
    assert reports.report(rig.desk, project, date(2026, 3, 5), date(2026, 3, 6)).promises_kept == ()


def test_open_steps_are_told_as_next_and_as_needed(rig: Rig) -> None:
    project = rig.project()
    step(rig, project, StepKind.MINE, "test the form")
    step(rig, project, StepKind.MINE, "already done", done=True)
    step(rig, project, StepKind.THEIRS, "the photographs")
    view = reports.report(rig.desk, project)
    assert [one.text for one in view.next_steps] == ["test the form"]
    assert [one.text for one in view.needs] == ["the photographs"]


def test_on_schedule_is_said_when_the_remaining_hours_fit(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "10", "hours_a_day": "5"})
    deadline(rig, project, date(2026, 3, 31))
    assert reports.report(rig.desk, project).schedule is Schedule.ON


@pytest.mark.parametrize(
    ("facts", "day", "spent"),
    [
        ({}, date(2026, 3, 31), 60),
        ({"estimate_likely": "40", "hours_a_day": "2"}, date(2026, 3, 4), 60),
        ({"estimate_likely": "1"}, date(2026, 3, 31), 90),
        ({"estimate_likely": "10"}, None, 60),
    ],
    ids=["no estimate", "too little time", "estimate used up", "no promise"],
)
def test_on_schedule_is_never_said_without_the_ledger(
    rig: Rig, facts: dict[str, str], day: date | None, spent: int
) -> None:
    project = rig.project(facts=facts)
    log(rig, project, 2, 7, spent)
    if day is not None:
        deadline(rig, project, day)
    view = reports.report(rig.desk, project)
    assert view.schedule is not Schedule.ON
    assert "on schedule" not in str(reports.render(rig.desk, view, "text"))


def test_a_day_that_has_passed_is_at_risk(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "10"})
    deadline(rig, project, date(2026, 3, 3))
    rig.set(at(5))
    assert reports.report(rig.desk, project).schedule is Schedule.AT_RISK


# -- sending -----------------------------------------------------------------------------------------------------------


def test_sending_keeps_the_period_and_sets_when_the_next_is_due(rig: Rig) -> None:
    project = rig.project(stage="work")
    log(rig, project, 3, 9, 60)
    rig.set(at(6, 16))
    sent = reports.mark_sent(rig.desk, project, reports.report(rig.desk, project))
    assert (sent.period_start, sent.period_end) == (date(2026, 3, 3), date(2026, 3, 6))
    due = reports.next_report_due(rig.desk, rig.desk.reader.summaries()[0])
    assert due == date(2026, 3, 13)


def test_a_sent_report_is_a_message_to_the_client(rig: Rig) -> None:
    project = rig.project()
    rig.came(at(2, 8))
    log(rig, project, 2, 7, 60)
    rig.set(at(2, 12))
    reports.mark_sent(rig.desk, project, reports.report(rig.desk, project), subject="Report")
    assert [one.waiting for one in rig.desk.reader.conversations()] == [None]


# -- forms -------------------------------------------------------------------------------------------------------------


def test_json_holds_every_entry_once_with_exact_minutes(rig: Rig) -> None:
    project = rig.project()
    log(rig, project, 2, 9, 90, "form")
    timelog.add_entry(rig.desk, project.ref, day=date(2026, 3, 2), seconds=Decimal("1198.8"), note="layout")
    told = json.loads(str(reports.render(rig.desk, reports.report(rig.desk, project), "json")))
    plain = [{name: entry[name] for name in ("note", "from", "to", "date", "minutes")} for entry in told["entries"]]
    assert plain == [
        {
            "note": "form",
            "from": "2026-03-02T09:00:00Z",
            "to": "2026-03-02T10:30:00Z",
            "date": "2026-03-02",
            "minutes": 90,
        },
        {"note": "layout", "from": None, "to": None, "date": "2026-03-02", "minutes": 19.98},
    ]


def test_json_is_the_same_in_every_language(rig: Rig, tmp_path: Any) -> None:
    project = rig.project()
    log(rig, project, 2, 9, 90, "")
    view = reports.report(rig.desk, project)
    french = Rig(rig.folder, locale="fr")
    assert reports.as_json(view) == reports.as_json(reports.report(french.desk, project))


def test_json_of_an_empty_period_is_a_report_all_the_same(rig: Rig) -> None:
    told = reports.as_json(reports.report(rig.desk, rig.project()))
    assert (told["entries"], told["total_minutes"], told["money"]) == ([], 0, None)


@pytest.mark.parametrize("form", ["text", "md", "html", "eml"])
def test_a_letter_about_nothing_is_refused_and_says_what_to_do(rig: Rig, form: str) -> None:
    view = reports.report(rig.desk, rig.project())
    with pytest.raises(BadValue) as refused:
        reports.render(rig.desk, view, form)
    assert refused.value.params["fact"] == "actions"
    assert refused.value.params["period"] == "2 March 2026"
    assert "Log the time" in refused.value.hint


def test_the_letter_names_actions_times_and_total_in_the_clients_language(rig: Rig) -> None:
    rig.client("Ana Petrescu", language="ro", vocative="doamnă Petrescu")
    project = rig.project()
    log(rig, project, 2, 9, 390, "pagina de start")
    log(rig, project, 3, 9, 20, "")
    rig.set(at(3, 16))
    text = str(reports.render(rig.desk, reports.report(rig.desk, project), "text"))
    for part in ("doamnă Petrescu", "pagina de start: 6 ore și 30 de minute", "alte lucrări: 20 de minute"):
        assert part in text
    assert "6 ore și 50 de minute" in text


def test_a_mail_is_a_draft_with_text_and_page(rig: Rig) -> None:
    rig.client("Ana Petrescu", language="en", contacts=(Contact(name="Ana", email="ana@example.com"),))
    project = rig.project()
    log(rig, project, 2, 9, 60)
    data = reports.render(rig.desk, reports.report(rig.desk, project), "eml")
    assert isinstance(data, bytes)
    mail = message_from_bytes(data, policy=default)
    assert mail["X-Unsent"] == "1"
    assert mail["To"] == "Ana <ana@example.com>"
    assert [part.get_content_type() for part in mail.walk()][1:] == ["text/plain", "text/html"]


def test_an_unknown_form_is_refused(rig: Rig) -> None:
    with pytest.raises(BadValue):
        reports.render(rig.desk, reports.report(rig.desk, rig.project()), "pdf")


def test_the_clock_of_these_tests_stands_on_a_monday() -> None:
    assert MONDAY.weekday() == 0
