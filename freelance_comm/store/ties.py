"""Ties between the records of one project's file: which fields of a quote name other records by their number.

Apart from the doctor because it gives a record another number, and what points to it has to follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.store.places import PROJECT_TABLES

if TYPE_CHECKING:
    from freelance_comm.store.document import Tables

_QUOTES, _REQUIREMENTS = PROJECT_TABLES["Quote"], PROJECT_TABLES["Requirement"]
_OF_QUOTES = {_QUOTES: ("adds_to", "follows"), _REQUIREMENTS: ("requirement_id",)}


def follow(tables: Tables, table: str, old: int, new: int) -> None:
    """Let the quotes of a file name the record of ``table`` that was ``old`` by its number ``new``."""
    for quote in tables.get(_QUOTES, {}).values():
        for field in _OF_QUOTES.get(table, ()):
            if quote.get(field) == old:
                quote[field] = new
        if table == _REQUIREMENTS:
            for option in _dicts(quote.get("options")):
                for place in (option, *_dicts(option.get("items")), *_dicts(option.get("recommended"))):
                    if isinstance(place.get("answers"), list):
                        place["answers"] = [new if one == old else one for one in place["answers"]]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
