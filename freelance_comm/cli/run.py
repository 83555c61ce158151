"""From the words typed to an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.arguments import GlobalOptions, Parser, native_path, near, speak, take_global_options
from freelance_comm.cli.registry import COMMANDS, NAMES, module_of
from freelance_comm.cli.session import Session, error_lines, flowing, write_quietly
from freelance_comm.domain.errors import AppError, BadValue, ExitCode, NotFound, NotSaved
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_HELP = ("help", "--help", "-h")
_VERSION = ("version", "--version", "-V")
_KNOWN_AS = {
    "prompt": "remind --prompt",
    "timer": "track",
    "time": "track",
    "settings": "profile",
    "config": "profile",
    "setup": "profile",
    "letter": "draft",
    "redo": "undo --again",
    "demo": "--demo",
    "start": "track start",
    "stop": "track stop",
}
"""Words that people try first, and what is called otherwise here: spelling alone would not lead there."""


def run(argv: list[str]) -> int:
    """Run the command in ``argv`` (without the program's name) and return its exit code."""
    from freelance_comm.bootstrap import fallback_translator

    tr: Translator | None = None
    try:
        options, words = take_global_options(argv)
        with opened(options) as (desk, warnings):
            tr = desk.tr
            try:
                return _dispatch(desk, warnings, options, words)
            except KeyboardInterrupt as interrupt:
                if type(interrupt) is not KeyboardInterrupt:
                    raise  # whoever was interrupted knows what became of it
                raise desk.workspace.interruption() from interrupt
    except AppError as error:
        told = tr or fallback_translator()
        lines = "\n".join(error_lines(error, told))
        write_quietly(sys.stderr, flowing(lines, sys.stderr, len(told.gettext("error:")) + 1) + "\n")
        return int(error.code)


@contextmanager
def opened(options: GlobalOptions) -> Iterator[tuple[Desk, tuple[AppError, ...]]]:
    from freelance_comm.bootstrap import load_settings, wire

    chosen = load_settings(
        data_dir=native_path(options.data_dir) or None, lang=options.lang or None, now=options.now or None
    )
    if options.demo:
        from freelance_comm.demo import opened_demo

        with opened_demo(chosen, owner="cli") as desk:
            yield desk, chosen.notices
    else:
        yield wire(chosen, owner="cli"), chosen.notices


def _dispatch(desk: Desk, warnings: tuple[AppError, ...], options: GlobalOptions, words: list[str]) -> int:
    session = Session(desk, as_json=options.json, again=options.again)
    _warn(warnings, session)
    speak(desk.tr)
    if words and words[0] in _VERSION:
        from freelance_comm import __version__

        if session.as_json:
            session.emit({"version": __version__})
        else:
            session.say(f"freelance-comm {__version__}")
        return ExitCode.DONE
    if not words or (words[0] in _HELP and len(words) == 1):
        from freelance_comm.cli.overview import WIDTH, at_a_glance

        session.say(at_a_glance(desk.tr, min(session.width or WIDTH, WIDTH)).rstrip("\n"))
        return ExitCode.DONE
    if words[0] in _HELP and words[1:] == ["all"]:
        from freelance_comm.cli.overview import everything

        session.say(everything(desk.tr).rstrip("\n"))
        return ExitCode.DONE
    if words[0] in _HELP:
        words = [*words[1:], "--help"]
    if words[0] not in NAMES:
        raise _unknown(words[0], desk.tr)
    module = import_module(f"freelance_comm.cli.commands.{module_of(words[0])}")
    summary = desk.tr.gettext(dict(COMMANDS)[words[0]])
    parser = Parser(prog=f"freelance-comm {words[0]}", description=summary)
    parser.verb_names, parser.typed = getattr(module, "VERBS", ()), words[1] if len(words) > 1 else ""
    module.configure(parser, desk.tr)
    arguments = _parse(parser, words[1:])
    if arguments is None:
        return ExitCode.DONE
    desk.workspace.begin_step()
    desk.workspace.listen(session.a_file_is_read)
    try:
        if getattr(arguments, "project", "") is None:
            from freelance_comm.cli.only_project import taken

            arguments.project = taken(session)
        code: int = module.run(arguments, session)
    except NotFound:
        doubts = desk.reader.unreadable()  # it may be in what cannot be read
        for each in doubts:
            each.fate = ""  # the failure itself says what became of the data
        _warn((*desk.workspace.announced, *doubts), session)
        raise
    except AppError:
        _warn(desk.workspace.announced, session)  # it stands, whatever became of the command
        raise
    finally:
        session.clear_line()
    if not getattr(module, "TELLS_OF_FILES", False):
        _warn(desk.reader.notices(), session)
    _tell_what_was_not_written(session)
    return code


def _warn(notices: tuple[AppError, ...], session: Session) -> None:
    for notice in notices:
        prefix = session.tr.gettext("warning:")
        for line in error_lines(notice, session.tr, prefix=prefix):
            session.note(line, hang=len(prefix) + 1)


def _tell_what_was_not_written(session: Session) -> None:
    """Say that standard output did not take the answer: a failure where the answer was all there was to do."""
    if not session.unwritten:
        return
    if not session.desk.workspace.has_saved:
        raise NotSaved(
            N_("The output could not be written: {reason}."),
            hint=N_("Your data are as they were; free some space or choose another place, then repeat the command."),
            fate="",
            reason=session.unwritten,
        )
    sentence = session.tr.gettext("Saved, but the output could not be written: {reason}.")
    session.warn(sentence.format(reason=session.unwritten))


def _parse(parser: Parser, words: list[str]) -> Any:
    """Return the parsed arguments, or ``None`` when help was asked for and shown."""
    try:
        return parser.parse_args(words)
    except SystemExit:
        return None


def _unknown(word: str, tr: Translator) -> BadValue:
    asks = {"today": tr.gettext("today"), "help": tr.pgettext("words that ask for help, parted by blanks", "help")}
    spoken = {each: command for command, words in asks.items() for each in words.replace("’", "'").split()}
    meant = (spoken | _KNOWN_AS).get(word.casefold().replace("’", "'"))
    return BadValue(
        N_("There is no command “{name}”."),
        hint=N_("`freelance-comm help all` lists them all."),
        near=(meant,) if meant else near(word, NAMES),
        name=word,
    )
