"""Where the data and the configuration lie."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from freelance_comm import places

HOME = {"HOME": "/home/ilinca"}


@pytest.fixture(autouse=True)
def on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.mark.parametrize(
    ("given", "configured", "environ", "expected"),
    [
        ("/given", "/configured", {"FREELANCE_COMM_DATA": "/variable"}, "/given"),
        ("", "/configured", {"FREELANCE_COMM_DATA": "/variable"}, "/variable"),
        ("", "/configured", {}, "/configured"),
        ("", "", {}, "/home/ilinca/.local/share/freelance-comm"),
        ("", "", {"XDG_DATA_HOME": "/xdg"}, "/xdg/freelance-comm"),
        ("", "", {"XDG_DATA_HOME": "relative"}, "/home/ilinca/.local/share/freelance-comm"),
        ("", "", {"FREELANCE_COMM_DATA": ""}, "/home/ilinca/.local/share/freelance-comm"),
        ("~", "", {}, "/home/ilinca"),
        ("~/work/", "", {}, "/home/ilinca/work"),
        ("/with space/ünï\ncode/", "", {}, "/with space/ünï\ncode"),
    ],
)
def test_the_most_explicit_wish_names_the_data_folder(
    given: str, configured: str, environ: dict[str, str], expected: str
) -> None:
    assert places.data_folder(given, configured, HOME | environ) == expected


def test_a_relative_data_folder_counts_from_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert places.data_folder("jobs", "", HOME) == str(tmp_path / "jobs")


def test_a_removed_current_folder_does_not_stop_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert places.data_folder("jobs", "", HOME) == "jobs"


def test_on_macos_the_data_lie_where_macos_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert places.data_folder("", "", HOME) == "/home/ilinca/Library/Application Support/freelance-comm"
    assert places.data_folder("", "", HOME | {"XDG_DATA_HOME": "/xdg"}) == "/xdg/freelance-comm"


def test_the_configuration_lies_in_the_folder_for_configurations() -> None:
    assert places.config_file(HOME) == "/home/ilinca/.config/freelance-comm/config.toml"
    assert places.config_file(HOME | {"XDG_CONFIG_HOME": "/xdg/"}) == "/xdg/freelance-comm/config.toml"


def test_the_root_folder_may_be_a_home() -> None:
    assert places.data_folder("", "", {"HOME": "/"}) == "/.local/share/freelance-comm"


def test_without_a_home_there_is_no_place_rather_than_a_relative_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert places.home({}) == ""
    assert places.data_folder("", "", {}) == ""
    assert places.data_folder("~/jobs", "", {}) == ""
    assert places.config_file({}) == ""
    assert places.data_folder("/given", "", {}) == "/given"
