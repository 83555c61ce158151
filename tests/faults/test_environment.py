"""Outputs that close or are full, odd encodings, and machines on which something usual is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.process import COMMAND, Command, Ended
from tests.faults.said import lines, refused

C_LOCALE: dict[str, str | None] = {"LC_ALL": "C", "LANG": None, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
WINDOWS: dict[str, str | None] = {"PYTHONIOENCODING": "cp1252"}
NAME = "Ștefan Țurcanu чай 🎉"


def entries(command: Command) -> int:
    """Return how many entries are logged."""
    return len(json.loads(command.done("track", "list", "--json").out))


# -- outputs ---------------------------------------------------------------------------------------------------------


@pytest.mark.fault("U03")
@pytest.mark.parametrize("output", ["| head -1", "| true", "| head -c 0", ">&-", "> /dev/full", ">&- 2>&-"])
@pytest.mark.parametrize(
    "line", ["track add Menu 1h", "track add Menu 1h --json", "--lang ru track add Menu 1h", "track start Menu"]
)
def test_a_save_is_a_save_wherever_its_answer_goes(working: Command, line: str, output: str) -> None:
    ended = working.shell(f"fc {line} {output}")
    assert ended.code == 0, ended.err
    assert "Traceback" not in ended.err
    assert "error:" not in ended.err
    saved = entries(working) + (working.done("track", "status").out != "No timer is running.\n")
    assert saved == 1


@pytest.mark.fault("U03")
@pytest.mark.parametrize("line", ["list", "list --json", "add Menu 1h"])
def test_whoever_stops_reading_has_read_enough(working: Command, line: str) -> None:
    for number in range(3):
        working.done("track", "add", "Menu", "1h", f"{number} " + "long note " * 2_000)
    ended = working.shell(f"fc track {line} | head -1")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.count("\n") == 1


@pytest.mark.fault("U03")
def test_a_full_output_after_a_save_is_a_warning_that_says_saved(working: Command) -> None:
    ended = working.shell("fc track add Menu 1h > /dev/full")
    assert ended.code == 0
    assert [line[:15] for line in lines(ended)] == ["warning: Saved,"]


@pytest.mark.fault("U03")
@pytest.mark.parametrize("line", ["track list", "track list --json", "draft Menu", "draft Menu --format eml", "today"])
def test_an_answer_that_could_not_be_written_is_a_failure_where_it_was_all_there_was(
    working: Command, line: str
) -> None:
    working.done("profile", "set", "--name", "Nora Ellis")  # or a draft says first that it is not signed
    refused(working.shell(f"fc {line} > /dev/full"), 5, "The output could not be written")


@pytest.mark.fault("U03")
@pytest.mark.parametrize("form", ["text", "eml"])
@pytest.mark.parametrize("output", ["| true", "> /dev/full"])
def test_a_letter_marked_as_sent_is_marked_wherever_it_goes(working: Command, form: str, output: str) -> None:
    assert working.shell(f"fc draft Menu --format {form} --sent {output}").code == 0
    listed = json.loads(working.done("draft", "Menu", "--list", "--json").out)
    assert [line["name"] for line in listed if line["sent_at"]] == ["contact/first-contact"]


@pytest.mark.fault("U03")
@pytest.mark.parametrize("line", ["help", "help track", "track add --help", "--version", "where"])
@pytest.mark.parametrize("output", ["| true", ">&-"])
def test_help_is_never_a_failure(command: Command, line: str, output: str) -> None:
    ended = command.shell(f"fc {line} {output}")
    assert (ended.code, ended.err) == (0, "")


# -- encodings -------------------------------------------------------------------------------------------------------


@pytest.mark.fault("U04")
@pytest.mark.parametrize("surroundings", [C_LOCALE, WINDOWS, {"TERM": None}, {"PYTHONIOENCODING": "ascii:strict"}])
def test_data_are_utf8_whatever_the_terminal_can_show(command: Command, surroundings: dict[str, str | None]) -> None:
    added = command.done("client", "add", NAME, "--notes", "чай\nceai", env=surroundings)
    assert (added.err, "C-2026-001" in added.out) == ("", True)
    assert NAME in (command.data / "clients.json").read_text("utf-8")
    shown = command.done("client", "list", env=surroundings)
    assert "C-2026-001" in shown.out
    plain = json.loads(command.done("client", "list", "--json").out)
    assert json.loads(command.done("client", "list", "--json", env=surroundings).out) == plain
    assert plain[0]["name"] == NAME
    command.done("project", "add", "Часы", "--client", "Ștefan", env=surroundings)
    command.done("track", "add", "Часы", "1h", "чай", env=surroundings)
    written = command.done("draft", "Часы", "--output", "письмо.txt", env=surroundings)
    assert (written.code, written.err.startswith("Remember: ")) == (0, True)
    assert NAME in (command.home / "письмо.txt").read_text("utf-8")
    for line in ("today", "promise list", "track list", "client show Ștefan", "--lang ru today"):
        assert command.done(*line.split(), env=surroundings).err == ""
    assert command.done("report", "Часы", env=surroundings).err.startswith("Remember: ")  # and no complaint


@pytest.mark.fault("U04")
def test_a_refusal_in_a_poor_locale_keeps_its_code_and_its_lines(command: Command) -> None:
    refused(command.run("client", "show", NAME, env=C_LOCALE), 3)


# -- what is missing -------------------------------------------------------------------------------------------------


@pytest.mark.fault("U06")
@pytest.mark.parametrize("option", ["-O", "-OO"])
def test_it_works_without_assertions(working: Command, option: str) -> None:
    start = (COMMAND[0], option, *COMMAND[1:])
    assert working.run("track", "add", "Menu", "1h", start=start).code == 0
    refused(working.run("track", "add", "Menu", "25h", start=start), 2)
    refused(working.run("client", "show", "Bo", start=start), 3)
    assert "Ana" in working.run("draft", "Menu", start=start).out
    (working.data / "clients.json").write_text("{", "utf-8")
    refused(working.run("client", "list", start=start), 4)


@pytest.mark.fault("U06")
@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_home_it_says_what_to_set(command: Command, home: str) -> None:
    ended = command.run("client", "list", env={"HOME": home})
    if home:
        refused(ended, 2, "Set HOME", "--data-dir")
    command.done("--data-dir", str(command.home / "data"), "client", "add", "Ana", env={"HOME": home})


@pytest.mark.fault("U06")
def test_a_user_the_system_does_not_know_and_no_home_is_told_what_to_set(command: Command) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can become a user that the system does not know")
    script = "import os, sys; from tests.faults import unprivileged as one; one.NOBODY = 47_110; sys.exit(one.main())"
    start = (sys.executable, "-c", script)
    refused(command.run("client", "list", start=start, env={"HOME": None}, cwd=Path("/")), 2, "Set HOME")


@pytest.mark.fault("U06")
def test_a_home_that_is_the_root_folder_is_a_home(command: Command) -> None:
    ended = command.done("where", "--json", env={"HOME": "/"})
    assert json.loads(ended.out)["data"] == "/.local/share/freelance-comm"


WITHOUT_TZDATA = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "tzdata":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
from freelance_comm.entry import main
sys.exit(main())
"""


