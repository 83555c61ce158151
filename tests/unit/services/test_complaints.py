"""Complaints: noted word for word, owned up to once, put right with a promise, asked about later, undone whole."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from freelance_comm.domain.complaint import NextStep, Point
from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.services import (
    checklist,
    complaint_steps,
    complaints,
    draft_facts,
    promises,
    removing,
    reports,
    timelog,
)
from freelance_comm.services.complaint_views import ComplaintView, find, focus
from freelance_comm.services.undoing import undo
from tests.unit.services.rig import Rig, at

WORDS = "The menu is still the old one. We print on Friday."


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with Ana, who has a project."""
    rig.client("Ana Petrescu")
    rig.project("Menu")
    return rig


def noted(rig: Rig, words: str = WORDS, **more: object) -> ComplaintView:
    """Note a complaint about the menu."""
    return complaints.add(rig.desk, words, **{"project_text": "Menu", **more})  # type: ignore[arg-type]


def only(rig: Rig) -> ComplaintView:
    """Return the one complaint there is, as another process finds it."""
    (view,) = complaints.list_complaints(rig.again(), all=True)
    return view


def remedied(rig: Rig, due: datetime) -> ComplaintView:
    """Note a complaint, own up, and promise what is done about it."""
    named = noted(rig).complaint.id
    complaint_steps.answered(rig.desk, named, owned=True)
    return complaint_steps.promise_remedy(rig.desk, named, "the new menu", due=due)


def test_a_complaint_is_kept_in_the_clients_own_words(ana: Rig) -> None:
    noted(ana)
    kept = only(ana)
    assert (kept.complaint.words, kept.client_name, kept.project_name) == (WORDS, "Ana Petrescu", "Menu")


def test_a_complaint_first_wants_an_answer(ana: Rig) -> None:
    assert noted(ana).next is NextStep.ANSWER


def test_the_words_can_be_taken_from_the_clients_message(ana: Rig) -> None:
    message = ana.came(at(2, 9), "Where is the new menu?").message
    ana.set(at(2, 10))
    view = complaints.add(ana.desk, "", message_text="Ana")
    assert (view.complaint.words, view.complaint.raised_at) == ("Where is the new menu?", at(2, 9))
    assert view.complaint.message_id == message.id


def test_the_same_complaint_is_not_noted_twice(ana: Rig) -> None:
    first = noted(ana)
    second = noted(ana)
    assert (second.complaint.id, second.remarks) == (first.complaint.id, ("It was already noted.",))


def test_a_complaint_without_words_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue, match="is empty"):
        noted(ana, "  ")


def test_a_complaint_of_the_future_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue, match="still to come"):
        noted(ana, raised_at=at(9))


def test_a_complaint_of_one_client_about_the_project_of_another_is_refused(ana: Rig) -> None:
    ana.client("Boris")
    with pytest.raises(BadValue, match="two different clients"):
        noted(ana, client_text="Boris")


def test_owning_up_is_noted_once_and_a_second_time_is_remarked(ana: Rig) -> None:
    named = noted(ana).complaint.id
    first = complaint_steps.answered(ana.desk, named, owned=True)
    ana.set(at(3, 10))
    second = complaint_steps.answered(ana.desk, named, owned=True)
    assert second.complaint.owned_at == first.complaint.owned_at
    assert "once is enough" in second.remarks[0]


def test_who_owns_up_sees_a_point_in_it(ana: Rig) -> None:
    assert complaint_steps.answered(ana.desk, noted(ana).complaint.id, owned=True).complaint.point is Point.YES


def test_an_answer_before_the_complaint_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue, match="before they said it"):
        complaint_steps.answered(ana.desk, noted(ana, raised_at=at(2, 9)).complaint.id, at=at(1, 9))


def test_after_an_answer_without_a_judgement_one_finds_out_whether_they_have_a_point(ana: Rig) -> None:
    assert complaint_steps.answered(ana.desk, noted(ana).complaint.id).next is NextStep.JUDGE


def test_a_remedy_is_a_promise_on_the_ledger(ana: Rig) -> None:
    view = remedied(ana, at(4, 12))
    (promise,) = promises.list_promises(ana.again())
    assert (promise.promise.what, promise.promise.due, promise.promise.source) == (
        "the new menu",
        at(4, 12),
        PromiseSource.MESSAGE,
    )
    assert (view.complaint.promise_id, view.next) == (promise.promise.id, NextStep.DO)


