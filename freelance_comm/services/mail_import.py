"""Takes mail into the workspace: reads what is new, tells whose it is, and keeps no more of it than the clock needs.

Reading needs no lock. What is found is put in place in batches, the last one together with how far the mailbox was
read: an import that is stopped in the middle has lost nothing, and the next one finds what is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue, ExitCode
from freelance_comm.domain.mail_sources import LeftOut, MailSource, SourceKind
from freelance_comm.domain.marking import N_
from freelance_comm.domain.message import Message
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import mail_book, mail_boxes, mail_tally
from freelance_comm.services.mail_found import BOUNCE, Found, left_out
from freelance_comm.services.mail_judging import What, judged
from freelance_comm.services.mail_merging import Merging

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.mail_book import Known
    from freelance_comm.services.mail_boxes import Mailbox, Password, Piece
    from freelance_comm.store import Change

BATCH = 1_000
"""Messages of clients that are put in place at once."""
_TELL_EVERY = 25
_LOOKED_AT = 70_000
"""Bytes of a mail that are held until it is known whether it is kept: the beginning of its text is among them."""
Progress = Callable[[int, int], None]
"""Told how many mails were read, and of how many (0: nobody knows)."""


class MailImported(Record):
    """What an import of one mailbox brought.

    ``read`` mails were looked at; ``added`` are the new messages, ``present`` those that were there already. ``people``
    were newly found, ``left_out`` newly put aside, ``undelivered`` are the ids of messages of mine that came back. With
    ``stopped`` the rest is left to the next import. ``notices`` of the mailbox are worth a warning each.
    """

    source: MailSource
    read: int = 0
    added: tuple[Message, ...] = ()
    present: int = 0
    people: int = 0
    left_out: int = 0
    undelivered: tuple[str, ...] = ()
    drafts: int = 0
    unreadable: tuple[str, ...] = ()
    stopped: bool = False
    dry_run: bool = False
    notices: tuple[AppError, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether there is anything to tell."""
        told = self.unreadable or self.notices or self.stopped
        return bool(self.added or self.people or self.left_out or self.undelivered or told)


class _DryRun(Exception):
    """Ends a change that was made to be looked at."""


def source_for(desk: Desk, kind: SourceKind, place: str) -> MailSource:
    """Return the source of a place, as it is stored, or a new one with the id 0.

    Raises ``NotFound`` for an account that is not described.
    """
    if kind is SourceKind.PATH:
        place = whole_path(place)
    else:
        from freelance_comm.services import mail_accounts

        place = mail_accounts.find(desk, place).name
    for source in desk.reader.mail_sources():
        if (source.kind, source.place) == (kind, place):
            return source
    return MailSource(id=0, kind=kind, place=place, added=desk.now())


def whole_path(path: str) -> str:
    """Return where a path leads, its ``~`` spelled out and links followed. Raises ``BadValue`` for what is no path."""
    if not path:  # a path of nothing would be the folder one stands in
        raise BadValue(N_("“{path}” is not a possible path."), path=path)
    try:
        return str(Path(path).expanduser().resolve())
    except (OSError, RuntimeError, ValueError):
        raise BadValue(N_("“{path}” is not a possible path."), path=show(path)[:200]) from None


def is_about_mailbox(error: AppError) -> bool:
    """Whether a failure concerns a mailbox, so that others can be read all the same; not the workspace, nor me."""
    own = (ExitCode.BAD_VALUE, ExitCode.NOT_FOUND, ExitCode.UNREACHABLE)
    return error.code in own and not isinstance(error, UnknownAddresses)


class UnknownAddresses(BadValue):
    """Which addresses are the freelancer's own is not known."""


def import_from(
    desk: Desk,
    source: MailSource,
    *,
    mine: Iterable[str] = (),
    since: datetime | None = None,
    password: Password | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    stopped: Callable[[], bool] | None = None,
) -> MailImported:
    """Read what is new in a mailbox and put it in place; one step for `undo`.

    ``mine`` are addresses of the freelancer besides those of the profile; without any, ``BadValue`` is raised (see
    ``mail_mine``). Mail from before ``since`` is passed over for good. ``stopped`` is asked after each mail. Raises
    ``NotFound``, ``BadValue``, ``ImapError`` where there is no mail; then nothing, or whole batches, are in place.
    """
    known = mail_book.known(desk.reader, mine=mine)
    if not known.mine:
        raise unknown_addresses()
    box = mail_boxes.opened(desk, source, password=password, since=since.date() if since else None)
    try:
        if source.cursor and known.addresses == set(source.known) and box.unchanged():
            return MailImported(source=source, dry_run=dry_run)
        return _Import(desk, source, known, since, dry_run, stopped, progress).run(box)
    finally:
        box.close()


def unknown_addresses() -> UnknownAddresses:
    """Return the refusal to read mail without knowing which of it is the freelancer's own."""
    return UnknownAddresses(
        N_("It is not known which addresses are yours, so your mail cannot be told apart from other people's."),
        hint=N_("Say so once: `freelance-comm mail import … --me you@example.com`."),
    )


