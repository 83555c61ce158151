"""What a fact may be, and how the record's values become facts.

Apart so that every kind of fact is cleaned and dated the same way.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from freelance_comm.domain.money import Money
from freelance_comm.domain.promise import Promise
from freelance_comm.domain.text_safety import show, show_block
from freelance_comm.domain.zones import zone_of

Facts = dict[str, Any]


def noted_day(text: str) -> date | None:
    """Return the day that a fact of a stage holds, ``None`` where it is empty or was edited into something else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def last_day(promise: Promise, zone: str) -> date:
    """Return the day a promise runs out: a whole day may end at the next midnight, and is still that day."""
    return local_day(promise.due - timedelta(seconds=1) if promise.whole_day else promise.due, zone)


def sentence(text: str) -> str:
    """Return ``text`` with an end: people leave the full stop out of a form's field."""
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in '.!?…»”"' else f"{stripped}."


def own_sentence(text: str) -> str:
    """Return ``text`` as a sentence that stands alone: with an end, and with a capital where its first word has none.

    A name with a capital inside ("iPhone") or a figure stays as it was typed.
    """
    ended = sentence(text)
    first = ended.split(" ", 1)[0].rstrip(",.:;!?")
    return ended[0].upper() + ended[1:] if first.isalpha() and first.islower() else ended


def local_day(moment: datetime, zone: str) -> date:
    """Return the date of ``moment`` on the clocks of ``zone``."""
    return moment.astimezone(zone_of(zone)).date()


def cleaned(facts: Facts) -> Facts:
    """Return ``facts`` with every text made safe; what has no business in a letter is refused."""
    return {key: _clean(inner) for key, inner in facts.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    if isinstance(value, str):
        return show_block(value) if "\n" in value else show(value)
    if value is None or isinstance(value, (bool, int, Decimal, date, Money)):  # a datetime is a date, too
        return value
    raise TypeError(f"{type(value).__name__} is no fact")
