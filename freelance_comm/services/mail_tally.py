"""Counts who writes and is written to without being a client, and keeps the list of what was left out; both bounded.

Apart from the import because it knows nothing of mailboxes and threads: it takes heads, and at the end a change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.mail_sources import Choice, LeftOut, MailPerson
from freelance_comm.domain.message import Direction

if TYPE_CHECKING:
    from freelance_comm.mail.head import Head
    from freelance_comm.services.mail_book import Known
    from freelance_comm.store import Change

PEOPLE_LIMIT = 2_000
"""Most people who are remembered without anything being said about them: those heard of last stay."""
LEFT_OUT_LIMIT = 500
LEFT_OUT_OF_ONE = 20
"""Most mails of one client's sender in the list of what was left out: the newest stay."""
LEFT_OUT_OF_STRANGER = 3
"""The same of somebody who belongs to no client: enough to see what they send."""
_MANY = 20
"""A mail of mine to more people is a circular: nobody of them is somebody I write with."""
_NEVER = datetime.min.replace(tzinfo=UTC)


class Tally:
    """Who was met in one import."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._met: dict[str, MailPerson] = {}
        self._lists: dict[str, int] = {}
        self._counted: set[str] = set()

    def note_list(self, head: Head) -> None:
        """Remember the addresses that mail of lists goes to: they are no people."""
        if head.list_only:
            for address in head.to[:3]:
                self._lists[address] = self._lists.get(address, 0) + 1

    def count(self, head: Head, direction: Direction) -> None:
        """Count a mail between me and people who are no clients, once, in however many folders it lies."""
        if head.id in self._counted:
            return
        self._counted.add(head.id)
        if direction is Direction.IN:
            self._meet(head.sender, head.sender_name, head, received=1)
            return
        others = [one for one in dict.fromkeys((*head.to, *head.cc)) if not self._known.is_mine(one)]
        if len(others) > _MANY:
            return
        names = {one.address: one.name for one in head.names}
        for address in others:
            if not self._known.is_known(address):
                self._meet(address, names.get(address, ""), head, sent=1)

    def _meet(self, address: str, name: str, head: Head, *, received: int = 0, sent: int = 0) -> None:
        if self._known.choices.get(address) is Choice.NEVER or "@" not in address:
            return
        person = self._met.get(address) or MailPerson(id=0, address=address)
        moments = [one for one in (person.last_at, head.sent_at) if one is not None]
        self._met[address] = person.but(
            name=person.name or name,
            received=person.received + received,
            sent=person.sent + sent,
            last_at=max(moments, default=None),
        )

    def save(self, change: Change) -> int:
        """Keep whom this import met and forget who has become a client; return how many are new."""
        stored = {one.address: one for one in change.mail_people()}
        fresh = 0
        for address, met in self._met.items():
            before = stored.pop(address, None)
            if before is None:
                if met.received == 0 and self._lists.get(address, 0) > 1:
                    continue  # the address of a list
                fresh += 1
                change.add(met.but(id=change.new_id()))
            else:
                change.save(before, _together(before, met))
        for person in stored.values():
            if person.choice is Choice.OPEN and self._known.is_known(person.address):
                change.remove(person)
        undecided = [one for one in change.mail_people() if one.choice is Choice.OPEN]
        undecided.sort(key=lambda one: (one.last_at or _NEVER, one.id), reverse=True)
        for person in undecided[PEOPLE_LIMIT:]:
            change.remove(person)
        return fresh


def _together(before: MailPerson, met: MailPerson) -> MailPerson:
    moments = [one for one in (before.last_at, met.last_at) if one is not None]
    return before.but(
        name=before.name or met.name,
        received=before.received + met.received,
        sent=before.sent + met.sent,
        last_at=max(moments, default=None),
    )


def save_left_out(change: Change, entries: Iterable[LeftOut]) -> int:
    """Add to the list of what was left out what is new, drop what is oldest; return how many are new.

    What was there before its sender became a client is theirs from now on.
    """
    found = {one.source_id: one for one in entries}
    stored = [_adopted(change, one, found.get(one.source_id)) for one in change.left_out()]
    there = {one.source_id for one in stored}
    new = [one for one in found.values() if one.source_id not in there]
    kept = _newest([*stored, *new])
    for old in stored:
        if old not in kept:
            change.remove(old)
    fresh = [one for one in new if one in kept]
    for entry in fresh:
        change.add(entry.but(id=change.new_id()))
    return len(fresh)


def _adopted(change: Change, before: LeftOut, found: LeftOut | None) -> LeftOut:
    if found is None or found.client_id is None or before.client_id is not None:
        return before
    after = before.but(client_id=found.client_id, people=found.people)
    change.save(before, after)
    return after


def _newest(entries: list[LeftOut]) -> set[LeftOut]:
    counts: dict[str, int] = {}
    kept: set[LeftOut] = set()
    for entry in sorted(entries, key=lambda one: (one.at, one.source_id), reverse=True):
        counts[entry.sender] = counts.get(entry.sender, 0) + 1
        most = LEFT_OUT_OF_ONE if entry.client_id is not None else LEFT_OUT_OF_STRANGER
        if counts[entry.sender] <= most and len(kept) < LEFT_OUT_LIMIT:
            kept.add(entry)
    return kept
