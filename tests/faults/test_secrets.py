"""Nothing secret in what the program writes or says; without a keyring it says what else can be done."""

from __future__ import annotations

import json
import sys
import zipfile
from base64 import b64encode
from pathlib import Path

import pytest

from tests.dovecot import PASSWORD as SECRET
from tests.dovecot import Dovecot, letter
from tests.fake_imap import serving
from tests.faults.process import Command, Ended
from tests.faults.said import refused

CANARY = "canary-b0a7"
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


def asks_for_it(folder: Path, password: str) -> str:
    """Return a password command that reads a store of its own, outside of everything the program keeps."""
    store = folder / "store"
    store.write_text(f"{password}\nuser: me\n", encoding="utf-8")
    return f"cat '{store}'"


def holding(folder: Path, *secrets: str) -> list[Path]:
    """Return the files below ``folder`` that hold a secret in any usual form, packed or not."""
    forms = [form for text in secrets for form in _forms(text)]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if any(form in content for content in _contents(path) for form in forms)]


def _forms(text: str) -> tuple[bytes, ...]:
    return text.encode(), json.dumps(text)[1:-1].encode(), b64encode(text.encode()).rstrip(b"=")


def _contents(path: Path) -> list[bytes]:
    if not zipfile.is_zipfile(path):
        return [path.read_bytes()]
    with zipfile.ZipFile(path) as archive:
        return [archive.read(name) for name in archive.namelist()]


def without(*ended: Ended) -> None:
    """Check that processes have not said the canary."""
    for one in ended:
        assert CANARY not in one.out and CANARY not in one.err


@pytest.mark.fault("P06")
def test_a_password_that_works_is_written_nowhere(command: Command, dovecot: Dovecot, tmp_path: Path) -> None:
    user = dovecot.new_user()
    dovecot.put(user, letter("First"))
    command.done("profile", "set", "--name", "Ilinca", "--email", "ilinca@example.com")
    command.done("client", "add", "Ana", "--email", "ana@petrescu.example")
    where = ("--host", "localhost", "--port", str(dovecot.port), "--ca", dovecot.ca)
    command.done("mail", "account", "add", "work", "--user", user, *where)
    command.done("mail", "account", "edit", "work", "--password-command", asks_for_it(tmp_path, SECRET))
    said = [
        command.done("mail", "account", "check", "work", "--debug", env=NO_KEYRING),
        command.done("mail", "import", "--account", "work", "--debug", env=NO_KEYRING),
        command.done("backup", str(command.home)),
        command.done("export", "--output", str(command.home / "out.json")),
    ]
    assert all(SECRET not in one.out + one.err for one in said)
    assert holding(command.home, SECRET) == []


@pytest.mark.fault("P06")
@pytest.mark.parametrize("words", [("mail", "account", "check", "work"), ("mail", "import", "--account", "work")])
def test_a_password_is_in_no_error_even_where_the_server_repeats_it(
    words: tuple[str, ...], command: Command, tmp_path: Path
) -> None:
    refusal = b"%t NO [AUTHENTICATIONFAILED] no " + CANARY.encode() + b"\r\n"
    command.done("profile", "set", "--name", "Ilinca", "--email", "ilinca@example.com")
    with serving({"AUTHENTICATE": lambda talk, tag: talk.take_password(tag, refusal)}) as server:
        where = ("--host", "127.0.0.1", "--user", "me", "--port", str(server.port), "--tls", "none")
        command.done("mail", "account", "add", "work", *where)
        command.done("mail", "account", "edit", "work", "--password-command", asks_for_it(tmp_path, CANARY))
        ended = command.run(*words, "--debug", env=NO_KEYRING)
    refused(ended, 11, "did not let me in")
    without(ended)
    assert holding(command.home, CANARY) == []


@pytest.mark.fault("P06")
def test_a_defect_amid_a_login_leaves_no_password_in_the_log(command: Command, tmp_path: Path) -> None:
    broken = (
        "import sys, imaplib; from freelance_comm.entry import main\n"
        "def fail(self, *words): raise RuntimeError('a defect')\n"
        "imaplib.IMAP4.authenticate = fail\n"
        "sys.exit(main())"
    )
    with serving() as server:
        where = ("--host", "127.0.0.1", "--user", "me", "--port", str(server.port), "--tls", "none")
        command.done("mail", "account", "add", "work", *where)
        command.done("mail", "account", "edit", "work", "--password-command", asks_for_it(tmp_path, CANARY))
        start = (sys.executable, "-c", broken)
        words = ("mail", "account", "check", "work")
        quiet = command.run(*words, start=start, env=NO_KEYRING)
        loud = command.run(*words, "--debug", start=start, env=NO_KEYRING)
    assert (quiet.code, loud.code) == (1, 1)
    assert "a defect" in (command.data / ".state/log").read_text(encoding="utf-8")
    without(quiet, loud)
    assert holding(command.home, CANARY) == []


@pytest.mark.fault("P06")
def test_a_password_typed_at_a_terminal_is_not_shown_and_not_kept(command: Command, dovecot: Dovecot) -> None:
    where = ("--host", "localhost", "--user", "me", "--port", str(dovecot.port), "--ca", dovecot.ca)
    command.done("mail", "account", "add", "work", *where)
    ended = command.on_a_terminal("mail", "account", "check", "work", answers=[CANARY], env=NO_KEYRING)
    assert ended.code == 11 and "Password for me at localhost:" in ended.out and "did not let me in" in ended.out
    without(ended)
    assert holding(command.home, CANARY) == []


@pytest.mark.fault("P06")
@pytest.mark.parametrize("text", ['password = "canary-b0a7"', 'password = "canary-b0a7'])
def test_a_password_somebody_wrote_into_the_settings_is_not_repeated(text: str, command: Command) -> None:
    file = command.home / ".config/freelance-comm/config.toml"
    file.parent.mkdir(parents=True)
    file.write_text(f'[mail.work]\nhost = "imap.example.com"\nuser = "me"\n{text}\n', encoding="utf-8")
    ended = command.run("mail", "account", "list", "--debug")
    refused(ended, 2, "config.toml")
    without(ended)


@pytest.mark.fault("P07")
@pytest.mark.parametrize("backend", ["keyring.backends.fail.Keyring", "keyring.backends.null.Keyring"])
def test_without_a_keyring_the_choices_are_named(backend: str, command: Command) -> None:
    env = {"PYTHON_KEYRING_BACKEND": backend}
    command.done("mail", "account", "add", "work", "--host", "imap.example.com", "--user", "me")
    before = holding(command.home, "imap.example.com")
    for words in (("check", "work"), ("password", "work")):
        ended = command.run("mail", "account", *words, env=env)
        refused(ended, 2, "--password-command")
    assert holding(command.home, "imap.example.com") == before


@pytest.mark.fault("P07")
def test_without_a_keyring_the_password_can_be_typed(command: Command, dovecot: Dovecot) -> None:
    where = ("--host", "localhost", "--user", dovecot.new_user(), "--port", str(dovecot.port), "--ca", dovecot.ca)
    command.done("mail", "account", "add", "work", *where)
    ended = command.on_a_terminal("mail", "account", "check", "work", answers=[SECRET], env=NO_KEYRING)
    assert ended.code == 0 and "“work” answers" in ended.out
