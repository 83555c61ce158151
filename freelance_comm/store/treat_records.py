"""Treats single records: those that cannot be meant, ids and references given twice, months, timers, merged cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.marking import N_
from freelance_comm.store.cross_check import LEAVES
from freelance_comm.store.document import dump, id_order, new_tables
from freelance_comm.store.inventory import OTHER, kind_of, kinds
from freelance_comm.store.last_good import states
from freelance_comm.store.listing import listed
from freelance_comm.store.places import CLIENTS, PARTITIONED, WORKSPACE, month_file, month_of, month_of_file
from freelance_comm.store.reassignment import OWNER
from freelance_comm.store.salvage import can_be_meant
from freelance_comm.store.surgery import number_of
from freelance_comm.store.ties import follow
from freelance_comm.store.treat_versions import one_timer

if TYPE_CHECKING:
    from freelance_comm.store.document import Tables
    from freelance_comm.store.surgery import Surgery

_REFERENCES = {"clients": "C", "project": "P", "quotes": "Q"}
"""Tables whose records bear references, with the letter of these."""


def treat_record(surgery: Surgery) -> None:
    """Put back what a bad record was before, or put it away."""
    file, table, key = surgery.ailment.key.partition(":")[2].rsplit(":", 2)
    tables = surgery.tables(file)
    if tables is None or key not in tables.get(table, {}) or can_be_meant(file, table, key, tables[table][key]):
        return
    _mend(surgery, file, tables, table, key)
    surgery.overhaul.put(file, tables)


def _mend(surgery: Surgery, file: str, tables: Tables, table: str, key: str) -> None:
    where = surgery.keep(f"{file}.{table}.{key}", dump({**new_tables(), table: {key: tables[table][key]}}))
    former = _former(surgery, file, table, key)
    if former is not None:
        tables[table][key] = former
        message = N_(
            "{file}: record {record} is back to what it was before; the one that made no sense is in {settled}."
        )
    else:
        del tables[table][key]
        message = N_(
            "{file}: record {record} made no sense and was set aside in {settled}; correct it and add it again."
        )
    surgery.say(message, file, record=key, settled=where)


def _former(surgery: Surgery, file: str, table: str, key: str) -> dict[str, Any] | None:
    """Return the newest version of a record that can be meant, ``None`` if none is known."""
    for tables in reversed(states(surgery.folder, file)):
        document: dict[str, Any] | None = tables.get(table, {}).get(key)
        if document is not None and can_be_meant(file, table, key, document):
            return document
    return None


def treat_head(surgery: Surgery) -> None:
    """Put back the project's own record, which all the rest of its file hangs on."""
    file = surgery.ailment.file
    tables, number = surgery.tables(file), str(number_of(file))
    former = _former(surgery, file, "project", number)
    if tables is None or former is None:
        return
    surgery.keep_former(file)
    others = {key: value for key, value in tables.get("project", {}).items() if key == number}
    tables["project"] = {**others, number: former}
    surgery.overhaul.put(file, tables)
    surgery.say(N_("{file} has its project back, as it was before."))


def treat_heads(surgery: Surgery) -> None:
    """Keep the project that the name of the file says, and put the others away."""
    file = surgery.ailment.file
    tables, number = surgery.tables(file), str(number_of(file))
    if tables is None or number not in tables.get("project", {}):
        return
    surgery.keep_former(file)
    tables["project"] = {number: tables["project"][number]}
    surgery.overhaul.put(file, tables)
    surgery.say(N_("{file} now contains only the project it is named after."))


def treat_double(surgery: Surgery) -> None:
    """Keep one of two equal records in two months; give one of two different records a new id."""
    _, number, *places = surgery.ailment.key.split(":")
    first, second = (places[0], places[1]), (places[2], places[3])
    tables = {file: surgery.tables(file) or new_tables() for file in (first[0], second[0])}
    one, other = (tables[file].get(table, {}).get(number) for file, table in (first, second))
    if one is None or other is None:
        return
    if one == other and first[1] == second[1] and first[0].partition("/")[0] in PARTITIONED:
        away = first[0] if _month(second, number, other) == month_of_file(second[0].partition("/")[2]) else second[0]
        del tables[away][first[1]][number]
        surgery.overhaul.put(away, tables[away])
        surgery.say(
            N_("{file}: record {record} was the same as in the other file, and is kept there."), away, record=number
        )
        return
    file, table = second if second[1] in LEAVES or first[1] not in LEAVES else first
    fresh = surgery.new_id(tables[file])
    tables[file][table][str(fresh)] = tables[file][table].pop(number)
    for document in tables[file][table].values() if first[0] != second[0] else ():
        if document.get("replaced_by") == int(number):
            document["replaced_by"] = fresh
    if first[0] != second[0]:
        follow(tables[file], table, int(number), fresh)
    surgery.overhaul.put(file, tables[file])
    surgery.say(
        N_("{file}: record {record} now has the number {number}, because another one has that number."),
        file,
        record=number,
        number=fresh,
    )


