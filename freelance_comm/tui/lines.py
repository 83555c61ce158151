"""The three lines around a page: its title, the quiet line that answers, and the keys.

Drawn by hand instead of with Textual's header and footer: one line each, no boxes, and the text of clients in them is
never markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from freelance_comm.tui import columns, plain

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

_EDGE = 1
ANSWER_STAYS = 12.0
"""Seconds an answer is left standing."""


class TitleLine(Widget):
    """What page this is, and at the right what one wants to know beside it."""

    DEFAULT_CSS = """
    TitleLine { height: 2; padding: 0 1; background: $background; }
    """

    def __init__(self, edge: Callable[[], int]) -> None:
        super().__init__()
        self._edge = edge
        self._ends = ("", "")

    @property
    def text(self) -> tuple[str, str]:
        """The two ends, as they were set."""
        return self._ends

    def say(self, left: str, right: str = "") -> None:
        """Show ``left`` and, where there is room, ``right``."""
        self._ends = (left, right)
        self.refresh()

    def render(self) -> Content:
        """Draw the line."""
        room = min(self._edge() - _EDGE, self.content_size.width)
        left, filling, right = columns.two_ends(plain.line(self._ends[0]).plain, plain.line(self._ends[1]).plain, room)
        return Content.assemble(
            Content.styled(left, "bold"), Content(filling), Content.styled(right, "$foreground 62%")
        )


class QuietLine(Widget):
    """Answers in a line or a few above the keys: what was done, or what went wrong and what to do."""

    DEFAULT_CSS = """
    QuietLine { height: auto; max-height: 6; padding: 0 3; display: none; background: $background; }
    QuietLine.-shown { display: block; }
    QuietLine.-problem { color: $text-error; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._content = Content("")
        self._fading: Timer | None = None

    @property
    def text(self) -> str:
        """What is said at the moment."""
        return self._content.plain

    def say(self, text: str, *, problem: bool = False, stays: bool = False) -> None:
        """Show ``text``; nothing hides the line. Answers go by themselves; problems and what ``stays`` do not."""
        self._content = plain.block(text)
        self.set_class(bool(text), "-shown")
        self.set_class(problem, "-problem")
        self.refresh(layout=True)
        if self._fading is not None:
            self._fading.stop()
        self._fading = None if problem or stays or not text else self.set_timer(ANSWER_STAYS, lambda: self.say(""))

    def render(self) -> Content:
        """Draw the lines."""
        return self._content


class KeyLine(Widget):
    """The keys that matter here, as many as fit; each can be clicked."""

    DEFAULT_CSS = """
    KeyLine { height: 1; padding: 0 1; background: $background; dock: bottom; }
    """

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, act: str) -> None:
            super().__init__()
            self.act = act

    def __init__(self, hint: Callable[[str], tuple[str, str]], last: Sequence[str]) -> None:
        super().__init__()
        self._hint = hint
        self._acts: tuple[str, ...] = ()
        self._last = tuple(last)

    def show_acts(self, acts: Sequence[str]) -> None:
        """Show other keys."""
        if self._acts != tuple(acts):
            self._acts = tuple(acts)
            self.refresh()

    def fitting(self, room: int) -> list[tuple[str, str, str]]:
        """Return (action, key, label) of what fits into ``room`` cells; room for the last ones is taken first."""
        chosen = [(act, *self._hint(act)) for act in self._last]
        taken = sum(_width(entry) for entry in chosen)
        first: list[tuple[str, str, str]] = []
        for act in self._acts:
            entry = (act, *self._hint(act))
            if taken + _width(entry) > room:
                break
            first.append(entry)
            taken += _width(entry)
        return [*first, *chosen]

    def render(self) -> Content:
        """Draw the keys."""
        parts: list[Content] = []
        for _act, key, label in self.fitting(self.content_size.width):
            parts += [Content.styled(key, "$text-primary bold"), Content.styled(f" {label}   ", "$foreground 62%")]
        return Content.assemble(*parts).truncate(max(1, self.content_size.width))

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        place = event.x - _EDGE
        for act, key, label in self.fitting(self.content_size.width):
            width = _width((act, key, label))
            if 0 <= place < width:
                self.post_message(self.Pressed(act))
                return
            place -= width


def _width(entry: tuple[str, str, str]) -> int:
    return cell_len(entry[1]) + cell_len(entry[2]) + 4
