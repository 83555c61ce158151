"""The questions put to a mail server, each bounded, each failure turned into one of ``imap_faults``.

Apart from the mailbox because here the library meets the wire: nothing above knows of tags, literals and exceptions of
others, and nothing below knows what is asked.
"""

from __future__ import annotations

import binascii
import imaplib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import ProtocolError
from imapclient.imap_utf7 import decode as decoded
from imapclient.imap_utf7 import encode as encoded
from imapclient.response_parser import parse_response

from freelance_comm.domain.mail_account import MailAccount
from freelance_comm.mail import imap_faults as faults
from freelance_comm.mail.imap_wire import LINE_LIMIT, Patience, Wire

_SMALL = 100_000
"""Bytes that an answer may have in which nothing but a few lines is expected."""
_APPENDED = re.compile(rb"APPENDUID (\d{1,10}) (\d{1,10})")
_CONTROL = re.compile("[\x00-\x1f\x7f]")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NONSENSE = (
    ProtocolError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    RecursionError,
    binascii.Error,
)
"""What the parsers of ``imaplib`` and ``IMAPClient`` raise when an answer is not what they expect."""


class _Client(IMAPClient):  # type: ignore[misc]
    """``IMAPClient`` over our own connection."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        super().__init__(wire.host, wire.port, ssl=False)
        self.normalise_times = False
        self.folder_encode = False

    def _create_IMAP4(self) -> Wire:  # noqa: N802 - its name for it
        return self._wire

    def _set_read_timeout(self) -> None:
        """The wire has its own."""


class Talk:
    """One conversation with a server. Raises ``ImapError`` for whatever goes wrong."""

    def __init__(self, account: MailAccount, patience: Patience | None = None) -> None:
        self._account = account
        self._secrets: tuple[str, ...] = ()
        self._over = False
        self._names: dict[str, str] = {}
        with self._asking(_SMALL, connected=False):
            self._wire = Wire(account, patience or Patience())
            self._client = _Client(self._wire)

    def protect(self) -> None:
        """Begin TLS on a connection that began without."""
        with self._asking(_SMALL):
            if not self._client.has_capability("STARTTLS"):
                raise faults.no_starttls(self._account)
            self._client.starttls()

    def log_in(self, password: str) -> None:
        """Log in: by PLAIN where it is offered, which takes every letter, else by LOGIN."""
        user = self._account.user
        self._secrets = faults.spellings(user, password)
        if _CONTROL.search(user + password):
            raise faults.control_character(self._account)
        with self._asking(_SMALL, logging_in=True):
            if self._client.has_capability("AUTH=PLAIN"):
                answers = iter((f"\0{user}\0{password}".encode(),))
                self._wire.authenticate("PLAIN", lambda _challenge: next(answers, None))
            elif self._client.has_capability("LOGINDISABLED") or not (user + password).isascii():
                raise faults.no_login(self._account)
            else:
                quoted = user.replace("\\", "\\\\").replace('"', '\\"')
                self._wire.login(f'"{quoted}"', password)

    def log_out(self) -> None:
        """Say goodbye and hang up; a server that is gone gets no further word."""
        if not self._over:
            with suppress(faults.ImapError), self._asking(_SMALL):
                self._wire.logout()
        self.hang_up()

    def hang_up(self) -> None:
        """End the connection."""
        self._wire.shutdown()

    def can(self, capability: bytes) -> bool:
        """Say whether the server names this ability."""
        with self._asking(_SMALL):
            return capability in self._client.capabilities()

    def listed(self, size: int) -> list[tuple[tuple[bytes, ...], str, str]]:
        """Return attributes, sign between levels and name of each folder; names nobody could ask for are left out."""
        with self._asking(size):
            typ, data = self._wire.list('""', '"*"')
            self._require_ok(typ, data)
            rows = []
            for line in data:
                if not line or line == b")":
                    continue
                row = _folder(line)
                if row is not None and row[2] not in self._names:
                    attributes, sign, name, spelled = row
                    self._names[name] = spelled
                    rows.append((attributes, sign, name))
            return rows

    def examine(self, folder: str) -> tuple[int, int]:
        """Open a folder for reading alone; return its UIDVALIDITY and UIDNEXT, 0 where the server does not say."""
        with self._asking(_SMALL):
            found = self._client.select_folder(self._spelled(folder), readonly=True)
            validity, following = found.get(b"UIDVALIDITY", 0), found.get(b"UIDNEXT", 0)
            return validity, following

    def uids_from(self, first: int, since: date | None) -> list[int]:
        """Return the numbers of the letters from ``first`` on; servers may add the last one there is."""
        asked = f"UID {first}:*"
        if since is not None:
            asked += f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year:04}"
        with self._asking(LINE_LIMIT):
            return sorted({uid for uid in self._client.search(asked) if uid > 0})

    def fetch(self, uids: Sequence[int], size: int, around: int) -> Mapping[int, Mapping[bytes, Any]]:
        """Return flags, date, size and the first ``size`` bytes of each letter, without marking it as seen."""
        if not uids:
            return {}
        wanted = ["FLAGS", "INTERNALDATE", "RFC822.SIZE", f"BODY.PEEK[]<0.{size}>"]
        with self._asking(_SMALL + len(uids) * (size + around)):
            found: Mapping[int, Mapping[bytes, Any]] = self._client.fetch(list(uids), wanted)
            return found

    def append(self, folder: str, raw: bytes) -> tuple[int, int] | None:
        """Put a draft into a folder; return its UIDVALIDITY and number where the server tells them (RFC 4315)."""
        with self._asking(_SMALL, announced=raw):
            said = self._client.append(self._spelled(folder), raw, ("\\Draft", "\\Seen"))
            found = _APPENDED.search(said) if isinstance(said, bytes) else None
            return (int(found[1]), int(found[2])) if found else None

    def _spelled(self, folder: str) -> str:
        """Return a folder's name as the server spells it."""
        return self._names.get(folder) or bytes(encoded(folder)).decode("ascii")

    def _require_ok(self, typ: str, data: Sequence[Any]) -> None:
        if typ != "OK":
            raise faults.refused(self._account, self._shown(data[0] if data else b""))

    def _shown(self, said: object) -> str:
        return faults.spoken(said, self._secrets)

    @contextmanager
    def _asking(
        self, size: int, *, announced: bytes | None = None, connected: bool = True, logging_in: bool = False
    ) -> Iterator[None]:
        """Bound what comes back, and turn what libraries raise into what people can read."""
        if connected:
            self._wire.allow(size, announced)
        before, self._over = self._over, True  # until it has gone well, nothing more is to be asked
        try:
            yield
            self._over = before
        except faults.ImapError:
            raise
        except imaplib.IMAP4.abort as error:
            raise self._ended(error) from None
        except imaplib.IMAP4.error as error:
            self._over = before
            said = self._shown(error)
            raise (faults.login_refused if logging_in else faults.refused)(self._account, said) from None
        except _NONSENSE:
            raise faults.nonsense(self._account) from None
        except OSError:
            raise faults.closed(self._account) from None

    def _ended(self, error: Exception) -> faults.ImapError:
        said = str(error)
        if "unexpected response" in said or "unterminated line" in said or "EOF" in said:
            return faults.nonsense(self._account)
        return faults.closed(self._account, self._shown(said.rpartition("=> ")[2]))


def _folder(line: Any) -> tuple[tuple[bytes, ...], str, str, str] | None:
    """Return one row of the list of folders, with its name as the server spells it; None where it is none."""
    parsed = parse_response([line])
    if len(parsed) != 3 or not isinstance(parsed[0], tuple):
        return None
    attributes, sign, name = parsed
    spelled = name if isinstance(name, bytes) else str(name).encode()
    try:
        wire_name = spelled.decode("ascii")
        shown = decoded(spelled)
    except (ValueError, binascii.Error):
        return None
    if not isinstance(shown, str) or _CONTROL.search(shown) or _CONTROL.search(wire_name) or not shown:
        return None
    flags = tuple(flag for flag in attributes if isinstance(flag, bytes))
    return flags, sign.decode("ascii", "replace") if isinstance(sign, bytes) else "", shown, wire_name
