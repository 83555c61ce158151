"""What may stand at the cursor: commands, options, choices, and the names of what is on record."""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from freelance_comm import entry
from freelance_comm.cli import completing, completing_names
from freelance_comm.cli.commands.completion import SCRIPTS
from freelance_comm.cli.registry import NAMES
from tests.cli.conftest import Shell
from tests.contract.tree import ROOT
from tests.reference import parser_of, verbs_of

BREAKS = " \t\n\"'@><=;|&(:"


@pytest.fixture
def busy(shell: Shell) -> Shell:
    """A shell with two clients, three projects, one of them closed, and an activity."""
    shell.run("profile set --name Ilinca --currency EUR")
    shell.run("client add 'Ana Petrescu'")
    shell.run("client add 'Мария Иванова'")
    shell.run("project add 'Landing page' --client Ana")
    shell.run("project add 'Logo' --client Мария")
    shell.run("project add 'Leaflet' --client Ana")
    shell.run("project close Leaflet --reason done")
    shell.run("track add Logo yesterday 9-10 sketches +design")
    return shell


def offered(shell: Shell, *words: str) -> list[str]:
    """Return the words that are offered in the place of the last one, with what kind they are in front."""
    offer = completing.offered(["--data-dir", str(shell.folder), *words[:-1]], words[-1], told=True)
    return [offer.what, *(one.text for one in offer.candidates)]


CASES: dict[tuple[str, ...], list[str]] = {
    ("tr",): ["words", "track"],
    ("--lang", "r"): ["words", "ro", "ru"],
    ("--lang=r",): ["words", "--lang=ro", "--lang=ru"],
    ("--da",): ["words", "--data-dir"],
    ("--data-dir", ""): ["folders"],
    ("help", "tr"): ["words", "track"],
    ("help", "track", "sw"): ["words", "switch"],
    ("nonsense", ""): ["words"],
    ("track", "s"): ["words", "start", "switch", "stop", "status"],
    ("track", "add", ""): ["words", "Landing page", "Logo"],
    ("track", "add", "lo"): ["words", "Logo"],
    ("track", "add", "le"): ["words", "Leaflet"],
    ("track", "add", "P-2026-002"): ["words", "P-2026-002"],
    ("track", "add", "Logo", ""): ["words"],
    ("track", "add", "Logo", "9-10", "+de"): ["words", "+design"],
    ("track", "add", "--tag", ""): ["words", "design"],
    ("track", "add", "--project=La"): ["words", "--project=Landing page"],
    ("track", "add", "--project", "Logo", "--proj"): ["words"],
    ("track", "add", "--tag", "design", "--ta"): ["words", "--tag"],
    ("track", "add", "--", "--proj"): ["words"],
    ("client", "show", "ana"): ["words", "Ana Petrescu"],
    ("client", "show", "мар"): ["words", "Мария Иванова"],
    ("client", "merge", "Ana", "М"): ["words", "Мария Иванова"],
    ("client", "show", "Ana", ""): ["words"],
    ("client", "add", ""): ["words"],
    ("coach", "--kind", "pa"): ["words", "payment"],
    ("coach", "--kind=pa"): ["words", "--kind=payment"],
    ("coach", "r"): ["words", "rules", "rest"],
    ("coach", ""): ["files"],
    ("coach", "explain", "blam"): ["words", "blame"],
    ("coach", "--client", "A"): ["words", "Ana Petrescu"],
    ("restore", ""): ["files"],
    ("reply", "--save-eml", ""): ["folders"],
    ("project", "next", "Logo", "--to", "pay"): ["words", "payment"],
    ("mail", "account", "li"): ["words", "list"],
    ("completion", "z"): ["words", "zsh"],
}


@pytest.mark.parametrize("words", CASES, ids=" ".join)
def test_what_may_stand_there_is_offered(busy: Shell, words: tuple[str, ...]) -> None:
    assert offered(busy, *words) == CASES[words]


def every_argument() -> list[tuple[tuple[str, ...], argparse.Action]]:
    """Return each option and argument of each command with the words it comes after."""
    found: list[tuple[tuple[str, ...], argparse.Action]] = []

    def walk(path: tuple[str, ...], parser: argparse.ArgumentParser) -> None:
        below = verbs_of(parser)
        for verb, (_told, one) in below.items():
            walk((*path, verb), one)
        if not below:
            found.extend((path, action) for action in parser._actions if action.nargs != 0)

    for name in NAMES:
        walk((name,), parser_of(name))
    return found


