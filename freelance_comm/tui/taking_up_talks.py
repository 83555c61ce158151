"""Going on with text about a complaint, feedback or a negotiation that was left unsaved."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.form_model import FormJob
    from freelance_comm.tui.forms.complaint import Whose
    from freelance_comm.tui.page import Page

_OF_COMPLAINTS = ("remedy", "askback", "over")


def complaint_form(desk: Desk, rest: str) -> FormJob | None:
    """Return the form of a new complaint ("new-" and the number of whose it is), or of one there is."""
    from freelance_comm.services.complaint_views import find
    from freelance_comm.tui.forms.complaint import ComplaintJob

    if rest.startswith("new-"):
        return ComplaintJob(desk, _whose(desk, int(rest.removeprefix("new-"))))
    base = find(desk, int(rest))
    return ComplaintJob(desk, _whose(desk, base.project_id or base.client_id), base)


def feedback_form(desk: Desk, rest: str) -> FormJob | None:
    """Return the form of new feedback ("new-" and the number of whose it is), or of some there is."""
    from freelance_comm.services.feedback import find
    from freelance_comm.tui.forms.complaint import FeedbackJob

    if rest.startswith("new-"):
        return FeedbackJob(desk, _whose(desk, int(rest.removeprefix("new-"))))
    base = find(desk, int(rest))
    return FeedbackJob(desk, _whose(desk, base.project_id or base.client_id), base)


def _whose(desk: Desk, number: int) -> Whose:
    """Return the project with that number and its client, else the client."""
    from freelance_comm.domain.errors import NotFound
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui.forms.complaint import Whose

    try:
        project: Project | None = project_by_id(desk, number)
    except NotFound:
        project = None
    client: Client = client_by_id(desk, number if project is None else project.client_id)
    return Whose(client, project)


async def letter(page: Page, rest: str) -> bool:
    """Open a letter about a complaint, feedback or a negotiation: its number and the name of its template."""
    from freelance_comm.services import complaint_views, negotiation_views
    from freelance_comm.tui import complaining, negotiating

    number, _dash, spelled = rest.partition("-")
    name, matter = spelled.replace(".", "/", 1), int(number)
    if name.startswith("complaint/"):
        seen = await page.read(lambda desk: complaint_views.view(desk, complaint_views.find(desk, matter)))
        await complaining.letter(page, seen, name)
        return True
    if name.startswith("negotiation/"):
        talk = await page.read(lambda desk: negotiation_views.view(desk, *negotiation_views.find(desk, matter)))
        await negotiating.letter(page, talk)
        return True
    from freelance_comm.services import feedback
    from freelance_comm.tui.talks_page import ask_permission

    await ask_permission(page, await page.read(lambda desk: feedback.view(desk, feedback.find(desk, matter))))
    return True


async def line(page: Page, rest: str) -> bool:
    """Open the page on which a line was being typed."""
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.tui import negotiating
    from freelance_comm.tui.complaint_page import ComplaintPage
    from freelance_comm.tui.negotiation_page import NegotiationPage

    kind, _dash, number = rest.partition("-")
    if kind in _OF_COMPLAINTS:
        page.app.push_screen(ComplaintPage(int(number)))
    elif kind == "begin":
        await negotiating.begin(page, await page.read(lambda desk: project_by_id(desk, int(number))))
    else:
        page.app.push_screen(NegotiationPage(int(number)))
    return True
