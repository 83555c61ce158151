"""Examines a workspace: every file and every record, and changes nothing.

What is found about whole files is here; what only shows when all records are seen together is in ``cross_check``.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, DataDamaged, NewerData, Noticed
from freelance_comm.domain.marking import N_
from freelance_comm.domain.progress import Progress, counted
from freelance_comm.store import damage, derived, erasure, redo, settled
from freelance_comm.store.ailments import Ailment, Examination
from freelance_comm.store.cross_check import CrossCheck
from freelance_comm.store.document import VERSION
from freelance_comm.store.last_good import last_good
from freelance_comm.store.listing import Listing, listed
from freelance_comm.store.places import PROJECTS, STATE, project_of
from freelance_comm.store.salvage import decoded, salvaged, sides

if TYPE_CHECKING:
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.source import Loaded, Source


def examine(source: Source, progress: Progress | None = None) -> Examination:
    """Return everything that is not as it should be in the workspace of ``source``, what is grave first.

    ``progress`` is told of files.
    """
    found = listed(source.folder)
    ailments = _unfinished(source.folder, found)
    check = CrossCheck(source.folder)
    for file in counted(_with_missing(source, found), progress, every=1):
        ailment = _file(source, file)
        if ailment is not None:
            ailments.append(ailment)
            check.pass_over(file)
            continue
        loaded = source.load(file)
        if loaded is None:
            continue
        if loaded.unknown:
            ailments.append(_outside(loaded))
        ailments += check.take(loaded)
        source.forget(file)
    ailments += check.findings()
    ailments += _copies(source.folder, found)
    ailments += _around(source.folder, found)
    return Examination(
        ailments=tuple(sorted(ailments, key=lambda ailment: not ailment.grave)),
        files=len(found.data),
        records=check.records,
    )


def _with_missing(source: Source, found: Listing) -> list[str]:
    plan = source.pending()
    decided = set(plan.named) if plan is not None else set()
    missing = [file for file in source.folder.known_files() if file not in found.data and file not in decided]
    return sorted({*found.data, *missing})


def _file(source: Source, file: str) -> Ailment | None:
    """Return what keeps a file from being read, ``None`` if nothing does."""
    try:
        loaded = source.load(file)
    except DataDamaged as error:
        return _damaged_file(source.folder, file, error)
    if loaded is not None and loaded.version > VERSION:
        newer: NewerData = damage.newer_version(file, loaded.version)
        return Ailment(key=f"newer:{file}", file=file, error=newer, grave=True)
    return None


def _damaged_file(folder: DataFolder, file: str, error: DataDamaged) -> Ailment:
    try:
        folder.real_path(file)
    except DataDamaged:
        return Ailment(key=f"link:{file}", file=file, error=error, grave=True)
    good = last_good(folder, file)
    restore = ("restore",) if good is not None else ()
    try:
        read = folder.read(file)
    except DataDamaged:
        return Ailment(key=f"unreadable:{file}", file=file, error=error, choices=restore, grave=True)
    if read is None:
        return Ailment(key=f"missing:{file}", file=file, error=error, choices=(*restore, "forget"), grave=True)
    text = decoded(read[0])[0]
    if sides(text) is not None:
        remedy = N_("Merge both versions, record by record.")
        return Ailment(key=f"markers:{file}", file=file, error=error, remedy=remedy, grave=True)
    return _damaged_text(folder, file, read[0], error)


def _damaged_text(folder: DataFolder, file: str, data: bytes, error: DataDamaged) -> Ailment:
    key = f"damaged:{file}"
    found, good = salvaged(data, file), last_good(folder, file)
    if found.complete and found.sure:
        remedy = N_("Rewrite it: all records in it can be read ({count}).")
    elif good is not None and found.count:
        remedy = N_("Put back its last good state (records: {good}), and add what can be read in the damaged text.")
    elif good is not None:
        remedy = N_("Put back its last good state (records: {good}).")
    elif found.count:
        remedy = N_("Rewrite it with what can still be read (records: {count}).")
    else:
        return Ailment(key=key, file=file, error=error, choices=("forget",), grave=True)
    params = {"count": found.count, "good": good.count if good is not None else 0}
    return Ailment(key=key, file=file, error=error, remedy=remedy, remedy_params=params, grave=True)


def _outside(loaded: Loaded) -> Ailment:
    error = Noticed(
        N_("{file} is not as this program last saved it: it was changed by hand, or by another device."),
        hint=N_("If that was not intended, look for an earlier state with `freelance-comm doctor --restore {path}`."),
        fate="",
        file=loaded.file,
        path=_quoted(loaded.file),
    )
    return Ailment(key=f"outside:{loaded.file}", file=loaded.file, error=error, remedy=N_("Accept it as it is now."))


def _copies(folder: DataFolder, found: Listing) -> list[Ailment]:
    result = []
    for file, original in found.copies:
        error = DataDamaged(
            N_("{file} is a second version of {original}, left by a sync program: two devices changed one file."),
            fate="",
            file=file,
            original=original,
        )
        remedy = N_("Merge both, record by record.")
        if _belongs_elsewhere(folder, file, original):
            error.hint = N_(
                "It contains a different project from the one it is named after: give it its proper name, or move it "
                "away."
            )
            remedy = ""
        result.append(Ailment(key=f"copy:{file}", file=file, error=error, remedy=remedy))
    for name in settled.waiting(folder):
        file = f"{settled.CONFLICTS}/{name}"
        error = DataDamaged(
            N_("{file} was kept when somebody else changed {original} at the same time."),
            fate="",
            file=file,
            original=settled.put_aside_from(name),
        )
        remedy = N_("Copy over what is only in it, and set it aside.")
        result.append(Ailment(key=f"aside:{name}", file=file, error=error, remedy=remedy))
    return result


def _belongs_elsewhere(folder: DataFolder, file: str, original: str) -> bool:
    wanted = project_of(original.rpartition("/")[2]) if original.startswith(PROJECTS) or "/" in original else None
    if wanted is None:
        return False
    try:
        read = folder.read(file)
    except DataDamaged:
        return False
    heads = salvaged(read[0], original).tables.get("project", {}) if read is not None else {}
    return bool(heads) and str(wanted) not in heads


def _unfinished(folder: DataFolder, found: Listing) -> list[Ailment]:
    result = [
        Ailment(key=f"link:{error.params.get('file')}", file=str(error.params.get("file")), error=error, grave=True)
        for error in found.problems
    ]
    try:
        waiting = redo.read(folder)
    except OSError:
        waiting = None
    file = f"{STATE}/{redo.FILE}"
    if waiting is not None and waiting[1] is None:
        error: AppError = DataDamaged(
            N_("{file} contains an unfinished change from another machine: it was not applied here."),
            hint=N_("Start the program on that machine so that it can finish, then let the files sync again."),
            fate="",
            file=file,
        )
        result.append(
            Ailment(key="redo:foreign", file=file, error=error, remedy=N_("Set it aside without applying it."))
        )
    elif waiting is not None:
        error = Noticed(N_("A change was made, but not finished."), fate="", file=file)
        result.append(Ailment(key="redo:own", file=file, error=error, remedy=N_("Finish it.")))
    if erasure.is_waiting(folder):
        file = f"{STATE}/{erasure.NOTE}"
        error = Noticed(
            N_("Erasing a client was begun but not finished: earlier states of files may still contain their data."),
            fate="",
            file=file,
        )
        result.append(Ailment(key="erasing", file=file, error=error, remedy=N_("Finish it.")))
    return result


def _around(folder: DataFolder, found: Listing) -> list[Ailment]:
    """Return what is about the folder rather than about records: none of it is grave."""
    result = [_stranger(file) for file in found.strangers]
    if found.exposed:
        error = Noticed(
            N_("Other users of this computer can look at your files, such as {file} (in all: {count})."),
            fate="",
            file=found.exposed[0],
            count=len(found.exposed),
        )
        result.append(Ailment(key="exposed", file="", error=error, remedy=N_("Make them private.")))
    if found.leftovers:
        error = Noticed(
            N_(
                "A program that was stopped left unfinished files, such as {file} (in all: {count}); they are harmless."
            ),
            fate="",
            file=found.leftovers[0],
            count=len(found.leftovers),
        )
        result.append(Ailment(key="leftovers", file="", error=error, remedy=N_("Remove them.")))
    if found.data and not folder.known_files():
        error = Noticed(N_("The checksums of your files are gone: the local state was deleted, or is new."), fate="")
        result.append(Ailment(key="sums", file="", error=error, remedy=N_("Create them again.")))
    result += [_derived(name) for name in _unusable(folder)]
    return result


def _stranger(file: str) -> Ailment:
    error = Noticed(
        N_("{file} is not a file of this program: it was not loaded."),
        hint=N_("Move it out of the data folder, or change its name back."),
        fate="",
        file=file,
    )
    return Ailment(key=f"stranger:{file}", file=file, error=error)


def _unusable(folder: DataFolder) -> list[str]:
    names = ["open-items.json", "closed-items.json", "closed-glimpses.json", "roll-up.json", "conversations.json"]
    with suppress(OSError):  # there are none yet
        names += [f"folds/{name}" for name in sorted(os.listdir(folder.state_path("folds"))) if name[:1] != "."]
    return [name for name in names if os.path.exists(folder.state_path(name)) and not derived.load(folder, name)]


def _derived(name: str) -> Ailment:
    file = f"{STATE}/{name}"
    error = Noticed(
        N_("{file} cannot be used; it only sums up other files, and will be created again."), fate="", file=file
    )
    return Ailment(key=f"derived:{name}", file=file, error=error, remedy=N_("Remove it."))


def _quoted(file: str) -> str:
    from shlex import quote

    return quote(file)
