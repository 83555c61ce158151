"""The freelancer and the clients: names, forms of address, languages, zones, habits."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.rounding import Rounding

REMIND_AT = (50, 80, 100)
"""Per cent of the reply target at which one can be reminded of a client who waits."""


class Gender(StrEnum):
    """How the writer speaks of themselves (сделал/сделала); ``NEUTRAL`` lets templates avoid the choice."""

    FEMININE = "feminine"
    MASCULINE = "masculine"
    NEUTRAL = "neutral"


class AddressForm(StrEnum):
    """вы/ты, vous/tu, dumneavoastră/tu."""

    FORMAL = "formal"
    FAMILIAR = "familiar"


class Channel(StrEnum):
    """Where the client likes to be written to; chat and phone need no formal greeting each time."""

    EMAIL = "email"
    CHAT = "chat"
    PHONE = "phone"


class ReplyWay(StrEnum):
    """Where drafts of answers go: shown as text, an ``.eml`` file, a ``mailto:`` link, Drafts folder, clipboard."""

    TEXT = "text"
    EML = "eml"
    MAILTO = "mailto"
    DRAFTS = "drafts"
    CLIPBOARD = "clipboard"


class NameForms(Record):
    """A person's name in the cases a language needs; empty where the plain name serves.

    ``vocative`` is what stands after a greeting ("doamnă Petrescu", "Мария Сергеевна"); ``dative`` after "to"
    ("Марии Сергеевне"), ``genitive`` after "from" or "of".
    """

    vocative: str = ""
    dative: str = ""
    genitive: str = ""


class BusinessIdentity(Record):
    """Who somebody is on quotes and invoices; empty where the name on record serves.

    ``country`` is ISO 3166 (two letters), ``tax_number`` as the tax office writes it (a VAT number begins with the
    letters of its country), ``registration`` the number in a register of businesses.
    """

    name: str = ""
    street: str = ""
    postcode: str = ""
    town: str = ""
    country: str = ""
    tax_number: str = ""
    registration: str = ""


class Contact(Record):
    """One person at the client's: a name with a role and ways to reach them."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""


class EarlierCard(Record):
    """What a client was called on a card that was merged with theirs: its number (id), reference and name."""

    number: int
    ref: str
    name: str


class Client(Record):
    """A client: a person or a company, and how they want to be dealt with.

    ``resting_rules`` are the coach's rules that rest for drafts to this client, ``waved_remarks`` the keys of remarks
    that were waved through in them. ``cc_counts`` and ``invites_count`` let mail in which I am in Cc only, and
    invitations, start a clock. ``country`` and ``region`` name the public holidays there (ISO 3166). Their billable
    time is told in steps of ``rounding_minutes`` for each project and day, 0 for as it is. ``wishes`` are how they want
    to be treated. One says hello unasked no sooner than ``contact_min_days`` after the last contact, and is reminded to
    after ``contact_max_days`` (None: as with everybody). ``earlier`` are cards that were merged with this one.
    """

    id: int
    ref: str
    name: str
    created: datetime
    forms: NameForms = NameForms()
    gender: Gender = Gender.NEUTRAL
    address: AddressForm = AddressForm.FORMAL
    language: str = "en"
    zone: str = ""
    currency: str = ""
    channel: Channel = Channel.EMAIL
    contacts: tuple[Contact, ...] = ()
    notes: str = ""
    likes: str = ""
    reply_target_hours: Decimal | None = None
    report_every_days: int | None = None
    archived_on: date | None = None
    resting_rules: tuple[str, ...] = ()
    waved_remarks: tuple[str, ...] = ()
    cc_counts: bool = False
    invites_count: bool = False
    country: str = ""
    region: str = ""
    rounding_minutes: int = 0
    rounding: Rounding = Rounding.UP
    wishes: str = ""
    contact_min_days: int | None = None
    contact_max_days: int | None = None
    identity: BusinessIdentity = BusinessIdentity()
    earlier: tuple[EarlierCard, ...] = ()


class Window(Record):
    """One stretch of working time on a weekday, local wall time, minutes after midnight, half open.

    ``end`` may be 1440 (midnight); ``end <= start`` means that the window ends on the next day.
    """

    start: int
    end: int


class Travel(Record):
    """A stay in another zone, whose clocks hold from the local date ``first`` to ``last``, both included.

    Without ``last`` it holds for good.
    """

    zone: str
    first: date
    last: date | None = None

    def _check(self) -> None:
        if self.last is not None and self.last < self.first:
            raise BadValue(N_("The travel ends before it begins."), hint=N_("Check the two days."))


class PublicHolidays(Record):
    """The public holidays of a country (and region, ISO 3166) in ``years``: names by ISO date."""

    country: str
    region: str = ""
    years: tuple[int, ...] = ()
    names: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable


class WorkingHours(Record):
    """When the freelancer works: windows for each weekday (Monday first), days off, one-off working days.

    ``country`` and ``region`` name the public holidays (ISO 3166); the dates themselves are computed once a year and
    stored in ``holidays``, their names by ISO date in ``holiday_names``; ``holiday_years`` are the years for which that
    has been done. ``travels`` are stretches in other zones. In ``quiet`` hours nothing reminds, though work goes on.
    """

    zone: str
    week: tuple[tuple[Window, ...], ...] = (
        *((Window(start=540, end=1020),),) * 5,
        (),
        (),
    )
    days_off: tuple[date, ...] = ()
    extra_days: tuple[date, ...] = ()
    holidays: tuple[date, ...] = ()
    country: str = ""
    region: str = ""
    holiday_names: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable
    holiday_years: tuple[int, ...] = ()
    travels: tuple[Travel, ...] = ()
    quiet: tuple[Window, ...] = ()


class Profile(Record):
    """The freelancer. ``signatures`` maps a language to the words under a letter.

    ``resting_rules`` are the coach's rules that rest for all drafts, ``waved_remarks`` the keys of remarks that were
    waved through in drafts to nobody in particular. ``addresses`` are my own besides ``email``, ``delegates`` those of
    people who answer for me, all in lower case. ``abroad`` are the public holidays of clients' countries. ``remind_at``
    are those of ``REMIND_AT`` at which reminders of waiting clients are told. ``reply_way`` is where drafts of answers
    go, ``reply_place`` the folder or the mail account that belongs to it. ``iban`` and ``bic`` name the account that
    invoices are paid to; ``tax_note`` says on documents why no tax is charged.
    """

    name: str = ""
    language: str = "en"
    currency: str = "EUR"
    gender: Gender = Gender.NEUTRAL
    email: str = ""
    phone: str = ""
    business: str = ""
    hours: WorkingHours = WorkingHours(zone="UTC")
    hourly_rate: Decimal | None = None
    tax_percent: Decimal | None = None
    signatures: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable
    reply_target_hours: Decimal = Decimal(8)
    report_every_days: int = 7
    quiet_after_days: int = 30
    discuss_prepayment_late: bool = True
    prepayment_reason: str = ""
    welcomed: bool = False
    resting_rules: tuple[str, ...] = ()
    waved_remarks: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    delegates: tuple[str, ...] = ()
    abroad: tuple[PublicHolidays, ...] = ()
    remind_at: tuple[int, ...] = REMIND_AT
    reply_way: ReplyWay = ReplyWay.TEXT
    reply_place: str = ""
    identity: BusinessIdentity = BusinessIdentity()
    iban: str = ""
    bic: str = ""
    tax_note: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was filled in: all that may be there is what the coach remembers."""
        return self == Profile(resting_rules=self.resting_rules, waved_remarks=self.waved_remarks)
