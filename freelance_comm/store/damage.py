"""Says in words for people what is wrong with a file that cannot be read; loaded only when one is damaged."""

from __future__ import annotations

import json
from typing import Any

from freelance_comm.domain.errors import DataDamaged, NewerData
from freelance_comm.domain.marking import N_
from freelance_comm.store.document import Refused, is_id

REPAIR = N_("Correct the file in an editor, or let “freelance-comm doctor” put it right.")
_EXCERPT = 60


def bad_text(error: Exception, text: str, file: str) -> DataDamaged:
    """Return the failure for a text that is no JSON, with line, column and the line itself."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            return DataDamaged(
                N_("{file}, line {line}: two versions were left side by side by a merge (conflict markers)."),
                hint=N_("Run “freelance-comm doctor” to merge them; nothing is lost on either side until then."),
                file=file,
                line=number,
                column=1,
            )
    if not isinstance(error, json.JSONDecodeError):
        return DataDamaged(N_("{file} is nested too deeply to be read."), hint=REPAIR, file=file, line=1, column=1)
    line = text.split("\n")[error.lineno - 1] if error.lineno <= text.count("\n") + 1 else ""
    return DataDamaged(
        N_("{file} cannot be read at line {line}, column {column}: {excerpt}"),
        hint=REPAIR,
        file=file,
        line=error.lineno,
        column=error.colno,
        excerpt=_excerpt(line, error.colno),
    )


def bad_encoding(data: bytes, error: UnicodeDecodeError, file: str) -> DataDamaged:
    """Return the failure for a text that is not UTF-8, with the encoding it seems to have."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:400].count(0) * 3 > len(data[:400])
    line = data.count(b"\n", 0, error.start) + 1
    return DataDamaged(
        N_("{file} is not UTF-8 (line {line}, column {column}); it looks like {encoding}."),
        hint=N_("Save it again as UTF-8 in your editor; it was left as it is."),
        file=file,
        line=line,
        column=error.start - data.rfind(b"\n", 0, error.start),
        encoding="UTF-16" if wide else "Windows-1252",
    )


def empty_file(file: str) -> DataDamaged:
    """Return the failure for a file of no content: never taken for an empty list."""
    return DataDamaged(
        N_("{file} is empty, although it used to hold records: it was not touched."),
        hint=REPAIR,
        file=file,
        line=1,
        column=1,
    )


def missing_file(file: str) -> DataDamaged:
    """Return the failure for a file that was there and is not any more."""
    return DataDamaged(
        N_("{file} is missing, although it was there before: no empty one is put in its place."),
        hint=N_("Put it back from a copy, or restore it with “freelance-comm doctor”."),
        file=file,
    )


def unreadable_file(error: OSError, file: str) -> DataDamaged:
    """Return the failure for a file the system does not let us read; a file of somebody else says whose it is."""
    owner = _foreign_owner(error)
    if owner:
        return DataDamaged(
            N_("{file} cannot be read: it belongs to {owner}."),
            hint=N_("Ask {owner} to give you the file, or use your own data folder."),
            file=file,
            owner=owner,
        )
    return DataDamaged(
        N_("{file} cannot be read: {reason}."),
        hint=N_("Check its permissions and the disk."),
        file=file,
        reason=error.strerror or type(error).__name__,
    )


def _foreign_owner(error: OSError) -> str:
    """Return who owns the file that may not be opened, empty where it is ours or nobody can tell."""
    if not isinstance(error, PermissionError) or not isinstance(error.filename, str):
        return ""
    import os
    import pwd

    try:
        owner = os.stat(error.filename).st_uid
        return "" if owner == os.geteuid() else pwd.getpwuid(owner).pw_name
    except OSError:
        return ""
    except KeyError:
        return str(owner)


def not_a_file(file: str) -> DataDamaged:
    """Return the failure for a folder, pipe or device where a file should be."""
    return DataDamaged(
        N_("{file} is not an ordinary file: it was not opened."), hint=N_("Move it out of the data folder."), file=file
    )


def escape(file: str, target: str) -> DataDamaged:
    """Return the failure for a link that leads out of the data folder."""
    return DataDamaged(
        N_("{file} is a link that points outside the data folder (to {target}): it was not followed."),
        hint=N_("Put the file itself there, or choose that folder with --data-dir."),
        file=file,
        target=target,
    )


def dangling(file: str, target: str) -> DataDamaged:
    """Return the failure for a link that leads to nothing: what it led to may be on a disk that is not there now."""
    return DataDamaged(
        N_("{file} is a link that points to nothing ({target} is not there)."),
        hint=N_("Put back what it pointed to, or remove the link."),
        file=file,
        target=target,
    )


def two_files(first: str, second: str) -> DataDamaged:
    """Return the failure for two files that claim one project."""
    return DataDamaged(
        N_("{first} and {second} hold the same project: neither was loaded."),
        hint=N_("Run “freelance-comm doctor” to merge them."),
        first=first,
        second=second,
        file=first,
    )


