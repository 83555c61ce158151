"""The scenes of the sample workspace, in the order of the stages."""

from __future__ import annotations

from datetime import timedelta

from freelance_comm.demo import talks
from freelance_comm.demo.cast import Letter
from freelance_comm.demo.plot import Plot
from freelance_comm.domain.message import Direction
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.domain.quote import QuoteState

REPORTED = ((-16, "09:15", 190), (-15, "10:00", 220), (-13, "09:30", 200), (-11, "14:00", 195), (-9, "09:00", 235))
"""Work before the last report: working day, beginning, minutes. Together 17 hours and 20 minutes."""
RECENT = (
    (-4, "09:10", 185, 0),
    (-4, "13:30", 130, 1),
    (-3, "09:20", 95, 0),
    (-3, "13:05", 180, 1),
    (-2, "09:00", 160, 2),
    (-1, "14:15", 110, 0),
)
"""Work since the last report: working day, beginning, minutes, which of the job's actions. Together 14 h 20."""

KEPT = (
    (-150, "regular", 0, 16, 11),
    (-141, "regular", 1, 12, 9),
    (-118, "quiet", 3, 16, 15),
    (-96, "quiet", 1, 15, 11),
    (-74, "shop", 0, 16, 13),
    (-70, "shop", 3, 12, 11),
    (-62, "shop", 4, 15, 16),
    (-55, "press", 1, 16, 10),
    (-47, "press", 3, 12, 9),
    (-38, "studio", 0, 16, 15),
    (-31, "studio", 4, 15, 11),
    (-26, "regular", 3, 12, 10),
)
"""Promises of the past: working day, to whom, which words, the hour they were due, the hour at which they were kept."""


def tell(plot: Plot) -> None:
    """Write the whole story."""
    plot.change.save_profile(plot.change.profile(), plot.profile)
    _past(plot)
    _work(plot)
    _enquiry(plot)
    _shop(plot)
    _press(plot)
    _studio(plot)
    _record(plot)


def _record(plot: Plot) -> None:
    """What was promised in the past, and how it was held: nearly all in time, one late, one moved before its time."""
    cast = plot.cast
    clients = {client.name: client for client in plot.change.clients()}
    for days, whom, number, due, kept in KEPT:
        day = plot.workday(days)
        plot.promise(
            clients[getattr(cast, whom).name],
            None,
            cast.promised[number],
            plot.at(day, due),
            made=plot.at(plot.workday(days - 2), 11),
            kept_at=plot.at(day, kept),
            source=PromiseSource.CALL,
        )
    press = clients[cast.press.name]
    call, first, second = cast.promised[2], plot.workday(-12), plot.workday(-11)
    old = plot.promise(
        press, None, call, plot.at(first, 12), start=plot.at(first, 9), made=plot.at(plot.workday(-14), 10)
    )
    plot.promise(
        press,
        None,
        call,
        plot.at(second, 12),
        start=plot.at(second, 9),
        made=plot.at(plot.workday(-13), 15),
        kept_at=plot.at(second, 9, 20),
        moved_from=old,
    )


def _past(plot: Plot) -> None:
    """Somebody whose job is long done, who complained once and praised in the end, and has not been heard of since."""
    cast, today = plot.cast, plot.today
    client = plot.client(cast.quiet, days_ago=260)
    closed = today - timedelta(days=44)
    facts = {"delivered_on": (closed - timedelta(days=4)).isoformat(), "thanked_on": closed.isoformat()}
    project = plot.project(
        client, cast.past, "closing", days_ago=120, facts=facts, closed_on=closed, ticked=True, terms=TermsKind.WHOLE
    )
    quote = plot.quote(project, cast.past, QuoteState.ACCEPTED, days_ago=116)
    plot.instalments(project, cast.past, quote, [closed - timedelta(days=2)], [True])
    for days, minutes in ((100, 240), (97, 215), (93, 260), (90, 190)):
        plot.time(project, today - timedelta(days=days), "09:30", minutes, cast.past.actions[0])
    thanked, praised = plot.at(closed, 15), today - timedelta(days=42)
    answered = plot.at(praised + timedelta(days=1), 10)
    plot.sent(project, "closing/thanks", thanked)
    talks.complaint(plot, client, project, cast.trouble, raised=plot.workday(-41), asked=thanked, over=praised)
    plot.change.archive(project.id, closed.year)
    praise = plot.message(client, Direction.IN, plot.at(praised, 11), cast.answered[0])
    plot.message(client, Direction.OUT, answered, Letter(subject=f"Re: {praise.subject}", text=""))
    talks.praise(plot, client, project, praise, allowed=answered)


