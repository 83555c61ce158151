"""Reminders from a shell: what cron hears, with which exit code, and what is installed; the calendar file."""

from __future__ import annotations

import json
import plistlib
import sys
from pathlib import Path

import pytest
import vobject

from freelance_comm.cli.commands.remind import SCHEDULERS
from freelance_comm.services.schedulers import Kind
from tests.cli.conftest import Shell

CRONTAB = (
    '#!/bin/sh\n[ "$1" = - ] && exec cat > "$HOME/table"\n[ -f "$HOME/table" ] || exit 1\nexec cat "$HOME/table"\n'
)


@pytest.fixture
def ana(shell: Shell) -> Shell:
    """A shell in which Ana wrote on Thursday the 12th at ten; she has an answer by Friday at ten."""
    shell.run("profile set --name 'Ilinca Marin' --currency EUR --zone UTC")
    shell.run("client add 'Ana Petrescu'")
    shell.run("log in Ana 'Could we move the launch?' --at 2026-03-12T10:00Z")
    return shell


@pytest.fixture
def programs(blank_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs in the path; only what a test puts there and the system's simplest are found."""
    folder = blank_home / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/bin")
    return folder


def program(folder: Path, name: str, text: str) -> None:
    """Put a program into the path."""
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


def at(shell: Shell, moment: str, line: str) -> tuple[int, int]:
    """Return the exit code and the number of lines of a command at a moment of March 2026."""
    shell.now = f"2026-03-{moment}:00Z"
    answer = shell.try_(line)
    assert answer.err == ""
    return answer.code, len(answer.out.splitlines())


# -- what cron hears -------------------------------------------------------------------------------------------------


def test_each_level_is_heard_once_with_its_exit_code(ana: Shell) -> None:
    moments = [
        "12T13:59",
        "12T14:00",
        "12T14:15",
        "12T16:24",
        "12T16:39",
        "12T17:00",
        "13T09:00",
        "13T10:01",
        "13T10:16",
    ]
    heard = [at(ana, moment, "remind --new") for moment in moments]
    assert heard == [(0, 0), (0, 1), (0, 0), (10, 1), (0, 0), (0, 0), (0, 0), (20, 1), (0, 0)]


def test_what_is_pressing_is_told_as_often_as_one_asks_without_new(ana: Shell) -> None:
    assert [at(ana, "12T16:30", "remind") for _ in range(2)] == [(10, 1), (10, 1)]


@pytest.mark.parametrize("line", ["remind", "remind --new", "remind --notify"])
def test_nothing_is_heard_at_night_unless_asked(line: str, ana: Shell) -> None:
    assert at(ana, "12T23:00", line) == (0, 0)
    assert at(ana, "12T23:00", f"{line} --always") == (10, 1)


def test_quiet_hours_are_kept(ana: Shell) -> None:
    ana.run("calendar quiet 16:00-17:00")
    assert at(ana, "12T16:30", "remind --new") == (0, 0)
    assert at(ana, "13T09:00", "remind --new") == (10, 1)


@pytest.mark.parametrize(("levels", "codes"), [("80, 100%", [0, 10, 20]), ("100", [0, 0, 20]), ("none", [0, 0, 0])])
def test_the_levels_are_those_of_the_profile(levels: str, codes: list[int], ana: Shell) -> None:
    ana.run("profile set --remind-at", levels)
    heard = [at(ana, moment, "remind --new") for moment in ("12T14:00", "12T16:24", "13T10:01")]
    assert [code for code, _lines in heard] == codes
    assert sum(lines for _code, lines in heard) == sum(code > 0 for code in codes)


@pytest.mark.parametrize("levels", ["75", "", "50;80", "half", "-50", "50,,80", "٥٠"])
def test_a_level_that_is_none_is_refused_with_those_there_are(levels: str, ana: Shell) -> None:
    answer = ana.try_("profile set", f"--remind-at={levels}")
    assert answer.code == 2
    assert "50, 80, 100" in answer.err


def test_programs_read_it_as_json(ana: Shell) -> None:
    ana.now = "2026-03-12T16:30:00Z"
    answer = ana.try_("remind --new --json --lang ru")
    assert (answer.code, answer.data["level"], answer.data["items"][0]["title"]) == (10, "soon", "Ana Petrescu")
    assert answer.data["items"][0]["when_text"] == "1 hr, 30 min left"
    again = ana.try_("remind --new --json")
    assert (again.code, again.data["level"], again.data["items"]) == (0, "none", [])


def test_a_notification_is_beside_the_text_and_changes_no_exit_code(
    ana: Shell, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setattr("sys.platform", "linux")
    program(programs, "notify-send", f'#!/bin/sh\nprintf "%s\\n" "$@" > {programs}/given\nexit 3\n')
    assert at(ana, "12T16:30", "remind --notify") == (10, 1)
    assert (programs / "given").read_text().splitlines()[2:4] == ["1 soon", "● Ana Petrescu · 1 hr, 30 min left"]
    (programs / "given").unlink()
    assert at(ana, "12T16:45", "remind --notify") == (0, 0)
    assert not (programs / "given").exists()


@pytest.mark.parametrize("there", [True, False])
def test_a_notification_can_be_tried(
    there: bool, shell: Shell, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    monkeypatch.setattr("sys.platform", "linux")
    if there:
        program(programs, "notify-send", "#!/bin/sh\n")
    said = shell.run("remind --try").out
    assert said.startswith("Handed to notify-send." if there else "No program here")


def test_what_could_not_be_noted_is_said(ana: Shell) -> None:
    from freelance_comm.store import files

    def refuse(_call: str, path: str) -> None:
        if "/told" in path:
            raise OSError(28, "No space left on device")

    ana.now = "2026-03-12T16:30:00Z"
    before = files.observe(refuse)
    try:
        answer = ana.try_("remind --new")
    finally:
        files.observe(before)
    assert (answer.code, "reminded of it again" in answer.err) == (10, True)


# -- what is installed -----------------------------------------------------------------------------------------------


def test_the_ways_to_install_are_those_there_are() -> None:
    assert tuple(kind.value for kind in Kind) == SCHEDULERS


@pytest.mark.parametrize("kind", SCHEDULERS)
def test_what_is_printed_says_where_it_belongs(kind: str, ana: Shell) -> None:
    answer = ana.run(f"remind --install {kind} --every 20")
    assert str(ana.folder) in answer.out
    assert "remind" in answer.out and "--notify" in answer.out
    assert answer.err != ""


def test_who_wants_to_be_reminded_always_is(ana: Shell) -> None:
    assert "--notify --always" in ana.run("remind --install cron --always").out
    assert "--always" not in ana.run("remind --install cron").out


def test_without_a_name_it_is_this_computers_own_way(ana: Shell) -> None:
    printed = {ana.run(f"remind --install {kind}").out for kind in SCHEDULERS}
    assert ana.run("remind --install").out in printed


def test_json_has_the_texts_as_they_are(ana: Shell) -> None:
    answer = ana.run("remind --install launchd --json")
    (file,) = answer.data["files"]
    assert plistlib.loads(file["content"].encode())["EnvironmentVariables"]["FREELANCE_COMM_DATA"] == str(ana.folder)


def test_the_line_of_cron_comes_and_goes(ana: Shell, programs: Path, blank_home: Path) -> None:
    program(programs, "crontab", CRONTAB)
    (blank_home / "table").write_text("@daily backup\n")
    assert ana.run("remind --install cron --write").out.startswith("In place: your crontab\n")
    assert "*/15 * * * * " in (blank_home / "table").read_text()
    assert ana.run("remind --install cron --write").out.startswith("Already in place")
    assert ana.run("remind --install cron --remove").out.startswith("Removed")
    assert (blank_home / "table").read_text() == "@daily backup\n"
    assert ana.run("remind --install cron --remove").out.startswith("Nothing of ours was there")


def test_units_are_written_and_what_could_not_be_done_is_left_to_type(
    ana: Shell, programs: Path, blank_home: Path
) -> None:
    answer = ana.run("remind --install systemd --write")
    assert sorted(path.suffix for path in (blank_home / ".config/systemd/user").iterdir()) == [".service", ".timer"]
    assert "systemctl --user enable --now" in answer.err
    program(programs, "systemctl", "#!/bin/sh\n")
    answer = ana.run("remind --install systemd --write")
    assert (answer.err, "From now on" in answer.out) == ("", True)


def test_somebody_elses_file_is_named_and_left(ana: Shell, programs: Path, blank_home: Path) -> None:
    ana.run("remind --install systemd --write")
    (place,) = (blank_home / ".config/systemd/user").glob("*.service")
    place.write_text("mine\n")
    answer = ana.try_("remind --install systemd --write")
    assert (answer.code, str(place) in answer.err, place.read_text()) == (5, True, "mine\n")


@pytest.mark.parametrize(
    "line",
    [
        "remind --install atd",
        "remind --install cron --every 7",
        "remind --install cron --every zero",
        "remind --install cron --write --remove",
        "remind --install task-scheduler --write",
        "remind --write",
        "remind --every 15",
        "--demo remind --install cron --write",
    ],
)
def test_what_cannot_be_meant_is_refused(line: str, ana: Shell) -> None:
    answer = ana.try_(line)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: ")


# -- the calendar file -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", ["feed", "feed --to -"])
def test_the_calendar_goes_to_standard_output(line: str, ana: Shell) -> None:
    (event,) = vobject.readOne(ana.run(line).out).contents["vevent"]
    assert event.summary.value == "Answer Ana Petrescu"


def test_the_calendar_goes_to_a_file_and_says_whether_it_changed(ana: Shell, tmp_path: Path) -> None:
    place = tmp_path / "my calendar.ics"
    assert ana.run("feed --to", str(place)).out == f"{place}: 1 entry.\n"
    assert ana.run("feed --to", str(place)).out == f"{place}: 1 entry, as before.\n"
    assert ana.run("feed --json --to", str(place)).data == {"path": str(place), "entries": 1, "changed": False}


@pytest.mark.parametrize(
    ("options", "counts"),
    [("", (1, 0, 1)), ("--no-alarms", (1, 0, 0)), ("--as tasks --alarms", (0, 1, 1)), ("--as both", (1, 1, 1))],
)
def test_one_chooses_events_tasks_and_alarms(options: str, counts: tuple[int, int, int], ana: Shell) -> None:
    out = ana.run(f"feed {options}").out
    assert tuple(out.count(f"BEGIN:{kind}") for kind in ("VEVENT", "VTODO", "VALARM")) == counts


def test_entries_are_json_too(ana: Shell) -> None:
    (entry,) = ana.run("feed --json").data
    assert (entry["kind"], entry["due"], entry["alarm"]) == ("reply", "2026-03-13T10:00:00Z", "2026-03-12T16:24:00Z")


def test_a_file_of_somebody_else_stays(ana: Shell, tmp_path: Path) -> None:
    (tmp_path / "notes.ics").write_text("shopping\n")
    answer = ana.try_("feed --to", str(tmp_path / "notes.ics"))
    assert (answer.code, (tmp_path / "notes.ics").read_text()) == (5, "shopping\n")
    ana.run("feed --force --to", str(tmp_path / "notes.ics"))


def test_the_words_follow_the_language_and_json_does_not(ana: Shell, tmp_path: Path) -> None:
    assert json.loads(ana.run("feed --json --lang ru").out) == json.loads(ana.run("feed --json").out)


def test_whoever_sits_at_a_terminal_hears_that_nothing_is_due(
    shell: Shell, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.run("profile set --name 'Ilinca Marin' --currency EUR --zone UTC")
    unheard = shell.run("remind")
    assert (unheard.out, unheard.err) == ("", "")  # cron hears nothing
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "Nothing is due now." in shell.run("remind").err
