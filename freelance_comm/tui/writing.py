"""The writing page: a subject, a text, and what can be done with them. Letters, replies and reports are written on it.

The text is the freelancer's own: what the program composed is only its beginning, and unsaved changes are kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.widgets import Static, TextArea

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.tui import addressing, plain
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.coached_page import REMARK_ACTS, CoachedPage
from freelance_comm.tui.few_lines import FewLines
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.remembering import RememberLine
from freelance_comm.tui.taking_out import copy_text, save_to_file

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.domain.project import Project
    from freelance_comm.services.coaching import About
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.tui.lacking import Gap


class WritingPage(CoachedPage):
    """A text on its way to a client."""

    acts: ClassVar[tuple[str, ...]] = (
        *("save", "copy", "editor", "eml", "mark_sent", "next_remark", "start_over", "fill_gap", "add_address"),
        *REMARK_ACTS,
    )
    DEFAULT_CSS = """
    WritingPage #above { max-height: 5; padding: 0 3 1 3; color: $quiet; max-width: 108; }
    WritingPage #subject-row { height: 2; padding: 0 3; }
    WritingPage #subject-label { width: auto; padding: 0 2 0 0; color: $quiet; }
    WritingPage #subject { width: 1fr; max-width: 100; background: $background; padding: 0; }
    WritingPage #subject:focus { background: $foreground 8%; }
    WritingPage #lacking { height: auto; padding: 0 3; max-width: 108; display: none; }
    WritingPage.-lacking #subject-row, WritingPage.-lacking Beside { display: none; }
    WritingPage.-lacking #lacking { display: block; }
    WritingPage QuietLine { max-height: 8; padding: 1 3 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.draft: Draft | None = None
        self.remember = RememberLine()
        self._gap: Gap | None = None

    # what kinds of writing say

    @property
    def keep_as(self) -> str:
        """The name under which unsaved changes are kept."""
        raise NotImplementedError

    def compose_draft(self, desk: Desk) -> Draft:
        """Write the text anew from what is on record; runs in the reading thread."""
        raise NotImplementedError

    def file_name(self, ending: str) -> str:
        """Return a name for the file the text is saved to."""
        raise NotImplementedError

    def note_sent(self, desk: Desk, draft: Draft) -> object:
        """Note that the text has gone out."""
        raise NotImplementedError

    def ends(self) -> tuple[str, str]:
        """Return the two ends of the title line."""
        raise NotImplementedError

    def above(self) -> str:
        """Return what to have in sight while writing, such as the message that is answered."""
        return ""

    def about(self) -> Project | None:
        """Return the project whose stages hold the facts of the text."""
        return None

    def coach_about(self, desk: Desk) -> About | None:
        """What is on record about the project, the client and the message that is answered."""
        from freelance_comm.services.coaching_record import about_draft

        return about_draft(desk, self.draft) if self.draft is not None and self.draft.form == "txt" else None

    # drawing

    def body(self) -> Iterable[Widget]:
        """A subject line and the text."""
        above = self.above()
        if above:
            yield FewLines(above, id="above")
        yield self.remember
        label = Static(plain.line(self.tr.gettext("Subject")), id="subject-label", markup=False)
        yield Horizontal(label, LineField(id="subject"), id="subject-row")
        yield self.beside
        yield Static(plain.line(""), id="lacking", markup=False)

    def on_mount(self) -> None:
        """Say what is being written, before it is composed and even if it cannot be."""
        self.heading.say(*self.ends())

    def shown_acts(self) -> tuple[str, ...]:
        """Where there is no text yet, only the way to what it lacks."""
        if self.has_class("-lacking"):
            return ("fill_gap",) if self._gap is not None and self._gap.stage and self.about() is not None else ()
        useless = ["fill_gap", *REMARK_ACTS, *(["next_remark"] if self.beside.silence.speechless else [])]
        useless += [] if addressing.lacks_address(self.draft) else ["add_address"]
        return self.remark_acts() or tuple(name for name in self.acts if name not in useless)

    def useful_acts(self) -> tuple[str, ...]:
        """The keys that mean something now."""
        return (*self.shown_acts(), *(() if self.has_class("-lacking") else REMARK_ACTS))

    def gather(self, desk: Desk) -> Draft | BadValue:
        """Compose the text; or return what it lacks."""
        try:
            return self.remember.looked_up(desk, self.compose_draft(desk))
        except BadValue as error:
            if "fact" not in error.params:
                raise
            return error

    def reload(self) -> None:
        """Outside changes do not touch a text somebody is writing."""
        if self.draft is None:
            super().reload()

    def present(self, view: Draft | BadValue) -> None:
        """Show the composed text, or the unsaved one in its place; or say what is lacking."""
        if self.draft is not None:
            return
        if isinstance(view, BadValue):
            self._show_gap(view)
            return
        if self.has_class("-lacking"):
            self._gap = None
            self.set_class(False, "-lacking")
            self.query_one("#body").focus()
        self.key_line.show_acts(self.shown_acts())
        self.remember.tell()
        self.draft = view
        kept = self.freelance.kept.values(self.keep_as)
        self._fill(kept.get("subject", view.subject), kept.get("body", view.body))
        self.beside.read_again()
        self.heading.say(*self.ends())
        self.query_one("#subject-row").display = bool(view.subject) or "subject" in kept
        words = addressing.doubts(view, self.hint("add_address"))
        if kept:
            back = self.tr.gettext("Your unsaved text is back. {key} writes the letter again from scratch.")
            words.insert(0, back.format(key=self.hint("start_over")[0]))
        self.quiet.say("\n".join(words), stays=True)

    def _show_gap(self, error: BadValue) -> None:
        """There is no text to show: say why in its place, and what to do."""
        from freelance_comm.tui import lacking

        self._gap = lacking.gap_of(error)
        words = lacking.sentences(error, self.tr, elsewhere=self.about() is not None)
        if self.freelance.kept.values(self.keep_as):
            words += "\n\n" + self.tr.gettext(
                "Your unsaved text is kept, and will be here again once that is filled in."
            )
        self.query_one("#lacking", Static).update(plain.block(words))
        self.set_class(True, "-lacking")
        self.set_focus(None)
        self.heading.say(*self.ends())
        self.key_line.show_acts(self.shown_acts())

    def action_fill_gap(self) -> None:
        """Go where the missing fact is filled in; back from there, the text is composed."""
        from freelance_comm.tui.stage_page import StagePage

        project = self.about()
        if self._gap is not None and self._gap.stage and project is not None:
            self.app.push_screen(StagePage(project.id, self._gap.stage))

    def _fill(self, subject: str, body: str) -> None:
        self.query_one("#subject", LineField).value = plain.field_value(subject)
        self.beside.area.load_text(plain.area_value(body))

    def written(self) -> Draft | None:
        """Return the draft with what stands on the page."""
        if self.draft is None:
            return None
        subject, body = self._typed()
        return self.draft.but(subject=subject, body=body)

    def _typed(self) -> tuple[str, str]:
        return self.query_one("#subject", LineField).value, self.beside.area.text

    # keeping

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Keep what is typed."""
        self._keep()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what is typed."""
        self._keep()

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """From the subject to the text."""
        self.query_one("#body").focus()

    def _keep(self) -> None:
        if self.draft is None:
            return
        subject, body = self._typed()
        start = (plain.field_value(self.draft.subject), plain.area_value(self.draft.body))
        if (subject, body) == start:
            self.freelance.kept.drop(self.keep_as)
        else:
            self.freelance.kept.keep(self.keep_as, self.ends()[0], {"subject": subject, "body": body})

    def keep_now(self) -> None:
        """The program ends: write it down."""
        self.freelance.kept.flush()

    # actions

    def action_start_over(self) -> None:
        """Write the draft anew from what is on record."""
        self.freelance.kept.drop(self.keep_as)
        self.draft = None
        self.say("")
        self.reload()

    def action_add_address(self) -> None:
        """Note where mail to the client goes."""
        self.go(addressing.add_address(self))

    def readdressed(self, fresh: Draft) -> None:
        """Address the letter as it is composed now; what was typed stays."""
        if not self.freelance.kept.values(self.keep_as):
            self.action_start_over()
        elif self.draft is not None:
            name, to = fresh.recipient_name, fresh.recipient
            self.draft = self.draft.but(recipient=to, recipient_name=name, missing=fresh.missing)
            self.key_line.show_acts(self.shown_acts())

    def action_copy(self) -> None:
        """Copy the text; not every terminal passes it on, so it is in a file too."""
        self.go(self._copy())

    async def _copy(self) -> None:
        draft = self.written()
        if draft is not None:
            await copy_text(self, draft.body)

    def action_save(self) -> None:
        """Save the text to a file."""
        self.go(self._save_as("txt"))

    def action_eml(self) -> None:
        """Save the text as a mail."""
        self.go(self._save_as("eml"))

    async def _save_as(self, ending: str) -> None:
        from freelance_comm.services import drafts

        draft = self.written()
        if draft is None:
            return

        def document(desk: Desk) -> str | bytes:
            return drafts.as_eml(desk, draft) if ending == "eml" else drafts.as_text(desk, draft)

        if await save_to_file(self, self.file_name(ending), document):
            self.freelance.kept.drop(self.keep_as)

    def action_editor(self) -> None:
        """Write in the freelancer's own editor."""
        from freelance_comm.tui.editor import edit_outside

        draft = self.written()
        if draft is None:
            return
        try:
            text = edit_outside(self.freelance, self.keep_as, draft.body)
        except AppError as error:
            self.complain(error)
            return
        self._fill(draft.subject, text)
        self._keep()

    def action_mark_sent(self) -> None:
        """Note that the text has gone out."""
        self.go(self._mark_sent())

    async def _mark_sent(self) -> None:
        from freelance_comm.services import promise_letters

        draft = self.written()
        if draft is None:
            return
        sent = await self._gone_out(draft)
        if sent is None:
            return
        await self.save(lambda desk: self.note_sent(desk, sent))
        self.freelance.kept.drop(self.keep_as)
        moved = await self.read(lambda desk: promise_letters.told(desk, sent)) if sent.moves is not None else ""
        self.freelance.tell_next(" ".join(part for part in (self.tr.gettext("Noted as sent."), moved) if part))
        self.dismiss(True)

    async def _gone_out(self, draft: Draft) -> Draft | None:
        """Ask whether it has; what moves a promise is asked about with its new time."""
        if draft.moves is not None:
            from freelance_comm.tui.promising import sent_with

            return await sent_with(self, draft, draft.moves)
        question = self.tr.gettext("Has it gone out to {name}?").format(name=draft.recipient_name)
        answered = await self.app.push_screen_wait(AskKey(question, [("y", self.tr.gettext("yes, note it"))]))
        return draft if answered else None
