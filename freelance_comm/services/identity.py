"""Who somebody is on quotes and invoices: address, numbers, account, checked where they are typed.

Apart from the profile and the clients because both have one, and documents and invoices read it in one way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import BusinessIdentity, Client, Profile
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

_LONGEST = 200
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34
_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", re.ASCII)
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", re.ASCII)
_VAT = re.compile(r"([A-Z]{2})[A-Z0-9+*]{2,13}", re.ASCII)
_GREEK = {"EL": "GR"}
"""Letters of VAT numbers that are not those of their country (ISO 3166)."""

LABELS = {
    "name": N_("The name of the business"),
    "street": N_("Street and number"),
    "postcode": N_("The postcode"),
    "town": N_("The town"),
    "tax_number": N_("The tax number"),
    "registration": N_("The registration number"),
}


def checked(desk: Desk, identity: BusinessIdentity) -> BusinessIdentity:
    """Return ``identity`` with every part in one clean line; ``BadValue`` for a country that there is not."""
    lines = {name: wording.line(desk, getattr(identity, name), what, limit=_LONGEST) for name, what in LABELS.items()}
    return BusinessIdentity(**lines, country=checked_country(identity.country))


def checked_country(code: str) -> str:
    """Return the ISO 3166 code of a country in capitals, empty for none; ``BadValue`` when there is no such country."""
    wanted = code.strip().upper()
    if not wanted:
        return ""
    from freelance_comm.text.territories import is_country

    if not is_country(wanted):
        raise BadValue(
            N_("“{code}” is not a country."),
            hint=N_("Give its two letters, such as RO, FR or US."),
            code=show(code)[:40],
        )
    return wanted


def checked_iban(text: str) -> str:
    """Return an IBAN in capitals without spaces, empty for none; ``BadValue`` where its check digits do not fit.

    ISO 13616: the number with its first four characters behind the others, letters as 10 to 35, leaves 1 when divided
    by 97.
    """
    wanted = re.sub(r"[\s-]", "", text).upper()
    if not wanted:
        return ""
    if not _IBAN.fullmatch(wanted):
        raise BadValue(
            N_("“{text}” is not an IBAN."),
            hint=N_("It begins with two letters and two digits, such as RO49 AAAA 1B31 0075 9384 0000."),
            text=show(text)[:60],
        )
    number = "".join(str(int(character, 36)) for character in wanted[4:] + wanted[:4])
    if int(number) % 97 != 1:
        raise BadValue(
            N_("The IBAN “{text}” has a mistake in it: its check digits do not match."),
            hint=N_("Compare it with what your bank says, character by character."),
            text=show(text)[:60],
        )
    return wanted


def checked_bic(text: str) -> str:
    """Return a BIC in capitals, empty for none; ``BadValue`` for anything else (ISO 9362: 8 or 11 characters)."""
    wanted = re.sub(r"\s", "", text).upper()
    if wanted and not _BIC.fullmatch(wanted):
        raise BadValue(
            N_("“{text}” is not a BIC."),
            hint=N_("It has eight or eleven letters and digits, such as AAAAROBU."),
            text=show(text)[:60],
        )
    return wanted


def grouped_iban(iban: str) -> str:
    """Return an IBAN in groups of four, as people read it."""
    return " ".join(iban[place : place + 4] for place in range(0, len(iban), 4))


def is_vat_number(number: str) -> bool:
    """Return whether a tax number is a VAT number: the letters of a country, then the number."""
    found = _VAT.fullmatch(compact(number))
    if found is None:
        return False
    from freelance_comm.text.territories import is_country

    return is_country(_GREEK.get(found[1], found[1])) or found[1] == "XI"


def compact(number: str) -> str:
    """Return a number without the spaces, points and hyphens that people part it with, in capitals."""
    return re.sub(r"[\s.-]", "", number).upper()


def of_freelancer(profile: Profile) -> BusinessIdentity:
    """Return who the freelancer is on documents: the identity on record, else business and name of the profile."""
    identity = profile.identity
    return identity.but(
        name=identity.name or profile.business or profile.name, country=identity.country or profile.hours.country
    )


def of_client(client: Client) -> BusinessIdentity:
    """Return who a client is on documents: the identity on record, else the client's name and country."""
    identity = client.identity
    return identity.but(name=identity.name or client.name, country=identity.country or client.country)


def address_lines(identity: BusinessIdentity, locale: str, *, home: str = "") -> tuple[str, ...]:
    """Return the address in the order of the country: street, then postcode and town, then the country abroad.

    ``home`` is the country that need not be named.
    """
    from freelance_comm.text.territories import country_name

    parts = (identity.postcode, identity.town)
    town = " ".join(part for part in (reversed(parts) if identity.country in _TOWN_FIRST else parts) if part)
    abroad = bool(identity.country) and identity.country != home and bool(identity.street or town)
    lines = (identity.street, town, country_name(identity.country, locale) if abroad else "")
    return tuple(line for line in lines if line)


_TOWN_FIRST = frozenset(("US", "CA", "GB", "AU", "IE", "NZ", "IN"))
"""Countries that write the town before the postcode (Universal Postal Union)."""
