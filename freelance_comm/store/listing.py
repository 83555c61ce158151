"""Everything that lies in a data folder, by what it is: looked at, not opened."""

from __future__ import annotations

import os
import stat

from freelance_comm.domain.errors import AppError, DataDamaged
from freelance_comm.store import files
from freelance_comm.store.copies import copied_from
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import ARCHIVE, PARTITIONED, PROJECTS, STATE, is_data_file, is_year

_OWN_FOLDERS = (*PARTITIONED, PROJECTS, ARCHIVE, "templates", STATE)
_OF_THE_SYSTEM = ("desktop.ini", "thumbs.db", "icon\r")


class Listing:
    """What was found, each named relative to the data folder.

    ``data`` are the files of the program, ``copies`` second versions with the file they belong to, ``strangers`` what
    the program does not know, ``leftovers`` unfinished files of writers that died, ``exposed`` what others may read or
    write, ``problems`` folders that cannot be listed or lead elsewhere.
    """

    def __init__(self) -> None:
        self.data: list[str] = []
        self.copies: list[tuple[str, str]] = []
        self.strangers: list[str] = []
        self.leftovers: list[str] = []
        self.exposed: list[str] = []
        self.problems: list[AppError] = []


def listed(folder: DataFolder) -> Listing:
    """Return what lies in ``folder``."""
    found = Listing()
    if not os.path.isdir(folder.root):
        return found
    _note_mode(found, folder, "")
    years = [f"{ARCHIVE}/{name}" for name in _names(found, folder, ARCHIVE) if is_year(name)]
    for above in ("", *PARTITIONED, PROJECTS, ARCHIVE, *years):
        _look_into(found, folder, above)
    _look_at_state(found, folder)
    found.strangers.sort()
    return found


def _look_into(found: Listing, folder: DataFolder, above: str) -> None:
    for name in _names(found, folder, above):
        file = f"{above}/{name}" if above else name
        if name.startswith("."):
            if name.endswith(files.TEMPORARY):
                found.leftovers.append(file)
            continue
        is_ours = (above == "" and name in _OWN_FOLDERS) or (above == ARCHIVE and is_year(name))
        if is_ours and os.path.isdir(folder.path(file)):
            _note_mode(found, folder, file)
            continue
        _note_file(found, folder, file)


def _note_file(found: Listing, folder: DataFolder, file: str) -> None:
    original = copied_from(file)
    if is_data_file(file):
        found.data.append(file)
    elif original is not None:
        found.copies.append((file, original))
    elif file.rpartition("/")[2].lower() not in _OF_THE_SYSTEM:
        found.strangers.append(file)
        return
    _note_mode(found, folder, file)


def _look_at_state(found: Listing, folder: DataFolder) -> None:
    base = folder.state_path()
    for above, folders, names in os.walk(base):
        relative = STATE + above[len(base) :]
        _note_mode(found, folder, relative)
        folders[:] = [name for name in folders if not os.path.islink(f"{above}/{name}")]
        for name in names:
            if name.startswith(".") and name.endswith(files.TEMPORARY):
                found.leftovers.append(f"{relative}/{name}")
            else:
                _note_mode(found, folder, f"{relative}/{name}")


def _note_mode(found: Listing, folder: DataFolder, file: str) -> None:
    path = folder.path(file) if file else folder.root
    try:
        state = os.lstat(path)
    except OSError:
        return  # gone meanwhile, or said by whoever has to read it
    if stat.S_ISLNK(state.st_mode) or state.st_uid != os.geteuid():
        return
    if stat.S_IMODE(state.st_mode) & 0o077 and (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
        found.exposed.append(file or ".")


def _names(found: Listing, folder: DataFolder, above: str) -> list[str]:
    path = folder.path(above) if above else folder.root
    try:
        if above and os.path.isdir(path):
            folder.real_path(above)
        return sorted(os.listdir(path))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except DataDamaged as error:
        if all(error.params.get("file") != known.params.get("file") for known in found.problems):
            found.problems.append(error)
        return []
    except OSError as error:
        from freelance_comm.store.damage import unreadable_file

        found.problems.append(unreadable_file(error, above))
        return []
