"""Reading a mailbox on a real server: what is new is read once, and nothing there changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.mail.imap import BODY_LIMIT, ImapBox
from freelance_comm.mail.imap_faults import LoginRefused, NoFolder
from freelance_comm.mail.imap_folders import Use
from tests.dovecot import PASSWORD, Dovecot, letter

CLIENTS = "&BBoEOwQ4BDUEPQRCBEs-"
"""Клиенты, as it stands on the wire."""


def account(server: Dovecot, user: str, **more: object) -> MailAccount:
    """Return the account of a user of the server."""
    return MailAccount(name="work", host="localhost", user=user, port=server.port, ca=server.ca).but(**more)


def box(server: Dovecot, user: str, **more: object) -> ImapBox:
    """Return a user's mailbox, logged in."""
    return ImapBox(account(server, user, **more), PASSWORD)


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    """A user with two letters in the inbox."""
    name = dovecot.new_user()
    dovecot.put(name, letter("First"), letter("Second"))
    return name


def test_letters_come_with_number_date_flags_and_bytes(dovecot: Dovecot, user: str) -> None:
    dovecot.put(user, letter("Third"), flags="\\Answered", came=datetime(2026, 3, 11, 8, 30, tzinfo=UTC))
    with box(dovecot, user) as mail:
        third = list(mail.read())[2]
    assert (third.folder, third.uid, third.flags) == ("INBOX", 3, frozenset({"\\Answered"}))
    assert third.internal_date == datetime(2026, 3, 11, 8, 30, tzinfo=UTC)
    assert (third.raw, third.size) == (letter("Third"), len(letter("Third")))


def test_reading_leaves_every_flag_as_it_was(dovecot: Dovecot, user: str) -> None:
    dovecot.put(user, letter("Third"), flags="\\Flagged")
    before = dovecot.state(user)
    with box(dovecot, user) as mail:
        assert len(list(mail.read())) == 3
        assert mail.whole_letter("INBOX", 1) == letter("First")
    assert dovecot.state(user) == before
    assert not any(b"\\Seen" in part for part in before)


def test_reading_leaves_new_mail_new_for_the_mail_program(dovecot: Dovecot, user: str) -> None:
    new = dovecot.maildir(user) / "new"
    dovecot.put(user)
    with box(dovecot, user) as mail:
        list(mail.read())
    with dovecot.logged_in(user) as other:
        other.select("INBOX")
        assert other.recent()[1] == [b"2"]
    assert new.is_dir()


