"""Help teaches: it fits on a screen, begins with what a command is for, and its examples do what they say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from freelance_comm.cli import examples, overview
from freelance_comm.cli.columns import cell_width
from freelance_comm.cli.registry import NAMES
from freelance_comm.demo import build
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import interface_locales, translator
from tests.cli.conftest import Shell
from tests.contract.test_docs import problem
from tests.reference import parser_of, verbs_of

NOW = "2026-03-12T10:00:00+00:00"
NOT_RUN = {
    "serve": "it goes on until somebody stops it",
    "mail account check work": "there is no server",
    "mail import --account work": "there is no server",
    "track import toggl.csv": "asks which project is meant",
}
MAY_BE_DUE = ("remind", "coach", "reply")
PREPARED = {
    "track start": ("track cancel",),
    "undo --again": ("track cancel", "undo"),
    "undo": ("track cancel",),
}
"""What somebody does before; on the sample data the timer runs already."""
TOGETHER = ("complaint", "negotiation")
"""Examples that build on each other."""


@pytest.mark.parametrize("locale", interface_locales())
def test_the_help_of_the_program_fits_on_a_screen(locale: str) -> None:
    lines = overview.at_a_glance(translator(locale)).splitlines()
    assert len(lines) <= 24
    assert [line for line in lines if cell_width(line) > 80] == []


def test_the_help_of_the_program_names_every_command_once() -> None:
    named = [*overview.FIRST, *(name for _label, names in overview.GROUPS for name in names)]
    assert sorted(named) == sorted(NAMES)


def test_all_commands_have_a_line_in_the_long_help(shell: Shell) -> None:
    lines = shell.run("help all").out.splitlines()
    assert [name for name in NAMES if not any(line.split()[:1] == [name] for line in lines)] == []


def test_every_command_has_examples_and_every_example_a_command() -> None:
    called = set(NAMES)
    for name in NAMES:
        for verb, (_told, below) in verbs_of(parser_of(name)).items():
            called |= {f"{name} {verb}", *(f"{name} {verb} {last}" for last in verbs_of(below))}
    assert set(NAMES) <= set(examples.EXAMPLES) <= called
    assert [name for name, lines in examples.EXAMPLES.items() if not 1 <= len(lines) <= 3] == []


@pytest.mark.parametrize("locale", interface_locales())
def test_every_example_can_be_typed(locale: str) -> None:
    said = [line for called in examples.EXAMPLES for line in typed(called, locale)]
    assert {line: problem(line) for line in said if problem(line)} == {}


def test_examples_are_of_the_command_that_shows_them() -> None:
    for called in examples.EXAMPLES:
        assert any(line.startswith(called) for line in typed(called, "en")), called
        assert all(line.split()[0] in (called.split()[0], "completion", "--demo") for line in typed(called, "en"))


def typed(called: str, locale: str) -> list[str]:
    """Return the example lines of what is called so, without the program's name and what a shell does around it."""
    lines = examples.lines(called, translator(locale))
    found = [re.search(r"freelance-comm ([^|)]*)", line) for line in lines]
    return [match.group(1).strip() for match in found if match is not None]


@pytest.fixture(params=interface_locales())
def locale(request: pytest.FixtureRequest) -> str:
    """A language of the interface, each of which has sample data of its own."""
    return str(request.param)


@pytest.fixture
def demo(
    locale: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Shell]:
    """Makes a shell on sample data, in a home with a little mail and some files."""
    home = tmp_path / "home"
    (home / "Mail").mkdir(parents=True)
    (home / "Mail" / "one.eml").write_text(
        "From: a@b.example\nTo: you@example.com\nDate: Mon, 9 Mar 2026 10:00:00 +0000\nMessage-ID: <1@b>\n\nHello\n"
    )
    (home / "draft.txt").write_text("Hello Ana,\n\nHere are the pages.\n")
    (home / "toggl.csv").write_text(
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
        "Ilinca,i@marin.example,,Website,,hero section,Yes,2026-03-09,09:00:00,2026-03-09,10:03:00,01:03:00,\n"
    )
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("FREELANCE_COMM_LANG", locale)
    monkeypatch.chdir(home)
    ready = tmp_path / "ready"
    build(Workspace(ready, durable=False), locale, datetime.fromisoformat(NOW))
    count = iter(range(1000))

    def make() -> Shell:
        shell = Shell(tmp_path / f"data-{next(count)}", capsys)
        shell.now = NOW
        shutil.copytree(ready, shell.folder)
        return shell

    return make


