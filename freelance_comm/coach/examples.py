"""The examples of each rule in each language: what it must catch, and what it must spare.

They lie in ``locales/<locale>/coach/examples/<rule>.txt`` and serve three readers: people who ask what a rule means,
the training of the classifier, and the test that no rule goes without them. Apart from the rules because they are text
of one language each.

The format, one example a line: ``- text`` is caught, ``+ text`` is spared; ``\\n`` in a text is a line break. A line
``@ {...}`` (JSON) gives the situation of the examples that follow it, up to the next empty line; ``#`` begins a
comment. ``act`` in it is what the sentences to catch do, where the rule alone does not tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from freelance_comm.coach.model import Kind, Recorded, Situation
from freelance_comm.domain.record import Record


class Example(Record):
    """A short draft or a sentence of one, and what is known around it (the keys of ``situation_of``)."""

    text: str
    context: Mapping[str, Any] = {}

    @property
    def situation(self) -> Situation:
        """The situation in which the example is read."""
        return situation_of(self.context)


class Examples(Record):
    """What a rule must catch and what it must spare, in the order of the file."""

    catch: tuple[Example, ...] = ()
    spare: tuple[Example, ...] = ()


def examples(folder: str, rule: str) -> Examples:
    """Return the examples of a rule; ``folder`` is ``locales/<locale>/coach``.

    Raises ``OSError`` where the rule has none, and ``ValueError`` with the number of the line that is no example.
    """
    found: dict[str, list[Example]] = {"-": [], "+": []}
    context: Mapping[str, Any] = {}
    path = f"{folder}/examples/{rule}.txt"
    with open(path, encoding="utf-8") as source:
        for number, raw in enumerate(source, 1):
            line = raw.strip()
            mark, _, rest = line.partition(" ")
            if not line:
                context = {}
            elif mark == "@":
                context = _context(rest)
            elif mark in found and rest:
                found[mark].append(Example(text=rest.replace("\\n", "\n"), context=context))
            elif not line.startswith("#"):
                raise ValueError(f"{path}:{number} is no example")
    return Examples(catch=tuple(found["-"]), spare=tuple(found["+"]))


def situation_of(context: Mapping[str, Any]) -> Situation:
    """Return a situation from plain values: days are ISO dates, ``recorded`` a mapping with amounts as text."""
    values = {name: value for name, value in context.items() if name in Situation.field_names()}
    for name in ("today", "earliest_realistic", "safe_day"):
        values[name] = _day(values.get(name))
    values["kind"] = Kind(values.get("kind") or Kind.REPLY)
    values["free_days"] = tuple(date.fromisoformat(day) for day in values.get("free_days", ()))
    values["name_forms"] = tuple(values.get("name_forms", ()))
    if values.get("recorded") is not None:
        values["recorded"] = _recorded(values["recorded"])
    return Situation(**values)


def _context(text: str) -> Mapping[str, Any]:
    import json

    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("a situation is a JSON object")
    return found


def _recorded(values: Mapping[str, Any]) -> Recorded:
    from decimal import Decimal

    return Recorded(
        currency=values.get("currency", ""),
        prices=tuple(Decimal(amount) for amount in values.get("prices", ())),
        deadline=_day(values.get("deadline")),
        days=tuple(date.fromisoformat(day) for day in values.get("days", ())),
        hours=tuple(Decimal(hours) for hours in values.get("hours", ())),
        names=tuple(values.get("names", ())),
        on_schedule=values.get("on_schedule"),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
