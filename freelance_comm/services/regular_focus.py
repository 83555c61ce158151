"""What a client's card says about looking after them: when to be in touch, the ten habits, something extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.services.focus import FocusLine, FocusPart

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk

_TITLE = N_("Looking after")


def focus(desk: Desk, client: Client) -> FocusPart | None:
    """Return what would be kind to do for ``client``, and how one has dealt with them; None where nothing is known."""
    from freelance_comm.services.regulars import FigureKind, Level, health

    acts = {
        FigureKind.CONTACT: "invite",
        FigureKind.SURPRISE: "idea",
        FigureKind.HABITS: "habits",
        FigureKind.IDEAS: "idea",
    }
    lines = []
    for figure in health(desk, client=client)[0].figures:
        if figure.kind not in acts or (figure.kind is FigureKind.CONTACT and figure.level is Level.WELL):
            continue
        words = figure.why if figure.kind is FigureKind.CONTACT else figure.text
        if figure.kind is FigureKind.SURPRISE:
            words = desk.tr.gettext("A surprise, this week: {words}").format(words=words)
        elif figure.kind is FigureKind.HABITS:
            words = desk.tr.gettext("Ten habits: {words}").format(words=words)
        lines.append(FocusLine(text=words, act=acts[figure.kind]))
    return FocusPart(name="regular", title=_TITLE, lines=tuple(lines)) if lines else None
