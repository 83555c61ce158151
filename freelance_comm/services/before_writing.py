"""What to have in mind before writing to somebody: how they want to be treated, what they like, what was said last.

For the freelancer's eyes alone: nothing of it goes into a letter by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.people import Channel
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_LONGEST = 120
"""Characters of each note; the client's card holds all of it."""


def remember(desk: Desk, client: Client) -> tuple[str, ...]:
    """Return short notes on ``client``, the weightiest first; nothing where nothing is known."""
    tr = desk.tr
    found = [_first_line(client.wishes), _channel(client, tr), _first_line(client.likes), _first_line(client.notes)]
    found.append(_last_job(desk, client))
    return tuple(dict.fromkeys(note for note in found if note))


def line(desk: Desk, client: Client) -> str:
    """Return all of it in one line, "Remember: …"; empty where nothing is known."""
    notes = remember(desk, client)
    return desk.tr.gettext("Remember: {notes}").format(notes=" · ".join(notes)) if notes else ""


def _channel(client: Client, tr: Translator) -> str:
    return tr.gettext("likes to be called") if client.channel is Channel.PHONE else ""


def _last_job(desk: Desk, client: Client) -> str:
    """Return which project was finished last for them."""
    done = [
        one.project
        for one in desk.reader.summaries(closed=True)
        if one.project.client_id == client.id and one.project.closed_on is not None
    ]
    if not done:
        return ""
    from freelance_comm.text.telling import near_day

    last = max(done, key=lambda project: (project.closed_on, project.id))
    day = near_day(last.closed_on or desk.today(), desk.today(), desk.tr)
    return desk.tr.gettext("last job: {project}, {day}").format(project=_cut(last.name), day=day)


def _first_line(text: str) -> str:
    return _cut(next((part for part in text.splitlines() if part.strip()), ""))


def _cut(text: str) -> str:
    words = show(" ".join(text.split()))
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
