"""The verb `mail import`: read what is new in mailboxes, say what it brought; quiet where that is nothing.

Apart from the lists because it is what cron runs: it asks nothing there, and an unchanged mailbox costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from freelance_comm.cli.arguments import native_path
from freelance_comm.cli.asking import answerable, choose
from freelance_comm.cli.progress import Working
from freelance_comm.domain.errors import AppError, ExitCode
from freelance_comm.domain.mail_sources import MailSource, SourceKind
from freelance_comm.domain.marking import N_
from freelance_comm.services import mail_import, mail_mine, mail_sources

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import datetime

    from freelance_comm.cli.session import Session
    from freelance_comm.domain.message import Message
    from freelance_comm.services.mail_import import MailImported
    from freelance_comm.services.mail_sources import Round
    from freelance_comm.text.catalog import Translator

_SHOWN = 20
"""So many new messages are listed."""


def declare(parser: Any, tr: Translator) -> None:
    """Declare what to read and how."""
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help=tr.gettext("a Maildir, an mbox file, an .eml file, a folder of them"))
    add("--account", action="append", default=[], metavar="NAME", help=tr.gettext("an account on a server"))
    add(
        "--me",
        action="append",
        default=[],
        metavar="ADDRESS",
        help=tr.gettext("one of your addresses; kept in the profile"),
    )
    add("--since", default="", metavar="DAY", help=tr.gettext("skip anything older, for good"))
    add("--dry-run", action="store_true", help=tr.gettext("show what would come in"))


def run(args: Namespace, session: Session) -> int:
    """Import; without a path or an account from all mailboxes that are known."""
    desk = session.desk
    since = _beginning_of(args.since, session) if args.since else None
    sources = _wanted(args, session)
    own = _own(args, session, sources)
    password = _password(session)
    with Working(session, session.tr.gettext("Reading mail")) as working:
        found = mail_sources.import_all(
            desk, sources, mine=own, since=since, password=password, dry_run=args.dry_run, progress=working.tell
        )
    if own and found.done and not args.dry_run:
        mail_mine.keep(desk, own)
    return say(found, session, dry_run=args.dry_run)


def _beginning_of(text: str, session: Session) -> datetime:
    """Return when the day begins that was typed, in the freelancer's zone."""
    from datetime import UTC, datetime, time

    from freelance_comm.domain.zones import zone_of

    return datetime.combine(session.day(text), time(), tzinfo=zone_of(session.desk.zone)).astimezone(UTC)


def _wanted(args: Namespace, session: Session) -> list[MailSource]:
    desk = session.desk
    named = [mail_import.source_for(desk, SourceKind.PATH, native_path(path)) for path in args.paths]
    named += [mail_import.source_for(desk, SourceKind.ACCOUNT, name) for name in args.account]
    if not named:
        named = [line.source for line in mail_sources.listed(desk)]
    if not named:
        raise mail_sources.no_mailbox()
    return list({(one.kind, one.place): one for one in named}.values())


def _password(session: Session) -> Any:
    from freelance_comm.cli.mail_passwords import password_of

    return lambda account: password_of(session, account)


def _own(args: Namespace, session: Session, sources: Sequence[MailSource]) -> tuple[str, ...]:
    """Return further addresses of the freelancer: those given, or one that is agreed on where the profile has none."""
    desk = session.desk
    if args.me:
        return mail_mine.checked(args.me)
    if mail_mine.mine(desk):
        return ()
    guesses = mail_mine.guessed(desk, sources[0], password=_password(session))
    if not guesses or not answerable(session):
        refusal = mail_import.unknown_addresses()
        refusal.near = tuple(one.address for one in guesses)
        raise refusal
    tr = session.tr
    lines = [
        tr.ngettext("{address} (in {n} email)", "{address} (in {n} emails)", one.mails).format(
            address=one.address, n=one.mails
        )
        for one in guesses
    ]
    place = choose(session, tr.gettext("Which of these addresses is yours? It is kept in your profile."), lines)
    if place < 0:
        raise mail_import.unknown_addresses()
    return (guesses[place].address,)


