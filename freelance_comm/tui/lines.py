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
from freelance_comm.tui.few_lines import FewLines

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size
    from textual.timer import Timer

_EDGE = 1
_GAP = 3
Entry = tuple[str, str, str]
"""An action with its key and its label."""
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
        return Content.assemble(Content.styled(left, "bold"), Content(filling), Content.styled(right, "$quiet"))


class QuietLine(FewLines):
    """Answers in a line or a few above the keys: what was done, or what went wrong and what to do."""

    DEFAULT_CSS = """
    QuietLine { max-height: 6; padding: 0 3; display: none; background: $background; }
    QuietLine.-shown { display: block; }
    QuietLine.-problem { color: $late; }
    """

    def __init__(self, heard: Callable[[str, bool], None]) -> None:
        """``heard`` is told whatever is said, and whether it is a problem."""
        super().__init__()
        self._heard = heard
        self._fading: Timer | None = None

    def say(self, text: str, *, problem: bool = False, stays: bool = False) -> None:
        """Show ``text``; nothing hides the line. Answers go by themselves; problems and what ``stays`` do not."""
        self.set_class(bool(text), "-shown")
        self.set_class(problem, "-problem")
        self.set_words(text)
        if text:
            self._heard(text, problem)
        if self._fading is not None:
            self._fading.stop()
        self._fading = None if problem or stays or not text else self.set_timer(ANSWER_STAYS, lambda: self.say(""))


class KeyLine(Widget):
    """The keys that matter here, as many as fit; each can be clicked. Pages one types on may take a second line."""

    DEFAULT_CSS = """
    KeyLine { height: auto; padding: 0 1; background: $background; dock: bottom; }
    """

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, act: str) -> None:
            super().__init__()
            self.act = act

    def __init__(self, hint: Callable[[str], tuple[str, str]], last: Sequence[str], *, lines: int = 1) -> None:
        super().__init__()
        self._hint = hint
        self._acts: tuple[str, ...] = ()
        self._last = tuple(last)
        self._most = lines
        self._drawn: list[list[Entry]] | None = None

    def show_acts(self, acts: Sequence[str], *, anew: bool = False) -> None:
        """Show other keys, or the same ones with other words."""
        if anew or self._acts != tuple(acts):
            self._acts = tuple(acts)
            room = self.content_size.width
            wanted = self.fitting(room) if room else None
            if wanted is None or wanted != self._drawn:
                # Laying the page out anew takes longer than all else that a key press does.
                self.refresh(layout=wanted is None or len(wanted) != self.content_size.height)

    def fitting(self, room: int) -> list[list[Entry]]:
        """Return lines of (action, key, label) that fit into ``room`` cells; room for the last ones is taken first."""
        wanted = [(act, *self._hint(act)) for act in self._acts]
        last = [(act, *self._hint(act)) for act in self._last]
        for count in range(len(wanted), -1, -1):
            lines = _in_lines([*wanted[:count], *last], room)
            if len(lines) <= self._most:
                return lines
        return _in_lines(last, room)[: self._most]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the keys need."""
        return len(self.fitting(width))

    def render(self) -> Content:
        """Draw the keys."""
        room = max(1, self.content_size.width)
        lines = []
        self._drawn = self.fitting(room)
        for entries in self._drawn:
            parts: list[Content] = []
            for _act, key, label in entries:
                parts += [plain.line(key, "$text-primary bold"), plain.line(f" {label}   ", "$quiet")]
            lines.append(Content.assemble(*parts).truncate(room))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        lines = self.fitting(self.content_size.width)
        row = event.y - self.styles.padding.top
        if not 0 <= row < len(lines):
            return
        place = event.x - self.styles.padding.left
        for entry in lines[row]:
            width = _width(entry)
            if 0 <= place < width:
                self.post_message(self.Pressed(entry[0]))
                return
            place -= width


def _in_lines(entries: Sequence[Entry], room: int) -> list[list[Entry]]:
    lines: list[list[Entry]] = [[]]
    taken = 0
    for entry in entries:
        width = _width(entry)
        if lines[-1] and taken + width - _GAP > room:
            lines.append([])
            taken = 0
        lines[-1].append(entry)
        taken += width
    return lines


def _width(entry: Entry) -> int:
    return cell_len(entry[1]) + cell_len(entry[2]) + 1 + _GAP
