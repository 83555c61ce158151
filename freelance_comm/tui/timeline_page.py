"""What there has been with a client: a picture over time, and every event in words under it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.services import client_timeline
from freelance_comm.services.client_timeline import LATE, OPEN
from freelance_comm.text.telling import near_day
from freelance_comm.tui.columns import WIDEST, Column, room_beside
from freelance_comm.tui.layout import room_in
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, line, text

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.services.client_timeline import Event, Timeline
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "tracks": (Column(most=24, least=8, wraps=True), Column(most=WIDEST, least=16)),
    "events": (
        Column(most=1, least=1, tight=True),
        Column(most=16, least=8),
        Column(most=20, least=8, drop=1),
        Column(most=100, least=16, grows=True, wraps=True),
    ),
}
_STYLES = {LATE: "late", OPEN: "dim"}


def rows(found: Timeline, width: int, tr: Translator) -> list[Row]:
    """Return the page for a terminal of ``width`` cells."""
    if not found.tracks:
        return [
            text(
                tr.gettext("Nothing has happened yet. What you write to them and do for them is listed here."),
                style="dim",
            )
        ]
    made = [text(sentence) for sentence in found.words]
    room = room_beside(GRIDS["tracks"], [(track.label, "") for track in found.tracks], room_in(width))
    over = Cell(text=client_timeline.ruler(found, room, tr), style="dim")
    made += [BLANK, line("tracks", "", over)]
    pictures = [client_timeline.drawn(track, found, room) for track in found.tracks]
    for number, (track, picture) in enumerate(zip(found.tracks, pictures, strict=True)):
        drawn = Cell(text=picture, style="accent" if track.lasted else "")
        made.append(line("tracks", track.label, drawn, id=f"track:{number}", thing=track.project_id))
    made += [text(client_timeline.legend(tr, pictures), style="dim"), BLANK]
    return [*made, *(_event(one, number, found, tr) for number, one in enumerate(found.events))]


def _event(one: Event, number: int, of: Timeline, tr: Translator) -> Row:
    style = _STYLES.get(one.sign, "")
    return line(
        "events",
        Cell(text=one.sign, style=style or "accent"),
        Cell(text=near_day(one.day, of.today, tr), style=style),
        Cell(text=one.label, style="dim"),
        one.words,
        id=f"event:{number}",
        thing=one.project_id,
    )


class TimelinePage(Page):
    """The time with one client."""

    acts = ("open",)
    offers = ("log", "goto", "palette")

    def __init__(self, client_id: int) -> None:
        super().__init__()
        self._client_id = client_id
        self._seen: Timeline | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> Timeline:
        """Read what there has been."""
        from freelance_comm.services.clients import client_by_id

        return client_timeline.timeline(desk, client_by_id(desk, self._client_id))

    def present(self, view: Timeline) -> None:
        """Show tracks and events."""
        self._seen = view
        title = self.tr.gettext("Timeline")
        self.heading.say(f"{title} · {view.client.name}", view.client.ref)
        self._show()

    def _show(self) -> None:
        if self._seen is not None:
            self.ledger.show_rows(rows(self._seen, self.size.width or 80, self.tr))

    def on_resize(self, event: events.Resize) -> None:
        """Tracks are as wide as there is room."""
        super().on_resize(event)
        self._show()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """A track or an event leads to its project."""
        if isinstance(event.row.thing, int):
            self.freelance.open_project(event.row.thing)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""
