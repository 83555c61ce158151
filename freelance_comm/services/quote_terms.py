"""What stands beside the lines of a quote: why it costs that, until when it holds, when to ask, the days of the work.

``addition`` means the addition with that number, from 1, instead of the quote itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.quote import Quote
from freelance_comm.services import wording
from freelance_comm.services.checklist import KEEP, Keep
from freelance_comm.services.quote_versions import edit, editable

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

_OF_THE_OFFER = frozenset(("starts_on", "ready_on"))
"""Facts that the client has read: they stay as they are once the quote has gone out."""
_AFTER_SENDING = frozenset(("reason", "valid_until", "ask_on"))
"""What may be noted or prolonged when the quote is with the client already."""


def set_reason(desk: Desk, project: Project, text: str, *, addition: int = 0) -> Quote:
    """Note in one sentence why the work costs what it costs; an empty text clears it."""
    reason = wording.block(desk, text, N_("Why it costs this"))
    return edit(desk, project, lambda quote: quote.but(reason=reason), sent_ok=True, addition=addition)


def set_validity(desk: Desk, project: Project, day: date | None, *, addition: int = 0) -> Quote:
    """Set the last day the client can say yes to this price; a quote that has gone out may be prolonged."""
    return edit(desk, project, lambda quote: quote.but(valid_until=day), sent_ok=True, addition=addition)


def set_follow_up(desk: Desk, project: Project, day: date | None, *, addition: int = 0) -> Quote:
    """Set the day to ask about the quote; without one it is some working days after it went out."""
    return edit(desk, project, lambda quote: quote.but(ask_on=day), sent_ok=True, addition=addition)


def set_days(
    desk: Desk,
    project: Project,
    *,
    starts_on: date | Keep | None = KEEP,
    ready_on: date | Keep | None = KEEP,
    addition: int = 0,
) -> Quote:
    """Set when the offered work begins and when it is ready: both go over to the project with the client's yes."""

    def dated(quote: Quote) -> Quote:
        begins = quote.starts_on if isinstance(starts_on, Keep) else starts_on
        new = quote.but(starts_on=begins, ready_on=quote.ready_on if isinstance(ready_on, Keep) else ready_on)
        _refuse_backwards(new)
        return new

    return edit(desk, project, dated, addition=addition)


def set_together(
    desk: Desk, project: Project, fields: Mapping[str, object], *, reason: str | None = None, addition: int = 0
) -> Quote:
    """Set several of these at once, all or none: ``fields`` of the quote, checked already, and why it costs that."""
    wanted = dict(fields)
    if reason is not None:
        wanted["reason"] = wording.block(desk, reason, N_("Why it costs this"))

    def put(quote: Quote) -> Quote:
        new = quote.but(**wanted)
        _refuse_backwards(new)
        return new

    return edit(desk, project, put, sent_ok=set(wanted) <= _AFTER_SENDING, addition=addition)


def note_in_quote(desk: Desk, change: Change, file: ProjectFile, values: Mapping[str, str]) -> None:
    """Write facts that are at home in the quote, inside a change; canonical texts, empty to clear."""
    wanted: dict[str, object] = {}
    for name, value in values.items():
        wanted[name] = value if name == "reason" else date.fromisoformat(value) if value else None
    quote = editable(desk, change, file, sent_ok=not _OF_THE_OFFER & set(values))
    new = quote.but(**wanted)
    _refuse_backwards(new)
    change.save(quote, new, project_id=file.head.id)


def _refuse_backwards(quote: Quote) -> None:
    if quote.starts_on is not None and quote.ready_on is not None and quote.ready_on < quote.starts_on:
        raise BadValue(N_("The work would be ready before it begins."), hint=N_("Check both days."))
