"""`replies --from-mail`: how fast somebody answers, from a mailbox alone. Nothing is stored.

The JSON is one of the surfaces that never change: pairs, unanswered, left_out, counts (and figures, hints beside them).
"""

from __future__ import annotations

from argparse import Namespace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.arguments import Parser, native_path
from freelance_comm.cli.columns import FIGURES
from freelance_comm.cli.figures_json import plain as plain_figures
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.domain.people import WorkingHours
    from freelance_comm.services.mailbox_replies import Asked, MailReplies, RepliedTo

_ONLY_WITH = ("me", "delegate", "zone", "hours", "holiday", "target_hours", "every_sender", "left_out")
_MOST_HOURS = 10_000


def declare(parser: Parser, tr: Translator) -> None:
    """Declare the options."""
    add = parser.add_argument
    add(
        "--from-mail",
        metavar="PATH",
        help=tr.gettext("a Maildir, an mbox file, an .eml file or a folder of them; nothing is stored"),
    )
    add("--me", action="append", default=[], metavar="ADDRESS", help=tr.gettext("your address there; may be repeated"))
    add(
        "--delegate",
        action="append",
        default=[],
        metavar="ADDRESS",
        help=tr.gettext("somebody who answers for you; may be repeated"),
    )
    add("--zone", help=tr.gettext("your time zone, such as Europe/Bucharest"))
    add("--hours", help=tr.gettext("working hours: “mon-fri 09:00-13:00,14:00-18:00”"))
    add("--holiday", action="append", default=[], metavar="DATE", help=tr.gettext("a day off; may be repeated"))
    add("--target-hours", metavar="HOURS", help=tr.gettext("working hours until a reply is due"))
    add(
        "--every-sender",
        action="store_true",
        help=tr.gettext("count everyone who wrote, even through lists, not only people you have written to"),
    )
    add("--left-out", action="store_true", help=tr.gettext("list each message that was not counted, and why"))


def refuse_without_mailbox(args: Namespace) -> None:
    """Raise ``BadValue`` where an option is given that asks for a mailbox."""
    for name in _ONLY_WITH:
        if getattr(args, name):
            raise BadValue(
                N_("{option} only works with --from-mail."),
                hint=N_("Say which mailbox to look at: --from-mail PATH."),
                option=f"--{name.replace('_', '-')}",
            )


def run(args: Namespace, session: Session) -> int:
    """Look at the mailbox and tell what it says."""
    from freelance_comm.services import mailbox_replies

    asked = _asked(args, session)
    with Working(session, session.tr.gettext("Reading the mailbox")) as working:
        found = mailbox_replies.look(session.view_desk, asked, lambda count: working.tell(count, 0))
    if session.as_json:
        session.emit(_plain(found))
    elif args.left_out:
        from freelance_comm.services.mailbox_words import left_out_rows

        session.table(left_out_rows(found.left_out, found.zone, session.tr), flexible=2)
        if not found.left_out:
            session.note(session.tr.gettext("No mail was left out."))
    else:
        _tell(found, args.from_mail, session)
    return ExitCode.DONE


# -- what was asked ----------------------------------------------------------------------------------------------------


def _asked(args: Namespace, session: Session) -> Asked:
    from freelance_comm.services.mailbox_choices import address, on_record
    from freelance_comm.services.mailbox_replies import Asked

    profile = session.desk.profile()
    given = tuple(dict.fromkeys(address(text) for text in args.me))
    target = _target(args.target_hours) if args.target_hours is not None else profile.reply_target_hours
    first = session.day(getattr(args, "from")) if getattr(args, "from") else None
    last = session.day(args.to) if args.to else None
    if first is not None and last is not None and last < first:
        raise BadValue(N_("The period ends before it begins."), hint=N_("Swap the two days."))
    return Asked(
        path=native_path(args.from_mail),
        mine=given or on_record(profile),
        delegates=tuple(dict.fromkeys(address(text) for text in args.delegate)),
        target_seconds=int(target * 3600),
        hours=_hours(args, session),
        every_sender=args.every_sender,
        first=first,
        last=last,
    )


