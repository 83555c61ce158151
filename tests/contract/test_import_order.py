"""Imports go one way, and each library has one owner; the contracts themselves stand in pyproject.toml."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.contract.tree import PACKAGE, ROOT, module_name, python_files, shown, tree


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the project at ``folder``."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_import_contracts_are_kept() -> None:
    finished = lint(ROOT)
    assert finished.returncode == 0, finished.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("domain/money.py", "import freelance_comm.text.durations"),
        ("store/codec.py", "from freelance_comm.text import catalog"),
        ("services/desk.py", "def late():\n    import freelance_comm.bootstrap"),
        ("tui/__init__.py", "from freelance_comm.cli import session"),
        ("services/desk.py", "from textual import app"),
        ("cli/session.py", "import tinydb"),
        ("services/desk.py", "import argparse"),
        ("cli/session.py", "def late():\n    from babel import dates"),
        ("prompt_line.py", "import re"),
        ("newcomer.py", "import os"),
    ],
)
def test_the_contracts_notice_what_they_forbid(module: str, line: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for path in python_files("freelance_comm"):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    with (tmp_path / "freelance_comm" / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert lint(tmp_path).returncode != 0


def imported(path: Path) -> set[str]:
    """Return the first part of everything that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def test_the_domain_imports_the_standard_library_and_itself_only() -> None:
    allowed = sys.stdlib_module_names | {"freelance_comm", "tzdata"}
    foreign = {shown(path): imported(path) - allowed for path in python_files("freelance_comm/domain")}
    assert {path: names for path, names in foreign.items() if names} == {}


def test_every_library_that_is_imported_is_declared_as_a_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ours = ("keyring", "browser", "einvoice", "meaning")  # extras of the program itself
    extras = [requirement for name in ours for requirement in project["optional-dependencies"].get(name, ())]
    named = [requirement.partition(">")[0].strip().lower() for requirement in (*project["dependencies"], *extras)]
    declared = {name.replace("-", "_") for name in named}
    parts_of_theirs = {"rich", "markupsafe", "dateutil"}  # Textual's text, Jinja's, icalendar's repetitions
    known = sys.stdlib_module_names | declared | parts_of_theirs | {"freelance_comm"}
    unknown = {shown(path): imported(path) - known for path in python_files("freelance_comm")}
    assert {path: names for path, names in unknown.items() if names} == {}


def test_imports_are_absolute_so_that_they_can_be_read_out_of_place() -> None:
    relative = [
        shown(path)
        for path in python_files("freelance_comm")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert relative == []


def test_a_computed_import_never_leaves_its_own_part_of_the_package() -> None:
    astray = []
    for path in python_files("freelance_comm"):
        part = ".".join(module_name(path).split(".")[:2])
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
                name = ast.unparse(node.args[0])
                if not name.removeprefix("f").strip("'\"").startswith(("{__name__}.", f"{part}.")):
                    astray.append(f"{shown(path)}: {name}")
    assert astray == []


def test_every_part_of_the_package_has_its_place_in_the_order() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    placed = {name.strip(" ()") for layer in layers for name in layer.split("|")}
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - placed == {"__init__"}
