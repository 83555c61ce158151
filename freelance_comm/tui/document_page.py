"""A quote or an addition as a document: looked over in each of its forms, copied, saved, set as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from freelance_comm.tui.draft_page import addressed
from freelance_comm.tui.taking_out import save_to_file
from freelance_comm.tui.writing import WritingPage

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft

FORMS = ("text", "md", "html")
_ENDINGS = {"text": "txt", "md": "md", "html": "html"}


class DocumentPage(WritingPage):
    """The document of one project's quote; the quote being worked on, until another version is chosen."""

    acts: ClassVar[tuple[str, ...]] = (
        *("save", "copy", "editor", "pdf", "start_over", "version", "format", "fill_gap"),
    )

    DEFAULT_CSS = """
    DocumentPage #remarks-side, DocumentPage Beside.-narrow #strip { display: none; }
    """

    def __init__(self, project: Project, ref: str = "") -> None:
        super().__init__()
        self._project = project
        self._ref = ref
        self._form = "text"

    @property
    def keep_as(self) -> str:
        """Unsaved changes belong to this form of this version."""
        return f"document-{self._project.id}-{self._ref}-{self._form}"

    def compose_draft(self, desk: Desk) -> Draft:
        """Write the document; whose it is has to stand on it."""
        from freelance_comm.services import identity, quote_document

        self._ref = self._ref or quote_document.chosen(desk.reader.project(self._project.id), "").ref
        named = bool(identity.of_freelancer(desk.profile()).name)
        missing = () if named else (desk.tr.gettext("Your name is not on it: enter it in your settings."),)
        written = quote_document.compose(desk, self._project, self._ref, form=self._form)
        return written.but(subject="", missing=missing)

    def coach_about(self, desk: Desk) -> None:
        """Nothing for the coach: a document speaks to nobody."""
        return

    def ends(self) -> tuple[str, str]:
        """What it is and of which project; language and addressee."""
        return " · ".join(part for part in (self._ref, self._project.name) if part), addressed(self)

    def about(self) -> Project:
        """The lines are the project's."""
        return self._project

    def file_name(self, ending: str) -> str:
        """Return "Q-2026-003.txt"."""
        return f"{self._ref or self._project.ref}.{_ENDINGS[self._form] if ending == 'txt' else ending}"

    def note_sent(self, desk: Desk, draft: Draft) -> object:
        """That a quote has gone out is noted at its stage."""
        raise NotImplementedError

    def action_format(self) -> None:
        """The next form: text, Markdown, HTML."""
        self._form = FORMS[(FORMS.index(self._form) + 1) % len(FORMS)]
        self._anew()

    def action_version(self) -> None:
        """The next version or addition."""
        self.go(self._next_version())

    async def _next_version(self) -> None:
        from freelance_comm.services import quote_document

        refs = await self.read(lambda desk: quote_document.documents(desk, self._project))
        others = [ref for ref in refs if ref != self._ref]
        if not others:
            self.say(self.tr.gettext("There is no other version."))
            return
        place = refs.index(self._ref) if self._ref in refs else -1
        self._ref = refs[(place + 1) % len(refs)]
        self._anew()

    def action_pdf(self) -> None:
        """Save the document as a PDF."""
        self.go(self._pdf())

    async def _pdf(self) -> None:
        from freelance_comm.services import quote_document

        edited = bool(self.freelance.kept.values(self.keep_as))
        said = await save_to_file(
            self, self.file_name("pdf"), lambda desk: quote_document.pdf(desk, self._project, self._ref)
        )
        if said and edited:
            self.say(said + " " + self.tr.gettext("It holds what is on record, without what you changed here."))

    def _anew(self) -> None:
        self.draft = None
        self.reload()
