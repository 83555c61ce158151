"""What lets a computer ask for reminders by itself: a systemd timer, a line for cron, an agent of launchd, or a task of
Windows, each as the text that its program reads.

Apart from putting it in place (``installing``), because people may want to read it first and put it there themselves.
Each program quotes in its own way, and a path may hold anything: what a program cannot be told is refused.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from enum import StrEnum
from zlib import crc32

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

EVERY = 15
"""Minutes between two looks, where nothing else is wished."""
INTERVALS = (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720)
"""Minutes that divide an hour or a day evenly: nothing else can be said to cron."""
NAME = "freelance-comm-remind"
_LONGEST_CRON_LINE = 990
_HOUR = 60


class Kind(StrEnum):
    """Programs that start others at a time."""

    SYSTEMD = "systemd"
    CRON = "cron"
    LAUNCHD = "launchd"
    TASK_SCHEDULER = "task-scheduler"


class Job(Record):
    """What is to be run: the words of a command, with the environment it needs, every so many minutes.

    ``name`` tells the reminders of one data folder from those of another.
    """

    words: tuple[str, ...]
    environment: dict[str, str]
    minutes: int = EVERY
    name: str = NAME


class UnitFile(Record):
    """A text that a program reads, and the path where it looks for it (empty where people say it themselves)."""

    path: str
    content: str


class Plan(Record):
    """What is to be put where. ``turn_on`` and ``turn_off`` are commands, as words, to type afterwards or before.

    For cron there is one file without a path, and its content is the block of the table.
    """

    kind: Kind
    files: tuple[UnitFile, ...]
    turn_on: tuple[tuple[str, ...], ...] = ()
    turn_off: tuple[tuple[str, ...], ...] = ()


def plan(kind: Kind, job: Job, *, home: str, environ: Mapping[str, str], user: int = 0) -> Plan:
    """Return what ``kind`` needs to run ``job``; ``user`` is the number of the user. Raises ``BadValue``."""
    if job.minutes not in INTERVALS:
        raise BadValue(
            N_("Reminders cannot come every {minutes} minutes."),
            hint=N_("Choose one of these numbers of minutes: {known}."),
            minutes=job.minutes,
            known=", ".join(map(str, INTERVALS)),
        )
    for text in (*job.words, *job.environment.values(), home):
        if not text.isprintable() and show(text) != text:
            raise _cannot(kind, text)
    makers = {
        Kind.SYSTEMD: lambda: _systemd(job, _config(home, environ)),
        Kind.CRON: lambda: _cron(job),
        Kind.LAUNCHD: lambda: _launchd(job, home, user),
        Kind.TASK_SCHEDULER: lambda: _windows(job, environ),
    }
    return makers[kind]()


def name_for(folder: str, usual: str) -> str:
    """Return the name of the reminders of a data folder; only those of the ``usual`` one bear the plain name."""
    return NAME if folder == usual else f"{NAME}-{crc32(folder.encode('utf-8', 'surrogateescape')):08x}"


def _config(home: str, environ: Mapping[str, str]) -> str:
    wanted = environ.get("XDG_CONFIG_HOME", "")
    return wanted.rstrip("/") if wanted.startswith("/") else f"{home}/.config"


def _cannot(kind: Kind, text: str) -> BadValue:
    return BadValue(
        N_("{program} cannot handle this path: {path}"),
        hint=N_("Choose another program, or a data folder with a simpler path."),
        program=kind.value,
        path=show(text),
    )


# -- systemd ---------------------------------------------------------------------------------------------------------


def _systemd(job: Job, config: str) -> Plan:
    folder = f"{config}/systemd/user"
    timer = f"{job.name}.timer"
    environment = "".join(f"Environment={_unit_word(f'{key}={text}')}\n" for key, text in job.environment.items())
    service = (
        "[Unit]\n"
        "Description=Reminders of freelance-comm\n"
        "\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"{environment}"
        f"ExecStart={_unit_command(job.words)}\n"
        "# 10 is something due soon, 20 something overdue: neither is a failure.\n"
        "SuccessExitStatus=10 20\n"
    )
    hours, minutes = divmod(job.minutes, _HOUR)
    when = f"*-*-* 0/{hours}:00:00" if hours else f"*:0/{minutes}"
    clock = (
        "[Unit]\n"
        "Description=Asks for reminders of freelance-comm\n"
        "\n"
        "[Timer]\n"
        f"OnCalendar={when}\n"
        "OnStartupSec=1min\n"
        "Persistent=true\n"
        "AccuracySec=30s\n"
        "\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )
    return Plan(
        kind=Kind.SYSTEMD,
        files=(
            UnitFile(path=f"{folder}/{job.name}.service", content=service),
            UnitFile(path=f"{folder}/{timer}", content=clock),
        ),
        turn_on=(
            ("systemctl", "--user", "daemon-reload"),
            ("systemctl", "--user", "enable", "--now", timer),
        ),
        turn_off=(("systemctl", "--user", "disable", "--now", timer),),
    )


def _unit_command(words: tuple[str, ...]) -> str:
    program, *rest = words
    if set(program) & set("\\\"'"):  # systemd takes no such name for a program, but passes it on as a word
        shell = ["/bin/sh", *(_unit_word(word, dollar="$$") for word in ("-c", 'exec "$0" "$@"', program))]
        return " ".join([*shell, *(_unit_word(word, dollar="$$") for word in rest)])
    return " ".join([_unit_word(program), *(_unit_word(word, dollar="$$") for word in rest)])


def _unit_word(word: str, *, dollar: str = "$") -> str:
    """Return a word as a unit file holds it; in arguments, though not in names of programs, a dollar is doubled."""
    for sign, spelled in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("$", dollar)):
        word = word.replace(sign, spelled)
    return f'"{word}"'


# -- cron ------------------------------------------------------------------------------------------------------------


def block_ends(name: str) -> tuple[str, str]:
    """Return the lines around what is ours in a table of cron."""
    return f"# {name}: begin", f"# {name}: end"


def _cron(job: Job) -> Plan:
    hours, minutes = divmod(job.minutes, _HOUR)
    when = f"0 */{hours} * * *" if hours > 1 else "0 * * * *" if hours else f"*/{minutes} * * * *"
    for word in (*job.environment.values(), *job.words):
        if "\\\\" in word or "\\%" in word:  # read in two ways, depending on whose cron it is
            raise _cannot(Kind.CRON, word)
    settings = " ".join(f"{key}={shlex.quote(text)}" for key, text in job.environment.items())
    line = f"{when} {settings} {shlex.join(job.words)}".replace("%", "\\%")
    if len(line.encode()) > _LONGEST_CRON_LINE:
        raise _cannot(Kind.CRON, max((*job.environment.values(), *job.words), key=len))
    begin, end = block_ends(job.name)
    return Plan(kind=Kind.CRON, files=(UnitFile(path="", content=f"{begin}\n{line}\n{end}\n"),))


# -- launchd ---------------------------------------------------------------------------------------------------------


def _launchd(job: Job, home: str, user: int) -> Plan:
    import plistlib

    hours, minutes = divmod(job.minutes, _HOUR)
    if hours:
        times = [{"Hour": hour, "Minute": 0} for hour in range(0, 24, hours)]
    else:
        times = [{"Minute": minute} for minute in range(0, _HOUR, minutes)]
    content = plistlib.dumps(
        {
            "Label": job.name,
            "ProgramArguments": list(job.words),
            "EnvironmentVariables": dict(job.environment),
            "StartCalendarInterval": times,
            "RunAtLoad": True,
            "ProcessType": "Background",
        },
        sort_keys=False,
    ).decode()
    path = f"{home}/Library/LaunchAgents/{job.name}.plist"
    return Plan(
        kind=Kind.LAUNCHD,
        files=(UnitFile(path=path, content=content),),
        turn_on=(("launchctl", "bootstrap", f"gui/{user}", path),),
        turn_off=(("launchctl", "bootout", f"gui/{user}/{job.name}"),),
    )


# -- Windows ---------------------------------------------------------------------------------------------------------


def _windows(job: Job, environ: Mapping[str, str]) -> Plan:
    """The program runs in the Linux of Windows there, so Windows is to start it in that."""
    from subprocess import list2cmdline
    from xml.sax.saxutils import escape

    words = ["--exec", "env", *(f"{key}={text}" for key, text in job.environment.items()), *job.words]
    system = environ.get("WSL_DISTRO_NAME", "")
    if system:
        words = ["--distribution", system, *words]
    for word in words:
        if "%" in word:  # Windows would read the name of a variable
            raise _cannot(Kind.TASK_SCHEDULER, word)
    if "=" in job.words[0]:  # and env a value
        raise _cannot(Kind.TASK_SCHEDULER, job.words[0])
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        "  <RegistrationInfo><Description>Reminders of freelance-comm</Description></RegistrationInfo>\n"
        "  <Triggers>\n"
        "    <TimeTrigger>\n"
        "      <StartBoundary>2026-01-01T00:00:00</StartBoundary>\n"
        f"      <Repetition><Interval>PT{job.minutes}M</Interval></Repetition>\n"
        "    </TimeTrigger>\n"
        "  </Triggers>\n"
        "  <Settings>\n"
        "    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\n"
        "    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>\n"
        "    <StartWhenAvailable>true</StartWhenAvailable>\n"
        "    <ExecutionTimeLimit>PT5M</ExecutionTimeLimit>\n"
        "  </Settings>\n"
        "  <Actions>\n"
        f"    <Exec><Command>wsl.exe</Command><Arguments>{escape(list2cmdline(words))}</Arguments></Exec>\n"
        "  </Actions>\n"
        "</Task>\n"
    )
    file = f"{job.name}.xml"
    return Plan(
        kind=Kind.TASK_SCHEDULER,
        files=(UnitFile(path="", content=content),),
        turn_on=(("schtasks.exe", "/Create", "/TN", job.name, "/XML", file),),
        turn_off=(("schtasks.exe", "/Delete", "/TN", job.name),),
    )
