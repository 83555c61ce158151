"""`habits`: the ten habits of people who are good to deal with, as a self-check for each client."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import clients, habits
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.domain.regular import Habit
    from freelance_comm.services.habits import HabitsView, Mark

VERBS = ("list", "check", "show", "remove")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser, required=False)
    add_verb("list", tr.gettext("the ten habits, and what each one asks"))
    check = add_verb("check", tr.gettext("answer for one client: some of the ten, or all"))
    check.add_argument("client")
    named = tr.gettext("names or numbers separated by commas, or “all”")
    for option in ("--yes", "--partly", "--no"):
        check.add_argument(option, default="", metavar="HABITS", help=named)
    check.add_argument("--note", help=tr.gettext("what you noticed"))
    show = add_verb("show", tr.gettext("your last answers for one client, and how they have changed"))
    show.add_argument("client")
    remove = add_verb("remove", tr.gettext("remove the last self-check for a client"))
    remove.add_argument("client")


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb in (None, "list"):
        return _list(session)
    client = clients.find_client(session.desk, args.client)
    if args.verb == "remove":
        habits.remove_last(session.desk, client)
        session.note(session.tr.gettext("The last self-check is gone."))
    elif args.verb == "check":
        habits.answer(session.desk, client, _marks(args, session), note=_note(args))
    return _show(session, habits.view(session.view_desk, client))


def _note(args: Namespace) -> str | None:
    return text_of(args.note) if args.note is not None else None


def _marks(args: Namespace, session: Session) -> dict[Habit, Mark | None]:
    found: dict[Habit, Mark | None] = {}
    for mark, text in zip(habits.Mark, (args.yes, args.partly, args.no), strict=True):
        for habit in habits.habits_named(session.desk, text):
            if habit in found:
                raise BadValue(
                    N_("“{name}” is answered twice."),
                    hint=N_("Name each habit only once: under --yes, --partly or --no."),
                    name=session.tr.gettext(habits.TITLES[habit]),
                )
            found[habit] = mark
    return found


def _list(session: Session) -> int:
    tr = session.tr
    if session.as_json:
        session.emit(
            [
                {"number": number, "habit": habit, "title": habits.TITLES[habit], "question": habits.QUESTIONS[habit]}
                for number, habit in enumerate(habits.ORDER, 1)
            ]
        )
        return ExitCode.DONE
    session.table(
        [
            (str(number), habit.value, tr.gettext(habits.TITLES[habit]), tr.gettext(habits.QUESTIONS[habit]))
            for number, habit in enumerate(habits.ORDER, 1)
        ],
        flexible=3,
        right=(0,),
    )
    return ExitCode.DONE


def _show(session: Session, view: HabitsView) -> int:
    if session.as_json:
        session.emit(
            {
                "client": view.client.name,
                "ref": view.client.ref,
                "habits": [
                    {"habit": line.habit, "mark": line.mark, "before": line.before, "evidence": line.evidence}
                    for line in view.lines
                ],
                "checks": [{"day": one.day, "score": one.score_text, "note": one.note} for one in view.checks],
                "trend": view.trend,
                "note": view.note,
            }
        )
        return ExitCode.DONE
    tr = session.tr
    said = tr.gettext("before: {answer}")
    rows = [
        (
            str(line.number),
            line.title,
            line.mark_text or (said.format(answer=line.before_text) if line.before_text else "–"),
            line.evidence,
        )
        for line in view.lines
    ]
    session.table(rows, flexible=3, right=(0,))
    if view.checks:
        session.say("")
        session.table([(one.when_text, one.bar, one.score_text, one.note) for one in view.checks], flexible=3)
    if view.trend_text:
        session.say(view.trend_text)
    return ExitCode.DONE
