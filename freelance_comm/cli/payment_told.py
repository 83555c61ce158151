"""What `payment` answers: the schedule, the ways to pay, all that is open; in words, in columns, as JSON."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import ExitCode
from freelance_comm.services import payments
from freelance_comm.text.formats import Formats, dates_here

if TYPE_CHECKING:
    from freelance_comm.cli.session import Session
    from freelance_comm.domain.project import Project
    from freelance_comm.services.plots import PlotLine

_PLOT_WIDTH = 32


def schedule(project: Project, session: Session) -> int:
    """Show the schedule of a project, what has come, and how much work is unpaid."""
    view = payments.payment_view(session.desk, project)
    if session.as_json:
        session.emit(view)
    elif not view.lines:
        session.say(session.tr.gettext("There is no schedule yet: `freelance-comm payment plan PROJECT whole`."))
    else:
        _lines(view, session)
        _sums(view, session)
        _plot(project, session)
    return ExitCode.DONE


def ways(project: Project, session: Session) -> int:
    """Show the ways to pay when prepayment is refused."""
    from freelance_comm.services import exposure_plot, payment_ways

    found = payment_ways.ways(session.view_desk, project)
    if session.as_json:
        session.emit(found)
        return ExitCode.DONE
    tr = session.tr
    session.say(tr.gettext("The most work that would be unpaid at any time:"))
    _bars(exposure_plot.of_ways(found, _PLOT_WIDTH, tr), session)
    session.say("")
    session.say(tr.gettext("In your client's language:"))
    for way in found:
        session.say(f"  {way.rung.kind}: {way.sentence}")
    session.say("")
    session.say(tr.gettext("`payment offer PROJECT KIND` writes the letter, `payment agree` makes the schedule."))
    return ExitCode.DONE


def offer(args: Namespace, project: Project, session: Session) -> int:
    """Write the letter that offers one way of paying."""
    from freelance_comm.cli.documents import deliver, mention_remarks, offering_the_built_in
    from freelance_comm.services import drafts, payment_ways

    desk = session.desk
    with offering_the_built_in(session):
        rung = payment_ways.rung_named(desk, project, args.kind)
        draft = payment_ways.offer(desk, project, rung, built_in=args.built_in)
    if session.as_json:
        session.emit(draft)
    else:
        written = deliver(drafts.as_text(desk, draft), args, session, name=f"{project.ref}-terms.txt")
        mention_remarks(written, draft, session, project=project.ref)
    if args.sent:
        drafts.mark_sent(desk, project, draft)
        session.note(session.tr.gettext("Marked as sent."))
    return ExitCode.DONE


def everything(args: Namespace, session: Session) -> int:
    """Show all that is still to come."""
    from freelance_comm.services import open_payments
    from freelance_comm.services.clients import find_client
    from freelance_comm.text.telling import near_day

    desk, tr = session.desk, session.tr
    client = find_client(desk, args.client) if args.client else None
    found = open_payments.open_payments(desk, client)
    if session.as_json:
        session.emit(found)
        return ExitCode.DONE
    if not found.lines:
        session.say(tr.gettext("Nothing is open: everything that was agreed on has arrived."))
        return ExitCode.DONE
    formats, today = Formats(tr.locale), desk.today()
    session.table(
        [
            (
                near_day(line.due, today, tr),
                formats.money(line.open),
                line.client,
                f"{line.project} · {line.label}",
                late(line.days_late, session) if line.days_late else "",
            )
            for line in found.lines
        ],
        flexible=3,
        right=(1,),
    )
    for one in found.sums:
        said = tr.gettext("{open} to come, {late} of it late.") if one.late.amount else tr.gettext("{open} to come.")
        if one.late == one.open:
            said = tr.gettext("{open} to come, all of it late.")
        session.say(said.format(open=formats.money(one.open), late=formats.money(one.late)))
    return ExitCode.DONE


def late(days: int, session: Session) -> str:
    """Return "3 days late"."""
    return session.tr.ngettext("{days} day late", "{days} days late", days).format(days=days)


def _lines(view: payments.PaymentView, session: Session) -> None:
    tr = session.tr
    formats = Formats(tr.locale)
    rows = []
    for line in view.lines:
        if not line.open.amount:
            state = tr.gettext("received")
        elif line.overdue:
            state = late(line.days_late, session)
        else:
            state = tr.pgettext("instalment", "not paid yet")
        paid = [formats.money(receipt.paid) for receipt in line.instalment.receipts if receipt.paid is not None]
        partly = line.received.amount and line.open.amount
        if partly:
            paid.insert(0, tr.gettext("{money} received").format(money=formats.money(line.received)))
        day = dates_here(tr).date(line.instalment.due)
        state = " · ".join((state, *paid))
        rows.append((str(line.number), day, formats.money(line.instalment.amount), line.instalment.label, state))
    session.table(rows)


def _sums(view: payments.PaymentView, session: Session) -> None:
    tr = session.tr
    formats = Formats(tr.locale)
    session.say(
        tr.gettext("Received {received} of {expected}.").format(
            received=formats.money(view.received), expected=formats.money(view.expected)
        )
    )
    if view.overpaid is not None:
        said = tr.gettext("{money} more than agreed has arrived: agree with the client what to do with it.")
        session.say(said.format(money=formats.money(view.overpaid)))
    if not view.adds_up and view.price is not None:
        session.say(
            tr.gettext("The schedule does not add up to the price, {price}.").format(price=formats.money(view.price))
        )
    if view.agreed_on is not None:
        session.say(tr.gettext("Agreed on {day}").format(day=dates_here(tr).date(view.agreed_on)))
    if view.most_at_risk is not None:
        session.say(
            tr.gettext("The most unpaid work at any time: {amount}.").format(amount=formats.money(view.most_at_risk))
        )


def _plot(project: Project, session: Session) -> None:
    """Draw the unpaid work over time, for somebody who looks at a terminal."""
    if not session.width:
        return
    from freelance_comm.services import exposure_plot

    made = exposure_plot.over_time(session.desk, project, min(_PLOT_WIDTH, max(8, session.width - 50)))
    if len(made) > 1:
        session.say("")
        session.say(session.tr.gettext("Work that is done and not paid:"))
        _bars(made, session)


def _bars(made: tuple[PlotLine, ...], session: Session) -> None:
    session.table([(one.label, one.bar, one.told) for one in made])
