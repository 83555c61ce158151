"""The screen, drawn in full and shown nowhere, so that what it costs to draw it can be measured inside the process.

Apart from the tests' pretended terminal, which leaves out the last step: turning what changed into what is written.
Costs are times of the processor, which do not grow when something else keeps the machine busy.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import process_time, thread_time
from typing import TYPE_CHECKING, Any

from textual import events
from textual.drivers.headless_driver import HeadlessDriver

from freelance_comm.services.desk import Desk
from freelance_comm.tui.app import FreelanceApp

if TYPE_CHECKING:
    from textual.message import Message
    from textual.screen import Screen

SIZE = (100, 30)
QUIET = 0.06
"""Seconds without anything drawn, after which the answer to a key is complete."""
BEAT = 0.002
"""Seconds between two beats of the heart that tells whether the loop has its turn."""


class Nowhere(HeadlessDriver):
    """A terminal that takes every byte and shows none."""

    @property
    def is_headless(self) -> bool:
        """Everything is drawn to the end."""
        return False

    def write(self, data: str) -> None:
        """Take what would be written, in the form in which it would be."""
        data.encode()


class Unseen(FreelanceApp):
    """The program on such a terminal; ``drawn`` is the loop's time at the end of the last drawing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, signals=True)
        self.driver_class = Nowhere
        self.drawn = 0.0
        self.drawings = 0

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        super()._display(screen, renderable)
        self.drawn = thread_time()
        self.drawings += 1


class Heart:
    """Beats on the loop. ``worst`` is the longest time of the process, in seconds, that lay between two beats."""

    def __init__(self) -> None:
        self.worst = 0.0

    async def beat(self) -> None:
        """Beat until it is cancelled."""
        before = process_time()
        while True:
            await asyncio.sleep(BEAT)
            now = process_time()
            self.worst = max(self.worst, now - before)
            before = now


class Turns:
    """The longest single piece of work that the loop did, in seconds of its thread, and what that was.

    Every callback passes here while it watches (``with Turns() as turns``).
    """

    def __init__(self) -> None:
        self.worst = 0.0
        self.doing = ""

    def __enter__(self) -> Turns:
        plain: Callable[[asyncio.Handle], None] = asyncio.Handle._run
        self._plain = plain

        def timed(handle: asyncio.Handle) -> None:
            begun = thread_time()
            plain(handle)
            took = thread_time() - begun
            if took > self.worst:
                self.worst, self.doing = took, repr(handle)

        setattr(asyncio.Handle, "_run", timed)  # noqa: B010 - not a method that anybody may assign
        return self

    def __exit__(self, *_failure: object) -> None:
        setattr(asyncio.Handle, "_run", self._plain)  # noqa: B010


@asynccontextmanager
async def opened(desk: Desk) -> AsyncIterator[Unseen]:
    """Open the program on ``desk`` and wait until its first page stands."""
    app = Unseen(desk)
    ready = asyncio.Event()

    async def started(_pilot: object) -> None:
        ready.set()

    running = asyncio.ensure_future(app.run_async(size=SIZE, auto_pilot=started))
    try:
        await ready.wait()
        await settled(app)
        with app._context():
            yield app
    finally:
        app.exit()
        await running
        app.kept.flush()
        app.backroom.close()


async def settled(app: Unseen) -> None:
    """Wait until nothing is read or saved and nothing has been drawn for a moment."""
    while True:
        before = app.drawings
        await asyncio.sleep(QUIET)
        if app.failure is not None:
            raise app.failure
        if not app.backroom.busy and not app.backroom.busy_aside and app.drawings == before:
            return


async def pressed(app: Unseen, key: str) -> float:
    """Press a key; return the seconds of the loop from the key to the end of the last drawing that it caused."""
    begun = thread_time()
    message: Message = events.Key(key, key if len(key) == 1 else None)
    message.set_sender(app)
    driver = app._driver
    if driver is None:
        raise RuntimeError("the screen is closed")
    driver.send_message(message)
    await settled(app)
    return max(0.0, app.drawn - begun)
