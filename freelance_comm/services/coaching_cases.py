"""Drafts read in bulk: one JSON object a line, one answer a line, the same for every program that measures the coach.

Apart because here nothing of the desk counts: no memory, no record, no calendar, not even today's date. A case says all
that is known; fields that nobody knows are passed over, a field that is null is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.coaching import About, Coached, read_draft

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

_TRUE = ("true", "yes", "1")
_FALSE = ("false", "no", "0", "")


class Case(Record):
    """One draft with what is known around it; ``id`` is whatever the caller called it."""

    id: Any
    text: str
    about: About


def cases(lines: Iterable[str]) -> list[Case]:
    """Return the cases of all lines, empty ones passed over. Raises ``BadValue`` that names the line it stops at."""
    return [_case(line, number) for number, line in enumerate(lines, 1) if line.strip("\ufeff \t\r\n")]


def answers(tr: Translator, given: Iterable[Case]) -> Iterator[tuple[Case, Coached]]:
    """Yield what the coach says of each case, in order; notes are left out."""
    for case in given:
        read, _promises = read_draft(tr, case.text, case.about, case.about.today)
        yield case, read.but(remarks=tuple(remark for remark in read.remarks if not remark.soft))


def answer(case: Case, read: Coached) -> dict[str, Any]:
    """Return the answer to a case as plain values."""
    findings = [
        {
            "rule": remark.rule,
            "start": remark.start,
            "end": remark.end,
            "message": remark.message,
            "suggestion": remark.suggestion,
        }
        for remark in read.remarks
    ]
    return {"id": case.id, "findings": findings}


def _case(line: str, number: int) -> Case:
    import json

    try:
        found = json.loads(line.strip("\ufeff \t\r\n"))
    except (ValueError, RecursionError):
        raise BadValue(
            N_("Line {line} is not a JSON object."), hint=N_("Write one case per line, as an object."), line=number
        ) from None
    if not isinstance(found, dict):
        raise BadValue(
            N_("Line {line} is not a JSON object."), hint=N_("Write one case per line, as an object."), line=number
        )
    fields = {name: value for name, value in found.items() if value is not None}
    text = fields.get("text")
    if not isinstance(text, str):
        raise _bad(number, "text", text, N_("A case needs the draft as text in the field “text”."))
    about = About(
        locale=_text(fields, "lang", number),
        kind=_text(fields, "kind", number),
        client_name=_text(fields, "client_name", number),
        incoming=_text(fields, "incoming", number),
        today=_day(fields, "today", number),
        earliest_realistic=_day(fields, "earliest_realistic", number),
        options_asked=_count(fields, "options_asked", number),
        prepayment_refused=_truth(fields, "prepayment_refused", number),
        channel=_text(fields, "channel", number),
    )
    return Case(id=found.get("id"), text=text, about=about)


def _text(fields: Mapping[str, Any], name: str, line: int) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise _bad(line, name, value, N_("Write it as text."))
    return value


def _day(fields: Mapping[str, Any], name: str, line: int) -> date | None:
    value = fields.get(name, "")
    if value == "":
        return None
    try:
        if isinstance(value, str) and value.isascii():
            return date.fromisoformat(value[:10] if value[10:11] in ("T", " ") else value)
    except ValueError:
        pass  # refused below, like everything else that is no day
    raise _bad(line, name, value, N_("Write a day like 2026-03-12."))


def _count(fields: Mapping[str, Any], name: str, line: int) -> int | None:
    value = fields.get(name, "")
    if value == "":
        return None
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit() and len(value) < 10:
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise _bad(line, name, value, N_("Write a whole number."))
    return value


def _truth(fields: Mapping[str, Any], name: str, line: int) -> bool:
    value = fields.get(name, False)
    spelled = str(value).strip().lower() if isinstance(value, str | int) else "?"
    if spelled not in (*_TRUE, *_FALSE):
        raise _bad(line, name, value, N_("Write true or false."))
    return spelled in _TRUE


def _bad(line: int, field: str, value: object, hint: str) -> BadValue:
    if value is None:
        return BadValue(N_("Line {line} has no field “{field}”."), hint=hint, line=line, field=field)
    return BadValue(
        N_("Line {line}: “{value}” makes no sense in the field “{field}”."),
        hint=hint,
        line=line,
        field=field,
        value=show(str(value))[:40],
    )
