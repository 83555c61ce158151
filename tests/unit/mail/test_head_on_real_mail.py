"""What is read of real and of malformed mail is what the standard library's compat32 parser reads."""

from __future__ import annotations

import email
import email.header
import email.utils
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from freelance_comm.mail.addresses import people
from freelance_comm.mail.body import body_sum, excerpt, quoted_part, text_of
from freelance_comm.mail.boxes import Box, BoxError
from freelance_comm.mail.dates import read_date
from freelance_comm.mail.fields import Fields
from freelance_comm.mail.head import WANTED, head_of
from tests.unit.mail.corpus import mail_files, messages

PATIENCE = 2.0
"""Seconds of computing that no file may take: a generous guard, not a figure."""
READ_OTHERWISE = {
    # An address as the name beside another one: the one in angle brackets is where the letter is from.
    b"purchasing@aquillaindustries.com <do-not-reply@ncs.gov.ng>": "do-not-reply@ncs.gov.ng",
    b"alice@example.com <bob@example.com>": "bob@example.com",
    # No address at all, words before one, two without a comma between.
    b"luc\xedacharlie at wellsfargo.com (=?UTF-8?Q?Luc=eda_Charlie?=)": "lucíacharlie",
    b"Big Bug bb@bug.com": "bb@bug.com",
    b"tim@powerupdev.com concierge@powerupdev.com": "tim@powerupdev.com",
    # A domain that is not ASCII is compared as punycode.
    b'"J\xc3\xb6hn Doe" <jd\xc3\xb6e@m\xc3\xa4chine.example>': "jdöe@xn--mchine-bua.example",
}
UNDECODABLE = 2
"""Subjects that the standard library refuses to decode."""


@pytest.fixture(scope="module")
def corpus(shared: Path) -> list[tuple[str, bytes]]:
    return list(messages(shared))


def test_there_are_many_messages(corpus: list[tuple[str, bytes]]) -> None:
    assert len(corpus) > 1_300


def test_every_header_is_what_compat32_reads(corpus: list[tuple[str, bytes]]) -> None:
    wrong = []
    for name, raw in corpus:
        known: dict[bytes, list[bytes]] = {}
        for title, value in email.message_from_bytes(raw).raw_items():
            data = str(value).encode("ascii", "surrogateescape")
            known.setdefault(title.lower().encode(), []).append(b"".join(data.splitlines()).strip())
        fields = Fields(raw, WANTED)
        for field in WANTED:
            got = [value.strip() for value in fields.all(field)]
            if got != known.get(field, []):
                wrong.append((name, field, got, known.get(field)))
    assert wrong == []


def test_every_sender_is_the_one_the_library_finds_or_a_better_one(corpus: list[tuple[str, bytes]]) -> None:
    wrong = []
    for name, raw in corpus:
        value = Fields(raw, WANTED).first(b"from")
        if value is None:
            continue
        theirs = _library_people(value.decode("utf-8", "replace"))
        expected = READ_OTHERWISE.get(value, theirs[0][1].lower() if theirs else "")
        found = people(value)
        if (found[0].address if found else "") != expected:
            wrong.append((name, value, found, expected))
    assert wrong == []


def test_every_date_is_the_one_the_library_finds(corpus: list[tuple[str, bytes]]) -> None:
    wrong = []
    for name, raw in corpus:
        fields = Fields(raw, WANTED)
        stamps = [value.rpartition(b";")[2] for value in fields.all(b"received")]
        for value in (*fields.all(b"date"), *stamps):
            if read_date(value) != _library_date(value):
                wrong.append((name, value, read_date(value)))
    assert wrong == []


def test_every_encoded_subject_is_what_the_library_decodes(corpus: list[tuple[str, bytes]]) -> None:
    wrong, refused = [], 0
    for name, raw in corpus:
        value = Fields(raw, WANTED).first(b"subject")
        if value is None or b"=?" not in value:
            continue
        try:
            decoded = email.header.make_header(email.header.decode_header(value.decode("utf-8", "replace")))
        except (LookupError, UnicodeError):
            refused += 1
            continue
        if head_of(raw).subject != " ".join(str(decoded).split()):
            wrong.append((name, value))
    assert wrong == []
    assert refused == UNDECODABLE


def test_no_file_crashes_or_hangs_the_reading(shared: Path) -> None:
    slow = []
    for path in mail_files(shared):
        start = time.process_time()
        try:
            for letter in Box(str(path)).letters():
                raw = letter.open()
                head = head_of(raw)
                text = text_of(raw)
                assert len(excerpt(text)) <= 200
                assert quoted_part(text) is not None
                assert body_sum(raw)
                assert head.id
        except BoxError:
            pass
        if time.process_time() - start > PATIENCE:
            slow.append(path.name)
    assert slow == []


def _library_people(text: str) -> list[tuple[str, str]]:
    try:  # later versions refuse what they are unsure about, unless they are asked not to
        return email.utils.getaddresses([text], strict=False)
    except TypeError:
        return email.utils.getaddresses([text])


def _library_date(value: bytes) -> datetime | None:
    found = email.utils.parsedate_tz(value.decode("ascii", "replace").strip())
    if found is None:
        return None
    try:
        return datetime(*found[:6], tzinfo=UTC) - timedelta(seconds=found[9] or 0)
    except ValueError:
        return None
