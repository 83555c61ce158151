"""The head of a template says what the draft is; a head that does not is refused with its line."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.text.template_header import parse_header


def test_a_head_names_subject_kind_and_needs() -> None:
    header = parse_header("subject: Re: {{ a }}\n\nkind: progress-report\nneeds: a, b.c ,\n---\nbody", "x.txt")
    assert (header.subject, header.kind, header.needs) == ("Re: {{ a }}", "progress-report", ("a", "b.c"))
    assert (header.lines, header.length) == ({"subject": 1, "kind": 3, "needs": 4}, 5)


def test_dashes_in_the_body_belong_to_the_body() -> None:
    assert parse_header("kind: reply\n---\none\n---\ntwo", "x.txt").length == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("kind: reply\nsubjct: x\n---\n", 2),
        ("kind: reply\nDear Ana,\n---\n", 2),
        ("kind: reply\nkind: reply\n---\n", 2),
        ("subject: x\nkind: Not A Kind\n---\n", 2),
        ("subject: x\n---\n", 2),
        ("kind: reply\nneeds: a b\n---\n", 2),
        ("kind: reply\nneeds: a.B\n---\n", 2),
    ],
)
def test_a_wrong_head_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(BadValue) as caught:
        parse_header(text, "x.txt")
    assert (caught.value.params["line"], caught.value.params["file"]) == (line, "x.txt")


def test_a_misspelt_field_is_answered_with_the_right_one() -> None:
    with pytest.raises(BadValue) as caught:
        parse_header("subjct: x\n---\n", "x.txt")
    assert caught.value.near == ("subject",)


@pytest.mark.parametrize("text", ["Hello\n", "kind: reply\nsubject: x\n"])
def test_a_file_without_a_head_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_header(text, "x.txt")
