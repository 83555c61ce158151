"""Reads the journal of changes: what was done lately, by whom, and what of it was taken back since.

Apart from the journal's writing, which every command pays for.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.record import Record
from freelance_comm.store import document
from freelance_comm.store.document import content_sum
from freelance_comm.store.journal import FILE, OLDER

if TYPE_CHECKING:
    from freelance_comm.store.folder import DataFolder
    from freelance_comm.store.journal import NotedFile

_LARGEST_LINE = 64 * 1024 * 1024
"""Bytes that a compressed line may grow to; ours are bounded long before."""


class NotedChange(Record):
    """One line of the journal. ``files`` is None where the change cannot be taken back."""

    number: int
    at: datetime
    owner: str
    step: str = ""
    undoes: tuple[int, ...] = ()
    files: list[Any] | None = None
    whole: tuple[tuple[str, str], ...] = ()


class PastStep(Record):
    """What one command, or one act on the screen, did: its changes, the oldest first.

    ``undone`` says that it was taken back; ``undoes`` that it is itself the taking back of others.
    """

    changes: tuple[NotedChange, ...]
    undone: bool = False

    @property
    def number(self) -> int:
        """What the step is called."""
        return self.changes[0].number

    @property
    def at(self) -> datetime:
        """When it was done, UTC."""
        return self.changes[0].at

    @property
    def owner(self) -> str:
        """Who did it (cli, tui …)."""
        return self.changes[0].owner

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all its changes."""
        return tuple(change.number for change in self.changes)

    @property
    def undoes(self) -> tuple[int, ...]:
        """The numbers of the changes that this step took back."""
        return tuple(number for change in self.changes for number in change.undoes)

    @property
    def undoable(self) -> bool:
        """Whether everything that is needed to take it back was noted."""
        return all(change.files is not None for change in self.changes)


def steps(folder: DataFolder) -> tuple[PastStep, ...]:
    """Return the noted steps, oldest first; none where there is no journal, or none that can be read."""
    changes = sorted(_changes(folder).values(), key=lambda change: change.number)
    undone: dict[int, int] = {}
    """What was taken back, and by which change."""
    for change in reversed(changes):
        if change.number not in undone:
            undone.update(dict.fromkeys(change.undoes, change.number))
    together: list[list[NotedChange]] = []
    open_steps: dict[str, list[NotedChange]] = {}
    for change in changes:
        known = open_steps.get(change.step)
        if change.step and known is not None and undone.get(known[-1].number, change.number) >= change.number:
            known.append(change)
            continue  # what came after the step was taken back is a step of its own
        open_steps[change.step] = [change]
        together.append(open_steps[change.step])
    return tuple(PastStep(changes=tuple(each), undone=all(one.number in undone for one in each)) for each in together)


def last_number(folder: DataFolder) -> int:
    """Return the highest number that a change in the journal has, 0 if there is none."""
    return max(_changes(folder), default=0)


def _changes(folder: DataFolder) -> dict[int, NotedChange]:
    found: dict[int, NotedChange] = {}
    for name in (FILE, OLDER):  # in this order: between the two reads the newer one may become the older one
        for line in _lines(folder.state_path(name)):
            change = _read(line)
            if change is not None:
                found.setdefault(change.number, change)
    return found


def _lines(path: str) -> list[bytes]:
    try:
        with open(path, "rb") as source:
            return source.read().split(b"\n")
    except OSError:
        return []


def _read(line: bytes) -> NotedChange | None:
    """Return the change that a line notes, ``None`` for one that is not whole."""
    text, _, number = line.rpartition(b" ")
    text, _, signed = text.rpartition(b" ")
    if not number.isdigit() or signed != content_sum(text + number).encode("ascii"):
        return None
    try:
        body = json.loads(_unpacked(text))
        files: list[NotedFile] | None = body["files"]
        whole = body.get("whole", ())
        if files is not None and body.get("format", 1) != document.VERSION:
            whole, files = [("replaced", each["file"]) for each in files], None  # it would bring an older format back
        return NotedChange(
            number=int(number),
            at=datetime.fromisoformat(body["at"]),
            owner=str(body["owner"]),
            step=str(body.get("step", "")),
            undoes=tuple(body.get("undoes", ())),
            files=files,
            whole=tuple((action, file) for action, file in whole),
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _unpacked(text: bytes) -> bytes:
    if text.startswith(b"{"):
        return text
    from binascii import a2b_base64
    from zlib import decompressobj, error

    try:
        return decompressobj().decompress(a2b_base64(text), _LARGEST_LINE)
    except error as refusal:
        raise ValueError(str(refusal)) from refusal
