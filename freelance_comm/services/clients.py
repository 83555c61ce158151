"""Clients: add, find, list, change, remove, and the people to talk to there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import AddressForm, Channel, Client, Contact, Gender, NameForms
from freelance_comm.domain.project import Project
from freelance_comm.domain.record import Record
from freelance_comm.domain.rounding import LONGEST_STEP
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services import lookup, public_holidays, wording

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

LONGEST_TARGET_HOURS = 1000
LONGEST_RHYTHM_DAYS = 366
_UNKNOWN = N_("No client is called “{name}”.")
_SEVERAL = N_("“{name}” matches several clients.")
_TARGET = N_("The hours within which you answer")
_ADD_FIRST = N_("Look at the list of clients, or add this one first.")


class ClientLine(Record):
    """One line of the list of clients. ``last_contact`` is the later of the last message each way, UTC."""

    client: Client
    open_projects: tuple[Project, ...] = ()
    last_contact: datetime | None = None


def add_client(
    desk: Desk,
    name: str,
    *,
    vocative: str = "",
    dative: str = "",
    genitive: str = "",
    gender: Gender = Gender.NEUTRAL,
    address: AddressForm = AddressForm.FORMAL,
    language: str = "",
    zone: str = "",
    currency: str = "",
    channel: Channel = Channel.EMAIL,
    contacts: tuple[Contact, ...] = (),
    notes: str = "",
    likes: str = "",
    same_name_ok: bool = False,
    report_every_days: int | None = None,
    reply_target_hours: Decimal | str | None = None,
    **further: object,
) -> Client:
    """Add a client and return the record with its reference.

    Language and currency default to the freelancer's own; an empty zone means the freelancer's. A name that is already
    there (in any spelling of the same letters) raises ``SameName`` unless ``same_name_ok``. ``further`` are other
    fields of the record: where its holidays are, what starts a clock.
    """
    target = reply_target_hours
    if isinstance(target, str):
        target = wording.number(desk, target, _TARGET)
    draft = _checked(
        desk,
        Client(
            id=0,
            ref="",
            name=name,
            created=desk.now(),
            forms=NameForms(vocative=vocative, dative=dative, genitive=genitive),
            gender=gender,
            address=address,
            language=language or desk.profile().language,
            zone=zone,
            currency=currency or desk.profile().currency,
            channel=channel,
            contacts=contacts,
            notes=notes,
            likes=likes,
            report_every_days=report_every_days,
            reply_target_hours=target,
        ).but(**further),
    )
    year, there = desk.today().year, public_holidays.worked_out_for(desk, draft)
    with desk.change() as change:
        if not same_name_ok:
            _refuse_same_name(change, draft.name)
        client = draft.but(id=change.new_id(), ref=change.next_ref("C", year), created=change.now)
        change.add(client)
        public_holidays.keep(change, there)
    return client


def find_client(desk: Desk, text: str) -> Client:
    """Return the client that ``text`` means: reference, name or its beginning, a contact's name or mail address."""
    clients = desk.reader.clients()
    return lookup.pick(
        text, [_handle(client) for client in clients], clients, unknown=_UNKNOWN, several=_SEVERAL, hint=_ADD_FIRST
    )


def client_by_id(desk: Desk, client_id: int) -> Client:
    """Return the client with that id, else the one with whose card it was merged; ``NotFound`` when it is gone."""
    clients = desk.reader.clients()
    merged = (one.id for one in clients if any(card.number == client_id for card in one.earlier))
    there = any(one.id == client_id for one in clients)
    return _stored(desk.reader, client_id if there else next(merged, client_id))


def list_clients(desk: Desk) -> tuple[ClientLine, ...]:
    """Return all clients by name, with their open projects and the last contact."""
    reader = desk.reader
    projects: dict[int, list[Project]] = {}
    for summary in reader.summaries():
        projects.setdefault(summary.project.client_id, []).append(summary.project)
    contact: dict[int, datetime] = {}
    for conversation in reader.conversations():
        for at in (conversation.last_in, conversation.last_out):
            if at is not None and at > contact.get(conversation.client_id, datetime.min.replace(tzinfo=UTC)):
                contact[conversation.client_id] = at
    lines = [
        ClientLine(
            client=client,
            open_projects=tuple(projects.get(client.id, ())),
            last_contact=contact.get(client.id),
        )
        for client in reader.clients()
    ]
    return tuple(sorted(lines, key=lambda line: (lookup.folded(name_key(line.client.name)), line.client.id)))


