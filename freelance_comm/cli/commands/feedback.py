"""`feedback`: what clients say about the work, good and bad, and whether their words may be quoted."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.letter_out import letter_options, take_out
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.feedback import Permission, Tone
from freelance_comm.domain.marking import N_
from freelance_comm.services import feedback
from freelance_comm.services.feedback import FeedbackView
from freelance_comm.text.catalog import Translator

VERBS = ("add", "list", "set", "ask", "allow", "refuse", "quote", "remove")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    which = tr.gettext("its short name in the list, or some of its words")
    add = add_verb("add", tr.gettext("note what a client said, word for word"))
    add.add_argument(
        "words", nargs="*", help=tr.gettext("what they said, word for word; with --message, taken from it")
    )
    add.add_argument("--client", default="")
    add.add_argument("--project", default="")
    add.add_argument(
        "--message", default="", help=tr.gettext("the message it came with: its short name, or the client")
    )
    tone = tr.gettext("how it was meant")
    add.add_argument("--tone", choices=[*map(str, Tone)], default=Tone.GOOD, help=tone)
    add.add_argument("--by", default="", help=tr.gettext("who said it"))
    add.add_argument("--at", default="", metavar="WHEN", help=tr.gettext("when they said it"))
    lesson = tr.gettext("what you take from it, for yourself")
    add.add_argument("--lesson", default="", metavar="TEXT", help=lesson)
    listing = add_verb("list", tr.gettext("what clients said, newest first"))
    listing.add_argument("--client", default="", help=tr.gettext("only for this client"))
    listing.add_argument("--project", default="", help=tr.gettext("only for this project"))
    listing.add_argument("--tone", choices=[*map(str, Tone)], help=tone)
    listing.add_argument("--quotable", action="store_true", help=tr.gettext("only what may be quoted"))
    edit = add_verb("set", tr.gettext("correct what was noted"))
    edit.add_argument("feedback", help=which)
    edit.add_argument("--words", metavar="TEXT", help=tr.gettext("what they said, word for word"))
    edit.add_argument("--tone", choices=[*map(str, Tone)], help=tone)
    edit.add_argument("--by", metavar="NAME", help=tr.gettext("who said it"))
    edit.add_argument("--lesson", metavar="TEXT", help=lesson)
    ask = add_verb("ask", tr.gettext("a letter that asks whether you may quote these words"))
    ask.add_argument("feedback", help=which)
    letter_options(ask, tr)
    allow = add_verb("allow", tr.gettext("they said yes: you may quote these words"))
    allow.add_argument("feedback", help=which)
    allow.add_argument("--as", dest="signed", metavar="NAME", help=tr.gettext("how they want to be named"))
    for verb, text in (
        ("refuse", tr.gettext("they said no")),
        ("quote", tr.gettext("the words as you may show them, with the name below")),
        ("remove", tr.gettext("it was noted by mistake")),
    ):
        add_verb(verb, text).add_argument("feedback", nargs="+", help=which)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    desk = session.desk
    if args.verb == "list":
        return _list(args, session)
    if args.verb == "add":
        return _answer(session, _add(args, session))
    named = args.feedback if isinstance(args.feedback, str) else " ".join(args.feedback)
    if args.verb == "set":
        return _answer(session, _set(args, session, named))
    if args.verb == "allow":
        return _answer(session, feedback.permit(desk, named, Permission.GIVEN, args.signed))
    if args.verb == "refuse":
        return _answer(session, feedback.permit(desk, named, Permission.REFUSED))
    if args.verb == "ask":
        from freelance_comm.services import feedback_letters

        found = feedback.find(desk, named)
        draft = feedback_letters.compose(desk, found, built_in=args.built_in)
        return take_out(args, session, draft, name=f"permission-{found.id}")
    if args.verb == "quote":
        return _quote(session, named)
    gone = feedback.remove(desk, named)
    if session.as_json:
        session.emit(gone)
    else:
        session.say(session.tr.gettext("Removed: “{words}”").format(words=feedback.cut(gone.words)))
    return ExitCode.DONE


def _add(args: Namespace, session: Session) -> FeedbackView:
    return feedback.add(
        session.desk,
        text_of(" ".join(args.words)),
        client_text=args.client,
        project_text=args.project,
        message_text=args.message,
        tone=Tone(args.tone),
        said_by=args.by,
        said_at=session.moment(args.at) if args.at else None,
        lesson=args.lesson,
    )


def _set(args: Namespace, session: Session, named: str) -> FeedbackView:
    base = feedback.find(session.desk, named)
    if args.words is None and args.tone is None and args.by is None and args.lesson is None:
        raise BadValue(
            N_("There is nothing to change."),
            hint=N_("Give at least one of --words, --tone, --by and --lesson."),
        )
    new = base.but(
        words=base.words if args.words is None else text_of(args.words),
        tone=base.tone if args.tone is None else Tone(args.tone),
        said_by=base.said_by if args.by is None else args.by,
        lesson=base.lesson if args.lesson is None else args.lesson,
    )
    return feedback.save(session.desk, base, new)


def _answer(session: Session, view: FeedbackView) -> int:
    if session.as_json:
        session.emit(view.feedback)
    else:
        session.say(view.sentence)
    return ExitCode.DONE


def _list(args: Namespace, session: Session) -> int:
    found = feedback.list_feedback(
        session.view_desk,
        client_text=args.client,
        project_text=args.project,
        tone=Tone(args.tone) if args.tone else None,
        quotable=args.quotable,
    )
    if session.as_json:
        session.emit(
            [
                {**one.feedback.values(), "handle": one.handle, "client": one.client_name, "project": one.project_name}
                for one in found
            ]
        )
    elif not found:
        words = session.tr.gettext("Nothing is noted yet. What clients say about your work is worth keeping.")
        session.say(words)
    else:
        rows = [
            (one.handle, one.when_text, one.client_name, one.tone_text, one.said, one.permission_text) for one in found
        ]
        session.table(rows, flexible=4)
    return ExitCode.DONE


def _quote(session: Session, named: str) -> int:
    from freelance_comm.services.clients import client_by_id

    found = feedback.find(session.desk, named)
    words = feedback.quotation(found, client_by_id(session.desk, found.client_id))
    if session.as_json:
        session.emit({"feedback": found, "quotation": words})
    else:
        session.emit_text(words)
    return ExitCode.DONE
