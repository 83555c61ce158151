"""What the record knows around a draft."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from freelance_comm.coach.model import Finding
from freelance_comm.domain.people import Channel, Contact
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import deadlines, drafts, facts, promises, quoting
from freelance_comm.services.coaching import message
from freelance_comm.services.coaching_record import about_client, about_draft, about_project, free_days
from tests.unit.services.rig import Rig, at


def priced(rig: Rig) -> Project:
    """Return a project quoted at 30 hours of 60 each."""
    project = rig.project()
    quoting.add_item(rig.desk, project, "Pages", unit=Unit.HOUR, quantity=30, price=60)
    return project


def test_a_draft_of_a_project_takes_its_kind_from_the_stage(rig: Rig) -> None:
    project = rig.project(stage="delivery")
    assert about_project(rig.desk, project).kind == "delivery"
    assert about_project(rig.desk, project, "reply").kind == "reply"


def test_the_person_at_a_company_is_who_is_addressed(rig: Rig) -> None:
    client = rig.client("Atelier Nord", contacts=(Contact(name="Ana Petrescu"),), channel=Channel.CHAT)
    about = about_client(rig.desk, client)
    assert (about.client_name, about.channel) == ("Ana Petrescu", "chat")


def test_the_message_that_waits_is_what_a_reply_answers(rig: Rig) -> None:
    project = rig.project()
    rig.came(at(2, 8), "Where is it?", subject="Late")
    assert about_project(rig.desk, project, "reply").incoming == "Late\nWhere is it?"


def test_a_quote_answers_no_message_that_happens_to_wait(rig: Rig) -> None:
    project = rig.project()
    rig.came(at(2, 8), "Where is it?")
    assert about_project(rig.desk, project, "quote").incoming == ""


def test_a_message_about_another_project_is_not_what_is_answered(rig: Rig) -> None:
    project, other = rig.project(), rig.project("Shop")
    rig.came(at(2, 8), "Where is it?", project_text=other.ref)
    assert about_project(rig.desk, project, "reply").incoming == ""
    assert about_project(rig.desk, other, "reply").incoming == "Where is it?"


def test_how_many_versions_were_asked_for_is_how_many_were_noted(rig: Rig) -> None:
    assert about_project(rig.desk, rig.project("Empty")).options_asked is None
    assert about_project(rig.desk, priced(rig)).options_asked == 1


def test_a_refusal_of_prepayment_is_known(rig: Rig) -> None:
    project = rig.project()
    assert not about_project(rig.desk, project).prepayment_refused
    facts.set_fact(rig.desk, project, "prepayment_refused", "yes")
    assert about_project(rig.desk, project).prepayment_refused


def test_the_days_that_hold_are_those_of_the_deadline_stage(rig: Rig) -> None:
    project = priced(rig)
    view = deadlines.suggest(rig.desk, project)
    about = about_project(rig.desk, project)
    assert (about.earliest_realistic, about.safe_day) == (view.plan_day, view.promise_day)
    assert about.earliest_realistic is not None


def test_without_an_estimate_no_day_is_called_unrealistic(rig: Rig) -> None:
    about = about_project(rig.desk, rig.project())
    assert (about.earliest_realistic, about.safe_day) == (None, None)


def test_work_that_is_delivered_has_no_day_to_be_ready_on(rig: Rig) -> None:
    project = priced(rig)
    facts.set_fact(rig.desk, project, "delivered_on", "2026-03-01")
    assert about_project(rig.desk, project).earliest_realistic is None


def test_prices_hours_and_days_on_record_are_known(rig: Rig) -> None:
    project = priced(rig)
    deadlines.promise_deadline(rig.desk, project, date(2026, 4, 10))
    recorded = about_project(rig.desk, project).recorded
    assert recorded is not None
    assert {Decimal(60), Decimal(1800)} <= set(recorded.prices)
    assert Decimal(30) in recorded.hours
    assert recorded.deadline == date(2026, 4, 10)
    assert recorded.on_schedule is True
    assert recorded.names == ("Ana Petrescu",)


def test_nobody_is_on_schedule_where_nothing_is_promised(rig: Rig) -> None:
    recorded = about_project(rig.desk, priced(rig)).recorded
    assert recorded is not None
    assert recorded.on_schedule is None


def test_the_days_offered_are_working_days_on_which_nothing_is_promised(rig: Rig) -> None:
    rig.client("Ana")
    rig.holidays(date(2026, 3, 5))
    promises.add_promise(rig.desk, "the map", due=at(4, 12), whole_day=True, client_text="Ana")
    assert free_days(rig.desk) == (date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 9))


def test_a_letter_brings_its_own_kind_and_language(rig: Rig) -> None:
    rig.client("Ion", language="ro")
    project = rig.project(client="Ion")
    about = about_draft(rig.desk, drafts.compose(rig.desk, project, "contact/first-contact"))
    assert (about.kind, about.locale, about.project) == ("first-contact", "ro", project)


def test_a_price_on_record_is_written_as_people_write_it(rig: Rig) -> None:
    finding = Finding(
        rule="contradicts-record",
        message="The draft says {said}; {recorded} is on record.",
        params={"said": "18,000 EUR", "recorded": Decimal("1800.00"), "currency": "EUR"},
    )
    assert message(rig.desk.tr, finding) == "The draft says 18,000 EUR; €1,800.00 is on record."
