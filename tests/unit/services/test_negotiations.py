"""Negotiations: what each side wanted, what moved, where it got stuck, which ways out were tried, how it ended."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.negotiation import Outcome, Reaction, Side, Subject
from freelance_comm.domain.project import Project
from freelance_comm.services import drafts, negotiation_letters, negotiations
from freelance_comm.services.letter_names import GOOD_TERMS, PROPOSAL
from freelance_comm.services.negotiation_views import NegotiationView, find
from freelance_comm.services.undoing import undo
from freelance_comm.services.ways_out import WAYS
from tests.unit.services.rig import Rig, at


@pytest.fixture
def menu(rig: Rig) -> Project:
    """Return a project of Ana's."""
    rig.client("Ana Petrescu")
    return rig.project("Menu")


def begun(rig: Rig, project: Project, subject: Subject = Subject.PRICE) -> NegotiationView:
    """Begin the log of a negotiation."""
    return negotiations.start(rig.desk, project, subject, theirs="800 is all we have", mine="1200")


def only(rig: Rig) -> NegotiationView:
    """Return the one negotiation there is, as another process finds it."""
    (view,) = negotiations.list_negotiations(rig.again(), all=True)
    return view


def test_a_negotiation_keeps_both_positions_and_the_stage_it_began_in(rig: Rig, menu: Project) -> None:
    begun(rig, menu)
    said = [(one.side, one.words) for one in only(rig).negotiation.positions]
    assert said == [(Side.THEIRS, "800 is all we have"), (Side.MINE, "1200")]
    assert only(rig).negotiation.stage == "contact"


def test_a_negotiation_in_which_nobody_wants_anything_is_refused(rig: Rig, menu: Project) -> None:
    with pytest.raises(BadValue, match="what either side wants"):
        negotiations.start(rig.desk, menu, Subject.PRICE)


def test_it_shows_who_moved_and_who_did_not(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    rig.set(at(3, 10))
    negotiations.say(rig.desk, number, Side.THEIRS, "950, at the most")
    moved = {(one.side, one.first, one.last): one.moved for one in only(rig).movements}
    assert moved == {("they", "800 is all we have", "950, at the most"): True, ("you", "1200", "1200"): False}


def test_where_it_got_stuck_is_kept_with_its_stage(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.get_stuck(rig.desk, number, "the second language", stage="quote")
    assert (only(rig).negotiation.stuck, only(rig).negotiation.stage) == ("the second language", "quote")


def test_an_unknown_stage_is_not_found(rig: Rig, menu: Project) -> None:
    with pytest.raises(NotFound):
        negotiations.get_stuck(rig.desk, begun(rig, menu).negotiation.id, "price", stage="qoute")


@pytest.mark.parametrize("subject", list(Subject))
def test_the_ways_out_belong_to_what_is_negotiated(rig: Rig, menu: Project, subject: Subject) -> None:
    assert begun(rig, menu, subject).ways == WAYS[subject]


def test_a_way_that_was_tried_is_not_proposed_again(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.propose(rig.desk, number, "smaller-scope")
    view = negotiations.react(rig.desk, number, Reaction.DECLINED)
    assert "smaller-scope" not in [way.name for way in view.ways]
    assert "instalments" in [way.name for way in view.ways]


def test_a_way_that_there_is_not_is_refused_with_those_there_are(rig: Rig, menu: Project) -> None:
    with pytest.raises(NotFound) as refused:
        negotiations.propose(rig.desk, begun(rig, menu).negotiation.id, "smaler-scope")
    assert "smaller-scope" in refused.value.near


def test_a_reaction_to_nothing_is_refused(rig: Rig, menu: Project) -> None:
    with pytest.raises(NotFound, match="proposed yet"):
        negotiations.react(rig.desk, begun(rig, menu).negotiation.id, Reaction.TAKEN)


def test_the_letter_proposes_one_way_out_in_answer_to_their_words(rig: Rig, menu: Project) -> None:
    view = begun(rig, menu)
    draft = negotiation_letters.compose(rig.desk, menu, view.negotiation)
    assert (draft.name, draft.way) == (PROPOSAL, "smaller-scope")
    assert "“800 is all we have”" in draft.body


def test_a_letter_that_went_out_is_a_proposal_that_waits(rig: Rig, menu: Project) -> None:
    view = begun(rig, menu)
    drafts.mark_sent(rig.desk, menu, negotiation_letters.compose(rig.desk, menu, view.negotiation, way="first-part"))
    (attempt,) = only(rig).negotiation.attempts
    assert (attempt.way, attempt.reaction) == ("first-part", Reaction.WAITING)


def test_when_every_way_was_tried_the_letter_leaves_the_proposal_to_the_writer(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    for way in WAYS[Subject.PRICE]:
        negotiations.propose(rig.desk, number, way.name)
        negotiations.react(rig.desk, number, Reaction.DECLINED)
    draft = negotiation_letters.compose(rig.desk, menu, only(rig).negotiation)
    assert "…" in draft.body
    assert any("still have to write" in sentence for sentence in draft.missing)


def test_an_agreement_takes_the_proposal_that_waited(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.propose(rig.desk, number, "instalments")
    negotiations.end(rig.desk, number, Outcome.AGREED, "1200 in three parts")
    assert (only(rig).negotiation.result, only(rig).negotiation.attempts[0].reaction) == (
        "1200 in three parts",
        Reaction.TAKEN,
    )


def test_without_an_agreement_the_letter_parts_on_good_terms(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.end(rig.desk, number, Outcome.ENDED)
    assert negotiation_letters.compose(rig.desk, menu, only(rig).negotiation).name == GOOD_TERMS


def test_nothing_is_said_in_a_negotiation_that_is_over_until_it_is_taken_up_again(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.end(rig.desk, number, Outcome.ENDED)
    with pytest.raises(BadValue, match="is over"):
        negotiations.say(rig.desk, number, Side.MINE, "1100")
    negotiations.reopen(rig.desk, number)
    assert negotiations.say(rig.desk, number, Side.MINE, "1100").negotiation.is_open


def test_what_was_said_last_is_undone_alone(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.say(rig.desk, number, Side.MINE, "1100")
    undo(rig.desk)
    assert [one.words for one in only(rig).negotiation.positions] == ["800 is all we have", "1200"]


def test_one_that_is_over_is_found_by_its_project_for_the_words_to_part_with(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.end(rig.desk, number, Outcome.ENDED)
    assert find(rig.desk, "Menu")[1].id == number
    later = begun(rig, menu, Subject.DATE).negotiation.id
    assert find(rig.desk, "Menu")[1].id == later


def test_two_on_one_project_are_asked_about(rig: Rig, menu: Project) -> None:
    begun(rig, menu)
    begun(rig, menu, Subject.DATE)
    with pytest.raises(Ambiguous):
        find(rig.desk, "Menu")


def test_nobody_parts_over_an_agreement(rig: Rig, menu: Project) -> None:
    number = begun(rig, menu).negotiation.id
    negotiations.end(rig.desk, number, Outcome.AGREED, "950, without the second language")
    with pytest.raises(BadValue, match="agreement"):
        negotiation_letters.compose(rig.desk, *find(rig.desk, number))
    with pytest.raises(BadValue, match="has ended"):
        negotiation_letters.compose_letter(rig.desk, menu, GOOD_TERMS)
