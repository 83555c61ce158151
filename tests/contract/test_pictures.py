"""The pictures in the documents are true: each shows what the program shows now, and is shown somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.contract.tree import ROOT, shown
from tests.pictures import layers
from tests.pictures.__main__ import FOLDER, stale
from tests.pictures.album import ALBUM, names
from tests.pictures.drawing import Picture, Run, read_rows, svg, text_rows

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_SHOWN = re.compile(r"(?:\]\(|src=\"|srcset=\")([\w./-]+\.svg)")


def pictures_of(document: Path) -> set[str]:
    """Return the names of the pictures that a document shows."""
    return {Path(target).stem for target in _SHOWN.findall(document.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", [*ALBUM, layers.NAME])
def test_a_picture_shows_what_the_program_shows(name: str) -> None:
    said = [f"{kind}:\n{differs}" for kind, (differs, _document) in stale(name).items()]
    assert said == [], "bring it in step with: python -m tests.pictures"


def test_every_picture_is_shown_and_no_other_lies_there() -> None:
    wanted = {name for document in DOCUMENTS for name in pictures_of(document)}
    assert wanted == {*names(), layers.NAME} == {path.stem for path in FOLDER.glob("*")}


def test_pictures_load_nothing_from_elsewhere() -> None:
    for path in FOLDER.glob("*.svg"):
        drawn = path.read_text(encoding="utf-8")
        assert re.findall(r"(?:https?:)?//[^\"'\s)<]+", drawn) == ["http://www.w3.org/2000/svg"], shown(path)
        assert re.findall(r"<(?:script|image|style|foreignObject|use|a)\b|@import|url\(", drawn) == [], shown(path)


def test_a_drawn_picture_can_be_read_back() -> None:
    first = Run(column=1, text="a <b> & „c”  ██▒▒│", color="#ffffff", ground="#000000")
    row = (first, first.but(column=20, text="1\u202f200\xa0€"))
    picture = Picture(title="t", columns=30, rows=((), row), color="#ffffff", ground="#000000")
    assert read_rows(svg(picture)) == text_rows(picture) == ["", " a <b> & „c”  ██▒▒│ 1\u202f200\xa0€"]


def test_a_changed_picture_would_be_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = (FOLDER / "promises.svg").read_text(encoding="utf-8")
    (tmp_path / "promises.svg").write_text(drawn.replace("revised quote", "other quote"), encoding="utf-8")
    monkeypatch.setattr("tests.pictures.__main__.FOLDER", tmp_path)
    assert "revised quote" in stale("promises")["promises"][0]
