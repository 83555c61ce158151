"""`forecast --stdin`: JSON lines in and out, for a program that measures forecasts.

Apart from the command because it is a conversation, not an answer: each line is answered before the next is read. A
line that cannot be meant is said on stderr with its number and changes nothing; where it was a question, the answer is
an object with ``error``, so that nobody waits in vain, and the exit code is that of a bad value in the end.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.session import Session, error_lines, said
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.services.effort_protocol import MODELS, Conversation, asks
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from collections.abc import Iterable

_SAID = 100
"""So many errors are told line by line; a file of another kind would fill the terminal."""


def options(parser: Parser, tr: Translator) -> None:
    """Declare ``--stdin`` and ``--model``."""
    parser.add_argument(
        "--stdin",
        action="store_true",
        help=tr.gettext("read JSON lines (person, finished, predict) and answer each predict with hours, for programs"),
    )
    parser.add_argument(
        "--model",
        choices=MODELS,
        default=MODELS[0],
        help=tr.gettext("with --stdin: our model, or a simpler one for comparison"),
    )


def run(args: Namespace, session: Session) -> int:
    """Answer the lines of standard input until it ends."""
    if sys.stdin is None:
        return ExitCode.DONE
    return converse(sys.stdin.buffer, session, args.model)


def converse(lines: Iterable[bytes], session: Session, model: str) -> int:
    """Answer ``lines`` one by one and return the exit code."""
    conversation = Conversation(model)
    plain = session.desk.unlocalised().tr
    refused = 0
    for number, raw in enumerate(lines, 1):
        line = raw.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
        if not line:
            continue
        try:
            answer: dict[str, object] | None = {**found} if (found := conversation.answer(line)) else None
        except BadValue as error:
            refused += 1
            lines_said = error_lines(error, session.tr)
            if refused <= _SAID:
                place = session.tr.gettext("line {line}").format(line=number)
                for each in (f"{lines_said[0]} ({place})", *lines_said[1:]):
                    session.note(each)
            answer = {"error": said(error, plain)} if asks(line) else None
        if answer is not None:
            session.emit(answer, one_line=True)
    more = refused - _SAID
    if more > 0:
        sentence = session.tr.ngettext(
            "{count} more line could not be understood.", "{count} more lines could not be understood.", more
        )
        session.note(sentence.format(count=more))
    return ExitCode.BAD_VALUE if refused else ExitCode.DONE
