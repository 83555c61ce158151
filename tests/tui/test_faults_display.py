"""What reaches a real terminal, and terminals and texts of every size: nothing escapes, nothing crashes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.tui.client_rows import LONGEST_SHOWN
from freelance_comm.tui.promises_page import PromisesPage
from freelance_comm.tui.time_log import TimePage
from tests.tui.conftest import NOW, Open
from tests.tui.forms_of_all_kinds import build, the_client, the_entry, the_project
from tests.tui.hostile import ESCAPES, soak
from tests.tui.terminal import Terminal
from tests.tui.test_faults_conflicts import opened

GENEROUS = 10.0
"""Seconds: a guard against what hangs, not a measure."""
OF_THE_DATA = (
    b"\x1b[31mred", b"\x1b]0;", b"\x1b]8;", b"\x1b]52;c;AAAA", b"\x9b5m", b"\x9d0;t", "\x9b5m".encode(), b"\x07",
    b"\x08", b"\x00", "\u202e".encode(), b"\x1b[2J\x1b[H",
)  # fmt: skip
KEYS = (
    "w", "t", "\r", "\x1b", "\x1b", "v", "\x1b", "l", "\x1b", "g", "petr", "\x1b", "g", "\r", "\r", "\x1b", "d", "\x1b",
)  # fmt: skip


def walk(terminal: Terminal) -> None:
    """Go through the pages as a person would."""
    for key in KEYS:
        terminal.send(key)
        terminal.read_for(0.4)
    terminal.send("\x10")  # the palette
    terminal.read_for(0.5)
    terminal.send("<")
    terminal.read_for(0.5)
    terminal.send("\x1b")
    terminal.read_for(0.3)
    terminal.send("\x11")
    assert terminal.end() == 0


def of_the_data(written: bytes) -> list[bytes]:
    """Return what only the data can have put there; the screen's own pointer shapes and line ends are left out."""
    others = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", written).replace(b"\r\n", b"")
    return [forbidden for forbidden in (*OF_THE_DATA, b"\r") if forbidden in others]


@pytest.mark.fault("D02")
def test_no_escape_of_the_data_reaches_a_real_terminal(desk: Desk) -> None:
    soak(desk, ESCAPES)
    terminal = Terminal(desk.workspace.root, size=(160, 60))
    terminal.read_until("<")
    walk(terminal)
    assert b"title" in terminal.written  # the words are there, their wrapping is not
    assert of_the_data(terminal.written) == []


