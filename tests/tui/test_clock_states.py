"""One key says what a waiting message is: on Today, on the client's card, in the list beside the clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freelance_comm.domain.message import Direction, Message, MessageKind
from freelance_comm.services import clients, messages
from freelance_comm.services.desk import Desk
from freelance_comm.services.reply_clock import clocks
from tests.tui.conftest import NOW, Open


@pytest.fixture
def ana(desk: Desk) -> Desk:
    """A desk on which Ana waits since the morning."""
    clients.add_client(desk, "Ana Petrescu")
    messages.log(desk, Direction.IN, "Ana", at=NOW - timedelta(hours=3), excerpt="Could we move the launch?")
    return desk


@pytest.mark.parametrize(("key", "words"), [("y", "is no longer waiting"), ("z", "is no longer waiting")])
async def test_one_key_turns_a_clock_off(ana: Desk, open_screen: Open, key: str, words: str) -> None:
    async with open_screen(ana) as screen:
        await screen.press(key)
        assert words in screen.said
        assert clocks(ana) == ()


async def test_undo_lets_it_wait_again(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("z", "ctrl+z")
        await screen.until(lambda: "Ana Petrescu" in screen.ledger.plain_text())
        assert len(clocks(ana)) == 1


async def test_the_clock_stands_still_and_runs_on_by_the_same_key(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("b")
        assert "is paused" in screen.said
        assert [clock.is_paused for clock in clocks(ana)] == [True]
        assert "I'm waiting for them" in screen.text()
        await screen.press("b")
        assert [clock.is_paused for clock in clocks(ana)] == [False]


async def test_later_puts_a_message_out_of_sight_and_beside_the_clock(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("d")
        await screen.write("monday 10:00")
        await screen.press("enter")
        assert "comes back" in screen.said
        assert "Could we move the launch?" not in screen.ledger.plain_text()
        await screen.press("'")
        assert "Put off until later" in screen.text()
        await screen.press("d")
        assert len(clocks(ana)) == 1


async def test_the_keys_work_on_a_cyrillic_layout(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana) as screen:
        await screen.press("и")  # the key labelled b
        assert [clock.is_paused for clock in clocks(ana)] == [True]


async def test_the_keys_stand_below_while_the_cursor_is_on_somebody_who_waits(ana: Desk, open_screen: Open) -> None:
    async with open_screen(ana, (80, 24)) as screen:
        last = screen.text().splitlines()[-1]
        assert all(words in last for words in ("y answered", "z no answer", "b wait", "d later"))


async def test_on_a_line_where_nobody_waits_the_key_says_so(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("z")
        assert "First choose the line of somebody who is waiting." in screen.said


async def test_a_clients_card_shows_every_clock_with_its_reasons_and_takes_the_same_keys(
    ana: Desk, open_screen: Open
) -> None:
    messages.log(ana, Direction.IN, "Ana", at=NOW - timedelta(hours=1), excerpt="And the logo?", thread="b")
    async with open_screen(ana) as screen:
        screen.app.open_client(ana.reader.clients()[0].id)
        await screen.settle()
        assert screen.text().count("They wrote") == 2
        assert "8 hr allowed" in screen.text()
        await screen.press("home", "z")
        assert len(clocks(ana)) == 1
        await screen.press("w")
        assert "In all:" in screen.text()


async def test_an_answer_written_afresh_is_joined_by_one_key_and_a_yes(ana: Desk, open_screen: Open) -> None:
    client = ana.reader.clients()[0]
    with ana.change() as change:
        base = change.messages(NOW.date(), NOW.date())[0]
        change.save(base, base.but(subject="Launch", thread="<1@x>", source_id="<1@x>"))
        change.add(
            Message(
                id=change.new_id(),
                client_id=client.id,
                direction=Direction.OUT,
                at=NOW - timedelta(hours=1),
                subject="RE: Launch",
                thread="<2@x>",
            )
        )
    async with open_screen(ana, (140, 30)) as screen:
        assert "perhaps answered by your" in screen.text()
        await screen.press("=", "y")
        assert clocks(ana) == ()


async def test_mail_in_cc_is_listed_beside_the_clock_and_one_key_lets_it_count(ana: Desk, open_screen: Open) -> None:
    messages.log(ana, Direction.IN, "Ana", at=NOW, excerpt="FYI", thread="cc", kind=MessageKind.CC)
    async with open_screen(ana) as screen:
        await screen.press("'")
        assert "With you in Cc only" in screen.text()
        await screen.press("k")
        assert len(clocks(ana)) == 2


async def test_nothing_beside_the_clock_is_said_in_words(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("'")
        assert "Nothing is beside the clock" in screen.text()
