"""`payment`: what is due when, and what has come."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.project import Project
from freelance_comm.services import payments, projects
from freelance_comm.text.catalog import Translator
from freelance_comm.text.formats import Formats

VERBS = ("plan", "show", "receive", "clear")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    plan = add_verb("plan", tr.gettext("make the schedule from the price of the quote"))
    plan.add_argument("project")
    plan.add_argument("kind", choices=[*map(str, TermsKind)])
    plan.add_argument("--first", default="", metavar="DAY", help=tr.gettext("the first due date; today when left out"))
    plan.add_argument("--parts", type=int, default=2, help=tr.gettext("how many instalments, weeks or days"))
    plan.add_argument("--every", type=int, default=30, metavar="DAYS", help=tr.gettext("days between instalments"))
    plan.add_argument("--deposit", default="30", metavar="PERCENT", help=tr.gettext("the deposit in per cent"))
    plan.add_argument("--rest", default="", metavar="DAY", help=tr.gettext("when the rest is due"))
    add_verb("show", tr.gettext("show the schedule")).add_argument("project")
    receive = add_verb("receive", tr.gettext("money has come"))
    receive.add_argument("project")
    receive.add_argument("number", type=int, help=tr.gettext("which instalment, as shown"))
    receive.add_argument("amount")
    receive.add_argument("--on", default="")
    add_verb("clear", tr.gettext("remove a schedule on which nothing was paid")).add_argument("project")


def run(args: Namespace, session: Session) -> int:
    """Run one verb, then show the schedule."""
    from freelance_comm.text.moments import parse_decimal

    desk = session.desk
    project = projects.find_project(desk, args.project, closed=args.verb in ("show", "receive"))
    if args.verb == "plan":
        payments.plan_schedule(
            desk,
            project,
            TermsKind(args.kind),
            first_due=session.day(args.first, future=True) if args.first else desk.today(),
            parts=args.parts,
            every_days=args.every,
            deposit_percent=args.deposit,
            rest_due=session.day(args.rest, future=True) if args.rest else None,
        )
    elif args.verb == "receive":
        from freelance_comm.domain.money import Money

        amount = Money(amount=parse_decimal(args.amount), currency=project.currency)
        on = session.day(args.on) if args.on else desk.today()
        payments.record_receipt(desk, project, args.number, amount, on)
    elif args.verb == "clear":
        payments.remove_schedule(desk, project)
    return _show(project, session)


def _show(project: Project, session: Session) -> int:
    view = payments.payment_view(session.desk, project)
    if session.as_json:
        session.emit(view)
    elif not view.lines:
        session.say(session.tr.gettext("There is no schedule yet: `freelance-comm payment plan PROJECT whole`."))
    else:
        _show_lines(view, session)
    return ExitCode.DONE


def _show_lines(view: payments.PaymentView, session: Session) -> None:
    tr = session.tr
    formats = Formats(tr.locale)
    rows = []
    for line in view.lines:
        if not line.open.amount:
            state = tr.gettext("received")
        elif line.overdue:
            state = tr.ngettext("{days} day late", "{days} days late", line.days_late).format(days=line.days_late)
        else:
            state = tr.pgettext("instalment", "not paid yet")
        day = formats.date(line.instalment.due)
        rows.append((str(line.number), day, formats.money(line.instalment.amount), line.instalment.label, state))
    session.table(rows)
    session.say(
        tr.gettext("Received {received} of {expected}.").format(
            received=formats.money(view.received), expected=formats.money(view.expected)
        )
    )
    if not view.adds_up and view.price is not None:
        session.say(
            tr.gettext("The schedule does not add up to the price, {price}.").format(price=formats.money(view.price))
        )
    if view.most_at_risk is not None:
        session.say(
            tr.gettext("The most unpaid work at any time: {amount}.").format(amount=formats.money(view.most_at_risk))
        )
