"""Questions at the foot of the page: one line of text, or one of a few keys.

A line that was not sent is kept and stands there again the next time the same thing is asked. A reading of what was
typed can stand below it while one types ("yesterday 14:10 · Ana Petrescu"), so that nothing is understood otherwise
than it was meant.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from freelance_comm.domain.errors import AppError
from freelance_comm.tui import keys, plain
from freelance_comm.tui.complaint import told
from freelance_comm.tui.few_lines import FewLines
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.lines import KeyLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.fields import PasteRefused

Submit = Callable[[str], Awaitable[object]]
Reading = Callable[[str], str]
_MOST_LINES = 12
"""Lines that the keys of a question may take."""
_TELL_EVERY = 0.2
"""Seconds between two looks at how far long work has come that was begun here."""


class _Foot(ModalScreen[Any]):
    """Something at the foot of the screen; the page stays in sight above it."""

    DEFAULT_CSS = """
    _Foot { align: left bottom; background: $background 50%; }
    _Foot > Vertical { height: auto; max-height: 100%; padding: 1 3; background: $surface; }
    _Foot .question { text-style: bold; height: auto; }
    _Foot .reading { color: $quiet; height: auto; }
    _Foot .reading.-problem { color: $late; }
    _Foot .note { height: auto; max-height: 12; padding: 0 0 1 0; color: $quiet; }
    _Foot KeyLine { dock: none; padding: 0; background: $surface; }
    """

    @property
    def freelance(self) -> FreelanceApp:
        """The program."""
        return cast("FreelanceApp", self.app)

    def key_line(self, *answers: tuple[str, str]) -> KeyLine:
        """Return the keys of the question, each with its label, and the one that leads back; each can be clicked."""
        tr = self.freelance.desk.tr
        labels = {**dict(answers), "escape": tr.gettext("back")}
        return KeyLine(lambda key: (keys.key_name(key, tr), labels[key]), tuple(labels), lines=_MOST_LINES)

    def leave(self, result: object) -> None:
        """Go back with an answer, once: a key typed ahead may still arrive when the question is gone."""
        if self.is_active:
            self.dismiss(result)


class AskLine(_Foot):
    """Asks for one line. ``submit`` may refuse it with an ``AppError``: the question stays, the text too.

    ``problem`` is what was wrong with ``text``; ``enter`` says what the enter key does, if not "save".
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "give_up", show=False)]

    def __init__(
        self,
        question: str,
        submit: Submit,
        *,
        text: str = "",
        example: str = "",
        note: str = "",
        keep_as: str = "",
        reading: Reading | None = None,
        problem: str = "",
        enter: str = "",
    ) -> None:
        super().__init__()
        self._problem = problem
        self._enter = enter
        self._question = question
        self._submit = submit
        self._given = text
        self._example = example
        self._note = note
        self._keep_as = keep_as
        self._reading = reading
        self._sending = False

    def compose(self) -> ComposeResult:
        """Lay it out."""
        tr = self.freelance.desk.tr
        kept = self.freelance.kept.text(self._keep_as, "line") if self._keep_as else ""
        with Vertical():
            if self._note:
                yield FewLines(self._note, classes="note")
            yield Static(plain.line(self._question), classes="question", markup=False)
            yield self.field(kept or self._given)
            yield Static(plain.line(""), classes="reading", markup=False)
            yield self.key_line(("enter", self._enter or tr.gettext("save")))

    def field(self, text: str) -> LineField:
        """Return the field to type into."""
        return LineField(text)

    def on_mount(self) -> None:
        """Show an example until something is typed; or what was wrong with the text the last time."""
        if self._problem:
            self._answer(self._problem, problem=True)
        else:
            self._read_back(self.query_one(LineField).value)
        self.set_interval(_TELL_EVERY, self._tell_work)

    def _tell_work(self) -> None:
        words = self.freelance.long_work.told(self.freelance.desk.tr) if self._sending else ""
        if words:
            self._answer(words)

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Say how it is understood, and keep it."""
        event.stop()
        if event.value != self._given or not self._problem:
            self._read_back(event.value)
        if self._keep_as:
            if event.value == self._given:
                self.freelance.kept.drop(self._keep_as)
            else:
                self.freelance.kept.keep(self._keep_as, self._question, {"line": event.value})

    def _read_back(self, value: str) -> None:
        words = self._reading(value) if self._reading is not None and value.strip() else ""
        if not value.strip() and self._example:
            words = self.freelance.desk.tr.gettext("For example: {example}").format(example=self._example)
        self._answer(words)

    def _answer(self, words: str, *, problem: bool = False) -> None:
        line = self.query_one(".reading", Static)
        line.set_class(problem, "-problem")
        line.update(plain.block(words))

    def on_paste_refused(self, event: PasteRefused) -> None:
        """Say what fits; what was typed stays."""
        event.stop()
        self._answer(told(event.error, self.freelance.desk.tr), problem=True)

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Send it."""
        event.stop()
        if not self._sending:
            self._sending = True
            self.run_worker(self._send(event.value))

    async def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """A key was clicked."""
        event.stop()
        if event.act == "escape":
            self.action_give_up()
        else:
            await self.query_one(LineField).action_submit()

    async def _send(self, value: str) -> None:
        try:
            result = await self._submit(value)
        except AppError as error:
            self._answer(told(error, self.freelance.desk.tr), problem=True)
            return
        finally:
            self._sending = False
        if self._keep_as:
            self.freelance.kept.drop(self._keep_as)
        self.leave(True if result is None else result)

    def action_give_up(self) -> None:
        """Go back; the text stays for the next time."""
        self.leave(None)


class AskKey(_Foot):
    """Asks for one of a few keys, each with its label; escape is always one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "answer('')", show=False)]

    def __init__(self, question: str, answers: Sequence[tuple[str, str]], *, note: str = "") -> None:
        super().__init__()
        self._question = question
        self._answers = tuple(answers)
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay it out."""
        with Vertical():
            yield Static(plain.line(self._question), classes="question", markup=False)
            if self._note:
                yield FewLines(self._note, classes="note")
            yield self.key_line(*self._answers)

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """A key was clicked."""
        event.stop()
        self.leave("" if event.act == "escape" else event.act)

    def on_key(self, event: events.Key) -> None:
        """Take the key on whatever layout it was struck."""
        for key, _label in self._answers:
            if event.key in keys.layouts(key) or (event.character and event.character in keys.layouts(key)):
                event.stop()
                self.leave(key)
                return
        yes = {*keys.layouts("y"), self._local_yes()} - {""}
        said_yes = event.key in yes or event.character in yes
        if said_yes and (len(self._answers) == 1 or "y" in dict(self._answers)):
            event.stop()
            self.leave("y" if len(self._answers) > 1 else self._answers[0][0])  # whoever is asked for one yes says yes

    def _local_yes(self) -> str:
        """Return the letter that "yes" begins with in the interface language, or nothing.

        Ukrainian "так" begins on the key of ``n``, and whoever strikes that one may mean no.
        """
        letter = self.freelance.desk.tr.gettext("yes")[:1]
        return "" if letter in keys.layouts("n") else letter

    def action_answer(self, key: str) -> None:
        """Answer."""
        self.leave(key)
