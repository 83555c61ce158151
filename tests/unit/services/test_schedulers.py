"""What starts reminders: read back by the programs it is for, with every letter a path can hold."""

from __future__ import annotations

import os
import plistlib
import re
import shlex
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.services import schedulers
from freelance_comm.services.schedulers import INTERVALS, Job, Kind, Plan

ODD = [
    "plain",
    "with space",
    "per%cent %h %n 100%",
    "dollar$HOME ${x} $$",
    "quote'and\"both",
    "semi;colon & pipe | <in> `tick` #hash",
    "ștefan Дом 山 é",
    "back\\slash",
    "-dash",
    "a=b",
    "star*[x]?{y}~",
    "tail\\",
]
_ANALYZE = shutil.which("systemd-analyze")


def job(folder: Path, odd: str, minutes: int = 15) -> Job:
    """Return a job whose program and data folder have odd names; the program writes down what it is given."""
    place = folder / odd
    place.mkdir()
    program = place / "freelance-comm"
    program.write_text('#!/bin/sh\nprintf "%s\\0" "$FREELANCE_COMM_DATA" "$@" > "$GIVEN"\n')
    program.chmod(0o755)
    return Job(
        words=(str(program), "remind", "--new", "--notify"),
        environment={"FREELANCE_COMM_DATA": str(place / "data"), "FREELANCE_COMM_LANG": "ro"},
        minutes=minutes,
    )


def made(kind: Kind, what: Job, **environ: str) -> Plan:
    """Return the plan for somebody at home."""
    return schedulers.plan(kind, what, home="/home/ilinca", environ=environ, user=501)


# -- systemd ---------------------------------------------------------------------------------------------------------


def unit_words(line: str, *, dollar: bool) -> list[str]:
    """Read words as the manual of systemd.service says: C escapes in quotes, then specifiers, then dollars."""
    words: list[str] = []
    for quoted, bare in re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', line):
        word = re.sub(r"\\(.)", r"\1", quoted) if quoted or not bare else bare
        assert not re.search(r"(?<!%)(?:%%)*%(?!%)", word), f"a specifier: {word}"
        word = word.replace("%%", "%")
        words.append(word.replace("$$", "$") if dollar and words else word)
    return words


@pytest.mark.parametrize("odd", ODD)
def test_systemd_starts_the_very_program_with_the_very_folder(odd: str, tmp_path: Path) -> None:
    what = job(tmp_path, odd)
    service = made(Kind.SYSTEMD, what).files[0].content
    lines = service.splitlines()
    command = next(line.removeprefix("ExecStart=") for line in lines if line.startswith("ExecStart="))
    words = unit_words(command, dollar=True)
    if words[0] == "/bin/sh":
        assert words[1:3] == ["-c", 'exec "$0" "$@"']
        words = words[3:]
    assert words == list(what.words)
    environment = [line.removeprefix("Environment=") for line in lines if line.startswith("Environment=")]
    given = dict(unit_words(line, dollar=False)[0].split("=", 1) for line in environment)
    assert given == what.environment


@pytest.mark.skipif(not _ANALYZE, reason="systemd-analyze is not here")
@pytest.mark.parametrize("odd", ODD)
def test_systemd_finds_nothing_wrong(odd: str, tmp_path: Path) -> None:
    for file in made(Kind.SYSTEMD, job(tmp_path, odd)).files:
        (tmp_path / Path(file.path).name).write_text(file.content)
    done = subprocess.run(
        [str(_ANALYZE), "--user", "verify", str(tmp_path / f"{schedulers.NAME}.timer")],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not _ANALYZE, reason="systemd-analyze is not here")
@pytest.mark.parametrize("minutes", INTERVALS)
def test_systemd_understands_every_interval(minutes: int, tmp_path: Path) -> None:
    clock = made(Kind.SYSTEMD, job(tmp_path, "plain", minutes)).files[1].content
    when = next(line for line in clock.splitlines() if line.startswith("OnCalendar=")).partition("=")[2]
    done = subprocess.run(
        [str(_ANALYZE), "calendar", "--iterations=2", "--base-time=2026-03-02 00:00:00 UTC", when],
        env={**os.environ, "TZ": "UTC"},
        capture_output=True,
        text=True,
        check=True,
    )
    first, second = re.findall(r"2026-03-0\d (\d\d):(\d\d):00", done.stdout.partition("Normalized")[2])[:2]
    moments = [int(hour) * 60 + int(minute) for hour, minute in (first, second)]
    assert (moments[1] - moments[0]) % 1440 == minutes


def test_systemd_knows_that_ten_and_twenty_are_no_failures(tmp_path: Path) -> None:
    assert "\nSuccessExitStatus=10 20\n" in made(Kind.SYSTEMD, job(tmp_path, "plain")).files[0].content


def test_units_lie_where_systemd_looks_for_them(tmp_path: Path) -> None:
    what = job(tmp_path, "plain")
    assert made(Kind.SYSTEMD, what).files[1].path == "/home/ilinca/.config/systemd/user/freelance-comm-remind.timer"
    elsewhere = made(Kind.SYSTEMD, what, XDG_CONFIG_HOME="/conf/")
    assert elsewhere.files[1].path == "/conf/systemd/user/freelance-comm-remind.timer"


