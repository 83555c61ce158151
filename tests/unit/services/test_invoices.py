"""Invoices from what is on record: sums as the standard reckons them, what is agreed to the cent, nothing invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.invoice import Invoice, InvoiceLine, shared_out
from freelance_comm.domain.money import Money, total
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import BusinessIdentity, Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import clients, einvoice, handover, invoices, payments, quoting, receiving, setup
from freelance_comm.services.desk import Desk

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"
MINE = BusinessIdentity(name="Ilinca PFA", street="Str. Florilor 5", town="Cluj", country="RO", tax_number="RO123")


def euro(amount: str) -> Money:
    return Money(amount=Decimal(amount), currency="EUR")


def found(xml: bytes, tag: str) -> list[str]:
    """Return the texts of all elements of a name."""
    return [element.text or "" for element in ElementTree.fromstring(xml).iter(RAM + tag)]


@pytest.fixture
def agreed(desk: Desk, project: Project, client: Client) -> Project:
    """Return a project at 1,150.48 euros with two rates of tax and a discount, paid in a deposit and the rest."""
    base = desk.profile()
    setup.save_profile(desk, desk.reader.profile(), base.but(identity=MINE, iban="RO49AAAA1B31007593840000"))
    clients.change_client(desk, client, client.but(identity=BusinessIdentity(country="FR")))
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity="20", tax_percent="19")
    quoting.add_item(desk, project, "Texts", unit=Unit.WORD, quantity="1500", price="0.085", tax_percent="9")
    quoting.add_item(desk, project, "Loyalty", unit=Unit.FIXED, price="-50", tax_percent="19")
    payments.plan_schedule(desk, project, TermsKind.DEPOSIT, first_due=date(2026, 12, 1))
    return project


# -- sums ------------------------------------------------------------------------------------------------------------


def test_tax_is_reckoned_on_the_sum_of_each_rate_and_the_rest_is_rounding() -> None:
    lines = tuple(
        InvoiceLine(name="x", unit=Unit.FIXED, quantity=Decimal(1), unit_price=euro("0.05"), tax_percent=Decimal(19))
        for _ in range(3)
    )
    wanted = total([line.net + line.net.share(line.tax_percent) for line in lines], "EUR")
    one = Invoice(
        number="1",
        day=date(2026, 1, 1),
        currency="EUR",
        seller=MINE,
        buyer=MINE,
        lines=lines,
        wanted=wanted,
        paid=euro("0"),
    )
    assert (wanted, one.net, one.tax, one.gross) == (euro("0.18"), euro("0.15"), euro("0.03"), euro("0.18"))
    assert one.but(wanted=euro("0.20")).rounding == euro("0.02")
    assert one.but(wanted=euro("0.20"), paid=euro("0.05")).payable == euro("0.15")


@settings(max_examples=150, deadline=None)
@given(
    st.integers(1, 10**7),
    st.lists(st.tuples(st.sampled_from(["0", "5.5", "9", "19", "21"]), st.integers(1, 10**7)), min_size=1, max_size=4),
)
def test_a_sum_shared_out_over_rates_comes_back_but_for_a_cent_a_rate(cents: int, parts: list[tuple[str, int]]) -> None:
    wanted = Money(amount=Decimal(cents) / 100, currency="EUR")
    groups = tuple((Decimal(rate), Money(amount=Decimal(gross) / 100, currency="EUR")) for rate, gross in parts)
    shares = shared_out(wanted, groups)
    back = total([net + net.share(percent) for percent, net in shares], "EUR")
    assert abs((wanted - back).amount) <= Decimal("0.01") * len(parts)


# -- from the record -------------------------------------------------------------------------------------------------


def test_the_whole_comes_to_what_is_agreed(desk: Desk, agreed: Project) -> None:
    one = invoices.invoice(desk, agreed, "2026-0001")
    assert one.wanted == one.gross == euro("1150.48")
    assert [(part.percent, part.base, part.tax) for part in one.taxes] == [
        (Decimal(19), euro("850.00"), euro("161.50")),
        (Decimal(9), euro("127.50"), euro("11.48")),
    ]
    assert "(1 decembrie 2026)" in one.terms
    assert " și " in one.terms and ";" not in one.terms


def test_a_discount_is_a_quantity_below_zero(desk: Desk, agreed: Project) -> None:
    line = invoices.invoice(desk, agreed, "1").lines[-1]
    assert (line.quantity, line.unit_price, line.net) == (Decimal(-1), euro("50"), euro("-50.00"))


def test_an_instalment_is_invoiced_to_the_cent_with_its_share_of_each_tax(desk: Desk, agreed: Project) -> None:
    for number, sum_ in ((1, "345.14"), (2, "805.34")):
        one = invoices.invoice(desk, agreed, "1", number)
        assert one.wanted == one.gross + one.rounding == euro(sum_)
        assert abs(one.rounding.amount) <= Decimal("0.02")
        assert [part.percent for part in one.taxes] == [Decimal(19), Decimal(9)]


def test_money_that_has_arrived_is_taken_off(desk: Desk, agreed: Project) -> None:
    receiving.record_receipt(desk, agreed, 1, euro("100"), desk.today())
    assert invoices.invoice(desk, agreed, "1", 1).payable == euro("245.14")
    assert invoices.invoice(desk, agreed, "1").payable == euro("1050.48")


def test_everything_an_invoice_lacks_is_named_at_once_with_what_to_type(
    desk: Desk, project: Project, client: Client
) -> None:
    quoting.add_item(desk, project, "Design", unit=Unit.FIXED, price="100")
    payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=desk.today())
    with pytest.raises(BadValue) as refused:
        invoices.invoice(desk, project, "1")
    said = str(refused.value.params["lacking"])
    for words in ("your street", "your town", "your tax number", "why no tax is charged", "the client's country"):
        assert words in said
    profile = desk.profile()
    nameless = profile.but(name="", business="", identity=profile.identity.but(name=""))
    with desk.change() as change:
        change.save_profile(profile, nameless)
    with pytest.raises(BadValue) as refused:
        invoices.invoice(desk, project, "1")
    assert "your name" in str(refused.value.params["lacking"])
    typed = str(refused.value.params["commands"])
    assert typed.startswith("`freelance-comm profile set --name NAME --street STREET ")
    assert typed.endswith(f"`freelance-comm client edit {client.ref} --billing-country COUNTRY`")


def test_an_invoice_has_the_number_that_somebody_gave_it_or_none(desk: Desk, agreed: Project) -> None:
    with pytest.raises(BadValue):
        invoices.invoice(desk, agreed, "  ")
    assert invoices.invoice(desk, agreed, " F-7 ").number == "F-7"


def test_without_a_schedule_there_is_nothing_to_hand_over(desk: Desk, agreed: Project) -> None:
    payments.remove_schedule(desk, agreed)
    with pytest.raises(NotFound):
        handover.csv(desk, agreed)
    with pytest.raises(NotFound):
        invoices.invoice(desk, agreed, "1")


def test_a_schedule_that_does_not_add_up_makes_no_invoice_over_the_whole(desk: Desk, agreed: Project) -> None:
    quoting.add_item(desk, agreed, "More", unit=Unit.FIXED, price="10", tax_percent="19")
    with pytest.raises(BadValue):
        invoices.invoice(desk, agreed, "1")
    assert invoices.invoice(desk, agreed, "1", 1).wanted == euro("345.14")


# -- written down ----------------------------------------------------------------------------------------------------


def test_the_electronic_invoice_is_valid_by_the_schema_and_says_the_sums(desk: Desk, agreed: Project) -> None:
    from drafthorse.utils import validate_xml

    xml = handover.einvoice(desk, agreed, "2026-0042", day=date(2026, 11, 30))
    assert validate_xml(xml, einvoice.SCHEMA)
    assert found(xml, "ID")[:2] == [einvoice.GUIDELINE, "2026-0042"]
    assert found(xml, "GrandTotalAmount") == ["1150.48"]
    assert found(xml, "DuePayableAmount") == ["1150.48"]
    assert found(xml, "CountryID") == ["RO", "FR"]
    assert found(xml, "IBANID") == ["RO49AAAA1B31007593840000"]
    assert b"20261130" in xml


def test_what_no_schema_allows_is_no_invoice(desk: Desk, agreed: Project) -> None:
    from freelance_comm.domain.errors import AppError

    broken = invoices.invoice(desk, agreed, "1").but(number="\x00")
    with pytest.raises(AppError):
        einvoice.xml(broken)


def test_words_of_people_mean_nothing_in_an_invoice(desk: Desk, agreed: Project) -> None:
    quoting.change_item(desk, agreed, 1, description="<ram:ID>1</ram:ID> & co")
    xml = handover.einvoice(desk, agreed, "1", 1)
    assert found(xml, "GrandTotalAmount") == ["345.14"]
    whole = handover.einvoice(desk, agreed, "1")
    assert "<ram:ID>1</ram:ID> & co" in found(whole, "Name")


def test_where_no_tax_is_charged_the_invoice_says_why(desk: Desk, project: Project, client: Client) -> None:
    base = desk.profile().but(identity=MINE.but(tax_number="12345"), tax_note="Scutit de TVA")
    setup.save_profile(desk, desk.reader.profile(), base)
    clients.change_client(desk, client, client.but(identity=BusinessIdentity(country="RO")))
    quoting.add_item(desk, project, "Design", unit=Unit.FIXED, price="100")
    payments.plan_schedule(desk, project, TermsKind.WHOLE, first_due=desk.today())
    xml = handover.einvoice(desk, project, "1")
    assert found(xml, "ExemptionReason") == ["Scutit de TVA"]
    assert set(found(xml, "CategoryCode")) == {"E"}
    assert found(xml, "TaxTotalAmount") == ["0.00"]


def test_without_the_extra_one_is_told_how_to_get_it(
    desk: Desk, agreed: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from freelance_comm.domain.errors import AppError

    for name in [name for name in sys.modules if name.startswith("drafthorse")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "drafthorse", None)
    with pytest.raises(AppError) as refused:
        handover.einvoice(desk, agreed, "1")
    assert "einvoice" in refused.value.hint


# -- the table -------------------------------------------------------------------------------------------------------


def rows(text: str) -> list[dict[str, str]]:
    import csv
    from io import StringIO

    return list(csv.DictReader(StringIO(text, newline="")))


def test_the_table_has_a_row_for_each_sum_and_adds_up(desk: Desk, agreed: Project) -> None:
    receiving.record_receipt(desk, agreed, 1, euro("100"), desk.today())
    first, second = rows(handover.csv(desk, agreed))
    assert (first["amount"], first["received"], first["open"]) == ("345.14", "100.00", "245.14")
    assert (first["due"], first["currency"], first["number"], first["of"]) == ("2026-12-01", "EUR", "1", "2")
    for row in (first, second):
        assert Decimal(row["net"]) + Decimal(row["tax"]) == Decimal(row["amount"])
    assert Decimal(first["amount"]) + Decimal(second["amount"]) == Decimal("1150.48")


def test_a_text_that_a_spreadsheet_would_obey_is_neutral_in_the_table(
    desk: Desk, agreed: Project, client: Client
) -> None:
    from freelance_comm.services.clients import client_by_id

    now = client_by_id(desk, client.id)
    clients.change_client(desk, now, now.but(identity=now.identity.but(street='=HYPERLINK("http://x")')))
    assert rows(handover.csv(desk, agreed))[0]["client_street"] == '\'=HYPERLINK("http://x")'
