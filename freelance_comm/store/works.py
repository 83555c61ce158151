"""The work in each project, done and to do: one row for each project's file, made anew when that file changes.

Apart from the summaries because only forecasts need it, and they need closed projects too: what was finished is kept
here, so that no closed project is opened to learn from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError, DataDamaged, NewerData
from freelance_comm.domain.project_work import ProjectWork
from freelance_comm.domain.task import Task
from freelance_comm.store import derived
from freelance_comm.store.codec import shape
from freelance_comm.store.decoding import project_parts

if TYPE_CHECKING:
    from freelance_comm.store.source import Loaded, View

_INDEX = "works.json"


class Works:
    """Keeps the rows; ``keep`` false leaves the file in ``.state`` alone."""

    def __init__(self, view: View, *, keep: bool) -> None:
        self._view = view
        self._keep = keep
        self._rows: dict[str, dict[str, Any]] | None = None
        self.problems: dict[str, AppError] = {}

    def all(self) -> tuple[ProjectWork, ...]:
        """Return the work of all projects, open and closed, oldest first. Unreadable files are left out."""
        before = self._rows
        if before is None:
            before = derived.load(self._view.folder, _INDEX).get("rows", {})
        rows: dict[str, dict[str, Any]] = {}
        changed = False
        for file in self._files():
            self.problems.pop(file, None)
            signature = self._view.signature(file)
            row = before.get(file)
            if signature is not None and row is not None and row["sig"] == derived.mark(signature):
                rows[file] = row
                derived.recall(self._view, file, row)
                continue
            changed = True
            try:
                loaded = self._view.load(file)
                if loaded is not None:
                    rows[file] = _row(loaded)
            except (DataDamaged, NewerData) as error:
                self.problems[file] = error
        self._rows = rows
        if self._keep and (changed or rows.keys() != before.keys()):
            derived.save(self._view.folder, _INDEX, {"rows": rows})
        found = [_from_row(row) for row in rows.values()]
        return tuple(sorted(found, key=lambda work: work.id))

    def _files(self) -> list[str]:
        opened = self._view.open_projects()
        listed = [files for key, files in self._view.closed_projects().items() if key not in opened]
        return [files[0] for files in (*opened.values(), *listed) if len(files) == 1]


def _row(loaded: Loaded) -> dict[str, Any]:
    from freelance_comm.domain.project_file import work_of

    work = work_of(project_parts(loaded))
    return {
        "sig": derived.mark(loaded.signature),
        "outside": loaded.unknown,
        "id": work.id,
        "work": shape(ProjectWork).plain(work.but(tasks=())),
        "tasks": [[task.id, shape(Task).plain(task)] for task in work.tasks],
    }


def _from_row(row: dict[str, Any]) -> ProjectWork:
    work: ProjectWork = shape(ProjectWork).record(row["work"], row["id"])
    if not row["tasks"]:
        return work
    return work.but(tasks=tuple([shape(Task).record(document, key) for key, document in row["tasks"]]))
