"""Sheets: lines of words and cells; what is none is named with its line; what people wrote stays in its cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.text.markup import escape_sheet
from freelance_comm.text.sheet import parse_sheet


def test_a_line_is_a_word_and_cells() -> None:
    lines = parse_sheet("title: Quote: 1\n\ncolumns: a | b\nrow: x |  y \n", "quote/document.sheet")
    assert [(line.word, line.cells) for line in lines] == [
        ("title", ("Quote: 1",)),
        ("columns", ("a", "b")),
        ("row", ("x", "y")),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: a\nheadline: b", "2"),
        ("no colon", "1"),
        ("row: a | b", "1"),
        ("columns: a | b\nrow: a | b | c", "2"),
        ("fact: a", "1"),
    ],
)
def test_a_line_that_no_sheet_has_is_named(text: str, line: str) -> None:
    with pytest.raises(BadValue) as refused:
        parse_sheet(text, "mine.sheet")
    assert (refused.value.params["file"], str(refused.value.params["line"])) == ("mine.sheet", line)


@given(st.text(alphabet="ab|\\\n n:", max_size=30), st.text(alphabet="ab|\\\nn", max_size=30))
def test_what_people_wrote_stays_in_its_cell(first: str, second: str) -> None:
    lines = parse_sheet(f"fact: {escape_sheet(first)} | {escape_sheet(second)}", "x")
    assert lines[0].cells == (first.strip(), second.strip())
