"""`mail account` as it is typed: describing a mailbox, trying it on a real server, and saying what is wrong."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail

from tests.cli.conftest import Shell
from tests.dovecot import PASSWORD, Dovecot, letter
from tests.fake_imap import serving
from tests.unit.settings.test_mail_passwords import Safe

ADD = "mail account add work --host imap.example.com --user ilinca@example.com"


@pytest.fixture(autouse=True)
def no_keyring() -> Iterator[None]:
    """A system without a keyring; what was there comes back."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


@pytest.fixture
def config(blank_home: Path) -> Path:
    """Where the configuration lies."""
    return blank_home / ".config/freelance-comm/config.toml"


def printing(password: str) -> str:
    """Return a password command that prints ``password``."""
    return shlex.join([sys.executable, "-c", f"print({password!r})"])


def test_a_mailbox_is_described_listed_changed_and_forgotten(shell: Shell, config: Path) -> None:
    shell.run(f"{ADD} --folder INBOX --folder Sent --tls starttls")
    assert shell.run("mail account list --json").data == [
        {
            "name": "work",
            "host": "imap.example.com",
            "port": 143,
            "user": "ilinca@example.com",
            "tls": "starttls",
            "ca": "",
            "folders": ["INBOX", "Sent"],
            "password": "keyring or prompt",
        }
    ]
    shell.run("mail account edit work --tls implicit --rename studio")
    assert "imap.example.com:993" in shell.run("mail account list").out
    assert "forgotten" in shell.run("mail account remove studio").out
    assert "No mailbox is set up." in shell.run("mail account list").out
    assert "studio" not in config.read_text(encoding="utf-8")


def test_options_that_are_left_out_stay_as_they_were(shell: Shell) -> None:
    shell.run(f"{ADD} --port 1993 --folder INBOX")
    before = shell.run("mail account list --json").data[0]
    shell.run("mail account edit work --user somebody")
    assert shell.run("mail account list --json").data[0] == {**before, "user": "somebody"}


def test_an_option_given_empty_is_taken_away(shell: Shell) -> None:
    shell.run(f"{ADD} --folder INBOX", "--password-command", "pass show mail")
    shell.run("mail account edit work --folder '' --password-command ''")
    found = shell.run("mail account list --json").data[0]
    assert (found["folders"], found["password"]) == ([], "keyring or prompt")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("mail account add 'a b' --host imap.example.com --user u", 2),
        ("mail account add x --host 'imap example' --user u", 2),
        ("mail account add x --host imap.example.com --user u --port 0", 2),
        ("mail account add x --host imap.example.com --user u --port ninety", 2),
        ("mail account add x --host imap.example.com --user u --tls off", 2),
        ("mail account add x --host imap.example.com --user u --ca /nowhere.pem", 2),
        ("mail account add x --host imap.example.com --user u --password-command 'echo hunter2'", 2),
        ("mail account add x --host imap.example.com", 2),
        ("mail account add x --host imap.example.com --user u --password hunter2", 2),
        ("mail account add work --host imap.example.com --user u", 8),
        ("mail account check nobody", 3),
        ("mail account remove nobody", 3),
        ("mail account edit nobody --user u", 3),
        ("mail account", 2),
    ],
)
def test_what_cannot_be_meant_is_refused_and_changes_nothing(line: str, code: int, shell: Shell, config: Path) -> None:
    shell.run(ADD)
    before = config.read_bytes()
    answer = shell.try_(line)
    assert (answer.code, answer.out) == (code, "")
    assert all(said.startswith("error: ") for said in answer.err.splitlines())
    assert "hunter2" not in answer.err or "--password hunter2" in line
    assert config.read_bytes() == before


def test_nothing_can_be_told_to_switch_verification_off(shell: Shell) -> None:
    said = shell.run("mail account add --help").out
    assert "implicit" in said and not any(word in said for word in ("insecure", "no-verify", "skip"))


