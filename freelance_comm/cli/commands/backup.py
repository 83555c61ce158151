"""`backup`: everything you keep, in one file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.progress import Working
from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import ExitCode
from freelance_comm.text.catalog import Translator

_LISTED = 5


def configure(parser: ArgumentParser, tr: Translator) -> None:
    """Declare where it goes."""
    parser.add_argument(
        "path",
        nargs="?",
        default="",
        help=tr.gettext("the file, or the folder to put it in; the current folder if not given"),
    )
    parser.add_argument("--force", action="store_true", help=tr.gettext("replace the file if there is one"))


def run(args: Namespace, session: Session) -> int:
    """Write the backup, and say what is in it and what is wrong with it."""
    from freelance_comm.services import backups

    tr = session.tr
    with Working(session, tr.gettext("Making the backup")) as working:
        made = backups.back_up(session.desk, native_path(args.path), force=args.force, progress=working.tell)
    if session.as_json:
        session.emit(made)
    else:
        session.table([(name, str(count)) for name, count in backups.named(made.counts, tr)])
        session.say(tr.gettext("Everything is in {path}. It was read back and is complete.").format(path=made.path))
        session.say(tr.gettext("Keep it on a different disk from your data."))
    if made.damaged:
        words = tr.gettext("Damaged, and backed up just as they are: {files}")
        session.warn(words.format(files=listed(made.damaged)))
    if made.left_out:
        words = tr.gettext("Could not be read or copied, and are not in the backup: {files}")
        session.warn(words.format(files=listed(made.left_out)))
    if made.needs_attention:
        session.warn(tr.gettext("“freelance-comm doctor” says what is wrong with your data."))
        return ExitCode.NEEDS_ATTENTION
    return ExitCode.DONE


def listed(files: tuple[str, ...]) -> str:
    """Return the first of some names of files."""
    return ", ".join(files[:_LISTED]) + (", …" if len(files) > _LISTED else "")
