"""Drafts on a real server: put into the right folder, flagged, looked for afterwards, and nothing else touched."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.mail_account import MailAccount, Security
from freelance_comm.mail.imap import DRAFT_LIMIT, ImapBox, ImapError
from freelance_comm.mail.imap_faults import NoFolder, NotForTheWire
from tests.dovecot import Dovecot, letter
from tests.fake_imap import LETTER, Answer, serving
from tests.unit.mail.test_imap_reading import box


@pytest.fixture
def user(dovecot: Dovecot) -> str:
    """A user with one letter in the inbox."""
    name = dovecot.new_user()
    dovecot.put(name, letter("First"))
    return name


def fake(port: int) -> ImapBox:
    """Return a mailbox on a server that answers as the test wants it."""
    return ImapBox(MailAccount(name="work", host="127.0.0.1", user="u", port=port, tls=Security.NONE), "secret")


def test_a_draft_lies_in_the_folder_for_drafts_with_its_flag(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        put = mail.append_draft(letter("Re: Logo"))
    found = b" ".join(dovecot.state(user, "Drafts"))
    assert (put.folder, put.uid) == ("Drafts", 1)
    assert b"\\Draft" in found and b"Subject: Re: Logo" in found


def test_a_draft_keeps_its_bytes_and_gets_the_line_ends_of_mail(dovecot: Dovecot, user: str) -> None:
    raw = letter("Ответ", text="Доброе утро!\r\n.\r\nFrom here on\r\n")
    with box(dovecot, user) as mail:
        put = mail.append_draft(raw.replace(b"\r\n", b"\n"))
        assert mail.whole_letter("Drafts", put.uid) == raw


def test_two_equal_drafts_are_two(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        assert [mail.append_draft(letter("Same")).uid for _ in range(2)] == [1, 2]


def test_a_draft_can_go_into_a_folder_that_is_named(dovecot: Dovecot, user: str) -> None:
    dovecot.put(user, folder="&BBoEOwQ4BDUEPQRCBEs-")
    with box(dovecot, user) as mail:
        assert mail.append_draft(letter("Re: Logo"), "Клиенты").folder == "Клиенты"


def test_putting_a_draft_leaves_the_other_folders_as_they_were(dovecot: Dovecot, user: str) -> None:
    before = dovecot.state(user)
    with box(dovecot, user) as mail:
        mail.append_draft(letter("Re: Logo"))
    assert dovecot.state(user) == before


def test_a_draft_is_read_back_as_a_draft(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        mail.append_draft(letter("Re: Logo"))
        assert [(found.folder, found.is_draft) for found in mail.read()] == [("INBOX", False), ("Drafts", True)]


def test_a_folder_that_is_missing_takes_no_draft(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail, pytest.raises(NoFolder):
        mail.append_draft(letter("Re: Logo"), "Nowhere")


def test_a_mailbox_without_a_folder_for_drafts_says_so() -> None:
    with (
        serving({"LIST": b'* LIST () "/" INBOX\r\n%t OK done\r\n'}) as server,
        fake(server.port) as mail,
        pytest.raises(NoFolder) as caught,
    ):
        mail.append_draft(LETTER)
    assert "drafts" in str(caught.value)


def test_a_draft_with_nul_or_of_a_size_nobody_takes_is_refused(dovecot: Dovecot, user: str) -> None:
    with box(dovecot, user) as mail:
        with pytest.raises(NotForTheWire):
            mail.append_draft(b"Subject: a\0b\r\n\r\n")
        with pytest.raises(BadValue):
            mail.append_draft(b"Subject: a\r\n\r\n" + b"x" * DRAFT_LIMIT)


def _append(answer: bytes) -> Answer:
    def take(talk: object, tag: bytes) -> None:
        line: bytes = talk.lines[-1]  # type: ignore[attr-defined]
        talk.say(b"+ go on\r\n")  # type: ignore[attr-defined]
        talk.reader.read(int(line.rpartition(b"{")[2].split(b"}")[0]) + 2)  # type: ignore[attr-defined]
        talk.say(answer, tag)  # type: ignore[attr-defined]

    return take


DRAFTED = b"* 1 FETCH (UID %d FLAGS (\\Draft) BODY[]<0> {%d}\r\n%b)\r\n%%t OK done\r\n"


def test_a_server_that_does_not_tell_the_number_is_asked_for_what_is_new() -> None:
    answers: dict[str, Answer] = {
        "APPEND": _append(b"%t OK done\r\n"),
        "SEARCH": b"* SEARCH 2\r\n%t OK done\r\n",
        "FETCH": DRAFTED % (2, len(LETTER), LETTER),
    }
    with serving(answers) as server, fake(server.port) as mail:
        assert mail.append_draft(LETTER).uid == 2


@pytest.mark.parametrize(
    "fetched",
    [
        b"%t OK nothing\r\n",
        DRAFTED.replace(b"\\Draft", b"\\Seen") % (9, len(LETTER), LETTER),
        DRAFTED % (9, len(LETTER), LETTER.replace(b"Logo", b"Luck")),
    ],
    ids=["gone", "not flagged", "another letter"],
)
def test_a_draft_that_is_not_there_afterwards_is_a_failure(fetched: bytes) -> None:
    answers: dict[str, Answer] = {"APPEND": _append(b"%t OK [APPENDUID 7 9] done\r\n"), "FETCH": fetched}
    with serving(answers) as server, fake(server.port) as mail, pytest.raises(ImapError) as caught:
        mail.append_draft(LETTER)
    assert "took the draft" in str(caught.value)


def test_a_draft_that_the_server_refuses_is_told_with_its_reason() -> None:
    answers: dict[str, Answer] = {"APPEND": _append(b"%t NO [OVERQUOTA] The mailbox is full\r\n")}
    with serving(answers) as server, fake(server.port) as mail, pytest.raises(ImapError) as caught:
        mail.append_draft(LETTER)
    assert "The mailbox is full" in str(caught.value)
