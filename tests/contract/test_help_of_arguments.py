"""Help teaches: each argument of each command says what it is, in its own words or in those that all share."""

from __future__ import annotations

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from importlib import import_module

from freelance_comm.cli import usual_arguments
from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.registry import NAMES, module_of
from freelance_comm.text.catalog import translator
from tests.contract.tree import loaded_by


def declared() -> Iterator[tuple[str, ArgumentParser]]:
    """Yield every parser of the program as its command declares it, with the words that lead to it."""
    for name in NAMES:
        module = import_module(f"freelance_comm.cli.commands.{module_of(name)}")
        for word in ("", *getattr(module, "MODES", ())):
            parser = Parser(prog=name)
            parser.typed = word
            module.configure(parser, translator("en"))
            yield from _with_verbs(f"{name} {word}".strip(), parser)


def _with_verbs(called: str, parser: ArgumentParser) -> Iterator[tuple[str, ArgumentParser]]:
    yield called, parser
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for verb, below in action.choices.items():
                yield from _with_verbs(f"{called} {verb}", below)


def arguments(parser: ArgumentParser) -> list[Action]:
    """Return the arguments and options; a verb has its help elsewhere."""
    return [action for action in parser._actions if not isinstance(action, _SubParsersAction)]


def shown(called: str, action: Action) -> str:
    """Return how a failure names an argument."""
    return f"{called} {'/'.join(action.option_strings) or action.dest}"


def test_every_argument_of_every_command_has_help() -> None:
    silent = []
    for called, parser in declared():
        usual_arguments.explain(parser, translator("en"))
        silent += [shown(called, action) for action in arguments(parser) if not action.help]
    assert silent == []


def test_help_is_a_short_phrase_and_no_sentence() -> None:
    long = []
    for called, parser in declared():
        usual_arguments.explain(parser, translator("en"))
        told = [(shown(called, action), action.help or "") for action in arguments(parser)]
        long += [name for name, text in told if len(text) > 100 or text.endswith(".")]
    assert long == []


def test_no_command_repeats_the_words_that_all_share() -> None:
    repeated = [
        shown(called, action)
        for called, parser in declared()
        for action in arguments(parser)
        if action.help and usual_arguments.USUAL.get(usual_arguments.key(action)) == action.help
    ]
    assert repeated == []


def test_several_commands_take_whatever_has_usual_words() -> None:
    bare = [
        usual_arguments.key(action) for _called, parser in declared() for action in arguments(parser) if not action.help
    ]
    assert [name for name in usual_arguments.USUAL if bare.count(name) < 2] == []
    assert set(bare) == set(usual_arguments.USUAL)


def test_a_command_that_runs_looks_up_none_of_them() -> None:
    assert "freelance_comm.cli.usual_arguments" not in loaded_by(["--demo", "track", "status"])
