"""Answers of the forecast that lie ready, so that the day's overview need not forecast anew each time.

An answer belongs to everything that is stored: projects, time, messages, clients, profile. As soon as one of these
files changes, it is worked out again. Closed projects count by the folders they lie in, so that none is looked at.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from freelance_comm.store import derived
from freelance_comm.store.document import content_sum
from freelance_comm.store.places import ARCHIVE, CLIENTS, PARTITIONED, WORKSPACE, month_file

if TYPE_CHECKING:
    from freelance_comm.store.source import View

_INDEX = "foreseen.json"


def kept(view: View, asked: list[Any]) -> list[Any] | None:
    """Return the answer to ``asked`` that lies ready, None where there is none or something has changed since."""
    found = derived.load(view.folder, _INDEX)
    if found.get("asked") != asked or found.get("mark") != _mark(view):
        return None
    answer = found.get("answer")
    return answer if isinstance(answer, list) else None


def keep(view: View, asked: list[Any], answer: list[Any]) -> None:
    """Keep ``answer``, in the place of the one before."""
    derived.save(view.folder, _INDEX, {"asked": asked, "mark": _mark(view), "answer": answer})


def _mark(view: View) -> str:
    files = [WORKSPACE, CLIENTS, *(file for claimed in view.open_projects().values() for file in claimed)]
    files += [month_file(folder, month) for folder in PARTITIONED for month in view.months(folder)]
    parts = [repr((file, view.signature(file))) for file in sorted(files)]
    try:
        with os.scandir(view.folder.path(ARCHIVE)) as years:
            parts += sorted(repr((year.name, year.stat().st_mtime_ns)) for year in years)
    except OSError:
        parts.append("no archive")
    return content_sum("\n".join(parts).encode("utf-8", "surrogatepass"))
