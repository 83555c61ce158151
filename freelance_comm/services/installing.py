"""Puts what asks for reminders in its place, finds out whether it is there, and takes it away again.

Nothing of somebody else's is ever replaced: a file of ours begins with a mark that holds the sum of the rest, so that
one that was changed by hand is known; in a table of cron only the lines between our two marks are touched.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from freelance_comm import places
from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.schedulers import EVERY, Job, Kind, Plan, UnitFile, name_for, plan

if TYPE_CHECKING:
    from subprocess import CompletedProcess

    from freelance_comm.services.desk import Desk

PATIENCE = 20
"""Seconds after which a program of the system that does not answer is left alone."""
_MARK = "made by freelance-comm"
_LONGEST_FILE = 1 << 20


class State(StrEnum):
    """What became of it, or how it stands."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    ABSENT = "absent"
    DIFFERENT = "different"
    """Ours, and not what would be written now."""
    FOREIGN = "foreign"
    """Somebody else's, or changed by hand."""


class Installed(Record):
    """What was done, or what is there. ``on`` says whether it was turned on or off as well; where it was not, ``typed``
    are the commands that do it.
    """

    plan: Plan
    state: State
    on: bool = True
    typed: tuple[tuple[str, ...], ...] = ()


def this_kind(environ: Mapping[str, str]) -> Kind:
    """Return the program that starts others on this computer."""
    if sys.platform == "darwin":
        return Kind.LAUNCHD
    if Path("/run/systemd/system").is_dir():
        return Kind.SYSTEMD
    return Kind.TASK_SCHEDULER if environ.get("WSL_DISTRO_NAME") else Kind.CRON


def planned(
    desk: Desk, kind: Kind | None, minutes: int = EVERY, *, environ: Mapping[str, str], always: bool = False
) -> Plan:
    """Return what reminders for this desk need here; ``kind`` None is this computer's own. Raises ``BadValue``.

    With ``always`` they come outside working hours and in quiet ones too.
    """
    home = places.home(environ)
    if not home:
        raise BadValue(N_("There is no home folder to put it in."), hint=N_("Set HOME."))
    folder = str(desk.workspace.root)
    usual = places.data_folder("", "", {name: text for name, text in environ.items() if name != places.DATA_VARIABLE})
    variables = {places.DATA_VARIABLE: folder, **_language(desk, environ)}
    if environ.get("XDG_CONFIG_HOME", "").startswith("/"):
        variables["XDG_CONFIG_HOME"] = environ["XDG_CONFIG_HOME"]
    words, more = program(sys.argv[0], environ)
    job = Job(
        words=(*words, "remind", "--new", "--notify", *(("--always",) if always else ())),
        environment={**variables, **more},
        minutes=minutes,
        name=name_for(folder, usual),
    )
    return plan(kind or this_kind(environ), job, home=home, environ=environ, user=os.getuid())


def _language(desk: Desk, environ: Mapping[str, str]) -> dict[str, str]:
    """Return what a timer must be told of the language: nothing that the profile says, or may say one day."""
    profile = desk.reader.profile()
    if profile is not None and profile.welcomed:
        return {} if profile.language == desk.tr.locale else {places.LANGUAGE_VARIABLE: desk.tr.locale}
    system = next((environ[name] for name in places.LOCALE_VARIABLES if environ.get(name)), "")
    return {"LANG": system} if system else {}


