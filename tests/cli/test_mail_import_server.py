"""Importing an account on a real server: what is new comes once, new clients are looked for, what was given is kept."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.dovecot import PASSWORD, Dovecot
from tests.fake_imap import WELL_BEHAVED, serving
from tests.unit.services.letters import ANA, ME, MONDAY_TEN, minutes, written


@pytest.fixture
def account(shell: Shell, dovecot: Dovecot, blank_home: Path) -> str:
    """An account of a new user, described; the client is known. Returns the user's name."""
    user = dovecot.new_user()
    prints = shlex.join([sys.executable, "-c", f"print({PASSWORD!r})"])
    shell.run(f"profile set --name Ilinca --email {ME} --zone UTC")
    shell.run(f"client add 'Ana Petrescu' --email {ANA}")
    shell.run(
        f"mail account add work --host localhost --port {dovecot.port} --user {user} --ca {dovecot.ca}",
        "--password-command",
        prints,
    )
    return user


def test_a_mailbox_on_a_server_is_read_once_and_left_as_it_was(shell: Shell, dovecot: Dovecot, account: str) -> None:
    dovecot.put(account, written("q@x"), came=MONDAY_TEN)
    before = dovecot.state(account)
    found = shell.run("mail import --account work --json").data
    assert [one["source_id"] for one in found["messages"]] == ["q@x"]
    again = shell.run("mail import")
    assert (again.out, again.err) == ("", "")
    assert dovecot.state(account) == before
    dovecot.put(account, written("r@x", at=minutes(5), in_reply_to="<q@x>"), came=minutes(5))
    assert [one["source_id"] for one in shell.run("mail import --json").data["messages"]] == ["r@x"]
    [source] = shell.run("mail sources --json").data
    assert (source["kind"], source["place"]) == ("account", "work")


def test_who_becomes_a_client_is_looked_for_on_the_server_too(shell: Shell, dovecot: Dovecot, account: str) -> None:
    dovecot.put(account, written("s@x", sender="bo@other.example", name="Bo"), came=MONDAY_TEN)
    shell.run("mail import")
    said = shell.run("mail add bo@other.example").out
    assert said.strip() == "Bo is a client now; 1 message came in."
    assert shell.run("mail import").out == ""


def test_a_server_that_goes_away_in_the_middle_keeps_what_it_gave(shell: Shell, blank_home: Path) -> None:
    letter = written("q@x").replace(b"\n", b"\r\n")
    first = b"* 1 FETCH (UID 1 FLAGS () RFC822.SIZE %d BODY[]<0> {%d}\r\n%b)\r\n%%t OK done\r\n"
    answers = iter([first % (len(letter), len(letter), letter)])
    folders = b'* LIST () "/" INBOX\r\n* LIST () "/" Second\r\n%t OK done\r\n'

    def fetch(talk: object, tag: bytes) -> None:
        answer = next(answers, b"")
        talk.say(answer, tag) if answer else talk.hang_up()  # type: ignore[attr-defined]

    with serving({**WELL_BEHAVED, "LIST": folders, "FETCH": fetch}) as server:
        shell.run(f"profile set --name Ilinca --email {ME} --zone UTC")
        shell.run(f"client add 'Ana Petrescu' --email {ANA}")
        prints = shlex.join([sys.executable, "-c", "print('x')"])
        shell.run(
            f"mail account add work --host 127.0.0.1 --port {server.port} --user me --tls none --password-command",
            prints,
        )
        answer = shell.try_("mail import")
    assert answer.code == 11
    assert answer.err.startswith("error:")
    assert [one["source_id"] for one in shell.run("export").data["messages"]] == ["q@x"]
