"""The pages for clients one keeps: health, ten habits, something extra, a hello, thanks in a quote; notes on top."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.message import Direction
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.regular import Habit
from freelance_comm.services import clients, habits, ideas, messages, projects, quoting, setup
from freelance_comm.services.desk import Desk
from tests.tui.conftest import NOW, Open


def quiet_client(desk: Desk) -> Client:
    """Add a client who has not been heard of for 41 days, with one finished project."""
    client = clients.add_client(desk, "Ana Petrescu", likes="film cameras", wishes="calls before noon")
    project = projects.add_project(desk, "Old site", client_text=client.ref)
    closed = project.but(state=ProjectState.CLOSED, closed_on=desk.today() - timedelta(days=50))
    with desk.change() as change:
        change.save(project, closed)
        change.archive(project.id, 2026)
    messages.log(desk, Direction.OUT, client.ref, at=NOW - timedelta(days=41), excerpt="Thank you")
    return client


def quoted(desk: Desk, client: Client) -> Project:
    """Add a project with a quote over 1,000 euros."""
    profile = desk.profile()
    setup.save_profile(desk, profile, profile.but(hourly_rate=Decimal(50)))
    project = projects.add_project(desk, "New site", client_text=client.ref)
    quoting.add_item(desk, project, "All", unit=Unit.FIXED, price="1000")
    return project


async def test_one_key_shows_how_every_client_is_doing_and_why(desk: Desk, open_screen: Open) -> None:
    quiet_client(desk)
    clients.add_client(desk, "Radu")
    async with open_screen(desk) as screen:
        await screen.press("plus")
        first, second = screen.ledger.plain_text().splitlines()[:2]
        assert "Ana Petrescu" in first and "worth a thought" in first and "quiet for 41 days" in first
        assert "Radu" in second and "new" in second
        await screen.press("enter")
        assert "last contact 41 days ago, you say hello after 30 days" in screen.text()
        assert "film cameras" in screen.text()


async def test_nobody_is_there_yet_is_told(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("plus")
        assert "No clients yet." in screen.text()


async def test_habits_are_answered_with_a_key_each_and_the_plot_grows(desk: Desk, open_screen: Open) -> None:
    client = quiet_client(desk)
    async with open_screen(desk) as screen:
        await screen.press("plus", "s", "y", "p", "x")
        (check,) = habits.checks_of(desk.reader, client.id)
        assert (check.yes, check.partly, check.no) == ((Habit.SMILE,), (Habit.WARMTH,), (Habit.LISTENING,))
        assert "█▒········" in screen.ledger.plain_text()
        await screen.press("space", "space")
        assert habits.checks_of(desk.reader, client.id)[0].partly == (Habit.WARMTH, Habit.NAMES)


async def test_keys_of_the_self_check_work_on_a_cyrillic_layout(desk: Desk, open_screen: Open) -> None:
    client = quiet_client(desk)
    async with open_screen(desk) as screen:
        await screen.press("plus", "ы", "н", "з", "ч")
        (check,) = habits.checks_of(desk.reader, client.id)
        assert (check.yes, check.partly, check.no) == ((Habit.SMILE,), (Habit.WARMTH,), (Habit.LISTENING,))


async def test_a_note_on_the_self_check_stands_in_the_plot(desk: Desk, open_screen: Open) -> None:
    client = quiet_client(desk)
    async with open_screen(desk) as screen:
        await screen.press("plus", "s", "y", "n")
        await screen.write("a warm call")
        await screen.press("enter")
        assert habits.checks_of(desk.reader, client.id)[0].note == "a warm call"
        assert "a warm call" in screen.text()


async def test_a_note_without_an_answer_says_what_is_missing(desk: Desk, open_screen: Open) -> None:
    quiet_client(desk)
    async with open_screen(desk) as screen:
        await screen.press("plus", "s", "n")
        await screen.write("a warm call")
        await screen.press("enter")
        assert "No habit is answered." in screen.text()


async def test_ideas_of_a_project_begin_with_three_questions(desk: Desk, open_screen: Open) -> None:
    project = quoted(desk, quiet_client(desk))
    async with open_screen(desk) as screen:
        await screen.press("g")
        await screen.write("New site")
        await screen.press("enter", "i")
        assert "They like this: film cameras. What small thing would suit them?" in screen.text()
        assert "room for 3 more" in screen.text()
        await screen.press("a")
        await screen.write("a picture of the yard")
        await screen.press("enter")
        (idea,) = ideas.ideas_of(desk.reader, project_id=project.id)
        await screen.press("home", "space")
        assert idea.text == "a picture of the yard"
        assert ideas.ideas_of(desk.reader, project_id=project.id)[0].done_on == desk.today()
        await screen.press("delete")
        assert ideas.ideas_of(desk.reader, project_id=project.id) == ()
        assert "Undo brings it back." in screen.said


async def test_an_idea_that_waits_stands_on_the_page_of_its_project(desk: Desk, open_screen: Open) -> None:
    project = quoted(desk, quiet_client(desk))
    ideas.add_idea(desk, "a picture of the yard", project=project)
    async with open_screen(desk) as screen:
        await screen.press("g")
        await screen.write("New site")
        await screen.press("enter")
        assert "a picture of the yard" in screen.text()


async def test_a_hello_is_written_with_the_notes_in_sight_and_not_in_the_letter(desk: Desk, open_screen: Open) -> None:
    quiet_client(desk)
    async with open_screen(desk) as screen:
        await screen.press("plus", "i")
        assert "Remember: calls before noon · film cameras · last job: Old site" in screen.text()
        assert "how “Old site” has been doing" in screen.text()
        body = screen.app.screen.query_one("#body").text  # type: ignore[attr-defined]
        assert "film cameras" not in body
        await screen.press("ctrl+t", "t")
        assert "There is no special reason for this letter" in screen.text()


async def test_somebody_gone_quiet_is_greeted_from_today(desk: Desk, open_screen: Open) -> None:
    quiet_client(desk)
    async with open_screen(desk) as screen:
        assert "Gone quiet" in screen.text()
        await screen.press("i")
        assert "how “Old site” has been doing" in screen.text()


async def test_a_discount_for_a_returning_client_is_one_key_away_in_the_quote(desk: Desk, open_screen: Open) -> None:
    project = quoted(desk, quiet_client(desk))
    async with open_screen(desk, size=(100, 40)) as screen:
        await screen.press("g")
        await screen.write("New site")
        await screen.press("enter", "down", "enter")
        assert "Ana Petrescu is back" in screen.text()
        await screen.press("k")
        assert "1 project finished: 2%" in screen.text()
        await screen.press("d")
        quote = desk.reader.project(project.id).quote
        assert quote is not None
        assert [str(item.net.amount) for item in quote.option.items] == ["1000.00", "-20.00"]
        assert "is back" not in screen.text()


async def test_something_on_the_house_is_typed_in_one_line(desk: Desk, open_screen: Open) -> None:
    project = quoted(desk, quiet_client(desk))
    async with open_screen(desk, size=(100, 40)) as screen:
        await screen.press("g")
        await screen.write("New site")
        await screen.press("enter", "down", "enter", "k", "h")
        await screen.write("an hour of changes")
        await screen.press("enter")
        quote = desk.reader.project(project.id).quote
        assert quote is not None
        assert (quote.option.items[-1].description, quote.option.items[-1].on_the_house) == ("an hour of changes", True)


async def test_the_card_takes_a_note_and_leads_to_habits_and_ideas(desk: Desk, open_screen: Open) -> None:
    client = quiet_client(desk)
    async with open_screen(desk) as screen:
        await screen.press("plus", "c", "n")
        await screen.write("plays the trumpet")
        await screen.press("enter")
        assert clients.client_by_id(desk, client.id).notes == "plays the trumpet"
        await screen.press("s")
        assert "Ten habits · Ana Petrescu" in screen.text()
        await screen.press("escape", "x")
        assert "Something extra · Ana Petrescu" in screen.text()


async def test_what_was_typed_for_an_idea_is_taken_up_again(desk: Desk, open_screen: Open) -> None:
    client = quiet_client(desk)
    async with open_screen(desk) as screen:
        await screen.press("plus", "x", "a")
        await screen.write("a postcard")
        await screen.press("escape", "escape", "escape", "u")
        assert "Something extra · Ana Petrescu" in screen.text()
        await screen.press("a", "enter")
        assert [idea.text for idea in ideas.ideas_of(desk.reader, client_id=client.id)] == ["a postcard"]


def test_the_form_holds_wishes_and_the_days_between_contacts(desk: Desk) -> None:
    client = quiet_client(desk)
    from freelance_comm.tui.forms.client import ClientJob

    job = ClientJob(desk, client)
    values = {**job.values(), "wishes": "short mails", "contact_max_days": "60", "contact_min_days": "20"}
    saved = job.save(desk, values)
    assert (saved.wishes, saved.contact_min_days, saved.contact_max_days) == ("short mails", 20, 60)
    again = ClientJob(desk, saved)
    assert again.save(desk, {**again.values(), "contact_min_days": ""}).contact_min_days is None


@pytest.mark.parametrize("name", ["[/]", "[@click=app.quit]x[/]", "C:\\[a]"])
async def test_names_notes_and_ideas_full_of_markup_appear_as_they_are(
    name: str, desk: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, name, likes=name, wishes=name, notes=name)
    ideas.add_idea(desk, name, client=client)
    habits.answer(desk, client, {Habit.SMILE: habits.Mark.YES}, note=name)
    async with open_screen(desk, (120, 50)) as screen:
        for keys in (("plus",), ("enter",), ("s",), ("escape", "x"), ("escape", "i"), ("escape", "c")):
            await screen.press(*keys)
            assert name in screen.text(), keys
        assert screen.app.is_running


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (200, 60)])
async def test_the_pages_fit_every_terminal(size: tuple[int, int], sample: Desk, open_screen: Open) -> None:
    async with open_screen(sample, size) as screen:
        for keys in (("plus",), ("enter",), ("s",), ("escape", "x"), ("escape", "i")):
            await screen.press(*keys)
            lines = screen.text().splitlines()
            assert len(lines) == size[1]
            assert all(len(line) <= size[0] for line in lines)
            assert "esc" in screen.text()
