"""Parsing the command line: global options anywhere, messages in the interface language.

The global options are taken out before argparse sees the rest, because they are accepted before and after the
command. argparse's own sentences go through our catalogs.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.text.catalog import Translator

_WITH_VALUE = ("--data-dir", "--lang", "--now")
_FLAGS = ("--json", "--demo", "--debug")


class GlobalOptions(Record):
    """Options that every command accepts; empty strings where not given."""

    data_dir: str = ""
    lang: str = ""
    now: str = ""
    json: bool = False
    demo: bool = False
    debug: bool = False


def take_global_options(argv: list[str]) -> tuple[GlobalOptions, list[str]]:
    """Return the global options and the remaining words. ``BadValue`` when a value is missing or not UTF-8."""
    found: dict[str, Any] = {}
    rest: list[str] = []
    words = iter([_decoded(word) for word in argv])
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest.extend((word, *words))
        elif word in _FLAGS:
            found[word[2:]] = True
        elif name in _WITH_VALUE:
            given = value if equals else next(words, None)
            if not given:
                raise BadValue(N_("{option} needs a value."), hint=N_("See `freelance-comm help`."), option=name)
            found[name[2:].replace("-", "_")] = given
        else:
            rest.append(word)
    return GlobalOptions(**found), rest


def native_path(text: str) -> str:
    """Return the path that a decoded word names, spelled as this process names files (they differ in a C locale)."""
    return os.fsdecode(text.encode())


def _decoded(word: str) -> str:
    """Return an argument as the UTF-8 it was typed in, whatever the locale made of it; ``BadValue`` if it is not."""
    if word.isascii():
        return word
    try:
        return os.fsencode(word).decode()
    except UnicodeEncodeError:
        return word  # never came from a command line
    except UnicodeDecodeError as error:
        raise BadValue(
            N_("An argument is not valid UTF-8 at byte {place}."),
            hint=N_("Set your terminal to UTF-8 and type it again."),
            place=error.start + 1,
        ) from None


class Help(argparse.HelpFormatter):
    """argparse's help as wide as the terminal, measured without ``shutil``.

    argparse makes a formatter for each option it is told of, and one without a width imports ``shutil`` with all its
    compressions, in every command.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_terminal_width() - 2)


def _terminal_width() -> int:
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (OSError, ValueError):
        return 80


class Parser(argparse.ArgumentParser):
    """An argument parser that raises ``BadValue`` instead of printing and leaving."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("allow_abbrev", False)
        options.setdefault("formatter_class", Help)
        super().__init__(*args, **options)
        self.verb_names: tuple[str, ...] = ()
        self.typed = ""

    def error(self, message: str) -> NoReturn:
        raise BadValue(N_("{problem}"), hint=N_("See `{command} --help`."), problem=message, command=self.prog)


def speak(tr: Translator) -> None:
    """Let argparse's own sentences come from the catalogs."""
    module: Any = argparse
    module._ = tr.gettext
    module.ngettext = tr.ngettext


class _Unused:
    """Stands in for the parser of a verb that was not typed: declaring its options costs nothing."""

    def add_argument(self, *_words: Any, **_options: Any) -> None:
        """Forget the option."""


def verbs(parser: Parser) -> Callable[..., Any]:
    """Return a function that adds a verb to a command, ``add("list", help)``, and returns the parser to fill.

    When the word typed after the command is the name of another verb, what comes back takes options and forgets them:
    a command line uses one verb, and building the others would cost more than running it.
    """
    actions = parser.add_subparsers(dest="verb", metavar="VERB", required=True)

    def add(name: str, summary: str, **options: Any) -> Any:
        if parser.typed in parser.verb_names and name != parser.typed:
            return _Unused()
        return actions.add_parser(name, help=summary, description=summary, **options)

    return add
