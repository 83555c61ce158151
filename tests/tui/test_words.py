"""With the pseudo-locale on, every word on every page passed a catalog or is the freelancer's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from freelance_comm.services.desk import Desk
from tests.pseudo import outside, untranslated
from tests.tui.conftest import Open, make_desk
from tests.tui.test_hostile_text import every_page, fill

# What is typed as it stands: commands, keys, codes, references, names of languages and zones, our own marks.
_TYPED = re.compile(
    r"`[^`]*`|freelance-comm[^\n]*|--[\w-]+|\b[A-Z]-[\w-]+|\b[A-Z]{2,3}\b|\bctrl\+\w|\bF\d+\b|\w+/\w+|[\w./]*\.eml"
    r"|\b\d+h\d\d\b|English|mon-fri|[\w.]+@[\w.]+|\{\w+\}"
)


@pytest.fixture
def marked(root: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose every translated sentence is marked."""
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    fill(desk, "7788")
    return make_desk(root)


async def test_no_word_of_the_interface_escaped_translation(marked: Desk, open_screen: Open) -> None:
    async with open_screen(marked, (200, 60)) as screen:
        escaped = {}
        for number, page in enumerate(await every_page(screen)):
            if "· ⟦to " in page.split("\n")[0]:
                continue  # a letter: its words are the client's language, not the interface's
            joined = page.replace("\n", " ")
            left = untranslated(_TYPED.sub(" ", outside(joined)), ("7788", "Ilinca"))
            if left:
                escaped[f"{number} {page.split(chr(10))[0].strip()}"] = left
        assert escaped == {}


async def test_no_word_of_the_welcome_escaped_translation(
    root: Path, open_screen: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    async with open_screen(make_desk(root), (120, 40)) as screen:
        left = untranslated(_TYPED.sub(" ", outside(screen.text().replace("\n", " "))), ())
        assert left == []
