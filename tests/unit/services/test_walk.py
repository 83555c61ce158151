"""The walk through the stages: what stands in the way, going on with a reason, back, past, to the end and out again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue, EditConflict, ExitCode, NotFound
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, ProjectState, SentDraft
from freelance_comm.domain.promise import Promise, PromiseSource
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.time_entry import RunningTimer
from freelance_comm.services import payments, projects, quoting, receiving, timelog, walk
from freelance_comm.services.desk import Desk
from freelance_comm.services.walk import StageStatus, StageView, Unmet
from freelance_comm.stages.registry import STAGE_IDS
from tests.unit.services.bench import FRIDAY, Clock, OpenDesk


def _view(desk: Desk, project: Project, stage_id: str) -> StageView:
    return next(view for view in walk.walk(desk, project).stages if view.stage.id == stage_id)


def _statuses(desk: Desk, project: Project) -> dict[str, StageStatus]:
    return {view.stage.id: view.status for view in walk.walk(desk, project).stages}


def _understood(desk: Desk, project: Project) -> None:
    projects.add_requirement(desk, project, "a booking form", said_by="Ana")
    projects.set_facts(
        desk, project, {"core_problem": "empty tables", "read_back_on": "2 Nov", "confirmed_on": "3 Nov"}
    )


def _sold(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=20)
    quoting.add_item(desk, project, "Photos", unit=Unit.FIXED, price=1440)
    quoting.set_reason(desk, project, "Five days of work and the photos.")
    quoting.mark_quote_sent(desk, project)
    quoting.accept(desk, project, date(2026, 11, 5))


def _promised(desk: Desk, project: Project) -> None:
    projects.set_fact(desk, project, "estimate-likely", "42")
    due = FRIDAY + timedelta(days=6)
    with desk.change() as change:
        promise = Promise(
            id=change.new_id(),
            client_id=project.client_id,
            project_id=project.id,
            what="the finished page",
            made_at=FRIDAY,
            due=due,
            nudge_at=due,
            zone="Europe/Bucharest",
            source=PromiseSource.DEADLINE,
        )
        change.add(promise, project_id=project.id)


def _reported(desk: Desk, project: Project) -> None:
    with desk.change() as change:
        sent = SentDraft(
            id=change.new_id(),
            at=FRIDAY,
            template="work/progress-report",
            period_start=date(2026, 11, 14),
            period_end=date(2026, 11, 20),
        )
        change.add(sent, project_id=project.id)


def test_a_new_project_stands_at_contact_with_everything_ahead(desk: Desk, project: Project, client: Client) -> None:
    view = walk.walk(desk, project)
    assert (view.project, view.client) == (project, client)
    assert [one.stage.id for one in view.stages] == list(STAGE_IDS)
    assert [one.status for one in view.stages] == [StageStatus.CURRENT, *[StageStatus.AHEAD] * 6]
    assert view.next_text == "Add what the client asked for to the checklist."
    assert all(one.line == "" for one in view.stages)


def test_unmet_conditions_are_listed_and_nothing_moves(desk: Desk, project: Project) -> None:
    with pytest.raises(Unmet) as caught:
        walk.advance(desk, project)
    error = caught.value
    assert [condition.id for condition in error.conditions] == [
        "has-requirements",
        "has-core-problem",
        "read-back",
        "confirmed",
    ]
    assert error.code is ExitCode.BAD_VALUE
    assert "The core problem is named." in str(error)
    assert "say why" in error.hint
    assert projects.open_file(desk, project.id).head == project


def test_nobody_is_asked_to_remove_an_option_before_there_is_a_quote(desk: Desk, project: Project) -> None:
    _understood(desk, project)
    project = walk.advance(desk, project)
    with pytest.raises(Unmet) as caught:
        walk.advance(desk, project)
    assert [condition.id for condition in caught.value.conditions][:2] == ["priced", "explained"]


def test_the_conditions_are_told_in_the_interface_language(project: Project, open_desk: OpenDesk) -> None:
    desk = open_desk("ro")
    with pytest.raises(Unmet) as caught:
        walk.advance(desk, project)
    said = desk.tr.gettext(caught.value.conditions[0].text)
    assert said in str(caught.value.params["missing"])


def test_a_reason_lets_the_project_go_on_and_is_kept_with_what_was_unmet(desk: Desk, project: Project) -> None:
    projects.add_requirement(desk, project, "a booking form")
    moved = walk.advance(desk, project, reason="agreed on the phone")
    assert moved.stage == "quote"
    (passage,) = projects.open_file(desk, project.id).passages
    assert (passage.origin, passage.target, passage.at) == ("contact", "quote", FRIDAY)
    assert passage.reason == "agreed on the phone"
    assert passage.unmet == ("has-core-problem", "read-back", "confirmed")
    contact = _view(desk, project, "contact")
    assert (contact.status, contact.reason) == (StageStatus.DONE, "agreed on the phone")
    assert [condition.id for condition in contact.unmet] == ["has-core-problem", "read-back", "confirmed"]


def test_a_stage_whose_conditions_hold_is_left_without_a_reason(desk: Desk, project: Project) -> None:
    _understood(desk, project)
    assert walk.advance(desk, project).stage == "quote"
    (passage,) = projects.open_file(desk, project.id).passages
    assert (passage.unmet, passage.reason) == ((), "")


def test_a_whole_project_walks_from_contact_into_the_archive(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    _understood(desk, project)
    at_quote = walk.advance(desk, project)
    _sold(desk, at_quote)
    at_deadline = walk.advance(desk, at_quote)
    _promised(desk, at_deadline)
    at_payment = walk.advance(desk, at_deadline)
    projects.set_fact(desk, at_payment, "terms-discussed-on", "6 Nov")
    payments.plan_schedule(desk, at_payment, TermsKind.WHOLE, first_due=date(2026, 11, 26))
    at_work = walk.advance(desk, at_payment)
    _reported(desk, at_work)
    at_delivery = walk.advance(desk, at_work)
    projects.tick_requirement(desk, at_delivery, 1, date(2026, 11, 20))
    projects.set_facts(desk, at_delivery, {"delivered_on": "today", "accepted_on": "today"})
    at_closing = walk.advance(desk, at_delivery)
    projects.set_facts(desk, at_closing, {"thanked_on": "today", "follow_up_on": "1 March 2027"})
    with pytest.raises(Unmet) as caught:
        walk.advance(desk, at_closing)
    assert [condition.id for condition in caught.value.conditions] == ["promises-settled", "paid"]
    receiving.record_receipt(desk, at_closing, 1, "2340", date(2026, 11, 20))
    closed = walk.advance(desk, at_closing, reason="the promise was about the page, and it is delivered")
    assert (closed.state, closed.closed_on) == (ProjectState.CLOSED, date(2026, 11, 20))
    assert projects.list_projects(desk) == ()
    assert len(list((desk.workspace.root / "archive" / "2026").iterdir())) == 1
    view = walk.walk(open_desk(), closed)
    assert {one.status for one in view.stages} == {StageStatus.DONE}
    assert view.next_text == ""


def test_the_lines_sum_each_stage_up(desk: Desk, project: Project) -> None:
    _understood(desk, project)
    moved = walk.advance(desk, project)
    _sold(desk, moved)
    moved = walk.advance(desk, moved)
    _promised(desk, moved)
    moved = walk.advance(desk, moved)
    payments.plan_schedule(desk, moved, TermsKind.INSTALMENTS, first_due=date(2026, 11, 6), parts=3, every_days=20)
    receiving.record_receipt(desk, moved, 1, "780", date(2026, 11, 6))
    lines = {view.stage.id: view.line for view in walk.walk(desk, moved).stages}
    assert lines == {
        "contact": "1 requirement, read back and confirmed 3 Nov",
        "quote": "one option · €2,340.00 · accepted 5 Nov",
        "deadline": "promised Thu 26 Nov",
        "payment": "3 instalments · €780.00 received · €780.00 due Thu",
        "work": "",
        "delivery": "",
        "closing": "",
    }


def test_the_line_of_the_work_tells_time_spent_and_the_report_due(desk: Desk, project: Project, clock: Clock) -> None:
    _sold(desk, project)
    moved = walk.advance(desk, project, to="work", reason="urgent")
    timelog.add_entry(desk, project.ref, day=date(2026, 11, 19), seconds=Decimal(3 * 3600 + 600), note="sketch")
    assert _view(desk, moved, "work").line == "3 hr, 10 min of 20 hr · report due 27 Nov"
    clock.at = FRIDAY + timedelta(days=30)
    assert "report overdue since 27 Nov" in _view(desk, moved, "work").line


def test_a_line_says_when_money_is_overdue(desk: Desk, project: Project, clock: Clock) -> None:
    _sold(desk, project)
    payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=date(2026, 11, 21))
    clock.at = FRIDAY + timedelta(days=30)
    assert _view(desk, project, "payment").line == "the whole sum at once · €2,340.00 overdue since 21 Nov"


def test_a_small_job_passes_over_the_stages_made_to_be_skipped(desk: Desk, client: Client) -> None:
    small = projects.add_project(desk, "Logo", client_text=client.ref, small=True)
    _understood(desk, small)
    at_quote = walk.advance(desk, small)
    _sold(desk, at_quote)
    at_work = walk.advance(desk, at_quote)
    assert at_work.stage == "work"
    statuses = _statuses(desk, at_work)
    assert (statuses["deadline"], statuses["payment"]) == (StageStatus.SKIPPED, StageStatus.SKIPPED)


def test_a_jump_asks_for_what_every_stage_on_the_way_asks(desk: Desk, project: Project) -> None:
    _understood(desk, project)
    with pytest.raises(Unmet) as caught:
        walk.advance(desk, project, to="deadline")
    assert "accepted" in [condition.id for condition in caught.value.conditions]
    moved = walk.advance(desk, project, to="dead", reason="agreed in person")
    assert (moved.stage, moved.skipped) == ("deadline", ("quote",))
    assert _statuses(desk, moved)["quote"] is StageStatus.SKIPPED


def test_a_stage_can_be_named_in_the_interface_language(project: Project, open_desk: OpenDesk) -> None:
    desk = open_desk("ru")
    title = desk.tr.gettext("Work")
    assert walk.advance(desk, project, to=title, reason="ok").stage == "work"


def test_an_unknown_stage_is_answered_with_a_close_one(desk: Desk, project: Project) -> None:
    with pytest.raises(NotFound) as caught:
        walk.advance(desk, project, to="delivry")
    assert caught.value.near == ("Delivery",)


def test_going_on_never_goes_back_and_going_back_never_goes_on(desk: Desk, project: Project) -> None:
    moved = walk.advance(desk, project, to="payment", reason="ok")
    attempts: tuple[Callable[[], Project], ...] = (
        lambda: walk.advance(desk, moved, to="quote"),
        lambda: walk.advance(desk, moved, to="payment"),
        lambda: walk.back(desk, moved, to="work"),
        lambda: walk.back(desk, moved, to="payment"),
    )
    for wrong in attempts:
        with pytest.raises(BadValue):
            wrong()
    assert projects.open_file(desk, project.id).head.stage == "payment"


def test_back_leads_to_the_stage_before_that_was_not_passed_over(desk: Desk, project: Project) -> None:
    moved = walk.advance(desk, project, to="payment", reason="ok")
    assert walk.back(desk, moved).stage == "contact"
    with pytest.raises(BadValue):
        walk.back(desk, projects.project_by_id(desk, project.id))


def test_going_back_to_a_stage_takes_it_up_again(desk: Desk, project: Project) -> None:
    moved = walk.advance(desk, project, to="payment", reason="ok")
    back = walk.back(desk, moved, to="quote", reason="the price was never written down")
    assert (back.stage, back.skipped) == ("quote", ("deadline",))
    last = projects.open_file(desk, project.id).passages[-1]
    assert (last.origin, last.target, last.reason) == ("payment", "quote", "the price was never written down")


def test_skipping_the_present_stage_leads_to_the_next(desk: Desk, project: Project) -> None:
    with pytest.raises(Unmet):
        walk.skip(desk, project, "contact")
    moved = walk.skip(desk, project, "contact", "an old client, everything is known")
    assert (moved.stage, moved.skipped) == ("quote", ("contact",))
    skipped = _view(desk, moved, "contact")
    assert (skipped.status, skipped.reason) == (StageStatus.SKIPPED, "an old client, everything is known")


def test_a_stage_ahead_can_be_taken_out_and_up_again(desk: Desk, project: Project) -> None:
    moved = walk.skip(desk, project, "payment", "paid by the hour")
    assert (moved.stage, _statuses(desk, moved)["payment"]) == ("contact", StageStatus.SKIPPED)
    assert _view(desk, moved, "payment").reason == "paid by the hour"
    taken = walk.take_up(desk, moved, "payment")
    assert _statuses(desk, taken)["payment"] is StageStatus.AHEAD
    with pytest.raises(BadValue):
        walk.take_up(desk, taken, "payment")


def test_a_small_job_skips_without_a_reason_what_is_made_to_be_skipped(desk: Desk, client: Client) -> None:
    small = projects.add_project(desk, "Logo", client_text=client.ref, small=True)
    assert walk.skip(desk, small, "deadline").skipped == ("deadline",)
    with pytest.raises(Unmet):
        walk.skip(desk, small, "delivery")


@pytest.mark.parametrize("stage", ["closing", "contact"])
def test_neither_the_last_stage_nor_one_behind_is_skipped(desk: Desk, project: Project, stage: str) -> None:
    moved = walk.advance(desk, project, reason="ok")
    with pytest.raises(BadValue):
        walk.skip(desk, moved, stage, "because")


def test_skipping_a_stage_ahead_does_not_count_as_having_come_to_work(desk: Desk, project: Project) -> None:
    walk.skip(desk, project, "payment", "paid by the hour")
    (summary,) = desk.reader.summaries()
    assert summary.work_since is None


def test_closing_early_asks_for_a_reason_and_keeps_it(desk: Desk, project: Project) -> None:
    with pytest.raises(Unmet):
        walk.close(desk, project)
    closed = walk.close(desk, project, "the client sold the café")
    passage = projects.open_file(desk, closed.id).passages[-1]
    assert (passage.origin, passage.target) == ("contact", walk.CLOSED)
    assert passage.reason == "the client sold the café"
    assert "thanked" in passage.unmet
    with pytest.raises(BadValue):
        walk.close(desk, closed, "again")


def test_a_project_is_not_closed_under_a_running_timer(desk: Desk, project: Project) -> None:
    with desk.change() as change:
        change.add(RunningTimer(id=change.new_id(), project_id=project.id, started=FRIDAY, zone="UTC"))
    with pytest.raises(BadValue) as caught:
        walk.close(desk, project, "enough")
    assert "timer" in str(caught.value)
    assert projects.open_file(desk, project.id).head.state is ProjectState.OPEN


def test_a_reopened_project_stands_where_it_was_closed(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    moved = walk.advance(desk, project, to="work", reason="ok")
    closed = walk.close(desk, moved, "enough")
    again = walk.reopen(open_desk(), closed)
    assert (again.state, again.stage, again.closed_on) == (ProjectState.OPEN, "work", None)
    assert [line.summary.project for line in projects.list_projects(desk)] == [again]
    assert projects.open_file(desk, project.id).passages[-1].origin == walk.CLOSED
    with pytest.raises(BadValue):
        walk.reopen(desk, again)


def test_a_project_that_moved_meanwhile_is_not_moved_again(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    walk.advance(open_desk(), project, reason="ok")
    attempts: tuple[Callable[[], Project], ...] = (
        lambda: walk.advance(desk, project, reason="ok"),
        lambda: walk.close(desk, project, "ok"),
        lambda: walk.skip(desk, project, "contact", "ok"),
    )
    for stale in attempts:
        with pytest.raises(EditConflict):
            stale()
    assert projects.open_file(desk, project.id).head.stage == "quote"


def test_the_next_step_is_mine_before_it_is_the_stages(desk: Desk, project: Project) -> None:
    projects.add_step(desk, project, "photos from Ana", theirs=True)
    assert walk.walk(desk, project).next_text == "Add what the client asked for to the checklist."
    projects.add_step(desk, project, "[call] Ana")
    assert walk.walk(desk, project).next_text == "[call] Ana"


def test_when_everything_is_done_the_next_step_is_to_go_on(desk: Desk, project: Project) -> None:
    _understood(desk, project)
    assert walk.walk(desk, project).next_text == "Everything here is done: go on to “Quote”."
