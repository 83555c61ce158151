"""`undo` on the command line: what it says, what it brings back, and with which exit codes it refuses."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.unit.store.sample import content

Landing = Callable[[], Shell]


@pytest.fixture
def landing(project: Landing) -> Shell:
    """A shell with the client Ana Petrescu and her project Landing page."""
    return project()


@pytest.mark.fault("B08")
def test_a_client_removed_with_projects_and_time_comes_back_whole(landing: Shell) -> None:
    landing.run("track add landing yesterday 14-16 corrections")
    landing.run("log in Ana 'Hello'")
    before = content(landing.folder)
    assert landing.try_("client remove Ana").code == 2
    assert content(landing.folder) == before
    landing.run("client remove Ana --with-projects")
    assert landing.run("client list --json").data == []
    answer = landing.run("undo")
    assert answer.out.startswith("Undone – client removed: Ana Petrescu; project removed: Landing page; ")
    assert content(landing.folder) == before


@pytest.mark.fault("B08")
@pytest.mark.parametrize("closed", [False, True])
def test_a_project_removed_with_its_time_comes_back_whole(landing: Shell, closed: bool) -> None:
    landing.run("track add landing yesterday 14-16 corrections")
    landing.run("log in Ana 'Hello' --project landing")
    if closed:
        landing.run("project close landing --reason done")
    before = content(landing.folder)
    landing.run("project remove landing")
    assert landing.run("project list --closed --json").data == []
    assert landing.run("track list --json").data == []
    landing.run("undo")
    assert content(landing.folder) == before


def test_undo_says_what_it_was_in_the_language_of_the_interface(landing: Shell) -> None:
    landing.run("track add landing yesterday 14-16 corrections")
    assert landing.run("undo").out == "Undone – time entry added: corrections · Landing page\n"
    assert landing.run("undo --again").out == "Redone – time entry added: corrections · Landing page\n"
    assert len(landing.run("track list --json").data) == 1
    assert landing.run("undo --lang en --json").data["text"] == "time entry added: corrections · Landing page"


def test_the_list_names_number_time_place_and_state(landing: Shell) -> None:
    landing.run("track start landing")
    landing.run("undo")
    lines = landing.run("undo --list").out.splitlines()
    assert lines[0].split("  ")[0].isdigit()
    assert "today 12:00" in lines[0]
    assert "on the command line" in lines[0]
    assert "timer started: Landing page" in lines[0]
    assert lines[0].endswith("undone")
    assert "project added: Landing page" in lines[1]
    data = landing.run("undo --list --json").data
    assert [(one["undone"], one["undoable"]) for one in data[:2]] == [(True, False), (False, True)]
    assert data[0]["lines"] == [
        {"action": "added", "kind": "RunningTimer", "label": "Landing page", "count": 1},
    ]


def test_an_earlier_change_is_undone_by_its_number(landing: Shell) -> None:
    landing.run("track add landing yesterday 14-15 first")
    landing.run("track add landing yesterday 15-16 second")
    number = landing.run("undo --list --json").data[1]["number"]
    landing.run(f"undo {number}")
    assert [one["note"] for one in landing.run("track list --json").data] == ["second"]


def test_undo_refuses_what_came_in_between_and_changes_nothing(landing: Shell) -> None:
    landing.run("track add landing yesterday 14-15 first")
    number = landing.run("undo --list --json").data[0]["number"]
    entry = landing.run("track list --json").data[0]["handle"]
    landing.run(f"track edit {entry} --note changed")
    before = content(landing.folder)
    answer = landing.try_(f"undo {number}")
    assert answer.code == 8
    assert answer.out == ""
    assert "changed · Landing page" in answer.err
    assert all(line.startswith("error:") for line in answer.err.splitlines())
    assert content(landing.folder) == before


@pytest.mark.parametrize("words", ["undo", "undo 7", "undo --again"])
def test_where_nothing_was_done_there_is_nothing_to_undo(shell: Shell, words: str) -> None:
    answer = shell.try_(words)
    assert answer.code == 3
    assert answer.err.startswith("error:")
    assert not shell.folder.exists()


def test_a_list_of_nothing_is_no_failure(shell: Shell) -> None:
    assert shell.run("undo --list").out != ""
    assert shell.run("undo --list --json").data == []


@pytest.mark.parametrize("words", ["undo x", "undo 3 4", "undo --list --again"])
def test_what_is_no_number_is_refused(landing: Shell, words: str) -> None:
    assert landing.try_(words).code == 2


def test_a_command_that_changes_several_things_is_one_step(landing: Shell, tmp_path: Path) -> None:
    source = tmp_path / "entries.csv"
    source.write_text("date,hours,note\n2026-03-02,1,a\n2026-03-03,2,b\n", "utf-8")
    before = content(landing.folder)
    landing.run(f"track import {source} --project landing --date date --hours hours --note note")
    assert len(landing.run("track list --json").data) == 2
    assert landing.run("undo").out == "Undone – added: 2 time entries\n"
    assert content(landing.folder) == before


def test_hostile_words_of_a_client_reach_the_terminal_harmless(landing: Shell) -> None:
    landing.run("track add landing yesterday 14-15 words")
    for path in (landing.folder / "time").iterdir():
        text = path.read_text("utf-8")
        path.write_text(text.replace('"words"', json.dumps("a\u001b]52;c;x\u0007b\u202e")), "utf-8")
    entry = landing.try_("track list --json").data[0]["handle"]
    landing.run(f"track remove {entry}")
    for line in ("undo --list", "undo --list --json", "undo", "undo --again --json"):
        out = landing.try_(line).out
        assert "\u001b" not in out
        assert "\u0007" not in out
        assert "\u202e" not in out


def test_the_list_is_shown_though_a_file_elsewhere_is_damaged(landing: Shell) -> None:
    (landing.folder / "clients.json").write_bytes(b"{")
    assert "project added: Landing page" in landing.try_("undo --list").out


def test_a_repair_cannot_be_undone_and_the_change_before_it_is_named(landing: Shell) -> None:
    landing.run("track add landing yesterday 14-16 corrections")
    month = next((landing.folder / "time").iterdir())
    month.write_bytes(month.read_bytes()[:-9])
    landing.run("doctor --fix")
    refused = landing.try_("undo")
    assert refused.code == 2
    number = refused.err.partition("freelance-comm undo ")[2].partition("`")[0]
    assert "corrections" in landing.run(f"undo {number}").out
