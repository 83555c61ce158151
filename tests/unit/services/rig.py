"""A desk on a real workspace in a temporary folder, with a clock the test turns."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from freelance_comm.domain.message import Direction
from freelance_comm.domain.people import Client, Profile, WorkingHours
from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.services import messages
from freelance_comm.services.clients import add_client
from freelance_comm.services.desk import Desk
from freelance_comm.services.projects import add_project
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday at nine, in a zone where the clocks show the same."""


class Clock:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)


class Rig:
    """A desk with its clock, and shortcuts for what nearly every test needs."""

    def __init__(self, folder: Path, *, now: datetime = MONDAY, zone: str = "UTC", locale: str = "en") -> None:
        self.clock = Clock(now)
        self.folder = folder
        self.zone = zone
        self.workspace = Workspace(folder, durable=False)
        self.desk = Desk(self.workspace, clock=self.clock, tr=translator(locale), zone=zone)
        self.profile()

    def again(self, *, owner: str = "cli") -> Desk:
        """Return another desk on the same data, as another process has it."""
        return Desk(
            Workspace(self.folder, owner=owner, durable=False),
            clock=self.clock,
            tr=self.desk.tr,
            zone=self.zone,
            owner=owner,
        )

    def profile(self, **fields: Any) -> Profile:
        """Save a profile with these fields; working hours are Monday to Friday, nine to five."""
        base = self.desk.reader.profile()
        hours = fields.pop("hours", None) or (base.hours if base else WorkingHours(zone=self.zone))
        new = (base or Profile(name="Ilinca", welcomed=True)).but(hours=hours, **fields)
        with self.desk.change() as change:
            change.save_profile(base, new)
        return new

    def holidays(self, *days: date) -> None:
        """Let these days be public holidays."""
        self.profile(hours=self.desk.profile().hours.but(holidays=days))

    def client(self, name: str = "Ana Petrescu", **fields: Any) -> Client:
        """Add a client."""
        return add_client(self.desk, name, **fields)

    def project(self, name: str = "Landing page", client: str = "", **fields: Any) -> Project:
        """Add a project, and its client where none is named; other fields are written over it."""
        if not client:
            client = "Ana Petrescu"
            if not any(each.name == client for each in self.desk.reader.clients()):
                self.client(client)
        project = add_project(self.desk, name, client_text=client)
        if fields:
            with self.desk.change() as change:
                change.save(project, project.but(**fields))
            project = project.but(**fields)
        return project

    def close(self, project: Project, **facts: str) -> Project:
        """Close a project and put it into the archive."""
        closed = project.but(state=ProjectState.CLOSED, closed_on=self.desk.today(), facts={**project.facts, **facts})
        with self.desk.change() as change:
            change.save(project, closed)
            change.archive(project.id, self.desk.today().year)
        return closed

    def came(self, at: datetime, text: str = "Could we move the launch?", client: str = "Ana", **fields: Any) -> Any:
        """Log a message of the client's."""
        return messages.log(self.desk, Direction.IN, client, at=at, excerpt=text, **fields)

    def went(self, at: datetime, text: str = "Yes, gladly.", client: str = "Ana", **fields: Any) -> Any:
        """Log a message of mine."""
        return messages.log(self.desk, Direction.OUT, client, at=at, excerpt=text, **fields)

    def set(self, now: datetime) -> None:
        """Turn the clock."""
        self.clock.now = now


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0, *, month: int = 3) -> datetime:
    """Return a moment of March 2026 in UTC; the 2nd is a Monday."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC)


def hours(number: str | int) -> Decimal:
    """Return exact seconds."""
    return Decimal(number) * 3600
