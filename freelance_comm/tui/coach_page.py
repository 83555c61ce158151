"""The coach for any text: paste a draft, and see it as the client will. Needs no client, no project and no profile.

Nothing is stored but the unsaved text, as on every page one writes on. Language, kind and name can be said where the
coach should not guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from textual.containers import Container, Horizontal
from textual.widgets import Static

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_
from freelance_comm.services.coaching import About
from freelance_comm.tui import plain
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.coached_page import REMARK_ACTS, CoachedPage
from freelance_comm.tui.few_lines import FewLines
from freelance_comm.tui.fields import Choice, LineField
from freelance_comm.tui.forms.words import language_name

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget
    from textual.widgets import TextArea

    from freelance_comm.services.desk import Desk

KEEP_AS = "coach"
KINDS: dict[str, str] = {
    "": N_("any letter"),
    "first-contact": N_("first letter"),
    "quote": N_("quote"),
    "deadline": N_("about the deadline"),
    "payment": N_("about payment"),
    "progress-report": N_("progress report"),
    "reply": N_("an answer"),
    "complaint-reply": N_("reply to a complaint"),
    "delivery": N_("delivery"),
    "closing": N_("at the end of a project"),
}
_NARROW = 100


class CoachPage(CoachedPage):
    """An empty text area, what one may say about the text, and the remarks."""

    only_coach = True
    acts = ("next_remark", "copy", "editor", "their_message", "start_over", "coach_rules", *REMARK_ACTS)
    DEFAULT_CSS = """
    CoachPage #around { height: 2; padding: 0 3; layout: horizontal; max-width: 172; }
    CoachPage #around.-narrow { height: 3; layout: vertical; padding: 0 3 1 3; }
    CoachPage #around Horizontal { width: auto; height: 1; padding: 0 3 0 0; }
    CoachPage #around.-narrow Horizontal { width: 1fr; }
    CoachPage #around Static { width: auto; padding: 0 1 0 0; color: $quiet; }
    CoachPage #around Choice { width: auto; min-width: 16; margin: 0 3 0 0; }
    CoachPage #around LineField { width: 24; }
    CoachPage #incoming { max-height: 4; padding: 0 3 1 3; color: $quiet; display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._incoming = ""
        self._around = About()
        self._loaded = False

    # drawing

    def body(self) -> Iterable[Widget]:
        """What one may say about the text, and the text."""
        from freelance_comm.services.coach_languages import folders

        t = self.tr.gettext
        kept = self.freelance.kept.values(KEEP_AS)
        languages = [("", t("recognised")), *((locale, language_name(locale)) for locale in folders())]
        kinds = [(kind, t(label)) for kind, label in KINDS.items()]
        language = kept.get("language", "")
        chosen = Choice(languages, language if language in dict(languages) else "", id="language")
        kind = kept.get("kind", "")
        kinds_field = Choice(kinds, kind if kind in KINDS else "", id="kind")
        yield Container(
            Horizontal(self._label(t("Language")), chosen, self._label(t("Kind")), kinds_field),
            Horizontal(self._label(t("Client's name")), LineField(kept.get("client", ""), id="client")),
            id="around",
        )
        yield FewLines(id="incoming")
        yield self.beside

    def _label(self, words: str) -> Static:
        return Static(plain.line(words), markup=False)

    def on_mount(self) -> None:
        """Put the text there that was left unsaved."""
        kept = self.freelance.kept.values(KEEP_AS)
        self._show_incoming(kept.get("incoming", ""))
        self._take_in()
        if kept.get("body"):
            self.beside.area.load_text(plain.area_value(kept["body"]))
            back = self.tr.gettext("Your unsaved text is back. {key} drops it.")
            self.quiet.say(back.format(key=self.hint("start_over")[0]), stays=True)
        self._loaded = True
        self._say_title()

    def on_resize(self, event: events.Resize) -> None:
        """What is said about the text takes two lines on a narrow terminal."""
        self.query_one("#around").set_class(event.size.width < _NARROW, "-narrow")

    def on_beside_said(self) -> None:
        """Say in which language the text was read."""
        self._say_title()

    def _say_title(self) -> None:
        said = self.beside.said
        language = language_name(said.locale) if said is not None and said.locale else ""
        self.heading.say(self.tr.gettext("Coach"), language)

    def shown_acts(self) -> tuple[str, ...]:
        """The keys of the remarks while one is there, else those of the page."""
        return self.remark_acts() or tuple(name for name in self.acts if name not in REMARK_ACTS)

    def _show_incoming(self, words: str) -> None:
        self._incoming = plain.one_line(words)
        line = self.query_one("#incoming", FewLines)
        line.set_words(self.tr.gettext("They wrote: {words}").format(words=self._incoming))
        line.display = bool(self._incoming)

    # what is known around the text

    def coach_about(self, desk: Desk) -> About:
        """What was said about the text here, and the days that calendar and ledger leave free."""
        from freelance_comm.services.coaching_record import free_days

        return self._around.but(writer=desk.profile().name, free_days=free_days(desk))

    def _take_in(self) -> None:
        self._around = About(
            locale=self.query_one("#language", Choice).value,
            kind=self.query_one("#kind", Choice).value,
            client_name=self.query_one("#client", LineField).value.strip(),
            incoming=self._incoming,
        )

    def _anew(self) -> None:
        if self._loaded:
            self._take_in()
            self._keep()
            self.beside.read_again()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Read it as this."""
        self._anew()

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Another name."""
        self._anew()

    def on_choice_submitted(self, event: Choice.Submitted) -> None:
        """On to the next field."""
        self.focus_next()

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """On to the text."""
        self.beside.to_text()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is typed."""
        self._keep()

    def _keep(self) -> None:
        if not self._loaded:
            return
        body = self.beside.area.text
        if not body.strip():
            self.freelance.kept.drop(KEEP_AS)
            return
        around = self._around
        values = {"body": body, "language": around.locale, "kind": around.kind}
        values |= {"client": around.client_name, "incoming": around.incoming}
        self.freelance.kept.keep(KEEP_AS, self.tr.gettext("Coach"), values)

    def keep_now(self) -> None:
        """The program ends: write it down."""
        self.freelance.kept.flush()

    # actions

    def action_copy(self) -> None:
        """Copy the text as it stands, mended or not."""
        self.go(self._copy())

    async def _copy(self) -> None:
        from freelance_comm.tui.taking_out import copy_text

        await copy_text(self, self.beside.area.text)

    def action_editor(self) -> None:
        """Write in the freelancer's own editor."""
        from freelance_comm.tui.editor import edit_outside

        try:
            text = edit_outside(self.freelance, KEEP_AS, self.beside.area.text)
        except AppError as error:
            self.complain(error)
            return
        self.beside.area.load_text(plain.area_value(text))

    def action_their_message(self) -> None:
        """Ask for the message that is answered: much of what is right hangs on it."""
        self.go(self._ask_for_message())

    async def _ask_for_message(self) -> None:
        async def submit(text: str) -> bool:
            self._show_incoming(text)
            return True

        question = self.tr.gettext("What did they write? Paste it here; leave it empty to forget it.")
        ask: Any = AskLine(question, submit, text=self._incoming, enter=self.tr.gettext("use it"))
        if await self.app.push_screen_wait(ask):
            self._anew()

    def action_start_over(self) -> None:
        """Begin with an empty text."""
        self.freelance.kept.drop(KEEP_AS)
        self._show_incoming("")
        self.query_one("#client", LineField).value = ""
        self.beside.area.load_text("")
        self.say("")
        self._take_in()
        self.beside.to_text()

    def action_coach_rules(self) -> None:
        """The list of rules."""
        from freelance_comm.tui.coach_rules_page import CoachRulesPage

        self.app.push_screen(CoachRulesPage())
