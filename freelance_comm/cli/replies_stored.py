"""`replies` without a mailbox: how fast the answers on record went out."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.arguments import Parser
from freelance_comm.cli.columns import FIGURES
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.reply_statistics import ReplyStatistics

_BAR, _BESIDE_THE_BAR = 24, 76
"""Cells of a bar where nobody says how wide the output is, and cells that stand beside it."""
_OPTIONS = ("client", "months")
"""Options that a mailbox cannot follow: nobody in it is a client yet, and its last month may be long ago."""


def declare(parser: Parser, tr: Translator) -> None:
    """Declare the options."""
    parser.epilog = tr.gettext("Without --from-mail: the answers on record from the last 12 months.")
    add = parser.add_argument
    add("--from", default="", metavar="DAY", help=tr.gettext("questions that came from this day on"))
    add("--to", default="", metavar="DAY", help=tr.gettext("questions that came up to this day, included"))
    add("--months", default="", metavar="N", help=tr.gettext("the last N months, including this one"))
    add("--client", default="", help=tr.gettext("only this client's"))


def refuse_with_mailbox(args: Namespace) -> None:
    """Raise ``BadValue`` where an option is given that asks for what is on record."""
    for name in _OPTIONS:
        if getattr(args, name):
            raise BadValue(
                N_("{option} cannot be used with --from-mail."),
                hint=N_("Leave it out; --from and --to choose the days."),
                option=f"--{name}",
            )


def run(args: Namespace, session: Session) -> int:
    """Print the figures of the period."""
    from freelance_comm.services.reply_statistics import statistics

    client = None
    if args.client:
        from freelance_comm.services.clients import find_client

        client = find_client(session.desk, args.client)
    found = statistics(
        session.view_desk,
        first=session.day(getattr(args, "from")) if getattr(args, "from") else None,
        last=session.day(args.to) if args.to else None,
        months=_months(args, session),
        client=client,
    )
    if session.as_json:
        session.emit(_plain(found))
    else:
        _tell(found, session)
    return ExitCode.DONE


def _months(args: Namespace, session: Session) -> int | None:
    if not args.months:
        return None
    if getattr(args, "from"):
        raise BadValue(N_("--months and --from both say where the period begins."), hint=N_("Give one of them."))
    if not (args.months.isascii() and args.months.isdigit() and len(args.months) < 5):
        raise BadValue(N_("{option} takes a number."), hint=N_("Give one like 2."), option="--months")
    return int(args.months)


def _plain(found: ReplyStatistics) -> dict[str, Any]:
    """Return the statistics for programs."""
    from freelance_comm.cli.figures_json import plain

    return {
        "from": found.first,
        "to": found.last,
        "client": None if found.client is None else found.client.ref,
        "zone": found.zone,
        "calendar": found.calendar,
        "target_seconds": found.target_seconds,
        "all": plain(found.all),
        "by_month": {f"{day:%Y-%m}": plain(each) for day, each in found.months.items()},
        "by_weekday": {str(day + 1): plain(each) for day, each in found.weekdays.items()},
        "by_client": [
            {"ref": one.client.ref, "name": one.client.name, "target_seconds": one.target_seconds} | plain(one.figures)
            for one in found.clients
        ],
    }


def _tell(found: ReplyStatistics, session: Session) -> None:
    from freelance_comm.services import reply_words
    from freelance_comm.text.telling import near_day

    tr, desk = session.tr, session.desk
    if not found.all.answered and not found.all.open:
        session.say(tr.gettext("Nobody asked you anything in that time, as far as the records show."))
        session.note(tr.gettext("`freelance-comm replies --from-mail PATH` reads any mailbox, and stores nothing."))
        session.note(
            tr.gettext("`freelance-comm log in` notes a message; `freelance-comm mail import` reads a mailbox.")
        )
        return
    title = tr.gettext("How fast you answered what came from {first} to {last}")
    today = desk.today()
    session.say(title.format(first=near_day(found.first, today, tr), last=near_day(found.last, today, tr)))
    session.say("")
    if found.all.answered:
        summary = reply_words.summary(found.all, tr)
        session.table((summary.head, *summary.rows), right=FIGURES)
        session.say("")
    for line in reply_words.lines(found.all, found.target_seconds, tr):
        session.say(line)
    if found.all.oldest_open is not None and found.oldest is not None:
        session.say(reply_words.oldest(found.all.oldest_open, found.oldest.name, desk.now(), found.zone, tr))
    names = {one.client.ref: one.client.name for one in found.clients}
    tables = []
    if found.client is None:
        tables.append(reply_words.people({one.client.ref: one.figures for one in found.clients}, names, tr))
    tables.append(reply_words.weekdays(found.weekdays, tr))
    _tell_months(found, session)
    for table in tables:
        session.say("")
        session.say(table.title)
        session.table((table.head, *table.rows), flexible=table.flexible, right=FIGURES)
    session.say("")
    session.say(tr.gettext("Counted by your calendar: {calendar}").format(calendar=found.calendar))


def _tell_months(found: ReplyStatistics, session: Session) -> None:
    """Draw the newest months: a bar against the target, and the figures."""
    from freelance_comm.services import plots, reply_words

    tr = session.tr
    table = reply_words.months(found.months, tr)
    newest = sorted(found.months)[-len(table.rows) :]
    room = plots.within(session.width - _BESIDE_THE_BAR) if session.width else _BAR
    shown = {month: found.months[month] for month in newest}
    over, _empty, bars = reply_words.month_bars(shown, found.target_seconds, room, tr)
    rows = [(row[0], bars[month], *row[1:]) for month, row in zip(reversed(newest), table.rows, strict=True)]
    session.say("")
    session.say(table.title)
    session.table((("", over, *table.head[1:]), *rows), right=range(2, len(table.head) + 1))
    session.say(reply_words.legend(tr))
