"""The clients one keeps: how each is doing in one line with its reason; one client's figures, each with its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len

from freelance_comm.services.regulars import Health, HealthFigure, Level
from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "clients": (
        Column(most=1, least=1, tight=True),
        Column(most=36, least=12),
        Column(most=20, least=8),
        Column(most=90, least=10, grows=True, wraps=True),
    ),
}
_SIGNS = {
    Level.ACT: Cell(text="▲", style="late"),
    Level.THINK: Cell(text="○", style="soon"),
    Level.WELL: Cell(text="✓", style="dim"),
    Level.NEW: Cell(text="·", style="dim"),
    Level.FORMER: Cell(text="–", style="dim"),
}


def rows(found: tuple[Health, ...], tr: Translator) -> list[Row]:
    """Return a line for each client, those first who ask for something."""
    if not found:
        return [text(tr.gettext("No clients yet. They are listed here as soon as there are any."), style="dim")]
    return [_client(one) for one in found]


def _client(one: Health) -> Row:
    words = " · ".join(one.reasons) or next((figure.text for figure in one.figures), "")
    return line(
        "clients",
        _SIGNS[one.level],
        one.client.name,
        Cell(text=one.level_text, style="dim"),
        Cell(text=words, style="" if one.reasons else "dim"),
        id=f"client:{one.client.id}",
        thing=one,
    )


def figure_rows(one: Health, tr: Translator) -> list[Row]:
    """Return every figure of a client: what asks for something first, each with its reason."""
    ordered = sorted(one.figures, key=lambda figure: figure.level.rank)
    width = max((cell_len(figure.title) for figure in ordered), default=0) + 2
    made = [_figure(figure, width) for figure in ordered]
    about = [words for words in (one.client.wishes, one.client.likes, one.client.notes) if words.strip()]
    if about:
        made += [BLANK, heading(tr.gettext("Remember")), *(text(" ".join(words.split())) for words in about)]
    return made


def _figure(figure: HealthFigure, width: int) -> Row:
    sign = _SIGNS[figure.level]
    asks = figure.level in (Level.ACT, Level.THINK)
    mark = Cell(text=f"{sign.text} {columns.pad(figure.title, width)}", style=sign.style if asks else "dim")
    return text(figure.text, mark=mark, id=f"figure:{figure.kind}", thing=figure)


class ClientSteps(Page):
    """A page with a client in sight, and the steps that look after them."""

    @property
    def chosen(self) -> Client | None:
        """The client that is meant."""
        raise NotImplementedError

    def action_invite(self) -> None:
        """Say hello."""
        from freelance_comm.tui.hello_page import HelloPage

        if self.chosen is not None:
            self.app.push_screen(HelloPage(self.chosen))

    def action_habits(self) -> None:
        """The ten habits."""
        from freelance_comm.tui.habits_page import HabitsPage

        if self.chosen is not None:
            self.app.push_screen(HabitsPage(self.chosen))

    def action_idea(self) -> None:
        """Something extra."""
        from freelance_comm.tui.ideas_page import IdeasPage

        if self.chosen is not None:
            self.app.push_screen(IdeasPage(self.chosen))

    def action_client(self) -> None:
        """The client's card."""
        from freelance_comm.tui.client_page import ClientPage

        if self.chosen is not None:
            self.app.push_screen(ClientPage(self.chosen.id))


class RegularsPage(ClientSteps):
    """Every client in one view."""

    acts = ("open", "client", "invite", "habits", "idea")
    offers = ("goto", "palette")

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[Health, ...]:
        """Work out how everybody is doing."""
        from freelance_comm.services import regulars

        return regulars.health(desk)

    def present(self, view: tuple[Health, ...]) -> None:
        """Show it."""
        asking = sum(one.level in (Level.ACT, Level.THINK) for one in view)
        told = self.tr.ngettext("{n} needs something", "{n} need something", asking).format(n=asking)
        self.heading.say(self.tr.gettext("Regulars"), told if asking else self.tr.gettext("all is well"))
        self.ledger.show_rows(rows(view, self.tr))

    @property
    def chosen(self) -> Client | None:
        """The client under the cursor."""
        row = self.ledger.current
        return row.thing.client if row is not None and isinstance(row.thing, Health) else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open the figures."""
        if isinstance(event.row.thing, Health):
            self.app.push_screen(HealthPage(event.row.thing.client))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""


class HealthPage(ClientSteps):
    """How one client is doing, figure by figure."""

    acts = ("client", "invite", "habits", "idea")
    offers = ("goto", "palette")

    def __init__(self, client: Client) -> None:
        super().__init__()
        self._client = client

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> Health:
        """Work out how they are doing."""
        from freelance_comm.services import regulars
        from freelance_comm.services.clients import client_by_id

        return regulars.health(desk, client=client_by_id(desk, self._client.id))[0]

    def present(self, view: Health) -> None:
        """Show it."""
        self._client = view.client
        self.heading.say(f"{view.client.name} · {view.level_text}", view.client.ref)
        self.ledger.show_rows(figure_rows(view, self.tr))

    @property
    def chosen(self) -> Client | None:
        """The client of the page."""
        return self._client

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Say a figure in full, with its reason."""
        figure = event.row.thing
        if isinstance(figure, HealthFigure):
            self.say(" · ".join(dict.fromkeys(part for part in (figure.text, figure.why) if part)))
