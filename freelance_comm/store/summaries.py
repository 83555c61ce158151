"""The summaries of projects: one row for each project's file, made anew when that file changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError, DataDamaged, NewerData
from freelance_comm.store import derived
from freelance_comm.store.codec import shape
from freelance_comm.store.decoding import project_parts, records
from freelance_comm.store.views import ClosedGlimpse, ProjectName

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.store.source import Loaded, View

_INDEXES = {True: "open-items.json", False: "closed-items.json"}
_GLIMPSES = "closed-glimpses.json"


class Summaries:
    """Keeps the rows of open and closed projects; ``keep`` false leaves the files in ``.state`` alone."""

    def __init__(self, view: View, *, keep: bool) -> None:
        self._view = view
        self._keep = keep
        self._rows: dict[bool, dict[str, dict[str, Any]]] = {}
        self._short: dict[str, dict[str, Any]] | None = None
        self._decoded: dict[str, tuple[list[int], ProjectSummary]] = {}
        self.problems: dict[str, AppError] = {}

    def names(self, *, closed: bool) -> tuple[ProjectName, ...]:
        """Return the names of the open projects, with ``closed`` those in the archive too."""
        rows = [row for is_open in ((True, False) if closed else (True,)) for row in self._refreshed(is_open).values()]
        found = [_name(row) for row in rows]
        return tuple(sorted((name for name in found if closed or name.is_open), key=lambda name: name.id))

    def summaries(self, *, closed: bool) -> tuple[ProjectSummary, ...]:
        """Return the summaries of the open projects, with ``closed`` those in the archive too; oldest first."""
        result = []
        for is_open in (True, False) if closed else (True,):
            for file, row in self._refreshed(is_open).items():
                if closed or _name(row).is_open:
                    result.append(self._summary(file, row))
        return tuple(sorted(result, key=lambda summary: summary.project.id))

    def with_open_ends(self, matters: Callable[[ClosedGlimpse], bool]) -> tuple[ProjectSummary, ...]:
        """Return the summaries of the open projects and of those closed ones that ``matters`` picks; oldest first.

        Closed ones are looked at without decoding them: their number grows for ever.
        """
        result = [self._summary(file, row) for file, row in self._refreshed(True).items()]
        result += self._picked(matters)
        return tuple(sorted(result, key=lambda summary: summary.project.id))

    def quoted_hours(self, project_id: int) -> Decimal | None:
        """Return the hours quoted for an open project, None where none are; nothing is decoded for it."""
        rows = self._rows.get(True) or self._refreshed(True)
        hours = next((row["hours"] for row in rows.values() if row["id"] == project_id), None)
        if hours is None:
            return None
        from decimal import Decimal

        return Decimal(hours)

    def closed_ids(self) -> frozenset[int]:
        """Return the ids of the projects in the archive."""
        return frozenset(row["seen"][0] for row in self._glimpses().values())

    def _picked(self, wanted: Callable[[ClosedGlimpse], bool]) -> list[ProjectSummary]:
        """Return the summaries of those closed projects that ``wanted`` picks; only for these all rows are read."""
        files = [file for file, row in self._glimpses().items() if wanted(ClosedGlimpse(*row["seen"]))]
        rows = self._refreshed(False) if files else {}
        return [self._summary(file, rows[file]) for file in files if file in rows]

    def _glimpses(self) -> dict[str, dict[str, Any]]:
        """Return a short row for each closed project: what a look tells, in a file of its own that stays small."""
        before = self._short
        if before is None:
            before = derived.load(self._view.folder, _GLIMPSES).get("rows", {})
        both = self._view.open_projects().keys()
        listed = [found for key, found in self._view.closed_projects().items() if key not in both]
        signatures = self._view.signatures(claimed[0] for claimed in listed)
        known = {file: before[file] for file in signatures if file in before}
        stands = all(row["sig"] == derived.mark(signatures[file]) for file, row in known.items())
        if len(known) == len(listed) and stands and all(len(claimed) == 1 for claimed in listed):
            for file, row in known.items():
                derived.recall(self._view, file, row)
            self._short = known
            return known
        rows = {file: _glimpse(row) for file, row in self._refreshed(False).items()}
        self._short = rows
        if self._keep:
            derived.save(self._view.folder, _GLIMPSES, {"rows": rows})
        return rows

    def references(self) -> set[str]:
        """Return all references of projects and quotes in use, open and closed."""
        result: set[str] = set()
        for is_open in (True, False):
            for row in self._refreshed(is_open).values():
                result.update(row["refs"])
        return result

    def _refreshed(self, is_open: bool) -> dict[str, dict[str, Any]]:
        listed = self._view.open_projects()
        if not is_open:
            both = listed.keys()  # a half-synced move into the archive: the open one counts
            listed = {key: found for key, found in self._view.closed_projects().items() if key not in both}
        before = self._rows.get(is_open)
        if before is None:
            before = derived.load(self._view.folder, _INDEXES[is_open]).get("rows", {})
        rows: dict[str, dict[str, Any]] = {}
        changed = False
        signatures = self._view.signatures(claimed[0] for claimed in listed.values())
        for claimed in listed.values():
            for file in claimed:
                self.problems.pop(file, None)
            if len(claimed) > 1:
                from freelance_comm.store.damage import two_files

                self.problems[claimed[0]] = two_files(claimed[0], claimed[1])
                continue
            file = claimed[0]
            signature = signatures.get(file)
            row = before.get(file)
            if signature is not None and row is not None and row["sig"] == derived.mark(signature):
                rows[file] = row
                derived.recall(self._view, file, row)
                continue
            changed = True
            made = self._made(file)
            if made is not None:
                rows[file] = made
        self._rows[is_open] = rows
        if self._keep and (changed or rows.keys() != before.keys()):
            derived.save(self._view.folder, _INDEXES[is_open], {"rows": rows})
        return rows

    def _made(self, file: str) -> dict[str, Any] | None:
        try:
            loaded = self._view.load(file)
            return row_of(loaded) if loaded is not None else None
        except (DataDamaged, NewerData) as error:
            self.problems[file] = error
            return None

    def _summary(self, file: str, row: dict[str, Any]) -> ProjectSummary:
        kept = self._decoded.get(file)
        if kept is None or kept[0] != row["sig"]:
            kept = self._decoded[file] = (row["sig"], from_row(row))
        return kept[1].but(project=kept[1].project.but(facts=dict(kept[1].project.facts)))


def _glimpse(row: dict[str, Any]) -> dict[str, Any]:
    """Return what a look at a closed project tells, from its row."""
    head = row["project"]
    seen = ClosedGlimpse(
        id=row["id"],
        client_id=head["client_id"],
        follow_up_on=head.get("facts", {}).get("follow_up_on", ""),
        has_open_ends=row["instalment"] is not None or bool(row["promises"]),
    )
    return {"sig": row["sig"], "outside": row["outside"], "seen": seen.values()}


def _name(row: dict[str, Any]) -> ProjectName:
    head = row["project"]
    return ProjectName(
        id=row["id"],
        ref=head["ref"],
        name=head["name"],
        client_id=head["client_id"],
        is_open=head.get("state", "open") == "open",
    )


def row_of(loaded: Loaded) -> dict[str, Any]:
    """Return the row of a project's file as plain values. Raises ``DataDamaged``."""
    from freelance_comm.domain.project_file import summary_of

    summary = summary_of(project_parts(loaded))
    project, since = summary.project, summary.work_since
    total, hours = summary.quote_total, summary.quote_hours
    return {
        "sig": derived.mark(loaded.signature),
        "outside": loaded.unknown,
        "id": project.id,
        "project": shape(type(project)).plain(project),
        "promises": [_kept(one) for one in summary.open_promises],
        "report": _kept(summary.last_report),
        "instalment": _kept(summary.next_instalment),
        "quote": _kept(summary.quote),
        "additions": [_kept(one) for one in summary.waiting_additions],
        "total": shape(type(total)).plain(total) if total is not None else None,
        "hours": str(hours) if hours is not None else None,
        "since": since.isoformat() if since is not None else None,
        "refs": [project.ref, *(document["ref"] for document in loaded.tables.get("quotes", {}).values())],
    }


