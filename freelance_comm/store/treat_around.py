"""Treats what is about whole files and the folder: bringing back, forgetting, taking over, permissions, leftovers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, DataDamaged, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.store import derived, erasure, files, history
from freelance_comm.store.document import checked_dump, content_sum
from freelance_comm.store.last_good import generation, last_good, record_count
from freelance_comm.store.listing import listed
from freelance_comm.store.recovery import not_saved

if TYPE_CHECKING:
    from freelance_comm.store.document import Tables
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.surgery import Surgery


def restore(surgery: Surgery) -> None:
    """Give a file its last good content again; a file that is in order gets its last generation that was different.

    Raises ``NotFound`` where nothing is known.
    """
    file = surgery.ailment.file
    try:
        data = surgery.overhaul.read(file)
    except DataDamaged:
        _restore_unread(surgery, file)
        return
    tables = last_content(surgery.folder, file, data)
    if tables is None:
        raise nothing_kept(file)
    surgery.keep_former(file)
    surgery.overhaul.put(file, tables)
    surgery.say(N_("{file} was restored (records: {count})."), count=record_count(tables))


def _restore_unread(surgery: Surgery, file: str) -> None:
    """Replace a file that the disk does not give; what it held cannot be kept elsewhere, only in its history."""
    good = last_good(surgery.folder, file)
    if good is None:
        raise nothing_kept(file)
    surgery.overhaul.staged.put(file, checked_dump(good.tables, file))
    surgery.say(N_("{file} was restored (records: {count})."), count=good.count)


def last_content(folder: DataFolder, file: str, data: bytes | None) -> Tables | None:
    """Return what ``file``, which holds ``data`` now, is to be restored to: ``None`` if nothing is known."""
    from freelance_comm.store.document import parse

    try:
        present = parse(data, file) if data is not None else None
    except DataDamaged:
        present = None
    if present is None:
        good = last_good(folder, file)
        return good.tables if good is not None else None
    for path in history.generations(folder, file):
        tables = generation(path, file)
        if tables is not None and tables != present:
            return tables
    return None


def nothing_kept(file: str) -> NotFound:
    """Return the failure for a file of which nothing earlier is known."""
    return NotFound(
        N_("No earlier state of {file} is known."),
        hint=N_("Look for it in a backup: `freelance-comm restore`."),
        file=file,
    )


def forget(surgery: Surgery) -> None:
    """Take a file for gone: a missing one is not asked for any more, a damaged one is put away."""
    file = surgery.ailment.file
    if surgery.overhaul.read(file) is not None:
        surgery.keep_former(file)
        surgery.overhaul.remove(file)
        surgery.say(N_("{file} was set aside and forgotten."))
        return
    if surgery.folder.is_known(file):
        _refusable(surgery.folder.forget_sums, file)
        surgery.say(N_("{file} was forgotten. What is known of it stays in its history."))


def take_over(surgery: Surgery) -> None:
    """Register a file as it is."""
    file = surgery.ailment.file
    data = surgery.overhaul.read(file)
    known = surgery.folder.known_sums(file)
    if data is None or content_sum(data) in known or surgery.tables(file) is None:
        return
    _refusable(surgery.folder.record_sums, file, [content_sum(data), *known])
    surgery.say(N_("{file} was accepted as it is."))


def register_all(surgery: Surgery) -> None:
    """Make the register of checksums anew."""
    count = 0
    for file in listed(surgery.folder).data:
        data = surgery.overhaul.read(file)
        try:
            readable = surgery.tables(file) is not None
        except AppError:
            continue  # found and told by the examination
        if data is not None and readable and not surgery.folder.is_known(file):
            _refusable(surgery.folder.record_sums, file, [content_sum(data)])
            count += 1
    surgery.say(N_("The checksums were created again (files: {count})."), count=count)


def restrict(surgery: Surgery) -> None:
    """Take away from others the right to look into the folder."""
    for file in listed(surgery.folder).exposed:
        path = surgery.folder.path(file) if file != "." else surgery.folder.root
        try:
            files.restrict(path)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise not_saved(error, file) from error
    left = len(listed(surgery.folder).exposed)
    if left:
        surgery.say(
            N_("Some files are still open to others ({count}): this disk does not support permissions."), count=left
        )
    else:
        surgery.say(N_("Your files and folders are now private."))


def swept(surgery: Surgery) -> None:
    """Say that leftovers are gone: every overhaul removes them when it begins."""
    surgery.say(N_("The unfinished files were removed."))


def finished(surgery: Surgery) -> None:
    """Say that what was decided is done: every overhaul finishes it when it begins."""
    surgery.say(N_("The unfinished change is now finished."))


def erased(surgery: Surgery) -> None:
    """Finish erasing a client; where it was never decided, forget it."""
    if erasure.go_on(surgery.folder):
        surgery.say(N_("Erasing a client is now finished."))
    else:
        surgery.say(N_("Erasing a client was never confirmed: their records are all there."))


def foreign(surgery: Surgery) -> None:
    """Say nothing: every overhaul puts a foreign redo file aside when it begins; the next round puts it away."""


def remake(surgery: Surgery) -> None:
    """Remove a derived file that cannot be used."""
    name = surgery.ailment.key.partition(":")[2]
    path = surgery.folder.state_path(name)
    if os.path.lexists(path) and not derived.load(surgery.folder, name):
        _refusable(files.remove, path)
        surgery.say(N_("{file} was removed; it will be created again when needed."))


def _refusable(call: object, *words: object) -> None:
    assert callable(call)
    try:
        call(*words)
    except OSError as error:
        raise not_saved(error, str(words[0])) from error
