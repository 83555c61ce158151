"""`log`: note a message that came or went; the reply clock runs from it."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.cli.spoken import moment_and_rest
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.message import Direction, Settled
from freelance_comm.services import messages, reply_clock
from freelance_comm.text.catalog import Translator

VERBS = ("in", "out", "list", "settle", "snooze")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    for verb, text in (
        ("in", tr.gettext("the client wrote or called: the clock runs until you answer")),
        ("out", tr.gettext("you wrote or called: the clock stops")),
    ):
        logging = add_verb(verb, text)
        logging.add_argument("client", help=tr.gettext("name, reference, or the beginning of either"))
        logging.add_argument(
            "words", nargs="*", metavar="…", help=tr.gettext("when, then what: “yesterday 14:10 moving the launch”")
        )
        logging.add_argument("--at", default="", help=tr.gettext("when, if you prefer an option"))
        logging.add_argument("--subject", default="")
        logging.add_argument("--project", default="")
        logging.add_argument("--channel", default="", choices=["", "email", "chat", "phone"])
    add_verb("list", tr.gettext("who waits for an answer, and from whom you wait for one"))
    settle = add_verb("settle", tr.gettext("the client's message needs no answer any more"))
    settle.add_argument("client")
    settle.add_argument("--elsewhere", action="store_true", help=tr.gettext("you have answered, on another way"))
    snooze = add_verb("snooze", tr.gettext("be reminded later"))
    snooze.add_argument("client")
    snooze.add_argument("until", nargs="+")


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb in ("in", "out"):
        return _log(args, session)
    if args.verb == "list":
        return _list(session)
    if args.verb == "settle":
        how = Settled.ELSEWHERE if args.elsewhere else Settled.NO_ANSWER_NEEDED
        view = messages.settle(session.desk, args.client, how)
    else:
        until = session.moment(" ".join(args.until), future=True)
        view = messages.snooze(session.desk, args.client, until)
    return _answer(view, session)


def _log(args: Namespace, session: Session) -> int:
    words = list(args.words)
    if args.at:
        at = session.moment(args.at)
    else:
        found, words = moment_and_rest(words, session)
        at = found or session.desk.now()
    view = messages.log(
        session.desk,
        Direction(args.verb),
        args.client,
        at=at,
        subject=args.subject,
        excerpt=text_of(" ".join(words)),
        channel=args.channel,
        project_text=args.project,
    )
    return _answer(view, session)


def _answer(view: messages.MessageView, session: Session) -> int:
    if session.as_json:
        session.emit(view.message)
    else:
        session.say(view.sentence)
    return ExitCode.DONE


def _list(session: Session) -> int:
    mine = reply_clock.clocks(session.view_desk)
    theirs = reply_clock.they_owe(session.view_desk)
    if session.as_json:
        session.emit({"i_owe": mine, "they_owe": theirs})
        return ExitCode.DONE
    tr = session.tr
    if not mine:
        session.say(tr.gettext("Nobody waits for your answer."))
    session.table([(clock.left_text, clock.client.name, clock.about, clock.why) for clock in mine])
    if theirs:
        session.say("\n" + tr.gettext("You wait for:"))
        session.table([(clock.since_text, clock.client.name, clock.about) for clock in theirs])
    return ExitCode.DONE
