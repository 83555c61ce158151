"""The messages of mailboxes, each once: read, and copies of one message told from messages that only bear one id.

Copies (a label's folder, the sent copy beside the one a list gave back) are one message, that of the earliest time.
Two messages with differing words under one id are two: the later is known by the sum of its bytes. A draft is no
message yet.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from freelance_comm.domain.record import Record
from freelance_comm.mail.body import body_sum
from freelance_comm.mail.boxes import Letter
from freelance_comm.mail.head import Head, head_of


class Found(Record):
    """A message of a mailbox: its head, and where it lies."""

    head: Head
    letter: Letter

    @property
    def role(self) -> str:
        """What its folder or its labels say it is: "drafts", "trash", "junk", "sent", or nothing."""
        return self.letter.role or self.head.role

    @property
    def thrown_away(self) -> bool:
        """Whether it lies in the trash, or is flagged as deleted."""
        return self.role == "trash" or "T" in self.letter.flags


class Gathered(Record):
    """What mailboxes hold. ``messages`` are dated and each once; ``order`` of reading is kept.

    ``undated`` and ``drafts`` take no part; ``duplicates`` counts the copies that were left out, ``same_id`` the
    messages that bear another one's id; ``unreadable`` names what could not be opened, ``read`` counts the rest.
    """

    messages: tuple[Found, ...]
    undated: tuple[Found, ...] = ()
    drafts: tuple[Found, ...] = ()
    duplicates: int = 0
    same_id: int = 0
    unreadable: tuple[str, ...] = ()
    read: int = 0


def gathered(
    letters: Iterable[Letter], mine: Collection[str], progress: Callable[[int], None] | None = None
) -> Gathered:
    """Read ``letters``; ``mine`` are my addresses, ``progress`` is told how many have been read."""
    kept: list[Found] = []
    drafts: list[Found] = []
    unreadable: list[str] = []
    count = 0
    for letter in letters:
        try:
            head = head_of(letter.open(), draft=letter.is_draft)
        except OSError:
            unreadable.append(letter.key)
            continue
        count += 1
        if progress is not None:
            progress(count)
        # Anybody can write ``X-Unsent`` into a letter: only mine are drafts.
        is_draft = (
            letter.is_draft or head.role == "drafts" or (head.is_draft and (not head.sender or head.sender in mine))
        )
        (drafts if is_draft else kept).append(Found(head=head, letter=letter))
    single, duplicates, same_id = _each_once(kept)
    return Gathered(
        messages=tuple(found for found in single if found.head.sent_at is not None),
        undated=tuple(found for found in single if found.head.sent_at is None),
        drafts=tuple(drafts),
        duplicates=duplicates,
        same_id=same_id,
        unreadable=tuple(unreadable),
        read=count,
    )


def _each_once(found: list[Found]) -> tuple[list[Found], int, int]:
    """Return the messages each once, how many copies were left out, and how many got an id of their own."""
    by_id: dict[str, list[int]] = {}
    for place, one in enumerate(found):
        by_id.setdefault(one.head.id, []).append(place)
    changed: dict[int, Found | None] = {}
    for places in by_id.values():
        if len(places) > 1:
            changed |= _sorted_out(found, places)
    kept = (changed.get(place, each) for place, each in enumerate(found))
    single = [each for each in kept if each is not None]
    dropped = sum(1 for one in changed.values() if one is None)
    return single, dropped, len(changed) - dropped


def _sorted_out(found: list[Found], places: list[int]) -> dict[int, Found | None]:
    """Return what becomes of the messages under one id but the first: nothing, or one with an id of its own."""
    places = sorted(places, key=lambda place: (_time(found[place].head), place))
    changed: dict[int, Found | None] = {}
    first = _content(found[places[0]])
    known = {first[0]}
    for place in places[1:]:
        words, digest = _content(found[place])
        if words in known or not words:
            changed[place] = None
            continue
        known.add(words)
        head = found[place].head
        changed[place] = found[place].but(head=head.but(id=f"sha1-{digest}", sha1=digest))
    return changed


def _content(found: Found) -> tuple[str, str]:
    """Return the sum of the words and that of all bytes of a message; empty when it is gone meanwhile."""
    from hashlib import sha1

    try:
        raw = found.letter.open()
    except OSError:
        return "", ""
    return body_sum(raw), sha1(raw, usedforsecurity=False).hexdigest()


def _time(head: Head) -> datetime:
    from datetime import UTC

    return head.sent_at or datetime.max.replace(tzinfo=UTC)
