"""A project: where it stands on its walk, what comes next, and every key that helps it along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.project import ProjectState
from freelance_comm.services.complaint_views import ComplaintView
from freelance_comm.services.negotiation_views import NegotiationView
from freelance_comm.services.promises import PromiseView
from freelance_comm.services.walk import StageStatus, StageView
from freelance_comm.tui import project_rows, walking
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk


class ProjectPage(Page):
    """The walk of one project."""

    acts = (
        "open", "advance", "drafts", "report", "start", "forecast", "add_time", "reply", "notice", "client", "edit",
        "ideas", "talks", "burn", "stage_back", "skip", "reopen",
    )  # fmt: skip
    offers = ("log", "time", "promises", "goto", "palette")

    def __init__(self, project_id: int) -> None:
        super().__init__()
        self.project_id = project_id
        self._seen: project_rows.ProjectView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=project_rows.GRIDS)
        yield self.ledger

    def shown_acts(self) -> tuple[str, ...]:
        """A closed project can be looked at and reopened."""
        if self._seen is not None and self._seen.project.state is ProjectState.CLOSED:
            return ("open", "reopen", "drafts", "client", "goto")
        return (
            "open",
            "advance",
            "drafts",
            "report",
            "start",
            "forecast",
            "add_time",
            "log",
            "client",
            "edit",
            "ideas",
            "talks",
            "burn",
            "goto",
        )

    def hint(self, name: str) -> tuple[str, str]:
        """The key that starts the timer stops it while it runs here."""
        running = self._seen is not None and self._seen.timer is not None
        return super().hint("stop" if name == "start" and running else name)

    def gather(self, desk: Desk) -> project_rows.ProjectView:
        """Read the project."""
        return project_rows.gather(desk, self.project_id)

    def present(self, view: project_rows.ProjectView) -> None:
        """Show the walk; the cursor starts on the stage the project is in, and goes on with it."""
        before, current = self._seen, self.ledger.current
        moves = before is None or (current is not None and current.id == f"stage:{before.project.stage}")
        self._seen = view
        self.heading.say(*project_rows.ends(view))
        self.key_line.show_acts(self.shown_acts(), anew=True)
        here = f"stage:{view.project.stage}" if moves else ""
        self.ledger.show_rows(project_rows.rows(view, self.tr), cursor=here)

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open a stage; do what another line says."""
        from freelance_comm.tui.complaint_page import ComplaintPage
        from freelance_comm.tui.negotiation_page import NegotiationPage
        from freelance_comm.tui.promise_page import PromisePage
        from freelance_comm.tui.stage_page import StagePage

        row = event.row
        if row.act and row.act != "open":
            self.perform(row.act)
        elif isinstance(row.thing, StageView):
            self.app.push_screen(StagePage(self.project_id, row.thing.stage.id))
        elif isinstance(row.thing, ComplaintView):
            self.app.push_screen(ComplaintPage(row.thing.complaint.id))
        elif isinstance(row.thing, NegotiationView):
            self.app.push_screen(NegotiationPage(row.thing.negotiation.id))
        elif isinstance(row.thing, PromiseView):
            self.app.push_screen(PromisePage(row.thing.promise.id))
        elif self._seen is not None:
            self.app.push_screen(StagePage(self.project_id, self._seen.project.stage))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_advance(self) -> None:
        """On to the next stage."""
        if self._seen is not None:
            self.go(walking.advance(self, self._seen.project))

    def action_stage_back(self) -> None:
        """Back to the stage before."""
        if self._seen is not None:
            self.go(walking.back(self, self._seen.project))

    def action_skip(self) -> None:
        """Leave the selected stage out, or take it up again."""
        row = self.ledger.current
        if self._seen is None or row is None or not isinstance(row.thing, StageView):
            self.say(self.tr.gettext("First choose the stage to leave out."))
        elif row.thing.status is StageStatus.SKIPPED:
            self.go(walking.take_up(self, self._seen.project, row.thing.stage.id))
        else:
            self.go(walking.skip(self, self._seen.project, row.thing.stage))

    def action_reopen(self) -> None:
        """Open a closed project again."""
        if self._seen is not None:
            self.go(walking.reopen(self, self._seen.project))

    def action_drafts(self) -> None:
        """The letters."""
        from freelance_comm.tui.letters import LettersPage

        if self._seen is not None:
            self.app.push_screen(LettersPage(self._seen.project))

    def action_ideas(self) -> None:
        """Something extra for this project."""
        from freelance_comm.tui.ideas_page import IdeasPage

        if self._seen is not None and self._seen.walk.client is not None:
            self.app.push_screen(IdeasPage(self._seen.walk.client, self._seen.project))

    def action_forecast(self) -> None:
        """When it ends."""
        from freelance_comm.tui.forecast_page import ForecastPage

        self.app.push_screen(ForecastPage(self.project_id))

    def action_burn(self) -> None:
        """How the quoted hours are used up."""
        from freelance_comm.tui.burn_page import BurnPage

        self.app.push_screen(BurnPage(self.project_id))

    def action_report(self) -> None:
        """Write the progress report."""
        from freelance_comm.tui.report_page import ReportPage

        if self._seen is not None:
            self.app.push_screen(ReportPage(self._seen.project))

    def action_notice(self) -> None:
        """Write to the client about the date."""
        from freelance_comm.services.drafts import NOTICE
        from freelance_comm.tui.draft_page import DraftPage

        if self._seen is not None:
            self.app.push_screen(DraftPage(self._seen.project, NOTICE))

    def action_start(self) -> None:
        """Start the timer here, or stop it when it runs here."""
        from freelance_comm.tui import timing

        if self._seen is None:
            return
        if self._seen.timer is not None:
            self.go(timing.stop(self, self._seen.timer))
        else:
            self.go(timing.start(self, self._seen.project))

    def action_stop(self) -> None:
        """Stop the timer that runs here."""
        self.action_start()

    def action_add_time(self) -> None:
        "Log time after the fact."
        from freelance_comm.tui import timing

        if self._seen is not None:
            self.go(timing.add(self, self._seen.project))

    def action_reply(self) -> None:
        """Answer the client."""
        from freelance_comm.tui.reply_page import ReplyPage

        seen = self._seen
        if seen is None or seen.walk.client is None:
            return
        message = seen.clock.message if seen.clock is not None else None
        self.app.push_screen(ReplyPage(seen.walk.client, message, seen.project))

    def action_client(self) -> None:
        """The client's card."""
        from freelance_comm.tui.client_page import ClientPage

        if self._seen is not None:
            self.app.push_screen(ClientPage(self._seen.project.client_id))

    def action_talks(self) -> None:
        """Complaints, negotiations and feedback."""
        from freelance_comm.tui.talks_page import TalksPage

        if self._seen is not None:
            self.app.push_screen(TalksPage(self._seen.project.client_id, self.project_id))

    def action_edit(self) -> None:
        """Edit the head of the project."""
        from freelance_comm.tui.opening import edit_project

        if self._seen is not None and self._seen.walk.client is not None:
            self.go(edit_project(self, self._seen.walk.client, self._seen.project))
