"""One client at a time: everything that is open with them, and not a word about others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import checklist, payments, projects, promises, quoting
from freelance_comm.services.clients import find_client
from freelance_comm.services.focus import FocusLine
from freelance_comm.services.focus_parts import parts
from tests.unit.services.rig import Rig, at


def told(rig: Rig, name: str = "Ana Petrescu") -> dict[str, tuple[FocusLine, ...]]:
    return {part.name: part.lines for part in parts(rig.desk, find_client(rig.desk, name))}


def words(lines: tuple[FocusLine, ...]) -> list[str]:
    return [line.text for line in lines]


@pytest.fixture
def busy(rig: Rig) -> Rig:
    """Two clients with the same things open: what is said of one must not show with the other."""
    for name in ("Ana Petrescu", "Bogdan"):
        rig.client(name)
        fill(rig, rig.project(f"Site of {name}", name), name)
    return rig


def fill(rig: Rig, project: Project, name: str) -> None:
    desk = rig.desk
    projects.set_facts(desk, project, {"core_problem": f"nobody finds {name}"})
    checklist.add_step(desk, project, f"the photographs of {name}", theirs=True)
    checklist.add_step(desk, project, f"my own next step for {name}")
    promises.add_promise(desk, f"the draft for {name}", due=at(5), project_text=project.ref)
    promises.add_promise(desk, f"call {name}", due=at(4), client_text=name)
    quoting.add_item(desk, project, "pages", unit=Unit.FIXED, price=Decimal(300))
    quoting.accept(desk, project, date(2026, 3, 2))
    payments.plan_schedule(desk, project, TermsKind.DEPOSIT, first_due=date(2026, 3, 9), rest_due=date(2026, 3, 30))
    rig.went(at(2, 7), f"Shall we begin, {name}?", client=name)
    rig.came(at(2, 8), f"Could we move it? {name}", client=name)


def test_the_card_shows_everything_about_this_client_and_nothing_about_others(busy: Rig) -> None:
    for name, other in (("Ana Petrescu", "Bogdan"), ("Bogdan", "Ana Petrescu")):
        found = told(busy, name)
        assert {"waiting", "core_problem", "open_questions", "promises", "money", "last_words"} <= found.keys()
        said = "\n".join(text for lines in found.values() for text in words(lines))
        assert name in said
        assert other not in said


def test_the_core_problem_behind_a_request_stands_with_its_project(busy: Rig) -> None:
    assert words(told(busy)["core_problem"]) == ["nobody finds Ana Petrescu"]
    projects.set_facts(busy.desk, busy.project("Shop", "Ana Petrescu"), {"core_problem": "nobody finds the shop"})
    assert words(told(busy)["core_problem"]) == [
        "Site of Ana Petrescu: nobody finds Ana Petrescu",
        "Shop: nobody finds the shop",
    ]


def test_what_is_needed_from_the_client_is_an_open_question_and_my_own_steps_are_not(busy: Rig) -> None:
    assert words(told(busy)["open_questions"]) == ["the photographs of Ana Petrescu"]


def test_what_i_asked_and_had_no_answer_to_is_an_open_question(rig: Rig) -> None:
    rig.client()
    rig.went(at(2, 8), "Which of the two dates suits you?")
    assert words(told(rig)["open_questions"]) == ["Which of the two dates suits you?"]
    rig.came(at(2, 8, 30), "The second.")
    assert "open_questions" not in told(rig)


def test_a_message_of_mine_that_asks_nothing_is_no_open_question(rig: Rig) -> None:
    rig.client()
    rig.went(at(2, 8), "Here is the draft.")
    found = told(rig)
    assert "open_questions" not in found
    assert words(found["last_words"]) == ["You: Here is the draft."]


def test_a_question_of_long_ago_is_no_longer_open(rig: Rig) -> None:
    rig.client()
    rig.went(at(2, 8), "Which of the two dates suits you?")
    rig.set(datetime(2026, 6, 1, 9, tzinfo=UTC))
    assert "open_questions" not in told(rig)


def test_promises_to_the_client_stand_by_their_time_and_say_when_they_are_late(busy: Rig) -> None:
    assert words(told(busy)["promises"]) == ["call Ana Petrescu", "the draft for Ana Petrescu"]
    assert [line.late for line in told(busy)["promises"]] == [False, False]
    busy.set(at(4, 12))
    assert [line.late for line in told(busy)["promises"]] == [True, False]


def test_money_is_told_by_project_with_what_is_due_next(busy: Rig) -> None:
    line = told(busy)["money"][0]
    assert line.text == "Site of Ana Petrescu: €0.00 of €300.00 received"
    assert line.right == "€90.00 due 9 Mar"
    busy.set(at(10))
    assert told(busy)["money"][0].late


def test_last_words_leave_out_what_waits_above(busy: Rig) -> None:
    assert words(told(busy)["last_words"]) == ["You: Shall we begin, Ana Petrescu?"]


def test_a_long_message_is_cut_where_a_word_ends_with_a_mark(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.went(at(2, 7), "The draft of the menu is ready. " * 6)
    (said,) = words(told(rig)["last_words"])
    assert said.endswith(" The draft…")
    assert len(said) < 150


def test_a_new_client_has_an_empty_card_without_headings(rig: Rig) -> None:
    rig.client()
    assert told(rig) == {}


def test_the_card_of_a_merged_client_is_that_of_the_one_that_stays(busy: Rig) -> None:
    from freelance_comm.services import joining

    joining.join(busy.desk, find_client(busy.desk, "Bogdan"), find_client(busy.desk, "Ana Petrescu"))
    assert len(told(busy, "Bogdan")["core_problem"]) == 2
