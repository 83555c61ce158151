"""Text somebody typed and did not save is kept as it was, offered latest first, and never in the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from freelance_comm.services.desk import Desk
from freelance_comm.services.unfinished import all_unfinished, drop_unfinished, keep_unfinished, unfinished
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def desk_at(root: Path, now: datetime = NOW) -> Desk:
    """Return a desk whose clock stands still."""
    return Desk(Workspace(root, durable=False), clock=lambda: now, tr=translator("en"), zone="UTC")


def test_what_was_typed_comes_back_as_it_was(tmp_path: Path) -> None:
    texts = {"name": "Мария [/] \\ “x”", "notes": "two\nlines"}
    keep_unfinished(desk_at(tmp_path), "client-new", "New client", texts)
    kept = unfinished(desk_at(tmp_path), "client-new")
    assert kept is not None
    assert (kept.title, kept.at, kept.texts) == ("New client", NOW, texts)


def test_a_form_emptied_again_leaves_nothing_behind(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    keep_unfinished(desk, "client-new", "New client", {"name": "Ana"})
    keep_unfinished(desk, "client-new", "New client", {"name": "  "})
    assert all_unfinished(desk) == ()


def test_the_latest_is_offered_first(tmp_path: Path) -> None:
    keep_unfinished(desk_at(tmp_path), "a", "first", {"name": "x"})
    keep_unfinished(desk_at(tmp_path, NOW + timedelta(minutes=1)), "b", "second", {"name": "y"})
    assert [kept.title for kept in all_unfinished(desk_at(tmp_path))] == ["second", "first"]


def test_a_form_that_was_saved_is_forgotten(tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    keep_unfinished(desk, "a", "first", {"name": "x"})
    drop_unfinished(desk, "a")
    drop_unfinished(desk, "never there")
    assert unfinished(desk, "a") is None


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"key": "a"}', '{"key":"a","title":"t","at":"x","values":{}}'])
def test_a_half_written_file_hides_nothing_else(damage: str, tmp_path: Path) -> None:
    desk = desk_at(tmp_path)
    keep_unfinished(desk, "good", "good", {"name": "x"})
    (tmp_path / ".state" / "drafts" / "unfinished-bad").write_text(damage, encoding="utf-8")
    assert [kept.key for kept in all_unfinished(desk)] == ["good"]


def test_a_disk_that_refuses_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / ".state").write_text("a file where the folder should be", encoding="utf-8")
    desk = desk_at(tmp_path)
    keep_unfinished(desk, "a", "first", {"name": "x"})
    assert all_unfinished(desk) == ()
