"""The workspace to measure with is one that the program itself could have written."""

from __future__ import annotations

from pathlib import Path

import pytest
from tinydb import TinyDB

from freelance_comm.store import Workspace
from tests.benchmarks import history
from tests.benchmarks.clockwork import in_turns


def contents(folder: Path) -> dict[str, bytes]:
    """Return the data files of a workspace; what is derived from them is left out."""
    paths = [path for path in folder.rglob("*.json") if ".state" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.parametrize(("entries", "projects"), [(0, 1), (1, 3), (700, 12)])
def test_every_entry_and_project_is_there_and_nothing_is_wrong_with_them(
    entries: int, projects: int, tmp_path: Path
) -> None:
    history.write(tmp_path / "data", entries=entries, projects=projects)
    reader = Workspace(tmp_path / "data").reader()
    assert len(reader.entries(history.FIRST_DAY, history.LAST_DAY)) == entries
    assert len(reader.summaries(closed=True)) == projects
    assert len({client.ref for client in reader.clients()}) == max(1, projects // 4)
    assert reader.notices() == ()


def test_somebody_is_always_at_work_and_most_projects_are_closed(tmp_path: Path) -> None:
    history.write(tmp_path / "data", entries=10, projects=40)
    reader = Workspace(tmp_path / "data").reader()
    assert 1 <= len(reader.summaries()) < 10


def test_of_one_month_the_same_work_is_under_way(tmp_path: Path) -> None:
    history.write(tmp_path / "data", entries=300, projects=12)
    history.keep_last_month(tmp_path / "data", tmp_path / "month")
    decade, month = (Workspace(tmp_path / name).reader() for name in ("data", "month"))
    assert month.summaries() == decade.summaries()
    assert [path.name for path in (tmp_path / "month" / "time").iterdir()] == ["2026-02.json"]


def test_the_same_numbers_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "other"):
        history.write(tmp_path / name, entries=300, projects=7)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")


def test_stock_tinydb_opens_every_file(tmp_path: Path) -> None:
    history.write(tmp_path / "data", entries=50, projects=3)
    for name in contents(tmp_path / "data"):
        with TinyDB(tmp_path / "data" / name) as database:
            assert database.table("format").all() == [{"version": 1}]


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        history.main(["--entries", "1", "--projects", "1", str(tmp_path)])
    assert caught.value.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_ratio_is_that_of_the_medians_and_warming_up_does_not_count() -> None:
    def slow_at_first(number: int) -> float:
        return 100.0 if number < 2 else 3.0 + number % 2

    yard, ratios = in_turns(lambda number: 2.0, {"thing": slow_at_first}, rounds=9)
    assert (yard, ratios) == (2.0, {"thing": 1.5})