def _work(plot: Plot) -> None:
    """The work in hand: a timer runs, a report is due, the promised day slips, a question waits."""
    cast, job, today = plot.cast, plot.cast.work, plot.today
    client = plot.client(cast.regular, days_ago=430)
    _first_work(plot, client.id)
    facts = {"estimate_likely": "42", "hours_a_day": "4", "terms_discussed_on": plot.workday(-19).isoformat()}
    project = plot.project(client, job, "work", days_ago=30, facts=facts, terms=TermsKind.INSTALMENTS)
    quote = plot.quote(project, job, QuoteState.ACCEPTED, days_ago=27)
    dues = [today - timedelta(days=20), today + timedelta(days=6), today + timedelta(days=36)]
    plot.instalments(project, job, quote, dues, [True, False, False])
    for days, clock, minutes in REPORTED:
        plot.time(project, plot.workday(days), clock, minutes, job.actions[3])
    for days, clock, minutes, action in RECENT:
        plot.time(project, plot.workday(days), clock, minutes, job.actions[action])
    reported = today - timedelta(days=7)
    plot.sent(project, "quote/quote", quote.sent_at or quote.created)
    plot.sent(project, "work/progress-report", plot.at(reported, 17), (reported - timedelta(days=13), reported))
    plot.promise(
        client,
        project,
        job.deadline,
        plot.closing(plot.workday(4)),
        made=plot.at(plot.workday(-18), 12),
        source=PromiseSource.DEADLINE,
        whole_day=True,
    )
    kept = plot.at(plot.workday(-3), 11)
    plot.promise(client, project, job.done, plot.at(plot.workday(-3), 16), made=plot.at(reported, 17), kept_at=kept)
    plot.promise(client, project, job.promised, plot.at(plot.workday(2), 12), made=plot.at(plot.workday(-2), 11))
    plot.steps(project, job)
    plot.exchange(client, cast.answered[1], plot.workday(-8), 9, 95)
    plot.exchange(client, cast.answered[2], plot.workday(-3), 14, 40)
    plot.waiting(client, cast.asks, timedelta(hours=7, minutes=10), project)
    plot.timer(project, job.actions[1], 72)
    plot.idea(client, project, cast.ideas[0], days_ago=20, done=plot.workday(-6))
    plot.idea(client, project, cast.ideas[1], days_ago=5)
    plot.idea(client, None, cast.ideas[2], days_ago=40)
    plot.habits(client, days_ago=150, yes="listening promises names", partly="smile warmth sympathy")
    plot.habits(client, days_ago=80, yes="listening promises names smile", partly="warmth sympathy caring fun")
    liked = "listening promises names smile warmth sympathy"
    plot.habits(client, days_ago=12, yes=liked, partly="caring fun their-way", note=cast.noticed)


def _first_work(plot: Plot, client_id: int) -> None:
    """An earlier job of the same client, with something added on the way: they came back."""
    cast, today = plot.cast, plot.today
    client = next(one for one in plot.change.clients() if one.id == client_id)
    closed = today - timedelta(days=310)
    project = plot.project(client, cast.first_work, "closing", days_ago=400, closed_on=closed, ticked=True)
    quote = plot.quote(project, cast.first_work, QuoteState.ACCEPTED, days_ago=396)
    plot.time(project, closed - timedelta(days=20), "10:00", 300, cast.first_work.actions[0])
    if cast.first_work.extra is not None:
        talks.addition(plot, project, quote, cast.first_work.extra, days_ago=340)
        plot.time(project, closed - timedelta(days=24), "10:00", 120, cast.first_work.extra.line.text)
    plot.change.archive(project.id, closed.year)


def _enquiry(plot: Plot) -> None:
    """Somebody new has written, in another language."""
    cast = plot.cast
    client = plot.client(cast.newcomer, days_ago=1)
    project = plot.project(client, cast.enquiry, "contact", days_ago=1, confirmed=False)
    plot.waiting(client, cast.enquires, timedelta(hours=3), project)


