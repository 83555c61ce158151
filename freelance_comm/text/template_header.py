"""The head of a template file: what the draft is called, of which kind it is, what it cannot do without.

    subject: {{ project.name }}: where we are
    kind: progress-report
    needs: client.name, entries
    ---

Everything below the dashes is the body. Files that only lend words to others (``_letter.txt``) have no head.
"""

from __future__ import annotations

import re

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

FIELDS = ("subject", "kind", "needs")
END = "---"

_KIND = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FACT = re.compile(r"[a-z_][a-z0-9_]*(?:\.[a-z_][a-z0-9_]*)*")


class Header(Record):
    """A template's head. ``needs`` names facts, inner ones with a dot; ``lines`` maps a field to its line number.

    ``length`` is the number of lines up to and including the dashes; ``subject`` is itself a small template.
    """

    kind: str
    subject: str = ""
    needs: tuple[str, ...] = ()
    lines: dict[str, int] = {}  # noqa: RUF012 - never mutated: records are immutable
    length: int = 0


def parse_header(text: str, source: str) -> Header:
    """Return the head of ``text``; raises ``BadValue`` naming ``source`` and the line where it is not one."""
    values: dict[str, str] = {}
    places: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() == END:
            return _checked(values, places, number, source)
        if not line.strip():
            continue
        field, colon, value = line.partition(":")
        field = field.strip()
        if not colon or field not in FIELDS or field in values:
            raise _bad_line(line, number, source)
        values[field], places[field] = value.strip(), number
    raise BadValue(
        N_("{file} has no header: lines such as “kind: reply”, then a line with {end}."),
        hint=N_("Correct the file, or move it away to use the built-in one."),
        file=source,
        end=END,
    )


def _checked(values: dict[str, str], places: dict[str, int], length: int, source: str) -> Header:
    kind = values.get("kind", "")
    if not _KIND.fullmatch(kind):
        raise BadValue(
            N_("{file}, line {line}: the kind of draft is missing or not valid."),
            hint=N_("Write a line such as “kind: progress-report”."),
            file=source,
            line=places.get("kind", length),
        )
    needs = tuple(part.strip() for part in values.get("needs", "").split(",") if part.strip())
    for fact in needs:
        if not _FACT.fullmatch(fact):
            raise _bad_line(fact, places["needs"], source)
    return Header(kind=kind, subject=values.get("subject", ""), needs=needs, lines=places, length=length)


def _bad_line(line: str, number: int, source: str) -> BadValue:
    from difflib import get_close_matches

    return BadValue(
        N_("{file}, line {line}: “{text}” does not belong in the header of a template."),
        hint=N_("The header has “subject: …”, “kind: …” and “needs: a, b”, once each, then a line with {end}."),
        near=tuple(get_close_matches(line.partition(":")[0].strip(), FIELDS, n=1)),
        file=source,
        line=number,
        text=show(line.strip())[:80],
        end=END,
    )
