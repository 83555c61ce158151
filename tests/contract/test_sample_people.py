"""Every language of the interface brings its own people for the sample, whole, as data: no Python tells them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from freelance_comm import demo
from freelance_comm.demo.casting import cast_from
from freelance_comm.text.catalog import SOURCE_LOCALE, interface_locales
from freelance_comm.text.languages import quotation_marks
from tests.contract.tree import ROOT

EVERY_LANGUAGE = pytest.mark.parametrize("locale", interface_locales())
AS_NEEDED = {"vocative", "dative", "genitive", "iban", "bic", "tax_number", "registration"}
"""What people have in one country or language and not in another: cases of a name, a number of an office or a bank."""
COMPANY = re.compile(r"^clients\.\w+\.address\.name$")
"""What a company is called on paper, where that is not how it is called."""


def told(locale: str) -> dict[str, Any]:
    """Return what a language's folder says of the sample."""
    return tomllib.loads((ROOT / "locales" / locale / "demo.toml").read_text(encoding="utf-8"))


def places(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield where each value stands, with the number of an entry in its list."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else None
    if inside is None:
        yield place, value
        return
    for name, part in inside:
        yield from places(part, f"{place}.{name}" if place else str(name))


def needed(locale: str) -> set[str]:
    """Return the places that a language fills, without what depends on the country and the grammar."""
    found = {place for place, _value in places(told(locale)) if not place.startswith("me.signatures.")}
    return {place for place in found if place.rpartition(".")[2] not in AS_NEEDED and not COMPANY.match(place)}


@EVERY_LANGUAGE
def test_a_language_says_all_that_the_story_needs(locale: str) -> None:
    """The same places as in English: as many wishes, letters and lines of a quote, nothing left out, nothing over."""
    assert needed(locale) ^ needed(SOURCE_LOCALE) == set()


@EVERY_LANGUAGE
def test_nothing_in_it_is_empty_or_left_in_the_words_of_another_language(locale: str) -> None:
    own = {place: value for place, value in places(told(locale)) if isinstance(value, str)}
    assert [place for place, value in own.items() if not value.strip() or value != value.strip()] == []
    sentences = {value for _place, value in _at_home(locale) if value.count(" ") > 4}
    for other in {*interface_locales()} - {locale}:
        abroad = {value for place, value in _at_home(other) if value.count(" ") > 4}
        assert sentences & abroad == set(), other


def _at_home(locale: str) -> Iterator[tuple[str, str]]:
    """Yield what is said in the language itself, not by the two who write in others."""
    foreign = re.compile(
        r"^(clients|jobs)\.(newcomer|press|enquiry|terms|plan)\.|^letters\.(enquires|answered\.[45])|^notes\.call_back"
    )
    return (
        (place, value) for place, value in places(told(locale)) if isinstance(value, str) and not foreign.match(place)
    )


@EVERY_LANGUAGE
def test_the_cast_of_a_language_comes_from_its_own_folder(locale: str) -> None:
    assert demo.cast_for(locale) == cast_from(told(locale))
    assert demo.cast_for(locale).profile.language == locale


@EVERY_LANGUAGE
def test_quotations_have_the_marks_of_the_language(locale: str) -> None:
    words = "\n".join(value for _place, value in _at_home(locale))
    opening, closing = (mark.strip() for mark in quotation_marks(locale))
    assert {*re.findall('[„“”«»‹›"]', words)} <= {opening, closing}


@EVERY_LANGUAGE
def test_the_file_says_itself_whom_it_tells_of(locale: str) -> None:
    """Translators read a comment at each client and each job."""
    text = (ROOT / "locales" / locale / "demo.toml").read_text(encoding="utf-8")
    heads = re.findall(r"^\[(?:clients|jobs)\.\w+\](.*)$", text, re.MULTILINE)
    assert len(heads) == 15
    assert all(re.match(r"  # \w", head) for head in heads)
