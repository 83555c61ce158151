"""What is exported comes in again as it was, once, and never half of it."""

from __future__ import annotations

import csv
import errno
import json
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings

from freelance_comm.domain.errors import AppError, BadValue, DataDamaged, EditConflict, NewerData, NotFound, NotSaved
from freelance_comm.services import (
    drafts,
    exchange,
    exchange_csv,
    exchange_json,
    exchange_rows,
    exchange_upgrade,
)
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace, document, files, migrations
from freelance_comm.store.document import Tables
from freelance_comm.store.inventory import kinds
from freelance_comm.text.catalog import translator
from tests.unit.services.generated import laid_out, workspaces
from tests.unit.store.sample import client, content, entry, message, project, promise, timer

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)


def desk_on(root: Path) -> Desk:
    return Desk(Workspace(root, durable=False), clock=lambda: NOW, tr=translator("en"), zone="UTC")


@pytest.fixture
def filled(tmp_path: Path) -> Desk:
    """Return a desk with a record of several kinds."""
    desk = desk_on(tmp_path / "filled")
    with desk.change() as change:
        change.add(client())
        change.add(project())
        change.add(entry())
        change.add(message())
        change.add(promise())
        change.add(timer())
        change.next_ref("P", 2026)
    return desk


@pytest.fixture
def empty(tmp_path: Path) -> Desk:
    """Return a desk on nothing."""
    return desk_on(tmp_path / "empty")


def changed(desk: Desk, path: Path, edit: Callable[[dict[str, Any]], None]) -> str:
    """Export to JSON, let ``edit`` change the document, and return the path of the file."""
    document = json.loads(exchange.export_json_text(desk))
    edit(document)
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    return str(path)


# -- round trips -----------------------------------------------------------------------------------------------------


def tried(check: Callable[[dict[str, bytes]], None], examples: int) -> None:
    """Run ``check`` over so many workspaces that were made up."""
    limits = settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )
    limits(given(workspaces())(check))()


@pytest.mark.fault("X05", "X01", "D08")
def test_an_export_that_is_imported_gives_the_same_export_and_the_same_files(long_run: bool) -> None:
    tried(_there_and_back, 400 if long_run else 12)


