"""Keeps what tells whether anything can be new in the mailboxes, so that asking again costs next to nothing.

``mail_stamps`` owns the form; here it is put together from how far each mailbox was read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm import mail_stamps
from freelance_comm.domain.mail_sources import MailSource, SourceKind
from freelance_comm.services.mail_boxes import plain

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

_COARSE = 1_000_000
"""A time in whole milliseconds comes from a clock too coarse to tell two changes apart."""


def keep(desk: Desk) -> None:
    """Keep how the mailboxes looked when they were read. A full disk never hides what an import brought."""
    from freelance_comm.services.derived_file import keep_derived
    from freelance_comm.services.mail_sources import listed

    if desk.demo:
        return
    folder = str(desk.workspace.root)
    seen = mail_stamps.fingerprint(folder, desk.config_file)  # before reading: a change meanwhile makes the file stale
    lines = listed(desk)
    found = [_looked(line.source) for line in lines if line.source.kind is SourceKind.PATH]
    looked = [one for one in found if one is not None]
    content = mail_stamps.compose(fingerprint=seen, complete=len(looked) == len(lines), mailboxes=looked)
    if content is not None and looked:
        keep_derived(mail_stamps.path(folder), content.encode("utf-8", "surrogateescape"))


def _looked(source: MailSource) -> tuple[str, list[tuple[str, int]], list[tuple[str, int, int]]] | None:
    """Return what tells a change of one mailbox, ``None`` where nothing does."""
    cursor: dict[str, Any] = plain(source.cursor)
    try:
        folders = [(_below(source.place, name), int(time)) for name, time in cursor["folders"].items()]
        single = not folders
        files = [
            (source.place if single else _below(source.place, name), int(time), int(size))
            for name, (size, time) in cursor["files"].items()
        ]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    if not (folders or files) or any(time % _COARSE == 0 for _folder, time in folders):
        return None
    return source.place, folders, files


def _below(place: str, name: str) -> str:
    return f"{place}/{name}" if name else place
