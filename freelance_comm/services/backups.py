"""A backup is one file that holds everything; restoring puts all of it back in one step, or leaves all as it was.

Apart because it is the one use case that never looks at what the records mean: it must work when they make no sense.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue, Busy, NotFound, NotSaved
from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store.archive_file import Archive
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.whole_copy import Contents
    from freelance_comm.text.catalog import Translator

Progress = Callable[[int, int], None]
"""Told how many files are done, and of how many."""


class Counts(Record):
    """How many records of each kind, and how many files, a workspace or a backup holds."""

    clients: int = 0
    projects: int = 0
    entries: int = 0
    messages: int = 0
    promises: int = 0
    quotes: int = 0
    files: int = 0


class BackupMade(Record):
    """A backup that was read back and found whole. ``size`` is in bytes.

    ``damaged`` names data files that could not be read and were copied as they are; ``left_out`` names what it does
    not carry: files the disk does not give, links that lead out, names that other systems cannot have.
    """

    path: str
    counts: Counts
    size: int
    damaged: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether there are data that the backup does not hold in a usable form."""
        from freelance_comm.store.places import is_data_file

        return bool(self.damaged) or any(is_data_file(file) for file in self.left_out)


class BackupFound(Record):
    """What a backup holds, beside what the workspace holds now (``present``; before it, where it was restored).

    ``version`` is the format of its data; ``damaged`` names data files that were unreadable when it was made,
    ``left_out`` those it never had: restoring leaves these as they are now. ``kept`` is the backup of the former state
    that restoring made, empty where there was nothing to keep.
    """

    path: str
    made_at: datetime
    version: int
    counts: Counts
    present: Counts
    damaged: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    kept: str = ""


def back_up(desk: Desk, path: str = "", *, force: bool = False, progress: Progress | None = None) -> BackupMade:
    """Write a backup of everything to ``path``, and read it back before saying so.

    An empty ``path`` means the current folder; in a folder the file gets a dated name that is not taken. Raises
    ``NotFound`` where there is nothing to keep, ``BadValue``, ``NotSaved``, ``Unconfirmed``.
    """
    from freelance_comm.services.data_folder import note_backup
    from freelance_comm.store import copy_out

    target = _target(desk, path)
    copy_out.require_free(target, force=force)
    data, contents, folder = _copied(desk, progress)
    copy_out.write(target, data, force=force)
    folder.saved += 1  # should the answer not reach anybody, the backup stands all the same
    note_backup(desk, target)
    return BackupMade(
        path=target,
        counts=_counts(contents),
        size=len(data),
        damaged=contents.damaged,
        left_out=contents.left_out,
    )


def _copied(desk: Desk, progress: Progress | None) -> tuple[bytes, Contents, DataFolder]:
    """Return a copy of everything. Others can go on writing meanwhile, unless they never stop."""
    from freelance_comm.store import whole_copy
    from freelance_comm.store.source import Source

    folder = _folder(desk)
    if not whole_copy.members_of(Source(folder))[0]:
        raise NotFound(
            N_("There is nothing to back up in {folder} yet."),
            hint=N_("Is this the right data folder? Another one can be named with --data-dir."),
            folder=folder.root,
        )
    # What a crash left is finished first. A full or read-only disk, or another program at work, does not matter: a copy
    # needs no lock to be whole.
    with suppress(NotSaved, Busy), desk.workspace.overhaul(desk.now()) as overhaul:
        folder = overhaul.folder
    try:
        return *whole_copy.made(Source(folder), now=desk.now(), progress=progress), folder
    except NotSaved:
        with desk.workspace.overhaul(desk.now()) as overhaul:
            source = Source(overhaul.folder)
            return *whole_copy.made(source, now=desk.now(), progress=progress), overhaul.folder


