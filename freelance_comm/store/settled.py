"""Where the versions are kept that did not win: ``.state/conflicts/settled``, one file for each content, never removed.

Apart from ``.state/conflicts`` itself, which holds what still waits to be looked at.
"""

from __future__ import annotations

import os

from freelance_comm.store import files
from freelance_comm.store.document import content_sum
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import STATE
from freelance_comm.store.recovery import not_saved

CONFLICTS = f"{STATE}/conflicts"
FOLDER = f"{CONFLICTS}/settled"
_LONGEST_NAME = 150


def keep(folder: DataFolder, file: str, data: bytes) -> str:
    """Keep ``data``, a version of ``file``, and return where, relative to the data folder; it is on the disk then.

    Raises ``NotSaved``.
    """
    where = folder.path(FOLDER)
    name = f"{_flat(file)}.{content_sum(data)}"
    path = f"{where}/{name}"
    try:
        files.make_folder(where, sync=folder.durable)
        if not os.path.lexists(path):
            temporary = f"{where}/.{os.getpid()}{files.TEMPORARY}"
            files.write_new(temporary, data, sync=folder.durable)
            files.rename(temporary, path)
        if folder.durable:
            files.sync_folder(where)
    except OSError as error:
        raise not_saved(error, f"{FOLDER}/{name}") from error
    return f"{FOLDER}/{name}"


def waiting(folder: DataFolder) -> list[str]:
    """Return the names of what was put aside during changes and not looked at yet."""
    try:
        entries = sorted(os.scandir(folder.path(CONFLICTS)), key=lambda entry: entry.name)
    except OSError:
        return []
    return [entry.name for entry in entries if not entry.name.startswith(".") and not entry.is_dir()]


def put_aside_from(name: str) -> str:
    """Return the file whose content was put aside under ``name``."""
    return name.rpartition(".")[0].replace("~", "/")


def is_waiting(path: str) -> bool:
    """Whether ``path``, relative to the data folder, names something that was put aside during a change."""
    above, _, name = path.rpartition("/")
    return above == CONFLICTS and name not in ("", ".", "..", "settled")


def _flat(file: str) -> str:
    name = file.removeprefix(CONFLICTS + "/").replace("/", "~").lstrip(".")
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME]
