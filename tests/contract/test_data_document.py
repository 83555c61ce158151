"""What docs/data.md says about kinds of records and their fields is what the program stores."""

from __future__ import annotations

import re
import types
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

import pytest

from freelance_comm.domain.people import Client, NameForms
from freelance_comm.domain.record import Record
from freelance_comm.services.exchange_rows import FORMAT, LARGEST_EXPORT, LONGEST_RECORD, NUMBER
from freelance_comm.store.codec import shape
from freelance_comm.store.document import VERSION
from freelance_comm.store.history import DAYS, GENERATIONS
from freelance_comm.store.inventory import kinds
from tests.contract.tree import ROOT

TEXT = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
SECTIONS = re.split(r"^#{3,4} ", TEXT.partition("<!-- fields -->")[2], flags=re.MULTILINE)[1:]
NAMES = {"NameForms": "forms of a name", "QuoteOption": "option"}
PLAIN = {
    str: "text",
    int: "whole number",
    bool: "true or false",
    Decimal: "decimal",
    datetime: "moment",
    date: "day",
}


def told(kind: type[Record]) -> str:
    """Return what a kind of object inside records is called."""
    words = re.findall("[A-Z][a-z]+", kind.__name__)
    return NAMES.get(kind.__name__, " ".join(words).lower())


def documented() -> dict[str, dict[str, tuple[str, bool]]]:
    """Return what the document says of each kind: its fields, what they hold, and whether they are needed."""
    found = {}
    for section in SECTIONS:
        rows = re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \|", section, re.MULTILINE)
        if rows:
            found[section.splitlines()[0]] = {name: (holds, absent == "needed") for name, holds, absent in rows}
    return found


def held(annotation: Any) -> str:
    """Return in the document's words what a field holds."""
    if get_origin(annotation) in (Union, types.UnionType):
        return held(next(part for part in get_args(annotation) if part is not type(None)))
    if get_origin(annotation) is tuple:
        return f"list of {held(get_args(annotation)[0])}"
    if get_origin(annotation) is dict:
        return "texts by name"
    if issubclass(annotation, Record):
        return told(annotation)
    if issubclass(annotation, StrEnum):
        return "one of " + ", ".join(f"`{member}`" if str(member) else "nothing" for member in annotation)
    return PLAIN[annotation]


def fields(kind: type[Record]) -> dict[str, tuple[str, bool]]:
    """Return the same from the program."""
    form = shape(kind)
    return {name: (held(form.annotations[name]), form.is_required(name)) for name in form.converters}


def inner(kind: type[Record]) -> set[type[Record]]:
    """Return every kind of object inside records of ``kind``."""
    found: set[type[Record]] = set()
    waiting = list(shape(kind).annotations.values())
    while waiting:
        part = waiting.pop()
        if get_args(part):
            waiting += get_args(part)
        elif isinstance(part, type) and issubclass(part, Record) and part not in found:
            found.add(part)
            waiting += shape(part).annotations.values()
    return found


OBJECTS = sorted(set().union(*(inner(kind.record) for kind in kinds().values())), key=told)
ALL = {**{name: kind.record for name, kind in kinds().items()}, **{told(kind): kind for kind in OBJECTS}}


def test_the_document_tells_of_every_kind_and_of_no_other() -> None:
    assert set(documented()) == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_the_fields_of_a_kind_are_those_of_the_program(name: str) -> None:
    assert documented()[name] == fields(ALL[name])


def test_a_field_that_changed_would_be_noticed() -> None:
    assert fields(Client) != fields(NameForms)
    assert fields(Client)["archived_on"] == ("day", False)


def test_numbers_in_the_document_are_those_of_the_program() -> None:
    assert f'"format": "{FORMAT}",\n"number": {NUMBER},\n"data": {VERSION},' in TEXT
    assert f"up to {LARGEST_EXPORT // 2**20} MB is taken, and records of up to {LONGEST_RECORD // 2**20} MB" in TEXT
    assert f"the last {GENERATIONS}, and one a day for {DAYS} days" in TEXT
    assert f'"1": {{"version": {VERSION}}}' in TEXT
