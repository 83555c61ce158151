"""The options of who somebody is on quotes and invoices: the same for the profile and for clients."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from freelance_comm.domain.people import BusinessIdentity
from freelance_comm.text.catalog import Translator

_FIELDS = {
    "legal_name": "name",
    "street": "street",
    "postcode": "postcode",
    "town": "town",
    "billing_country": "country",
    "tax_number": "tax_number",
    "registration": "registration",
}


def identity_options(parser: ArgumentParser, tr: Translator) -> None:
    """Declare them."""
    parser.add_argument("--legal-name", metavar="NAME", help=tr.gettext("the name on invoices, if different"))
    parser.add_argument("--street", help=tr.gettext("street and number, for quotes and invoices"))
    parser.add_argument("--postcode", help=tr.gettext("postcode of that address"))
    parser.add_argument("--town", help=tr.gettext("town of that address"))
    parser.add_argument(
        "--billing-country",
        metavar="COUNTRY",
        help=tr.gettext("two letters; the country of your holidays if not given"),
    )
    parser.add_argument("--tax-number", metavar="NUMBER", help=tr.gettext("VAT or tax number, as invoices show it"))
    parser.add_argument("--registration", metavar="NUMBER", help=tr.gettext("number in the business register"))


def identity_given(args: Namespace, base: BusinessIdentity) -> BusinessIdentity:
    """Return ``base`` with what was given."""
    given = {field: getattr(args, name) for name, field in _FIELDS.items() if getattr(args, name) is not None}
    return base.but(**given)


def identity_text(identity: BusinessIdentity) -> str:
    """Return an identity in one line."""
    town = " ".join(part for part in (identity.postcode, identity.town) if part)
    parts = (identity.name, identity.street, town, identity.country, identity.tax_number, identity.registration)
    return " · ".join(part for part in parts if part)
