"""Puts a copy of a workspace on the disk: whole and checked there, or not at all; never over another file unasked."""

from __future__ import annotations

import os
from contextlib import suppress

from freelance_comm.domain.errors import NotSaved, Unconfirmed
from freelance_comm.domain.marking import N_
from freelance_comm.store import files
from freelance_comm.store.recovery import not_saved
from freelance_comm.store.whole_copy import contents_of, opened

_LONGEST_NAME = 120


def write(path: str, data: bytes, *, force: bool = False) -> None:
    """Write the copy ``data`` to ``path`` and read it back from there; ``force`` replaces a file, through a link too.

    Raises ``NotSaved`` when nothing was put there, ``Unconfirmed`` when the disk did not confirm it.
    """
    require_free(path, force=force)
    if os.path.lexists(path):
        path = os.path.realpath(path)
    above, name = os.path.split(path)
    above = above or "."
    _clear_leftovers(above, name)
    temporary = f"{above}/.{name[:_LONGEST_NAME]}.{os.getpid()}{files.TEMPORARY}"
    try:
        files.write_new(temporary, data, sync=True)
        _read_back(temporary)
        _put(temporary, path, force=force)
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise not_saved(error, path) from error
    finally:
        with suppress(OSError):  # gone where it was put in place; else harmless, and removed by the next backup
            if os.path.lexists(temporary):
                files.remove(temporary)
    try:
        files.sync_folder(above)
    except OSError as error:
        raise Unconfirmed(
            N_("The backup {file} was written, but the disk did not confirm that it will survive a power cut."),
            hint=N_("Check the disk, or make another backup in another place."),
            fate=N_("Your data are as they were."),
            file=path,
        ) from error


def keep_before(path: str, data: bytes) -> None:
    """Write the copy ``data`` before its workspace is replaced. Raises ``NotSaved`` where it is not certain to last."""
    try:
        write(path, data, force=True)
    except Unconfirmed as error:
        raise NotSaved(
            N_("What you have now could not be kept safely in {file}, so it was not touched."),
            hint=N_("Check the disk, then repeat the command."),
            file=path,
        ) from error


def require_free(path: str, *, force: bool) -> None:
    """Refuse a ``path`` where a copy may not be put. Raises ``NotSaved``."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise NotSaved(
            N_("{file} is not an ordinary file: no backup was written."),
            hint=N_("Give the name of a new file."),
            file=path,
        )
    if os.path.lexists(path) and not force:
        raise _exists(path)


def _read_back(path: str) -> None:
    with opened(path) as archive:
        contents_of(archive)
        for _ in archive.members():
            continue


def _put(temporary: str, path: str, *, force: bool) -> None:
    if not force:
        try:
            files.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if os.path.lexists(path):
                raise FileExistsError(path) from None
        else:
            return
    files.rename(temporary, path)


def _clear_leftovers(above: str, name: str) -> None:
    """Remove what earlier backups of that name left unfinished when they were killed."""
    with suppress(OSError):
        for found in os.listdir(above):
            begun = found.removeprefix(f".{name[:_LONGEST_NAME]}.")
            process = begun.removesuffix(files.TEMPORARY)
            if begun != found and process != begun and process.isdigit() and not _runs(int(process)):
                files.remove(f"{above}/{found}")


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _exists(path: str) -> NotSaved:
    return NotSaved(
        N_("{file} already exists and was left as it is."),
        hint=N_("Choose another name, or replace it with --force."),
        file=path,
    )
