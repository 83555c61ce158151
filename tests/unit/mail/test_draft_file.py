"""A draft as a mail file says exactly what was written, to exactly one person, whatever the words hold."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.mail.draft_file import build_eml
from freelance_comm.mail.headers import Mailbox

WHEN = datetime(2026, 11, 20, 14, 5, tzinfo=timezone(timedelta(hours=2)))
ILINCA = Mailbox(address="ilinca@example.com", name="Ilinca Pop")
ANA = Mailbox(address="ana@example.org", name="Ana Petrescu")
CONTROLS = ["\r\nBcc: evil@example.net", "\n", "\r", "\x00", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\x1b", "\x7f"]
HIDDEN = [
    "=?utf-8?q?a=0ABcc:_evil@example.net?=",
    "=?utf-8?b?YQ0KQmNjOiB4QHk=?=",
    "=?latin-1?Q?=85?=",
    "=?x-no?q?=00?=",
]


def built(**changes: Any) -> bytes:
    """Return a draft with some values changed."""
    values: dict[str, Any] = {
        "sender": ILINCA,
        "to": ANA,
        "subject": "Landing page",
        "body": "Hello Ana,\n\nthe page is ready.\n",
        "date": WHEN,
    }
    return build_eml(**{**values, **changes})


def read(data: bytes) -> EmailMessage:
    """Return the draft as a mail program understands it."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def text_of(message: EmailMessage) -> str:
    """Return the text of one part, its line ends as in the draft."""
    return str(message.get_content()).replace("\r\n", "\n")


def names(data: bytes) -> list[str]:
    """Return the header names as they stand in the file."""
    head = data.split(b"\r\n\r\n")[0].decode("ascii")
    return [line.partition(":")[0] for line in head.split("\r\n") if line[0] not in " \t"]


def test_a_draft_is_marked_as_unsent_and_has_each_header_once() -> None:
    assert names(built(in_reply_to="<1@example.org>")) == [
        "X-Unsent",
        "From",
        "To",
        "Subject",
        "Date",
        "In-Reply-To",
        "References",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    ]


def test_a_mail_program_reads_what_was_written() -> None:
    message = read(built(subject="Devis : 2 340 € – page d’accueil", body="Bună ziua,\n\nгрушевый сад\n"))
    assert message["X-Unsent"] == "1"
    assert message["From"].addresses[0].addr_spec == "ilinca@example.com"
    assert message["To"].addresses[0].display_name == "Ana Petrescu"
    assert message["Subject"] == "Devis : 2 340 € – page d’accueil"
    assert message["Date"].datetime == WHEN
    assert text_of(message) == "Bună ziua,\n\nгрушевый сад\n"


def test_the_same_letter_can_be_offered_as_html() -> None:
    message = read(built(body="Ana", html="<p>Ana & Иван</p>"))
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert [text_of(part) for part in message.iter_parts() if isinstance(part, EmailMessage)] == [
        "Ana\n",
        "<p>Ana & Иван</p>\n",
    ]


def test_the_same_values_make_the_same_bytes() -> None:
    assert built(html="<p>x</p>") == built(html="<p>x</p>")


def test_a_draft_without_a_sender_leaves_the_line_out() -> None:
    assert "From" not in names(built(sender=None))


@pytest.mark.fault("X02")
@pytest.mark.parametrize("bad", [*CONTROLS, *HIDDEN, "\ud800", "\u202e"])
@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("subject", lambda bad: {"subject": f"Landing{bad}page"}),
        ("recipient", lambda bad: {"to": Mailbox(address="ana@example.org", name=f"Ana{bad}x")}),
        ("recipient", lambda bad: {"to": Mailbox(address=f"ana{bad}@example.org")}),
        ("recipient", lambda bad: {"to": Mailbox(address=f"ana@example.org{bad}")}),
        ("sender", lambda bad: {"sender": Mailbox(address="i@example.com", name=f"I{bad}x")}),
        ("sender", lambda bad: {"sender": Mailbox(address=f"i@{bad}example.com")}),
        ("answered", lambda bad: {"in_reply_to": f"<1{bad}@example.org>"}),
    ],
)
def test_nothing_that_could_begin_another_header_gets_into_one(field: str, change: Any, bad: str) -> None:
    with pytest.raises(BadValue) as caught:
        built(**change(bad))
    assert field in str(caught.value) or field == "answered"
    assert caught.value.code == 2


