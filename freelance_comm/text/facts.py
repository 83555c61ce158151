"""What a template may be given: plain values, copied.

Apart from the sandbox because it guards the other side: not what a template asks for, but what the program hands over.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from freelance_comm.domain.money import Money


def plain_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return a deep copy of ``facts`` made of plain values only.

    Text, numbers, dates, amounts of money, and dictionaries, lists and tuples of them; subclasses of text (an enum, a
    marked-up string) become plain text. ``TypeError`` names any other value: handing one over is a mistake in the
    program, not in a template.
    """
    return {str(name): _plain(value, str(name)) for name, value in facts.items()}


def _plain(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return str.__str__(value)
    if value is None or type(value) in (bool, int, Decimal, date, Money):
        return value
    if type(value) is datetime:
        if value.tzinfo is None:
            raise TypeError(f"the fact {name} is a time without a zone")
        return value
    if isinstance(value, Mapping):
        return {str.__str__(key): _plain(inner, f"{name}.{key}") for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_plain(inner, f"{name}[{index}]") for index, inner in enumerate(value))
    raise TypeError(f"the fact {name} is a {type(value).__name__}, which no template may see")
