"""A sentence that contradicts the record, told with what is on record: an amount, a day, hours, or a name.

Apart from ``suggest`` because here values come from the record and are written the way the draft writes them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from freelance_comm.coach.features import classes_of
from freelance_comm.coach.model import Hit
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.retiming import redated
from freelance_comm.coach.wordings import Wordings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NUMBER = re.compile(r"\d[\d.,'’\u00a0\u202f ]*\d|\d")
_GROUP = 3


def corrected(reading: Reading, hit: Hit, book: Wordings) -> str:
    """Return the sentence of a hit of ``contradicts-record`` as the record has it, empty where that takes a person.

    The params of the hit are what is ``said`` and what is ``recorded``: two days, an amount as it is written and one
    with its ``currency``, two numbers of hours, or two names.
    """
    said, recorded = hit.params.get("said"), hit.params.get("recorded")
    if hit.first is None or said is None or recorded is None:
        return ""
    if isinstance(recorded, date):
        return redated(reading, hit.first, recorded, book)
    sentence = reading.sentences[hit.first]
    if "currency" in hit.params:
        return sentence.text.replace(said, _written_like(said, recorded, book), 1)
    if isinstance(recorded, str):
        return sentence.text.replace(said, _called(reading, hit.first, hit.params, book), 1)
    for time in reading.times(hit.first):
        if time.hours is not None and float(said) == time.hours:
            start = sentence.words[time.first].start - sentence.start
            end = sentence.words[time.last - 1].end - sentence.start
            told = _hours(sentence.text[start:end], recorded.normalize(), book)
            return sentence.text[:start] + told + sentence.text[end:]
    return ""


def _written_like(said: str, value: object, book: Wordings) -> str:
    """Return ``said`` with its number replaced by ``value``, its thousands and decimals set apart in the same way."""
    found = _NUMBER.search(said)
    if found is None:
        return said
    whole, _, part = f"{value:f}".partition(".")
    part = part if part.strip("0") else ""
    pieces = re.split(r"(\D)", found[0])
    group = pieces[1] if len(pieces) > 1 and len(pieces[2]) == _GROUP else ""
    written = f"{int(whole):,}".replace(",", group)
    if part:
        written += (pieces[-2] if len(pieces) > 1 and len(pieces[-1]) != _GROUP else book.decimal) + part
    return said[: found.start()] + written + said[found.end() :]


def _hours(said: str, value: object, book: Wordings) -> str:
    """Return a length of time as ``value`` hours; with the short unit where the long one changes with the number."""
    found = _NUMBER.search(said)
    written = _written_like(said, value, book)
    if found is None or not book.hours:
        return written
    number = _NUMBER.search(written)
    return written if number is None else said[: found.start()] + book.hours.replace("{n}", number[0])


def _called(reading: Reading, number: int, values: Mapping[str, Any], book: Wordings) -> str:
    words = reading.sentences[number].words
    titled = any("title" in classes_of(word.text, reading.knowledge.classes) for word in words)
    name = str(values["recorded"])
    return name.split()[-1] if titled else book.called(name)