def test_a_mailbox_is_tried_and_its_folders_are_shown(shell: Shell, dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.put(user, letter("First"), folder="&BBoEOwQ4BDUEPQRCBEs-")
    before = dovecot.state(user, "&BBoEOwQ4BDUEPQRCBEs-")
    shell.run(f"mail account add work --host localhost --user {user} --port {dovecot.port} --ca {dovecot.ca}")
    shell.run("mail account edit work --password-command", printing(PASSWORD))
    said = shell.run("mail account check work").out
    assert "“work” answers: 5 folders." in said and "Клиенты" in said
    found = shell.run("mail account check work --json").data
    assert (found["drafts"], found["read"]) == ("Drafts", ["INBOX", "Drafts", "Sent", "Клиенты"])
    assert dovecot.state(user, "&BBoEOwQ4BDUEPQRCBEs-") == before


def test_the_keyring_gives_the_password_it_keeps(shell: Shell, dovecot: Dovecot) -> None:
    user, safe = dovecot.new_user(), Safe()
    keyring.set_keyring(safe)
    safe.set_password("freelance-comm localhost", user, PASSWORD)
    shell.run(f"mail account add work --host localhost --user {user} --port {dovecot.port} --ca {dovecot.ca}")
    shell.run("mail account check work")
    assert "no longer in the keyring" in shell.run("mail account password work --forget").out
    assert "There is no password" in shell.run("mail account password work --forget").out
    shell.run("mail account remove work")
    assert safe.kept == {}


def test_forgetting_a_mailbox_forgets_its_password(shell: Shell) -> None:
    safe = Safe()
    keyring.set_keyring(safe)
    safe.set_password("freelance-comm imap.example.com", "ilinca@example.com", "x")
    shell.run(ADD)
    shell.run("mail account remove work")
    assert safe.kept == {}


def test_a_server_that_fails_has_an_exit_code_of_its_own(shell: Shell) -> None:
    with serving(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n") as server:
        shell.run(f"mail account add work --host 127.0.0.1 --user u --port {server.port} --tls none")
        shell.run("mail account edit work --password-command", printing("secret"))
        answer = shell.try_("mail account check work")
    assert (answer.code, answer.out) == (11, "")
    assert answer.err.startswith("error: “127.0.0.1” answers with something that is not IMAP.")


def test_a_refused_password_is_told_with_the_server_s_reason(shell: Shell, dovecot: Dovecot) -> None:
    shell.run(f"mail account add work --host localhost --user me --port {dovecot.port} --ca {dovecot.ca}")
    shell.run("mail account edit work --password-command", printing("wrong"))
    answer = shell.try_("mail account check work")
    assert answer.code == 11
    assert "“localhost” did not let me in: Authentication failed." in answer.err


def test_a_renamed_mailbox_is_read_on_from_where_it_was(shell: Shell, dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    dovecot.put(user, letter("First"))
    shell.run("profile set --name Ilinca --email ilinca@example.com")
    shell.run("client add Ana --email ana@petrescu.example")
    shell.run(f"mail account add work --host localhost --user {user} --port {dovecot.port} --ca {dovecot.ca}")
    shell.run("mail account edit work --password-command", printing(PASSWORD))
    assert shell.run("mail import --account work --json").data["sources"][0]["added"] == 1
    shell.run("mail account edit work --rename studio")
    again = shell.run("mail import --json").data["sources"]
    assert [(one["place"], one["read"]) for one in again] == [("studio", 0)]
    shell.run("mail account remove studio")
    assert shell.try_("mail import --json").code == 2


def test_a_folder_that_the_server_numbered_anew_is_said_and_brings_nothing_twice(
    shell: Shell, dovecot: Dovecot
) -> None:
    user = dovecot.new_user()
    dovecot.put(user, letter("First"), folder="Jobs")
    shell.run("profile set --name Ilinca --email ilinca@example.com")
    shell.run("client add Ana --email ana@petrescu.example")
    shell.run(f"mail account add work --host localhost --user {user} --port {dovecot.port} --ca {dovecot.ca}")
    shell.run("mail account edit work --folder Jobs --password-command", printing(PASSWORD))
    assert shell.run("mail import --account work --json").data["sources"][0]["added"] == 1
    with dovecot.logged_in(user) as other:
        other.delete("Jobs")
    dovecot.put(user, letter("Second"), letter("First"), folder="Jobs")
    again = shell.run("mail import --json")
    assert "warning: The mail server has renumbered the folder “Jobs”." in again.err
    assert [message["subject"] for message in again.data["messages"]] == ["Second"]


def test_the_demonstration_has_settings_of_its_own(shell: Shell, config: Path) -> None:
    shell.run(f"--demo {ADD}")
    assert not config.exists()


def test_without_a_home_there_is_no_place_for_settings(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.setenv("HOME", "nowhere")
    assert shell.run("mail account list --json").data == []
    assert shell.try_(ADD).code == 2
