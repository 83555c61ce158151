"""What may have become of questions that seem open: offered to be looked at, never decided by the program.

An answer written afresh (no header links it), a colleague of theirs who answered, a letter of thanks that asks nothing,
a letter of mine that never arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from freelance_comm.domain.record import Record
from freelance_comm.domain.reply_subject import answers, bare
from freelance_comm.mail.pairs import Exchange, Judged, Open, order
from freelance_comm.mail.sorting import UNDELIVERED

LINK, COLLEAGUE, THANKS = "link", "colleague", "thanks"

THANKS_LENGTH = 60
"""Longest text, in characters, that may be nothing but thanks."""


class Hint(Record):
    """``kind`` about the open question ``inbound``; ``other`` is the message that suggests it, if one does."""

    kind: str
    thread: str
    inbound: str
    other: str = ""


def hints(
    messages: Iterable[Judged], found: Exchange, beginning: Callable[[str], str] | None = None
) -> tuple[Hint, ...]:
    """Return hints about the open questions, in their order; ``beginning`` returns the excerpt of the message of an id.

    It is asked only about what follows a message of mine in its thread.
    """
    return tuple(_Hints(messages, found).all(beginning))


class _Hints:
    """The messages by thread, and those of mine that answered nothing by whom they went to and what about."""

    def __init__(self, messages: Iterable[Judged], found: Exchange) -> None:
        self._open = found.unanswered
        self._threads = found.threads
        self._members: dict[str, list[Judged]] = {}
        self._afresh: dict[tuple[str, str], list[Judged]] = {}
        used = {pair.reply.head.id for pair in found.pairs}
        for one in messages:
            self._members.setdefault(self._threads[one.head.id], []).append(one)
            if one.stops and not one.by_delegate and one.head.id not in used and not one.head.refs:
                for address in {*one.head.to, *one.head.cc}:
                    self._afresh.setdefault((address, bare(one.head.subject)), []).append(one)

    def all(self, beginning: Callable[[str], str] | None) -> Iterator[Hint]:
        """Yield all hints."""
        for each in self._open:
            head = each.inbound.head
            fresh = self._written_afresh(each)
            if fresh is not None:
                yield Hint(kind=LINK, thread=each.thread, inbound=head.id, other=fresh.head.id)
            mine_before = False
            for one in self._members[each.thread]:
                later = order(one.head) > order(head)
                mine_before = mine_before or (one.stops and not later)
                if later and one.reason == UNDELIVERED:
                    yield Hint(kind=UNDELIVERED, thread=each.thread, inbound=head.id, other=one.head.id)
                elif later and one.head.reply_to_id == head.id and _colleagues(one.head.sender, head.sender):
                    yield Hint(kind=COLLEAGUE, thread=each.thread, inbound=head.id, other=one.head.id)
            if mine_before and beginning is not None and _only_thanks(beginning(head.id)):
                yield Hint(kind=THANKS, thread=each.thread, inbound=head.id)

    def _written_afresh(self, each: Open) -> Judged | None:
        head = each.inbound.head
        later = [
            one
            for one in self._afresh.get((head.sender, bare(head.subject)), [])
            if order(one.head) > order(head) and answers(one.head.subject, head.subject)
        ]
        return min(later, key=lambda one: order(one.head), default=None)


def _only_thanks(text: str) -> bool:
    """Return whether a text is short and asks nothing: it may be a plain "thank you"."""
    return 0 < len(text) <= THANKS_LENGTH and not any(mark in text for mark in "?;…")


def _colleagues(one: str, other: str) -> bool:
    """Return whether two addresses are of two people under one domain."""
    return one != other and one.rpartition("@")[2] == other.rpartition("@")[2] != ""
