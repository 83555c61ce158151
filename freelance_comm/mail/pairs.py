"""Questions and their answers: the thread clock, and who starts and stops it.

In each thread the messages go by in the order of their times (then ids). The first incoming one that nobody has
answered waits; later ones do not start the clock anew; my next message answers. Machines neither start nor stop it, my
own automatic replies neither. With ``every_sender`` everybody but me is a client and that is all; else ``sorting`` says
who counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from freelance_comm.domain.record import Record
from freelance_comm.mail.automatic import LIST_RULE
from freelance_comm.mail.head import Head
from freelance_comm.mail.threads import byte_order, threads

_MINE = frozenset(("A1", "A2", "A4"))
"""The rules that tell my own automatic replies: the others are about addresses and lists, which are mine anyway."""


class Judged(Record):
    """A message as the clock sees it. ``starts``: it waits for an answer; ``stops``: it is one.

    ``reason`` says in a short code why an incoming message does not count (``left_out``) or why it does all the same;
    ``to`` limits an answer to what these addresses asked (a delegate answers only whom they wrote to).
    """

    head: Head
    starts: bool = False
    stops: bool = False
    reason: str = ""
    left_out: bool = False
    by_delegate: bool = False
    only_if_answered: bool = False
    to: frozenset[str] | None = None


class Pair(Record):
    """A question and its answer, in the thread ``thread``."""

    thread: str
    inbound: Judged
    reply: Judged

    @property
    def negative(self) -> bool:
        """Whether the answer bears an earlier time than the question."""
        return _at(self.reply.head) < _at(self.inbound.head)


class Open(Record):
    """A question without an answer; ``mine`` tells whether I wrote in the thread at all."""

    thread: str
    inbound: Judged
    mine: bool = False


class Exchange(Record):
    """All pairs and open questions, each sorted by (received, id), and the thread of every message."""

    pairs: tuple[Pair, ...]
    unanswered: tuple[Open, ...]
    threads: dict[str, str]
    with_me: int = 0


def own_automatic(head: Head) -> bool:
    """Return whether a message of mine was written by a machine: an absence note, a receipt."""
    return not _MINE.isdisjoint(head.rules)


def by_definition(heads: Iterable[Head], mine: Collection[str], *, list_rule: bool = False) -> list[Judged]:
    """Return the messages judged as if everybody but me were a client; ``list_rule`` lets A5 leave lists out."""
    judged = []
    for head in heads:
        if head.sender in mine:
            machine = own_automatic(head)
            judged.append(Judged(head=head, stops=not machine, left_out=machine, reason="own" if machine else ""))
            continue
        rules = head.rules if list_rule else tuple(rule for rule in head.rules if rule != LIST_RULE)
        judged.append(Judged(head=head, starts=not rules, left_out=bool(rules), reason=rules[0] if rules else ""))
    return judged


def exchange(messages: Iterable[Judged], *, skewed: bool = False) -> Exchange:
    """Run the clock over ``messages``, which are dated and each once.

    With ``skewed`` an answer that names the question it answers comes after it, whatever its own time says.
    """
    all_messages = list(messages)
    keys = threads(one.head for one in all_messages)
    by_thread: dict[str, list[Judged]] = {}
    for one in all_messages:
        by_thread.setdefault(keys[one.head.id], []).append(one)
    pairs: list[Pair] = []
    unanswered: list[Open] = []
    with_me = 0
    for key, members in by_thread.items():
        found, waiting = _clock(key, _ordered(members, skewed=skewed))
        pairs.extend(found)
        mine = any(one.stops for one in members)
        with_me += mine
        if waiting is not None and not waiting.only_if_answered:
            unanswered.append(Open(thread=key, inbound=waiting, mine=mine))
    return Exchange(
        pairs=tuple(sorted(pairs, key=lambda pair: order(pair.inbound.head))),
        unanswered=tuple(sorted(unanswered, key=lambda each: order(each.inbound.head))),
        threads=keys,
        with_me=with_me,
    )


def order(head: Head) -> tuple[datetime, bytes]:
    """Return what messages are put in order by."""
    return _at(head), byte_order(head.id)


def _ordered(members: list[Judged], *, skewed: bool) -> list[Judged]:
    if not skewed:
        return sorted(members, key=lambda one: order(one.head))
    asked = {one.head.id: order(one.head) for one in members if one.starts}

    def place(one: Judged) -> tuple[tuple[datetime, bytes], bool, tuple[datetime, bytes]]:
        own = order(one.head)
        question = asked.get(one.head.reply_to_id) if one.stops else None
        return (question, True, own) if question is not None and question > own else (own, False, own)

    return sorted(members, key=place)


def _clock(key: str, ordered: list[Judged]) -> tuple[list[Pair], Judged | None]:
    """Return the pairs of one thread and what still waits."""
    pairs: list[Pair] = []
    waiting: Judged | None = None
    for one in ordered:
        if one.starts and (waiting is None or (waiting.only_if_answered and not one.only_if_answered)):
            waiting = one
        elif one.stops and waiting is not None and (one.to is None or waiting.head.sender in one.to):
            pairs.append(Pair(thread=key, inbound=waiting, reply=one))
            waiting = None
    return pairs, waiting


def _at(head: Head) -> datetime:
    if head.sent_at is None:
        raise ValueError("a message without a time takes no part")
    return head.sent_at
