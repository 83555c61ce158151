"""Puts mail among the messages that are stored: once each, in its thread, whatever order it comes in.

Works within one change, under the lock, and looks at what is stored then: two imports at once, or one that was killed
and is repeated, find what is there already. Threads that a new mail joins become one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction, Message, Settled
from freelance_comm.services.mail_found import FAILED, Found, message_of
from freelance_comm.services.mail_judging import What

if TYPE_CHECKING:
    from freelance_comm.mail.threads import Threads
    from freelance_comm.store import Change
    from freelance_comm.store.known_mail import KnownMail


class Slot:
    """A message of a client: one that is stored, one that is new, or both after a change."""

    __slots__ = ("answers", "at", "client", "direction", "id", "known", "message", "project", "thread")

    def __init__(self, client: int, own: str, direction: str, at: datetime, answers: str) -> None:
        self.client = client
        self.id = own
        self.direction = direction
        self.at = at
        self.answers = answers
        self.thread = ""
        self.project: int | None = None
        self.known: KnownMail | None = None
        self.message: Message | None = None


class Merged:
    """What a batch became: new messages, how many were there already, and who turned out to be a stranger."""

    def __init__(self) -> None:
        self.added: list[Message] = []
        self.present = 0
        self.joined = 0
        self.undelivered: list[str] = []
        self.strangers: list[Found] = []
        self.left_out: list[Found] = []


class Merging:
    """One batch on its way into the workspace. ``threads`` holds all mail of the import, whoever it is from."""

    def __init__(self, change: Change, threads: Threads, bounced: Iterable[str] = ()) -> None:
        self._change = change
        self._threads = threads
        self._bounced = set(bounced)
        self._slots: dict[tuple[int, str], Slot] = {}
        self._by_id: dict[str, list[Slot]] = {}
        self._edits: dict[tuple[int, str], dict[str, object]] = {}
        self._keys: dict[str, str] = {}
        self.merged = Merged()
        for known in change.known_mail():
            if known.client_id:
                self._learn(known)

    def _learn(self, known: KnownMail) -> None:
        at = datetime.fromisoformat(known.at) if known.at else datetime.min.replace(tzinfo=UTC)
        slot = Slot(known.client_id, known.source_id, known.direction, at, known.refs[-1] if known.refs else "")
        slot.thread, slot.known = known.thread, known
        slot.project = known.project_id if type(known.project_id) is int else None
        self._put(slot)
        self._threads.add(slot.id, (*known.refs, *((slot.thread,) if slot.thread else ())))

    def _put(self, slot: Slot) -> None:
        self._slots[slot.client, slot.id] = slot
        self._by_id.setdefault(slot.id, []).append(slot)

    def run(self, found: Sequence[Found]) -> Merged:
        """Merge a batch. Raises ``DataDamaged`` where messages that are needed cannot be read."""
        messages = [one for one in found if one.verdict.what is What.MESSAGE]
        for one in messages:
            if not one.verdict.in_thread:
                self._take(one, one.verdict.clients)
        self._keys = self._threads.keys()
        self._take_by_thread([one for one in messages if one.verdict.in_thread])
        for one in found:
            if one.verdict.what is What.REPORT:
                self._report(one)
            elif one.verdict.what is What.DRAFT:
                self._draft(one)
        self._keys = self._threads.keys()
        self._join_threads()
        self._mend_times()
        self._save()
        return self.merged

    # -- one mail after the other ------------------------------------------------------------------------------------

    def _take(self, found: Found, clients: Iterable[int]) -> None:
        for client in clients:
            self._take_for(found, client)

    def _take_for(self, found: Found, client: int) -> None:
        own = found.head.id
        before = self._slots.get((client, own))
        if before is not None and not self._same(before, found):
            own = found.own_id
            before = self._slots.get((client, own))
            self._threads.add(own, found.head.refs)
        message = message_of(found, client, own)
        if before is not None:
            self.merged.present += 1
            if message.at < before.at:
                before.at = message.at
                self._edit(before, at=message.at)
            return
        if found.verdict.direction is Direction.OUT and own in self._bounced:
            message = message.but(undelivered=True)
            self.merged.undelivered.append(own)
        slot = Slot(client, own, message.direction, message.at, message.refs[-1] if message.refs else "")
        slot.message = message
        self._put(slot)

    def _same(self, slot: Slot, found: Found) -> bool:
        """Whether a mail is a copy of the message that bears its id: two different ones are never made one."""
        stored = self._whole(slot)
        if stored is None or found.head.sent_at is None:
            return True
        if stored.sender != found.head.sender:
            return False
        one, other = _squeezed(stored.excerpt), _squeezed(found.excerpt)
        return one.startswith(other) or other.startswith(one)  # a list may have added its lines below

    def _whole(self, slot: Slot) -> Message | None:
        if slot.message is not None:
            return slot.message
        return self._change.mail_message(slot.known) if slot.known is not None else None

    def _take_by_thread(self, held_back: Sequence[Found]) -> None:
        """Take in what counts only in a conversation with a client."""
        clients: dict[str, list[int]] = {}
        for client, own in self._slots:
            clients.setdefault(self._keys.get(own, own), []).append(client)
        for one in held_back:
            there = clients.get(self._keys.get(one.head.id, ""), [])
            wanted = [client for client in dict.fromkeys(there) if client in one.verdict.clients]
            if one.verdict.by_delegate and not one.verdict.clients:
                wanted = list(dict.fromkeys(there))
            if not wanted and one.verdict.direction is Direction.OUT:
                wanted = self._answered_by(one)
            if wanted:
                self._take(one, wanted)
            elif not one.verdict.by_delegate:
                self.merged.strangers.append(one)

    def _answered_by(self, found: Found) -> list[int]:
        """Return the clients whose mail a mail of mine answers at an address to which theirs went: a list, an alias."""
        recipients = {*found.head.to, *found.head.cc}
        clients = []
        for slot in self._by_id.get(found.head.reply_to_id, ()):
            whole = self._whole(slot)
            if whole is not None and whole.direction is Direction.IN and recipients & {whole.sender, *whole.people}:
                clients.append(slot.client)
        return clients

    def _report(self, found: Found) -> None:
        """Let a report of a mail system join the thread of the message it is about, and say that it never arrived."""
        about = [slot for slot in self._by_id.get(found.head.reported_id, ()) if slot.direction == Direction.OUT]
        if not about:
            self.merged.left_out.append(found)
            return
        for slot in about:
            if found.head.report == FAILED:
                self._edit(slot, undelivered=True)
                self.merged.undelivered.append(slot.id)
            self._threads.add(found.head.id, (slot.id,))
            self._take_for(found, slot.client)

    def _draft(self, found: Found) -> None:
        """Note on the message that a draft answers that there is one: a draft answers nothing."""
        for slot in self._by_id.get(found.head.reply_to_id, ()):
            if slot.direction == Direction.IN and found.head.sent_at is not None:
                self._edit(slot, drafted_at=found.head.sent_at)

    # -- all together --------------------------------------------------------------------------------------------------

    def _join_threads(self) -> None:
        """Give each message the key of its thread: the one that is stored; the smallest where several become one."""
        groups: dict[tuple[int, str], list[Slot]] = {}
        for slot in self._slots.values():
            if slot.known is None or slot.thread:
                groups.setdefault((slot.client, self._keys.get(slot.id, slot.id)), []).append(slot)
        for (_client, key), slots in groups.items():
            stored = sorted({slot.thread for slot in slots if slot.thread})
            wanted = stored[0] if stored else key
            project = next((slot.project for slot in reversed(slots) if slot.project is not None), None)
            self.merged.joined += len(stored) > 1
            for slot in slots:
                if slot.thread != wanted:
                    slot.thread = wanted
                    self._edit(slot, thread=wanted)
                if slot.known is None and project is not None:
                    self._edit(slot, project_id=project)

    def _mend_times(self) -> None:
        """Settle a question that bears a later time than its answer: one of two clocks was wrong."""
        for slot in self._slots.values():
            if slot.direction != Direction.OUT or not slot.answers:
                continue
            asked = self._slots.get((slot.client, slot.answers))
            if asked is None or asked.direction != Direction.IN or asked.at <= slot.at:
                continue
            if slot.known is not None and asked.known is not None:
                continue  # both were there: whatever was said about them since stands
            whole = self._whole(asked)
            if whole is not None and whole.settled is Settled.NONE:
                self._edit(asked, settled=Settled.ANSWERED_EARLIER)

    def _edit(self, slot: Slot, **fields: object) -> None:
        if slot.known is None:
            assert slot.message is not None
            slot.message = slot.message.but(**fields)
        else:
            self._edits.setdefault((slot.client, slot.id), {}).update(fields)

    def _save(self) -> None:
        for key, fields in self._edits.items():
            known = self._slots[key].known
            stored = self._change.mail_message(known) if known is not None else None
            if stored is not None and stored.but(**fields) != stored:
                self._change.save(stored, stored.but(**fields))
        new = [slot for slot in self._slots.values() if slot.known is None and slot.message is not None]
        for slot in sorted(new, key=lambda one: (one.at, one.id)):
            assert slot.message is not None
            self._begin_anew(slot.message)
            message = slot.message.but(id=self._change.new_id())
            self._change.add(message)
            self.merged.added.append(message)

    def _begin_anew(self, message: Message) -> None:
        """Let nothing wait any more for a project that was closed before this message came."""
        if message.direction is Direction.IN and message.project_id is not None:
            from freelance_comm.services.thread_state import forget_closed

            forget_closed(self._change, message.client_id, message.thread, message.at)


def _squeezed(excerpt: str) -> str:
    return "".join(excerpt.removesuffix("…").split())
