"""Undo takes back every change that can be made on the screen, at once and whole, whatever page it was made on."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual._compositor import Compositor
from textual.keys import _character_to_key

from freelance_comm.tui import coach_beside, keys
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from tests.tui.changes_in_letters_and_forms import LOOKS, SCENES
from tests.tui.changes_of_all_pages import Scene, Script
from tests.tui.coach_readings import Readings
from tests.tui.conftest import Open, Screen, make_desk
from tests.tui.homes_of_all_kinds import HOMES
from tests.tui.pages_of_all_kinds import SHARED, classes


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All homes, built once."""
    root = tmp_path_factory.mktemp("homes")
    for name, build in HOMES.items():
        build(root / name / "data")
    return root


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The coach reads as soon as a key was struck."""
    monkeypatch.setattr(coach_beside, "PAUSE", 0.01)


@pytest.fixture(autouse=True)
def unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture is drawn after a key that nobody sees: a quarter of the work. What a failure shows is drawn for it."""

    def nothing(compositor: Compositor, **_asked: object) -> None:
        compositor._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", nothing)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is saved as a file lies apart."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Quick(Screen):
    """Strikes keys without waiting for the processor to rest: only for what the keys have set off."""

    async def settle(self) -> None:
        """Wait until every widget has heard what was sent, and nothing is read or saved any more, three times over."""
        quiet, top = 0, self.app.screen
        while quiet < 3:
            await self.pilot._wait_for_screen()
            await asyncio.sleep(0.001)
            quiet = quiet + 1 if self.app.screen is top and not self._at_work() else 0
            top = self.app.screen

    def _at_work(self) -> bool:
        """Also while a conversation goes on without a question, and while an answer is sent."""
        top = self.app.screen
        return super()._at_work() or any(getattr(top, name, False) for name in ("_talking", "_sending", "_saving"))

    async def press(self, *keys: str) -> None:
        """Press keys one after another, each answered before the next."""
        for key in keys:
            self._send(key)
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text into what has the focus."""
        for char in text:
            self._send({" ": "space"}.get(char, char))
        await self.settle()

    def _send(self, key: str) -> None:
        driver = self.app._driver
        assert driver is not None
        named = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        char = {"space": " ", "enter": "\r", "tab": "\t", "escape": "\x1b"}.get(key, key if len(key) == 1 else None)
        event = events.Key(named, char)
        event.set_sender(self.app)
        driver.send_message(event)


def records(root: Path) -> dict[str, Any]:
    """Return all records of a workspace by file, table and id, whatever the order of lines."""
    found = sorted(path for path in root.rglob("*.json") if ".state" not in path.parts)
    tables = {str(path.relative_to(root)): json.loads(path.read_bytes()) for path in found}
    for held in tables.values():
        held.pop("counters", None)  # a number that was given once is never given again
    return tables


def different(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return what of the records is not as before, in words."""
    found = []
    for file in sorted({*before, *now}):
        tables = (before.get(file, {}), now.get(file, {}))
        for table in sorted({*tables[0], *tables[1]}):
            one, other = (each.get(table, {}) for each in tables)
            for key in sorted({*one, *other}):
                if one.get(key) != other.get(key):
                    found.append(f"{file} {table} {key}: {one.get(key)} is now {other.get(key)}")
    return found


async def go_to(screen: Screen, row: str) -> None:
    """Put the cursor on the row whose id begins so, with the keys that do."""
    assert screen.app.screen is screen.app.page, screen.text()
    await screen.press("home")
    for _ in screen.ledger.rows:
        current = screen.ledger.current
        if current is not None and current.id.startswith(row):
            return
        await screen.press("down")
    raise AssertionError(f"no row {row}: {[one.id for one in screen.ledger.rows]}")


async def strike(screen: Screen, page: Page, act: str, script: Script) -> None:
    """Strike the keys of a script."""
    for token in script:
        if token.startswith("@"):
            await go_to(screen, token[1:])
        elif token.startswith(">"):
            await screen.write(token[1:])
        else:
            key, _times, count = token.partition("×")
            own = keys.key_of(act, typing=page.typing) if key == "*" else key
            await screen.press(*[own] * int(count or 1))


def parted(script: Script) -> tuple[Script, Script]:
    """Return what leads to a change, and what makes it; the key of the action comes first, but for a row before it."""
    before, _bar, script = (
        (script[: script.index("|")], "|", script[script.index("|") + 1 :]) if "|" in script else ((), "", script)
    )
    place = 1 if script and script[0].startswith("@") else 0
    named = "*" in script or (place and "enter" in script[1:2])
    return before, script if named else (*script[:place], "*", *script[place:])


