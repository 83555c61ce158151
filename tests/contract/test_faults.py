"""Every case of the catalogue of faults has a test that names it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.contract.tree import ROOT

_CASE = re.compile(r"^\| ([A-Z][0-9]{2}) \|", re.MULTILINE)


def _named(source: str) -> set[str]:
    """Return the ids in the ``fault`` markers of a test module."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fault":
            found.update(str(word.value) for word in node.args if isinstance(word, ast.Constant))
    return found


def _all_named() -> set[str]:
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    return set().union(*(_named(path.read_text("utf-8")) for path in tests))


def test_every_case_of_the_catalogue_is_named_by_a_test(shared: Path) -> None:
    cases = set(_CASE.findall((shared / "faults.md").read_text("utf-8")))
    assert len(cases) > 100
    assert sorted(cases - _all_named()) == []


def test_no_test_names_a_case_that_the_catalogue_does_not_have(shared: Path) -> None:
    cases = set(_CASE.findall((shared / "faults.md").read_text("utf-8")))
    assert sorted(_all_named() - cases) == []
