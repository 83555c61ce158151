"""docs/rulebook.md names every rule, and what it names is there: commands, keys, rules of the coach, letters, tests."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from freelance_comm.cli.registry import NAMES
from freelance_comm.coach.registry import RULES
from freelance_comm.text.catalog import interface_locales, translator
from freelance_comm.tui import keys
from tests import reference
from tests.contract.tree import ROOT

TEXT = (ROOT / "docs" / "rulebook.md").read_text(encoding="utf-8")
LOCALES = interface_locales()
COACH = {rule.id for rule in RULES}
_KEY = re.compile(r"\*\*(\S+)\*\* ([^,|]+?)(?=,|$)")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def table(name: str) -> list[list[str]]:
    """Return the rows of the table behind a mark, cell by cell."""
    lines = TEXT.partition(f"<!-- {name} -->")[2].strip().splitlines()
    end = next((number for number, line in enumerate(lines) if not line.startswith("|")), len(lines))
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in lines[2:end]]


ROWS = table("rules")
REFUSALS = table("refusals")


def named(cell: str) -> list[str]:
    """Return what stands between backticks."""
    return re.findall(r"`([^`]+)`", cell)


@cache
def functions(file: str) -> frozenset[str]:
    """Return the names of the functions of a module of tests."""
    path = ROOT / file
    tree = ast.parse(path.read_text(encoding="utf-8") if path.is_file() else "")
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def missing(where: str) -> list[str]:
    """Return what a cell names that is not there: commands, rules of the coach, letters in all languages, keys."""
    found = []
    for name in named(where):
        if "/" in name:
            folders = [locale for locale in LOCALES if not list((ROOT / "templates" / locale).glob(f"{name}.*"))]
            found += [f"{name} in {locale}" for locale in folders]
        elif name not in COACH and not is_command(name):
            found.append(name)
    known = {(keys.key_name(act.key, translator("en")), act.label) for act in keys.ACTS}
    return found + [f"{key} {label}" for key, label in _KEY.findall(where) if (key, label) not in known]


def is_command(words: str) -> bool:
    """Return whether the words are a command, and its verb where there is a second one."""
    command, _blank, verb = words.partition(" ")
    return command in NAMES and (not verb or verb in reference.verbs_of(reference.parser_of(command)))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_the_table_names_is_there(row: list[str]) -> None:
    assert len(row) == 4
    assert row[1].endswith(".")
    assert any(is_command(name) for name in named(row[2])), "it has no command"
    assert _KEY.search(row[2]), "it has no key"
    assert missing(row[2]) == []


@pytest.mark.parametrize("row", [*ROWS, *REFUSALS], ids=lambda row: row[0])
def test_each_row_is_shown_by_tests_that_exist(row: list[str]) -> None:
    shown = _TEST.findall(row[-1])
    assert shown
    assert [f"{file}::{name}" for file, name in shown if name not in functions(file)] == []
    assert len(shown) == len(named(row[-1])), "each test is named as a file and a function"


def test_every_rule_of_the_rulebook_has_its_row(shared: Path) -> None:
    text = (shared / "rulebook.md").read_text(encoding="utf-8")
    first = text.partition("## 1. ")[2].partition("\nTwo rules pull")[0]
    names = [line.split("|")[1].strip() for line in first.splitlines() if line.startswith("|")][2:]
    assert [row[0] for row in ROWS] == names


def test_every_rule_of_the_coach_serves_some_row() -> None:
    serving = {name for row in ROWS for name in named(row[2])}
    beside = set(named(TEXT.partition("<!-- /rules -->")[2].partition("## ")[0]))
    assert COACH - serving == beside & COACH - serving
    assert beside & COACH == {"contradicts-record", "tight-deadline"}


@pytest.mark.parametrize("where", ["`quote burn`", "`hum`", "`no-such-rule`", "`quote/none`", "**k** no label"])
def test_a_name_that_leads_nowhere_would_be_noticed(where: str) -> None:
    assert missing(where)