def _there_and_back(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        first = desk_on(laid_out(root / "first", files))
        text = exchange.export_json_text(first)
        exchange.export_json(first, str(root / "first.json"))
        exchange.export_csv(first, str(root / "first.csv"))
        for name in ("first.json", "first.csv"):
            second = desk_on(root / f"from-{name}")
            exchange.import_file(second, str(root / name))
            assert exchange.export_json_text(second) == text
            exchange.export_csv(second, str(root / f"again-{name}"))
            assert content(root / f"again-{name}") == content(root / "first.csv")
            assert content(root / f"from-{name}") == files
            again = exchange.import_file(second, str(root / name))
            assert sum(again.added.values()) == 0
            assert again.skipped == ()


@pytest.mark.fault("D08")
def test_no_export_holds_what_a_terminal_or_a_spreadsheet_obeys(long_run: bool) -> None:
    tried(_obeyed_by_nobody, 400 if long_run else 12)


def _obeyed_by_nobody(files: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        desk = desk_on(laid_out(Path(folder, "data"), files))
        assert not obeyed(exchange.export_json_text(desk).replace("\n", ""))
        exchange.export_csv(desk, f"{folder}/csv")
        for path in Path(folder, "csv").iterdir():
            with path.open(encoding="utf-8", newline="") as stream:
                for row in csv.reader(stream):
                    for cell in row:
                        assert not obeyed(cell.replace("\n", "").replace("\r", "").replace("\t", ""))
                        assert cell[:1] not in ("=", "+", "@", "\t", "\r", "＝", "＋", "－", "＠")
                        assert not cell.startswith("-") or float(cell) <= 0


def obeyed(text: str) -> bool:
    return any(
        char < " " or "\x7f" <= char <= "\x9f" or char in "\u2028\u2029\u202a\u202e\u2066\u200e" for char in text
    )


def test_an_export_is_the_same_at_another_time(filled: Desk) -> None:
    text = exchange.export_json_text(filled)
    filled.clock = lambda: datetime(2031, 1, 1, tzinfo=UTC)
    assert exchange.export_json_text(filled) == text
    assert "2031" not in text


def test_one_record_stands_on_one_line(filled: Desk) -> None:
    lines = exchange.export_json_text(filled).splitlines()
    assert sum(line.startswith('{"id"') for line in lines) == 7


@pytest.mark.fault("X01")
def test_amounts_and_times_stay_what_they_are(filled: Desk, tmp_path: Path) -> None:
    with filled.change() as change:
        change.save(entry(), entry().but(note="=HYPERLINK(1)"))
    (path,) = (tmp_path / "filled" / "time").iterdir()
    path.write_text(path.read_text().replace('"3600"', '"5.50"'))
    exchange.export_csv(filled, str(tmp_path / "csv"))
    with (tmp_path / "csv" / "entries.csv").open(encoding="utf-8", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["seconds"], row["day"], row["note"]) == ("5.50", "2026-03-02", "'=HYPERLINK(1)")


@pytest.mark.fault("X01")
@pytest.mark.parametrize("amount", ["-5.50", "0", "12", "1E+3", "1234567.89"])
def test_a_negative_amount_is_a_number_without_an_apostrophe(amount: str) -> None:
    from freelance_comm.services.exchange_cells import columns

    column = next(one for one in columns(kinds()["instalments"]) if one.name == "amount")
    assert column.cells({"amount": amount, "currency": "EUR"}) == (amount, "EUR")
    assert column.value_in({"amount": amount, "amount_currency": "EUR"}) == {"amount": amount, "currency": "EUR"}


def test_no_field_bears_the_name_of_what_places_a_record() -> None:
    for kind in kinds().values():
        assert set(kind.fields).isdisjoint({"id", "project", "file", "table", "more"})


# -- into a filled workspace -----------------------------------------------------------------------------------------


@pytest.mark.fault("I16")
def test_a_second_import_finds_everything_there(filled: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: None)
    before = content(tmp_path / "filled")
    result = exchange.import_file(filled, path)
    assert sum(result.added.values()) == 0
    assert sum(result.present.values()) == 7
    assert content(tmp_path / "filled") == before


def test_a_backup_given_to_import_is_called_a_zip_and_sent_to_restore(filled: Desk, tmp_path: Path) -> None:
    path = tmp_path / "saved.zip"
    with ZipFile(path, "w") as packed:
        packed.writestr("clients.json", "{}")
    with pytest.raises(BadValue, match="is a zip file") as caught:
        exchange.import_file(filled, str(path))
    assert "freelance-comm restore" in caught.value.hint


def test_what_is_new_is_added_to_what_is_there(filled: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: None)
    other = desk_on(tmp_path / "other")
    with other.change() as change:
        change.add(client(2, name="Radu"))
        change.add(entry(101, project_id=99))
    exchange.import_file(other, path)
    assert [one.id for one in other.reader.clients()] == [1, 2]
    assert [one.id for one in other.reader.entries(NOW.date().replace(day=1), NOW.date())] == [100, 101]


def test_a_record_that_differs_is_refused_and_named(filled: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: document["clients"][0].update(name="Somebody"))
    before = content(tmp_path / "filled")
    with pytest.raises(EditConflict) as caught:
        exchange.import_file(filled, path)
    assert "clients 1, “name”" in str(caught.value)
    assert content(tmp_path / "filled") == before
    (row,) = exchange.import_file(filled, path, dry_run=True).skipped
    assert (row.kind, row.id, row.column, row.clashes) == ("clients", 1, "name", True)


def test_a_reference_of_another_record_is_refused(filled: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: None)
    other = desk_on(tmp_path / "other")
    with other.change() as change:
        change.add(client())
        change.add(project(11, ref="P-2026-010"))
    with pytest.raises(EditConflict, match="P-2026-010 belongs to another record here"):
        exchange.import_file(other, path)
    result = exchange.import_file(other, path, skip_bad=True)
    assert {row.kind for row in result.skipped} == {"projects", "entries", "promises", "timer"}
    assert [one.id for one in other.reader.project_names()] == [11]


def test_what_belongs_to_a_record_that_was_left_out_is_left_out_too(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: document["clients"][0].pop("name"))
    result = exchange.import_file(empty, path, skip_bad=True)
    assert {row.kind for row in result.skipped} == {"clients", "projects", "entries", "messages", "promises", "timer"}
    assert result.added["counters"] == 1


def test_references_given_out_after_an_import_are_new(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    exchange.import_file(empty, changed(filled, tmp_path / "x.json", lambda document: None))
    with empty.change() as change:
        assert change.next_ref("P", 2026) == "P-2026-002"
        assert change.new_id() > 400


def test_another_timer_is_not_replaced(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: None)
    with empty.change() as change:
        change.add(timer(5))
    with pytest.raises(EditConflict, match="another timer is running here"):
        exchange.import_file(empty, path)


# -- documents that are none -----------------------------------------------------------------------------------------


def test_a_newer_format_is_refused(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    with pytest.raises(NewerData):
        exchange.import_file(empty, changed(filled, tmp_path / "x.json", lambda document: document.update(number=9)))
    with pytest.raises(NewerData):
        exchange.import_file(empty, changed(filled, tmp_path / "x.json", lambda document: document.update(data=9)))


def test_a_newer_folder_is_refused(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    exchange.export_csv(filled, str(tmp_path / "csv"))
    about = tmp_path / "csv" / "export.csv"
    about.write_text(about.read_text().replace("export,1", "export,2"))
    with pytest.raises(NewerData):
        exchange.import_file(empty, str(tmp_path / "csv"))


@pytest.mark.parametrize(
    "text",
    ["", "null", "[]", "{}", "{", '{"format": 1}', "\ufeff", '{"format": "freelance-comm export", "number": true}'],
)
def test_a_file_that_is_no_export_is_refused(empty: Desk, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadValue):
        exchange.import_file(empty, str(tmp_path / "x.json"))
    assert not empty.workspace.exists()


@pytest.mark.parametrize("cut", [2, 30, 200, 500, -2])
def test_a_document_that_was_cut_is_refused_with_its_line(filled: Desk, empty: Desk, tmp_path: Path, cut: int) -> None:
    (tmp_path / "x.json").write_text(exchange.export_json_text(filled)[:cut], encoding="utf-8")
    with pytest.raises(BadValue, match=r"line \d+, column \d+"):
        exchange.import_file(empty, str(tmp_path / "x.json"))


@pytest.mark.parametrize(
    ("kind", "field", "value", "reason"),
    [
        ("entries", "day", "2026-02-30", r"line \d+, time entries 100, “day”: the value makes no sense"),
        ("entries", "seconds", "-1", "longer than zero"),
        ("clients", "contacts", [{"role": "x"}], "“contacts.name”: the value is missing"),
        ("clients", "name", "\ud800", "lone surrogate"),
        ("clients", "id", "1", "“id”"),
        ("clients", "id", 2**60, "“id”"),
        ("clients", "extra", 2**60, "“extra”: the value makes no sense"),
        ("clients", "more", [], "“more”"),
        ("clients", "more", {"name": "x"}, "“name” is there twice"),
        ("projects", "file", "../../etc/passwd", "not the name of a file"),
        ("projects", "file", "projects/x-11.json", "not the name of a file"),
        ("projects", "file", "clients.json", "not the name of a file"),
    ],
)
def test_a_record_that_cannot_be_meant_is_named(
    filled: Desk, empty: Desk, tmp_path: Path, kind: str, field: str, value: object, reason: str
) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: document[kind][0].update({field: value}))
    with pytest.raises(BadValue, match=reason):
        exchange.import_file(empty, path)
    assert not empty.workspace.exists() or not empty.reader.clients()


def test_a_part_without_its_project_is_refused(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    def orphan(document: dict[str, Any]) -> None:
        document["steps"] = [{"id": 7, "project": 77, "kind": "mine", "text": "x", "added": "2026-01-01T00:00:00Z"}]

    with pytest.raises(BadValue, match="there is no project 77"):
        exchange.import_file(empty, changed(filled, tmp_path / "x.json", orphan))


def test_a_record_that_stands_there_twice_is_refused(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda d: d["clients"].append(d["clients"][0]))
    with pytest.raises(BadValue, match="twice"):
        exchange.import_file(empty, path)


def test_a_kind_that_there_is_not_is_refused(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    path = changed(filled, tmp_path / "x.json", lambda document: document.update(invoices=[{"id": 1}]))
    with pytest.raises(BadValue, match="invoices"):
        exchange.import_file(empty, path)


def test_a_document_whose_kinds_were_sorted_is_read(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    document = json.loads(exchange.export_json_text(filled))
    (tmp_path / "x.json").write_text(json.dumps(document, sort_keys=True), encoding="utf-8")
    exchange.import_file(empty, str(tmp_path / "x.json"))
    assert exchange.export_json_text(empty) == exchange.export_json_text(filled)


def test_a_missing_file_is_not_found(empty: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        exchange.import_file(empty, str(tmp_path / "nothing.json"))


def test_an_export_of_an_older_format_is_brought_up(
    filled: Desk, empty: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def renamed(tables: Tables) -> Tables:
        for step in tables.get("steps", {}).values():
            step["text"] = step.pop("words")
        return tables

    wanted = exchange.export_json_text(filled)
    exchange.export_json(filled, str(tmp_path / "x.json"))

    def older(document: dict[str, Any]) -> None:
        added = "2026-01-01T00:00:00Z"
        document["steps"] = [{"id": 7, "project": 10, "kind": "mine", "words": "x", "added": added}]

    path = changed(filled, tmp_path / "old.json", older)
    monkeypatch.setitem(migrations.STEPS, 1, {"project": renamed})
    for module in (document, exchange_upgrade, exchange_rows, exchange_json, exchange_csv):
        monkeypatch.setattr(module, "VERSION", 2)
    exchange.import_file(empty, path)
    found = json.loads(exchange.export_json_text(empty))
    assert found.pop("steps")[0]["text"] == "x"
    assert {**found, "data": 1, "steps": []} == json.loads(wanted)


# -- folders of CSV --------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(filled: Desk, tmp_path: Path) -> Path:
    """Return an exported folder."""
    exchange.export_csv(filled, str(tmp_path / "csv"))
    return tmp_path / "csv"


def test_a_folder_saved_with_semicolons_by_a_spreadsheet_is_read(filled: Desk, empty: Desk, folder: Path) -> None:
    for path in folder.iterdir():
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    exchange.import_file(empty, str(folder))
    assert exchange.export_json_text(empty) == exchange.export_json_text(filled)


@pytest.mark.parametrize(
    ("file", "before", "after", "reason"),
    [
        ("entries.csv", "2026-03-02", "2.3.2026", "entries.csv, line 2, column “day”: the value makes no sense"),
        ("entries.csv", "3600", "3600;5", "entries.csv, line 2"),
        ("clients.csv", "\r\n1,", "\r\n3.6E+15,", "clients.csv, line 2, column “id”: it is not a whole number"),
        ("clients.csv", "ref,name", "ref,title", "there is no column “name”"),
        ("clients.csv", "notes,likes", "notes,loves", "there is no column “loves” in an export"),
        ("clients.csv", "Ioana", "Ioa\0na", "null byte"),
    ],
)
def test_a_cell_that_cannot_be_meant_is_named(
    empty: Desk, folder: Path, file: str, before: str, after: str, reason: str
) -> None:
    path = folder / file
    data = path.read_bytes().decode()
    assert before in data
    path.write_bytes(data.replace(before, after).encode())
    with pytest.raises(BadValue, match=reason):
        exchange.import_file(empty, str(folder))


def test_a_folder_with_a_file_of_another_kind_is_refused(empty: Desk, folder: Path) -> None:
    (folder / "invoices.csv").write_text("id\n1\n")
    with pytest.raises(BadValue, match="invoices"):
        exchange.import_file(empty, str(folder))


def test_any_other_folder_is_no_export(empty: Desk, tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    with pytest.raises(BadValue, match="not an export"):
        exchange.import_file(empty, str(tmp_path / "pictures"))


# -- where it is put -------------------------------------------------------------------------------------------------


def test_what_is_there_is_replaced_only_on_request(filled: Desk, tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    target.write_text("mine")
    with pytest.raises(NotSaved):
        exchange.export_json(filled, str(target))
    assert target.read_text() == "mine"
    exchange.export_json(filled, str(target), force=True)
    assert target.read_text() == exchange.export_json_text(filled)
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_folder_with_other_files_is_never_replaced(filled: Desk, folder: Path) -> None:
    (folder / "photo.jpg").write_text("mine")
    before = content(folder)
    with pytest.raises(NotSaved, match=r"photo\.jpg"):
        exchange.export_csv(filled, str(folder), force=True)
    assert content(folder) == before


def test_an_exported_folder_is_replaced_as_a_whole(filled: Desk, folder: Path) -> None:
    before = content(folder)
    with filled.change() as change:
        change.add(client(2, name="Radu"))
    with pytest.raises(NotSaved):
        exchange.export_csv(filled, str(folder))
    assert content(folder) == before
    exchange.export_csv(filled, str(folder), force=True)
    assert "Radu" in (folder / "clients.csv").read_text()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_an_empty_folder_can_be_used(filled: Desk, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    exchange.export_csv(filled, str(tmp_path / "new"))
    assert (tmp_path / "new" / "export.csv").exists()


def test_what_a_killed_export_left_is_removed_by_the_next(filled: Desk, tmp_path: Path) -> None:
    left = tmp_path / ".x.json.999999999.tmp"
    left.write_text("half")
    exchange.export_json(filled, str(tmp_path / "x.json"))
    assert not left.exists()


def test_a_folder_is_replaced_where_names_cannot_be_swapped(
    filled: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(first: str, second: str) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), second)

    monkeypatch.setattr(files, "swap", unknown)
    with filled.change() as change:
        change.add(client(2, name="Radu"))
    exchange.export_csv(filled, str(folder), force=True)
    assert "Radu" in (folder / "clients.csv").read_text()
    assert [path.name for path in folder.parent.iterdir() if path.name.startswith(".")] == []


def test_a_folder_is_not_put_where_there_is_none(filled: Desk, tmp_path: Path) -> None:
    for put in (exchange.export_csv, exchange.export_json):
        with pytest.raises(NotSaved):
            put(filled, str(tmp_path / "nowhere" / "x"))
    assert not (tmp_path / "nowhere").exists()


def test_an_export_sees_one_moment_though_others_never_rest(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    text = exchange.export_json_text(filled)
    moments = count()
    monkeypatch.setattr(Workspace, "stamp", lambda self: next(moments))
    assert exchange.export_json_text(filled) == text


# -- of one client ---------------------------------------------------------------------------------------------------


def test_the_export_of_a_client_holds_what_is_theirs_and_nothing_else(filled: Desk) -> None:
    with filled.change() as change:
        change.add(client(2, name="Radu", ref="C-2026-002"))
        change.add(project(20, client_id=2, ref="P-2026-020", name="Radu's"))
        change.add(entry(120, project_id=20))
        change.add(message(220, client_id=2))
        change.add(promise(320, client_id=2, project_id=None))
    document = json.loads(exchange.export_json_text(filled, client="Radu"))
    found = {kind: [row["id"] for row in document[kind]] for kind in kinds() if document[kind]}
    assert found == {"clients": [2], "projects": [20], "promises": [320], "entries": [120], "messages": [220]}
    assert document["client"] == "C-2026-002"


def test_the_export_of_a_client_holds_the_unfinished_texts_about_them(
    filled: Desk, empty: Desk, tmp_path: Path
) -> None:
    drafts.keep_work(filled, "P-2026-010-quote.txt", "Dear Ioana, …")
    drafts.keep_work(filled, "x", "Dear Radu, …")
    exchange.export_json(filled, str(tmp_path / "x.json"), client="Ioana")
    exchange.export_csv(filled, str(tmp_path / "x"), client="Ioana")
    document = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    assert document["drafts"] == [{"name": "P-2026-010-quote.txt", "text": "Dear Ioana, …\n"}]
    assert "Dear Ioana" in (tmp_path / "x" / "drafts.csv").read_text(encoding="utf-8")
    exchange.import_file(empty, str(tmp_path / "x.json"))
    assert sum(exchange.import_file(empty, str(tmp_path / "x")).added.values()) == 0


# -- data that need attention ----------------------------------------------------------------------------------------


def test_nothing_is_exported_while_a_file_cannot_be_read(filled: Desk, tmp_path: Path) -> None:
    (tmp_path / "filled" / "clients.json").write_text("{")
    with pytest.raises(DataDamaged):
        exchange.export_json(filled, str(tmp_path / "x.json"))
    assert not (tmp_path / "x.json").exists()


def test_a_missing_month_is_not_passed_over(filled: Desk, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "filled" / "time")
    with pytest.raises(DataDamaged, match="missing"):
        exchange.export_json_text(filled)


def test_a_record_in_two_files_is_said(filled: Desk, tmp_path: Path) -> None:
    month = tmp_path / "filled" / "time" / "2026-03.json"
    shutil.copy(month, month.with_name("2026-02.json"))
    with pytest.raises(DataDamaged, match="both hold the record 100"):
        exchange.export_json_text(filled)


def test_every_refusal_says_that_nothing_was_imported(filled: Desk, empty: Desk, tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        exchange.import_file(empty, changed(filled, tmp_path / "x.json", lambda d: d.update(number=9)))
    assert caught.value.fate == "Nothing was imported."


def test_an_export_of_many_pieces_is_the_same_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_on(tmp_path / "data")
    with desk.change() as change:
        for name in ("Ana", "Мария", "Zoé", "Ioana"):
            number = change.new_id()
            change.add(client(number).but(name=name))
    whole = exchange.export_json_text(desk)
    assert len(json.loads(whole)["clients"]) == 4
    for at_once in (1, 2, 3):
        monkeypatch.setattr(exchange_json, "_AT_ONCE", at_once)
        assert exchange.export_json_text(desk) == whole
