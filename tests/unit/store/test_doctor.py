"""What is wrong with a workspace is found, and treated without losing anything."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.domain.errors import BadValue, NewerData, NotFound
from freelance_comm.store import redo
from freelance_comm.store.document import dump
from freelance_comm.store.treatment import treat
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import MONTH, NOW, client, entry, filled, message, promise, timer
from tests.unit.store.ward import (
    PROJECT,
    copy_of,
    cured,
    found,
    kept,
    rewritten,
    said,
    tables,
    with_entries,
    with_second_project,
)


def test_a_healthy_workspace_has_nothing_to_find_and_nothing_to_treat(tmp_path: Path) -> None:
    workspace = with_entries(tmp_path, 101)
    result = workspace.examine()
    assert (result.ailments, result.files, result.records) == ((), 3, 4)
    assert cured(tmp_path) == ()


def test_a_folder_without_data_has_nothing_to_find(tmp_path: Path) -> None:
    assert Workspace(tmp_path / "none").examine().ailments == ()
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data[:30],
        lambda data: b"\0" * len(data),
        lambda data: data[:-40] + b"\0" * 40,
        lambda data: data + b"\0" * 4096,
        lambda data: data.replace(b'"zone": "UTC"}', b'"zone": "UTC",}', 1),
        lambda data: data.replace(b'"UTC"', b'"UTC', 1),
        lambda data: data.replace(b'"seconds": "3600"', b'"seconds": NaN', 1),
        lambda data: data.replace(b'"3600"', b"9" * 5000, 1),
        lambda data: data.decode().encode("utf-16"),
        lambda data: data.replace(b"UTC", b"\xe9", 1),
        lambda data: data.replace(b'"100": {', b'"100": null, "7": {', 1),
        lambda data: data.replace(b'"entries": {', b'"entries": [', 1),
        lambda data: b"[" * 100_000,
        lambda data: b"[]",
        lambda data: data.replace(b'"version": 1', b'"version": "x"'),
    ],
)
def test_a_damaged_file_has_all_its_records_again_and_the_damaged_text_is_kept(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    workspace = with_entries(tmp_path, 101, 102)
    before = workspace.reader().all_entries(10)
    data = damage((tmp_path / MONTH).read_bytes())
    (tmp_path / MONTH).write_bytes(data)
    assert found(tmp_path) == {f"damaged:{MONTH}": True}
    cured(tmp_path)
    assert set(Workspace(tmp_path).reader().all_entries(10)) >= set(before)
    assert kept(tmp_path) == [data]


def test_an_unsaved_record_in_a_damaged_text_is_taken_over(tmp_path: Path) -> None:
    with_entries(tmp_path, 101)
    data = (tmp_path / MONTH).read_bytes()
    by_hand = data.replace(
        b'\n"101"', b'\n"102": {"day": "2026-03-05", "project_id": 10, "seconds": "60", "zone": "UTC"},\n"101"'
    )
    (tmp_path / MONTH).write_bytes(by_hand[:-20])
    done = cured(tmp_path)
    assert [one.id for one in Workspace(tmp_path).reader().all_entries(10)] == [100, 101, 102]
    assert "from the damaged text: 1" in said(done)


def test_a_comma_too_many_does_not_bring_back_what_was_taken_out_by_hand(tmp_path: Path) -> None:
    with_entries(tmp_path, 101)
    with rewritten(tmp_path, MONTH) as month:
        del month["entries"]["101"]
    text = (tmp_path / MONTH).read_text("utf-8").replace('"zone": "UTC"}', '"zone": "UTC"},')
    (tmp_path / MONTH).write_text(text, "utf-8")
    done = cured(tmp_path)
    assert [one.id for one in Workspace(tmp_path).reader().all_entries(10)] == [100]
    assert "all its records could be read (1)" in said(done)


def test_letters_in_doubt_only_fill_gaps(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(entry(101, note="café"))
    text = (tmp_path / MONTH).read_text("utf-8")
    line = '"102": {"day": "2026-03-05", "note": "déjà", "project_id": 10, "seconds": "60", "zone": "UTC"},\n"101"'
    (tmp_path / MONTH).write_bytes(text.replace('"101"', line).replace("caf", "CAF").encode("cp1252"))
    cured(tmp_path)
    assert [one.note for one in Workspace(tmp_path).reader().all_entries(10)] == ["", "café", "déjà"]


def test_two_records_under_one_number_are_both_kept(tmp_path: Path) -> None:
    with_entries(tmp_path)
    line = '"100": {"day": "2026-03-03", "note": "pasted", "project_id": 10, "seconds": "60", "zone": "UTC"},\n"100"'
    text = (tmp_path / MONTH).read_text("utf-8").replace('"100"', line)
    (tmp_path / MONTH).write_text(text, "utf-8")
    done = cured(tmp_path)
    entries = Workspace(tmp_path).reader().all_entries(10)
    assert sorted((one.day.day, one.note) for one in entries) == [(2, ""), (3, "pasted")]
    assert "two records had the number 100" in said(done)


def test_a_table_that_stands_twice_is_read_from_both_places(tmp_path: Path) -> None:
    with_entries(tmp_path)
    line = '"entries": {\n"7": {"day": "2026-03-03", "project_id": 10, "seconds": "60", "zone": "UTC"}\n},\n"entries"'
    text = (tmp_path / MONTH).read_text("utf-8").replace('"entries"', line)
    (tmp_path / MONTH).write_text(text, "utf-8")
    cured(tmp_path)
    assert sorted(one.id for one in Workspace(tmp_path).reader().all_entries(10)) == [7, 100]


def test_a_damaged_file_of_which_nothing_is_left_waits_for_the_person(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(timer())
    (tmp_path / "running.json").write_bytes(b"")
    shutil.rmtree(tmp_path / ".state")
    workspace.reader().notices()
    (ailment,) = Workspace(tmp_path).examine().ailments
    assert (ailment.choices, ailment.remedy) == (("forget",), "")
    assert treat(Workspace(tmp_path), NOW, None, {}) == ()
    cured(tmp_path, **{"running.json": "forget"})
    assert not (tmp_path / "running.json").exists()
    assert Workspace(tmp_path).examine().ailments == ()


def test_a_missing_file_is_restored_as_it_was_last_saved_or_forgotten_on_request(tmp_path: Path) -> None:
    workspace = with_entries(tmp_path, 101, 102)
    before = workspace.reader().all_entries(10)
    (tmp_path / MONTH).unlink()
    (ailment,) = Workspace(tmp_path).examine().ailments
    assert ailment.key == f"missing:{MONTH}" and ailment.grave and ailment.choices == ("restore", "forget")
    assert treat(Workspace(tmp_path), NOW, None, {}) == ()
    cured(tmp_path, **{MONTH: "restore"})
    assert Workspace(tmp_path).reader().all_entries(10) == before
    (tmp_path / MONTH).unlink()
    cured(tmp_path, **{f"missing:{MONTH}": "forget"})
    assert found(tmp_path) == {}
    assert Workspace(tmp_path).reader().all_entries(10) == ()


def test_a_file_that_was_saved_only_once_comes_back_too(tmp_path: Path) -> None:
    workspace = with_second_project(tmp_path)
    before = workspace.reader().project(11)
    (tmp_path / "projects/second-11.json").unlink()
    cured(tmp_path, **{"projects/second-11.json": "restore"})
    assert Workspace(tmp_path).reader().project(11) == before


def test_a_file_in_order_goes_back_to_its_last_different_generation(tmp_path: Path) -> None:
    with_entries(tmp_path, 101, 102)
    with rewritten(tmp_path, MONTH) as month:
        month["entries"].clear()
    cured(tmp_path, **{MONTH: "restore"})
    assert len(Workspace(tmp_path).reader().all_entries(10)) == 2
    assert len(kept(tmp_path)) == 1


def test_a_choice_that_cannot_be_is_refused(tmp_path: Path) -> None:
    filled(tmp_path)
    for choices in ({"nonsense.json": "restore"}, {MONTH: "forget"}, {MONTH: "burn"}):
        with pytest.raises(BadValue):
            treat(Workspace(tmp_path), NOW, None, choices)
    with pytest.raises(NotFound):
        treat(Workspace(tmp_path), NOW, None, {MONTH: "restore"})


@pytest.mark.parametrize("style", ["merge", "diff3"])
def test_versions_that_git_left_side_by_side_are_put_together(tmp_path: Path, style: str) -> None:
    with_entries(tmp_path, 101)
    lines = (tmp_path / MONTH).read_text("utf-8").splitlines(keepends=True)
    head, tail = lines[:2], lines[4:]
    first, second = lines[2], lines[3].rstrip("\n")
    ours = [first.replace("UTC", "Europe/Paris"), second + ",\n", second.replace("101", "102") + "\n"]
    theirs = [first, second.replace("3600", "60") + ",\n", second.replace("101", "103") + "\n"]
    base = ["||||||| base\n", first, second + "\n"] if style == "diff3" else []
    marked = [*head, "<<<<<<< mine\n", *ours, *base, "=======\n", *theirs, ">>>>>>> theirs\n", *tail]
    (tmp_path / MONTH).write_text("".join(marked), "utf-8")
    assert found(tmp_path) == {f"markers:{MONTH}": True}
    cured(tmp_path)
    entries = {one.id: one for one in Workspace(tmp_path).reader().all_entries(10)}
    assert sorted(entries) == [100, 101, 102, 103]
    assert entries[100].zone == "Europe/Paris"
    assert entries[101].seconds == Decimal(60)
    assert "".join(marked).encode() in kept(tmp_path)


def test_the_value_of_a_git_conflict_that_does_not_win_is_told_and_kept(tmp_path: Path) -> None:
    with_entries(tmp_path, 101)
    lines = (tmp_path / MONTH).read_text("utf-8").splitlines(keepends=True)
    ours, theirs = lines[3].replace('"project_id"', '"note": "a", "project_id"'), lines[3].replace("3600", "60")
    theirs = theirs.replace('"project_id"', '"note": "b", "project_id"')
    marked = [*lines[:3], "<<<<<<< a\n", ours, "=======\n", theirs, ">>>>>>> b\n", *lines[4:]]
    (tmp_path / MONTH).write_text("".join(marked), "utf-8")
    done = cured(tmp_path)
    assert "“note” is now “a”; the other side had “b”" in said(done)
    assert any(b'"note": "b"' in version for version in kept(tmp_path))


COPIES = [
    "2026-03 (Anna's conflicted copy 2026-03-01).json",
    "2026-03.sync-conflict-20260301-101010-ABCDEFG.json",
    "2026-03_conflict-20260301-101010.json",
    "2026-03 (SFConflict anna@example.com 2026-03-01-10-10-10).json",
    "2026-03 (1).json",
    "2026-03 2.json",
    "2026-03-DESKTOP-4F2A.json",
    "2026-03 (Копия с конфликтом пользователя Анна 2026-03-01).json",
    "2026-03 (Copie en conflit de Anna 2026-03-01) (1).json",
]


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_of_a_sync_program_is_taken_in_and_kept(tmp_path: Path, name: str) -> None:
    with_entries(tmp_path, 101)
    path = copy_of(tmp_path, MONTH, name, _101={"note": "theirs"}, _102={"note": "new"})
    copied = path.read_bytes()
    assert found(tmp_path) == {f"copy:time/{name}": False}
    cured(tmp_path)
    assert [one.note for one in Workspace(tmp_path).reader().all_entries(10)] == ["", "theirs", "new"]
    assert not path.exists()
    assert copied in kept(tmp_path)


@pytest.mark.parametrize(
    "name", ["2026-03-old.json", "2026-03.json.bak", "2026-03.json~", "2026-03 backup.json", "x (1).json"]
)
def test_copies_that_people_make_are_left_to_them(tmp_path: Path, name: str) -> None:
    filled(tmp_path)
    shutil.copy(tmp_path / MONTH, tmp_path / "time" / name)
    assert found(tmp_path) == {f"stranger:time/{name}": False}
    assert cured(tmp_path) == ()
    assert (tmp_path / "time" / name).exists()


def test_a_copy_of_a_file_that_is_gone_takes_its_place(tmp_path: Path) -> None:
    workspace = with_entries(tmp_path, 101)
    before = workspace.reader().all_entries(10)
    (tmp_path / MONTH).rename(tmp_path / "time/2026-03 (conflict).json")
    cured(tmp_path)
    assert Workspace(tmp_path).reader().all_entries(10) == before


def test_a_copy_that_cannot_be_read_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    with_entries(tmp_path)
    path = copy_of(tmp_path, MONTH, COPIES[0], _107={"note": "whole"}, _108={"note": "cut"})
    path.write_bytes(path.read_bytes()[:-90])
    cured(tmp_path)
    assert [one.note for one in Workspace(tmp_path).reader().all_entries(10)] == ["", "whole"]
    path.write_bytes(b"\0" * 40)
    assert "nothing that can be read" in said(cured(tmp_path))


def test_a_copy_that_holds_another_project_is_left_to_the_person(tmp_path: Path) -> None:
    with_second_project(tmp_path)
    shutil.copy(tmp_path / "projects/second-11.json", tmp_path / "projects/site-10 (1).json")
    (ailment,) = Workspace(tmp_path).examine().ailments
    assert (ailment.key, ailment.remedy) == ("copy:projects/site-10 (1).json", "")
    assert cured(tmp_path) == ()


def test_a_copy_of_the_clients_with_the_same_new_reference_leads_to_two_references(tmp_path: Path) -> None:
    filled(tmp_path)
    copy_of(tmp_path, "clients.json", "clients (conflict).json", _2={"ref": "C-2026-002", "name": "Mara"})
    with Workspace(tmp_path).change(NOW) as change:
        change.add(client(3, ref="C-2026-002", name="Radu"))
    done = cured(tmp_path)
    refs = {one.name: one.ref for one in Workspace(tmp_path).reader().clients()}
    assert refs == {"Ioana Popescu": "C-2026-001", "Mara": "C-2026-002", "Radu": "C-2026-003"}
    assert "“Radu” now has the reference C-2026-003" in said(done)


def test_a_quote_that_has_gone_out_keeps_its_reference(tmp_path: Path) -> None:
    from freelance_comm.domain.quote import Quote, QuoteState

    workspace = with_second_project(tmp_path)
    draft = Quote(id=500, ref="Q-2026-001", created=NOW, currency="EUR")
    with workspace.change(NOW) as change:
        change.add(draft, project_id=10)
        change.add(draft.but(id=501, state=QuoteState.SENT, sent_at=NOW), project_id=11)
    assert found(tmp_path) == {"reference:Q-2026-001": False}
    cured(tmp_path)
    reader = Workspace(tmp_path).reader()
    assert [reader.project(number).quotes[0].ref for number in (10, 11)] == ["Q-2026-002", "Q-2026-001"]


def test_two_running_timers_become_one_and_the_other_is_told(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(timer())
    other = {"timer": {"401": {"project_id": 10, "started": "2026-03-02T12:00:00Z", "zone": "UTC"}}}
    path = tmp_path / "running (1).json"
    path.write_bytes(dump({**other, "format": {"1": {"version": 1}}}))
    done = cured(tmp_path)
    found_timer = Workspace(tmp_path).reader().timer()
    assert found_timer is not None and found_timer.id == 401
    assert "2026-03-02T10:00:00Z" in said(done)
    assert list(tables(tmp_path, "running.json")["timer"]) == ["401"]


def test_a_running_file_with_two_timers_is_put_right(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(timer())
    with rewritten(tmp_path, "running.json") as running:
        running["timer"]["399"] = {**running["timer"]["400"], "started": "2026-03-01T12:00:00Z"}
    assert "timers" in found(tmp_path)
    assert "2026-03-01T12:00:00Z" in said(cured(tmp_path))
    assert list(tables(tmp_path, "running.json")["timer"]) == ["400"]


def test_two_files_of_one_project_become_one(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(promise(300), project_id=10)
    shutil.copy(tmp_path / PROJECT, tmp_path / "projects/renamed-10.json")
    with rewritten(tmp_path, "projects/renamed-10.json") as other:
        other["promises"]["301"] = {**other["promises"]["300"], "what": "the second"}
    assert found(tmp_path) == {"twins:10": True}
    cured(tmp_path)
    parts = Workspace(tmp_path).reader().project(10)
    assert [one.what for one in parts.promises] == ["the draft", "the second"]
    assert len(list((tmp_path / "projects").iterdir())) == 1


@pytest.mark.parametrize("closed", [False, True])
def test_a_half_synced_move_into_the_archive_ends_where_the_project_says(tmp_path: Path, closed: bool) -> None:
    filled(tmp_path)
    (tmp_path / "archive/2026").mkdir(parents=True)
    shutil.copy(tmp_path / PROJECT, tmp_path / "archive/2026/site-10.json")
    if closed:
        with rewritten(tmp_path, "archive/2026/site-10.json") as file:
            file["project"]["10"] |= {"state": "closed", "closed_on": "2026-03-05"}
        os.utime(tmp_path / "archive/2026/site-10.json", (2_000_000_000, 2_000_000_000))
    assert found(tmp_path)["twins:10"] is False
    cured(tmp_path)
    assert (tmp_path / PROJECT).exists() is not closed
    assert (tmp_path / "archive/2026/site-10.json").exists() is closed


def test_what_was_put_aside_during_a_change_is_taken_over_and_put_away(tmp_path: Path) -> None:
    with_entries(tmp_path)
    path = copy_of(tmp_path, MONTH, "x", _105={"note": "theirs"})
    data = path.read_bytes()
    path.unlink()
    aside = tmp_path / ".state/conflicts"
    aside.mkdir(parents=True, mode=0o700)
    for name, content in (("time~2026-03.json.1a2b-3", data), ("redo.json.1a-2", b"{}"), ("notes", b"mine")):
        (aside / name).write_bytes(content)
        (aside / name).chmod(0o600)
    cured(tmp_path)
    assert [one.note for one in Workspace(tmp_path).reader().all_entries(10)] == ["", "theirs"]
    assert sorted(path.name for path in aside.iterdir()) == ["settled"]
    assert sorted(kept(tmp_path)) == sorted([data, b"{}", b"mine"])


def test_a_redo_file_of_another_machine_is_put_away_and_never_applied(tmp_path: Path) -> None:
    workspace = with_entries(tmp_path)
    plan = redo.Plan([redo.PlannedFile(MONTH, before=None, after="x", text=b"{}", difference={})])
    text = redo.dump(plan).replace(json.dumps(redo.machine()).encode(), b'"another"')
    path = tmp_path / ".state/redo.json"
    path.write_bytes(text)
    path.chmod(0o600)
    before = workspace.reader().all_entries(10)
    assert found(tmp_path) == {"redo:foreign": False}
    assert ".state/conflicts/settled/redo.json" in said(cured(tmp_path))
    assert Workspace(tmp_path).reader().all_entries(10) == before
    assert kept(tmp_path) == [text]


def test_a_record_that_cannot_be_meant_is_what_it_was_before(tmp_path: Path) -> None:
    with_entries(tmp_path, 101)
    with rewritten(tmp_path, MONTH) as month:
        month["entries"]["100"]["day"] = "2026-02-30"
    assert found(tmp_path)[f"record:{MONTH}:entries:100"] is True
    cured(tmp_path)
    assert [one.day.day for one in Workspace(tmp_path).reader().all_entries(10)] == [2, 2]
    assert any(b"2026-02-30" in version for version in kept(tmp_path))


def test_a_record_that_never_could_be_meant_is_put_away_with_all_it_said(tmp_path: Path) -> None:
    with_entries(tmp_path)
    with rewritten(tmp_path, MONTH) as month:
        month["entries"]["55"] = {**month["entries"]["100"], "seconds": "-5", "note": "mine"}
    done = cured(tmp_path)
    assert [one.id for one in Workspace(tmp_path).reader().all_entries(10)] == [100]
    assert "made no sense and was set aside" in said(done)
    assert any(b'"note": "mine"' in version for version in kept(tmp_path))


def test_many_bad_records_are_all_treated(tmp_path: Path) -> None:
    filled(tmp_path)
    with rewritten(tmp_path, MONTH) as month:
        for number in range(1000, 1150):
            month["entries"][str(number)] = {"note": f"n{number}"}
    Workspace(tmp_path).reader().notices()
    for _ in range(2):
        treat(Workspace(tmp_path), NOW, None, {})
    assert found(tmp_path) == {}
    assert len(kept(tmp_path)) == 150


def test_the_project_of_a_file_comes_back_from_what_it_was(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(promise(300), project_id=10)
    before = workspace.reader().project(10)
    for harm in ({}, {"10": {"name": 5}}, {"12": {**tables(tmp_path, PROJECT)["project"]["10"]}}):
        with rewritten(tmp_path, PROJECT) as file:
            file["project"] = harm
        assert found(tmp_path)[f"head:{PROJECT}"] is True
        cured(tmp_path)
        assert Workspace(tmp_path).reader().project(10) == before


def test_a_file_of_two_projects_keeps_its_own(tmp_path: Path) -> None:
    filled(tmp_path)
    with rewritten(tmp_path, PROJECT) as file:
        file["project"]["12"] = {**file["project"]["10"], "name": "Other", "ref": "P-2026-012"}
    assert found(tmp_path)[f"heads:{PROJECT}"] is True
    cured(tmp_path)
    assert [one.project.name for one in Workspace(tmp_path).reader().summaries()] == ["Site"]
    assert any(b"Other" in version for version in kept(tmp_path))


def test_records_in_the_wrong_month_are_moved(tmp_path: Path) -> None:
    filled(tmp_path)
    with rewritten(tmp_path, MONTH) as month:
        month["entries"]["101"] = {**month["entries"]["100"], "day": "2026-04-07"}
        month["entries"]["102"] = {**month["entries"]["100"], "day": "2025-12-31"}
    assert found(tmp_path)[f"month:{MONTH}"] is False
    cured(tmp_path)
    assert sorted(path.name for path in (tmp_path / "time").iterdir()) == [
        "2025-12.json",
        "2026-03.json",
        "2026-04.json",
    ]
    assert len(Workspace(tmp_path).reader().entries(date(2025, 1, 1), date(2026, 12, 31))) == 3


def test_a_message_in_the_wrong_month_is_moved(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(message())
    (tmp_path / "messages/2026-03.json").rename(tmp_path / "messages/2026-01.json")
    Workspace(tmp_path).reader().notices()
    cured(tmp_path, **{"messages/2026-03.json": "forget"})
    cured(tmp_path)
    assert Workspace(tmp_path).reader().messages(NOW.date(), NOW.date()) == (message(),)


def other_month(root: Path, **fields: Any) -> None:
    with rewritten(root, MONTH) as month:
        moved = {**month["entries"]["100"], **fields}
    (root / "time/2026-04.json").write_bytes(dump({"entries": {"100": moved}, "format": {"1": {"version": 1}}}))


def test_the_same_record_in_two_months_is_kept_once(tmp_path: Path) -> None:
    filled(tmp_path)
    other_month(tmp_path)
    assert f"double:100:{MONTH}:entries:time/2026-04.json:entries" in found(tmp_path)
    cured(tmp_path)
    assert [one.id for one in Workspace(tmp_path).reader().all_entries(10)] == [100]
    assert list(tables(tmp_path, MONTH)["entries"]) == ["100"]


def test_two_records_of_one_number_in_two_months_are_both_kept(tmp_path: Path) -> None:
    filled(tmp_path)
    other_month(tmp_path, day="2026-04-01", note="another")
    done = cured(tmp_path)
    assert [one.note for one in Workspace(tmp_path).reader().all_entries(10)] == ["", "another"]
    assert "because another one has that number" in said(done)


def test_one_number_in_two_tables_is_given_out_anew(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(promise(100), project_id=10)
    cured(tmp_path)
    reader = Workspace(tmp_path).reader()
    assert [one.id for one in reader.project(10).promises] == [100]
    assert len(reader.all_entries(10)) == 1 and reader.all_entries(10)[0].id != 100


def test_ties_to_what_is_not_there_are_told_and_nothing_is_dropped(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(entry(101, project_id=77))
        change.add(message(200, client_id=88, project_id=77))
        change.add(promise(301, project_id=None, client_id=88, replaced_by=999))
    assert sorted(found(tmp_path)) == [
        "dangling:clients.json:clients:88",
        "dangling:clients.json:promises:999",
        "dangling:messages/2026-03.json:clients:88",
        "dangling:messages/2026-03.json:projects:77",
        "dangling:time/2026-03.json:projects:77",
    ]
    assert cured(tmp_path) == ()
    assert Workspace(tmp_path).reader().all_entries(77) == (entry(101, project_id=77),)


def test_ties_to_what_only_cannot_be_read_now_are_not_doubted(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "clients.json").write_bytes(b"")
    (tmp_path / PROJECT).write_bytes(b"")
    assert sorted(found(tmp_path)) == ["damaged:clients.json", f"damaged:{PROJECT}"]


def test_a_change_by_hand_is_taken_over(tmp_path: Path) -> None:
    filled(tmp_path)
    with rewritten(tmp_path, MONTH) as month:
        month["entries"]["100"]["note"] = "by hand"
    assert found(tmp_path) == {f"outside:{MONTH}": False}
    cured(tmp_path)
    assert found(tmp_path) == {}
    assert Workspace(tmp_path).reader().all_entries(10)[0].note == "by hand"


def test_the_register_of_sums_is_made_anew(tmp_path: Path) -> None:
    filled(tmp_path)
    shutil.rmtree(tmp_path / ".state")
    assert found(tmp_path) == {"sums": False}
    assert "(files: 3)" in said(cured(tmp_path))
    (tmp_path / MONTH).unlink()
    assert f"missing:{MONTH}" in found(tmp_path)


def test_what_others_may_read_is_closed_to_them(tmp_path: Path) -> None:
    filled(tmp_path)
    for path in (tmp_path, tmp_path / "time", tmp_path / MONTH, tmp_path / ".state/lock"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert found(tmp_path) == {"exposed": False}
    cured(tmp_path)
    assert [oct(path.stat().st_mode & 0o777) for path in (tmp_path, tmp_path / MONTH)] == ["0o700", "0o600"]


def test_leftovers_derived_files_and_strangers_are_told(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    workspace.reader().summaries()
    (tmp_path / ".state/open-items.json").write_bytes(b"torn")
    for name in ("time/.2026-03.json.4711.tmp", "notes.txt", "time/2026-13.json", "archive"):
        path = tmp_path / name
        path.mkdir(mode=0o700) if name == "archive" else path.write_bytes(b"x")
        path.chmod(0o700 if path.is_dir() else 0o600)
    (tmp_path / "archive/old").mkdir()
    assert set(found(tmp_path)) == {
        "leftovers",
        "derived:open-items.json",
        "stranger:notes.txt",
        "stranger:time/2026-13.json",
        "stranger:archive/old",
    }
    cured(tmp_path)
    assert set(found(tmp_path)) == {"stranger:notes.txt", "stranger:time/2026-13.json", "stranger:archive/old"}


def test_links_out_of_the_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "data", tmp_path / "outside"
    filled(root)
    outside.mkdir()
    (root / MONTH).rename(outside / "month.json")
    (root / MONTH).symlink_to(outside / "month.json")
    (root / "messages").symlink_to(outside)
    assert found(root) == {f"link:{MONTH}": True, "link:messages": True}
    assert cured(root) == ()
    assert (outside / "month.json").exists()


def test_a_file_of_a_newer_program_is_told_and_nothing_is_treated(tmp_path: Path) -> None:
    filled(tmp_path)
    with rewritten(tmp_path, "clients.json") as file:
        file["format"]["1"]["version"] = 99
    (tmp_path / MONTH).write_bytes(b"")
    assert found(tmp_path)["newer:clients.json"] is True
    with pytest.raises(NewerData):
        treat(Workspace(tmp_path), NOW, None, {})
    assert (tmp_path / MONTH).read_bytes() == b""


def test_only_what_was_named_is_treated(tmp_path: Path) -> None:
    with_second_project(tmp_path)
    (tmp_path / MONTH).write_bytes(b"")
    (tmp_path / PROJECT).write_bytes(b"")
    treat(Workspace(tmp_path), NOW, [f"damaged:{PROJECT}"], {})
    assert list(found(tmp_path)) == [f"damaged:{MONTH}"]
