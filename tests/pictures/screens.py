"""Opens the real screen on the sample data at a fixed moment, presses real keys, and takes down what is seen.

Apart from the commands because only this needs Textual.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from freelance_comm.services.desk import Desk
from tests.pictures.drawing import Picture, Run

if TYPE_CHECKING:
    from rich.segment import Segment
    from rich.style import Style
    from textual.pilot import Pilot

    from freelance_comm.tui.app import FreelanceApp

SETTLED = 0.15
"""Seconds without a change after which a page counts as whole."""
PATIENCE = 30.0
"""Seconds after which a page that does not show what it should is given up; a guard, not a measure."""


async def seen(
    desk: Desk, title: str, keys: Sequence[str], shows: str, *, size: tuple[int, int], themes: Sequence[str]
) -> list[Picture]:
    """Return the page behind ``keys`` in each of the ``themes``, once the text ``shows`` stands on it.

    A key is a name of Textual's; what begins with ``"`` is typed letter by letter, what begins with ``paste `` pasted.
    """
    from textual.events import Paste

    from freelance_comm.tui.app import FreelanceApp

    app = FreelanceApp(desk)
    app.theme = themes[0]
    app.look_ahead(PATIENCE)
    pictures = []
    try:
        async with app.run_test(size=size) as pilot:
            await _quiet(app, pilot)
            for key in keys:
                if key.startswith("paste "):
                    app.post_message(Paste(key.removeprefix("paste ")))
                else:
                    await pilot.press(*_strokes(key))
                await _quiet(app, pilot)
            await _shown(app, pilot, shows)
            for theme in themes:
                app.theme = theme
                await _quiet(app, pilot)
                pictures.append(_picture(app, title, size[0]))
    finally:
        app.kept.flush()
        app.backroom.close()
    return pictures


def _strokes(key: str) -> Iterable[str]:
    if key.startswith('"'):
        return [{" ": "space", "\n": "enter"}.get(letter, letter) for letter in key[1:]]
    return [key]


async def _quiet(app: FreelanceApp, pilot: Pilot[int]) -> None:
    """Wait until nothing is read or drawn any more."""
    for _ in range(2):
        await pilot.pause()
        while app.backroom.busy or app.backroom.busy_aside:
            await asyncio.sleep(0.005)
            await pilot.pause()


async def _shown(app: FreelanceApp, pilot: Pilot[int], wanted: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while wanted not in _text(app):
        if time.monotonic() > deadline:
            raise AssertionError(f"“{wanted}” did not come; the screen says:\n{_text(app)}")
        await asyncio.sleep(0.02)
        await _quiet(app, pilot)
    before = ""
    while before != _text(app):  # what is read beside the page may come a moment later
        before = _text(app)
        await asyncio.sleep(SETTLED)
        await _quiet(app, pilot)


def _strips(app: FreelanceApp) -> list[list[Segment]]:
    return [list(strip) for strip in app.screen._compositor.render_strips()]


def _text(app: FreelanceApp) -> str:
    return "\n".join("".join(segment.text for segment in strip) for strip in _strips(app))


def _picture(app: FreelanceApp, title: str, columns: int) -> Picture:
    color, ground = app.theme_variables["foreground"], app.theme_variables["background"]
    color, ground = _hex(color), _hex(ground)
    rows = []
    for strip in _strips(app):
        runs: list[Run] = []
        column = 0
        for segment in strip:
            if not segment.control and segment.text:
                runs.append(_run(segment.text, segment.style, column, color, ground))
                column += len(segment.text)
        rows.append(tuple(_joined(runs)))
    return Picture(title=title, columns=columns, rows=tuple(rows), color=color, ground=ground)


def _hex(color: str) -> str:
    from textual.color import Color

    return str(Color.parse(color).hex6).lower()


def _run(text: str, style: Style | None, column: int, color: str, ground: str) -> Run:
    if style is None:
        return Run(column=column, text=text, color=color, ground=ground)
    front = style.color.get_truecolor().hex.lower() if style.color and not style.color.is_default else color
    back = style.bgcolor.get_truecolor().hex.lower() if style.bgcolor and not style.bgcolor.is_default else ground
    if style.reverse:
        front, back = back, front
    return Run(
        column=column,
        text=text,
        color=front,
        ground=back,
        bold=bool(style.bold),
        slanted=bool(style.italic),
        underlined=bool(style.underline),
    )


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Return runs in which neighbours of one look are one."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and last.but(column=0, text="") == run.but(column=0, text=""):
            joined[-1] = last.but(text=last.text + run.text)
        else:
            joined.append(run)
    return joined
