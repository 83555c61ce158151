"""Forgetting a person: every trace goes, nothing of others does, and a kill halfway is made good."""

from __future__ import annotations

import json
import shutil
import signal
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.faults.process import Command
from tests.faults.said import refused
from tests.faults.test_exchange import SIGNALLED
from tests.unit.store.sample import content

CANARY = "Zuzana"
"""Stands in every text about the client who is erased."""


@pytest.fixture
def known(menu: Shell) -> Shell:
    """A shell that knows a second client well, with earlier states, unsaved texts and changes that can be undone."""
    menu.run(f"client add '{CANARY} Novak' --email {CANARY.lower()}@novak.example --notes '{CANARY} likes tea'")
    menu.run(f"project add '{CANARY} site' --client {CANARY}")
    menu.run(f"project add '{CANARY} shop' --client {CANARY}")
    menu.run(f"project close '{CANARY} shop' --reason done")
    menu.run(f"quote item '{CANARY} site' '{CANARY} first page' --hours 3 --price 40")
    for day in (1, 2, 3):
        menu.run(f"track add '{CANARY} site' --on 2026-04-0{day} --for 1:00 --note '{CANARY} page'")
        menu.run(f"track add Menu --on 2026-04-0{day} --for 2:00 --note kept")
        menu.run(f"log in {CANARY} 2026-04-0{day} 10:00 {CANARY} asks")
    menu.run("log in Ana 2026-04-02 11:00 a question that stays")
    menu.run(f"promise add '{CANARY} draft' --client {CANARY} --by '2026-04-10 12:00'")
    menu.run("promise add 'the menu' --project Menu --by '2026-04-10 12:00'")
    menu.run(f"track start '{CANARY} site'")
    menu.run("today")
    drafts = menu.folder / ".state" / "drafts"
    drafts.mkdir(mode=0o700, exist_ok=True)
    (drafts / "unfinished-1").write_text(json.dumps({"key": "x", "values": {"text": f"Dear {CANARY} Novak, …"}}))
    (drafts / "unfinished-2").write_text(json.dumps({"key": "y", "values": {"text": "Dear Ana, …"}}))
    aside = menu.folder / ".state" / "conflicts"
    aside.mkdir(mode=0o700, exist_ok=True)
    shutil.copy(menu.folder / "clients.json", aside / "clients.json.0-0")
    (menu.folder / ".state" / "log").write_text(f"{CANARY}\n")
    return menu


def traces(folder: Path) -> list[str]:
    """Return the files that name the client, in their names or in what they hold."""
    word = CANARY.lower()
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if word in path.name.lower()
        or (path.is_file() and word in path.read_bytes().decode("utf-8", "replace").lower())
    ]


def test_no_trace_of_an_erased_client_is_left_and_others_keep_everything(known: Shell) -> None:
    def of_others() -> dict[str, object]:
        document = json.loads(known.run("export --client Ana").out)
        return {**document, "profile": None}

    before, history = of_others(), known.folder / ".state" / "history" / "clients.json"
    assert len(traces(known.folder)) > 8
    generations = len(list(history.iterdir()))
    answer = known.run(f"client erase {CANARY} --yes --json")
    assert answer.data["counts"]["entries"] == 3
    assert answer.data["counts"]["projects"] == 2
    assert traces(known.folder) == []
    assert of_others() == before
    assert (known.folder / ".state" / "drafts" / "unfinished-2").exists()
    assert len(list(history.iterdir())) >= generations
    assert any("Ana" in path.read_text(encoding="utf-8") for path in history.iterdir())
    assert known.run("doctor --json").code == 0
    assert known.try_("undo").code != 0
    assert traces(known.folder) == []


def test_erasing_a_client_reaches_the_earlier_states_of_a_card_merged_with_theirs(known: Shell) -> None:
    known.run(f"client add '{CANARY}, the painter' --email {CANARY.lower()}@paint.example")
    known.run(f"log in '{CANARY}, the painter' 2026-04-02 10:00 {CANARY} asks again")
    known.run(f"client merge '{CANARY} Novak' '{CANARY}, the painter'")
    known.run("client edit Ana --notes tea")
    assert known.run(f"client erase {CANARY} --yes --json").data["counts"]["messages"] == 4
    assert traces(known.folder) == []
    assert known.run("doctor --json").code == 0


def test_what_is_out_of_reach_is_named(known: Shell, tmp_path: Path) -> None:
    known.run("backup", str(tmp_path / "mine.zip"))
    (known.folder / "clients (copy of the laptop 2026-03-01).json").write_text("{}")
    said = known.run(f"client erase {CANARY} --yes").out
    for word in ("backups and exports", "mailbox", str(tmp_path / "mine.zip"), "copy of the laptop"):
        assert word in said


