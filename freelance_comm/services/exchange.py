"""Export and import: everything that is kept, as one JSON document or a folder of CSV files, and back again.

An import takes in all or nothing and can be repeated: a record that is there with the same content is left alone, one
that differs is refused. Your own templates are files and no part of an export; neither is what can be worked out anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue, EditConflict
from freelance_comm.domain.marking import N_
from freelance_comm.domain.progress import counted as told
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import exchange_csv, exchange_json
from freelance_comm.services.clients import find_client
from freelance_comm.services.exchange_files import put_file, put_folder
from freelance_comm.services.exchange_rows import KIND_NAMES, Given, SkippedRow, counted, gathered, in_order
from freelance_comm.services.exchange_upgrade import upgraded
from freelance_comm.store.intake import Refusal
from freelance_comm.store.inventory import OTHER, addresses_of, kinds, projects_of, seen_at_once

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.progress import Progress
    from freelance_comm.services.desk import Desk
    from freelance_comm.store.intake import Intake
    from freelance_comm.store.inventory import Row
    from freelance_comm.store.reader import Reader

__all__ = [
    "KIND_NAMES",
    "Exported",
    "Imported",
    "SkippedRow",
    "export_csv",
    "export_json",
    "export_json_text",
    "import_file",
]


class Exported(Record):
    """What an export wrote: where, and how many records of each kind."""

    path: str
    counts: dict[str, int]


class Imported(Record):
    """What an import took in (with ``dry_run``: would take in), by kind: new records, and those that were there.

    ``skipped`` are the records left out, or that would have to be.
    """

    added: dict[str, int]
    present: dict[str, int]
    skipped: tuple[SkippedRow, ...] = ()
    dry_run: bool = False


def export_json_text(desk: Desk, client: str = "", *, progress: Progress | None = None) -> str:
    """Return the whole workspace as a JSON document, or all that is kept of one client.

    Raises ``DataDamaged`` where something could not be exported, ``NotFound`` and ``Ambiguous`` for the client.
    """
    return "".join(_json(desk, client, progress)[0])


def export_json(
    desk: Desk, path: str, *, force: bool = False, client: str = "", progress: Progress | None = None
) -> Exported:
    """Write the same to a file, whole or not at all. Raises ``NotSaved``, ``Unconfirmed`` besides.

    ``progress`` is told of files that were read.
    """
    pieces, counts = _json(desk, client, progress)
    target = put_file(Path(path), b"".join(piece.encode() for piece in pieces), force=force)
    return Exported(path=str(target), counts=counts)


def export_csv(
    desk: Desk, folder: str, *, force: bool = False, client: str = "", progress: Progress | None = None
) -> Exported:
    """Write a folder with one CSV file for each kind of record, whole or not at all. Raises like ``export_json``."""
    from freelance_comm.services.exchange_cells import line

    person = find_client(desk, client) if client else None
    found = _gathered(desk, person, line, progress)
    texts = exchange_csv.files(found, person.ref if person is not None else "", _unfinished(desk, person))
    target = put_folder(Path(folder), texts, force=force, known=exchange_csv.file_names())
    return Exported(path=str(target), counts=counted(found))


def _json(desk: Desk, client: str, progress: Progress | None = None) -> tuple[Iterator[str], dict[str, int]]:
    person = find_client(desk, client) if client else None
    found = _gathered(desk, person, exchange_json.line, progress)
    pieces = exchange_json.pieces(found, person.ref if person is not None else "", _unfinished(desk, person))
    return pieces, counted(found)


def _gathered(
    desk: Desk, person: Client | None, line: Callable[[Row], str], progress: Progress | None
) -> dict[str, list[str]]:
    def look(reader: Reader) -> dict[str, list[str]]:
        if person is None:
            return gathered(reader, None, set(), line, progress=progress)
        projects, addresses = projects_of(reader._view, person.id), addresses_of(reader._view, person.id)
        return gathered(reader, person.id, projects, line, addresses, progress)

    return seen_at_once(desk.workspace, desk.now(), look)


def _unfinished(desk: Desk, person: Client | None) -> list[tuple[str, str]]:
    """Return the unfinished texts that name a client: they are kept about them too."""
    if person is None:
        return []
    from freelance_comm.store import erasure

    return erasure.texts_about(desk.workspace._folder, erasure.person(desk.reader, person.id))


def import_file(
    desk: Desk, path: str, *, dry_run: bool = False, skip_bad: bool = False, progress: Progress | None = None
) -> Imported:
    """Take in a JSON export, or a folder of CSV files: everything new in it, or with ``dry_run`` only say what.

    Where a record cannot be taken in nothing is, and ``BadValue`` or ``EditConflict`` names the first, unless
    ``skip_bad``: then it is left out and listed, with what belongs to it. Raises ``NewerData`` for a document of a
    later format. ``progress`` is told of records.
    """
    source = Path(path).expanduser()
    given = _read(source)
    if dry_run:
        return _judged(given, desk.reader.intake(), progress, dry_run=True)
    with desk.change() as change:
        intake = change.intake()
        result = _judged(given, intake, progress)
        if result.skipped and not skip_bad:
            raise _refused(desk, source, result.skipped)
        intake.put(change)
    return result


def _read(source: Path) -> list[Given]:
    try:
        found, data = exchange_csv.read(source) if source.is_dir() else exchange_json.read(source)
        return in_order(upgraded(found, data))
    except AppError as error:
        error.fate = N_("Nothing was imported.")
        raise
    except OSError as error:
        raise BadValue(
            N_("{file} cannot be read: {reason}."),
            fate=N_("Nothing was imported."),
            file=show(str(source)),
            reason=error.strerror or type(error).__name__,
        ) from error


def _judged(given: list[Given], intake: Intake, progress: Progress | None, *, dry_run: bool = False) -> Imported:
    added = dict.fromkeys((*kinds(), OTHER), 0)
    present = dict(added)
    skipped = []
    for one in told(given, progress):
        if one.problem is None and one.row is not None:
            try:
                (added if intake.offer(one.row) else present)[one.kind] += 1
            except Refusal as refusal:
                one.refuse(
                    refusal.message,
                    refusal.field,
                    clashes=refusal.clashes,
                    follows=refusal.follows,
                    params=refusal.params,
                )
        elif one.row is not None:
            intake.leave_out(one.row)
        if one.problem is not None:
            skipped.append(one.problem)
    return Imported(added=added, present=present, skipped=tuple(skipped), dry_run=dry_run)


def _refused(desk: Desk, source: Path, skipped: tuple[SkippedRow, ...]) -> AppError:
    causes = [one for one in skipped if not one.follows] or list(skipped)
    bad = [one for one in causes if not one.clashes]
    kind = BadValue if bad else EditConflict
    message = N_("{file}: {problem}") if len(skipped) == 1 else N_("{file}: {problem} (the first of {count})")
    refusal = kind(
        message,
        hint=N_("--dry-run lists them all; --skip-bad leaves them out and imports the rest."),
        file=show(str(source)),
        problem=(bad or causes)[0].text(desk.tr),
        count=len(skipped),
    )
    refusal.fate = N_("Nothing was imported.")
    return refusal
