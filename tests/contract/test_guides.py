"""Each guide follows one order of thought, and the keys and pages it names are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from freelance_comm.services.agenda_item import TITLES
from freelance_comm.tui.acts import ACTS
from tests.contract.tree import ROOT

DOCS = ROOT / "docs"
NO_GUIDES = {"README", "accessibility", "data", "installation", "reference", "rulebook"}
GUIDES = sorted(page for page in DOCS.glob("*.md") if page.stem not in NO_GUIDES)
KEYS = {key.upper() if re.fullmatch(r"f\d+", key) else key for act in ACTS for key in (act.key, *act.also)} | {"esc"}
"""Every key of the screen, as documents write it."""
_NAMED = {"minus": "-", "plus": "+", "asterisk": "*", "left": "←", "right": "→", "escape": "esc"}


def head(page: Path) -> str:
    """Return a guide up to its first further heading."""
    return page.read_text(encoding="utf-8").partition("\n## ")[0]


def keys_in(text: str) -> set[str]:
    """Return what a text names that can only be a key."""
    said = re.findall(r"`([^`\s]{1,2}|F\d{1,2}|ctrl\+\w|esc|enter|space)`", text)
    return {word for word in said if not word.startswith(".")}


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_guide_says_what_it_does_for_you_then_commands_then_keys_then_what_it_never_does(page: Path) -> None:
    text = head(page)
    places = [text.find(mark) for mark in ("\n![", "\n```sh\n", "\n**It never**")]
    assert -1 not in places
    assert places == sorted(places)
    first = text.split("```sh\n")[1].split("```")[0].strip().splitlines()
    assert len(first) == 3, "three commands are enough to begin with"


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_the_keys_that_a_guide_names_first_are_keys_of_the_screen(page: Path) -> None:
    said = [part for part in head(page).split("\n\n") if part.startswith("**On the screen**")]
    assert len(said) == 1 or page.stem == "browser"
    known = KEYS | {_NAMED.get(key, key) for key in KEYS}
    assert [key for part in said for key in sorted(keys_in(part)) if key not in known] == []


def test_the_index_names_every_page() -> None:
    linked = set(re.findall(r"\]\(([\w-]+)\.md\)", (DOCS / "README.md").read_text(encoding="utf-8")))
    assert linked == {page.stem for page in DOCS.glob("*.md")} - {"README"}


def test_the_guide_to_the_daily_screen_names_all_that_can_stand_there() -> None:
    page = (DOCS / "today.md").read_text(encoding="utf-8")
    assert [title for title in TITLES.values() if f"| {title} |" not in page] == []
