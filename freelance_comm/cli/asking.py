"""Questions to the person at the terminal.

Apart because a question may only be asked where somebody can answer it. In a script, in cron, in a pipe and with
``--json`` nothing is asked: the command refuses at once and names the option that answers beforehand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import TEXT_LIMIT, show

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session

STANDARD_INPUT = "-"
_Made = TypeVar("_Made")


def answerable(session: Session) -> bool:
    """Say whether a person sits there who reads the question and can type an answer."""
    return not session.as_json and _is_terminal(sys.stdin) and _is_terminal(session.err)


def ask(session: Session, question: str) -> str:
    """Return the line typed after ``question``, without outer blanks; empty at the end of input."""
    session.clear_line()
    session.err.write(show(question) + " ")
    session.err.flush()
    return show(sys.stdin.readline()).strip()


def confirm(session: Session, question: str) -> bool:
    """Return whether the person says yes; anything that is no answer counts as no."""
    from freelance_comm.services import wording

    choice = session.tr.gettext("[yes/no]")
    try:
        return wording.yes_or_no(session.desk, ask(session, f"{question} {choice}"))
    except BadValue:
        return False


def choose(session: Session, question: str, answers: Sequence[str]) -> int:
    """Return the place of the chosen answer, -1 for none. Answers have numbers: they are on every keyboard."""
    session.note(question)
    for number, answer in enumerate(answers, 1):
        session.note(f"  {number}  {answer}")
    said = ask(session, session.tr.gettext("Your answer (a number):"))
    return int(said) - 1 if said.isascii() and said.isdigit() and 0 < int(said) <= len(answers) else -1


def another(session: Session, make: Callable[[bool], _Made]) -> _Made:
    """Return what ``make(False)`` makes; where the name is taken, ask whether another one is meant, and ``make(True)``.

    Raises ``SameName`` with the option that says so beforehand when nobody can be asked, or the answer is no.
    """
    from freelance_comm.cli.session import said
    from freelance_comm.services.lookup import SameName

    try:
        return make(False)
    except SameName as taken:
        another = session.tr.gettext("Is this another one?")
        if answerable(session) and confirm(session, f"{said(taken, session.tr)} {another}"):
            return make(True)
        taken.hint = N_("Use that one, or add --same-name if this is another one with the same name.")
        raise


def text_of(words: str) -> str:
    """Return ``words``, or what stands on standard input where they are a hyphen.

    Raises ``BadValue`` for more than ``TEXT_LIMIT`` characters, for what is not UTF-8, and where there is no input.
    """
    if words != STANDARD_INPUT:
        return words
    if sys.stdin is None:
        raise BadValue(N_("There is no standard input to read the text from."), hint=N_("Type the text itself."))
    data = sys.stdin.buffer.read(4 * TEXT_LIMIT + 1)
    try:
        text = data.decode("utf-8-sig") if len(data) <= 4 * TEXT_LIMIT else None
    except UnicodeDecodeError as error:
        raise BadValue(
            N_("The text on standard input is not valid UTF-8 at byte {place}."),
            hint=N_("Save it as UTF-8 and try again."),
            place=error.start + 1,
        ) from None
    text = text.strip() if text is not None else None
    if text is None or len(text) > TEXT_LIMIT:
        raise BadValue(
            N_("The text on standard input is too long (characters allowed: {limit})."),
            hint=N_("Shorten it, or keep the long text in a file of its own."),
            limit=TEXT_LIMIT,
        )
    return text


def _is_terminal(stream: object) -> bool:
    """Say whether a stream is a terminal; one that was closed before the start is none."""
    try:
        return stream is not None and bool(getattr(stream, "isatty", bool)())
    except ValueError:  # closed meanwhile
        return False
