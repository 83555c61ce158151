"""The clients and projects that an import needs and that are not there yet, made in the same change as its time.

Apart from ``clients`` and ``projects`` because those save by themselves: one undo takes an import back whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.text_safety import name_key
from freelance_comm.services import wording

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.time_names import Target
    from freelance_comm.store import Change


class NewPlaces:
    """What was made so far."""

    def __init__(self) -> None:
        self.clients: list[str] = []
        self.names: list[str] = []
        self._projects: dict[tuple[str, str], int] = {}
        self._clients: dict[str, Client] = {}

    def project(self, desk: Desk, change: Change, target: Target) -> int:
        """Return the id of the new project that ``target`` names, made once. Raises ``BadValue`` for a bad name."""
        key = (name_key(target.client_name), name_key(target.project_name))
        if key not in self._projects:
            client = self._client(desk, change, target.client_name)
            project = Project(
                id=change.new_id(),
                ref=change.next_ref("P", desk.today().year),
                name=wording.name(desk, target.project_name, N_("The name of the project")),
                client_id=client.id,
                created=change.now,
                currency=client.currency or desk.profile().currency,
            )
            change.add(project, project_id=project.id)
            self.names.append(project.name)
            self._projects[key] = project.id
        return self._projects[key]

    def _client(self, desk: Desk, change: Change, name: str) -> Client:
        key = name_key(name)
        if not self._clients:
            self._clients = {name_key(client.name): client for client in change.clients()}
        if key not in self._clients:
            profile = desk.profile()
            client = Client(
                id=change.new_id(),
                ref=change.next_ref("C", desk.today().year),
                name=wording.name(desk, name, N_("The name")),
                created=change.now,
                language=profile.language,
                currency=profile.currency,
            )
            change.add(client)
            self.clients.append(client.name)
            self._clients[key] = client
        return self._clients[key]
