"""A desk over a real workspace in a temporary folder, with a clock that only the test moves; a client and a project."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.services import clients, projects, setup
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator

FRIDAY = datetime(2026, 11, 20, 12, 5, tzinfo=UTC)
"""Friday 20 November 2026, 14:05 in Bucharest."""


class Clock:
    """A clock that stands still; ``at`` is the moment it shows."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at


OpenDesk = Callable[..., Desk]


@pytest.fixture
def clock() -> Clock:
    """Return the clock of every desk of the test."""
    return Clock(FRIDAY)


@pytest.fixture
def open_desk(tmp_path: Path, clock: Clock) -> OpenDesk:
    """Return a function that opens the same workspace again: another window, another language."""

    def opened(locale: str = "en", zone: str = "Europe/Bucharest") -> Desk:
        workspace = Workspace(tmp_path / "data", durable=False)
        return Desk(workspace, clock=clock, tr=translator(locale), zone=zone)

    return opened


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    """Return a desk in English whose freelancer has a name, euros and an hourly rate of 45."""
    desk = open_desk()
    proposed = setup.propose(desk)
    setup.save_profile(desk, None, proposed.but(name="Ilinca", currency="EUR", hourly_rate=Decimal(45)))
    return desk


@pytest.fixture
def client(desk: Desk) -> Client:
    """Return a client who is written to in Romanian."""
    return clients.add_client(desk, "Petrescu Café", language="ro", vocative="doamnă Petrescu")


@pytest.fixture
def project(desk: Desk, client: Client) -> Project:
    """Return a project of that client, at its first stage."""
    return projects.add_project(desk, "Landing page", client_text=client.ref)
