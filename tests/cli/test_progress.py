"""Long commands say on a terminal how far they have come, say it nowhere else, and stop with nothing half done."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from freelance_comm.cli import progress, session
from freelance_comm.domain.errors import SavedThenInterrupted
from freelance_comm.services import exchange
from freelance_comm.store import whole_copy
from tests.cli.conftest import NOW, Shell

UNSAVED = "Stopped by you, before saving: nothing was changed."


class Terminal(io.StringIO):
    """A standard error at which somebody sits."""

    def isatty(self) -> bool:
        """Somebody does."""
        return True

    @property
    def lines(self) -> list[str]:
        """What stood on the line, one after another, until it was empty again."""
        return [line.rstrip() for line in self.getvalue().split("\r")]


@pytest.fixture
def story(shell: Shell, project: Callable[[], Shell]) -> Shell:
    """A workspace with a project and a few entries of time."""
    project()
    for hour in (9, 10, 11):
        shell.run(f"track add --project Landing --from 2026-03-11T{hour:02}:00Z --to 2026-03-11T{hour:02}:30Z")
    return shell


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """A terminal, and work that is worth telling about at once."""
    monkeypatch.setattr(progress, "TELL_AFTER", -1.0)
    monkeypatch.setattr(progress, "_TELL_EVERY", 0.0)
    made = Terminal()
    yield made


def on(terminal: Terminal, shell: Shell, monkeypatch: pytest.MonkeyPatch, line: str, *more: str) -> int:
    """Run a command with that terminal as its standard error; return its exit code."""
    monkeypatch.setattr(sys, "stderr", terminal)
    try:
        return shell.try_(line, *more).code
    finally:
        monkeypatch.undo()


COMMANDS = {
    "backup {there}/copy.zip": "Making the backup… 1 of ",
    "export --output {there}/all.json": "Exporting… 0 of ",
    "export --format csv --output {there}/tables": "Exporting… 0 of ",
    "track export --output {there}/time.csv": "Exporting… 0 of 3",
    "track report --from 2020-01-01": "Reading the time… 0 of 1",
    "track unbilled": "Reading the time… 0 of 1",
    "doctor": "Looking at every file… 0 of ",
    "undo": "Undoing… 0 of 1",
}


@pytest.mark.parametrize("line", COMMANDS)
def test_on_a_terminal_long_work_says_how_far_it_is_and_leaves_an_empty_line(
    line: str, story: Shell, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(terminal, story, monkeypatch, line.format(there=tmp_path)) == 0
    assert any(COMMANDS[line] in said for said in terminal.lines)
    assert terminal.getvalue().endswith(" \r")


@pytest.mark.parametrize("line", COMMANDS)
def test_json_has_no_such_line_beside_it(
    line: str, story: Shell, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(terminal, story, monkeypatch, line.format(there=tmp_path), "--json") == 0
    assert terminal.getvalue() == ""


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("line", COMMANDS)
def test_into_a_pipe_it_says_nothing(line: str, story: Shell, tmp_path: Path) -> None:
    assert "…" not in story.run(line.format(there=tmp_path)).err


def test_restoring_and_importing_say_how_far_they_are(
    story: Shell, terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.run(f"backup {tmp_path}/copy.zip")
    story.run(f"export --output {tmp_path}/all.json")
    assert on(terminal, story, monkeypatch, f"restore {tmp_path}/copy.zip --yes") == 0
    assert any("Restoring… 1 of " in said for said in terminal.lines)
    other = Shell(tmp_path / "other", story._capsys)
    later = Terminal()
    monkeypatch.setattr(progress, "TELL_AFTER", -1.0)
    assert on(later, other, monkeypatch, f"import {tmp_path}/all.json") == 0
    assert any("Importing… 0 of " in said for said in later.lines)


def test_short_work_is_not_told(story: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(progress, "TELL_AFTER", 3600.0)
    assert on(terminal, story, monkeypatch, f"backup {tmp_path}/copy.zip") == 0
    assert terminal.getvalue() == ""


# -- stopped in the middle ---------------------------------------------------------------------------------------------


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the content of every file that is data, and of what lies beside."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".state" not in path.parts
    }


def struck_at(call: int) -> Callable[..., None]:
    """Return a stand-in for ``Working.tell`` during which Ctrl+C is pressed the ``call``-th time it is told."""
    told = 0

    def tell(_self: object, _done: int, _total: int) -> None:
        nonlocal told
        told += 1
        if told == call:
            raise KeyboardInterrupt

    return tell


STOPPED = (
    "backup {there}/copy.zip",
    "export --output {there}/all.json",
    "export --format csv --output {there}/tables",
    "track export --output {there}/time.csv",
    "restore {there}/before.zip --yes",
    "import {there}/before.json",
    "undo",
)


@pytest.mark.parametrize("line", STOPPED)
def test_ctrl_c_in_the_middle_changes_nothing_says_so_and_the_same_command_works_afterwards(
    line: str, story: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from freelance_comm import entry

    there = tmp_path / "there"
    there.mkdir()
    story.run(f"backup {there}/before.zip")
    story.run(f"export --output {there}/before.json")
    if line.startswith("restore"):
        story.run("client add 'Somebody Else'")
    if line.startswith("import"):
        story = Shell(tmp_path / "empty", capsys)
        story.run("profile set --name 'Ilinca Marin'")
        story.run("undo")
    data, beside = files_in(story.folder), files_in(there)
    words = line.format(there=there).split()
    for call in (1, 2, 3):
        monkeypatch.setattr(progress.Working, "tell", struck_at(call))
        code = entry.main(["--data-dir", str(story.folder), "--now", NOW, *words])
        said = capsys.readouterr()
        if code == 0:  # it is told less often than that
            assert call > 1
            monkeypatch.undo()
            return
        assert code == 130
        assert UNSAVED in said.err
        assert said.out == ""
        assert files_in(story.folder) == data
        assert files_in(there) == beside
    monkeypatch.undo()
    story.run(line.format(there=there))


def test_ctrl_c_after_the_change_was_decided_says_that_it_stands(
    story: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from freelance_comm import entry

    def stopped(*_words: object, **_named: object) -> None:
        raise SavedThenInterrupted

    monkeypatch.setattr(exchange, "export_json", stopped)
    words = ["export", "--output", str(tmp_path / "all.json")]
    assert entry.main(["--data-dir", str(story.folder), "--now", NOW, *words]) == 130
    assert "what you entered is kept" in capsys.readouterr().err


def test_a_copy_that_is_stopped_leaves_nothing_under_its_name_nor_beside_it(
    story: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from freelance_comm import entry

    def struck(*_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(whole_copy, "read_through", struck)
    assert entry.main(["--data-dir", str(story.folder), "--now", NOW, "backup", str(tmp_path / "copy.zip")]) == 130
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


# -- files read by whatever command it is ------------------------------------------------------------------------------

READING_MUCH = ("today", "regulars", "record", "client erase Ana --yes")
"""Commands that have no work of their own to tell about, but many files to read at times."""


@pytest.fixture
def unread(story: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A workspace whose derived files are gone, of which two files are many."""
    shutil.rmtree(story.folder / ".state")
    monkeypatch.setattr(session, "MANY_FILES", 2)
    return story


