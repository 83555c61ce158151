"""The pages of complaints, negotiations and feedback: reached from Today, the client's card and the project."""

from __future__ import annotations

from freelance_comm.domain.complaint import Point
from freelance_comm.domain.negotiation import Subject
from freelance_comm.domain.project import Project
from freelance_comm.services import clients, complaints, feedback, negotiation_views, negotiations, projects
from freelance_comm.services.desk import Desk
from freelance_comm.tui.client_page import ClientPage
from freelance_comm.tui.complaint_page import ComplaintPage
from freelance_comm.tui.matter_letter_page import MatterLetterPage
from freelance_comm.tui.negotiation_page import NegotiationPage
from freelance_comm.tui.project_page import ProjectPage
from tests.tui.conftest import Open

WORDS = "The menu is still the old one."


def menu(desk: Desk) -> Project:
    """Add Ana with a project."""
    client = clients.add_client(desk, "Ana Petrescu")
    return projects.add_project(desk, "Menu", client_text=client.ref)


async def test_a_complaint_is_noted_on_the_project_and_answered_with_a_key(desk: Desk, open_screen: Open) -> None:
    project = menu(desk)
    async with open_screen(desk) as screen:
        screen.app.push_screen(ProjectPage(project.id))
        await screen.settle()
        await screen.press("k", "c")
        await screen.write(WORDS)
        await screen.press("f2")
        await screen.until(lambda: isinstance(screen.app.screen, ComplaintPage))
        await screen.press("enter", "y")
        await screen.until(lambda: "You have owned up. Once is enough." in screen.said)
    (view,) = complaints.list_complaints(desk)
    assert (view.complaint.words, view.complaint.point) == (WORDS, Point.YES)


async def test_the_remedy_is_typed_in_one_line_and_becomes_a_promise(desk: Desk, open_screen: Open) -> None:
    menu(desk)
    number = complaints.add(desk, WORDS, project_text="Menu", point=Point.YES).complaint.id
    async with open_screen(desk) as screen:
        screen.app.push_screen(ComplaintPage(number))
        await screen.settle()
        await screen.press("m")
        await screen.write("the new menu, monday 12:00")
        await screen.press("enter")
        await screen.until(lambda: "on your list of promises" in screen.said)
    assert desk.reader.project(desk.reader.summaries()[0].project.id).promises[0].what == "the new menu"


async def test_today_leads_to_a_complaint_with_a_key(desk: Desk, open_screen: Open) -> None:
    menu(desk)
    complaints.add(desk, WORDS, project_text="Menu")
    async with open_screen(desk) as screen:
        assert "Complaints" in screen.text()
        await screen.press("e")
        await screen.until(lambda: isinstance(screen.app.screen, ComplaintPage))


async def test_the_letter_of_a_complaint_is_written_with_the_coach_beside_it(desk: Desk, open_screen: Open) -> None:
    menu(desk)
    number = complaints.add(desk, WORDS, project_text="Menu", point=Point.YES).complaint.id
    async with open_screen(desk) as screen:
        screen.app.push_screen(ComplaintPage(number))
        await screen.settle()
        await screen.press("d")
        await screen.until(lambda: isinstance(screen.app.screen, MatterLetterPage))
        await screen.until(lambda: "I am sorry" in screen.text())
        assert "Answer to a complaint" in screen.text()


async def test_the_card_shows_complaints_and_feedback_and_opens_them(desk: Desk, open_screen: Open) -> None:
    project = menu(desk)
    complaints.add(desk, WORDS, project_text="Menu")
    feedback.add(desk, "A joy to work with.", client_text="Ana")
    async with open_screen(desk) as screen:
        screen.app.push_screen(ClientPage(project.client_id))
        await screen.settle()
        assert WORDS.rstrip(".") in screen.text()
        assert "A joy to work with" in screen.text()
        screen.ledger.first_doing("complaints")
        await screen.press("c")
        await screen.until(lambda: isinstance(screen.app.screen, ComplaintPage))


async def test_enter_on_a_way_out_writes_the_letter_with_that_way(desk: Desk, open_screen: Open) -> None:
    project = menu(desk)
    number = negotiations.start(desk, project, Subject.PRICE, theirs="800 is all we have").negotiation.id
    async with open_screen(desk) as screen:
        screen.app.push_screen(NegotiationPage(number))
        await screen.settle()
        screen.ledger.go_to("way:first-part")
        await screen.press("enter")
        await screen.until(lambda: isinstance(screen.app.screen, MatterLetterPage))
        await screen.until(lambda: "begin with the part" in " ".join(screen.text().split()))


async def test_what_was_removed_by_mistake_comes_back_with_undo(desk: Desk, open_screen: Open) -> None:
    project = menu(desk)
    complaints.add(desk, WORDS, project_text="Menu")
    async with open_screen(desk) as screen:
        screen.app.push_screen(ProjectPage(project.id))
        await screen.settle()
        await screen.press("k", "delete")
        await screen.until(lambda: complaints.list_complaints(desk) == ())
        await screen.press("u")
        await screen.until(lambda: len(complaints.list_complaints(desk)) == 1)


async def test_words_of_a_negotiation_are_never_cut_off(sample: Desk, open_screen: Open) -> None:
    (pair,) = negotiation_views.all_negotiations(sample, closed=True)
    async with open_screen(sample, (80, 24)) as screen:
        screen.app.push_screen(NegotiationPage(pair[1].id))
        await screen.settle()
        shown = " ".join(screen.text().replace(" moved", "").split())
    assert "all four before the first reading → two in time, if they are the ones about the readings" in shown


async def test_a_negotiation_that_is_over_is_taken_up_again_with_enter(sample: Desk, open_screen: Open) -> None:
    (pair,) = negotiation_views.all_negotiations(sample, closed=True)
    async with open_screen(sample) as screen:
        screen.app.push_screen(NegotiationPage(pair[1].id))
        await screen.settle()
        assert "their answer" not in screen.text()
        assert screen.ledger.go_to("over")
        await screen.press("enter", "u")
        await screen.until(lambda: "their answer" in screen.text())
    assert negotiation_views.find(sample, pair[1].id)[1].is_open


async def test_a_complaint_that_is_over_asks_for_no_next_step(sample: Desk, open_screen: Open) -> None:
    (told,) = complaints.list_complaints(sample, all=True)
    async with open_screen(sample) as screen:
        screen.app.push_screen(ComplaintPage(told.complaint.id))
        await screen.settle()
        assert "It is over." in screen.text()
        assert "next step" not in screen.text()
        await screen.press("x")
        await screen.until(lambda: "next step" in screen.text())
