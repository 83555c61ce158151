"""The day's overview: what it shows, why, in which order, and what it says when there is nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, Receipt
from freelance_comm.domain.people import WorkingHours
from freelance_comm.domain.project import Passage, Project, SentDraft
from freelance_comm.domain.quote import Quote, QuoteState, Unit
from freelance_comm.services import checklist, complaints, deadlines, messages, promises, quoting, timelog
from freelance_comm.services.agenda import Action, Agenda, Item, SectionKind, Urgency, agenda
from freelance_comm.text.catalog import interface_locales
from tests import reference
from tests.unit.services.rig import Rig, at, hours


def items(rig: Rig, kind: SectionKind) -> tuple[Item, ...]:
    """Return the items of one section, as another process sees them."""
    return next((section.items for section in agenda(rig.again()).sections if section.kind is kind), ())


MONDAY = at(2)


def working(rig: Rig, since: datetime = MONDAY, **fields: Any) -> Project:
    """Return a project that came to the work stage at ``since``."""
    project = rig.project(stage="work", **fields)
    with rig.desk.change() as change:
        passage = Passage(id=change.new_id(), at=since, origin="payment", target="work")
        change.add(passage, project_id=project.id)
    return project


def reported(rig: Rig, project: Project, last: date) -> None:
    """Note that a report up to ``last`` has gone out."""
    with rig.desk.change() as change:
        sent = SentDraft(id=change.new_id(), at=rig.clock.now, template="work/progress-report", period_end=last)
        change.add(sent, project_id=project.id)


def due_on(rig: Rig, project: Project, day: date, *received: str) -> None:
    """Let 780 euros be due on ``day``."""
    with rig.desk.change() as change:
        instalment = Instalment(
            id=change.new_id(),
            label="first part",
            amount=Money(amount=Decimal(780), currency="EUR"),
            due=day,
            receipts=tuple(Receipt(on=day, amount=Money(amount=Decimal(sum_), currency="EUR")) for sum_ in received),
        )
        change.add(instalment, project_id=project.id)


# -- whom I owe an answer --------------------------------------------------------------------------------------------


def test_a_waiting_client_is_shown_with_time_words_reason_and_command(rig: Rig) -> None:
    client = rig.client("Ana Petrescu")
    rig.set(at(2, 16, 10))
    rig.came(at(2, 9), "Could we move the launch?")
    (item,) = items(rig, SectionKind.WAITING)
    assert (item.when_text, item.title, item.detail, item.note, item.reason, item.next_step, item.command) == (
        "50 min left",
        "Ana Petrescu",
        "Could we move the launch?",
        "today 09:00",
        "opened today 09:00, 8 hr allowed, your hours in UTC",
        "reply",
        f"freelance-comm reply {client.ref}",
    )


def test_where_a_client_waits_twice_the_command_names_the_message(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.set(at(2, 16))
    came = [rig.came(at(2, hour), words, thread=words) for hour, words in ((9, "The launch"), (10, "The invoice"))]
    found = items(rig, SectionKind.WAITING)
    assert [item.command for item in found] == [f"freelance-comm reply {one.handle}" for one in came]


def test_what_is_probably_thanks_offers_to_settle_it(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.set(at(2, 16))
    rig.went(at(2, 9))
    came = rig.came(at(2, 10), "Thank you!")
    (item,) = items(rig, SectionKind.WAITING)
    assert (item.note, item.command) == ("probably needs no answer", f"freelance-comm log settle {came.handle}")


def test_overdue_comes_first_then_soon_then_later_each_by_time_left(rig: Rig) -> None:
    rig.set(at(4, 16))
    for name, moment in (("D", at(4, 15)), ("C", at(4, 9)), ("A", at(2, 9)), ("B", at(3, 9)), ("E", at(4, 16))):
        rig.client(name)
        rig.came(moment, client=name)
    found = items(rig, SectionKind.WAITING)
    assert [(item.title, item.urgency) for item in found] == [
        ("A", Urgency.OVERDUE),
        ("B", Urgency.OVERDUE),
        ("C", Urgency.SOON),
        ("D", Urgency.LATER),
        ("E", Urgency.LATER),
    ]


def test_client_text_cannot_reach_the_terminal_as_an_escape(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.set(at(2, 16))
    view = rig.came(at(2, 9), "hello")
    with rig.desk.change() as change:
        change.save(view.message, view.message.but(excerpt="he\x1b]0;x\x07llo"))
    (item,) = items(rig, SectionKind.WAITING)
    assert item.detail == "he]0;xllo"


# -- what I promised -------------------------------------------------------------------------------------------------


def test_a_promise_is_shown_with_its_early_time_and_what_was_said(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    view = promises.add_promise(rig.desk, "the quote", client_text="Ana", due=at(2, 17))
    (item,) = items(rig, SectionKind.PROMISED)
    assert (item.when_text, item.title, item.detail, item.note, item.command) == (
        "by 16:00",
        "the quote",
        "Ana Petrescu",
        "you said 17:00",
        f"freelance-comm promise keep {view.handle}",
    )


def test_a_late_promise_is_overdue(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    promises.add_promise(rig.desk, "the quote", client_text="Ana", due=at(2, 17))
    rig.set(at(3, 10))
    (item,) = items(rig, SectionKind.PROMISED)
    assert (item.urgency, item.seconds_left, item.note) == (Urgency.OVERDUE, -3600, "late")


def test_a_promise_of_next_month_does_not_nag_yet(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    promises.add_promise(rig.desk, "the quote", client_text="Ana", due=at(2, 17, month=4))
    assert items(rig, SectionKind.PROMISED) == ()


# -- what will slip --------------------------------------------------------------------------------------------------


def test_a_slipping_date_offers_the_notice(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "40", "hours_a_day": "5"})
    deadlines.promise_deadline(rig.desk, project, date(2026, 3, 6))
    (item,) = items(rig, SectionKind.SLIPPING)
    (handle,) = (view.handle for view in promises.list_promises(rig.desk))
    assert (item.action, item.when_text, item.command) == (
        Action.NOTICE,
        "Fri 6 Mar",
        f"freelance-comm promise move {handle} --notice",
    )


# -- which report is due ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "urgency"),
    [(at(8, 10), Urgency.LATER), (at(9, 8), Urgency.LATER), (at(9, 9), Urgency.SOON), (at(10, 0), Urgency.OVERDUE)],
)
def test_the_first_report_is_due_a_week_after_the_work_began(rig: Rig, moment: datetime, urgency: Urgency) -> None:
    working(rig)
    rig.set(moment)
    (item,) = items(rig, SectionKind.REPORT)
    assert item.urgency is urgency


def test_a_report_is_not_announced_all_week(rig: Rig) -> None:
    working(rig)
    rig.set(at(4, 10))
    assert items(rig, SectionKind.REPORT) == ()


def test_the_next_report_counts_from_what_the_last_one_covered(rig: Rig) -> None:
    project = working(rig)
    rig.set(at(11, 10))
    reported(rig, project, date(2026, 3, 6))
    (item,) = items(rig, SectionKind.REPORT)
    assert (item.when_text, item.reason) == ("Fri", "the last report covered the time up to Fri")


def test_a_report_due_on_a_free_day_is_due_on_the_next_working_day(rig: Rig) -> None:
    rig.holidays(date(2026, 3, 9))
    working(rig)
    rig.set(at(8, 10))
    (item,) = items(rig, SectionKind.REPORT)
    assert item.when_text == "Tue"


@pytest.mark.parametrize(
    ("project_days", "client_days", "told"), [(3, 14, "every 3 days"), (None, 1, "daily"), (None, None, "weekly")]
)
def test_the_rhythm_is_the_projects_then_the_clients_then_mine(
    rig: Rig, project_days: int | None, client_days: int | None, told: str
) -> None:
    rig.client("Ana Petrescu", report_every_days=client_days)
    working(rig, report_every_days=project_days)
    rig.set(at(9, 10))
    (item,) = items(rig, SectionKind.REPORT)
    assert item.detail == told


def test_the_time_so_far_is_told(rig: Rig) -> None:
    project = working(rig)
    timelog.add_entry(rig.desk, project.ref, seconds=hours("14.5"))
    rig.set(at(9, 10))
    (item,) = items(rig, SectionKind.REPORT)
    assert item.detail == "weekly · 14 hr, 30 min so far"


def test_logged_time_asks_for_a_report_whatever_the_stage(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(1, 10, month=4))
    timelog.add_entry(rig.desk, project.ref, seconds=hours(1))
    rig.set(at(8, 10, month=4))
    (item,) = items(rig, SectionKind.REPORT)
    assert (item.when_text, item.urgency) == ("today", Urgency.SOON)


def test_imported_history_owes_no_report(rig: Rig) -> None:
    project = rig.project()
    timelog.add_entry(rig.desk, project.ref, day=date(2016, 3, 2), seconds=hours(1))
    rig.set(at(9, 10))
    (item,) = items(rig, SectionKind.REPORT)
    assert item.when_text == "today"


@pytest.mark.parametrize("fields", [{"stage": "contact"}, {"stage": "closing"}, {"stage": "work", "small_job": True}])
def test_no_report_is_owed_before_work_at_the_end_or_for_a_small_job(rig: Rig, fields: dict[str, Any]) -> None:
    rig.project(**fields)
    rig.set(at(9, 10))
    assert items(rig, SectionKind.REPORT) == ()


# -- money, follow-up, quotes ----------------------------------------------------------------------------------------


def test_an_overdue_instalment_is_shown_with_what_is_open(rig: Rig) -> None:
    project = rig.project()
    due_on(rig, project, date(2026, 2, 27), "80")
    (item,) = items(rig, SectionKind.MONEY)
    assert (item.urgency, item.detail, item.reason) == (
        Urgency.OVERDUE,
        "€700.00 · first part",
        "due Fri; a part has been received",
    )


def test_money_that_is_due_later_is_not_mentioned(rig: Rig) -> None:
    due_on(rig, rig.project(), date(2026, 3, 6))
    assert items(rig, SectionKind.MONEY) == ()


def test_money_of_a_closed_project_is_not_forgotten(rig: Rig) -> None:
    project = rig.project()
    due_on(rig, project, date(2026, 2, 27))
    rig.close(project)
    assert len(items(rig, SectionKind.MONEY)) == 1


def test_a_day_to_be_in_touch_comes_back_after_the_closing(rig: Rig) -> None:
    rig.close(rig.project(), follow_up_on="2026-04-13")
    rig.set(at(13, 10, month=4))
    (item,) = items(rig, SectionKind.FOLLOW_UP)
    assert (item.title, item.note, item.urgency) == ("Ana Petrescu", "Landing page", Urgency.SOON)


def test_being_in_touch_settles_it(rig: Rig) -> None:
    rig.close(rig.project(), follow_up_on="2026-04-13")
    rig.set(at(13, 10, month=4))
    rig.went(at(13, 10, month=4), "How is the shop?")
    assert items(rig, SectionKind.FOLLOW_UP) == ()


@pytest.mark.parametrize(
    ("valid_until", "asked"), [(None, date(2026, 3, 9)), (date(2026, 3, 5), date(2026, 3, 5))], ids=["patience", "last"]
)
def test_a_quote_without_an_answer_is_followed_up(rig: Rig, valid_until: date | None, asked: date) -> None:
    project = rig.project(stage="quote")
    with rig.desk.change() as change:
        quote = Quote(
            id=change.new_id(), ref="Q-2026-001", created=at(2), currency="EUR", state=QuoteState.SENT,
            sent_at=at(2, 9), valid_until=valid_until,
        )  # fmt: skip
        change.add(quote, project_id=project.id)
    seen = []
    for day in (asked - timedelta(days=1), asked):
        rig.set(at(day.day, 10))
        seen.append(len(items(rig, SectionKind.FOLLOW_UP)))
    assert seen == [0, 1]


def test_the_noted_day_to_ask_goes_before_the_usual_one(rig: Rig) -> None:
    project = rig.project(stage="quote")
    with rig.desk.change() as change:
        quote = Quote(
            id=change.new_id(), ref="Q-2026-001", created=at(2), currency="EUR", state=QuoteState.SENT,
            sent_at=at(2, 9), ask_on=date(2026, 3, 4),
        )  # fmt: skip
        change.add(quote, project_id=project.id)
    rig.set(at(3, 10))
    assert items(rig, SectionKind.FOLLOW_UP) == ()
    rig.set(at(4, 10))
    (item,) = items(rig, SectionKind.FOLLOW_UP)
    assert (item.letter, item.command) == ("quote/follow-up", f"freelance-comm draft {project.ref} follow-up")


def test_an_addition_without_an_answer_is_followed_up_beside_an_accepted_quote(rig: Rig) -> None:
    project = rig.project(stage="work")
    with rig.desk.change() as change:
        accepted = Quote(
            id=change.new_id(), ref="Q-2026-001", created=at(2), currency="EUR", state=QuoteState.ACCEPTED,
            sent_at=at(2, 9),
        )  # fmt: skip
        addition = accepted.but(
            id=change.new_id(), ref="Q-2026-002", state=QuoteState.SENT, adds_to=accepted.id, title="A shop"
        )
        change.add(accepted, project_id=project.id)
        change.add(addition, project_id=project.id)
    rig.set(at(9, 10))
    assert [item.detail for item in items(rig, SectionKind.FOLLOW_UP)] == ["Q-2026-002 · A shop"]


# -- silence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "count"), [(29, 0), (30, 1)])
def test_a_client_has_gone_quiet_after_thirty_days(rig: Rig, days: int, count: int) -> None:
    rig.client("Ana Petrescu", likes="film cameras")
    rig.went(at(2, 9))
    rig.clock.wait(days=days)
    assert len(items(rig, SectionKind.QUIET)) == count


def test_a_quiet_client_is_shown_with_what_they_like(rig: Rig) -> None:
    rig.client("Ana Petrescu", likes="film cameras")
    rig.went(at(2, 9))
    rig.clock.wait(days=41)
    (item,) = items(rig, SectionKind.QUIET)
    assert (item.when_text, item.detail, item.urgency) == ("41 days", "film cameras", Urgency.LATER)


def test_a_client_without_any_contact_yet_has_not_gone_quiet(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.clock.wait(days=90)
    assert items(rig, SectionKind.QUIET) == ()


def test_a_client_with_a_day_to_be_in_touch_ahead_has_not_gone_quiet(rig: Rig) -> None:
    project = rig.project()
    rig.went(at(2, 9))
    rig.close(project, follow_up_on="2026-06-01")
    rig.clock.wait(days=41)
    assert items(rig, SectionKind.QUIET) == ()


def test_how_long_silence_may_last_is_the_freelancers_choice(rig: Rig) -> None:
    rig.profile(quiet_after_days=10)
    rig.client("Ana Petrescu")
    rig.went(at(2, 9))
    rig.clock.wait(days=10)
    assert len(items(rig, SectionKind.QUIET)) == 1


def test_a_message_of_mine_without_an_answer_is_shown(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.went(at(2, 9), "Which colour?")
    rig.set(at(11, 9))
    (item,) = items(rig, SectionKind.OWED)
    assert (item.detail, item.when_text) == ("Which colour?", "7 working days")


def test_a_client_silent_for_more_than_a_year_is_no_longer_mentioned(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.went(at(2, 9))
    rig.clock.wait(days=366)
    assert items(rig, SectionKind.QUIET) == ()


def test_of_many_quiet_clients_the_shortest_silences_are_shown_and_the_rest_counted(rig: Rig) -> None:
    for number in range(9):
        rig.client(f"Client {number}")
        rig.set(at(2 + number, 9))
        rig.went(at(2 + number, 9), client=f"Client {number}")
    rig.clock.wait(days=40)
    (section,) = [section for section in agenda(rig.desk).sections if section.kind is SectionKind.QUIET]
    assert (section.items[0].title, len(section.items), section.more_text) == ("Client 8", 7, "and 2 more")


def test_money_that_is_not_late_yet_asks_for_patience(rig: Rig) -> None:
    due_on(rig, rig.project(), date(2026, 3, 4))
    (item,) = items(rig, SectionKind.MONEY)
    assert (item.next_step, item.urgency) == ("watch for the payment", Urgency.LATER)


# -- the whole page --------------------------------------------------------------------------------------------------


def test_the_head_tells_the_day_the_time_and_until_when(rig: Rig) -> None:
    rig.set(at(6, 14, 5))
    assert agenda(rig.desk).headline == "Friday 6 March · 14:05 · until 17:00"


def test_outside_working_time_the_head_tells_when_it_begins(rig: Rig) -> None:
    rig.set(at(7, 14, 5))
    assert agenda(rig.desk).headline == "Saturday 7 March · 14:05 · from Mon 09:00"


def test_a_new_workspace_leads_to_the_first_client(rig: Rig) -> None:
    view = agenda(rig.desk)
    assert view.suggestion is not None
    assert (view.sections, view.suggestion.command) == ((), "freelance-comm client add NAME")
    assert view.empty_text.startswith("A clean desk. This page will tell you what to do each day. Next: Add your first")


def test_an_empty_day_is_told_warmly_with_a_kind_thing_to_do(rig: Rig) -> None:
    rig.project(stage="work")
    view = agenda(rig.desk)
    assert view.empty_text == (
        "Nobody is waiting, nothing is late: well done. If you like: Think of something extra for Ana Petrescu."
    )


def test_a_new_project_leads_to_its_next_step_and_to_nothing_extra_before_work_has_begun(rig: Rig) -> None:
    checklist.add_requirement(rig.desk, rig.project(stage="quote"), "a page for orders")
    begun = rig.clock.now
    for days in (0, 1, 3):
        rig.set(begun + timedelta(days=days))
        suggestion = agenda(rig.desk).suggestion
        assert suggestion is not None
        assert (suggestion.title, suggestion.detail, suggestion.action) == (
            "Go on with “Landing page”",
            "Add line items: hours and rate, or a fixed price.",
            Action.OPEN,
        )


def test_an_older_project_that_has_not_come_to_work_asks_for_nothing_extra_either(rig: Rig) -> None:
    checklist.add_requirement(rig.desk, rig.project(stage="quote"), "a page for orders")
    begun = rig.clock.now
    titles = []
    for days in range(8, 22):
        rig.set(begun + timedelta(days=days))
        suggestion = agenda(rig.desk).suggestion
        titles.append(suggestion.title if suggestion is not None else "")
    assert "Go on with “Landing page”" in titles
    assert not any("something extra" in title for title in titles)


def test_a_quote_that_is_with_the_client_is_not_mine_to_go_on_with(rig: Rig) -> None:
    project = rig.project(stage="quote")
    quoting.add_item(rig.desk, project, "Design", unit=Unit.FIXED, price="500")
    quoting.mark_quote_sent(rig.desk, project)
    suggestion = agenda(rig.desk).suggestion
    assert suggestion is None or suggestion.action is not Action.OPEN


def test_a_project_in_which_nothing_is_written_down_leads_to_its_first_step(rig: Rig) -> None:
    project = rig.project()
    suggestion = agenda(rig.desk).suggestion
    assert suggestion is not None
    assert (suggestion.title, suggestion.detail, suggestion.action) == (
        "Go on with “Landing page”",
        "Add what the client asked for to the checklist.",
        Action.OPEN,
    )
    assert suggestion.command == f"freelance-comm project show {project.ref}"


def test_a_client_without_a_project_leads_to_a_project(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    suggestion = agenda(rig.desk).suggestion
    assert suggestion is not None
    assert suggestion.action is Action.ADD_PROJECT


def test_with_only_closed_projects_the_longest_silence_is_greeted(rig: Rig) -> None:
    rig.client("Bélanger")
    rig.close(rig.project())
    rig.went(at(2, 9))
    suggestion = agenda(rig.desk).suggestion
    assert suggestion is not None
    assert suggestion.title == "Say hello to Bélanger"


def test_a_forgotten_timer_is_warned_of(rig: Rig) -> None:
    rig.project()
    timelog.start(rig.desk, "Landing")
    rig.clock.wait(hours=30)
    view = agenda(rig.desk)
    assert view.timer is not None
    assert view.warnings == ("The timer has been running for more than 12 hours. Was it forgotten?",)


def test_missing_working_hours_are_warned_of(rig: Rig) -> None:
    rig.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    assert len(agenda(rig.desk).warnings) == 1


def test_the_reply_times_are_told_on_request(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.set(at(2, 12))
    rig.came(at(2, 9))
    rig.went(at(2, 11))
    assert agenda(rig.desk, reply_summary=True).reply_summary == "my replies, 30 days: half within 2 hr"


def test_every_item_says_why_what_next_and_how(rig: Rig) -> None:
    full = _everything(rig)
    assert {section.kind for section in full.sections} == set(SectionKind) - {SectionKind.NEXT}
    for item in full.items:
        assert item.reason, item
        assert item.next_step, item
        assert item.command.startswith("freelance-comm "), item


def test_every_command_can_be_typed(rig: Rig) -> None:
    for item in _everything(rig).items:
        words = item.command.split()[1:]
        reference.parser_of(words[0]).parse_args(words[1:])


def _everything(rig: Rig) -> Agenda:
    for name in ("Bélanger", "Cosmin", "Doina", "Eva"):
        rig.client(name)
    project = working(rig, facts={"estimate_likely": "400", "hours_a_day": "5"})
    rig.went(at(2, 9), client="Bélanger")
    quoting.add_item(rig.desk, project, "Pages", unit=Unit.HOUR, quantity=10, price=60)
    timelog.add_entry(rig.desk, project.ref, day=date(2026, 3, 1), seconds=hours(9))
    rig.close(rig.project("Shop", client="Eva"), follow_up_on="2026-04-10")
    rig.set(at(7, 10, month=4))
    deadlines.promise_deadline(rig.desk, project, date(2026, 4, 17))
    due_on(rig, project, date(2026, 4, 1))
    promises.add_promise(rig.desk, "a call", client_text="Ana", due=at(13, 10, month=4))
    complaints.add(rig.desk, "The colours are not ours.", client_text="Cosmin")
    rig.came(at(7, 9, month=4), client="Doina")
    rig.went(at(2, 9, month=4), client="Cosmin")
    rig.set(at(13, 9, month=4))
    return agenda(rig.desk)


def test_the_page_is_built_from_the_derived_index_alone(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    _everything(rig)
    reader = type(rig.desk.reader)

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("the day's overview opened records")

    for name in ("project", "entries", "all_entries", "messages"):
        monkeypatch.setattr(reader, name, refuse)
    assert agenda(rig.again()).sections


def test_the_page_is_told_in_the_language_of_the_interface(tmp_path_factory: pytest.TempPathFactory) -> None:
    heads = {
        locale: agenda(Rig(tmp_path_factory.mktemp(locale) / "data", locale=locale).desk).headline
        for locale in interface_locales()
    }
    assert len(set(heads.values())) == len(interface_locales())


def test_nothing_heavy_is_loaded_for_the_page(rig: Rig) -> None:
    _everything(rig)
    code = (
        "import sys\n"
        "from datetime import datetime, timezone\n"
        "from freelance_comm.services.agenda import agenda\n"
        "from freelance_comm.services.desk import Desk\n"
        "from freelance_comm.store import Workspace\n"
        "from freelance_comm.text.catalog import translator\n"
        f"now = datetime.fromisoformat('{rig.clock.now.isoformat()}')\n"
        f"desk = Desk(Workspace({str(rig.folder)!r}), clock=lambda: now, tr=translator('en'), zone='UTC')\n"
        "assert agenda(desk).sections\n"
        "print([name for name in ('textual', 'jinja2', 'babel', 'holidays', 'csv', 'email') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_snoozed_clients_are_left_out(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.set(at(2, 10))
    rig.came(at(2, 9))
    messages.snooze(rig.desk, "Ana", at(2, 14))
    assert items(rig, SectionKind.WAITING) == ()