def newer_version(file: str, version: int) -> NewerData:
    """Return the refusal to write to a file of a later format."""
    return NewerData(
        N_("{file} was written by a newer version of the program (format {version})."),
        hint=N_("Update freelance-comm; until then your data can be read, but not changed."),
        file=file,
        version=version,
    )


def not_migrated(file: str, version: int, wanted: int) -> DataDamaged:
    """Return the failure for a file of an older format that cannot be read as what it should be."""
    return DataDamaged(
        N_("{file} is in the older format {version} and cannot be converted to format {wanted}."),
        hint=REPAIR,
        file=file,
        version=version,
        wanted=wanted,
        line=1,
        column=1,
    )


def bad_structure(tables: Any, text: str, file: str) -> DataDamaged:
    """Return the failure for JSON that holds no tables of documents, naming the record."""
    if isinstance(tables, Refused) and tables.key is not None:
        return _double(N_("{file}: the table “{table}” is there twice."), file, text, table=tables.key)
    if not isinstance(tables, dict):
        return DataDamaged(N_("{file} holds no tables."), hint=REPAIR, file=file, line=1, column=1)
    for name, table in tables.items():
        if isinstance(table, Refused) and table.key is not None:
            return _double(
                N_("{file}: the table “{table}” holds record {record} twice."),
                file,
                text,
                table=name,
                record=table.key,
            )
        if not isinstance(table, dict):
            return DataDamaged(
                N_("{file}: “{table}” is not a table of records."), hint=REPAIR, file=file, table=name, line=1, column=1
            )
        for key, document in table.items():
            found = _bad_document(name, key, document, text, file)
            if found is not None:
                return found
    return DataDamaged(N_("{file} has no format number."), hint=REPAIR, file=file, line=1, column=1)


def _bad_document(table: str, key: str, document: Any, text: str, file: str) -> DataDamaged | None:
    line = line_of(text, key)
    shown = key[:_EXCERPT]
    if not is_id(key):
        return _about_record(N_("{file}, line {line}: “{record}” is not a record number."), file, table, shown, line)
    if isinstance(document, Refused) and document.key is not None:
        message = N_("{file}, line {line}: record {record} holds “{field}” twice.")
        return _about_record(message, file, table, shown, line, field=document.key)
    if not isinstance(document, dict):
        return _about_record(N_("{file}, line {line}: record {record} holds no fields."), file, table, shown, line)
    for name, value in document.items():
        refused = _first_refused(value)
        if refused is not None:
            return bad_field(file, table, key, name, refused.text, line)
    return None


def bad_field(file: str, table: str, record: str, field: str, value: str, line: int) -> DataDamaged:
    """Return the failure for one field of a record that holds what cannot be meant."""
    message = N_("{file}, line {line}: in record {record}, the value of “{field}” makes no sense ({value}).")
    return _about_record(message, file, table, record, line, field=field, value=value[:_EXCERPT])


def missing_field(file: str, table: str, record: str, field: str, line: int) -> DataDamaged:
    """Return the failure for a record that lacks a field it needs."""
    message = N_("{file}, line {line}: record {record} has no “{field}”.")
    return _about_record(message, file, table, record, line, field=field)


def impossible_record(file: str, table: str, record: str, line: int) -> DataDamaged:
    """Return the failure for a record whose fields contradict each other."""
    return _about_record(N_("{file}, line {line}: record {record} contradicts itself."), file, table, record, line)


def _about_record(message: str, file: str, table: str, record: str, line: int, **more: str) -> DataDamaged:
    error = DataDamaged(message, hint=REPAIR)
    error.params = {"file": file, "table": table, "record": record, "line": line, "column": 1, **more}
    return error


def line_in(path: str, key: str) -> int:
    """Return the line of the file at ``path`` on which the record ``key`` begins, as far as it can be told."""
    try:
        with open(path, encoding="utf-8", errors="replace") as source:
            return line_of(source.read(), key)
    except OSError:
        return 1


def line_of(text: str, key: str) -> int:
    """Return the line on which the record ``key`` begins, as far as it can be told; 1 otherwise."""
    wanted = json.dumps(key, ensure_ascii=False)
    for number, line in enumerate(text.split("\n"), 1):
        start = line.lstrip(" \t\r{,")
        if start.startswith(wanted) and start[len(wanted) :].lstrip().startswith(":"):
            return number
    return 1


def _double(message: str, file: str, text: str, **names: str) -> DataDamaged:
    line = line_of(text, names.get("record", names["table"]))
    error = DataDamaged(message, hint=REPAIR)
    error.params = {"file": file, "line": line, "column": 1, **names}
    return error


def _first_refused(value: Any) -> Refused | None:
    if isinstance(value, Refused):
        return value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for part in inner:
        found = _first_refused(part)
        if found is not None:
            return found
    return None


def _excerpt(line: str, column: int) -> str:
    start = max(0, column - 1 - _EXCERPT // 2)
    return line[start : start + _EXCERPT].strip() or "…"


def no_head(file: str) -> DataDamaged:
    """Return the failure for a project's file that does not hold the one project its name says."""
    return DataDamaged(
        N_("{file} does not contain the project it is named after."), hint=REPAIR, file=file, line=1, column=1
    )
