"""The two places where TinyDB is bent: a storage that stages in memory, and a table without copies and caches.

A change works on TinyDB instances of this module; their files are written only when the change is committed. Stock
TinyDB copies and converts a whole table for each operation, which makes an import of n rows cost n²; here a document
costs one dictionary access.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any, NoReturn

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document, Table

from freelance_comm.store.document import Tables


class StagedStorage(Storage):
    """Hands TinyDB the tables of one file; ``changed`` tells whether anything was written to them."""

    def __init__(self, tables: Tables) -> None:
        self.tables = {
            name: {doc_id: dict(document) for doc_id, document in table.items()} for name, table in tables.items()
        }
        self.changed = False

    def read(self) -> Tables:
        """Return the live tables: only the table class of this module may touch them."""
        return self.tables

    def write(self, data: Tables) -> None:
        """Take ``data`` as the new content."""
        self.tables = data
        self.changed = True


class _ById(MutableMapping[int, dict[str, Any]]):
    """A table seen with integer ids, as TinyDB's updaters expect it, without converting it."""

    def __init__(self, table: dict[str, dict[str, Any]]) -> None:
        self._table = table

    def __getitem__(self, key: int) -> dict[str, Any]:
        return self._table[str(key)]

    def __setitem__(self, key: int, value: dict[str, Any]) -> None:
        self._table[str(key)] = value

    def __delitem__(self, key: int) -> None:
        del self._table[str(key)]

    def __iter__(self) -> Iterator[int]:
        return iter([int(key) for key in self._table])

    def __len__(self) -> int:
        return len(self._table)


class DocumentTable(Table):
    """A table that updates in place, keeps no query cache, and never makes up ids."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        super().__init__(storage, name, cache_size=cache_size, persist_empty=persist_empty)

    def _update_table(self, updater: Callable[[Any], None]) -> None:
        tables = self._storage.read() or {}
        updater(_ById(tables.setdefault(self.name, {})))
        self._storage.write(tables)

    def _get_next_id(self) -> NoReturn:
        raise RuntimeError("ids are given out by the change, never by a table")


class StagedFile(TinyDB):
    """One file of the workspace during a change."""

    table_class = DocumentTable

    def __init__(self, tables: Tables) -> None:
        super().__init__(tables, storage=StagedStorage)
        self.touched: dict[str, set[str]] = {}
        """Ids of the documents that were added, replaced or taken out, by table."""

    def document(self, table: str, doc_id: int) -> dict[str, Any] | None:
        """Return a document as it stands now, ``None`` if there is none."""
        found = self.tables_now.get(table, {}).get(str(doc_id))
        return dict(found) if found is not None else None

    def insert_document(self, table: str, doc_id: int, document: dict[str, Any]) -> None:
        """Add a document under its id; ``ValueError`` if the id is taken."""
        self.table(table).insert(Document(document, doc_id))
        self._touch(table, doc_id)

    def replace_document(self, table: str, doc_id: int, document: dict[str, Any]) -> None:
        """Put ``document`` in the place of the one with that id."""

        def swap(current: MutableMapping[str, Any]) -> None:
            current.clear()
            current.update(document)

        self.table(table).update(swap, doc_ids=[doc_id])
        self._touch(table, doc_id)

    def remove_document(self, table: str, doc_id: int) -> None:
        """Take a document out."""
        self.table(table).remove(doc_ids=[doc_id])
        self._touch(table, doc_id)

    def _touch(self, table: str, doc_id: int) -> None:
        self.touched.setdefault(table, set()).add(str(doc_id))

    @property
    def tables_now(self) -> Tables:
        """The live content."""
        return self._staged.tables

    @property
    def changed(self) -> bool:
        """Whether anything was written since the file was staged."""
        return self._staged.changed

    @property
    def _staged(self) -> StagedStorage:
        storage = self.storage
        assert isinstance(storage, StagedStorage)
        return storage
