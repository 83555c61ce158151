"""The workspace as a folder of CSV files, one for each kind of record, for spreadsheets and other programs.

``export.csv`` says which format it is. Importing the folder gives the same workspace as the JSON document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show, show_block
from freelance_comm.services import exchange_cells
from freelance_comm.services.csv_rows import Row, rows
from freelance_comm.services.exchange_cells import BadCell, Column, head, joined, neutral, unpacked
from freelance_comm.services.exchange_rows import (
    DRAFTS,
    FILE,
    FORMAT,
    ID,
    LONGEST_RECORD,
    MORE,
    NUMBER,
    PROJECT,
    TABLE,
    Given,
    require_known,
    require_size,
    unknown_kind,
)
from freelance_comm.services.exchange_rows import joined as put_together
from freelance_comm.store.document import VERSION
from freelance_comm.store.inventory import OTHER, kinds

ABOUT = "export.csv"
_ABOUT_COLUMNS = ("format", "number", "data")
_END = "\r\n"
_NUMBERS = Column("", int, required=True)


def files(found: dict[str, list[str]], client: str = "", drafts: Sequence[tuple[str, str]] = ()) -> dict[str, str]:
    """Return the texts of the files by their names; a kind without records has its head line.

    ``client`` is the reference of the one client it is about, ``drafts`` are names and texts.
    """
    about = [*_ABOUT_COLUMNS, *(["client"] if client else [])]
    values = [FORMAT, str(NUMBER), str(VERSION), *([client] if client else [])]
    texts = {ABOUT: joined(about) + _END + joined(values) + _END}
    for name, lines in found.items():
        texts[f"{name}.csv"] = _END.join([joined(head(name)), *lines, ""])
    if drafts:
        cells = [joined([neutral(show_block(part)) for part in draft]) for draft in drafts]
        texts[f"{DRAFTS}.csv"] = _END.join([joined(["name", "text"]), *cells, ""])
    return texts


def file_names() -> set[str]:
    """Return the names of all files that such a folder can hold."""
    return {ABOUT, *(f"{name}.csv" for name in (*kinds(), OTHER, DRAFTS))}


def read(folder: Path) -> tuple[list[Given], int]:
    """Return the records of a folder and the number of their format.

    Raises ``BadValue``, ``NotFound``, ``NewerData`` for a folder that is no export.
    """
    names = _listed(folder)
    if ABOUT not in names:
        require_known({}, show(str(folder)))
    data = _format_of(folder)
    for name in names:
        if name not in file_names():
            raise unknown_kind(show(str(folder)), name)
    there = [kind for kind in (*kinds(), OTHER) if f"{kind}.csv" in names]
    return [given for kind in there for given in _records(folder, kind)], data


def _listed(folder: Path) -> list[str]:
    try:
        found = [path for path in folder.iterdir() if path.name.lower().endswith(".csv")]
        size = sum(path.stat().st_size for path in found)
    except OSError as error:
        raise BadValue(
            N_("{file} cannot be read: {reason}."), file=show(str(folder)), reason=error.strerror or str(error)
        ) from error
    require_size(size, show(str(folder)))
    return sorted(path.name for path in found)


def _format_of(folder: Path) -> int:
    about = next(iter(rows(folder / ABOUT, wanted=_ABOUT_COLUMNS)), None)
    cells = about.cells if about is not None else {}
    values: dict[str, Any] = {"format": cells.get("format")}
    for name in ("number", "data"):
        text = cells.get(name, "")
        values[name] = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None
    require_known(values, show(str(folder)))
    return int(values["data"])


def _records(folder: Path, name: str) -> Iterator[Given]:
    file = f"{name}.csv"
    kind = kinds().get(name)
    wanted = [ID, *([kind.place] if kind and kind.place else [])]
    needed = exchange_cells.columns(kind) if kind else ()
    wanted += [part for column in needed if column.required for part in column.names] if kind else [FILE, MORE]
    source = folder / file
    known = set(head(name))
    listed = rows(source, wanted=tuple(wanted), longest_line=LONGEST_RECORD, longest_field=LONGEST_RECORD)
    for row in listed:
        odd = sorted(set(row.cells) - known)
        if odd:
            raise BadValue(
                N_("{file}, line 1: there is no column “{column}” in an export."),
                hint=N_("Take it out, or change its name back."),
                fate=N_("Nothing was imported."),
                file=show(str(source)),
                column=show(odd[0])[:60],
            )
        yield _given(row, name, file)


def _given(row: Row, name: str, file: str) -> Given:
    given = Given(name, row.line, file)
    if row.problem is not None:
        given.refuse(row.problem.message, row.problem.column, params=row.problem.params)
        return given
    kind = kinds().get(name)
    place: dict[str, Any] = {}
    column = ID
    try:
        place[ID] = _NUMBERS.value(row.cells[ID])
        if kind is not None and kind.place == PROJECT:
            column = PROJECT
            place[PROJECT] = _NUMBERS.value(row.cells[PROJECT])
        place |= {part: row.cells[part].removeprefix("'") for part in head(name)[1:3] if part in (FILE, TABLE)}
        column = MORE
        more = unpacked(row.cells[MORE]) if row.cells.get(MORE) else {}
        fields = exchange_cells.fields_of(kind, row.cells, more) if kind is not None else {}
    except BadCell as error:
        given.refuse(error.message, error.args[1] if len(error.args) > 1 else column)
        return given
    return put_together(given, place, fields, more)
