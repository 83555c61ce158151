"""`track import` of files that are recognised: asks which project is meant where nobody said, and tells what came."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.asking import answerable, ask
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session, error_lines
from freelance_comm.domain.errors import AppError, BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import time_take_in, time_take_words
from freelance_comm.services.time_found import TimeFormat
from freelance_comm.services.time_names import LEAVE_OUT, MAKE_NEW, Wishes
from freelance_comm.text.durations import duration

if TYPE_CHECKING:
    from freelance_comm.services.time_take_in import Order, Seen

_PROBLEMS = 20
"""Entries that make no sense which are named one by one."""


def look_and_take(args: Namespace, session: Session) -> int:
    """Look, ask, and take in what is new; with --dry-run only look."""
    order = _order(args)
    path = Path(native_path(args.file))
    if args.preview:
        return _tell(_looked(path, order, session), session)
    if answerable(session):
        seen = _looked(path, order, session)
        if seen.unknown and not (seen.errors and not order.skip_bad):
            order = _asked(seen, order, session)
    with Working(session, session.tr.gettext("Importing")) as working:
        seen = time_take_in.take_in(session.desk, path, order, lambda count: working.tell(count, 0))
    return _tell(seen, session)


def _looked(path: Path, order: Order, session: Session) -> Seen:
    with Working(session, session.tr.gettext("Reading the time")) as working:
        return time_take_in.look(session.desk, path, order, lambda count: working.tell(count, 0))


def _order(args: Namespace) -> Order:
    pairs = []
    for pair in args.map:
        theirs, equals, ours = pair.rpartition("=")
        if not equals:
            raise BadValue(
                N_("“{text}” does not name two projects."),
                hint=N_("Write --map “THEIR NAME=PROJECT”."),
                text=pair[:60],
            )
        pairs.append((theirs.strip(), ours.strip()))
    return time_take_in.Order(
        wishes=Wishes(pairs=tuple(pairs), project=args.project, create=args.create),
        wanted=TimeFormat(args.wanted) if args.wanted else None,
        zone=args.zone,
        dates=args.dates,
        decimal=args.decimal,
        delimiter={"tab": "\t", "\\t": "\t"}.get(args.delimiter, args.delimiter),
        encoding=args.encoding,
        person=args.person,
        skip_bad=args.skip_bad,
    )


def _asked(seen: Seen, order: Order, session: Session) -> Order:
    """Return the order with an answer for every name that is nobody's; an empty answer leaves the question open."""
    from freelance_comm.services.project_search import find_project_name

    tr, pairs = session.tr, list(order.wishes.pairs)
    session.note(tr.gettext("Which of your projects is it? “+” makes a new one, “-” leaves it out."))
    for line in seen.unknown:
        words = time_take_words.theirs(line.target, tr)
        while answer := ask(session, f"{words}, {duration(line.seconds, tr)}:"):
            try:
                if answer not in (LEAVE_OUT, MAKE_NEW):
                    find_project_name(session.desk, answer, closed=True)
            except AppError as error:
                for told in error_lines(error, tr):
                    session.note(told)
                continue
            name = f"{line.target.client}/{line.target.name}" if line.target.client else line.target.name
            pairs.append((name, answer))
            break
    return order.but(wishes=order.wishes.but(pairs=tuple(pairs)))


def _tell(seen: Seen, session: Session) -> int:
    if session.as_json:
        session.emit(seen)
        return ExitCode.DONE
    tr = session.tr
    for problem in seen.errors[:_PROBLEMS]:
        session.note(tr.gettext("left out:") + " " + problem.text(tr))
    if not seen.done:
        head = [f"{seen.file}: {time_take_words.format_name(seen, tr)}.", time_take_words.zone_remark(seen, tr)]
        session.say(" ".join(filter(None, head)))
    session.say(time_take_words.total(seen, tr))
    session.table(
        [
            (
                "  " + time_take_words.theirs(line.target, tr),
                str(line.count),
                duration(line.seconds, tr),
                "→ " + time_take_words.ours(line, tr),
            )
            for line in seen.names
        ],
        right=(1,),
    )
    for remark in time_take_words.remarks(seen, tr):
        session.say(remark)
    if not seen.done and seen.unknown:
        session.say(tr.gettext("Say which is which: --map “NAME=PROJECT”, --project PROJECT for all, or --create."))
    return ExitCode.DONE
