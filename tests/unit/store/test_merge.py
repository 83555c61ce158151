"""Saving compares field by field with what is stored now: nothing of either side is overwritten silently."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from freelance_comm.domain.errors import EditConflict, ExitCode
from freelance_comm.domain.people import Profile
from tests.unit.store.sample import NOW, client, entry, filled, project, timer


def test_two_edits_of_different_fields_are_both_kept(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(client(), client(notes="from the shell"))
    with workspace.change(NOW) as change:
        change.save(client(), client(likes="from the screen"))
    assert workspace.reader().clients() == (client(notes="from the shell", likes="from the screen"),)


def test_two_edits_of_one_field_conflict_and_show_both_values(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(client(), client(notes="theirs", likes="tea"))
    with pytest.raises(EditConflict) as caught, workspace.change(NOW) as change:
        change.save(client(), client(notes="mine"))
    assert caught.value.fields == {"notes": ("", "theirs", "mine")}
    assert not caught.value.deleted
    assert caught.value.code == ExitCode.CONFLICT
    assert workspace.reader().clients() == (client(notes="theirs", likes="tea"),)


def test_the_same_edit_twice_is_no_conflict(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    for _ in range(2):
        with workspace.change(NOW) as change:
            change.save(client(), client(notes="same"))
    assert workspace.reader().clients() == (client(notes="same"),)


def test_facts_are_compared_one_by_one(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    base = project(facts={"budget": "100", "old": "x"})
    with workspace.change(NOW) as change:
        change.save(project(), base)
    with workspace.change(NOW) as change:
        change.save(base, project(facts={"budget": "200", "old": "x"}))
    with workspace.change(NOW) as change:
        change.save(base, project(facts={"budget": "100", "deadline": "2026-04-01"}))
    assert workspace.reader().project(10).head.facts == {"budget": "200", "deadline": "2026-04-01"}
    with pytest.raises(EditConflict) as caught, workspace.change(NOW) as change:
        change.save(base, project(facts={"budget": "300", "old": "x"}))
    assert caught.value.fields == {"facts.budget": ("100", "200", "300")}


def test_an_edit_of_a_removed_record_says_that_it_is_gone(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.remove(entry())
    with pytest.raises(EditConflict) as caught, workspace.change(NOW) as change:
        change.save(entry(), entry(note="late"))
    assert caught.value.deleted
    with pytest.raises(EditConflict) as caught, workspace.change(NOW) as change:
        change.remove(entry())
    assert caught.value.deleted


def test_a_record_that_was_changed_meanwhile_is_not_removed(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(entry(), entry(note="important"))
    with pytest.raises(EditConflict) as caught, workspace.change(NOW) as change:
        change.remove(entry())
    assert caught.value.fields == {"note": ("", "important", None)}
    assert workspace.reader().all_entries(10) == (entry(note="important"),)


def test_a_field_set_back_to_its_default_is_saved(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save(client(), client(notes="x"))
    with workspace.change(NOW) as change:
        change.save(client(notes="x"), client())
    assert workspace.reader().clients() == (client(),)
    assert b"notes" not in (tmp_path / "clients.json").read_bytes()


def test_of_two_timers_stopped_at_once_the_second_finds_none(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(timer())
    with workspace.change(NOW) as change:
        change.remove(timer())
    with pytest.raises(EditConflict) as caught, workspace.change(NOW + timedelta(seconds=1)) as change:
        change.remove(timer())
    assert caught.value.deleted


def test_the_profile_is_compared_field_by_field_too(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    base = Profile(name="Ana", signatures={"en": "Ana"})
    with workspace.change(NOW) as change:
        change.save_profile(None, base)
    with workspace.change(NOW) as change:
        change.save_profile(base, base.but(currency="RON", signatures={"en": "Ana", "ro": "Cu drag, Ana"}))
    with workspace.change(NOW) as change:
        change.save_profile(base, base.but(name="Ana M.", signatures={"en": "Best, Ana"}))
    wanted = base.but(name="Ana M.", currency="RON", signatures={"en": "Best, Ana", "ro": "Cu drag, Ana"})
    assert workspace.reader().profile() == wanted
    with pytest.raises(EditConflict), workspace.change(NOW) as change:
        change.save_profile(base, base.but(currency="USD"))


def test_a_first_profile_that_meets_another_one_conflicts(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.save_profile(None, Profile(name="Ana"))
    with pytest.raises(EditConflict) as caught, workspace.change(NOW) as change:
        change.save_profile(None, Profile(name="Bea"))
    assert caught.value.fields == {"name": (None, "Ana", "Bea")}
