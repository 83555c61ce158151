"""The program with a face: one desk, an eye on changes from outside, and an orderly end.

Kept apart from the pages so that they know nothing of signals, threads or other processes; which key leads to which
page is in ``going_places``.
"""

from __future__ import annotations

import asyncio
import signal
from concurrent.futures import wait
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants, events
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.widgets import Input

from freelance_comm.domain.errors import AppError, BadValue, InterruptedUnsaved
from freelance_comm.domain.marking import N_
from freelance_comm.services.colours import remember, remembered
from freelance_comm.tui import keys, plain
from freelance_comm.tui.backroom import Backroom, begin
from freelance_comm.tui.breaking import keep_together
from freelance_comm.tui.fields import LONGEST_LINE, LineField
from freelance_comm.tui.going_places import GoingPlaces
from freelance_comm.tui.kept import Kept
from freelance_comm.tui.long_work import LongWork
from freelance_comm.tui.page import Page
from freelance_comm.tui.said_page import Said
from freelance_comm.tui.shades import shades
from freelance_comm.tui.slow_reading import SlowReading
from freelance_comm.tui.terminal import HungUp, Terminal
from freelance_comm.tui.tidying import REST, Tidying
from freelance_comm.tui.toasts import LISTEN_EVERY, Toasts

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.binding import BindingType
    from textual.screen import Screen

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.today_rows import TodayView

LOOK_EVERY = 1.0
"""Seconds between two looks for changes from outside."""
LOOK_AHEAD = 0.15
"""Seconds for which the first page is waited for before the screen opens without it."""
MINUTE_HAND = 20.0
"""Seconds after which times told in minutes are told anew."""
_ENDINGS = {signal.SIGTERM: 143, signal.SIGHUP: 129}


