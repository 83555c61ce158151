"""What the program has said since it was opened: answers go from the foot of a page, and notes from its corner.

Apart from the pages because what was said on one of them can be read on any other, in one's own time, by eye, with a
magnifier, or read aloud.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.text.telling import near
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import Cell, text

if TYPE_CHECKING:
    from datetime import datetime

    from textual.widget import Widget

MOST = 200
"""So many of the last sentences are remembered."""


class Answer(Record):
    """One thing that was said, and when; ``problem`` says that something could not be done."""

    at: datetime
    words: str
    problem: bool = False


class Said:
    """What was said, oldest first. A count that goes on ("Read so far: 200") is one thing with its last number."""

    def __init__(self) -> None:
        self._answers: deque[Answer] = deque(maxlen=MOST)

    @property
    def newest_first(self) -> tuple[Answer, ...]:
        """All that is remembered."""
        return tuple(reversed(self._answers))

    def note(self, at: datetime, words: str, *, problem: bool = False) -> None:
        """Remember something that is said now."""
        last = self._answers[-1] if self._answers else None
        if last is not None and _without_numbers(last.words) == _without_numbers(words):
            self._answers.pop()
        self._answers.append(Answer(at=at, words=words, problem=problem))


def _without_numbers(words: str) -> str:
    return "".join(sign for sign in words if not sign.isdecimal())


class SaidPage(Page):
    """All of it, newest first; what did not work bears the sign of what is late."""

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint)
        yield self.ledger

    def present(self, view: object) -> None:
        """Show it."""
        t, now = self.tr.gettext, self.desk.now()
        self.heading.say(t("What was said"))
        made = [
            text(
                answer.words,
                mark=Cell(text="▲", style="late") if answer.problem else Cell(text="·", style="dim"),
                right=Cell(text=near(answer.at, now, self.desk.zone, self.tr), style="dim"),
                id=f"said:{number}",
            )
            for number, answer in enumerate(self.freelance.said.newest_first)
        ]
        self.ledger.show_rows(made or [text(t("Nothing yet."), style="dim")])
