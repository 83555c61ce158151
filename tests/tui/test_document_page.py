"""The document of a quote and the hand-over of a schedule on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from freelance_comm.domain.people import BusinessIdentity
from freelance_comm.services import clients, setup
from freelance_comm.services.desk import Desk
from tests.tui.conftest import Open, Screen


async def at_stage(screen: Screen, desk: Desk, stage: str) -> None:
    """Open a stage of the sample project that is being worked on."""
    from freelance_comm.tui.stage_page import StagePage

    work = next(one.project for one in desk.reader.summaries() if one.project.stage == "work")
    screen.app.push_screen(StagePage(work.id, stage))
    await screen.settle()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files are saved where the test can look."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_the_quote_opens_as_a_document_and_changes_its_form(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await at_stage(screen, sample, "quote")
        await screen.press("f5")
        assert "Quote Q-2026-002" in screen.text()
        await screen.until(lambda: "18 hours at €55.00 = €990.00" in screen.text())  # the whole width is its own
        await screen.press("f10")
        assert "# Quote Q-2026-002" in screen.text()
        await screen.press("f10")
        assert "<!DOCTYPE html>" in screen.text()


async def test_a_pdf_is_saved_where_one_says(sample: Desk, open_screen: Open, here: Path) -> None:
    async with open_screen(sample, (80, 24)) as screen:
        await at_stage(screen, sample, "quote")
        await screen.press("f5", "f5", "enter")
        await screen.until(lambda: "Saved" in screen.said)
    assert (here / "Q-2026-002.pdf").read_bytes().startswith(b"%PDF")


async def test_what_is_changed_on_the_page_is_kept_and_is_said_not_to_be_in_the_pdf(
    sample: Desk, open_screen: Open, here: Path
) -> None:
    async with open_screen(sample) as screen:
        await at_stage(screen, sample, "quote")
        await screen.press("f5")
        await screen.write("Dear ")
        await screen.press("f5", "enter")
        await screen.until(lambda: "without what you changed here" in screen.said)
        await screen.press("escape", "f5")
        assert "Dear Quote" in screen.text()


async def test_a_document_without_a_price_says_where_to_give_one(desk: Desk, open_screen: Open) -> None:
    from freelance_comm.services import projects

    clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text="Ana")
    async with open_screen(desk) as screen:
        from freelance_comm.tui.document_page import DocumentPage

        screen.app.push_screen(DocumentPage(project))
        await screen.settle()
        assert "no line with a price yet" in screen.text()
        await screen.press("enter")
        assert "Quote · Landing page" in screen.text()


async def test_a_document_that_does_not_say_whose_it_is_says_where_the_name_belongs(
    sample: Desk, open_screen: Open
) -> None:
    lacking = "Your name is not on it: enter it in your settings."
    profile = sample.profile()
    async with open_screen(sample) as screen:
        await at_stage(screen, sample, "quote")
        await screen.press("f5")
        assert lacking not in screen.said
        await screen.press("escape")
        with sample.change() as change:
            change.save_profile(profile, profile.but(name="", business="", identity=profile.identity.but(name="")))
        await screen.press("f5")
        assert lacking in screen.said


async def test_there_is_no_other_version_until_there_is_one(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await at_stage(screen, sample, "quote")
        await screen.press("f5", "f9")
        assert screen.said == "There is no other version."


async def test_a_schedule_is_handed_over_as_a_table(sample: Desk, open_screen: Open, here: Path) -> None:
    async with open_screen(sample, (80, 24)) as screen:
        await at_stage(screen, sample, "payment")
        await screen.press("f6", "t", "enter")
        await screen.until(lambda: "Saved" in screen.said)
    (file,) = here.glob("*-schedule.csv")
    assert len(file.read_text().splitlines()) == 4


async def test_an_electronic_invoice_asks_for_its_number_and_says_what_it_lacks(
    sample: Desk, open_screen: Open, here: Path
) -> None:
    whole = sample.profile()
    setup.save_profile(sample, sample.reader.profile(), whole.but(identity=BusinessIdentity()))
    async with open_screen(sample) as screen:
        await at_stage(screen, sample, "payment")
        await screen.press("f6", "w")
        await screen.write("2026-7")
        await screen.press("enter")
        await screen.until(lambda: "your street" in screen.text())
        await screen.press("escape")
        setup.save_profile(sample, sample.reader.profile(), whole)
        await screen.press("f6", "w", "enter", "enter")
        await screen.until(lambda: "Saved" in screen.said)
    assert b"<ram:GrandTotalAmount>2310.00<" in (here / "2026-7.xml").read_bytes()


async def test_who_one_is_on_documents_is_a_part_of_the_forms(sample: Desk, open_screen: Open) -> None:
    from freelance_comm.tui.forms.client import ClientJob
    from freelance_comm.tui.forms.profile import ProfileJob

    profile = ProfileJob(sample)
    profile.save(sample, profile.values() | {"identity_street": "1 High Street", "iban": "IE29AIBK93115212345678"})
    assert sample.profile().identity.street == "1 High Street"
    assert sample.profile().iban == "IE29AIBK93115212345678"
    first = sample.reader.clients()[0]
    client = ClientJob(sample, first)
    client.save(sample, client.values() | {"identity_tax_number": " IE1234567FA "})
    assert clients.client_by_id(sample, first.id).identity == BusinessIdentity(tax_number="IE1234567FA")
