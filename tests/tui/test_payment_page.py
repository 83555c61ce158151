"""Money on the screen: offering a way to pay, agreeing on it, noting what comes, reminding, taking back."""

from __future__ import annotations

from datetime import date

from freelance_comm.domain.payment import TermsKind, Tone
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import clients, payments, projects, quoting, receiving
from freelance_comm.services.desk import Desk
from freelance_comm.tui.draft_page import DraftPage
from freelance_comm.tui.paying import OfferPage
from freelance_comm.tui.payment_page import PaymentPage
from freelance_comm.tui.stage_page import StagePage
from tests.tui.conftest import Open, Screen
from tests.tui.test_walk import answer


def priced(desk: Desk) -> Project:
    """Return a project of 6,000 euros for 120 hours."""
    client = clients.add_client(desk, "Ana Petrescu")
    project = projects.add_project(desk, "Landing page", client_text=client.ref, currency="EUR")
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=120, price="50")
    return project


async def opened(screen: Screen, project: Project) -> None:
    screen.app.push_screen(StagePage(project.id, "payment"))
    await screen.settle()


async def test_a_way_to_pay_is_offered_in_a_letter_and_agreed_on_with_one_key(desk: Desk, open_screen: Open) -> None:
    project = priced(desk)
    async with open_screen(desk) as screen:
        await opened(screen, project)
        await screen.press("z")
        assert isinstance(screen.app.screen, PaymentPage)
        assert "█" in screen.text()
        await screen.press("x")
        assert projects.open_file(desk, project.id).head.facts["prepayment_refused"] == "yes"
        assert screen.ledger.go_to("way:instalments")
        await screen.press("d")
        assert isinstance(screen.app.screen, OfferPage)
        assert "three instalments" in screen.text()
        await screen.press("escape")
        screen.ledger.go_to("way:instalments")
        await screen.press("y", "y")
        view = payments.payment_view(desk, project)
        assert (view.kind, view.adds_up, view.agreed_on) == (TermsKind.INSTALMENTS, True, desk.today())


async def test_money_that_came_twice_is_asked_about(desk: Desk, open_screen: Open) -> None:
    project = priced(desk)
    payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=date(2026, 12, 1))
    receiving.record_receipt(desk, project, 1, "500", desk.today())
    async with open_screen(desk) as screen:
        await opened(screen, project)
        await screen.press("r")
        await answer(screen, "500")
        assert "already" in screen.text()
        await screen.press("escape")
        assert payments.payment_view(desk, project).received.amount == 500
        await screen.press("enter", "y")
        assert payments.payment_view(desk, project).received.amount == 1000


async def test_money_in_another_currency_and_too_much_of_it(desk: Desk, open_screen: Open) -> None:
    project = priced(desk)
    payments.plan_schedule(desk, project, TermsKind.INSTALMENTS, first_due=date(2026, 12, 1), parts=3)
    async with open_screen(desk) as screen:
        await opened(screen, project)
        await screen.press("r")
        await answer(screen, "2400 USD = 2100 yesterday")
        await screen.press("y")
        view = payments.payment_view(desk, project)
        assert [str(line.received.amount) for line in view.lines[:2]] == ["2000.00", "100.00"]
        await screen.press("z")
        first = view.lines[0].instalment
        assert screen.ledger.go_to(f"came:{first.id}:1")
        await screen.settle()
        assert "$2,400.00" in screen.text()
        await screen.press("delete", "x")
        assert payments.payment_view(desk, project).received.amount == 100


async def test_a_reminder_is_written_marked_as_sent_and_not_written_again(desk: Desk, open_screen: Open) -> None:
    project = priced(desk)
    payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=date(2026, 11, 17))
    async with open_screen(desk) as screen:
        await opened(screen, project)
        await screen.press("i")
        assert isinstance(screen.app.screen, DraftPage)
        assert "November 17" in screen.text()
        await screen.press("f6", "y")
        reminders = projects.open_file(desk, project.id).instalments[0].reminders
        assert [one.tone for one in reminders] == [Tone.FRIENDLY]
        await screen.press("i")
        assert "the clear reminder can go out" in screen.text()
        await screen.press("escape")
        assert isinstance(screen.app.screen, StagePage)


async def test_sums_of_ones_own_are_typed_into_the_form(desk: Desk, open_screen: Open) -> None:
    from freelance_comm.tui.forms.schedule import ScheduleJob

    project = priced(desk)
    job = ScheduleJob(desk, project)
    values = {
        **job.values(),
        "kind": "own",
        "own": "First draft: 1500, 2026-12-01\nRest: …, 2027-01-15",
        "agreed": "yes",
    }
    job.save(desk, values)
    view = payments.payment_view(desk, project)
    assert [line.instalment.label for line in view.lines] == ["First draft", "Rest"]
    assert (view.adds_up, view.agreed_on) == (True, desk.today())
    assert ScheduleJob(desk, projects.open_file(desk, project.id).head).values()["own"].splitlines() == [
        "First draft: 1500, 2026-12-01",
        "Rest: 4500, 2027-01-15",
    ]


async def test_all_money_to_come_is_one_key_away(desk: Desk, open_screen: Open) -> None:
    project = priced(desk)
    payments.plan_schedule(desk, project, TermsKind.DEPOSIT, first_due=date(2026, 11, 17))
    async with open_screen(desk) as screen:
        await screen.settle()
        await screen.press("$")
        assert "€6,000.00 to come, €1,800.00 of it late." in screen.text()
        await screen.press("enter")
        assert isinstance(screen.app.screen, StagePage)


def test_what_is_read_beside_the_keys_needs_no_screen_that_may_have_been_left(desk: Desk) -> None:
    project = priced(desk)
    assert PaymentPage(project.id).gather(desk).project.name == "Landing page"
