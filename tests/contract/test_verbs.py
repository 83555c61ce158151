"""A command declares its verbs by name, so that only the one typed is built."""

from __future__ import annotations

from importlib import import_module

import pytest

from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.registry import NAMES, module_of
from freelance_comm.text.catalog import translator


@pytest.mark.parametrize("name", NAMES)
def test_the_verbs_a_command_names_are_those_it_has(name: str) -> None:
    module = import_module(f"freelance_comm.cli.commands.{module_of(name)}")
    parser = Parser(prog=name)
    module.configure(parser, translator("en"))
    found = [tuple(action.choices or ()) for action in parser._actions if action.dest == "verb"]
    assert found == ([module.VERBS] if hasattr(module, "VERBS") else [])


@pytest.mark.parametrize("verb", ["add", "list"])
def test_only_the_verb_that_was_typed_is_built(verb: str) -> None:
    module = import_module("freelance_comm.cli.commands.client")
    parser = Parser(prog="client")
    parser.verb_names, parser.typed = module.VERBS, verb
    module.configure(parser, translator("en"))
    built = next(action for action in parser._actions if action.dest == "verb")
    assert tuple(built.choices or ()) == (verb,)
