"""A text and what the coach says of it: beside it where there is room, else in a strip below.

The text is read in a thread of its own once nobody has typed for a moment; what comes back about an older text is
dropped. Remarks stay on their words while somebody types, until the next reading.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from freelance_comm.domain.errors import AppError
from freelance_comm.tui import coach_rows, plain
from freelance_comm.tui.backroom import begin
from freelance_comm.tui.coach_remarks import Remarks
from freelance_comm.tui.coach_rows import Item, Offer, Wording
from freelance_comm.tui.coach_text import CoachedArea, edit_between, moved
from freelance_comm.tui.complaint import told
from freelance_comm.tui.few_lines import FewLines
from freelance_comm.tui.layout import Hint
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.rows import BLANK

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widgets import TextArea

    from freelance_comm.services.coaching import About, Coached
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.coach_silence import Silence

PAUSE = 0.4
"""Seconds without a key after which the text is read."""
BLANK_TO_FILL = "…"
"""Stands in wordings for what only the freelancer knows."""
WIDE = 100
"""Cells from which the remarks stand beside the text."""


class Beside(Widget):
    """The text area with its remarks. ``about`` says in the coach's thread what is known around the text, or None where
    the coach has nothing to do with it.
    """

    DEFAULT_CSS = """
    Beside { height: 1fr; layout: horizontal; }
    Beside CoachedArea, Beside CoachedArea:focus {
        border: none; height: 1fr; width: 1fr; max-width: 108; padding: 0 3; background: $background;
    }
    Beside #remarks-side { width: 40%; max-width: 64; height: 1fr; border-left: solid $foreground 15%; }
    Beside #strip { display: none; max-height: 3; padding: 0 3; color: $quiet; }
    Beside.-narrow { layout: vertical; }
    Beside.-narrow #remarks-side { display: none; width: 1fr; max-width: 108; border-left: none; }
    Beside.-narrow.-open #remarks-side { display: block; height: 55%; border-top: solid $foreground 15%; }
    Beside.-narrow #strip { display: block; border-top: solid $foreground 15%; }
    Beside.-narrow.-open #strip, Beside.-off #strip, Beside.-off #remarks-side { display: none; }
    """

    class Said(Message):
        """What the coach says has changed, or which of it is looked at."""

    class Nothing(Message):
        """Somebody asked for the next remark, and there is none."""

    def __init__(self, about: Callable[[Desk], About | None], hint: Hint, silence: Silence) -> None:
        super().__init__()
        self._ask_about = about
        self.silence = silence
        self.area = CoachedArea(id="body")
        self.remarks = Remarks(hint)
        self._strip = FewLines(id="strip")
        self._pause: Timer | None = None
        self._about: About | None = None
        self._knows = False
        self._text = ""
        self._said: Coached | None = None
        self._problem = ""
        self.items: tuple[Item, ...] = ()
        self._asked = False
        self._read_text: str | None = None

    def compose(self) -> ComposeResult:
        """Text and remarks."""
        yield self.area
        yield Vertical(self.remarks, id="remarks-side")
        yield self._strip

    def on_resize(self, event: events.Resize) -> None:
        """Beside each other where there is room."""
        self.set_class(event.size.width < WIDE, "-narrow")
        self._list()

    @property
    def freelance(self) -> FreelanceApp:
        """The program."""
        return cast("FreelanceApp", self.app)

    @property
    def edge(self) -> int:
        """Where the right end of the title may stand; 0 where nothing is shown."""
        return max(self.area.region.right, self.remarks.region.right)

    @property
    def about(self) -> About | None:
        """What was known around the text when it was last read."""
        return self._about

    @property
    def said(self) -> Coached | None:
        """What was last said, of a text that may have been written on since."""
        return self._said

    @property
    def unread(self) -> bool:
        """Whether the text was changed since it was last read."""
        return self._read_text != self.area.text

    @property
    def in_remarks(self) -> bool:
        """Whether the keys go to the remarks."""
        return self.remarks.has_focus

    @property
    def waved(self) -> bool:
        """Whether something was let be that can be heard again."""
        return self._said is not None and self._said.waved > 0

    @property
    def at_waved(self) -> bool:
        """Whether the cursor is where what was let be is heard again."""
        row = self.remarks.current
        return self.in_remarks and row is not None and row.id == coach_rows.WAVED

    @property
    def now(self) -> Item | None:
        """The item that is looked at."""
        row = self.remarks.current
        name = coach_rows.item_of(row.id) if row is not None else ""
        return next((one for one in self.items if one.id == name), None)

    # reading

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Somebody types: the remarks move along, and the text is read once the keys rest."""
        self._follow()
        self._wait(PAUSE)

    def read_again(self) -> None:
        """Read now, with what is on record now."""
        self._knows = False
        self._wait(0)

    def _wait(self, seconds: float) -> None:
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(max(seconds, 0.001), self._begin)

    def _begin(self) -> None:
        begin(self, self._read, group="coach", exclusive=True)

    async def _read(self) -> None:
        text = self.area.text
        problem, said = "", None
        try:
            said = await self.freelance.backroom.coach(partial(self._coached, text))
        except AppError as error:
            problem = told(error, self.freelance.desk.tr)
        if text == self.area.text:
            self._said, self._problem, self._text, self._read_text = said, problem, text, text
            self.items = coach_rows.items(said) if said is not None else ()
            self._show()
            if self._asked:
                self._asked = False
                if self.items:
                    self.go_to_next()
                elif not problem:
                    self.post_message(self.Nothing())

    def _coached(self, text: str, desk: Desk) -> Coached | None:
        """Read the text; runs in the coach's thread."""
        from freelance_comm.services.coaching import coached

        if not self._knows:
            self._about = self._ask_about(desk)
            self._knows = self._about is not None
        return coached(desk, text, self._about) if self._about is not None else None

    def _follow(self) -> None:
        """Move what is marked along with the words it is about; what was written into is no longer marked."""
        text = self.area.text
        if text == self._text:
            return
        edit = edit_between(self._text, text)
        self._text = text
        followed = []
        for one in self.items:
            stretch = moved(one.stretch, edit) if one.stretch is not None else None
            place = moved(one.place, edit) if one.place is not None else None
            followed.append(one.but(stretch=stretch, place=place))
        self.items = tuple(followed)
        self._mark()

    # showing

    def _list(self) -> None:
        empty = not self.area.text.strip()
        made = coach_rows.rows(self.items, self._said, self.freelance.desk.tr, empty=empty, problem=self._problem)
        if self.has_class("-narrow"):
            made = [row for row in made if row is not BLANK]  # every line counts
        self.remarks.show_rows(made)
        if self.in_remarks:
            self.remarks.show_current()

    def _show(self) -> None:
        self.set_class(self.silence.holds(self.freelance, self.area.text, self._about, self._said), "-off")
        self._list()
        self.remarks.can_focus = bool(self.items) or self.waved
        if self.in_remarks and not self.items:
            self.area.focus()
        self._mark()
        self._look_where_the_cursor_is()
        self.post_message(self.Said())

    def _mark(self) -> None:
        now = self.now if self.in_remarks else None
        self.area.mark([one.stretch for one in self.items if one.stretch], now.stretch if now else None)

    def _sum_up(self) -> None:
        empty = not self.area.text.strip()
        lines = coach_rows.in_short(self.items, self.now, self._said, self.freelance.desk.tr, empty=empty)
        words = [f"▲ {self._problem}"] if self._problem else [line for line in lines if line]
        self._strip.set_words("\n".join(words))

    def _look_where_the_cursor_is(self) -> None:
        """While one writes, the list shows the remark the cursor stands in."""
        if not self.in_remarks:
            offset = self.area.cursor_offset_in_text
            for one in self.items:
                if one.stretch is not None and one.stretch[0] <= offset <= one.stretch[1]:
                    self.remarks.go_to(one.id)
                    break
        self._sum_up()

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Look at what the cursor stands in."""
        self._look_where_the_cursor_is()

    def on_ledger_moved(self, event: Ledger.Moved) -> None:
        """Another remark is looked at: its words are shown in the text."""
        event.stop()
        self._go_to_words()
        self.post_message(self.Said())

    def _go_to_words(self) -> None:
        now = self.now
        if self.in_remarks and now is not None and now.stretch is not None:
            self.area.go_to(now.stretch)
        self._mark()
        self._sum_up()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """On a narrow terminal the list opens when one goes there."""
        self.set_class(self.in_remarks, "-open")
        if self.in_remarks:
            self.remarks.show_current()
        self._go_to_words()
        self.post_message(self.Said())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Nothing is looked at any more."""
        self._mark()

    # acting

    def go_to_next(self) -> None:
        """Go to the next remark: from the text to the first one at or after the cursor. Where there is none, the text
        is read first.
        """
        if not self.items and self.waved and not self.unread:
            self.remarks.focus(scroll_visible=False)
            return
        if not self.items:
            self._asked = True
            self.read_again()
            return
        names = [one.id for one in self.items]
        if self.in_remarks:
            now = self.now
            place = (names.index(now.id) + 1) % len(names) if now is not None else 0
        else:
            offset = self.area.cursor_offset_in_text
            ahead = [one.id for one in self.items if one.stretch is not None and one.stretch[1] > offset]
            place = names.index(ahead[0]) if ahead else 0
        self.remarks.focus(scroll_visible=False)
        self.remarks.go_to(names[place])

    def take(self) -> bool:
        """Put the wording under the cursor into the text; say whether there was one and its words still stand.

        Where it has a blank that only the freelancer can fill, the blank is selected and the next key writes there.
        """
        now, wording = self.now, self.wording()
        if now is None or now.place is None or wording is None or wording.words is None:
            return False
        words = plain.area_value(wording.words)
        self.drop(now)
        self.area.put(words, now.place)
        self._follow()
        self._wait(0)
        blank = words.find(BLANK_TO_FILL)
        if blank >= 0:
            start = now.place[0] + blank
            self.area.focus()
            self.area.select_stretch((start, start + len(BLANK_TO_FILL)))
        return True

    def drop(self, item: Item) -> None:
        """Say this no more; the cursor goes on to the next."""
        self.items = tuple(one for one in self.items if one.id != item.id)
        self._show()

    def to_text(self) -> None:
        """Go on writing."""
        self.area.focus()

    def on_remarks_left(self, event: Remarks.Left) -> None:
        """Esc: back to the text. Undo: the text as it was before."""
        event.stop()
        if event.undo:
            self.area.undo()
        else:
            self.to_text()

    def offer(self) -> Offer | None:
        """Return the promise under the cursor."""
        now = self.now
        return now.thing if now is not None and isinstance(now.thing, Offer) else None

    def wording(self) -> Wording | None:
        """Return the remark under the cursor."""
        row = self.remarks.current
        return row.thing if row is not None and isinstance(row.thing, Wording) else None
