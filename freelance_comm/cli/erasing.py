"""The words of `client erase`: what goes, the question, and what is out of reach."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from freelance_comm.cli.session import Session
from freelance_comm.domain.errors import NOTHING_CHANGED, BadValue, ExitCode, NotFound
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.erasing import Erasure


def run_erase(args: Namespace, session: Session) -> int:
    """Show what would go, ask, and erase it; finish first what an interrupted erasure left."""
    from freelance_comm.services import clients, erasing

    tr = session.tr
    finished = erasing.finish(session.desk)
    try:
        client = clients.find_client(session.desk, args.client)
    except NotFound:
        if not finished:
            raise
        return _finished(session)
    if not args.yes and not _agreed(client, session):
        session.note(tr.gettext(NOTHING_CHANGED))
        return ExitCode.DONE
    done = erasing.erase(session.desk, client)
    if session.as_json:
        session.emit(
            {
                "erased": client.ref,
                "counts": done.counts,
                "out_of_reach": erasing.OUT_OF_REACH,
                "files": done.files,
                "backup": done.backup,
            }
        )
        return ExitCode.DONE
    session.say(tr.gettext("Erased {name}, {ref}.").format(name=client.name, ref=client.ref))
    for line in _out_of_reach(done, session):
        session.say(line)
    return ExitCode.DONE


def _finished(session: Session) -> int:
    if session.as_json:
        session.emit({"erased": None, "finished": True})
    else:
        session.say(session.tr.gettext("The interrupted erasure is now complete."))
    return ExitCode.DONE


def _agreed(client: Client, session: Session) -> bool:
    from freelance_comm.cli.asking import answerable, confirm
    from freelance_comm.cli.columns import aligned
    from freelance_comm.services import erasing
    from freelance_comm.services.exchange_rows import KIND_NAMES

    tr = session.tr
    if not answerable(session):
        raise BadValue(
            N_("Erasing a client cannot be taken back, and there is nobody here to ask."),
            hint=N_("Add --yes if you mean it."),
        )
    found = erasing.foreseen(session.desk, client)
    rows = [(tr.pgettext("kind of records", KIND_NAMES[kind]), str(count)) for kind, count in found.counts.items()]
    for line in aligned(rows):
        session.note(line, whole=True)
    for line in _out_of_reach(found, session):
        session.note(line)
    session.note(tr.gettext("This cannot be undone, and nor can any earlier change after it."))
    return confirm(session, tr.gettext("Erase everything about {name}, for good?").format(name=client.name))


def _out_of_reach(found: Erasure, session: Session) -> list[str]:
    from freelance_comm.services.erasing import OUT_OF_REACH

    tr = session.tr
    lines = [
        tr.gettext("Out of reach; take care of these yourself:"),
        *(f"  {tr.gettext(text)}" for text in OUT_OF_REACH),
    ]
    if found.backup:
        lines.append("  " + tr.gettext("the last backup: {path}").format(path=found.backup))
    lines += ["  " + tr.gettext("not a file of this program: {file}").format(file=file) for file in found.files]
    return lines