@pytest.mark.fault("U06")
def test_without_the_rules_of_time_zones_utc_works_and_others_say_what_is_missing(command: Command) -> None:
    start = (sys.executable, "-c", WITHOUT_TZDATA)
    bare: dict[str, str | None] = {"PYTHONTZPATH": "", "TZ": "UTC"}

    def run(*words: str) -> Ended:
        return command.run(*words, start=start, env=bare)

    assert run("client", "add", "Ana").code == 0
    assert run("project", "add", "Menu", "--client", "Ana").code == 0
    assert run("track", "add", "Menu", "yesterday 14-16").code == 0
    assert run("today").code == 0
    refused(run("profile", "set", "--zone", "Europe/Berlin"), 2, "no time zone data", "tzdata")
    command.done("profile", "set", "--zone", "Europe/Berlin")
    refused(run("track", "add", "Menu", "yesterday 14-16"), 2, "“Europe/Berlin” is not known", "tzdata")
    assert entries(command) == 1
    assert "Ana" in run("client", "list").out
    command.done("track", "add", "Menu", "yesterday 16-17")


def mounted(command: Command, script: str) -> Ended:
    """Run a script of sh in a mount name space of its own; ``"$@"`` is the command."""
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode:
        pytest.skip("only root can mount")
    return command.run(start=("unshare", "-m", "bash", "-c", script, "sh", *COMMAND))


@pytest.mark.fault("U06")
def test_a_home_on_a_disk_that_is_read_only_can_be_read(working: Command) -> None:
    home = working.home
    ended = mounted(working, f'mount --bind {home} {home} && mount -o remount,ro,bind {home} && "$@" client list')
    assert (ended.code, "Ana" in ended.out, ended.err) == (0, True, "")
    change = mounted(working, f'mount --bind {home} {home} && mount -o remount,ro,bind {home} && "$@" client add Bo')
    refused(change, 5, "The disk is read-only")
    assert mounted(working, f'mount -t tmpfs -o ro none {home} && "$@" today').code == 0
    refused(mounted(working, f'mount -t tmpfs -o ro none {home} && "$@" client add Bo'), 5, "read-only")
    working.done("client", "add", "Bo")


@pytest.mark.fault("U06")
def test_it_needs_no_shared_memory_and_no_temporary_folder(working: Command) -> None:
    ended = mounted(working, 'mount -t tmpfs -o ro none /dev/shm && "$@" track add Menu 1h && "$@" --demo today')
    assert (ended.code, ended.err) == (0, "")
    assert entries(working) == 1
