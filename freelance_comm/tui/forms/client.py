"""The form of a client: how they are called, spoken to, written to, and what to remember about them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import AddressForm, Channel, Client, Contact, Gender, NameForms
from freelance_comm.domain.rounding import LONGEST_STEP, Rounding
from freelance_comm.tui.form_model import Field, FieldKind
from freelance_comm.tui.forms import identity, rhythm, words

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_TARGET = N_("Answer within, hours")
_EVERY = N_("Days between reports")
_STEP = N_("Round time to, minutes")
_COUNTS = {"no": N_("starts no clock"), "yes": N_("starts a clock")}


class ClientJob:
    """Adds a client, or edits one."""

    def __init__(self, desk: Desk, base: Client | None = None, *, name: str = "", same_name_ok: bool = False) -> None:
        tr = desk.tr
        self._base = base
        self._name = name
        self._own_language = desk.profile().language
        self.same_name_ok = same_name_ok
        self.title = tr.gettext("Client") if base else tr.gettext("New client")
        self.side = base.ref if base else ""
        self.keep_as = f"client-{base.id}" if base else "client-new"
        languages = words.languages(_languages(desk), chosen=base.language if base else self._own_language)
        self.fields = _fields(tr, languages, new=base is None)

    def values(self) -> dict[str, str]:
        """Return the client as text."""
        client = self._base
        if client is None:
            blank = {field.id: "" for field in self.fields}
            return blank | {
                "name": self._name,
                "language": self._own_language,
                "address": AddressForm.FORMAL.value,
                "gender": Gender.NEUTRAL.value,
                "channel": Channel.EMAIL.value,
                "cc_counts": "no",
                "invites_count": "no",
                "rounding": Rounding.UP.value,
            }
        return {
            "name": client.name,
            "vocative": client.forms.vocative,
            "dative": client.forms.dative,
            "genitive": client.forms.genitive,
            "gender": client.gender.value,
            "address": client.address.value,
            "language": client.language,
            "channel": client.channel.value,
            "zone": client.zone,
            "currency": client.currency,
            "likes": client.likes,
            "notes": client.notes,
            "reply_target_hours": "" if client.reply_target_hours is None else str(client.reply_target_hours),
            "report_every_days": "" if client.report_every_days is None else str(client.report_every_days),
            "cc_counts": "yes" if client.cc_counts else "no",
            "invites_count": "yes" if client.invites_count else "no",
            "rounding_minutes": str(client.rounding_minutes) if client.rounding_minutes else "",
            "rounding": client.rounding.value,
            "country": client.country,
            "region": client.region,
            **rhythm.values(client),
            **identity.values(client.identity),
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> Client:
        """Save what was typed."""
        from freelance_comm.services import clients

        if self._base is None:
            return self.restore(desk, values)
        return clients.change_client(
            desk, self._base, self._base.but(**_read(desk, values)), same_name_ok=self.same_name_ok
        )

    def afresh(self, desk: Desk) -> ClientJob | None:
        """Return the form on the client as stored now."""
        from freelance_comm.domain.errors import NotFound
        from freelance_comm.services.clients import client_by_id

        if self._base is None:
            return self
        try:
            return ClientJob(desk, client_by_id(desk, self._base.id), same_name_ok=self.same_name_ok)
        except NotFound:
            return None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> Client:
        """Add the client; the contacts of one that was removed come along."""
        from freelance_comm.services import clients

        read = _read(desk, values)
        forms = read.pop("forms")
        assert isinstance(forms, NameForms)
        options: dict[str, object] = {**read, **forms.values()}
        contacts: tuple[Contact, ...] = self._base.contacts if self._base else ()
        if values.get("email", "").strip():
            contacts = (Contact(name=values["name"], email=values["email"]),)
        return clients.add_client(desk, contacts=contacts, same_name_ok=self.same_name_ok, **options)  # type: ignore[arg-type]


def _languages(desk: Desk) -> tuple[str, ...]:
    from freelance_comm.services.clients import message_languages

    return message_languages(desk)


def _fields(tr: Translator, languages: words.Choices, *, new: bool) -> tuple[Field, ...]:
    """Return what is asked about a client; of a ``new`` one also the address, which later stands with each contact."""
    t = tr.gettext
    mail = (Field(id="email", label=t("Mail"), help=t("Where letters to them are sent.")),) if new else ()
    return (
        Field(id="name", label=t("Name"), help=t("The person or company you work for.")),
        Field(
            id="vocative",
            label=t("How you greet them"),
            help=t("What comes after a greeting: Ana, doamnă Petrescu, Мария Сергеевна. Empty: the full name."),
        ),
        Field(
            id="address",
            label=t("Form of address"),
            kind=FieldKind.CHOICE,
            choices=words.choices(words.ADDRESS_FORMS, tr),
            help=t("Formal or familiar: vous or tu, вы or ты."),
        ),
        Field(
            id="language",
            label=t("They read"),
            kind=FieldKind.CHOICE,
            choices=languages,
            help=t("Your letters to them are written in this language."),
        ),
        Field(
            id="channel",
            label=t("Best reached by"),
            kind=FieldKind.CHOICE,
            choices=words.choices(words.CHANNELS, tr),
            help=t("A message in a chat is short and needs no formal greeting each time."),
        ),
        *mail,
        Field(id="currency", label=t("Currency"), help=t("Three letters, such as EUR. Empty: your own.")),
        Field(id="zone", label=t("Time zone"), help=t("Such as Europe/Bucharest. Empty: yours.")),
        Field(id="likes", label=t("What they like"), help=t("Hobbies, coffee, films: what makes them feel known.")),
        rhythm.wishes(tr),
        Field(
            id="notes",
            label=t("Notes"),
            kind=FieldKind.PARAGRAPH,
            help=t("Anything worth remembering before you write. Only you see it."),
        ),
        Field(
            id="gender",
            label=t("Gender"),
            kind=FieldKind.CHOICE,
            choices=words.choices(words.GENDERS, tr),
            help=t("Some languages need it in letters."),
            heading=t("Where a language needs it"),
        ),
        Field(id="dative", label=t("Name after “to”"), help=t("Марии Сергеевне, doamnei Petrescu. Empty: the name.")),
        Field(id="genitive", label=t("Name after “of”"), help=t("Марии Сергеевны, doamnei Petrescu. Empty: the name.")),
        *_habit_fields(tr),
        *identity.fields(tr),
    )


def _habit_fields(tr: Translator) -> tuple[Field, ...]:
    """Return the fields in which a client can differ from the freelancer's habits."""
    t = tr.gettext
    return (
        Field(
            id="reply_target_hours",
            label=t(_TARGET),
            heading=t("Where they differ from your usual ways"),
            help=t("Working hours until your answer should be there. Empty: same as for everybody."),
        ),
        Field(id="report_every_days", label=t(_EVERY), help=t("Empty: same as for everybody.")),
        *rhythm.fields(tr),
        Field(
            id="rounding_minutes",
            label=t(_STEP),
            help=t("What you bill for each project and day, in steps such as 30. Empty: no rounding."),
        ),
        Field(
            id="rounding",
            label=t("Rounded"),
            kind=FieldKind.CHOICE,
            choices=words.choices(words.ROUNDINGS, tr),
            help=t("Which way, if time is rounded. What you logged stays exact."),
        ),
        Field(
            id="cc_counts",
            label=t("You in Cc"),
            kind=FieldKind.CHOICE,
            choices=words.choices(_COUNTS, tr),
            help=t("Whether mail to somebody else, with you in Cc, starts a clock."),
        ),
        Field(
            id="invites_count",
            label=t("Invitations"),
            kind=FieldKind.CHOICE,
            choices=words.choices(_COUNTS, tr),
            help=t("Whether an invitation to a meeting starts a clock."),
        ),
        Field(id="country", label=t("Country"), help=t("Two letters, such as RO. Its public holidays are shown.")),
        Field(id="region", label=t("Region"), help=t("If it has its own holidays, such as BY. May be empty.")),
    )


