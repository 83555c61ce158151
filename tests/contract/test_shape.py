"""Files and functions stay small because they do one thing; names say which."""

from __future__ import annotations

import ast
import re

from tests.contract.tree import module_name, python_files, shown, text_files, tree

MODULE_LINES = 350
FUNCTION_LINES = 60
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "stuff"}
CODE = python_files("freelance_comm", "tests")


def test_no_module_is_longer_than_one_thing_needs() -> None:
    package = python_files("freelance_comm")
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in package}
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{shown(path)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in long.items() if lines > FUNCTION_LINES} == {}


def test_no_name_hides_what_a_thing_does() -> None:
    hiding = set()
    for path in CODE:
        words = re.findall(r"[A-Za-z][a-z]+", shown(path))
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                words = [*words, *re.findall(r"[A-Z]?[a-z]+", node.name)]
        hiding |= {f"{shown(path)}: {word}" for word in words if word.lower() in SAYS_NOTHING}
    assert hiding == set()


def test_every_module_says_what_it_owns() -> None:
    silent = [
        shown(path)
        for path in python_files("freelance_comm", "tests")
        if not ast.get_docstring(tree(path)) and path.read_text(encoding="utf-8").strip()
    ]
    empty = [module_name(path) for path in python_files("freelance_comm") if not ast.get_docstring(tree(path))]
    assert silent + empty == []


def test_what_others_may_call_in_the_parts_they_share_is_explained() -> None:
    shared = ("domain", "forecast", "mail", "store", "text", "settings", "services")
    unexplained = []
    for path in python_files(*(f"freelance_comm/{part}" for part in shared)):
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
                methods = node.body if isinstance(node, ast.ClassDef) else []
                own = [node, *(inner for inner in methods if isinstance(inner, ast.FunctionDef))]
                named = [one for one in own if not one.name.startswith("_")]
                unexplained += [f"{shown(path)}: {one.name}" for one in named if not ast.get_docstring(one)]
    assert unexplained == []


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
    found = [
        f"{shown(path)}:{number}"
        for path in CODE
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line)
    ]
    assert found == []


def test_no_failure_is_swallowed_whatever_it_is() -> None:
    swallowed = [
        f"{shown(path)}:{node.lineno}"
        for path in python_files("freelance_comm")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) in ("Exception", "BaseException"))
        and all(isinstance(statement, ast.Pass | ast.Continue) for statement in node.body)
    ]
    assert swallowed == []


def test_the_project_speaks_of_itself_alone() -> None:
    # A path of somebody's machine in a document helps nobody else, and tells what is not theirs to know.
    places = re.compile(
        "|".join(
            (
                r"(?<![\w.~}\"'])/(?:ho" + r"me|ro" + r"ot|Us" + r"ers)/(?!ilinca|ana)\w",
                r"(?<!\w)/wo" + r"rk/\w",
                "/tm" + "p/v/",
            )
        )
    )
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in text_files()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if places.search(line)
    ]
    assert found == []