@pytest.mark.fault("X03")
@pytest.mark.parametrize(
    "address",
    [
        "",
        " ",
        "ana",
        "@",
        "ana@",
        "@example.org",
        "a@b, evil@x",
        "a@b,evil@x",
        "a@b; evil@x",
        "a@b evil@x",
        "a@b@c",
        "Müller, Jörg",
        "Jörg <a@b>",
        "<a@b>",
        "a@b>, <evil@x",
        '"a b"@example.org',
        "a@b (comment)",
        "undisclosed-recipients:;",
        "a..b@example.org",
        ".a@example.org",
        "ana@exa mple.org",
        "ana@-example.org",
        "ana@example..org",
        "ana@[127.0.0.1]",
        "аня@example.org",
        "a" * 65 + "@example.org",
        "a@" + "b." * 130 + "org",
        "=?utf-8?q?a?=@example.org",
    ],
)
def test_anything_but_exactly_one_address_is_refused(address: str) -> None:
    with pytest.raises(BadValue, match="recipient"):
        built(to=Mailbox(address=address))


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("ana.p+work@example.org", "ana.p+work@example.org"),
        (" ana@Example.ORG ", "ana@example.org"),
        ("ana@пример.рф", "ana@xn--e1afmkfd.xn--p1ai"),
        ("ana@müller.example", "ana@xn--mller-kva.example"),
    ],
)
def test_one_address_is_written_in_ascii(address: str, written: str) -> None:
    assert read(built(to=Mailbox(address=address)))["To"].addresses[0].addr_spec == written


@pytest.mark.parametrize(
    "name",
    [
        "Müller, Jörg",
        "Petrescu, Ana",
        'Ana "the boss" Petrescu',
        "evil@example.net, Ana",
        "Ana <evil@example.net>",
        "back\\slash",
        "Мария Сергеевна Иванова-Константинопольская, главный редактор издательства",
        "a" * 200,
        "=?x",
        "semi; colon: group",
        "(comment)",
        "🙂",
        " Ana ",
    ],
)
def test_a_name_beside_the_address_never_becomes_a_second_address(name: str) -> None:
    data = built(to=Mailbox(address="ana@example.org", name=name))
    assert [one.addr_spec for one in read(data)["To"].addresses] == ["ana@example.org"]
    shown, _address = parseaddr(_raw(data, "To"))
    assert str(make_header(decode_header(shown))) == name.strip()


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=200))
def test_every_subject_comes_back_as_it_was(words: str) -> None:
    data = built(subject=words)
    assert names(data).count("Subject") == 1
    assert str(make_header(decode_header(_raw(data, "Subject")))) == words


def _raw(data: bytes, name: str) -> str:
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    return str(message[name]).replace("\r\n", "")


@pytest.mark.parametrize("subject", ["x" * 1500, "много слов " * 100, "a b " * 300, "", "=?utf-8?q?plain?="])
def test_no_line_is_longer_than_mail_allows(subject: str) -> None:
    body = "y" * 5000 + "\n" + "длинно" * 500
    lines = built(subject=subject, body=body, html=f"<p>{body}</p>", in_reply_to=f"<{'i' * 900}@x>").split(b"\r\n")
    assert max(len(line) for line in lines) <= 998
    assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_an_encoded_word_in_a_subject_is_shown_as_it_stands() -> None:
    assert read(built(subject="=?utf-8?q?plain?="))["Subject"] == "=?utf-8?q?plain?="


def test_a_long_id_is_neither_folded_nor_encoded() -> None:
    wanted = "<" + "very-long-id." * 30 + "1@mail.example.org>"
    data = built(in_reply_to=wanted)
    assert f"\r\nIn-Reply-To: {wanted}\r\nReferences: {wanted}\r\n".encode() in data


def test_an_id_gets_its_brackets_where_they_are_missing() -> None:
    assert b"In-Reply-To: <1@example.org>\r\n" in built(in_reply_to="1@example.org")


@pytest.mark.parametrize(
    "answered", ["<a@b> <c@d>", "<a b@c>", "nothing", "<>", "<a@b>c", "<é@b>", "<" + "i" * 990 + "@b>"]
)
def test_anything_but_one_id_is_refused(answered: str) -> None:
    with pytest.raises(BadValue):
        built(in_reply_to=answered)


@pytest.mark.parametrize(
    "body",
    [
        "From here on it is easy.\n.\n..\nFrom me",
        "  leading and trailing  \n\n\nspaces",
        "=3D is not an equals sign",
        "--=_not a boundary\n--\n",
        "tabs\tand a long line " * 100,
        "ș ț ă î â – „citat”",
        "Ёлка «цитата»",
    ],
)
def test_a_body_survives_whatever_it_holds(body: str) -> None:
    assert text_of(read(built(body=body))) == body.replace("\t", "    ").strip("\n") + "\n"


def test_a_body_is_pure_ascii_on_the_wire_and_never_begins_a_line_with_from() -> None:
    data = built(body="From Иван\nFrom me\n")
    assert data.isascii()
    assert b"\r\nFrom me" not in data


def test_control_characters_do_not_reach_the_body() -> None:
    assert text_of(read(built(body="a\x1b]0;x\x07\x00b"))) == "a]0;xb\n"


def test_a_date_needs_its_zone() -> None:
    with pytest.raises(TypeError):
        built(date=datetime(2026, 1, 1))  # noqa: DTZ001
    assert b"Date: Thu, 01 Jan 2026 00:00:00 +0000\r\n" in built(date=datetime(2026, 1, 1, tzinfo=UTC))
