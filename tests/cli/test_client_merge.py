"""`client merge` makes one client of two cards, says what it does, and one `undo` separates them again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cli.conftest import Shell
from tests.unit.store.sample import content


@pytest.fixture
def twice(project: Callable[[], Shell]) -> Shell:
    """A shell in which Ana Petrescu stands on two cards."""
    shell = project()
    shell.run("client add 'A. Petrescu' --language fr --email ana@home.example --likes 'film cameras'")
    shell.run("project add Shop --client C-2026-002")
    shell.run("log in C-2026-002 2026-03-02 08:00 when is it ready?")
    return shell


def test_a_dry_run_says_what_a_merge_would_do_and_changes_nothing(twice: Shell) -> None:
    before = content(twice.folder)
    answer = twice.run("client merge 'A. Petrescu' 'Ana Petrescu' --dry-run")
    assert "A. Petrescu (C-2026-002) would become part of Ana Petrescu (C-2026-001)." in answer.out
    assert "What moves: 1 project, 1 message." in answer.out
    assert "Language: fr" in answer.out
    assert content(twice.folder) == before


def test_after_a_merge_projects_and_messages_are_the_other_clients_and_undo_parts_them(twice: Shell) -> None:
    before = content(twice.folder)
    answer = twice.run("client merge 'A. Petrescu' 'Ana Petrescu'")
    assert "undo" in answer.err
    assert [one["ref"] for one in twice.run("client list --json").data] == ["C-2026-001"]
    assert len(twice.run("project list --json").data) == 2
    assert twice.run("client show C-2026-002 --json").data["name"] == "Ana Petrescu"
    assert "Also kept as" in twice.run("client show Ana").out
    assert "clients merged: A. Petrescu → Ana Petrescu" in twice.run("undo").out
    assert content(twice.folder) == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("client merge Ana C-2026-001", 2, "Both names mean Ana Petrescu"),
        ("client merge Nobody Ana", 3, "No client is called “Nobody”."),
        ("client merge Ana", 2, ""),
    ],
)
def test_a_merge_that_cannot_be_meant_changes_nothing(twice: Shell, words: str, code: int, said: str) -> None:
    before = content(twice.folder)
    answer = twice.try_(words)
    assert (answer.code, said in answer.err) == (code, True), answer.err
    assert answer.err.startswith("error:")
    assert content(twice.folder) == before


def test_what_was_merged_leaves_and_comes_back_whole_in_an_export(twice: Shell) -> None:
    twice.run("client merge 'A. Petrescu' 'Ana Petrescu'")
    document = twice.folder.parent / "all.json"
    twice.run(f"export --output {document}")
    other = Shell(twice.folder.parent / "other", twice._capsys)
    other.run(f"import {document}")
    assert other.run("export").out == twice.run("export").out
