"""Where passwords come from, and that nothing of them stays anywhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null

from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.domain.mail_account import MailAccount
from freelance_comm.settings import mail_passwords

CANARY = "canary-91c4"
ACCOUNT = MailAccount(name="work", host="imap.example.com", user="ilinca@example.com")


class Safe(KeyringBackend):
    """A back end like those of desktops, in memory."""

    priority: ClassVar[float] = 5

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """Return what was put in."""
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Put it in."""
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Take it out."""
        del self.kept[service, username]


class InPlainText(Safe):
    """A back end of the kind that writes passwords into a file as they are."""

    priority: ClassVar[float] = 0.5


class Locked(Safe):
    """A back end that raises what it likes."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refuse, with the secret in the words."""
        raise RuntimeError(CANARY)

    def set_password(self, service: str, username: str, password: str) -> None:
        """Refuse, with the secret in the words."""
        raise RuntimeError(password)


@pytest.fixture(autouse=True)
def nothing_there() -> Iterator[None]:
    """A system without a keyring, as a server has none; what was there comes back."""
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())  # type: ignore[no-untyped-call]
    yield
    keyring.set_keyring(before)


def commanded(*words: str) -> MailAccount:
    """Return the account with a command that runs Python."""
    return ACCOUNT.but(password_command=" ".join((f"'{sys.executable}'", "-c", *(f"'{word}'" for word in words))))


# -- keyring -----------------------------------------------------------------------------------------------------------


def test_what_is_kept_is_known_and_can_be_forgotten() -> None:
    keyring.set_keyring(Safe())
    mail_passwords.keep(ACCOUNT, CANARY)
    assert mail_passwords.known_password(ACCOUNT) == CANARY
    assert mail_passwords.forget(ACCOUNT) is True
    assert mail_passwords.known_password(ACCOUNT) is None
    assert mail_passwords.forget(ACCOUNT) is False


def test_a_password_belongs_to_server_and_user() -> None:
    keyring.set_keyring(Safe())
    mail_passwords.keep(ACCOUNT, CANARY)
    assert mail_passwords.known_password(ACCOUNT.but(host="imap.other.example")) is None
    assert mail_passwords.known_password(ACCOUNT.but(user="somebody")) is None
    assert mail_passwords.known_password(ACCOUNT.but(name="renamed")) == CANARY


@pytest.mark.fault("P07")
@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring, InPlainText])
def test_a_back_end_that_keeps_nothing_or_plain_text_counts_as_none(backend: type[KeyringBackend]) -> None:
    there = backend()
    keyring.set_keyring(there)
    assert not mail_passwords.keyring_there()
    assert mail_passwords.known_password(ACCOUNT) is None
    with pytest.raises(BadValue) as caught:
        mail_passwords.keep(ACCOUNT, CANARY)
    assert "password-command" in caught.value.hint
    assert getattr(there, "kept", {}) == {}


def test_of_several_back_ends_only_a_safe_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    plain, safe = InPlainText(), Safe()
    both = chainer.ChainerBackend()  # type: ignore[no-untyped-call]
    monkeypatch.setattr(chainer.ChainerBackend, "backends", (plain, safe))
    keyring.set_keyring(both)
    mail_passwords.keep(ACCOUNT, CANARY)
    assert (plain.kept, len(safe.kept)) == ({}, 1)


@pytest.mark.fault("P07")
def test_without_the_extra_there_is_simply_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert not mail_passwords.keyring_there()
    assert mail_passwords.known_password(ACCOUNT) is None


def test_a_locked_keyring_is_like_none_for_reading_and_an_error_for_keeping() -> None:
    keyring.set_keyring(Locked())
    assert mail_passwords.known_password(ACCOUNT) is None
    for act in (lambda: mail_passwords.keep(ACCOUNT, CANARY), lambda: mail_passwords.forget(ACCOUNT)):
        with pytest.raises(NotSaved) as caught:
            act()
        assert CANARY not in f"{caught.value} {caught.value.params} {caught.value.fate}"
        assert caught.value.__suppress_context__


# -- command -----------------------------------------------------------------------------------------------------------


def test_the_first_line_that_a_command_prints_is_the_password() -> None:
    assert mail_passwords.known_password(commanded(f'print("{CANARY}\\r\\nuser: ilinca")')) == CANARY


def test_a_command_runs_without_a_shell(tmp_path: Path) -> None:
    account = ACCOUNT.but(password_command=f"cat $HOME/secret; touch {tmp_path}/owned")
    with pytest.raises(BadValue):
        mail_passwords.known_password(account)
    assert list(tmp_path.iterdir()) == []


def test_a_command_is_asked_before_the_keyring() -> None:
    keyring.set_keyring(Safe())
    mail_passwords.keep(ACCOUNT, "from the keyring")
    assert mail_passwords.known_password(commanded(f'print("{CANARY}")')) == CANARY


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (f'import sys; print("{CANARY}"); print("{CANARY}", file=sys.stderr); sys.exit(1)', "failed"),
        ("pass", "printed nothing"),
        (r'import sys; sys.stdout.buffer.write(b"\xff\xfe")', "not UTF-8"),
        (f'print("{CANARY}\\t")', "must never reach"),
        (f'print("{CANARY}" * 200)', "must never reach"),
    ],
)
@pytest.mark.fault("P06")
def test_a_command_that_goes_wrong_is_told_without_its_words(
    code: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(BadValue) as caught:
        mail_passwords.known_password(commanded(code))
    assert said in caught.value.message and caught.value.hint
    everything = f"{caught.value} {caught.value.params} {caught.value.hint} {capfd.readouterr()}"
    assert CANARY not in everything


@pytest.mark.parametrize("command", ["no-such-program show mail", "/", "'unclosed", "''"])
def test_a_command_that_cannot_be_run_is_told(command: str) -> None:
    with pytest.raises(BadValue) as caught:
        mail_passwords.known_password(ACCOUNT.but(password_command=command))
    assert caught.value.params["name"] == "work"


def test_a_command_that_takes_too_long_is_stopped() -> None:
    began = time.monotonic()
    with pytest.raises(BadValue) as caught:
        mail_passwords.known_password(commanded("import time; time.sleep(60)"), seconds=0.3)
    assert "took too long" in caught.value.message and time.monotonic() - began < 20


def test_a_command_that_reads_gets_nothing_to_read() -> None:
    with pytest.raises(BadValue):
        mail_passwords.known_password(commanded("input()"), seconds=20)


@pytest.mark.parametrize("password", ["", "a\nb", "a\r", "a\0b", "a\x7f", "x" * 1_001, "\ud800"])
def test_what_cannot_be_a_password_is_refused_without_repeating_it(password: str) -> None:
    with pytest.raises(BadValue) as caught:
        mail_passwords.checked(password)
    assert caught.value.params == {}


@pytest.mark.parametrize("password", ["x", "пароль", "a b", 'quote"back\\slash', "émoji 🦜", "x" * 1_000])
def test_everything_else_may_be_one(password: str) -> None:
    assert mail_passwords.checked(password) == password