def test_wherever_a_client_or_project_is_named_their_names_are_offered(busy: Shell) -> None:
    wanted = {"client": "Ana Petrescu", "project": "Logo"}
    lacking = []
    for path, action in every_argument():
        if action.dest in wanted and "account" not in path:
            before = [action.option_strings[0]] if action.option_strings else []
            if not action.option_strings:
                first = next(one for one in parser_at(path)._actions if not one.option_strings)
                before = [] if first.dest == action.dest else ["x"]
            if wanted[action.dest] not in offered(busy, *path, *before, ""):
                lacking.append((*path, *before))
    assert lacking == []


def parser_at(path: tuple[str, ...]) -> argparse.ArgumentParser:
    """Return the parser of a command and its verbs."""
    parser: argparse.ArgumentParser = parser_of(path[0])
    for verb in path[1:]:
        parser = verbs_of(parser)[verb][1]
    return parser


def test_every_option_of_every_command_is_offered(shell: Shell) -> None:
    lacking = [
        (*path, option)
        for path, action in every_argument()
        for option in action.option_strings
        if option.startswith("--") and option not in offered(shell, *path, option)
    ]
    assert lacking == []


def test_a_name_that_two_bear_is_offered_as_its_reference(busy: Shell) -> None:
    busy.run("project add Logo --client Ana --same-name")
    assert offered(busy, "track", "start", "Lo") == ["words"]
    assert offered(busy, "track", "start", "") == ["words", "Landing page", "P-2026-002", "P-2026-004"]


def test_what_candidates_mean_is_said_in_the_language_of_the_interface(busy: Shell) -> None:
    told = completing.offered(["--lang", "ru", "track"], "star", told=True).candidates
    assert [one.told for one in told] == ["запустить таймер"]
    told = completing.offered(["--lang", "ru", "track"], "--he", told=True).candidates
    assert [one.told for one in told] == ["показать эту справку и выйти"]
    told = completing.offered(["--lang", "ru", "track", "add"], "--ta", told=True).candidates
    assert [one.told for one in told] == ["вид работы, например дизайн; можно повторять"]


@pytest.mark.parametrize("words", [["--data-dir"], ["--lang", "xx"], ["track", "add", "--nonsense"], ["\udcff"]])
def test_what_cannot_be_meant_is_passed_over_in_silence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.main(["--complete", "zsh", *words, "x"]) == 0
    assert capsys.readouterr().err == ""


def test_data_that_cannot_be_read_make_no_noise(busy: Shell, capsys: pytest.CaptureFixture[str]) -> None:
    (busy.folder / "clients.json").write_text("{ broken")
    assert entry.main(["--complete", "zsh", "--data-dir", str(busy.folder), "client", "show", ""]) == 0
    assert capsys.readouterr().err == ""


def loaded(shell: Shell, *words: str) -> set[str]:
    """Return the modules that a process of its own loads for a command line."""
    script = (
        "import sys\nfrom freelance_comm.entry import main\n"
        f"main({list(words)!r})\nprint(*sys.modules, file=sys.stderr)\n"
    )
    environment = {"HOME": str(shell.folder.parent), "FREELANCE_COMM_DATA": str(shell.folder), "LANG": "C.UTF-8"}
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


@pytest.mark.parametrize("words", [("client", "show"), ("track", "add"), ("track", "add", "--tag"), ("coach", "rest")])
def test_a_name_is_offered_without_loading_more_than_today_does(busy: Shell, words: tuple[str, ...]) -> None:
    asked, today = loaded(busy, "--complete", "zsh", *words, ""), loaded(busy, "today")
    assert len(asked) <= len(today)
    assert asked.isdisjoint({"textual", "babel", "jinja2", "holidays", "icalendar", "email"})


def test_there_is_a_script_for_each_shell(shell: Shell) -> None:
    assert tuple(SCRIPTS) == completing.SHELLS
    assert all("--complete" in shell.run(f"completion {name}").out for name in SCRIPTS)


def test_places_for_paths_are_told_from_places_for_words() -> None:
    kinds = {
        (path, action.dest): completing_names.place_of(action) for path, action in every_argument() if action.metavar
    }
    assert kinds[(("coach",), "batch")] == "files"
    assert kinds[(("track", "add"), "on")] == ""
