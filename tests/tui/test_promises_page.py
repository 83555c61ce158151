"""The ledger, one promise with its history, the letter that moves it, and the record, with real keys."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.services import clients, promises
from freelance_comm.services.desk import Desk
from tests.tui.conftest import NOW, Open


@pytest.fixture
def ana(desk: Desk) -> Desk:
    """Return a desk where Ana has been promised a call on Monday from nine to twelve, Bucharest time."""
    clients.add_client(desk, "Ana Petrescu")
    monday = NOW.replace(hour=10, minute=0) + timedelta(days=3)
    promises.add_promise(
        desk, "call about the logo", client_text="Ana", due=monday, window_start=monday - timedelta(hours=3)
    )
    return desk


def states(desk: Desk) -> list[PromiseState]:
    """Return the states of all promises, the first due first."""
    return [one.promise.state for one in promises.list_promises(desk, all=True)]


async def test_a_promise_with_a_window_is_typed_in_one_line_with_the_time_at_its_end(
    desk: Desk, open_screen: Open
) -> None:
    clients.add_client(desk, "Ana Petrescu")
    async with open_screen(desk) as screen:
        await screen.press("v", "a")
        await screen.write("ana call about the logo, monday 9-12")
        assert "Ana Petrescu · Mon 09:00–12:00 · call about the logo" in screen.text()
        await screen.press("enter")
        (view,) = promises.list_promises(desk)
        assert (view.promise.what, view.due_text) == ("call about the logo", "Mon 09:00 to 12:00")


async def test_a_window_that_ends_before_it_starts_stays_in_the_line_with_its_error(
    ana: Desk, open_screen: Open
) -> None:
    async with open_screen(ana) as screen:
        await screen.press("v", "a")
        await screen.write("ana call, monday 12-9")
        await screen.press("enter")
        assert "The end is not after the start" in screen.text()
        assert "ana call, monday 12-9" in screen.text()
        assert len(promises.list_promises(ana)) == 1


async def test_today_shows_the_beginning_of_the_window_and_what_was_said(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana, size=(110, 30)) as screen:
        assert "close to Mon 09:00" in screen.text()
        assert "you said 09:00 to 12:00" in screen.text()


async def test_enter_on_a_promise_shows_all_that_became_of_it(ana: Desk, open_screen: Open) -> None:
    (view,) = promises.list_promises(ana)
    moved = promises.renegotiate(ana, view.handle, NOW + timedelta(days=4))
    async with open_screen(ana) as screen:
        await screen.press("v", "enter")
        text = screen.text()
        assert moved.handle in text
        assert "promised for Mon 09:00 to 12:00 (in a call)" in text
        assert "moved before its time: Mon 09:00 to 12:00 → Tue 14:05" in text


async def test_words_and_source_of_a_promise_are_corrected_in_a_form(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("v", "e", "end")
        await screen.write(" and the colours")
        await screen.press("f2")
        (view,) = promises.list_promises(ana)
        assert (view.promise.what, view.promise.source) == ("call about the logo and the colours", PromiseSource.CALL)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_letter_with_a_new_time_moves_the_promise_when_it_has_gone_out(
    ana: Desk, open_screen: Open, size: tuple[int, int]
) -> None:
    async with open_screen(ana, size=size) as screen:
        await screen.press("v", "n")
        assert "2026-11-24 09:00-12:00" in screen.text()
        await screen.press("enter")
        assert states(ana) == [PromiseState.OPEN]
        assert "between 9:00" in screen.text()
        await screen.press("f6")
        assert "The promise moves with it: Tue 09:00–12:00." in screen.text()
        await screen.press("y")
        assert states(ana) == [PromiseState.RENEGOTIATED, PromiseState.OPEN]
        assert "is now promised for Tue 09:00 to" in screen.text()
        await screen.press("ctrl+z", "y")
        assert states(ana) == [PromiseState.OPEN]


async def test_the_letter_may_have_gone_out_with_another_time(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("v", "n", "enter", "f6", "t")
        for _ in range(len("2026-11-24 09:00-12:00")):
            await screen.press("backspace")
        await screen.write("wednesday 10:00")
        await screen.press("enter")
        (view,) = promises.list_promises(ana)
        assert (view.due_text, view.promise.window_start) == ("Wed 10:00", None)


async def test_a_promise_on_today_is_given_another_time_from_its_line(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        screen.ledger.go_to(f"promised:{promises.list_promises(ana)[0].promise.id}")
        await screen.press("n")
        assert "What new time should the letter give" in screen.text()


# -- the record --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_the_record_is_drawn_month_by_month_at_every_size(
    sample: Desk, open_screen: Open, size: tuple[int, int]
) -> None:
    async with open_screen(sample, size=size) as screen:
        await screen.press("v", "p")
        text = screen.ledger.plain_text()
        assert "Kept on time: 14 of 15 promises." in text
        assert "Aug 2026" in text
        assert "█▒×" in text
        assert "My record for the last 12 months" in text
        assert all(len(line) <= size[0] for line in text.splitlines())


async def test_a_client_in_the_record_leads_to_the_record_with_them(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("v", "p")
        (row,) = (row for row in screen.ledger.rows if row.cells and "Fennimore" in str(row.cells[0].text))
        screen.ledger.go_to(row.id)
        await screen.press("enter")
        assert "Your record · Fennimore Books" in screen.text()
        assert "2 of 3" in screen.text()


async def test_the_period_of_the_record_is_chosen(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("v", "p", "f9", "3")
        assert "the last 3 months" in screen.text()
        assert "Apr 2026" not in screen.ledger.plain_text()


async def test_the_line_to_quote_is_there_in_every_language_clients_read(sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample) as screen:
        await screen.press("v", "p")
        found = {row.id for row in screen.ledger.rows if row.id.startswith("line:")}
        assert found == {"line:en", "line:ro", "line:fr"}


async def test_an_empty_record_is_a_kind_word(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("v", "p")
        assert "will be counted here" in screen.text()


async def test_after_a_promise_was_made_or_moved_the_next_key_is_meant_for_it(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("v", "a")
        await screen.write("ana the first sketch, in 9 days by 17:00")
        assert "29 Nov, 17:00 · the first sketch" in screen.text()
        await screen.press("enter")
        await screen.press("r")
        assert "New time for “the first sketch”" in screen.text()
        await screen.write("tomorrow 17:00")
        await screen.press("enter", "k")
        (call,) = promises.list_promises(ana)
        assert call.promise.what == "call about the logo"


async def test_where_there_is_one_client_a_promise_need_not_name_them(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("v", "a")
        await screen.write("the first sketch, tomorrow 17:00")
        assert "Ana Petrescu · tomorrow 17:00 · the first sketch" in screen.text()
        await screen.press("enter")
        assert [one.client_name for one in promises.list_promises(ana)] == ["Ana Petrescu"] * 2


async def test_among_two_clients_a_promise_says_for_whom(ana: Desk, open_screen: Open) -> None:
    clients.add_client(ana, "Ion Pop")
    async with open_screen(ana) as screen:
        await screen.press("v", "a")
        await screen.write("sketch, tomorrow 17:00")
        await screen.press("enter")
        assert len(promises.list_promises(ana)) == 1
