"""Takes the pictures in ``docs/pictures`` anew, from the program itself, so that they cannot go stale.

    python -m tests.pictures              brings all pictures in step with the program
    python -m tests.pictures NAME …       only these
    python -m tests.pictures check        says which are not

A picture whose text has not changed is left as it is: colours may differ a little between versions of Textual.
"""

from __future__ import annotations

import sys
from difflib import unified_diff
from pathlib import Path

from tests.pictures import album, layers
from tests.pictures.drawing import read_rows, svg, text_rows

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"


def stale(name: str) -> dict[str, tuple[str, str]]:
    """Return, by file, those pictures taken as ``name`` that show another text than the document on the disk.

    With each comes what differs, for people, and the new document.
    """
    if name == layers.NAME:
        return _stale_drawing()
    found = {}
    for kind, picture in album.taken(name).items():
        path = FOLDER / f"{kind}.svg"
        kept = read_rows(path.read_text(encoding="utf-8")) if path.exists() else []
        if kept != text_rows(picture):
            found[kind] = (
                "\n".join(unified_diff(kept, text_rows(picture), "document", "program", "", "", 0)),
                svg(picture),
            )
    return found


def _stale_drawing() -> dict[str, tuple[str, str]]:
    path, drawn = FOLDER / f"{layers.NAME}.svg", layers.svg()
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    if kept == drawn:
        return {}
    differs = unified_diff(kept.splitlines(), drawn.splitlines(), "document", "import contract", "", "", 0)
    return {layers.NAME: ("\n".join(differs), drawn)}


def main(words: list[str]) -> int:
    """Renew or check the pictures; return 1 where a check finds one that is stale."""
    checking = words == ["check"]
    code = 0
    FOLDER.mkdir(exist_ok=True)
    for name in (*album.ALBUM, layers.NAME) if checking or not words else words:
        for kind, (differs, document) in stale(name).items():
            print(f"stale: {kind}\n{differs}" if checking else f"taken: {kind}")  # noqa: T201
            code = 1 if checking else 0
            if not checking:
                (FOLDER / f"{kind}.svg").write_text(document, encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
