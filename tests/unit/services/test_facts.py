"""The facts of the stages: typed as people type, kept in one canonical form, shown in the interface language."""

from __future__ import annotations

from datetime import date

import pytest

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import projects, quoting
from freelance_comm.services.desk import Desk
from freelance_comm.stages.registry import STAGES
from tests.unit.services.bench import OpenDesk


@pytest.mark.parametrize(
    ("fact", "text", "kept"),
    [
        ("core-problem", "  tables stay   empty ", "tables stay empty"),
        ("core_problem", "x" * 900, "x" * 900),
        ("terms-note", "bank\n  transfer ", "bank\n  transfer"),
        ("confirmed-on", "2026-11-03", "2026-11-03"),
        ("confirmed-on", "yesterday", "2026-11-19"),
        ("confirmed-on", "monday", "2026-11-16"),
        ("follow-up-on", "monday", "2026-11-23"),
        ("start-on", "3 December", "2026-12-03"),
        ("estimate-likely", "42", "42"),
        ("estimate-likely", "2,5", "2.5"),
        ("estimate-likely", "10.50", "10.5"),
        ("estimate-likely", "1:30", "1.5"),
        ("report-every-days", "14", "14"),
        ("report-every-days", "0", "0"),
        ("prepayment-refused", "yes", "yes"),
        ("prepayment-refused", "N", "no"),
        ("reason", "Two days of work.", "Two days of work."),
        ("valid-until", "2026-12-20", "2026-12-20"),
    ],
)
def test_a_fact_is_kept_in_its_canonical_form(
    desk: Desk, project: Project, open_desk: OpenDesk, fact: str, text: str, kept: str
) -> None:
    assert projects.set_fact(desk, project, fact, text) == kept
    file = projects.open_file(open_desk(), project.id)
    assert projects.fact_value(desk, file, projects.find_fact(fact)) == kept


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("confirmed-on", "2026-02-29"),
        ("confirmed-on", "tomorrow"),
        ("confirmed-on", "someday"),
        ("estimate-likely", "-1"),
        ("estimate-likely", "0"),
        ("estimate-likely", "NaN"),
        ("estimate-likely", "1e400"),
        ("estimate-likely", "1.234"),
        ("estimate-likely", "20000"),
        ("report-every-days", "2.5"),
        ("report-every-days", "400"),
        ("prepayment-refused", "perhaps"),
        ("core-problem", "a\x1b]0;title\x07"),
        ("core-problem", "x" * 1001),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    desk: Desk, project: Project, fact: str, text: str
) -> None:
    with pytest.raises(BadValue):
        projects.set_fact(desk, project, fact, text)
    assert projects.open_file(desk, project.id).head == project


def test_an_empty_text_clears_a_fact(desk: Desk, project: Project) -> None:
    for fact, text in (("core-problem", "x"), ("report-every-days", "3"), ("valid-until", "2026-12-20")):
        projects.set_fact(desk, project, fact, text)
        assert projects.set_fact(desk, project, fact, "  ") == ""
        file = projects.open_file(desk, project.id)
        assert projects.fact_value(desk, file, projects.find_fact(fact)) == ""


def test_an_unknown_fact_is_answered_with_close_ones(desk: Desk, project: Project) -> None:
    with pytest.raises(NotFound) as caught:
        projects.set_fact(desk, project, "core-problm", "x")
    assert "core-problem" in caught.value.near


def test_words_are_understood_in_the_interface_language(project: Project, open_desk: OpenDesk) -> None:
    assert projects.set_fact(open_desk("ro"), project, "confirmed-on", "ieri") == "2026-11-19"
    assert projects.set_fact(open_desk("ru"), project, "confirmed-on", "вчера") == "2026-11-19"
    assert projects.set_fact(open_desk("fr"), project, "confirmed-on", "hier") == "2026-11-19"


@pytest.mark.parametrize(("locale", "word"), [("ro", "da"), ("ru", "да"), ("fr", "oui")])
def test_yes_is_understood_in_the_interface_language(
    project: Project, open_desk: OpenDesk, locale: str, word: str
) -> None:
    assert projects.set_fact(open_desk(locale), project, "prepayment-refused", word) == "yes"


