"""Makes and reads copies of a whole workspace: which files belong to one, and what is said about them.

A copy holds the data files and the person's own templates; nothing of ``.state``, no settings, no environment. What is
damaged is copied as it is and named, because a person in trouble wants the copy most of all.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from freelance_comm import __version__
from freelance_comm.domain.errors import AppError, DataDamaged, NewerData, NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.store import archive_file, document, redo
from freelance_comm.store.archive_file import MANIFEST, MEMBER_LIMIT, Archive, Members
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import (
    PARTITIONED,
    STATE,
    TEMPLATES,
    TOP_FILES,
    is_data_file,
    is_kept_file,
    is_template_file,
    month_file,
)
from freelance_comm.store.soundness import added, counted, read_through
from freelance_comm.store.source import Source

Progress = Callable[[int, int], None]
"""Told how many files are done, and of how many."""

_ATTEMPTS = 3


class Contents(Record):
    """What a copy says about itself.

    ``version`` is the format of its data; ``counts`` are records by kind; ``damaged`` files are in it as they were,
    ``left_out`` ones were there and are not in it.
    """

    made_at: datetime
    version: int
    counts: dict[str, int]
    files: int
    damaged: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def members_of(source: Source) -> tuple[list[str], list[str]]:
    """Return the files that belong to a copy of the workspace, and those that cannot (missing, or badly named)."""
    data = [file for file in TOP_FILES if source.signature(file) is not None]
    data += [month_file(folder, month) for folder in PARTITIONED for month in source.months(folder)]
    for listed in (source.open_projects(), source.closed_projects()):
        data += [file for claimed in listed.values() for file in claimed]
    own, strange = templates_of(source.folder)
    missing = source.folder.known_files() - set(data)
    return sorted([*data, *own]), sorted([*strange, *(file for file in missing if source.signature(file) is None)])


def templates_of(folder: DataFolder) -> tuple[list[str], list[str]]:
    """Return the files among the person's own templates, and those of them that no copy can carry."""
    found: list[str] = []
    strange: list[str] = []
    base = folder.path(TEMPLATES)
    for above, folders, names in os.walk(base):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        relative = TEMPLATES + above[len(base) :]
        strange += [f"{relative}/{name}" for name in folders if os.path.islink(f"{above}/{name}")]
        for name in names:
            file = f"{relative}/{name}"
            if name.startswith("."):
                continue  # what editors and file managers leave lying about
            usable = is_template_file(file) and os.path.isfile(f"{above}/{name}")
            (found if usable and _stays_inside(folder, file) else strange).append(file)
    return found, strange


def _stays_inside(folder: DataFolder, file: str) -> bool:
    try:
        folder.real_path(file)
    except DataDamaged:
        return False
    return True


def made(source: Source, *, now: datetime, progress: Progress | None = None) -> tuple[bytes, Contents]:
    """Return a copy of the workspace as it is at one moment, and what it says about itself.

    Where the lock is not held, or a sync client is at work, it is made again until nothing changed meanwhile.
    Raises ``NotSaved`` when that never happens.
    """
    for _ in range(_ATTEMPTS):
        before = _fingerprint(source)
        result = _gathered(source, now, progress)
        if _fingerprint(source) == before:
            return result
    raise NotSaved(
        N_("Your data kept changing while they were being copied: no backup was made."),
        hint=N_("Wait until the other program (perhaps a sync program) has finished, then repeat the command."),
    )


def _fingerprint(source: Source) -> tuple[Any, ...]:
    files, strange = members_of(source)
    seen = []
    for file in [*files, f"{STATE}/{redo.FILE}"]:
        try:
            seen.append((file, source.folder.signature(file)))
        except DataDamaged:
            seen.append((file, None))
    return (*seen, *strange)


