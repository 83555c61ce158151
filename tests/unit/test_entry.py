"""The entry: which face answers, and what becomes of failures that nobody caught."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import pytest

from freelance_comm import cli, entry, last_words, places, prompt_line, tui
from freelance_comm.domain.errors import Busy, ExitCode, SavedThenInterrupted
from freelance_comm.services.desk import Desk
from freelance_comm.settings import Settings


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Stand-ins for both faces; the list receives what each was called with."""
    calls: list[Any] = []

    def command_line(arguments: list[str]) -> int:
        calls.append(arguments)
        return 3

    def screen(desk: Desk, chosen: Settings) -> int:
        calls.append(desk)
        return 0

    monkeypatch.setattr(cli, "main", command_line)
    monkeypatch.setattr(tui, "run_tui", screen)
    return calls


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody sits at a terminal."""
    monkeypatch.setattr(entry, "_is_terminal", lambda stream: True)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that the environment names, with a settled line for the prompt in it."""
    (tmp_path / ".state").mkdir()
    monkeypatch.setenv("FREELANCE_COMM_DATA", str(tmp_path))
    os.utime(tmp_path, (1, 1))
    write_line(tmp_path, "Ana Petrescu: 50 min")
    return tmp_path


def write_line(folder: Path, text: str, *, language: str = "") -> None:
    content = prompt_line.compose(
        fingerprint=prompt_line.fingerprint(str(folder), places.config_file(os.environ)),
        language=prompt_line.language_key(language, os.environ),
        since=0,
        segments=[(int(time.time()) + 900, text)],
    )
    Path(prompt_line.path(str(folder))).write_text(content, encoding="utf-8")


def test_a_command_goes_to_the_command_line_with_all_its_words(asked: list[Any]) -> None:
    assert entry.main(["--lang", "ro", "track", "add", "--demo"]) == 3
    assert asked == [["--lang", "ro", "track", "add", "--demo"]]


@pytest.mark.usefixtures("terminal")
def test_global_options_alone_open_the_screen_on_what_they_say(asked: list[Any], tmp_path: Path) -> None:
    options = [f"--data-dir={tmp_path}/jobs", "--lang", "fr_CA", "--now", "2026-03-12T10:00Z"]
    assert entry.main(options) == 0
    desk: Desk = asked[0]
    assert desk.workspace.root == tmp_path / "jobs"
    assert desk.tr.locale == "fr_CA"
    assert desk.now().isoformat() == "2026-03-12T10:00:00+00:00"
    assert not desk.demo


@pytest.mark.usefixtures("terminal")
def test_the_demo_opens_the_screen_on_data_that_are_gone_afterwards(asked: list[Any], blank_home: Path) -> None:
    assert entry.main(["--demo", "--now", "2026-03-12T10:00Z"]) == 0
    desk: Desk = asked[0]
    assert desk.demo
    assert not desk.workspace.root.exists()
    assert list(blank_home.iterdir()) == []


