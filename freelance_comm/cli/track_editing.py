"""The verbs of `track` that put right what is logged: `edit`, `remove`, `note`, `billed`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from freelance_comm.cli.asking import text_of
from freelance_comm.cli.session import Session
from freelance_comm.cli.track_told import answer, told
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.services import timelog
from freelance_comm.services.activities import completed, taken

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.text.catalog import Translator

VERBS = ("edit", "remove", "note", "billed")


def configure(verb: str, parser: ArgumentParser, tr: Translator) -> None:
    """Declare the options of one verb."""
    {"edit": _configure_edit, "remove": _configure_remove, "note": _configure_note, "billed": _configure_billed}[verb](
        parser, tr
    )


def _configure_edit(editing: ArgumentParser, tr: Translator) -> None:
    editing.add_argument("entry", help=tr.gettext("its number in `track list`; “last” is the one written down last"))
    editing.add_argument(
        "words", nargs="*", metavar="[TIME] [NOTE]", help=tr.gettext("what is new: the time, the note, +activity")
    )
    editing.add_argument("--project", "-p", default="", help=tr.gettext("another project"))
    editing.add_argument("--from", dest="started", default="", metavar="MOMENT")
    editing.add_argument("--to", dest="ended", default="", metavar="MOMENT")
    editing.add_argument("--on", default="", metavar="DAY", help=tr.gettext("another day"))
    editing.add_argument(
        "--for", dest="duration", default="", metavar="TIME", help=tr.gettext("“1h20”, “45 min”, “1.5”")
    )
    editing.add_argument("--note", help=tr.gettext("the new note; an empty one clears it"))
    editing.add_argument("--tag", action="append", default=[], help=tr.gettext("replaces the ones it has"))
    editing.add_argument("--no-tags", action="store_true", help=tr.gettext("remove all its activities"))
    editing.add_argument("--billable", action="store_true", default=None, help=tr.gettext("billable after all"))
    editing.add_argument("--not-billable", dest="billable", action="store_false")
    editing.add_argument(
        "--billed", action="store_true", default=None, help=tr.gettext("it is on an invoice as of today")
    )
    editing.add_argument(
        "--not-billed", dest="billed", action="store_false", help=tr.gettext("it is not on an invoice after all")
    )


def _configure_remove(removing: ArgumentParser, tr: Translator) -> None:
    removing.add_argument("entry", help=tr.gettext("its number in `track list`; “last” is the one written down last"))


def _configure_note(noting: ArgumentParser, tr: Translator) -> None:
    noting.add_argument("note", nargs="*", help=tr.gettext("what you are doing"))
    noting.add_argument("--since", default="", metavar="MOMENT", help=tr.gettext("when it began: “9:30”"))
    noting.add_argument("--tag", action="append", default=[])


def _configure_billed(billing: ArgumentParser, tr: Translator) -> None:
    billing.add_argument("project", nargs="?", default="", help=tr.gettext("only for this project"))
    billing.add_argument("--client", default="", help=tr.gettext("only for this client"))
    billing.add_argument("--all", action="store_true", help=tr.gettext("for everybody"))
    billing.add_argument("--from", dest="first", default="", metavar="DAY", help=tr.gettext("first day"))
    billing.add_argument(
        "--to", dest="last", default="", metavar="DAY", help=tr.gettext("last day, included; today if not given")
    )
    billing.add_argument(
        "--on", default="", metavar="DAY", help=tr.gettext("the date of the invoice; today if not given")
    )
    billing.add_argument("--undo", action="store_true", help=tr.gettext("unmark it again"))


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    return {"edit": _edit, "remove": _remove, "note": _note, "billed": _billed}[args.verb](args, session)


def _edit(args: Namespace, session: Session) -> int:
    base = timelog.find_entry(session.desk, args.entry)
    tags, words = taken(args.words)
    given = {**_times(args, base, session), **_spoken(args, words, base, session)}
    if args.tag or tags or args.no_tags:
        given["tags"] = () if args.no_tags else (*args.tag, *completed(session.desk, tags))
    for name in ("billable", "billed"):
        if getattr(args, name) is not None:
            given[name] = getattr(args, name)
    if args.note is not None:
        given["note"] = text_of(args.note)
    entry = timelog.correct_entry(session.desk, base, project_text=args.project, **given)
    if base.billed_on is not None and entry.billed_on is not None and entry != base:
        from freelance_comm.text.formats import dates_here

        day = dates_here(session.tr).date(base.billed_on)
        session.warn(session.tr.gettext("This time was marked as billed on {day}.").format(day=day))
    return answer(entry, session, session.tr.gettext("Saved: {time} on {project}, {day}."))


def _times(args: Namespace, base: TimeEntry, session: Session) -> dict[str, Any]:
    from freelance_comm.text.moments import parse_duration

    found: dict[str, Any] = {}
    if args.started:
        found["started"] = _moment(args.started, base, session)
    if args.ended:
        found["ended"] = _moment(args.ended, base, session)
    if args.on:
        found["day"] = session.day(args.on)
    if args.duration:
        found["seconds"] = parse_duration(args.duration, locale=session.tr.locale)
    return found


def _moment(text: str, base: TimeEntry, session: Session) -> datetime:
    """Return the moment; a time without a day is on the day of the entry."""
    try:
        return session.moment(f"{base.day.isoformat()} {text}")
    except BadValue:
        return session.moment(text)


def _spoken(args: Namespace, words: list[str], base: TimeEntry, session: Session) -> dict[str, Any]:
    """Return what the words after the entry say: a time, and then a note. A time without a day stays on its day."""
    if not words:
        return {}
    if args.started or args.ended or args.on or args.duration:
        return {"note": text_of(" ".join(words))}
    from freelance_comm.cli.spoken import span_and_rest

    try:
        span, left = span_and_rest(words, session)
    except BadValue:
        span, left = span_and_rest([base.day.isoformat(), *words], session)
    else:
        with suppress(BadValue):
            there, rest = span_and_rest([base.day.isoformat(), *words], session)
            if len(rest) <= len(left):
                span, left = there, rest
    found: dict[str, Any] = {"note": text_of(" ".join(left))} if left else {}
    if span.started is not None:
        return {**found, "started": span.started, "ended": span.ended}
    return {**found, "seconds": span.seconds, "day": span.day}


def _remove(args: Namespace, session: Session) -> int:
    entry = timelog.find_entry(session.desk, args.entry)
    timelog.remove_entry(session.desk, entry)
    return told(entry, session, session.tr.gettext("Removed {time} on {project}, {day}."))


def _note(args: Namespace, session: Session) -> int:
    tags, words = taken(args.note)
    labels = (*args.tag, *completed(session.desk, tags))
    if not words and not labels and not args.since:
        raise BadValue(N_("What are you doing?"), hint=N_("For example: `freelance-comm track note hero section`."))
    timer = timelog.amend(
        session.desk,
        note=text_of(" ".join(words)) if words else None,
        tags=labels or None,
        started=session.moment(args.since) if args.since else None,
    )
    if session.as_json:
        session.emit(timer)
    else:
        session.say(session.tr.gettext("Noted."))
    return ExitCode.DONE


def _billed(args: Namespace, session: Session) -> int:
    from freelance_comm.services import billing
    from freelance_comm.text.durations import duration

    if not (args.project or args.client or args.all):
        raise BadValue(
            N_("Whose time is billed?"),
            hint=N_("Name the project, or give --client NAME, or --all; `track unbilled` shows what there is."),
        )
    if args.undo and args.on:
        raise BadValue(N_("--on cannot be used with --undo."), hint=N_("Leave one of them out."))
    which: dict[str, Any] = {
        "first": session.day(args.first) if args.first else None,
        "last": session.day(args.last) if args.last else None,
        "client_text": args.client,
        "project_text": args.project,
    }
    if args.undo:
        marked = billing.take_off(session.desk, **which)
    else:
        marked = billing.mark_billed(session.desk, **which, on=session.day(args.on) if args.on else None)
    if session.as_json:
        session.emit({"billed_on": marked.on, "entries": list(marked.entries)})
        return ExitCode.DONE
    tr, count = session.tr, len(marked.entries)
    time = duration(sum((entry.seconds for entry in marked.entries), start=marked.entries[0].seconds * 0), tr)
    if marked.on is None:
        words = tr.ngettext(
            "{n} entry is no longer marked as billed: {time}.",
            "{n} entries are no longer marked as billed: {time}.",
            count,
        )
        session.say(words.format(n=count, time=time))
    else:
        from freelance_comm.text.formats import dates_here

        words = tr.ngettext(
            "{n} entry is marked as billed on {day}: {time}.",
            "{n} entries are marked as billed on {day}: {time}.",
            count,
        )
        session.say(words.format(n=count, time=time, day=dates_here(tr).date(marked.on)))
    return ExitCode.DONE
