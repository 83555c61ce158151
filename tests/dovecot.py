"""A real mail server for tests: Dovecot on a configuration of its own, on free ports of the loopback, with its own CA.

Any user may log in with the one password, so that each test has a mailbox to itself. What lies in it is put there and
looked at with the standard library's ``imaplib``, which is not what the program uses.
"""

from __future__ import annotations

import grp
import imaplib
import os
import pwd
import shutil
import socket
import ssl
import subprocess
import tempfile
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from tests.certificates import write_certificates

PASSWORD = 'kestrel \\"crème" 4711'
"""Needs quoting, and is not ASCII: what a login has to survive."""
_SECONDS_TO_START = 20.0


def binary() -> str:
    """Return the path of Dovecot, empty where it is not installed."""
    return shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or ""


def lacking() -> str:
    """Return why there can be no server here, empty where there can be one."""
    if not binary():
        return "Dovecot is not installed (Debian: dovecot-imapd)"
    version = subprocess.run([binary(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
    return "" if version.startswith("2.3.") else f"the configuration is for Dovecot 2.3, and here is {version}"


class Dovecot:
    """A running server. ``port`` speaks TLS from the start, ``plain_port`` begins without; ``ca`` is to be trusted."""

    def __init__(self, folder: Path, port: int, plain_port: int) -> None:
        self.folder = folder
        self.port = port
        self.plain_port = plain_port
        self.ca = str(folder / "ca.pem")
        self._users = count(1)

    def new_user(self) -> str:
        """Return a user with an empty mailbox."""
        return f"user{next(self._users)}@example.com"

    def maildir(self, user: str) -> Path:
        """Return where the letters of ``user`` lie."""
        return self.folder / "homes" / user / "Maildir"

    @contextmanager
    def logged_in(self, user: str) -> Iterator[imaplib.IMAP4]:
        """Yield a connection of the standard library for preparing and looking."""
        context = ssl.create_default_context(cafile=self.ca)
        with imaplib.IMAP4_SSL("localhost", self.port, ssl_context=context, timeout=10) as connection:
            connection.authenticate("PLAIN", lambda _challenge: f"\0{user}\0{PASSWORD}".encode())
            yield connection

    def put(
        self, user: str, *letters: bytes, folder: str = "INBOX", flags: str = "", came: datetime | None = None
    ) -> None:
        """Put letters into a folder, which is made where it is missing. ``folder`` is spelled as on the wire."""
        when = imaplib.Time2Internaldate(came or datetime(2026, 3, 12, 10, tzinfo=UTC))
        with self.logged_in(user) as connection:
            if folder != "INBOX":
                connection.create(f'"{folder}"')
            for letter in letters:
                typ, said = connection.append(f'"{folder}"', flags, when, letter)
                assert typ == "OK", said

    def state(self, user: str, folder: str = "INBOX") -> list[bytes]:
        """Return uid, flags and headers of each letter as the server has them, read without changing them."""
        with self.logged_in(user) as connection:
            connection.select(f'"{folder}"', readonly=True)
            _typ, data = connection.fetch("1:*", "(UID FLAGS BODY.PEEK[HEADER])")
            return [part for row in data if row for part in (row if isinstance(row, tuple) else (row,))]


def letter(subject: str = "Logo", *, sender: str = "ana@petrescu.example", text: str = "Hello,\r\nwhen?\r\n") -> bytes:
    """Return a small letter with an id of its own subject."""
    word = subject.replace(" ", ".")
    return (
        f"From: {sender}\r\nTo: ilinca@example.com\r\nSubject: {subject}\r\nMessage-ID: <{word}@x>\r\n"
        f"Date: Thu, 12 Mar 2026 10:00:00 +0000\r\n\r\n{text}"
    ).encode()


@contextmanager
def running() -> Iterator[Dovecot]:
    """Start a server in a folder that its unprivileged user can reach, and stop it at the end."""
    folder = Path(tempfile.mkdtemp(prefix="fc-dovecot-"))
    folder.chmod(0o755)
    try:
        server = Dovecot(folder, *_free_ports(2))
        write_certificates(folder)
        config = folder / "dovecot.conf"
        config.write_text(_configuration(server), encoding="utf-8")
        with subprocess.Popen([binary(), "-F", "-c", str(config)], stderr=subprocess.PIPE) as process:
            try:
                _wait_for(server, process)
                yield server
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _free_ports(number: int) -> Sequence[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


def _configuration(server: Dovecot) -> str:
    folder = server.folder
    me = pwd.getpwuid(os.getuid())
    root = me.pw_uid == 0
    mail = pwd.getpwnam("nobody") if root else me  # letters never belong to root
    homes = folder / "homes"
    homes.mkdir()
    os.chown(homes, mail.pw_uid, mail.pw_gid)
    own = grp.getgrgid(me.pw_gid).gr_name
    mine = {"default_internal_user": me.pw_name, "default_login_user": me.pw_name, "default_internal_group": own}
    internal = "" if root else "\n".join(f"{name} = {value}" for name, value in mine.items())
    return _CONFIGURATION.format(
        folder=folder,
        internal=internal,
        secret=b64encode(PASSWORD.encode()).decode("ascii"),
        uid=mail.pw_uid,
        gid=mail.pw_gid,
        homes=homes,
        port=server.port,
        plain_port=server.plain_port,
    )


_CONFIGURATION = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = yes
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.pem
auth_mechanisms = plain login
auth_username_chars =
auth_failure_delay = 0 secs
{internal}
default_process_limit = 40
first_valid_uid = 1
mail_location = maildir:~/Maildir
passdb {{
  driver = static
  args = password={{PLAIN.B64}}{secret}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={homes}/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Drafts {{
    auto = create
    special_use = \\Drafts
  }}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
  mailbox Rubbish {{
    auto = create
    special_use = \\Junk
  }}
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {plain_port}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def _wait_for(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            said = process.stderr.read().decode("utf-8", "replace") if process.stderr else ""
            raise RuntimeError(f"Dovecot did not start: {said}")
        try:
            socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError("Dovecot did not take connections")
