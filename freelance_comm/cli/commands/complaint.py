"""`complaint`: what a client is unhappy about, and the way to a client who is content again."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from typing import Any

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import text_of
from freelance_comm.cli.letter_out import letter_options, take_out
from freelance_comm.cli.session import Session
from freelance_comm.domain.complaint import Point
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import complaint_steps, complaints
from freelance_comm.services.complaint_views import ComplaintView, cut, find, view
from freelance_comm.text.catalog import Translator

VERBS = (
    *("add", "list", "show", "set", "own", "answered", "done", "told", "checked", "remedy", "check-back"),
    *("resolve", "reopen", "remove", "draft", "rework"),
)
_LETTERS = {"reply": "complaint-reply", "done": "remedy-done", "check-back": "check-back"}


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    which = tr.gettext("its short name in the list, some of its words, the client, or the project")
    add = add_verb("add", tr.gettext("note a complaint in the client's own words"))
    add.add_argument(
        "words", nargs="*", help=tr.gettext("what they said, word for word; with --message, taken from it")
    )
    add.add_argument("--client", default="")
    add.add_argument("--project", default="")
    add.add_argument(
        "--message", default="", help=tr.gettext("the message it came with: its short name, or the client")
    )
    add.add_argument("--at", default="", metavar="WHEN", help=tr.gettext("when they said it"))
    point = tr.gettext("whether they have a point, as you see it")
    happened = tr.gettext("what happened, for your own notes: no letter says it")
    add.add_argument("--point", choices=[*map(str, Point)], default=Point.UNKNOWN, help=point)
    add.add_argument("--happened", default="", metavar="TEXT", help=happened)
    listing = add_verb("list", tr.gettext("the complaints, and what comes next with each"))
    listing.add_argument("--client", default="", help=tr.gettext("only for this client"))
    listing.add_argument("--project", default="", help=tr.gettext("only for this project"))
    listing.add_argument("--all", action="store_true", help=tr.gettext("closed ones too"))
    add_verb("show", tr.gettext("how far it has come")).add_argument("complaint", nargs="+", help=which)
    edit = add_verb("set", tr.gettext("change whether they have a point, what happened, or the words"))
    edit.add_argument("complaint", help=which)
    edit.add_argument("--point", choices=[*map(str, Point)], help=point)
    edit.add_argument("--happened", metavar="TEXT", help=happened)
    edit.add_argument("--words", metavar="TEXT", help=tr.gettext("what they said, word for word"))
    _declare_steps(add_verb, which, tr)


def _declare_steps(add_verb: Callable[..., Any], which: str, tr: Translator) -> None:
    """Declare the steps of the way, and the letters that help with them."""
    for verb, text in (
        ("own", tr.gettext("you owned up; once is enough")),
        ("answered", tr.gettext("you answered in another way, by phone or in person")),
        ("done", tr.gettext("it is put right; this also marks the promise as kept")),
        ("told", tr.gettext("you told them it is put right")),
        ("checked", tr.gettext("you asked whether all is well now")),
    ):
        step = add_verb(verb, text)
        step.add_argument("complaint", nargs="+", help=which)
        step.add_argument("--at", default="", metavar="WHEN")
    remedy = add_verb("remedy", tr.gettext("what you will do, and --by when: it goes on your list of promises"))
    remedy.add_argument("complaint", help=which)
    remedy.add_argument("what", nargs="+", help=tr.gettext("what you will do"))
    remedy.add_argument("--by", required=True, metavar="WHEN", help=tr.gettext("“Friday”, “tomorrow 17:00”, a date"))
    back = add_verb("check-back", tr.gettext("the day on which you ask whether all is well"))
    back.add_argument("complaint", help=which)
    back.add_argument("day", nargs="*", help=tr.gettext("a day; “none” for no day"))
    over = add_verb("resolve", tr.gettext("it is over"))
    over.add_argument("complaint", help=which)
    over.add_argument("ending", nargs="*", help=tr.gettext("how it ended"))
    over.add_argument("--on", default="", metavar="DAY")
    for verb, text in (("reopen", tr.gettext("reopen it")), ("remove", tr.gettext("it was noted by mistake"))):
        add_verb(verb, text).add_argument("complaint", nargs="+", help=which)
    draft = add_verb("draft", tr.gettext("a letter for the next step, in the client's language"))
    draft.add_argument("complaint", help=which)
    asked = tr.gettext("which letter; the one for the next step if not given")
    draft.add_argument("letter", nargs="?", choices=[*_LETTERS], default=None, help=asked)
    letter_options(draft, tr)
    rework = add_verb("rework", tr.gettext("redo something nobody complained about: no letter mentions it"))
    rework.add_argument("project")
    rework.add_argument("text", nargs="+", help=tr.gettext("what you will redo"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb in ("list", "show"):
        return _list(args, session) if args.verb == "list" else _show(args, session)
    if args.verb == "draft":
        return _draft(args, session)
    if args.verb == "rework":
        return _rework(args, session)
    if args.verb == "remove":
        return _remove(args, session)
    seen = _add(args, session) if args.verb == "add" else _step(args, session)
    if session.as_json:
        session.emit(seen.complaint)
        return ExitCode.DONE
    session.say(seen.sentence)
    for remark in seen.remarks:
        session.note(remark)
    return ExitCode.DONE


def _add(args: Namespace, session: Session) -> ComplaintView:
    return complaints.add(
        session.desk,
        text_of(" ".join(args.words)),
        client_text=args.client,
        project_text=args.project,
        message_text=args.message,
        raised_at=session.moment(args.at) if args.at else None,
        point=Point(args.point),
        what_happened=text_of(args.happened),
    )


def _step(args: Namespace, session: Session) -> ComplaintView:
    desk = session.desk
    named = args.complaint if isinstance(args.complaint, str) else " ".join(args.complaint)
    at = session.moment(args.at) if getattr(args, "at", "") else None
    if args.verb in ("own", "answered"):
        return complaint_steps.answered(desk, named, owned=args.verb == "own", at=at)
    if args.verb in ("done", "told", "checked"):
        step = {"done": complaint_steps.done, "told": complaint_steps.told, "checked": complaint_steps.checked}
        return step[args.verb](desk, named, at)
    if args.verb == "remedy":
        from freelance_comm.services.promise_line import read_due
        from freelance_comm.services.promises import moment_of

        due = read_due(desk, args.by)
        moment, whole_day = moment_of(desk, due)
        what = text_of(" ".join(args.what))
        return complaint_steps.promise_remedy(
            desk, named, what, due=moment, whole_day=whole_day, window_start=due.start
        )
    if args.verb == "check-back":
        day = session.day(" ".join(args.day), future=True) if args.day else None
        return complaint_steps.check_back_on(desk, named, day)
    if args.verb == "resolve":
        return complaints.resolve(desk, named, " ".join(args.ending), session.day(args.on) if args.on else None)
    if args.verb == "reopen":
        return complaints.reopen(desk, named)
    return _set(args, session, named)


def _set(args: Namespace, session: Session, named: str) -> ComplaintView:
    if args.point is None and args.happened is None and args.words is None:
        raise BadValue(
            N_("There is nothing to change."), hint=N_("Give at least one of --point, --happened and --words.")
        )
    base = find(session.desk, named)
    new = base.but(
        point=base.point if args.point is None else Point(args.point),
        what_happened=base.what_happened if args.happened is None else text_of(args.happened),
        words=base.words if args.words is None else text_of(args.words),
    )
    return complaints.save(session.desk, base, new)


def _remove(args: Namespace, session: Session) -> int:
    gone = complaints.remove(session.desk, " ".join(args.complaint))
    if session.as_json:
        session.emit(gone)
    else:
        session.say(session.tr.gettext("Removed: “{words}”").format(words=cut(gone.words)))
    return ExitCode.DONE


def _list(args: Namespace, session: Session) -> int:
    found = complaints.list_complaints(
        session.view_desk, all=args.all, client_text=args.client, project_text=args.project
    )
    if session.as_json:
        session.emit([_plain(one) for one in found])
    elif not found:
        session.say(session.tr.gettext("No complaints are open."))
    else:
        rows = [(one.handle, one.raised_text, one.client_name, one.said, one.next_text) for one in found]
        session.table(rows, flexible=3)
    return ExitCode.DONE


def _plain(one: ComplaintView) -> dict[str, object]:
    told = {"handle": one.handle, "client": one.client_name, "project": one.project_name or None}
    coming = {"next": one.next, "next_text": one.next_text, "letter": one.letter or None, "remedied": one.remedied}
    return {**one.complaint.values(), **told, **coming}


def _show(args: Namespace, session: Session) -> int:
    seen = view(session.view_desk, find(session.view_desk, " ".join(args.complaint)))
    if session.as_json:
        session.emit({**_plain(seen), "path": seen.path})
        return ExitCode.DONE
    tr = session.tr
    session.say(" · ".join(part for part in (seen.handle, seen.client_name, seen.project_name) if part))
    session.say(tr.gettext("“{words}”").format(words=seen.complaint.words))
    session.say(tr.gettext("Do they have a point? {answer}").format(answer=seen.point_text))
    if seen.complaint.what_happened:
        session.say(tr.gettext("What happened: {text}").format(text=seen.complaint.what_happened))
    session.say("")
    session.table([("✓" if one.done else "▶" if one.now else "·", one.text, one.when) for one in seen.path])
    session.say("")
    session.say(seen.next_text)
    if seen.letter:
        command = f"freelance-comm complaint draft {seen.handle}"
        session.say(tr.gettext("A letter for it: {command}").format(command=command))
    return ExitCode.DONE


def _draft(args: Namespace, session: Session) -> int:
    from freelance_comm.services import complaint_letters

    found = find(session.desk, args.complaint)
    name = f"complaint/{_LETTERS[args.letter]}" if args.letter else ""
    draft = complaint_letters.compose(session.desk, found, name, built_in=args.built_in)
    return take_out(args, session, draft, name=f"{draft.name.rpartition('/')[2]}-{found.id}")


def _rework(args: Namespace, session: Session) -> int:
    from freelance_comm.services.projects import find_project

    project = find_project(session.desk, args.project)
    step = complaints.rework(session.desk, project, text_of(" ".join(args.text)))
    if session.as_json:
        session.emit(step)
    else:
        words = session.tr.gettext("Noted for yourself: {what}. No report and no letter mentions it.")
        session.say(words.format(what=step.text.rstrip(".")))
    return ExitCode.DONE