class _Import:
    """One import of one mailbox."""

    def __init__(
        self,
        desk: Desk,
        source: MailSource,
        known: Known,
        since: datetime | None,
        dry_run: bool,
        stopped: Callable[[], bool] | None,
        progress: Progress | None,
    ) -> None:
        from freelance_comm.mail.threads import Threads

        self._desk = desk
        self._source = source
        self._known = known
        self._since = since
        self._dry_run = dry_run
        self._stopped = stopped or (lambda: False)
        self._progress = progress
        self._threads = Threads()
        self._tally = mail_tally.Tally(known)
        self._batch: list[Found] = []
        self._result = MailImported(source=source, dry_run=dry_run)
        self._bounced = {one.about for one in desk.reader.left_out() if one.reason == BOUNCE and one.about}
        self._aside: dict[str, LeftOut] = {}
        self._read = self._drafts = 0

    def run(self, box: Mailbox) -> MailImported:
        """Read and put in place."""
        try:
            stopped = self._look_for_new_clients(box) or self._read_all(box.new(), counted=True)
        except AppError:
            if box.keeps_place:
                self._commit(box.cursor())  # a server that went away: what it gave is not asked for again
            raise
        if not stopped or box.keeps_place:
            self._commit(box.cursor())
        if stopped:
            return self._result.but(read=self._read, stopped=True, notices=tuple(box.notices))
        done = self._result.but(read=self._read, drafts=self._drafts, unreadable=tuple(box.unreadable))
        return done.but(notices=tuple(box.notices))

    def _look_for_new_clients(self, box: Mailbox) -> bool:
        """Look through what was read before for people who are known only since; return whether it was stopped."""
        fresh = self._known.addresses - set(self._source.known)
        if not self._source.cursor or not fresh:
            return False
        marks = [address.partition("@")[0].partition("+")[0].encode() for address in fresh]
        wanted: set[int] | None = None
        if fresh <= self._known.clients.keys():
            wanted = {self._known.clients[address] for address in fresh}
        return self._read_all(box.everything(), counted=False, marks=marks, wanted=wanted)

    def _read_all(
        self,
        pieces: Iterable[Piece],
        *,
        counted: bool,
        marks: list[bytes] | None = None,
        wanted: set[int] | None = None,
    ) -> bool:
        for piece in pieces:
            self._read += 1
            if self._read % _TELL_EVERY == 0 and self._progress is not None:
                self._progress(self._read, 0)
            if self._stopped():
                return True
            if marks is not None:
                raw = piece.raw.lower()
                if not any(mark in raw for mark in marks):
                    continue
            self._take(piece, counted, wanted)
            if len(self._batch) >= BATCH:
                self._commit(None)
        return False

    def _take(self, piece: Piece, counted: bool, wanted: set[int] | None) -> None:
        """Judge one mail; with ``wanted`` only what is of these clients is kept, and nobody is counted again."""
        from freelance_comm.mail.head import head_of

        head = head_of(piece.raw, internal_date=piece.internal_date, draft=piece.is_draft)
        if self._since is not None and (head.sent_at is None or head.sent_at < self._since):
            return
        verdict = judged(head, self._known, drafted=piece.is_draft)
        if wanted is not None and not (verdict.in_thread or wanted & set(verdict.clients)):
            return
        self._threads.add(head.id, head.refs)
        found = Found(head, verdict)
        if verdict.what is What.MESSAGE:
            found.raw = piece.raw[:_LOOKED_AT]
            found.digest = head.sha1
        if verdict.what in (What.MESSAGE, What.REPORT, What.DRAFT):
            self._batch.append(found)
            self._drafts += verdict.what is What.DRAFT
        if verdict.what is What.LEFT_OUT or verdict.also_left_out:
            self._put_aside(found)
        if counted and verdict.what is What.PERSON:
            self._tally.count(head, verdict.direction)
        elif counted and head.rules:
            self._tally.note_list(head)

    def _put_aside(self, found: Found) -> None:
        entry = left_out(found)
        self._aside[entry.source_id] = entry
        if entry.reason == BOUNCE and entry.about:
            self._bounced.add(entry.about)

    def _commit(self, cursor: str | None) -> None:
        """Put a batch in place; the last one with how far the mailbox was read (``cursor``)."""
        if cursor is None and not self._batch:
            return
        try:
            with self._desk.change() as change:
                self._merge(change)
                if cursor is not None:
                    self._finish(change, cursor)
                if self._dry_run:
                    raise _DryRun
        except _DryRun:
            pass
        self._batch = []

    def _merge(self, change: Change) -> None:
        if not self._batch:
            return
        merged = Merging(change, self._threads, self._bounced).run(self._batch)
        for stranger in merged.strangers:
            self._tally.count(stranger.head, stranger.verdict.direction)
        for report in merged.left_out:
            self._put_aside(report)
        self._result = self._result.but(
            added=(*self._result.added, *merged.added),
            present=self._result.present + merged.present,
            undelivered=tuple(dict.fromkeys((*self._result.undelivered, *merged.undelivered))),
        )

    def _finish(self, change: Change, cursor: str) -> None:
        """Keep how far the mailbox was read, who was found there and what was left out."""
        stored = next((one for one in change.mail_sources() if self._is_it(one)), None)
        if stored is not None and stored.cursor != self._source.cursor:
            return  # another import was quicker: it counted these people, and what it did not see is read once more
        people, entries = self._tally.save(change), mail_tally.save_left_out(change, self._aside.values())
        self._result = self._result.but(people=people, left_out=entries)
        news = bool(self._result.added or people or entries)
        source = (stored or self._source).but(cursor=cursor, known=tuple(sorted(self._known.addresses)))
        if news or stored is None:
            source = source.but(read_at=change.now)
        if stored is None:
            source = source.but(id=change.new_id())
            change.add(source)
        else:
            change.save(stored, source)
        self._result = self._result.but(source=source)

    def _is_it(self, other: MailSource) -> bool:
        return (other.kind, other.place) == (self._source.kind, self._source.place)