class FreelanceApp(GoingPlaces):
    """The whole program on a terminal."""

    TITLE = "freelance-comm"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    CommandPalette { background: $background 50%; }
    CommandPalette > Vertical { background: $surface; }
    CommandPalette #--input { border: none; height: 3; padding: 1 2; background: $surface; }
    CommandPalette #--results { background: $surface; }
    CommandPalette CommandInput, CommandPalette CommandList { background: $surface; border: none; }
    CommandPalette SearchIcon { display: none; }
    ToastRack { margin-bottom: 3; }
    Toast { background: $surface; border-left: outer $foreground 30%; }
    Toast.-information, Toast.-warning { border-left: outer $foreground 30%; }
    Toast.-warning .toast--title { color: $soon; }
    Toast.-information .toast--title { color: $foreground; }
    * {
        scrollbar-size-vertical: 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $foreground 20%;
        scrollbar-color-hover: $foreground 35%;
        scrollbar-color-active: $foreground 50%;
        scrollbar-corner-color: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *keys.bindings([act.name for act in keys.ACTS if act.everywhere]),
        *(Binding(key, "copy_or_leave", show=False, priority=True) for key in keys.layouts("ctrl+c")),
        *(Binding(key, "leave", show=False, priority=True) for key in keys.layouts("ctrl+q")),
        *(Binding(key, "say_how_to_leave", show=False) for key in keys.layouts("q")),
    ]

    def __init__(self, desk: Desk, *, signals: bool = False, notices: tuple[AppError, ...] = ()) -> None:
        keep_together()
        super().__init__(driver_class=None if constants.DRIVER else Terminal)
        self.desk = desk
        self.notices = notices
        self.backroom = Backroom(desk, SlowReading(lambda: self.page))
        self.long_work = LongWork(self.backroom)
        self.kept = Kept(desk)
        self.toasts = Toasts(self)
        self.tidying = Tidying(
            quiet=lambda: self.toasts.quiet, at_work=lambda: self.backroom.busy or self.backroom.busy_aside
        )
        self.said = Said()
        self.undo_named = False
        """Whether the key that takes the last change back was shown or said since the program was opened."""
        self.coach_excused = False
        """Whether somebody was told, since the program was opened, that the coach does not read a letter's language."""
        self.cut_short = False
        """Whether the person left while something long was under way."""
        self.failure: Exception | None = None
        self._ahead: Future[TodayView] | None = None
        self._signals = signals
        self._stamp: object = None
        self._to_tell = ""

    def get_default_screen(self) -> Screen[Any]:
        """Start on Today; the welcome lies above it on the first run."""
        from freelance_comm.tui.today import TodayPage

        return TodayPage(self._ahead)

    def wear(self, theme: str) -> None:
        """Take the colours of the configuration, else those chosen last; an unknown name is said on the first page."""
        if theme and theme not in self.available_themes:
            from difflib import get_close_matches

            near = tuple(get_close_matches(theme, self.available_themes, n=2, cutoff=0.4))
            said = BadValue(
                N_("The configuration asks for colours that do not exist: “{theme}”."),
                hint=N_("The palette ({key}) lists them under “Colours”."),
                fate="",
                key=keys.hint("palette", self.desk.tr)[0],
                near=near,
                theme=theme,
            )
            self.notices = (*self.notices, said)
            return
        chosen = theme or remembered(self.desk)
        if chosen in self.available_themes:
            self.theme = chosen

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the theme, with shades of it in which words can be read."""
        variables = super().get_css_variables()
        variables |= shades(variables, gray=self.no_color)
        self.theme_variables = variables
        return variables

    def choose_colours(self, theme: str) -> None:
        """Change the colours, now and for the next time."""
        self.theme = theme
        remember(self.desk, theme)

    def look_ahead(self, patience: float = LOOK_AHEAD) -> None:
        """Read the first page before there is a screen, so that it is drawn once, and whole.

        Where that takes longer than an eye notices, the screen comes first and the page follows, from the same
        reading; what cannot be read is said there too.
        """
        from freelance_comm.tui.today_rows import gather

        self._ahead = self.backroom.soon(lambda desk: gather(desk, self.kept.everything(), self.notices))
        wait([self._ahead], patience)

    def on_mount(self) -> None:
        """Start looking around once the first page is on the screen."""
        if self._signals:
            for name, code in _ENDINGS.items():
                asyncio.get_running_loop().add_signal_handler(name, self._end, code)
        self.set_interval(LOOK_EVERY, self._look_around)
        self.set_interval(MINUTE_HAND, self._tell_time)
        self.set_interval(LISTEN_EVERY, self.toasts.look)
        self.set_interval(REST, self.tidying.look)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._signals:  # the process is ours
            self.tidying.begin()
        from freelance_comm.services import public_holidays
        from freelance_comm.services.setup import is_first_run

        async def welcome() -> None:
            try:
                first = await self.backroom.read(is_first_run)
                if not first and await self.backroom.read(public_holidays.is_new_year):
                    await self.backroom.save(public_holidays.refresh)
            except AppError:
                return  # the first page says what cannot be read; holidays of a new year can wait for another start
            if first:
                from freelance_comm.tui.forms.profile import ProfileJob
                from freelance_comm.tui.welcome import WelcomePage

                job = await self.backroom.read(lambda desk: ProfileJob(desk, short=True))
                await self.push_screen(WelcomePage(job))

        begin(self, welcome, group="begin")

    def below(self, page: Page) -> Page:
        """Return the page under ``page``, which is about to close."""
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        return pages[pages.index(page) - 1]

    # changes from outside

    def _look_around(self) -> None:
        async def look() -> None:
            stamp = await self.backroom.read(lambda desk: desk.workspace.stamp())
            changed, self._stamp = self._stamp is not None and stamp != self._stamp, stamp
            if changed and self.page is not None:
                self.page.reload()

        if not self.backroom.busy:
            begin(self, look, group="look", exclusive=True)

    def _tell_time(self) -> None:
        if isinstance(self.screen, Page):
            self.screen.reload()

    def tell_next(self, words: str) -> None:
        """Let the page that comes to the top say something: the one that did it is about to close."""
        self._to_tell = words

    def told(self) -> str:
        """Return what the page on top should say, once."""
        words, self._to_tell = self._to_tell, ""
        return words

    # what the terminal sends

    async def on_event(self, event: events.Event) -> None:
        """A paste into a field that is not ours (the palette's) loses no line either, and never overwhelms it."""
        self.toasts.note(event)
        if isinstance(event, events.Paste):
            focused = self.focused
            if isinstance(focused, Input) and not isinstance(focused, LineField):
                event.text = plain.one_line(event.text)[:LONGEST_LINE]
        await super().on_event(event)

    def on_hung_up(self, event: HungUp) -> None:
        """The terminal is gone without a signal."""
        self._end(_ENDINGS[signal.SIGHUP])

    def speak(self, tr: Translator) -> None:
        """Change the interface language; pages say everything anew when they are read again."""
        self.desk.tr = tr
        self.backroom.speak(tr)
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.key_line.refresh()

    # the end

    def action_copy_or_leave(self) -> None:
        """Ctrl+C copies when something is selected, and otherwise leaves, as everywhere in a terminal."""
        selected = self._selected()
        if selected:
            self.copy_to_clipboard(plain.area_value(selected))
            self.screen.clear_selection()  # once more leaves
            if self.page is not None:
                self.page.say(self.desk.tr.gettext("Copied."))
            return
        self.action_leave()

    def _selected(self) -> str:
        focused = self.focused
        text = getattr(focused, "selected_text", "") if focused is not None else ""
        return text or self.screen.get_selected_text() or ""

    def action_say_how_to_leave(self) -> None:
        """On a page that has no use for q: say where it leaves, rather than nothing."""
        page = self.page
        if page is not None and page is self.screen and keys.act("leave").key == "q":
            page.say(self.desk.tr.gettext("q leaves from Today, where esc takes you; Ctrl+Q leaves from anywhere."))

    def action_leave(self) -> None:
        """Leave; unsaved text is kept for the next time."""
        self._end(0)

    def _end(self, code: int) -> None:
        self.cut_short = self.long_work.under_way
        self.long_work.stop()
        self.flush_kept()
        self.exit(code, return_code=code)

    def flush_kept(self) -> None:
        """Write down every unsaved text at once."""
        for screen in self.screen_stack:
            if isinstance(screen, Page):
                screen.keep_now()

    def _handle_exception(self, error: Exception) -> None:
        """A defect: keep what was typed, close the screen; the caller tells people and writes the log."""
        if self._exit and isinstance(error, NoMatches):
            return  # a page that was just opening misses what is being taken away: the person has left
        self.flush_kept()
        self.failure = self.failure or (getattr(error, "error", None) or error)
        if self.is_headless:
            super()._handle_exception(error)
            return
        self._return_code = 1
        self._close_messages_no_wait()


def run(desk: Desk, notices: tuple[AppError, ...] = (), *, theme: str = "") -> int:
    """Run the program on this terminal and return its exit code; a defect is raised once the terminal is restored.

    ``theme`` names the colours that the configuration asks for; without, those chosen last on the screen are taken.
    Raises ``InterruptedUnsaved`` where the person left in the middle of long work, which changed nothing then.
    """
    app = FreelanceApp(desk, signals=True, notices=notices)
    app.wear(theme)
    try:
        app.look_ahead()
        app.run()
    finally:
        app.backroom.close(patiently=app.cut_short)
    if app.failure is not None:
        raise app.failure
    if app.cut_short and app.long_work.stopped and not app.return_code:
        raise InterruptedUnsaved  # whoever started the screen says so once the terminal is restored
    return app.return_code or 0
