"""Actions apart from keys: every one of a page can be done, is bound on both layouts, and is shown once."""

from __future__ import annotations

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.tui import keys
from freelance_comm.tui.app import FreelanceApp
from freelance_comm.tui.page import Page
from tests.tui.conftest import Open
from tests.tui.pages_of_all_kinds import classes


@pytest.mark.parametrize("page", classes(), ids=lambda page: page.__name__)
def test_every_action_a_page_names_is_one_it_can_do(page: type[Page]) -> None:
    for name in (*page.acts, *page.offers, *page.last):
        owner: type = FreelanceApp if keys.act(name).everywhere else page
        assert callable(getattr(owner, f"action_{name}", None)), f"{owner.__name__} cannot {name}"


@pytest.mark.parametrize("page", classes(), ids=lambda page: page.__name__)
def test_no_two_actions_of_a_page_fight_for_a_key(page: type[Page]) -> None:
    own = [keys.act(name).key for name in dict.fromkeys((*page.acts, *page.last)) if not keys.act(name).everywhere]
    twice = {key for key in own if own.count(key) > 1}
    decided_by_place = {"y", "x", "m"} if page.__name__ == "StagePage" else set()
    assert twice <= decided_by_place


@pytest.mark.parametrize("page", classes(), ids=lambda page: page.__name__)
def test_no_action_of_a_page_hides_one_that_works_everywhere(page: type[Page]) -> None:
    everywhere = {act.key for act in keys.ACTS if act.everywhere}
    own = {keys.act(name).key for name in (*page.acts, *page.last) if not keys.act(name).everywhere}
    assert own & everywhere == set()


def test_names_of_actions_are_unique() -> None:
    names = [act.name for act in keys.ACTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("key", "sent"), [("r", "к"), ("q", "й"), ("/", "."), ("?", ","), ("ctrl+c", "ctrl+с"), ("[", "х")]
)
def test_a_key_is_bound_to_what_a_cyrillic_layout_sends_for_it(key: str, sent: str) -> None:
    assert keys.layouts(key) == (key, sent)


@pytest.mark.parametrize(
    ("key", "russian", "ukrainian"),
    [("s", "ы", "і"), ("S", "Ы", "І"), ("]", "ъ", "ї"), ("'", "э", "є"), ("ctrl+s", "ctrl+ы", "ctrl+і")],
)
def test_where_two_cyrillic_layouts_differ_a_key_is_bound_to_both(key: str, russian: str, ukrainian: str) -> None:
    assert keys.layouts(key) == (key, russian, ukrainian)


def test_keys_without_a_letter_are_the_same_on_every_layout() -> None:
    assert [keys.layouts(key) for key in ("f2", "enter", "escape", "space")] == [
        ("f2",),
        ("enter",),
        ("escape",),
        ("space",),
    ]


async def test_help_names_every_key_of_the_page_once(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, (110, 60)) as screen:
        page = screen.app.page
        assert page is not None
        await screen.press("question_mark")
        lines = screen.ledger.plain_text().split("\n")
        for name in page.acts:
            key, label = page.hint(name)
            assert len([line for line in lines if line.split()[:1] == [key] and f" {label}" in line]) == 1, name


async def test_a_click_on_the_key_line_does_what_the_key_does(sample: Desk, open_screen: Open) -> None:
    from freelance_comm.tui.time_log import TimePage

    async with open_screen(sample) as screen:
        lines = screen.text().split("\n")
        await screen.pilot.click(offset=(lines[-1].index("t time") + 3, len(lines) - 1))
        await screen.settle()
        assert isinstance(screen.app.screen, TimePage)


async def test_a_click_on_the_key_of_a_line_does_what_the_line_says(sample: Desk, open_screen: Open) -> None:
    from freelance_comm.tui.report_page import ReportPage

    async with open_screen(sample) as screen:
        lines = screen.text().split("\n")
        y = next(number for number, line in enumerate(lines) if line.endswith("p report"))
        await screen.pilot.click(offset=(lines[y].index("p report"), y))
        await screen.settle()
        assert isinstance(screen.app.screen, ReportPage)


async def test_the_palette_finds_commands_and_people_by_typing(sample: Desk, open_screen: Open) -> None:
    from freelance_comm.tui.client_page import ClientPage

    async with open_screen(sample) as screen:
        await screen.press("ctrl+p")
        await screen.write("petrescu")
        await screen.until(lambda: "Petrescu Café" in screen.text())
        await screen.press("down", "enter")
        await screen.until(lambda: isinstance(screen.app.screen, ClientPage))


async def test_the_palette_says_in_the_interface_language_that_nothing_is_called_that(
    sample: Desk, open_screen: Open
) -> None:
    async with open_screen(sample) as screen:
        await screen.press("ctrl+p")
        await screen.write("qqqqqq")
        await screen.until(lambda: "Nothing here is called that." in screen.text())
