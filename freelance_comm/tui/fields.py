"""The widgets people type into: one line, several lines, a choice.

Apart from Textual's own because a pasted text must not vanish or be cut, and because what a field holds is drawn as it
is, so escapes are removed where they come in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.tui import keys, plain

if TYPE_CHECKING:
    from textual import events
    from textual.binding import BindingType
    from textual.strip import Strip


LONGEST_LINE = 10_000
"""Characters that fit into one line; what is saved of it is limited by what it is."""


class PasteRefused(Message):
    """More was pasted than there is room for; the field is as it was."""

    def __init__(self, error: BadValue) -> None:
        super().__init__()
        self.error = error


def room_for(widget: Widget, there: int, pasted: str, limit: int) -> bool:
    """Say whether ``pasted`` fits beside ``there`` characters; where it does not, the page hears why.

    A paste is taken whole or not at all: a cut one looks as if it were complete.
    """
    if there + len(pasted) <= limit:
        return True
    widget.post_message(
        PasteRefused(
            BadValue(
                N_("What you pasted is too long: at most {limit} characters fit here."),
                hint=N_("None of it was put in, and what you had typed is still there."),
                limit=limit,
            )
        )
    )
    return False


class LineField(Input):
    """One line. A paste of several lines becomes one, nothing of it lost."""

    DEFAULT_CSS = """
    LineField, LineField:focus { border: none; height: 1; padding: 0 1; background: $foreground 6%; }
    LineField:focus { background: $foreground 12%; }
    """

    def __init__(self, value: str = "", *, id: str | None = None) -> None:
        super().__init__(plain.field_value(value), id=id, select_on_focus=False)
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Listen to the layout: a field that only moves, because what stands below it has grown, is not drawn again."""
        self.screen.screen_layout_refresh_signal.subscribe(self, self._keep_the_cursor)

    def _keep_the_cursor(self, _screen: object) -> None:
        if self.has_focus and self.app.cursor_position != self.cursor_screen_offset:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line; the cursor of the terminal, which screen readers follow, stands where one types."""
        if self.has_focus:
            self.app.cursor_position = self.cursor_screen_offset
        return super().render_line(y)

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        if not room_for(self, len(self.value) - len(self.selected_text), event.text, LONGEST_LINE):
            return
        words = plain.one_line(event.text)
        if self.selection.is_empty:
            self.insert_text_at_cursor(words)
        else:
            self.replace(words, *self.selection)


class SecretField(LineField):
    """One line that shows dots. A paste goes in letter by letter as it is, without the line end behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.password = True

    def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        words = event.text.rstrip("\r\n")
        if room_for(self, len(self.value) - len(self.selected_text), words, LONGEST_LINE):
            self.replace(words, *self.selection)


class FormLine(LineField):
    """A line among others: up and down go from field to field."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]


_TURNING = " +-"
"""Characters that turn a choice."""


class Choice(Widget, can_focus=True):
    """One of a few values, all in sight of one key: left and right, or space, change it; a letter leads to a value.

    Letters stay in it, as they do in a field one types into: they never reach the page, where they mean other things.
    """

    DEFAULT_CSS = """
    Choice { height: 1; padding: 0 1; background: $foreground 6%; }
    Choice:focus { background: $foreground 12%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,minus", "turn(-1)", show=False),
        Binding("right,space,plus", "turn(1)", show=False),
        Binding("enter", "submit", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> Choice:
            """The field."""
            return self.choice

    class Submitted(Message):
        """Enter: on to the next field."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(self, options: Sequence[tuple[str, str]], value: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._options = tuple(options)
        values = [option for option, _label in self._options]
        if value not in values:
            self._options = ((value, value), *self._options)
            values.insert(0, value)
        self._place = values.index(value)

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._options[self._place][0]

    @value.setter
    def value(self, value: str) -> None:
        for place, (option, _label) in enumerate(self._options):
            if option == value and place != self._place:
                self._place = place
                self.refresh()
                self.post_message(self.Changed(self))

    def render(self) -> Content:
        """Draw the chosen value between two arrows, the focus showing that it can be turned."""
        if self.has_focus:
            self.app.cursor_position = self.content_region.offset
        label = plain.line(self._options[self._place][1])
        if self.has_focus and len(self._options) > 1:
            return Content.assemble(Content.styled("‹ ", "$text-primary"), label, Content.styled(" ›", "$text-primary"))
        return label

    def action_turn(self, step: int) -> None:
        """Choose the next or the previous value."""
        if len(self._options) > 1:
            self._place = (self._place + step) % len(self._options)
            self.refresh()
            self.post_message(self.Changed(self))

    def on_click(self) -> None:
        """A click chooses the next value."""
        self.action_turn(1)

    def action_submit(self) -> None:
        """Enter goes on."""
        self.post_message(self.Submitted(self))

    def on_key(self, event: events.Key) -> None:
        """Typing a letter chooses the next value that begins with it, on either layout."""
        if not event.character or not event.is_printable or event.character in _TURNING:
            return
        event.stop()
        letters = {
            event.character.casefold(),
            *(latin for latin in "abcdefghijklmnopqrstuvwxyz" if event.character in keys.layouts(latin)),
        }
        order = [*range(self._place + 1, len(self._options)), *range(self._place + 1)]
        for place in order:
            if self._options[place][1][:1].casefold() in letters:
                self._place = place
                self.refresh()
                self.post_message(self.Changed(self))
                return
