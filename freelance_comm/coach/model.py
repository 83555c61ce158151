"""What the coach is given and what it says: the situation of a draft, a finding, a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum

from freelance_comm.domain.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from typing import Any

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


class Recorded(Record):
    """What is on record about the project a draft belongs to; empty where nothing is known.

    ``prices`` is every amount on record in ``currency`` (total, items, instalments), ``days`` every day that was
    promised or is due besides ``deadline``, ``hours`` quoted and logged totals (per period too), ``names`` the client
    and the contacts. ``on_schedule`` is None where the record cannot say. ``gender`` is that of the client, who is the
    first of ``names``: feminine, masculine or neutral.
    """

    currency: str = ""
    prices: tuple[Decimal, ...] = ()
    deadline: date | None = None
    days: tuple[date, ...] = ()
    hours: tuple[Decimal, ...] = ()
    names: tuple[str, ...] = ()
    on_schedule: bool | None = None
    gender: str = ""


class Situation(Record):
    """What is known around a draft; all of it may be unknown.

    ``client_name`` is the name as it is written, ``name_forms`` further forms of it (vocative, short forms).
    ``options_asked`` is how many versions of the work the client asked for. ``channel`` is email, chat or phone.
    ``earliest_realistic`` is the day by which the work is done in half of all cases, ``safe_day`` in four of five.
    ``free_days`` are days that calendar and ledger leave free, ``writer`` the name of the person who writes. ``called``
    is how the client is called after a greeting; worked out of the name where it is empty.
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
    safe_day: date | None = None
    recorded: Recorded | None = None
    writer: str = ""
    free_days: tuple[date, ...] = ()
    called: str = ""


class Finding(Record):
    """One remark: ``start`` and ``end`` are code points of the draft (half-open), None for the whole of it.

    ``message`` is a msgid filled by ``params``; ``suggestion`` is a better wording in the draft's language, or empty,
    and the first of ``choices`` where there are several. It takes the place of the code points ``place`` (half-open, an
    empty stretch where it is put in), and may hold blanks (``…``) that only the freelancer can fill. ``leave_out`` says
    that the better wording is none: what stands at ``place`` is taken out. ``soft`` is a note rather than a remark.
    """

    rule: str
    message: str
    start: int | None = None
    end: int | None = None
    suggestion: str = ""
    choices: tuple[str, ...] = ()
    place: tuple[int, int] | None = None
    leave_out: bool = False
    soft: bool = False
    params: dict[str, Any] = {}  # noqa: RUF012 - never mutated: records are immutable


class Hit(Record):
    """What a rule found: the first and last sentence it is about, None for the whole draft.

    ``message`` is a msgid that says it better than the rule's own, or empty.
    """

    first: int | None = None
    last: int | None = None
    message: str = ""
    params: dict[str, Any] = {}  # noqa: RUF012 - never mutated: records are immutable


class Promised(Record):
    """Something the writer commits to with a time: the code points of its sentence, and the time as far as it is named.

    ``time`` is hour and minute of a clock; ``vague`` says that a time is named which no day or hour can be read from.
    """

    start: int
    end: int
    what: str
    day: date | None = None
    time: tuple[int, int] | None = None
    vague: bool = False


class Rule(Record):
    """A rule: its id, what is said of a draft that breaks it, why, and the check that finds it.

    What a ``soft`` rule finds is a note. ``message`` is filled by the params of the hit; a hit may bring its own. Of a
    rule that finds ``several`` things each is said that stands in another sentence, else the first one alone.
    """

    id: str
    message: str
    why: str
    check: Callable[[Reading], Iterator[Hit]]
    soft: bool = False
    several: bool = False