def test_a_remedy_in_the_past_is_refused_and_nothing_is_written(ana: Rig) -> None:
    named = noted(ana).complaint.id
    with pytest.raises(BadValue, match="already passed"):
        complaint_steps.promise_remedy(ana.desk, named, "the new menu", due=at(1, 12))
    assert only(ana).complaint.promise_id is None


def test_another_day_for_the_remedy_moves_the_promise(ana: Rig) -> None:
    named = remedied(ana, at(4, 12)).complaint.id
    complaint_steps.promise_remedy(ana.desk, named, "the new menu", due=at(5, 12))
    states = [one.promise.state for one in promises.list_promises(ana.again(), all=True)]
    assert sorted(states) == [PromiseState.OPEN, PromiseState.RENEGOTIATED]


def test_a_remedy_that_was_moved_on_the_ledger_is_followed(ana: Rig) -> None:
    view = remedied(ana, at(4, 12))
    assert view.promise is not None
    promises.renegotiate(ana.desk, view.promise.id, at(6, 12))
    now = only(ana)
    assert now.promise is not None
    assert now.promise.due == at(6, 12)


def test_a_remedy_that_was_taken_back_wants_another_one(ana: Rig) -> None:
    view = remedied(ana, at(4, 12))
    assert view.promise is not None
    promises.withdraw(ana.desk, view.promise.id)
    assert only(ana).next is NextStep.REMEDY


def test_a_promise_kept_on_the_ledger_puts_the_complaint_right(ana: Rig) -> None:
    view = remedied(ana, at(4, 12))
    assert view.promise is not None
    promises.keep(ana.desk, view.promise.id)
    assert (only(ana).remedied, only(ana).next) == (True, NextStep.TELL)


def test_what_is_put_right_keeps_its_promise(ana: Rig) -> None:
    named = remedied(ana, at(4, 12)).complaint.id
    complaint_steps.done(ana.desk, named)
    (promise,) = promises.list_promises(ana.again(), all=True)
    assert promise.promise.state is PromiseState.EARLY


def test_after_telling_them_there_is_a_day_to_ask_whether_all_is_well(ana: Rig) -> None:
    named = remedied(ana, at(4, 12)).complaint.id
    complaint_steps.done(ana.desk, named)
    view = complaint_steps.told(ana.desk, named)
    assert (view.next, view.complaint.check_back_on) == (NextStep.CHECK_BACK, date(2026, 3, 16))


def test_a_complaint_without_a_point_needs_an_answer_and_a_word_later(ana: Rig) -> None:
    named = noted(ana, point=Point.NO).complaint.id
    view = complaint_steps.answered(ana.desk, named)
    assert (view.next, view.complaint.check_back_on) == (NextStep.CHECK_BACK, date(2026, 3, 16))


def test_a_day_to_ask_that_has_passed_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue, match="has passed"):
        complaint_steps.check_back_on(ana.desk, noted(ana).complaint.id, date(2026, 3, 1))


def test_after_asking_it_can_be_closed(ana: Rig) -> None:
    named = remedied(ana, at(4, 12)).complaint.id
    complaint_steps.done(ana.desk, named)
    complaint_steps.told(ana.desk, named)
    assert complaint_steps.checked(ana.desk, named).next is NextStep.RESOLVE


def test_a_closed_complaint_keeps_how_it_ended_and_can_be_taken_up_again(ana: Rig) -> None:
    named = noted(ana).complaint.id
    complaints.resolve(ana.desk, named, "She likes the new menu.")
    assert (only(ana).next, only(ana).complaint.outcome) == (NextStep.NOTHING, "She likes the new menu.")
    assert complaints.reopen(ana.desk, named).complaint.is_open


def test_closing_reminds_of_what_is_still_promised(ana: Rig) -> None:
    named = remedied(ana, at(4, 12)).complaint.id
    assert complaints.resolve(ana.desk, named).remarks == ("What you promised is still open: the new menu.",)


def test_a_remedy_and_its_promise_are_undone_together(ana: Rig) -> None:
    remedied(ana, at(4, 12))
    undo(ana.desk)
    assert promises.list_promises(ana.again()) == ()
    assert only(ana).complaint.promise_id is None


