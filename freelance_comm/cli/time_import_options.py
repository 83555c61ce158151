"""The words of `track import`: whose file it is, which names are which projects, which column is what.

Tables whose columns are named by hand go their own way (``time_import``); everything else is recognised.
"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.time_import import ImportMapping


def configure_import(parser: ArgumentParser, tr: Translator) -> None:
    """Declare file, target and mapping."""
    from freelance_comm.services.time_found import TimeFormat

    kinds = [kind.value for kind in TimeFormat]
    parser.add_argument("file", help=tr.gettext("a file another tool has written, or its folder"))
    parser.add_argument(
        "--from",
        dest="wanted",
        default="",
        choices=kinds,
        help=tr.gettext("which tool wrote it; recognised if not given"),
    )
    parser.add_argument(
        "--project",
        "-p",
        default="",
        help=tr.gettext("the project for time whose name matches none of yours"),
    )
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="NAME=PROJECT",
        help=tr.gettext("their name and yours; “NAME=-” leaves it out, “NAME=+” creates it"),
    )
    parser.add_argument(
        "--create", action="store_true", help=tr.gettext("create clients and projects that do not exist yet")
    )
    parser.add_argument("--zone", default="", help=tr.gettext("the time zone for times that do not state one"))
    parser.add_argument("--person", default="", help=tr.gettext("only the entries of this person"))
    parser.add_argument("--date", default="", metavar="COLUMN", help=tr.gettext("the column with the day"))
    parser.add_argument("--hours", default="", metavar="COLUMN", help=tr.gettext("the column with decimal hours"))
    parser.add_argument("--minutes", default="", metavar="COLUMN", help=tr.gettext("the column with minutes"))
    parser.add_argument("--duration", default="", metavar="COLUMN", help=tr.gettext("the column with h:mm or h:mm:ss"))
    parser.add_argument("--start", default="", metavar="COLUMN", help=tr.gettext("the column with the start"))
    parser.add_argument("--end", default="", metavar="COLUMN", help=tr.gettext("the column with the end"))
    parser.add_argument("--note", default="", metavar="COLUMN", help=tr.gettext("the column with the note"))
    parser.add_argument("--id", default="", metavar="COLUMN", help=tr.gettext("the column that identifies a row"))
    parser.add_argument(
        "--where", action="append", default=[], metavar="COLUMN=VALUE", help=tr.gettext("only rows with this value")
    )
    parser.add_argument("--dates", default="", choices=["dmy", "mdy"], help=tr.gettext("the order of 3/2/2026"))
    parser.add_argument("--decimal", default="", choices=[".", ","], help=tr.gettext("the decimal mark, if in doubt"))
    parser.add_argument("--delimiter", default="", metavar="MARK", help=tr.gettext("the character between columns"))
    parser.add_argument("--encoding", default="utf-8", help=tr.gettext("how the file is encoded, such as cp1252"))
    parser.add_argument("--skip-bad", action="store_true", help=tr.gettext("leave out rows that cannot be read"))
    parser.add_argument(
        "--dry-run", "--preview", dest="preview", action="store_true", help=tr.gettext("show what would be imported")
    )


def _mapping(args: Namespace) -> ImportMapping:
    from freelance_comm.services.time_import import ImportMapping

    filters = []
    for condition in args.where:
        column, equals, value = condition.partition("=")
        if not equals:
            raise BadValue(
                N_("“{text}” does not name a column and a value."),
                hint=N_("Write --where COLUMN=VALUE."),
                text=condition,
            )
        filters.append((column, value))
    given = [(name, getattr(args, name)) for name in ("hours", "minutes", "duration") if getattr(args, name)]
    if len(given) > 1 or bool(given) == bool(args.start or args.end):
        raise BadValue(
            N_("Say how long each row took."),
            hint=N_("Give one of --hours, --minutes, --duration with --date, or --start with --end."),
        )
    unit, column = given[0] if given else ("", "")
    return ImportMapping(
        date=args.date,
        started=args.start,
        ended=args.end,
        duration=column,
        unit=unit or "hours",
        note=args.note,
        id=args.id,
        filters=tuple(filters),
        dates=args.dates,
        decimal=args.decimal,
        delimiter={"tab": "\t", "\\t": "\t"}.get(args.delimiter, args.delimiter),
        encoding=args.encoding,
    )


_BY_HAND = ("date", "hours", "minutes", "duration", "start", "end", "note", "id", "where")


def run_import(args: Namespace, session: Session) -> int:
    """Import, or show what would be imported."""
    if any(getattr(args, name) for name in _BY_HAND):
        return _by_hand(args, session)
    from freelance_comm.cli.time_import_told import look_and_take

    return look_and_take(args, session)


def _by_hand(args: Namespace, session: Session) -> int:
    if args.wanted not in ("", "csv") or args.map or args.create or args.person or args.zone:
        raise BadValue(
            N_("Columns named by hand go into one project."),
            hint=N_("Leave out --from, --map, --create, --person and --zone, or leave the columns to be recognised."),
        )
    if not args.project:
        raise BadValue(N_("Which project?"), hint=N_("Say which one gets the time: --project PROJECT."))
    return _import_table(args, session)


def _import_table(args: Namespace, session: Session) -> int:
    from freelance_comm.services import time_import
    from freelance_comm.text.durations import duration

    mapping = _mapping(args)
    path = Path(native_path(args.file))
    act = time_import.preview if args.preview else time_import.run
    result = act(session.desk, path, mapping, project_text=args.project, skip_bad=args.skip_bad)
    if session.as_json:
        session.emit(result)
        return ExitCode.DONE
    tr = session.tr
    for problem in result.errors:
        session.note(tr.gettext("left out:") + " " + problem.text(tr))
    sentence = (
        tr.ngettext(
            "{count} entry would be imported, {time}.", "{count} entries would be imported, {time}.", result.count
        )
        if args.preview
        else tr.ngettext("Imported {count} entry, {time}.", "Imported {count} entries, {time}.", result.count)
    )
    session.say(sentence.format(count=result.count, time=duration(result.seconds, tr)))
    if result.duplicates:
        session.say(
            tr.ngettext("{count} row was already there.", "{count} rows were already there.", result.duplicates).format(
                count=result.duplicates
            )
        )
    if result.changed:
        session.note(
            tr.ngettext(
                "{count} entry in the file differs from yours; yours stays as it is.",
                "{count} entries in the file differ from yours; yours stay as they are.",
                result.changed,
            ).format(count=result.changed)
        )
    return ExitCode.DONE
