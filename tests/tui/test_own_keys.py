"""Keys and colours of one's own: what the configuration asks for, what of it is refused, and that it holds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from freelance_comm.services.colours import remembered
from freelance_comm.services.desk import Desk
from freelance_comm.tui import keys
from freelance_comm.tui.act import Act
from freelance_comm.tui.acts import ACTS
from freelance_comm.tui.keys import layouts
from freelance_comm.tui.own_keys import is_key, own_acts
from tests.catalogs import read_catalog
from tests.tui.conftest import Open
from tests.tui.terminal import Terminal


@pytest.fixture
def config(blank_home: Path) -> Path:
    path = blank_home / ".config/freelance-comm/config.toml"
    path.parent.mkdir(parents=True)
    return path


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        os.close(terminal.terminal)


def keys_of(acts: tuple[Act, ...], *names: str) -> list[str]:
    return [act.key for name in names for act in acts if act.name == name]


def test_an_action_gets_the_key_that_was_wished_for_and_the_others_keep_theirs() -> None:
    acts, notices = own_acts({"reply": "f13"})
    assert (keys_of(acts, "reply"), notices) == (["f13"], ())
    assert [act for act in acts if act.name != "reply"] == [act for act in ACTS if act.name != "reply"]


def test_two_actions_may_exchange_their_keys() -> None:
    acts, notices = own_acts({"log": "g", "goto": "l"})
    assert (keys_of(acts, "log", "goto"), notices) == (["g", "l"], ())


@pytest.mark.parametrize(
    ("wished", "said"),
    [
        ({"replly": "f13"}, "an action that does not exist"),
        ({"reply": "hyper+x"}, "is not a possible key for reply"),
        ({"reply": "ctrl+c"}, "is not a possible key for reply"),
        ({"reply": ""}, "is not a possible key for reply"),
        ({"reply": " "}, "is not a possible key for reply"),
        ({"reply": "f99"}, "is not a possible key for reply"),
        ({"reply": "g"}, "is already the key for goto"),
        ({"reply": "f12"}, "is already the key for data"),
        ({"reply": "f13", "draft": "f13"}, "already"),
    ],
)
def test_what_cannot_be_meant_is_said_and_leaves_the_action_as_it_was(wished: dict[str, str], said: str) -> None:
    acts, notices = own_acts(wished)
    assert keys_of(acts, "reply") in (["r"], ["f13"])
    assert len(notices) == 1
    assert said in notices[0].message.format(**notices[0].params)


def test_every_key_the_program_comes_with_could_be_wished_for_or_moves_about() -> None:
    named = {"enter", "escape", "space", "delete", "tab", "left", "right", "up", "down", "shift+left", "shift+right"}
    assert {act.key for act in ACTS if not is_key(act.key)} <= named


def test_a_capital_letter_has_its_cyrillic_twin() -> None:
    assert layouts("R") == ("R", "К")


def test_a_key_of_ones_own_works_and_is_shown(desk: Desk, root: Path, config: Path, terminals: list[Terminal]) -> None:
    config.write_text('[keys]\npromises = "P"\n', "utf-8")
    terminal = Terminal(root)
    terminals.append(terminal)
    terminal.read_until("A clean desk")
    terminal.send("P")
    terminal.read_until("Promised")
    terminal.send(b"\x11")
    assert terminal.end() == 0


def test_what_is_refused_stands_on_the_first_page(
    desk: Desk, root: Path, config: Path, terminals: list[Terminal]
) -> None:
    config.write_text('theme = "no-such-colours"\n[keys]\npromises = "g"\n', "utf-8")
    terminal = Terminal(root, size=(160, 40))
    terminals.append(terminal)
    terminal.read_until("give goto another key")
    terminal.read_until("no-such-colours")
    terminal.send("q")
    assert terminal.end() == 0


def test_every_sentence_names_the_key_of_ones_own(
    desk: Desk, root: Path, config: Path, terminals: list[Terminal]
) -> None:
    config.write_text('[keys]\nstart_over = "f13"\nsave = "f14"\nback = "f15"\n', "utf-8")
    terminal = Terminal(root)
    terminals.append(terminal)
    terminal.read_until("A clean desk")
    terminal.send("o")
    terminal.read_until("F14")
    terminal.read_until("F15")
    terminal.send("x")
    terminal.read_until("Ilincax")
    terminal.written = b""
    terminal.send("\x1b")  # esc leads back whatever else does
    terminal.read_until("A clean desk")
    terminal.send("o")
    terminal.read_until("F13 drops it")
    terminal.send(b"\x11")
    assert terminal.end() == 0


def test_where_one_types_an_action_is_shown_with_the_key_that_is_not_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [keys.key_of(name, typing=True) for name in ("keys", "data", "coach", "goto")] == ["f1", "f12", "f8", "g"]
    monkeypatch.setitem(keys._BY_NAME, "data", keys.act("data").but(key="f13"))
    assert keys.key_of("data", typing=True) == "f13"


def test_no_sentence_names_a_key_that_can_be_another() -> None:
    """Keys stand in sentences as ``{key}``; those that nobody can choose, and those of the shell, may be named."""
    fixed = {"ctrl+d", "ctrl+c", "ctrl+q", "ctrl+t", "ctrl+z", "f7"}
    named = re.compile(r"\bF\d{1,2}\b|\bctrl\+\w\b", re.IGNORECASE)
    said = [str(each) for message in read_catalog("fr") for each in _forms(message.id)]
    assert [each for each in said if {found.casefold() for found in named.findall(each)} - fixed] == []


def _forms(msgid: str | Sequence[str]) -> Sequence[str]:
    return (msgid,) if isinstance(msgid, str) else msgid


async def test_colours_chosen_on_the_screen_are_remembered(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        screen.app.choose_colours("textual-light")
    assert remembered(desk) == "textual-light"
    async with open_screen(desk) as screen:
        screen.app.wear("")
        assert screen.app.theme == "textual-light"


async def test_the_colours_of_the_configuration_win(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        screen.app.choose_colours("textual-light")
        screen.app.wear("nord")
        assert screen.app.theme == "nord"


async def test_colours_that_there_are_no_more_are_passed_over(desk: Desk, root: Path, open_screen: Open) -> None:
    (root / ".state" / "colours").write_bytes(b"\xff\xfe no such \n")
    async with open_screen(desk) as screen:
        before = screen.app.theme
        screen.app.wear("")
        assert screen.app.theme == before
