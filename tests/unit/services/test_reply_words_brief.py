"""A duration in a column is told as everywhere else: no "85 min" beside "1 hr, 25 min"."""

from __future__ import annotations

import pytest

from freelance_comm.services.reply_words import brief, months
from freelance_comm.text.catalog import interface_locales, translator

_GAP, _NAME = 2, 12
"""Cells between two columns, and what a name needs to be told from another."""


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (None, "–"),
        (0, "0 min"),
        (2400, "40 min"),
        (3600, "1 hr"),
        (5100, "1 hr, 25 min"),
        (9000, "3 hr"),
        (86_000, "24 hr"),
    ],
)
def test_a_duration_in_a_column_is_told_in_hours_and_minutes(seconds: int | None, told: str) -> None:
    assert brief(seconds, translator("en")) == told


@pytest.mark.parametrize("locale", interface_locales())
def test_the_headings_of_the_figures_leave_room_for_names_in_80_columns(locale: str) -> None:
    head = months({}, translator(locale)).head[1:]
    assert _NAME + sum(_GAP + len(each) for each in head) <= 80
