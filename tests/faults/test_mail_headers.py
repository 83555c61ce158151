"""Letters as mail: what a client is called never becomes a header, and there is exactly one recipient."""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.faults.said import refused

BAD = {"NUL": "\x00", "VT": "\x0b", "ESC": "\x1b", "NEL": "\x85", "LS": "\u2028", "PS": "\u2029"}
HEADERS = {"X-Unsent", "To", "Subject", "Date", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}


def mail(shell: Shell, tmp_path: Path) -> bytes:
    """Return the letter of the stage as mail."""
    path = tmp_path / "letter.eml"
    shell.run(f"draft Menu --format eml --force --output {path}")
    return path.read_bytes()


@pytest.mark.fault("X02")
@pytest.mark.parametrize("char", BAD.values(), ids=BAD)
def test_a_name_that_holds_more_than_a_line_is_refused_naming_the_field(menu: Shell, char: str) -> None:
    bad = f"Ana{char}Bcc: evil@x.example"
    refused(menu.try_("client edit Ana --name", bad), 2, "The name contains a character", f"U+{ord(char):04X}")
    refused(menu.try_("client contact Ana", bad), 2, "The name of the contact contains a character")
    refused(menu.try_("project add --client Ana", bad), 2, "The name of the project contains a character")
    refused(menu.try_("profile set --name", bad), 2, "The name contains a character")
    refused(menu.try_("client edit Ana --email", f"a{char}@x.example"), 2, "The mail address contains a character")


@pytest.mark.fault("X02")
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_line_end_in_a_name_is_a_blank(menu: Shell, tmp_path: Path, end: str) -> None:
    menu.run("client edit Ana --name", f"Ana{end}Bcc: evil@x.example")
    read = message_from_bytes(mail(menu, tmp_path), policy=default)
    assert set(read.keys()) == HEADERS


@pytest.mark.fault("X02")
@pytest.mark.parametrize("char", ["\r\n", "\n", "\r", *BAD.values(), "=?utf-8?q?=0D=0ABcc:_evil@x.example?="])
def test_a_name_changed_by_hand_begins_no_header(menu: Shell, tmp_path: Path, char: str) -> None:
    bad = json.dumps(f"Ana{char}Bcc: evil@x.example")[1:-1]
    clients = menu.folder / "clients.json"
    clients.write_text(clients.read_text("utf-8").replace('"name": "Ana"', f'"name": "{bad}"'), "utf-8")
    path = tmp_path / "letter.eml"
    answer = menu.try_(f"draft Menu --format eml --output {path}")
    assert answer.code == 2, "the name of the contact was to be refused"
    assert "error: The recipient contains a character that is not allowed in a mail header" in answer.err
    assert not path.exists()


@pytest.mark.fault("X02")
@pytest.mark.parametrize("char", ["\r\n", "\n", "\r", *BAD.values()])
def test_a_project_renamed_by_hand_gives_a_subject_of_one_line(menu: Shell, tmp_path: Path, char: str) -> None:
    bad = json.dumps(f"Menu{char}Bcc: evil@x.example")[1:-1]
    (file,) = (menu.folder / "projects").glob("*.json")
    file.write_text(file.read_text("utf-8").replace('"name": "Menu"', f'"name": "{bad}"'), "utf-8")
    read = message_from_bytes(mail(menu, tmp_path), policy=default)
    assert set(read.keys()) == HEADERS
    assert len(str(read["Subject"]).splitlines()) == 1


@pytest.mark.fault("X03")
@pytest.mark.parametrize(
    "address", ["a@b, evil@x", "a@b;evil@x", "Müller, Jörg", "Müller, Jörg <j@m.example>", "a@b@c", "a b@c", "@b", "a@"]
)
def test_an_address_that_is_not_exactly_one_is_refused(menu: Shell, address: str) -> None:
    refused(menu.try_("client edit Ana --email", address), 2, "is not one mail address")
    refused(menu.try_("client add Bo --email", address), 2, "is not one mail address")
    refused(menu.try_("profile set --email", address), 2, "is not one mail address")
    assert menu.run("client show Ana --json").data["contacts"][0]["email"] == "ana@petrescu.example"


@pytest.mark.fault("X03")
@pytest.mark.parametrize("address", ["a@b, evil@x", "a@b\r\nBcc: evil@x", "Müller, Jörg", "a@b@c", "=?utf-8?q?a?=@b"])
def test_an_address_changed_by_hand_makes_no_second_recipient(menu: Shell, tmp_path: Path, address: str) -> None:
    clients = menu.folder / "clients.json"
    clients.write_text(
        clients.read_text("utf-8").replace('"ana@petrescu.example"', json.dumps(address, ensure_ascii=False)), "utf-8"
    )
    path = tmp_path / "letter.eml"
    answer = menu.try_(f"draft Menu --format eml --output {path}")
    assert answer.code == 2
    assert "error: The recipient" in answer.err
    assert not path.exists()


@pytest.mark.fault("X03")
def test_without_an_address_there_is_no_mail(menu: Shell) -> None:
    menu.run("client edit Ana --email", "")
    refused(menu.try_("draft Menu --format eml"), 2, "No mail address is on record for Ana")


@pytest.mark.fault("X03")
def test_there_is_exactly_one_recipient(menu: Shell, tmp_path: Path) -> None:
    menu.run("client edit Ana --name", "Müller, Jörg <evil@x.example>, Bo")
    menu.run("client contact Ana Second --email second@x.example")
    read = message_from_bytes(mail(menu, tmp_path), policy=default)
    assert [one.addr_spec for one in read["To"].addresses] == ["ana@petrescu.example"]
