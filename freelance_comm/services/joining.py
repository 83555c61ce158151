"""Two cards that turn out to be one client: everything of one goes to the other, in a single change.

What both cards say differently is kept as the remaining card has it, and the other's words go to its notes, so that
nothing is lost. The references and names of the card that goes still lead to the one that stays.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Client, Contact, EarlierCard
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services import public_holidays, wording

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change, Reader
    from freelance_comm.text.catalog import Translator

TOGETHER: dict[tuple[str, ...], str] = {
    ("forms",): N_("Forms of the name"),
    ("gender",): N_("Gender"),
    ("address",): N_("Form of address"),
    ("language",): N_("Language"),
    ("zone",): N_("Time zone"),
    ("currency",): N_("Currency"),
    ("channel",): N_("Channel"),
    ("reply_target_hours",): N_("Answer within, hours"),
    ("report_every_days",): N_("Days between reports"),
    ("cc_counts",): N_("Mail with you in Cc starts a clock"),
    ("invites_count",): N_("Invitations start a clock"),
    ("country", "region"): N_("Country"),
    ("rounding_minutes", "rounding"): N_("Rounding of time, minutes"),
    ("contact_min_days", "contact_max_days"): N_("Days between hellos"),
    ("identity",): N_("On quotes and invoices"),
}
"""Fields that say one thing together, with a label: taken over where the remaining card says nothing of it."""
_CALLED = {"email": N_("mail"), "neutral": N_("not said"), "nearest": N_("to the nearest")}
"""Values whose label is another word than their name."""
CHOSEN = ("address", "language", "channel")
"""Fields that always say something: those of the remaining card stay."""
JOINED = ("likes", "wishes", "notes")
"""Texts of which the other card's comes below."""
OTHERWISE = (
    *("id", "ref", "name", "created", "contacts", "archived_on", "resting_rules", "waved_remarks", "earlier"),
    *JOINED,
)
"""Fields with a rule of their own."""


class Joining(Record):
    """What becomes of two cards: ``kept`` as it will be, ``gone``, how many records of each kind move.

    ``taken`` are labels of what the remaining card did not say and the other did; ``noted`` are lines for its notes:
    what both say differently. ``answered`` are the words of messages that wait now and no longer will, because I wrote
    to the other card later: messages logged by hand are one conversation for each client.
    """

    kept: Client
    gone: Client
    counts: dict[str, int]
    taken: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()


def foreseen(desk: Desk, gone: Client, kept: Client) -> Joining:
    """Return what merging ``gone`` into ``kept`` would do; changes nothing. Raises ``BadValue`` for one client."""
    from freelance_comm.store.reassignment import owned

    answered = _answered(desk.reader, gone, kept)
    return _joined(desk, gone, kept, owned(desk.reader, gone.id)).but(answered=answered)


def join(desk: Desk, gone: Client, kept: Client) -> Joining:
    """Merge ``gone`` into ``kept`` and return what was done; one undo parts them again.

    Raises ``BadValue`` for one and the same client or notes that would be too long, ``NotFound`` where a card is gone.
    """
    from freelance_comm.store.reassignment import reassign

    there = public_holidays.worked_out_for(desk, _joined(desk, gone, kept, {}).kept)
    with desk.change() as change:
        gone, kept = _present(change, gone), _present(change, kept)
        answered = _answered(change, gone, kept)
        done = _joined(desk, gone, kept, reassign(change, gone.id, kept.id)).but(answered=answered)
        change.save(kept, done.kept)
        change.remove(gone)
        public_holidays.keep(change, there)
    return done


def moved(tr: Translator, joining: Joining) -> str:
    """Return what moves in words, "2 projects, 14 messages", empty where nothing does."""
    from freelance_comm.services.past_kinds import counted_things
    from freelance_comm.store.inventory import kinds

    known = kinds()
    named = [(known[kind].record.__name__ if kind in known else "", n) for kind, n in joining.counts.items()]
    order = {kind.record.__name__: place for place, kind in enumerate(known.values())}
    named.sort(key=lambda one: order.get(one[0], len(order)))
    return ", ".join(counted_things(tr, name, count) for name, count in named)


def told(tr: Translator, joining: Joining) -> list[str]:
    """Return what becomes of two cards as lines for people."""
    lines = []
    things = moved(tr, joining)
    if things:
        lines.append(tr.gettext("What moves: {things}.").format(things=things))
    if joining.taken:
        labels = ", ".join(tr.gettext(label) for label in joining.taken)
        lines.append(tr.gettext("Carried over: {labels}.").format(labels=labels))
    if joining.noted:
        lines.append(
            tr.gettext("Different on the two cards, so it goes into the notes: {what}.").format(
                what=" · ".join(joining.noted)
            )
        )
    lines += [
        tr.gettext("Counts as answered then, because you wrote later: “{words}”.").format(words=words)
        for words in joining.answered
    ]
    return lines


def _answered(reader: Reader, gone: Client, kept: Client) -> tuple[str, ...]:
    """Return the words of what waits on either card and would not on one."""
    from freelance_comm.domain.conversation import fold
    from freelance_comm.services.reply_clock import about

    both = (gone.id, kept.id)
    waiting = [one.waiting for one in reader.conversations() if one.client_id in both and one.waiting is not None]
    if not waiting:
        return ()
    one_client = [
        message.but(client_id=kept.id) for message in reader.messages(date.min, date.max) if message.client_id in both
    ]
    since = {key[1]: stretch.waiting.at for key, stretch in fold(one_client).items() if stretch.waiting is not None}
    return tuple(about(one) for one in waiting if one.thread not in since or since[one.thread] > one.at)


