"""Reminders while the program is open: a quiet note in the corner, once for each thing, and only if somebody is there.

They come out of the same memory as those of `remind --new`, so that nothing is told twice. A note that nobody sees
would be lost: while the terminal is out of sight, or nothing was typed for long, they are left to the timer.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import events

from freelance_comm.domain.errors import AppError
from freelance_comm.services.urgency import Urgency
from freelance_comm.tui import plain
from freelance_comm.tui.backroom import begin

if TYPE_CHECKING:
    from freelance_comm.services.agenda_item import Item
    from freelance_comm.services.reminders import Due
    from freelance_comm.tui.app import FreelanceApp

LISTEN_EVERY = 60.0
"""Seconds between two looks for what has become due."""
ATTENTION = 600.0
"""Seconds after the last key or click in which somebody is taken to be there."""
STAYS = 30.0
"""Seconds a note stays; a click takes it away."""
_SIGNS_OF_LIFE = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp, events.Paste)


class Toasts:
    """Looks for what is to be told, and shows it."""

    def __init__(self, app: FreelanceApp) -> None:
        self._app = app
        self._last = time.monotonic()
        self._unnoted: set[str] = set()
        """What was shown although the disk did not take the note of it: not once more while the program is open."""

    def note(self, event: events.Event) -> None:
        """Take an event as a sign that somebody is there."""
        if isinstance(event, _SIGNS_OF_LIFE):
            self._last = time.monotonic()

    @property
    def quiet(self) -> float:
        """Seconds since the last sign that somebody is there."""
        return time.monotonic() - self._last

    @property
    def somebody_there(self) -> bool:
        """Whether a note would be seen."""
        return self._app.app_focus and self.quiet < ATTENTION

    def look(self) -> None:
        """Show what has become due, if somebody is there to see it."""
        if self.somebody_there and not self._app.backroom.busy_aside:
            begin(self._app, self._tell, group="toasts", exclusive=True)

    async def _tell(self) -> None:
        from freelance_comm.services.told import news

        try:
            due = await self._app.backroom.aside(news)
        except AppError:
            return  # a file that cannot be read is told by the pages; a busy one is asked again in a minute
        items = self._not_shown(due)
        if items:
            self._show(items)

    def _not_shown(self, due: Due) -> tuple[Item, ...]:
        if not due.unnoted:
            return due.items
        items = tuple(item for item in due.items if f"{item.key} {item.urgency}" not in self._unnoted)
        self._unnoted |= {f"{item.key} {item.urgency}" for item in items}
        return items

    def _show(self, items: tuple[Item, ...]) -> None:
        from freelance_comm.services.notify import notice

        what = notice(items, self._app.desk.tr)
        self._app.said.note(self._app.desk.now(), "\n".join((what.title, *what.lines)))
        pressing = any(item.urgency is not Urgency.LATER for item in items)
        self._app.notify(
            plain.area_value("\n".join(what.lines)),
            title=plain.field_value(what.title),
            severity="warning" if pressing else "information",
            timeout=STAYS,
            markup=False,
        )
