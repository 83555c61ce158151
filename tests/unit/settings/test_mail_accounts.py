"""Accounts in the configuration file: what people wrote stays as they wrote it, and no password is ever among it."""

from __future__ import annotations

import os
import stat
import tomllib
from multiprocessing import get_context
from pathlib import Path

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, EditConflict, NotFound, NotSaved
from freelance_comm.domain.mail_account import FOLDER_LIMIT, MailAccount, Security
from freelance_comm.settings.config_file import read_configuration
from freelance_comm.settings.mail_accounts import (
    add_account,
    change_account,
    find_account,
    read_accounts,
    remove_account,
)

WORK = MailAccount(name="work", host="imap.example.com", user="ilinca@example.com")
FULL = MailAccount(
    name="second",
    host="127.0.0.1",
    user='o"brien\\é',
    port=1143,
    tls=Security.STARTTLS,
    ca="/etc/mine.pem",
    folders=("INBOX", "Клиенты", 'Say "hi"'),
    password_command="pass show 'mail/second'",
)
BY_HAND = """# my settings
lang = "ro"   # I read Romanian

[mail.work]  # the main one
host = "imap.example.com"
user = "ilinca@example.com"
# the folders:
folders = [
    "INBOX",  # all of it
    "Sent",
]

# and at home
[mail.home]
host = "home.example.com"
user = "ilinca"
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where the configuration would be; its folder is missing yet."""
    return str(tmp_path / "freelance-comm" / "config.toml")


def written(path: str, text: str) -> str:
    """Write the configuration and return its path."""
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    return path


