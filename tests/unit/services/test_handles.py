"""Handles: short, stable, unique in a list, and easy to read aloud."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import Ambiguous, NotFound
from freelance_comm.services import handles


def test_a_handle_follows_from_the_id_alone() -> None:
    assert handles.handle("V", 32**5 + 3 * 32**3 + 9 * 32**2 + 31 * 32 + 1) == "V-39Z1"


def test_ids_with_the_same_end_get_longer_handles() -> None:
    assert handles.handles("T", [1 + 32**4, 1 + 2 * 32**4]) == {1 + 32**4: "T-10001", 1 + 2 * 32**4: "T-20001"}


def test_handles_of_a_list_are_all_different() -> None:
    numbers = range(10**15, 10**15 + 5000 * 32**4, 32**4)
    assert len(set(handles.handles("T", numbers).values())) == 5000


@pytest.mark.parametrize("text", ["V-39Z1", "v-39z1", "39z1", " 39Z1 ", "V-39ZI", "39zl"])
def test_a_handle_is_found_however_it_is_typed(text: str) -> None:
    number = 3 * 32**3 + 9 * 32**2 + 31 * 32 + 1
    assert handles.matching("V", text, [number, number + 1]) == (number,)


def test_a_whole_id_is_found() -> None:
    assert handles.matching("V", "1234567890", [1234567890, 5]) == (1234567890,)


def test_an_ordinary_word_is_no_handle() -> None:
    assert handles.matching("V", "quotation", [1]) == ()


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(NotFound) as caught:
        handles.choose("V", "nothing", {1: "the quote"})
    assert caught.value.near == ("V-0001 the quote",)


def test_words_in_several_descriptions_are_ambiguous() -> None:
    with pytest.raises(Ambiguous):
        handles.choose("V", "the", {1: "the quote", 2: "the call"})
