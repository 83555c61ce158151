"""Sentences come from the nearest catalog there is, and English is always left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from freelance_comm.text import catalog
from freelance_comm.text.catalog import Translator, fallbacks, interface_locales, resolve, translator
from tests.contract.tree import ROOT

PO = """msgid ""
msgstr ""
"Language: {locale}\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

{entries}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder of catalogs that takes the place of the real one."""
    locales = tmp_path / "checkout" / "locales"
    locales.mkdir(parents=True)
    monkeypatch.setattr(catalog, "data_path", lambda kind: str(locales))
    monkeypatch.setattr(catalog, "_loaded", {})
    return locales


def write(folder: Path, locale: str, *entries: tuple[str, str]) -> Path:
    """Write a catalog and return its file."""
    path = folder / locale / "LC_MESSAGES" / "freelance_comm.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "\n\n".join(f'msgid "{source}"\nmsgstr "{said}"' for source, said in entries)
    path.write_text(PO.format(locale=locale, entries=lines), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("fr_CA.UTF-8", ("fr_CA", "fr")),
        ("FR-ca", ("fr_CA", "fr")),
        ("ro_RO@euro", ("ro_RO", "ro")),
        ("sr_latn_rs", ("sr_Latn_RS", "sr_Latn", "sr")),
        ("ru", ("ru",)),
    ],
)
def test_a_locale_falls_back_to_its_language(locale: str, expected: tuple[str, ...]) -> None:
    assert fallbacks(locale) == expected


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [("fr_CA.UTF-8", "fr"), ("ro", "ro"), ("RU_ru", "ru"), ("en_GB", "en"), ("de", None), ("C", None), ("", None)],
)
def test_a_wanted_language_is_served_by_the_nearest_known(wanted: str, expected: str | None) -> None:
    assert resolve(wanted, ("en", "fr", "ro", "ru")) == expected


def test_the_interface_speaks_exactly_the_languages_that_have_a_catalog_and_english() -> None:
    folders = {path.parent.parent.name for path in (ROOT / "locales").glob("*/LC_MESSAGES/*.po")}
    assert interface_locales() == tuple(sorted({"en", *folders}))
    assert {"de", "en", "es", "fr", "ro", "ru", "uk"} <= {*interface_locales()}


def test_a_region_adds_to_its_language_and_the_language_to_english(folder: Path) -> None:
    write(folder, "fr", ("mail", "courriel"), ("weekend", "week-end"))
    write(folder, "fr_CA", ("weekend", "fin de semaine"))
    tr = translator("fr_CA.UTF-8")
    assert [tr.gettext(text) for text in ("weekend", "mail", "nowhere")] == ["fin de semaine", "courriel", "nowhere"]
    assert (tr.locale, tr.language) == ("fr_CA", "fr_CA")


def test_a_region_without_its_own_catalog_keeps_its_formats(folder: Path) -> None:
    write(folder, "fr", ("mail", "courriel"))
    assert (translator("fr_CA").locale, translator("fr_CA").language) == ("fr_CA", "fr")


def test_a_language_without_a_catalog_is_english(folder: Path) -> None:
    tr = translator("de_AT")
    assert (tr.locale, tr.language, tr.gettext("mail")) == ("en", "en", "mail")


def test_the_locale_is_never_a_path(folder: Path) -> None:
    write(folder.parent / "other", "fr", ("mail", "courriel"))
    assert translator("../other/fr").gettext("mail") == "mail"


def test_the_empty_sentence_stays_empty_and_is_not_the_header() -> None:
    assert translator("ro").gettext("") == ""


def test_a_changed_catalog_is_compiled_again_and_the_old_one_is_dropped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(folder, "fr", ("mail", "courriel"))
    assert translator("fr").gettext("mail") == "courriel"
    write(folder, "fr", ("mail", "courrier"))
    os.utime(path, ns=(1, 1))
    monkeypatch.setattr(catalog, "_loaded", {})
    assert translator("fr").gettext("mail") == "courrier"
    assert len(list((folder.parent / ".catalog-cache").iterdir())) == 1


def test_an_unchanged_catalog_is_not_compiled_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, "fr", ("mail", "courriel"))
    translator("fr")
    monkeypatch.setattr(catalog, "_loaded", {})
    monkeypatch.setattr(catalog, "compile_catalog", lambda source: pytest.fail("compiled again"))
    assert translator("fr").gettext("mail") == "courriel"


def test_a_checkout_that_cannot_be_written_is_translated_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "fr", ("mail", "courriel"))
    (folder.parent / ".catalog-cache").write_text("a file where the folder should be")
    assert translator("fr").gettext("mail") == "courriel"


def test_fuzzy_translations_are_never_shown(folder: Path) -> None:
    path = write(folder, "fr", ("mail", "courriel"))
    path.write_text(path.read_text("utf-8").replace('msgid "mail"', '#, fuzzy\nmsgid "mail"'), encoding="utf-8")
    assert translator("fr").gettext("mail") == "mail"


def test_catalogs_are_read_as_utf_8_whatever_the_environment() -> None:
    script = "from freelance_comm.text.catalog import translator as t; print(ascii(t('ru').gettext('today')))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ascii("сегодня")


def test_importing_the_catalog_loads_neither_babel_nor_jinja() -> None:
    script = (
        "import sys, freelance_comm.text.catalog, freelance_comm.text.telling, freelance_comm.text.formats as f\n"
        "f.Formats('fr')\n"
        "print(sorted({'babel', 'jinja2', 'importlib.resources'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[3], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_pseudo_locale_marks_every_way_of_translating(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    tr: Translator = translator("ro")
    assert [
        tr.gettext("today"),
        tr.ngettext("{n} day", "{n} days", 20),
        tr.pgettext("short weekday", "Thu"),
        tr.npgettext("long duration", "{n} hour", "{n} hours", 2),
        tr.gettext(""),
    ] == ["⟦azi⟧", "⟦{n} de zile⟧", "⟦joi⟧", "⟦{n} ore⟧", ""]


def test_the_pseudo_locale_is_in_no_list_of_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = interface_locales()
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    assert interface_locales() == plain
