"""The connection to a mail server, with bounds: how long, how much, and what may be sent at all.

Apart from what is asked over it, because everything that comes is somebody else's: ``imaplib`` reads a literal of any
announced length into memory, waits as long as bytes trickle in, and sends line breaks inside arguments as they are. It
lets its reading and writing be replaced, which is done here and nowhere else. TLS is always verified.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
import time
from ipaddress import ip_address
from typing import Any

from freelance_comm.domain.mail_account import MailAccount, Security, ascii_host
from freelance_comm.domain.record import Record
from freelance_comm.mail import imap_faults as faults

LINE_LIMIT = 16_000_000
"""Longest line of an answer in bytes: the numbers of some two million letters."""
LINES_LIMIT = 20_000
"""Most lines of one answer."""
_PIECE = 65_536


class Patience(Record):
    """How long a server may take, in seconds: to take the connection, to say something, and for everything.

    ``in_all`` counts the time spent waiting for the server, not what is done between its answers.
    """

    connecting: float = 20.0
    reading: float = 30.0
    in_all: float = 900.0


class Wire(imaplib.IMAP4):
    """One connection. Failures of the network, too much and too slow raise ``ImapError`` at once."""

    def __init__(self, account: MailAccount, patience: Patience) -> None:
        self._account = account
        self._patience = patience
        self._context = _context(account)
        self._came = bytearray()
        self._left = 0.0
        self._waited = 0.0
        self._lines = 0
        self._announced: bytes | None = None
        self.allow(LINE_LIMIT)
        super().__init__(ascii_host(account.host), account.used_port)

    @property
    def debug(self) -> int:
        """Never: what goes over the wire (passwords, letters) is written down nowhere."""
        return 0

    @debug.setter
    def debug(self, _level: int) -> None:
        """Whoever wants it otherwise is not heard."""

    def _log(self, _line: str) -> None:
        """``imaplib`` remembers its last commands, the login among them; this does not."""

    # what may come and go

    def allow(self, size: int, announced: bytes | None = None) -> None:
        """Begin a new question: its answer may have ``size`` bytes; ``announced`` is a literal that will be sent."""
        self._left = size
        self._lines = 0
        self._announced = announced

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, protected from the start where the account says so."""
        self.host, self.port = host, port
        began = time.monotonic()
        try:
            self.sock = socket.create_connection((host, port), timeout=self._patience.connecting)
        except socket.gaierror:
            raise faults.cannot_find(self._account) from None
        except OSError as error:
            raise faults.no_connection(self._account, error) from None
        finally:
            self._waited += time.monotonic() - began
        if self._account.tls is Security.NONE and not _is_loopback(self.sock):
            self.shutdown()
            raise faults.not_this_machine(self._account)
        if self._account.tls is Security.IMPLICIT:
            self._protect()

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> Any:
        """Protect the connection from here on; what came in the clear after the answer counts for nothing."""
        typ, data = self._simple_command("STARTTLS")
        if typ != "OK":
            raise faults.no_starttls(self._account)
        if self._came:  # somebody on the way put words into the protected talk
            raise faults.nonsense(self._account)
        self._protect()
        self._tls_established = True
        self._get_capabilities()
        return typ, data

    def read(self, size: int) -> bytes:
        """Return ``size`` bytes of a literal."""
        if size > self._left:
            raise faults.too_much(self._account)
        while len(self._came) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        """Return one line with its end."""
        self._lines += 1
        if self._lines > LINES_LIMIT:
            raise faults.too_much(self._account)
        looked = 0
        while (end := self._came.find(b"\n", looked)) < 0:
            looked = len(self._came)
            if looked > min(LINE_LIMIT, self._left):
                raise faults.too_much(self._account)
            self._receive()
        return self._take(end + 1)

    def send(self, data: Any) -> None:
        """Send a line, or the literal that was announced; refuse whatever could be read as more than that."""
        whole = bytes(data)
        line = whole.removesuffix(b"\r\n")
        if whole != self._announced and any(char in line for char in (b"\r", b"\n", b"\0")):
            raise faults.control_character(self._account)
        self._wait_for(lambda: self.sock.sendall(whole))

    def shutdown(self) -> None:
        """Close the connection, whatever state it is in."""
        sock = getattr(self, "sock", None)
        if sock is not None:
            sock.close()

    # inside

    def _take(self, size: int) -> bytes:
        taken = bytes(self._came[:size])
        del self._came[:size]
        self._left -= size
        if self._left < 0:
            raise faults.too_much(self._account)
        return taken

    def _receive(self) -> None:
        piece: bytes = self._wait_for(lambda: self.sock.recv(_PIECE))
        if not piece:
            raise faults.closed(self._account)
        self._came += piece

    def _wait_for(self, act: Any) -> Any:
        """Do what waits for the server, within the time for one answer and for everything."""
        remaining = self._patience.in_all - self._waited
        if remaining <= 0:
            raise faults.too_slow(self._account, self._patience.in_all)
        self.sock.settimeout(min(self._patience.reading, remaining))
        began = time.monotonic()
        try:
            return act()
        except TimeoutError:
            if remaining <= self._patience.reading:
                raise faults.too_slow(self._account, self._patience.in_all) from None
            raise faults.silent(self._account, self._patience.reading) from None
        except OSError:
            raise faults.closed(self._account) from None
        finally:
            self._waited += time.monotonic() - began

    def _protect(self) -> None:
        began = time.monotonic()
        self.sock.settimeout(self._patience.reading)
        try:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)
        except ssl.SSLCertVerificationError as error:
            self.shutdown()
            raise faults.bad_certificate(self._account, error) from None
        except TimeoutError:
            self.shutdown()
            raise faults.silent(self._account, self._patience.reading) from None
        except OSError:  # ssl.SSLError is one
            self.shutdown()
            raise faults.no_tls(self._account) from None
        finally:
            self._waited += time.monotonic() - began


def _context(account: MailAccount) -> ssl.SSLContext:
    """Return the rules of TLS: certificates and names are checked, against the account's own file where it has one."""
    try:
        context = ssl.create_default_context(cafile=account.ca or None)
    except (OSError, ValueError):
        raise faults.no_certificates(account) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _is_loopback(sock: socket.socket) -> bool:
    return ip_address(sock.getpeername()[0].partition("%")[0]).is_loopback
