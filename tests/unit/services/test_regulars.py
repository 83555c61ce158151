"""The health of each client with its figures and reasons; what thanks a regular; notes before writing; letters."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.message import Direction
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, Receipt
from freelance_comm.domain.people import Channel, Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.regular import Habit
from freelance_comm.domain.touch import Touch
from freelance_comm.services import (
    before_writing,
    client_notes,
    clients,
    habits,
    ideas,
    messages,
    promises,
    quoting,
    regular_focus,
    regular_letters,
    regulars,
    returning,
)
from freelance_comm.services.habits import Mark
from freelance_comm.services.letter_names import CHECK_IN, EXTRA
from freelance_comm.services.regulars import FigureKind, Health, Level
from tests.unit.services.rig import MONDAY, Rig, at

TODAY = MONDAY.date()


def health(rig: Rig, name: str = "Ana Petrescu") -> Health:
    """Return the health of one client, as another process sees it."""
    return next(one for one in regulars.health(rig.again()) if one.client.name == name)


def figure(one: Health, kind: FigureKind) -> regulars.HealthFigure:
    """Return one figure."""
    return next(found for found in one.figures if found.kind is kind)


def paid(rig: Rig, project: Project, sum_: str, *, due: date = TODAY, received: bool = True) -> None:
    """Let a sum be due for a project, and arrive."""
    money = Money(amount=Decimal(sum_), currency="EUR")
    with rig.desk.change() as change:
        receipts = (Receipt(on=due, amount=money),) if received else ()
        change.add(
            Instalment(id=change.new_id(), label="all", amount=money, due=due, receipts=receipts), project_id=project.id
        )


def finished(rig: Rig, name: str, *, paid_sum: str = "1000", days_ago: int = 0) -> Project:
    """Return a project of Ana's that was done and paid."""
    project = rig.project(name, created=rig.clock.now - timedelta(days=days_ago))
    if paid_sum:
        paid(rig, project, paid_sum)
    return rig.close(project)


# -- the health of a client --------------------------------------------------------------------------------------------


def test_who_is_new_is_told_so(rig: Rig) -> None:
    rig.client()
    assert health(rig).level is Level.NEW


def test_somebody_quiet_for_longer_than_usual_is_worth_a_thought_and_it_says_why(rig: Rig) -> None:
    rig.client()
    rig.went(at(2, 8))
    rig.set(at(2) + timedelta(days=41))
    found = health(rig)
    assert (found.level, found.touch, found.reasons, found.silent_days) == (
        Level.THINK,
        Touch.DUE,
        ("quiet for 41 days",),
        41,
    )
    assert figure(found, FigureKind.CONTACT).text == "last contact 41 days ago, you say hello after 30 days"


def test_a_client_has_a_rhythm_of_their_own(rig: Rig) -> None:
    rig.client(contact_min_days=20, contact_max_days=60)
    rig.went(at(2, 8))
    rig.set(at(2) + timedelta(days=41))
    found = health(rig)
    assert (found.level, found.touch) == (Level.WELL, Touch.FITTING)
    text = figure(found, FigureKind.CONTACT).text
    assert text == "last contact 41 days ago, you say hello after 60 days, and not before 20 days"


def test_the_gone_quiet_list_begins_with_the_shortest_silence(rig: Rig) -> None:
    for name, day in (("Ana Petrescu", 2), ("Radu", 4), ("Zoe", 20)):
        rig.client(name)
        rig.set(at(day, 10))
        messages.log(rig.desk, Direction.OUT, name, at=at(day, 9), excerpt="Hello")
    rig.set(at(2) + timedelta(days=40))
    assert [one.client.name for one in regulars.quiet(rig.again())] == ["Radu", "Ana Petrescu"]


def test_a_late_answer_outweighs_everything_else(rig: Rig) -> None:
    rig.client()
    rig.came(at(2, 9))
    rig.set(at(4, 9))
    found = health(rig)
    assert (found.level, found.reasons) == (Level.ACT, ("1 answer is late",))


def test_a_promise_past_its_time_asks_for_something(rig: Rig) -> None:
    rig.client()
    promises.add_promise(rig.desk, "call", client_text="Ana", due=at(2, 12))
    rig.set(at(2, 13))
    assert health(rig).reasons == ("1 promise is overdue",)


def test_money_that_is_overdue_is_told_with_the_sum(rig: Rig) -> None:
    project = rig.project()
    paid(rig, project, "200", due=date(2026, 2, 20), received=False)
    paid(rig, project, "100", due=date(2026, 2, 1))
    found = health(rig)
    assert found.reasons == ("overdue: €200.00",)
    assert figure(found, FigureKind.MONEY).text == "overdue: €200.00, to come: €200.00, paid: €100.00"


