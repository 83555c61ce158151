"""The coach beside a letter while somebody writes: read after a pause, gone through with a key, taken with another."""

from __future__ import annotations

import asyncio

import pytest

from freelance_comm.domain.project import Project
from freelance_comm.services import clients, projects, promises
from freelance_comm.services.desk import Desk
from freelance_comm.tui.coach_beside import Beside
from freelance_comm.tui.coach_rows import Wording
from freelance_comm.tui.draft_page import DraftPage
from freelance_comm.tui.reply_page import ReplyPage
from tests.tui.coach_readings import DRAFT, EXCUSE, PROMISE, VAGUE, Readings
from tests.tui.conftest import Open, Screen


@pytest.fixture
def project(desk: Desk) -> Project:
    """A project whose first letter is written."""
    client = clients.add_client(desk, "Ana")
    return projects.add_project(desk, "Landing page", client_text=client.ref)


def beside(screen: Screen) -> Beside:
    """Return text and remarks of the page on top."""
    return screen.app.screen.query_one(Beside)


async def writing(screen: Screen, project: Project, text: str = DRAFT) -> Beside:
    """Open a letter and put ``text`` in its place; return once the coach has read it."""
    screen.app.push_screen(DraftPage(project, "contact/first-contact"))
    await screen.settle()
    beside(screen).area.load_text(text)
    await read(screen)
    return beside(screen)


async def read(screen: Screen) -> None:
    """Wait until the coach has read what stands there."""
    here = beside(screen)
    await screen.until(lambda: here.said is not None and not here.unread)
    await screen.settle()


def shown(here: Beside) -> str:
    """Return what the list of remarks says, as one line."""
    return " ".join(here.remarks.plain_text().split())


def looked_at(screen: Screen) -> str:
    """Return the words of the text that are marked as looked at."""
    area = beside(screen).area
    return "".join(
        area.document.get_line(row)[start:end]
        for row, marks in sorted(area.marks.items())
        for start, end, now in marks
        if now
    )


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 50)])
async def test_the_remarks_stand_in_sight_of_the_text(
    size: tuple[int, int], project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk, size) as screen:
        await writing(screen, project)
        lines = screen.text().split("\n")
        assert any("This excuses" in line for line in lines)
        assert any(line.lstrip().startswith(EXCUSE) for line in lines)


