"""What all pages share: title, body, quiet line, keys; reading in the background; saving without blocking a key.

A page says what it wants to know (``gather``, run in the reading thread) and how it shows it (``present``). Failures of
services become a sentence in the quiet line, and whatever was typed stays.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.binding import Binding
from textual.screen import Screen

from freelance_comm.domain.errors import AppError
from freelance_comm.tui import columns, keys
from freelance_comm.tui.backroom import begin
from freelance_comm.tui.complaint import told
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.lines import KeyLine, QuietLine, TitleLine

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.fields import PasteRefused

Answer = TypeVar("Answer")
TALL = 28
"""Lines from which a page can afford one more that is empty."""


class Page(Screen[Any]):
    """A full screen. ``acts`` are the page's own actions, in the order in which the key line shows them.

    ``offers`` are actions of the whole program worth showing here; ``last`` always have room.
    """

    acts: ClassVar[tuple[str, ...]] = ()
    offers: ClassVar[tuple[str, ...]] = ()
    last: ClassVar[tuple[str, ...]] = ("back", "keys")
    typing: ClassVar[bool] = False
    """Letters and signs go into a field here, so actions are shown with those of their keys that are neither."""
    moves: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Keys that move about, with their actions; no list of keys needs to name them."""
    AUTO_FOCUS: ClassVar[str | None] = "Ledger"
    DEFAULT_CSS = """
    Page { background: $background; }
    Page.-tall KeyLine { padding: 1 1 0 1; }
    """

    def __init_subclass__(cls, **options: Any) -> None:
        own = [name for name in (*cls.acts, *cls.last) if not keys.act(name).everywhere]
        moves = [Binding(key, action, show=False) for key, action in cls.moves]
        cls.BINDINGS = [*keys.bindings(dict.fromkeys(own)), *moves]
        super().__init_subclass__(**options)

    def __init__(self) -> None:
        super().__init__()
        self.heading = TitleLine(self.edge)
        self.quiet = QuietLine(self._heard)
        self._talking = False
        self._answered = ("", 0)
        """What was answered last, and how much had been saved by then."""
        self.key_line = KeyLine(self.hint, self.last, lines=2 if self.typing else 1)

    # what pages say

    def body(self) -> Iterable[Widget]:
        """Yield the widgets between title and keys."""
        return ()

    def gather(self, desk: Desk) -> object:
        """Read what the page shows; runs in the reading thread."""
        return None

    def present(self, view: Any) -> None:
        """Show what was gathered."""

    def keep_now(self) -> None:
        """Write down unsaved text at once: the program is about to end."""

    def edge(self) -> int:
        """Return where the right end of the title stands: above the end of the lines."""
        for ledger in self.query(Ledger):
            return ledger.edge
        return columns.READABLE + 6

    def shown_acts(self) -> tuple[str, ...]:
        """Return the actions for the key line."""
        return tuple(name for name in (*self.acts, *self.offers) if keys.act(name).shown)

    def useful_acts(self) -> tuple[str, ...]:
        """Return the page's own actions that mean something where it stands: for the list of keys and the palette."""
        return self.acts

    # what pages use

    @property
    def freelance(self) -> FreelanceApp:
        """The program this page belongs to."""
        return cast("FreelanceApp", self.app)

    @property
    def desk(self) -> Desk:
        """For words, the clock and settings; reading and saving go through ``gather`` and ``attempt``."""
        return self.freelance.desk

    @property
    def tr(self) -> Translator:
        """The interface language."""
        return self.desk.tr

    def hint(self, name: str) -> tuple[str, str]:
        """Return key and label of an action."""
        return keys.hint(name, self.tr, typing=self.typing)

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        self.key_line.show_acts(self.shown_acts())
        yield self.heading
        yield from self.body()
        yield self.quiet
        yield self.key_line

    def say(self, text: str) -> None:
        """Answer in the quiet line."""
        self.quiet.say(text)
        self._answered = (text, self.freelance.backroom.saves)

    def _forget_answer(self) -> None:
        """Take an answer away that something saved since has overtaken: "undone" must not stand under a new line."""
        text, saves = self._answered
        if text and self.quiet.text == text and saves != self.freelance.backroom.saves:
            self.say("")

    def and_back(self, text: str) -> str:
        """Return what was done, with the key that takes it back: said instead of a question beforehand."""
        back = self.tr.gettext("{key} takes it back.").format(key=keys.hint("undo_last", self.tr)[0])
        return f"{text} {back}"

    def _heard(self, text: str, problem: bool) -> None:
        self.freelance.said.note(self.desk.now(), text, problem=problem)

    def complain(self, error: AppError) -> None:
        """Say what went wrong and what to do."""
        self.quiet.say(told(error, self.tr), problem=True)

    def reload(self) -> None:
        """Read again and show; a reading under way is overtaken."""
        begin(self, self._read, group="read", exclusive=True)

    async def look(self) -> object:
        """Return what the page shows, read beside the keys."""
        return await self.freelance.backroom.read(self.gather)

    async def _read(self) -> None:
        try:
            view = await self.look()
        except AppError as error:
            self.complain(error)
            return
        self._forget_answer()
        self.present(view)
        self.heading.refresh()
        from freelance_comm.tui.taking_back import name_the_key

        name_the_key(self)

    def attempt(
        self,
        job: Callable[[Desk], Answer],
        *,
        done: str = "",
        then: Callable[[Answer], object] | None = None,
        otherwise: Callable[[AppError], bool] | None = None,
    ) -> None:
        """Save in the background; then say ``done`` and read again.

        ``then`` gets the result. ``otherwise`` may deal with an error and return True; else it is told.
        """

        async def save() -> None:
            try:
                result = await self.freelance.backroom.save(job)
            except AppError as error:
                if otherwise is None or not otherwise(error):
                    self.complain(error)
                self.reload()
                return
            if done:
                self.say(done)
            if then is not None:
                then(result)
            self.reload()

        begin(self, save, group="save")

    def go(self, job: Awaitable[object]) -> None:
        """Run a conversation with the freelancer (prompts, choices) beside the keys."""

        if self._talking:
            if isinstance(job, Coroutine):
                job.close()
            return  # the key was struck twice: one conversation at a time
        self._talking = True

        async def talk() -> None:
            try:
                await job
            except AppError as error:
                self.complain(error)
            finally:
                self._talking = False

        begin(self, talk, group="talk")

    def perform(self, name: str) -> None:
        """Do what the key of an action does."""
        owner: object = self.app if keys.act(name).everywhere else self
        getattr(owner, f"action_{name}")()

    def choose(self, name: str) -> None:
        """Do an action that was chosen by name or by a click: "open" does what the line of the list says."""
        ledgers = list(self.query(Ledger)) if name == "open" else []
        if ledgers:
            ledgers[0].action_choose()
        else:
            self.perform(name)

    async def save(self, job: Callable[[Desk], Answer], *, step: str = "") -> Answer:
        """Save and wait for it; raises what the service raises. For conversations started by ``go``.

        What a conversation saves in several turns under the name of one ``step`` (``backroom.new_step``) is one act.
        """
        return await self.freelance.backroom.save(job, step=step)

    async def read(self, ask: Callable[[Desk], Answer]) -> Answer:
        """Read and wait for it."""
        return await self.freelance.backroom.read(ask)

    # events

    def on_resize(self, event: events.Resize) -> None:
        """Where there is room, an empty line stands above the keys."""
        self.set_class(event.size.height >= TALL, "-tall")

    def on_screen_resume(self) -> None:
        """Coming back to a page reads it again: much may have changed."""
        words = self.freelance.told()
        if words:
            self.say(words)
        self.reload()

    def on_paste_refused(self, event: PasteRefused) -> None:
        """Say what fits; what was typed stays."""
        event.stop()
        self.complain(event.error)

    def on_key_line_pressed(self, event: KeyLine.Pressed) -> None:
        """A key was clicked."""
        event.stop()
        self.choose(event.act)

    def action_back(self) -> None:
        """Go back one page."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
