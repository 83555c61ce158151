"""Mailboxes of all kinds, read once and again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from freelance_comm.domain.errors import NotFound
from freelance_comm.mail import mbox as mbox_module
from freelance_comm.mail.boxes import Box, BoxError, unique_name
from freelance_comm.mail.folder_names import decoded_name, role_of
from freelance_comm.mail.head import head_of
from tests.unit.mail.writing import mail, maildir, mbox


def one(number: int) -> bytes:
    return mail(f"Message-ID: <{number}@example.com>", "From: a@example.com", body=f"Text {number}.")


def ids(path: Path, since: object = None) -> list[str]:
    return [head_of(letter.open()).id for letter in Box(str(path), since).letters()]  # type: ignore[arg-type]


# -- mbox --------------------------------------------------------------------------------------------------------------


def raws(folder: Path, data: bytes) -> list[bytes]:
    path = folder / "box"
    path.write_bytes(data)
    return [letter.open() for letter in Box(str(path)).letters()]


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_message_runs_to_the_empty_line_before_the_next(tmp_path: Path, end: bytes) -> None:
    data = b"From a\nA: 1\n\nx\n\nFrom b\nB: 2\n\ny\n\n".replace(b"\n", end)
    assert raws(tmp_path, data) == [b"A: 1\n\nx\n".replace(b"\n", end), b"B: 2\n\ny\n".replace(b"\n", end)]


def test_only_one_empty_line_belongs_to_the_mailbox(tmp_path: Path) -> None:
    assert raws(tmp_path, b"From a\nA: 1\n\nx\n\n\nFrom b\nB: 2\n\n\n") == [b"A: 1\n\nx\n\n", b"B: 2\n\n"]


def test_a_line_within_the_text_begins_no_message(tmp_path: Path) -> None:
    data = b"From a\nA: 1\n\nx\nFrom here on\n>From quoted\n"
    assert raws(tmp_path, data) == [b"A: 1\n\nx\nFrom here on\n>From quoted\n"]


def test_a_line_after_an_empty_one_does(tmp_path: Path) -> None:
    assert raws(tmp_path, b"From a\nA: 1\n\nFrom here on\n") == [b"A: 1\n", b""]


def test_a_file_without_a_last_line_end_is_read_to_its_end(tmp_path: Path) -> None:
    assert raws(tmp_path, b"From a\nA: 1\n\nx") == [b"A: 1\n\nx"]


def test_blank_lines_before_the_first_message_are_passed_over(tmp_path: Path) -> None:
    assert raws(tmp_path, b"\n\nFrom a\nA: 1\n\nx\n") == [b"A: 1\n\nx\n"]


@pytest.mark.parametrize("stretch", [1, 2, 3, 5, 7, 64])
def test_a_file_read_in_stretches_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int) -> None:
    data = b"From a\nA: 1\n\nx\n\nFrom b\r\nB: 2\r\n\r\ny\r\n\r\nFrom c\n\n\nFrom d\nFrom e\n\n\n"
    whole = raws(tmp_path, data)
    monkeypatch.setattr(mbox_module, "_STRETCH", stretch)
    assert raws(tmp_path, data) == whole == [b"A: 1\n\nx\n", b"B: 2\r\n\r\ny\r\n", b"\n", b"From e\n\n"]


def test_an_mbox_that_has_grown_is_read_from_where_it_ended(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes(mbox(one(1), one(2)))
    first = Box(str(path))
    assert len(list(first.letters())) == 2
    path.write_bytes(path.read_bytes() + mbox(one(3)))
    second = Box(str(path), json.loads(json.dumps(first.cursor)))
    assert [head_of(letter.open()).id for letter in second.letters()] == ["3@example.com"]
    assert ids(path, second.cursor) == []


def test_an_mbox_that_was_rewritten_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "box"
    path.write_bytes(mbox(one(1), one(2)))
    first = Box(str(path))
    list(first.letters())
    path.write_bytes(mbox(one(2), one(3), one(4)))
    assert ids(path, first.cursor) == ["2@example.com", "3@example.com", "4@example.com"]


# -- Maildir -----------------------------------------------------------------------------------------------------------


def test_a_maildir_gives_new_and_read_mail(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1))
    maildir(box, one(2), place="new", start=5)
    assert sorted(ids(box)) == ["1@example.com", "2@example.com"]


def test_what_is_being_delivered_is_not_read(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1))
    (box / "tmp/1.x").write_bytes(one(2))
    assert ids(box) == ["1@example.com"]


def test_folders_of_a_maildir_are_read_and_known_by_name(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1))
    maildir(box / ".Drafts", one(2))
    maildir(box / ".Clients.Ana", one(3))
    found = {letter.key.partition("/")[0]: letter.role for letter in Box(str(box)).letters()}
    assert (found[".Drafts"], found[".Clients.Ana"]) == ("drafts", "")


def test_a_folder_of_drafts_that_is_named_itself_holds_drafts(tmp_path: Path) -> None:
    box = maildir(tmp_path / ".Drafts", one(1))
    assert [letter.is_draft for letter in Box(str(box)).letters()] == [True]


def test_a_trash_that_is_named_itself_is_meant_to_be_read(tmp_path: Path) -> None:
    (tmp_path / "Trash").write_bytes(mbox(one(1)))
    assert [letter.role for letter in Box(str(tmp_path / "Trash")).letters()] == [""]
    assert [letter.role for letter in Box(str(tmp_path)).letters()] == ["trash"]


def test_a_flagged_draft_is_one(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1), flags="DS")
    assert [letter.is_draft for letter in Box(str(box)).letters()] == [True]


def test_a_second_reading_gives_only_what_is_new(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1), one(2))
    first = Box(str(box))
    list(first.letters())
    maildir(box, one(3), place="new", start=7)
    second = Box(str(box), json.loads(json.dumps(first.cursor)))
    assert [head_of(letter.open()).id for letter in second.letters()] == ["3@example.com"]


def test_reading_a_letter_in_another_program_does_not_make_it_new(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1), place="new")
    first = Box(str(box))
    list(first.letters())
    old = next((box / "new").iterdir())
    old.rename(box / "cur" / f"{old.name}:2,RS")
    assert ids(box, first.cursor) == []


def test_a_letter_that_was_renamed_meanwhile_is_still_opened(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1), place="new")
    letter = next(Box(str(box)).letters())
    old = next((box / "new").iterdir())
    old.rename(box / "cur" / f"{old.name}:2,S")
    assert head_of(letter.open()).id == "1@example.com"


def test_a_letter_that_is_gone_raises_an_error_of_the_system(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1))
    letter = next(Box(str(box)).letters())
    next((box / "cur").iterdir()).unlink()
    with pytest.raises(OSError, match="No such file"):
        letter.open()


def test_an_unchanged_box_is_known_without_reading(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1))
    first = Box(str(box))
    list(first.letters())
    assert Box(str(box), first.cursor).unchanged()
    maildir(box, one(2), place="new", start=3)
    assert not Box(str(box), first.cursor).unchanged()


def test_without_a_cursor_nothing_is_known_to_be_unchanged(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1))
    assert not Box(str(box)).unchanged()
    assert not Box(str(box), {"version": 99}).unchanged()


@pytest.mark.parametrize("cursor", [{}, {"version": 1}, {"version": 1, "folders": 3}, {"version": "x"}])
def test_a_cursor_nobody_wrote_is_as_good_as_none(tmp_path: Path, cursor: dict[str, object]) -> None:
    assert ids(maildir(tmp_path / "Mail", one(1)), cursor) == ["1@example.com"]


def test_the_part_of_a_name_that_stays_is_found() -> None:
    assert [unique_name(name) for name in ("1.a.b:2,RS", "1.a.b;2,S", "1.a.b!2,", "1.a.b")] == ["1.a.b"] * 4


# -- files and folders -------------------------------------------------------------------------------------------------


def test_a_folder_of_letters_and_mailboxes_is_read_through(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(one(1))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/old.mbox").write_bytes(mbox(one(2), one(3)))
    (tmp_path / "sub/plain").write_bytes(one(4))
    (tmp_path / "notes.txt").write_text("Nothing here.", encoding="utf-8")
    maildir(tmp_path / "dir", one(5))
    box = Box(str(tmp_path))
    found = [head_of(letter.open()).id for letter in box.letters()]
    assert sorted(found) == [f"{number}@example.com" for number in range(1, 6)]
    assert box.skipped == ["notes.txt"]


def test_a_message_that_apple_mail_keeps_is_read(tmp_path: Path) -> None:
    (tmp_path / "1.emlx").write_bytes(b"%d      \n" % len(one(1)) + one(1) + b"<?xml version='1.0'?><plist/>")
    assert [letter.open() for letter in Box(str(tmp_path)).letters()] == [one(1)]


def test_a_new_letter_in_a_folder_is_the_only_one_given_again(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_bytes(one(1))
    first = Box(str(tmp_path))
    list(first.letters())
    (tmp_path / "b.eml").write_bytes(one(2))
    assert ids(tmp_path, first.cursor) == ["2@example.com"]


def test_a_path_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file or folder"):
        list(Box(str(tmp_path / "none")).letters())


@pytest.mark.parametrize("content", [b"", b"Just some words.\n", b"\x89PNG\r\n\x1a\n\0\0", b"{}"])
def test_a_file_that_is_no_mail_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(BoxError, match="There is no mail"):
        list(Box(str(path)).letters())


def test_an_impossible_path_is_one_that_is_not_there() -> None:
    for path in ("a\0b", "x" * 5_000):
        with pytest.raises(NotFound):
            list(Box(path).letters())


def test_a_pipe_in_a_folder_is_left_alone(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.eml").write_bytes(one(1))
    assert ids(tmp_path) == ["1@example.com"]


def test_links_that_go_round_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "sub/nothing").symlink_to(tmp_path / "gone")
    (tmp_path / "a.eml").write_bytes(one(1))
    assert ids(tmp_path) == ["1@example.com"]


def test_nothing_in_a_mailbox_is_ever_changed(tmp_path: Path) -> None:
    box = maildir(tmp_path / "Mail", one(1), place="new")
    (tmp_path / "box").write_bytes(mbox(one(2)))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    for path in (box, tmp_path / "box", tmp_path):
        assert ids(path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


# -- names of folders --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Drafts", "drafts"),
        (".INBOX.Drafts", "drafts"),
        ("[Gmail]/Drafts", "drafts"),
        ("&BCcENQRABD0EPgQyBDgEOgQ4-", "drafts"),
        ("Ciorne", "drafts"),
        ("Unsent Messages", "drafts"),
        ("Brouillons", "drafts"),
        ("Trash", "trash"),
        ("Deleted Items/2024", "trash"),
        ("Корзина", "trash"),
        ("Junk.mbox", "junk"),
        ("Courrier indésirable", "junk"),
        ("Sent", "sent"),
        ("Trimise", "sent"),
        ("INBOX", ""),
        ("Clients", ""),
        ("Draftsmen", ""),
        ("Spamalot", ""),
    ],
)
def test_folders_are_known_by_their_names_in_many_languages(name: str, role: str) -> None:
    assert role_of(name) == role


def test_names_that_servers_encode_are_read() -> None:
    assert decoded_name("&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-") == "Отправленные"
    assert (decoded_name("a &- b"), decoded_name("a & b")) == ("a & b", "a & b")
