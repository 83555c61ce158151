"""The mailboxes that are read: which there are, all of them at once, and leaving one alone from now on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.mail_sources import MailSource, SourceKind
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.services import handles, mail_import, mail_watch

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.mail_boxes import Password
    from freelance_comm.services.mail_import import MailImported

LETTER = "B"


class SourceLine(Record):
    """One mailbox of the list. ``handle`` names it in commands; an account that was never read has none."""

    source: MailSource
    handle: str = ""


class Round(Record):
    """What reading several mailboxes brought: what each did, and which could not be read and why."""

    done: tuple[MailImported, ...] = ()
    failed: tuple[tuple[MailSource, AppError], ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.failed) or any(one.is_news for one in self.done)


def listed(desk: Desk) -> tuple[SourceLine, ...]:
    """Return the mailboxes that were read, and the accounts that are described and were not.

    Raises ``BadValue`` where the configuration cannot be read.
    """
    stored = desk.reader.mail_sources()
    spelled = handles.handles(LETTER, [one.id for one in stored])
    lines = [SourceLine(source=one, handle=spelled[one.id]) for one in stored]
    there = {one.place for one in stored if one.kind is SourceKind.ACCOUNT}
    for name in _described(desk):
        if name not in there:
            fresh = MailSource(id=0, kind=SourceKind.ACCOUNT, place=name, added=desk.now())
            lines.append(SourceLine(source=fresh))
    return tuple(lines)


def _described(desk: Desk) -> list[str]:
    """Return the names of the accounts; where there is no configuration, nothing is loaded to find none."""
    if not desk.config_file or not Path(desk.config_file).exists():
        return []
    from freelance_comm.services import mail_accounts

    return [account.name for account in mail_accounts.accounts(desk)]


def find(desk: Desk, text: str) -> MailSource:
    """Return the mailbox that a handle, a path or a name means. Raises ``NotFound`` or ``Ambiguous``."""
    stored = desk.reader.mail_sources()
    try:
        place = mail_import.whole_path(text)
    except BadValue:
        place = text
    same = [one for one in stored if one.place in (text, place)]
    if len(same) == 1:
        return same[0]
    number = handles.choose(LETTER, text, {one.id: one.place for one in stored})
    return next(one for one in stored if one.id == number)


def forget(desk: Desk, source: MailSource) -> None:
    """Read a mailbox no more, and forget how far it was read; the messages that came from it stay."""
    with desk.change() as change:
        stored = next((one for one in change.mail_sources() if one.id == source.id), None)
        if stored is not None:
            change.remove(stored)


def no_mailbox() -> BadValue:
    """Return the refusal to read mail where no mailbox is known."""
    return BadValue(
        N_("No mailbox is known yet."),
        hint=N_("Name one: `freelance-comm mail import ~/Mail`, or set up an account with `mail account add`."),
    )


def import_all(
    desk: Desk,
    sources: Sequence[MailSource],
    *,
    mine: Iterable[str] = (),
    since: datetime | None = None,
    password: Password | None = None,
    dry_run: bool = False,
    progress: Callable[[int, int], None] | None = None,
    stopped: Callable[[], bool] | None = None,
) -> Round:
    """Read what is new in several mailboxes, one after the other; one that fails does not stop the others.

    Takes what ``mail_import.import_from`` takes. Raises ``BadValue`` where the freelancer's addresses are not known,
    and what concerns the workspace itself (``NotSaved``, ``Busy``, ``DataDamaged``).
    """
    done: list[MailImported] = []
    failed: list[tuple[MailSource, AppError]] = []
    before = 0

    def told(read: int, total: int) -> None:
        if progress is not None:
            progress(before + read, total)

    for source in sources:
        if stopped is not None and stopped():
            break
        try:
            result = mail_import.import_from(
                desk,
                source,
                mine=mine,
                since=since,
                password=password,
                dry_run=dry_run,
                progress=told,
                stopped=stopped,
            )
        except AppError as error:
            if not mail_import.is_about_mailbox(error):
                raise
            failed.append((source, error))
            continue
        before += result.read
        done.append(result)
    if not dry_run and not any(one.stopped for one in done):
        mail_watch.keep(desk)
    return Round(done=tuple(done), failed=tuple(failed))
