"""`payment`: what is due when, what has come, how to go on when it does not."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli import handover_options, payment_told
from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.domain.payment import TermsKind, Tone
from freelance_comm.services import payments, projects

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from freelance_comm.cli.session import Session
    from freelance_comm.domain.project import Project
    from freelance_comm.text.catalog import Translator

VERBS = (
    "plan",
    "show",
    "ways",
    "offer",
    "agree",
    "receive",
    "take-back",
    "change",
    "remind",
    "open",
    "handover",
    "clear",
)
_OF_CLOSED_TOO = ("show", "receive", "take-back", "remind", "handover")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    t = tr.gettext
    plan = add_verb("plan", t("make the schedule from the price of the quote"))
    plan.add_argument("project")
    plan.add_argument("kind", choices=[*map(str, TermsKind)], help=t("how it is paid"))
    plan.add_argument("--first", default="", metavar="DAY", help=t("the first due date; today if not given"))
    plan.add_argument("--parts", type=int, default=None, help=t("how many milestones, instalments, weeks or days"))
    plan.add_argument("--every", type=int, default=30, metavar="DAYS", help=t("days between instalments"))
    plan.add_argument("--deposit", default="30", metavar="PERCENT", help=t("the deposit in per cent"))
    plan.add_argument("--first-share", default="20", metavar="PERCENT", help=t("the first milestone in per cent"))
    plan.add_argument("--rest", default="", metavar="DAY", help=t("when the rest is due"))
    plan.add_argument(
        "--part",
        action="append",
        default=[],
        metavar="LINE",
        help=t("one sum of your own, such as “First draft: 500, 3 Dec”; “…” for the remainder"),
    )
    plan.add_argument("--agreed", action="store_true", help=t("note that the client said yes to it today"))
    add_verb("show", t("show the schedule")).add_argument("project", nargs="?")
    ways = add_verb("ways", t("ways to pay when prepayment is refused, and what each risks"))
    ways.add_argument("project", nargs="?")
    ways.add_argument("--refused", action="store_true", help=t("note that the client is against prepayment"))
    _offer_and_agree(add_verb, tr)
    _money(add_verb, tr)
    _remind(add_verb, tr)
    everything = add_verb("open", t("all money still to come, from everybody"))
    everything.add_argument("--client", default="", help=t("from one client only"))
    handover_options.configure(add_verb("handover", t("for an invoicing tool: a table, or an electronic invoice")), tr)
    add_verb("clear", t("remove a schedule on which nothing was paid")).add_argument("project")


def _offer_and_agree(add_verb: Callable[..., Any], tr: Translator) -> None:
    from freelance_comm.cli.documents import delivery_options

    kinds = [str(kind) for kind in TermsKind if kind not in (TermsKind.DEPOSIT, TermsKind.OWN)]
    offer = add_verb("offer", tr.gettext("write the letter that offers one of the ways"))
    offer.add_argument("project")
    offer.add_argument("kind", choices=kinds, help=tr.gettext("how it is paid"))
    delivery_options(offer, tr)
    offer.add_argument("--sent", action="store_true", help=tr.gettext("mark it as sent"))
    agree = add_verb("agree", tr.gettext("the client said yes to one of the ways to pay: make the schedule"))
    agree.add_argument("project")
    agree.add_argument("kind", choices=kinds, help=tr.gettext("how it is paid"))


def _money(add_verb: Callable[..., Any], tr: Translator) -> None:
    t = tr.gettext
    receive = add_verb("receive", t("money has arrived"))
    receive.add_argument("project")
    receive.add_argument("number", type=int, help=t("which instalment, by its number"))
    receive.add_argument("amount", help=t("such as 780, or “850 USD” with --settles"))
    receive.add_argument("--on", default="", metavar="DAY")
    receive.add_argument(
        "--settles", default="", metavar="SUM", help=t("how much it settles in the project's currency")
    )
    receive.add_argument("--again", action="store_true", help=t("the same sum came a second time that day"))
    receive.add_argument("--over", action="store_true", help=t("any excess counts towards the other instalments"))
    back = add_verb("take-back", t("take back a receipt noted by mistake"))
    back.add_argument("project")
    back.add_argument("number", type=int, help=t("which instalment, by its number"))
    back.add_argument("receipt", type=int, nargs="?", default=0, help=t("which of its receipts; the last if not given"))
    change = add_verb("change", t("change an instalment's label, sum or due date"))
    change.add_argument("project")
    change.add_argument("number", type=int, help=t("which instalment, by its number"))
    change.add_argument("--label", default=None, help=t("the new name"))
    change.add_argument("--amount", default=None, help=t("the new sum"))
    change.add_argument("--due", default=None, metavar="DAY", help=t("the new due date"))


def _remind(add_verb: Callable[..., Any], tr: Translator) -> None:
    from freelance_comm.cli.documents import delivery_options

    t = tr.gettext
    remind = add_verb("remind", t("write the next reminder of a late payment, and note that it went out"))
    remind.add_argument("project")
    remind.add_argument("--dry-run", action="store_true", help=t("show what would be written, and save nothing"))
    remind.add_argument("--tone", choices=[*map(str, Tone)], help=t("this reminder instead of the next one"))
    remind.add_argument("--anyway", action="store_true", help=t("even before its day, on a holiday or at a weekend"))
    delivery_options(remind, tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb; those that change the schedule show it then."""
    if args.verb == "open":
        return payment_told.everything(args, session)
    desk = session.desk
    project = projects.find_project(desk, args.project, closed=args.verb in _OF_CLOSED_TOO)
    if args.verb == "handover":
        return handover_options.run(args, session, project)
    if args.verb == "ways":
        return _ways(args, project, session)
    if args.verb == "offer":
        return payment_told.offer(args, project, session)
    if args.verb == "remind":
        from freelance_comm.cli import payment_reminding

        return payment_reminding.run(args, project, session)
    if args.verb == "plan":
        _plan(args, project, session)
    elif args.verb == "agree":
        from freelance_comm.services import payment_ways

        payment_ways.agree(desk, project, payment_ways.rung_named(desk, project, args.kind))
    elif args.verb == "receive":
        _receive(args, project, session)
    elif args.verb == "take-back":
        _take_back(args, project, session)
    elif args.verb == "change":
        _change(args, project, session)
    elif args.verb == "clear":
        payments.remove_schedule(desk, project)
    return payment_told.schedule(project, session)


