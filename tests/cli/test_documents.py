"""`quote document` and `payment handover`: files and standard output, refusals with their exit codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

IDENTITY = (
    "--street 'Str. Florilor 5' --town Cluj --billing-country RO --tax-number RO123 --iban RO49AAAA1B31007593840000"
)


@pytest.fixture
def quoted(project: Callable[[], Shell]) -> Shell:
    """Return a shell with a quote over 238 euros and its schedule."""
    shell = project()
    shell.run("quote item landing Design --price 200 --tax 19")
    shell.run("payment plan landing deposit --first 2026-04-01")
    return shell


def test_a_quote_comes_as_a_document_in_the_language_of_the_client(quoted: Shell) -> None:
    assert "Oferta Q-2026-001" in quoted.run("quote document landing").out
    assert quoted.run("quote document landing --format md").out.startswith("# Oferta")
    assert quoted.run("quote document landing --format html").out.startswith("<!DOCTYPE html>")


def test_a_page_of_ones_own_comes_before_what_is_alike_in_all_languages(quoted: Shell) -> None:
    own = quoted.folder / "templates"
    for locale in ("en", "ro"):
        (own / locale / "quote").mkdir(parents=True)
    (own / "en" / "quote" / "document.html").write_text("kind: quote\n---\nEnglish\n")
    assert "Oferta" in quoted.run("quote document landing --format html").out
    (own / "ro" / "quote" / "document.html").write_text("kind: quote\n---\nA mea\n")
    assert quoted.run("quote document landing --format html").out == "A mea\n"


def test_a_file_is_written_as_it_is_called(quoted: Shell, tmp_path: Path) -> None:
    for name, begins in (("q.pdf", b"%PDF"), ("q.md", b"# "), ("q.html", b"<!DOCTYPE"), ("q.txt", b"Oferta")):
        quoted.run("quote document landing --output", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_no_file_is_called_what_it_is_not(quoted: Shell, tmp_path: Path) -> None:
    refused = quoted.try_("quote document landing --output", str(tmp_path / "q.doc"))
    assert refused.code == 2
    assert "A document cannot be written as “.doc”." in refused.err
    assert not (tmp_path / "q.doc").exists()
    quoted.run("quote document landing --format md --output", str(tmp_path / "q.doc"))
    assert (tmp_path / "q.doc").read_text().startswith("# ")


def test_the_same_day_gives_the_same_pdf(quoted: Shell, tmp_path: Path) -> None:
    for name in ("1.pdf", "2.pdf"):
        quoted.run("quote document landing --output", str(tmp_path / name))
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_a_file_that_is_there_stays(quoted: Shell, tmp_path: Path) -> None:
    path = tmp_path / "q.pdf"
    path.write_text("mine")
    assert quoted.try_("quote document landing --output", str(path)).code == 5
    assert path.read_text() == "mine"
    quoted.run("quote document landing --force --output", str(path))
    assert path.read_bytes().startswith(b"%PDF")


def test_a_pdf_does_not_go_to_the_clipboard_or_into_an_editor(quoted: Shell) -> None:
    for option in ("--copy", "--edit"):
        refused = quoted.try_(f"quote document landing --format pdf {option}")
        assert refused.code == 2
        assert "error: A PDF needs a file." in refused.err


def test_a_quote_without_a_line_makes_no_document(project: Callable[[], Shell]) -> None:
    refused = project().try_("quote document landing")
    assert (refused.code, refused.out) == (2, "")


def test_another_version_is_named_by_its_number(quoted: Shell) -> None:
    quoted.run("quote send landing")
    quoted.run("quote revise landing")
    assert "Q-2026-001" in quoted.run("quote document landing --quote q-2026-001").out
    refused = quoted.try_("quote document landing --quote Q-2026-009")
    assert refused.code == 3
    assert "Q-2026-001" in refused.err


def test_what_stands_on_a_document_is_there_for_programs(quoted: Shell) -> None:
    told = quoted.run("quote document landing --json").data
    assert told["ref"] == "Q-2026-001"
    assert told["options"][0]["gross"] == {"amount": "238.00", "currency": "EUR"}


def test_a_template_of_ones_own_takes_the_place_of_the_sheet(quoted: Shell, tmp_path: Path) -> None:
    own = quoted.folder / "templates" / "ro" / "quote"
    own.mkdir(parents=True)
    (own / "document.sheet").write_text("kind: quote\n---\nheadline: x\n")
    refused = quoted.try_("quote document landing --output", str(tmp_path / "q.pdf"))
    assert refused.code == 2
    assert "headline" in refused.err
    assert not (tmp_path / "q.pdf").exists()
    quoted.run("quote document landing --built-in --output", str(tmp_path / "q.pdf"))


def test_a_schedule_is_handed_over_as_a_table(quoted: Shell) -> None:
    assert [row["number"] for row in quoted.run("payment handover landing --json").data] == ["1", "2"]
    head, *rows = quoted.run("payment handover landing").out.splitlines()
    assert head.startswith("client,client_street")
    assert len(rows) == 2
    assert "2026-04-01,EUR,71.40,60.00,11.40,0.00,,71.40" in rows[0]


def test_an_electronic_invoice_needs_its_number_and_who_is_who(quoted: Shell) -> None:
    refused = quoted.try_("payment handover landing --format einvoice")
    assert (refused.code, refused.out) == (2, "")
    assert "--number" in refused.err
    refused = quoted.try_("payment handover landing --format einvoice --number 2026-0042")
    assert refused.code == 2
    assert "your street" in refused.err


def test_an_electronic_invoice_is_written_for_the_whole_or_for_one_sum(quoted: Shell, tmp_path: Path) -> None:
    quoted.run(f"profile set {IDENTITY}")
    quoted.run("client edit ana --billing-country FR")
    whole, part = str(tmp_path / "whole.xml"), str(tmp_path / "part.xml")
    quoted.run("payment handover landing --format einvoice --number 2026-0042 --output", whole)
    quoted.run("payment handover landing --format einvoice --number 7 --instalment 1 --on 2026-03-31 --output", part)
    assert b"<ram:GrandTotalAmount>238.00<" in Path(whole).read_bytes()
    assert b"<ram:GrandTotalAmount>71.40<" in Path(part).read_bytes()
    assert b">20260331<" in Path(part).read_bytes()


def test_a_wrong_account_or_country_is_refused_and_nothing_changes(quoted: Shell) -> None:
    for wrong in ("--iban RO00AAAA1B31007593840000", "--bic X", "--billing-country XX"):
        assert quoted.try_(f"profile set --street elsewhere {wrong}").code == 2
    assert quoted.run("profile show --json").data["identity"]["street"] == ""


def test_who_somebody_is_on_documents_is_shown(quoted: Shell) -> None:
    quoted.run(f"profile set {IDENTITY}")
    assert "Str. Florilor 5 · Cluj · RO · RO123" in quoted.run("profile show").out
    assert "RO49 AAAA 1B31 0075 9384 0000" in quoted.run("profile show").out
    quoted.run("client edit ana --legal-name 'Petrescu SRL' --tax-number RO9")
    assert "Petrescu SRL · RO9" in quoted.run("client show ana").out


def test_an_identity_survives_export_and_import(quoted: Shell, tmp_path: Path) -> None:
    quoted.run(f"profile set {IDENTITY}")
    quoted.run("client edit ana --legal-name '=Petrescu SRL' --town Cluj")
    for form, name in (("json", "all.json"), ("csv", "all")):
        quoted.run(f"export --format {form} --output", str(tmp_path / name))
        again = Shell(tmp_path / f"again-{form}", quoted._capsys)
        again.run("import", str(tmp_path / name))
        assert again.run("export").out == quoted.run("export").out