def test_nobody_is_erased_without_an_answer(known: Shell) -> None:
    before = content(known.folder)
    refused(known.try_(f"client erase {CANARY}"), 2, "--yes")
    assert content(known.folder) == before


def test_an_unknown_client_is_not_found(known: Shell) -> None:
    refused(known.try_("client erase Nobody --yes"), 3)


def test_a_file_that_cannot_be_read_stops_an_erasure_before_it_begins(known: Shell) -> None:
    month = known.folder / "time" / "2026-04.json"
    month.write_text("{")
    before = content(known.folder)
    assert known.try_(f"client erase {CANARY} --yes").code == 4
    assert content(known.folder) == before


def test_a_person_at_the_terminal_is_asked_and_told_what_goes(working: Command) -> None:
    ended = working.on_a_terminal("client", "erase", "Ana", answers=["no"])
    assert "cannot be undone" in ended.out
    assert "projects" in ended.out
    assert json.loads(working.done("client", "list", "--json").out) != []
    working.on_a_terminal("client", "erase", "Ana", answers=["yes"])
    assert json.loads(working.done("client", "list", "--json").out) == []


@pytest.mark.parametrize("again", ["erase", "doctor"])
def test_an_erasure_that_was_killed_is_old_or_finished_by_the_next(
    known: Shell, command: Command, again: str, long_run: bool
) -> None:
    kept = command.home / "kept"
    shutil.copytree(known.folder, kept)
    old = content(known.folder)
    step = 1 if long_run else 11
    call, ended = 1, None
    while ended is None or ended.code != 0:
        shutil.rmtree(known.folder)
        shutil.copytree(kept, known.folder)
        words = ("--data-dir", str(known.folder), "client", "erase", CANARY, "--yes")
        ended = command.run(str(call), str(signal.SIGKILL), *words, start=(sys.executable, "-c", SIGNALLED))
        call += step
        there = known.run("client list --json").data
        if any(CANARY in client["name"] for client in there):
            found = content(known.folder)
            assert {name: data for name, data in found.items() if not name.endswith(".tmp")} == old
        else:
            finished = known.try_(f"client erase {CANARY} --yes" if again == "erase" else "doctor --fix")
            assert finished.code in (0, 3)
            assert traces(known.folder) == [], call
    assert call > 40


def test_what_was_read_of_a_persons_mail_goes_with_them_and_that_of_others_stays(known: Shell) -> None:
    theirs, others = f"{CANARY.lower()}@novak.example", "bo@other.example"
    left_out = {"at": "2026-04-01T10:00:00Z", "reason": "A5", "source_id": "one@x"}
    ana = next(one["id"] for one in json.loads(known.run("export").out)["clients"] if one["name"].startswith("Ana"))
    written = {
        "format": {"1": {"version": 1}},
        "left_out": {
            "900": {**left_out, "sender": theirs.upper(), "subject": f"{CANARY}'s news"},
            "901": {**left_out, "sender": others, "people": [theirs, "third@other.example"]},
        },
        "mail_people": {"902": {"address": theirs}, "903": {"address": others}},
        "mail_sources": {
            "904": {"added": "2026-04-01T10:00:00Z", "kind": "path", "place": "/mail", "known": [theirs, others]}
        },
    }
    (known.folder / "mail.json").write_text(json.dumps(written), encoding="utf-8")
    month = known.folder / "messages" / "2026-04.json"
    tables = json.loads(month.read_text(encoding="utf-8"))
    kept = next(document for document in tables["messages"].values() if document["client_id"] == ana)
    kept["people"] = ["ana@cafe.example", theirs]
    month.write_text(json.dumps(tables), encoding="utf-8")
    handed_out = json.loads(known.run(f"export --client {CANARY}").out)
    assert [one["id"] for one in handed_out["left_out"] + handed_out["mail_people"]] == [900, 902]
    assert handed_out["mail_sources"] == []
    known.run(f"client erase {CANARY} --yes")
    assert traces(known.folder) == []
    after = json.loads((known.folder / "mail.json").read_text(encoding="utf-8"))
    assert {table: list(after[table]) for table in after if table != "format"} == {
        "left_out": ["901"],
        "mail_people": ["903"],
        "mail_sources": ["904"],
    }
    assert after["left_out"]["901"]["people"] == ["third@other.example"]
    assert after["mail_sources"]["904"]["known"] == [others]
    messages = json.loads(known.run("export --client Ana").out)["messages"]
    assert [one["people"] for one in messages if "people" in one] == [["ana@cafe.example"]]
    assert known.run("doctor").code == 0
