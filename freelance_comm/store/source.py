"""The files of a workspace as tables, parsed once for each content, and never shared with those who write."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any, Protocol

from freelance_comm.domain.errors import AppError, DataDamaged
from freelance_comm.store import document, redo
from freelance_comm.store.document import Tables, content_sum, parse, parse_own, version_of
from freelance_comm.store.folder import DataFolder, Signature
from freelance_comm.store.places import ARCHIVE, PROJECTS, WORKSPACE, is_year, month_of_file, project_of

_TRIES = 3
_MOST_FILES = 48
"""So many files are kept in memory, those read last; a screen that stays open for weeks does not grow."""


class Loaded:
    """One file as it was read. Nobody may change ``tables``; ``records`` keeps what was decoded from them."""

    __slots__ = ("file", "path", "records", "signature", "sum", "tables", "text", "unknown", "version")

    def __init__(
        self,
        folder: DataFolder,
        file: str,
        tables: Tables,
        signature: Signature,
        content: str,
        *,
        text: bytes | None = None,
        unknown: bool = False,
        version: int | None = None,
    ) -> None:
        self.file = file
        self.path = folder.path(file)
        self.tables = tables
        self.signature = signature
        self.sum = content
        self.text = text
        """The text of the file, if this program wrote it: unchanged documents are saved again as they stand there."""
        self.unknown = unknown
        """Whether the content differs from what this program last wrote (changed by hand, or by a sync client)."""
        self.version = version_of(tables) if version is None else version
        """The format the file is stored in; ``tables`` have the present one, or a newer one."""
        self.records: dict[str, Any] = {}


class View(Protocol):
    """What derived summaries and readers look at: the disk, or the disk with the edits of a change on top."""

    folder: DataFolder
    suspects: set[str]
    """Files that may hold what this program did not write."""
    announced: list[AppError]
    """What this process did to the files as a whole."""

    def load(self, file: str) -> Loaded | None:
        """Return a file's content, ``None`` if there is no such file. Raises ``DataDamaged``."""

    def signature(self, file: str) -> Signature | None:
        """Return what tells a file's generations apart, ``None`` if there is no such file."""

    def signatures(self, files: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of many files; those that are not there are left out."""

    def forget(self, file: str) -> None:
        """Drop a file from memory."""

    def months(self, folder: str) -> list[str]:
        """Return the months (``YYYY-MM``) for which a partition has a file, oldest first."""

    def open_projects(self) -> dict[int, list[str]]:
        """Return the files in ``projects`` by the id in their names."""

    def closed_projects(self) -> dict[int, list[str]]:
        """Return the files in ``archive`` by the id in their names."""

    def project_file(self, project_id: int) -> str | None:
        """Return the path of a project's file, open or closed. Raises ``DataDamaged`` where two claim the id."""


class Source:
    """Reads files and lists folders; threads may share one."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.suspects: set[str] = set()
        self.announced: list[AppError] = []
        self._loaded: dict[str, Loaded] = {}
        self._pending: tuple[Signature, redo.Plan | None] | None = None

    def load(self, file: str) -> Loaded | None:
        """Return a file's content, ``None`` if there is no such file. Raises ``DataDamaged``."""
        plan = self.pending()
        if plan is not None and file in plan.named:
            planned = plan.named[file]
            if planned.removes:
                return None
            data = redo.staged_content(self.folder, file) if planned.staged else planned.text
            if data is not None:
                return self._from_plan(file, data)
        signature = self.folder.signature(file)
        cached = self._loaded.get(file)
        if cached is not None and cached.signature == signature:
            return cached
        read = self.folder.read(file)
        if read is None:
            self._loaded.pop(file, None)
            self._require_unknown(file)
            return None
        data, signature = read
        loaded = self._parsed(file, data, signature)
        self._keep(loaded)
        return loaded

    def raw(self, file: str) -> bytes | None:
        """Return the bytes that ``load`` would read, ``None`` if there are none. Raises ``DataDamaged``."""
        plan = self.pending()
        if plan is not None and file in plan.named:
            planned = plan.named[file]
            data = redo.staged_content(self.folder, file) if planned.staged else planned.text
            if data is not None or planned.removes:
                return data
        read = self.folder.read(file)
        return read[0] if read is not None else None

    def signature(self, file: str) -> Signature | None:
        """Return what tells a file's generations apart without opening it, ``None`` if it is not there."""
        plan = self.pending()
        if plan is not None and file in plan.named:
            assert self._pending is not None
            return None if plan.named[file].removes else (-1, self._pending[0][1], 0)
        return self.folder.signature(file)

    def signatures(self, files: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of many files; those that are not there are left out.

        A decided change is looked for before and after, not for each file: half of the cost of a long history.
        """
        wanted = tuple(files)
        for _ in range(_TRIES):
            if self.pending() is not None:
                break
            found = self.folder.signatures(wanted)
            if self.pending() is None:
                return found
        return {file: signature for file in wanted if (signature := self.signature(file)) is not None}

    def remember(self, file: str, tables: Tables, signature: Signature, content: str, text: bytes) -> None:
        """Take what was just written as read."""
        self._keep(Loaded(self.folder, file, tables, signature, content, text=text))

    def forget(self, file: str) -> None:
        """Drop a file from memory."""
        self._loaded.pop(file, None)

    def pending(self) -> redo.Plan | None:
        """Return the change that was decided but not finished, ``None`` as a rule.

        Readers see it as done, so that they find both files of it old or both new.
        """
        path = self.folder.state_path(redo.FILE)
        try:
            state = os.stat(path)
        except OSError:
            return None
        signature = (state.st_ino, state.st_mtime_ns, state.st_size)
        if self._pending is None or self._pending[0] != signature:
            self._pending = (signature, redo.read_own(self.folder))
        return self._pending[1]

    def months(self, folder: str) -> list[str]:
        """Return the months (``YYYY-MM``) for which a partition has a file, oldest first."""
        return sorted(month for name in self._names(folder) if (month := month_of_file(name)) is not None)

    def open_projects(self) -> dict[int, list[str]]:
        """Return the files in ``projects`` by the id in their names; more than one is a fault of a sync client."""
        return self._by_project(PROJECTS)

    def closed_projects(self) -> dict[int, list[str]]:
        """Return the files in ``archive`` by the id in their names."""
        result: dict[int, list[str]] = {}
        for year in sorted(filter(is_year, self._names(ARCHIVE))):
            for project_id, found in self._by_project(f"{ARCHIVE}/{year}").items():
                result.setdefault(project_id, []).extend(found)
        return result

    def project_file(self, project_id: int) -> str | None:
        """Return the path of a project's file, open or closed. Raises ``DataDamaged`` where two claim the id."""
        return claimed_file(self, project_id)

    def _by_project(self, folder: str) -> dict[int, list[str]]:
        result: dict[int, list[str]] = {}
        for name in sorted(self._names(folder)):
            project_id = project_of(name)
            if project_id is not None:
                result.setdefault(project_id, []).append(f"{folder}/{name}")
        return result

    def _names(self, folder: str) -> set[str]:
        try:
            names = set(os.listdir(self.folder.path(folder)))
        except (FileNotFoundError, NotADirectoryError):
            names = set()
        except OSError as error:
            from freelance_comm.store.damage import unreadable_file

            raise unreadable_file(error, folder) from error
        plan = self.pending()
        if plan is not None:
            for file, planned in plan.named.items():
                above, _, name = file.rpartition("/")
                if above == folder:
                    (names.discard if planned.removes else names.add)(name)
                elif not planned.removes and above.rpartition("/")[0] == folder:
                    names.add(above.rpartition("/")[2])
        return names

    def _keep(self, loaded: Loaded) -> None:
        self._loaded.pop(loaded.file, None)
        self._loaded[loaded.file] = loaded
        for oldest in list(self._loaded)[:-_MOST_FILES]:
            self._loaded.pop(oldest, None)

    def _parsed(self, file: str, data: bytes, signature: Signature) -> Loaded:
        content = content_sum(data)
        known = self.folder.known_sums(file)
        if content in known:
            try:
                tables = parse_own(data)
            except ValueError:
                pass  # a repair under way has registered the damaged text that it is about to replace
            else:
                return self._current(file, tables, signature, content, text=data)
        try:
            loaded = self._current(file, parse(data, file), signature, content, unknown=bool(known))
        except DataDamaged as error:
            from freelance_comm.store.history import offer

            raise offer(error, self.folder, file) from error
        if loaded.unknown:
            self.suspects.add(file)
        return loaded

    def _current(
        self,
        file: str,
        tables: Tables,
        signature: Signature,
        content: str,
        *,
        text: bytes | None = None,
        unknown: bool = False,
    ) -> Loaded:
        """Return what was read in the present format, whichever it is stored in."""
        version = version_of(tables)
        if version < document.VERSION:
            from freelance_comm.store.migrations import brought_up

            tables, text = brought_up(tables, file), None
        return Loaded(self.folder, file, tables, signature, content, text=text, unknown=unknown, version=version)

    def is_outdated(self) -> bool:
        """Whether the workspace is of an older format, as its first file tells. Raises ``DataDamaged``."""
        loaded = self.load(WORKSPACE) if self.signature(WORKSPACE) is not None else None
        return loaded is not None and loaded.version < document.VERSION

    def _from_plan(self, file: str, data: bytes) -> Loaded:
        assert self._pending is not None
        signature = (-1, self._pending[0][1], 0)
        cached = self._loaded.get(file)
        if cached is None or cached.signature != signature:
            cached = self._loaded[file] = self._current(file, parse(data, file), signature, content_sum(data))
        return cached

    def _require_unknown(self, file: str) -> None:
        if self.folder.is_known(file):
            from freelance_comm.store.damage import missing_file
            from freelance_comm.store.history import offer

            raise offer(missing_file(file), self.folder, file)


def claimed_file(view: View, project_id: int) -> str | None:
    """Return the one file of a project in ``view``. Raises ``DataDamaged`` where two claim the id."""
    for listed in (view.open_projects, view.closed_projects):
        claimed = listed().get(project_id)
        if claimed and len(claimed) > 1:
            from freelance_comm.store.damage import two_files

            raise two_files(claimed[0], claimed[1])
        if claimed:
            return claimed[0]
    return None
