"""The command palette: everything by name. Textual's, fed with our actions, themes, projects and clients."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.record import Record
from freelance_comm.tui import keys, plain

if TYPE_CHECKING:
    from textual.app import App

    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.app import FreelanceApp

PEOPLE_SCORE = 0.9
"""Names come a little after commands that match as well."""


class Entry(Record):
    """One thing in the palette. ``named`` entries are offered only once something is typed."""

    title: str
    help: str
    do: Callable[[], Any]
    named: bool = False


class Everything(Provider):
    """Our commands and names."""

    async def startup(self) -> None:
        """Collect what there is."""
        app = cast("FreelanceApp", self.app)
        self._nothing = app.desk.tr.gettext("Nothing here is called that.")
        try:
            names = await app.backroom.read(partial(_names, app))
        except AppError:
            names = []  # what cannot be read has no names here; the page says what is wrong
        self._entries = [*commands(app), *names]

    async def discover(self) -> Hits:
        """Offer the commands before anything is typed."""
        for entry in self._entries:
            if not entry.named:
                title = plain.line(entry.title)
                yield DiscoveryHit(title, entry.do, text=title.plain, help=_help(entry))

    async def search(self, query: str) -> Hits:
        """Find what was typed."""
        matcher = self.matcher(query)
        found = False
        for entry in self._entries:
            title = plain.line(entry.title)
            # Textual's own highlighting would read the title as markup.
            score, places = matcher.fuzzy_search.match(query, title.plain)
            if score > 0:
                found = True
                for place in places:
                    title = title.stylize(self.match_style or "bold", place, place + 1)
                weight = PEOPLE_SCORE if entry.named else 1
                yield Hit(score * weight, title, entry.do, text=title.plain, help=_help(entry))
            elif not entry.named and query.strip().casefold() in entry.help.casefold():
                found = True  # "light" leads to the colours; below everything whose name fits
                yield Hit(0.02, title, entry.do, text=title.plain, help=_help(entry))
        if not found:
            yield Hit(0.01, plain.line(self._nothing), lambda: None, text=self._nothing)


def open_palette(app: FreelanceApp) -> None:
    """Open the palette."""
    if not CommandPalette.is_open(cast("App[object]", app)):
        placeholder = app.desk.tr.gettext("What would you like to do?")
        app.push_screen(CommandPalette(providers=[Everything], placeholder=placeholder, id="--command-palette"))


def _help(entry: Entry) -> Any:
    return plain.line(entry.help) if entry.help else None


def commands(app: FreelanceApp) -> list[Entry]:
    """Return what can be done from the page on top, and everywhere."""
    tr = app.desk.tr
    page = app.page
    made: list[Entry] = []
    own = [name for name in page.useful_acts() if not keys.act(name).everywhere] if page is not None else []
    for name in (*own, *(act.name for act in keys.ACTS if act.everywhere and act.name not in ("palette", "find"))):
        assert page is not None
        key, label = page.hint(name)
        action = f"app.{name}" if keys.act(name).everywhere else name
        run = partial(app.run_on_page, action)
        made.append(
            Entry(title=label[:1].upper() + label[1:], help=f"{tr.gettext(keys.act(name).help)}  {key}", do=run)
        )
    made.append(Entry(title=tr.gettext("Add a client"), help="", do=app.add_client))
    made.append(
        Entry(
            title=tr.gettext("The coach's rules"),
            help=tr.gettext("What it says and why; let rules rest, or wake them."),
            do=partial(open_coach_rules, app),
        )
    )
    made.append(
        Entry(
            title=tr.gettext("Your record"),
            help=tr.gettext("How reliable you are: promises, delivery days and answers, month by month."),
            do=partial(open_record, app),
        )
    )
    made.append(
        Entry(
            title=tr.gettext("Mailboxes on servers"),
            help=tr.gettext("Set up a mailbox (IMAP), try it, save its password."),
            do=app.mail_accounts,
        )
    )
    made.append(
        Entry(
            title=tr.gettext("Look at a mailbox"),
            help=tr.gettext("How fast you answer, worked out from any mailbox; nothing is stored."),
            do=partial(open_mailbox, app),
        )
    )
    made.append(
        Entry(
            title=tr.gettext("Import time"),
            help=tr.gettext("From Watson, Timewarrior, Toggl, Harvest, Clockify, a calendar or a table."),
            do=partial(open_time_import, app),
        )
    )
    made.append(
        Entry(title=tr.gettext("Colours"), help=tr.gettext("Light, dark and others."), do=partial(open_themes, app))
    )
    made.append(Entry(title=tr.gettext("Leave"), help=tr.gettext("Unsaved text is kept."), do=app.action_leave))
    return made


def _names(app: FreelanceApp, desk: Desk) -> list[Entry]:
    clients = {client.id: client for client in desk.reader.clients()}
    made = []
    for summary in desk.reader.summaries(closed=True):
        project = summary.project
        client = clients.get(project.client_id)
        words = client.name if client is not None else ""
        made.append(
            Entry(
                title=project.name, help=f"{project.ref} {words}", do=partial(app.open_project, project.id), named=True
            )
        )
    for client in clients.values():
        made.append(Entry(title=client.name, help=client.ref, do=partial(app.open_client, client.id), named=True))
    return made


def open_mailbox(app: FreelanceApp) -> None:
    """Look at a mailbox."""
    from freelance_comm.tui.mailbox_page import MailboxPage

    app.push_screen(MailboxPage())


def open_record(app: FreelanceApp) -> None:
    """Show how reliable one is."""
    from freelance_comm.tui.record_page import RecordPage

    app.push_screen(RecordPage())


def open_time_import(app: FreelanceApp) -> None:
    """Bring in time from another tool."""
    from freelance_comm.tui.time_import_page import TimeImportPage

    app.push_screen(TimeImportPage())


def open_coach_rules(app: FreelanceApp) -> None:
    """Show the coach's rules."""
    from freelance_comm.tui.coach_rules_page import CoachRulesPage

    app.push_screen(CoachRulesPage())


def open_themes(app: FreelanceApp) -> None:
    """Choose the colours."""
    themes = sorted(name for name in app.available_themes if name != "textual-ansi")
    commands = [(name, partial(app.choose_colours, name), "") for name in themes]
    app.search_commands(commands, placeholder=app.desk.tr.gettext("Which colours?"))
