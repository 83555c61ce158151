"""Reads what a language says in the sample: ``locales/<locale>/demo.toml``, never Python.

A file tells who is there and what they write; how long a line of a quote takes, who is on familiar terms and who chats
belongs to the plot and is the same everywhere. Apart from the cast because that is what the plot sees of it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from freelance_comm.demo.cast import Cast, Extra, Haggle, Job, Letter, Line, Remark, Trouble, client
from freelance_comm.domain.people import (
    AddressForm,
    BusinessIdentity,
    Channel,
    Client,
    Contact,
    Gender,
    NameForms,
    Profile,
    WorkingHours,
)
from freelance_comm.domain.quote import Unit

HOURS = {
    "work": (18, 16, 8),
    "offer": (10, 9),
    "parting": (8,),
    "terms": (16, 11),
    "plan": (9, 3),
    "handover": (7, 4),
    "past": (15,),
    "first_work": (5,),
}
"""What the lines of a job's quote take, in hours."""
EXTRA_HOURS = 2
FAMILIAR = ("shop", "studio", "quiet")
CHATS = ("studio",)

_PERSON = {"person": "name", "role": "role", "email": "email", "phone": "phone"}
_FORMS = ("vocative", "dative", "genitive")

Table = dict[str, Any]


def cast_from(told: Table) -> Cast:
    """Return the cast of a language's file. Raises ``KeyError``, ``TypeError`` or ``ValueError`` where it is at odds.

    Only the tests see that: they read the file of every language, and users do not write any.
    """
    letters = told["letters"]
    parts: Table = {part: _client(part, one) for part, one in told["clients"].items()}
    parts |= {part: _job(part, one) for part, one in told["jobs"].items()}
    parts |= {part: Letter(**letters[part]) for part in ("asks", "enquires", "reminder")}
    parts |= {name: _frozen(value) for name, value in told["notes"].items()}
    return Cast(
        profile=_profile(told["me"]),
        answered=tuple(Letter(**one) for one in letters["answered"]),
        trouble=Trouble(**told["trouble"]),
        remark=Remark(**told["remark"]),
        haggle=Haggle(**told["haggle"]),
        **parts,
    )


def _profile(told: Table) -> Profile:
    known = dict(told)
    identity = BusinessIdentity(**known.pop("address"))
    return Profile(
        gender=Gender(known.pop("gender")),
        hours=WorkingHours(zone=known.pop("zone"), country=identity.country),
        hourly_rate=Decimal(known.pop("rate")),
        identity=identity,
        welcomed=True,
        **known,
    )


def _client(part: str, told: Table) -> Client:
    known = dict(told)
    contact = Contact(**{field: known.pop(name) for name, field in _PERSON.items() if name in known})
    return client(
        known.pop("company"),
        contact,
        forms=NameForms(**{name: known.pop(name) for name in _FORMS if name in known}),
        gender=Gender(known.pop("gender")),
        address=AddressForm.FAMILIAR if part in FAMILIAR else AddressForm.FORMAL,
        channel=Channel.CHAT if part in CHATS else Channel.EMAIL,
        identity=BusinessIdentity(**known.pop("address", {})),
        **known,
    )


def _job(part: str, told: Table) -> Job:
    known = {name: _frozen(value) for name, value in told.items()}
    texts, rate = known.pop("lines", ()), known.pop("rate", 0)
    prices = known.pop("prices", None)
    hours = HOURS.get(part, ())
    if prices is not None:
        lines = tuple(_fixed(*line) for line in zip(texts, prices, hours, strict=True))
    else:
        lines = tuple(_hourly(text, count, rate) for text, count in zip(texts, hours, strict=True))
    if "extra" in known:
        extra = dict(known.pop("extra"))
        known["extra"] = Extra(line=_hourly(extra.pop("line"), EXTRA_HOURS, rate), **extra)
    return Job(lines=lines, **known)


def _hourly(text: str, count: int, rate: int) -> Line:
    return Line(text=text, unit=Unit.HOUR, quantity=Decimal(count), price=Decimal(rate))


def _fixed(text: str, price: int, estimate: int) -> Line:
    return Line(text=text, unit=Unit.FIXED, quantity=Decimal(1), price=Decimal(price), hours=Decimal(estimate))


def _frozen(value: Any) -> Any:
    """Return a list as a tuple: records never change."""
    return tuple(value) if isinstance(value, list) else value