def _plan(args: Namespace, project: Project, session: Session) -> None:
    from freelance_comm.domain.errors import BadValue
    from freelance_comm.domain.marking import N_
    from freelance_comm.services import own_schedule, prepayment_policy

    desk, kind = session.desk, TermsKind(args.kind)
    if args.part and kind is not TermsKind.OWN:
        raise BadValue(N_("Your own sums need the kind “own”."), hint=N_("payment plan PROJECT own --part …"))
    if kind is TermsKind.OWN:
        parts = own_schedule.parts_from(desk, args.part, project.currency)
        own_schedule.plan_own(desk, project, parts, agreed=args.agreed)
        return
    usual = 3 if kind is TermsKind.MILESTONES else 2
    payments.plan_schedule(
        desk,
        project,
        kind,
        first_due=session.day(args.first, future=True) if args.first else desk.today(),
        parts=args.parts if args.parts is not None else usual,
        every_days=args.every,
        deposit_percent=args.deposit,
        first_percent=args.first_share,
        rest_due=session.day(args.rest, future=True) if args.rest else None,
        agreed=args.agreed,
    )
    early = prepayment_policy.too_early(desk, project, kind)
    if early:
        session.note(early)


def _ways(args: Namespace, project: Project, session: Session) -> int:
    from freelance_comm.services import payment_ways

    if args.refused:
        payment_ways.refuse_prepayment(session.desk, project)
    return payment_told.ways(project, session)


def _receive(args: Namespace, project: Project, session: Session) -> None:
    from freelance_comm.services import receiving

    desk = session.desk
    on = session.day(args.on) if args.on else desk.today()
    came = receiving.arrived(desk, project, args.amount, on, settles=args.settles)
    receiving.record_receipt(
        desk, project, args.number, came.amount, came.on, paid=came.paid, again=args.again, over=args.over
    )


def _take_back(args: Namespace, project: Project, session: Session) -> None:
    from freelance_comm.services import receiving

    receiving.remove_receipt(session.desk, project, args.number, args.receipt or None)


def _change(args: Namespace, project: Project, session: Session) -> None:
    from freelance_comm.domain.marking import N_
    from freelance_comm.domain.money import Money
    from freelance_comm.services import wording
    from freelance_comm.services.instalments import meant

    desk = session.desk
    base = new = meant(desk.reader.project(project.id), args.number)
    if args.label is not None:
        new = new.but(label=args.label)
    if args.amount is not None:
        currency = base.amount.currency
        sum_ = wording.amount(desk, args.amount, N_("The sum"), currency=currency)
        new = new.but(amount=Money(amount=sum_, currency=currency))
    if args.due is not None:
        new = new.but(due=session.day(args.due, future=True))
    payments.change_instalment(desk, project, base, new)