def test_a_second_reading_brings_only_what_is_new(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        list(mail.read())
        cursor = dict(mail.cursor)
    dovecot.put(user, letter("Third"))
    with box(dovecot, user) as mail:
        assert [found.raw for found in mail.read(cursor)] == [letter("Third")]
        assert list(mail.read(mail.cursor)) == []


def test_a_cursor_counts_only_letters_that_were_taken(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        reading = mail.read()
        next(reading)
        assert mail.cursor.get("INBOX") is None
        next(reading)
        assert mail.cursor["INBOX"][1] == 2


def test_a_folder_that_was_numbered_anew_is_read_from_its_beginning_and_said(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        list(mail.read())
        cursor = {folder: [validity + 1, following] for folder, (validity, following) in mail.cursor.items()}
    with box(dovecot, user) as mail:
        assert [found.uid for found in mail.read(cursor) if found.folder == "INBOX"] == [1, 2]
        assert [notice.params["folder"] for notice in mail.notices if notice.params["folder"] == "INBOX"] == ["INBOX"]


def test_a_folder_deleted_and_made_anew_is_read_whole(dovecot: Dovecot, user: str) -> None:
    dovecot.put(user, letter("Old"), letter("Older"), folder="Jobs")
    with box(dovecot, user, folders=("Jobs",)) as mail:
        list(mail.read())
        cursor = mail.cursor
    with dovecot.logged_in(user) as other:
        other.delete("Jobs")
    dovecot.put(user, letter("Young"), folder="Jobs")
    with box(dovecot, user, folders=("Jobs",)) as mail:
        assert [found.raw for found in mail.read(cursor)] == [letter("Young")]


def test_letters_deleted_meanwhile_are_simply_not_there(dovecot: Dovecot, user: str) -> None:
    with dovecot.logged_in(user) as other:
        other.select("INBOX")
        other.store("1", "+FLAGS", "\\Deleted")
        other.expunge()
    with box(dovecot, user) as mail:
        assert [found.uid for found in mail.read()] == [2]
        assert mail.whole_letter("INBOX", 1) is None


def test_folders_in_other_scripts_are_read_under_the_name_people_see(dovecot: Dovecot, user: str) -> None:
    dovecot.put(user, letter("Logo"), folder=CLIENTS)
    with box(dovecot, user, folders=("Клиенты",)) as mail:
        assert [(found.folder, found.raw) for found in mail.read()] == [("Клиенты", letter("Logo"))]


@pytest.mark.parametrize("name", ['Say "hi"', "R&-D (new) {3}", "a % b", "back\\\\slash", "&2D3eAA- smile"])
def test_folders_with_odd_names_are_read(name: str, dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.put(user, letter("Logo"), folder=name.replace('"', '\\"'))
    with box(dovecot, user) as mail:
        assert [found.raw for found in mail.read()] == [letter("Logo")]


def test_what_the_server_says_of_folders_is_believed(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        uses = {folder.name: folder.use for folder in mail.folders()}
    assert uses == {"INBOX": Use.INBOX, "Drafts": Use.DRAFTS, "Rubbish": Use.JUNK, "Sent": Use.SENT}


def test_unwanted_and_deleted_mail_is_not_read(dovecot: Dovecot, user: str) -> None:
    dovecot.put(user, letter("Win money"), folder="Rubbish")
    dovecot.put(user, letter("Gone"), folder="Trash")
    with box(dovecot, user) as mail:
        assert {found.folder for found in mail.read()} == {"INBOX"}


def test_a_named_folder_that_is_missing_is_said_with_a_near_name(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user, folders=("Snet",)) as mail, pytest.raises(NoFolder) as caught:
        list(mail.read())
    assert caught.value.near == ("Sent",)


def test_only_the_beginning_of_a_large_letter_is_read(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    large = letter("Large", text="All work and no play.\r\n" * 20_000)
    dovecot.put(user, large)
    with box(dovecot, user) as mail:
        (found,) = mail.read()
        assert mail.whole_letter("INBOX", found.uid) == large
    assert (found.raw, found.size) == (large[:BODY_LIMIT], len(large))


def test_many_letters_come_in_order_and_each_once(dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.put(user, *(letter(f"Letter {number}") for number in range(95)))
    with box(dovecot, user) as mail:
        assert [found.raw for found in mail.read()] == [letter(f"Letter {number}") for number in range(95)]


def test_letters_from_before_a_day_are_left_out_when_asked(dovecot: Dovecot, user: str) -> None:
    dovecot.put(user, letter("Old"), came=datetime(2019, 1, 2, 12, tzinfo=UTC))
    with box(dovecot, user) as mail:
        assert [found.uid for found in mail.read(since=date(2026, 3, 1))] == [1, 2]


@pytest.mark.parametrize("tls", [Security.STARTTLS, Security.NONE])
def test_the_other_ways_to_connect_read_the_same(tls: Security, dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user, tls=tls, port=dovecot.plain_port) as mail:
        assert [found.raw for found in mail.read()] == [letter("First"), letter("Second")]


@pytest.mark.parametrize("tls", [Security.STARTTLS, Security.IMPLICIT])
def test_a_wrong_password_is_told_without_repeating_it(tls: Security, dovecot: Dovecot, user: str) -> None:
    port = dovecot.port if tls is Security.IMPLICIT else dovecot.plain_port
    with pytest.raises(LoginRefused) as caught:
        ImapBox(account(dovecot, user, tls=tls, port=port), "canary-4711")
    assert "canary" not in f"{caught.value} {caught.value.params}"
