"""Setting a sheet: each kind of line finds its place, and a sheet of somebody's own needs no order."""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from freelance_comm.domain.errors import AppError
from freelance_comm.text.sheet import parse_sheet
from freelance_comm.text.typesetting import set_pdf

DAY = date(2026, 11, 20)


def words(sheet: str, locale: str = "en") -> str:
    """Return what a PDF set from a sheet says, in one line."""
    pdf = set_pdf(parse_sheet(sheet, "x"), locale=locale, author="Ilinca", day=DAY)
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_every_kind_of_line_is_set() -> None:
    sheet = """
        title: T1
        subtitle: T2
        sender: T3
        receiver: T4
        fact: T5 | T6
        columns: T7 | T8
        row: T9 | T10
        note: T11
        sum: T12 | T13
        total: T14 | T15
        heading: T16
        text: T17
        item: T18
        sign: T19 | T20
        footer: T21
        page: T22 #page/#pages
    """
    said = words(sheet).split()
    assert [f"T{number}" for number in range(1, 23) if f"T{number}" not in said] == []
    assert "1/1" in said


@pytest.mark.parametrize("sheet", ["", "title: x", "total: a | b", "note: alone", "item: a\ntext: b\nitem: c"])
def test_a_sheet_needs_no_order_and_no_parts(sheet: str) -> None:
    for line in sheet.split("\n"):
        assert line.partition(": ")[2].partition(" | ")[0] in words(sheet)


@pytest.mark.parametrize("locale", ["ro_MD", "ru", "fr_CA", "xx"])
def test_any_language_can_be_set(locale: str) -> None:
    assert "ș ё é" in words("text: ș ё é", locale)


def test_a_missing_typesetter_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(AppError) as refused:
        words("title: x")
    assert "typst" in refused.value.message
