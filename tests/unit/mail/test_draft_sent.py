"""A draft that is really sent arrives with one recipient and the thread it belongs to, whatever its words hold."""

from __future__ import annotations

import asyncio
import email
import email.policy
import smtplib
from email.message import EmailMessage, Message
from email.utils import getaddresses

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from freelance_comm.domain.errors import BadValue
from freelance_comm.mail.headers import REFERENCES_LIMIT, Mailbox, thread_of, usable_id
from tests.unit.mail.test_draft_file import ANA, CONTROLS, HIDDEN, ILINCA, built, names

NAMES = [
    "Ana Petrescu",
    "Müller, Jörg",
    'Ana "a@b.c" <evil@example.net>',
    "Ana, evil@example.net",
    "=?utf-8?q?Ana?= <evil@example.net>",
    "Ана; evil@example.net:",
    "\\",
    "x" * 900,
    "",
]
SUBJECTS = [
    "Re: Landing page",
    "Bcc: evil@example.net",
    "=?utf-8?q?Re:_x?= Bcc: evil@example.net",
    "Ответ " * 100,
    "a" * 1500,
    "",
    " \u00a0 ",
]
LONG_ID = "<" + "i" * 900 + "@example.org>"
IDS = [f"<{number:04d}.{'x' * 40}@example.org>" for number in range(50)]


class Sink:
    """Takes every message and remembers who it was for."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        self.taken.append(envelope)
        return "250 OK"


async def sent(data: bytes) -> tuple[Envelope, Message]:
    """Send a draft as a script would, reading the recipients from its head; return it as it arrived."""
    sink = Sink()
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(sink), host="127.0.0.1", port=0)
    port = server.sockets[0].getsockname()[1]

    def send() -> None:
        with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
            client.send_message(email.message_from_bytes(data, policy=email.policy.SMTP))

    async with server:
        await asyncio.to_thread(send)
    (envelope,) = sink.taken
    assert isinstance(envelope.content, bytes)
    return envelope, email.message_from_bytes(envelope.content)


def addresses(message: Message) -> list[str]:
    """Return every address that stands in a header for recipients."""
    found = [value for name in ("To", "Cc", "Bcc", "Resent-To") for value in message.get_all(name, [])]
    return [address for _, address in getaddresses([str(value) for value in found])]


@pytest.mark.fault("X02")
@pytest.mark.parametrize("name", NAMES)
async def test_whatever_the_name_one_person_gets_it(name: str) -> None:
    envelope, message = await sent(built(to=Mailbox(address="ana@example.org", name=name)))
    assert envelope.rcpt_tos == ["ana@example.org"]
    assert addresses(message) == ["ana@example.org"]


@pytest.mark.fault("X02")
@pytest.mark.parametrize("subject", SUBJECTS)
async def test_whatever_the_subject_it_stays_one_header(subject: str) -> None:
    envelope, message = await sent(built(subject=subject, in_reply_to="<1@example.org>"))
    assert envelope.rcpt_tos == ["ana@example.org"]
    assert envelope.mail_from == ILINCA.address
    assert len(message.get_all("Subject", [])) == 1
    assert (message["Bcc"], message["Cc"]) == (None, None)
    assert message["In-Reply-To"] == "<1@example.org>"


@pytest.mark.fault("X02")
@pytest.mark.parametrize("bad", [*CONTROLS, *HIDDEN])
def test_what_could_end_a_header_is_never_written_and_never_sent(bad: str) -> None:
    for change in ({"subject": f"a{bad}"}, {"to": ANA.but(name=f"A{bad}")}, {"in_reply_to": f"<1{bad}@x.org>"}):
        with pytest.raises(BadValue):
            built(**change)
    assert thread_of([f"<1{bad}@x.org>", "<2@x.org>"], "<3@x.org>") == ("<2@x.org>", "<3@x.org>")


async def test_a_long_thread_arrives_id_by_id() -> None:
    _envelope, message = await sent(built(in_reply_to="<last@example.org>", references=IDS))
    assert message["References"].split() == [*IDS, "<last@example.org>"]
    assert message["In-Reply-To"] == "<last@example.org>"


async def test_very_long_ids_arrive_whole() -> None:
    data = built(in_reply_to=LONG_ID, references=[LONG_ID.replace("i", "j"), LONG_ID.replace("i", "k")])
    assert max(len(line) for line in data.split(b"\r\n")) <= 998
    message = email.message_from_bytes(data)
    assert message["In-Reply-To"] == LONG_ID
    assert message["References"].split() == [LONG_ID.replace("i", "j"), LONG_ID.replace("i", "k"), LONG_ID]


def test_a_thread_without_end_keeps_its_beginning_and_its_newest_ids() -> None:
    ids = [f"<{number:05d}@example.org>" for number in range(5000)]
    kept = thread_of(ids, "<last@example.org>")
    assert kept[0] == ids[0]
    assert kept[-1] == "<last@example.org>"
    assert list(kept[1:-1]) == ids[-len(kept) + 2 :]
    assert sum(map(len, kept)) <= REFERENCES_LIMIT


def test_the_answered_message_stands_last_and_once() -> None:
    assert thread_of(["<1@x.org>", "<2@x.org>", "<1@x.org>"], "<2@x.org>") == ("<1@x.org>", "<2@x.org>")
    assert thread_of([], "<2@x.org>") == ("<2@x.org>",)


@pytest.mark.parametrize("broken", ["sha1-0123456789", "", "<a b@c>", "<é@b>", "a@b> <c@d", "<" + "i" * 990 + "@b>"])
def test_what_is_no_id_is_left_out_of_the_thread(broken: str) -> None:
    assert usable_id(broken) == ""
    assert thread_of([broken, "1@x.org"], "<2@x.org>") == ("<1@x.org>", "<2@x.org>")


def test_headers_of_a_reply_stand_once_each_and_the_draft_is_marked() -> None:
    found = names(built(in_reply_to="<1@example.org>", references=IDS))
    assert found.count("References") == found.count("In-Reply-To") == found.count("To") == 1
    assert found[0] == "X-Unsent"
    message = email.message_from_bytes(built(in_reply_to="<1@example.org>"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert message["X-Unsent"] == "1"