@pytest.mark.parametrize("line", READING_MUCH)
def test_a_command_that_reads_many_files_says_so_and_leaves_an_empty_line(
    line: str, unread: Shell, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(terminal, unread, monkeypatch, line) == 0
    assert "Looking at every file… 2" in terminal.lines
    last = max(place for place, said in enumerate(terminal.lines) if "Looking at every file…" in said)
    assert terminal.lines[last + 1] == ""
    assert "…" not in "".join(terminal.lines[last + 1 :])


def test_a_few_files_are_nothing_to_tell_about(
    story: Shell, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(terminal, story, monkeypatch, "today") == 0
    assert terminal.getvalue() == ""


def test_work_that_tells_how_far_it_is_is_not_interrupted_by_a_count_of_files(
    unread: Shell, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert on(terminal, unread, monkeypatch, "track report --from 2020-01-01") == 0
    told = [said.rpartition("…")[0] for said in terminal.lines if "…" in said]
    assert "Looking at every file" in told
    assert told == sorted(told)
    assert told[-1] == "Reading the time"


@pytest.mark.parametrize("line", READING_MUCH)
def test_ctrl_c_while_files_are_read_changes_nothing_and_the_same_command_works_afterwards(
    line: str, unread: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from freelance_comm import entry

    data = files_in(unread.folder)
    for file in (1, 2, 3):
        read = 0

        def struck(_self: object, file: int = file) -> None:
            nonlocal read
            read += 1
            if read == file:
                raise KeyboardInterrupt

        with monkeypatch.context() as pressed:
            pressed.setattr(session.Session, "a_file_is_read", struck)
            assert entry.main(["--data-dir", str(unread.folder), "--now", NOW, *line.split()]) == 130
        assert files_in(unread.folder) == data
    unread.run(line)
