"""The workspace as a change sees it: the disk with the change's own edits on top, nothing of it written yet."""

from __future__ import annotations

from collections.abc import Iterable

from freelance_comm.store import document, redo
from freelance_comm.store.commit import Target
from freelance_comm.store.document import Tables, checked_dump, new_tables
from freelance_comm.store.folder import DataFolder, Signature
from freelance_comm.store.places import ARCHIVE, PROJECTS, WORKSPACE, month_of_file, project_of
from freelance_comm.store.source import Loaded, Source, claimed_file
from freelance_comm.store.tables import StagedFile

_STAGED = -2
"""Stands in the place of an inode in the signatures of staged files."""


class Entry:
    """One file of the change: how it was found, where it is going (``None``: away), and its content now."""

    def __init__(self, loaded: Loaded | None, file: str) -> None:
        self.loaded = loaded
        self.destination: str | None = file
        self.content = StagedFile(loaded.tables if loaded is not None else new_tables())

    def differs(self, file: str) -> bool:
        """Whether what the change holds for ``file`` is not simply what lies there."""
        return self.content.changed or (self.loaded is not None and self.loaded.file != file)

    def edited(self, file: str) -> bool:
        """Whether there is anything to write for what lay at ``file`` when the change began."""
        if self.destination != file:
            return self.loaded is not None or self.destination is not None
        return self.content.changed and (self.loaded is None or self.content.tables_now != self.loaded.tables)


class Staging:
    """Implements the view of readers over a source and the edits of one change."""

    def __init__(self, source: Source) -> None:
        self.folder: DataFolder = source.folder
        self.suspects = source.suspects
        self.announced = source.announced
        self._source = source
        self._entries: dict[str, Entry] = {}
        self._edits = 0
        self._views: dict[str, tuple[int, Loaded]] = {}

    def stage(self, file: str) -> StagedFile:
        """Return the content of ``file`` for editing. Raises ``NewerData`` where a newer program wrote it."""
        self._edits += 1
        return self._entry(file).content

    def present(self, file: str) -> bool:
        """Whether there is such a file, as far as the change has come."""
        return self.signature(file) is not None

    def move(self, file: str, destination: str | None) -> None:
        """Let ``file`` end up as ``destination``; ``None`` removes it."""
        self._edits += 1
        self._entry(file).destination = destination

    def edited(self) -> list[tuple[str, Entry]]:
        """Return the files for which there is something to write, by where they lay when the change began."""
        return [(file, entry) for file, entry in self._entries.items() if entry.edited(file)]

    def targets(self) -> list[Target]:
        """Return what is to be written, removals last. Raises ``NotSaved`` for content that cannot be stored."""
        edited = self.edited()
        puts = [
            _put(entry.destination, entry.content, entry.loaded if entry.destination == file else None)
            for file, entry in edited
            if entry.destination is not None
        ]
        removals = [
            Target(file, text=None, found=entry.loaded.signature, before=entry.loaded.sum)
            for file, entry in edited
            if entry.destination != file and entry.loaded is not None
        ]
        return puts + removals

    def tables(self, file: str) -> Tables:
        """Return the content a target of this change was made from."""
        return next(entry.content.tables_now for entry in self._entries.values() if entry.destination == file)

    def _entry(self, file: str) -> Entry:
        entry = self._now_at(file)
        if entry is None:
            if file in self._entries:
                raise ValueError(f"{file} was moved away by the same change")
            if not self._entries and file != WORKSPACE:
                self._require_known_version(self._source.load(WORKSPACE))
            loaded = self._source.load(file)
            self._require_known_version(loaded)
            entry = self._entries[file] = Entry(loaded, file)
        return entry

    def _require_known_version(self, loaded: Loaded | None) -> None:
        if loaded is not None and loaded.version > document.VERSION:
            from freelance_comm.store.damage import newer_version

            raise newer_version(loaded.file, loaded.version)

    def _now_at(self, file: str) -> Entry | None:
        return next((entry for entry in self._entries.values() if entry.destination == file), None)

    def load(self, file: str) -> Loaded | None:
        """Return a file's content with the edits of the change."""
        entry = self._now_at(file)
        if entry is None:
            return None if file in self._entries else self._source.load(file)
        return self._edited(file, entry) if entry.differs(file) else entry.loaded

    def _edited(self, file: str, entry: Entry) -> Loaded:
        kept = self._views.get(file)
        if kept is None or kept[0] != self._edits:
            tables = entry.content.tables_now
            view = Loaded(self.folder, file, tables, (_STAGED, self._edits, 0), "")
            kept = self._views[file] = (self._edits, view)
        return kept[1]

    def signature(self, file: str) -> Signature | None:
        """Return what tells a file's states apart, also those within the change."""
        entry = self._now_at(file)
        if entry is not None and entry.differs(file):
            return (_STAGED, self._edits, 0)
        return None if entry is None and file in self._entries else self._source.signature(file)

    def signatures(self, files: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of many files; those that are not there are left out."""
        return {file: signature for file in files if (signature := self.signature(file)) is not None}

    def forget(self, file: str) -> None:
        """Keep everything: a change is short."""

    def months(self, folder: str) -> list[str]:
        """Return the months for which a partition has a file, oldest first."""
        found = set(self._source.months(folder))
        for file, entry in self._entries.items():
            above, _, name = file.rpartition("/")
            month = month_of_file(name)
            if above == folder and month is not None and entry.differs(file):
                found.add(month)
        return sorted(found)

    def open_projects(self) -> dict[int, list[str]]:
        """Return the files in ``projects`` by the id in their names."""
        return self._listed(self._source.open_projects(), PROJECTS)

    def closed_projects(self) -> dict[int, list[str]]:
        """Return the files in ``archive`` by the id in their names."""
        return self._listed(self._source.closed_projects(), ARCHIVE)

    def project_file(self, project_id: int) -> str | None:
        """Return the path of a project's file, open or closed. Raises ``DataDamaged`` where two claim the id."""
        return claimed_file(self, project_id)

    def _listed(self, found: dict[int, list[str]], top: str) -> dict[int, list[str]]:
        result = {
            project_id: [file for file in claimed if file not in self._entries] for project_id, claimed in found.items()
        }
        for entry in self._entries.values():
            file = entry.destination
            if file is None or not file.startswith(top + "/"):
                continue
            project_id = project_of(file.rpartition("/")[2])
            if project_id is not None and (entry.loaded is not None or entry.content.changed):
                result.setdefault(project_id, []).append(file)
        return {project_id: claimed for project_id, claimed in result.items() if claimed}


def _put(file: str, content: StagedFile, loaded: Loaded | None) -> Target:
    tables = content.tables_now
    former = loaded.text if loaded is not None else None
    return Target(
        file,
        text=checked_dump(tables, file, former=former, touched=content.touched),
        found=loaded.signature if loaded is not None else None,
        before=loaded.sum if loaded is not None else None,
        difference=lambda: redo.difference(loaded.tables if loaded is not None else {}, tables),
    )
