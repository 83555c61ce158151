"""The page of reply times: bars that say it without colour, figures that are never cut, a way to each client."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.message import Direction, Message
from freelance_comm.services import plots
from freelance_comm.services.desk import Desk
from freelance_comm.tui.asking import AskLine
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.replies_page import RepliesPage
from tests.tui.conftest import NOW, Open, Screen

HOUR = 3600
SIZES = [(80, 24), (200, 50), (60, 20), (100, 30)]


# -- bars --------------------------------------------------------------------------------------------------------------


def test_a_bar_is_full_to_the_median_shaded_to_p90_and_crossed_by_the_target() -> None:
    on = plots.Scale(most=10 * HOUR, width=10, target=8 * HOUR)
    assert plots.spread(2 * HOUR, 5 * HOUR, on) == "██▒▒▒   │ "
    assert plots.spread(None, None, on) == "        │ "
    assert plots.spread(9 * HOUR, 10 * HOUR, on) == "████████│▒"


def test_no_time_draws_nothing_and_any_time_draws_something() -> None:
    on = plots.Scale(most=10 * HOUR, width=10)
    assert plots.spread(0, 0, on) == " " * 10
    assert plots.spread(0, 60, on) == "▒" + " " * 9


def test_what_goes_beyond_the_scale_says_so() -> None:
    on = plots.scale([1000 * HOUR], 20, 8 * HOUR)
    assert on.most == 24 * HOUR
    assert plots.spread(1 * HOUR, 1000 * HOUR, on).endswith("»")


def test_the_target_is_on_the_scale_though_all_answers_were_quick() -> None:
    on = plots.scale([60], 20, 8 * HOUR)
    assert "│" in plots.spread(30, 60, on)
    assert plots.target_ruler("8 hr", on).strip() == "8 hr"


@given(
    st.lists(st.integers(0, 10**8), max_size=5),
    st.integers(-5, 200),
    st.one_of(st.none(), st.integers(0, 10**6)),
    st.integers(0, 10**8),
    st.integers(0, 10**8),
)
def test_a_bar_has_the_width_of_its_scale_whatever_happened(
    longest: list[int], width: int, target: int | None, one: int, other: int
) -> None:
    on = plots.scale(longest, width, target)
    assert len(plots.spread(min(one, other), max(one, other), on)) == on.width
    assert len(plots.target_ruler("8 hr", on)) == on.width


# -- the page ----------------------------------------------------------------------------------------------------------


def ask(desk: Desk, days_ago: int, hours: int | None, client: int = 0, thread: str = "") -> None:
    """Store a question, and its answer after ``hours``."""
    came = (NOW - timedelta(days=days_ago)).replace(hour=7)
    owner = desk.reader.clients()[client]
    name = thread or f"x{days_ago}-{client}"
    with desk.change() as change:
        change.add(Message(id=change.new_id(), client_id=owner.id, direction=Direction.IN, at=came, thread=name))
        if hours is not None:
            went = came + timedelta(hours=hours)
            change.add(Message(id=change.new_id(), client_id=owner.id, direction=Direction.OUT, at=went, thread=name))


async def on_page(screen: Screen) -> None:
    """Open the page from Today."""
    await screen.press("%")
    assert isinstance(screen.app.screen, RepliesPage)


@pytest.mark.parametrize("size", SIZES)
async def test_bars_and_figures_are_seen_at_every_size(sample: Desk, open_screen: Open, size: tuple[int, int]) -> None:
    for days in (2, 30, 60, 64):
        ask(sample, days, 3)
    async with open_screen(sample, size=size) as screen:
        await on_page(screen)
        said = screen.text()
        assert "Nov 2026" in said
        assert "Reply times" in said
        assert "…" not in said.split("By the month")[1].split("By client")[0]
        assert all(len(line) <= size[0] for line in said.split("\n"))


async def test_a_month_without_questions_is_an_empty_line(sample: Desk, open_screen: Open) -> None:
    ask(sample, 100, 3)
    async with open_screen(sample) as screen:
        await on_page(screen)
        assert "Sep 2026" in screen.text()


async def test_one_key_tells_it_by_the_clock(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await on_page(screen)
        assert "working time" in screen.text()
        assert "│" in screen.text()
        await screen.press("b")
        assert "wrote: by the clock" in screen.text()
        assert "│ the target" not in screen.text()


async def test_a_client_is_one_key_away_and_their_own_times_another(sample: Desk, open_screen: Open) -> None:
    ask(sample, 3, 2)
    async with open_screen(sample) as screen:
        await on_page(screen)
        ref = next(row.id for row in screen.ledger.rows if row.id.startswith("client:"))
        assert screen.ledger.go_to(ref)
        await screen.press("enter")
        assert isinstance(screen.app.screen, ClientPage)
        name = screen.app.screen.client
        assert name is not None
        await screen.press("%")
        assert f"Reply times · {name.name}" in screen.text()


async def test_enter_on_a_month_tells_it_in_a_sentence(sample: Desk, open_screen: Open) -> None:
    ask(sample, 3, 2)
    async with open_screen(sample) as screen:
        await on_page(screen)
        await screen.press("enter")
        assert "by the clock; nine in ten within" in " ".join(screen.text().split())


async def test_the_period_can_be_chosen(sample: Desk, open_screen: Open) -> None:
    ask(sample, 200, 3)
    async with open_screen(sample) as screen:
        await on_page(screen)
        assert "May 2026" in screen.text()
        await screen.press("f9", "3")
        assert "the last 3 months" in screen.text()
        assert "May 2026" not in screen.text()


async def test_where_nothing_is_on_record_it_says_how_to_begin(blank: Desk, open_screen: Open) -> None:
    async with open_screen(blank) as screen:
        screen.app.push_screen(RepliesPage())
        await screen.settle()
        assert "Nobody asked you anything" in screen.text()
        assert "How fast you answer, worked out from any mailbox; nothing is stored." in screen.text()
        assert "k look at a mailbox" in screen.text()
        await screen.press("enter")
        assert isinstance(screen.app.screen, AskLine)


async def test_no_name_is_read_as_markup(sample: Desk, open_screen: Open) -> None:
    client = sample.reader.clients()[0]
    with sample.change() as change:
        change.save(client, client.but(name="[@click=app.quit]x[/] [b"))
    ask(sample, 3, 2)
    async with open_screen(sample) as screen:
        await on_page(screen)
        screen.ledger.go_to(f"client:{client.id}")
        await screen.settle()
        assert "[@click=app.quit]x[/] [b" in screen.text()


def test_the_clock_of_the_page_is_that_of_the_desk() -> None:
    assert datetime(2026, 11, 20, 12, 5, tzinfo=UTC) == NOW
