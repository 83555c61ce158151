"""A page on which one key says what a message that waits is: answered elsewhere, no answer needed, later and so on.

Today and a client's card are such pages; which message is meant is theirs to know.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from freelance_comm.tui import clock_states
from freelance_comm.tui.clock_states import Waiting
from freelance_comm.tui.page import Page


class WaitingPage(Page):
    """A page with messages that wait."""

    def with_waiting(self, job: Callable[[Page, Waiting], Awaitable[object]]) -> None:
        """Begin ``job`` with the message that is meant, or say that there is none."""
        raise NotImplementedError

    def action_answered(self) -> None:
        """It was answered in another way."""
        self.with_waiting(clock_states.answered)

    def action_no_answer(self) -> None:
        """It needs no answer."""
        self.with_waiting(clock_states.no_answer)

    def action_await_them(self) -> None:
        """The client has to act first, or no longer."""
        self.with_waiting(clock_states.await_them)

    def action_later(self) -> None:
        """Out of sight until later."""
        self.with_waiting(clock_states.later)

    def action_link(self) -> None:
        """A message of mine was the answer."""
        self.with_waiting(clock_states.link)