async def until_changed(screen: Screen, root: Path, before: dict[str, Any]) -> bool:
    """Wait until the records are others than before, for a while at most."""
    for _ in range(100):
        if records(root) != before:
            await screen.settle()
            return True
        await asyncio.sleep(0.01)
        await screen.settle()
    return False


async def back_to_a_page(screen: Screen) -> None:
    """Leave what one types or answers in: there the key of undo belongs to the field."""
    for _ in range(6):
        page = screen.app.page
        if page is not None and screen.app.screen is page and not page.typing:
            return
        await screen.press("escape")
    raise AssertionError(screen.text())


async def opened(screen: Screen, page: Page, before: Page | None) -> Page:
    """Return the page on top: the one from before where it still stands there, the cursor on its first line."""
    if before is not None and before is screen.app.screen:
        if before.query(Ledger):
            await screen.press("home")
        return before
    while len(screen.app.screen_stack) > 1:
        screen.app.pop_screen()
    screen.app.push_screen(page)
    await screen.settle()
    return page


async def changed_and_undone(screen: Screen, root: Path, page: Page, act: str, script: Script) -> str:
    """Make a change and undo it; return what is wrong, in words."""
    way_there, way = parted(script)
    await strike(screen, page, act, way_there)
    before = records(root)
    await strike(screen, page, act, way)
    if not await until_changed(screen, root, before):
        return "nothing was changed:\n" + screen.text()
    await back_to_a_page(screen)
    await screen.press("ctrl+z")
    await screen.until(lambda: "Undone" in screen.said)
    left = different(before, records(root))
    return "\n".join([*left, screen.text()]) if left else ""


async def wrong_on(screen: Screen, root: Path, scene: Scene) -> dict[str, str]:
    """Return which ways of a scene are wrong, and how."""
    wrong: dict[str, str] = {}
    page: Page | None = None
    for act, script in every_way(scene):
        try:
            page = await opened(screen, scene.page(make_desk(root)), page)
            if scene.prepare is not None:
                await scene.prepare(screen)
            said = await changed_and_undone(screen, root, page, act, script)
        except AssertionError as error:
            said = str(error)
        if said:
            wrong[f"{act} {script}"], page = said, None
    return wrong


def every_way(scene: Scene) -> Iterator[tuple[str, Script]]:
    """Yield the ways of a scene, each with its action."""
    for act, ways in scene.ways.items():
        for way in ways or ((),):
            if isinstance(way, str):
                yield act, tuple(each for each in ways if isinstance(each, str))
                break
            yield act, way


@pytest.mark.parametrize("group", SCENES)
async def test_one_undo_takes_back_whatever_was_changed_on_a_page(
    group: str, homes: Path, tmp_path: Path, open_screen: Open, readings: Readings
) -> None:
    wrong: dict[str, str] = {}
    for home in HOMES:
        found = {name: scene for name, scene in SCENES[group]().items() if scene.home == home}
        if not found:
            continue
        shutil.copytree(homes / home, tmp_path / home)
        root = tmp_path / home / "data"
        async with open_screen(make_desk(root), (64, 20)) as slow:
            screen = Quick(slow.app, slow.pilot)
            for name, scene in found.items():
                wrong |= {f"{name}: {way}": said for way, said in (await wrong_on(screen, root, scene)).items()}
    assert not wrong, "\n\n".join(f"== {way}\n{said}" for way, said in wrong.items())


def test_every_action_of_every_page_is_tried_or_known_to_change_nothing(homes: Path) -> None:
    tried: dict[str, set[str]] = {}
    for group in SCENES.values():
        for scene in group().values():
            page = type(scene.page(make_desk(homes / scene.home / "data"))).__name__
            tried.setdefault(page, set()).update(scene.ways)
    anywhere = {act.name for act in keys.ACTS if act.everywhere}
    missing = [
        f"{page.__name__}: {act}"
        for page in classes()
        if page.__name__ not in SHARED
        for act in page.acts
        if act not in tried.get(page.__name__, ()) and act not in anywhere and not looks(act, page.__name__)
    ]
    assert missing == []
    assert {act for act in anywhere if act not in tried["SaidPage"] and not looks(act, "")} == set()


def looks(act: str, page: str) -> bool:
    """Whether an action changes nothing: anywhere, or on that page."""
    return act in LOOKS and (not LOOKS[act] or page in LOOKS[act])


def test_the_list_of_what_changes_nothing_names_only_actions_there_are() -> None:
    own = {page.__name__: set(page.acts) for page in classes()}
    assert set(LOOKS) <= keys.NAMES
    assert [(act, page) for act, pages in LOOKS.items() for page in pages if act not in own.get(page, ())] == []