def _month(place: tuple[str, str], key: str, document: dict[str, Any]) -> str:
    return month_of(kinds()[kind_of(*place)].shape.record(document, int(key)))


def treat_reference(surgery: Surgery) -> None:
    """Let the oldest bearer of a reference keep it, one that has gone out before one that has not."""
    ref = surgery.ailment.key.partition(":")[2]
    tables: dict[str, Tables] = {}
    bearers, taken = [], set()
    for file in listed(surgery.folder).data:
        if file != CLIENTS and number_of(file) is None:
            continue
        tables[file] = surgery.tables(file) or new_tables()
        for table in _REFERENCES:
            for key, document in tables[file].get(table, {}).items():
                taken.add(document.get("ref"))
                if document.get("ref") == ref:
                    bearers.append((document.get("state", "draft") == "draft", id_order(key), file, table, key))
    for _, _, file, table, key in sorted(bearers)[1:]:
        fresh = _next_reference(surgery, ref, table, taken)
        document = tables[file][table][key]
        tables[file][table][key] = {**document, "ref": fresh}
        surgery.overhaul.put(file, tables[file])
        surgery.say(
            N_("“{name}” now has the reference {ref}; {former} stays with the older one."),
            file,
            name=str(document.get("name", "")) or file,
            ref=fresh,
            former=ref,
        )


def _next_reference(surgery: Surgery, ref: str, table: str, taken: set[Any]) -> str:
    letter, year = _REFERENCES[table], ref.split("-")[1] if ref.count("-") == 2 else str(surgery.now.year)
    counters = (surgery.tables(WORKSPACE) or {}).get("counters", {})
    known = [
        each.get("last") for each in counters.values() if each.get("letter") == letter and str(each.get("year")) == year
    ]
    number = max((last for last in known if type(last) is int), default=0)
    while (fresh := f"{letter}-{year}-{(number := number + 1):03d}") in taken:
        continue
    taken.add(fresh)
    return fresh


def treat_month(surgery: Surgery) -> None:
    """Move records to the month they belong to; one that is there already is put together with it."""
    file = surgery.ailment.file
    folder, _, name = file.partition("/")
    tables = surgery.tables(file)
    if tables is None or folder not in PARTITIONED:
        return
    changed: dict[str, Tables] = {file: tables}
    moved = 0
    for table in [table for table in tables if kind_of(file, table) != OTHER]:
        for key in sorted(tables[table], key=id_order):
            document = tables[table][key]
            if not can_be_meant(file, table, key, document):
                continue
            wanted = _month((file, table), key, document)
            if wanted == month_of_file(name):
                continue
            target = month_file(folder, wanted)
            if target not in changed:
                changed[target] = surgery.tables(target) or new_tables()
            present = changed[target].setdefault(table, {})
            if present.get(key, document) == document:
                present[key] = tables[table].pop(key)
                moved += 1
    for target, content in changed.items() if moved else ():
        surgery.overhaul.put(target, content)
    if moved:
        surgery.say(N_("{file}: records were moved to the months they belong to ({count})."), count=moved)


def treat_timers(surgery: Surgery) -> None:
    """Let only the timer run on that was started last."""
    file = surgery.ailment.file
    tables = surgery.tables(file)
    if tables is None:
        return
    others = one_timer(tables)
    if not others:
        return
    surgery.keep_former(file)
    surgery.overhaul.put(file, tables)
    for loss in others:
        surgery.say(N_("{file}: this timer was set aside: {lost}. Log its time by hand if you worked."), lost=loss.lost)


def treat_merged(surgery: Surgery) -> None:
    """Give records of a card that was merged to the client with whom it was."""
    file, clients = surgery.ailment.file, surgery.tables(CLIENTS) or {}
    gone = int(surgery.ailment.key.rpartition(":")[2])
    kept = next(
        (
            int(key)
            for key, document in clients.get("clients", {}).items()
            if any(card.get("number") == gone for card in document.get("earlier", []))
        ),
        None,
    )
    tables = clients if file == CLIENTS else surgery.tables(file)
    if kept is None or tables is None:
        return
    strays = [doc for table in tables.values() for doc in table.values() if doc.get(OWNER) == gone]
    for document in strays:
        document[OWNER] = kept
    if strays:
        surgery.overhaul.put(file, tables)
        surgery.say(N_("{file}: records went to the client their card was merged with ({count})."), count=len(strays))
