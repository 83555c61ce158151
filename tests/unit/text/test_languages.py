"""What a language is called, how it quotes and how it calls names comes from its own folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from freelance_comm.text import languages
from freelance_comm.text.catalog import interface_locales
from freelance_comm.text.languages import greeted, own_name, quotation_marks


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        ("en", "English"),
        ("ro", "română"),
        ("uk", "українська"),
        ("fr_CA", "français (CA)"),
        ("fr-ca", "français (CA)"),
        ("pt", "pt"),
        ("pt_BR", "pt (BR)"),
        ("", ""),
        ("../en", "../en"),
    ],
)
def test_a_language_is_called_what_its_speakers_call_it(locale: str, name: str) -> None:
    assert own_name(locale) == name


def test_every_language_of_the_interface_has_a_name_of_its_own() -> None:
    assert len({own_name(locale) for locale in interface_locales()} - {*interface_locales()}) == len(
        interface_locales()
    )


@pytest.mark.parametrize(
    ("locale", "quoted"),
    [
        ("en_GB", "“a”"),
        ("de", "„a“"),
        ("ro", "„a”"),
        ("es", "«a»"),
        ("fr", "«\u00a0a\u00a0»"),
        ("fr_CA", "«\u00a0a\u00a0»"),
        ("pt", "“a”"),
        ("", "“a”"),
    ],
)
def test_words_are_quoted_as_their_language_does(locale: str, quoted: str) -> None:
    assert "a".join(quotation_marks(locale)) == quoted


def test_a_country_may_have_a_name_and_marks_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for locale, text in {"en": 'quotes = ["“", "”"]', "de": 'name = "Deutsch"', "de_CH": 'quotes = ["«", "»"]'}.items():
        (tmp_path / "locales" / locale).mkdir(parents=True)
        (tmp_path / "locales" / locale / "language.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("freelance_comm.text.locate.data_path", lambda kind: str(tmp_path / kind))
    monkeypatch.setattr(languages, "_loaded", {})
    assert [own_name(locale) for locale in ("de", "de_CH", "de_AT")] == ["Deutsch", "Deutsch (CH)", "Deutsch (AT)"]
    assert [quotation_marks(locale) for locale in ("de_CH", "de")] == [("«", "»"), ("“", "”")]


@pytest.mark.parametrize(
    ("name", "locale", "called"),
    [
        ("Олена Шевчук", "uk_UA", "Олено Шевчук"),
        ("Тарас", "uk", "Тарасе"),
        ("Марія Сергіївна", "uk_UA", "Маріє Сергіївно"),
        ("Петро Іванович Коваль", "uk_UA", "Петре Івановичу Коваль"),
        ("Олена Антонович", "uk_UA", "Олено Антонович"),
        ("Дем'ян Гук", "uk_UA", "Дем'ян Гук"),
        ("Мар'яна Гук", "uk_UA", "Мар’яно Гук"),
        ("Книгарня «Олена»", "uk_UA", "Книгарня «Олена»"),
        ("Олена і партнери", "uk_UA", "Олена і партнери"),
        ("Олена Шевчук", "en_GB", "Олена Шевчук"),
        ("Ana Petrescu", "ro_RO", "Ana Petrescu"),
        ("", "uk_UA", ""),
    ],
)
def test_a_listed_name_is_called_as_its_language_does(name: str, locale: str, called: str) -> None:
    assert greeted(name, locale) == called
