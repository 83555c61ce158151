"""The fields of who somebody is on quotes and invoices: the same in the freelancer's form and in a client's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.people import BusinessIdentity
from freelance_comm.tui.form_model import Field

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

_PREFIX = "identity_"


def fields(tr: Translator) -> tuple[Field, ...]:
    """Return the fields, in a group of their own."""
    t = tr.gettext
    return (
        Field(
            id=f"{_PREFIX}name",
            label=t("Name on invoices"),
            heading=t("On quotes and invoices"),
            help=t("The name of the business, if different from the one above."),
        ),
        Field(id=f"{_PREFIX}street", label=t("Street and number")),
        Field(id=f"{_PREFIX}postcode", label=t("Postcode")),
        Field(id=f"{_PREFIX}town", label=t("Town")),
        Field(
            id=f"{_PREFIX}country",
            label=t("Country on invoices"),
            help=t("Two letters, such as FR. Empty: the country of your holidays."),
        ),
        Field(
            id=f"{_PREFIX}tax_number",
            label=t("Tax number"),
            help=t("As invoices show it; a VAT number begins with the letters of its country."),
        ),
        Field(
            id=f"{_PREFIX}registration",
            label=t("Registration"),
            help=t("The number in the business register, if there is one."),
        ),
    )


def values(identity: BusinessIdentity) -> dict[str, str]:
    """Return an identity as text, by field id."""
    return {f"{_PREFIX}{name}": str(value) for name, value in identity.values().items()}


def read(typed: Mapping[str, str]) -> BusinessIdentity:
    """Return the identity in what was typed."""
    return BusinessIdentity(**{name: typed[f"{_PREFIX}{name}"] for name in BusinessIdentity.field_names()})
