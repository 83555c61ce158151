"""Every page in every language: nothing is cut off in silence, the way out has room, and every key can be found."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widget import Widget
from textual.widgets import Static

from freelance_comm.services.desk import Desk
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.tui import help as keys_page
from freelance_comm.tui import keys
from freelance_comm.tui.few_lines import FewLines
from freelance_comm.tui.layout import Layout
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.lines import KeyLine
from freelance_comm.tui.page import Page
from freelance_comm.tui.palette import commands
from tests.tui.conftest import NOW, Open, Screen, make_desk
from tests.tui.pages_of_all_kinds import SHARED, Things, classes, every_page

WIDTHS = (60, 80, 100, 250)
NARROWEST = (60, 20)


async def opened(screen: Screen, page: Page) -> None:
    """Open a page over Today and wait until it is read and drawn."""
    screen.app.push_screen(page)
    for _ in range(3):
        await screen.pilot.pause(0)
        while screen.app.backroom.busy:
            await asyncio.sleep(0.002)


async def closed(screen: Screen) -> None:
    """Go back to Today, whatever is open."""
    while len(screen.app.screen_stack) > 1:
        screen.app.pop_screen()
    await screen.pilot.pause(0)


def cut_off(page: Page) -> list[str]:
    """Return what a page says of which a part is neither shown nor marked as going on, nor can be scrolled to."""
    found = []
    for widget in page.query("*"):
        if not widget.display or not widget.region or not isinstance(widget, Static | FewLines):
            continue
        needed = widget.get_content_height(widget.size, widget.size, widget.content_size.width)
        if needed > widget.content_size.height and not str(widget.render()).rstrip().endswith("…"):
            found.append(f"{widget!r}: {needed} lines in {widget.content_size.height}")
    return found


def scrolled_sideways(page: Page) -> list[Widget]:
    """Return what has a scrollbar below it."""
    return [
        widget for widget in page.query("*") if widget.show_horizontal_scrollbar and widget.scrollbar_size_horizontal
    ]


def without_way_out(page: Page) -> list[str]:
    """Return the widths at which the keys at the foot leave one out that always has room, or do not fit."""
    found = []
    for width in WIDTHS:
        room = width - 2
        gap, lines = page.query_one(KeyLine).laid(room)
        shown = [entry[0] for line in lines for entry in line]
        wide = [
            line for line in lines if sum(cell_len(f"{key} {label}") + gap for _act, key, label in line) - gap > room
        ]
        if not set(page.last) <= set(shown) or wide:
            found.append(f"{width}: {lines}")
    return found


def too_long(page: Page) -> list[str]:
    """Return the lines of the page's lists that do not end within the terminal, or are cut without a mark."""
    found = []
    for ledger in page.query(Ledger):
        for width in WIDTHS:
            layout = Layout(ledger.rows, ledger._grids, page.hint)
            layout.lay_out(width)
            for number in range(len(layout.lines)):
                shown = layout.plain(number).rstrip()
                if cell_len(shown) >= width:
                    found.append(f"{width}: {shown}")
    return found


def clipped(page: Page) -> list[str]:
    """Return the rows of the page's lists that do not say all their words on the narrowest terminal."""
    found = []
    for ledger in page.query(Ledger):
        layout = Layout(ledger.rows, ledger._grids, page.hint)
        layout.lay_out(NARROWEST[0])
        for number, (index, _part) in enumerate(layout.lines):
            shown = layout.plain(number)
            if "…" in shown and not any("…" in cell.text for cell in ledger.rows[index].cells):
                found.append(shown.rstrip())
    return found


def not_told(page: Page) -> list[str]:
    """Return the actions of a page that the list of keys or the palette does not name with their keys."""
    app = page.freelance
    in_help = [tuple(cell.text for cell in row.cells[:2]) for row in keys_page.rows(page, app.desk.tr)]
    in_palette = [(entry.title.casefold(), entry.help.rpartition("  ")[2]) for entry in commands(app)]
    found = []
    for name in dict.fromkeys((*page.useful_acts(), *(act.name for act in keys.ACTS if act.everywhere))):
        key, label = page.hint(name)
        if in_help.count((key, label)) != 1:
            found.append(f"help: {name}")
        if (label.casefold(), key) not in in_palette and name not in ("palette", "find"):
            found.append(f"palette: {name}")
    return found


