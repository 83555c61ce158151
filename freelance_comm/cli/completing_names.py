"""What may stand in one place of a command line: the choices, names and references that Tab offers there.

Apart from the walk through the words because it is the part that reads records. It loads what `today` loads and less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from argparse import Action
    from collections.abc import Callable

    from freelance_comm.services.desk import Desk
    from freelance_comm.store.views import ClientName, ProjectName

FILES = "files"
FOLDERS = "folders"


class Candidate(Record):
    """A word that may stand there, and what it means; ``text`` is data and may hold any sign but a line's end."""

    text: str
    told: str = ""


_PLACES = {"FILE": FILES, "PATH": FILES, "FILE|TEXT": FILES, "DIR": FOLDERS}
_PLACE_NAMES = {"file": FILES, "path": FILES, "paths": FILES, "output": FILES}


def place_of(action: Action) -> str:
    """Return ``FILES`` or ``FOLDERS`` where a path is wanted, else an empty string."""
    return _PLACES.get(str(action.metavar), _PLACE_NAMES.get(action.dest, ""))


def kind_of(action: Action, path: tuple[str, ...]) -> str:
    """Return which records an argument of the command ``path`` names, or an empty string."""
    if path[:2] == ("mail", "account") and path[2:] != ("add",) and action.dest == "name":
        return "account"
    if path[:1] == ("track",) and action.dest == "words":
        return "project"
    if action.metavar == "CLIENT|MESSAGE":
        return "client"
    if action.metavar == "STAGE":
        return "stage"
    if action.metavar == "TASK":  # `forecast --without`
        return ""
    return _KINDS.get(action.dest, "")


def named(desk: Desk, kind: str, start: str) -> list[Candidate]:
    """Return the records of a ``kind`` whose name or reference begins with ``start``, in any case."""
    return _SOURCES[kind](desk, start)


def _clients(desk: Desk, start: str) -> list[Candidate]:
    found = desk.reader.client_names()
    return _handles([one for one in found if one.is_active] or list(found), {}, start)


def _projects(desk: Desk, start: str) -> list[Candidate]:
    reader = desk.reader
    clients = {one.id: one.name for one in reader.client_names()}
    current = [one for one in reader.project_names() if one.is_open]
    found = _handles(current, clients, start)
    if found or not start:
        return found
    return _handles([one for one in reader.project_names(closed=True) if not one.is_open], clients, start)


def _handles(records: Iterable[ClientName | ProjectName], clients: Mapping[int, str], start: str) -> list[Candidate]:
    """Return names; references where the reference is what was begun, or where a name would not do."""
    rows = list(records)
    names = [one.name.casefold() for one in rows]
    found = []
    for one in rows:
        safe = one.name == show(one.name) and not one.name.startswith("-") and names.count(one.name.casefold()) == 1
        whose = show(clients.get(getattr(one, "client_id", 0), ""))
        if safe and begins(one.name, start):
            found.append(Candidate(text=one.name, told=" · ".join(word for word in (one.ref, whose) if word)))
        elif begins(one.ref, start) and (start or not safe):
            found.append(Candidate(text=one.ref, told=" · ".join(word for word in (show(one.name), whose) if word)))
    return found


def _activities(desk: Desk, start: str) -> list[Candidate]:
    from freelance_comm.services import activities

    mark = start[:1] if start[:1] == "+" else ""
    names = [mark + name for name in activities.known(desk)]
    return [Candidate(text=name) for name in names if begins(name, start)]


def _rules(_desk: Desk, start: str) -> list[Candidate]:
    from freelance_comm.coach.registry import RULES

    return [Candidate(text=rule.id) for rule in RULES if begins(rule.id, start)]


def _stages(desk: Desk, start: str) -> list[Candidate]:
    from freelance_comm.stages.registry import STAGES

    return [Candidate(text=one.id, told=desk.tr.gettext(one.title)) for one in STAGES if begins(one.id, start)]


def _accounts(desk: Desk, start: str) -> list[Candidate]:
    from freelance_comm.services.mail_accounts import accounts

    return [Candidate(text=one.name) for one in accounts(desk) if begins(one.name, start)]


def _languages(_desk: Desk, start: str) -> list[Candidate]:
    return languages(start)


def languages(start: str) -> list[Candidate]:
    """Return the languages the program speaks."""
    from freelance_comm.text.catalog import interface_locales

    return [Candidate(text=name) for name in interface_locales() if begins(name, start)]


def begins(text: str, start: str) -> bool:
    """Whether ``text`` begins with ``start``, in capitals or not, and no sign of it would end a line."""
    return text.isprintable() and text[: len(start)].casefold() == start.casefold()


_KINDS = {
    "client": "client",
    "into": "client",
    "project": "project",
    "tag": "activity",
    "rule": "rule",
    "without": "rule",
    "stage": "stage",
    "to_drafts": "account",
    "account": "account",
    "language": "language",
}
_SOURCES: dict[str, Callable[[Desk, str], list[Candidate]]] = {
    "client": _clients,
    "project": _projects,
    "activity": _activities,
    "rule": _rules,
    "stage": _stages,
    "account": _accounts,
    "language": _languages,
}
