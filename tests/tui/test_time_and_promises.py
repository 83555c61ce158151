"""One line each: time after the fact, the timer, promises, messages; read back while they are typed."""

from __future__ import annotations

from datetime import timedelta

from freelance_comm.domain.message import Direction
from freelance_comm.domain.promise import PromiseState
from freelance_comm.services import clients, messages, projects, promises, timelog
from freelance_comm.services.desk import Desk
from tests.tui.conftest import NOW, Open


def project_of_ana(desk: Desk) -> str:
    """Add a client and a project; return its reference."""
    client = clients.add_client(desk, "Ana Petrescu")
    return projects.add_project(desk, "Landing page", client_text=client.ref).ref


async def test_time_is_written_down_in_one_line_with_a_natural_span(desk: Desk, open_screen: Open) -> None:
    project_of_ana(desk)
    async with open_screen(desk) as screen:
        await screen.press("t", "a")
        await screen.write("landing yesterday 14-16 hero section")
        assert "Landing page · yesterday · 14:00–16:00 · 2 hr · hero section" in screen.text()
        await screen.press("enter")
        (line,) = timelog.last_entries(desk)
        assert (line.entry.note, line.clock, line.entry.day.isoformat()) == (
            "hero section",
            "14:00–16:00",
            "2026-11-19",
        )


async def test_with_one_open_project_time_and_timer_need_no_name(desk: Desk, open_screen: Open) -> None:
    ref = project_of_ana(desk)
    async with open_screen(desk) as screen:
        await screen.press("t")
        assert "a add" in screen.text()
        await screen.press("a")
        assert "Time on “Landing page”" in screen.text()
        await screen.write("yesterday 14-16 hero section")
        assert "Landing page · yesterday · 14:00–16:00 · 2 hr · hero section" in screen.text()
        await screen.press("enter", "s")
        await screen.write("booking form")
        await screen.press("enter")
        (line,) = timelog.last_entries(desk)
        running = timelog.running(desk)
        assert running is not None
        assert (line.entry.note, running.project_ref, running.timer.note) == ("hero section", ref, "booking form")


async def test_among_several_open_projects_time_wants_a_name(desk: Desk, open_screen: Open) -> None:
    project_of_ana(desk)
    projects.add_project(desk, "Price list", client_text=clients.add_client(desk, "Ion Pop").ref)
    async with open_screen(desk) as screen:
        await screen.press("t", "a")
        await screen.write("yesterday 14-16 hero section")
        await screen.press("enter")
        assert "No client or project is called “yesterday”." in screen.text()


async def test_a_line_that_cannot_be_read_says_what_is_missing_and_stays(desk: Desk, open_screen: Open) -> None:
    project_of_ana(desk)
    async with open_screen(desk) as screen:
        await screen.press("t", "a")
        await screen.write("landing hero section")
        await screen.press("enter")
        assert "It does not say how long." in screen.text()
        assert "landing hero section" in screen.text()
        await screen.press("escape", "a")
        assert "landing hero section" in screen.text()


async def test_the_timer_starts_and_switches_in_one_line(desk: Desk, open_screen: Open) -> None:
    ref = project_of_ana(desk)
    async with open_screen(desk) as screen:
        await screen.press("t", "s")
        await screen.write("landing booking form")
        await screen.press("enter")
        running = timelog.running(desk)
        assert running is not None
        assert (running.project_ref, running.timer.note) == (ref, "booking form")


async def test_a_forgotten_timer_asks_when_it_really_ended(desk: Desk, open_screen: Open) -> None:
    ref = project_of_ana(desk)
    timelog.start(desk, ref, at=NOW - timedelta(hours=20))
    async with open_screen(desk) as screen:
        await screen.press("s", "t")
        await screen.write("yesterday 20:05")
        await screen.press("enter")
        (line,) = timelog.last_entries(desk)
        assert line.entry.seconds == 2 * 3600


async def test_an_entry_is_edited_as_a_form_and_removed_with_one_key(desk: Desk, open_screen: Open) -> None:
    from decimal import Decimal

    ref = project_of_ana(desk)
    timelog.add_entry(desk, ref, day=desk.today(), seconds=Decimal(5400), note="hero")
    async with open_screen(desk) as screen:
        await screen.press("t", "enter", "tab", "end")
        await screen.write(" section")
        await screen.press("f2")
        (line,) = timelog.last_entries(desk)
        assert (line.entry.note, int(line.entry.seconds)) == ("hero section", 5400)
        await screen.press("delete")
        assert timelog.last_entries(desk) == ()
        assert "hero section" in screen.said
        await screen.press("ctrl+z")
        assert len(timelog.last_entries(desk)) == 1


async def test_a_message_is_logged_in_one_line_and_its_clock_runs(desk: Desk, open_screen: Open) -> None:
    project_of_ana(desk)
    async with open_screen(desk) as screen:
        await screen.press("l")
        await screen.write("ana 13:10 moving the launch")
        assert "Ana Petrescu wrote to you · today 13:10 · moving the launch" in screen.text()
        await screen.press("enter")
        (clock,) = messages.clocks(desk)
        assert clock.message.subject == "moving the launch"
        assert "moving the launch" in screen.text()


async def test_a_message_of_one_s_own_begins_with_a_word_and_stops_the_clock(desk: Desk, open_screen: Open) -> None:
    project_of_ana(desk)
    messages.log(desk, Direction.IN, "Ana", at=NOW - timedelta(hours=1))
    async with open_screen(desk) as screen:
        await screen.press("l")
        await screen.write("out ana")
        await screen.press("enter")
        assert messages.clocks(desk) == ()


async def test_an_unknown_name_offers_what_comes_near(desk: Desk, open_screen: Open) -> None:
    project_of_ana(desk)
    async with open_screen(desk) as screen:
        await screen.press("l")
        await screen.write("petresku 13:10")
        await screen.press("enter")
        assert "Did you mean: Ana Petrescu?" in screen.text()


async def test_a_promise_is_made_moved_kept_and_taken_back(desk: Desk, open_screen: Open) -> None:
    project_of_ana(desk)
    async with open_screen(desk) as screen:
        await screen.press("v", "a")
        await screen.write("ana petrescu monday 12:00 the colour scheme")
        await screen.press("enter", "r")
        await screen.write("tuesday 12:00")
        await screen.press("enter", "k", "a")
        await screen.write("landing friday call back")
        await screen.press("enter", "w", "w", "z")
        states = [one.promise.state for one in promises.list_promises(desk, all=True)]
        assert sorted(states) == [PromiseState.EARLY, PromiseState.RENEGOTIATED, PromiseState.WITHDRAWN]
        assert "taken back" in screen.text() or "withdrawn" in screen.text()