def language_of(place: int) -> str:
    """Return the language in which a page is looked at: they take turns."""
    return interface_locales()[place % len(interface_locales())]


@pytest.mark.parametrize("locale", interface_locales())
async def test_every_page_is_whole_on_the_narrowest_terminal_and_names_its_keys(
    locale: str, root: Path, open_screen: Open, long_run: bool
) -> None:
    """Every page in one of the languages; with ``--long`` in all of them."""
    from freelance_comm.demo import build

    desk: Desk = make_desk(root, locale=locale)
    build(desk.workspace, locale, NOW)
    wrong: dict[str, list[object]] = {}
    async with open_screen(desk, NARROWEST) as screen:
        of = Things(desk)
        for place, (name, make) in enumerate(every_page().items()):
            if locale != language_of(place) and not long_run:
                continue
            page = make(of)
            await opened(screen, page)
            found = [*cut_off(page), *scrolled_sideways(page), *without_way_out(page), *too_long(page), *not_told(page)]
            found += clipped(page)
            if found:
                wrong[name] = found
            await closed(screen)
    assert wrong == {}


@pytest.mark.parametrize("locale", interface_locales())
async def test_the_people_of_every_language_say_what_they_said_on_the_pages_they_are_on(
    locale: str, root: Path, open_screen: Open
) -> None:
    from freelance_comm.demo import build, cast_for

    desk, cast = make_desk(root, locale=locale), cast_for(locale)
    build(desk.workspace, locale, NOW)
    of, pages = Things(desk), every_page()
    shown = {
        "TodayPage": (cast.regular.name, cast.asks.text, cast.offer.promised),
        "project": (cast.work.name, cast.work.steps[0], cast.work.promised),
        "client": (cast.regular.name, cast.work.core, cast.work.needs[0]),
        "stage quote": (cast.work.lines[0].text, cast.work.reason),
        "TimePage": (cast.work.actions[0], cast.handover.actions[0]),
        "document": (cast.profile.business, cast.work.lines[2].text),
    }
    async with open_screen(desk, (180, 70)) as screen:
        for name, expected in shown.items():
            await opened(screen, pages[name](of))
            said = " ".join(screen.text().split())
            assert [text for text in expected if " ".join(text.split()) not in said] == [], f"{name}:\n{screen.text()}"
            await closed(screen)


def test_no_page_is_left_out_here(sample: Desk) -> None:
    of = Things(sample)
    made = {type(make(of)).__name__ for make in every_page().values()}
    assert {page.__name__ for page in classes()} - made - SHARED == set()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("locale", interface_locales())
def test_the_way_out_has_room_at_the_foot_of_every_page_in_every_language(locale: str, width: int) -> None:
    tr = translator(locale)
    for page in classes():
        line = KeyLine(
            lambda name, typing=page.typing: keys.hint(name, tr, typing=typing),  # type: ignore[misc]
            page.last,
            lines=2 if page.typing else 1,
        )
        line.show_acts(page.acts)
        fitting = line.fitting(width - 2)
        shown = [act for entries in fitting for act, _key, _label in entries]
        assert set(page.last) <= set(shown), (page.__name__, fitting)
        for entries in fitting:
            assert sum(cell_len(f"{key} {label}   ") for _act, key, label in entries) - 3 <= width - 2


async def test_no_sentence_of_the_list_of_keys_is_cut_off(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, NARROWEST) as screen:
        await screen.press("question_mark")
        told = " ".join(screen.ledger.plain_text().split())
        assert "…" not in told.replace("go to…", "")
        for name in screen.app.screen_stack[-2].acts:  # type: ignore[attr-defined]
            assert keys.act(name).help.split()[-1] in told
