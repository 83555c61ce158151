"""Every sentence of the program is there in every language, complete, with what is filled in at run time."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Callable
from importlib import import_module
from io import BytesIO

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message

from freelance_comm.cli.registry import COMMANDS, module_of
from freelance_comm.text.catalog import compile_catalog, interface_locales, translator
from tests.catalogs import (
    KEYWORDS,
    catalog_path,
    extracted,
    key_of,
    languages,
    merged,
    missing,
    placeholders,
    plural_forms,
    read_catalog,
    written,
)
from tests.contract.tree import python_files, shown, tree

LANGUAGES = sorted(set(interface_locales()) - {"en"})
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|„[^”]*”|\"[^\"]*\"|`[^`]*`|\{[^}]*\}|%\(\w+\)[srd]")


@pytest.fixture(scope="module")
def template() -> Catalog:
    """Return all sentences of the program."""
    return extracted()


def forms(message: Message) -> list[str]:
    """Return all forms of a translation."""
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_seven_languages_stand_beside_one_another() -> None:
    assert languages() == LANGUAGES
    assert {"de", "es", "fr", "ro", "ru", "uk"} <= set(LANGUAGES)


@pytest.mark.parametrize("locale", LANGUAGES)
def test_words_that_have_to_be_typed_stand_as_they_are_in_every_language(locale: str) -> None:
    tr = translator(locale)
    wrong = []
    for name, summary in COMMANDS:
        typed = getattr(import_module(f"freelance_comm.cli.commands.{module_of(name)}"), "VERBS", ())
        _what, _colon, listed = summary.partition(": ")
        words = re.findall(r"\w+", listed)
        if words and {*words} <= {*typed} and not tr.gettext(summary).endswith(listed):
            wrong.append(tr.gettext(summary))
    assert wrong == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_sentence_is_translated_with_its_placeholders_and_all_its_forms(template: Catalog, locale: str) -> None:
    assert list(missing(template, read_catalog(locale), locale)) == []


def test_all_languages_have_the_same_sentences_those_of_newer_pythons_too() -> None:
    known = {locale: {str(message.id) for message in read_catalog(locale)} for locale in LANGUAGES}
    lacking = {locale: set().union(*known.values()) - own for locale, own in known.items()}
    assert {locale: found for locale, found in lacking.items() if found} == {}


@pytest.mark.parametrize("locale", LANGUAGES)
def test_no_translation_is_a_guess(locale: str) -> None:
    assert [message.id for message in read_catalog(locale) if message.fuzzy and message.id] == []


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_catalog_is_written_the_one_way_the_tool_writes_it(template: Catalog, locale: str) -> None:
    kept = catalog_path(locale).read_text(encoding="utf-8")
    assert kept == written(merged(template, read_catalog(locale), locale), locale), (
        "run: python -m tests.catalogs update"
    )


@pytest.mark.parametrize("locale", LANGUAGES)
def test_the_plural_rule_of_a_catalog_is_that_of_the_language(locale: str) -> None:
    compiled = gettext.GNUTranslations(BytesIO(compile_catalog(str(catalog_path(locale)))))
    rule: Callable[[int], int] = vars(compiled)["plural"]
    language = Locale.parse(locale)
    # The class that French has for whole millions is written like any other plural.
    by_class: dict[str, set[int]] = {}
    for count in range(1000):
        by_class.setdefault(language.plural_form(count), set()).add(rule(count))
    assert all(len(found) == 1 for found in by_class.values())
    assert len(set.union(*by_class.values())) == len(by_class) == plural_forms(locale)[0]


def test_sentences_are_marked_as_plain_literals() -> None:
    wrong = []
    for path in python_files("freelance_comm"):
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name not in KEYWORDS:
                continue
            composed = [part for part in node.args if isinstance(part, ast.JoinedStr | ast.BinOp)]
            computed = name in ("N_", "NP_") and not all(isinstance(part, ast.Constant) for part in node.args)
            if composed or computed:
                wrong.append(f"{shown(path)}:{node.lineno}")
    assert wrong == []


def test_what_is_filled_in_has_a_name(template: Catalog) -> None:
    nameless = [
        key_of(message)[0]
        for message in template
        if message.id and any("{}" in text or re.search(r"\{\d", text) for text in _texts(message))
    ]
    assert nameless == []


def test_a_sentence_inside_an_f_string_is_found_too(template: Catalog) -> None:
    known = {text for message in template if message.id for text in _texts(message)}
    lost = [
        f"{shown(path)}:{call.lineno}: {part.value!r}"
        for path in python_files("freelance_comm")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in KEYWORDS
        for part in call.args[-1:]
        if isinstance(part, ast.Constant) and part.value not in known
    ]
    assert lost == []


def test_both_forms_of_a_sentence_with_a_number_fill_in_the_same_things(template: Catalog) -> None:
    unequal = [
        message.id
        for message in template
        if isinstance(message.id, tuple) and not placeholders(message.id[0]) <= placeholders(message.id[1])
    ]
    assert unequal == []


def _texts(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def test_romanian_is_written_with_commas_below() -> None:
    wrong = [text for message in read_catalog("ro") for text in forms(message) if re.search("[şţŞŢ]", text)]
    assert wrong == []


def test_french_keeps_its_spaces_and_apostrophes() -> None:
    wrong = []
    for message in read_catalog("fr"):
        for text in forms(message) if message.id else ():
            bare = _QUOTED.sub("x", text)
            if re.search(r"\w'\w|[^\W\d][;!?](?:\s|$)|[^\W\d]:(?:\s|$)| [;:!?](?:\s|$)|« | »", bare):
                wrong.append(text)
    assert wrong == []


def test_russian_quotes_with_guillemets() -> None:
    wrong = [
        text for message in read_catalog("ru") for text in forms(message) if message.id and re.search("[“”„]", text)
    ]
    assert wrong == []


def test_the_key_that_leads_to_the_letters_is_called_as_their_page_is() -> None:
    for locale in interface_locales():
        tr = translator(locale)
        assert tr.gettext("letters").casefold() == tr.gettext("Letters").casefold()
        assert tr.gettext("Letters · {project}") == tr.gettext("Letters") + " · {project}"


def test_people_have_names_and_projects_are_called_where_a_language_has_a_word_for_each() -> None:
    for locale, person, thing in (("ru", "Имя", "Название"), ("uk", "Ім’я", "Назва"), ("en", "Name", "Name")):
        tr = translator(locale)
        assert (tr.gettext("Name"), tr.pgettext("of a thing", "Name")) == (person, thing)
        assert tr.gettext("The name of the project").startswith(thing) == (locale != "en")


@pytest.mark.parametrize("locale", ["ru", "uk"])
def test_no_preposition_bends_a_name_that_stays_as_it_was_typed(locale: str) -> None:
    wrong = [
        text
        for message in read_catalog(locale)
        for text in forms(message)
        if re.search(r"\b(для|от|від|до|з|с|у|о|об|про|к|перед) \{(name|who)\}", text) and "[keys]" not in text
    ]
    assert wrong == []


def test_a_translation_begins_and_ends_as_its_sentence_does() -> None:
    wrong = []
    for locale in LANGUAGES:
        for message in read_catalog(locale):
            if message.context == "mark between thousands":  # in many languages that mark is a space
                continue
            for source, text in zip(_texts(message) * 3, forms(message), strict=False) if message.id else ():
                edges = (source[:1].isspace(), source[-1:].isspace(), source.endswith("\n"))
                if text and edges != (text[:1].isspace(), text[-1:].isspace(), text.endswith("\n")):
                    wrong.append(text)
    assert wrong == []