def _read(desk: Desk, values: Mapping[str, str]) -> dict[str, object]:
    from freelance_comm.services import wording

    target: Decimal | None = None
    if values["reply_target_hours"].strip():
        target = wording.number(desk, values["reply_target_hours"], _TARGET)
    every: int | None = None
    if values["report_every_days"].strip():
        every = wording.count_between(desk, values["report_every_days"], _EVERY, low=1, high=366)
    step = 0
    if values["rounding_minutes"].strip():
        step = wording.count_between(desk, values["rounding_minutes"], _STEP, low=0, high=LONGEST_STEP)
    return {
        "name": values["name"],
        "forms": NameForms(vocative=values["vocative"], dative=values["dative"], genitive=values["genitive"]),
        "gender": Gender(values["gender"]),
        "address": AddressForm(values["address"]),
        "language": values["language"],
        "channel": Channel(values["channel"]),
        "zone": values["zone"],
        "currency": values["currency"],
        "likes": values["likes"],
        "notes": values["notes"],
        "reply_target_hours": target,
        "report_every_days": every,
        "cc_counts": values["cc_counts"] == "yes",
        "invites_count": values["invites_count"] == "yes",
        "rounding_minutes": step,
        "rounding": Rounding(values["rounding"]),
        "country": values["country"],
        "region": values["region"],
        "identity": identity.read(values),
        **rhythm.read(desk, values),
    }


class ContactJob:
    """Adds somebody at the client's, or edits them."""

    def __init__(self, desk: Desk, client: Client, base: Contact | None = None, *, name: str = "") -> None:
        """``name`` stands there where there is no ``base``."""
        t = desk.tr.gettext
        self._client = client
        self._base = base
        self._name = name
        self.title = t("Contact")
        self.side = client.name
        self.keep_as = f"contact-{client.id}-{contact_key(base) if base else 'new'}"
        self.fields = (
            Field(id="name", label=t("Name")),
            Field(id="role", label=t("Role"), help=t("What they do there: pays the invoices, decides, proofreads.")),
            Field(id="email", label=t("Mail")),
            Field(id="phone", label=t("Phone")),
        )

    def values(self) -> dict[str, str]:
        """Return the contact as text."""
        base = self._base or Contact(name=self._name)
        return {name: str(value) for name, value in base.values().items()}

    def save(self, desk: Desk, values: Mapping[str, str]) -> Client:
        """Save what was typed."""
        from freelance_comm.services import clients

        if self._base is None:
            return clients.add_contact(desk, self._client, **dict(values))
        return clients.change_contact(desk, self._client, self._base, Contact(**dict(values)))

    def afresh(self, desk: Desk) -> ContactJob | None:
        """Return the form on the contact as stored now; whoever cannot be told for certain is gone."""
        from freelance_comm.services.clients import client_by_id
        from freelance_comm.services.contacts import place_now

        if self._base is None:
            return self
        client = client_by_id(desk, self._client.id)
        place = place_now(client.contacts, self._client.contacts, self._base)
        return ContactJob(desk, client, client.contacts[place]) if place is not None else None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> Client:
        """Add the contact."""
        from freelance_comm.services import clients

        return clients.add_contact(desk, self._client, **dict(values))


def contact_key(contact: Contact) -> str:
    """Return what unsaved text about a contact is kept under: not their place, where somebody else may stand soon."""
    from zlib import crc32

    return f"{crc32(contact.name.encode('utf-8', 'replace')):08x}"