def test_falling_habits_are_worth_a_thought_and_few_answers_say_nothing(rig: Rig) -> None:
    ana = rig.client()
    habits.answer(rig.desk, ana, {Habit.SMILE: Mark.NO})
    assert figure(health(rig), FigureKind.HABITS).level is Level.WELL
    habits.answer(rig.desk, ana, dict.fromkeys(habits.ORDER, Mark.YES))
    rig.set(at(9))
    habits.answer(rig.desk, ana, dict.fromkeys(habits.ORDER, Mark.PARTLY))
    found = figure(health(rig), FigureKind.HABITS)
    assert (found.level, found.why) == (Level.THINK, "the ten habits: 5 of 10, today, less well than before")


def test_ideas_and_work_together_are_counted(rig: Rig) -> None:
    finished(rig, "Old site")
    project = rig.project()
    ideas.mark_done(rig.desk, ideas.add_idea(rig.desk, "one", project=project))
    ideas.add_idea(rig.desk, "two", project=project)
    found = health(rig)
    assert figure(found, FigureKind.IDEAS).text == "1 of 2 ideas done"
    assert figure(found, FigureKind.WORK).text == "1 project finished, 1 project under way, together since 2026"


def test_those_who_ask_for_something_come_first(rig: Rig) -> None:
    rig.client("Zoe")
    rig.client("Ana Petrescu")
    rig.client("Radu")
    messages.log(rig.desk, Direction.IN, "Zoe", at=at(2, 9), excerpt="Hello?")
    messages.log(rig.desk, Direction.OUT, "Radu", at=at(2, 9), excerpt="Hello")
    rig.set(at(2) + timedelta(days=35))
    assert [one.client.name for one in regulars.health(rig.again())] == ["Zoe", "Radu", "Ana Petrescu"]


def test_who_is_archived_is_not_among_them(rig: Rig) -> None:
    ana = rig.client()
    with rig.desk.change() as change:
        change.save(ana, ana.but(archived_on=rig.desk.today()))
    assert regulars.health(rig.again()) == ()


def test_the_card_says_what_would_be_kind_to_do(rig: Rig) -> None:
    ana = rig.client()
    rig.went(at(2, 8))
    habits.answer(rig.desk, ana, {Habit.SMILE: Mark.YES})
    rig.set(at(2) + timedelta(days=41))
    part = regular_focus.focus(rig.again(), ana)
    assert part is not None
    said = {line.act: line.text for line in part.lines}
    assert (said["invite"], said["habits"]) == ("quiet for 41 days", "Ten habits: 1 of 1, 2 Mar")


# -- days between contacts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields",
    [
        {"contact_min_days": 0},
        {"contact_max_days": 4000},
        {"contact_min_days": 30, "contact_max_days": 10},
        {"contact_max_days": Decimal("2.5")},
    ],
)
def test_a_rhythm_that_cannot_be_meant_is_refused(rig: Rig, fields: dict[str, Any]) -> None:
    ana = rig.client()
    with pytest.raises(BadValue):
        clients.change_client(rig.desk, ana, ana.but(**fields))
    assert rig.again().reader.clients() == (ana,)


# -- what thanks a regular ---------------------------------------------------------------------------------------------


@pytest.fixture
def quoted(rig: Rig) -> Project:
    """Return a project with a quote over 1,000 euros whose client had two projects before, the first two years ago."""
    rig.profile(currency="EUR", hourly_rate=Decimal(50))
    finished(rig, "First", days_ago=800)
    finished(rig, "Second")
    project = rig.project("Third")
    quoting.add_item(rig.desk, project, "All", unit=Unit.FIXED, price="1000", tax_percent=19)
    return project


def test_loyalty_is_reckoned_from_their_own_history_and_says_how(rig: Rig, quoted: Project) -> None:
    found = returning.suggestion(rig.again(), quoted)
    assert found is not None
    assert found.sentence == (
        "Ana Petrescu is back: a discount of €60.00, or something on the house, would say thank you."
    )
    assert found.reckoning == (
        "2 projects finished: 4%",
        "2 full years: 2%",
        "6% of €1,000.00",
        "paid so far: €2,000.00",
    )


def test_the_discount_becomes_a_visible_line_in_the_clients_language(rig: Rig, quoted: Project) -> None:
    quote = returning.give_discount(rig.desk, quoted)
    line = quote.option.items[-1]
    assert (line.description, line.net.amount, line.tax_percent) == ("Loyalty discount", Decimal("-60.00"), Decimal(19))
    assert line.why == "Thank you for coming back: we have finished 2 projects together since 2023."


