"""How fast somebody answers, told from a mailbox alone: nothing is stored, nobody need be a client yet.

Counted are the letters of everyone I have written to; with ``every_sender`` those of everybody, by the definitions of
the reference data word for word. The working time is what the asker says, or the workspace's own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.reply_figures import AnsweredQuestion, Figures, OpenQuestion, by_month, by_who, figures

if TYPE_CHECKING:
    from freelance_comm.domain.people import WorkingHours
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.mail.gathering import Gathered
    from freelance_comm.mail.hints import Hint
    from freelance_comm.mail.pairs import Exchange, Judged
    from freelance_comm.services.desk import Desk

DRAFT, UNDATED = "draft", "undated"


class Asked(Record):
    """What to look at and how to count. ``mine`` and ``delegates`` are addresses; ``hours`` None is the workspace's.

    ``first`` and ``last`` limit the days on which questions came, in the zone of the hours.
    """

    path: str
    mine: tuple[str, ...]
    target_seconds: int
    hours: WorkingHours | None = None
    delegates: tuple[str, ...] = ()
    every_sender: bool = False
    first: date | None = None
    last: date | None = None


class RepliedTo(Record):
    """A question and its answer, by the ids of the messages."""

    thread: str
    inbound: str
    reply: str
    received: datetime
    replied: datetime
    wall_seconds: int
    business_seconds: int
    due_at: datetime | None
    over_target: bool
    negative: bool = False
    by_delegate: bool = False
    reason: str = ""
    who: str = ""


class StillOpen(Record):
    """A question nobody has answered."""

    thread: str
    inbound: str
    received: datetime
    who: str = ""
    subject: str = ""


class NotCounted(Record):
    """A message that starts no clock, with the reason in a short code."""

    id: str
    sender: str
    received: datetime | None
    subject: str
    reason: str


class MailReplies(Record):
    """What a mailbox says about reply times. ``names`` are those that people give themselves, by address."""

    pairs: tuple[RepliedTo, ...]
    unanswered: tuple[StillOpen, ...]
    left_out: tuple[NotCounted, ...]
    counts: dict[str, int]
    hints: tuple[Hint, ...]
    target_seconds: int
    now: datetime
    zone: str
    all: Figures
    by_month: dict[date, Figures]
    by_who: dict[str, Figures]
    names: dict[str, str]


def look(desk: Desk, asked: Asked, progress: Callable[[int], None] | None = None) -> MailReplies:
    """Read the mailbox and return what it says; ``progress`` is told how many messages have been read.

    Raises ``NotFound`` and ``BoxError`` where there is no mail, ``BadValue`` without an address of mine.
    """
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.mail.boxes import Box, no_mail
    from freelance_comm.mail.gathering import gathered
    from freelance_comm.mail.pairs import by_definition, exchange
    from freelance_comm.mail.sorting import sorted_out

    box = Box(asked.path)
    found = gathered(box.letters(), asked.mine, progress)
    if not found.read:
        raise no_mail(box.path)
    if not asked.mine:
        raise _who_are_you(found)
    known: set[str] = set()
    if asked.every_sender:
        judged = by_definition((one.head for one in found.messages), asked.mine)
    else:
        judged, known = sorted_out(found.messages, asked.mine, asked.delegates)
    clock = exchange(judged, skewed=not asked.every_sender)
    calendar = desk.calendar() if asked.hours is None else Calendar(asked.hours)
    zone = desk.zone if asked.hours is None else asked.hours.zone
    counting = _Counting(asked, calendar, desk.now(), zone)
    unreadable = len(found.unreadable) + len(box.unreadable)
    return counting.result(found, judged, clock, known=len(known), unreadable=unreadable)


class _Counting:
    """Turns pairs into seconds and figures."""

    def __init__(self, asked: Asked, calendar: Calendar, now: datetime, zone: str) -> None:
        self._asked = asked
        self._calendar = calendar
        self._now = now
        self._zone = zone

    def result(
        self, found: Gathered, judged: list[Judged], clock: Exchange, *, known: int, unreadable: int
    ) -> MailReplies:
        pairs = tuple(pair for pair in map(self._pair, clock.pairs) if self._within(pair.received))
        unanswered = tuple(each for each in map(_open, clock.unanswered) if self._within(each.received))
        answered = [self._answered(pair) for pair in pairs]
        waiting = [self._waiting(each) for each in unanswered]
        left_out = self._left_out(found, judged)
        every = self._asked.every_sender
        return MailReplies(
            pairs=pairs,
            unanswered=unanswered,
            left_out=left_out,
            counts=_counts(found, judged, clock, pairs, unanswered) | {"known": known, "unreadable": unreadable},
            hints=() if every else _hints(found, judged, clock, unanswered),
            target_seconds=self._asked.target_seconds,
            now=self._now,
            zone=self._zone,
            all=figures(answered, waiting),
            by_month=by_month(answered, waiting, self._calendar.local_date),
            by_who=by_who(answered, waiting),
            names=_names(judged),
        )

    def _within(self, received: datetime) -> bool:
        if self._asked.first is None and self._asked.last is None:
            return True
        day = self._calendar.local_date(received)
        return (self._asked.first or day) <= day <= (self._asked.last or day)

    def _pair(self, pair: Any) -> RepliedTo:
        question, answer = pair.inbound.head, pair.reply.head
        received, replied = question.sent_at, answer.sent_at
        seconds = 0 if pair.negative else self._calendar.business_seconds(received, replied)
        return RepliedTo(
            thread=pair.thread,
            inbound=question.id,
            reply=answer.id,
            received=received,
            replied=replied,
            wall_seconds=_between(received, replied),
            business_seconds=seconds,
            due_at=self._calendar.add(received, self._asked.target_seconds),
            over_target=seconds > self._asked.target_seconds,
            negative=pair.negative,
            by_delegate=pair.reply.by_delegate,
            reason=pair.inbound.reason,
            who=question.sender,
        )

    def _answered(self, pair: RepliedTo) -> AnsweredQuestion:
        return AnsweredQuestion(
            received=pair.received,
            replied=pair.replied,
            business_seconds=pair.business_seconds,
            wall_seconds=max(pair.wall_seconds, 0),
            target_seconds=self._asked.target_seconds,
            who=pair.who,
            negative=pair.negative,
        )

    def _waiting(self, each: StillOpen) -> OpenQuestion:
        return OpenQuestion(
            received=each.received,
            business_seconds=self._calendar.business_seconds(each.received, self._now),
            wall_seconds=max(_between(each.received, self._now), 0),
            target_seconds=self._asked.target_seconds,
            who=each.who,
        )

    def _left_out(self, found: Gathered, judged: list[Judged]) -> tuple[NotCounted, ...]:
        heads = [(one.head, one.reason) for one in judged if one.left_out]
        heads += [(one.head, UNDATED) for one in found.undated] + [(one.head, DRAFT) for one in found.drafts]
        far = datetime.max.replace(tzinfo=UTC)
        return tuple(
            NotCounted(id=head.id, sender=head.sender, received=head.sent_at, subject=head.subject, reason=reason)
            for head, reason in sorted(heads, key=lambda each: (each[0].sent_at or far, each[0].id))
        )


def _open(each: Any) -> StillOpen:
    head = each.inbound.head
    return StillOpen(thread=each.thread, inbound=head.id, received=head.sent_at, who=head.sender, subject=head.subject)


def _counts(
    found: Gathered,
    judged: list[Judged],
    clock: Exchange,
    pairs: tuple[RepliedTo, ...],
    unanswered: tuple[StillOpen, ...],
) -> dict[str, int]:
    """Return how many of what; the names are those of the reference data where they have one."""
    mine = sum(1 for one in judged if one.stops or one.reason in ("own", "undelivered"))
    with_me = {thread.thread for thread in clock.unanswered if thread.mine}
    return {
        "files_read": found.read,
        "undated": len(found.undated),
        "drafts": len(found.drafts),
        "duplicates": found.duplicates,
        "same_id_other_text": found.same_id,
        "messages": len(judged),
        "in": len(judged) - mine,
        "out": mine,
        "automatic": sum(1 for one in judged if one.left_out and one.reason[:1] == "A"),
        "date_replaced_by_received": sum(1 for one in judged if one.head.time_source == "received"),
        "threads": len(set(clock.threads.values())),
        "threads_with_me": clock.with_me,
        "pairs": len(pairs),
        "unanswered": len(unanswered),
        "unanswered_in_threads_with_me": sum(1 for each in unanswered if each.thread in with_me),
        "breached": sum(1 for pair in pairs if pair.due_at is not None and pair.replied > pair.due_at),
        "over_target": sum(1 for pair in pairs if pair.over_target),
    }


def _hints(
    found: Gathered, judged: list[Judged], clock: Exchange, unanswered: tuple[StillOpen, ...]
) -> tuple[Hint, ...]:
    from freelance_comm.mail.body import excerpt, text_of
    from freelance_comm.mail.hints import hints

    letters = {one.head.id: one.letter for one in found.messages}
    shown = {each.inbound for each in unanswered}

    def beginning(own: str) -> str:
        try:
            return excerpt(text_of(letters[own].open()))
        except OSError:
            return ""

    return tuple(hint for hint in hints(judged, clock, beginning) if hint.inbound in shown)


def _names(judged: list[Judged]) -> dict[str, str]:
    return {one.head.sender: one.head.sender_name for one in judged if one.head.sender_name}


def _between(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds())


def _who_are_you(found: Gathered) -> BadValue:
    """Return the question whose mailbox it is, with the addresses to which most of the mail went."""
    from freelance_comm.services.mailbox_choices import most_frequent

    likely = most_frequent(one.head for one in found.messages)
    if not likely:
        hint = N_("Give each with --me, for example --me ana@example.com.")
    else:
        hint = N_("Most mail here went to or came from: {names}. Give each one that is yours with --me.")
    return BadValue(N_("Which addresses in this mailbox are yours?"), hint=hint, names=", ".join(likely))
