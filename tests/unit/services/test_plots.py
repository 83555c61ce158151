"""Bars of plain text: every end where it belongs, nothing lost that is there, never wider than its room."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.services import plots


def test_parts_stand_after_one_another_in_proportion() -> None:
    assert plots.bar([("█", 2), ("▒", 1)], 4, 8) == "████▒▒"


def test_a_little_is_seen_and_nothing_is_not() -> None:
    assert plots.bar([("█", Decimal("0.01")), ("▒", 0), ("×", 1)], 1000, 20) == "█×"


def test_a_bar_for_which_there_is_no_scale_is_empty() -> None:
    assert plots.bar([("█", 0)], 0, 20) == ""


def test_the_line_stands_where_it_belongs_and_never_outside() -> None:
    assert plots.with_line("██", 8, 10, 10) == "██      │ "
    assert plots.with_line("██", 20, 10, 10) == "██       │"
    assert plots.ruler("8 hr", 8, 10, 20) == "              8 hr  "


@pytest.mark.parametrize(("count", "each"), [(0, 1), (1, 1), (12, 1), (13, 2), (25, 3)])
def test_many_things_share_a_line(count: int, each: int) -> None:
    assert plots.groups(count) == each
    assert -(-count // each) <= plots.MOST_LINES


@given(st.lists(st.integers(0, 10**9), max_size=6), st.integers(1, 10**9), st.integers(1, 200))
def test_a_bar_fits_its_room(amounts: list[int], most: int, width: int) -> None:
    drawn = plots.bar([("█", amount) for amount in amounts], most, width)
    assert len(drawn) <= width
    assert bool(drawn) == any(amounts)
    assert len(plots.with_line(drawn, most, most, width)) == width