def test_something_on_the_house_says_its_worth_and_costs_nothing(rig: Rig, quoted: Project) -> None:
    line = returning.give_on_the_house(rig.desk, quoted, "an hour of small changes").option.items[-1]
    assert line.worth is not None
    assert (line.net.amount, line.worth.amount) == (Decimal("0.00"), Decimal("60.00"))


def test_nobody_is_thanked_twice_in_one_quote(rig: Rig, quoted: Project) -> None:
    returning.give_discount(rig.desk, quoted)
    found = returning.suggestion(rig.again(), quoted)
    assert found is not None and found.has_one
    with pytest.raises(BadValue, match="already"):
        returning.give_on_the_house(rig.desk, quoted, "an hour")


def test_a_first_project_is_nobodys_return(rig: Rig) -> None:
    project = rig.project()
    quoting.add_item(rig.desk, project, "All", unit=Unit.FIXED, price="1000")
    assert returning.suggestion(rig.desk, project) is None
    with pytest.raises(BadValue, match="No project has been finished"):
        returning.give_discount(rig.desk, project)


def test_few_per_cent_become_something_on_the_house_of_an_hours_worth(rig: Rig) -> None:
    rig.profile(currency="EUR", hourly_rate=Decimal(50))
    finished(rig, "First")
    project = rig.project("Second")
    quoting.add_item(rig.desk, project, "All", unit=Unit.FIXED, price="1000")
    found = returning.suggestion(rig.desk, project)
    assert found is not None
    assert found.sentence == "Ana Petrescu is back: something on the house, worth €50.00, would say thank you."


def test_without_prices_there_is_nothing_to_take_a_discount_from(rig: Rig) -> None:
    finished(rig, "First")
    project = rig.project("Second")
    with pytest.raises(BadValue, match="no price"):
        returning.give_discount(rig.desk, project)


def test_what_was_paid_in_another_currency_caps_nothing(rig: Rig, quoted: Project) -> None:
    project = rig.project("Fourth", currency="RON")
    quoting.add_item(rig.desk, project, "All", unit=Unit.FIXED, price="9000")
    found = returning.suggestion(rig.desk, project)
    assert found is not None
    assert (found.loyalty.amount.amount, "no payment in RON is on record" in found.reckoning) == (Decimal(540), True)


# -- notes before writing ----------------------------------------------------------------------------------------------


def test_notes_are_told_in_one_line_the_wishes_first(rig: Rig) -> None:
    project = rig.project("Old site", client=rig.client(likes="film cameras", channel=Channel.PHONE).name)
    rig.close(project)
    ana = rig.desk.reader.clients()[0]
    changed = clients.change_client(rig.desk, ana, ana.but(wishes="calls before noon", notes="two sons\nmore"))
    assert before_writing.line(rig.again(), changed) == (
        "Remember: calls before noon · likes to be called · film cameras · two sons · last job: Old site, today"
    )


def test_of_whom_nothing_is_known_nothing_is_said(rig: Rig) -> None:
    assert before_writing.line(rig.desk, rig.client()) == ""


def test_a_note_is_put_under_those_that_are_there(rig: Rig) -> None:
    ana = rig.client(notes="two sons")
    assert client_notes.add_note(rig.desk, ana, "likes tea").notes == "two sons\nlikes tea"
    with pytest.raises(BadValue):
        client_notes.add_note(rig.desk, ana, "  ")


# -- letters -----------------------------------------------------------------------------------------------------------


def letter(rig: Rig, client: Client, name: str) -> str:
    """Return subject and text of a letter."""
    draft = regular_letters.compose_for(rig.again(), client, name)
    return f"{draft.subject}\n{draft.body}"


def test_a_hello_looks_back_on_the_last_work_that_was_finished(rig: Rig) -> None:
    finished(rig, "Old site")
    rig.project("New site")
    words = letter(rig, rig.desk.reader.clients()[0], CHECK_IN)
    assert "“Old site”" in words
    assert "New site" not in words


def test_a_hello_to_somebody_new_speaks_of_no_work(rig: Rig) -> None:
    assert "“" not in letter(rig, rig.client(), CHECK_IN)


def test_an_idea_that_is_done_has_a_letter_and_one_that_is_not_has_none(rig: Rig) -> None:
    project = rig.project()
    idea = ideas.add_idea(rig.desk, "a photo of the shop window.", project=project)
    assert EXTRA not in regular_letters.at_hand(rig.desk, rig.desk.reader.project(project.id))
    with pytest.raises(BadValue):
        regular_letters.compose_letter(rig.desk, project, EXTRA)
    ideas.mark_done(rig.desk, idea)
    draft = regular_letters.compose_letter(rig.again(), project, EXTRA)
    assert "- a photo of the shop window\n" in draft.body
