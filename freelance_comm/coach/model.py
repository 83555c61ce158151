"""What the coach is given and what it says: the situation of a draft, a finding, a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.coach.reading import Reading


class Kind(StrEnum):
    """The kinds of drafts."""

    FIRST_CONTACT = "first-contact"
    QUOTE = "quote"
    DEADLINE = "deadline"
    PAYMENT = "payment"
    PROGRESS_REPORT = "progress-report"
    REPLY = "reply"
    COMPLAINT_REPLY = "complaint-reply"
    DELIVERY = "delivery"
    CLOSING = "closing"


class Situation(Record):
    """What is known around a draft; all of it may be unknown.

    ``client_name`` is the name as it is written, ``name_forms`` further forms of it (vocative, short forms).
    ``options_asked`` is how many versions of the work the client asked for. ``channel`` is email, chat or phone.
    """

    kind: Kind = Kind.REPLY
    client_name: str = ""
    name_forms: tuple[str, ...] = ()
    incoming: str = ""
    today: date | None = None
    earliest_realistic: date | None = None
    options_asked: int | None = None
    prepayment_refused: bool = False
    channel: str = "email"


class Finding(Record):
    """One remark: ``start`` and ``end`` are code points of the draft (half-open), None for the whole of it.

    ``message`` is a msgid filled by ``params``; ``suggestion`` is a better wording in the draft's language, or empty.
    """

    rule: str
    message: str
    start: int | None = None
    end: int | None = None
    suggestion: str = ""
    params: dict[str, Any] = {}  # noqa: RUF012 - never mutated: records are immutable


class Hit(Record):
    """What a rule found: the first and last sentence it is about, None for the whole draft."""

    first: int | None = None
    last: int | None = None
    params: dict[str, Any] = {}  # noqa: RUF012 - never mutated: records are immutable


class Rule(Record):
    """A rule: its id, what is said of a draft that breaks it, why, and the check that finds it."""

    id: str
    message: str
    why: str
    check: Callable[[Reading], Iterator[Hit]]