def _hours(args: Namespace, session: Session) -> WorkingHours | None:
    """Return the working time that was asked for; None for the one on record."""
    from freelance_comm.domain.people import WorkingHours
    from freelance_comm.domain.zones import check_zone
    from freelance_comm.text.working_hours import read_hours

    if args.zone is None and args.hours is None and not args.holiday:
        return None
    own = session.desk.profile().hours
    return WorkingHours(
        zone=check_zone(args.zone) if args.zone is not None else session.desk.zone,
        week=read_hours(args.hours, overlapping=True) if args.hours is not None else own.week,
        holidays=tuple(session.day(day) for day in args.holiday),
    )


def _target(text: str) -> Decimal:
    from freelance_comm.text.amounts import parse_decimal

    hours = parse_decimal(text)
    if not 0 < hours <= _MOST_HOURS:
        raise BadValue(
            N_("A target of {hours} hours makes no sense."),
            hint=N_("Give the working hours until a reply is due, such as 8 or 0.5."),
            hours=show(text),
        )
    return hours


# -- what was found ----------------------------------------------------------------------------------------------------


def _plain(found: MailReplies) -> dict[str, Any]:
    """Return the answer for programs."""
    return {
        "pairs": [_pair(pair) for pair in found.pairs],
        "unanswered": [
            {"thread": each.thread, "inbound": each.inbound, "received": each.received} for each in found.unanswered
        ],
        "left_out": [
            {
                "id": one.id,
                "from": one.sender,
                "received": one.received,
                "subject": one.subject,
                "reason": one.reason,
            }
            for one in found.left_out
        ],
        "counts": found.counts,
        "figures": {
            "target_seconds": found.target_seconds,
            "all": plain_figures(found.all),
            "by_month": {f"{day:%Y-%m}": plain_figures(each) for day, each in found.by_month.items()},
            "by_correspondent": {who: plain_figures(each) for who, each in found.by_who.items()},
        },
        "hints": found.hints,
    }


def _pair(pair: RepliedTo) -> dict[str, Any]:
    """Return a pair; what is rarely so is written only where it is."""
    plain: dict[str, Any] = {
        "thread": pair.thread,
        "inbound": pair.inbound,
        "reply": pair.reply,
        "received": pair.received,
        "replied": pair.replied,
        "wall_seconds": pair.wall_seconds,
        "business_seconds": pair.business_seconds,
        "due_at": pair.due_at,
        "over_target": pair.over_target,
    }
    rare = {"negative": pair.negative, "by_delegate": pair.by_delegate, "reason": pair.reason}
    return plain | {name: value for name, value in rare.items() if value}


def _tell(found: MailReplies, path: str, session: Session) -> None:
    from freelance_comm.services.mailbox_words import HINTS_SHOWN, told

    tr = session.tr
    page = told(found, path, tr)
    first = page.answered
    session.say(page.title)
    for number, table in enumerate(page.tables):
        session.say("")
        if not (first and number == 0):
            session.say(table.title)
        session.table(((table.head,) if table.head else ()) + table.rows, flexible=table.flexible, right=FIGURES)
        if first and number == 0:
            _say_all(("", *page.sentences), session)
    if not first:
        _say_all(("", *page.sentences), session)
    if page.hints:
        more = len(page.hints) - HINTS_SHOWN
        rest = (tr.ngettext("and {n} more", "and {n} more", more).format(n=more),) if more > 0 else ()
        _say_all(("", tr.gettext("Worth a look"), *page.hints[:HINTS_SHOWN], *rest), session)
    if page.advice:
        session.note(page.advice)


def _say_all(lines: tuple[str, ...], session: Session) -> None:
    for line in lines:
        session.say(line)
