"""`mail import` and what follows from it, as it is typed and as cron runs it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from freelance_comm.domain.text_safety import show
from tests.cli.conftest import Shell
from tests.contract.tree import ROOT

ME = "ilinca@desk.example"
ANA = "ana@petrescu.example"


def letter(
    own: str, sender: str = ANA, *more: str, to: str = ME, subject: str = "The logo", body: str = "A bit dark."
) -> bytes:
    """Return a letter of the morning of the tests' day."""
    lines = [f"From: {sender}", f"To: {to}", f"Subject: {subject}", "Date: Thu, 12 Mar 2026 09:00:00 +0000"]
    return "\n".join([*lines, f"Message-ID: <{own}>", *more, "", body, ""]).encode("utf-8", "surrogateescape")


def mbox(path: Path, *letters: bytes) -> Path:
    """Write an mbox file."""
    path.write_bytes(b"".join(b"From x Thu Mar 12 09:00:00 2026\n" + one + b"\n" for one in letters))
    return path


@pytest.fixture
def post(shell: Shell, tmp_path: Path) -> Path:
    """A mailbox with a client's question, a stranger and a newsletter; the client is known."""
    shell.run(f"profile set --name Ilinca --zone Europe/Bucharest --email {ME}")
    shell.run(f"client add 'Ana Petrescu' --email {ANA}")
    news = letter("n@x", "news@petrescu.example", "List-Id: <n.p>", subject="Our offers")
    return mbox(tmp_path / "in.mbox", letter("q@x"), letter("s@x", "Bo <bo@other.example>"), news)


def test_an_import_says_what_came_and_the_next_one_says_nothing(shell: Shell, post: Path) -> None:
    said = shell.run(f"mail import {post}").out
    assert "1 new message." in said and "1 person could become a client" in said and "1 email was left out" in said
    assert "Ana Petrescu" in said and "The logo" in said
    again = shell.run("mail import")
    assert (again.out, again.err) == ("", "")
    assert "Ana Petrescu" in shell.run("today").out


def test_the_answer_for_programs_is_whole(shell: Shell, post: Path) -> None:
    found = shell.run(f"mail import {post} --json").data
    assert found["failed"] == [] and found["dry_run"] is False
    [source] = found["sources"]
    assert (source["kind"], source["place"], source["read"], source["added"]) == ("path", str(post), 3, 1)
    [message] = found["messages"]
    assert (message["client"], message["direction"], message["source_id"]) == ("C-2026-001", "in", "q@x")
    assert shell.run("mail import --json").data["messages"] == []


def test_a_dry_run_changes_nothing(shell: Shell, post: Path) -> None:
    assert "1 message would come in." in shell.run(f"mail import {post} --dry-run").out
    assert shell.run("mail sources --json").data == []
    assert not (shell.folder / "mail.json").exists()


def test_mail_from_before_a_day_is_passed_over(shell: Shell, post: Path) -> None:
    assert shell.run(f"mail import {post} --since 2026-03-12 --dry-run --json").data["sources"][0]["added"] == 1
    assert shell.run(f"mail import {post} --since today --dry-run --json").data["sources"][0]["added"] == 1
    assert shell.run(f"mail import {post} --since 2026-03-13 --dry-run --json").data["sources"][0]["added"] == 0


