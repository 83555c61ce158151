"""What a shell is told when somebody presses Tab: which words may stand at the cursor.

    freelance-comm --complete bash LINE BREAKS     the line up to the cursor, and readline's $COMP_WORDBREAKS
    freelance-comm --complete zsh|fish WORD …      the words after the command, the last one up to the cursor

The answer's first line is `words`, `files` or `folders`; words follow, one a line: as bash is to put them in, for the
others with what they mean behind a tab. Everything comes from the parsers of the commands as they are, so that scripts
in a shell's configuration never grow stale, and from the records as they are now. A generator such as shtab would write
the options into the script instead, and pass names through `compgen -W`, which parts them at blanks.

Failures are silent: a shell that completes nothing says enough.
"""

from __future__ import annotations

import os
import sys
from argparse import Action, ArgumentParser
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

from freelance_comm.cli import completing_names, usual_arguments
from freelance_comm.cli.arguments import WITH_VALUE, Parser, speak, take_global_options
from freelance_comm.cli.completing_names import Candidate, begins
from freelance_comm.cli.registry import COMMANDS, NAMES, module_of
from freelance_comm.domain.errors import AppError
from freelance_comm.domain.record import Record
from freelance_comm.text.catalog import SOURCE_LOCALE, Translator, translator

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

WORDS = "words"
SHELLS = ("bash", "zsh", "fish")


class Offer(Record):
    """What may stand at the cursor: ``what`` is ``WORDS`` or the files or folders that the shell itself knows."""

    what: str = WORDS
    candidates: tuple[Candidate, ...] = ()


class Desks:
    """The records, opened only if names are asked for, and the language of what candidates mean."""

    def __init__(self, desk: Desk | None, *, told: bool) -> None:
        self._desk = desk
        self.tr: Translator = desk.tr if told and desk is not None else translator(SOURCE_LOCALE)

    def named(self, kind: str, start: str) -> tuple[Candidate, ...]:
        """Return the records of a kind that begin so."""
        return tuple(completing_names.named(self._desk, kind, start)) if self._desk is not None else ()


def answer(words: Sequence[str]) -> int:
    """Print what may stand at the cursor; ``words`` come after `--complete`."""
    shell, *rest = [os.fsencode(word).decode("utf-8", "replace") for word in words]
    try:
        lines = _bash(*rest) if shell == "bash" else _listed(shell, rest)
    except (AppError, OSError):
        return 0
    sys.stdout.buffer.write("".join(f"{line}\n" for line in lines).encode())
    return 0


def _bash(line: str, breaks: str) -> list[str]:
    from freelance_comm.cli.shell_words import typed, written

    found = typed(line, breaks)
    if found.closed and (found.quote or found.current):
        return [WORDS]  # a quotation that is closed is not written on
    offer = offered(found.before[1:], found.current, told=False)
    rest = [one.text[found.settled :] for one in _in_one_spelling(offer.candidates, found.current)]
    return [offer.what, *(written(text, found.quote) for text in rest)]


def _in_one_spelling(candidates: Sequence[Candidate], start: str) -> Sequence[Candidate]:
    """Return those that begin as typed; bash puts in what all have in common, and must not take letters away."""
    exact = [one for one in candidates if one.text.startswith(start)]
    return exact or (candidates if len({one.text[: len(start)] for one in candidates}) == 1 else ())


def _listed(shell: str, words: Sequence[str]) -> list[str]:
    from freelance_comm.cli.columns import aligned

    current = words[-1] if words else ""
    offer = offered(words[:-1], current, told=True)
    if shell == "fish":
        return [offer.what, *(f"{one.text}\t{one.told}" for one in offer.candidates)]
    head = len(_option_begun(current)) if words[:-1].count("--") == 0 else 0
    texts = [one.text[head:] for one in offer.candidates]
    shown = aligned([(text, one.told) for text, one in zip(texts, offer.candidates, strict=True)])
    return [offer.what, *(f"{text}\t{line}" for text, line in zip(texts, shown, strict=True))]


def offered(before: Sequence[str], current: str, *, told: bool) -> Offer:
    """Return what may stand at the cursor after the words ``before``; ``told`` if with what it means.

    The words come without quotes and without the program's name; ``current`` is what is typed of the word already, and
    all candidates begin with it, in capitals or not.
    """
    head = _option_begun(current)
    if "--" not in before and (head[:-1] in WITH_VALUE or (not head and before and before[-1] in WITH_VALUE)):
        return _global_value(head[:-1] or before[-1], current, head)
    options, words = take_global_options(list(before))
    if words[:1] == ["help"]:
        words = words[1:]
    from freelance_comm.cli.run import opened

    if not told and (not words or words[0] not in NAMES):
        return _commands(words, current, Desks(None, told=False))
    with opened(options) as (desk, _warnings):
        desks = Desks(desk, told=told)
        if not words or words[0] not in NAMES:
            return _commands(words, current, desks)
        return _within(words, current, desks)


def _option_begun(current: str) -> str:
    """Return `--option=` where a value is being written behind it, else an empty string."""
    name, equals, _value = current.partition("=")
    return name + equals if equals and name.startswith("--") else ""


def _global_value(option: str, current: str, head: str) -> Offer:
    if option == "--data-dir":
        return Offer(what=completing_names.FOLDERS)
    if option == "--lang":
        return _behind(head, completing_names.languages(current[len(head) :]))
    return Offer()


