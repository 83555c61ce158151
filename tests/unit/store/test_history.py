"""Earlier generations are kept: the newest twenty, and of older ones the last of each day for thirty days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from freelance_comm.store import history
from freelance_comm.store.folder import DataFolder
from tests.unit.store.sample import MONTH, NOW, entry, filled


def test_every_generation_can_be_read_back(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    states = []
    for number in range(5):
        states.append((tmp_path / MONTH).read_bytes())
        with workspace.change(NOW) as change:
            change.add(entry(200 + number))
    kept = history.generations(workspace._folder, MONTH)
    assert [Path(path).read_bytes() for path in reversed(kept)] == states


def test_thinning_keeps_twenty_generations_and_one_a_day_for_thirty_days(tmp_path: Path) -> None:
    folder = DataFolder(str(tmp_path), durable=True)
    where = Path(history.place(folder, MONTH))
    where.mkdir(parents=True)
    newest = datetime(2026, 3, 31, 12, tzinfo=UTC)
    for day in range(60):
        for hour in range(3):
            at = newest - timedelta(days=day, hours=hour)
            (where / f"{at:%Y%m%dT%H%M%S}.000000000Z.json").write_text("{}")
    history.thin(folder, MONTH)
    kept = sorted(path.name[:11] for path in where.iterdir())
    assert len(kept) == 20 + 24  # the twenty newest reach back seven days; then one for each day up to thirty
    assert kept[0] == "20260301T12"
    assert kept[-20:] == sorted(kept[-20:]) and kept[-1] == "20260331T12"


def test_strange_files_in_the_history_stop_nothing_and_stay(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    where = Path(history.place(workspace._folder, MONTH))
    where.mkdir(parents=True)
    (where / "notes.json").write_text("x")
    for number in range(25):
        with workspace.change(NOW) as change:
            change.add(entry(200 + number))
    assert len(list(where.iterdir())) == 21
    assert (where / "notes.json").exists()


def test_a_project_keeps_its_history_when_it_is_archived(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.archive(10, 2026)
    assert len(history.generations(workspace._folder, "archive/2026/site-10.json")) == 1
