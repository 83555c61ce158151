"""Forms: typed text is never lost, others' changes are kept, and where both changed the same one is asked."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.people import AddressForm
from freelance_comm.services import clients, projects, removing
from freelance_comm.services.desk import Desk
from freelance_comm.services.unfinished import all_unfinished, unfinished
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.fields import Choice, LineField
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.forms.client import ClientJob
from freelance_comm.tui.forms.item import ItemJob
from freelance_comm.tui.project_page import ProjectPage
from tests.tui.conftest import Open, Screen


async def edit_client(screen: Screen, client_id: int) -> None:
    """Open the form of a client."""
    screen.app.open_client(client_id)
    await screen.settle()
    await screen.press("e")
    assert isinstance(screen.app.screen, FormPage)


async def fill(screen: Screen, field: str, text: str) -> None:
    """Put the cursor into a field and replace what stands there."""
    widget = screen.app.screen.query_one(f"#field-{field}", LineField)
    widget.focus()
    await screen.settle()
    widget.value = ""
    await screen.write(text)


async def test_a_new_client_needs_a_name_and_one_key(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana Petrescu")
        await screen.press("f2")
        assert isinstance(screen.app.screen, ClientPage)
        assert [line.client.name for line in clients.list_clients(desk)] == ["Ana Petrescu"]


async def test_enter_goes_from_field_to_field_and_saves_after_the_last(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        screen.app.open_client(client.id)
        await screen.settle()
        await screen.press("j")
        await screen.write("Landing page")
        await screen.press("enter", "enter", "right", "enter", "enter")
        assert isinstance(screen.app.screen, ProjectPage)
        (line,) = projects.list_projects(desk)
        assert (line.summary.project.name, line.summary.project.small_job) == ("Landing page", True)


async def test_a_bad_value_is_told_in_the_form_and_the_text_stays(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana")
        await fill(screen, "currency", "EURO")
        await screen.press("f2")
        assert "“EURO” is not a currency." in screen.said
        assert "EURO" in screen.text()
        assert clients.list_clients(desk) == ()


async def test_a_name_that_is_taken_asks_whether_another_one_is_meant(desk: Desk, open_screen: Open) -> None:
    clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        await screen.press("g", "f2")
        await screen.write("ana")
        await screen.press("f2")
        assert "There is already a client called “ana”" in screen.text()
        await screen.press("y")
        assert len(clients.list_clients(desk)) == 2


async def test_escape_leaves_a_form_and_its_text_is_back_when_it_is_opened_again(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana Petr")
        await screen.press("escape", "c")
        assert "Ana Petr" in screen.text()
        assert "Your unsaved text is back." in screen.said
        await screen.press("f7")
        assert "Ana Petr" not in screen.text()


async def test_unsaved_text_is_on_disk_before_the_program_ends_and_offered_at_the_next_start(
    desk: Desk, open_screen: Open
) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana Petrescu")
        await screen.until(lambda: bool(all_unfinished(desk)))
    async with open_screen(desk) as screen:
        assert "Unsaved text" in screen.text()
        await screen.press("u")
        assert isinstance(screen.app.screen, FormPage)
        assert "Ana Petrescu" in screen.text()


async def test_a_saved_form_leaves_nothing_unsaved_behind(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana Petrescu")
        await screen.press("f2")
        screen.app.kept.flush()
        assert unfinished(desk, "client-new") is None


async def test_a_field_somebody_else_changed_meanwhile_is_kept_when_another_one_is_saved(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        await edit_client(screen, client.id)
        await fill(screen, "vocative", "doamnă Petrescu")
        clients.change_client(cli, client, client.but(likes="coffee"))
        await screen.press("f2")
        saved = clients.client_by_id(cli, client.id)
        assert (saved.forms.vocative, saved.likes) == ("doamnă Petrescu", "coffee")


async def test_the_same_field_changed_twice_shows_both_values_and_overwrites_neither_silently(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana", likes="tea")
    async with open_screen(desk) as screen:
        await edit_client(screen, client.id)
        await fill(screen, "likes", "films")
        clients.change_client(cli, client, client.but(likes="coffee", address=AddressForm.FAMILIAR))
        await screen.press("f2")
        assert "Saved meanwhile: coffee" in screen.text()
        assert "Yours: films" in screen.text()
        assert clients.client_by_id(cli, client.id).likes == "coffee"
        await screen.press("m")
        saved = clients.client_by_id(cli, client.id)
        assert (saved.likes, saved.address) == ("films", AddressForm.FAMILIAR)


async def test_keeping_the_saved_value_of_two_keeps_the_rest_of_what_was_typed(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana", likes="tea")
    async with open_screen(desk) as screen:
        await edit_client(screen, client.id)
        await fill(screen, "likes", "films")
        await fill(screen, "vocative", "doamnă Petrescu")
        clients.change_client(cli, client, client.but(likes="coffee"))
        await screen.press("f2", "s")
        saved = clients.client_by_id(cli, client.id)
        assert (saved.likes, saved.forms.vocative) == ("coffee", "doamnă Petrescu")


async def test_a_record_removed_meanwhile_can_be_added_again_and_the_text_stays_until_then(
    desk: Desk, cli: Desk, open_screen: Open
) -> None:
    client = clients.add_client(desk, "Ana", likes="tea")
    async with open_screen(desk) as screen:
        await edit_client(screen, client.id)
        await fill(screen, "likes", "films")
        removing.remove_client(cli, client)
        await screen.press("f2")
        assert "Somebody removed this while you were editing it." in screen.text()
        await screen.press("escape")
        assert "films" in screen.text()
        await screen.press("f2", "a")
        (line,) = clients.list_clients(cli)
        assert (line.client.name, line.client.likes) == ("Ana", "films")


async def test_up_and_down_leave_a_field_of_several_lines_at_its_first_and_last_line(
    desk: Desk, open_screen: Open
) -> None:
    clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text="Ana")
    async with open_screen(desk) as screen:
        screen.app.push_screen(FormPage(ItemJob(desk, project)))
        await screen.settle()
        await screen.press(*["down"] * 5)
        await screen.write("hours")
        await screen.press("enter")
        await screen.write("and corrections")
        seen = []
        for key in ("up", "up", "down", "down", "down"):
            await screen.press(key)
            assert screen.app.focused is not None
            seen.append(screen.app.focused.id)
        assert seen == ["field-why", "field-tax_percent", "field-why", "field-why", "field-estimate_hours"]


@pytest.mark.parametrize(
    ("typed", "said", "field"),
    [("", "The description is empty.", "description"), ("Logo", "The price is missing.", "price")],
)
async def test_a_refusal_puts_the_cursor_where_something_is_missing(
    desk: Desk, open_screen: Open, typed: str, said: str, field: str
) -> None:
    clients.add_client(desk, "Ana")
    project = projects.add_project(desk, "Landing page", client_text="Ana")
    async with open_screen(desk) as screen:
        screen.app.push_screen(FormPage(ItemJob(desk, project)))
        await screen.settle()
        await screen.write(typed)
        await screen.press("down", "down", "f2")
        assert said in screen.text()
        assert screen.app.focused is screen.app.screen.query_one(f"#field-{field}")


async def test_leaving_a_form_says_whether_something_typed_is_left_unsaved(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c", "escape")
        assert screen.said == ""
        await screen.press("c")
        await screen.write("Ana")
        await screen.press("escape")
        assert screen.said == "Not saved yet; what you typed is kept for next time."


async def test_starting_over_begins_with_the_first_field(desk: Desk, open_screen: Open) -> None:
    async with open_screen(desk) as screen:
        await screen.press("c")
        await screen.write("Ana")
        await screen.press("down", "f7")
        await screen.write("Ioana")
        assert screen.app.screen.query_one("#field-name", LineField).value == "Ioana"


async def test_a_pasted_text_of_several_lines_becomes_one_line_and_loses_nothing(desk: Desk, open_screen: Open) -> None:
    from textual import events

    async with open_screen(desk) as screen:
        await screen.press("c")
        field = screen.app.screen.query_one("#field-name", LineField)
        field.post_message(events.Paste("Ana\nPetrescu\x1b[31m " + "x" * 400))
        await screen.settle()
        assert field.value == "Ana Petrescu[31m " + "x" * 400


def test_the_address_of_a_new_client_stands_with_their_first_contact(desk: Desk) -> None:
    job = ClientJob(desk)
    saved = job.save(desk, {**job.values(), "name": "Ana Petrescu", "email": " ana@example.com "})
    assert [(one.name, one.email) for one in saved.contacts] == [("Ana Petrescu", "ana@example.com")]
    assert "email" not in {field.id for field in ClientJob(desk, saved).fields}
    with pytest.raises(BadValue):
        job.save(desk, {**job.values(), "name": "Luc", "email": "luc\r\nBcc: all@example.com"})
    assert [line.client.name for line in clients.list_clients(desk)] == ["Ana Petrescu"]


async def test_a_letter_on_a_choice_leads_to_a_value_and_never_to_the_page(desk: Desk, open_screen: Open) -> None:
    client = clients.add_client(desk, "Ana")
    async with open_screen(desk) as screen:
        await edit_client(screen, client.id)
        form = screen.app.screen
        choice = form.query_one("#field-address", Choice)
        choice.focus()
        before = choice.value
        await screen.press("f")
        assert (before, choice.value) == ("formal", "familiar")
        for key in ("t", "l", "q", "j", "question_mark", "exclamation_mark", "at"):
            await screen.press(key)
            assert screen.app.screen is form
            assert choice.value == "familiar"
        await screen.press("space")
        assert choice.value == "formal"
