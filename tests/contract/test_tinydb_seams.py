"""The private parts of TinyDB that the store leans on are as it expects them.

The store overrides ``Table._update_table`` and ``Table._get_next_id`` and hands TinyDB live tables with ids as text. If
a new TinyDB changes what its public methods do with these, this is where it shows, before any data do.
"""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage, Storage
from tinydb.table import Document, Table

from freelance_comm.store.document import Tables
from freelance_comm.store.tables import DocumentTable, StagedFile, StagedStorage

TABLES: Tables = {"things": {"7": {"name": "a"}, "12": {"name": "b"}}, "format": {"1": {"version": 1}}}


def test_the_overridden_methods_exist_with_the_same_parameters() -> None:
    for name in ("_update_table", "_get_next_id"):
        theirs = inspect.signature(getattr(Table, name))
        assert list(inspect.signature(getattr(DocumentTable, name)).parameters) == list(theirs.parameters)
    for name in ("read", "write"):
        theirs = inspect.signature(getattr(Storage, name))
        assert list(inspect.signature(getattr(StagedStorage, name)).parameters) == list(theirs.parameters)


def test_every_writing_method_of_a_table_goes_through_the_overridden_one() -> None:
    writers = ("insert", "insert_multiple", "update", "update_multiple", "remove", "truncate")
    for name in writers:
        assert "self._update_table(" in inspect.getsource(getattr(Table, name)), name
    assert "self._storage.write(" in inspect.getsource(Table._update_table)
    others = set(vars(Table)) - {"_update_table"}
    sources = {name: inspect.getsource(vars(Table)[name]) for name in others if inspect.isfunction(vars(Table)[name])}
    assert [name for name, source in sources.items() if "_storage.write(" in source] == []


def test_reading_a_document_by_id_looks_for_its_id_as_text() -> None:
    staged = StagedFile(TABLES)
    assert staged.table("things").get(doc_id=7) == {"name": "a"}
    assert staged.table("things").contains(doc_id=12)
    assert not staged.table("things").contains(doc_id=13)


def operations(database: TinyDB) -> Any:
    """Do to a database all that the store does to one, and return what it then holds."""
    table = database.table("things")
    table.insert(Document({"name": "c"}, 99))
    table.update({"name": "x"}, doc_ids=[7])
    table.update(lambda document: document.pop("name"), doc_ids=[12])
    table.insert_multiple([Document({"name": "d"}, 100), Document({"name": "e"}, 101)])
    table.remove(doc_ids=[99, 5])
    table.remove(where("name") == "e")
    database.table("fresh").insert(Document({}, 1))
    database.table("format").truncate()
    found = [(one.doc_id, dict(one)) for one in table.search(where("name").exists())]
    return found, len(table), database.tables(), database.storage.read()


def test_a_staged_file_does_what_stock_tinydb_does() -> None:
    stock = TinyDB(storage=MemoryStorage)
    stock.storage.write({name: {key: dict(one) for key, one in table.items()} for name, table in TABLES.items()})
    assert operations(StagedFile(TABLES)) == operations(stock)


def test_a_taken_id_is_refused_and_none_is_made_up() -> None:
    table = StagedFile(TABLES).table("things")
    with pytest.raises(ValueError):
        table.insert(Document({}, 7))
    with pytest.raises(RuntimeError):
        table.insert({})


def test_staging_never_touches_the_tables_it_began_with() -> None:
    before = {name: {key: dict(one) for key, one in table.items()} for name, table in TABLES.items()}
    operations(StagedFile(TABLES))
    assert before == TABLES


def test_no_query_is_answered_from_a_cache() -> None:
    table = StagedFile(TABLES).table("things")
    for _ in range(2):
        table.search(where("name") == "a")
    assert len(table._query_cache) == 0
