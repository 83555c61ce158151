"""Writes the lists of commands and keys in ``docs/reference.md`` from the program itself, so that it cannot go stale.

    python -m tests.reference          brings the document in step with the program, and the manual page
    python -m tests.reference check    says whether both are

The words are the program's own English help. Only declared names, options and texts are used, not argparse's own
layout, because that differs between versions of Python.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from freelance_comm.cli import usual_arguments
from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.registry import COMMANDS, module_of
from freelance_comm.text.catalog import translator
from freelance_comm.tui.acts import ACTS
from freelance_comm.tui.keys import key_name
from tests import manual

DOCUMENT = Path(__file__).parent.parent / "docs" / "reference.md"
BEGIN = "<!-- commands: written by python -m tests.reference -->\n"
END = "<!-- end of commands -->\n"
BEGIN_ACTIONS = "<!-- actions: written by python -m tests.reference -->\n"
END_ACTIONS = "<!-- end of actions -->\n"


def parser_of(name: str, typed: str = "") -> Parser:
    """Return the parser of one command, its help in English; ``typed`` is the word after it, where that decides."""
    parser = Parser(prog=f"freelance-comm {name}")
    parser.typed = typed
    import_module(f"freelance_comm.cli.commands.{module_of(name)}").configure(parser, translator("en"))
    _explain(parser)
    return parser


def _explain(parser: argparse.ArgumentParser) -> None:
    usual_arguments.explain(parser, translator("en"))
    for _told, below in verbs_of(parser).values():
        _explain(below)


def verbs_of(parser: argparse.ArgumentParser) -> dict[str, tuple[str, argparse.ArgumentParser]]:
    """Return the verbs of a command with their help and their parsers; empty for a command without verbs."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: str(choice.help or "") for choice in action._choices_actions}
            return {name: (told.get(name, ""), below) for name, below in action.choices.items()}
    return {}


def commands() -> str:
    """Return the section that lists every command with its verbs, words and options."""
    return "\n".join(line for name, summary in COMMANDS for line in _command(name, summary))


def _command(name: str, summary: str) -> Iterator[str]:
    yield f"### {name}\n"
    yield f"{summary[:1].upper()}{summary[1:]}.\n"
    parser = parser_of(name)
    verbs = verbs_of(parser)
    if not verbs:
        yield from _usage(f"freelance-comm {name}", "", parser)
    for verb, (told, below) in verbs.items():
        further = verbs_of(below)  # `mail account add`
        for last, (said, parser_below) in further.items():
            yield from _usage(f"freelance-comm {name} {verb} {last}", said, parser_below)
        if not further:
            yield from _usage(f"freelance-comm {name} {verb}", told, below)
    # Words that may stand in the place of the first argument: `coach rules` beside `coach FILE`.
    for word, told in getattr(import_module(f"freelance_comm.cli.commands.{module_of(name)}"), "MODES", {}).items():
        yield from _usage(f"freelance-comm {name}", told, parser_of(name, word))
    yield ""


def _usage(called: str, told: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    actions = [action for action in parser._actions if "--help" not in action.option_strings]
    places = " ".join(_place(action) for action in actions if not action.option_strings)
    yield f"- `{f'{called} {places}'.strip()}`" + (f" — {told}" if told else "")
    for action in actions:
        shown = action.option_strings[-1:] if len(action.option_strings) == 1 else action.option_strings
        what = ", ".join(f"`{text}{_value(action)}`" for text in shown) if shown else f"`{_word(action)}`"
        if action.help or shown:
            yield f"  - {what}" + (f": {action.help % vars(action)}" if action.help else "")


def _word(action: argparse.Action) -> str:
    name: Any = action.metavar or action.dest
    return str(name) if action.dest == "word" else str(name).upper()


def _place(action: argparse.Action) -> str:
    word = _word(action)
    if " " in word:  # it names the words of a sentence
        return word
    return {"?": f"[{word}]", "*": f"[{word} …]", "+": f"{word} …"}.get(str(action.nargs), word)


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    return " " + ("|".join(map(str, action.choices)) if action.choices else _word(action))


def actions() -> str:
    """Return the table of what can be done on the screen, with its keys and the names for the configuration."""
    lines = ["| key | name | what it does |", "| --- | --- | --- |"]
    tr = translator("en")
    for act in ACTS:
        shown = ", ".join(f"`{key_name(key, tr)}`" for key in (act.key, *act.also)).replace("|", "\\|")
        lines.append(f"| {shown} | `{act.name}` | {act.help} |")
    return "\n".join(lines) + "\n"


def renewed(document: str) -> str:
    """Return ``document`` with its lists of commands and of actions as the program has them now."""
    for begin, made, end in ((BEGIN, commands(), END), (BEGIN_ACTIONS, actions(), END_ACTIONS)):
        before, _, rest = document.partition(begin)
        _, _, after = rest.partition(end)
        document = f"{before}{begin}\n{made}\n{end}{after}"
    return document


def main(words: list[str]) -> int:
    """Renew both documents, or check them; 1 when one is not in step."""
    document = DOCUMENT.read_text(encoding="utf-8")
    wanted = renewed(document)
    if words == ["check"]:
        return int(document != wanted) or manual.main(words)
    DOCUMENT.write_text(wanted, encoding="utf-8")
    return manual.main(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
