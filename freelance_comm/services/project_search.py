"""Finds a project by what people type, from names alone.

Apart from the rest about projects because every ``track`` command passes here: it opens no project, loads no money, and
looks at the clients only when the project's own name and reference do not decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.services.lookup import Handle, candidates, pick
from freelance_comm.store.places import project_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.services.desk import Desk
    from freelance_comm.store.views import ProjectName

_UNKNOWN = N_("No project is called “{name}”.")
_SEVERAL = N_("“{name}” matches several projects.")
_ADD_FIRST = N_("Look at the list of projects, or add this one first.")


def find_project_name(desk: Desk, text: str, *, closed: bool = False) -> ProjectName:
    """Return the project that ``text`` means: reference, name, the beginning of either, or its client's name.

    Open projects come first; with ``closed``, closed ones too, an exact name before a beginning. Raises ``NotFound``
    with close names, ``Ambiguous`` with the candidates, and the failure of a project's file that cannot be read where
    the name is not among the others.
    """
    try:
        return _found(desk, text, closed=closed)
    except NotFound as unknown:
        for error in desk.reader.unreadable():
            if project_of(str(error.params.get("file", "")).rpartition("/")[2]) is not None:
                raise error from unknown
        raise


def _found(desk: Desk, text: str, *, closed: bool) -> ProjectName:
    reader = desk.reader
    current = reader.project_names()
    found, exact = candidates(text, [Handle(project.ref, project.name) for project in current])
    if len(found) == 1 and (exact or not closed) and text.strip():
        return current[found[0]]
    clients = {client.id: client.name for client in reader.client_names()}
    handles = _handles(current, clients)
    found, exact = candidates(text, handles)
    if exact or (found and not closed):
        return pick(text, handles, current, unknown=_UNKNOWN, several=_SEVERAL, hint=_ADD_FIRST)
    past = tuple(project for project in reader.project_names(closed=True) if not project.is_open)
    past_handles = _handles(past, clients)
    past_found, past_exact = candidates(text, past_handles)
    if not closed:
        return pick(
            text,
            handles,
            current,
            unknown=N_("“{name}” is closed.") if past_found else _UNKNOWN,
            several=_SEVERAL,
            hint=N_("Reopen it to go on with it.") if past_found else _ADD_FIRST,
        )
    if past_exact or (past_found and not found):
        return pick(text, past_handles, past, unknown=_UNKNOWN, several=_SEVERAL, hint=_ADD_FIRST)
    everything, all_handles = (*current, *past), [*handles, *past_handles]
    if found:
        everything, all_handles = current, handles
    return pick(text, all_handles, everything, unknown=_UNKNOWN, several=_SEVERAL, hint=_ADD_FIRST)


def project_title(desk: Desk, project_id: int) -> str:
    """Return the name of a project, "?" when there is none with that id; closed ones are looked at only if need be."""
    for closed in (False, True):
        for project in desk.reader.project_names(closed=closed):
            if project.id == project_id:
                return project.name
    return "?"


def _handles(projects: Iterable[ProjectName], clients: dict[int, str]) -> list[Handle]:
    return [
        Handle(
            project.ref,
            project.name,
            label=f"{project.ref} {project.name} ({clients.get(project.client_id, '?')})",
            further=tuple(filter(None, (clients.get(project.client_id, ""),))),
        )
        for project in projects
    ]
