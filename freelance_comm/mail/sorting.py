"""Whose letters count, where nobody has said who is a client: those of everyone I have written to.

Who has written is told by the address alone. Headers only move a letter to the list of what was left out, each with
its reason: machines, lists (unless somebody I know wrote to me through one), letters that I only got a copy of,
invitations, strangers, junk. Rows 12 to 20 and 30 to 38 of the decision table for reply times.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from freelance_comm.mail.gathering import Found
from freelance_comm.mail.head import Head
from freelance_comm.mail.pairs import Judged, own_automatic

STRANGER, AUTOMATIC, LIST, CC, INVITE, JUNK, OWN, DELEGATE = (
    "stranger",
    "automatic",
    "list",
    "cc",
    "invite",
    "junk",
    "own",
    "delegate",
)
"""Reasons for which a letter is left out. An automatic one bears its rule instead: A1 to A4."""
KNOWN_THROUGH_LIST, UNDELIVERED = "list-known-client", "undelivered"
"""Why a letter counts though a list sent it; why my letter is no answer."""
_ANSWERS_TO_INVITES = ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER")


def written_to(messages: Iterable[Found], mine: Collection[str]) -> set[str]:
    """Return the addresses I have written to: in To and Cc, and of whom I answered directly."""
    known: set[str] = set()
    heads = [found.head for found in messages]
    senders = {head.id: head.sender for head in heads}
    for head in heads:
        if head.sender in mine and not own_automatic(head):
            known.update(head.to, head.cc)
            answered = senders.get(head.reply_to_id, "")
            if answered:
                known.add(answered)
    return known.difference(mine)


def sorted_out(
    messages: Iterable[Found], mine: Collection[str], delegates: Collection[str] = ()
) -> tuple[list[Judged], set[str]]:
    """Return the messages judged, and the addresses I have written to."""
    found = list(messages)
    known = written_to(found, mine).difference(delegates)
    returned = {one.head.reported_id for one in found if one.head.report == "failed" and one.head.sender not in mine}
    return [_judged(one, mine, delegates, known, returned) for one in found], known


def _judged(
    found: Found, mine: Collection[str], delegates: Collection[str], known: set[str], returned: set[str]
) -> Judged:
    head = found.head
    if head.sender in mine:
        if own_automatic(head) or head.method in _ANSWERS_TO_INVITES:
            return Judged(head=head, left_out=True, reason=OWN)
        lost = head.id in returned
        return Judged(head=head, stops=not lost, reason=UNDELIVERED if lost else "")
    if head.sender in delegates:
        others = known.intersection((*head.to, *head.cc))
        if not others:
            return Judged(head=head, left_out=True, reason=DELEGATE)
        return Judged(head=head, stops=True, by_delegate=True, to=frozenset(others))
    reason = _reason(head, mine, known, found.role)
    if reason:
        return Judged(head=head, left_out=True, reason=reason)
    through_list = KNOWN_THROUGH_LIST if head.list_only else ""
    return Judged(head=head, starts=True, reason=through_list, only_if_answered=found.thrown_away)


def _reason(head: Head, mine: Collection[str], known: set[str], role: str) -> str:
    """Return why a letter of somebody else does not count; nothing where it does."""
    to_me = any(address in mine for address in head.to)
    if role == "junk":
        return JUNK
    if head.rules and not head.list_only:
        return head.rules[0]
    if head.method:
        return AUTOMATIC if head.method in _ANSWERS_TO_INVITES else INVITE
    if head.sender not in known:
        return LIST if head.list_only else STRANGER
    if head.list_only and not to_me:
        return LIST
    in_copy = not to_me and any(address in mine for address in head.cc)
    if in_copy and any(address != head.sender for address in head.to):
        return CC
    return ""