# -- cron ------------------------------------------------------------------------------------------------------------


def as_cron_reads_it(line: str) -> str:
    """Return the command of a line as the crons of Debian and of BSD hand it to the shell."""
    command = line.split(" ", 5)[5]
    read, escaped = "", False
    for char in command:
        if escaped and char == "%":
            read = read[:-1] + char
            escaped = False
            continue
        assert char != "%", "the rest would be standard input"
        escaped = char == "\\" and not escaped
        read += char
    return read


@pytest.mark.parametrize("odd", ODD)
def test_cron_starts_the_very_program_with_the_very_folder(odd: str, tmp_path: Path) -> None:
    what = job(tmp_path, odd)
    line = made(Kind.CRON, what).files[0].content.splitlines()[1]
    given = tmp_path / "given"
    subprocess.run(
        ["/bin/sh", "-c", as_cron_reads_it(line)], env={"GIVEN": str(given), "PATH": "/bin:/usr/bin"}, check=True
    )
    assert given.read_text().split("\0")[:-1] == [what.environment["FREELANCE_COMM_DATA"], *what.words[1:]]


@pytest.mark.parametrize("minutes", INTERVALS)
def test_every_interval_is_five_fields_of_cron(minutes: int, tmp_path: Path) -> None:
    line = made(Kind.CRON, job(tmp_path, "plain", minutes)).files[0].content.splitlines()[1]
    minute, hour, *rest = line.split(" ", 5)[:5]
    assert rest == ["*", "*", "*"]
    steps = len(range(0, 60, int(minute[2:]))) if minute.startswith("*/") else 1
    hours = len(range(0, 24, int(hour[2:]))) if hour.startswith("*/") else 24
    assert steps * hours == 1440 // minutes


@pytest.mark.parametrize("odd", ["two\\\\of them", "before\\%percent", "x" * 200 + "/" + "y" * 200 + "/" + "z" * 200])
def test_what_crons_read_in_two_ways_is_refused(odd: str, tmp_path: Path) -> None:
    what = job(tmp_path, "plain").but(environment={"FREELANCE_COMM_DATA": f"/{odd}/{odd}"})
    with pytest.raises(BadValue, match="cron"):
        made(Kind.CRON, what)


# -- launchd, Windows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("odd", ODD)
def test_launchd_reads_the_very_words(odd: str, tmp_path: Path) -> None:
    what = job(tmp_path, odd)
    (file,) = made(Kind.LAUNCHD, what).files
    read = plistlib.loads(file.content.encode())
    assert (read["ProgramArguments"], read["EnvironmentVariables"]) == (list(what.words), what.environment)
    assert read["Label"] == Path(file.path).stem == "freelance-comm-remind"
    assert read["StartCalendarInterval"] == [{"Minute": minute} for minute in (0, 15, 30, 45)]


def test_launchd_has_hours_too(tmp_path: Path) -> None:
    (file,) = made(Kind.LAUNCHD, job(tmp_path, "plain", 360)).files
    times = plistlib.loads(file.content.encode())["StartCalendarInterval"]
    assert times == [{"Hour": hour, "Minute": 0} for hour in (0, 6, 12, 18)]


def test_windows_starts_its_linux_with_the_words(tmp_path: Path) -> None:
    what = job(tmp_path, "semi;colon & pipe | <in>")
    root = ElementTree.fromstring(made(Kind.TASK_SCHEDULER, what, WSL_DISTRO_NAME="Debian").files[0].content)
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    assert root.findtext(f".//{space}Command") == "wsl.exe"
    assert root.findtext(f".//{space}Interval") == "PT15M"
    words = shlex.split(root.findtext(f".//{space}Arguments") or "")
    assert words[:4] == ["--distribution", "Debian", "--exec", "env"]
    assert words[-4:] == list(what.words)


def test_windows_would_read_a_variable_between_percent_signs(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="task-scheduler"):
        made(Kind.TASK_SCHEDULER, job(tmp_path, "%TEMP%"))


# -- all of them -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("odd", ["line\nbreak", "tab\there", "\x1b[31mred", "\udcff not text", "right\u202eleft"])
def test_a_path_with_control_signs_is_refused(kind: Kind, odd: str, tmp_path: Path) -> None:
    what = job(tmp_path, "plain").but(environment={"FREELANCE_COMM_DATA": f"/{odd}"})
    with pytest.raises(BadValue):
        made(kind, what)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("minutes", [0, -5, 7, 45, 90, 1440, 10**9])
def test_an_interval_that_divides_no_hour_is_refused_with_those_that_do(
    kind: Kind, minutes: int, tmp_path: Path
) -> None:
    with pytest.raises(BadValue, match=str(minutes)) as refused:
        made(kind, job(tmp_path, "plain", minutes))
    assert "15, 20, 30" in str(refused.value.params["known"])


def test_two_data_folders_have_reminders_of_their_own() -> None:
    names = {schedulers.name_for(folder, "/data/usual") for folder in ("/data/usual", "/data/one", "/data/two")}
    assert len(names) == 3
    assert schedulers.NAME in names
