"""What the rules of quoting ask: every requirement answered, own work, no open ends, versions that say what changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.domain.quote import Recommendation, Unit
from freelance_comm.services import brokering, projects, quote_acceptance, quote_answers, quoting
from freelance_comm.services.desk import Desk
from freelance_comm.services.quote_comparison import in_words
from freelance_comm.services.quote_views import versions
from freelance_comm.stages.registry import stage
from tests.unit.services.bench import Clock, OpenDesk


@pytest.fixture
def offered(desk: Desk, project: Project) -> Project:
    """Return the project with two requirements and a quote of two lines, one of them done by somebody else."""
    for wish in ("A menu", "Photos of the rooms"):
        projects.add_requirement(desk, project, wish)
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=20)
    quoting.add_item(desk, project, "Photos", unit=Unit.FIXED, price=400, done_by="Jean Roux")
    return project


def _unmet(desk: Desk, project: Project) -> set[str]:
    return {one.id for one in stage("quote").unmet_to_leave(_file(desk, project))}


def _file(desk: Desk, project: Project) -> ProjectFile:
    return projects.open_file(desk, project.id)


def test_a_requirement_is_answered_by_a_line_or_by_the_whole(desk: Desk, offered: Project) -> None:
    quote_answers.answer(desk, offered, 1, line=1)
    quote_answers.answer(desk, offered, 2)
    told = [(one.lines, one.by_whole, one.beside) for one in quote_answers.answers(desk, offered)]
    assert told == [((1,), False, "Design"), ((), True, "the offer as a whole")]


def test_what_nothing_answers_is_named(desk: Desk, offered: Project) -> None:
    quote_answers.answer(desk, offered, 1, line=1)
    assert "Nothing in it answers: Photos of the rooms." in quoting.quote_view(desk, offered).remarks
    assert "answered" in _unmet(desk, offered)
    quote_answers.answer(desk, offered, 2, line=2)
    assert "answered" not in _unmet(desk, offered)


def test_a_tick_is_taken_back_from_wherever_it_stands(desk: Desk, offered: Project) -> None:
    quote_answers.answer(desk, offered, 1, line=1)
    quote_answers.answer(desk, offered, 1)
    quote_answers.unanswer(desk, offered, 1)
    assert not quote_answers.answers(desk, offered)[0].answered


def test_a_line_keeps_its_ticks_when_it_is_edited(desk: Desk, offered: Project) -> None:
    quote_answers.answer(desk, offered, 1, line=1)
    quoting.change_item(desk, offered, 1, description="Drawing", quantity=18)
    assert quote_answers.answers(desk, offered)[0].lines == (1,)


def test_only_what_is_there_can_be_ticked(desk: Desk, offered: Project) -> None:
    for wish, line in ((3, 1), (1, 3), (0, 1)):
        with pytest.raises(NotFound):
            quote_answers.answer(desk, offered, wish, line=line)


def test_a_line_by_somebody_else_asks_for_experience_in_brokering(desk: Desk, offered: Project) -> None:
    assert any("Have you brokered before?" in one for one in quoting.quote_view(desk, offered).remarks)
    assert "own-work" in _unmet(desk, offered)
    brokering.answer_brokering(desk, offered, 2, True)
    assert not any("brokered" in one for one in quoting.quote_view(desk, offered).remarks)
    assert "own-work" not in _unmet(desk, offered)


def test_without_experience_direct_hiring_is_suggested(desk: Desk, offered: Project) -> None:
    brokering.answer_brokering(desk, offered, 2, False)
    remarks = quoting.quote_view(desk, offered).remarks
    assert (
        "Photos: it is better to let the client hire Jean Roux directly. The line then becomes a recommendation."
        in remarks
    )
    assert "own-work" in _unmet(desk, offered)


def test_the_answer_belongs_to_the_person_who_does_the_line(desk: Desk, offered: Project) -> None:
    brokering.answer_brokering(desk, offered, 2, True)
    quoting.change_item(desk, offered, 2, price=450)
    assert quoting.quote_view(desk, offered).lines[1].item.brokered_before is True
    quoting.change_item(desk, offered, 2, done_by="Somebody new")
    assert quoting.quote_view(desk, offered).lines[1].item.brokered_before is None


def test_hired_directly_a_line_leaves_the_price_and_is_recommended(desk: Desk, offered: Project) -> None:
    quote_answers.answer(desk, offered, 2, line=2)
    quote = brokering.hire_directly(desk, offered, 2)
    wish = _file(desk, offered).requirements[1].id
    assert quote.option.recommended == (Recommendation(what="Photos", whom="Jean Roux", answers=(wish,)),)
    assert quote.option.net("EUR").amount == 900
    assert quote_answers.answers(desk, offered)[1].beside == "Jean Roux, hired directly"


def test_ones_own_work_is_not_brokered(desk: Desk, offered: Project) -> None:
    with pytest.raises(BadValue, match="yourself"):
        brokering.answer_brokering(desk, offered, 1, True)
    with pytest.raises(BadValue, match="yourself"):
        brokering.hire_directly(desk, offered, 1)
    assert brokering.hire_directly(desk, offered, 1, whom="Ion").option.recommended[0].whom == "Ion"
    assert brokering.remove_recommendation(desk, offered, 1).option.recommended == ()


def test_a_total_below_zero_is_remarked_softly_and_a_discount_is_not(desk: Desk, project: Project) -> None:
    def said() -> list[str]:
        return [one for one in quoting.quote_view(desk, project).remarks if "below zero" in one]

    quoting.add_item(desk, project, "Design", unit=Unit.FIXED, price=100)
    quoting.add_item(desk, project, "Early payment", unit=Unit.FIXED, price=-100, why="paid at once")
    assert said() == []
    quoting.add_item(desk, project, "Once more", unit=Unit.FIXED, price="-0.01", why="a slip")
    assert said() == ["The total is below zero (-€0.01): is there one minus too many?"]
    quoting.add_option(desk, project, "Small", requested_by="Ana", requested_on=desk.today(), words="cheaper")
    assert said() == ["The total of option 1 is below zero (-€0.01): is there one minus too many?"]


@pytest.mark.parametrize("words", ["Photos, etc.", "Texts and so on", "Hosting at cost", "Travel …"])
def test_an_open_end_in_a_line_is_remarked(desk: Desk, project: Project, words: str) -> None:
    quoting.add_item(desk, project, words, unit=Unit.FIXED, price=10)
    assert any("is open-ended" in one for one in quoting.quote_view(desk, project).remarks)


def test_words_that_only_contain_an_open_end_are_spared(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, "Sketches", unit=Unit.FIXED, price=10)
    assert not any("is open-ended" in one for one in quoting.quote_view(desk, project).remarks)


def test_a_line_that_costs_nothing_has_to_say_so(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, "Hosting", unit=Unit.FIXED, price=0)
    assert any("has no price" in one for one in quoting.quote_view(desk, project).remarks)
    quoting.remove_item(desk, project, 1)
    quoting.give(desk, project, "Hosting", worth=60)
    assert not any("has no price" in one for one in quoting.quote_view(desk, project).remarks)


def test_a_quote_that_was_accepted_need_not_say_why_it_costs_that(desk: Desk, offered: Project) -> None:
    missing = "There is no sentence yet on why it costs what it costs."
    assert missing in quoting.quote_view(desk, offered).remarks
    quoting.accept(desk, offered, desk.today())
    assert missing not in quoting.quote_view(desk, offered).remarks


def test_a_new_version_says_what_changed_in_it(desk: Desk, offered: Project) -> None:
    quoting.mark_quote_sent(desk, offered)
    quoting.start_quote(desk, offered)
    quoting.change_item(desk, offered, 1, quantity=18)
    quoting.remove_item(desk, offered, 2)
    quoting.add_item(desk, offered, "Map", unit=Unit.FIXED, price=50)
    first, second = versions(desk, offered)
    assert (first.number, first.changes, second.number) == (1, (), 2)
    assert [in_words(one, desk.tr) for one in second.changes] == [
        "gone: Photos, €400.00, done by Jean Roux",
        "Design: 20 hours × €45.00 = €900.00 → 18 hours × €45.00 = €810.00",
        "new: Map, €50.00",
        "Total: €1,300.00 → €860.00",
    ]


def test_what_changed_is_told_in_the_language_of_the_reader(desk: Desk, offered: Project, open_desk: OpenDesk) -> None:
    quoting.mark_quote_sent(desk, offered)
    quoting.start_quote(desk, offered)
    quoting.change_item(desk, offered, 1, quantity=18)
    (change, _total) = quoting.quote_view(open_desk("fr"), offered).changes
    assert change.now == "18\xa0heures × 45,00\xa0€ = 810,00\xa0€"


def test_a_new_version_keeps_its_days_but_not_a_last_day_that_has_passed(
    desk: Desk, offered: Project, clock: Clock
) -> None:
    quoting.set_days(desk, offered, starts_on=date(2026, 11, 23), ready_on=date(2026, 12, 18))
    quoting.set_validity(desk, offered, date(2026, 11, 30))
    quoting.mark_quote_sent(desk, offered)
    clock.at = clock.at.replace(month=12)
    draft = quoting.start_quote(desk, offered)
    assert (draft.starts_on, draft.ready_on, draft.valid_until) == (date(2026, 11, 23), date(2026, 12, 18), None)


def test_the_days_of_a_quote_survive_the_yes_and_become_those_of_the_project(desk: Desk, offered: Project) -> None:
    quoting.set_days(desk, offered, starts_on=date(2026, 11, 23), ready_on=date(2026, 12, 18))
    quoting.mark_quote_sent(desk, offered)
    quote = quoting.accept(desk, offered, desk.today())
    file = _file(desk, offered)
    assert (quote.starts_on, quote.ready_on, quote.decided_on) == (
        date(2026, 11, 23), date(2026, 12, 18), desk.today(),
    )  # fmt: skip
    assert file.head.facts["start_on"] == "2026-11-23"
    assert [(one.source, one.due.date()) for one in file.promises] == [(PromiseSource.DEADLINE, date(2026, 12, 18))]


def test_a_day_promised_already_is_not_promised_anew(desk: Desk, offered: Project) -> None:
    from freelance_comm.services import deadlines

    quoting.set_days(desk, offered, ready_on=date(2026, 12, 18))
    before = deadlines.promise_deadline(desk, offered, date(2026, 12, 22))
    quoting.accept(desk, offered, desk.today())
    assert _file(desk, offered).promises == (before,)


def test_a_day_that_has_passed_is_not_promised_with_the_yes(desk: Desk, offered: Project, clock: Clock) -> None:
    quoting.set_days(desk, offered, ready_on=date(2026, 12, 18))
    clock.at = clock.at.replace(year=2027)
    quote = quoting.accept(desk, offered, desk.today())
    assert _file(desk, offered).promises == ()
    assert any("has passed" in one for one in quote_acceptance.taken_over(desk, offered, quote))


def test_hours_and_price_are_in_plan_and_budget_without_retyping(desk: Desk, offered: Project) -> None:
    from freelance_comm.services.estimates import tasks

    quote = quoting.accept(desk, offered, desk.today())
    assert [(line.text, line.estimate_hours) for line in tasks(desk, offered)] == [("Design", Decimal("20.00"))]
    assert quote_acceptance.taken_over(desk, offered, quote) == (
        "Plan and budget: 20 hr.",
        "The total price is €1,300.00; the payments are still to be agreed.",
    )


def test_own_work_without_hours_is_named_with_the_yes_until_the_whole_is_estimated(
    desk: Desk, offered: Project
) -> None:
    quoting.add_item(desk, offered, "Texts", unit=Unit.WORD, quantity="12000", price="0.08")
    quote = quoting.accept(desk, offered, desk.today())
    named = "No hours are given for Texts: estimate the whole work before you promise a day."
    assert named in quote_acceptance.taken_over(desk, offered, quote)
    projects.set_facts(desk, offered, {"estimate_likely": "50"})
    assert named not in quote_acceptance.taken_over(desk, offered, quote)


def test_work_is_not_ready_before_it_begins(desk: Desk, offered: Project) -> None:
    with pytest.raises(BadValue, match="before it begins"):
        quoting.set_days(desk, offered, starts_on=date(2026, 12, 18), ready_on=date(2026, 11, 23))
    with pytest.raises(BadValue, match="before it begins"):
        projects.set_facts(desk, offered, {"starts_on": "2026-12-18", "ready_on": "2026-12-01"})


def test_the_letter_offers_the_version_being_written_also_after_a_yes(desk: Desk, offered: Project) -> None:
    from freelance_comm.services import drafts

    quoting.accept(desk, offered, desk.today())
    draft = quoting.start_quote(desk, offered)
    letter = drafts.compose(desk, offered, "quote/quote")
    assert draft.ref in letter.subject
    drafts.mark_sent(desk, offered, letter)
    assert [one.state.value for one in _file(desk, offered).versions] == ["accepted", "sent"]


def test_with_the_letter_of_an_addition_the_addition_has_gone_out(desk: Desk, offered: Project) -> None:
    from freelance_comm.services import additions, drafts

    quoting.accept(desk, offered, desk.today())
    additions.begin_addition(desk, offered, "A map", asked_by="Ana")
    quoting.add_item(desk, offered, "Map", unit=Unit.FIXED, price=50, addition=1)
    letter = drafts.compose(desk, offered, "quote/addition")
    drafts.mark_sent(desk, offered, letter)
    addition = _file(desk, offered).additions[0]
    assert (addition.state.value, addition.sent_at) == ("sent", desk.now())
    assert "A map" in drafts.compose(desk, offered, "quote/follow-up").body
