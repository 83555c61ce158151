"""What differs from language to language in the sample workspace: people, jobs, and what they wrote.

The plot is the same everywhere (``plot``); each language has its own freelancer with clients of their world, two of
whom write in other languages. All names are invented; addresses end in example.com, .org or .net. What they say is
data (``casting`` reads it).
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from freelance_comm.domain.people import Client, Contact, Profile
from freelance_comm.domain.quote import Unit
from freelance_comm.domain.record import Record


class Line(Record):
    """A line of a quote; ``hours`` estimates a line that is not counted in hours."""

    text: str
    unit: Unit
    quantity: Decimal
    price: Decimal
    hours: Decimal | None = None


class Extra(Record):
    """What a client asked for in their own ``words`` when the quote was accepted already: an addition of one line."""

    title: str
    words: str
    line: Line
    reason: str


class Job(Record):
    """A project in the client's words: ``wishes`` become requirements; ``reason`` says why it costs what it costs.

    ``actions`` are notes of time entries, ``steps`` and ``needs`` lines for the next report, ``done`` and ``promised``
    promises kept and open. ``extra`` came on top of the quote; ``hired`` is work that the client gives directly to
    somebody else: what, and to whom.
    """

    name: str
    wishes: tuple[str, ...] = ()
    core: str = ""
    lines: tuple[Line, ...] = ()
    reason: str = ""
    actions: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    done: str = ""
    promised: str = ""
    labels: tuple[str, ...] = ()
    deadline: str = ""
    extra: Extra | None = None
    hired: tuple[str, str] | None = None


class Letter(Record):
    """A message: its subject and how it begins."""

    subject: str
    text: str


class Trouble(Record):
    """A complaint in the client's words, and how it ended."""

    words: str
    happened: str
    remedy: str
    outcome: str


class Remark(Record):
    """Feedback of which a part hurts, and what is learned from it."""

    words: str
    lesson: str


class Haggle(Record):
    """A negotiation about a date: what they wanted, what the freelancer offered, where they met."""

    theirs: str
    mine: str
    met: str
    stuck: str
    result: str


class Cast(Record):
    """Everybody and everything they say. Clients are written without numbers, references or dates: the plot adds them.

    ``regular`` has the work in hand and keeps coming back; ``newcomer`` has just written, in another language; ``shop``
    waits for a revised quote after a job just ended; ``press`` refuses prepayment, in a third language; ``studio``
    chats and is late with a payment; ``quiet`` has not been heard of for weeks. ``promised`` are promises of the past,
    ``ideas`` something extra for the work in hand and a surprise for ``regular``; ``noticed`` is a note on dealing with
    them. ``trouble`` was had with ``quiet``, who then praised the work in the first of the ``answered`` letters; with
    ``shop`` a date was settled (``haggle``), and it has a ``remark`` on the job just ended.
    """

    profile: Profile
    regular: Client
    newcomer: Client
    shop: Client
    press: Client
    studio: Client
    quiet: Client
    work: Job
    enquiry: Job
    offer: Job
    parting: Job
    terms: Job
    plan: Job
    handover: Job
    past: Job
    first_work: Job
    asks: Letter
    enquires: Letter
    answered: tuple[Letter, ...]
    reminder: Letter
    call_back: str
    promised: tuple[str, ...]
    ideas: tuple[str, ...]
    noticed: str
    trouble: Trouble
    remark: Remark
    haggle: Haggle


_LATER = datetime(1970, 1, 1, tzinfo=UTC)


def client(name: str, contact: Contact, **values: Any) -> Client:
    """Return a client without number, reference and date."""
    return Client(id=0, ref="", name=name, created=_LATER, contacts=(contact,), **values)