def program(started_as: str, environ: Mapping[str, str]) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the words that start this program from anywhere, and the environment they need."""
    from shutil import which

    path = Path(started_as)
    found = which(places.PROGRAM, path=environ.get("PATH", os.defpath))
    for candidate in (path, *([Path(found)] if found else [])):
        if candidate.name == places.PROGRAM and _starts_this(candidate):
            return (str(candidate.absolute()),), {}
    above = str(Path(__file__).parents[2])
    needed = {} if Path(above).name in ("site-packages", "dist-packages") else {"PYTHONPATH": above}
    return (sys.executable, "-m", "freelance_comm"), needed


def _starts_this(path: Path) -> bool:
    """Return whether a file starts this program with this interpreter from anywhere: timers know no environment."""
    if not path.is_file() or not os.access(path, os.X_OK):
        return False
    try:
        with path.open("rb") as stream:
            beginning = stream.read(1000)
    except OSError:
        return False
    return not beginning.startswith(b"#!") or os.fsencode(sys.executable) in beginning


def state(what: Plan, *, environ: Mapping[str, str]) -> State:
    """Return how ``what`` stands: unchanged, different, foreign or absent."""
    if what.kind is Kind.TASK_SCHEDULER:
        return State.ABSENT
    if what.kind is Kind.CRON:
        table = _table(environ)
        return State.ABSENT if table is None else _in_table(table, what.files[0].content)
    found = {_file_state(file) for file in what.files}
    order = (State.FOREIGN, State.DIFFERENT, State.ABSENT)
    worst = next((one for one in order if one in found), State.UNCHANGED)
    return State.DIFFERENT if worst is State.ABSENT and len(found) > 1 else worst


def write(what: Plan, *, environ: Mapping[str, str]) -> Installed:
    """Put ``what`` in place and turn it on. Raises ``NotSaved`` rather than replace what is not ours, ``BadValue``."""
    before = state(what, environ=environ)
    if what.kind is Kind.TASK_SCHEDULER:
        raise BadValue(
            N_("Windows keeps its tasks itself."),
            hint=N_("Save the text without --write, then import it: {command}"),
            command=" ".join(what.turn_on[0]),
        )
    if what.kind is Kind.CRON:
        if before is State.UNCHANGED:
            return Installed(plan=what, state=before)
        _write_table(_with_block(_table(environ) or "", what.files[0].content), environ)
        return Installed(plan=what, state=State.WRITTEN)
    for file in what.files:
        if _file_state(file) is State.FOREIGN:
            raise NotSaved(
                N_("{file} was written by another program, or changed by hand, and was left as it is."),
                hint=N_("Look at it; if nobody needs it, delete it and repeat the command."),
                file=show(file.path),
            )
    for file in what.files:
        if _file_state(file) is not State.UNCHANGED:
            _put(file)
    if before is not State.ABSENT and what.kind is Kind.LAUNCHD:
        _runs(what.turn_off, environ)  # it reads its file only when it takes it up
    became = State.UNCHANGED if before is State.UNCHANGED else State.WRITTEN
    return _turned(what, became, what.turn_on, environ)


def remove(what: Plan, *, environ: Mapping[str, str]) -> Installed:
    """Turn ``what`` off and take it away; what is not ours stays. Raises ``NotSaved``, ``BadValue``."""
    if what.kind is Kind.TASK_SCHEDULER:
        raise BadValue(
            N_("Windows keeps its tasks itself."),
            hint=N_("Remove the task there: {command}"),
            command=" ".join(what.turn_off[0]),
        )
    if what.kind is Kind.CRON:
        table = _table(environ)
        if table is None or _in_table(table, what.files[0].content) is State.ABSENT:
            return Installed(plan=what, state=State.ABSENT)
        _write_table(_with_block(table, "", like=what.files[0].content), environ)
        return Installed(plan=what, state=State.REMOVED)
    ours = [file for file in what.files if _MARK in _first_lines(file.path)]
    if not ours:
        return Installed(plan=what, state=State.ABSENT)
    done = _turned(what, State.REMOVED, what.turn_off, environ)
    for file in ours:
        try:
            Path(file.path).unlink()
        except OSError as error:
            raise _refused(error, file.path) from error
    return done


# -- files -----------------------------------------------------------------------------------------------------------


def marked(file: UnitFile) -> str:
    """Return the content of a file with the mark that says whose it is."""
    mark = f"{_MARK} (sum {crc32(file.content.encode()):08x})"
    if not file.content.startswith("<?xml"):
        return f"# {mark}\n{file.content}"
    first, _, rest = file.content.partition("\n")
    return f"{first}\n<!-- {mark} -->\n{rest}"


def _first_lines(path: str) -> str:
    """Return the beginning of a file, where its mark stands; empty where there is none."""
    return _text(path)[:400]


def _text(path: str) -> str:
    try:
        with Path(path).open("rb") as stream:
            return stream.read(_LONGEST_FILE).decode("utf-8", "replace")
    except OSError:
        return ""


def _file_state(file: UnitFile) -> State:
    if not os.path.lexists(file.path):
        return State.ABSENT
    there = _text(file.path)
    if there == marked(file):
        return State.UNCHANGED
    lines = there.split("\n")
    mark = next((line for line in lines[:2] if f"{_MARK} (sum " in line), "")
    rest = "\n".join(line for line in lines if line != mark)
    known = mark.partition("(sum ")[2][:8]
    return State.DIFFERENT if mark and known == f"{crc32(rest.encode()):08x}" else State.FOREIGN


def _put(file: UnitFile) -> None:
    from freelance_comm.store import files

    path = Path(file.path)
    temporary = f"{path}.{os.getpid()}{files.TEMPORARY}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        files.write_new(temporary, marked(file).encode(), sync=True)
        Path(temporary).chmod(0o644)  # what starts programs may be read; nothing secret is in it
        files.rename(temporary, str(path))
    except OSError as error:
        if os.path.lexists(temporary):
            files.remove(temporary)
        raise _refused(error, file.path) from error


def _refused(error: OSError, path: str) -> NotSaved:
    from freelance_comm.store.refusals import not_saved

    return not_saved(error, show(path))


# -- programs of the system ------------------------------------------------------------------------------------------


def _turned(what: Plan, became: State, commands: tuple[tuple[str, ...], ...], environ: Mapping[str, str]) -> Installed:
    on = _runs(commands, environ)
    return Installed(plan=what, state=became, on=on, typed=() if on else commands)


def _runs(commands: tuple[tuple[str, ...], ...], environ: Mapping[str, str]) -> bool:
    """Run commands one after another and say whether all went well."""
    return all((done := _ran(words, environ)) is not None and done.returncode == 0 for words in commands)


def _ran(words: tuple[str, ...], environ: Mapping[str, str], given: bytes = b"") -> CompletedProcess[bytes] | None:
    import subprocess
    from shutil import which

    found = which(words[0], path=environ.get("PATH", os.defpath))
    if not found:
        return None
    try:
        return subprocess.run(
            [found, *words[1:]], input=given, capture_output=True, env=dict(environ), timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


# -- the table of cron -----------------------------------------------------------------------------------------------


def _table(environ: Mapping[str, str]) -> str | None:
    """Return the person's table; None where there is none. Raises ``NotSaved`` where it cannot be had."""
    done = _ran(("crontab", "-l"), {**environ, "LC_ALL": "C"})
    if done is None:
        return None
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "surrogateescape")
    if b"no crontab" in done.stderr.lower() or not done.stderr.strip():
        return None
    raise _no_table(done.stderr)


