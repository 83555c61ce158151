"""What was talked over in the sample, and is settled: a complaint, praise and a remark, a date, an addition to a quote.

Apart from the plot because only the past of the sample needs it: nothing here may ask for anything today.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from freelance_comm.demo.cast import Extra, Haggle, Remark, Trouble
from freelance_comm.demo.plot import Plot
from freelance_comm.domain.complaint import Complaint, Point
from freelance_comm.domain.feedback import Feedback, Permission, Tone
from freelance_comm.domain.message import Message
from freelance_comm.domain.money import Money
from freelance_comm.domain.negotiation import Attempt, Negotiation, Outcome, Position, Reaction, Side, Subject
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, Requirement
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState

WAY = "part-first"
"""How the date was settled: what they need most in time, the rest on a day of its own."""


def complaint(
    plot: Plot, client: Client, project: Project, told: Trouble, *, raised: date, asked: datetime, over: date
) -> None:
    """Add a complaint that was owned up to within the hour and put right on the next working day.

    ``raised`` is a working day; ``asked`` when they were asked whether all is well, ``over`` when they were content.
    """
    answered = plot.at(raised, 11, 35)
    following = plot.calendar.working_days(raised + timedelta(days=1), 1) or raised
    done = plot.at(following, 10, 45)
    promise = plot.promise(client, project, told.remedy, plot.at(following, 16), made=answered, kept_at=done)
    noted = Complaint(
        id=plot.change.new_id(),
        client_id=client.id,
        project_id=project.id,
        words=told.words,
        raised_at=plot.at(raised, 10, 50),
        point=Point.YES,
        what_happened=told.happened,
        answered_at=answered,
        owned_at=answered,
        remedy=told.remedy,
        promise_id=promise.id,
        remedied_at=done,
        told_at=done + timedelta(minutes=15),
        check_back_on=asked.astimezone(plot.zone).date(),
        checked_at=asked,
        resolved_on=over,
        outcome=told.outcome,
    )
    plot.change.add(noted)


def praise(plot: Plot, client: Client, project: Project, message: Message, *, allowed: datetime) -> None:
    """Add the words of a message as feedback that may be quoted, with the name and the trade of who wrote it."""
    person = client.contacts[0]
    noted = Feedback(
        id=plot.change.new_id(),
        client_id=client.id,
        project_id=project.id,
        message_id=message.id,
        words=message.excerpt,
        said_at=message.at,
        said_by=person.name,
        permission=Permission.GIVEN,
        permission_at=allowed,
        signed=f"{person.name}, {person.role}",
    )
    plot.change.add(noted)


def remark(plot: Plot, client: Client, project: Project, told: Remark, *, said: datetime) -> None:
    """Add feedback of which a part hurts; nobody has asked to quote it."""
    noted = Feedback(
        id=plot.change.new_id(),
        client_id=client.id,
        project_id=project.id,
        words=told.words,
        said_at=said,
        tone=Tone.MIXED,
        said_by=client.contacts[0].name,
        lesson=told.lesson,
    )
    plot.change.add(noted)


def negotiation(plot: Plot, project: Project, told: Haggle, *, begun: date, ended: date) -> None:
    """Add a negotiation about a date that met in the middle within two talks."""
    first, second = plot.at(begun, 10, 20), plot.at(ended, 9, 40)
    said = (
        (Side.THEIRS, told.theirs, first),
        (Side.MINE, told.mine, first + timedelta(minutes=5)),
        (Side.THEIRS, told.met, second),
    )
    noted = Negotiation(
        id=plot.change.new_id(),
        opened_at=first,
        stage="deadline",
        positions=tuple(Position(side=side, subject=Subject.DATE, words=words, at=at) for side, words, at in said),
        attempts=(Attempt(way=WAY, at=first + timedelta(hours=2), reaction=Reaction.TAKEN),),
        stuck=told.stuck,
        outcome=Outcome.AGREED,
        result=told.result,
        ended_on=ended,
    )
    plot.change.add(noted, project_id=project.id)


def addition(plot: Plot, project: Project, quote: Quote, extra: Extra, *, days_ago: int) -> None:
    """Add an addition to ``quote`` that was asked for some days ago, accepted two days later and done in a week."""
    asked = plot.today - timedelta(days=days_ago)
    made, line = plot.at(asked, 15), extra.line
    wish = Requirement(
        id=plot.change.new_id(),
        text=extra.title,
        said_by=plot.cast.regular.contacts[0].name,
        said_on=asked,
        done_on=asked + timedelta(days=7),
    )
    plot.change.add(wish, project_id=project.id)
    price = Money(amount=line.price, currency=quote.currency)
    item = LineItem(description=line.text, unit=line.unit, quantity=line.quantity, unit_price=price, answers=(wish.id,))
    noted = Quote(
        id=plot.change.new_id(),
        ref=plot.change.next_ref("Q", made.year),
        created=made,
        currency=quote.currency,
        options=(QuoteOption(items=(item,)),),
        reason=extra.reason,
        state=QuoteState.ACCEPTED,
        sent_at=made + timedelta(hours=1),
        decided_on=asked + timedelta(days=2),
        adds_to=quote.id,
        title=extra.title,
        asked_by=wish.said_by,
        asked_on=asked,
        asked_words=extra.words,
        requirement_id=wish.id,
    )
    plot.change.add(noted, project_id=project.id)
