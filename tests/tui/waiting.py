"""A cheaper way to wait for the widgets of a screen: those that have nothing to do are not sent anything.

Textual's own way sends each widget a message and waits until all have come back. A test waits six times for each key,
on forms with a hundred widgets, and that is most of what such a key costs.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from textual.pilot import Pilot

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

TURNS = 4
"""For how many turns of the loop nobody may have anything to do: a key passes through three before it is in a queue."""
_sent_round = Pilot._wait_for_screen


def install() -> None:
    """Let every pilot wait so."""
    setattr(Pilot, _sent_round.__name__, _wait_for_screen)


def rests(pump: MessagePump) -> bool:
    """Whether a widget has ended, or waits for its next message: what came before is done."""
    if pump._closing or pump._closed:
        return True
    come = getattr(pump._message_queue, "ready_event", None)  # without it, messages are sent round as ever
    return come is not None and not come.is_set() and bool(come._waiters)


async def _wait_for_screen(pilot: Pilot[Any], timeout: float = 30.0) -> bool:
    """Wait until the screen and its children have done all that was sent to them; as ``Pilot`` has it."""
    for _ in range(TURNS):
        await asyncio.sleep(0)
        app = pilot.app
        if not (app.screen_stack and rests(app) and all(map(rests, app.screen.walk_children(with_self=True)))):
            return await _sent_round(pilot, timeout)
    return True