def test_every_example_does_something_on_the_sample_data(demo: Callable[[], Shell], locale: str) -> None:
    failed = {}
    for called in examples.EXAMPLES:
        shell = demo()
        for line in typed(called, locale):
            if line.startswith(tuple(NOT_RUN)):
                continue
            shell = shell if called in TOGETHER else demo()
            for before in next((said for begun, said in PREPARED.items() if line.startswith(begun)), ()):
                shell.run(before)
            answer = shell.try_(f"{line} --yes" if line.startswith("restore") else line)
            if answer.code not in ((0, 10, 20) if line.startswith(MAY_BE_DUE) else (0,)):
                failed[line] = answer.err
    assert not failed, "\n".join(f"{line}: {said}" for line, said in failed.items())


def test_the_help_of_a_command_begins_with_what_it_is_for_and_examples(shell: Shell) -> None:
    lines = shell.run("--lang en track add --help").out.splitlines()
    assert lines[:2] == ["Add time after the fact: “yesterday 14-16 corrections”.", ""]
    assert lines[2] == "Examples:"
    assert lines[3] == '  freelance-comm track add Landing yesterday 14-16 "booking form"'
    assert (
        next(line for line in lines[3:] if line and line[0] != " ")
        == "usage: freelance-comm track add [options] [PROJECT] TIME [NOTE]"
    )


def test_what_may_be_several_words_stands_once_in_the_line_that_says_how_it_is_typed(shell: Shell) -> None:
    assert "usage: freelance-comm client note CLIENT TEXT …\n" in shell.run("--lang en client note --help").out.replace(
        "[-h] ", ""
    )
    assert "NEGOTIATION [RESULT …]\n" in shell.run("--lang en negotiation end --help").out


def test_the_words_that_many_commands_share_are_said_in_the_language_of_the_interface(shell: Shell) -> None:
    assert re.search(r"--tag TAG +вид работы", shell.run("--lang ru track add --help").out)
    assert re.search(r"PROJECT +nom, référence", shell.run("--lang fr task remove --help").out)


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_says_what_it_is_for_and_not_which_verbs_it_has(shell: Shell, name: str) -> None:
    said = shell.run(f"--lang en {name} --help").out.split("\n\n")[0]
    assert said.endswith((".", "…"))
    verbs = verbs_of(parser_of(name))
    assert not verbs or not set(re.findall(r"\w+", said.partition(":")[2])[:2] or ["none"]) <= set(verbs)


def test_a_command_that_is_misspelled_is_met_with_those_like_it(shell: Shell) -> None:
    assert "Did you mean: today?" in shell.try_("--lang en tody").err
    assert "Did you mean: track add?" in shell.try_("--lang en track ad Logo").err


@pytest.mark.parametrize(
    ("tried", "called"),
    [("prompt", "remind --prompt"), ("timer", "track"), ("time", "track"), ("settings", "profile")],
)
def test_a_command_that_is_called_otherwise_here_is_met_with_its_name(shell: Shell, tried: str, called: str) -> None:
    answer = shell.try_(f"--lang en {tried}")
    assert answer.code == 2
    assert f"Did you mean: {called}?" in answer.err


def test_an_option_that_is_misspelled_is_met_with_those_of_its_verb(shell: Shell) -> None:
    answer = shell.try_("--lang en track add Logo --form 9:00")
    assert answer.code == 2
    assert "Did you mean: --for, --from, --to?" in answer.err
    assert "freelance-comm track add --help" in answer.err


def test_help_is_plain_text_on_every_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = shell.run("--lang en track add --help").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert shell.run("--lang en track add --help").out == plain
    assert "\x1b" not in plain
    assert "[0m" not in plain


@pytest.mark.parametrize("command", ["mail", "client", "quote"])
@pytest.mark.parametrize("locale", ["en", "ro", "ru"])
def test_a_command_without_its_verb_wants_one_of_those_there_are(shell: Shell, locale: str, command: str) -> None:
    said = shell.try_(command, "--lang", locale).err.splitlines()
    wanted = translator(locale).gettext("one of the arguments %s is required") % " | ".join(
        verbs_of(parser_of(command))
    )
    assert said[0].partition(": ")[2] == wanted
    assert f"`freelance-comm {command} --help`" in said[1]
