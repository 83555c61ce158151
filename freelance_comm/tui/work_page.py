"""Pages on which long work is begun: they tell how far it has come, and Esc stops it before it leads back.

Apart from the other pages, where Esc leads back at once and the work goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.long_work import Progress

Answer = TypeVar("Answer")
LOOK_EVERY = 0.2
"""Seconds between two looks at how far long work has come."""


class WorkPage(Page):
    """A page that tells of long work as long as there is any."""

    def __init__(self) -> None:
        super().__init__()
        self._telling = ""
        self._worked = False

    def on_mount(self) -> None:
        """Look how far the work has come, again and again."""
        self.set_interval(LOOK_EVERY, self._tell_work)

    def hint(self, name: str) -> tuple[str, str]:
        """Return key and label of an action; while there is work, Esc stops it."""
        key, label = super().hint(name)
        if name == "back" and self._may_stop:
            return key, super().hint("stop_reading")[1]
        return key, label

    async def work(
        self, words: str, job: Callable[[Desk, Progress], Answer], *, saves: bool = False, at_once: bool = True
    ) -> Answer:
        """Do something long beside all pages; ``words`` say what it is."""
        try:
            return await self.freelance.long_work.run(words, job, saves=saves, at_once=at_once)
        finally:
            if self.is_attached:
                self._tell_work()
                self.key_line.show_acts(self.shown_acts(), anew=True)

    def action_back(self) -> None:
        """Stop the work under way; without any, go back."""
        if self._may_stop:
            self.stop_work()
        else:
            super().action_back()

    def stop_work(self) -> None:
        """Stop what is under way, and say so."""
        self.freelance.long_work.stop()
        self.quiet.say(self.tr.gettext("Stopping…"), stays=True)
        self._telling = self.quiet.text

    @property
    def _may_stop(self) -> bool:
        work = self.freelance.long_work
        return work.under_way and not work.stopping

    def _tell_work(self) -> None:
        work = self.freelance.long_work
        words = work.told(self.tr)
        if words:
            self.quiet.say(words, stays=True)
        elif self._telling and not work.under_way and self.quiet.text == self._telling:
            self.quiet.say("")
        if not work.under_way:
            self._telling = ""
        elif words:
            self._telling = self.quiet.text
        if self._worked != self._may_stop:
            self._worked = self._may_stop
            self.key_line.show_acts(self.shown_acts(), anew=True)


async def tell_while(page: Page, words: str, job: Callable[[Desk, Progress], Answer]) -> Answer:
    """Save something that may take long, told on any page; beside other long work it is saved without a word."""
    work = page.freelance.long_work
    if work.under_way:
        return await page.save(lambda desk: job(desk, lambda _done, _total: None))

    def tell() -> None:
        said = work.told(page.tr)
        if said:
            page.say(said)

    looking = page.set_interval(LOOK_EVERY, tell)
    try:
        return await work.run(words, job, saves=True)
    finally:
        looking.stop()
