"""Pastes of any size into all one can type into: taken whole, or refused with the limit, never cut in silence."""

from __future__ import annotations

from decimal import Decimal
from time import perf_counter
from typing import Any

import pytest
from textual import events
from textual.widgets import Input

from freelance_comm.domain.text_safety import TEXT_LIMIT
from freelance_comm.services import clients, projects, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.services.unfinished import all_unfinished
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.directory import DirectoryPage
from freelance_comm.tui.fields import LONGEST_LINE, LineField
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.terminal import MOST_PASTED, PasteParser
from freelance_comm.tui.text_areas import PlainArea
from tests.tui.conftest import Open, Screen
from tests.tui.forms_of_all_kinds import FORMS, LETTERS, LINES, build, line_of, page_of, the_client
from tests.tui.terminal import Terminal
from tests.tui.test_faults_conflicts import fill, opened, typed

WORDS = " ".join(f"word{number}" for number in range(90))[:600].strip()
LONG = "0123456789 " * 1_000_000
GENEROUS = 10.0
"""Seconds: a guard against what hangs, not a measure."""


async def paste(screen: Screen, text: str) -> None:
    """Paste what a terminal would hand on of a text."""
    screen.app.post_message(events.Paste(text[:MOST_PASTED]))
    await screen.settle()


def held(field: Any) -> str:
    """Return what a field holds."""
    return str(field.text if isinstance(field, PlainArea) else field.value)


async def every_field(screen: Screen, desk: Desk, long_run: bool) -> Any:
    """Yield every field of every form, letter and asked line, focused and empty but for one typed word.

    A short run takes a form, a letter and a line: each kind of field is among theirs.
    """
    for kind in (*FORMS, *LETTERS) if long_run else ("client", "reply"):
        page = page_of(kind, desk)
        screen.app.push_screen(page)
        await screen.settle()
        for field in [one for one in page.query("LineField, PlainArea") if one.display]:
            field.focus()
            await screen.pilot.pause()
            if isinstance(field, PlainArea):
                field.text = "typed "
                field.move_cursor(field.document.end)
            else:
                assert isinstance(field, LineField)
                field.value = "typed "
                field.cursor_position = len(field.value)
            yield f"{kind}: {field.id}", field
        screen.app.pop_screen()
        await screen.settle()
    for kind in LINES if long_run else ("log", "reason"):
        below = page_of("report", desk) if kind == "period" else None
        if below is not None:
            screen.app.push_screen(below)
            await screen.settle()
        page_now = screen.app.page
        assert page_now is not None
        page_now.go(line_of(kind, page_now))
        await screen.settle()
        assert isinstance(screen.app.screen, AskLine), kind
        field = screen.app.screen.query_one(LineField)
        field.value = "typed "
        field.cursor_position = len(field.value)
        yield kind, field
        await screen.press("escape")
        if below is not None:
            await screen.press("escape")


@pytest.mark.fault("I05")
async def test_600_characters_go_whole_into_every_field(desk: Desk, long_run: bool, open_screen: Open) -> None:
    build(desk)
    count = 0
    async with open_screen(desk, (100, 40)) as screen:
        async for name, field in every_field(screen, desk, long_run):
            await paste(screen, WORDS)
            assert held(field) == "typed " + WORDS, name
            count += 1
    assert count > (60 if long_run else 10)


@pytest.mark.fault("I05")
async def test_a_paste_of_many_lines_into_a_field_of_one_keeps_all_of_its_words(
    desk: Desk, long_run: bool, open_screen: Open
) -> None:
    build(desk)
    async with open_screen(desk, (100, 40)) as screen:
        async for name, field in every_field(screen, desk, long_run):
            if isinstance(field, LineField):
                await paste(screen, "first line\r\nsecond\ttab\n\n  third\u2028fourth\r\n")
                assert held(field).split() == ["typed", "first", "line", "second", "tab", "third", "fourth"], name
                assert held(field).isprintable(), name


@pytest.mark.fault("I05", "I12")
async def test_ten_megabytes_are_refused_in_every_field_with_the_limit_and_the_typed_text_stays(
    desk: Desk, long_run: bool, open_screen: Open
) -> None:
    build(desk)
    async with open_screen(desk, (100, 40)) as screen:
        async for name, field in every_field(screen, desk, long_run):
            begun = perf_counter()
            await paste(screen, LONG)
            assert perf_counter() - begun < GENEROUS, name
            assert held(field) == "typed ", name
            limit = TEXT_LIMIT if isinstance(field, PlainArea) else LONGEST_LINE
            assert f"at most {limit} characters" in screen.text(), name


@pytest.mark.fault("I05")
@pytest.mark.parametrize("key", ["g", "ctrl+p"])
async def test_the_fields_that_search_take_long_pastes_without_choking(
    key: str, sample: Desk, open_screen: Open
) -> None:
    async with open_screen(sample) as screen:
        await screen.press(key)
        for text in (LONG, "petrescu\ncafé"):
            begun = perf_counter()
            await paste(screen, text)
            assert perf_counter() - begun < GENEROUS
        field = screen.app.focused
        assert isinstance(field, Input)
        assert field.value.endswith("petrescu café")
        assert len(field.value) <= LONGEST_LINE + 20


