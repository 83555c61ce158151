"""The redo file: a change over several files is decided when this file is in place, and then carried out.

It holds the machine it was written on, the sums the targets had, their new texts, and the documents that changed. After
a crash the next writer rolls it forward. One that a sync client brought from another machine is put aside and
reported, never applied.
"""

from __future__ import annotations

import json
import os
from typing import Any

from freelance_comm.store.document import content_sum
from freelance_comm.store.folder import DataFolder
from freelance_comm.store.places import STATE, is_kept_file, may_be_removed

FILE = "redo.json"
STAGED = "next"
"""The folder in ``.state`` where files lie that are to be put in place as they are."""
_MACHINE_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")

Difference = dict[str, dict[str, dict[str, Any] | None]]
"""Changed documents by table and id; ``None`` where one was removed."""


class PlannedFile:
    """What becomes of one file: ``text`` is its new content, ``None`` to delete it; sums tell the states apart.

    ``staged`` means that the new content is not told here, because it waits in a file of its own under ``.state/next``.
    """

    def __init__(
        self,
        file: str,
        *,
        before: str | None,
        after: str | None,
        text: bytes | None,
        difference: Difference,
        staged: bool = False,
    ) -> None:
        self.file = file
        self.before = before
        self.after = after
        self.text = text
        self.difference = difference
        self.staged = staged

    @property
    def removes(self) -> bool:
        """Whether the file is to be gone."""
        return self.text is None and not self.staged


class Plan:
    """A decided change, its files in the order in which they are put in place."""

    def __init__(self, files: list[PlannedFile]) -> None:
        self.files = files
        self.named = {planned.file: planned for planned in files}


def machine() -> str:
    """Return what names this machine and stays the same between boots."""
    for path in _MACHINE_FILES:
        try:
            with open(path, encoding="utf-8", errors="replace") as source:
                found = source.read().strip()
        except OSError:
            continue
        if found:
            return found
    return os.uname().nodename


def dump(plan: Plan) -> bytes:
    """Return the text of a redo file."""
    body = [
        {
            "path": planned.file,
            "before": planned.before,
            "after": planned.after,
            "text": planned.text.decode("utf-8", "surrogateescape") if planned.text is not None else None,
            "difference": planned.difference,
            **({"staged": True} if planned.staged else {}),
        }
        for planned in plan.files
    ]
    content = {"machine": machine(), "sum": _sum(body), "files": body}
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass")


def read(folder: DataFolder) -> tuple[bytes, Plan | None] | None:
    """Return the redo file and its plan: ``None`` if there is none, no plan if it is foreign or not whole."""
    try:
        with open(folder.state_path(FILE), "rb") as source:
            data = source.read()
    except FileNotFoundError:
        return None
    try:
        content = json.loads(data)
        body = content["files"]
        if content["machine"] != machine() or content["sum"] != _sum(body):
            return data, None
        plan = Plan(
            [
                PlannedFile(
                    entry["path"],
                    before=entry["before"],
                    after=entry["after"],
                    text=entry["text"].encode("utf-8", "surrogateescape") if entry["text"] is not None else None,
                    difference=entry["difference"],
                    staged=entry.get("staged", False),
                )
                for entry in body
            ]
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return data, None
    return data, plan if all(_is_ours(planned) for planned in plan.files) else None


def _is_ours(planned: PlannedFile) -> bool:
    """Whether a change of this program may do that to that file."""
    return may_be_removed(planned.file) if planned.after is None else is_kept_file(planned.file)


def staged_path(folder: DataFolder, file: str) -> str:
    """Return where the new content of ``file`` waits that a plan does not tell itself."""
    return folder.state_path(STAGED, file)


def staged_content(folder: DataFolder, file: str) -> bytes | None:
    """Return the new content of a staged file, ``None`` once it was put in place. Raises ``DataDamaged``."""
    read = folder.read(f"{STATE}/{STAGED}/{file}")
    return read[0] if read is not None else None


def read_own(folder: DataFolder) -> Plan | None:
    """Return the plan that waits to be finished here; ``None`` if there is none, or it cannot be read now."""
    try:
        found = read(folder)
    except OSError:
        return None
    return found[1] if found is not None else None


def difference(before: dict[str, Any], after: dict[str, Any]) -> Difference:
    """Return the documents that differ between two contents of a file."""
    result: Difference = {}
    for name in sorted({*before, *after}):
        old, new = before.get(name, {}), after.get(name, {})
        changed = {key: new.get(key) for key in sorted({*old, *new}) if old.get(key) != new.get(key)}
        if changed:
            result[name] = changed
    return result


def _sum(body: list[dict[str, Any]]) -> str:
    return content_sum(json.dumps(body, sort_keys=True).encode("utf-8"))
