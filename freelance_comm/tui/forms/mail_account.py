"""The form of a mailbox on a server. It has no field for a password: that is asked for when it is needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.domain.marking import N_
from freelance_comm.services import mail_accounts
from freelance_comm.tui.form_model import Field, FieldKind

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator


class MailAccountJob:
    """Describes a new mailbox, or changes the description of one."""

    def __init__(self, desk: Desk, account: MailAccount | None = None) -> None:
        t = desk.tr.gettext
        self._tr = desk.tr
        self._base = account
        self.title = t("Mailbox") if account is not None else t("New mailbox")
        self.side = account.name if account is not None else ""
        self.keep_as = f"mail-account-{account.name if account is not None else 'new'}"
        self.fields = _fields(desk.tr)

    def values(self) -> dict[str, str]:
        """Return the account as texts."""
        base = self._base
        if base is None:
            return {"tls": Security.IMPLICIT.value}
        return {
            "name": base.name,
            "host": base.host,
            "user": base.user,
            "tls": base.tls.value,
            "port": str(base.port or ""),
            "folders": "\n".join(base.folders),
            "password_command": base.password_command,
            "ca": base.ca,
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> MailAccount:
        """Keep what was typed."""
        account = _account(values)
        if self._base is None:
            mail_accounts.add(desk, account)
        else:
            mail_accounts.change(desk, self._base, account)
        return account

    def afresh(self, desk: Desk) -> MailAccountJob | None:
        """Return the form on what is kept now; itself where the refusal was about the new name."""
        if self._base is None:
            return self
        try:
            kept = mail_accounts.exactly(desk, self._base.name)
        except NotFound:
            return None
        return self if kept == self._base else MailAccountJob(desk, kept)

    def restore(self, desk: Desk, values: Mapping[str, str]) -> MailAccount:
        """Keep it as a new one."""
        account = _account(values)
        mail_accounts.add(desk, account)
        return account


def _fields(tr: Translator) -> tuple[Field, ...]:
    t = tr.gettext
    ways = (
        (Security.IMPLICIT.value, t("TLS from the start")),
        (Security.STARTTLS.value, t("TLS by STARTTLS")),
        (Security.NONE.value, t("none (only on this machine)")),
    )
    return (
        Field(
            id="name",
            label=tr.pgettext("of a thing", "Name"),
            help=t("What you call it: letters, digits, hyphens. Commands use it too."),
        ),
        Field(id="host", label=t("Server"), help=t("The IMAP server of your provider: imap.example.com.")),
        Field(id="user", label=t("User"), help=t("Often your full mail address.")),
        Field(
            id="tls",
            label=t("Protection"),
            kind=FieldKind.CHOICE,
            choices=ways,
            help=t("Certificates are always checked."),
        ),
        Field(id="port", label=t("Port"), help=t("Leave it empty for the usual one: 993, or 143 with STARTTLS.")),
        Field(
            id="folders",
            label=t("Folders"),
            kind=FieldKind.PARAGRAPH,
            help=t("One per line. Left empty, all are read except junk and deleted mail."),
        ),
        Field(
            id="password_command",
            label=t("Password command"),
            help=t("It prints the password: pass show mail. If left empty, the keyring is asked, or you are."),
        ),
        Field(
            id="ca",
            label=t("Certificates"),
            help=t("A file (PEM) to trust instead of the system's, for your own server."),
        ),
    )


def _account(values: Mapping[str, str]) -> MailAccount:
    port = values["port"].strip()
    if port and not (port.isascii() and port.isdigit() and 0 < int(port[:9]) <= 65535):
        raise BadValue(N_("{port} is not a port."), hint=N_("Leave it out, or give one from 1 to 65535."), port=port)
    return MailAccount(
        name=values["name"].strip(),
        host=values["host"].strip(),
        user=values["user"].strip(),
        tls=Security(values["tls"]),
        port=int(port or 0),
        folders=tuple(line.strip() for line in values["folders"].splitlines() if line.strip()),
        password_command=values["password_command"].strip(),
        ca=mail_accounts.whole_path(values["ca"].strip()),
    )
