"""Opens things by what they are, from wherever one stands: pages of clients and projects, and forms to add them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import Ambiguous, AppError
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.complaint import told
from freelance_comm.tui.form_page import FormPage

if TYPE_CHECKING:
    from freelance_comm.domain.people import Contact
    from freelance_comm.tui.forms.client import ClientJob
    from freelance_comm.tui.forms.project import ProjectJob
    from freelance_comm.tui.page import Page


class NamedForm(FormPage):
    """A form whose name may be taken: two clients can bear one name, once the question has been answered."""

    def __init__(self, job: ClientJob | ProjectJob) -> None:
        super().__init__(job)
        self._named = job

    async def refused(self, error: AppError) -> bool:
        """Ask whether the same name is meant."""
        if not isinstance(error, Ambiguous):
            return False
        t = self.tr.gettext
        if not await self.app.push_screen_wait(AskKey(told(error, self.tr), [("y", t("yes, another one"))])):
            return True
        self._named.same_name_ok = True
        await self._save(self._wanted())
        return True


async def new_client(page: Page, name: str = "") -> Client | None:
    """Add a client, then show the card."""
    from freelance_comm.tui.client_page import ClientPage
    from freelance_comm.tui.forms.client import ClientJob

    job = await page.read(lambda desk: ClientJob(desk, name=name))
    client = await page.app.push_screen_wait(NamedForm(job))
    if not isinstance(client, Client):
        return None
    page.freelance.tell_next(
        page.tr.gettext("{name} is added. The next step: a project, with {key}.").format(
            name=client.name, key=page.hint("new_project")[0]
        )
    )
    page.app.push_screen(ClientPage(client.id))
    return client


async def edit_client(page: Page, client: Client) -> None:
    """Edit a client."""
    from freelance_comm.tui.forms.client import ClientJob

    job = await page.read(lambda desk: ClientJob(desk, client))
    if await page.app.push_screen_wait(NamedForm(job)):
        page.say(page.tr.gettext("Saved."))


async def edit_contact(page: Page, client: Client, contact: Contact | None) -> None:
    """Add or edit somebody at the client's."""
    from freelance_comm.tui.forms.client import ContactJob

    job = await page.read(lambda desk: ContactJob(desk, client, contact))
    if await page.app.push_screen_wait(FormPage(job)):
        page.say(page.tr.gettext("Saved."))


async def new_project(page: Page, client: Client, name: str = "") -> None:
    """Start a project, then show its walk."""
    from freelance_comm.tui.forms.project import ProjectJob
    from freelance_comm.tui.project_page import ProjectPage

    job = await page.read(lambda desk: ProjectJob(desk, client, name=name))
    project = await page.app.push_screen_wait(NamedForm(job))
    if isinstance(project, Project):
        page.app.push_screen(ProjectPage(project.id))


async def edit_project(page: Page, client: Client, project: Project) -> None:
    """Edit the head of a project."""
    from freelance_comm.tui.forms.project import ProjectJob

    job = await page.read(lambda desk: ProjectJob(desk, client, project))
    if await page.app.push_screen_wait(NamedForm(job)):
        page.say(page.tr.gettext("Saved."))


async def choose_client(page: Page, *, but: Client | None = None) -> Client | None:
    """Let the freelancer pick a client by typing; ``but`` is not among those to choose from."""
    from freelance_comm.tui.directory import DirectoryPage

    chosen = await page.app.push_screen_wait(DirectoryPage(picking="client", but=but))
    return chosen if isinstance(chosen, Client) else None


async def choose_project(page: Page) -> Project | None:
    """Let the freelancer pick a project by typing."""
    from freelance_comm.tui.directory import DirectoryPage

    chosen = await page.app.push_screen_wait(DirectoryPage(picking="project"))
    return chosen if isinstance(chosen, Project) else None
