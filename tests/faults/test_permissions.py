"""What the program writes belongs to its owner alone, whatever the umask says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from freelance_comm.services import draft_files, unfinished
from tests.cli.conftest import Shell
from tests.trials import scene


@pytest.fixture(params=[0o000, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set the mask that takes rights away from new files."""
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def open_to_others(*folders: Path) -> dict[str, str]:
    """Return what others than the owner may touch, or what the owner may execute without need."""
    return {
        str(path): oct(path.stat().st_mode & 0o777)
        for folder in folders
        for path in (folder, *folder.rglob("*"))
        if path.stat().st_mode & 0o777 != (0o700 if path.is_dir() else 0o600)
    }


@pytest.mark.fault("P01")
def test_every_file_and_folder_belongs_to_its_owner_alone(menu: Shell, umask: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o700)
    out.chmod(0o700)
    for line in (
        "track add --project Menu --on 2026-04-03 --for 2h --note typing",
        "track add --project Menu --on 2026-02-03 --for 1h",
        "track start Menu",
        "track cancel",
        "log in Ana hello",
        "draft Menu --list",
        f"report Menu --output {out}/report.txt",
        f"export --output {out}/all.json",
        f"export --format csv --output {out}/tables",
        f"backup {out}/copy.zip",
        "project close Menu --reason done",
        "undo",
        "today",
        "remind",
    ):
        answer = menu.try_(line)
        assert answer.code == 0, f"{line}: {answer.err}"
        assert "Other users" not in answer.err
    desk = scene.desk(menu.folder)
    assert draft_files.keep_work(desk, "letter", "half a letter") is not None
    unfinished.keep_unfinished(desk, "client", "A client", {"name": "Bo"})
    assert (menu.folder / ".state/history").is_dir()
    assert {path.name for path in out.iterdir()} >= {"all.json", "tables", "copy.zip", "report.txt"}
    assert open_to_others(menu.folder, out) == {}


@pytest.mark.fault("P01")
def test_the_log_belongs_to_its_owner_alone(menu: Shell, umask: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from freelance_comm import cli, entry

    def fail(_: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "main", fail)
    assert entry.main(["--data-dir", str(menu.folder), "today"]) == 1
    assert (menu.folder / ".state/log").is_file()
    assert open_to_others(menu.folder) == {}
