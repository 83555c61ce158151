"""Brings a whole workspace to the present format: a copy first, then all files in one step, or none.

Called under the lock by the first change that finds an older format; readers need none of it, because they bring up
in memory what they read. Files that cannot be read stay as they are until they are repaired.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime

from freelance_comm.domain.errors import DataDamaged, Noticed, NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.store import copy_out, document, files, journal, migrations, whole_copy
from freelance_comm.store.commit import Commit
from freelance_comm.store.document import checked_dump, parse
from freelance_comm.store.lock import Lock
from freelance_comm.store.places import is_data_file
from freelance_comm.store.recovery import clear_staged
from freelance_comm.store.source import Source
from freelance_comm.store.staged_files import StagedFiles


def upgrade(source: Source, lock: Lock, now: datetime) -> None:
    """Bring every file of an older format to the present one, and note in ``source`` what is to be said about it.

    Raises ``NotSaved`` (nothing changed) or ``Unconfirmed``.
    """
    folder = source.folder
    lock.unfinished = True
    lock.note()
    clear_staged(folder)  # what a writer left that died
    copy, is_new = _copied(source, now)
    staged = StagedFiles(folder)
    count = 0
    folder.begun += 1  # beside the change that is to follow
    commit: Commit | None = None
    try:
        for file in filter(is_data_file, whole_copy.members_of(source)[0]):
            count += _staged(source, staged, file)
        commit = Commit(folder, staged.targets())
        commit.run()
    except BaseException:
        if commit is None or not commit.decided:
            clear_staged(folder)
            if is_new:
                with suppress(OSError):  # it would only take up room, perhaps the room that lacked
                    files.remove(copy)
        raise
    clear_staged(folder)
    commit.register()
    for target in commit.targets:
        source.forget(target.file)
    words = staged.words()[:1]
    journal.note(folder, None, now=now, owner=lock.owner, step="", whole=words)
    source.announced.append(
        Noticed(
            N_(
                "Your data were converted to the new format {version}: {count} records, none lost. A copy of them as "
                "they were before is in {copy}."
            ),
            fate="",
            version=document.VERSION,
            count=count,
            copy=copy,
        )
    )


def _staged(source: Source, staged: StagedFiles, file: str) -> int:
    """Make ``file`` ready in the present format; return how many records it holds."""
    try:
        data = source.raw(file)
        if data is None:
            return 0
        tables = parse(data, file)
        before = migrations.records_in(tables)
        if not migrations.is_older(tables):
            return before
        tables = migrations.brought_up(tables, file)
    except DataDamaged:
        return 0  # it stays as it is, and whoever needs it is told
    if migrations.records_in(tables) != before:
        raise NotSaved(
            N_("{file} would have fewer records in the new format than it has now: nothing was changed."),
            hint=N_("This is a fault in the program; your data are as they were."),
            file=file,
        )
    staged.put(file, checked_dump(tables, file))
    return before


def _copied(source: Source, now: datetime) -> tuple[str, bool]:
    """Return the path of a copy of the workspace as it is, and whether it was made just now.

    A copy that an interrupted attempt left is good enough if it holds the same.
    """
    number = 1
    while True:
        ending = "" if number == 1 else f"-{number}"
        path = source.folder.state_path(f"before-format-{document.VERSION}{ending}.zip")
        if not os.path.lexists(path):
            break
        if _holds_the_same(source, path):
            return path, False
        number += 1
    data, _ = whole_copy.made(source, now=now)
    copy_out.keep_before(path, data)
    return path, True


def _holds_the_same(source: Source, path: str) -> bool:
    try:
        with whole_copy.opened(path) as archive:
            names = set(archive.names)
            for name, data in archive.members():
                if source.raw(name) != data:
                    return False
    except DataDamaged:
        return False
    return names == set(whole_copy.members_of(source)[0])
