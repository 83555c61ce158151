"""Letters and reports: composed in the client's language, one's own from then on, copied, saved, noted as sent."""

from __future__ import annotations

import stat
from contextlib import nullcontext
from pathlib import Path

import pytest

from freelance_comm.domain.project import Project
from freelance_comm.services import clients, projects
from freelance_comm.services.desk import Desk
from freelance_comm.tui import editor
from freelance_comm.tui.draft_page import DraftPage
from freelance_comm.tui.reply_page import ReplyPage
from freelance_comm.tui.report_page import ReportPage
from freelance_comm.tui.text_areas import PlainArea
from tests.tui.conftest import Open, Screen


def body(screen: Screen) -> PlainArea:
    """Return the text being written."""
    return screen.app.screen.query_one("#body", PlainArea)


async def report_on_landing(screen: Screen, desk: Desk) -> None:
    """Open the report of the sample's landing page."""
    screen.app.push_screen(ReportPage(projects.find_project(desk, "Landing page")))
    await screen.settle()


async def test_a_letter_stands_there_in_the_client_s_language_with_its_subject(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        project = projects.find_project(sample, "Site de la collection")
        screen.app.push_screen(DraftPage(project, "quote/quote"))
        await screen.until(lambda: "français" in screen.text())
        assert "Bonjour" in body(screen).text


async def test_the_report_names_the_actions_with_the_time_each_took(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await report_on_landing(screen, sample)
        assert "- hero section: 6 hours and 30 minutes" in body(screen).text


async def test_another_period_writes_the_report_anew(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await report_on_landing(screen, sample)
        await screen.press("f9", "ctrl+u")
        await screen.write("2026-11-17")
        await screen.press("enter", "ctrl+u")
        await screen.write("2026-11-18")
        await screen.press("enter")
        assert "corrections after Wednesday" in body(screen).text
        assert "6 hours and 30 minutes" not in body(screen).text


async def test_one_key_goes_through_the_formats(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await report_on_landing(screen, sample)
        await screen.press("f10", "f10")
        assert "<html" in body(screen).text
        await screen.press("f10")
        assert body(screen).text.startswith("{")


async def test_a_report_noted_as_sent_sets_when_the_next_is_due(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await report_on_landing(screen, sample)
        await screen.press("f6", "y")
        assert screen.said == "Noted as sent."
        project = projects.find_project(sample, "Landing page")
        assert projects.open_file(sample, project.id).sent[-1].period_end == sample.today()


async def test_copying_reaches_the_clipboard_and_a_file(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await report_on_landing(screen, sample)
        await screen.press("f3")
        assert screen.app.clipboard == body(screen).text
        kept = sample.workspace.root / ".state" / "drafts" / "copied.txt"
        assert kept.read_text(encoding="utf-8").strip() == body(screen).text.strip()


async def test_saving_asks_where_and_never_replaces_a_file_unasked(
    sample: Desk, open_screen: Open, tmp_path: Path
) -> None:
    target = tmp_path / "report.txt"
    target.write_text("older", encoding="utf-8")
    async with open_screen(sample) as screen:
        await report_on_landing(screen, sample)
        await screen.press("f2", "end", "ctrl+u")
        await screen.write(str(target))
        await screen.press("enter")
        assert "is already there" in " ".join(screen.text().split())
        assert target.read_text(encoding="utf-8") == "older"
        await screen.press("r")
        assert "hero section" in target.read_text(encoding="utf-8")


async def test_a_mail_file_is_saved_for_the_mail_program(sample: Desk, open_screen: Open, tmp_path: Path) -> None:
    async with open_screen(sample) as screen:
        await report_on_landing(screen, sample)
        await screen.press("f5", "end", "ctrl+u")
        await screen.write(str(tmp_path / "report.eml"))
        await screen.press("enter")
        assert b"X-Unsent: 1" in (tmp_path / "report.eml").read_bytes()


async def test_what_was_written_is_back_after_escape_and_start_over_composes_anew(
    sample: Desk, open_screen: Open
) -> None:
    async with open_screen(sample) as screen:
        await screen.press("r")
        await screen.write("My own words.")
        await screen.press("escape", "r")
        assert isinstance(screen.app.screen, ReplyPage)
        assert "My own words." in body(screen).text
        assert "Your unsaved text is back." in screen.said
        await screen.press("f7")
        assert "My own words." not in body(screen).text


async def test_an_answer_noted_as_sent_stops_the_clock(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        assert "50 min left" in screen.text()
        await screen.press("r", "f6", "y")
        assert "50 min left" not in screen.text()


async def test_a_message_that_needs_no_answer_is_settled_from_the_reply(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("r", "f9", "n")
        assert "50 min left" not in screen.text()


async def test_a_message_can_wait_out_of_sight_until_a_time(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("r", "f10")
        await screen.write("monday 10:00")
        await screen.press("enter")
        assert "50 min left" not in screen.text()


@pytest.fixture
def landing(desk: Desk) -> Project:
    """A project about which nothing is written down yet."""
    from freelance_comm.services import clients

    client = clients.add_client(desk, "Ana")
    return projects.add_project(desk, "Landing page", client_text=client.ref)


@pytest.mark.parametrize(
    ("letter", "says", "way"),
    [
        ("contact/read-back", "none of it is written down", "enter opens “Contact”; there, a adds a line."),
        ("quote/quote", "no line with a price", "enter opens “Quote”; there, a adds a line."),
        ("deadline/deadline", "no day has been promised yet", "enter opens “Deadline”; there, y promises the day."),
        ("payment/terms", "no payment schedule", "enter opens “Payment”; there, a adds a line."),
        ("work/deadline-notice", "no day has been promised yet", "enter opens “Deadline”; there, y promises the day."),
        (
            "delivery/delivery",
            "Some of what was asked for is still open",
            "enter opens “Delivery”; there, space ticks off",
        ),
    ],
)
async def test_a_letter_that_lacks_a_fact_says_which_and_the_key_that_leads_there(
    letter: str, says: str, way: str, landing: Project, desk: Desk, open_screen: Open
) -> None:
    from freelance_comm.services import checklist

    if letter == "delivery/delivery":
        checklist.add_requirement(desk, landing, "a gallery")
    async with open_screen(desk) as screen:
        screen.app.push_screen(DraftPage(landing, letter))
        await screen.settle()
        said = " ".join(screen.text().split())
        assert says in said
        assert way in said
        assert "Landing page" in screen.text().split("\n")[0]
        assert ".txt" not in said
        assert screen.text().split("\n")[-1].split() == ["enter", "fill", "it", "in", "esc", "back", "F1", "keys"]


async def test_once_the_lacking_fact_is_filled_in_the_letter_stands_there(
    landing: Project, desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        screen.app.push_screen(DraftPage(landing, "contact/read-back"))
        await screen.settle()
        await screen.press("enter", "a")
        await screen.write("a gallery")
        await screen.press("enter", "escape", "escape")
        assert "a gallery" in body(screen).text
        assert body(screen).has_focus


async def test_a_report_on_a_period_without_time_offers_the_time_log_and_another_period(
    landing: Project, desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        screen.app.push_screen(ReportPage(landing))
        await screen.settle()
        assert "enter opens “Work”; there, a adds the time." in screen.text()
        await screen.press("f9")
        assert "From which day?" in screen.text()


async def test_the_report_that_had_nothing_to_tell_is_the_one_that_its_key_leads_back_to(
    landing: Project, desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        screen.app.push_screen(ReportPage(landing))
        await screen.settle()
        await screen.press("enter", "a")
        await screen.write("1h wireframes")
        await screen.press("enter")
        before = len(screen.app.screen_stack)
        await screen.press("p")
        assert isinstance(screen.app.screen, ReportPage)
        assert "wireframes" in body(screen).text
        assert len(screen.app.screen_stack) == before - 1


async def test_unsaved_text_of_a_letter_that_lacks_a_fact_is_kept_until_it_is_there_again(
    landing: Project, desk: Desk, open_screen: Open
) -> None:
    from freelance_comm.services import checklist

    async with open_screen(desk) as screen:
        page = DraftPage(landing, "contact/read-back")
        screen.app.kept.keep(page.keep_as, "Landing page", {"subject": "", "body": "my own words"})
        screen.app.push_screen(page)
        await screen.settle()
        assert "Your unsaved text is kept" in screen.text()
        checklist.add_requirement(desk, landing, "a gallery")
        page.reload()
        await screen.settle()
        assert body(screen).text == "my own words"


def script(folder: Path, lines: str) -> str:
    """Return the path of an editor made for the test."""
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("printf 'changed outside' > \"$1\"", "changed outside"),
        ("exit 1", "as it was"),
        (': > "$1"', "as it was"),
        ('rm "$1"', "as it was"),
    ],
)
async def test_whatever_the_editor_does_the_text_is_the_changed_one_or_as_it_was(
    lines: str, kept: str, sample: Desk, open_screen: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_screen(sample) as screen:
        monkeypatch.setattr(screen.app, "suspend", nullcontext)  # a pretended terminal has nothing to give way
        screen.app.desk.editor = script(tmp_path, lines)
        await screen.press("r")
        body(screen).load_text("as it was")
        await screen.press("f4")
        assert body(screen).text == kept


async def test_without_an_editor_the_page_says_how_to_set_one(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("r", "f4")
        assert "No editor is set." in screen.said


def test_an_editor_that_does_not_exist_is_a_failed_one() -> None:
    assert editor._run("/nowhere/editor", "/nowhere/file")


async def test_a_letter_without_an_address_names_the_key_that_adds_it_and_the_text_stays(
    desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text=client.ref)
    lacking = "No contact of this client has a mail address yet.  ctrl+r mail address"
    async with open_screen(desk, (80, 24)) as screen:
        for typed in (True, False):
            screen.app.push_screen(DraftPage(project, "contact/first-contact"))
            await screen.settle()
            assert (lacking in screen.said) is typed
            if not typed:
                break
            body(screen).insert("As we said: ", (0, 0))
            await screen.press("ctrl+r")
            await screen.write("ana@petrescu.example")
            await screen.press("f2")
            page = screen.app.screen
            assert isinstance(page, DraftPage)
            written = page.written()
            assert written is not None
            assert (written.recipient, written.body.startswith("As we said: ")) == ("ana@petrescu.example", True)
            assert "mail address" not in screen.said
            await screen.press("escape")
        (contact,) = desk.reader.clients()[0].contacts
        assert (contact.name, contact.email) == ("Ana", "ana@petrescu.example")


async def test_a_letter_that_has_an_address_asks_for_none(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        screen.app.push_screen(DraftPage(projects.find_project(sample, "Site de la collection"), "quote/quote"))
        await screen.until(lambda: "français" in screen.text())
        assert "ctrl+r" not in screen.text()
        await screen.press("ctrl+r")
        assert isinstance(screen.app.screen, DraftPage)