def change_client(desk: Desk, base: Client, new: Client, *, same_name_ok: bool = False) -> Client:
    """Save an edited client and return it as it is now stored.

    Fields that somebody else changed meanwhile stay as they are; where both changed one, ``EditConflict``.
    """
    checked = _checked(desk, new.but(id=base.id, ref=base.ref, created=base.created), before=base)
    there = public_holidays.worked_out_for(desk, checked)
    with desk.change() as change:
        if name_key(checked.name) != name_key(base.name) and not same_name_ok:
            _refuse_same_name(change, checked.name, besides=base.id)
        change.save(base, checked)
        public_holidays.keep(change, there)
    return _stored(desk.reader, base.id)


def add_contact(desk: Desk, client: Client, name: str, role: str = "", email: str = "", phone: str = "") -> Client:
    """Add a person at the client's and return the client."""
    contact = _checked_contact(desk, Contact(name=name, role=role, email=email, phone=phone))
    with desk.change() as change:
        current = _stored(change, client.id)
        change.save(current, current.but(contacts=(*current.contacts, contact)))
    return _stored(desk.reader, client.id)


def change_contact(desk: Desk, client: Client, base: Contact, new: Contact) -> Client:
    """Save an edited contact of ``client`` as it was seen, and return the client.

    Fields that somebody else changed meanwhile stay as they are; ``EditConflict`` where both changed one, or where the
    contact is no longer there.
    """
    from freelance_comm.services.contacts import place_now
    from freelance_comm.services.merging import merged

    checked = _checked_contact(desk, new, before=base)
    with desk.change() as change:
        current = _stored(change, client.id)
        place = place_now(current.contacts, client.contacts, base)
        if place is None:
            raise _contact_gone(base)
        contacts = list(current.contacts)
        contacts[place] = merged(base, contacts[place], checked, what=show(contacts[place].name))
        change.save(current, current.but(contacts=tuple(contacts)))
    return _stored(desk.reader, client.id)


def remove_contact(desk: Desk, client: Client, contact: Contact) -> Client:
    """Remove a person at the client's and return the client; a change made meanwhile outweighs the removal."""
    with desk.change() as change:
        current = _stored(change, client.id)
        if contact not in current.contacts:
            raise _contact_gone(contact)
        place = current.contacts.index(contact)
        change.save(current, current.but(contacts=current.contacts[:place] + current.contacts[place + 1 :]))
    return _stored(desk.reader, client.id)


def message_languages(desk: Desk) -> tuple[str, ...]:
    """Return the languages drafts can be written in: the program's and those of the freelancer's own templates."""
    from freelance_comm.text.catalog import interface_locales

    own: tuple[str, ...] = ()
    if desk.template_folder.is_dir():
        own = tuple(sorted(folder.name for folder in desk.template_folder.iterdir() if folder.is_dir()))
    return tuple(dict.fromkeys((*interface_locales(), *own)))


def check_language(desk: Desk, code: str) -> str:
    """Return a message language in its usual spelling (``fr_CA``); ``BadValue`` where no drafts exist in it."""
    from freelance_comm.text.catalog import fallbacks, resolve

    known = message_languages(desk)
    cleaned = code.strip()
    plain = cleaned.replace("-", "_")
    if len(plain) <= 20 and plain.replace("_", "").isalnum() and plain.isascii():
        spelled = fallbacks(plain)
        if spelled and resolve(plain, known) is not None:
            return spelled[0]
    from difflib import get_close_matches

    raise BadValue(
        N_("There are no drafts in the language “{code}”."),
        hint=N_("The languages are: {known}."),
        near=tuple(get_close_matches(cleaned[:20].lower(), known, n=3, cutoff=0.4)),
        code=show(cleaned)[:40],
        known=", ".join(known),
    )


def _handle(client: Client) -> lookup.Handle:
    further = [part for contact in client.contacts for part in (contact.name, contact.email) if part]
    further += [part for card in client.earlier for part in (card.ref, card.name)]
    return lookup.Handle(client.ref, client.name, further=tuple(further))


def _stored(reader: Reader, client_id: int) -> Client:
    for client in reader.clients():
        if client.id == client_id:
            return client
    raise NotFound(N_("This client is no longer there."), hint=_ADD_FIRST)


