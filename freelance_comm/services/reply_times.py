"""How fast answers went out: the figures behind "half within two hours".

Apart from the clock because it reads the messages themselves, which the day's overview does not.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services.reply_clock import target_seconds

if TYPE_CHECKING:
    from freelance_comm.domain.reply_figures import AnsweredQuestion, OpenQuestion
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk

BEFORE_DAYS = 62
"""So many days before a period are looked at for questions that were waiting when it began."""


class ReplyTimes(Record):
    """How fast answers went out over a period, by the time the question came in, in working seconds.

    ``median`` and ``p90`` are nearest rank over answered messages; ``in_target`` counts those in time; ``missed``
    those answered late or still waiting beyond their target.
    """

    first: datetime
    answered: int
    median: int | None
    p90: int | None
    in_target: int
    missed: int
    words: str


def reply_times(desk: Desk, *, days: int = 30) -> ReplyTimes:
    """Return how fast answers went out to what came in over the last ``days`` days. Reads the messages themselves."""
    from freelance_comm.domain.reply_figures import figures
    from freelance_comm.text.durations import duration

    first = desk.now() - timedelta(days=days)
    found = figures(*questions(desk, first))
    words = ""
    if found.business.median is not None:
        words = desk.tr.ngettext(
            "my replies, {n} day: half within {duration}", "my replies, {n} days: half within {duration}", days
        ).format(n=days, duration=duration(found.business.median, desk.tr))
    return ReplyTimes(
        first=first,
        answered=found.answered,
        median=found.business.median,
        p90=found.business.p90,
        in_target=found.in_time,
        missed=found.missed,
        words=words,
    )


def questions(
    desk: Desk, first: datetime, *, calendar: Calendar | None = None
) -> tuple[list[AnsweredQuestion], list[OpenQuestion]]:
    """Return what clients asked since ``first``, answered and open, with the time that passed by the present calendar.

    Pauses are taken out of the working time; ``who`` is the client's reference. Questions about projects that were
    closed since are left out, and open ones of clients who are not on record.
    """
    from freelance_comm.domain.pairing import paired
    from freelance_comm.domain.pausing import elapsed, settled_pauses
    from freelance_comm.domain.reply_figures import AnsweredQuestion, OpenQuestion

    now, calendar = desk.now(), calendar or desk.calendar()
    clients = {client.id: client for client in desk.reader.clients()}
    # What began to wait earlier is no new question when the client writes again.
    pairs, waiting = paired(desk.reader.messages((first - timedelta(days=BEFORE_DAYS)).date(), now.date()))
    answered, still_open = [], []
    for pair in pairs:
        question, client = pair.question, clients.get(pair.question.client_id)
        if question.at < first or client is None:
            continue
        pauses = settled_pauses(question.pauses, question.at, pair.heard)
        answered.append(
            AnsweredQuestion(
                received=question.at,
                replied=pair.answer.at,
                business_seconds=0 if pair.negative else elapsed(calendar, question.at, pair.answer.at, pauses),
                wall_seconds=max(int((pair.answer.at - question.at).total_seconds()), 0),
                target_seconds=target_seconds(desk, client),
                who=client.ref,
                negative=pair.negative,
            )
        )
    closed = desk.reader.closed_ids()  # their questions are settled
    for one in waiting:
        question, client = one.question, clients.get(one.question.client_id)
        if question.at < first or client is None or question.project_id in closed:
            continue
        pauses = settled_pauses(question.pauses, question.at, one.heard)
        still_open.append(
            OpenQuestion(
                received=question.at,
                business_seconds=elapsed(calendar, question.at, now, pauses),
                wall_seconds=max(int((now - question.at).total_seconds()), 0),
                target_seconds=target_seconds(desk, client),
                who=client.ref,
            )
        )
    return answered, still_open
