"""Forms and letters somebody began on the screen and did not finish: kept as they were typed, offered the next time.

One small file each beside the other unfinished texts. A refusal of the disk never stops the person: keeping is a help,
not a promise, so nothing here raises.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services.draft_files import drop_work, keep_work, kept_path, kept_work

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.services.desk import Desk

_MARK = "unfinished-"


class Unfinished(Record):
    """Text that was typed and not saved. ``key`` names the form, ``texts`` what stood in which field."""

    key: str
    title: str
    at: datetime
    texts: Mapping[str, str]


def keep_unfinished(desk: Desk, key: str, title: str, values: Mapping[str, str]) -> bool:
    """Keep what stands in a form, and say whether it is on the disk now: a full one may take it a little later.

    Without any text there is nothing to keep, and what was kept is dropped.
    """
    if not any(text.strip() for text in values.values()):
        drop_unfinished(desk, key)
        return True
    import json

    kept = {"key": key, "title": title, "at": desk.now().isoformat(), "values": dict(values)}
    return keep_work(desk, _MARK + key, json.dumps(kept)) is not None


def unfinished(desk: Desk, key: str) -> Unfinished | None:
    """Return what was kept for the form called ``key``."""
    text = kept_work(desk, _MARK + key)
    return _read(text) if text else None


def all_unfinished(desk: Desk) -> tuple[Unfinished, ...]:
    """Return everything that waits to be taken up again, the latest first."""
    folder = kept_path(desk, _MARK).parent
    found = []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            if path.name.startswith(_MARK):
                text = kept_work(desk, path.name)
                kept = _read(text) if text else None
                if kept is not None:
                    found.append(kept)
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def drop_unfinished(desk: Desk, key: str) -> None:
    """Forget a form that was saved or given up."""
    drop_work(desk, _MARK + key)


def _read(text: str) -> Unfinished | None:
    """Return what a file holds, ``None`` for one that is half written or was edited into something else."""
    import json
    from datetime import datetime

    try:
        kept = json.loads(text)
        values = {str(name): str(value) for name, value in kept["values"].items()}
        at = datetime.fromisoformat(kept["at"])
        return Unfinished(key=str(kept["key"]), title=str(kept["title"]), at=at, texts=values)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
