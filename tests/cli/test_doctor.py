"""`doctor` as people and programs read it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.pseudo import outside, untranslated
from tests.unit.store.ward import sick


@pytest.fixture
def ill(project: Callable[[], Shell]) -> Shell:
    """A shell on a workspace with a month that is missing, and a project's file that is damaged."""
    shell = project()
    shell.run("track add --project Landing --from 2026-03-11T10:00 --to 2026-03-11T11:30 --note sketches")
    (shell.folder / "time/2026-03.json").unlink()
    path = next((shell.folder / "projects").iterdir())
    path.write_bytes(path.read_bytes()[:-9])
    return shell


def test_everything_in_order_is_said_in_one_line(project: Callable[[], Shell]) -> None:
    answer = project().run("doctor")
    assert answer.out == "Everything is in order (files: 3, records: 3).\n"
    assert answer.err == ""


def test_an_empty_folder_is_in_order_and_stays_empty(shell: Shell) -> None:
    assert "in order" in shell.run("doctor").out
    assert "in order" in shell.run("doctor --fix").out


def test_programs_get_keys_remedies_and_choices_in_the_source_language(ill: Shell) -> None:
    answer = ill.try_("doctor --json --lang fr")
    assert answer.code == 4
    first, second = sorted(answer.data["ailments"], key=lambda each: str(each["key"]))
    assert first["key"].startswith("damaged:projects/landing-page-") and first["grave"]
    assert first["message"].startswith(first["file"]) and "Put back" in first["remedy"]
    assert (second["key"], second["choices"]) == ("missing:time/2026-03.json", ["restore", "forget"])
    treated = ill.try_("doctor --json --fix")
    assert "All files are as they were" not in treated.err
    done = treated.data["done"]
    assert [each["key"] for each in done] == [first["key"]] * 2


def test_the_commands_it_names_are_the_ones_that_help(ill: Shell) -> None:
    offered = [
        line.split("`")[1] for line in ill.try_("doctor").out.splitlines() if "`freelance-comm doctor --" in line
    ]
    assert any("--restore" in line for line in offered) and any("--forget" in line for line in offered)
    assert ill.try_(next(line for line in offered if line.endswith("--fix")).removeprefix("freelance-comm ")).code == 4
    ill.run(next(line for line in offered if "--restore" in line).removeprefix("freelance-comm "))
    assert "sketches" in ill.run("track list").out
    assert "in order" in ill.run("doctor").out


@pytest.mark.parametrize("spelled", ["{root}/time/2026-03.json", "time/2026-03.json", "./time/2026-03.json"])
def test_a_file_may_be_named_as_people_name_files(ill: Shell, spelled: str) -> None:
    ill.try_(f"doctor --restore {shlex.quote(spelled.format(root=ill.folder))}")
    assert (ill.folder / "time/2026-03.json").exists()


def test_a_file_that_is_in_order_is_neither_forgotten_nor_made_up(ill: Shell) -> None:
    refused = ill.try_("doctor --forget clients.json")
    assert refused.code == 2 and "Nothing is wrong with clients.json" in refused.err
    assert (ill.folder / "clients.json").exists()
    assert ill.try_("doctor --restore clients.json").code == 3
    assert ill.try_("doctor --restore nonsense").code == 2


def test_of_very_many_findings_the_first_are_shown_and_the_rest_counted(project: Callable[[], Shell]) -> None:
    shell = project()
    for number in range(80):
        path = shell.folder / f"note {number}.json"
        path.write_bytes(b"{}")
    answer = shell.run("doctor")
    assert answer.out.count("is not a file of this program") == 50
    assert "Not shown: 30;" in answer.out
    assert len(answer.err.splitlines()) == 1


def test_escapes_in_damaged_files_and_names_never_reach_the_terminal(project: Callable[[], Shell]) -> None:
    shell = project()
    (shell.folder / "time").mkdir(exist_ok=True)
    (shell.folder / "time/2026-03.json").write_bytes(b'{"\x1b]0;owned\x07": \x1b[2J}')
    Path(shell.folder / "evil\x1b[2J.json").write_bytes(b"{}")
    for line in ("doctor", "doctor --fix", "doctor --json"):
        answer = shell.try_(line)
        assert "\x1b" not in answer.out + answer.err
        assert "\x07" not in answer.out + answer.err


def test_looking_changes_nothing_not_even_what_is_taken_as_known(project: Callable[[], Shell]) -> None:
    shell = project()
    path = shell.folder / "clients.json"
    path.write_bytes(path.read_bytes().replace(b"Ana Petrescu", b"Ana P."))
    before = {one: one.read_bytes() for one in shell.folder.rglob("*") if one.is_file()}
    assert "not as this program last saved it" in shell.run("doctor").out
    assert {one: one.read_bytes() for one in shell.folder.rglob("*") if one.is_file()} == before
    assert "was accepted" in shell.run("doctor --fix").out
    assert "in order" in shell.run("doctor").out


def test_every_word_of_every_finding_and_treatment_passed_a_catalog(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    sick(shell.folder)
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    for line in ("doctor", "doctor --fix", "doctor"):
        answer = shell.try_(line)
        shown = re.sub(r"`[^`]*`|\S*/\S*", " ", outside(answer.out + answer.err))
        assert untranslated(shown, ()) == [], line


def test_data_of_a_newer_program_are_not_called_damaged(project: Callable[[], Shell]) -> None:
    shell = project()
    for path in shell.folder.rglob("*.json"):
        if ".state" not in path.parts:
            path.write_bytes(path.read_bytes().replace(b'"version": 1', b'"version": 2'))
    answer = shell.try_("doctor")
    assert answer.code == 9
    assert "Update freelance-comm" in answer.err
    assert "cannot be read" not in answer.err
