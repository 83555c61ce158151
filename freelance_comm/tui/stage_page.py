"""A stage of a project: everything it asks for, on one page, each line edited where it stands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.quote import QuoteState
from freelance_comm.services.drafts import DraftLine
from freelance_comm.stages.model import Fact, Listing
from freelance_comm.tui import filling_in, stage_rows, walking
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.lists import EDITORS
from freelance_comm.tui.lists.model import ListEditor, ListLine
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk


_USUAL = ("add", "tick", "fill_in")
_OWN: dict[str, tuple[str, ...]] = {
    "contact": ("add", "tick", "fill_in"),
    "deadline": ("fill_in", "promise_date", "add"),
    "payment": ("add", "received", "ways", "remind_payment", "handover", "fill_in"),
    "work": ("start", "add", "need", "tick", "report"),
    "delivery": ("tick", "fill_in"),
    "closing": ("fill_in", "payment"),
}
"""Which keys a stage shows; a stage of somebody's own shows the usual ones."""
_OF_QUOTE: dict[QuoteState, tuple[str, ...]] = {
    QuoteState.DRAFT: ("add", "sent", "accepted", "declined", "quote_page", "document", "option", "thank", "fill_in"),
    QuoteState.SENT: ("accepted", "declined", "quote_page", "document", "thank", "fill_in"),
    QuoteState.ACCEPTED: ("quote_page", "document", "fill_in"),
}
"""Which the stage of the quote shows: nobody adds to what the client has agreed to."""


