"""Stretches of a text that is being written on: they stay on their words, and know when somebody wrote into them."""

from __future__ import annotations

import pytest

from freelance_comm.tui.coach_text import edit_between, moved, offset_of, place_of

TEXT = "one two three\nfour five\n\nsix"


@pytest.mark.parametrize(
    ("after", "stretch"),
    [
        ("one two three\nfour five\n\nsix seven", (14, 18)),
        ("zero one two three\nfour five\n\nsix", (19, 23)),
        ("two three\nfour five\n\nsix", (10, 14)),
        ("one two three\nfour  five\n\nsix", (14, 18)),
        ("one two three\nxfour five\n\nsix", (15, 19)),
        ("one two three\nfourx five\n\nsix", (14, 18)),
        (TEXT, (14, 18)),
    ],
)
def test_a_stretch_stays_on_its_words_whatever_is_written_around_it(after: str, stretch: tuple[int, int]) -> None:
    found = moved((14, 18), edit_between(TEXT, after))
    assert found == stretch
    assert after[slice(*found)] == "four"


@pytest.mark.parametrize("after", ["one two three\nfoxur five\n\nsix", "one two thrive\n\nsix", "", "something else"])
def test_a_stretch_that_was_written_into_is_gone(after: str) -> None:
    assert moved((14, 18), edit_between(TEXT, after)) is None


@pytest.mark.parametrize(
    ("before", "after"), [("aaaa", "aaa"), ("aaa", "aaaa"), ("", "a"), ("a", ""), ("ab" * 9000, "ab" * 8000 + "c")]
)
def test_an_edit_accounts_for_the_whole_of_both_texts(before: str, after: str) -> None:
    edit = edit_between(before, after)
    assert before[: edit.start] == after[: edit.start]
    assert before[edit.start + edit.old :] == after[edit.start + edit.new :]


def test_rows_and_columns_lead_back_to_the_same_character() -> None:
    assert [offset_of(TEXT, place_of(TEXT, at)) for at in range(len(TEXT) + 1)] == list(range(len(TEXT) + 1))
    assert place_of(TEXT, TEXT.index("five")) == (1, 5)
