"""A damaged file is named with its line or record; it is never taken for an empty one, and never rewritten."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from freelance_comm.domain.errors import AppError, DataDamaged, ExitCode
from freelance_comm.store.document import content_sum
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import MONTH, NOW, client, content, entry, filled, message, project

PROJECT = "projects/site-10.json"


def damaged(root: Path, data: bytes, file: str = MONTH) -> DataDamaged:
    """Put ``data`` into a file, read everything, and return the failure; the file must stay as it is."""
    path = root / file
    path.write_bytes(data)
    with pytest.raises(DataDamaged) as caught:
        Workspace(root).reader().entries(NOW.date(), NOW.date())
    assert path.read_bytes() == data
    assert caught.value.code == ExitCode.NEEDS_ATTENTION
    assert caught.value.params["file"] == file
    str(caught.value), caught.value.hint.format_map(caught.value.params)
    return caught.value


def with_entries(text: str) -> bytes:
    return f'{{"entries": {text}, "format": {{"1": {{"version": 1}}}}}}'.encode()


GOOD = '{"day": "2026-03-02", "project_id": 10, "seconds": "3600", "zone": "UTC"}'


def test_an_empty_file_is_refused_and_what_the_doctor_would_put_back_is_offered(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    for number in (101, 102):
        with workspace.change(NOW) as change:
            change.add(entry(number))
    error = damaged(tmp_path, b"")
    assert error.params["count"] == 3
    assert "last good state" in error.hint and str(error.params["saved"]).endswith(" UTC")


def test_a_file_cut_anywhere_is_refused_with_line_and_column(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(entry(101, note="Ж" * 20))
    whole = (tmp_path / MONTH).read_bytes()
    for length in range(0, len(whole) - 2, 7):
        error = damaged(tmp_path, whole[:length])
        assert isinstance(error.params["line"], int) and isinstance(error.params["column"], int)


def test_a_damaged_text_that_a_repair_has_registered_is_still_damaged(tmp_path: Path) -> None:
    filled(tmp_path)
    cut = (tmp_path / MONTH).read_bytes()[:40]
    DataFolder(str(tmp_path), durable=False).record_sums(MONTH, [content_sum(cut)])
    assert damaged(tmp_path, cut).params["file"] == MONTH


def test_a_trailing_comma_is_shown_with_the_text_of_its_line(tmp_path: Path) -> None:
    filled(tmp_path)
    text = (tmp_path / MONTH).read_text(encoding="utf-8").replace('"zone": "UTC"}', '"zone": "UTC",}')
    error = damaged(tmp_path, text.encode())
    assert error.params["line"] == 3
    assert '"zone": "UTC",}' in str(error)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("{}".encode("utf-16"), "UTF-16"),
        ('{"entries": {"1": {"note": "é"}}}'.encode("cp1252"), "Windows-1252"),
        (b'{"format": {"1": {"version": 1}}}\n' + b"\0" * 100, "line 2"),
        (b"[]", "no tables"),
        (b"3", "no tables"),
        (b'{"entries": {}}', "format number"),
        (b'{"entries": {}, "format": {"1": {"version": "1"}}}', "format number"),
        (b'{"entries": [], "format": {"1": {"version": 1}}}', "not a table"),
        (b"[" * 100_000, "deep"),
        (b'{\n<<<<<<< mine\n"a": {}\n=======\n>>>>>>> theirs\n}', "conflict markers"),
    ],
)
def test_what_is_wrong_with_a_whole_file_is_said(tmp_path: Path, data: bytes, words: str) -> None:
    filled(tmp_path)
    assert words in str(damaged(tmp_path, data))


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ('{"7": null}', "record 7 holds no fields"),
        ('{"7": "text"}', "record 7 holds no fields"),
        ('{"7": [1]}', "record 7 holds no fields"),
        ('{"x": {}}', "is not a record number"),
        ('{"07": {}}', "is not a record number"),
        ('{"7": {}, "7": {}}', "record 7 twice"),
        ('{"7": {"note": "a", "note": "b"}}', "“note” twice"),
        ('{"7": {"note": NaN}}', "“note”"),
        ('{"7": {"x": [Infinity]}}', "“x”"),
        ('{"7": {"x": 1e999}}', "“x”"),
        ('{"7": {"x": ' + "9" * 5000 + "}}", "“x”"),
        ('{"7": {"day": "2026-02-30", "project_id": 1, "seconds": "1", "zone": "UTC"}}', "“day”"),
        ('{"7": {"day": "2026-03-01", "project_id": 1, "seconds": "1e999999999", "zone": "UTC"}}', "“seconds”"),
        ('{"7": {"day": "2026-03-01", "project_id": 1, "seconds": "NaN", "zone": "UTC"}}', "“seconds”"),
        ('{"7": {"day": "2026-03-01", "project_id": true, "seconds": "1", "zone": "UTC"}}', "“project_id”"),
        ('{"7": {"day": "2026-03-01", "seconds": "1", "zone": "UTC"}}', "has no “project_id”"),
        ('{"7": {"day": "2026-03-01", "project_id": 1, "seconds": "-1", "zone": "UTC"}}', "contradicts itself"),
        ('{"7": {"day": "2026-W09-7", "project_id": 1, "seconds": "1", "zone": "UTC"}}', "“day”"),
    ],
)
def test_a_bad_record_is_named(tmp_path: Path, entries: str, words: str) -> None:
    filled(tmp_path)
    error = damaged(tmp_path, with_entries(f'{{\n"5": {GOOD},\n{entries[1:]}'))
    assert words in str(error)
    assert error.params["line"] == 3 or "no number" in words


def test_a_record_that_may_belong_to_any_project_is_not_passed_over(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / MONTH).write_bytes(with_entries('{"7": {"day": "2026-03-02", "seconds": "1", "zone": "UTC"}}'))
    with pytest.raises(DataDamaged, match="project_id"):
        Workspace(tmp_path).reader().all_entries(10)


def test_a_bad_record_of_another_project_does_not_stop_this_one(tmp_path: Path) -> None:
    filled(tmp_path)
    bad = GOOD.replace("10,", "11,").replace("3600", "none")
    (tmp_path / MONTH).write_bytes(with_entries(f'{{"5": {GOOD}, "7": {bad}}}'))
    reader = Workspace(tmp_path).reader()
    assert [one.id for one in reader.all_entries(10)] == [5]
    assert "record 7" in str(reader.notices()[0])


def test_a_table_that_stands_twice_is_refused(tmp_path: Path) -> None:
    filled(tmp_path)
    error = damaged(tmp_path, b'{"format": {"1": {"version": 1}}, "entries": {}, "entries": {}}')
    assert "“entries” is there twice" in str(error)


def test_a_number_written_by_hand_is_taken_for_a_decimal(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / MONTH).write_bytes(with_entries('{"5": ' + GOOD.replace('"3600"', "90.5") + "}"))
    (found,) = Workspace(tmp_path).reader().all_entries(10)
    assert str(found.seconds) == "90.5"


@pytest.mark.parametrize("changed", [lambda data: b"\xef\xbb\xbf" + data, lambda data: data.replace(b"\n", b"\r\n")])
def test_notepad_files_are_read_and_put_right_by_the_next_save(
    tmp_path: Path, changed: Callable[[bytes], bytes]
) -> None:
    workspace = filled(tmp_path)
    path = tmp_path / MONTH
    path.write_bytes(changed(path.read_bytes()))
    assert Workspace(tmp_path).reader().all_entries(10) == (entry(),)
    with workspace.change(NOW) as change:
        change.add(entry(101))
    assert path.read_bytes().startswith(b"{\n") and b"\r" not in path.read_bytes()
    assert Workspace(tmp_path).reader().all_entries(10) == (entry(), entry(101))


def test_bits_that_flip_never_lead_to_a_crash_and_never_pass_unnoticed(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(message(excerpt="Привет"))
        change.add(project(11))
        change.next_ref("C", 2026)
    files = content(tmp_path)
    rolls = random.Random(1)
    for _ in range(120):
        file = rolls.choice(sorted(files))
        data = bytearray(files[file])
        data[rolls.randrange(len(data))] ^= 1 << rolls.randrange(8)
        (tmp_path / file).write_bytes(data)
        reader = Workspace(tmp_path).reader()
        noticed: list[AppError] = []
        for read in (
            reader.profile,
            reader.clients,
            reader.client_promises,
            lambda reader=reader: reader.summaries(closed=True),
            lambda reader=reader: reader.project(10),
            lambda reader=reader: reader.all_entries(10),
            reader.timer,
            lambda reader=reader: reader.messages(NOW.date(), NOW.date()),
            reader.conversations,
        ):
            try:
                read()
            except AppError as error:
                noticed.append(error)
        noticed.extend(reader.notices())
        assert noticed, (file, bytes(data))
        (tmp_path / file).write_bytes(files[file])


def test_a_file_that_disappeared_is_missing_and_not_made_anew(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    (tmp_path / MONTH).unlink()
    assert any("missing" in str(notice) for notice in Workspace(tmp_path).reader().notices())
    with pytest.raises(DataDamaged, match="missing"), workspace.change(NOW) as change:
        change.add(entry(101))
    assert not (tmp_path / MONTH).exists()


def test_one_unreadable_project_does_not_hide_the_others(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(project(11, name="Second"))
    (tmp_path / PROJECT).write_bytes(b"{")
    reader = Workspace(tmp_path).reader()
    assert [one.project.id for one in reader.summaries()] == [11]
    assert [notice.params["file"] for notice in reader.notices()] == [PROJECT]
    with pytest.raises(DataDamaged):
        reader.project(10)
    with Workspace(tmp_path).change(NOW) as change:
        change.add(entry(101))
    assert len(reader.all_entries(10)) == 2


def test_an_input_output_error_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    filled(tmp_path)

    def read(handle: int, length: int) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(DataDamaged, match=f"{MONTH} cannot be read"):
        Workspace(tmp_path).reader().source_ids(type(entry()), ["2026-03"])


def test_a_pipe_in_the_place_of_a_file_is_not_opened(tmp_path: Path) -> None:
    import os

    filled(tmp_path)
    (tmp_path / "clients.json").unlink()
    os.mkfifo(tmp_path / "clients.json")
    with pytest.raises(DataDamaged, match="not an ordinary file"):
        Workspace(tmp_path).reader().clients()


def test_a_change_by_hand_is_taken_over_and_said_once(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    path = tmp_path / "clients.json"
    path.write_bytes(path.read_bytes().replace(b"Ioana", b"Maria"))
    reader = Workspace(tmp_path).reader()
    assert reader.clients() == (client(name="Maria Popescu"),)
    assert ["not as this program last saved it" in str(notice) for notice in reader.notices()] == [True]
    again = Workspace(tmp_path).reader()
    again.clients()
    assert again.notices() == ()
    with workspace.change(NOW) as change:
        change.add(client(2))
    assert [one.name for one in workspace.reader().clients()] == ["Maria Popescu", "Ioana Popescu"]


@pytest.mark.parametrize(
    "name",
    [
        "clients (Anna's conflicted copy 2026-03-01).json",
        "time/2026-03.sync-conflict-20260301-101010-ABCDEFG.json",
        "projects/site-10 (1).json",
        "time/2026-13.json",
        "projects/strange.json",
        "archive/2026/site-10.json.orig",
    ],
)
def test_copies_of_sync_programs_and_strangers_are_reported_and_never_loaded(tmp_path: Path, name: str) -> None:
    filled(tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(with_entries('{"5": ' + GOOD + "}"))
    reader = Workspace(tmp_path).reader()
    assert reader.all_entries(10) == (entry(),)
    assert reader.clients() == (client(),)
    assert [one.project.id for one in reader.summaries(closed=True)] == [10]
    assert [notice.params["file"] for notice in reader.notices()] == [name]


def test_two_files_of_one_project_are_both_left_alone(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "projects/other-10.json").write_bytes((tmp_path / PROJECT).read_bytes())
    reader = Workspace(tmp_path).reader()
    assert reader.summaries() == ()
    assert ["same project" in str(notice) for notice in reader.notices()] == [True]
    with pytest.raises(DataDamaged):
        reader.project(10)


def test_a_half_synced_move_into_the_archive_uses_the_open_file_and_says_so(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "archive/2026").mkdir(parents=True)
    (tmp_path / "archive/2026/site-10.json").write_bytes((tmp_path / PROJECT).read_bytes())
    reader = Workspace(tmp_path).reader()
    assert [one.project.id for one in reader.summaries(closed=True)] == [10]
    assert ["also in the archive" in str(notice) for notice in reader.notices()] == [True]


def test_deleting_the_local_state_loses_nothing(tmp_path: Path) -> None:
    import shutil

    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(message())
    shutil.rmtree(tmp_path / ".state")
    for one in (Workspace(tmp_path), workspace):
        reader = one.reader()
        assert reader.clients() == (client(),)
        assert reader.all_entries(10) == (entry(),)
        assert reader.conversations()[0].waiting == message()
    with workspace.change(NOW) as change:
        change.add(entry(101))
    assert len(workspace.reader().all_entries(10)) == 2


def test_a_folder_open_to_others_is_said_once(tmp_path: Path) -> None:
    filled(tmp_path)
    tmp_path.chmod(0o755)
    reader = Workspace(tmp_path).reader()
    assert ["Other users" in str(notice) for notice in reader.notices()] == [True]
    assert reader.notices() == ()


def test_damaged_derived_files_are_made_anew(tmp_path: Path) -> None:
    workspace = filled(tmp_path)
    with workspace.change(NOW) as change:
        change.add(message())
    reader = workspace.reader()
    wanted = (reader.summaries(), reader.seconds_spent(), reader.conversations())
    for path in (tmp_path / ".state").rglob("*.json"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    again = Workspace(tmp_path).reader()
    assert (again.summaries(), again.seconds_spent(), again.conversations()) == wanted
