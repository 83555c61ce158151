"""What is stored of mail, as far as an import has to know it: ids, references, threads. Decodes no record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.store.places import month_file

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.store.source import View

_FOLDER = _TABLE = "messages"


class KnownMail:
    """One stored message. ``key`` and ``month`` are where it lies; times are as they are stored (UTC, ISO 8601)."""

    __slots__ = ("at", "client_id", "direction", "key", "month", "project_id", "refs", "source_id", "thread")

    def __init__(self, key: str, month: str, document: dict[str, Any]) -> None:
        self.key = key
        self.month = month
        client = document.get("client_id")
        self.client_id = client if type(client) is int else 0
        self.source_id = str(document.get("source_id", ""))
        self.thread = str(document.get("thread", ""))
        self.direction = str(document.get("direction", ""))
        self.at = str(document.get("at", ""))
        self.project_id = document.get("project_id")
        refs = document.get("refs", ())
        self.refs: tuple[str, ...] = tuple(map(str, refs)) if isinstance(refs, list) else ()


def known_mail(view: View) -> list[KnownMail]:
    """Return all messages that came by mail, oldest month first. Raises ``DataDamaged`` for an unreadable month."""
    found: list[KnownMail] = []
    for month in view.months(_FOLDER):
        loaded = view.load(month_file(_FOLDER, month))
        if loaded is not None:
            for key, document in loaded.tables.get(_TABLE, {}).items():
                if document.get("source_id"):
                    found.append(KnownMail(key, month, document))
    return found


def message_at(view: View, month: str, key: str) -> Message | None:
    """Return one message as it stands now, ``None`` where it is gone or was moved. Raises ``DataDamaged``."""
    from freelance_comm.domain.message import Message
    from freelance_comm.store.decoding import one

    loaded = view.load(month_file(_FOLDER, month))
    if loaded is None or key not in loaded.tables.get(_TABLE, {}):
        return None
    return one(loaded, Message, _TABLE, key)
