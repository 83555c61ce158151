"""Late payments: four tones, each once, never at a weekend or on a holiday; the last rung is the freelancer's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import TermsKind, Tone
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import (
    clients,
    drafts,
    payment_reminders,
    payments,
    projects,
    quoting,
    receiving,
    reminder_letters,
    told,
    undoing,
)
from freelance_comm.services.agenda import agenda
from freelance_comm.services.agenda_item import Item, SectionKind
from freelance_comm.services.desk import Desk
from freelance_comm.services.urgency import Urgency
from tests.unit.services.bench import Clock

DUE = date(2026, 12, 4)  # a Friday


def _at(clock: Clock, day: date, hour: int = 9) -> None:
    clock.at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def late(desk: Desk, project: Project) -> Project:
    """Return a project of 900 euros that are due on Friday, 4 December."""
    quoting.add_item(desk, project, "Design", unit=Unit.FIXED, price="900")
    payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=DUE)
    return project


def _send(desk: Desk, project: Project, tone: Tone) -> drafts.Draft:
    draft = reminder_letters.compose_letter(desk, project, reminder_letters.letter_of(tone))
    drafts.mark_sent(desk, project, draft)
    return draft


def _next(desk: Desk, project: Project) -> payment_reminders.LatePayment:
    return payment_reminders.late_payments(desk, project)[0]


def _money_today(desk: Desk) -> Item:
    return next(item for item in agenda(desk).items if item.kind is SectionKind.MONEY)


def test_nobody_is_reminded_of_what_is_not_late(desk: Desk, late: Project) -> None:
    assert payment_reminders.late_payments(desk, late) == ()
    with pytest.raises(BadValue):
        reminder_letters.compose_letter(desk, late, "reminder/friendly")


def test_the_first_reminder_waits_for_a_working_day_after_two_days(desk: Desk, late: Project, clock: Clock) -> None:
    _at(clock, date(2026, 12, 5))
    waiting = _next(desk, late)
    assert (waiting.tone, waiting.ready_on, waiting.ready) == (Tone.FRIENDLY, date(2026, 12, 7), False)
    _at(clock, date(2026, 12, 7))
    assert _next(desk, late).ready


def test_four_tones_a_week_apart_and_the_last_goes_to_the_freelancer(desk: Desk, late: Project, clock: Clock) -> None:
    day = date(2026, 12, 7)
    for tone in (Tone.FRIENDLY, Tone.CLEAR, Tone.FIRM):
        _at(clock, day)
        now = _next(desk, late)
        assert (now.tone, now.ready, now.last) == (tone, True, False)
        _send(desk, late, tone)
        after = _next(desk, late)
        assert (after.ready, after.ready_on) == (False, day + timedelta(days=7))
        day += timedelta(days=7)
    _at(clock, day)
    now = _next(desk, late)
    assert (now.tone, now.ready, now.last) == (Tone.LAST, True, True)
    texts = [idea.text for idea in payment_reminders.suggestions(desk, late)]
    assert any("€900.00" in words for words in texts)


def test_each_tone_is_used_once(desk: Desk, late: Project, clock: Clock) -> None:
    _at(clock, date(2026, 12, 7))
    _send(desk, late, Tone.FRIENDLY)
    with pytest.raises(BadValue) as refused:
        reminder_letters.compose_letter(desk, late, "reminder/friendly")
    assert "once" in refused.value.message
    assert _next(desk, late).tone is Tone.CLEAR


def test_a_reminder_is_kept_with_the_payment_and_undone_as_one(desk: Desk, late: Project, clock: Clock) -> None:
    _at(clock, date(2026, 12, 7))
    _send(desk, late, Tone.FRIENDLY)
    file = projects.open_file(desk, late.id)
    assert [(one.tone, one.on, one.due) for one in file.instalments[0].reminders] == [
        (Tone.FRIENDLY, date(2026, 12, 7), DUE)
    ]
    assert [one.template for one in file.sent] == ["reminder/friendly"]
    undoing.undo(desk)
    file = projects.open_file(desk, late.id)
    assert (file.instalments[0].reminders, file.sent) == ((), ())


def test_another_due_day_begins_the_ladder_anew(desk: Desk, late: Project, clock: Clock) -> None:
    _at(clock, date(2026, 12, 7))
    _send(desk, late, Tone.FRIENDLY)
    base = projects.open_file(desk, late.id).instalments[0]
    payments.change_instalment(desk, late, base, base.but(due=date(2026, 12, 11)))
    _at(clock, date(2026, 12, 14))
    assert _next(desk, late).tone is Tone.FRIENDLY


def test_nobody_is_reminded_on_a_holiday_where_the_client_is(
    desk: Desk, client: Client, late: Project, clock: Clock
) -> None:
    clients.change_client(desk, client, client.but(country="US"))
    base = projects.open_file(desk, late.id).instalments[0]
    payments.change_instalment(desk, late, base, base.but(due=date(2026, 11, 24)))
    _at(clock, date(2026, 11, 26))  # Thanksgiving
    now = _next(desk, late)
    assert (now.ready, now.ready_on) == (False, date(2026, 11, 27))


def test_a_day_on_which_nothing_is_said_is_told_as_the_reason(desk: Desk, late: Project, clock: Clock) -> None:
    _at(clock, date(2026, 12, 7))
    _send(desk, late, Tone.FRIENDLY)
    _at(clock, date(2026, 12, 19))  # a Saturday; the clear one could have gone out since Monday
    now = _next(desk, late)
    assert (now.ready, now.why) == (False, "It is the weekend: it waits until Monday.")


def test_a_letter_tells_what_has_come_and_what_is_open(desk: Desk, late: Project, clock: Clock) -> None:
    receiving.record_receipt(desk, late, 1, "300", desk.today())
    _at(clock, date(2026, 12, 7))
    body = _send(desk, late, Tone.FRIENDLY).body
    assert "600,00" in body
    assert "300,00" in body


def test_today_says_which_reminder_may_go_out_and_is_quiet_while_one_waits(
    desk: Desk, late: Project, clock: Clock
) -> None:
    _at(clock, date(2026, 12, 7))
    item = _money_today(desk)
    assert (item.urgency, item.command) == (Urgency.OVERDUE, f"freelance-comm payment remind {late.ref}")
    _send(desk, late, Tone.FRIENDLY)
    _at(clock, date(2026, 12, 8))
    item = _money_today(desk)
    assert (item.urgency, item.command) == (Urgency.LATER, f"freelance-comm payment show {late.ref}")
    _at(clock, date(2026, 12, 14))
    assert _money_today(desk).command.endswith(f"remind {late.ref}")


def test_each_reminder_that_may_go_out_is_told_once(desk: Desk, late: Project, clock: Clock) -> None:
    def news() -> list[str]:
        return [item.next_step for item in told.news(desk).items if item.kind is SectionKind.MONEY]

    _at(clock, date(2026, 12, 7))
    assert news() == ["ask kindly for the payment"]
    assert news() == []
    _send(desk, late, Tone.FRIENDLY)
    assert news() == []
    _at(clock, date(2026, 12, 14))
    assert news() == ["write the clear reminder"]
    assert news() == []


def test_the_last_letter_is_written_when_it_is_asked_for(desk: Desk, late: Project, clock: Clock) -> None:
    _at(clock, date(2026, 12, 28))
    draft = reminder_letters.compose_letter(desk, late, "reminder/last")
    assert draft.kind == "payment"
    assert Money(amount=Decimal(900), currency="EUR") == _next(desk, late).open
