"""Who somebody is on documents: checked where it is typed, completed from what is on record anyway."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.people import BusinessIdentity, Client
from freelance_comm.services import clients, identity, setup
from freelance_comm.services.desk import Desk

IBAN = "RO49AAAA1B31007593840000"


def test_an_iban_is_kept_without_its_spaces() -> None:
    assert identity.checked_iban(" ro49 aaaa 1B31 0075 9384 0000 ") == IBAN
    assert identity.grouped_iban(IBAN) == "RO49 AAAA 1B31 0075 9384 0000"


@pytest.mark.parametrize("wrong", ["RO48AAAA1B31007593840000", "RO49AAAA1B31007593840001", "RO49", "49RO1234567890"])
def test_an_iban_with_a_mistake_in_it_is_refused(wrong: str) -> None:
    with pytest.raises(BadValue):
        identity.checked_iban(wrong)


@pytest.mark.parametrize("wrong", ["AAAA", "AAAAROBUX", "1AAAROBU"])
def test_a_bic_that_is_none_is_refused(wrong: str) -> None:
    assert identity.checked_bic("aaaa robu") == "AAAAROBU"
    with pytest.raises(BadValue):
        identity.checked_bic(wrong)


def test_a_country_is_one_there_is() -> None:
    assert identity.checked_country(" fr ") == "FR"
    for wrong in ("XX", "ZZ", "EU", "FRA", "Франция"):
        with pytest.raises(BadValue):
            identity.checked_country(wrong)


@pytest.mark.parametrize("number", ["RO12345678", "FR 12 345 678 901", "EL123456789", "ATU12345678", "XI123456789"])
def test_a_vat_number_begins_with_the_letters_of_a_country(number: str) -> None:
    assert identity.is_vat_number(number)


@pytest.mark.parametrize("number", ["12345678", "770123456789", "ZZ123456", "RO", ""])
def test_other_tax_numbers_are_no_vat_numbers(number: str) -> None:
    assert not identity.is_vat_number(number)


def test_a_wrong_account_leaves_the_profile_as_it_was(desk: Desk) -> None:
    before = desk.reader.profile()
    assert before is not None
    with pytest.raises(BadValue):
        setup.save_profile(desk, before, before.but(iban="RO00"))
    assert desk.reader.profile() == before


def test_an_identity_is_saved_clean(desk: Desk, client: Client) -> None:
    typed = BusinessIdentity(name="  Petrescu\tSRL ", town="Cluj ", country="ro")
    saved = clients.change_client(desk, client, client.but(identity=typed))
    assert saved.identity == BusinessIdentity(name="Petrescu SRL", town="Cluj", country="RO")


def test_what_the_identity_lacks_is_taken_from_what_is_on_record(desk: Desk, client: Client) -> None:
    profile = desk.profile().but(business="Ilinca, sites", hours=desk.profile().hours.but(country="RO"))
    assert identity.of_freelancer(profile) == BusinessIdentity(name="Ilinca, sites", country="RO")
    assert identity.of_freelancer(profile.but(business="")).name == "Ilinca"
    assert identity.of_client(client.but(country="MD")) == BusinessIdentity(name="Petrescu Café", country="MD")


def test_an_address_names_the_country_abroad_and_not_at_home() -> None:
    one = BusinessIdentity(name="X", street="Str. Florilor 5", postcode="400001", town="Cluj", country="RO")
    assert identity.address_lines(one, "fr", home="RO") == ("Str. Florilor 5", "400001 Cluj")
    assert identity.address_lines(one, "fr", home="FR") == ("Str. Florilor 5", "400001 Cluj", "Roumanie")
    american = one.but(country="US", town="Austin, TX", postcode="78701")
    assert identity.address_lines(american, "en", home="US")[1] == "Austin, TX 78701"
    assert identity.address_lines(BusinessIdentity(country="RO"), "en", home="FR") == ()
