"""The words of `client merge`: what moves, what is taken over, what goes to the notes, and the way back."""

from __future__ import annotations

from argparse import Namespace

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import NOTHING_CHANGED, ExitCode


def run_merge(args: Namespace, session: Session) -> int:
    """Merge one card into another; with --dry-run only say what would happen."""
    from freelance_comm.services import clients, joining

    desk, tr = session.desk, session.tr
    gone, kept = clients.find_client(desk, args.client), clients.find_client(desk, args.into)
    done = joining.foreseen(desk, gone, kept) if args.dry_run else joining.join(desk, gone, kept)
    if session.as_json:
        session.emit(
            {
                "client": done.kept,
                "merged": done.gone.ref,
                "counts": done.counts,
                "taken": done.taken,
                "noted": done.noted,
                "answered": done.answered,
                "saved": not args.dry_run,
            }
        )
        return ExitCode.DONE
    names = {"gone": done.gone.name, "gone_ref": done.gone.ref, "kept": done.kept.name, "kept_ref": done.kept.ref}
    if args.dry_run:
        session.say(tr.gettext("{gone} ({gone_ref}) would become part of {kept} ({kept_ref}).").format(**names))
    else:
        session.say(tr.gettext("{gone} ({gone_ref}) is now part of {kept} ({kept_ref}).").format(**names))
    for line in joining.told(tr, done):
        session.say(line)
    if args.dry_run:
        session.note(tr.gettext(NOTHING_CHANGED))
    else:
        session.note(tr.gettext("`freelance-comm undo` separates them again."))
    return ExitCode.DONE
