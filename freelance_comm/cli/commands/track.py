"""`track`: log time in one line, start and stop the timer; the other verbs have modules of their own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from freelance_comm.cli.arguments import Parser, verbs
from freelance_comm.cli.asking import answerable, ask, choose, text_of
from freelance_comm.cli.session import Session, said
from freelance_comm.cli.track_told import answer
from freelance_comm.domain.errors import AppError, BadValue, ExitCode, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services import timelog, timer
from freelance_comm.services.project_search import project_title
from freelance_comm.text.catalog import Translator

_EDITING = ("edit", "remove", "note", "billed")
_REPORTING = ("report", "week", "unbilled")
VERBS = ("start", "switch", "stop", "cancel", "status", "add", "list", *_EDITING, *_REPORTING, "import", "export")
_Done = TypeVar("_Done")


def configure(parser: Parser, tr: Translator) -> None:
    """Declare the verbs."""
    add_verb = verbs(parser)
    for verb, text in (
        ("start", tr.gettext("start the timer")),
        ("switch", tr.gettext("stop the timer and start it for something else")),
    ):
        starting = add_verb(verb, text)
        unnamed: Any = {"nargs": "?"} if verb == "start" else {}
        starting.add_argument("project", **unnamed)
        starting.add_argument("note", nargs="*", help=tr.gettext("what you are doing"))
        starting.add_argument(
            "--at", default="", metavar="WHEN", help=tr.gettext("since when: “9:30”, “20 minutes ago”")
        )
        starting.add_argument("--tag", action="append", default=[])
        if verb == "switch":
            starting.add_argument("--sure", action="store_true", help=tr.gettext("the long time is correct"))
    stop = add_verb("stop", tr.gettext("stop the timer and keep the time"))
    stop.add_argument("--at", default="", metavar="WHEN", help=tr.gettext("when it really ended: “17:30”"))
    stop.add_argument("--note", help=tr.gettext("what was done; replaces the note given when it was started"))
    stop.add_argument("--sure", action="store_true", help=tr.gettext("the long time is correct"))
    add_verb("cancel", tr.gettext("stop the timer and keep nothing"))
    add_verb("status", tr.gettext("what is running"))
    _configure_add(add_verb("add", tr.gettext("add time after the fact: “yesterday 14-16 corrections”")), tr)
    listing = add_verb("list", tr.gettext("list the entries, newest last"))
    listing.add_argument("project", nargs="?", default="", help=tr.gettext("only for this project"))
    _period(listing, tr)
    for verb, text in (
        ("edit", tr.gettext("correct an entry: its time, note or activity, or whether it is billed")),
        ("remove", tr.gettext("remove an entry")),
        ("note", tr.gettext("say what the running timer is for, or since when it runs")),
        ("billed", tr.gettext("mark time as billed: it is on an invoice")),
        ("report", tr.gettext("where the time went: by day, week, month, client, project or activity")),
        ("week", tr.gettext("the week as a picture: a bar for every day")),
        ("unbilled", tr.gettext("what has not been billed, project by project")),
    ):
        _configure_elsewhere(verb, add_verb(verb, text), tr)
    importing = add_verb("import", tr.gettext("import time from another tool; recognised by what is in the file"))
    if isinstance(importing, ArgumentParser):
        from freelance_comm.cli.time_import_options import configure_import

        configure_import(importing, tr)
    exporting = add_verb("export", tr.gettext("write time as a table or JSON for other programs"))
    if isinstance(exporting, ArgumentParser):
        from freelance_comm.cli.time_export_options import configure_export

        configure_export(exporting, tr)


def _period(parser: ArgumentParser, tr: Translator) -> None:
    parser.add_argument("--from", dest="first", default="", metavar="DAY", help=tr.gettext("first day"))
    parser.add_argument("--to", dest="last", default="", metavar="DAY", help=tr.gettext("last day, included"))


def _configure_add(adding: ArgumentParser, tr: Translator) -> None:
    said = tr.gettext("project, time, note: in this order")
    adding.add_argument("words", nargs="*", metavar="[PROJECT] TIME [NOTE]", help=said)
    adding.add_argument("--project", "-p", default="", help=tr.gettext("the project, given as an option instead"))
    adding.add_argument("--from", dest="started", default="", metavar="MOMENT")
    adding.add_argument("--to", dest="ended", default="", metavar="MOMENT")
    adding.add_argument("--on", default="", metavar="DAY", help=tr.gettext("the day"))
    adding.add_argument(
        "--for", dest="duration", default="", metavar="TIME", help=tr.gettext("“1h20”, “45 min”, “1.5”")
    )
    adding.add_argument("--note", default="", help=tr.gettext("what you did"))
    adding.add_argument("--tag", action="append", default=[])
    adding.add_argument("--not-billable", action="store_true")


def _configure_elsewhere(verb: str, parser: object, tr: Translator) -> None:
    """Declare a verb of another module, if it is one that was typed: the others cost nothing."""
    if not isinstance(parser, ArgumentParser):
        return
    if verb in _EDITING:
        from freelance_comm.cli import track_editing

        track_editing.configure(verb, parser, tr)
    else:
        from freelance_comm.cli import track_reports

        track_reports.configure(verb, parser, tr)


def run(args: Namespace, session: Session) -> int:
    """Run one verb."""
    if args.verb == "import":
        from freelance_comm.cli.time_import_options import run_import

        return run_import(args, session)
    if args.verb == "export":
        from freelance_comm.cli.time_export_options import run_export

        return run_export(args, session)
    if args.verb in _EDITING:
        from freelance_comm.cli import track_editing

        return track_editing.run(args, session)
    if args.verb in _REPORTING:
        from freelance_comm.cli import track_reports

        return track_reports.run(args, session)
    return {
        "start": _start,
        "switch": _start,
        "stop": _stop,
        "cancel": _cancel,
        "status": _status,
        "add": _add,
        "list": _list,
    }[args.verb](args, session)


def _start(args: Namespace, session: Session) -> int:
    desk = session.desk
    at = session.moment(args.at) if args.at else None
    tags, words = _activities(args.tag, args.note, session)
    note = text_of(" ".join(words))
    if args.verb == "switch":

        def switch(ended: datetime | None, sure: bool) -> timer.Switched:
            return timer.switch(desk, args.project, note, at, tags=tags, ended=ended, sure=sure)

        switched = _undoubted(session, switch, None, sure=args.sure)
        if switched.entry is not None and not session.as_json:
            answer(switched.entry, session, session.tr.gettext("■ Stopped: {time} on {project}."))
        running = switched.timer
    else:
        running = timer.start(desk, args.project, note, tags, at)
    if session.as_json:
        session.emit(running)
    else:
        name = project_title(desk, running.project_id)
        session.say(session.tr.gettext("▶ Started: {project}.").format(project=name))
    return ExitCode.DONE


def _stop(args: Namespace, session: Session) -> int:
    note = args.note if args.note is None else text_of(args.note)

    def stop(at: datetime | None, sure: bool) -> TimeEntry:
        return timer.stop(session.desk, at=at, note=note, sure=sure)

    entry = _undoubted(session, stop, session.moment(args.at) if args.at else None, sure=args.sure)
    return answer(entry, session, session.tr.gettext("■ Stopped: {time} on {project}."))


def _undoubted(
    session: Session, act: Callable[[datetime | None, bool], _Done], ended: datetime | None, *, sure: bool
) -> _Done:
    """Return what ``act(ended, sure)`` does; when the time of the timer looks wrong, the person is asked first.

    Raises ``Doubtful`` where nobody can be asked, or the answer is to leave the timer alone.
    """
    try:
        return act(ended, sure)
    except timer.Doubtful as doubt:
        if not answerable(session):
            raise
        t = session.tr.gettext
        keeping = () if doubt.set_back else (t("keep all of it"),)
        answer = choose(
            session, said(doubt, session.tr), (t("it ended at another time"), *keeping, t("leave it running"))
        )
        if answer == 0:
            return _undoubted(session, act, session.moment(ask(session, t("When did it really end?"))), sure=False)
        if answer == 1 and keeping:
            return act(ended, True)
        raise


def _cancel(_args: Namespace, session: Session) -> int:
    timer.cancel(session.desk)
    session.say(session.tr.gettext("The timer is off; nothing was logged."))
    return ExitCode.DONE


def _status(_args: Namespace, session: Session) -> int:
    from freelance_comm.text.durations import duration

    view = timer.running(session.view_desk)
    if session.as_json:
        session.emit(view)
    elif view is None:
        session.say(session.tr.gettext("No timer is running."))
    else:
        parts = (duration(view.seconds, session.tr), view.project_name, view.timer.note)
        session.say("▶ " + " · ".join(part for part in parts if part))
        if view.warning:
            session.warn(view.warning)
    return ExitCode.DONE


def _add(args: Namespace, session: Session) -> int:
    words = list(args.words)
    if args.project:
        return _added(args, args.project, words, session)
    refusal: AppError = BadValue(
        N_("Which project?"), hint=N_("For example: `freelance-comm track add PROJECT yesterday 14-16 NOTE`.")
    )
    quoted = words[0].strip().split(" ") if len(words) == 1 else []  # in one pair of quotation marks, the project too
    for project, *others in (given for given in (words, quoted[1:] and quoted) if given):
        try:
            return _added(args, project, others, session)
        except NotFound as unknown:
            refusal = unknown
    from freelance_comm.cli.only_project import for_time

    if only := for_time(args, words, session):
        return _added(args, only, words, session)
    raise refusal


def _added(args: Namespace, project: str, words: list[str], session: Session) -> int:
    words = words[0].split(" ") if len(words) == 1 else words  # all of it in one pair of quotation marks
    tags, words = _activities(args.tag, words, session)
    try:
        times, left = _times(args, words, session)
    except BadValue as refusal:
        raise _with_project(refusal, project, session) from refusal
    if left and args.note:
        raise BadValue(
            N_("“{words}” cannot be used together with --note."),
            hint=N_("The time comes before the note; a day on its own goes with --on."),
            words=" ".join(left),
        )
    entry = timelog.add_entry(
        session.desk,
        project,
        **times,
        note=text_of(args.note or " ".join(left)),
        tags=tags,
        billable=not args.not_billable,
    )
    return answer(entry, session, session.tr.gettext("Logged {time} on {project}, {day}."))


def _activities(tags: list[str], words: list[str], session: Session) -> tuple[tuple[str, ...], list[str]]:
    """Return the tags given as options and, completed, those among ``words``; and the other words."""
    if not any(word[:1] in ("+", "#") for word in words):
        return tuple(tags), words  # nothing is loaded for most lines
    from freelance_comm.services.activities import completed, taken

    typed, left = taken(words)
    return (*tags, *completed(session.desk, typed)), left


def _with_project(refusal: BadValue, project: str, session: Session) -> BadValue:
    """Return the refusal of a time, saying which project was understood; an unknown project is refused for itself."""
    from freelance_comm.services.project_search import find_project_name

    found = find_project_name(session.desk, project)
    refusal.params["reason"] = said(refusal, session.tr)
    refusal.params["project"] = found.name
    refusal.message = N_("{reason} The project is “{project}”.")
    return refusal


def _times(args: Namespace, words: list[str], session: Session) -> tuple[dict[str, Any], list[str]]:
    """Return the times given by options or by the first words, and the words left for the note."""
    if args.started or args.ended:
        if not (args.started and args.ended):
            raise BadValue(N_("Give both --from and --to, or --for with a duration."))
        desk = session.desk
        from freelance_comm.text.iso_times import iso_to_utc

        started = f"{args.on} {args.started}" if args.on else args.started
        exact = [iso_to_utc(text, desk.zone) for text in (started, args.ended)]
        if None not in exact:  # what scripts write needs no grammar
            return {"started": exact[0], "ended": exact[1]}, words
        from freelance_comm.text.moments import parse_range

        ends = parse_range(started, args.ended, now=desk.now(), zone=desk.zone, locale=session.tr.locale)
        return {"started": ends.started, "ended": ends.ended}, words
    if args.duration:
        from freelance_comm.text.moments import parse_duration

        seconds = parse_duration(args.duration, locale=session.tr.locale)
        if args.on:
            return {"day": session.day(args.on), "seconds": seconds}, words
        from freelance_comm.cli.spoken import day_and_rest

        day, left = day_and_rest(words, session)
        return {"day": day or session.desk.today(), "seconds": seconds}, left
    from freelance_comm.cli.spoken import span_and_rest

    span, left = span_and_rest([*args.on.split(), *words], session)
    if span.started is not None:
        return {"started": span.started, "ended": span.ended}, left
    return {"day": span.day, "seconds": span.seconds}, left


def _list(args: Namespace, session: Session) -> int:
    first = session.day(args.first) if args.first else None
    last = session.day(args.last) if args.last else None
    rows = timelog.listing(session.desk, first, last, project_text=args.project)
    if session.as_json:
        session.emit([{**row.entry.values(), "handle": row.handle, "project": row.project_name} for row in rows])
        return ExitCode.DONE
    if not rows:
        in_period = session.tr.gettext("No time is logged in that period.")
        lately = session.tr.gettext("No time is logged in the last 31 days. For older entries give --from DAY.")
        session.say(in_period if args.first or args.last else lately)
        return ExitCode.DONE
    from freelance_comm.services.time_words import entry_marks
    from freelance_comm.text.durations import duration

    tr = session.tr
    session.table(
        [
            (
                row.handle,
                row.entry.day.isoformat(),
                row.clock,
                duration(row.entry.seconds, tr),
                row.project_name,
                row.entry.note,
                entry_marks(row.entry, tr),
            )
            for row in rows
        ]
    )
    total = sum((row.entry.seconds for row in rows), start=rows[0].entry.seconds * 0)
    session.say(tr.gettext("In all: {time}.").format(time=duration(total, tr)))
    return ExitCode.DONE