@pytest.mark.usefixtures("terminal", "asked")
def test_a_misspelt_key_of_the_configuration_is_told_before_the_screen_opens(
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = Path(places.config_file(os.environ))
    config.parent.mkdir(parents=True)
    config.write_text('langauge = "ro"\n', encoding="utf-8")
    assert entry.main([]) == 0
    said = capsys.readouterr().err
    assert said.startswith("warning:") and "lang?" in said


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize("arguments", [["--json"], ["--lang"], ["--"], ["--help"], ["--demo", "--version"], [""]])
def test_anything_that_is_no_global_option_is_for_the_command_line(arguments: list[str], asked: list[Any]) -> None:
    entry.main(arguments)
    assert asked == [arguments]


@pytest.mark.usefixtures("asked")
def test_without_a_terminal_the_screen_declines_politely(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main([]) == ExitCode.BAD_VALUE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("error: The screen needs a terminal")
    assert "freelance-comm today" in said.err


@pytest.mark.usefixtures("asked", "terminal")
def test_a_terminal_that_knows_lines_alone_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert entry.main([]) == ExitCode.BAD_VALUE
    assert "freelance-comm today" in capsys.readouterr().err


@pytest.mark.parametrize(("closed", "said"), [(">&-", b"error: The screen needs"), (">&- 2>&-", b"")])
def test_a_stream_closed_before_the_start_is_no_terminal(closed: str, said: bytes) -> None:
    command = f'"{sys.executable}" -m freelance_comm {closed}'
    finished = subprocess.run(["sh", "-c", command], check=False, stderr=subprocess.PIPE, timeout=60)
    assert finished.returncode == ExitCode.BAD_VALUE
    assert finished.stderr.startswith(said)
    assert b"Traceback" not in finished.stderr


@pytest.mark.usefixtures("data")
def test_the_prompt_is_answered_from_the_line_that_lies_ready(
    asked: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert entry.main(["remind", "--prompt"]) == 0
    assert capsys.readouterr().out == "Ana Petrescu: 50 min\n"
    assert asked == []


def test_an_empty_line_prints_nothing_at_all(data: Path, asked: list[Any], capsys: pytest.CaptureFixture[str]) -> None:
    write_line(data, "")
    assert entry.main(["remind", "--prompt"]) == 0
    assert capsys.readouterr().out == ""
    assert asked == []


def test_the_line_of_another_folder_or_language_is_found_by_its_options(
    data: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FREELANCE_COMM_DATA", "/nowhere")
    write_line(data, "Ana Petrescu: încă 50 min", language="ro")
    assert entry.main(["--data-dir", str(data), "remind", "--prompt", "--lang=ro"]) == 0
    assert capsys.readouterr().out == "Ana Petrescu: încă 50 min\n"
    assert asked == []


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    "arguments",
    [
        ["remind", "--prompt", "--lang", "fr"],
        ["remind", "--prompt", "--now", "2026-03-01T10:00Z"],
        ["remind", "--prompt", "--demo"],
        ["remind", "--prompt", "--json"],
        ["remind"],
        ["--data-dir", "/nowhere", "remind", "--prompt"],
    ],
)
def test_whatever_the_line_does_not_answer_is_worked_out(arguments: list[str], asked: list[Any]) -> None:
    assert entry.main(arguments) == 3
    assert asked == [arguments]


@pytest.mark.usefixtures("data")
def test_a_clock_that_stands_still_by_the_environment_is_respected(
    asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FREELANCE_COMM_NOW", "2026-03-01T10:00Z")
    assert entry.main(["remind", "--prompt"]) == 3
    assert asked == [["remind", "--prompt"]]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('data_dir = "{folder}"\nlang = "ro"\n', True),
        ("lang = 'ro'\ndata_dir='{folder}'", True),
        ('data_dir = "{folder}" # jobs\n', False),
        ('data_dir = "{folder}\\u0041"\n', False),
        ('[section]\ndata_dir = "{folder}"\n', False),
        ('data_dir = "{folder}"\ndata_dir = "/other"\n', False),
        ('"data_dir" = "{folder}"\n', False),
    ],
)
def test_a_data_folder_in_the_configuration_is_used_only_where_it_cannot_be_misread(
    content: str, found: bool, data: Path, asked: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = Path(places.config_file(os.environ))
    config.parent.mkdir(parents=True)
    config.write_text(content.format(folder=data), encoding="utf-8")
    os.utime(config, (1, 1))
    monkeypatch.delenv("FREELANCE_COMM_DATA")
    write_line(data, "Ana Petrescu: 50 min")
    assert (entry.main(["remind", "--prompt"]) == 0) is found
    assert bool(asked) is not found


def failing(error: BaseException) -> Any:
    def main(arguments: list[str]) -> NoReturn:
        raise error

    return main


def test_an_interruption_ends_quietly_with_its_own_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "main", failing(KeyboardInterrupt()))
    assert entry.main(["today"]) == ExitCode.INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_an_interruption_after_the_save_says_that_it_is_saved(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "main", failing(SavedThenInterrupted()))
    assert entry.main(["track", "stop"]) == ExitCode.INTERRUPTED
    assert "after saving" in capsys.readouterr().err


@pytest.mark.usefixtures("terminal")
def test_an_error_of_the_screen_is_told_with_its_own_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def busy(desk: Desk, chosen: Settings) -> NoReturn:
        raise Busy("Process {pid} is writing.", pid=4711)

    monkeypatch.setattr(tui, "run_tui", busy)
    assert entry.main([]) == ExitCode.BUSY
    assert capsys.readouterr().err.startswith("error: Process 4711 is writing.\n")


def test_a_failure_of_our_own_becomes_a_few_lines_and_a_private_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "main", failing(ZeroDivisionError("by nothing")))
    folder = tmp_path / "data"
    assert entry.main(["--data-dir", str(folder), "today"]) == ExitCode.BUG
    said = capsys.readouterr().err
    log = folder / ".state/log"
    assert str(log) in said
    assert all(line.startswith("error: ") for line in said.splitlines())
    assert len(said.splitlines()) <= 4
    assert "Traceback" not in said and "ZeroDivisionError" not in said
    assert "ZeroDivisionError: by nothing" in log.read_text(encoding="utf-8")
    assert [stat.S_IMODE(place.stat().st_mode) for place in (folder, log.parent, log)] == [0o700, 0o700, 0o600]


def test_with_debug_the_traceback_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], blank_home: Path
) -> None:
    monkeypatch.setattr(cli, "main", failing(ZeroDivisionError("by nothing")))
    assert entry.main(["--debug", "today"]) == ExitCode.BUG
    assert "ZeroDivisionError: by nothing" in capsys.readouterr().err
    assert list(blank_home.iterdir()) == []


