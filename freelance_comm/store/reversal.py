"""Takes noted changes back inside a new one: each document is compared with what was noted before it is put back.

What somebody changed since is never written over: it is returned as a clash, and the caller gives the whole step up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.progress import counted
from freelance_comm.domain.record import Record
from freelance_comm.store.journal import NEVER_BACK
from freelance_comm.store.places import ARCHIVE, PROJECTS, RUNNING, is_data_file, project_of

if TYPE_CHECKING:
    from freelance_comm.domain.progress import Progress
    from freelance_comm.store.journal import NotedFile
    from freelance_comm.store.past import PastStep
    from freelance_comm.store.staging import Staging
    from freelance_comm.store.tables import StagedFile


_FRAME = ("format", *NEVER_BACK.values())


class Clash(Record):
    """A document that is not as the change left it. ``now`` is what stands there, None where it is gone."""

    file: str
    table: str
    key: str
    noted: dict[str, Any] | None
    now: dict[str, Any] | None


class Reversal:
    """Puts what steps changed back into ``staging``; ``clashes`` says why that must not be kept."""

    def __init__(self, staging: Staging) -> None:
        self.clashes: list[Clash] = []
        self._staging = staging
        self._maybe_empty: dict[str, None] = {}

    def take_back(self, step: PastStep, progress: Progress | None = None) -> None:
        """Take one step back, its last change first; ``progress`` is told of files."""
        files = [noted for change in reversed(step.changes) for noted in reversed(change.files or ())]
        for noted in counted(files, progress, every=1):
            self._file(noted)
        for file in self._maybe_empty:
            self._drop(file)
        self._require_one_timer(step)

    def _file(self, noted: NotedFile) -> None:
        file, origin = self._present(noted["file"]), noted.get("from")
        if origin is not None and file != noted["file"]:
            self._moved_since(noted)
            return
        there = not noted.get("gone")
        if _of_project(file) and there != self._staging.present(file):
            self._moved_since(noted)  # the project was removed, or is there again
            return
        content = self._staging.stage(file)
        for table, documents in noted["tables"].items():
            if not there and table not in content.tables_now:
                content.table(table, persist_empty=True)
            for key, (before, after) in documents.items():
                self._document(content, file, (table, key), before, after)
        tables = content.tables_now
        for table in noted.get("fresh", ()):
            if table in tables and not tables[table]:
                content.drop_table(table)
        if noted.get("new"):
            self._maybe_empty[file] = None
        if origin is not None:
            self._staging.move(file, origin)

    def _document(
        self, content: StagedFile, file: str, where: tuple[str, str], before: dict[str, Any] | None, after: Any
    ) -> None:
        table, key = where
        now = content.document(table, int(key))
        if table == "format":
            if before is not None:
                content.replace_document(table, int(key), before)
        elif table == NEVER_BACK.get(file):
            if before is not None and (now is None or now.get("last", 0) < before.get("last", 0)):
                (content.replace_document if now is not None else content.insert_document)(table, int(key), before)
        elif now != after:
            self.clashes.append(Clash(file=file, table=table, key=key, noted=after, now=now))
        elif before is None:
            content.remove_document(table, int(key))
        elif now is None:
            content.insert_document(table, int(key), before)
        else:
            content.replace_document(table, int(key), before)

    def _present(self, file: str) -> str:
        """Return where a noted file lies now: a project may have been archived, or taken out of the archive."""
        if not is_data_file(file):
            raise ValueError(f"{file} is not a data file")
        if not _of_project(file):
            return file
        return self._staging.project_file(_project_id(file)) or file

    def _moved_since(self, noted: NotedFile) -> None:
        file = self._present(noted["file"])
        content = self._staging.stage(file)
        number = _project_id(file)
        now = content.document("project", number)
        self.clashes.append(Clash(file=file, table="project", key=str(number), noted=None, now=now))

    def _require_one_timer(self, step: PastStep) -> None:
        """Two timers never run: one that was started since stands in the way of one that would come back."""
        back = {key for file, _, key, before, _ in parts(step) if file == RUNNING and before is not None}
        loaded = self._staging.load(RUNNING) if back else None
        running = loaded.tables.get("timer", {}) if loaded is not None else {}
        for key in sorted(running.keys() - back):
            self.clashes.append(Clash(file=RUNNING, table="timer", key=key, noted=None, now=running[key]))

    def _drop(self, file: str) -> None:
        """Remove a file that the change had made, if nothing but its frame is left in it.

        Of a project nothing may be left: what somebody added to it since would be lost to view.
        """
        content = self._staging.stage(file)
        frame = ("format", NEVER_BACK.get(file))
        left = [
            (table, key) for table, documents in content.tables_now.items() for key in documents if table not in frame
        ]
        if not left and NEVER_BACK.get(file) not in content.tables_now:
            self._staging.move(file, None)
        elif left and _of_project(file):
            for table, key in left:
                now = content.document(table, int(key))
                self.clashes.append(Clash(file=file, table=table, key=key, noted=None, now=now))


def _of_project(file: str) -> bool:
    return file.partition("/")[0] in (PROJECTS, ARCHIVE)


def _project_id(file: str) -> int:
    number = project_of(file.rpartition("/")[2])
    assert number is not None  # it is a data file, so its name says which project it holds
    return number


Part = tuple[str, str, str, dict[str, Any] | None, dict[str, Any] | None]
"""File, table, id, and the document before and after."""


def parts(step: PastStep) -> list[Part]:
    """Return everything that a step changed, each document once, though it may have moved between files."""
    found: dict[tuple[str, str], Part] = {}
    for change in step.changes:
        own: dict[tuple[str, str], Part] = {}
        for noted in change.files or ():
            for table, documents in noted["tables"].items():
                for key, (before, after) in documents.items():
                    _, _, _, old, new = own.get((table, key), ("", "", "", None, None))
                    own[table, key] = (noted["file"], table, key, before or old, after or new)
        for where, part in own.items():
            found[where] = (*part[:3], found.get(where, part)[3], part[4])
    return [part for part in found.values() if part[1] not in _FRAME and part[3] != part[4]]
