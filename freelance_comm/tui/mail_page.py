"""Mail: which mailboxes are read, who in them could be a client, what was left out and why; reading what is new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.services import mail_left_out, mail_people, mail_sources
from freelance_comm.services.mail_left_out import PutAside
from freelance_comm.services.mail_people import Offer
from freelance_comm.services.mail_sources import SourceLine
from freelance_comm.tui import mail_rows, mail_steps
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.lines import KeyLine
from freelance_comm.tui.mail_rows import MailView
from freelance_comm.tui.page import Page
from freelance_comm.tui.work_page import WorkPage

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk

_OF_THING: dict[type, tuple[str, ...]] = {
    SourceLine: ("read_mail", "forget_mailbox"),
    Offer: ("take_client", "join_client", "leave_aside"),
    PutAside: ("let_count", "always_count", "leave_aside"),
}


class MailPage(WorkPage):
    """Mailboxes, people, what was left out."""

    acts = (
        "open",
        "read_mail",
        "stop_reading",
        "take_client",
        "join_client",
        "let_count",
        "always_count",
        "leave_aside",
        "forget_mailbox",
        "new_mailbox",
        "accounts",
        "look_at_mailbox",
    )
    offers = ("palette",)

    def __init__(self) -> None:
        super().__init__()
        self.key_line = KeyLine(self.hint, self.last, lines=2)

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=mail_rows.GRIDS)
        yield self.ledger

    def on_mount(self) -> None:
        """Say what page this is."""
        self.heading.say(self.tr.gettext("Mail"))

    def shown_acts(self) -> tuple[str, ...]:
        """The keys that mean something where the cursor stands."""
        reading = self.freelance.long_work.under_way
        thing = self._thing
        mine = _OF_THING.get(type(thing), ())
        always = ("new_mailbox", "accounts", "look_at_mailbox")
        first = ("stop_reading",) if reading else ()
        read = () if "read_mail" in mine or reading else ("read_mail",)
        return (*first, *mine, *read, *always, *self.offers)

    def useful_acts(self) -> tuple[str, ...]:
        """The same for the list of keys."""
        return tuple(dict.fromkeys(("open", *(name for name in self.shown_acts() if name in self.acts))))

    def gather(self, desk: Desk) -> MailView:
        """Look at what is known of mail."""
        return MailView(
            mailboxes=mail_sources.listed(desk),
            people=mail_people.offers(desk),
            left_out=mail_left_out.listed(desk),
            now=desk.now(),
            zone=desk.zone,
        )

    def present(self, view: MailView) -> None:
        """Show it."""
        n = len(view.mailboxes)
        told = self.tr.ngettext("{n} mailbox", "{n} mailboxes", n).format(n=n) if n else ""
        self.heading.say(self.tr.gettext("Mail"), told)
        self.ledger.show_rows(mail_rows.rows(view, self.tr))
        self._show_keys()

    def _show_keys(self) -> None:
        self.key_line.show_acts(self.shown_acts(), anew=True)

    @property
    def _thing(self) -> object:
        row = self.ledger.current if hasattr(self, "ledger") else None
        return row.thing if row is not None else None

    # long work

    def tell(self, words: str, *, stays: bool = False, problem: bool = False) -> None:
        """Say something where the freelancer is now: here, or meanwhile on another page, and here again."""
        app = self.freelance
        for screen in app.screen_stack:
            if isinstance(screen, Page) and screen in (app.page, self):
                screen.quiet.say(words, stays=stays, problem=problem)
                screen.reload()

    # actions

    def on_ledger_moved(self, event: Ledger.Moved) -> None:
        """Other keys on another line."""
        self._show_keys()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Do what the line says; on a mailbox, read that one."""
        thing = event.row.thing
        if isinstance(thing, SourceLine):
            self.go(mail_steps.read(self, (thing.source,)))
        elif isinstance(thing, PutAside):
            self.action_let_count()
        elif event.row.act:
            self.perform(event.row.act)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_read_mail(self) -> None:
        """Read what is new in all mailboxes."""
        self.go(self._read_all())

    async def _read_all(self) -> None:
        lines = await self.read(mail_sources.listed)
        await mail_steps.read(self, [line.source for line in lines])

    def action_stop_reading(self) -> None:
        """Stop after this mail."""
        if self.freelance.long_work.under_way:
            self.stop_work()

    def action_new_mailbox(self) -> None:
        """Name a mailbox on this disk."""
        self.go(mail_steps.new_mailbox(self))

    def action_accounts(self) -> None:
        """Mailboxes on servers."""
        self.freelance.mail_accounts()

    def action_look_at_mailbox(self) -> None:
        """How fast answers went out in any mailbox, without storing anything."""
        from freelance_comm.tui.mailbox_page import MailboxPage

        self.app.push_screen(MailboxPage())

    def action_take_client(self) -> None:
        """Make a client of the person under the cursor."""
        if (offer := self._person) is not None:
            self.go(mail_steps.take_client(self, offer))

    def action_join_client(self) -> None:
        """Add the person under the cursor to a client."""
        if (offer := self._person) is not None:
            self.go(mail_steps.join_client(self, offer))

    def action_let_count(self) -> None:
        """Let the mail under the cursor count."""
        if (one := self._mail) is not None:
            self.go(mail_steps.let_count(self, one))

    def action_always_count(self) -> None:
        """Let all mail of its sender count."""
        if (one := self._mail) is not None:
            self.go(mail_steps.let_count(self, one, always=True))

    def action_leave_aside(self) -> None:
        """Never ask about the person again, or take the mail out of the list."""
        thing, t = self._thing, self.tr.gettext
        if isinstance(thing, Offer):
            person = thing.person
            done = t("You will not be asked about {name} again.").format(name=thing.name)
            self.attempt(lambda desk: mail_people.ignore(desk, person), done=done)
        elif isinstance(thing, PutAside):
            mail = thing.mail
            self.attempt(lambda desk: mail_left_out.dismiss(desk, mail), done=t("It is no longer in the list."))
        else:
            self.say(t("Choose a person, or an email that was left out."))

    def action_forget_mailbox(self) -> None:
        """Read the mailbox under the cursor no more."""
        thing = self._thing
        if isinstance(thing, SourceLine) and thing.source.id:
            self.go(mail_steps.forget_mailbox(self, thing.source))
        else:
            self.say(self.tr.gettext("Choose a mailbox that was read."))

    @property
    def _person(self) -> Offer | None:
        thing = self._thing
        if isinstance(thing, Offer):
            return thing
        self.say(self.tr.gettext("First choose a person."))
        return None

    @property
    def _mail(self) -> PutAside | None:
        thing = self._thing
        if isinstance(thing, PutAside):
            return thing
        self.say(self.tr.gettext("First choose an email that was left out."))
        return None
