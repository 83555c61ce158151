"""The mailboxes on servers: described, tried, changed and forgotten here; what is read from them is another page's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Container

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.domain.record import Record
from freelance_comm.services import mail_accounts
from freelance_comm.services.mail_accounts import Checked
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.mail_account import MailAccountJob
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.mail_passwords import AskSecret, password_of
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, text

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_NARROW = 100


class AccountsView(Record):
    """The accounts, and whether this system can keep their passwords."""

    accounts: tuple[MailAccount, ...] = ()
    keyring: bool = False


def rows(view: AccountsView, checked: dict[str, Checked], tr: Translator) -> list[Row]:
    """Return the accounts as rows; those that answered since the page was opened have a tick."""
    if not view.accounts:
        return [
            text(tr.gettext("No mailbox is set up.")),
            text(tr.gettext("Add one, and its mail can be read; nothing in it is ever changed or marked as read.")),
        ]
    made = []
    for account in view.accounts:
        mark = Cell(text="✓", style="accent") if account.name in checked else Cell(text="·", style="dim")
        made.append(
            text(account.name, mark=mark, right=Cell(text=account.host, style="dim"), id=account.name, thing=account)
        )
    return made


def detail(account: MailAccount, view: AccountsView, checked: Checked | None, tr: Translator) -> list[Row]:
    """Return all that is known of one account, and what it answered."""
    t = tr.gettext
    ways = {
        Security.IMPLICIT: t("TLS from the start, certificate checked"),
        Security.STARTTLS: t("TLS by STARTTLS, certificate checked"),
        Security.NONE: t("not protected: only on this machine"),
    }
    facts = [
        (t("Server"), f"{account.host}:{account.used_port}"),
        (t("User"), account.user),
        (t("Protection"), ways[account.tls]),
        (t("Password"), _password(account, view, tr)),
        (t("Folders"), ", ".join(account.folders) or t("all that may hold letters")),
    ]
    made = [text(account.name, style="bold")]
    made += [text(t("{what}: {value}").format(what=what, value=value)) for what, value in facts]
    if account.ca:
        made.append(text(t("{what}: {value}").format(what=t("Certificates"), value=account.ca)))
    if checked is not None:
        made += [BLANK, heading(t("It answers. Its folders"))]
        for folder in checked.folders:
            read = folder.name in checked.read
            mark = Cell(text="✓", style="accent") if read else Cell(text="–", style="dim")
            use = mail_accounts.use_of(folder, tr)
            made.append(text(folder.name, mark=mark, right=Cell(text=use, style="dim"), style="" if read else "dim"))
    shell = t("In a shell: {command}").format(command=f"freelance-comm mail account check {account.name}")
    return [*made, BLANK, text(shell, style="dim")]


def _password(account: MailAccount, view: AccountsView, tr: Translator) -> str:
    if account.password_command:
        return tr.gettext("from your command")
    if view.keyring:
        return tr.gettext("from the keyring, or asked for once per session")
    return tr.gettext("asked for once per session; there is no keyring here")


class MailAccountsPage(Page):
    """The list, and beside it, or below on a narrow terminal, the account under the cursor."""

    acts = ("add", "edit", "try_account", "keep_password", "remove")
    offers = ()
    DEFAULT_CSS = """
    MailAccountsPage #accounts { height: 1fr; layout: horizontal; }
    MailAccountsPage #accounts Ledger { width: 1fr; max-width: 86; }
    MailAccountsPage #accounts #detail { border-left: solid $foreground 15%; }
    MailAccountsPage #accounts.-narrow { layout: vertical; }
    MailAccountsPage #accounts.-narrow Ledger { height: 1fr; max-width: 100%; }
    MailAccountsPage #accounts.-narrow #detail { height: 2fr; border-left: none; border-top: solid $foreground 15%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._seen = AccountsView()
        self._checked: dict[str, Checked] = {}

    def body(self) -> Iterable[Widget]:
        """Two lists."""
        self.ledger = Ledger(self.hint)
        self.detail = Ledger(self.hint)
        self.detail.id = "detail"
        yield Container(self.ledger, self.detail, id="accounts")

    def edge(self) -> int:
        """The title ends where what is known of an account ends."""
        return max(self.ledger.region.right, self.detail.region.right)

    def shown_acts(self) -> tuple[str, ...]:
        """Adding is always possible, the rest where there is an account; a keyring keeps passwords only where it is."""
        left_out = set() if self._seen.accounts else {"edit", "try_account", "keep_password", "remove"}
        if not self._seen.keyring:
            left_out.add("keep_password")
        return tuple(name for name in super().shown_acts() if name not in left_out)

    def useful_acts(self) -> tuple[str, ...]:
        """The keys that mean something now."""
        return self.shown_acts()

    def on_mount(self) -> None:
        """Say what page this is, also where nothing can be read."""
        self.heading.say(self.tr.gettext("Mailboxes on servers"))

    def on_resize(self, event: events.Resize) -> None:
        """One below the other on a narrow terminal."""
        super().on_resize(event)
        self.query_one("#accounts").set_class(event.size.width < _NARROW, "-narrow")

    def gather(self, desk: Desk) -> AccountsView:
        """Read the configuration."""
        return AccountsView(accounts=mail_accounts.accounts(desk), keyring=mail_accounts.keyring_there())

    def present(self, view: AccountsView) -> None:
        """Show them."""
        self._seen = view
        self.ledger.show_rows(rows(view, self._checked, self.tr))
        self.key_line.show_acts(self.shown_acts(), anew=True)
        self._show_detail()

    def _show_detail(self) -> None:
        account = self._account
        checked = self._checked.get(account.name) if account is not None else None
        self.detail.show_rows(detail(account, self._seen, checked, self.tr) if account is not None else ())
        self.detail.scroll_to(y=0, animate=False)

    @property
    def _account(self) -> MailAccount | None:
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, MailAccount) else None

    def on_ledger_moved(self, event: Ledger.Moved) -> None:
        """Another account."""
        self._show_detail()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Enter goes to the account beside the list, to scroll in it."""
        self.detail.focus()

    # what can be done

    def action_add(self) -> None:
        """Describe a mailbox."""
        self.go(self._fill_in(None))

    def action_edit(self) -> None:
        """Change the description."""
        if self._account is not None:
            self.go(self._fill_in(self._account))

    async def _fill_in(self, account: MailAccount | None) -> None:
        saved = await self.app.push_screen_wait(FormPage(MailAccountJob(self.desk, account)))
        if isinstance(saved, MailAccount):
            for name in {saved.name, account.name if account is not None else saved.name}:
                self._checked.pop(name, None)
            self.ledger.go_to(saved.name)
            self.say(self.tr.gettext("Saved. Try it with {key}.").format(key=self.hint("try_account")[0]))

    def action_try_account(self) -> None:
        """Log in and look at the folders."""
        if self._account is not None:
            self.go(self._try(self._account))

    async def _try(self, account: MailAccount) -> None:
        t = self.tr.gettext
        password = await password_of(self, account)
        if password is None:
            return
        self.quiet.say(t("Asking {host}…").format(host=account.host), stays=True)
        try:
            checked = await self.freelance.backroom.aside(lambda _desk: mail_accounts.check(account, password))
        except AppError as error:
            self._checked.pop(account.name, None)
            self.freelance.mail_passwords.heed(error)
            raise
        finally:
            self.quiet.say("")
        self._checked[account.name] = checked
        self.present(self._seen)
        self.say(t("“{name}” answers. Nothing was changed there.").format(name=account.name))

    def action_keep_password(self) -> None:
        "Put the password in the keyring, or take it out."
        if self._account is not None:
            self.go(self._keep(self._account))

    async def _keep(self, account: MailAccount) -> None:
        t = self.tr.gettext
        mail_accounts.require_keyring(account)
        question = t("Password for {user} at {host}").format(user=account.user, host=account.host)
        answers = [("k", t("keep it in the keyring")), ("x", t("take it out of the keyring"))]
        answer = await self.app.push_screen_wait(AskKey(question, answers))
        backroom = self.freelance.backroom
        if answer == "x":
            self.freelance.mail_passwords.drop(account)
            await backroom.aside(lambda _desk: mail_accounts.forget_password(account))
            self.say(t("The keyring no longer holds a password for “{name}”.").format(name=account.name))
        elif answer == "k":

            async def take(typed: str) -> None:
                await backroom.aside(lambda _desk: mail_accounts.keep_password(account, typed))

            if await self.app.push_screen_wait(AskSecret(question, take)):
                self.say(t("The password for “{name}” is in your system's keyring.").format(name=account.name))

    def action_remove(self) -> None:
        """Forget the mailbox."""
        if self._account is not None:
            self.go(self._remove(self._account))

    async def _remove(self, account: MailAccount) -> None:
        t = self.tr.gettext
        question = t("Forget the mailbox “{name}”?").format(name=account.name)
        note = t("The mail itself stays where it is, and what was taken from it is kept.")
        if await self.app.push_screen_wait(AskKey(question, [("y", t("forget it"))], note=note)):
            await self.save(lambda desk: mail_accounts.remove(desk, account))
            self._checked.pop(account.name, None)
            self.freelance.mail_passwords.drop(account)
            self.say(t("“{name}” is forgotten.").format(name=account.name))
            self.reload()
