"""Fixtures for the tests of words and templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.text.drafts import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return an empty user's folder of templates."""
    return Folder(tmp_path / "templates")
