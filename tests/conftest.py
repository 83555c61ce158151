"""What every test can ask for: the shared reference data, where it lies beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared reference data; a test that needs it is skipped where it is absent."""
    folder = Path(os.environ.get("FREELANCE_COMM_SHARED") or _BESIDE)
    if not folder.is_dir():
        pytest.skip(f"the shared reference data are not at {folder}")
    return folder