def _behind(head: str, candidates: Iterable[Candidate]) -> Offer:
    return Offer(candidates=tuple(one.but(text=head + one.text) for one in candidates))


def _commands(words: Sequence[str], current: str, desks: Desks) -> Offer:
    if words:
        return Offer()  # after a command that there is not
    rows = [Candidate(text=name, told=desks.tr.gettext(summary)) for name, summary in COMMANDS]
    rows = [one for one in rows if one.text.startswith(current)]
    if current.startswith("-"):
        rows = _options_everywhere(current, desks) + [
            Candidate(text=name) for name in ("--help", "--version") if name.startswith(current)
        ]
    return Offer(candidates=tuple(rows))


def _options_everywhere(current: str, desks: Desks) -> list[Candidate]:
    from freelance_comm.cli.overview import told_options

    rows = [Candidate(text=name.partition(" ")[0], told=text) for name, text in told_options(desks.tr)]
    return [one for one in rows if one.text.startswith(current)]


# -- within a command --------------------------------------------------------------------------------------------------


class _Place:
    """Where in a command the cursor stands: the verbs before it, and what its parser makes of the words since."""

    def __init__(self, name: str, words: Sequence[str], tr: Translator) -> None:
        module = import_module(f"freelance_comm.cli.commands.{module_of(name)}")
        parser = Parser(prog=f"freelance-comm {name}")
        parser.verb_names, parser.typed = getattr(module, "VERBS", ()), words[0] if words else ""
        module.configure(parser, tr)
        self.path: tuple[str, ...] = (name,)
        self.parser: ArgumentParser = parser
        self.modes: dict[str, str] = getattr(module, "MODES", {})
        self.waiting: Action | None = None
        self.used: list[Action] = []
        self.count = 0
        self.options_end = False
        for word in words:
            self._pass(word)

    @property
    def verbs(self) -> Any:
        """The verbs that may stand here, None where there are none."""
        if self.count:
            return None
        return next((one for one in self.parser._actions if hasattr(one, "_choices_actions")), None)

    @property
    def argument(self) -> Action | None:
        """The argument that a word at the cursor would be."""
        rows = [one for one in self.parser._actions if not one.option_strings and not hasattr(one, "_choices_actions")]
        if self.count < len(rows):
            return rows[self.count]
        return rows[-1] if rows and rows[-1].nargs in ("*", "+") else None

    def option(self, name: str) -> Action | None:
        """The option of that name."""
        return None if self.options_end else self.parser._option_string_actions.get(name)

    def _pass(self, word: str) -> None:
        if self.waiting is not None:
            self.waiting = None
            return
        name, equals, _value = word.partition("=")
        option = self.option(name if word.startswith("--") else word)
        if word == "--":
            self.options_end = True
        elif option is not None:
            self.used.append(option)
            self.waiting = option if option.nargs != 0 and not equals else None
        elif self.verbs is not None and word in self.verbs.choices:
            self.path, self.parser = (*self.path, word), self.verbs.choices[word]
        else:
            self.count += 1


def _within(words: Sequence[str], current: str, desks: Desks) -> Offer:
    speak(desks.tr)  # argparse itself says what --help does
    place = _Place(words[0], words[1:], desks.tr)
    head = _option_begun(current)
    option = place.option(head[:-1]) if head else place.waiting
    if option is not None:
        return _values(option, place, current, head, desks)
    if current.startswith("-") and not place.options_end:
        return Offer(candidates=tuple(_options(place, current, desks)))
    if place.verbs is not None:
        told = {one.dest: str(one.help or "") for one in place.verbs._choices_actions}
        return Offer(candidates=tuple(Candidate(text=n, told=told[n]) for n in told if n.startswith(current)))
    if place.path[0] == "track" and current[:1] == "+":
        return Offer(candidates=desks.named("activity", current))
    if place.argument is None:
        return Offer()
    modes = () if place.count else place.modes.items()
    first = [Candidate(text=name, told=desks.tr.gettext(text)) for name, text in modes if name.startswith(current)]
    if first and current:
        return Offer(candidates=tuple(first))
    if place.argument.dest == "words" and place.count:
        return Offer()  # the rest of a sentence
    return _values(place.argument, place, current, "", desks)


def _values(action: Action, place: _Place, current: str, head: str, desks: Desks) -> Offer:
    start = current[len(head) :]
    if action.choices is not None:
        return _behind(head, [Candidate(text=str(one)) for one in action.choices if begins(str(one), start)])
    kind = completing_names.kind_of(action, place.path)
    if kind:
        return _behind(head, desks.named(kind, start))
    return Offer(what=completing_names.place_of(action) or WORDS)


def _options(place: _Place, current: str, desks: Desks) -> list[Candidate]:
    usual_arguments.explain(place.parser, desks.tr)
    rows = []
    for action in place.parser._actions:
        repeated = type(action).__name__ == "_AppendAction"
        if action.option_strings and (repeated or action not in place.used):
            told = str(action.help % vars(action)) if action.help else ""
            rows += [Candidate(text=name, told=told) for name in action.option_strings if name.startswith("--")]
    return [one for one in rows if one.text.startswith(current)] + _options_everywhere(current, desks)
