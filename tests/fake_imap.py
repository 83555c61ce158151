"""A mail server that answers as a test wants it: well enough to be believed, and wrong where it matters."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

LETTER = b"From: ana@petrescu.example\r\nSubject: Logo\r\nMessage-ID: <1@x>\r\n\r\nWhen?\r\n"
Answer: TypeAlias = "bytes | Callable[[Talk, bytes], object]"
"""What is sent for a command, ``%t`` being its tag; or a function that does with the connection what it likes."""

WELL_BEHAVED: dict[str, Answer] = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n%t OK done\r\n",
    "AUTHENTICATE": lambda talk, tag: talk.take_password(tag),
    "LOGIN": b"%t OK welcome\r\n",
    "LIST": b'* LIST (\\HasNoChildren) "/" INBOX\r\n* LIST (\\Drafts) "/" "Drafts"\r\n%t OK done\r\n',
    "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 2] .\r\n%t OK [READ-ONLY] done\r\n",
    "SEARCH": b"* SEARCH 1\r\n%t OK done\r\n",
    "FETCH": b"* 1 FETCH (UID 1 FLAGS () RFC822.SIZE %d BODY[]<0> {%d}\r\n%b)\r\n%%t OK done\r\n"
    % (len(LETTER), len(LETTER), LETTER),
    "LOGOUT": b"* BYE see you\r\n%t OK done\r\n",
}


class Talk:
    """One connection of the server."""

    def __init__(self, connection: socket.socket, lines: list[bytes]) -> None:
        self.connection = connection
        self.reader = cast(BinaryIO, connection.makefile("rb"))
        self.lines = lines

    def say(self, data: bytes, tag: bytes = b"") -> None:
        """Send ``data`` with its tag filled in."""
        self.connection.sendall(data.replace(b"%t", tag))

    def hear(self) -> bytes:
        """Return the next line without its end, empty when the other side has gone."""
        line = self.reader.readline()
        if line:
            self.lines.append(line)
        return line.rstrip(b"\r\n")

    def take_password(self, tag: bytes, answer: bytes = b"%t OK welcome\r\n") -> None:
        """Ask for the password and give ``answer``, whatever it is."""
        self.say(b"+ \r\n")
        self.hear()
        self.say(answer, tag)

    def wait(self) -> None:
        """Say nothing until the other side has gone."""
        while self.reader.read(1):
            pass

    def hang_up(self) -> None:
        """End the connection in the middle."""
        self.connection.shutdown(socket.SHUT_RDWR)

    def pour(self, data: bytes) -> None:
        """Send the same without end, until the other side has gone."""
        while True:
            self.connection.sendall(data)


class FakeImap:
    """A running server. ``lines`` are all that came, as they stood on the wire."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.lines: list[bytes] = []


@contextmanager
def serving(
    answers: Mapping[str, Answer] | None = None,
    *,
    greeting: Answer = b"* OK ready\r\n",
    certificate: Path | None = None,
) -> Iterator[FakeImap]:
    """Run a server that is well behaved but for ``answers``; with a ``certificate`` it speaks TLS from the start."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = FakeImap(listener.getsockname()[1])
    open_ones: list[socket.socket] = []

    def serve(connection: socket.socket) -> None:
        with suppress(OSError):  # the other side may go whenever it likes
            if certificate is not None:
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate)
                connection = context.wrap_socket(connection, server_side=True)
                open_ones.append(connection)
            _talk(Talk(connection, server.lines), {**WELL_BEHAVED, **(answers or {})}, greeting)
        connection.close()

    def accept() -> None:
        with suppress(OSError):  # the listener is closed at the end
            while True:
                connection, _ = listener.accept()
                open_ones.append(connection)
                thread = threading.Thread(target=serve, args=(connection,), daemon=True)
                threads.append(thread)
                thread.start()

    threads = [threading.Thread(target=accept, daemon=True)]
    threads[0].start()
    try:
        yield server
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        for connection in open_ones:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(5)
        for connection in open_ones:
            connection.close()


def _talk(talk: Talk, answers: Mapping[str, Answer], greeting: Answer) -> None:
    with talk.reader:
        _give(talk, greeting, b"")
        while line := talk.hear():
            tag, _, rest = line.partition(b" ")
            words = rest.upper().split()
            name = (words[1] if words[:1] == [b"UID"] else words[0] if words else b"").decode("ascii", "replace")
            _give(talk, answers.get(name, b"%t BAD what?\r\n"), tag)
            if name == "LOGOUT":
                return


def _give(talk: Talk, answer: Answer, tag: bytes) -> None:
    if callable(answer):
        answer(talk, tag)
    else:
        talk.say(answer, tag)
