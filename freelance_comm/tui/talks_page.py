"""What a client said about the work, and what was talked over: complaints, negotiations, feedback.

One page for a client or one of their projects, because what is good and what is not belongs together.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.services.complaint_views import ComplaintView
from freelance_comm.services.feedback import FeedbackView
from freelance_comm.services.negotiation_views import NegotiationView
from freelance_comm.tui import complaining, negotiating
from freelance_comm.tui.columns import Column
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "talks": (
        Column(most=1, least=1, tight=True),
        Column(most=18, least=9),
        Column(most=80, least=16, grows=True),
        Column(most=60, least=10, drop=1),
    )
}


class TalksSeen(Record):
    """What the page shows."""

    client: Client
    project: Project | None
    complaints: tuple[ComplaintView, ...]
    negotiations: tuple[NegotiationView, ...]
    feedback: tuple[FeedbackView, ...]


def gather(desk: Desk, client_id: int, project_id: int | None) -> TalksSeen:
    """Read what was said by a client, about one project or all."""
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.complaints import list_complaints
    from freelance_comm.services.feedback import list_feedback
    from freelance_comm.services.negotiations import list_negotiations
    from freelance_comm.services.projects import project_by_id

    client = client_by_id(desk, client_id)
    project = project_by_id(desk, project_id) if project_id is not None else None
    ref = project.ref if project is not None else ""
    spoken = list_negotiations(desk, all=True, project_text=ref)
    return TalksSeen(
        client=client,
        project=project,
        complaints=list_complaints(desk, all=True, client_text=client.ref, project_text=ref),
        negotiations=tuple(one for one in spoken if one.project.client_id == client.id),
        feedback=list_feedback(desk, client_text=client.ref, project_text=ref),
    )


def rows(seen: TalksSeen, tr: Translator) -> list[Row]:
    """Return what was said, each kind under its title, what is open first."""
    made: list[Row] = []
    if seen.complaints:
        ordered = sorted(seen.complaints, key=lambda one: not one.complaint.is_open)
        made += [heading(tr.gettext("Complaints")), *(_complaint(one) for one in ordered), BLANK]
    if seen.negotiations:
        talked = sorted(seen.negotiations, key=lambda one: not one.negotiation.is_open)
        made += [heading(tr.gettext("Negotiations")), *(_negotiation(one) for one in talked), BLANK]
    if seen.feedback:
        made += [heading(tr.gettext("They said")), *(_feedback(one, tr) for one in seen.feedback)]
    if not made:
        words = tr.gettext("Nothing is noted yet. What they say about your work belongs here, good and bad.")
        made.append(text(words, style="dim"))
    return made


def _complaint(one: ComplaintView) -> Row:
    is_open = one.complaint.is_open
    return line(
        "talks",
        Cell(text="●" if is_open else "✓", style="soon" if is_open else "dim"),
        Cell(text=one.raised_text, style="" if is_open else "dim"),
        Cell(text=one.said, style="" if is_open else "dim"),
        Cell(text=one.next_text, style="dim"),
        id=f"complaint:{one.complaint.id}",
        thing=one,
    )


def _negotiation(one: NegotiationView) -> Row:
    is_open = one.negotiation.is_open
    return line(
        "talks",
        Cell(text="●" if is_open else "✓", style="soon" if is_open else "dim"),
        Cell(text=one.opened_text, style="" if is_open else "dim"),
        Cell(text=one.about, style="" if is_open else "dim"),
        Cell(text=one.next_text if is_open else one.outcome_text, style="dim"),
        id=f"negotiation:{one.negotiation.id}",
        thing=one,
    )


def _feedback(one: FeedbackView, tr: Translator) -> Row:
    return line(
        "talks",
        Cell(text="·", style="dim"),
        Cell(text=one.when_text, style="dim"),
        Cell(text=one.said),
        Cell(text=tr.pgettext("tone and permission", "{tone} · {permission}").format(
            tone=one.tone_text, permission=one.permission_text
        ), style="dim"),
        id=f"feedback:{one.feedback.id}",
        thing=one,
    )  # fmt: skip


async def note_feedback(page: Page, client: Client, project: Project | None = None) -> None:
    """Note what a client said."""
    from freelance_comm.tui.forms.complaint import FeedbackJob, Whose

    job = await page.read(lambda desk: FeedbackJob(desk, Whose(client, project)))
    if await page.app.push_screen_wait(FormPage(job)):
        page.say(page.tr.gettext("Noted."))
        page.reload()


async def ask_permission(page: Page, one: FeedbackView) -> None:
    """Write the letter that asks whether these words may be quoted."""
    from freelance_comm.services import feedback, feedback_letters
    from freelance_comm.services.letter_names import PERMISSION
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui.matter_letter_page import MatterLetterPage

    number = one.feedback.id
    project_id = one.feedback.project_id if one.project_ref else None
    project = await page.read(lambda desk: project_by_id(desk, project_id) if project_id is not None else None)
    page.app.push_screen(
        MatterLetterPage(
            lambda desk: feedback_letters.compose(desk, feedback.find(desk, number)),
            name=PERMISSION,
            about=one.client_name,
            key=number,
            project=project,
        )
    )


class TalksPage(Page):
    """Complaints, negotiations and feedback of a client, or of one project."""

    acts = ("open", "new_complaint", "new_feedback", "new_negotiation", "matter_letter", "remove")
    offers = ("goto", "palette")

    def __init__(self, client_id: int, project_id: int | None = None, *, wanted: str = "") -> None:
        super().__init__()
        self._client_id = client_id
        self._project_id = project_id
        self._wanted = wanted
        self._seen: TalksSeen | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> TalksSeen:
        """Read what was said."""
        return gather(desk, self._client_id, self._project_id)

    def present(self, view: TalksSeen) -> None:
        """Show it."""
        self._seen = view
        whose = view.project.name if view.project is not None else view.client.name
        title = self.tr.gettext("Complaints, negotiations, feedback")
        self.heading.say(f"{title} · {whose}")
        self.ledger.show_rows(rows(view, self.tr), cursor=self._wanted)
        self._wanted = ""

    @property
    def _thing(self) -> object:
        return self.ledger.current.thing if self.ledger.current is not None else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the page of a complaint or a negotiation; edit feedback."""
        from freelance_comm.tui.complaint_page import ComplaintPage
        from freelance_comm.tui.negotiation_page import NegotiationPage

        thing = event.row.thing
        if isinstance(thing, ComplaintView):
            self.app.push_screen(ComplaintPage(thing.complaint.id))
        elif isinstance(thing, NegotiationView):
            self.app.push_screen(NegotiationPage(thing.negotiation.id))
        elif isinstance(thing, FeedbackView):
            self.go(self._edit_feedback(thing))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_new_complaint(self) -> None:
        """Note a complaint."""
        if self._seen is not None:
            self.go(self._note_complaint(self._seen))

    async def _note_complaint(self, seen: TalksSeen) -> None:
        from freelance_comm.tui.complaint_page import ComplaintPage

        view = await complaining.note(self, seen.client, seen.project)
        if view is not None:
            self.app.push_screen(ComplaintPage(view.complaint.id))

    def action_new_feedback(self) -> None:
        """Note what they said."""
        if self._seen is not None:
            self.go(note_feedback(self, self._seen.client, self._seen.project))

    def action_new_negotiation(self) -> None:
        """Begin the log of a negotiation."""
        if self._seen is not None:
            self.go(self._begin(self._seen))

    async def _begin(self, seen: TalksSeen) -> None:
        from freelance_comm.tui.negotiation_page import NegotiationPage
        from freelance_comm.tui.opening import choose_project

        project = seen.project or await choose_project(self)
        if project is None:
            return
        view = await negotiating.begin(self, project)
        if view is not None:
            self.app.push_screen(NegotiationPage(view.negotiation.id))

    def action_matter_letter(self) -> None:
        """Write the letter that the line asks for."""
        thing = self._thing
        if isinstance(thing, ComplaintView):
            self.go(complaining.letter(self, thing))
        elif isinstance(thing, NegotiationView):
            self.go(negotiating.letter(self, thing))
        elif isinstance(thing, FeedbackView):
            self.go(ask_permission(self, thing))
        else:
            self.say(self.tr.gettext("First choose a line."))

    async def _edit_feedback(self, one: FeedbackView) -> None:
        from freelance_comm.tui.forms.complaint import FeedbackJob, Whose

        seen = self._seen
        if seen is None:
            return
        job = await self.read(lambda desk: FeedbackJob(desk, Whose(seen.client, seen.project), one.feedback))
        if await self.app.push_screen_wait(FormPage(job)):
            self.say(self.tr.gettext("Saved."))
            self.reload()

    def action_remove(self) -> None:
        """It was noted by mistake."""
        self.go(self._remove())

    async def _remove(self) -> None:
        from freelance_comm.services import complaints, feedback, negotiations

        thing, t = self._thing, self.tr.gettext
        if not isinstance(thing, ComplaintView | NegotiationView | FeedbackView):
            self.say(t("First choose a line."))
            return
        if isinstance(thing, ComplaintView):
            await self.save(lambda desk: complaints.remove(desk, thing.complaint.id))
        elif isinstance(thing, NegotiationView):
            await self.save(lambda desk: negotiations.remove(desk, thing.negotiation.id))
        else:
            await self.save(lambda desk: feedback.remove(desk, thing.feedback.id))
        self.say(self.and_back(t("Removed.")))
        self.reload()
