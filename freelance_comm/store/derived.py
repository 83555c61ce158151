"""Derived summaries in ``.state``: what they share. All of them may be deleted at any time and are made anew.

Each begins with its own sum, so that a damaged one is not used; what is said of a file belongs to its signature, so
that a stale one is not. They are written atomically but never flushed, and no failure to write one reaches anybody.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from freelance_comm.store import document, files
from freelance_comm.store.document import content_sum

if TYPE_CHECKING:
    from freelance_comm.store.folder import DataFolder, Signature
    from freelance_comm.store.source import View

LAYOUT = 1
"""Changes whenever the meaning of a derived file does; others are then made anew."""


def _layout() -> list[int]:
    """Return what rows depend on besides their file: rows of an older format mean something else."""
    return [LAYOUT, document.VERSION]


def load(folder: DataFolder, name: str) -> dict[str, Any]:
    """Return a derived file's content, empty if there is none that can be used."""
    try:
        with open(folder.state_path(name), "rb") as source:
            stored_sum, _, data = source.read().partition(b"\n")
        if stored_sum.decode("ascii", "replace") != content_sum(data):
            return {}
        content = json.loads(data)
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(content, dict) or content.get("layout") != _layout():
        return {}
    return content


def save(folder: DataFolder, name: str, content: dict[str, Any]) -> None:
    """Write a derived file as well as it can be done."""
    path = folder.state_path(name)
    data = json.dumps({"layout": _layout(), **content}, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    try:
        files.make_folder(os.path.dirname(path), sync=False)
        folder.put_state(path, content_sum(data).encode("ascii") + b"\n" + data)
    except OSError:
        return  # made anew by the next reader


def mark(signature: Signature) -> list[int]:
    """Return a signature as JSON holds it."""
    return list(signature)


def recall(view: View, file: str, row: dict[str, Any]) -> None:
    """Remember that ``file`` was not as this program wrote it when its row was made: nobody may have been told yet."""
    if row.get("outside"):
        view.suspects.add(file)
