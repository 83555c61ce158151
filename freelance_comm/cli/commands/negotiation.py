"""`negotiation`: who wants what, what moved, where it got stuck, which ways out were tried."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.letter_out import letter_options, take_out
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.negotiation import Outcome, Reaction, Side, Subject
from freelance_comm.services import negotiations
from freelance_comm.services.negotiation_views import SUBJECTS, NegotiationView, about, find, view
from freelance_comm.text.catalog import Translator

VERBS = (
    *("add", "say", "list", "show", "stuck", "ways", "propose", "taken", "declined", "agreed", "end"),
    *("reopen", "remove", "draft"),
)


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    which = tr.gettext("its short name in the list, some of its words, or the project")
    subjects = [*map(str, Subject)]
    topic = tr.gettext("what it is about")
    add = add_verb("add", tr.gettext("begin the log of a negotiation: --on what, --theirs, --mine"))
    add.add_argument("project")
    add.add_argument("--on", choices=subjects, required=True, help=topic)
    add.add_argument("--theirs", default="", metavar="WORDS", help=tr.gettext("what they want, in their words"))
    add.add_argument("--mine", default="", metavar="WORDS", help=tr.gettext("what you want"))
    add.add_argument("--at", default="", metavar="WHEN")
    say = add_verb("say", tr.gettext("what one side said next"))
    say.add_argument("negotiation", help=which)
    say.add_argument(
        "side", choices=[*map(str, Side)], help=tr.gettext("who said it: the client (theirs) or you (mine)")
    )
    say.add_argument("words", nargs="+", help=tr.gettext("what was said"))
    say.add_argument("--on", choices=subjects, help=topic)
    say.add_argument("--at", default="", metavar="WHEN")
    listing = add_verb("list", tr.gettext("the negotiations still going on"))
    listing.add_argument("--project", default="", help=tr.gettext("only for this project"))
    listing.add_argument("--all", action="store_true", help=tr.gettext("closed ones too"))
    add_verb("show", tr.gettext("positions, what moved, what was tried")).add_argument(
        "negotiation", nargs="+", help=which
    )
    stuck = add_verb("stuck", tr.gettext("what it got stuck on, and at which stage"))
    stuck.add_argument("negotiation", help=which)
    stuck.add_argument("on_what", nargs="+", metavar="WHAT", help=tr.gettext("what it got stuck on"))
    stuck.add_argument("--stage", default="", help=tr.gettext("at which stage; the current one if not given"))
    _declare_ways(add_verb, which, tr)


def _declare_ways(add_verb: Callable[..., Any], which: str, tr: Translator) -> None:
    """Declare what is proposed, what became of it, and how it ends."""
    ways = add_verb("ways", tr.gettext("ways out: what could be proposed, and why it may help both"))
    ways.add_argument("negotiation", nargs="*", help=which)
    propose = add_verb("propose", tr.gettext("you proposed a way out"))
    propose.add_argument("negotiation", help=which)
    propose.add_argument("way", help=tr.gettext("its name in `negotiation ways`"))
    for verb, text in (("taken", tr.gettext("they took it")), ("declined", tr.gettext("they did not want it"))):
        reaction = add_verb(verb, text)
        reaction.add_argument("negotiation", help=which)
        reaction.add_argument(
            "way", nargs="?", default="", help=tr.gettext("which one; the last proposal if not given")
        )
    for verb, text in (
        ("agreed", tr.gettext("you came to an agreement")),
        ("end", tr.gettext("it ended without an agreement")),
    ):
        ending = add_verb(verb, text)
        ending.add_argument("negotiation", help=which)
        ending.add_argument("result", nargs="*", help=tr.gettext("how it ended"))
        ending.add_argument("--day", default="", metavar="DAY")
    for verb, text in (("reopen", tr.gettext("reopen it")), ("remove", tr.gettext("it was noted by mistake"))):
        add_verb(verb, text).add_argument("negotiation", nargs="+", help=which)
    draft = add_verb("draft", tr.gettext("a letter with one way out; once it is over, one for parting on good terms"))
    draft.add_argument("negotiation", help=which)
    draft.add_argument("--way", default="", help=tr.gettext("which one; the first untried one if not given"))
    letter_options(draft, tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb == "list":
        return _list(args, session)
    if args.verb == "ways":
        return _ways(" ".join(args.negotiation), session)
    if args.verb == "show":
        return _show(" ".join(args.negotiation), session)
    if args.verb == "draft":
        return _draft(args, session)
    if args.verb == "remove":
        return _remove(" ".join(args.negotiation), session)
    seen = _add(args, session) if args.verb == "add" else _step(args, session)
    if session.as_json:
        session.emit(seen.negotiation)
        return ExitCode.DONE
    session.say(seen.sentence)
    return ExitCode.DONE


def _add(args: Namespace, session: Session) -> NegotiationView:
    from freelance_comm.services.projects import find_project

    return negotiations.start(
        session.desk,
        find_project(session.desk, args.project, closed=True),
        Subject(args.on),
        theirs=text_of(args.theirs),
        mine=args.mine,
        at=session.moment(args.at) if args.at else None,
    )


def _step(args: Namespace, session: Session) -> NegotiationView:
    desk, verb = session.desk, args.verb
    named = args.negotiation if isinstance(args.negotiation, str) else " ".join(args.negotiation)
    if verb == "say":
        at = session.moment(args.at) if args.at else None
        subject = Subject(args.on) if args.on else None
        return negotiations.say(desk, named, Side(args.side), text_of(" ".join(args.words)), subject=subject, at=at)
    if verb == "stuck":
        return negotiations.get_stuck(desk, named, " ".join(args.on_what), stage=args.stage)
    if verb == "propose":
        return negotiations.propose(desk, named, args.way)
    if verb in ("taken", "declined"):
        return negotiations.react(desk, named, Reaction(verb), args.way)
    if verb in ("agreed", "end"):
        outcome = Outcome.AGREED if verb == "agreed" else Outcome.ENDED
        on = session.day(args.day) if args.day else None
        return negotiations.end(desk, named, outcome, " ".join(args.result), on)
    return negotiations.reopen(desk, named)


def _remove(named: str, session: Session) -> int:
    gone = negotiations.remove(session.desk, named)
    if session.as_json:
        session.emit(gone)
    else:
        session.say(session.tr.gettext("Removed: “{words}”").format(words=about(gone)))
    return ExitCode.DONE


def _list(args: Namespace, session: Session) -> int:
    found = negotiations.list_negotiations(session.view_desk, all=args.all, project_text=args.project)
    if session.as_json:
        session.emit([_plain(one) for one in found])
    elif not found:
        session.say(session.tr.gettext("Nothing is being negotiated."))
    else:
        rows = [
            (one.handle, one.opened_text, one.project.name, one.client_name, one.about, one.outcome_text)
            for one in found
        ]
        session.table(rows, flexible=4)
    return ExitCode.DONE


def _plain(one: NegotiationView) -> dict[str, object]:
    told = {"handle": one.handle, "project": one.project.ref, "client": one.client_name}
    return {**one.negotiation.values(), **told, "ways": [way.name for way in one.ways], "next_text": one.next_text}


def _show(named: str, session: Session) -> int:
    tr = session.tr
    seen = view(session.view_desk, *find(session.view_desk, named))
    if session.as_json:
        session.emit({**_plain(seen), "movements": seen.movements})
        return ExitCode.DONE
    session.say(f"{seen.handle} · {seen.project.name} · {seen.client_name} · {seen.outcome_text}")
    if seen.negotiation.stuck:
        words = tr.gettext("Stuck at “{stage}”: {what}")
        session.say(words.format(stage=seen.stage_title, what=seen.negotiation.stuck))
    session.say("")
    rows = []
    for one in seen.movements:
        moved = f"{one.first} → {one.last}" if one.moved else one.last
        rows.append((one.subject, one.side, moved, tr.gettext("moved") if one.moved else tr.gettext("has not moved")))
    session.table(rows)
    if seen.attempts:
        session.say("\n" + tr.gettext("Proposed"))
        session.table([(one.when, one.text, one.reaction) for one in seen.attempts])
    if seen.negotiation.result:
        session.say("\n" + seen.negotiation.result)
    session.say("\n" + seen.next_text)
    return ExitCode.DONE


def _ways(named: str, session: Session) -> int:
    from freelance_comm.services.ways_out import WAYS

    tr = session.tr
    if named:
        seen = view(session.view_desk, *find(session.view_desk, named))
        found = {seen.subject: seen.ways}
    else:
        found = dict(WAYS)
    if session.as_json:
        session.emit({str(subject): list(ways) for subject, ways in found.items()})
        return ExitCode.DONE
    for subject, ways in found.items():
        session.say(tr.pgettext("what is negotiated", SUBJECTS[subject]))
        session.table([(f"  {way.name}", tr.gettext(way.text)) for way in ways])
        if not ways:
            session.say("  " + tr.gettext("Every way out has been tried."))
        elif named:
            session.say("\n" + tr.gettext(ways[0].why))
    return ExitCode.DONE


def _draft(args: Namespace, session: Session) -> int:
    from freelance_comm.services import negotiation_letters

    project, found = find(session.desk, args.negotiation)
    draft = negotiation_letters.compose(session.desk, project, found, way=args.way, built_in=args.built_in)
    return take_out(args, session, draft, name=f"{project.ref}-{draft.name.rpartition('/')[2]}")