@pytest.mark.fault("I05")
async def test_a_text_longer_than_its_field_may_be_is_refused_by_name_and_stays_to_be_shortened(
    desk: Desk, open_screen: Open
) -> None:
    build(desk)
    before = the_client(desk)
    async with open_screen(desk) as screen:
        page = await opened(screen, "client", desk)
        fill(page, "name", WORDS)
        await screen.press("f2")
        assert screen.app.screen is page
        assert "600" in screen.said or str(len(WORDS)) in screen.said
        assert "300" in screen.said
        assert typed(page, "name") == WORDS
        assert the_client(desk) == before
    assert [one.texts["name"] for one in all_unfinished(desk)] == [WORDS]


@pytest.mark.fault("I05")
async def test_the_longest_text_there_may_be_is_kept_unsaved_and_saved_whole(desk: Desk, open_screen: Open) -> None:
    build(desk)
    longest = ("Ж" * 99 + "\n") * (TEXT_LIMIT // 100)
    async with open_screen(desk) as screen:
        page = await opened(screen, "client", desk)
        area = page.query_one("#field-notes", PlainArea)
        area.text = ""
        area.focus()
        await paste(screen, longest)
        screen.app.flush_kept()
        assert all_unfinished(desk)[0].texts["notes"] == longest
        await screen.press("f2")
        assert not isinstance(screen.app.screen, FormPage), screen.text()
    assert the_client(desk).notes == longest.strip()
    assert all_unfinished(desk) == ()


# -- on a real terminal ------------------------------------------------------------------------------------------------


@pytest.mark.fault("I05")
def test_ten_megabytes_from_a_real_terminal_leave_the_screen_alive_and_the_typed_text_where_it_was(
    desk: Desk, record_property: Any
) -> None:
    terminal = Terminal(desk.workspace.root)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send("Ana Petrescu")
    terminal.read_until("Petrescu")
    begun = perf_counter()
    terminal.paste(LONG)
    terminal.read_until("characters fit here")
    record_property("10 MB refused after, ms", round((perf_counter() - begun) * 1000))
    begun = perf_counter()
    terminal.send("!!!")
    terminal.read_until("!!!")
    record_property("keys answered after, ms", round((perf_counter() - begun) * 1000))
    assert perf_counter() - begun < GENEROUS
    terminal.send("\x11")
    assert terminal.end() == 0
    assert [one.texts["name"] for one in all_unfinished(desk)] == ["Ana Petrescu!!!"]


@pytest.mark.fault("I05")
def test_a_paste_that_is_no_utf_8_is_taken_with_its_readable_part(desk: Desk) -> None:
    terminal = Terminal(desk.workspace.root)
    terminal.read_until("A clean desk")
    terminal.send("c")
    terminal.read_until("person or company")
    terminal.send(b"\x1b[200~Caf\xe9 Petrescu\x9b31m\xff\x1b[201~")
    terminal.read_until("Petrescu")
    terminal.send("!")
    terminal.read_until("!")
    terminal.send("\x11")
    assert terminal.end() == 0
    assert b"Traceback" not in terminal.written
    assert "Petrescu" in all_unfinished(desk)[0].texts["name"]


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_paste_is_found_wherever_the_terminal_cuts_it(cut: int) -> None:
    data = "ab\x1b[200~pasted \x1b[31mtext\x1b[201~c"
    parser = PasteParser()
    found: list[str] = []
    for piece in (data[:cut], data[cut:]):
        for event in parser.feed(piece) if piece else ():
            if isinstance(event, events.Paste):
                found.append(event.text)
            elif isinstance(event, events.Key):
                found.append(event.character or event.key)
    assert found == ["a", "b", "pasted \x1b[31mtext", "c"]


# -- very much of everything -------------------------------------------------------------------------------------------


@pytest.mark.fault("I12")
async def test_ten_thousand_clients_are_listed_searched_and_scrolled(
    desk: Desk, open_screen: Open, record_property: Any
) -> None:
    client = clients.add_client(desk, "Client 0")
    with desk.change() as change:
        for number in range(1, 10_000):
            ref = f"C-2025-{number:05d}"
            change.add(client.but(id=client.id + number, ref=ref, name=f"Client {number}"))
    async with open_screen(desk) as screen:
        begun = perf_counter()
        await screen.press("g")
        await screen.until(lambda: "Client 1" in screen.text())
        record_property("directory of 10,000 clients open after, ms", round((perf_counter() - begun) * 1000))
        assert perf_counter() - begun < GENEROUS
        await screen.press("pagedown", "pagedown", "down")
        begun = perf_counter()
        await screen.write("9999")
        assert "Client 9999" in screen.text()
        assert perf_counter() - begun < GENEROUS
        await screen.press("enter")
        assert isinstance(screen.app.screen, ClientPage)
        await screen.press("escape", "g")
        assert isinstance(screen.app.screen, DirectoryPage)


@pytest.mark.fault("I12")
async def test_more_tags_than_there_may_be_are_refused_and_stay_in_the_field(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Menu", client_text=client.ref)
    entry = timelog.add_entry(desk, project.ref, day=desk.today(), seconds=Decimal(60), note="x")
    tags = ", ".join(f"tag{number}" for number in range(100_000))
    async with open_screen(desk) as screen:
        page = await opened(screen, "entry", desk)
        begun = perf_counter()
        fill(page, "tags", tags)
        await screen.press("f2")
        assert perf_counter() - begun < GENEROUS
        assert screen.app.screen is page
        assert screen.said
        assert typed(page, "tags") == tags
    assert timelog.last_entries(desk)[0].entry == entry
