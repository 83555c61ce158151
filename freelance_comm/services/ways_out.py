"""Ways out of a negotiation that is stuck, by what it is about: none of them gives in, none of them blames.

Each is named; its sentence to the client stands in the templates (``negotiation/_ways.txt``), so that a letter says it
in their language. One is proposed at a time: choosing among several would be work pushed onto the client.
"""

from __future__ import annotations

from freelance_comm.domain.marking import N_
from freelance_comm.domain.negotiation import Attempt, Negotiation, Subject
from freelance_comm.domain.record import Record


class Way(Record):
    """A way out: its name, what it is in a line, and why it can help both sides (msgids)."""

    name: str
    text: str
    why: str


_SMALLER = Way(
    name="smaller-scope",
    text=N_("Make the work smaller: what can be left out?"),
    why=N_("They stay within the sum they named, and you are paid for what you do."),
)
_INSTALMENTS = Way(
    name="instalments",
    text=N_("The same price, in instalments that follow finished parts."),
    why=N_("Often the problem is not the sum but that all of it is due on one day."),
)
_MILESTONE = Way(
    name="smaller-milestone",
    text=N_("A smaller first milestone."),
    why=N_("Little is at stake for either side until they have seen your work."),
)
WAYS: dict[Subject, tuple[Way, ...]] = {
    Subject.PRICE: (
        _SMALLER,
        Way(
            name="first-part",
            text=N_("Begin with the most useful part at its own price; they decide about the rest afterwards."),
            why=N_("They see what they get before they spend more."),
        ),
        _INSTALMENTS,
        Way(
            name="on-the-house",
            text=N_("The price stays, and something small is on the house."),
            why=N_("It costs you little and shows goodwill without making your work cheaper."),
        ),
    ),
    Subject.DATE: (
        Way(
            name="part-first",
            text=N_("The part they need most on their day, the rest on a day you settle now."),
            why=N_("A date usually matters for only one part of the work."),
        ),
        Way(
            name="later-day",
            text=N_("A later day that you can keep."),
            why=N_("A date that holds is worth more to them than one that slips."),
        ),
        _SMALLER,
    ),
    Subject.SCOPE: (
        Way(
            name="addition",
            text=N_("An addition with its own price and day; the rest stays as agreed."),
            why=N_("Nothing that was agreed is in doubt, and they decide only about the new part."),
        ),
        Way(
            name="swap",
            text=N_("The new part replaces another; price and day stay the same."),
            why=N_("They choose what matters more, and nobody pays or waits for it."),
        ),
        Way(
            name="next-project",
            text=N_("First what was agreed, then the new part as the next project."),
            why=N_("It is a yes, only later, and it brings them back."),
        ),
    ),
    Subject.TERMS: (
        _MILESTONE,
        _INSTALMENTS,
        Way(
            name="by-week",
            text=N_("Payment at the end of each week, for the hours reported."),
            why=N_("At most a week of your work is unpaid at any time, and they pay for nothing they have not seen."),
        ),
        Way(
            name="by-day",
            text=N_("Payment at the end of each day of work."),
            why=N_("The smallest risk for both sides while you do not know each other."),
        ),
    ),
}
"""The ladder for each subject: the first rung is the one to try first."""
NAMES: tuple[str, ...] = tuple(dict.fromkeys(way.name for ways in WAYS.values() for way in ways))


def known(name: str) -> Way | None:
    """Return the way of that name, ``None`` where there is none."""
    return next((way for ways in WAYS.values() for way in ways if way.name == name), None)


def last_subject(negotiation: Negotiation) -> Subject:
    """Return what the last thing said was about: that is where it is stuck."""
    positions = sorted(negotiation.positions, key=lambda one: one.at)
    return positions[-1].subject if positions else Subject.PRICE


def untried(negotiation: Negotiation, subject: Subject) -> tuple[Way, ...]:
    """Return the ways for a subject that were not proposed yet, the first to try first."""
    tried = {attempt.way for attempt in negotiation.attempts}
    return tuple(way for way in WAYS[subject] if way.name not in tried)


def of_attempt(attempt: Attempt) -> str:
    """Return the msgid of what was tried; its own name where this program does not know it."""
    way = known(attempt.way)
    return way.text if way is not None else attempt.way
