"""`restore`: put a backup in the place of the present data, after showing both."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.commands.backup import listed
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import NOTHING_CHANGED, AppError, BadValue, ExitCode
from freelance_comm.domain.marking import N_
from freelance_comm.text.catalog import Translator

if TYPE_CHECKING:
    from freelance_comm.services.backups import BackupFound


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare which backup, and the answer given beforehand."""
    parser.add_argument("file", help=tr.gettext("the backup"))
    parser.add_argument("--yes", action="store_true", help=tr.gettext("do not ask"))


def run(args: Namespace, session: Session) -> int:
    """Check the backup, ask, and restore it."""
    from freelance_comm.services import backups

    path = native_path(args.file)
    if not args.yes and not _agreed(_looked_into(path, session), session):
        session.note(session.tr.gettext(NOTHING_CHANGED))
        return ExitCode.DONE
    tr = session.tr
    with Working(session, tr.gettext("Restoring")) as working:
        found = backups.restore(session.desk, path, progress=working.tell)
    if session.as_json:
        session.emit(found)
    else:
        session.table(_compared(found, tr, now=tr.gettext("before")))
        words = tr.gettext("Restored: your data are now as they were on {when}.")
        session.say(words.format(when=_when(found, session)))
        if found.kept:
            words = tr.gettext("What you had before is kept. To go back: freelance-comm restore '{path}'")
            session.say(words.format(path=found.kept))
    _warn(found, session)
    return ExitCode.DONE


def _looked_into(path: str, session: Session) -> BackupFound:
    from freelance_comm.services import backups

    with Working(session, session.tr.gettext("Reading the backup")) as working:
        return backups.look_into(session.desk, path, progress=working.tell)


def _agreed(found: BackupFound, session: Session) -> bool:
    from freelance_comm.cli.asking import answerable, confirm
    from freelance_comm.cli.columns import aligned

    if not answerable(session):
        raise BadValue(
            N_("Restoring replaces all your data, and there is nobody here to ask."),
            hint=N_("Add --yes if you mean it."),
        )
    tr = session.tr
    session.note(tr.gettext("A backup of {when}.").format(when=_when(found, session)))
    for line in aligned(_compared(found, tr, now=tr.gettext("now"))):
        session.note(line, whole=True)
    _warn(found, session)
    return confirm(session, tr.gettext("Replace what you have now with the backup? What you have now is kept too."))


def _compared(found: BackupFound, tr: Translator, *, now: str) -> list[tuple[str, ...]]:
    from freelance_comm.services.backups import named

    rows = zip(named(found.counts, tr), named(found.present, tr), strict=True)
    return [
        ("", tr.gettext("in the backup"), now),
        *((name, str(count), str(present)) for (name, count), (_, present) in rows),
    ]


def _when(found: BackupFound, session: Session) -> str:
    from freelance_comm.domain.zones import zone_of

    try:
        zone = session.desk.zone
    except AppError:  # the profile that knows it is damaged
        zone = session.desk.system_zone
    return f"{found.made_at.astimezone(zone_of(zone)):%Y-%m-%d %H:%M}"


def _warn(found: BackupFound, session: Session) -> None:
    tr = session.tr
    if found.damaged:
        words = tr.gettext("Already damaged when the backup was made: {files}")
        session.warn(words.format(files=listed(found.damaged)))
    if found.left_out:
        words = tr.gettext("Were never in the backup, and stay as they are: {files}")
        session.warn(words.format(files=listed(found.left_out)))
