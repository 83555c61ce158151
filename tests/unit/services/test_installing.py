"""Putting reminders in their place: only what is ours, once, and gone without a trace when it is taken away."""

from __future__ import annotations

import plistlib
import sys
from pathlib import Path

import pytest

from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.services import installing
from freelance_comm.services.installing import Installed, State
from freelance_comm.services.schedulers import Kind, Plan
from tests.unit.services.rig import Rig

SYSTEMCTL = '#!/bin/sh\necho "$@" >> "$HOME/called"\n'
CRONTAB = """#!/bin/sh
if [ "$1" = -l ]; then
  [ -f "$HOME/table" ] || { echo "no crontab for ilinca" >&2; exit 1; }
  exec cat "$HOME/table"
fi
[ "$1" = - ] || exit 2
exec cat > "$HOME/table"
"""


class Machine:
    """A home with the programs that a test puts into it."""

    def __init__(self, home: Path, rig: Rig) -> None:
        self.home = home
        self.rig = rig
        above = str(rig.folder.parent)
        self.environ = {"HOME": str(home), "PATH": f"{home}/bin:/usr/bin:/bin", "XDG_DATA_HOME": above}
        (home / "bin").mkdir(parents=True)
        self.program("freelance-comm", f"#!{sys.executable}\n")

    def program(self, name: str, text: str) -> None:
        """Put a program into the path."""
        place = self.home / "bin" / name
        place.write_text(text)
        place.chmod(0o755)

    def plan(self, kind: Kind, minutes: int = 15) -> Plan:
        """Return what is to be installed."""
        return installing.planned(self.rig.desk, kind, minutes, environ=self.environ)

    def write(self, kind: Kind, minutes: int = 15) -> Installed:
        """Install it."""
        return installing.write(self.plan(kind, minutes), environ=self.environ)

    def remove(self, kind: Kind) -> Installed:
        """Take it away."""
        return installing.remove(self.plan(kind), environ=self.environ)

    def state(self, kind: Kind, minutes: int = 15) -> State:
        """Say how it stands."""
        return installing.state(self.plan(kind, minutes), environ=self.environ)

    @property
    def called(self) -> list[str]:
        """What the programs of the system were asked to do."""
        place = self.home / "called"
        return place.read_text().splitlines() if place.exists() else []

    @property
    def table(self) -> str:
        """The table of cron."""
        return (self.home / "table").read_text()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with systemd, cron and launchd at once, and the data where they usually lie."""
    made = Machine(tmp_path / "home", Rig(tmp_path / "share/freelance-comm"))
    made.program("systemctl", SYSTEMCTL)
    made.program("launchctl", SYSTEMCTL)
    made.program("crontab", CRONTAB)
    return made


ON_FILES = (Kind.SYSTEMD, Kind.LAUNCHD)
HERE = (*ON_FILES, Kind.CRON)


# -- there and back --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", HERE)
def test_there_and_back_leaves_nothing(kind: Kind, machine: Machine) -> None:
    seen = [machine.state(kind), machine.write(kind).state, machine.state(kind), machine.write(kind).state]
    seen += [machine.remove(kind).state, machine.state(kind), machine.remove(kind).state]
    assert seen == ["absent", "written", "unchanged", "unchanged", "removed", "absent", "absent"]
    left = {path.name for path in machine.home.rglob("*") if path.is_file()} - {"called"}
    assert left - {"freelance-comm", "systemctl", "launchctl", "crontab", "table"} == set()
    assert kind is not Kind.CRON or machine.table == ""


@pytest.mark.parametrize("kind", HERE)
def test_another_interval_takes_the_place_of_the_first(kind: Kind, machine: Machine) -> None:
    machine.write(kind, 15)
    assert machine.state(kind, 30) is State.DIFFERENT
    assert machine.write(kind, 30).state is State.WRITTEN
    assert (machine.state(kind, 30), machine.state(kind, 15)) == (State.UNCHANGED, State.DIFFERENT)


def test_the_timer_is_turned_on_and_off(machine: Machine) -> None:
    assert machine.write(Kind.SYSTEMD).on
    assert machine.remove(Kind.SYSTEMD).on
    assert machine.called == [
        "--user daemon-reload",
        "--user enable --now freelance-comm-remind.timer",
        "--user disable --now freelance-comm-remind.timer",
    ]


@pytest.mark.parametrize("text", ["#!/bin/sh\nexit 1\n", "#!/nowhere\n"])
def test_what_cannot_be_turned_on_is_said_with_the_commands_to_type(text: str, machine: Machine) -> None:
    machine.program("systemctl", text)
    done = machine.write(Kind.SYSTEMD)
    assert (done.state, done.on) == (State.WRITTEN, False)
    assert done.typed[-1] == ("systemctl", "--user", "enable", "--now", "freelance-comm-remind.timer")


def test_an_agent_that_changed_is_taken_up_anew(machine: Machine) -> None:
    machine.write(Kind.LAUNCHD, 15)
    machine.write(Kind.LAUNCHD, 30)
    assert [line.split()[0] for line in machine.called] == ["bootstrap", "bootout", "bootstrap"]
    (path,) = (machine.home / "Library/LaunchAgents").iterdir()
    assert len(plistlib.loads(path.read_bytes())["StartCalendarInterval"]) == 2


def test_files_may_be_read_by_what_starts_programs(machine: Machine) -> None:
    machine.write(Kind.SYSTEMD)
    for path in (machine.home / ".config/systemd/user").iterdir():
        assert path.stat().st_mode & 0o777 == 0o644


# -- what is not ours ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ON_FILES)
@pytest.mark.parametrize(
    "content", ["", "[Service]\nExecStart=/bin/true\n", "# made by freelance-comm (sum 00000000)\nx"]
)
def test_somebody_elses_file_stays_as_it_is(kind: Kind, content: str, machine: Machine) -> None:
    path = Path(machine.plan(kind).files[-1].path)
    path.parent.mkdir(parents=True)
    path.write_text(content)
    assert machine.state(kind) is State.FOREIGN
    with pytest.raises(NotSaved, match="left as it is"):
        machine.write(kind)
    assert path.read_text() == content
    assert machine.called == []
    assert [one.name for one in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("kind", ON_FILES)
def test_what_was_changed_by_hand_is_not_written_over(kind: Kind, machine: Machine) -> None:
    machine.write(kind)
    path = Path(machine.plan(kind).files[0].path)
    changed = path.read_text().replace("remind", "remind --always")
    path.write_text(changed)
    with pytest.raises(NotSaved, match="changed by hand"):
        machine.write(kind, 30)
    assert path.read_text() == changed


def test_what_never_was_ours_is_not_taken_away(machine: Machine) -> None:
    path = Path(machine.plan(Kind.SYSTEMD).files[0].path)
    path.parent.mkdir(parents=True)
    path.write_text("[Service]\n")
    assert machine.remove(Kind.SYSTEMD).state is State.ABSENT
    assert path.exists()


def test_the_other_lines_of_the_table_stay_to_the_byte(machine: Machine) -> None:
    theirs = "MAILTO=ilinca\n# my own\n*/5 * * * * date +\\%H  >> log # ș\n\n@daily   backup"
    (machine.home / "table").write_text(theirs)
    machine.write(Kind.CRON)
    assert machine.table.startswith(theirs + "\n# freelance-comm-remind: begin\n*/15 * * * * ")
    (machine.home / "table").write_text(machine.table + "@weekly sweep\n")
    machine.write(Kind.CRON, 30)
    machine.remove(Kind.CRON)
    assert machine.table == theirs + "\n@weekly sweep\n"


@pytest.mark.parametrize(
    "torn",
    [
        "# freelance-comm-remind: begin\n",
        "# freelance-comm-remind: end\n# freelance-comm-remind: begin\n",
        "# freelance-comm-remind: begin\n# freelance-comm-remind: begin\n# freelance-comm-remind: end\n",
    ],
)
def test_a_table_with_torn_marks_is_left_alone(torn: str, machine: Machine) -> None:
    (machine.home / "table").write_text(torn + "@daily backup\n")
    for act in (machine.write, machine.remove):
        with pytest.raises(NotSaved, match="marks"):
            act(Kind.CRON)
    assert machine.table == torn + "@daily backup\n"


def test_a_table_that_cannot_be_read_is_never_replaced(machine: Machine) -> None:
    machine.program("crontab", "#!/bin/sh\necho 'you are not allowed to use this program' >&2\nexit 1\n")
    with pytest.raises(NotSaved, match="cron"):
        machine.write(Kind.CRON)


def test_without_cron_it_says_so(machine: Machine) -> None:
    (machine.home / "bin/crontab").unlink()
    machine.environ["PATH"] = f"{machine.home}/bin"
    with pytest.raises(NotSaved, match="crontab"):
        machine.write(Kind.CRON)


def test_windows_is_told_what_to_do_with_the_text(machine: Machine) -> None:
    for act in (machine.write, machine.remove):
        with pytest.raises(BadValue, match="Windows"):
            act(Kind.TASK_SCHEDULER)


def test_a_folder_that_takes_no_file_is_told_and_leaves_nothing(machine: Machine) -> None:
    (machine.home / ".config").write_text("a file")
    with pytest.raises(NotSaved):
        machine.write(Kind.SYSTEMD)
    assert (machine.home / ".config").read_text() == "a file"


# -- what is started -------------------------------------------------------------------------------------------------


def test_what_is_started_knows_its_data_and_its_language(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["freelance-comm"])
    service = machine.plan(Kind.SYSTEMD).files[0].content
    assert f'ExecStart="{machine.home}/bin/freelance-comm" "remind" "--new" "--notify"' in service
    assert f'Environment="FREELANCE_COMM_DATA={machine.rig.folder}"' in service
    assert "FREELANCE_COMM_LANG" not in service  # the profile says it, and may say another one later


def test_another_language_than_the_profiles_is_written_down(machine: Machine) -> None:
    machine.rig.profile(language="ro")
    assert 'Environment="FREELANCE_COMM_LANG=en"' in machine.plan(Kind.SYSTEMD).files[0].content


def test_before_there_is_a_profile_the_systems_language_is_kept_and_a_profile_goes_before_it(
    machine: Machine, tmp_path: Path
) -> None:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Workspace

    rig = machine.rig
    blank = Desk(Workspace(tmp_path / "blank", durable=False), clock=rig.clock, tr=rig.desk.tr, zone="UTC")
    environ = {**machine.environ, "LANG": "ro_RO.UTF-8"}
    service = installing.planned(blank, Kind.SYSTEMD, environ=environ).files[0].content
    assert 'Environment="LANG=ro_RO.UTF-8"' in service
    assert "FREELANCE_COMM_LANG" not in service


def test_the_command_that_was_typed_is_the_one_that_is_started(machine: Machine, tmp_path: Path) -> None:
    typed = tmp_path / "venv/bin/freelance-comm"
    typed.parent.mkdir(parents=True)
    typed.write_text(f"#!{sys.executable}\n")
    typed.chmod(0o755)
    assert installing.program(str(typed), machine.environ) == ((str(typed),), {})


@pytest.mark.parametrize("first", ["#!/usr/bin/env python3\n", "#!/opt/other/bin/python\n"])
def test_a_script_that_another_interpreter_would_run_is_not_started_by_itself(first: str, tmp_path: Path) -> None:
    typed = tmp_path / "freelance-comm"
    typed.write_text(first)
    typed.chmod(0o755)
    assert installing.program(str(typed), {"PATH": str(tmp_path)})[0] == (sys.executable, "-m", "freelance_comm")


def test_without_a_command_the_interpreter_starts_the_package(machine: Machine) -> None:
    words, more = installing.program("/usr/bin/pytest", {"PATH": "/nowhere"})
    assert words == (sys.executable, "-m", "freelance_comm")
    assert Path(more["PYTHONPATH"], "freelance_comm", "__main__.py").is_file()


def test_another_data_folder_has_reminders_of_its_own(machine: Machine, tmp_path: Path) -> None:
    machine.write(Kind.SYSTEMD)
    second = Rig(tmp_path / "second").desk
    other = installing.planned(second, Kind.SYSTEMD, environ=machine.environ)
    assert installing.state(other, environ=machine.environ) is State.ABSENT
    installing.write(other, environ=machine.environ)
    assert len(list((machine.home / ".config/systemd/user").iterdir())) == 4
    machine.remove(Kind.SYSTEMD)
    assert installing.state(other, environ=machine.environ) is State.UNCHANGED


@pytest.mark.parametrize(
    ("platform", "environ", "kind"),
    [
        ("darwin", {}, Kind.LAUNCHD),
        ("linux", {}, Kind.CRON),
        ("linux", {"WSL_DISTRO_NAME": "Debian"}, Kind.TASK_SCHEDULER),
    ],
)
def test_the_computers_own_way_is_found(
    platform: str, environ: dict[str, str], kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    real = Path.is_dir
    monkeypatch.setattr(Path, "is_dir", lambda path: False if str(path) == "/run/systemd/system" else real(path))
    assert installing.this_kind(environ) is kind


def test_where_systemd_runs_it_is_systemd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(Path, "is_dir", lambda path: str(path) == "/run/systemd/system")
    assert installing.this_kind({"WSL_DISTRO_NAME": "Debian"}) is Kind.SYSTEMD