def look_into(desk: Desk, path: str, *, progress: Progress | None = None) -> BackupFound:
    """Return what the backup at ``path`` holds after reading it to the last record; changes nothing.

    ``progress`` is told of files. Raises ``NotFound``, ``DataDamaged``, ``NewerData``.
    """
    from freelance_comm.store import whole_copy
    from freelance_comm.store.source import Source

    with whole_copy.opened(_given(path)) as archive:
        done = 0

        def tell(_file: str, _data: bytes) -> None:
            nonlocal done
            done += 1
            if progress is not None:
                progress(done, len(archive.names))

        return _found(archive, whole_copy.checked(archive, tell), whole_copy.present(Source(_folder(desk))))


def restore(desk: Desk, path: str, *, progress: Progress | None = None) -> BackupFound:
    """Put the backup at ``path`` in the place of the workspace: all of it, or nothing.

    What is there now goes to the history of each file and, as a whole, into a backup of its own. Raises ``NotFound``,
    ``DataDamaged``, ``NewerData``, ``Busy``, ``NotSaved`` (also where there is too little room), ``Unconfirmed``.
    """
    from freelance_comm.store import whole_copy, whole_restore

    with whole_copy.opened(_given(path)) as archive:
        contents = whole_restore.check_sums(archive)
        whole_restore.require_room(_folder(desk), archive)
        with desk.workspace.overhaul(desk.now()) as overhaul:
            before, kept = whole_restore.put_back(overhaul, archive, desk.now(), progress)
        whole_restore.thin(_folder(desk), archive.path)
        return _found(archive, contents, before).but(kept=kept)


def named(counts: Counts, tr: Translator) -> list[tuple[str, int]]:
    """Return what a workspace holds in words and numbers, its files last."""
    from freelance_comm.services.exchange_rows import KIND_NAMES

    words = {**KIND_NAMES, "files": NP_("kind of records", "files")}
    return [(tr.pgettext("kind of records", words[kind]), count) for kind, count in counts.values().items()]


def _given(path: str) -> str:
    if not path:
        raise BadValue(N_("Which backup? Give the name of its file."), hint=N_("It ends in .zip."))
    return str(Path(path).expanduser().absolute())


def _target(desk: Desk, path: str) -> str:
    given = Path(path).expanduser().absolute()
    in_folder = path.endswith("/") or _is_folder(given)
    folder = given if in_folder else given.parent
    root = Path(os.path.realpath(desk.workspace.root))
    if Path(os.path.realpath(folder)).is_relative_to(root):
        raise BadValue(
            N_("A backup inside the data folder would be lost together with it."),
            hint=N_("Name another place, preferably on another disk: `freelance-comm backup FOLDER`."),
        )
    if not _is_folder(folder):
        raise NotFound(
            N_("There is no folder {folder}."), hint=N_("Create it first, or name another place."), folder=str(folder)
        )
    return str(folder / (_dated(desk, folder) if in_folder else given.name))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that no file can have: whoever writes there says so
        return False


def proposed(desk: Desk, folder: Path) -> str:
    """Return a path in ``folder`` for the next backup: a dated name that is not taken."""
    return str(folder / _dated(desk, folder))


def _dated(desk: Desk, folder: Path) -> str:
    """Return a name with today's date that nothing in ``folder`` has yet."""
    try:
        today = desk.today()
    except AppError:  # the profile that knows the zone is damaged
        today = desk.now().astimezone(UTC).date()
    name, number = f"freelance-comm-{today.isoformat()}.zip", 1
    while os.path.lexists(folder / name):
        number += 1
        name = f"freelance-comm-{today.isoformat()}-{number}.zip"
    return name


def _folder(desk: Desk) -> DataFolder:
    from freelance_comm.store.folder import DataFolder

    return DataFolder(str(desk.workspace.root), durable=True)


def _counts(contents: Contents) -> Counts:
    return Counts(**contents.counts, files=contents.files)


def _found(archive: Archive, contents: Contents, present: dict[str, int]) -> BackupFound:
    return BackupFound(
        path=archive.path,
        made_at=contents.made_at,
        version=contents.version,
        counts=_counts(contents),
        present=Counts(**present),
        damaged=contents.damaged,
        left_out=contents.left_out,
    )