@pytest.mark.fault("D02")
def test_nor_does_it_from_a_file_edited_by_hand(desk: Desk) -> None:
    build(desk, "HOSTILE")
    hostile = json.dumps("".join(ESCAPES))[1:-1] + "\\ud800RED"
    for path in desk.workspace.root.rglob("*.json"):
        if ".state" not in path.parts:
            path.write_text(path.read_text(encoding="utf-8").replace("HOSTILE", hostile), encoding="utf-8")
    terminal = Terminal(desk.workspace.root, size=(160, 60))
    terminal.read_for(3)
    walk(terminal)
    assert of_the_data(terminal.written) == []
    assert b"Traceback" not in terminal.written


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the ways to all texts in a document."""
    if isinstance(value, str):
        return [path]
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [found for key, part in inner for found in leaves(part, (*path, key))]


@pytest.mark.fault("D02")
async def test_an_escape_by_hand_in_any_value_whatever_it_means_is_shown_nowhere(
    desk: Desk, long_run: bool, open_screen: Open
) -> None:
    build(desk)
    places = []
    for path in sorted(desk.workspace.root.rglob("*.json")):
        if ".state" not in path.parts:
            places += [(path, way) for way in leaves(json.loads(path.read_text(encoding="utf-8")))]
    for path, way in places if long_run else places[::6]:
        before = path.read_text(encoding="utf-8")
        document = json.loads(before)
        inner = document
        for key in way[:-1]:
            inner = inner[key]
        inner[way[-1]] = "\x1b]0;title\x07\x9b31m[@click=app.leave]x[/]"
        path.write_text(json.dumps(document), encoding="utf-8")
        async with open_screen(desk, (160, 60)) as screen:
            for keys in ((), ("t",), ("escape", "v"), ("escape", "g"), ("escape", "ctrl+p"), ("escape",)):
                await screen.press(*keys)
                wrong = [char for char in screen.text() if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)]
                assert wrong == [], (path.name, way)
                assert screen.app.is_running
        path.write_text(before, encoding="utf-8")


# -- much to show ------------------------------------------------------------------------------------------------------


@pytest.mark.fault("D06")
async def test_a_note_of_a_megabyte_opens_scrolls_and_stays_whole(
    desk: Desk, open_screen: Open, record_property: Any
) -> None:
    build(desk)
    note = "words and more words of a very long note\n" * 25_000
    with desk.change() as change:
        client = change.clients()[0]
        change.save(client, client.but(notes=note))
        project = the_project(desk)
        head = project.head.but(facts={"core_problem": note})
        change.save(project.head, head, project_id=head.id)
        entry = the_entry(desk).entry
        change.save(entry, entry.but(note=note))
    async with open_screen(desk) as screen:
        begun = perf_counter()
        screen.app.open_client(client.id)
        await screen.until(lambda: "words and more words" in screen.text())
        record_property("card with a note of 1 MB opens after, ms", round((perf_counter() - begun) * 1000))
        await screen.press("end", "pagedown", "home")
        assert len(note) > LONGEST_SHOWN
        begun = perf_counter()
        page = await opened(screen, "client", desk)
        record_property("form with a note of 1 MB opens after, ms", round((perf_counter() - begun) * 1000))
        page.query_one("#field-notes").focus()
        await screen.press("ctrl+end", "pageup", "a", "backspace")
        await screen.press("escape", "escape")
        for page_key in ("t", "g"):
            await screen.press(page_key, "down", "end", "escape")
        screen.app.open_project(head.id)
        await screen.settle()
        await screen.press("end", "home", "enter")
        assert perf_counter() - begun < 3 * GENEROUS
        assert screen.app.is_running
    assert the_client(desk).notes == note


@pytest.mark.fault("D06")
@pytest.mark.parametrize("kind", ["time", "promises", "projects", "contacts", "requirements"])
async def test_ten_thousand_rows_open_and_scroll_in_every_list(
    kind: str, desk: Desk, open_screen: Open, record_property: Any
) -> None:
    project_id = build(desk)
    file = the_project(desk)
    with desk.change() as change:
        if kind == "time":
            entry = the_entry(desk).entry
            for number in range(1, 10_000):
                change.add(entry.but(id=entry.id + number, note=f"row {number}"))
        elif kind == "promises":
            for number in range(1, 10_000):
                change.add(file.promises[0].but(id=file.promises[0].id + number, what=f"row {number}"))
        elif kind == "projects":
            for number in range(1, 300):  # a file each; the rows are multiplied below
                change.add(file.head.but(id=file.head.id + number, ref=f"P-2025-{number:03d}", name=f"row {number}"))
        elif kind == "contacts":
            client = change.clients()[0]
            many = tuple(client.contacts[0].but(name=f"row {number}") for number in range(10_000))
            change.save(client, client.but(contacts=many))
        else:
            one = file.requirements[0]
            for number in range(1, 10_000):
                change.add(one.but(id=one.id + number, text=f"row {number}"), project_id=project_id)
    async with open_screen(desk) as screen:
        begun = perf_counter()
        if kind == "time":
            screen.app.push_screen(TimePage())
        elif kind == "promises":
            screen.app.push_screen(PromisesPage())
        elif kind == "projects":
            await screen.press("g")
        elif kind == "contacts":
            screen.app.open_client(the_client(desk).id)
        else:
            from freelance_comm.tui.stage_page import StagePage

            screen.app.push_screen(StagePage(project_id, "contact"))
        await screen.until(lambda: "row " in screen.text())
        record_property(f"list of {kind} opens after, ms", round((perf_counter() - begun) * 1000))
        assert perf_counter() - begun < GENEROUS
        begun = perf_counter()
        await screen.press("pagedown", "pagedown", "down", "up")
        if kind != "projects":
            await screen.press("end", "home")
        assert perf_counter() - begun < GENEROUS
        assert "row " in screen.text()


@pytest.mark.fault("D06")
async def test_ten_thousand_messages_do_not_keep_the_first_page_waiting(desk: Desk, open_screen: Open) -> None:
    build(desk)
    message = desk.reader.messages(date(2026, 11, 1), NOW.date())[0]
    with desk.change() as change:
        for number in range(1, 10_000):
            change.add(message.but(id=message.id + number, subject=f"row {number}"))
    begun = perf_counter()
    async with open_screen(desk) as screen:
        await screen.press("end", "home", "pagedown")
        assert "Petrescu" in screen.text()
    assert perf_counter() - begun < GENEROUS


# -- terminals of all kinds --------------------------------------------------------------------------------------------


@pytest.mark.fault("D07")
@pytest.mark.parametrize("environ", [{}, {"NO_COLOR": "1"}, {"TERM": ""}, {"TEXTUAL_THEME": "textual-light"}])
def test_plain_and_tiny_terminals_work_and_are_left_as_they_were(environ: dict[str, str], desk: Desk) -> None:
    build(desk)
    terminal = Terminal(desk.workspace.root, environ)
    terminal.read_until("Petrescu")
    for size in ((20, 5), (1, 1), (2, 40), (300, 2), (20, 5), (100, 30)):
        terminal.resize(*size)
        terminal.read_for(0.2)
        for key in ("t", "\x1b[B", "\x1b", "c", "x"):
            terminal.send(key)
        terminal.read_for(0.2)
        terminal.send("\x1b")
        terminal.read_for(0.3)
    if "NO_COLOR" in environ:
        assert b"\x1b[38;2;" not in terminal.written  # without the last sign it may be a place: line 38
    terminal.send("\x11")
    assert terminal.end() == 0
    assert terminal.restored()
    assert b"Traceback" not in terminal.written


@pytest.mark.fault("D07")
def test_a_start_at_20_by_5_shows_something_and_ends(desk: Desk) -> None:
    terminal = Terminal(desk.workspace.root, size=(20, 5))
    terminal.read_until("Today")
    terminal.send("q")
    assert terminal.end() == 0


@pytest.mark.fault("D07")
def test_without_a_terminal_the_screen_declines_politely(desk: Desk, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "freelance_comm", "--data-dir", str(desk.workspace.root)]
    done = subprocess.run(
        words, stdin=subprocess.DEVNULL, capture_output=True, check=False, env={**os.environ, "HOME": str(tmp_path)}
    )
    assert done.returncode == 2
    assert done.stdout == b""
    lines = done.stderr.decode().splitlines()
    assert 1 <= len(lines) <= 4
    assert all(line.startswith("error:") for line in lines)
