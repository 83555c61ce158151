"""Registries hold exactly what their folders hold, and every error a person can meet is in the book."""

from __future__ import annotations

import ast
import importlib
import re
import tomllib

from freelance_comm import __version__
from freelance_comm.cli.registry import COMMANDS, module_of
from freelance_comm.domain.errors import ALL_ERRORS, AppError, ExitCode
from freelance_comm.stages.registry import STAGES
from tests.contract.tree import ROOT, fresh, module_name, modules_in, python_files, tree

MODULES = [module_name(path) for path in python_files("freelance_comm")]


def test_each_stage_is_one_file_and_each_file_one_stage() -> None:
    assert modules_in("stages") - {"registry", "model"} == {stage.id for stage in STAGES}
    assert len({stage.id for stage in STAGES}) == len(STAGES)


def test_a_stage_is_told_by_the_file_that_bears_its_name() -> None:
    for stage in STAGES:
        assert importlib.import_module(f"freelance_comm.stages.{stage.id}").STAGE is stage


def test_the_order_of_the_stages_is_the_walk_of_a_project() -> None:
    walk = ["contact", "quote", "deadline", "payment", "work", "delivery", "closing"]
    assert [stage.id for stage in STAGES] == walk


def test_each_command_is_one_file_and_each_file_one_command() -> None:
    names = [name for name, _summary in COMMANDS]
    assert modules_in("cli/commands") == {module_of(name) for name in names}
    assert len(set(names)) == len(names)


def test_every_command_can_be_configured_and_run() -> None:
    for name, summary in COMMANDS:
        module = importlib.import_module(f"freelance_comm.cli.commands.{module_of(name)}")
        assert callable(module.configure) and callable(module.run)
        assert summary


def templates(locale: str) -> set[str]:
    """Return the names of the templates of a language, like ``quote/quote``; parts of others begin with ``_``."""
    folder = ROOT / "templates" / locale
    paths = [path.relative_to(folder).with_suffix("") for path in folder.rglob("*") if path.is_file()]
    return {path.as_posix() for path in paths if not path.name.startswith("_")}


def test_every_draft_of_a_stage_has_its_template() -> None:
    assert {draft for stage in STAGES for draft in stage.drafts} - templates("en") == set()


def kinds_of_error() -> set[type[AppError]]:
    """Return every class of error that the whole program knows, ``AppError`` itself left out."""
    for name in MODULES:
        importlib.import_module(name)
    found: set[type[AppError]] = set()
    waiting = [AppError]
    while waiting:
        below = [kind for kind in waiting.pop().__subclasses__() if kind.__module__.startswith("freelance_comm.")]
        found.update(below)
        waiting += below
    return found


def test_the_book_of_errors_holds_every_error_of_the_domain() -> None:
    declared = {kind for kind in kinds_of_error() if kind.__module__ == AppError.__module__}
    assert set(ALL_ERRORS) == declared
    assert len(ALL_ERRORS) == len(declared)


def test_an_error_of_one_use_case_keeps_the_exit_code_of_its_kind() -> None:
    for kind in kinds_of_error() - set(ALL_ERRORS):
        parent = next(one for one in kind.__mro__[1:] if one in ALL_ERRORS)
        assert kind.code == parent.code


def test_no_two_kinds_of_error_share_an_exit_code_but_unknown_and_ambiguous_names() -> None:
    codes = [kind.code for kind in ALL_ERRORS]
    assert ExitCode.BUG not in codes
    assert [code for code in set(codes) if codes.count(code) > 1] == [ExitCode.NOT_FOUND]


def test_every_exit_code_is_documented_with_its_number() -> None:
    reference = (ROOT / "docs/reference.md").read_text(encoding="utf-8")
    table = reference.partition("## Exit codes")[2].partition("\n## ")[0]
    documented = {int(number) for number in re.findall(r"^\| (\d+) \|", table, re.MULTILINE)}
    assert documented == {int(code) for code in ExitCode}


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project
    constants = [
        module_name(path)
        for path in python_files("freelance_comm")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value == __version__
    ]
    assert constants == ["freelance_comm"]
    assert fresh("import freelance_comm\nanswer = freelance_comm.__version__") == __version__
