"""Projects and clients in one list, narrowed by typing: from anywhere to anything in three keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual.containers import Vertical

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key
from freelance_comm.services.clients import ClientLine
from freelance_comm.services.lookup import folded
from freelance_comm.services.projects import ProjectLine
from freelance_comm.text.telling import near
from freelance_comm.tui.columns import Column
from freelance_comm.tui.fields import LineField
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from datetime import datetime

    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "directory": (
        Column(most=34, least=22),
        Column(most=26, least=18),
        Column(most=14, least=6, drop=1),
        Column(most=60, least=14, drop=2, grows=True),
    )
}


_MOST_FOUND = 100
"""Lines of each kind that are shown of what was found by typing: whoever sees more types on."""


class Findable(Record):
    """A line of the list, with the words by which it is found, folded, a space before each."""

    words: str
    row: Row


class DirectoryView(Record):
    """Everything that can be jumped to, ready to be narrowed at every key; ``whole`` is the list before that."""

    projects: tuple[Findable, ...]
    clients: tuple[Findable, ...]
    whole: tuple[Row, ...]


def prepared(projects: Iterable[ProjectLine], clients: Iterable[ClientLine], desk: Desk) -> DirectoryView:
    """Return the view of these projects and clients."""
    now, zone, tr = desk.now(), desk.zone, desk.tr
    found = DirectoryView(
        projects=tuple(Findable(words=_findable(_project_words(one)), row=_project(one)) for one in projects),
        clients=tuple(
            Findable(words=_findable(_client_words(one)), row=_client(one, now, zone, tr)) for one in clients
        ),
        whole=(),
    )
    return found.but(whole=tuple(_narrowed(found, "", tr, most=0)))


def rows(view: DirectoryView, wanted: str, tr: Translator) -> Sequence[Row]:
    """Return the projects and clients in which every typed word begins some word."""
    return _narrowed(view, wanted, tr, most=_MOST_FOUND) if wanted.strip() else view.whole


def _narrowed(view: DirectoryView, wanted: str, tr: Translator, *, most: int) -> list[Row]:
    made: list[Row] = []
    typed = folded(name_key(wanted)).split()
    for title, lines in ((tr.gettext("Projects"), view.projects), (tr.gettext("Clients"), view.clients)):
        fitting = [one.row for one in lines if _fits(typed, one.words)] if typed else [one.row for one in lines]
        if fitting:
            shown = fitting[:most] if most else fitting
            made += [heading(title), *shown]
            left = len(fitting) - len(shown)
            if left:
                made.append(text(tr.ngettext("and {n} more", "and {n} more", left).format(n=left), style="dim"))
            made.append(BLANK)
    if made:
        return made
    if wanted.strip():
        return [text(tr.gettext("Nothing here is called “{name}”.").format(name=wanted.strip()), style="dim")]
    return [text(tr.gettext("There is nobody here yet. Add your first client: a name is enough."), style="dim")]


def _project(one: ProjectLine) -> Row:
    project = one.summary.project
    return line(
        "directory",
        project.name,
        Cell(text=one.client.name if one.client else "", style="dim"),
        Cell(text=one.stage_title, style="" if project.state is ProjectState.OPEN else "dim"),
        Cell(text=one.next_text, style="dim"),
        id=f"project:{project.id}",
        thing=project,
    )


def _client(one: ClientLine, now: datetime, zone: str, tr: Translator) -> Row:
    count = len(one.open_projects)
    work = tr.ngettext("{n} project", "{n} projects", count).format(n=count) if count else ""
    last = (
        tr.gettext("last contact {when}").format(when=near(one.last_contact, now, zone, tr)) if one.last_contact else ""
    )
    return line(
        "directory",
        one.client.name,
        Cell(text=work, style="dim"),
        Cell(text=one.client.ref, style="dim"),
        Cell(text=last or one.client.likes, style="dim"),
        id=f"client:{one.client.id}",
        thing=one.client,
    )


def _project_words(one: ProjectLine) -> str:
    project = one.summary.project
    return f"{project.name} {project.ref} {one.client.name if one.client else ''}"


def _client_words(one: ClientLine) -> str:
    contacts = " ".join(f"{contact.name} {contact.email}" for contact in one.client.contacts)
    return f"{one.client.name} {one.client.ref} {contacts}"


def _findable(words: str) -> str:
    return " " + folded(name_key(words))


def _fits(typed: list[str], there: str) -> bool:
    return all(f" {word}" in there or (len(word) > 2 and word in there) for word in typed)


class DirectoryPage(Page):
    """The list with its field; ``picking`` makes it return a client or project instead of opening it.

    ``but`` is a client who cannot be meant.
    """

    typing = True
    acts = ("add_new", "show_closed")
    moves = (("down", "list(1)"), ("up", "list(-1)"), ("pagedown", "list_page(1)"), ("pageup", "list_page(-1)"))
    AUTO_FOCUS: ClassVar[str | None] = "LineField"
    DEFAULT_CSS = """
    DirectoryPage #wanted { height: 2; padding: 0 3; }
    DirectoryPage LineField { max-width: 60; }
    """

    def __init__(self, *, picking: Literal["", "client", "project"] = "", but: Client | None = None) -> None:
        super().__init__()
        self._but = but
        self._picking = picking
        self._with_closed = False
        self._seen: DirectoryView | None = None

    def body(self) -> Iterable[Widget]:
        """A field and the list."""
        yield Vertical(LineField(), id="wanted")
        self.ledger = Ledger(self.hint, grids=GRIDS)
        self.ledger.can_focus = False
        yield self.ledger

    def shown_acts(self) -> tuple[str, ...]:
        """Letters go into the field, so what is not typed is on other keys."""
        return ("open", "add_new", "show_closed")

    def on_mount(self) -> None:
        """Say what can be done here."""
        titles = {
            "": self.tr.gettext("Go to"),
            "client": self.tr.gettext("Which client?"),
            "project": self.tr.gettext("Which project?"),
        }
        self.heading.say(titles[self._picking], self.tr.gettext("type a few letters of a name"))

    def gather(self, desk: Desk) -> DirectoryView:
        """Read all projects and clients."""
        from freelance_comm.services.clients import list_clients
        from freelance_comm.services.projects import list_projects

        projects = () if self._picking == "client" else list_projects(desk, closed=self._with_closed)
        clients = () if self._picking == "project" else [one for one in list_clients(desk) if one.client != self._but]
        return prepared(projects, clients, desk)

    def present(self, view: DirectoryView) -> None:
        """Show what fits the typed letters."""
        self._seen = view
        self.ledger.show_rows(self._fitting())

    def _fitting(self) -> Sequence[Row]:
        if self._seen is None:
            return ()
        return rows(self._seen, self.query_one(LineField).value, self.tr)

    def on_input_changed(self, event: LineField.Changed) -> None:
        """Narrow the list; the cursor goes to the first that fits."""
        made = self._fitting()
        self.ledger.show_rows(made, cursor=next((row.id for row in made if row.id), ""))

    def on_input_submitted(self, event: LineField.Submitted) -> None:
        """Enter opens the line under the cursor."""
        self.ledger.action_choose()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open it, or hand it back."""
        thing = event.row.thing
        if self._picking:
            self.dismiss(thing)
            return
        self.dismiss(None)
        if isinstance(thing, Project):
            from freelance_comm.tui.project_page import ProjectPage

            self.app.push_screen(ProjectPage(thing.id))
        elif isinstance(thing, Client):
            from freelance_comm.tui.client_page import ClientPage

            self.app.push_screen(ClientPage(thing.id))

    def action_list(self, step: int) -> None:
        """Move in the list while the field keeps the focus."""
        self.ledger.action_move(step)

    def action_list_page(self, step: int) -> None:
        """Move a screenful."""
        self.ledger.action_page(step)

    def action_open(self) -> None:
        """Open the line under the cursor."""
        self.ledger.action_choose()

    def action_add_new(self) -> None:
        """Add a client; what was typed is its name."""
        from freelance_comm.tui.opening import new_client

        page = self.freelance.below(self)
        name = self.query_one(LineField).value
        self.dismiss(None)
        page.go(new_client(page, name))

    def action_show_closed(self) -> None:
        """Show or hide closed projects."""
        self._with_closed = not self._with_closed
        self.reload()