async def test_the_coach_knows_project_client_and_kind_of_a_letter(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        await writing(screen, project)
        known = readings.known[-1]
        assert (known.kind, known.locale) == ("first-contact", "en")
        assert known.project is not None
        assert known.client is not None
        assert (known.project.id, known.client.name) == (project.id, "Ana")


async def test_a_reply_is_read_with_the_message_it_answers(sample: Desk, open_screen: Open, readings: Readings) -> None:
    async with open_screen(sample) as screen:
        await screen.press("r")
        assert isinstance(screen.app.screen, ReplyPage)
        await read(screen)
        assert readings.known[-1].incoming


async def test_f8_goes_from_remark_to_remark_and_shows_the_words_of_each(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        await writing(screen, project)
        seen = []
        for _ in range(4):
            await screen.press("f8")
            seen.append(looked_at(screen))
        assert seen == [EXCUSE, VAGUE, PROMISE, EXCUSE]


async def test_f8_begins_with_the_first_remark_after_the_cursor(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        here.area.move_cursor((2, len(EXCUSE) + 3))
        await screen.press("f8")
        assert looked_at(screen) == VAGUE


async def test_enter_takes_the_better_wording_and_undo_takes_it_back(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", "f8", "enter")
        assert here.area.text == DRAFT.replace(VAGUE, "I'll get back to you on Monday.")
        await screen.press("ctrl+z")
        assert here.area.text == DRAFT


async def test_undo_in_the_text_takes_a_wording_back_on_a_cyrillic_layout_from_the_list_too(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", "enter")
        assert here.area.text == DRAFT.replace(EXCUSE, "")
        assert here.in_remarks
        await screen.press("ctrl+я")
        assert here.area.text == DRAFT


async def test_another_wording_is_chosen_with_the_arrows_and_its_blank_is_filled_by_typing(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", "f8", "down", "down", "enter")
        assert here.area.has_focus
        assert here.area.selected_text == "…"
        await screen.write("noon")
        assert "I'll get back to you on noon." in here.area.text


async def test_a_remark_on_the_whole_text_is_mended_where_it_belongs(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project, "The menu is in place.")
        await screen.press("f8", "enter")
        assert here.area.text == "Hello,\n\nThe menu is in place."


async def test_a_wording_is_not_put_where_somebody_has_written_since(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        readings.may_go_on.clear()
        here.area.insert("very ", (2, EXCUSE.index("ill")))
        await screen.press("f8")
        here.remarks.go_to("remark:needless-excuse")
        await screen.press("enter")
        assert here.area.text == DRAFT.replace("ill", "very ill")
        readings.may_go_on.set()


async def test_remarks_stay_on_their_words_while_one_types_before_them(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        readings.may_go_on.clear()
        here.area.insert("Dear me.\n", (0, 0))
        await screen.press("f8", "f8")
        assert looked_at(screen) == VAGUE
        readings.may_go_on.set()


@pytest.mark.parametrize("key", ["x", "ч"])
async def test_a_remark_that_is_let_be_is_not_made_again_and_counted(
    key: str, project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", key)
        await screen.until(lambda: EXCUSE not in here.remarks.plain_text())
        assert "You let 1 remark be." in here.remarks.plain_text()
        here.area.load_text(DRAFT + "\nMore.")
        await read(screen)
        assert "This excuses" not in here.remarks.plain_text()


@pytest.mark.parametrize(("key", "answer"), [("z", "c"), ("я", "с")])
async def test_a_rule_rests_for_this_client_and_for_no_other(
    key: str, answer: str, project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    other = projects.add_project(desk, "Menu", client_text=clients.add_client(desk, "Boris").ref)
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", key, answer)
        await screen.until(lambda: EXCUSE not in here.remarks.plain_text())
        await screen.press("escape", "escape")
        there = await writing(screen, other)
        assert EXCUSE in there.remarks.plain_text()


async def test_a_rule_that_rests_for_everybody_rests_for_the_next_client_too(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    other = projects.add_project(desk, "Menu", client_text=clients.add_client(desk, "Boris").ref)
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", "z", "a")
        await screen.until(lambda: EXCUSE not in here.remarks.plain_text())
        await screen.press("escape", "escape")
        there = await writing(screen, other)
        assert VAGUE in there.remarks.plain_text()
        assert EXCUSE not in there.remarks.plain_text()


@pytest.mark.parametrize("key", ["a", "ф", "enter"])
async def test_one_key_adds_a_promise_of_the_text_to_the_ledger(
    key: str, project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        text = here.remarks.plain_text()
        assert "Tue 24 Nov" in text
        assert "You promised something else" in text
        await screen.press("f8", "f8", "f8", key)
        kept = promises.list_promises(desk)
        assert [one.promise.what for one in kept] == [PROMISE.rstrip(".")]
        assert kept[0].promise.project_id == project.id
        await screen.until(lambda: "1 promise in this text is on your list." in shown(here))
        assert "Add to what you promised?" not in shown(here)


async def test_a_promise_that_is_let_be_is_offered_no_more(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", "f8", "f8", "x")
        here.area.load_text(DRAFT + "\nMore.")
        await read(screen)
        assert "a new promise" not in shown(here)
        assert VAGUE in shown(here)
        assert promises.list_promises(desk) == ()
        await screen.press("escape", "escape", "escape")
        here = await writing(screen, project)
        assert "a new promise" not in shown(here)


async def test_what_was_let_be_can_be_heard_again(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        for _ in range(3):
            await screen.press("f8", "x")
            await read(screen)
        await screen.until(lambda: "You let 3 remarks be." in shown(here))
        await screen.press("f8", "enter")
        await screen.until(lambda: "a new promise" in shown(here))
        assert EXCUSE in shown(here)
        assert VAGUE in shown(here)


async def test_the_line_about_a_wording_goes_when_it_is_taken_back(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", "enter")
        await screen.until(lambda: "It is in the text" in screen.said)
        await screen.press("ctrl+z")
        await screen.until(lambda: here.area.text == DRAFT)
        await screen.until(lambda: "It is in the text" not in screen.said)


async def test_typing_stays_natural_beside_the_coach(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project, "")
        await screen.press("x", "z", "a", "!", "я", "enter", "b", "home", "ctrl+e", "c")
        assert here.area.text == "xza!я\nbc"


async def test_esc_leads_from_the_remarks_to_their_words_and_from_there_back(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project)
        await screen.press("f8", "f8", "escape")
        assert here.area.has_focus
        assert here.area.cursor_offset_in_text == DRAFT.index(VAGUE)
        await screen.press("escape")
        assert not isinstance(screen.app.screen, DraftPage)


async def test_a_text_is_read_once_the_keys_rest_and_not_at_every_key(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project, "Hello")
        before = len(readings.read)
        here.area.move_cursor((0, 5))
        for char in " Ana":
            here.area.insert(char)
        await read(screen)
        assert readings.read[before:] == ["Hello Ana"]


async def test_what_comes_back_about_an_older_text_is_dropped(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project, "Hello Ana.")
        readings.may_go_on.clear()
        here.area.load_text(f"Hello Ana. {EXCUSE}")
        await screen.until(lambda: readings.read[-1].endswith(EXCUSE))
        here.area.load_text("Hello Ana. All is well.")
        readings.may_go_on.set()
        await read(screen)
        assert readings.read[-1].endswith("All is well.")
        assert here.items == ()


async def test_a_long_reading_holds_up_no_key(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project, "Hello")
        readings.may_go_on.clear()
        here.area.load_text("Hello Ana")
        await screen.until(lambda: readings.read[-1] == "Hello Ana")
        here.area.move_cursor((0, 9))
        await asyncio.wait_for(screen.write(", all is well"), 10)
        assert here.area.text == "Hello Ana, all is well"
        readings.may_go_on.set()


async def test_leaving_the_page_while_it_is_read_leaves_nothing_behind(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project, "Hello")
        readings.may_go_on.clear()
        here.area.load_text(DRAFT)
        await screen.until(lambda: readings.read[-1] == DRAFT)
        await screen.press("escape")
        readings.may_go_on.set()
        await screen.settle()
        assert screen.app.is_running
        assert here.items == ()


async def test_a_text_without_anything_to_think_over_says_so_and_f8_too(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk) as screen:
        here = await writing(screen, project, "Hello Ana.")
        assert "✓ Nothing to think over." in here.remarks.plain_text()
        await screen.press("f8")
        await screen.until(lambda: screen.said == "Nothing to think over.")
        assert here.area.has_focus


async def test_on_a_narrow_terminal_a_strip_counts_and_the_key_opens_the_list(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        here = await writing(screen, project)
        assert "2 remarks · 1 promise" in screen.text()
        assert "The reason for needless-excuse." not in screen.text()
        await screen.press("f8")
        assert "The reason for needless-excuse." in screen.text()
        assert EXCUSE in screen.text().split("Before it goes out")[0]
        await screen.press("escape")
        assert "2 remarks · 1 promise" in screen.text()
        assert here.area.has_focus


async def test_the_strip_tells_the_remark_the_cursor_stands_in(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        here = await writing(screen, project)
        here.area.go_to((DRAFT.index(VAGUE), DRAFT.index(VAGUE) + 5))
        await screen.settle()
        assert "2  This promises something without saying when." in screen.text()


async def test_a_promise_at_the_cursor_does_not_hide_the_remarks(
    project: Project, desk: Desk, open_screen: Open, readings: Readings
) -> None:
    async with open_screen(desk, (80, 24)) as screen:
        here = await writing(screen, project)
        here.area.go_to((DRAFT.index(PROMISE), DRAFT.index(PROMISE) + 5))
        await screen.settle()
        assert "1  This excuses what nobody has raised." in screen.text()
        assert "a new promise" not in screen.text()


async def test_text_that_looks_like_markup_is_quoted_and_offered_as_it_is(
    project: Project, desk: Desk, open_screen: Open, readings: Readings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.tui import coach_readings

    monkeypatch.setattr(coach_readings, "EXCUSE", "[@click=app.leave]x[/]")
    async with open_screen(desk, (120, 40)) as screen:
        here = await writing(screen, project, "Hello [@click=app.leave]x[/]")
        assert "“[@click=app.leave]x[/]”" in here.remarks.plain_text()
        assert screen.text().count("[@click=app.leave]x[/]") == 2
        item = here.items[0].thing
        assert isinstance(item, Wording)
        assert item.remark.quote == "[@click=app.leave]x[/]"


async def test_a_report_in_another_format_is_not_read(sample: Desk, open_screen: Open, readings: Readings) -> None:
    from freelance_comm.tui.report_page import ReportPage

    async with open_screen(sample) as screen:
        screen.app.push_screen(ReportPage(projects.find_project(sample, "Landing page")))
        await screen.settle()
        await read(screen)
        await screen.press("f10", "f10")
        await screen.until(lambda: "Before it goes out" not in screen.text())
        assert not any("<html" in text for text in readings.read)


@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_beside_letters_in_a_language_it_does_not_read_the_coach_says_so_once_and_then_gives_its_room(
    size: tuple[int, int], desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Brandt", language="de")
    project = projects.add_project(desk, "Broschüre", client_text=client.ref)
    cannot = "The coach does not know the language of this text."
    async with open_screen(desk, size) as screen:
        here = await writing(screen, project, "Guten Tag Herr Brandt,\n\nich melde mich.\n")
        assert cannot in " ".join(shown(here).split()) or cannot in screen.text()
        assert not here.has_class("-off")
        await screen.press("escape")
        again = await writing(screen, project, "Guten Tag Herr Brandt,\n\nich melde mich morgen.\n")
        await screen.until(lambda: again.has_class("-off"))
        assert cannot not in screen.text()
        assert again.area.size.width == min(size[0] - 6, 102)
        assert "F8" not in screen.text().splitlines()[-1]
        await screen.press("f8")
        await screen.until(lambda: screen.said == cannot)
