"""The words of `client timeline`: tracks over time, then every event."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.columns import cell_width
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode

_WIDTH, _LEAST, _MOST = 60, 16, 120
"""Cells of a track where nobody says how wide the output is, and its bounds where somebody does."""


def run_timeline(args: Namespace, session: Session) -> int:
    """Show what there has been with one client."""
    from freelance_comm.services import client_timeline, clients
    from freelance_comm.text.telling import near_day

    desk = session.view_desk
    found = client_timeline.timeline(desk, clients.find_client(desk, args.client))
    if session.as_json:
        session.emit(
            {
                "client": found.client.ref,
                "first": found.first,
                "last": found.last,
                "events": [
                    {"day": one.day, "kind": one.label, "what": one.words, "project_id": one.project_id}
                    for one in found.events
                ],
            }
        )
        return ExitCode.DONE
    tr = session.tr
    if not found.tracks:
        session.say(tr.gettext("Nothing has happened yet. What you write to them and do for them is listed here."))
        return ExitCode.DONE
    for sentence in found.words:
        session.say(sentence)
    beside = max(cell_width(track.label) for track in found.tracks) + 2
    room = max(_LEAST, min(session.width - beside, _MOST)) if session.width else _WIDTH
    session.say("")
    tracks = [(track.label, client_timeline.drawn(track, found, room)) for track in found.tracks]
    session.table([("", client_timeline.ruler(found, room, tr)), *tracks])
    session.say(client_timeline.legend(tr, [picture for _label, picture in tracks]))
    session.say("")
    events = [(one.sign, near_day(one.day, found.today, tr), one.label, one.words) for one in found.events]
    session.table(events, flexible=3)
    return ExitCode.DONE