def _kept(record: Any) -> list[Any] | None:
    return None if record is None else [record.id, shape(type(record)).plain(record)]


def from_row(row: dict[str, Any]) -> ProjectSummary:
    """Return the summary of a row that ``row_of`` made."""
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectSummary

    found: dict[str, Any] = {}
    if row["promises"]:
        from freelance_comm.domain.promise import Promise

        found["open_promises"] = tuple([shape(Promise).record(document, key) for key, document in row["promises"]])
    if row["report"] is not None:
        from freelance_comm.domain.project import SentDraft

        found["last_report"] = shape(SentDraft).record(row["report"][1], row["report"][0])
    if row["instalment"] is not None:
        from freelance_comm.domain.payment import Instalment

        found["next_instalment"] = shape(Instalment).record(row["instalment"][1], row["instalment"][0])
    if row["quote"] is not None:
        from freelance_comm.domain.quote import Quote

        found["quote"] = shape(Quote).record(row["quote"][1], row["quote"][0])
        waiting = [shape(Quote).record(document, key) for key, document in row.get("additions", ())]
        found["waiting_additions"] = tuple(waiting)
    if row["total"] is not None:
        from freelance_comm.domain.money import Money

        found["quote_total"] = shape(Money).record(row["total"])
    if row["hours"] is not None:
        from decimal import Decimal

        found["quote_hours"] = Decimal(row["hours"])
    if row["since"] is not None:
        from datetime import datetime

        found["work_since"] = datetime.fromisoformat(row["since"])
    return ProjectSummary(project=shape(Project).record(row["project"], row["id"]), **found)


def head_of(loaded: Loaded) -> Any:
    """Return the one project of a project's file. Raises ``DataDamaged`` if there is none or another one."""
    from freelance_comm.domain.project import Project
    from freelance_comm.store.damage import no_head
    from freelance_comm.store.places import project_of

    heads = records(loaded, Project)
    if len(heads) != 1 or heads[0].id != project_of(loaded.file.rpartition("/")[2]):
        raise no_head(loaded.file)
    return heads[0]
