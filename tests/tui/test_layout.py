"""Lines and columns: aligned whatever the script, giving way in order, wrapped at words."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.layout import Layout, room_in
from freelance_comm.tui.rows import BLANK, Cell, heading, line, text

FAMILY = "👨‍👩‍👧‍👦"
HARD = ("Landing page", "Мария Сергеевна", "e\u0301le\u0300ve", "日本語の名前", FAMILY, "a" + "\u0301" * 200, "[/]", "")
GRID = {
    "grid": (Column(most=20, least=6), Column(most=20, least=6, grows=True), Column(most=10, least=4, drop=1)),
    "wide": (Column(most=12, least=12), Column(most=60, least=16), Column(most=16, least=16)),
}


def hint(name: str) -> tuple[str, str]:
    """Give every action one key."""
    return "k", name


def laid_out(*rows: object, width: int) -> list[str]:
    """Return rows as lines."""
    layout = Layout(rows, GRID, hint)  # type: ignore[arg-type]
    layout.lay_out(width)
    return [layout.plain(number) for number in range(len(layout.lines))]


@pytest.mark.parametrize("word", HARD)
@pytest.mark.parametrize("width", [1, 5, 12, 40])
def test_a_padded_text_takes_exactly_its_cells(word: str, width: int) -> None:
    assert cell_len(columns.pad(word, width)) == width


@pytest.mark.parametrize("word", HARD)
def test_the_second_column_begins_at_one_place_in_every_script(word: str) -> None:
    first, second = laid_out(line("grid", word, "next"), line("grid", "Landing page", "next"), width=80)
    assert cell_len(first.partition("next")[0]) == cell_len(second.partition("next")[0])


@pytest.mark.parametrize("width", range(10, 130, 7))
def test_a_line_never_takes_more_than_the_terminal_has(width: int) -> None:
    rows = [
        line(
            "grid",
            "a name that is rather long",
            "a detail that is even longer than that",
            "a note",
            id="1",
            act="reply",
        ),
        heading("A heading of some length", "and something at the right end of it"),
        text("words " * 40, mark="●", right="right", id="2", act="reply"),
        BLANK,
    ]
    for shown in laid_out(*rows, width=width):
        assert cell_len(shown.rstrip()) <= width


def test_optional_columns_are_dropped_before_the_others_lose_their_meaning() -> None:
    wide = laid_out(line("grid", "x" * 20, "y" * 20, "z" * 10), width=100)[0]
    narrow = laid_out(line("grid", "x" * 20, "y" * 20, "z" * 10), width=20)[0]
    assert "zzzz" in wide
    assert "zzzz" not in narrow
    assert "xxx" in narrow
    assert "yyy" in narrow


def test_a_long_text_goes_on_where_the_next_column_of_its_line_is_empty() -> None:
    wanted = "holds in 21 of 100 cases; Tue 21 Apr would be safe"
    alone, filled = laid_out(
        line("wide", "Landing page", wanted, ""), line("wide", "Online shop", wanted, "Kilbride Pottery"), width=70
    )
    assert wanted in alone
    assert wanted not in filled
    assert "Kilbride Pottery" in filled


def test_a_column_that_yields_does_so_only_where_the_text_before_it_does_not_fit() -> None:
    grid = {"grid": (Column(most=40, least=10, grows=True), Column(most=16, least=16, yields=True))}
    rows = (line("grid", "a" * 24, "yesterday 10:50"), line("grid", "short", "yesterday 15:00"))
    layout = Layout(rows, grid, hint)
    layout.lay_out(40)
    assert layout.plain(0).split() == ["a" * 24]
    assert layout.plain(1).split() == ["short", "yesterday", "15:00"]


def test_figures_at_the_right_stay_in_their_column() -> None:
    grid = {"grid": (Column(most=4, least=4, right=True), Column(most=9, least=9))}
    layout = Layout((line("grid", "123456", ""), line("grid", "1", "something")), grid, hint)
    layout.lay_out(40)
    assert layout.plain(0).split() == ["123…"]


def test_words_are_wrapped_at_spaces_and_long_ones_cut() -> None:
    assert columns.wrap("one two three", 8) == ["one two", "three"]
    assert columns.wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_wrapped_text_keeps_its_own_line_breaks() -> None:
    assert columns.wrap("one\n\ntwo", 10) == ["one", "", "two"]


def test_the_key_at_the_end_of_a_line_stands_in_one_column() -> None:
    shown = laid_out(line("grid", "a", "b", "c", id="1", act="reply"), text("words", id="2", act="reply"), width=80)
    assert shown[0].index("k reply") == shown[1].index("k reply")


def test_a_clipped_text_says_that_it_goes_on() -> None:
    assert columns.clip("Landing page", 8) == "Landing…"


@pytest.mark.parametrize(
    ("left", "right", "width", "shown"),
    [
        ("Landing page", "Friday", 24, "Landing page      Friday"),
        ("Landing page", "Friday", 14, "Landi…  Friday"),
        ("Quote", "Offer the one version the client asked for", 30, "Quote   Offer the one version…"),
        ("Landing page", "Friday morning", 16, "Landing page    "),
    ],
)
def test_of_two_ends_the_longer_one_gives_way(left: str, right: str, width: int, shown: str) -> None:
    assert "".join(columns.two_ends(left, right, width)).ljust(width) == shown.ljust(width)


def test_of_a_right_end_in_parts_whole_ones_stay() -> None:
    left, filling, right = columns.two_ends(
        "Aujourd’hui · essai sans trace", "jeudi 12 mars · 11:00 · jusqu’à 17:00", 56
    )
    assert right == "jeudi 12 mars · 11:00"
    assert cell_len(left + filling + right) == 56


def test_styles_have_no_part_in_what_is_measured() -> None:
    plain, styled = laid_out(line("grid", "a", "b"), line("grid", Cell(text="a", style="late"), "b"), width=60)
    assert plain == styled


WRAPPING = {"wrapping": (Column(most=10, least=4), Column(most=90, least=10, grows=True, wraps=True))}


def test_a_text_in_a_wrapping_column_goes_on_below_and_the_other_cells_stand_once() -> None:
    layout = Layout((line("wrapping", "name", "one two three four five", id="1", act="reply"),), WRAPPING, hint)
    layout.lay_out(34)
    shown = [layout.plain(number).rstrip() for number in range(len(layout.lines))]
    assert [each.split() for each in shown] == [["name", "one", "two", "three", "k", "reply"], ["four", "five"]]
    assert shown[1].index("four") == shown[0].index("one")
    assert layout.height_of(0) == 2


BELOW = {
    "log": (
        Column(most=12, least=11),
        Column(most=30, least=10),
        Column(most=70, least=8, grows=True, below=True),
        Column(most=20, least=8, drop=1, below=True),
        Column(most=14, least=8, right=True),
    )
}
ENTRIES = (
    line("log", "09:00–11:40", "Shop window posters", "corrections after the call", "ready", "2 hr, 40 min", id="1"),
    line("log", "09:00–11:40", "Landing page", "", "", "3 hr", id="2"),
)


def test_on_a_narrow_terminal_what_goes_below_has_lines_of_its_own_under_the_name() -> None:
    layout = Layout(ENTRIES, BELOW, hint)
    layout.lay_out(60)
    first, second, third = (layout.plain(number).rstrip() for number in range(len(layout.lines)))
    assert first.split() == ["09:00–11:40", "Shop", "window", "posters", "2", "hr,", "40", "min"]
    assert second.strip() == "corrections after the call · ready"
    assert second.index("corrections") == first.index("Shop") == third.index("Landing")
    assert third.endswith("3 hr")
    assert len(third) == len(first)
    assert (layout.height_of(0), layout.height_of(1)) == (2, 1)


def test_what_does_not_fit_together_below_stands_on_a_line_each() -> None:
    layout = Layout(ENTRIES[:1], BELOW, hint)
    layout.lay_out(44)
    assert [layout.plain(number).strip() for number in (2, 3)] == ["corrections after the call", "ready"]


def test_where_there_is_room_nothing_goes_below() -> None:
    layout = Layout(ENTRIES, BELOW, hint)
    layout.lay_out(110)
    assert layout.height_of(0) == 1
    assert "Shop window posters   corrections after the call" in layout.plain(0)


def test_on_a_narrow_terminal_every_text_of_a_line_is_whole() -> None:
    grid = {"grid": (Column(most=30, least=10), Column(most=30, least=10), Column(most=14, least=14, right=True))}
    layout = Layout((line("grid", "the publishing house", "a catalogue for the spring", "€1,234,567.00"),), grid, hint)
    layout.lay_out(50)
    shown = " ".join(layout.plain(number) for number in range(len(layout.lines)))
    assert len(layout.lines) == 2
    for words in ("publishing", "house", "catalogue", "spring", "€1,234,567.00"):
        assert words in shown


def test_a_heading_that_is_too_long_goes_on_below() -> None:
    layout = Layout((heading("By the month in which it was due, or done before", "12 months"),), {}, hint)
    layout.lay_out(40)
    assert [layout.plain(number).strip() for number in range(len(layout.lines))] == [
        "By the month in which it was due, or",
        "done before",
        "12 months",
    ]


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_text_that_is_too_long_for_its_lines_ends_with_a_mark(most: int) -> None:
    lines = columns.within("one two three four five six seven eight", 12, most).split("\n")
    assert len(lines) == most
    assert lines[-1].endswith("…")
    assert max(cell_len(each) for each in lines) <= 12


def test_a_text_with_room_stays_whole() -> None:
    assert columns.within("one two three", 12, 2) == "one two\nthree"


@pytest.mark.parametrize("width", range(40, 180, 7))
def test_a_bar_fills_what_the_other_columns_leave_and_is_never_cut(width: int) -> None:
    grid = (
        Column(most=12, least=8),
        Column(most=150, least=90),
        Column(most=18, least=90, right=True),
        Column(most=12, least=90, right=True, drop=1),
    )
    words = [["Mar 2026", "", "1 hr, 25 min", "100%"], ["Feb 2026", "", "–", "–"]]
    room = columns.room_beside(grid, words, room_in(width))
    assert room >= columns.WORTH_DRAWING
    drawn = [line("plot", label, "█" * room, told, share) for label, _bar, told, share in words]
    layout = Layout(drawn, {"plot": grid}, hint)
    layout.lay_out(width)
    assert all("█" * room in layout.plain(number) for number in range(2))
    assert all(cell_len(layout.plain(number)) <= width for number in range(2))