def _refuse_same_name(reader: Reader, name: str, *, besides: int | None = None) -> None:
    key = name_key(name)
    same = [client for client in reader.clients() if client.id != besides and name_key(client.name) == key]
    if same:
        raise lookup.SameName(
            N_("There is already a client called “{name}”: {refs}."),
            hint=N_("Use that one, or say that these are two clients with the same name."),
            name=show(name),
            refs=", ".join(client.ref for client in same),
        )


def _contact_gone(contact: Contact) -> EditConflict:
    return EditConflict(
        N_("“{name}” is no longer among the contacts as you saw it."),
        hint=N_("Look at the client again."),
        deleted=True,
        name=show(contact.name),
    )


def _checked_contact(desk: Desk, contact: Contact, *, before: Contact | None = None) -> Contact:
    """Return the contact cleaned; what did not change since ``before`` is left alone."""
    changes: dict[str, object] = {}
    if before is None or contact.name != before.name:
        changes["name"] = wording.name(desk, contact.name, N_("The name of the contact"))
    if before is None or contact.role != before.role:
        changes["role"] = wording.line(desk, contact.role, N_("The role of the contact"))
    if before is None or contact.email != before.email:
        changes["email"] = wording.mail_address(desk, contact.email)
    if before is None or contact.phone != before.phone:
        changes["phone"] = wording.line(desk, contact.phone, N_("The telephone number"), limit=60)
    return contact.but(**changes)


def _checked(desk: Desk, client: Client, *, before: Client | None = None) -> Client:
    """Return ``client`` cleaned; what did not change since ``before`` was checked then and is left alone."""

    def changed(field: str) -> bool:
        return before is None or getattr(before, field) != getattr(client, field)

    changes: dict[str, object] = {}
    if changed("name"):
        changes["name"] = wording.name(desk, client.name, N_("The name"))
    if changed("forms"):
        changes["forms"] = NameForms(
            vocative=wording.line(desk, client.forms.vocative, N_("The form of the name after a greeting")),
            dative=wording.line(desk, client.forms.dative, N_("The form of the name after “to”")),
            genitive=wording.line(desk, client.forms.genitive, N_("The form of the name after “of”")),
        )
    if changed("language"):
        changes["language"] = check_language(desk, client.language)
    if changed("zone") and client.zone.strip():
        from freelance_comm.domain.zones import check_zone

        changes["zone"] = check_zone(client.zone)
    elif changed("zone"):
        changes["zone"] = ""
    if changed("currency") and client.currency.strip():
        from freelance_comm.domain.money import check_currency

        changes["currency"] = check_currency(client.currency)
    if changed("contacts"):
        changes["contacts"] = tuple(_checked_contact(desk, contact) for contact in client.contacts)
    if changed("country") or changed("region"):
        country, region = public_holidays.checked_place(client.country, client.region)
        changes |= {"country": country, "region": region}
    if changed("identity"):
        from freelance_comm.services import identity

        changes["identity"] = identity.checked(desk, client.identity)
    if changed("notes"):
        changes["notes"] = wording.block(desk, client.notes, N_("The notes"))
    if changed("likes"):
        changes["likes"] = wording.block(desk, client.likes, N_("What they like"))
    if changed("wishes"):
        changes["wishes"] = wording.block(desk, client.wishes, N_("How they want to be treated"))
    return client.but(**changes, **_checked_rhythms(desk, client, changed))


def _checked_rhythms(desk: Desk, client: Client, changed: Callable[[str], bool]) -> dict[str, object]:
    """Return the numbers of days, minutes and hours in their ranges."""
    changes: dict[str, object] = {}
    if changed("report_every_days") and client.report_every_days is not None:
        changes["report_every_days"] = wording.count_between(
            desk, client.report_every_days, N_("The days between reports"), low=0, high=LONGEST_RHYTHM_DAYS
        )
    if changed("rounding_minutes"):
        changes["rounding_minutes"] = wording.count_between(
            desk, client.rounding_minutes, N_("The step for rounding, in minutes"), low=0, high=LONGEST_STEP
        )
    if changed("reply_target_hours") and client.reply_target_hours is not None:
        changes["reply_target_hours"] = wording.number_between(
            desk,
            client.reply_target_hours,
            _TARGET,
            low=Decimal("0.25"),
            high=LONGEST_TARGET_HOURS,
        )
    if changed("contact_min_days") or changed("contact_max_days"):
        from freelance_comm.services import contact_rhythm

        changes |= contact_rhythm.checked(desk, client)
    return changes
