"""What is worth saying about the files of a workspace though the work goes on; loaded only when asked."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, DataDamaged, Noticed
from freelance_comm.domain.marking import N_
from freelance_comm.store import redo, settled
from freelance_comm.store.places import ARCHIVE, PARTITIONED, PROJECTS, STATE, is_data_file, is_year

if TYPE_CHECKING:
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.source import View

_OPEN_FOLDER = ".open-folder"
_MERGE = N_("Run “freelance-comm doctor” to merge it; until then it is left alone.")


def gathered(view: View, problems: dict[str, AppError]) -> tuple[AppError, ...]:
    """Return the notices about ``view``: ``problems`` by file, and what is found about its files.

    A change by hand and a folder open to others are said once: they are then taken as known.
    """
    folder = view.folder
    if not os.path.isdir(folder.root):
        return ()
    found = dict(problems)
    listed = set(_listed(folder))
    registered = folder.registered()
    gone = {file for file in registered - listed if is_data_file(file)}
    known = bool(gone or registered & listed)
    for file in sorted(listed - registered):
        if not is_data_file(file) and file not in found:
            found[file] = _stranger(file)
    found = {**missing(view, gone), **found}
    closed = view.closed_projects()
    for project_id, claimed in view.open_projects().items():
        if project_id in closed and claimed[0] not in found:
            found[claimed[0]] = half_moved(claimed[0], closed[project_id][0])
    for file in sorted(view.suspects):
        notice = _changed_outside(view, file)
        if notice is not None and file not in found:
            found[file] = notice
    anew = [] if known else _registered_anew(view, [file for file in listed if is_data_file(file)])
    result: tuple[AppError, ...] = (
        *found.values(),
        *anew,
        *_put_aside(folder),
        *_foreign_redo(folder),
        *_open_to_others(folder),
    )
    for each in result:
        each.fate = ""  # whatever the command did, this is about something else
    return result


def missing(view: View, known: set[str]) -> dict[str, AppError]:
    """Return by file the failures of those of the ``known`` files that are not there any more."""
    gone = [file for file in sorted(known) if view.signature(file) is None]
    if not gone:
        return {}
    from freelance_comm.store.damage import missing_file
    from freelance_comm.store.history import offer

    return {file: offer(missing_file(file), view.folder, file) for file in gone}


def _registered_anew(view: View, data: list[str]) -> list[AppError]:
    """Register the files as they are where nothing is known of any of them: the local state was deleted, or is new."""
    count = 0
    for file in sorted(data):
        try:
            loaded = view.load(file)
            if loaded is not None:
                view.folder.record_sums(file, [loaded.sum])
                count += 1
        except (DataDamaged, OSError):
            continue  # damage is told by whoever needs the file; in a read-only folder this is said again
    if not count or os.path.lexists(view.folder.state_path("lock")):
        return []  # a first change that was killed before it could register its file is nothing to be told about
    return [
        Noticed(
            N_(
                "The local state was deleted, or is new here: the checksums of your files were created again ({count})."
            ),
            hint=N_("Your data files are as they were; only earlier states of them and the undo steps may be gone."),
            count=count,
        )
    ]


def _listed(folder: DataFolder) -> list[str]:
    result = [name for name in _names(folder.path("")) if _is_candidate(name)]
    archive = [f"{ARCHIVE}/{name}" for name in _names(folder.path(ARCHIVE))]
    for above in (*PARTITIONED, PROJECTS, *archive):
        if above.startswith(ARCHIVE) and not is_year(above.rpartition("/")[2]):
            if _is_candidate(above.rpartition("/")[2]):
                result.append(above)
            continue
        result.extend(f"{above}/{name}" for name in _names(folder.path(above)) if _is_candidate(name))
    return result


def _is_candidate(name: str) -> bool:
    return not name.startswith(".") and ".json" in name


def _names(path: str) -> list[str]:
    try:
        return os.listdir(path)
    except OSError:
        return []


def _stranger(file: str) -> DataDamaged:
    from freelance_comm.store.copies import copied_from

    if copied_from(file) is not None:
        return DataDamaged(
            N_("{file} looks like a copy that a sync program left because two devices changed one file."),
            hint=_MERGE,
            file=file,
        )
    return DataDamaged(
        N_("{file} is not a file of this program: it was not loaded."),
        hint=N_("Move it out of the data folder, or change its name back."),
        file=file,
    )


def half_moved(file: str, archived: str) -> DataDamaged:
    """Return the notice of a project whose file lies among the open ones and in the archive."""
    return DataDamaged(
        N_("{file} is also in the archive ({archived}); the open one is used."),
        hint=N_("A sync program may have been at work: run “freelance-comm doctor” to choose."),
        file=file,
        archived=archived,
    )


def _changed_outside(view: View, file: str) -> Noticed | None:
    try:
        loaded = view.load(file)
    except DataDamaged:
        return None  # whoever needed the file was told
    if loaded is None or not loaded.unknown:
        return None
    loaded.unknown = False
    with suppress(OSError):  # in a read-only folder it will be said again
        view.folder.record_sums(file, [loaded.sum, *view.folder.known_sums(file)])
    return Noticed(
        N_("{file} is not as this program last saved it. Its current contents were accepted."),
        hint=N_("If that was intended, there is nothing to do."),
        fate="",
        file=file,
    )


def _put_aside(folder: DataFolder) -> list[AppError]:
    return [
        DataDamaged(
            N_("{file} was changed by somebody else while you were changing it; what was found is kept."),
            hint=N_("Compare the two with “freelance-comm doctor”."),
            file=f"{STATE}/conflicts/{name}",
        )
        for name in settled.waiting(folder)
    ]


def _foreign_redo(folder: DataFolder) -> list[AppError]:
    try:
        found = redo.read(folder)
    except OSError:
        return []
    if found is None or found[1] is not None:
        return []
    return [
        DataDamaged(
            N_("{file} contains an unfinished change from another machine: it was not applied here."),
            hint=N_("Start the program on that machine so that it can finish, then let the files sync again."),
            file=f"{STATE}/{redo.FILE}",
        )
    ]


def _open_to_others(folder: DataFolder) -> list[AppError]:
    try:
        mode = os.stat(folder.root).st_mode
    except OSError:
        return []
    if not stat.S_IMODE(mode) & 0o077 or folder.is_known(_OPEN_FOLDER):
        return []
    with suppress(OSError):  # in a read-only folder it will be said again
        folder.record_sums(_OPEN_FOLDER, [oct(stat.S_IMODE(mode))])
    return [
        Noticed(
            N_("Other users of this computer can look into your data folder."),
            hint=N_("To keep it to yourself: chmod 700 {folder}"),
            fate="",
            folder=folder.root,
        )
    ]
