"""A draft read at once says what the command says; what it does not understand it leaves to the command."""

from __future__ import annotations

import io
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from freelance_comm import bootstrap, entry
from freelance_comm.cli import coach_quick
from freelance_comm.coach.model import Promised
from freelance_comm.services import coaching
from tests.cli.conftest import Answer, Shell
from tests.contract.tree import loaded_by
from tests.unit.services.coach_fake import fake_coach

DRAFT = "Hello Ana,\n\nI will send it soon. It is your fault.\n"


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_coach(monkeypatch)
    monkeypatch.setattr(bootstrap, "clock", lambda _fixed: lambda: datetime(2026, 3, 2, 9, tzinfo=UTC))


def run(line: list[str], text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Answer:
    """Run the whole program as from a shell in which nothing is on record."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    code = entry.main(line)
    captured = capsys.readouterr()
    return Answer(code, captured.out, captured.err)


LINES = [
    [],
    ["-"],
    ["--lines"],
    ["--exit-zero", "--kind", "quote"],
    ["--without", "blame"],
    ["--without=blame", "--client-name", "Анна", "--channel=chat"],
    ["--incoming", "Where is it?", "--prepayment-refused"],
]


def test_what_is_promised_is_told_alike(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    friday = date(2026, 3, 6)
    found = [
        Promised(start=0, end=3, what="The pages.", day=friday),
        Promised(start=0, end=3, what="The map.", day=friday + timedelta(days=1)),
        Promised(start=0, end=3, what="A call.", day=friday, time=(10, 0)),
        Promised(start=0, end=3, what="Another.", day=friday, time=(20, 15)),
        Promised(start=0, end=3, what="The first.", day=friday, time=(9, 0)),
        Promised(start=0, end=3, what="The last.", day=friday, time=(17, 0)),
        Promised(start=0, end=3, what="It was sent.", day=friday - timedelta(days=60)),
        Promised(start=0, end=3, what="In a year.", day=friday + timedelta(days=371)),
        Promised(start=0, end=3, what="Some day.", vague=True),
    ]
    monkeypatch.setattr(coaching, "findings_of", lambda *_all, **_named: ([], found))
    at_once = run(["coach", "--language", "en"], DRAFT, monkeypatch, capsys)
    monkeypatch.setattr(coach_quick, "tried", lambda *_words: None)
    assert at_once.out == run(["coach", "--language", "en"], DRAFT, monkeypatch, capsys).out
    assert at_once.out.count("\n") > 12


@pytest.mark.parametrize("line", LINES, ids=" ".join)
def test_what_is_read_at_once_says_what_the_command_says(
    line: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["coach", "--language", "en", *line]
    at_once = run(words, DRAFT, monkeypatch, capsys)
    assert coach_quick.tried(words[1:], {}) is not None
    capsys.readouterr()
    monkeypatch.setattr(coach_quick, "tried", lambda *_words: None)
    command = run(words, DRAFT, monkeypatch, capsys)
    assert (at_once.code, at_once.out, at_once.err) == (command.code, command.out, command.err)


@pytest.mark.parametrize("line", [[], ["--lines"]], ids=str)
def test_of_a_language_that_it_does_not_know_it_says_what_the_command_says(
    line: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_once = run(["coach", *line], "Ich melde mich bald bei Ihnen.", monkeypatch, capsys)
    assert "does not know the language" in at_once.err + at_once.out
    monkeypatch.setattr(coach_quick, "tried", lambda *_words: None)
    command = run(["coach", *line], "Ich melde mich bald bei Ihnen.", monkeypatch, capsys)
    assert (at_once.code, at_once.out, at_once.err) == (command.code, command.out, command.err)


@pytest.mark.parametrize(
    "line",
    [
        ["rules"],
        ["--client", "Ana"],
        ["--project", "x"],
        ["--wave", "1"],
        ["--fix"],
        ["--batch", "x"],
        ["--kind", "postcard"],
        ["--kind"],
        ["--language", "de"],
        ["--without", "blam"],
        ["--unknown"],
        ["one", "two"],
        ["--today", "monday"],
        ["--help"],
        ["--", "-x"],
    ],
    ids=" ".join,
)
def test_what_it_does_not_understand_it_leaves_without_reading_a_thing(
    line: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert coach_quick.tried(line, {}) is None


def test_with_something_on_record_the_command_reads(shell: Shell) -> None:
    shell.run("profile set --name Ilinca")
    assert coach_quick.tried(["x"], {"--data-dir": str(shell.folder)}) is None


@pytest.mark.parametrize("options", [{"--now": "2026-03-02T09:00:00Z"}, {"--demo": "yes"}, {"--debug": "yes"}])
def test_a_clock_or_data_of_another_kind_are_for_the_command(options: dict[str, str]) -> None:
    assert coach_quick.tried(["x"], options) is None


def test_a_file_that_is_no_text_is_refused_as_the_command_refuses_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft").write_bytes(b"\xff\xfe")
    answer = run(["coach", str(tmp_path / "draft")], "", monkeypatch, capsys)
    assert answer.code == 2
    assert answer.err.startswith("error: ")


def test_reading_at_once_loads_neither_the_store_nor_other_heavy_things(tmp_path: Path) -> None:
    (tmp_path / "draft").write_text("Hello Ana,\n\nHere are the pages.\n")
    loaded = loaded_by(["coach", "--language", "en", "--exit-zero", str(tmp_path / "draft")])
    heavy = {"tinydb", "argparse", "pathlib", "decimal", "zoneinfo", "textual", "jinja2", "babel", "email", "holidays"}
    assert not heavy & {name.partition(".")[0] for name in loaded - set(sys.builtin_module_names)}
