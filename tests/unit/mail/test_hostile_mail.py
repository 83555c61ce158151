"""Mail made to hang, crash or fool whoever reads it: every message is read in bounded time and gives bounded values."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.text_safety import show
from freelance_comm.mail.body import body_sum, excerpt, quoted_part, text_of
from freelance_comm.mail.head import MOST_REFS, head_of

MILLION = 1_000_000
PATIENCE = 4.0
"""Seconds of computing that no message may take: a generous guard, not a figure."""
START = b"From: a@example.com\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n"
MIXED = START + b"Content-Type: multipart/mixed; boundary=b\n\n"
HTML = START + b"Content-Type: text/html\n\n"


def _nested(count: int) -> bytes:
    level = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n'
    return b"".join(level % (number, number) for number in range(count))


BOMBS = {
    "a megabyte of encoded words": START + b"Subject: " + b"=?utf-8?q?aa?= " * (MILLION // 15) + b"\n\nx",
    "encoded words that never end": START + b"Subject: " + b"=?utf-8?q?" * (MILLION // 10) + b"\n\nx",
    "encoded words in a name": b"From: " + b"=?utf-8?b?4pyT?= " * (MILLION // 15) + b"<a@b>\n\nx",
    "a converter as a charset": START + b"Subject: =?punycode?q?" + b"a-" * 4_000 + b"?=\n\nx",
    "comments that never close": b"From: " + b"(" * MILLION + b"\nTo: " + b"(\\" * 60_000 + b"\n\nx",
    "quotes that never close": b"From: " + b'"a' * 60_001 + b"\nTo: " + b'"\\' * 60_001 + b"\n\nx",
    "brackets that never close": b"From: " + b"<" * MILLION + b"\nTo: " + b"<a" * 60_000 + b"\n\nx",
    "a hundred thousand recipients": START + b"To: " + b"a@b," * 100_000 + b"\n\nx",
    "a million references": START + b"References: " + b"<a@b>" * (MILLION // 5) + b"\n\nx",
    "references that never close": START + b"References: " + b"<" * MILLION + b"\n\nx",
    "an id of a megabyte": START + b"Message-ID: <" + b"a" * MILLION + b">\n\nx",
    "a hundred thousand headers": START + b"X-A: b\n" * 100_000 + b"\nx",
    "twenty thousand hops": START + b"Received: from x by y; nowhen\n" * 20_000 + b"\nx",
    "a header of endless lines": START + b"Subject: a\n" + b" a\n" * (MILLION // 3) + b"\nx",
    "a date of blanks": b"Date: " + b" " * MILLION + b"\nReceived: x;" + b"(" * MILLION + b"\n\nx",
    "comments in keywords": START
    + b"Precedence: "
    + b"(" * MILLION
    + b"\nAuto-Submitted: "
    + b"()" * MILLION
    + b"\n\nx",
    "parameters without end": START + b"Content-Type: multipart/mixed" + b";a=b" * (MILLION // 4) + b"\n\nx",
    "deep nesting": _nested(20_000),
    "deep nesting of one name": MIXED + b"--b\nContent-Type: multipart/mixed; boundary=b\n\n" * 20_000,
    "messages in messages": b"Content-Type: message/rfc822\n\n" * 30_000,
    "nothing but boundaries": MIXED + b"\n--b" * (MILLION // 4),
    "nearly boundaries": MIXED + b"\n--bc" * (MILLION // 4),
    "reports in reports": MIXED.replace(b"mixed", b"report")
    + b"--b\nContent-Type: message/rfc822\n\nA: b\n\nx\n" * 20_000,
    "a calendar of methods": MIXED + b"--b\nContent-Type: text/calendar\n\n" + b"METHOD:" * (MILLION // 7),
    "tags that never close": HTML + b"<" * MILLION + b"<a " * (MILLION // 3),
    "remarks that never close": HTML + b"<!--" * (MILLION // 4) + b"<style>" * (MILLION // 7),
    "quotes in quotes": HTML + b"<blockquote>" * (MILLION // 12) + b"x<p>" * 10_000,
    "entities": HTML + b"&amp" * (MILLION // 4) + b"&#99999999999999;" * 10_000,
    "nothing but quotes": START + b"\n" + b"> a\n" * (MILLION // 4),
    "announcements without a quote": START + b"\n" + b"On 1 a\n" * (MILLION // 7),
    "repeated heads": START + b"\n" + b"From: a\nTo: b\n" * (MILLION // 14),
    "bars": START + b"\n" + b"_" * MILLION + b"\n" + b"- " * 100_000 + b"\n" + b"-- \n" * 100_000,
    "nothing but equals signs": START + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=" * 3 * MILLION,
    "base64 of nothing": START + b"Content-Transfer-Encoding: base64\n\n" + b"=" * 3 * MILLION,
    "combining marks": START + b"Content-Type: text/plain; charset=utf-8\n\na" + "\u0301".encode() * MILLION,
    "zeros": b"\0" * MILLION,
    "carriage returns": b"a:b\r" * (MILLION // 4) + b"\r" * MILLION,
    "one endless line": b"a" * 3 * MILLION,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_read_in_bounded_time_and_gives_bounded_values(name: str) -> None:
    raw = BOMBS[name]
    start = time.process_time()
    head = head_of(raw)
    text = text_of(raw)
    quoted_part(text)
    assert body_sum(raw)
    assert len(excerpt(text)) <= 200
    assert time.process_time() - start < PATIENCE
    assert len(head.id) <= 998
    assert len(head.refs) <= MOST_REFS + 1
    assert len(head.subject) <= 500
    assert len(head.to) <= 500


def test_headers_beyond_the_limit_are_said_to_be_cut() -> None:
    assert "headers" in head_of(BOMBS["a hundred thousand headers"]).broken


def test_escapes_and_directions_never_come_out_of_a_header() -> None:
    raw = (
        'From: "A\x1b[31m\u202eb" <a@b.example>\nSubject: \x1b]0;x\x07 =?utf-8?q?=1B=5B2J=E2=80=AE?= \x9b\n\n'.encode()
    )
    head = head_of(raw)
    for text in (head.subject, head.sender_name, head.sender):
        assert text == show(text)


def test_a_subject_cannot_bring_a_header() -> None:
    head = head_of(b"Subject: =?utf-8?q?a=0D=0ABcc=3A_evil=40example=2Ecom?=\n\n")
    assert "\n" not in head.subject
    assert "\r" not in head.subject


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read(raw: bytes) -> None:
    head = head_of(raw)
    text = text_of(raw)
    assert excerpt(text) == show(excerpt(text))
    assert body_sum(raw)
    "".join((head.id, head.subject, head.sender, *head.refs, text)).encode("utf-8")


PIECES = st.sampled_from(
    (
        *(b"From: ", b"To: ", b"Subject: ", b"Date: ", b"References: ", b"Message-ID: ", b"Received: ;"),
        *(b"\n", b"\r\n", b"\r", b"\n\n", b" ", b"\t", b"<a@b>", b"=?utf-8?q?", b"?=", b"=?utf-8?b?w?="),
        *(b"(", b")", b'"', b",", b";", b":", b"\\", b"<", b"\xff", b"\0", b"\xd0", b"--b\n", b"--b--"),
        *(b"Content-Type: multipart/mixed; boundary=b\n", b"Content-Transfer-Encoding: base64\n"),
        *(b"Content-Type: text/html\n", b"<p>", b"&#0;", b"> x\n", b"On 1 wrote:\n", b"-- \n"),
    )
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=40).map(b"".join))
def test_any_heap_of_pieces_of_mail_is_read(raw: bytes) -> None:
    head = head_of(raw)
    assert head.id
    text = text_of(raw)
    assert excerpt(text) == show(excerpt(text))
    "".join((head.id, head.subject, head.sender, *head.refs, *head.to, text)).encode("utf-8")
