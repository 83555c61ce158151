"""`promise`: the ledger of what was said, to whom, until when."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.services import promises
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.lookup import Handle
    from freelance_comm.services.promise_line import SpokenPromise
    from freelance_comm.services.promises import PromiseView
    from freelance_comm.text.moments import Due

VERBS = ("add", "list", "show", "keep", "move", "edit", "withdraw")
_SAID_IN = ("call", "message", "draft", "report")
"""Where a promise can be made; the day of delivery has a command of its own."""
_TO_WHOM = N_("Begin with the name of the client or project, or give --client or --project.")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    add = add_verb("add", tr.gettext("note a promise in one line: “call about the logo, tomorrow 9-12”"))
    said = tr.gettext("who to (unless an option says so), what, and by when")
    add.add_argument("what", nargs="+", metavar="[WHOM] WHAT [WHEN]", help=said)
    add.add_argument("--by", default="", metavar="WHEN", help=tr.gettext("“Friday”, “tomorrow 17:00”, “Monday 9-12”"))
    add.add_argument("--from", dest="window", default="", metavar="WHEN", help=tr.gettext("the beginning of a window"))
    add.add_argument("--client", default="")
    add.add_argument("--project", default="")
    add.add_argument("--source", choices=_SAID_IN, default="call", help=tr.gettext("where you said it"))
    listing = add_verb("list", tr.gettext("the open promises"))
    listing.add_argument("--all", action="store_true", help=tr.gettext("kept and broken ones too"))
    listing.add_argument("--client", default="", help=tr.gettext("only those to this client"))
    show = add_verb("show", tr.gettext("one promise with its history: promised, moved, kept"))
    show.add_argument("promise")
    keep = add_verb("keep", tr.gettext("you did it"))
    keep.add_argument("promise")
    keep.add_argument("--at", default="", metavar="WHEN")
    _configure_move(
        add_verb("move", tr.gettext("move it to a new time: already agreed, or with a letter that says so")), tr
    )
    edit = add_verb("edit", tr.gettext("correct its words, or where you said it"))
    edit.add_argument("promise")
    edit.add_argument("--what", default="", help=tr.gettext("the new words"))
    edit.add_argument("--source", choices=_SAID_IN, default="", help=tr.gettext("where you said it"))
    withdraw = add_verb("withdraw", tr.gettext("it is no longer wanted"))
    withdraw.add_argument("promise")


def _configure_move(move: Parser, tr: Translator) -> None:
    from freelance_comm.cli.documents import delivery_options

    move.add_argument("promise")
    move.add_argument(
        "when",
        nargs="*",
        metavar="WHEN",
        help=tr.gettext("the new time; with --notice the next one that suits"),
    )
    move.add_argument("--by", default="", metavar="WHEN", help=tr.gettext("when, as an option instead"))
    move.add_argument(
        "--notice", action="store_true", help=tr.gettext("write the letter that tells the client; nothing moves yet")
    )
    move.add_argument(
        "--sent", action="store_true", help=tr.gettext("with --notice: the letter has gone out, so the promise moves")
    )
    delivery_options(move, tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb == "list":
        return _list(args, session)
    if args.verb == "show":
        return _show(args, session)
    if args.verb == "move":
        args.by = _new_time(args)
        if args.notice:
            return _notice(args, session)
    view = _changed(args, session)
    if session.as_json:
        session.emit(view.promise)
    else:
        session.say(view.sentence)
    return ExitCode.DONE


def _changed(args: Namespace, session: Session) -> PromiseView:
    desk = session.desk
    if args.verb == "add":
        return _add(args, session)
    if args.verb == "keep":
        return promises.keep(desk, args.promise, session.moment(args.at) if args.at else None)
    if args.verb == "move":
        if not args.by:
            raise BadValue(N_("No time was given."), hint=N_("Give the new time, such as “Friday 17:00”."))
        if args.sent:
            raise BadValue(
                N_("--sent only works with --notice."), hint=N_("Without a letter, the promise moves at once.")
            )
        due = _due(args.by, session)
        moment, whole = promises.moment_of(desk, due)
        return promises.renegotiate(desk, args.promise, moment, window_start=due.start, whole_day=whole)
    if args.verb == "edit":
        base = promises.find_promise(desk, args.promise)
        source = PromiseSource(args.source) if args.source else base.source
        return promises.correct(desk, base, text_of(args.what) or base.what, source)
    return promises.withdraw(desk, args.promise)


def _new_time(args: Namespace) -> str:
    """Return the words for the new time, which may follow the promise or be given as an option."""
    told = text_of(" ".join(args.when))
    if told and args.by:
        raise BadValue(N_("The new time is given twice."), hint=N_("Leave out --by, or the words after the promise."))
    return told or str(args.by)


def _due(text: str, session: Session) -> Due:
    from freelance_comm.services.promise_line import read_due

    return read_due(session.desk, text)


def _add(args: Namespace, session: Session) -> PromiseView:
    """Note a promise: all of it in one line, or its time by options."""
    from freelance_comm.services import lookup

    desk, words = session.desk, text_of(" ".join(args.what))
    client, project = args.client, args.project
    if args.by:
        what, due = words, _by_options(args, session)
        if not client and not project:
            what, client, project = _to_whom(desk, words)
    else:
        if args.window:
            raise BadValue(N_("No time was given."), hint=N_("Give the end of the window: --by."))
        given = lookup.Handle(project or client, project or client) if client or project else None
        spoken = _spoken(desk, words, given)
        what, due = spoken.what, spoken.due
        if given is None and spoken.to is not None:
            client, project = ("", spoken.to.ref) if spoken.to.ref.startswith("P-") else (spoken.to.ref, "")
    moment, whole = promises.moment_of(desk, due)
    return promises.add_promise(
        desk,
        what,
        client_text=client,
        project_text=project,
        due=moment,
        window_start=due.start,
        whole_day=whole,
        source=PromiseSource(args.source),
    )


def _to_whom(desk: Desk, words: str) -> tuple[str, str, str]:
    """Return what is promised, and the client or project named before it."""
    from freelance_comm.services.promise_line import everybody, take_name

    try:
        named = take_name(words.split(), everybody(desk))
    except NotFound as refused:
        refused.hint = _TO_WHOM
        raise
    ref, what = named.handle.ref, " ".join(named.rest)
    return (what, "", ref) if ref.startswith("P-") else (what, ref, "")


def _spoken(desk: Desk, words: str, given: Handle | None) -> SpokenPromise:
    """Read the line; where it names nobody the refusal tells of the options too."""
    from freelance_comm.services.promise_line import everybody, read_promise

    try:
        return read_promise(desk, words, () if given is not None else everybody(desk), given)
    except NotFound as refused:
        refused.hint = _TO_WHOM
        raise


def _by_options(args: Namespace, session: Session) -> Due:
    """Return the time that --by says, alone or with --from; an end without a day is on that of the beginning."""
    if not args.window:
        return _due(args.by, session)
    from freelance_comm.text.moments import Direction, Due, parse_range

    desk = session.desk
    span = parse_range(
        args.window,
        args.by,
        now=desk.now(),
        zone=desk.zone,
        locale=session.tr.locale,
        direction=Direction.FUTURE,
    )
    return Due(day=span.day, start=span.started, due=span.ended)


def _list(args: Namespace, session: Session) -> int:
    views = promises.list_promises(session.view_desk, all=args.all, client_text=args.client)
    if session.as_json:
        session.emit(
            [
                {**one.promise.values(), "handle": one.handle, "client": one.client_name, "told": one.told}
                for one in views
            ]
        )
    elif not views:
        session.say(session.tr.gettext("Nothing is promised. A clean slate."))
    else:
        session.table(
            [
                (one.handle, one.due_text, one.client_name, one.promise.what, one.told or one.state_text)
                for one in views
            ],
            flexible=3,
        )
    return ExitCode.DONE


def _show(args: Namespace, session: Session) -> int:
    """Show a promise with all that became of it."""
    from freelance_comm.services.promise_history import find, history

    desk, tr = session.view_desk, session.tr
    found = history(desk, find(desk, args.promise).id)
    if session.as_json:
        session.emit(found)
        return ExitCode.DONE
    view = found.view
    whose = " · ".join(part for part in (view.client_name, view.project_name) if part)
    session.say(f"{view.promise.what}  ({view.handle})")
    session.table([("", step.when, step.words) for step in found.steps])
    lines = [(tr.gettext("to"), whose), (tr.gettext("when"), view.due_text)]
    if found.remind_text:
        lines.append((tr.gettext("reminder"), found.remind_text))
    session.table([("", *line) for line in lines])
    for remark in found.remarks:
        session.note(remark)
    return ExitCode.DONE


def _notice(args: Namespace, session: Session) -> int:
    """Write the letter about another time; the promise moves when it has gone out."""
    import shlex

    from freelance_comm.cli.documents import deliver, offering_the_built_in
    from freelance_comm.services import drafts, promise_letters
    from freelance_comm.services.projects import project_by_id
    from freelance_comm.services.promise_making import Move

    desk, tr = session.desk, session.tr
    promise = promises.find_promise(desk, args.promise)
    if args.by:
        due = _due(args.by, session)
        moment, whole = promises.moment_of(desk, due)
        move = Move(promise_id=promise.id, due=moment, start=due.start, whole_day=whole)
    else:
        found = promise_letters.suggested(desk, promise)
        if found is None:
            raise BadValue(
                N_("There is no day to suggest for it."), hint=N_("Give the new time, such as “Friday 17:00”.")
            )
        move = found
    with offering_the_built_in(session):
        draft = promise_letters.notice(desk, promise, move, built_in=args.built_in)
    if session.as_json:
        session.emit(draft)
    else:
        deliver(drafts.as_text(desk, draft), args, session, name=f"{promise.id}-new-time.txt")
    if args.sent:
        project = None if draft.project_id is None else project_by_id(desk, draft.project_id)
        drafts.mark_sent(desk, project, draft)
        session.note(promise_letters.told(desk, draft))
    elif not session.as_json:
        name = promises.view(desk, promise).handle
        by = shlex.quote(promise_letters.spelled(move, desk.zone))
        command = f"freelance-comm promise move {name} --by {by} --notice --sent"
        session.note(tr.gettext("Nothing is moved yet. When it has gone out: {command}").format(command=command))
    return ExitCode.DONE