def _no_table(reason: bytes) -> NotSaved:
    return NotSaved(
        N_("Your crontab cannot be read or written: {reason}"),
        hint=N_("Add the line yourself with `crontab -e`."),
        reason=show(reason.decode("utf-8", "replace").strip().splitlines()[0] if reason.strip() else "?"),
    )


def _in_table(table: str, block: str) -> State:
    begin, end = block.splitlines()[0], block.splitlines()[-1]
    lines = table.splitlines()
    if begin not in lines:
        return State.ABSENT
    if lines.count(begin) != 1 or lines.count(end) != 1 or lines.index(end) < lines.index(begin):
        return State.FOREIGN
    return State.UNCHANGED if block in f"{table}\n" else State.DIFFERENT


def _with_block(table: str, block: str, *, like: str = "") -> str:
    """Return a table with ``block`` in the place of the one there, or at its end; raises ``NotSaved`` in doubt."""
    begin, *_, end = (like or block).splitlines()
    if _in_table(table, like or block) is State.FOREIGN:
        raise NotSaved(
            N_("The marks around our lines in your crontab do not match; it was left as it is."),
            hint=N_("Put it right with `crontab -e`: there should be one line “{begin}” and below it one “{end}”."),
            begin=begin,
            end=end,
        )
    lines = table.splitlines()
    if begin not in lines:
        kept = "".join(f"{line}\n" for line in lines)
        return kept + block
    first, last = lines.index(begin), lines.index(end)
    return "".join(f"{line}\n" for line in lines[:first]) + block + "".join(f"{line}\n" for line in lines[last + 1 :])


def _write_table(table: str, environ: Mapping[str, str]) -> None:
    done = _ran(("crontab", "-"), environ, table.encode("utf-8", "surrogateescape"))
    if done is None:
        raise NotSaved(
            N_("There is no program `crontab` here."),
            hint=N_("Choose another one: `freelance-comm remind --install systemd`."),
        )
    if done.returncode != 0:
        raise _no_table(done.stderr)
