"""A fresh desk for every test of the services."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.services.bench import client, clock, desk, open_desk, project
from tests.unit.services.rig import Rig

__all__ = ["client", "clock", "desk", "open_desk", "project", "rig"]


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    """Return a desk on an empty workspace, on a Monday at nine in UTC."""
    return Rig(tmp_path / "data")
