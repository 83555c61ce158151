"""What every test can rely on: a blank home, a fixed locale and time zone, and the shared reference data."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.dovecot import Dovecot

_BESIDE = Path(__file__).resolve().parents[2] / "shared"
_LOCALE = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LC_TIME", "LC_CTYPE")
_GARBAGE = (5000, 10, 10)
"""How much comes into being before Python looks for garbage; at its own pace that is a sixth of what a test works."""
_OF_THE_PERSON = ("NO_COLOR", "VISUAL", "EDITOR", "XDG_RUNTIME_DIR")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the slow trials run at their full length."""
    parser.addoption("--long", action="store_true", help="run kill loops, fuzzing and other trials at full length")


def pytest_configure(config: pytest.Config) -> None:
    """Name the markers, and let neither the machine's zone and speed nor what it has installed decide a test."""
    config.addinivalue_line("markers", "fault(id, …): the cases of the catalogue of faults that the test shows")
    settings.register_profile("unhurried", parent=settings(), deadline=None)
    settings.load_profile("unhurried")
    os.environ["TZ"] = "UTC"
    os.environ["OMP_NUM_THREADS"] = "1"  # tests run side by side already
    time.tzset()
    gc.set_threshold(*_GARBAGE)


def pytest_collection_finish() -> None:
    """Never look through what was collected again: it stays to the end, and there are half a million things."""
    gc.freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared reference data; a test that needs it is skipped where it is absent."""
    folder = Path(os.environ.get("FREELANCE_COMM_SHARED") or _BESIDE)
    if not folder.is_dir():
        said = f"the shared reference data are not at {folder}"
        if os.environ.get("CI"):
            pytest.fail(f"{said}, and on CI they have to be")
        pytest.skip(said)
    return folder


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of certificates: ``ca.pem``, and ``server``, ``expired``, ``other-name``, ``stranger``."""
    from tests.certificates import write_certificates

    folder = tmp_path_factory.mktemp("certificates")
    write_certificates(folder)
    return folder


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """Yield a real mail server; a test that needs it is skipped where it is not installed."""
    from tests.dovecot import lacking, running

    said = lacking()
    if said:
        if os.environ.get("CI") or os.environ.get("SERVERS_REQUIRED"):
            pytest.fail(f"{said}, and where CI runs there has to be one")
        pytest.skip(said)
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def long_run(request: pytest.FixtureRequest) -> bool:
    """Whether slow trials were asked for at full length."""
    return bool(request.config.getoption("--long"))


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("homes")
    return (folder / str(number) for number in count())


@pytest.fixture(autouse=True)
def blank_home(_homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the test an empty home and nothing of the machine's settings; return that home."""
    home = next(_homes)
    home.mkdir()
    for name in (*_LOCALE, *_OF_THE_PERSON):
        monkeypatch.delenv(name, raising=False)
    for name in os.environ:
        if name.startswith(("FREELANCE_COMM_", "XDG_")) and name != "FREELANCE_COMM_SHARED":
            monkeypatch.delenv(name)
    monkeypatch.setenv("FREELANCE_COMM_COACH", "words")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / ".config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / ".local/share"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / ".local/state"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")  # never that of the person
    return home
