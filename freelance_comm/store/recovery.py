"""Finishes what a crash left: decided changes are rolled forward, leftovers removed, what is foreign put aside."""

from __future__ import annotations

import os
from contextlib import suppress

from freelance_comm.domain.errors import DataDamaged, NotSaved
from freelance_comm.store import files, history, redo
from freelance_comm.store.document import checked_dump, content_sum, parse
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import ARCHIVE, PARTITIONED, PROJECTS, STATE


def recover(folder: DataFolder) -> None:
    """Finish what a crash left unfinished; called under the lock before anything is read. Raises ``NotSaved``."""
    try:
        found = redo.read(folder)
        if found is None:
            return
        data, plan = found
        if plan is None:
            _put_aside(folder, redo.FILE, data)
        else:
            if folder.durable:
                files.sync_folder(folder.state_path())  # the decision itself may still be in memory only
            for planned in plan.files:
                _roll_forward(folder, planned)
            for planned in plan.files:
                _flush_above(folder, planned.file)  # what is in place already may be so only in memory
        files.remove(folder.state_path(redo.FILE))
        if folder.durable:
            files.sync_folder(folder.state_path())
    except OSError as error:
        raise not_saved(error, f"{STATE}/{redo.FILE}") from error


def _roll_forward(folder: DataFolder, planned: redo.PlannedFile) -> None:
    if planned.staged:
        _put_staged(folder, planned)
        return
    if planned.text is None:
        _remove(folder, planned)
        return
    read = folder.read(planned.file)
    now = content_sum(read[0]) if read is not None else None
    if now == planned.after:
        return
    data = planned.text
    if now != planned.before and read is not None:
        data = _merged(read[0], planned) or data
        if data == read[0]:
            return
        _put_aside(folder, planned.file, read[0])
    _replace(folder, planned.file, data)


def _remove(folder: DataFolder, planned: redo.PlannedFile) -> None:
    """Remove a file, unless somebody changed it meanwhile: a change outweighs a removal."""
    found = _content(folder, planned.file)
    there = os.path.lexists(folder.path(planned.file))
    if not there or found is None or content_sum(found) == planned.before:
        forget(folder, planned.file)
        if there:
            files.remove(folder.real_path(planned.file))


def _put_staged(folder: DataFolder, planned: redo.PlannedFile) -> None:
    """Put a file in place that waits under ``.state/next``; what somebody else put there meanwhile is put aside."""
    staged = redo.staged_path(folder, planned.file)
    if not os.path.lexists(staged):
        return
    real = folder.real_path(planned.file)
    found = _content(folder, planned.file)
    now = content_sum(found) if found is not None else None
    if now == planned.after:
        return
    if found is not None and now != planned.before:
        _put_aside(folder, planned.file, found)
    files.make_folder(os.path.dirname(real), sync=folder.durable)
    if folder.durable:
        history.keep(folder, planned.file)
    files.rename(second_name(staged, real, sync=folder.durable), real)
    if planned.after is not None:
        folder.record_sums(planned.file, [planned.after])


def second_name(staged: str, real: str, *, sync: bool) -> str:
    """Give a staged file an unfinished name beside its target, a copy where there are no second names; return it.

    A power cut may undo each half of a move between two folders on its own: the first name goes only when all is done.
    """
    above, name = os.path.split(real)
    clear_leftovers(above, begin=f".{name}.")
    temporary = f"{above}/.{name}.{os.getpid()}{files.TEMPORARY}"
    try:
        files.link(staged, temporary)
    except OSError as error:
        if error.errno not in history.NO_LINKS:
            raise
        with open(staged, "rb") as source:
            files.write_new(temporary, source.read(), sync=sync)
    return temporary


def _content(folder: DataFolder, file: str) -> bytes | None:
    """Return what lies there; nothing where the disk does not give it: its generation is kept all the same."""
    try:
        read = folder.read(file)
    except DataDamaged:
        return None
    return read[0] if read is not None else None


def _merged(found: bytes, planned: redo.PlannedFile) -> bytes | None:
    """Return what somebody else put there with the decided documents in it; ``None`` if it cannot be read."""
    from freelance_comm.store.migrations import brought_up

    try:
        tables = brought_up(parse(found, planned.file), planned.file)
    except DataDamaged:
        return None
    for name, documents in planned.difference.items():
        table = tables.setdefault(name, {})
        for key, document in documents.items():
            if document is None:
                table.pop(key, None)
            else:
                table[key] = document
    return checked_dump(tables, planned.file)