class StagePage(Page):
    """One stage of one project."""

    acts = (
        "open", "add", "tick", "fill_in", "draft", "advance", "remove", "start", "received", "sent", "accepted",
        "promise_date", "declined", "option", "need", "report", "payment", "document",
        "quote_page", "handover", "ways", "remind_payment", "thank", "stage_back", "skip", "client",
    )  # fmt: skip
    offers = ("log", "goto", "palette")

    def __init__(self, project_id: int, stage_id: str) -> None:
        super().__init__()
        self.project_id = project_id
        self.stage_id = stage_id
        self._seen: stage_rows.StageOfProject | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=stage_rows.GRIDS)
        yield self.ledger

    def shown_acts(self) -> tuple[str, ...]:
        """The keys that mean something at this stage, going on before anything else where the project stands here."""
        here = self._seen is not None and self._seen.project.stage == self.stage_id
        on = ("advance",) if here else ()
        own = _OWN.get(self.stage_id, _USUAL)
        if self.stage_id == "quote":
            quote = self._seen.file.quote if self._seen is not None else None
            own = _OF_QUOTE.get(quote.state if quote is not None else QuoteState.DRAFT, _OF_QUOTE[QuoteState.DRAFT])
        # At the quote the key that leaves a stage out says that the client declined.
        skip = () if self.stage_id == "quote" else ("skip",)
        return ("open", *on, *own, "draft", "remove", *skip, "stage_back")

    def useful_acts(self) -> tuple[str, ...]:
        """Without the keys of other stages."""
        return tuple(dict.fromkeys((*self.shown_acts(), "advance", "fill_in", "client")))

    def hint(self, name: str) -> tuple[str, str]:
        """The key that starts the timer stops it while it runs here."""
        running = self._seen is not None and self._seen.timer is not None
        return super().hint("stop" if name == "start" and running else name)

    def gather(self, desk: Desk) -> stage_rows.StageOfProject:
        """Read the stage."""
        return stage_rows.gather(desk, self.project_id, self.stage_id)

    def present(self, view: stage_rows.StageOfProject) -> None:
        """Show the stage; the cursor starts on the first thing that can be filled in."""
        self._seen = view
        title = self.tr.gettext(view.stage.title)
        self.heading.say(f"{title} · {view.project.name}", self.tr.gettext(view.stage.purpose), whole=True)
        self.key_line.show_acts(self.shown_acts(), anew=True)
        self.ledger.show_rows(stage_rows.rows(view, self.desk))

    # what the cursor is on

    @property
    def selected_line(self) -> ListLine | None:
        """The line of a list under the cursor."""
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, ListLine) else None

    @property
    def _listing(self) -> Listing | None:
        """The list the cursor is in, else the stage's first."""
        row = self.ledger.current
        if self.selected_line is not None:
            return self.selected_line.listing
        if row is not None and isinstance(row.thing, Listing):
            return row.thing
        lists = self._seen.stage.lists if self._seen is not None else ()
        return lists[0] if lists else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Edit a fact or a line, open a letter, do what another line says."""
        row = event.row
        if isinstance(row.thing, Fact) and self._seen is not None:
            self.go(filling_in.one_fact(self, self._seen, row.thing))
        elif isinstance(row.thing, DraftLine):
            self._open_letter(row.thing)
        elif row.act:
            self.perform(row.act)
        elif isinstance(row.thing, ListLine) and self._seen is not None:
            self.go(EDITORS[row.thing.listing].edit(self, self._seen.project, row.thing))
        elif row.id == "own-date" and self._seen is not None:
            from freelance_comm.tui.lists.promises import own_date

            self.go(own_date(self, self._seen.project))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_fill_in(self) -> None:
        """All facts as a form."""
        if self._seen is not None:
            self.go(filling_in.all_facts(self, self._seen))

    # lists

    def action_add(self) -> None:
        """Add a line to the list the cursor is in."""
        if self._seen is not None and self._listing is not None:
            self.go(self._add(EDITORS[self._listing], self._seen.project))

    def action_tick(self) -> None:
        """Tick the line off."""
        line = self.selected_line
        if self._seen is not None and line is not None:
            self.go(EDITORS[line.listing].tick(self, self._seen.project, line))

    def action_remove(self) -> None:
        """Remove the line."""
        line = self.selected_line
        if self._seen is not None and line is not None:
            self.go(EDITORS[line.listing].remove(self, self._seen.project, line))

    def action_need(self) -> None:
        """Note something needed from the client."""
        from freelance_comm.tui.lists.steps import note

        if self._seen is not None:
            self.go(note(self, self._seen.project, theirs=True))

    async def _add(self, editor: ListEditor, project: Project) -> None:
        await editor.add(self, project)
        self.reload()

    # the quote, the date, the money

    def action_sent(self) -> None:
        """The quote has gone out."""
        from freelance_comm.tui.lists import items

        self._at("quote", items.mark_sent)

    def action_accepted(self) -> None:
        """The client said yes; at the deadline stage: promise the suggested date."""
        from freelance_comm.tui.lists import items

        if self.stage_id == "deadline":
            self.action_promise_date()
        else:
            self._at("quote", items.accepted)

    def action_declined(self) -> None:
        """The client said no."""
        from freelance_comm.tui.lists import items

        if self.stage_id == "quote":
            self._at("quote", items.declined)
        else:
            self.action_skip()

    def action_quote_page(self) -> None:
        """What the quote answers, who does it, additions, versions."""
        from freelance_comm.tui.quote_page import QuotePage

        if self._seen is not None:
            self.app.push_screen(QuotePage(self.project_id))

    def action_option(self) -> None:
        """A further option, if the client asked for it."""
        from freelance_comm.tui.lists import items

        self._at("quote", items.further_option)

    def action_thank(self) -> None:
        """Thank a client who comes back."""
        from freelance_comm.tui import thanking

        self._at("quote", thanking.thank)

    def action_document(self) -> None:
        """The quote as a document."""
        from freelance_comm.tui.document_page import DocumentPage

        if self._seen is not None:
            self.app.push_screen(DocumentPage(self._seen.project))

    def action_ways(self) -> None:
        """Ways to pay, unpaid work, what came."""
        from freelance_comm.tui.payment_page import PaymentPage

        if self._seen is not None:
            self.app.push_screen(PaymentPage(self.project_id))

    def action_remind_payment(self) -> None:
        """Write the next reminder of a late payment."""
        from freelance_comm.tui.paying import remind

        if self._seen is not None:
            self.go(remind(self, self._seen.project))

    def action_handover(self) -> None:
        """The schedule for an invoicing tool."""
        from freelance_comm.services.payments import InstalmentLine
        from freelance_comm.tui.handing_over_money import hand_over

        line = self.selected_line
        one = line.record.instalment if line is not None and isinstance(line.record, InstalmentLine) else None
        if self._seen is not None:
            self.go(hand_over(self, self._seen.project, one))

    def _at(self, stage_id: str, talk: Callable[[Page, Project], Awaitable[object]]) -> None:
        if self._seen is None:
            return
        if self.stage_id == stage_id:
            self.go(talk(self, self._seen.project))
        elif stage_id == "quote" and self.stage_id == "closing":
            self.action_payment()
        else:
            self.say(self.tr.gettext("That key is for the quote."))

    def action_promise_date(self) -> None:
        """Promise the suggested date."""
        from freelance_comm.tui.lists.promises import promise_date

        row = next((row for row in self.ledger.rows if row.id == "suggestion" and row.thing is not None), None)
        if row is None or self._seen is None:
            self.say(self.tr.gettext("Give the most likely hours first; then there is a date to promise."))
            return
        self.go(promise_date(self, self._seen.project, row.thing))  # type: ignore[arg-type]

    def action_received(self) -> None:
        """Money came."""
        from freelance_comm.services.payments import InstalmentLine
        from freelance_comm.tui.lists.instalments import received

        line = self.selected_line
        if line is None or not isinstance(line.record, InstalmentLine):
            row = self.ledger.first_doing("received")
            line = row.thing if row is not None and isinstance(row.thing, ListLine) else None
        if line is not None and self._seen is not None and isinstance(line.record, InstalmentLine):
            self.go(received(self, self._seen.project, line.record))

    # letters, time, the walk

    def action_draft(self) -> None:
        """Write the selected letter, or the first one not sent."""
        row = self.ledger.current
        letters = self._seen.letters if self._seen is not None else ()
        if row is not None and isinstance(row.thing, DraftLine):
            self._open_letter(row.thing)
        elif letters:
            self._open_letter(next((one for one in letters if one.sent_at is None), letters[0]))

    def _open_letter(self, one: DraftLine) -> None:
        from freelance_comm.tui.letters import letter_page

        if self._seen is not None:
            self.app.push_screen(letter_page(self._seen.project, one.name))

    def action_report(self) -> None:
        """Write the progress report."""
        from freelance_comm.tui.report_page import ReportPage

        below = self.freelance.below(self)
        if isinstance(below, ReportPage) and below.about().id == self.project_id:
            self.action_back()  # it had nothing to tell and led here: one report is enough
        elif self._seen is not None:
            self.app.push_screen(ReportPage(self._seen.project))

    def action_payment(self) -> None:
        """The schedule of payments."""
        if self._seen is not None and self.stage_id != "payment":
            self.app.push_screen(StagePage(self.project_id, "payment"))

    def action_stop(self) -> None:
        """Stop the timer that runs on this project."""
        self.action_start()

    def action_start(self) -> None:
        """Start the timer on this project, or stop it when it runs on it."""
        from freelance_comm.tui.timing import toggle

        if self._seen is not None:
            self.go(toggle(self, self._seen.project))

    def action_advance(self) -> None:
        """On to the next stage: its page takes the place of this one."""
        self.go(self._advance())

    async def _advance(self) -> None:
        seen = self._seen
        if seen is None:
            return
        if seen.project.stage != self.stage_id:
            self.say(self.tr.gettext("The project is at another stage."))
            return
        moved = await walking.advance(self, seen.project)
        if moved is not None and moved.stage != self.stage_id:
            self.app.switch_screen(StagePage(self.project_id, moved.stage))

    def action_stage_back(self) -> None:
        """Back to the stage before."""
        if self._seen is not None:
            self.go(walking.back(self, self._seen.project))

    def action_skip(self) -> None:
        """Leave this stage out."""
        if self._seen is not None:
            self.go(walking.skip(self, self._seen.project, self._seen.stage))

    def action_client(self) -> None:
        """The client's card."""
        from freelance_comm.tui.client_page import ClientPage

        if self._seen is not None:
            self.app.push_screen(ClientPage(self._seen.project.client_id))
