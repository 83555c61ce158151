"""The client's words come from the mailbox while they are there, and from the log's excerpt when they are not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from freelance_comm.domain.mail_sources import MailSource, SourceKind
from freelance_comm.domain.message import Message
from freelance_comm.services.client_words import words_of
from tests.unit.services.rig import Rig, at
from tests.unit.services.test_answering import mail

LETTER = (
    b"From: dan@cafe.example\nMessage-ID: <2@cafe.example>\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n"
    b"Subject: Launch\nContent-Type: text/plain; charset=utf-8\n\n"
    b"Could we move the launch?\nThursday would be best.\n\nOn Monday you wrote:\n> older words\n-- \nDan\n"
)
NOISE = b"From: x@y.example\nMessage-ID: <noise@y.example>\nSubject: <2@cafe.example>\n\nNot this one.\n"


@pytest.fixture
def message(rig: Rig) -> Message:
    """A stored message of Dan's."""
    rig.client("Petrescu Caf\u00e9", language="en")
    rig.set(at(2, 12))
    return mail(rig, at(2, 10), excerpt="Could we move\u2026")


def imported(rig: Rig, *places: Path, kind: SourceKind = SourceKind.PATH) -> None:
    """Remember mailboxes as imported."""
    with rig.desk.change() as change:
        for place in places:
            change.add(
                MailSource(id=change.new_id(), kind=kind, place=str(place), added=datetime(2026, 3, 2, tzinfo=UTC))
            )


def maildir(folder: Path) -> Path:
    """Write a Maildir that holds the letter among others."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    (folder / "cur" / "1:2,S").write_bytes(NOISE)
    (folder / "cur" / "2:2,S").write_bytes(LETTER)
    return folder


def test_all_of_their_words_come_from_the_mailbox(rig: Rig, message: Message, tmp_path: Path) -> None:
    imported(rig, maildir(tmp_path / "box"))
    found = words_of(rig.desk, message)
    assert found.whole
    assert found.text == "Could we move the launch?\nThursday would be best."


def test_a_mailbox_that_is_gone_or_something_else_leaves_the_excerpt(
    rig: Rig, message: Message, tmp_path: Path
) -> None:
    (tmp_path / "text").write_text("no mail at all", encoding="utf-8")
    imported(rig, tmp_path / "gone", tmp_path / "text")
    assert words_of(rig.desk, message).text == "Could we move\u2026"


def test_the_next_mailbox_is_asked_when_one_is_gone(rig: Rig, message: Message, tmp_path: Path) -> None:
    imported(rig, tmp_path / "gone", maildir(tmp_path / "box"))
    assert words_of(rig.desk, message).whole


def test_a_message_logged_by_hand_is_looked_for_nowhere(rig: Rig, message: Message, tmp_path: Path) -> None:
    imported(rig, maildir(tmp_path / "box"))
    assert not words_of(rig.desk, message.but(source_id="")).whole


def test_a_mailbox_on_a_server_is_not_asked(rig: Rig, message: Message) -> None:
    imported(rig, Path("work"), kind=SourceKind.ACCOUNT)
    assert words_of(rig.desk, message).text == "Could we move\u2026"


def test_the_search_ends_when_patience_does(rig: Rig, message: Message, tmp_path: Path) -> None:
    box = maildir(tmp_path / "box")
    (box / "cur" / "0:2,S").write_bytes(NOISE)
    imported(rig, box)
    assert not words_of(rig.desk, message, patience=-1.0).whole
