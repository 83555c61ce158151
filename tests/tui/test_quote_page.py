"""The page around a quote, through the keys a freelancer would press."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freelance_comm.domain.money import Money
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import QuoteState, Unit
from freelance_comm.services import additions, projects, quoting
from freelance_comm.services.desk import Desk
from freelance_comm.text.catalog import translator
from freelance_comm.text.formats import Formats
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.quote_page import QuotePage
from tests.tui.conftest import Open, Screen
from tests.tui.test_walk import answer, at_stage


async def _around(screen: Screen, desk: Desk, *, accepted: bool = False) -> Project:
    """Make a quote with two requirements and open the page around it."""
    project = projects.project_by_id(desk, await at_stage(screen, desk, "quote"))
    for wish in ("a menu", "photos"):
        projects.add_requirement(desk, project, wish)
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=10, price=40)
    quoting.add_item(desk, project, "Pictures", unit=Unit.FIXED, price=400, done_by="Jean Roux")
    if accepted:
        quoting.accept(desk, project, desk.today())
    screen.app.push_screen(QuotePage(project.id))
    await screen.settle()
    return project


async def test_the_page_opens_from_the_stage_of_the_quote(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await at_stage(screen, desk, "quote")
        await screen.press("w")
        assert isinstance(screen.app.screen, QuotePage)


@pytest.mark.parametrize("locale", ["es", "ru", "uk", "fr"])
async def test_the_tax_in_the_total_is_told_whole_on_a_narrow_terminal(
    desk: Desk, open_screen: Open, locale: str
) -> None:
    desk.tr = translator(locale)
    formats = Formats(locale)
    async with open_screen(desk, (80, 40)) as screen:
        project = projects.project_by_id(desk, await at_stage(screen, desk, "quote"))
        quoting.add_item(desk, project, "Texts", unit=Unit.FIXED, price=960, tax_percent=21)
        screen.app.push_screen(QuotePage(project.id))
        await screen.press("escape")
        words = desk.tr.gettext("with {tax} tax").format(
            tax=formats.money(Money(amount=Decimal("201.6"), currency="EUR"))
        )
        assert words in screen.text()


async def test_an_accepted_quote_offers_an_addition_and_no_line_or_change(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        await _around(screen, desk, accepted=True)
        foot = screen.text().split("\n")[-1]
        assert "i addition" in foot
        assert "a add " not in foot
        assert "e edit" not in foot
        await screen.press("escape")
        foot = screen.text().split("\n")[-1]
        assert "w about the quote" in foot
        assert "a add " not in foot
        assert "y accepted" not in foot


async def test_a_draft_of_an_addition_offers_its_own_keys(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk, (140, 40)) as screen:
        project = await _around(screen, desk, accepted=True)
        assert " y accepted" not in screen.text()
        made = additions.begin_addition(desk, project, "A second menu", asked_by="Ana Petrescu")
        await screen.press("escape", "w")
        assert screen.ledger.go_to(f"addition:{made.id}")
        await screen.settle()
        assert " y accepted" in screen.text().split("\n")[-1]


@pytest.mark.parametrize(("key", "beside"), [("2", "Pictures"), ("w", "the offer as a whole")])
async def test_a_requirement_is_ticked_with_the_number_of_its_line(
    desk: Desk, open_screen: Open, key: str, beside: str
) -> None:
    async with open_screen(desk) as screen:
        await _around(screen, desk)
        assert screen.ledger.go_to("wish:2")
        await screen.press("space", key)
        assert next(row for row in screen.ledger.rows if row.id == "wish:2").cells[2].text == beside
        await screen.press("space", "0")
        assert next(row for row in screen.ledger.rows if row.id == "wish:2").cells[2].text == "nothing in the quote yet"


async def test_a_line_by_somebody_else_becomes_a_recommendation_and_its_letter_opens(
    desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        project = await _around(screen, desk)
        assert screen.ledger.go_to("others:1:2")
        await screen.press("k", "n")
        assert projects.open_file(desk, project.id).quotes[0].option.items[1].brokered_before is False
        await screen.press("k", "d")
        option = projects.open_file(desk, project.id).quotes[0].option
        assert [(one.what, one.whom) for one in option.recommended] == [("Pictures", "Jean Roux")]
        assert "Jean Roux" in screen.text()


async def test_an_addition_is_begun_priced_and_accepted(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project = await _around(screen, desk, accepted=True)
        await screen.press("i")
        assert isinstance(screen.app.screen, FormPage)
        await screen.write("A small shop")
        await screen.press("f2")
        addition = projects.open_file(desk, project.id).additions[0]
        assert (addition.title, addition.asked_by) == ("A small shop", "Ana Petrescu")
        assert screen.ledger.go_to(f"addition:{addition.id}")
        await screen.press("a")
        await screen.write("Shop")
        await screen.press("f2")
        assert "The quantity" in screen.text() or "The price" in screen.text()
        await screen.press("escape")
        quoting.add_item(desk, project, "Shop", unit=Unit.HOUR, quantity=4, price=45, addition=1)
        screen.ledger.go_to(f"addition:{addition.id}")
        await screen.press("y")
        await answer(screen, "today")
        assert projects.open_file(desk, project.id).additions[0].state is QuoteState.ACCEPTED


async def test_before_the_yes_no_addition_is_begun(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project = await _around(screen, desk)
        await screen.press("i")
        assert "change the quote itself" in screen.text()
        assert projects.open_file(desk, project.id).additions == ()


async def test_a_draft_of_an_addition_is_removed_with_one_key(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project = await _around(screen, desk, accepted=True)
        one = additions.begin_addition(desk, project, "A shop", asked_by="Ana")
        screen.app.page.reload()  # type: ignore[union-attr]
        await screen.settle()
        assert screen.ledger.go_to(f"addition:{one.id}")
        await screen.press("delete")
        assert projects.open_file(desk, project.id).additions == ()


async def test_a_quote_that_has_gone_out_is_changed_in_a_new_version(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project = await _around(screen, desk)
        await screen.press("m", "n")
        assert screen.said == "A new version has been started. ctrl+z takes it back."
        file = projects.open_file(desk, project.id)
        assert [one.state for one in file.versions] == [QuoteState.SENT, QuoteState.DRAFT]
        assert "Version 2" in screen.text()


async def test_a_discount_is_a_line_of_the_quote(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project = await _around(screen, desk)
        await screen.press("z")
        await screen.write("Loyalty")
        await screen.press("tab", "tab")
        await screen.write("10")
        await screen.press("f2")
        items = projects.open_file(desk, project.id).quotes[0].option.items
        assert [str(item.net.amount) for item in items] == ["400.00", "400.00", "-80.00"]


async def test_a_further_option_needs_the_clients_words(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        project = projects.project_by_id(desk, await at_stage(screen, desk, "quote"))
        quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity=10, price=40)
        await screen.press("j")
        await screen.write("With a shop")
        await screen.press("f2")
        assert "the client's own request" in screen.text()
        await screen.press("tab")
        await screen.write("Ana")
        await screen.press("tab")
        await screen.write("today")
        await screen.press("tab")
        await screen.write("And with a shop?")
        await screen.press("f2")
        option = projects.open_file(desk, project.id).quotes[0].options[1]
        assert (option.requested_by, option.requested_words) == ("Ana", "And with a shop?")
