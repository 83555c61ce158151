"""Tables to records, with failures that name the file, the line and the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from freelance_comm.domain.errors import AppError
from freelance_comm.store.codec import BadField, MissingField, shape
from freelance_comm.store.document import id_order
from freelance_comm.store.places import table_of

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.record import Record
    from freelance_comm.store.source import Loaded
    from freelance_comm.store.views import ClientName

R = TypeVar("R", bound="Record")


def records(loaded: Loaded, kind: type[R]) -> tuple[R, ...]:
    """Return the records of one table in the order of their ids; decoded once for each content of the file.

    Raises ``DataDamaged`` naming the record that cannot be meant.
    """
    table = table_of(kind)
    kept: tuple[R, ...] | None = loaded.records.get(table)
    if kept is None:
        keys = sorted(loaded.tables.get(table, ()), key=id_order)
        kept = loaded.records[table] = tuple([one(loaded, kind, table, key) for key in keys])
    return kept


def records_of(loaded: Loaded, kind: type[R], project_id: int) -> tuple[R, ...]:
    """Return the records of one project in a table that holds those of many, without decoding the others.

    Raises ``DataDamaged`` for a record of the project that cannot be meant, and for one that may belong to any project.
    """
    table = table_of(kind)
    kept: tuple[Any, ...] | None = loaded.records.get(table)
    if kept is not None:
        return tuple([record for record in kept if record.project_id == project_id])
    documents = loaded.tables.get(table, {})
    keys = [key for key, document in documents.items() if _may_belong(document.get("project_id"), project_id)]
    return tuple([one(loaded, kind, table, key) for key in sorted(keys, key=id_order)])


def _may_belong(value: object, project_id: int) -> bool:
    return type(value) is not int or value == project_id


def one(loaded: Loaded, kind: type[R], table: str, key: str) -> R:
    """Return one record. Raises ``DataDamaged`` naming it."""
    try:
        record: R = shape(kind).record(loaded.tables[table][key], int(key))
    except (BadField, MissingField, AppError, ValueError, ArithmeticError) as error:
        raise damaged(error, key, table, loaded) from error
    return record


def damaged(error: Exception, key: str, table: str, loaded: Loaded) -> AppError:
    """Return the failure for a record that could not be decoded because of ``error``; a newer program may know it."""
    from freelance_comm.store import damage, document

    if loaded.version > document.VERSION:
        return damage.newer_version(loaded.file, loaded.version)

    file, line = loaded.file, damage.line_in(loaded.path, key)
    if isinstance(error, BadField):
        return damage.bad_field(file, table, key, error.field, str(error.value), line)
    if isinstance(error, MissingField):
        return damage.missing_field(file, table, key, error.field, line)
    return damage.impossible_record(file, table, key, line)


def names(loaded: Loaded) -> tuple[ClientName, ...]:
    """Return the names of the clients in ``clients.json`` without decoding more. Raises ``DataDamaged``."""
    from freelance_comm.store.views import ClientName

    table = loaded.tables.get("clients", {})
    result = []
    for key in sorted(table, key=id_order):
        document = table[key]
        try:
            ref, name = document["ref"], document["name"]
        except KeyError as error:
            raise damaged(MissingField(str(error.args[0])), key, "clients", loaded) from error
        if not isinstance(ref, str) or not isinstance(name, str):
            raise damaged(BadField(name, "name"), key, "clients", loaded)
        result.append(ClientName(id=int(key), ref=ref, name=name, is_active=document.get("archived_on") is None))
    return tuple(result)


def project_parts(loaded: Loaded) -> ProjectFile:
    """Return all that a project's file holds. Raises ``DataDamaged``."""
    from freelance_comm.domain.negotiation import Negotiation
    from freelance_comm.domain.payment import Instalment
    from freelance_comm.domain.project import Passage, Requirement, SentDraft, Step
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.promise import Promise
    from freelance_comm.domain.quote import Quote
    from freelance_comm.domain.regular import Idea
    from freelance_comm.domain.task import Task
    from freelance_comm.store.summaries import head_of

    head = head_of(loaded)
    return ProjectFile(
        head=head.but(facts=dict(head.facts)),
        requirements=records(loaded, Requirement),
        quotes=records(loaded, Quote),
        instalments=records(loaded, Instalment),
        promises=records(loaded, Promise),
        steps=records(loaded, Step),
        passages=records(loaded, Passage),
        sent=records(loaded, SentDraft),
        tasks=records(loaded, Task),
        ideas=records(loaded, Idea),
        negotiations=records(loaded, Negotiation),
    )
