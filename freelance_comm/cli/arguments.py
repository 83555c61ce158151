"""Parsing the command line: global options anywhere, messages in the interface language.

The global options are taken out before argparse sees the rest, because they are accepted before and after the
command. argparse's own sentences go through our catalogs.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NoReturn

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.text.catalog import Translator

WITH_VALUE = ("--data-dir", "--lang", "--now")
_FLAGS = ("--json", "--demo", "--debug")
_MOST_WORDS = 20_000
"""Longest command line, in words: a note of the greatest length, typed without quotes, has about as many."""
_MOST_OPTIONS = 4
"""Options that the line which says how a command is typed may spell out."""
_BELOW_ZERO = re.compile(r"-\.?\d")


class GlobalOptions(Record):
    """Options that every command accepts; empty strings where not given."""

    data_dir: str = ""
    lang: str = ""
    now: str = ""
    json: bool = False
    demo: bool = False
    debug: bool = False

    @property
    def again(self) -> tuple[str, ...]:
        """The words that give another process the same data, language and clock."""
        valued = {"--data-dir": self.data_dir, "--lang": self.lang, "--now": self.now}
        words = [word for name, value in valued.items() if value for word in (name, value)]
        return (*words, "--demo") if self.demo else tuple(words)


def take_global_options(argv: list[str]) -> tuple[GlobalOptions, list[str]]:
    """Return the global options and the remaining words.

    Raises ``BadValue`` when a value is missing, a word is not UTF-8, or there are too many.
    """
    if len(argv) > _MOST_WORDS:
        raise BadValue(
            N_("The command line is too long (words: {count}, allowed: {limit})."),
            hint=N_("Long texts can come from standard input: write - in their place."),
            count=len(argv),
            limit=_MOST_WORDS,
        )
    found: dict[str, Any] = {}
    rest: list[str] = []
    words = iter([_decoded(word) for word in argv])
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest.extend((word, *words))
        elif word in _FLAGS:
            found[word[2:]] = True
        elif name in WITH_VALUE:
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
        if sys.version_info >= (3, 14):
            self._set_color(False)

    def _get_default_metavar_for_positional(self, action: argparse.Action) -> str:
        return action.dest.upper()

    def _format_args(self, action: argparse.Action, default_metavar: str) -> str:
        """Return the place of an argument in the line that says how it is typed, each word of it once.

        argparse would repeat what may be several: ``text [text ...]``. Where the words of a sentence are read in an
        order, the argument names them itself: ``[PROJECT] TIME [NOTE]``.
        """
        if action.nargs not in ("*", "+"):
            return super()._format_args(action, default_metavar)
        shown = str(self._metavar_formatter(action, default_metavar)(1)[0])
        if " " in shown:
            return shown
        return f"[{shown} …]" if action.nargs == "*" else f"{shown} …"

    def start_section(self, heading: str | None) -> None:
        """Begin a group under its heading, with the colon as the language sets it; argparse asks from 3.13 on."""
        if heading and sys.version_info < (3, 13):
            told = argparse._("%(heading)s:")  # type: ignore[attr-defined]
            heading = (told % {"heading": heading}).removesuffix(":")
        super().start_section(heading)


def _terminal_width() -> int:
    wanted = os.environ.get("COLUMNS", "")
    if wanted.isascii() and wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80 if sys.__stdout__ else 80
    except (OSError, ValueError):
        return 80


def _description_alone(parser: argparse.ArgumentParser) -> list[str]:
    return [parser.description or "", ""]


class Parser(argparse.ArgumentParser):
    """An argument parser that raises ``BadValue`` instead of printing and leaving.

    The words of a sentence may stand on both sides of options (``log in Ana --at 9:30 the logo``), and a length below
    zero (``-1h``) is a value, not an option.
    """

    teach: ClassVar[staticmethod[[argparse.ArgumentParser], list[str]]] = staticmethod(_description_alone)
    """Explains the arguments that say nothing of themselves, returns the lines at the head; ``speak`` sets it."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("allow_abbrev", False)
        options.setdefault("formatter_class", Help)
        super().__init__(*args, **options)
        self._negative_number_matcher = _BELOW_ZERO
        self.color = False  # Python 3.14 would paint the help, and paint is taken for hostile text
        self.verb_names: tuple[str, ...] = ()
        self.typed = ""
        self._words: list[str] = []

    def format_help(self) -> str:
        """Return the help: what it is for, how it is typed, then all there is to it."""
        head = self.teach(self)
        listed = self._get_formatter()
        for group in self._action_groups:
            listed.start_section(group.title)
            listed.add_text(group.description)
            listed.add_arguments(group._group_actions)
            listed.end_section()
        listed.add_text(self.epilog)
        return "\n".join((*head, self.format_usage(), listed.format_help())).lstrip("\n")

    def format_usage(self) -> str:
        """Return the line that says how it is typed; many options are told of below it, by one word in it."""
        options = [action for action in self._actions if action.option_strings]
        if len(options) <= _MOST_OPTIONS or self.usage:
            return super().format_usage()
        told = argparse._("options")  # type: ignore[attr-defined]
        formatter = self.formatter_class(prog=f"{self.prog} [{told}]")
        formatter.add_usage(None, [action for action in self._actions if action not in options], [])
        return formatter.format_help()

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse, options before the words of a sentence."""
        self._words = list(args or ())
        takes_words = any(action.nargs in ("*", "+") and not action.option_strings for action in self._actions)
        return super().parse_known_args(self._options_first() if takes_words else self._words, namespace)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse everything; words that nothing takes are refused."""
        parsed, left = self.parse_known_args(args, namespace)
        if left:
            parser = self._of_verb(self._words)
            parser._words = left
            parser.error(argparse._("unrecognized arguments: %s") % " ".join(left))  # type: ignore[attr-defined]
        return parsed

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a verb that there is not, with those that are spelled like it; anything else argparse refuses."""
        if not isinstance(action, argparse._SubParsersAction) or value in action.choices:
            super()._check_value(action, value)
            return
        command = self.prog.partition(" ")[2]
        raise BadValue(
            N_("There is no command “{name}”."),
            hint=N_("See `{command} --help`."),
            near=tuple(f"{command} {verb}" for verb in near(str(value), tuple(action.choices))),
            name=f"{command} {value}",
            command=self.prog,
        )

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        """Return what a word means; of one that is no number argparse would say "invalid int value"."""
        if action.type is int:
            try:
                return int(arg_string)
            except ValueError:
                message = N_("“{text}” is not a number.")
                raise BadValue(message, hint=N_("Write a whole number."), text=arg_string[:60]) from None
        return super()._get_value(action, arg_string)

    def _of_verb(self, words: Sequence[str]) -> Parser:
        """Return the parser of the verbs among ``words``."""
        parser = self
        for word in words:
            for action in parser._actions:
                if isinstance(action, argparse._SubParsersAction) and word in action.choices:
                    parser = action.choices[word]
                    break
        return parser

    def _with_verbs(self, message: str) -> str:
        """Return what is wrong; where only a verb is missing, with those that there are."""
        missing = argparse._("the following arguments are required: %s")  # type: ignore[attr-defined]
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction) and message == missing % action.metavar:
                one_of = argparse._("one of the arguments %s is required")  # type: ignore[attr-defined]
                return str(one_of % " | ".join(action.choices))
        return message

    def error(self, message: str) -> NoReturn:
        hyphened = next((word for word in self._words if self._looks_like_an_option(word)), "")
        if hyphened:
            raise BadValue(
                N_("{problem}"),
                hint=N_(
                    "See `{command} --help`. A word that begins with a hyphen but is not an option goes last: -- {word}"
                ),
                near=near(hyphened, tuple(self._option_string_actions)) if hyphened.startswith("--") else (),
                problem=message,
                command=self.prog,
                word=hyphened,
            )
        problem = self._with_verbs(message)
        raise BadValue(N_("{problem}"), hint=N_("See `{command} --help`."), problem=problem, command=self.prog)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print help; an output that takes nothing is no failure of the program."""
        from freelance_comm.cli.session import flowing, write_quietly
        from freelance_comm.domain.text_safety import show_block

        stream = file or sys.stdout
        write_quietly(stream, flowing(show_block(message), stream))

    def _options_first(self) -> list[str]:
        """Return the words in another order: argparse loses words that stand behind an option."""
        options: list[str] = []
        others: list[str] = []
        waiting = iter(self._words)
        for word in waiting:
            if word == "--":
                return [*options, *others, word, *waiting]
            action = self._option_string_actions.get(word.partition("=")[0] if word.startswith("--") else word[:2])
            if action is None or word[:1] != "-":
                others.append(word)
                continue
            options.append(word)
            bare = word in action.option_strings
            if bare and action.nargs is None:
                options.extend([value for value in (next(waiting, None),) if value is not None])
        return [*options, *others]

    def _looks_like_an_option(self, word: str) -> bool:
        if word[:1] != "-" or word in ("-", "--") or " " in word or _BELOW_ZERO.match(word):
            return False
        return word.partition("=")[0] not in self._option_string_actions


