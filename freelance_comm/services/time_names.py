"""Which of our projects is meant by what another time tracker calls it.

Exact names alone are believed, and where both sides name a client, the clients must agree too. Whatever else is said
by a person: a pair, one project for all the rest, or that what is unknown becomes new.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key
from freelance_comm.services.project_search import find_project_name

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.time_found import Found
    from freelance_comm.store.views import ProjectName

LEAVE_OUT = "-"
MAKE_NEW = "+"
_BETWEEN = "/"


class Wishes(Record):
    """What a person said: ``pairs`` of their name and ours (``-`` leaves it out, ``+`` makes it new), ``project`` for
    what no name decides, ``create`` for what is left then. Their name may have the client before it: ``Acme/Website``.
    """

    pairs: tuple[tuple[str, str], ...] = ()
    project: str = ""
    create: bool = False


class Fate(StrEnum):
    """What becomes of entries under a name."""

    OURS = "ours"
    NEW = "new"
    LEFT_OUT = "left out"
    UNKNOWN = "unknown"


class Target(Record):
    """Where entries go: one of our projects, or a ``new_project`` for ``new_client`` (which may be there already).

    ``name`` is what they are called there, ``spent`` the word among the tags that names the project.
    """

    fate: Fate
    name: str
    client: str = ""
    project_id: int = 0
    project_name: str = ""
    client_name: str = ""
    spent: str = ""


class Names:
    """Answers for one import; what was decided once stays so."""

    def __init__(self, desk: Desk, wishes: Wishes) -> None:
        reader = desk.reader
        self._clients = {client.id: client.name for client in reader.client_names()}
        self._projects: dict[str, list[ProjectName]] = {}
        for project in reader.project_names(closed=True):
            self._projects.setdefault(name_key(project.name), []).append(project)
            self._projects.setdefault(name_key(project.ref), []).append(project)
        self._pairs = {self._pair(theirs): self._wish(desk, ours) for theirs, ours in wishes.pairs}
        self._rest = find_project_name(desk, wishes.project, closed=True) if wishes.project else None
        self._create = wishes.create
        self._decided: dict[tuple[str, str, tuple[str, ...]], Target] = {}
        self.used: set[str] = set()
        """The keys of the pairs that were of use."""

    @staticmethod
    def _pair(theirs: str) -> str:
        return _BETWEEN.join(name_key(part) for part in theirs.split(_BETWEEN, 1))

    @staticmethod
    def _wish(desk: Desk, ours: str) -> ProjectName | str:
        wanted = ours.strip()
        if not wanted:
            raise BadValue(
                N_("A name is not mapped to anything."),
                hint=N_("Write --map “THEIR NAME=PROJECT”, or =- to leave it out, or =+ to create it."),
            )
        return wanted if wanted in (LEAVE_OUT, MAKE_NEW) else find_project_name(desk, wanted, closed=True)

    def unused(self, wishes: Wishes) -> tuple[str, ...]:
        """Return the names of pairs that nothing in the file bears."""
        return tuple(theirs for theirs, _ in wishes.pairs if self._pair(theirs) not in self.used)

    def has_client(self, name: str) -> bool:
        """Return whether a client of exactly that name is there."""
        wanted = name_key(name)
        return any(name_key(known) == wanted for known in self._clients.values())

    def target(self, found: Found) -> Target:
        """Return where an entry goes."""
        key = (found.project, found.client, found.candidates)
        decided = self._decided.get(key)
        if decided is None:
            decided = self._decided[key] = self._decide(found)
        return decided

    def _decide(self, found: Found) -> Target:
        named = [(found.project, "")] if found.project or not found.candidates else []
        words = [*((word, word) for word in found.candidates), *named]
        for word, spent in words:
            wish = self._said_of(word, found.client)
            if wish is not None:
                return self._as_wished(wish, word, spent, found.client)
        for word, spent in words:
            ours = self._same_name(word, found.client) if word else None
            if ours is not None:
                return self._ours(ours, word, spent, found.client)
        name = found.project or ", ".join(found.candidates)
        wish = self._said_of(name, found.client) if len(found.candidates) > 1 else None
        if wish == MAKE_NEW:
            raise BadValue(
                N_("Which of these words is the project: {names}?"),
                hint=N_("Say it with --map “WORD=+”, or name a project of yours for all of them."),
                names=name,
            )
        if wish is not None:
            return self._as_wished(wish, name, "", found.client)
        if self._rest is not None:
            return self._ours(self._rest, name, "", found.client)
        decidable = bool(found.project) or (not found.candidates and bool(found.client)) or len(found.candidates) == 1
        if self._create and decidable:
            spent = "" if found.project or not found.candidates else found.candidates[0]
            return self._new(found.project or spent or found.client, spent, found.client)
        return Target(fate=Fate.UNKNOWN, name=name, client=found.client)

    def _said_of(self, word: str, client: str) -> ProjectName | str | None:
        for key in (f"{name_key(client)}{_BETWEEN}{name_key(word)}", self._pair(word)):
            if key in self._pairs:
                self.used.add(key)
                return self._pairs[key]
        return None

    def _as_wished(self, wish: ProjectName | str, word: str, spent: str, client: str) -> Target:
        if wish == LEAVE_OUT:
            return Target(fate=Fate.LEFT_OUT, name=word, client=client)
        if isinstance(wish, str):
            return self._new(word or client, spent, client)
        return self._ours(wish, word, spent, client)

    def _new(self, name: str, spent: str, client: str) -> Target:
        return Target(
            fate=Fate.NEW, name=name, client=client, project_name=name, client_name=client or name, spent=spent
        )

    def _ours(self, project: ProjectName, word: str, spent: str, client: str) -> Target:
        return Target(
            fate=Fate.OURS,
            name=word,
            client=client,
            project_id=project.id,
            project_name=project.name,
            client_name=self._clients.get(project.client_id, ""),
            spent=spent,
        )

    def _same_name(self, word: str, client: str) -> ProjectName | None:
        """Return our project of exactly that name, None where there is none or several could be meant."""
        there = self._projects.get(name_key(word), [])
        if client:
            wanted = name_key(client)
            there = [one for one in there if name_key(self._clients.get(one.client_id, "")) == wanted]
        fitting = [one for one in there if one.is_open] or there
        return fitting[0] if len({one.id for one in fitting}) == 1 else None
