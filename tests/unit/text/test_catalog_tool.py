"""The tool that keeps the catalogs guesses nothing, loses nothing and writes the same text every time."""

from __future__ import annotations

import argparse
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests import catalogs
from tests.catalogs import (
    KEYWORDS,
    add_argparse,
    extracted,
    left_over,
    merged,
    missing,
    placeholders,
    sentences,
    written,
)

SOURCE = """
label = N_("Hello {name}")
a = tr.gettext("One " "two")
b = tr.ngettext("{n} day", "{n} days", count)
c = tr.pgettext("verb", "open")
d = tr.npgettext("short", "{n} h", "{n} hrs", n)
e = tr.gettext(label)
f = other("not this")
g = tr.gettext("")
"""


def template(*texts: str | tuple[str, ...]) -> Catalog:
    """Return a catalog of sentences to translate."""
    made = Catalog(charset="utf-8", fuzzy=False)
    for text in texts:
        made.add(text, locations=[("freelance_comm/somewhere.py", 0)])
    return made


def again(text: str) -> Catalog:
    """Return a written catalog as it is read back."""
    return read_po(BytesIO(text.encode("utf-8")), locale="ro", charset="utf-8", abort_invalid=True)


def test_every_way_of_marking_a_sentence_is_found(tmp_path: Path) -> None:
    source = tmp_path / "code.py"
    source.write_text(SOURCE, encoding="utf-8")
    assert list(sentences(source, KEYWORDS)) == [
        ("Hello {name}", None),
        ("One two", None),
        (("{n} day", "{n} days"), None),
        ("open", "verb"),
        (("{n} h", "{n} hrs"), "short"),
    ]


def test_a_changed_sentence_is_not_given_the_translation_of_a_similar_one() -> None:
    old = template()
    old.add("The client was added.", "Clientul a fost adăugat.")
    new = merged(template("The client was added!"), old, "ro")
    assert [message.string for message in new if message.id] == [""]
    assert not any(message.fuzzy for message in new if message.id)


def test_a_sentence_that_is_kept_and_comes_back_finds_its_translation() -> None:
    old = template()
    old.add("Hello", "Bună")
    gone = again(written(merged(template("Bye"), old, "ro", keep=True), "ro"))
    back = merged(template("Hello", "Bye"), gone, "ro")
    assert {message.id: message.string for message in back if message.id} == {"Hello": "Bună", "Bye": ""}


def test_a_sentence_that_is_gone_is_dropped() -> None:
    old = template()
    old.add("Hello", "Bună")
    kept = again(written(merged(template("Bye"), old, "ro", keep=True), "ro"))
    assert "Bună" not in written(merged(template("Bye"), old, "ro"), "ro")
    assert "Bună" not in written(merged(template("Bye"), kept, "ro"), "ro")


def test_the_check_names_what_is_kept_of_sentences_that_are_gone() -> None:
    old = template()
    old.add(("{n} day", "{n} days"), ("o zi", "{n} zile", "{n} de zile"))
    kept = again(written(merged(template("Bye"), old, "ro", keep=True), "ro"))
    (line,) = left_over(kept, "ro")
    assert "{n} day" in line
    assert list(left_over(again(written(merged(template("Bye"), kept, "ro"), "ro")), "ro")) == []


def test_a_fuzzy_translation_is_dropped() -> None:
    old = template()
    old.add("Hello", "Bună", flags=["fuzzy"])
    assert [message.string for message in merged(template("Hello"), old, "ro") if message.id] == [""]


def test_writing_twice_changes_nothing() -> None:
    once = written(merged(template("b", "a", ("{n} day", "{n} days")), Catalog(locale="ro"), "ro"), "ro")
    twice = written(merged(template(("{n} day", "{n} days"), "a", "b"), again(once), "ro"), "ro")
    assert once == twice
    assert "Date" not in once
    assert "py:" not in once


def test_what_is_not_properly_translated_is_named() -> None:
    wanted = template("Hello {name}", ("{n} day", "{n} days"), "gone", "fine {x}")
    have = template()
    have.add("Hello {name}", "Bună {nume}")
    have.add(("{n} day", "{n} days"), ("o zi", "{n} zile", ""))
    have.add("fine {x}", "bine {x}")
    said = [line.partition(": ")[2].partition(":")[0] for line in missing(wanted, have, "ro")]
    assert sorted(said) == ["not in the catalog", "not translated", "other placeholders than ['name']"]


def test_a_form_for_one_thing_may_spell_the_number_out() -> None:
    have = template()
    have.add(("{n} day", "{n} days"), ("o zi", "{n} zile", "{n} de zile"))
    assert list(missing(template(("{n} day", "{n} days")), have, "ro")) == []


def test_a_lone_brace_is_no_placeholder() -> None:
    assert placeholders("a { b") == set()
    assert placeholders(("{n} a {b}", "{{x}}")) == {"n", "b"}


def test_sentences_of_argparse_are_kept_though_another_python_has_others(tmp_path: Path) -> None:
    newer = tmp_path / "argparse.py"
    newer.write_text('_("a sentence of a newer Python")\n_("%r is not callable")\n')
    first = template()
    add_argparse(first, newer)
    kept = merged(template(), again(written(merged(first, Catalog(locale="ro"), "ro"), "ro")), "ro")
    assert [message.id for message in kept if message.id] == ["a sentence of a newer Python"]


def test_the_program_s_own_sentences_and_argparse_s_are_extracted() -> None:
    found = {message.id for message in extracted() if message.id}
    assert {"due now", ("{n} day", "{n} days"), "show this help message and exit"} <= found
    assert argparse.__file__


def test_checking_says_what_is_missing_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ro" / "LC_MESSAGES").mkdir(parents=True)
    monkeypatch.setattr(catalogs, "LOCALES", tmp_path)
    monkeypatch.setattr(catalogs, "extracted", lambda: template("Hello"))
    assert catalogs.main(["check"]) == 1
    assert "ro: not in the catalog: 'Hello'" in capsys.readouterr().out
    assert list(tmp_path.rglob("*.po")) == []
    assert catalogs.main(["update"]) == 0
    assert [path.parent.parent.name for path in tmp_path.rglob("*.po")] == ["ro"]


def test_a_folder_for_a_catalog_is_a_new_language_with_the_plural_rule_that_babel_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pl" / "LC_MESSAGES").mkdir(parents=True)
    monkeypatch.setattr(catalogs, "LOCALES", tmp_path)
    monkeypatch.setattr(catalogs, "extracted", lambda: template(("{n} day", "{n} days")))
    assert catalogs.main(["update"]) == 0
    assert "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : " in catalogs.catalog_path("pl").read_text(encoding="utf-8")
    assert [message.string for message in catalogs.read_catalog("pl") if message.id] == [("", "", "")]


def test_the_header_of_a_catalog_says_its_plural_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogs, "LOCALES", tmp_path)
    path = catalogs.catalog_path("pl")
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 4);\\n"\n', encoding="utf-8")
    assert catalogs.plural_forms("pl") == (2, "(n > 4)")
    assert "nplurals=2; plural=(n > 4);" in written(merged(template("Bye"), catalogs.read_catalog("pl"), "pl"), "pl")
