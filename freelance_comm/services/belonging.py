"""Whom something belongs to that a person writes down: a client, and one of their projects where it is about one.

Apart because promises, complaints and feedback are all named in the same ways: by project, by client, by a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk


class Owner(Record):
    """A client, with the project and the message that were named, where they were."""

    client: Client
    project: Project | None = None
    message: Message | None = None


def owner(
    desk: Desk, *, client_text: str = "", project_text: str = "", message_text: str = "", closed: bool = False
) -> Owner:
    """Return whom the given names mean; ``closed`` lets a closed project be named.

    Raises ``BadValue`` where nobody is named, or two names mean different people; ``NotFound``, ``Ambiguous``.
    """
    from freelance_comm.services.clients import client_by_id, find_client
    from freelance_comm.services.projects import find_project

    found: Owner | None = None
    if message_text:
        from freelance_comm.services.answering import find_message

        named = find_message(desk, message_text)
        found = Owner(client=named.client, project=named.project, message=named.message)
    if project_text:
        project = find_project(desk, project_text, closed=closed)
        _require_same(found, project.client_id, desk)
        message = found.message if found is not None else None
        found = Owner(client=client_by_id(desk, project.client_id), project=project, message=message)
    if client_text:
        client = find_client(desk, client_text)
        _require_same(found, client.id, desk)
        found = found or Owner(client=client)
    if found is None:
        raise BadValue(N_("No client or project was named."), hint=N_("Name a client or a project."))
    return found


def _require_same(found: Owner | None, client_id: int, desk: Desk) -> None:
    if found is not None and found.client.id != client_id:
        from freelance_comm.services.clients import client_by_id

        raise BadValue(
            N_("{one} and {other} are two different clients."),
            hint=N_("Name only the project or the message."),
            one=show(found.client.name),
            other=show(client_by_id(desk, client_id).name),
        )
