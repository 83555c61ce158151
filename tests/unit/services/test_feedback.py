"""Feedback: kept word for word, good and bad; quoted only with the client's yes."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.feedback import Permission, Tone
from freelance_comm.services import drafts, feedback, feedback_letters, situations
from freelance_comm.services.feedback import FeedbackView
from freelance_comm.services.letter_names import PERMISSION
from freelance_comm.services.undoing import undo
from tests.unit.services.rig import Rig, at

WORDS = "A joy to work with."


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with Ana, who has a project."""
    rig.client("Ana Petrescu")
    rig.project("Menu")
    return rig


def noted(rig: Rig, **more: object) -> FeedbackView:
    """Note what Ana said."""
    return feedback.add(rig.desk, WORDS, **{"project_text": "Menu", **more})  # type: ignore[arg-type]


def only(rig: Rig) -> FeedbackView:
    """Return the one piece of feedback there is, as another process finds it."""
    (view,) = feedback.list_feedback(rig.again())
    return view


def test_feedback_is_kept_word_for_word_and_nobody_may_quote_it_yet(ana: Rig) -> None:
    noted(ana)
    assert (only(ana).feedback.words, only(ana).feedback.permission) == (WORDS, Permission.NOT_ASKED)


def test_bad_feedback_is_kept_like_good(ana: Rig) -> None:
    noted(ana, tone=Tone.BAD, lesson="ask about the photos first")
    (view,) = feedback.list_feedback(ana.desk, tone=Tone.BAD)
    assert (view.feedback.lesson, feedback.list_feedback(ana.desk, tone=Tone.GOOD)) == (
        "ask about the photos first",
        (),
    )


def test_words_of_a_message_can_be_kept(ana: Rig) -> None:
    ana.set(at(2, 10))
    ana.came(at(2, 9), WORDS)
    view = feedback.add(ana.desk, "", message_text="Ana")
    assert (view.feedback.words, view.feedback.said_at) == (WORDS, at(2, 9))


def test_words_without_a_yes_are_not_quoted(ana: Rig) -> None:
    view = noted(ana)
    client = ana.desk.reader.clients()[0]
    with pytest.raises(BadValue, match="you may quote"):
        feedback.quotation(view.feedback, client)


def test_words_with_a_yes_are_quoted_under_the_name_the_client_chose(ana: Rig) -> None:
    view = feedback.permit(ana.desk, noted(ana).feedback.id, Permission.GIVEN, "Ana P., Bucharest")
    client = ana.desk.reader.clients()[0]
    assert feedback.quotation(view.feedback, client) == f"“{WORDS}”\n— Ana P., Bucharest"


@pytest.mark.parametrize(("language", "marks"), [("de", "„“"), ("fr_CA", "«\u00a0\u00a0»"), ("uk", "«»"), ("pt", "“”")])
def test_words_stand_between_the_marks_of_their_language(ana: Rig, language: str, marks: str) -> None:
    view = feedback.permit(ana.desk, noted(ana).feedback.id, Permission.GIVEN, "Ana")
    client = ana.desk.reader.clients()[0].but(language=language)
    quoted = feedback.quotation(view.feedback, client).partition("\n")[0]
    assert quoted.split(WORDS) == [marks[: len(marks) // 2], marks[len(marks) // 2 :]]


def test_only_what_may_be_quoted_is_listed_as_such(ana: Rig) -> None:
    number = noted(ana).feedback.id
    assert feedback.list_feedback(ana.desk, quotable=True) == ()
    feedback.permit(ana.desk, number, Permission.GIVEN)
    assert len(feedback.list_feedback(ana.desk, quotable=True)) == 1


def test_the_letter_that_asks_notes_that_they_were_asked(ana: Rig) -> None:
    draft = feedback_letters.compose(ana.desk, noted(ana).feedback)
    drafts.mark_sent(ana.desk, ana.desk.reader.summaries()[0].project, draft)
    assert WORDS in draft.body
    assert only(ana).feedback.permission is Permission.ASKED


def test_the_letter_is_at_hand_only_for_good_words_that_nobody_asked_about(ana: Rig) -> None:
    file = ana.desk.reader.project(ana.desk.reader.summaries()[0].project.id)
    assert situations.at_hand(ana.desk, file, (PERMISSION,)) == ()
    number = noted(ana).feedback.id
    assert situations.at_hand(ana.desk, file, (PERMISSION,)) == (PERMISSION,)
    feedback.permit(ana.desk, number, Permission.REFUSED)
    assert situations.at_hand(ana.desk, file, (PERMISSION,)) == ()


def test_a_letter_that_asks_about_nothing_says_what_is_missing(ana: Rig) -> None:
    with pytest.raises(BadValue) as refused:
        drafts.compose(ana.desk, ana.desk.reader.summaries()[0].project, PERMISSION)
    assert refused.value.params["fact"] == "feedback"


def test_feedback_of_nobody_is_refused(ana: Rig) -> None:
    with pytest.raises(BadValue, match="No client or project was named"):
        feedback.add(ana.desk, WORDS)


def test_what_is_not_there_is_not_found(ana: Rig) -> None:
    with pytest.raises(NotFound):
        feedback.find(ana.desk, "F-0000")


def test_removed_feedback_comes_back_with_undo(ana: Rig) -> None:
    feedback.remove(ana.desk, noted(ana).feedback.id)
    assert feedback.list_feedback(ana.again()) == ()
    undo(ana.desk)
    assert only(ana).feedback.words == WORDS