def say(found: Round, session: Session, *, dry_run: bool = False) -> int:
    """Say what mailboxes brought; nothing where that is nothing and nobody sits there. Raises what one failed with."""
    for place, reason in _unreadable(found):
        session.warn(session.tr.gettext("{place}: cannot be read: {name}").format(place=place, name=reason))
    for notice in (notice for one in found.done for notice in one.notices):
        _warn(notice, session)
    if session.as_json:
        session.emit(_data(found, session, dry_run))
    else:
        _tell(found, session, dry_run)
    for _source, error in found.failed[1:]:
        _warn(error, session)
    if found.failed:
        error = found.failed[0][1]
        if any(one.is_news for one in found.done):
            error.fate = N_("What other mailboxes brought is saved.")
        raise error
    return ExitCode.DONE


def _warn(error: AppError, session: Session) -> None:
    from freelance_comm.cli.session import error_lines

    for line in error_lines(error, session.tr, prefix=session.tr.gettext("warning:")):
        session.note(line)


def _unreadable(found: Round) -> list[tuple[str, str]]:
    return [(one.source.place, name) for one in found.done for name in one.unreadable[:5]]


def _tell(found: Round, session: Session, dry_run: bool) -> None:
    tr = session.tr
    added = [message for one in found.done for message in one.added]
    if not found.is_news:
        if bool(getattr(session.out, "isatty", bool)()):
            session.say(tr.gettext("Nothing new."))
        return
    sentences = summary(found.done, session, dry_run)
    if sentences:
        session.say("\n".join(sentences))
    _list_new(added, session)


def summary(done: Sequence[MailImported], session: Session, dry_run: bool = False) -> list[str]:
    """Return in sentences what mailboxes brought."""
    tr = session.tr
    count = sum(len(one.added) for one in done)
    said = []
    if count:
        words = (
            tr.ngettext("{n} message would come in.", "{n} messages would come in.", count)
            if dry_run
            else tr.ngettext("{n} new message.", "{n} new messages.", count)
        )
        said.append(words.format(n=count))
    lost = sum(len(one.undelivered) for one in done)
    if lost:
        words = tr.ngettext("{n} email of yours did not arrive.", "{n} emails of yours did not arrive.", lost)
        said.append(words.format(n=lost))
    people = sum(one.people for one in done)
    if people:
        words = tr.ngettext(
            "{n} person could become a client: `freelance-comm mail people`.",
            "{n} people could become clients: `freelance-comm mail people`.",
            people,
        )
        said.append(words.format(n=people))
    aside = sum(one.left_out for one in done)
    if aside:
        words = tr.ngettext(
            "{n} email was left out: `freelance-comm mail left-out`.",
            "{n} emails were left out: `freelance-comm mail left-out`.",
            aside,
        )
        said.append(words.format(n=aside))
    return said


def _list_new(added: Sequence[Message], session: Session) -> None:
    from freelance_comm.text.telling import near

    desk, tr = session.desk, session.tr
    names = {client.id: client.name for client in desk.reader.client_names()}
    newest = sorted(added, key=lambda one: (one.at, one.id))[-_SHOWN:]
    way = {"in": tr.gettext("from"), "out": tr.gettext("to")}
    rows = [
        (near(one.at, desk.now(), desk.zone, tr), way[one.direction], names.get(one.client_id, ""), one.subject)
        for one in newest
    ]
    session.table(rows, flexible=3)


def _data(found: Round, session: Session, dry_run: bool) -> dict[str, object]:
    refs = {client.id: client.ref for client in session.desk.reader.client_names()}
    return {
        "sources": [
            {
                "kind": one.source.kind.value,
                "place": one.source.place,
                "read": one.read,
                "added": len(one.added),
                "present": one.present,
                "people": one.people,
                "left_out": one.left_out,
                "drafts": one.drafts,
                "undelivered": list(one.undelivered),
                "unreadable": list(one.unreadable),
            }
            for one in found.done
        ],
        "failed": [source.place for source, _error in found.failed],
        "messages": [
            {
                "client": refs.get(message.client_id, ""),
                "direction": message.direction.value,
                "at": message.at,
                "kind": message.kind.value,
                "subject": message.subject,
                "source_id": message.source_id,
                "thread": message.thread,
                "reason": message.reason,
            }
            for one in found.done
            for message in one.added
        ],
        "dry_run": dry_run,
    }
