"""Which key leads to which page, from anywhere in the program.

Apart from the program itself because every new page adds a way here, and none of them is loaded before it is wanted.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from textual.app import App

from freelance_comm.tui.page import Page

if TYPE_CHECKING:
    from textual.screen import Screen

    from freelance_comm.tui.app import FreelanceApp
    from freelance_comm.tui.mail_passwords import SessionPasswords


class GoingPlaces(App[int]):
    """Pages on a stack: one is opened over another, and never twice by a key struck twice."""

    @property
    def _program(self) -> FreelanceApp:
        return cast("FreelanceApp", self)

    @property
    def page(self) -> Page | None:
        """The topmost page; prompts over it do not count."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Page):
                return screen
        return None

    @cached_property
    def mail_passwords(self) -> SessionPasswords:
        """The passwords of mailboxes that were typed since the program was started."""
        from freelance_comm.tui.mail_passwords import SessionPasswords

        return SessionPasswords()

    def mail_accounts(self) -> None:
        """The mailboxes on servers."""
        from freelance_comm.tui.mail_accounts_page import MailAccountsPage

        if not isinstance(self.screen, MailAccountsPage):
            self.push_screen(MailAccountsPage())

    def action_goto(self) -> None:
        """Jump to a client or project by typing."""
        from freelance_comm.tui.directory import DirectoryPage

        if not isinstance(self.screen, DirectoryPage):
            self.push_screen(DirectoryPage())

    def action_find(self) -> None:
        """Find a client or project."""
        self.action_goto()

    def action_log(self) -> None:
        """Log a message."""
        if self.page is not None:
            from freelance_comm.tui.log_message import log_message

            self.page.go(log_message(self.page))

    def action_time(self) -> None:
        """The time log."""
        from freelance_comm.tui.time_log import TimePage

        if not isinstance(self.screen, TimePage):
            self.push_screen(TimePage())

    def action_promises(self) -> None:
        """The ledger of promises."""
        from freelance_comm.tui.promises_page import PromisesPage

        if not isinstance(self.screen, PromisesPage):
            self.push_screen(PromisesPage())

    def action_replies(self) -> None:
        """How fast answers went out: to the client in sight, else to everybody."""
        from freelance_comm.tui.client_page import ClientPage
        from freelance_comm.tui.replies_page import RepliesPage

        if not isinstance(self.screen, RepliesPage):
            client = self.screen.client if isinstance(self.screen, ClientPage) else None
            self.push_screen(RepliesPage(client))

    def action_money(self) -> None:
        """All money that is still to come."""
        from freelance_comm.tui.money_page import MoneyPage

        if isinstance(self.screen, Page) and not isinstance(self.screen, MoneyPage):
            self.push_screen(MoneyPage())

    def action_regulars(self) -> None:
        """How each client is doing."""
        from freelance_comm.tui.regulars_page import RegularsPage

        if isinstance(self.screen, Page) and not isinstance(self.screen, RegularsPage):
            self.push_screen(RegularsPage())

    def action_mail(self) -> None:
        """Mailboxes, and what was found there."""
        from freelance_comm.tui.mail_page import MailPage

        if isinstance(self.screen, Page) and not isinstance(self.screen, MailPage):
            self.push_screen(MailPage())

    def action_working_time(self) -> None:
        """When you work."""
        from freelance_comm.tui.working_time_page import WorkingTimePage

        if isinstance(self.screen, Page) and not isinstance(self.screen, WorkingTimePage):
            self.push_screen(WorkingTimePage())

    def action_beside(self) -> None:
        """Messages beside the clock."""
        from freelance_comm.tui.beside_page import BesidePage

        if isinstance(self.screen, Page) and not isinstance(self.screen, BesidePage):
            self.push_screen(BesidePage())

    def action_data(self) -> None:
        """Your data."""
        from freelance_comm.tui.data_page import DataPage

        if isinstance(self.screen, Page) and not isinstance(self.screen, DataPage):
            self.push_screen(DataPage())

    def action_reminders(self) -> None:
        """What is told next, and how."""
        from freelance_comm.tui.reminders_page import RemindersPage

        if isinstance(self.screen, Page) and not isinstance(self.screen, RemindersPage):
            self.push_screen(RemindersPage())

    def action_coach(self) -> None:
        """Where a text is written, its next remark; elsewhere the page to paste any draft into."""
        from freelance_comm.tui.coach_page import CoachPage
        from freelance_comm.tui.coached_page import CoachedPage

        if isinstance(self.screen, CoachedPage):
            self.screen.action_next_remark()
        elif isinstance(self.screen, Page):
            self.push_screen(CoachPage())

    def action_settings(self) -> None:
        """The profile."""
        from freelance_comm.tui.settings import settings_page

        page = self.page
        if page is not None and not isinstance(self.screen, type(self).form_page()):
            page.go(settings_page(page))

    @staticmethod
    def form_page() -> type[Screen[Any]]:
        """The class of form pages: one form does not open over another by a stray key."""
        from freelance_comm.tui.form_page import FormPage

        return FormPage

    def action_undo_last(self) -> None:
        """Undo the last change; while one types, the key belongs to the field."""
        from freelance_comm.tui.taking_back import page_for_undo, undo_last

        page = page_for_undo(self._program)
        if page is not None:
            page.go(undo_last(page))

    def action_do_again(self) -> None:
        "Redo what was last undone."
        from freelance_comm.tui.taking_back import do_again, page_for_undo

        page = page_for_undo(self._program)
        if page is not None:
            page.go(do_again(page))

    def action_said(self) -> None:
        """What was said."""
        from freelance_comm.tui.said_page import SaidPage

        if isinstance(self.screen, Page) and not isinstance(self.screen, SaidPage):
            self.push_screen(SaidPage())

    def action_palette(self) -> None:
        """Everything by name."""
        from freelance_comm.tui.palette import open_palette

        open_palette(self._program)

    def action_keys(self) -> None:
        "All the keys on this page."
        from freelance_comm.tui.help import HelpPage

        if self.page is not None and not isinstance(self.screen, HelpPage):
            self.push_screen(HelpPage(self.page))

    async def run_on_page(self, action: str) -> None:
        """Run an action of the page below the palette."""
        if self.page is not None and action == "open":
            self.page.choose(action)
        elif self.page is not None:
            await self.run_action(action, self.page)

    def add_client(self) -> None:
        """Add a client from anywhere."""
        from freelance_comm.tui.opening import new_client

        if self.page is not None:
            self.page.go(new_client(self.page))

    def open_project(self, project_id: int) -> None:
        """Show a project."""
        from freelance_comm.tui.project_page import ProjectPage

        self.push_screen(ProjectPage(project_id))

    def open_client(self, client_id: int) -> None:
        """Show a client."""
        from freelance_comm.tui.client_page import ClientPage

        self.push_screen(ClientPage(client_id))