def _gathered(source: Source, now: datetime, progress: Progress | None) -> tuple[bytes, Contents]:
    files, left_out = members_of(source)
    counts: dict[str, int] = {}
    version = 0
    damaged = []
    with Members() as members:
        for done, file in enumerate(files, 1):
            data = _content(source, file)
            if data is None or len(data) > MEMBER_LIMIT:
                left_out.append(file)
                continue
            if is_data_file(file):
                try:
                    tables, stored = read_through(data, file)
                    counts, version = added(counts, counted(tables)), max(version, stored)
                except NewerData as error:
                    version = max(version, int(str(error.params["version"])))
                except AppError:
                    damaged.append(file)
            members.add(file, data)
            if progress is not None:
                progress(done, len(files))
        contents = Contents(
            made_at=now.astimezone(UTC),
            version=version or document.VERSION,
            counts=added(counts, {}),
            files=len(files) - len([file for file in left_out if file in files]),
            damaged=tuple(damaged),
            left_out=tuple(sorted(left_out)),
        )
        return members.finished(_told(contents)), contents


def _content(source: Source, file: str) -> bytes | None:
    try:
        return source.raw(file)
    except DataDamaged:
        return None


def _told(contents: Contents) -> dict[str, Any]:
    return {
        "program": "freelance-comm",
        "program_version": __version__,
        "made_at": contents.made_at.isoformat().replace("+00:00", "Z"),
        "format": contents.version,
        "counts": {**contents.counts, "files": contents.files},
        "damaged": list(contents.damaged),
        "left_out": list(contents.left_out),
    }


def opened(path: str) -> Archive:
    """Return the copy at ``path``; of its members only the outside is checked yet.

    Raises ``NotFound``, ``DataDamaged``, ``NewerData``.
    """
    return archive_file.opened(path, is_kept_file, document.VERSION)


def contents_of(archive: Archive) -> Contents:
    """Return what a copy says about itself. Raises ``DataDamaged``."""
    told = archive.manifest
    try:
        made_at = datetime.fromisoformat(told["made_at"])
        named = {name: tuple(str(file) for file in told[name]) for name in ("damaged", "left_out")}
        counts = {str(kind): int(count) for kind, count in told["counts"].items()}
        files = counts.pop("files")
        usable = made_at.tzinfo is not None and files == len(archive.names)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise archive_file.not_a_backup(archive.path) from error
    if not usable or not all(is_data_file(file) and file in archive.names for file in named["damaged"]):
        raise archive_file.not_whole(archive.path)
    version: int = told["format"]
    return Contents(made_at=made_at.astimezone(UTC), version=version, counts=counts, files=files, **named)


def checked(archive: Archive, each: Callable[[str, bytes], None] | None = None) -> Contents:
    """Return what a copy holds after reading it to the last record; ``each`` is handed every file in today's format.

    Raises ``DataDamaged`` naming what is wrong, ``NewerData``.
    """
    contents = contents_of(archive)
    counts: dict[str, int] = {}
    for name, data in archive.members():
        text = data
        if is_data_file(name) and name not in contents.damaged:
            try:
                tables, stored = read_through(data, name)
            except AppError as error:
                error.params["file"] = f"{os.path.basename(archive.path)}: {name}"
                error.hint = N_("Use another backup; your current data are as they were.")
                raise
            counts = added(counts, counted(tables))
            if stored < document.VERSION and each is not None:
                text = document.checked_dump(tables, name)
        if each is not None:
            each(name, text)
    if counts and added(counts, {}) != added(contents.counts, {}):
        raise archive_file.not_whole(archive.path)
    return contents


def present(source: Source) -> dict[str, int]:
    """Return the counts of the workspace as it is now, ``files`` among them; what cannot be read counts as nothing."""
    counts: dict[str, int] = {}
    files, _ = members_of(source)
    for file in filter(is_data_file, files):
        try:
            loaded = source.load(file)
        except AppError:
            continue
        if loaded is not None:
            counts = added(counts, counted(loaded.tables))
        source.forget(file)
    return {**added(counts, {}), "files": len(files)}


__all__ = ["MANIFEST", "Contents", "checked", "contents_of", "made", "members_of", "opened", "present", "templates_of"]