def test_facts_are_shown_as_people_read_them(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    projects.set_facts(
        desk, project, {"confirmed_on": "2026-11-03", "estimate_likely": "2.5", "prepayment_refused": "yes"}
    )
    file = projects.open_file(desk, project.id)

    def shown(locale: str, fact: str) -> str:
        return projects.show_fact(open_desk(locale), file, projects.find_fact(fact))

    assert shown("en", "confirmed-on") == "3 November 2026"
    assert shown("en", "estimate-likely") == "2.5 hours"
    assert shown("en", "prepayment-refused") == "yes"
    assert shown("en", "core-problem") == ""
    assert shown("fr", "confirmed-on") == "3 novembre 2026"
    assert shown("ru", "estimate-likely") == "2,5 часа"


def test_a_fact_spoilt_by_hand_is_shown_as_it_stands(desk: Desk, project: Project) -> None:
    with desk.change() as change:
        change.save(project, project.but(facts={"confirmed_on": "soon", "estimate_likely": "many"}))
    file = projects.open_file(desk, project.id)
    assert projects.show_fact(desk, file, projects.find_fact("confirmed-on")) == "soon"
    assert projects.show_fact(desk, file, projects.find_fact("estimate-likely")) == "many"


def test_a_form_saves_all_its_facts_or_none(desk: Desk, project: Project) -> None:
    with pytest.raises(BadValue):
        projects.set_facts(desk, project, {"core_problem": "x", "confirmed_on": "31 February"})
    assert projects.open_file(desk, project.id).head.facts == {}


def test_different_facts_noted_in_two_places_are_both_kept(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    projects.set_fact(open_desk(), project, "core-problem", "empty tables")
    base = {"core_problem": "", "confirmed_on": ""}
    projects.set_facts(desk, project, {"core_problem": "", "confirmed_on": "yesterday"}, base=base)
    facts = projects.open_file(desk, project.id).head.facts
    assert facts == {"core_problem": "empty tables", "confirmed_on": "2026-11-19"}


def test_one_fact_noted_differently_in_two_places_conflicts(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    projects.set_fact(open_desk(), project, "core-problem", "empty tables")
    with pytest.raises(EditConflict) as caught:
        projects.set_facts(desk, project, {"core_problem": "no guests"}, base={"core_problem": ""})
    assert caught.value.fields["core_problem"] == ("", "empty tables", "no guests")
    assert projects.open_file(desk, project.id).head.facts == {"core_problem": "empty tables"}


def test_three_estimates_stand_in_order(desk: Desk, project: Project) -> None:
    projects.set_facts(
        desk,
        project,
        {"estimate_optimistic": "20", "estimate_likely": "30", "estimate_pessimistic": "50"},
    )
    with pytest.raises(BadValue):
        projects.set_fact(desk, project, "estimate-likely", "60")
    projects.set_facts(desk, project, {"estimate_likely": "60", "estimate_pessimistic": "100"})
    assert projects.open_file(desk, project.id).head.facts["estimate_likely"] == "60"


def test_facts_of_the_quote_are_kept_in_the_quote(desk: Desk, project: Project) -> None:
    projects.set_facts(desk, project, {"reason": "Two days.", "valid_until": "2026-12-20"})
    (quote,) = projects.open_file(desk, project.id).quotes
    assert (quote.reason, quote.valid_until) == ("Two days.", date(2026, 12, 20))
    quoting.add_item(desk, project, "Work", unit=Unit.FIXED, price=100)
    assert len(projects.open_file(desk, project.id).quotes) == 1


def test_leaving_an_empty_fact_of_the_quote_empty_begins_no_quote(desk: Desk, project: Project) -> None:
    projects.set_facts(desk, project, {"reason": "", "valid_until": ""})
    assert projects.open_file(desk, project.id).quotes == ()


def test_every_declared_fact_can_be_set_and_shown(desk: Desk, project: Project) -> None:
    samples = {"line": "a", "paragraph": "b", "day": "2026-11-20", "hours": "5", "count": "7", "yes-no": "no"}
    facts = [fact for stage in STAGES for fact in stage.facts]
    projects.set_facts(desk, project, {fact.option: samples[fact.kind] for fact in facts})
    file = projects.open_file(desk, project.id)
    assert all(projects.show_fact(desk, file, fact) for fact in facts)
