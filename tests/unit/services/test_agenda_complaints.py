"""Complaints in the day's overview: each once, and only while the next step is mine."""

from __future__ import annotations

from datetime import date

import pytest

from freelance_comm.domain.complaint import Point
from freelance_comm.services import agenda, complaint_letters, complaint_steps, complaints, drafts
from freelance_comm.services.agenda import Agenda, Item, SectionKind, Urgency
from freelance_comm.services.complaint_views import REPLY, find
from freelance_comm.services.told import news
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with Ana and her project, at ten on Monday."""
    rig.client("Ana Petrescu")
    rig.project("Menu")
    rig.set(at(2, 10))
    return rig


def shown(rig: Rig) -> tuple[Item, ...]:
    """Return the complaints in the overview."""
    found: Agenda = agenda.agenda(rig.again())
    return tuple(item for item in found.items if item.kind is SectionKind.COMPLAINT)


def noted(rig: Rig, **more: object) -> int:
    """Note a complaint and return its number."""
    known = {"project_text": "Menu", **more}
    return complaints.add(rig.desk, "The menu is still the old one.", **known).complaint.id  # type: ignore[arg-type]


def test_a_complaint_by_phone_waits_for_an_answer_within_the_reply_target(ana: Rig) -> None:
    noted(ana)
    (item,) = shown(ana)
    assert (item.title, item.due_at, item.urgency) == ("Ana Petrescu", at(3, 10), Urgency.SOON)


def test_a_complaint_without_an_answer_is_late_after_the_reply_target(ana: Rig) -> None:
    noted(ana)
    ana.set(at(3, 11))
    assert shown(ana)[0].urgency is Urgency.OVERDUE


def test_a_complaint_whose_message_waits_is_not_told_twice(ana: Rig) -> None:
    ana.came(at(2, 9), "The menu is still the old one.")
    noted(ana, message_text="Ana")
    assert shown(ana) == ()


def test_a_remedy_stands_among_the_promises_alone(ana: Rig) -> None:
    named = noted(ana)
    complaint_steps.answered(ana.desk, named, owned=True)
    assert len(shown(ana)) == 1
    complaint_steps.promise_remedy(ana.desk, named, "the new menu", due=at(4, 12))
    assert shown(ana) == ()


def test_an_answer_that_announces_the_next_word_puts_it_on_the_ledger_and_nothing_is_told_twice(ana: Rig) -> None:
    named = noted(ana)
    draft = complaint_letters.compose(ana.desk, find(ana.desk, named))
    drafts.mark_sent(ana.desk, ana.desk.reader.summaries()[0].project, draft)
    promised = [item for item in agenda.agenda(ana.again()).items if item.kind is SectionKind.PROMISED]
    assert (draft.name, shown(ana), len(promised)) == (REPLY, (), 1)


def test_what_is_put_right_is_told_to_the_client(ana: Rig) -> None:
    named = noted(ana)
    complaint_steps.answered(ana.desk, named, owned=True)
    complaint_steps.done(ana.desk, named)
    assert shown(ana)[0].next_step == "It is done: tell them."


def test_the_day_to_ask_again_comes_up_two_days_before(ana: Rig) -> None:
    named = noted(ana, point=Point.NO)
    complaint_steps.answered(ana.desk, named)
    complaint_steps.check_back_on(ana.desk, named, date(2026, 3, 12))
    assert shown(ana) == ()
    ana.set(at(10, 10))
    assert shown(ana)[0].urgency is Urgency.LATER
    ana.set(at(12, 10))
    assert (shown(ana)[0].urgency, shown(ana)[0].when_text) == (Urgency.SOON, "today")


def test_nobody_is_reminded_to_close_a_complaint_right_after_the_question(ana: Rig) -> None:
    named = noted(ana, point=Point.NO)
    complaint_steps.answered(ana.desk, named)
    complaint_steps.checked(ana.desk, named)
    assert shown(ana) == ()
    ana.set(at(9, 10))
    assert shown(ana)[0].next_step.startswith("If they are content")


def test_a_complaint_is_reminded_of_once(ana: Rig) -> None:
    noted(ana)
    told = [item.kind for item in news(ana.desk).items]
    assert (told, news(ana.desk).items) == ([SectionKind.COMPLAINT], ())


def test_a_complaint_that_is_over_is_not_shown(ana: Rig) -> None:
    complaints.resolve(ana.desk, noted(ana))
    assert shown(ana) == ()
