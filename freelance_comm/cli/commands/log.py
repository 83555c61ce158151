"""`log`: note a message that came or went; the reply clock runs from it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.cli.spoken import moment_and_rest
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Direction, Settled
from freelance_comm.services import messages, reply_clock
from freelance_comm.text.catalog import Translator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

VERBS = ("in", "out", "list", "why", "settle", "wait", "go-on", "snooze", "link", "count")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    for verb, text in (
        ("in", tr.gettext("the client wrote or called: the clock runs until you answer")),
        ("out", tr.gettext("you wrote or called: the clock stops")),
    ):
        logging = add_verb(verb, text)
        logging.add_argument("client")
        logging.add_argument(
            "words",
            nargs="*",
            metavar="[WHEN] [WHAT]",
            help=tr.gettext("when, then what: “yesterday 14:10 moving the launch”"),
        )
        logging.add_argument("--at", default="", metavar="WHEN", help=tr.gettext("when, as an option instead"))
        logging.add_argument("--subject", default="", help=tr.gettext("the subject of the message"))
        logging.add_argument("--project", default="")
        logging.add_argument(
            "--channel",
            default="",
            choices=("email", "chat", "phone"),
            help=tr.gettext("how you were in touch; the client's preferred way if not given"),
        )
        if verb == "out":
            logging.add_argument(
                "--answers",
                default="",
                metavar="MESSAGE",
                help=tr.gettext("which message it answers, if several from the client are waiting"),
            )
    listing = add_verb("list", tr.gettext("who is waiting for your answer, and whose answer you are waiting for"))
    listing.add_argument(
        "--beside",
        action="store_true",
        help=tr.gettext("instead, what starts no clock: in Cc, invitations, put off, unanswered when a project closed"),
    )
    _configure_steps(add_verb, tr)


def _configure_steps(add_verb: Callable[..., Any], tr: Translator) -> None:
    """Declare what can be said about a message that waits."""
    who = tr.gettext("the client, or the message by its short name in `log list`")
    add_verb("why", tr.gettext("how a clock was worked out, day by day")).add_argument("client", help=who)
    settle = add_verb("settle", tr.gettext("the client's message needs no answer any more"))
    settle.add_argument("client", help=who)
    settle.add_argument("--elsewhere", action="store_true", help=tr.gettext("you have answered, in another way"))
    settle.add_argument(
        "--mine", action="store_true", help=tr.gettext("your own message: you no longer wait for an answer to it")
    )
    wait = add_verb("wait", tr.gettext("you are waiting for the client: the clock is paused until they write"))
    wait.add_argument("client", help=who)
    add_verb("go-on", tr.gettext("let the clock run again")).add_argument("client", help=who)
    snooze = add_verb("snooze", tr.gettext("be reminded later"))
    snooze.add_argument("client", help=who)
    snooze.add_argument("until", nargs="*", help=tr.gettext("“tomorrow 10:00”, “monday”"))
    snooze.add_argument("--off", action="store_true", help=tr.gettext("show it again at once"))
    link = add_verb("link", tr.gettext("you answered with a new message, not a reply"))
    link.add_argument("client", help=who)
    link.add_argument("answer", help=tr.gettext("your message, by its short name"))
    count = add_verb("count", tr.gettext("let a message in Cc or an invitation start a clock after all"))
    count.add_argument("message", help=tr.gettext("its short name in `log list --beside`"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb in ("in", "out"):
        return _log(args, session)
    if args.verb == "list":
        return _beside(session) if args.beside else _list(session)
    if args.verb == "why":
        return _why(args.client, session)
    return _answer(_step(args, session), session)


def _step(args: Namespace, session: Session) -> messages.MessageView:
    desk = session.desk
    if args.verb == "settle":
        how = Settled.ELSEWHERE if args.elsewhere else Settled.NO_ANSWER_NEEDED
        direction = Direction.OUT if args.mine else Direction.IN
        return messages.settle(desk, args.client, how, direction=direction)
    if args.verb == "wait":
        return messages.wait_for_client(desk, args.client)
    if args.verb == "go-on":
        return messages.go_on(desk, args.client)
    if args.verb == "link":
        return messages.link(desk, args.client, args.answer)
    if args.verb == "count":
        from freelance_comm.services import message_lists

        return messages.count_in(desk, message_lists.named(desk, args.message).message.id)
    if not args.until and not args.off:
        raise BadValue(N_("No time was given."), hint=N_("Give a time such as “tomorrow 10:00”, or --off to end it."))
    until = None if args.off else session.moment(" ".join(args.until), future=True)
    return messages.snooze(desk, args.client, until)


def _why(named: str, session: Session) -> int:
    from freelance_comm.services import clock_steps, clock_words

    clock = clock_steps.clock_of(session.view_desk, named)
    lines = clock_words.in_full(session.view_desk, clock)
    if session.as_json:
        session.emit({"clock": clock, "reckoning": lines})
    else:
        session.say("\n".join(lines))
    return ExitCode.DONE


def _beside(session: Session) -> int:
    from freelance_comm.services import message_lists

    lines = message_lists.beside(session.view_desk)
    if session.as_json:
        session.emit({kind.value: [one for one in lines if one.beside is kind] for kind in message_lists.Beside})
        return ExitCode.DONE
    tr = session.tr
    if not lines:
        session.say(tr.gettext("Nothing is beside the clock."))
    for kind, title in message_lists.TITLES.items():
        shown = [one for one in lines if one.beside is kind]
        if shown:
            session.say(tr.gettext(title))
            session.table([(one.handle, one.when_text, one.client_name, one.about, one.note) for one in shown])
    return ExitCode.DONE


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
        answers=getattr(args, "answers", ""),
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
        session.say(tr.gettext("Nobody is waiting for your answer."))
    session.table([(clock.handle, clock.left_text, clock.client.name, clock.about, _reasons(clock)) for clock in mine])
    if theirs:
        session.say("\n" + tr.gettext("You are waiting for:"))
        session.table([(owed.handle, owed.since_text, owed.client.name, owed.about, owed.note) for owed in theirs])
    return ExitCode.DONE


def _reasons(clock: reply_clock.ClockView) -> str:
    """Return what may be so, and why the clock stands where it stands."""
    return " · ".join((*(hint.text for hint in clock.hints), clock.why))
