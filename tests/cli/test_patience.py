"""Work that cannot say how far it is says on a terminal what it is, after a while, nowhere else, and can be stopped."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from freelance_comm import entry
from freelance_comm.cli import patience, progress
from freelance_comm.services import coaching, quote_document
from freelance_comm.text.catalog import translator
from tests.cli.conftest import NOW, Shell
from tests.cli.test_progress import Terminal, files_in, on

DRAFT = "Hi, I will send the proofs soon.\n"
SAID = {
    "coach {there}/draft.txt --client Ana": "Reading the draft…",
    "coach {there}/draft.txt": "Reading the draft…",
    "coach --batch {there}/drafts.jsonl": "Reading the drafts… 1 of 2",
    "forecast Landing": "Working out the forecast…",
    "forecast": "Working out the forecast…",
    "deadline show Landing": "Working out the forecast…",
    "quote document Landing --output {there}/quote.pdf": "Making the PDF…",
}


class Watched(Terminal):
    """A terminal that says when something stands on it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = Event()

    def write(self, text: str) -> int:
        """Take a text."""
        count = super().write(text)
        self.written.set()
        return count


@pytest.fixture
def story(shell: Shell, project: Callable[[], Shell], tmp_path: Path) -> Shell:
    """A workspace with a project that has tasks and a quote; drafts beside it."""
    project()
    shell.run("task add Landing 'the hero' --hours 6")
    shell.run("quote item Landing 'the hero' --hours 6 --price 50")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    cases = [json.dumps({"id": number, "text": DRAFT}) + "\n" for number in (1, 2)]
    (tmp_path / "drafts.jsonl").write_text("".join(cases), encoding="utf-8")
    return shell


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A terminal on which work is told at once, and which the work waits for."""
    made = Watched()
    monkeypatch.setattr(patience, "TELL_AFTER", 0.0)
    monkeypatch.setattr(progress, "TELL_AFTER", -1.0)
    monkeypatch.setattr(progress, "_TELL_EVERY", 0.0)
    leave = patience.Patience.__exit__

    def waiting(self: patience.Patience, *how: object) -> None:
        if self._thread is not None:
            assert made.written.wait(20)
        leave(self, *how)  # type: ignore[arg-type]

    monkeypatch.setattr(patience.Patience, "__exit__", waiting)
    return made


@pytest.mark.parametrize("line", SAID)
def test_on_a_terminal_it_says_what_takes_long_and_leaves_an_empty_line(
    line: str, story: Shell, terminal: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(terminal, story, monkeypatch, line.format(there=tmp_path)) in (0, 10)
    assert SAID[line] in terminal.lines
    place = max(place for place, said in enumerate(terminal.lines) if "…" in said)
    assert terminal.lines[place + 1] == ""


@pytest.mark.parametrize("line", SAID)
def test_beside_json_it_says_nothing(
    line: str, story: Shell, terminal: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(terminal, story, monkeypatch, line.format(there=tmp_path), "--json") in (0, 10)
    assert "…" not in terminal.getvalue()


@pytest.mark.parametrize("line", SAID)
def test_into_a_pipe_it_says_nothing(line: str, story: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TELL_AFTER", 0.0)
    assert not any(words in story.try_(line.format(there=tmp_path)).err for words in SAID.values())


def test_a_draft_read_before_anything_is_on_record_says_so_too(
    terminal: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    monkeypatch.setattr(sys, "stderr", terminal)
    code = entry.main(["--data-dir", str(tmp_path / "none"), "coach", str(tmp_path / "draft.txt"), "--exit-zero"])
    monkeypatch.undo()
    assert code == 0
    assert "Reading the draft…" in terminal.lines


def test_short_work_is_not_told() -> None:
    terminal = Terminal()
    with patience.Patience(terminal, "Reading the draft", translator("en")):
        pass
    assert terminal.getvalue() == ""


def test_a_line_that_was_taken_away_does_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TELL_AFTER", 0.0)
    terminal = Watched()
    with patience.Patience(terminal, "Reading the draft", translator("en")) as waiting:
        assert terminal.written.wait(20)
        waiting.clear()
        before = terminal.getvalue()
        assert waiting._thread is not None
        waiting._thread.join(20)
    assert terminal.getvalue() == before
    assert terminal.lines[-2:] == ["", ""]


def test_a_terminal_that_is_gone_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "TELL_AFTER", 0.0)
    tried = Event()

    class Gone(Terminal):
        def write(self, _text: str) -> int:
            tried.set()
            raise OSError

        def fileno(self) -> int:
            raise io.UnsupportedOperation

    with patience.Patience(Gone(), "Reading the draft", translator("en")):
        assert tried.wait(20)


STOPPED = {
    "coach {there}/draft.txt --client Ana": (coaching, "coached"),
    "quote document Landing --output {there}/quote.pdf": (quote_document, "pdf"),
}


@pytest.mark.parametrize("line", STOPPED)
def test_ctrl_c_takes_the_line_away_and_writes_nothing(
    line: str, story: Shell, terminal: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def struck(*_words: object, **_named: object) -> None:
        assert terminal.written.wait(20)
        raise KeyboardInterrupt

    before = files_in(tmp_path)
    monkeypatch.setattr(*STOPPED[line], struck)
    monkeypatch.setattr(sys, "stderr", terminal)
    words = line.format(there=tmp_path).split()
    assert entry.main(["--data-dir", str(story.folder), "--now", NOW, *words]) == 130
    monkeypatch.undo()
    assert "Traceback" not in terminal.getvalue()
    place = max(place for place, said in enumerate(terminal.lines) if said.endswith("…"))
    assert terminal.lines[place + 1] == ""
    assert files_in(tmp_path) == before