def test_a_removed_complaint_comes_back_with_undo(ana: Rig) -> None:
    complaints.remove(ana.desk, noted(ana).complaint.id)
    assert complaints.list_complaints(ana.again(), all=True) == ()
    undo(ana.desk)
    assert only(ana).complaint.words == WORDS


def test_a_complaint_is_found_by_short_name_by_words_and_by_its_client(ana: Rig) -> None:
    view = noted(ana)
    for named in (view.handle, "still the old", "Ana"):
        assert find(ana.desk, named).id == view.complaint.id


def test_two_complaints_with_the_same_words_in_them_are_both_named(ana: Rig) -> None:
    noted(ana)
    noted(ana, "The menu has a typo.")
    with pytest.raises(Ambiguous):
        find(ana.desk, "menu")


def test_a_complaint_that_is_not_there_is_not_found(ana: Rig) -> None:
    with pytest.raises(NotFound):
        find(ana.desk, "K-0000")


def test_a_complaint_stays_with_the_client_when_its_project_is_removed(ana: Rig) -> None:
    project = ana.desk.reader.summaries()[0].project
    noted(ana)
    removing.remove_project(ana.desk, project)
    assert (only(ana).complaint.project_id, only(ana).client_name) == (None, "Ana Petrescu")


def test_a_client_who_is_removed_takes_their_complaints_along(ana: Rig) -> None:
    noted(ana)
    removing.remove_client_with_everything(ana.desk, ana.desk.reader.clients()[0])
    assert complaints.list_complaints(ana.again(), all=True) == ()


def test_work_done_over_that_nobody_complained_about_stands_in_no_letter_and_no_report(ana: Rig) -> None:
    project = ana.desk.reader.summaries()[0].project
    step = complaints.rework(ana.desk, project, "redo the margins")
    ana.set(at(2, 12))
    timelog.add_entry(ana.desk, "Menu", started=at(2, 9), ended=at(2, 10), note="menu")
    file = ana.desk.reader.project(project.id)
    facts = draft_facts.context(ana.desk, file, reports.client_of(ana.desk, project.client_id))
    assert checklist.open_steps(file) == (step,)
    assert facts["steps"] == []
    assert reports.report(ana.desk, project).next_steps == ()


def test_a_client_with_two_complaints_is_asked_which_is_meant(ana: Rig) -> None:
    noted(ana)
    noted(ana, "The paper is too thin")
    with pytest.raises(Ambiguous) as refused:
        find(ana.desk, "Ana")
    assert [text.split(" ", 1)[1] for text in refused.value.near] == [WORDS, "The paper is too thin"]


def test_what_is_over_is_found_by_its_project_where_nothing_is_open(ana: Rig) -> None:
    over = complaints.resolve(ana.desk, noted(ana).complaint.id, "she likes it").complaint
    assert find(ana.desk, "Menu").id == over.id
    still = noted(ana, "The paper is too thin").complaint
    assert find(ana.desk, "Menu").id == still.id


def test_the_same_remedy_said_twice_is_one_promise_that_never_moved(ana: Rig) -> None:
    number = remedied(ana, at(3, 10)).complaint.id
    (before,) = promises.all_promises(ana.desk.reader)
    complaint_steps.promise_remedy(ana.desk, number, before.what, due=before.due)
    assert promises.all_promises(ana.desk.reader) == (before,)


def test_a_remedy_that_is_done_says_when_it_was_done(ana: Rig) -> None:
    number = remedied(ana, at(3, 17)).complaint.id
    ana.set(at(2, 11))
    path = complaint_steps.done(ana.desk, number).path
    assert next(line.when for line in path if line.text == only(ana).complaint.remedy) == "today 11:00"


def test_one_that_is_taken_up_again_has_no_ending_yet(ana: Rig) -> None:
    number = noted(ana).complaint.id
    complaints.resolve(ana.desk, number, "she likes it")
    assert complaints.reopen(ana.desk, number).path[-1].text == "They are content again"


def test_on_the_card_the_clients_words_and_the_next_step_are_lines_of_their_own(ana: Rig) -> None:
    client = ana.desk.reader.clients()[0]
    noted(ana)
    part = focus(ana.desk, client)
    assert part is not None
    assert [(line.text, line.act) for line in part.lines] == [
        (f"“{WORDS}”", ""),
        (only(ana).next_text, "complaints"),
    ]