def test_where_no_log_can_be_written_the_way_to_see_more_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "main", failing(ZeroDivisionError("by nothing")))
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert entry.main(["--data-dir", str(tmp_path / "file"), "today"]) == ExitCode.BUG
    assert "--debug" in capsys.readouterr().err


def test_a_log_that_is_a_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "main", failing(ZeroDivisionError("by nothing")))
    other = tmp_path / "other"
    other.write_text("mine", encoding="utf-8")
    (tmp_path / ".state").mkdir()
    (tmp_path / ".state/log").symlink_to(other)
    assert entry.main(["--data-dir", str(tmp_path), "today"]) == ExitCode.BUG
    assert other.read_text(encoding="utf-8") == "mine"


def test_a_log_that_has_grown_large_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "main", failing(ZeroDivisionError("by nothing")))
    (tmp_path / ".state").mkdir()
    (tmp_path / ".state/log").write_bytes(b"x" * (last_words.LOG_LIMIT + 1))
    entry.main(["--data-dir", str(tmp_path), "today"])
    assert (tmp_path / ".state/log").stat().st_size < 10_000
    assert (tmp_path / ".state/log.old").stat().st_size > last_words.LOG_LIMIT


def test_last_words_are_in_the_language_that_was_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    entry.main(["--lang", "fr"])
    assert capsys.readouterr().err.count("⟦") >= 2


def started(code: str, **streams: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the entry in a process of its own, its command line replaced by ``code``."""
    script = f"import sys\nfrom freelance_comm import cli, entry\n{code}\nsys.exit(entry.main(['today']))"
    return subprocess.run([sys.executable, "-c", script], check=False, stderr=subprocess.PIPE, timeout=60, **streams)


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    finished = started("cli.main = lambda a: print('x' * 100_000) or 0", stdout=writing)
    os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, b"")


def test_a_terminal_that_lacks_a_sign_gets_a_replacement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    finished = started("cli.main = lambda a: print('Мария – ok') or 0", stdout=subprocess.PIPE)
    assert (finished.returncode, finished.stdout) == (0, b"????? \x96 ok\n")
