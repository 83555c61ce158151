"""Says what is wrong in a template: file, line, column, and the nearest name there is.

Apart because it is the only code that reads Jinja's exceptions and tracebacks. Its English details are not repeated:
the sentence shown is ours, in the reader's language, and quotes the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Any

from jinja2 import TemplateAssertionError, TemplateError, TemplateNotFound, TemplateSyntaxError

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.text.sandbox import Forbidden, NoValue, TooMuch, UnknownName, WrongValue

CORRECT = N_("Correct the file, or move it away to use the built-in one.")

CAUGHT: tuple[type[Exception], ...] = (
    TemplateError,
    NoValue,
    WrongValue,
    TooMuch,
    RecursionError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    SyntaxError,
    MemoryError,
)
"""Everything a template can bring about while it is read or run."""


class Place:
    """Where in a template something happened; ``column`` is 0 where it is not known. Both count from 1."""

    def __init__(self, source: str, line: int, text: str) -> None:
        self.source = source
        self.line = line
        lines = text.split("\n")
        self.text = lines[line - 1] if 0 < line <= len(lines) else ""

    def column(self, word: str = "") -> int:
        """Return the column of ``word`` in the line, else of the first template tag, else 1."""
        for pattern in ([rf"(?<!\w){re.escape(word)}(?!\w)", re.escape(word)] if word else []) + [r"\{[{%#]"]:
            found = re.search(pattern, self.text)
            if found:
                return found.start() + 1
        return 1


def explain(
    error: Exception,
    facts: Mapping[str, Any],
    main: tuple[str, str],
    texts: Mapping[str, tuple[str, str]],
    filters: Iterable[str],
) -> BadValue:
    """Return the error for people.

    ``main`` is the display name and text of the template that was asked for; ``texts`` those of every template read on
    the way, by the name Jinja knows them by.
    """
    place = _place(error, main, texts)
    if isinstance(error, UnknownName):
        return BadValue(
            N_("{file}, line {line}, column {column}: there is no “{name}” here."),
            hint=CORRECT,
            near=_near(error.name, error.known or tuple(facts)),
            file=place.source,
            line=place.line,
            column=place.column(error.name),
            name=show(error.name)[:80],
        )
    if isinstance(error, TemplateAssertionError):
        return _unknown_word(error, place, filters)
    if isinstance(error, Forbidden):
        word = str(error)
        return BadValue(
            N_("{file}, line {line}, column {column}: a template must not use “{name}”."),
            hint=N_("A template shows facts; it cannot call or change anything, nor look into values."),
            file=place.source,
            line=place.line,
            column=place.column(word),
            name=show(word)[:80],
        )
    for kind, message in _SENTENCES:
        if isinstance(error, kind):
            word = _word_of(error)
            return BadValue(
                message,
                hint=CORRECT,
                file=place.source,
                line=place.line,
                column=place.column(word),
                name=show(word)[:80],
                text=_excerpt(place),
            )
    raise error


def _unknown_word(error: TemplateAssertionError, place: Place, filters: Iterable[str]) -> BadValue:
    word = _word_of(error)
    return BadValue(
        N_("{file}, line {line}, column {column}: there is no filter or test called “{name}”."),
        hint=CORRECT,
        near=_near(word, tuple(name for name in filters if not name.startswith("_"))),
        file=place.source,
        line=place.line,
        column=place.column(word),
        name=show(word)[:80],
    )


_SENTENCES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (TemplateNotFound, N_("{file}, line {line}, column {column}: there is no template part called “{name}”.")),
    (NoValue, N_("{file}, line {line}, column {column}: this cannot be written as text: {text}")),
    (WrongValue, N_("{file}, line {line}, column {column}: “{name}” cannot work with the value it is given.")),
    (
        (TooMuch, RecursionError, MemoryError),
        N_("{file}, line {line}, column {column}: the template never ends, or is far too long."),
    ),
    (TemplateSyntaxError, N_("{file}, line {line}, column {column}: this cannot be understood: {text}")),
    (Exception, N_("{file}, line {line}, column {column}: this does not work with the facts of the draft: {text}")),
)


def _word_of(error: Exception) -> str:
    if isinstance(error, WrongValue):
        return error.what
    if isinstance(error, TemplateNotFound):
        return str(error.name or "")
    quoted = re.findall(r"'([^']+)'", getattr(error, "message", None) or "")
    return quoted[0] if quoted else ""


def _excerpt(place: Place) -> str:
    return show(place.text.strip())[:80]


def _place(error: Exception, main: tuple[str, str], texts: Mapping[str, tuple[str, str]]) -> Place:
    line = getattr(error, "lineno", None)
    if isinstance(line, int) and not isinstance(error, SyntaxError):
        name = getattr(error, "name", None)
        source, text = texts.get(str(name), main)
        return Place(source, line, text)
    name, line = _innermost(error.__traceback__)
    source, text = texts.get(name, main)
    return Place(source, line or _first_tag(text), text)


def _first_tag(text: str) -> int:
    """Return the line of the first template tag: the place to name for what fails before anything runs."""
    before, tag, _after = text.partition("{")
    return before.count("\n") + 1 if tag else 1


def _innermost(trace: TracebackType | None) -> tuple[str, int]:
    """Return name and line of the innermost template in a traceback; line 0 where there is none."""
    found = ("", 0)
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            line_of: Callable[[int], int] = template.get_corresponding_lineno
            # Code that Jinja adds at the top of a template belongs to no line of it and is counted as the first.
            line = line_of(trace.tb_lineno)
            found = (str(template.name), 0 if line == 1 else line)
        trace = trace.tb_next
    return found


def _near(name: str, known: tuple[str, ...]) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(name, known, n=3, cutoff=0.5))
