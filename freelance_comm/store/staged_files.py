"""Whole files that are made ready under ``.state/next`` before all of them are put in place in one step.

Apart from an overhaul because a workspace may be larger than memory and its redo file should be: what waits is on the
disk already, and the redo file only names it.
"""

from __future__ import annotations

import os

from freelance_comm.domain.errors import DataDamaged
from freelance_comm.store import files, redo
from freelance_comm.store.commit import Target
from freelance_comm.store.document import content_sum
from freelance_comm.store.folder import DataFolder, Signature
from freelance_comm.store.recovery import not_saved

_UNREAD = "unread"
"""Stands in the place of the sum of a file that the disk does not give: it can be replaced all the same."""


class StagedFiles:
    """Files to be put in place or removed by one commit. Named relative to the data folder."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._targets: list[Target] = []
        self._words: list[tuple[str, str]] = []

    def put(self, file: str, content: bytes) -> None:
        """Let ``file`` hold ``content``; it is on the disk when this returns. Raises ``NotSaved``, ``DataDamaged``."""
        found = self._present(file)
        if found is not None and found[0] == content:
            return
        path = redo.staged_path(self._folder, file)
        try:
            files.make_folder(os.path.dirname(path), sync=self._folder.durable)
            files.write_new(path, content, sync=self._folder.durable)
            with open(path, "rb") as written:
                same = written.read() == content
        except OSError as error:
            raise not_saved(error, file) from error
        if not same:
            from freelance_comm.store.refusals import unserialisable

            raise unserialisable(file, "it reads back differently")
        self._add(file, found, staged=content_sum(content))
        self._words.append(("replaced" if found is not None else "added", file))

    def remove(self, file: str) -> None:
        """Let there be no ``file``. Raises ``DataDamaged``."""
        found = self._present(file)
        if found is not None:
            self._add(file, found)
            self._words.append(("removed", file))

    def targets(self) -> list[Target]:
        """Return what is to be written, removals last."""
        return sorted(self._targets, key=lambda target: (target.after is None, target.file))

    def words(self) -> tuple[tuple[str, str], ...]:
        """Return what becomes of which file, as the journal notes it."""
        return tuple(self._words)

    def _add(self, file: str, found: tuple[bytes | None, Signature] | None, staged: str | None = None) -> None:
        before = signature = None
        if found is not None:
            signature = found[1]
            before = content_sum(found[0]) if found[0] is not None else _UNREAD
        self._targets.append(Target(file, text=None, found=signature, before=before, staged=staged))

    def _present(self, file: str) -> tuple[bytes | None, Signature] | None:
        """Return what lies there, no bytes where the disk does not give them. Raises ``DataDamaged`` for links out."""
        try:
            return self._folder.read(file)
        except DataDamaged:
            real = self._folder.real_path(file)
            signature = self._folder.signature(file)
            if signature is None or not os.path.isfile(real):
                raise
            return None, signature
