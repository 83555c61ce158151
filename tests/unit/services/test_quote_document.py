"""The document of a quote: what stands on it, and that a PDF holds every letter as text with its fonts inside."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import BusinessIdentity, Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import additions, clients, payments, projects, quote_document, quoting, setup
from freelance_comm.services.desk import Desk

LETTERS = "ș ț Ș Ț ă â î ё Ё й я é è ç œ « » „ ” № – — €"
HOSTILE = "#let x [/] $a$ *b* _c_ @ref <l> {{ 7*7 }} \\ a | b"


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF in one line."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def priced(desk: Desk, project: Project) -> Project:
    """Return the project with a draft of two lines at different rates of tax, and a discount."""
    quoting.add_item(desk, project, "Design", unit=Unit.HOUR, quantity="20", tax_percent="19")
    quoting.add_item(desk, project, "Texts", unit=Unit.WORD, quantity="1500", price="0.085", tax_percent="9")
    quoting.add_item(desk, project, "Loyalty", unit=Unit.FIXED, price="-50", tax_percent="19")
    return project


def test_the_document_is_in_the_language_of_the_client(desk: Desk, priced: Project) -> None:
    body = quote_document.compose(desk, priced).body
    assert "Oferta Q-2026-001" in body
    assert "20 de ore a câte 45,00 EUR = 900,00 EUR" in body.replace("\u00a0", " ")


def test_taxes_are_told_by_rate_and_add_up(desk: Desk, priced: Project) -> None:
    body = " ".join(quote_document.compose(desk, priced).body.replace("\u00a0", " ").split())
    assert "TVA 19 % din 850,00 EUR: 161,50 EUR" in body
    assert "TVA 9 % din 127,50 EUR: 11,48 EUR" in body
    assert "Total fără TVA: 977,50 EUR" in body
    assert "Total de plată: 1.150,48 EUR" in body


def test_both_sides_stand_on_it_as_they_are_on_record(desk: Desk, priced: Project, client: Client) -> None:
    base = desk.profile()
    mine = BusinessIdentity(name="Ilinca PFA", street="Str. Florilor 5", town="Cluj", country="RO", tax_number="RO1")
    setup.save_profile(desk, desk.reader.profile(), base.but(identity=mine, email="ilinca@marin.example"))
    theirs = BusinessIdentity(name="Café SARL", town="Lyon", postcode="69001", country="FR", registration="RCS 1")
    clients.change_client(desk, client, client.but(identity=theirs))
    body = quote_document.compose(desk, priced).body
    for words in ("Ilinca PFA", "Str. Florilor 5", "Cod fiscal: RO1", "ilinca@marin.example", "România"):
        assert words in body
    for words in ("Café SARL", "69001 Lyon", "Franța", "Nr. de înregistrare: RCS 1"):
        assert words in body


def test_why_no_tax_is_charged_is_said_where_none_is(desk: Desk, project: Project) -> None:
    setup.save_profile(desk, desk.reader.profile(), desk.profile().but(tax_note="Scutit de TVA"))
    quoting.add_item(desk, project, "Design", unit=Unit.FIXED, price="100")
    assert "Scutit de TVA." in quote_document.compose(desk, project).body
    quoting.add_item(desk, project, "More", unit=Unit.FIXED, price="100", tax_percent="19")
    assert "Scutit de TVA" not in quote_document.compose(desk, project).body


def test_a_version_names_the_one_it_replaces(desk: Desk, priced: Project) -> None:
    quoting.mark_quote_sent(desk, priced)
    quoting.start_quote(desk, priced)
    assert "Versiunea: 2, în locul ofertei Q-2026-001" in quote_document.compose(desk, priced).body
    assert "Versiunea" not in quote_document.compose(desk, priced, "q-2026-001").body
    assert quote_document.documents(desk, priced) == ["Q-2026-001", "Q-2026-002"]


def test_a_document_that_went_out_keeps_its_date(desk: Desk, priced: Project) -> None:
    quoting.mark_quote_sent(desk, priced, desk.now().replace(day=3))
    assert "Data: 3 noiembrie 2026" in quote_document.compose(desk, priced).body


def test_the_schedule_stands_on_it_only_while_it_is_one_of_this_price(desk: Desk, priced: Project) -> None:
    payments.plan_schedule(desk, priced, TermsKind.DEPOSIT, first_due=date(2026, 12, 1))
    assert "345,14 EUR, până la 1 decembrie 2026" in quote_document.compose(desk, priced).body.replace("\u00a0", " ")
    quoting.add_item(desk, priced, "More", unit=Unit.FIXED, price="10")
    assert "1 decembrie" not in quote_document.compose(desk, priced).body


def test_a_quote_without_a_line_makes_no_document(desk: Desk, project: Project) -> None:
    with pytest.raises(BadValue) as refused:
        quote_document.compose(desk, project)
    assert refused.value.params["fact"] == "quote"
    with pytest.raises(NotFound):
        quote_document.compose(desk, project, "Q-1999-001")


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_words_of_people_mean_nothing_in_a_document(desk: Desk, project: Project, form: str) -> None:
    quoting.add_item(desk, project, "{{ 7*7 }} <b> [x](y)", unit=Unit.FIXED, price="1")
    body = quote_document.compose(desk, project, form=form).body
    assert "49" not in body
    assert {"text": "<b> [x](y)", "md": "\\<b\\> \\[x\\](y)", "html": "&lt;b&gt; [x](y)"}[form] in body


# -- the PDF ---------------------------------------------------------------------------------------------------------


def test_every_letter_of_a_pdf_is_text(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, LETTERS, unit=Unit.FIXED, price="1")
    assert LETTERS in text_of(quote_document.pdf(desk, project))


def test_words_of_people_are_no_instructions_to_the_typesetter(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, HOSTILE, unit=Unit.FIXED, price="1")
    projects.change_project(desk, project, project.but(name='#read("/etc/passwd")'))
    words = text_of(quote_document.pdf(desk, project))
    assert HOSTILE in words
    assert '#read("/etc/passwd")' in words


def test_all_fonts_are_inside_the_pdf(desk: Desk, project: Project) -> None:
    quoting.add_item(desk, project, LETTERS, unit=Unit.FIXED, price="1")
    fonts = []
    for page in PdfReader(BytesIO(quote_document.pdf(desk, project))).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            descendant = font.get_object()["/DescendantFonts"][0].get_object()
            fonts.append(descendant["/FontDescriptor"].get_object())
    assert fonts
    assert all(any(name in font for name in ("/FontFile2", "/FontFile3")) for font in fonts)


def test_the_same_record_on_the_same_day_gives_the_same_bytes(desk: Desk, priced: Project) -> None:
    assert quote_document.pdf(desk, priced) == quote_document.pdf(desk, priced)


def test_a_pdf_bears_its_title_its_author_and_the_day(desk: Desk, priced: Project) -> None:
    about = PdfReader(BytesIO(quote_document.pdf(desk, priced))).metadata
    assert about is not None
    assert (about.title, about.author) == ("Oferta Q-2026-001", "Ilinca")
    assert about.creation_date is not None
    assert about.creation_date.date() == desk.today()


def test_a_long_quote_goes_over_several_pages_and_counts_them(desk: Desk, project: Project) -> None:
    for number in range(60):
        quoting.add_item(desk, project, f"Line {number}", unit=Unit.FIXED, price="1")
    pdf = quote_document.pdf(desk, project)
    count = len(PdfReader(BytesIO(pdf)).pages)
    assert count > 1
    assert f"Pagina {count} din {count}" in text_of(pdf)
    assert all(f"Line {number} " in text_of(pdf) for number in range(60))


# -- additions, gifts, further words ---------------------------------------------------------------------------------


def test_an_addition_names_its_quote_who_asked_for_it_and_the_new_day(desk: Desk, priced: Project) -> None:
    quoting.mark_quote_sent(desk, priced)
    quoting.accept(desk, priced, desk.today())
    additions.begin_addition(
        desk,
        priced,
        "A second language",
        asked_by="Ana",
        asked_on=date(2026, 11, 18),
        words="In English, too?",
        ready_on=date(2026, 12, 20),
        whole_waits=True,
    )
    quoting.add_item(desk, priced, "Translation", unit=Unit.WORD, quantity=100, price="0.1", addition=1)
    body = quote_document.compose(desk, priced, "Q-2026-002").body
    for words in (
        "Oferta suplimentară Q-2026-002 la oferta Q-2026-001",
        "Landing page: A second language",
        "Noul termen al întregii lucrări: 20 decembrie 2026",
        "Cerută de: Ana, 18 noiembrie 2026",
    ):
        assert words in body
    assert "A second language" in text_of(quote_document.pdf(desk, priced, "Q-2026-002"))


def test_a_gift_stands_on_it_with_its_worth_and_a_line_says_what_it_covers(desk: Desk, priced: Project) -> None:
    quoting.add_item(desk, priced, "Photos", unit=Unit.FIXED, price="100", why="Ten of them, edited")
    with desk.change() as change:
        quote = change.project(priced.id).quotes[0]
        gift = quote.option.items[-1].but(description="Map", unit_price=_none(), worth=_none().but(amount=Decimal(80)))
        option = quote.option.but(items=(*quote.option.items, gift))
        change.save(quote, quote.but(options=(option,)), project_id=priced.id)
    body = quote_document.compose(desk, priced).body.replace("\u00a0", " ")
    assert "Map: Gratuit (în valoare de 80,00 EUR)" in body
    assert "Ten of them, edited." in body


def _none() -> Money:
    return Money(amount=Decimal(0), currency="EUR")


def test_what_is_included_is_named_and_anything_beyond_is_agreed_first(desk: Desk, priced: Project) -> None:
    wish = projects.add_requirement(desk, priced, "a booking form")
    projects.add_requirement(desk, priced, "a shop")
    with desk.change() as change:
        quote = change.project(priced.id).quotes[0]
        first, *rest = quote.option.items
        option = quote.option.but(items=(first.but(answers=(wish.id,)), *rest))
        change.save(quote, quote.but(options=(option,)), project_id=priced.id)
    body = quote_document.compose(desk, priced).body
    assert "Inclus în preț\n– a booking form\n" in body
    assert "a shop" not in body
    assert "Orice lucrare în plus se face numai după ce clientul îi acceptă prețul." in body