def _shop(plot: Plot) -> None:
    """One job ends and the next is being quoted, with a promise due today."""
    cast, today = plot.cast, plot.today
    client = plot.client(cast.shop, days_ago=150)
    facts = {
        "delivered_on": (today - timedelta(days=6)).isoformat(),
        "accepted_on": (today - timedelta(days=3)).isoformat(),
        "follow_up_on": (today + timedelta(days=60)).isoformat(),
    }
    ended = plot.project(client, cast.parting, "closing", days_ago=48, facts=facts, terms=TermsKind.WHOLE, ticked=True)
    quote = plot.quote(ended, cast.parting, QuoteState.ACCEPTED, days_ago=45)
    plot.instalments(ended, cast.parting, quote, [today - timedelta(days=4)], [True])
    for days, minutes in ((-14, 120), (-12, 175), (-10, 140)):
        plot.time(ended, plot.workday(days), "13:00", minutes, cast.parting.actions[0])
    plot.sent(ended, "delivery/delivery", plot.at(today - timedelta(days=6), 12))
    talks.negotiation(plot, ended, cast.haggle, begun=plot.workday(-19), ended=plot.workday(-18))
    talks.remark(plot, client, ended, cast.remark, said=plot.at(today - timedelta(days=3), 15))
    offer = plot.project(client, cast.offer, "quote", days_ago=8)
    plot.quote(offer, cast.offer, QuoteState.DRAFT, days_ago=2)
    plot.promise(
        client, offer, cast.offer.promised, plot.closing(plot.workday(0)), made=plot.at(plot.workday(-1), 11, 30)
    )
    plot.exchange(client, cast.answered[3], plot.workday(-1), 10, 85)


def _press(plot: Plot) -> None:
    """A client abroad: one job needs a date, the other terms without prepayment."""
    cast = plot.cast
    client = plot.client(cast.press, days_ago=75)
    facts = {"prepayment_refused": "yes"}
    terms = plot.project(client, cast.terms, "payment", days_ago=14, facts=facts)
    plot.quote(terms, cast.terms, QuoteState.ACCEPTED, days_ago=10)
    plot.promise(
        client,
        terms,
        cast.terms.deadline,
        plot.closing(plot.workday(18)),
        made=plot.at(plot.workday(-4), 15),
        source=PromiseSource.DEADLINE,
        whole_day=True,
    )
    start = plot.workday(3).isoformat()
    plan = plot.project(
        client,
        cast.plan,
        "deadline",
        days_ago=9,
        facts={"estimate_likely": "12", "hours_a_day": "3", "start_on": start},
    )
    plot.quote(plan, cast.plan, QuoteState.ACCEPTED, days_ago=6)
    plot.promise(client, None, cast.call_back, plot.at(plot.workday(1), 15), made=plot.at(plot.workday(-1), 16))
    plot.exchange(client, cast.answered[4], plot.workday(-6), 11, 190)
    plot.exchange(client, cast.answered[5], plot.workday(-2), 15, 60)


def _studio(plot: Plot) -> None:
    """Finished work, handed over; one payment is late and a reminder has had no answer yet."""
    cast, today = plot.cast, plot.today
    client = plot.client(cast.studio, days_ago=95)
    facts = {"delivered_on": (today - timedelta(days=9)).isoformat()}
    project = plot.project(
        client, cast.handover, "delivery", days_ago=41, facts=facts, terms=TermsKind.INSTALMENTS, ticked=True
    )
    quote = plot.quote(project, cast.handover, QuoteState.ACCEPTED, days_ago=38)
    dues = [today - timedelta(days=33), today - timedelta(days=8)]
    plot.instalments(project, cast.handover, quote, dues, [True, False])
    for days, minutes in ((-18, 165), (-17, 130), (-12, 190), (-8, 75)):
        plot.time(project, plot.workday(days), "15:00", minutes, cast.handover.actions[0])
    last = today - timedelta(days=2)
    plot.sent(project, "work/progress-report", plot.at(last, 12), (last - timedelta(days=27), last))
    plot.message(client, Direction.OUT, plot.at(plot.workday(-4), 10), cast.reminder, project)
