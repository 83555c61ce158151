"""Opens files that other programs wrote: ordinary ones only, of a bounded size, and without waiting for a pipe.

Apart because every import begins here, and the refusals must be the same for all.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from freelance_comm.domain.errors import AppError, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 256 * 1024 * 1024
"""Bytes that a file to be imported may have."""


def opened(path: Path, *, largest: int = LARGEST_FILE) -> BinaryIO:
    """Open a file of at most ``largest`` bytes for reading. Raises ``NotFound``, ``BadValue``."""
    name = show(str(path))
    try:
        handle = os.open(path.expanduser(), os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        stream = os.fdopen(handle, "rb")
        found = os.fstat(handle)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(N_("There is no file {file}."), hint=N_("Check the name and the folder."), file=name) from None
    except PermissionError:
        raise BadValue(
            N_("You are not allowed to read {file}."), hint=N_("Look at its permissions."), file=name
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise BadValue(N_("{file} cannot be read: {reason}."), file=name, reason=reason) from None
    refusal: AppError | None = None
    if not stat.S_ISREG(found.st_mode):
        refusal = BadValue(N_("{file} is not an ordinary file."), hint=N_("Give the file itself."), file=name)
    elif found.st_size > largest:
        refusal = BadValue(
            N_("{file} is larger than {limit} MB."),
            hint=N_("Split it up, for example by year."),
            file=name,
            limit=largest // 1024 // 1024,
        )
    if refusal is not None:
        stream.close()
        raise refusal
    return stream