def near(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return those of ``known`` that are spelled like ``word``, the nearest first."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word, known, n=3))


def speak(tr: Translator) -> None:
    """Let argparse's own sentences come from the catalogs, and each help begin with examples and explain all."""

    def teach(parser: argparse.ArgumentParser) -> list[str]:
        from freelance_comm.cli import examples, usual_arguments

        usual_arguments.explain(parser, tr)
        return examples.opening(parser.prog, parser.description or "", tr)

    Parser.teach = staticmethod(teach)
    module: Any = argparse
    module._ = tr.gettext
    module.ngettext = tr.ngettext


class _Unused:
    """Stands in for the parser of a verb that was not typed: declaring its options costs nothing."""

    def add_argument(self, *_words: Any, **_options: Any) -> None:
        """Forget the option."""

    def add_parser(self, *_words: Any, **_options: Any) -> _Unused:
        """Forget the verb below, that there are any, or that of some options only one can be given."""
        return self

    add_subparsers = add_mutually_exclusive_group = add_parser


def verbs(parser: Parser, *, required: bool = True) -> Callable[..., Any]:
    """Return a function that adds a verb to a command, ``add("list", help)``, and returns the parser to fill.

    When the word typed after the command is the name of another verb, what comes back takes options and forgets them:
    a command line uses one verb, and building the others would cost more than running it. Where none is ``required``
    the verb is None when none was typed.
    """
    actions = parser.add_subparsers(dest="verb", metavar="VERB", required=required)

    def add(name: str, summary: str, **options: Any) -> Any:
        if parser.typed in parser.verb_names and name != parser.typed:
            return _Unused()
        return actions.add_parser(name, help=summary, description=summary, **options)

    return add