def mode(path: Path) -> int:
    """Return who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_added_is_read_back(path: str) -> None:
    add_account(path, WORK)
    add_account(path, FULL)
    assert read_accounts(path) == (WORK, FULL)


def test_a_missing_file_and_no_home_hold_no_accounts(path: str) -> None:
    assert read_accounts(path) == read_accounts("") == ()


def test_a_new_file_is_for_its_owner_alone(path: str) -> None:
    before = os.umask(0)
    try:
        add_account(path, WORK)
    finally:
        os.umask(before)
    assert mode(Path(path)) == 0o600
    assert mode(Path(path).parent) == 0o700


def test_adding_leaves_every_byte_that_was_there(path: str) -> None:
    add_account(written(path, BY_HAND), FULL)
    assert Path(path).read_text(encoding="utf-8").startswith(BY_HAND + "\n[mail.second]\n")


def test_removing_takes_only_the_table_and_its_lines(path: str) -> None:
    remove_account(written(path, BY_HAND), find_account(path, "work"))
    assert Path(path).read_text(encoding="utf-8") == (
        '# my settings\nlang = "ro"   # I read Romanian\n\n# and at home\n'
        '[mail.home]\nhost = "home.example.com"\nuser = "ilinca"\n'
    )


def test_adding_and_removing_again_gives_the_same_file(path: str) -> None:
    add_account(written(path, BY_HAND), FULL)
    remove_account(path, FULL)
    assert Path(path).read_text(encoding="utf-8").rstrip() == BY_HAND.rstrip()


def test_changing_one_account_leaves_the_others_and_their_order(path: str) -> None:
    before = find_account(written(path, BY_HAND), "work")
    change_account(path, before, before.but(name="studio", port=1993))
    assert [account.name for account in read_accounts(path)] == ["studio", "home"]
    assert "# and at home\n[mail.home]" in Path(path).read_text(encoding="utf-8")
    assert find_account(path, "studio").port == 1993


def test_a_link_into_a_collection_of_settings_stays_a_link(path: str, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(BY_HAND, encoding="utf-8")
    Path(path).parent.mkdir()
    Path(path).symlink_to(real)
    add_account(path, FULL)
    assert Path(path).is_symlink() and "[mail.second]" in real.read_text(encoding="utf-8")


def test_the_mode_of_an_existing_file_stays(path: str) -> None:
    Path(written(path, BY_HAND)).chmod(0o640)
    add_account(path, FULL)
    assert mode(Path(path)) == 0o640


def test_the_other_settings_are_read_beside_accounts_without_a_notice(path: str) -> None:
    chosen = read_configuration(written(path, BY_HAND))
    assert (chosen.lang, chosen.notices) == ("ro", ())


@pytest.mark.parametrize(
    "text",
    [
        '[mail]\nwork = {host = "imap.example.com", user = "ilinca@example.com"}\n',
        'mail.work.host = "imap.example.com"\nmail.work.user = "ilinca@example.com"\n',
        '[mail]\nwork.host = "imap.example.com"\nwork.user = "ilinca@example.com"\n',
        '[mail.work]\nhost = "imap.example.com"\nuser = "ilinca"\nfolders = [\n"INBOX", """\n[other]\n"""]\n',
    ],
)
def test_a_file_that_cannot_be_edited_without_harm_is_left_alone(text: str, path: str) -> None:
    account = next(iter(_or_nothing(written(path, text))), WORK)
    with pytest.raises(BadValue):
        remove_account(path, account)
    assert Path(path).read_text(encoding="utf-8") == text


def _or_nothing(path: str) -> tuple[MailAccount, ...]:
    try:
        return read_accounts(path)
    except BadValue:
        return ()


def test_a_name_that_is_taken_is_refused(path: str) -> None:
    add_account(path, WORK)
    with pytest.raises(EditConflict):
        add_account(path, WORK.but(host="other.example.com"))
    add_account(path, FULL)
    with pytest.raises(EditConflict):
        change_account(path, FULL, FULL.but(name="work"))
    assert read_accounts(path) == (WORK, FULL)


@pytest.mark.parametrize("now", [None, WORK.but(port=1993)])
def test_what_somebody_changed_or_removed_meanwhile_is_not_overwritten(now: MailAccount | None, path: str) -> None:
    add_account(path, WORK)
    if now is None:
        remove_account(path, WORK)
    else:
        change_account(path, WORK, now)
    with pytest.raises(EditConflict) as caught:
        change_account(path, WORK, WORK.but(user="me"))
    assert caught.value.deleted is (now is None)
    with pytest.raises(EditConflict):
        remove_account(path, WORK)
    assert read_accounts(path) == (() if now is None else (now,))


def test_a_missing_name_is_answered_with_those_there_are(path: str) -> None:
    add_account(path, WORK)
    with pytest.raises(NotFound) as caught:
        find_account(path, "home")
    assert caught.value.near == ("work",)


def test_the_beginning_of_a_name_will_do_where_it_is_the_only_one(path: str) -> None:
    add_account(path, WORK)
    assert find_account(path, "wo") == WORK
    add_account(path, WORK.but(name="workshop"))
    assert find_account(path, "work") == WORK
    with pytest.raises(Ambiguous):
        find_account(path, "wo")


@pytest.mark.parametrize("key", ["password", "Passwort", "app_password", "secret"])
def test_a_password_in_the_file_is_refused_and_not_repeated(key: str, path: str) -> None:
    written(path, f'[mail.work]\nhost = "a.example"\nuser = "u"\n{key} = "canary-1"\n')
    with pytest.raises(BadValue) as caught:
        read_accounts(path)
    assert "never read from there" in caught.value.message
    assert "canary" not in f"{caught.value} {caught.value.params}"


def test_a_password_on_a_line_that_is_no_toml_is_not_repeated(path: str) -> None:
    written(path, '[mail.work]\npassword = "canary-1\n')
    with pytest.raises(BadValue) as caught:
        read_accounts(path)
    assert "canary" not in f"{caught.value} {caught.value.params}"


@pytest.mark.parametrize(
    "line",
    [
        "port = true",
        'port = "993"',
        "port = 70000",
        'tls = "off"',
        "folders = 3",
        "folders = [1]",
        "host = 3",
        'hots = "a"',
    ],
)
def test_a_value_that_cannot_be_meant_is_named_with_its_table(line: str, path: str) -> None:
    written(path, f'[mail.work]\nuser = "u"\n{line}\n' + ("" if line.startswith("host") else 'host = "a.example"\n'))
    with pytest.raises(BadValue) as caught:
        read_accounts(path)
    assert (caught.value.params["file"], caught.value.params["table"]) == (path, "work")
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ['mail = "x"', 'mail.work = "x"', '[mail.work]\nhost = "a.example"', "[mail.work]\nuser = 'u'"]
)
def test_what_is_no_table_or_lacks_something_is_refused(text: str, path: str) -> None:
    with pytest.raises(BadValue):
        read_accounts(written(path, text))


BAD: list[dict[str, object]] = [
    {"name": ""},
    {"name": "a b"},
    {"name": "../x"},
    {"name": "x" * 41},
    {"host": ""},
    {"host": "a b"},
    {"host": "imap.example.com/x"},
    {"host": "-a.example"},
    {"host": "a..b"},
    {"host": "a\r\nb"},
    {"user": ""},
    {"user": "a\r\nx LOGOUT"},
    {"user": "a\0"},
    {"user": "x" * 501},
    {"port": -1},
    {"port": 65536},
    {"folders": ("",)},
    {"folders": ("a\nb",)},
    {"folders": ("a",) * (FOLDER_LIMIT + 1)},
    {"password_command": "echo hunter2"},
    {"password_command": "/usr/bin/printf hunter2"},
    {"password_command": "pass show\nmail"},
    {"ca": "/etc/a\n.pem"},
]


@pytest.mark.parametrize("changes", BAD, ids=str)
def test_an_account_that_cannot_be_meant_is_refused_with_what_to_do(changes: dict[str, object]) -> None:
    with pytest.raises(BadValue) as caught:
        WORK.but(**changes)
    assert caught.value.hint
    assert "hunter2" not in f"{caught.value} {caught.value.params}"


@pytest.mark.parametrize(
    "host", ["imap.example.com", "localhost", "192.0.2.1", "2001:db8::1", "почта.example", "imap.example.com."]
)
def test_names_and_addresses_of_servers_are_taken(host: str) -> None:
    assert WORK.but(host=host).host == host


@pytest.mark.parametrize(("tls", "port"), [(Security.IMPLICIT, 993), (Security.STARTTLS, 143), (Security.NONE, 143)])
def test_the_usual_port_belongs_to_the_way_to_connect(tls: Security, port: int) -> None:
    assert WORK.but(tls=tls).used_port == port


def test_a_folder_that_cannot_be_written_leaves_the_file_as_it_was(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written(path, BY_HAND)

    def full(_source: str, _target: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(NotSaved):
        add_account(path, FULL)
    assert Path(path).read_text(encoding="utf-8") == BY_HAND
    assert [one.name for one in Path(path).parent.iterdir()] == ["config.toml"]


def _add(path: str, number: int) -> None:
    add_account(path, WORK.but(name=f"work-{number}"))


def test_programs_that_add_at_once_take_turns(path: str) -> None:
    context = get_context("fork")
    running = [context.Process(target=_add, args=(path, number)) for number in range(8)]
    for one in running:
        one.start()
    for one in running:
        one.join(20)
    assert {account.name for account in read_accounts(path)} == {f"work-{number}" for number in range(8)}
    tomllib.loads(Path(path).read_text(encoding="utf-8"))
