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
_CLOSE_GAP = 2
"""Between keys that stand closer together, so that one more has room."""
_LEAST_LABEL = 12
"""Cells below which a label is not worth breaking."""
_OWN_FIRST = 2
"""So many of a page's own keys are shown before one that is only for now; one more where they can stand closer."""
ANSWER_STAYS = 12.0
"""Seconds an answer is left standing."""


class TitleLine(Widget):
    """What page this is, and at the right what one wants to know beside it."""

    DEFAULT_CSS = """
    TitleLine { height: auto; padding: 0 1; background: $background; }
    """

    def __init__(self, edge: Callable[[], int]) -> None:
        super().__init__()
        self._edge = edge
        self._ends = ("", "")
        self._whole = False

    @property
    def text(self) -> tuple[str, str]:
        """The two ends, as they were set."""
        return self._ends

    def say(self, left: str, right: str = "", *, whole: bool = False) -> None:
        """Show ``left`` and, where there is room, ``right``; what is shown ``whole`` goes below where there is none."""
        anew = (self._ends, self._whole) != ((left, right), whole) and (whole or self._whole)
        self._ends, self._whole = (left, right), whole
        self.refresh(layout=anew)

    def _below(self, width: int) -> list[str]:
        """Return the lines of the right end where it is shown whole and has no room beside the left one."""
        left, right = (plain.line(end).plain for end in self._ends)
        room = min(self._edge() - _EDGE, width)
        beside = cell_len(left) + columns.NARROW_GAP + cell_len(right)
        return columns.wrap(right, room) if self._whole and right and beside > room else []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The line, what stands below it, and an empty one."""
        return 2 + len(self._below(width))

    def render(self) -> Content:
        """Draw the line."""
        room = min(self._edge() - _EDGE, self.content_size.width)
        below = self._below(self.content_size.width)
        if below:
            title = Content.styled(columns.clip(plain.line(self._ends[0]).plain, room), "bold")
            return Content("\n").join([title, *(Content.styled(line, "$quiet") for line in below)])
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
        self._waits = False

    @property
    def is_problem(self) -> bool:
        """Whether it says what went wrong."""
        return self.has_class("-problem")

    def say(self, text: str, *, problem: bool = False, stays: bool = False) -> None:
        """Show ``text``; nothing hides the line. Answers go by themselves; problems and what ``stays`` do not."""
        self._waits = False
        self.set_class(bool(text), "-shown")
        self.set_class(problem, "-problem")
        self.set_words(text)
        if text:
            self._heard(text, problem)
        if self._fading is not None:
            self._fading.stop()
        self._fading = None if problem or stays or not text else self.set_timer(ANSWER_STAYS, lambda: self.say(""))

    def wait(self, text: str) -> None:
        """Show what is waited for, in the place of no answer and no problem; empty text says that it is over."""
        if self._waits or not self.text:
            self._waits = bool(text)
            self.set_class(bool(text), "-shown")
            self.set_class(False, "-problem")
            self.set_words(text)


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
        self._offered: tuple[str, ...] = ()
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

    def offer(self, acts: tuple[str, ...]) -> None:
        """Show keys that mean something for now, before the last ones; the first of the page's own keep their room."""
        if acts != self._offered:
            self._offered = acts
            self.show_acts(self._acts, anew=True)

    def shows(self, act: str) -> bool:
        """Return whether there is room for an action."""
        return any(entry[0] == act for line in self.fitting(self.content_size.width) for entry in line)

    def fitting(self, room: int) -> list[list[Entry]]:
        """Return lines of (action, key, label) that fit into ``room`` cells; room for the last ones is taken first."""
        return self.laid(room)[1]

    def laid(self, room: int) -> tuple[int, list[list[Entry]]]:
        """Return the cells between two keys, and the lines."""
        wanted = [(act, *self._hint(act)) for act in self._acts]
        last = [(act, *self._hint(act)) for act in self._last]
        offered = [(act, *self._hint(act)) for act in self._offered]
        for count, gap in _ways(len(wanted)) if offered else ():
            lines = _in_lines([*wanted[:count], *offered, *last], room, gap)
            if len(lines) <= self._most:
                return gap, lines
        for count in range(len(wanted), -1, -1):
            lines = _in_lines([*wanted[:count], *last], room)
            if len(lines) <= self._most:
                return _GAP, lines
        return _GAP, _in_lines(last, room)[: self._most]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the keys need."""
        return len(self.fitting(width))

    def render(self) -> Content:
        """Draw the keys."""
        room = max(1, self.content_size.width)
        lines = []
        gap, self._drawn = self.laid(room)
        for entries in self._drawn:
            parts: list[Content] = []
            for _act, key, label in entries:
                parts += [plain.line(key, "$text-primary bold"), plain.line(f" {label}{' ' * gap}", "$quiet")]
            lines.append(Content.assemble(*parts).truncate(room))
        return Content("\n").join(lines)

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        gap, lines = self.laid(self.content_size.width)
        row = event.y - self.styles.padding.top
        if not 0 <= row < len(lines):
            return
        place = event.x - self.styles.padding.left
        for entry in lines[row]:
            width = _width(entry, gap)
            if 0 <= place < width:
                self.post_message(self.Pressed(entry[0]))
                return
            place -= width


def _ways(count: int) -> list[tuple[int, int]]:
    """Return how many of ``count`` own keys to show beside one only for now, and how far apart: the best first."""
    ways = [(shown, _GAP) for shown in range(count, min(count, _OWN_FIRST) - 1, -1)]
    return ways if count <= _OWN_FIRST else [*ways[:-1], (_OWN_FIRST + 1, _CLOSE_GAP), ways[-1]]


def _in_lines(entries: Sequence[Entry], room: int, gap: int = _GAP) -> list[list[Entry]]:
    lines: list[list[Entry]] = [[]]
    taken = 0
    for entry in (part for whole in entries for part in _broken(whole, room)):
        width = _width(entry, gap)
        if lines[-1] and (taken + width - gap > room or _goes_on(entry) or _goes_on(lines[-1][-1])):
            lines.append([])
            taken = 0
        lines[-1].append(entry)
        taken += width
    return lines


def _broken(entry: Entry, room: int) -> list[Entry]:
    """Return a key whose label is longer than a line as one for each line; after the first its key is blank."""
    act, key, label = entry
    beside = cell_len(key) + 1
    if beside + cell_len(label) <= room or room - beside < _LEAST_LABEL:
        return [entry]
    first, *rest = columns.wrap(label, room - beside)
    return [(act, key, first), *((act, " " * cell_len(key), words) for words in rest)]


def _goes_on(entry: Entry) -> bool:
    """Return whether an entry is the rest of the label before it."""
    return not entry[1].strip()


def _width(entry: Entry, gap: int) -> int:
    return cell_len(entry[1]) + cell_len(entry[2]) + 1 + gap
