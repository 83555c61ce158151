"""Says in words for people why the disk or the system refused; loaded only when something failed."""

from __future__ import annotations

import errno
import os

from freelance_comm.domain.errors import NotSaved
from freelance_comm.domain.marking import N_

_TRY_AGAIN = N_("Then repeat the command.")
_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: (N_("The disk is full: {file} was not saved."), N_("Free some space, then repeat the command.")),
    errno.EDQUOT: (
        N_("Your quota on this disk is used up: {file} was not saved."),
        N_("Free some space, then repeat the command."),
    ),
    errno.EROFS: (
        N_("The disk is read-only: {file} was not saved."),
        N_("Make the disk writable, or choose another data folder with --data-dir."),
    ),
    errno.EACCES: (
        N_("You have no permission to write {file}: it was not saved."),
        N_("Check who owns the data folder and its permissions."),
    ),
    errno.EPERM: (
        N_("You have no permission to write {file}: it was not saved."),
        N_("Check who owns the data folder and its permissions."),
    ),
    errno.EIO: (
        N_("The disk reported an error: {file} was not saved."),
        N_("Check the disk, and make a copy of your data folder soon."),
    ),
    errno.EXDEV: (
        N_("{file} points to another disk and was not saved."),
        N_("Keep the data folder on one disk."),
    ),
    errno.ENAMETOOLONG: (
        N_("The path of {file} is too long: it was not saved."),
        N_("Choose a data folder with a shorter path."),
    ),
    errno.EFBIG: (N_("{file} would become too large for this disk: it was not saved."), _TRY_AGAIN),
    errno.EMFILE: (N_("Too many files are open: {file} was not saved."), N_("Close some programs, then try again.")),
    errno.ENFILE: (N_("Too many files are open: {file} was not saved."), N_("Close some programs, then try again.")),
    errno.ENOENT: (
        N_("There is no folder to put {file} in: it was not saved."),
        N_("Create the folder, or choose another place, then repeat the command."),
    ),
    errno.ENOTDIR: (
        N_("There is a file where a folder should be: {file} was not saved."),
        N_("Choose another data folder with --data-dir, or move that file away."),
    ),
}


def not_saved(error: OSError, file: str) -> NotSaved:
    """Return the failure of a write before anything was put in place; ``file`` is relative to the data folder."""
    known = _REASONS.get(error.errno or 0)
    if known is None:
        return NotSaved(
            N_("{file} was not saved: {reason}."),
            hint=N_("Check the disk and the data folder, then repeat the command."),
            file=file,
            reason=error.strerror or type(error).__name__,
        )
    return NotSaved(known[0], hint=known[1], file=file)


def cannot_lock(error: OSError) -> NotSaved:
    """Return the refusal to write where no lock can be had: writing unlocked could lose somebody's change."""
    return NotSaved(
        N_("The data folder cannot be locked ({reason}), so nothing was saved."),
        hint=N_("Some network drives do not support locks: keep the data folder on a local disk."),
        reason=error.strerror or os.strerror(error.errno or 0),
    )


def foreign_owner(file: str, owner: str) -> NotSaved:
    """Return the refusal to replace a file that another user owns."""
    return NotSaved(
        N_("{file} belongs to {owner}: it can be read, but not saved."),
        hint=N_("Ask {owner} to give you the file, or use your own data folder."),
        file=file,
        owner=owner,
    )


def write_protected(file: str) -> NotSaved:
    """Return the refusal to replace a file whose owner made it read-only."""
    return NotSaved(
        N_("{file} is write-protected: it was not saved."),
        hint=N_("Remove the write protection, then repeat the command."),
        file=file,
    )


def replaced_meanwhile(file: str) -> NotSaved:
    """Return the refusal to overwrite what another program put in place during the change."""
    return NotSaved(
        N_("Another program changed {file} at the same moment: nothing was saved."),
        hint=N_("Repeat the command; both changes will then be kept."),
        file=file,
    )


def unserialisable(file: str, reason: str) -> NotSaved:
    """Return the refusal to write what would not read back as it was."""
    return NotSaved(
        N_("{file} was not saved: a value in it cannot be stored ({reason})."),
        hint=N_("This is a fault in the program; your data are as they were."),
        file=file,
        reason=reason,
    )
