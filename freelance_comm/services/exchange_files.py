"""Puts an export where the person wants it: whole or not at all, for the owner's eyes only, and on the disk.

What is not finished bears a hidden name beside the place it is meant for; what a killed export left there is removed by
the next one to the same place.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from freelance_comm.domain.errors import InterruptedUnsaved, NotSaved, SavedThenInterrupted, Unconfirmed
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.store import files

_LONGEST_NAME = 120
_NOT_SWAPPED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)
_NOTHING = N_("Nothing was exported.")


def put_file(path: Path, data: bytes, *, force: bool) -> Path:
    """Write a file and return where it lies; one that is there stays unless ``force``.

    Through a link the file it points at is replaced. Raises ``NotSaved``, ``Unconfirmed``.
    """
    target = path.expanduser()
    if os.path.lexists(target) and not force:
        raise _exists(target)
    target = Path(os.path.realpath(target))
    if target.exists() and not target.is_file():
        raise NotSaved(
            N_("{file} is not an ordinary file."),
            hint=N_("Give the name of a file."),
            fate=_NOTHING,
            file=show(str(target)),
        )
    temporary = _temporary(target)

    def write() -> None:
        files.write_new(str(temporary), data, sync=True)
        if force:
            files.rename(str(temporary), str(target))
        else:
            _put_new(temporary, target)

    _guarded(target, temporary, write)
    return target


def put_folder(path: Path, texts: Mapping[str, str], *, force: bool, known: set[str]) -> Path:
    """Write a folder of files and return where it lies; one that is there stays unless empty or ``force``.

    A folder that holds anything but files named in ``known`` is never replaced. Raises ``NotSaved``, ``Unconfirmed``.
    """
    target = Path(os.path.realpath(path.expanduser()))
    _require_replaceable(target, force=force, known=known)
    temporary = _temporary(target)

    def write() -> None:
        if not target.parent.is_dir():
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(target))
        files.make_folder(str(temporary), sync=False)
        for name, text in texts.items():
            files.write_new(str(temporary / name), text.encode(), sync=True)
        files.sync_folder(str(temporary))
        if target.is_dir() and any(target.iterdir()):
            _exchange(temporary, target)
        else:
            files.rename(str(temporary), str(target))

    _guarded(target, temporary, write)
    return target


def _guarded(target: Path, temporary: Path, write: Callable[[], None]) -> None:
    """Run ``write`` and flush the folder above; whatever happens, leave nothing unfinished behind."""
    name, written = show(str(target)), False
    try:
        _clear_leftovers(target)
        try:
            write()
            written = True
        finally:
            try:
                _remove(temporary)
            except KeyboardInterrupt:
                _remove(temporary)
                raise
        files.sync_folder(str(target.parent))
    except KeyboardInterrupt as interrupt:
        raise (SavedThenInterrupted if written else InterruptedUnsaved)() from interrupt
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError as error:
        if written:
            raise Unconfirmed(
                N_("{file} was written, but the disk did not confirm that it will survive a power cut."),
                hint=N_("Check the disk, and export it again."),
                fate=N_("Your data were not touched."),
                file=name,
            ) from error
        from freelance_comm.store.refusals import not_saved

        raise not_saved(error, name) from error


def _put_new(temporary: Path, target: Path) -> None:
    """Put the file in place without replacing one that appeared meanwhile."""
    try:
        files.link(str(temporary), str(target))
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        files.rename(str(temporary), str(target))


def _exchange(temporary: Path, target: Path) -> None:
    """Let the new folder take the place of the old one, which then bears the temporary name."""
    try:
        files.swap(str(temporary), str(target))
    except OSError as error:
        if error.errno not in _NOT_SWAPPED:
            raise
        aside = f"{temporary}.old"
        files.rename(str(target), aside)
        try:
            files.rename(str(temporary), str(target))
        except BaseException:
            files.rename(aside, str(target))
            raise
        _remove(Path(aside))


def _require_replaceable(target: Path, *, force: bool, known: set[str]) -> None:
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise _exists(target)
    try:
        names = {path.name for path in target.iterdir()}
    except OSError as error:
        from freelance_comm.store.refusals import not_saved

        raise not_saved(error, show(str(target))) from error
    if names and not force:
        raise _exists(target)
    if names - known:
        raise NotSaved(
            N_("{file} holds other files ({name}) and was left as it is."),
            hint=N_("Choose another folder."),
            fate=_NOTHING,
            file=show(str(target)),
            name=show(min(names - known)),
        )


def _temporary(target: Path) -> Path:
    return target.parent / f".{target.name[:_LONGEST_NAME]}.{os.getpid()}{files.TEMPORARY}"


def _clear_leftovers(target: Path) -> None:
    """Remove what an export to the same place left when it was killed; one that still runs is left alone."""
    begin = f".{target.name[:_LONGEST_NAME]}."
    with suppress(OSError):
        for path in target.parent.iterdir():
            process = path.name.removeprefix(begin).partition(files.TEMPORARY)[0]
            if path.name.startswith(begin) and process.isascii() and process.isdigit() and not _runs(int(process)):
                _remove(path)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process != os.getpid()


def _remove(path: Path) -> None:
    """Remove an unfinished file, or folder of files, as well as it can be done."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            for inner in path.iterdir():
                files.remove(str(inner))
            files.remove_folder(str(path))
        elif os.path.lexists(path):
            files.remove(str(path))


def _exists(target: Path) -> NotSaved:
    return NotSaved(
        N_("{file} already exists and was left as it is."),
        hint=N_("Choose another name, or replace it with --force."),
        fate=_NOTHING,
        file=show(str(target)),
    )
