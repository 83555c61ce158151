"""Notes on a person, line by line: written down in passing, shown before one writes to them.

Apart from the card because a note is added without the card being open, and never replaces another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.services import wording

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk


def add_note(desk: Desk, client: Client, text: str) -> Client:
    """Put a line under the notes on ``client`` and return them; what stands there stays."""
    from freelance_comm.services.clients import client_by_id

    words = wording.required_line(desk, text, N_("The note"))
    with desk.change() as change:
        current = next((one for one in change.clients() if one.id == client.id), client)
        notes = wording.block(desk, f"{current.notes.rstrip()}\n{words}".strip(), N_("The notes"))
        change.save(current, current.but(notes=notes))
    return client_by_id(desk, client.id)