def _replace(folder: DataFolder, file: str, data: bytes) -> None:
    real = folder.real_path(file)
    above = os.path.dirname(real)
    files.make_folder(above, sync=folder.durable)
    clear_leftovers(above)
    temporary = f"{above}/.{os.path.basename(real)}.{os.getpid()}{files.TEMPORARY}"
    files.write_new(temporary, data, sync=folder.durable)
    if folder.durable:
        history.keep(folder, file)
    files.rename(temporary, real)
    folder.record_sums(file, [content_sum(data)])


def _flush_above(folder: DataFolder, file: str) -> None:
    above = os.path.dirname(folder.real_path(file))
    if folder.durable and os.path.isdir(above):
        files.sync_folder(above)


def _put_aside(folder: DataFolder, file: str, data: bytes) -> None:
    """Keep ``data`` under ``.state/conflicts``, once for each content, to be shown and merged."""
    where = folder.state_path("conflicts")
    files.make_folder(where, sync=folder.durable)
    path = f"{where}/{file.replace('/', '~')}.{content_sum(data)}"
    if not os.path.lexists(path):
        temporary = f"{where}/.{os.getpid()}{files.TEMPORARY}"
        clear_leftovers(where)
        files.write_new(temporary, data, sync=folder.durable)
        files.rename(temporary, path)
        if folder.durable:
            files.sync_folder(where)


def sweep(folder: DataFolder) -> None:
    """Remove what a writer that died left anywhere in the data folder, and flush what it had put in place.

    Called under the lock. What a killed writer renamed or created is seen by everybody, but a power cut could still
    undo it after others have built on it. Raises ``NotSaved``.
    """
    clear_staged(folder)
    try:
        for above, folders, _ in os.walk(folder.root):
            if above == folder.root:
                folders[:] = [name for name in folders if name in (*PARTITIONED, PROJECTS, ARCHIVE, STATE)]
            clear_leftovers(above)
            if folder.durable:
                files.sync_folder(above)
    except OSError as error:
        raise not_saved(error, STATE) from error
    if folder.durable:
        _flush_ancestors(folder.root)


def clear_staged(folder: DataFolder) -> None:
    """Remove what waits under ``.state/next`` and was never decided; called under the lock, when no redo file waits."""
    base = folder.state_path(redo.STAGED)
    if not os.path.isdir(base):
        return
    for above, _, names in os.walk(base, topdown=False):
        for name in names:
            with suppress(OSError):  # whatever stays is removed by the next writer
                files.remove(f"{above}/{name}")
        with suppress(OSError):
            files.remove_folder(above)


def _flush_ancestors(path: str) -> None:
    """Flush the folders above the data folder, which its first writer may have made; those of others are theirs."""
    while (above := os.path.dirname(path)) != path:
        with suppress(OSError):
            files.sync_folder(above)
        path = above


def clear_leftovers(above: str, *, begin: str = ".") -> None:
    """Remove unfinished files of writers that died; only called under the lock, so none of them is in use."""
    try:
        names = os.listdir(above)
    except FileNotFoundError:
        return
    for name in names:
        if name.startswith(begin) and name.endswith(files.TEMPORARY):
            remove_quietly(f"{above}/{name}")


def forget(folder: DataFolder, file: str) -> None:
    """Drop a file from the register of what must be there, before it is removed.

    Flushed: after a power cut the register must not miss a file that was removed.
    """
    with suppress(FileNotFoundError):
        folder.forget_sums(file)
    above = os.path.dirname(folder.state_path("sums", file))
    if folder.durable and os.path.isdir(above):
        files.sync_folder(above)


def remove_quietly(path: str) -> None:
    """Remove an unfinished file if that can be done."""
    try:
        files.remove(path)
    except OSError:
        return  # a leftover is harmless and removed by the next write


def not_saved(error: OSError, file: str) -> NotSaved:
    """Return the failure of a write before anything was put in place."""
    from freelance_comm.store import refusals

    return refusals.not_saved(error, file)
