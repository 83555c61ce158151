"""A mailbox on a server, as the freelancer describes it: where it is, how the way there is protected, what to read.

Apart because three parts share it: ``settings`` keeps it in ``config.toml``, ``mail`` connects to it, both faces ask
for it. It never holds a password.
"""

from __future__ import annotations

import re
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
"""Names of accounts: they are typed in commands and are keys of a TOML file."""
FOLDER_LIMIT = 50
"""Most folders that an account can name."""
_HOST = re.compile(
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\.?"
)
_ADDRESS = re.compile(r"[0-9A-Fa-f:.]{2,45}")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_TEXT_LIMIT = 500
_SHELL_WORDS_THAT_KEEP = ("echo", "printf")


class Security(StrEnum):
    """How the way to the server is protected; without protection only this very machine is talked to."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


USUAL_PORTS = {Security.IMPLICIT: 993, Security.STARTTLS: 143, Security.NONE: 143}


class MailAccount(Record):
    """Where one mailbox lies. ``port`` 0 means the usual one, ``folders`` empty all that may hold letters.

    ``ca`` is the path of a file of certificates (PEM) that are trusted instead of the system's. ``password_command`` is
    a command line whose first line of output is the password; empty: the keyring, or the person, is asked.
    Raises ``BadValue`` for what cannot be meant.
    """

    name: str
    host: str
    user: str
    port: int = 0
    tls: Security = Security.IMPLICIT
    ca: str = ""
    folders: tuple[str, ...] = ()
    password_command: str = ""

    @property
    def used_port(self) -> int:
        """The port that is connected to."""
        return self.port or USUAL_PORTS[self.tls]

    def _check(self) -> None:
        _check_name(self.name)
        for value in (self.host, self.user, self.ca, self.password_command, *self.folders):
            _check_line(value)
        if not (_HOST.fullmatch(ascii_host(self.host)) or (":" in self.host and _ADDRESS.fullmatch(self.host))):
            raise BadValue(
                N_("“{host}” is not the name of a server."),
                hint=N_("It looks like imap.example.com."),
                host=show(self.host)[:80],
            )
        if not self.user:
            raise BadValue(N_("The user name is missing."), hint=N_("It is often your full mail address."))
        if not 0 <= self.port <= 65535:
            raise BadValue(
                N_("{port} is not a port."), hint=N_("Leave it out, or give one from 1 to 65535."), port=self.port
            )
        if len(self.folders) > FOLDER_LIMIT or not all(self.folders):
            raise BadValue(
                N_("An account names up to {limit} folders, none of them empty."),
                hint=N_("Leave them out to read every folder that may hold letters."),
                limit=FOLDER_LIMIT,
            )
        if self.password_command.split(" ")[0].rpartition("/")[2] in _SHELL_WORDS_THAT_KEEP:
            raise BadValue(
                N_("This command would put the password itself in a file."),
                hint=N_("Name one that asks a password store, such as “pass show mail”."),
            )


def ascii_host(host: str) -> str:
    """Return the name of a server as it stands on the wire (IDN as punycode); as it came where that fails."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _check_name(name: str) -> None:
    if not NAME.fullmatch(name):
        raise BadValue(
            N_("“{name}” cannot be the name of an account."),
            hint=N_("Use up to 40 letters (a to z), digits, hyphens and underscores."),
            name=show(name)[:80],
        )


def _check_line(value: str) -> None:
    if _CONTROL.search(value):
        raise BadValue(
            N_("The account holds a character that must never reach a mail server: “{value}”."),
            hint=N_("Write it as one line of plain text."),
            value=show(value)[:80],
        )
    if len(value) > _TEXT_LIMIT:
        raise BadValue(
            N_("A value of the account is too long (characters: {length}, allowed: {limit})."),
            hint=N_("Shorten it."),
            length=len(value),
            limit=_TEXT_LIMIT,
        )
