"""The use cases of looking after the data files: finding what is wrong with them, and putting it right on request."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from freelance_comm.store.ailments import Ailment, Examination, Treated

if TYPE_CHECKING:
    from freelance_comm.domain.progress import Progress
    from freelance_comm.services.desk import Desk

__all__ = ["Ailment", "Examination", "Treated", "examine", "file_named", "treat"]


def examine(desk: Desk, progress: Progress | None = None) -> Examination:
    """Look at every file and every record of the workspace, and change nothing; ``progress`` is told of files."""
    return desk.workspace.examine(progress)


def treat(
    desk: Desk, keys: Collection[str] | None = None, *, choices: Mapping[str, str] | None = None
) -> tuple[Treated, ...]:
    """Put right what can be put right: the ailments in ``keys``, by default all that have a remedy.

    ``choices`` maps the key of an ailment, or a file, to "restore" or "forget"; where choices are given and ``keys``
    is None, only they are carried out. Whatever does not win is kept in ``.state/conflicts/settled``. Each ailment is a
    step of its own: a failure leaves those before it done. Raises ``NotFound`` where no earlier state of a file is
    known, ``BadValue`` for a choice that cannot be, ``NewerData``, ``NotSaved``, ``Unconfirmed`` and ``Busy``.
    """
    from freelance_comm.store.treatment import treat as put_right

    return put_right(desk.workspace, desk.now(), keys, choices or {})


def file_named(desk: Desk, path: str) -> str:
    """Return the file of the workspace that a person means by ``path``, relative to the data folder."""
    root = os.path.realpath(desk.workspace.root)
    full = os.path.realpath(path)
    if full.startswith(root + os.sep):
        return os.path.relpath(full, root).replace(os.sep, "/")
    return os.path.normpath(path).replace(os.sep, "/")
