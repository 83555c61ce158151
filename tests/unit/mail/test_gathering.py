"""Copies of one message are one; messages that only bear one id are not."""

from __future__ import annotations

from hashlib import sha1
from pathlib import Path

from freelance_comm.mail.boxes import Box
from freelance_comm.mail.gathering import Gathered, gathered
from tests.unit.mail.writing import MONDAY, mail, maildir, mbox

ME = frozenset(("me@example.com",))
TUESDAY = "Tue, 03 Mar 2026 10:00:00 +0000"


def read(path: Path) -> Gathered:
    return gathered(Box(str(path)).letters(), ME)


def of(folder: Path, *messages: bytes) -> Gathered:
    path = folder / "box"
    path.write_bytes(mbox(*messages))
    return read(path)


def letter(body: str = "Hello.", date: str = MONDAY, *headers: str) -> bytes:
    return mail("Message-ID: <one@example.com>", f"Date: {date}", "From: ana@client.example", *headers, body=body)


def test_copies_are_one_message_of_the_earliest_time(tmp_path: Path) -> None:
    found = of(tmp_path, letter(date=TUESDAY), letter())
    assert [one.head.sent_at.day for one in found.messages if one.head.sent_at] == [2]
    assert (found.duplicates, found.same_id, found.read) == (1, 0, 2)


def test_of_two_copies_at_one_time_the_first_read_is_kept(tmp_path: Path) -> None:
    found = of(tmp_path, letter("Hello.", MONDAY, "Subject: first"), letter("Hello.", MONDAY, "Subject: second"))
    assert [one.head.subject for one in found.messages] == ["first"]


def test_the_copy_a_list_gave_back_with_its_footer_is_a_copy(tmp_path: Path) -> None:
    footer = "Hello.\n_______________________\nlist mailing list\nhttp://list.example"
    found = of(tmp_path, letter(), letter(footer, TUESDAY, "List-Id: <x>"))
    assert (len(found.messages), found.duplicates) == (1, 1)


def test_a_copy_in_another_encoding_is_a_copy(tmp_path: Path) -> None:
    encoded = letter("SGVsbG8u", TUESDAY, "Content-Transfer-Encoding: base64")
    assert of(tmp_path, letter(), encoded).duplicates == 1


def test_other_words_under_one_id_are_another_message(tmp_path: Path) -> None:
    other = letter("Something else.", TUESDAY)
    found = of(tmp_path, letter(), other)
    expected = {"one@example.com", "sha1-" + sha1(other.rstrip(b"\n") + b"\n").hexdigest()}
    assert {one.head.id for one in found.messages} == expected
    assert (found.duplicates, found.same_id) == (0, 1)


def test_the_third_with_the_second_ones_words_is_its_copy(tmp_path: Path) -> None:
    found = of(tmp_path, letter(), letter("Other.", TUESDAY), letter("Other.", TUESDAY, "X-Label: 2"))
    assert (len(found.messages), found.duplicates, found.same_id) == (2, 1, 1)


def test_an_undated_message_takes_no_part(tmp_path: Path) -> None:
    found = of(tmp_path, mail("From: ana@client.example"))
    assert (found.messages, len(found.undated)) == ((), 1)


def test_a_dated_copy_is_kept_before_an_undated_one(tmp_path: Path) -> None:
    undated = mail("Message-ID: <one@example.com>", "From: ana@client.example")
    found = of(tmp_path, undated, letter())
    assert (len(found.messages), found.undated, found.duplicates) == (1, (), 1)


def test_a_draft_in_its_folder_is_no_message_and_hides_none(tmp_path: Path) -> None:
    sent = letter("Hello.", TUESDAY)
    box = maildir(tmp_path / "Mail", sent)
    maildir(box / ".Drafts", letter())
    found = read(box)
    assert ([one.head.sent_at.day for one in found.messages if one.head.sent_at], len(found.drafts)) == ([3], 1)


def test_my_unsent_letter_is_a_draft(tmp_path: Path) -> None:
    found = of(tmp_path, mail("From: me@example.com", "X-Unsent: 1", f"Date: {MONDAY}"))
    assert (found.messages, len(found.drafts)) == ((), 1)


def test_nobody_else_can_call_a_letter_unsent(tmp_path: Path) -> None:
    found = of(tmp_path, mail("From: ana@client.example", "X-Unsent: 1", f"Date: {MONDAY}"))
    assert (len(found.messages), found.drafts) == (1, ())


def test_a_letter_that_is_gone_meanwhile_is_named(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", letter(), mail(f"Date: {MONDAY}"))
    letters = list(Box(str(box)).letters())
    Path(letters[0].path).unlink()
    found = gathered(letters, ME)
    assert (len(found.messages), found.unreadable) == (1, (letters[0].key,))