def test_without_an_address_of_mine_the_likely_ones_are_named(shell: Shell, tmp_path: Path) -> None:
    box = mbox(tmp_path / "in.mbox", letter("q@x"), letter("r@x"))
    refused = shell.try_(f"mail import {box}")
    assert refused.code == 2
    assert "It is not known which addresses are yours" in refused.err and f"Did you mean: {ME}" in refused.err
    shell.run(f"mail import {box} --me {ME}")
    assert shell.run("mail people --json").data[0]["received"] == 2
    assert shell.run("profile show --json").data["email"] == ME


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("mail import", 2, "No mailbox is known yet."),
        ("mail import /nowhere/at/all", 3, "There is no file or folder"),
        ("mail import ''", 2, "“” is not a possible path."),
        ("mail import --account nobody", 3, "nobody"),
        ("mail import . --me a@b,c@d", 2, "is not one mail address"),
        ("mail import . --since 2026-02-30", 2, ""),
        ("mail add somebody", 3, "Nothing here is called"),
        ("mail rescue X-0000", 3, "Nothing here is called"),
        ("mail forget B-0000", 3, "Nothing here is called"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_way_on(shell: Shell, words: str, code: int, told: str) -> None:
    shell.run(f"profile set --email {ME}")
    refused = shell.try_(words)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err.startswith("error:") and told in refused.err
    assert len(refused.err.splitlines()) <= 4


def test_one_mailbox_that_is_gone_does_not_stop_the_others(shell: Shell, post: Path, tmp_path: Path) -> None:
    gone = mbox(tmp_path / "gone.mbox", letter("g@x"))
    shell.run(f"mail import {gone}")
    gone.unlink()
    answer = shell.try_(f"mail import {gone} {post} --json")
    assert answer.code == 3
    assert [one["added"] for one in answer.data["sources"]] == [1]
    assert answer.data["failed"] == [str(gone)]
    assert "What other mailboxes brought is saved." in answer.err


def test_somebody_is_made_a_client_and_brings_their_mail(shell: Shell, post: Path) -> None:
    shell.run(f"mail import {post}")
    [person] = shell.run("mail people --json").data
    assert (person["name"], person["address"], person["received"]) == ("Bo", "bo@other.example", 1)
    said = shell.run(f"mail add {person['handle']}").out
    assert said.strip() == "Bo is a client now; 1 message came in."
    assert shell.run("mail people --json").data == []
    shell.run("undo")
    assert [one["name"] for one in shell.run("client list --json").data] == ["Ana Petrescu"]
    assert len(shell.run("mail people --json").data) == 1


def test_a_name_that_is_taken_is_asked_about(shell: Shell, post: Path) -> None:
    shell.run("client add Bo")
    shell.run(f"mail import {post}")
    assert shell.try_("mail add bo@other.example").code == 3
    said = shell.run("mail add bo@other.example --client Bo").out
    assert said.strip() == "Bo is a contact of Bo now; 1 message came in."
    assert len(shell.run("client list --json").data) == 2


def test_who_is_left_alone_is_not_offered_until_that_is_taken_back(shell: Shell, post: Path) -> None:
    shell.run(f"mail import {post}")
    shell.run("mail ignore bo@other.example")
    assert shell.run("mail people --json").data == []
    assert shell.run("mail people --all --json").data[0]["choice"] == "never"
    shell.run("mail ignore bo@other.example --undo")
    assert len(shell.run("mail people --json").data) == 1


def test_what_was_left_out_tells_why_and_is_let_in(shell: Shell, post: Path) -> None:
    shell.run(f"mail import {post}")
    [entry] = shell.run("mail left-out --json").data
    assert (entry["reason"], entry["why"], entry["client"]) == ("A5", "sent to a list", "Ana Petrescu")
    assert "sent to a list" in shell.run("mail left-out").out
    said = shell.run(f"mail rescue {entry['handle']} --always").out
    assert said.strip() == "It now counts, as a message from Ana Petrescu."
    assert shell.run("mail left-out --json").data == []
    shell.run("undo")
    assert len(shell.run("mail left-out --json").data) == 1
    shell.run(f"mail dismiss {entry['handle']} --never")
    assert shell.run("mail left-out --json").data == []


def test_a_mailbox_is_read_no_more_and_its_messages_stay(shell: Shell, post: Path) -> None:
    shell.run(f"mail import {post}")
    [source] = shell.run("mail sources --json").data
    assert source["place"] == str(post)
    shell.run(f"mail forget {source['handle']}")
    assert shell.run("mail sources --json").data == []
    assert len(shell.run("export").data["messages"]) == 1


def test_what_is_known_of_mail_survives_an_export_and_an_import(shell: Shell, post: Path, tmp_path: Path) -> None:
    shell.run(f"mail import {post}")
    before = shell.run("export").out
    (tmp_path / "all.json").write_text(before, encoding="utf-8")
    shell.folder = tmp_path / "other"
    shell.run(f"import {tmp_path / 'all.json'}")
    assert shell.run("export").out == before
    assert {"mail_sources", "mail_people", "left_out"} <= {name for name, rows in json.loads(before).items() if rows}
    assert shell.run("doctor").code == 0
    assert shell.run("mail import").out == ""


HOSTILE = {
    "escapes": letter(
        "1@x", "Bo <bo@evil.example>", subject="\x1b]0;owned\x07 \x1b[2J red \x9b31m", body="\x1b[31mred"
    ),
    "markup": letter(
        "2@x", "=?utf-8?q?=5B=40click=3Dapp.quit=5Dx=5B/=5D?= <[/]@evil.example>", subject="[/] {{ 7*7 }}"
    ),
    "lines in encoded words": letter("3@x", "a@evil.example", subject="=?utf-8?q?hi=0D=0ABcc:_x@evil.example?="),
    "bidi": letter("4@x", "a@evil.example", subject="\u202egpj.exe \u2066"),
    "a megabyte of subject": letter("5@x", "a@evil.example", subject="a" * 1_000_000),
    "two thousand recipients": letter("6@x", "a@evil.example", to=", ".join(f"p{n}@many.example" for n in range(2000))),
    "bytes that are no text": b"From: \xff\xfe@x\nSubject: \xc3\x28\nMessage-ID: <\xff@x>\nDate: x\n\n\xff\n",
    "an id with escapes": letter("\x1b[2J@x", "a@evil.example"),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("known", [True, False])
def test_hostile_mail_is_data_wherever_it_comes_up(shell: Shell, tmp_path: Path, name: str, known: bool) -> None:
    shell.run(f"profile set --email {ME}")
    if known:
        shell.run("client add Evil --email a@evil.example")
    (tmp_path / "one.eml").write_bytes(HOSTILE[name])
    before = shell.run(f"mail import {tmp_path / 'one.eml'}")
    said = [before.out, before.err]
    for words in ("mail people", "mail left-out", "log list", "today", "mail people --json", "export"):
        answer = shell.run(words)
        said += [answer.out, answer.err]
    for text in said:
        assert all(show(line) == line for line in text.split("\n"))
    assert len("".join(said)) < 200_000
    assert shell.run("doctor").code == 0


def test_cron_that_finds_nothing_new_loads_nothing_and_says_nothing(shell: Shell, post: Path) -> None:
    shell.run(f"mail import {post}")
    code = "import sys; from freelance_comm.entry import main; assert main(sys.argv[1:]) == 0; print(*sys.modules)"

    def loaded(*words: str) -> set[str]:
        line = [sys.executable, "-c", code, "--data-dir", str(shell.folder), "mail", "import", *words]
        found = subprocess.run(line, capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ})
        assert found.stderr == ""
        return {name for name in found.stdout.split() if name.startswith("freelance_comm.")}

    nothing_new = {"freelance_comm.entry", "freelance_comm.mail_stamps", "freelance_comm.places"}
    assert loaded() == loaded(str(post)) == nothing_new | {"freelance_comm.prompt_line"}
    with post.open("ab") as box:
        box.write(b"From x Thu Mar 12 09:00:00 2026\n" + letter("z@x"))
    assert "freelance_comm.services.mail_import" in loaded()
    assert loaded() == nothing_new | {"freelance_comm.prompt_line"}
    shell.run("undo")
    assert "freelance_comm.services.mail_import" in loaded()
