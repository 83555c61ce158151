"""Finding what somebody means by a few typed characters."""

from __future__ import annotations

import subprocess
import sys

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.services.lookup import Handle, candidates, close_names, pick

HANDLES = [
    Handle("P-2026-001", "Landing page", further=("Petrescu Café",)),
    Handle("P-2026-002", "Landing", further=("Studio Vasile",)),
    Handle("P-2026-013", "Книга рецептов", further=("Семёнова",)),
    Handle("P-2025-002", "Album Éclair", further=("Bélanger Photo",)),
]


def _found(text: str) -> list[str]:
    places, _exact = candidates(text, HANDLES)
    return [HANDLES[place].ref for place in places]


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("P-2026-002", "P-2026-002"),
        ("p-2026-013", "P-2026-013"),
        ("  landing PAGE ", "P-2026-001"),
        ("landing", "P-2026-002"),
        ("книга", "P-2026-013"),
        ("album e", "P-2025-002"),
        ("eclair", "P-2025-002"),
        ("e\u0301clair", "P-2025-002"),
        ("pag", "P-2026-001"),
        ("13", "P-2026-013"),
        ("p-2025", "P-2025-002"),
        ("petrescu cafe", "P-2026-001"),
        ("семенова", "P-2026-013"),
        ("photo", "P-2025-002"),
        ("landi\u200bng page", "P-2026-001"),
    ],
)
def test_a_reference_a_name_or_a_beginning_of_either_leads_to_one_record(text: str, ref: str) -> None:
    assert _found(text) == [ref]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("гудз", "Ганна Ґудзь"),
        ("ганна гудзь", "Ганна Ґудзь"),
        ("меню кав'ярні", "Меню кав’ярні"),
        ("кавярні", "Меню кав’ярні"),
        ("кав\u02bcярні", "Меню кав’ярні"),
        ("o'brien", "O’Brien"),
        ("brien", "O’Brien"),
        ("wojcik", "Łukasz Wójcik"),
        ("lukasz", "Łukasz Wójcik"),
    ],
)
def test_letters_and_apostrophes_that_many_keyboards_lack_are_not_missed(text: str, name: str) -> None:
    handles = [Handle("C-1", each) for each in ("Ганна Ґудзь", "Меню кав’ярні", "O’Brien", "Łukasz Wójcik")]
    assert [handles[place].name for place in candidates(text, handles)[0]] == [name]


def test_an_exact_name_wins_over_a_longer_name_that_begins_alike() -> None:
    assert candidates("landing", HANDLES) == ([1], True)


def test_a_beginning_that_fits_several_names_all_of_them() -> None:
    assert _found("land") == ["P-2026-001", "P-2026-002"]


def test_letters_that_begin_every_reference_do_not_stand_for_all_of_them() -> None:
    assert _found("p") == ["P-2026-001"]  # the page of "Landing page"


def test_a_number_that_ends_several_references_is_ambiguous() -> None:
    assert _found("2") == ["P-2026-002", "P-2025-002"]


def _pick(text: str) -> Handle:
    return pick(text, HANDLES, HANDLES, unknown="No {name}.", several="{name} fits several.", hint="Add it.")


def test_ambiguity_lists_the_candidates_and_picks_none() -> None:
    with pytest.raises(Ambiguous) as caught:
        _pick("land")
    assert caught.value.near == ("P-2026-001 Landing page", "P-2026-002 Landing")


def test_a_misspelt_name_is_answered_with_the_close_one() -> None:
    with pytest.raises(NotFound) as caught:
        _pick("landnig pgae")
    assert "Landing page" in caught.value.near


def test_a_misspelt_name_of_a_client_offers_the_record_it_leads_to() -> None:
    assert close_names("belange", HANDLES) == ("Album Éclair",)


@pytest.mark.parametrize("text", ["", "   ", "\t"])
def test_no_text_is_no_name(text: str) -> None:
    with pytest.raises(BadValue):
        _pick(text)


@pytest.mark.parametrize("text", ["\u200b", "\x1b[31m", "x" * 100_000, "😀", "../../etc/passwd", "-rf", "%s", "{name}"])
def test_text_that_can_name_nothing_is_simply_not_found(text: str) -> None:
    with pytest.raises(NotFound) as caught:
        _pick(text)
    assert "\x1b" not in str(caught.value)


def test_a_name_of_signs_only_can_be_found() -> None:
    odd = [Handle("C-2026-001", "😀"), Handle("C-2026-002", ".."), Handle("C-2026-003", "-rf")]
    assert [candidates(handle.name, odd)[0] for handle in odd] == [[0], [1], [2]]


def test_finding_by_name_loads_nothing_that_only_failures_need() -> None:
    code = (
        "import sys; from freelance_comm.services import project_search, lookup;"
        "lookup.candidates('a', [lookup.Handle('P-1', 'A')]);"
        "unwanted = {'difflib', 'decimal', 'babel', 'freelance_comm.domain.money'};"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