def _joined(desk: Desk, gone: Client, kept: Client, counts: dict[str, int]) -> Joining:
    if gone.id == kept.id:
        raise BadValue(
            N_("Both names mean {name}, {ref}."),
            hint=N_("Name two cards: first the one to remove, then the one to keep."),
            name=show(kept.name),
            ref=kept.ref,
        )
    changes: dict[str, object] = {}
    taken, noted = [], []
    for fields, label in TOGETHER.items():
        theirs, ours = _of(gone, fields), _of(kept, fields)
        if theirs == ours:
            continue
        nothing = tuple(Client._fields[field] for field in fields)
        if ours == nothing and fields[0] not in CHOSEN:
            changes |= dict(zip(fields, theirs, strict=True))
            taken.append(label)
        elif theirs != nothing or fields[0] in CHOSEN:
            noted.append(
                desk.tr.gettext("{what}: {value}").format(what=desk.tr.gettext(label), value=_words(desk, theirs))
            )
    contacts, doubtful = _all_contacts(kept.contacts, gone.contacts)
    noted += doubtful
    return Joining(
        kept=kept.but(**changes, **_texts(desk, gone, kept, noted), **_marks(gone, kept), contacts=contacts),
        gone=gone,
        counts=counts,
        taken=tuple(taken),
        noted=tuple(noted),
    )


def _of(client: Client, fields: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(getattr(client, field) for field in fields)


def _words(desk: Desk, values: tuple[object, ...]) -> str:
    """Return values of a card as people read them, in one line."""
    said: list[str] = []
    for value in values:
        if isinstance(value, Record):
            said += [_words(desk, (part,)) for part in value.values().values() if part]
        elif isinstance(value, bool):
            said.append(desk.tr.gettext(N_("yes") if value else N_("no")))
        elif isinstance(value, Enum):
            said.append(desk.tr.gettext(_CALLED.get(str(value), str(value))))
        elif value not in (None, ""):
            said.append(str(value))
    return ", ".join(said)


def _texts(desk: Desk, gone: Client, kept: Client, noted: list[str]) -> dict[str, object]:
    """Return the texts of both cards, one below the other, and what the other card said differently.

    Raises ``BadValue`` where that would be too long for a note.
    """
    from freelance_comm.text.formats import Formats

    changes: dict[str, object] = {}
    for field in ("likes", "wishes"):
        theirs, ours = getattr(gone, field), getattr(kept, field)
        if theirs and theirs not in ours:
            changes[field] = wording.block(desk, f"{ours}\n{theirs}".strip(), _LABELS[field])
    below = [*([gone.notes] if gone.notes else []), *noted]
    if below:
        day = Formats(desk.tr.locale).date(desk.today())
        said = desk.tr.gettext("From the card of {name}, {ref}, merged on {day}:")
        head = said.format(name=gone.name, ref=gone.ref, day=day)
        text = "\n".join((*([kept.notes, ""] if kept.notes else []), head, *below))
        changes["notes"] = wording.block(desk, text, _LABELS["notes"])
    return changes


_LABELS = {"likes": N_("What they like"), "wishes": N_("How they want to be treated"), "notes": N_("The notes")}


def _marks(gone: Client, kept: Client) -> dict[str, object]:
    """Return what both cards say together: since when, which rules rest, and what they were called."""
    days = (gone.archived_on, kept.archived_on)
    return {
        "created": min(gone.created, kept.created),
        "archived_on": None if None in days else max(day for day in days if day is not None),
        "resting_rules": tuple(dict.fromkeys((*kept.resting_rules, *gone.resting_rules))),
        "waved_remarks": tuple(dict.fromkeys((*kept.waved_remarks, *gone.waved_remarks))),
        "earlier": (*kept.earlier, *gone.earlier, EarlierCard(number=gone.id, ref=gone.ref, name=gone.name)),
    }


def _all_contacts(ours: tuple[Contact, ...], theirs: tuple[Contact, ...]) -> tuple[tuple[Contact, ...], list[str]]:
    """Return everybody of both cards once, and lines about those who bear two names or numbers."""
    found = list(ours)
    doubtful: list[str] = []
    for contact in theirs:
        place = next((place for place, one in enumerate(found) if _same_person(one, contact)), None)
        if place is None:
            found.append(contact)
            continue
        one = found[place]
        known, new = one.values(), contact.values()
        found[place] = one.but(**{field: new[field] for field, value in known.items() if not value})
        other = [new[field] for field, value in known.items() if value and new[field] not in ("", value)]
        if other:
            doubtful.append(" · ".join((one.name, *other)))
    return tuple(found), doubtful


def _same_person(one: Contact, other: Contact) -> bool:
    if one.email and other.email:
        return one.email.casefold() == other.email.casefold()
    return name_key(one.name) == name_key(other.name)


def _present(change: Change, client: Client) -> Client:
    found = next((one for one in change.clients() if one.id == client.id), None)
    if found is None:
        raise NotFound(N_("This client is no longer there."), hint=N_("Look at the list of clients."))
    return found
