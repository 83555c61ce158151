"""What is really loaded by the commands that people run all day: start-up time, told in modules instead of seconds."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from freelance_comm import places, prompt_line
from tests.contract.tree import fresh, loaded_by

MOMENT = "2026-03-12T10:00:00Z"
SCREEN = {"textual", "rich"}
TEMPLATES = {"jinja2", "markupsafe"}
HEAVY = SCREEN | TEMPLATES | {"holidays"}
NEVER_IN_A_SHELL = {
    "asyncio",
    "dataclasses",
    "email",
    "http",
    "inspect",
    "logging",
    "multiprocessing",
    "ssl",
    "tomllib",
}


@pytest.fixture
def workspace(tmp_path: Path) -> list[str]:
    """The global options for a workspace in which a client waits for an answer and a project is under way."""
    options = ["--data-dir", str(tmp_path / "data"), "--now", MOMENT]
    loaded_by(
        [*options, "client", "add", "Ana Petrescu"],
        [*options, "project", "add", "Landing page", "--client", "Ana Petrescu"],
        [*options, "log", "in", "Ana Petrescu", "--at", "2026-03-12T08:00:00Z"],
    )
    return options


def bare() -> set[str]:
    """Return what an interpreter has loaded before it runs anything."""
    return set(fresh("answer = sorted(sys.modules)"))


def tops(modules: set[str]) -> set[str]:
    """Return the first parts of module names."""
    return {name.partition(".")[0] for name in modules}


def test_a_line_that_lies_ready_loads_nothing_but_the_entry(tmp_path: Path) -> None:
    (tmp_path / ".state").mkdir()
    os.utime(tmp_path, (1, 1))
    content = prompt_line.compose(
        fingerprint=prompt_line.fingerprint(str(tmp_path), places.config_file(os.environ)),
        language=prompt_line.language_key("", os.environ),
        since=0,
        segments=[(10**10, "Ana Petrescu: 50 min")],
    )
    Path(prompt_line.path(str(tmp_path))).write_text(content, encoding="utf-8")
    loaded = loaded_by(["--data-dir", str(tmp_path), "remind", "--prompt"])
    ours = {"freelance_comm", "freelance_comm.entry", "freelance_comm.places", "freelance_comm.prompt_line"}
    compiled_in = set(sys.builtin_module_names)  # these lie in the interpreter itself: no file is read for them
    assert loaded - bare() - compiled_in - {"__future__"} == ours


@pytest.mark.parametrize(
    "command",
    [
        ["track", "add", "--project", "Landing page", "--from", "2026-03-12T08:00Z", "--to", "2026-03-12T09:00Z"],
        ["track", "start", "Landing page"],
        ["today"],
        ["today", "--json"],
        ["remind"],
        ["remind", "--json"],
        ["remind", "--prompt"],
        ["log", "out", "Ana Petrescu"],
        ["where"],
    ],
    ids=" ".join,
)
def test_a_daily_command_loads_no_screen_no_templates_and_no_holidays(command: list[str], workspace: list[str]) -> None:
    assert tops(loaded_by([*workspace, *command])) & HEAVY == set()


def test_adding_time_loads_no_babel_and_nothing_of_other_use_cases(workspace: list[str]) -> None:
    span = ["--from", "2026-03-12T08:00Z", "--to", "2026-03-12T09:00Z"]
    loaded = loaded_by([*workspace, "track", "add", "--project", "Landing page", *span])
    assert tops(loaded) & (NEVER_IN_A_SHELL | {"babel", "csv", "difflib", "pathlib", "shutil", "zoneinfo"}) == set()
    others = ("freelance_comm.stages", "freelance_comm.forecast", "freelance_comm.mail", "freelance_comm.text.moments")
    assert {name for name in loaded if name.startswith(others)} == set()


@pytest.mark.parametrize("command", [["today"], ["remind"], ["remind", "--prompt"]], ids=" ".join)
def test_looking_at_today_loads_nothing_that_only_other_programs_need(command: list[str], workspace: list[str]) -> None:
    assert tops(loaded_by([*workspace, *command])) & (NEVER_IN_A_SHELL | {"tinydb"}) == set()


def test_the_screen_is_not_loaded_by_any_help(workspace: list[str]) -> None:
    assert tops(loaded_by([*workspace, "--help"])) & HEAVY == set()
