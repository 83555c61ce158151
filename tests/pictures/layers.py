"""Draws the one picture of the architecture from the import contract, so that it shows what is really enforced.

Apart from the album because it is taken from ``pyproject.toml``, not from the running program.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any

NAME = "architecture"
_CONFIGURATION = Path(__file__).parents[2] / "pyproject.toml"
_SAID = {
    "entry": "decides which face answers",
    "cli | tui": "two faces; neither knows the other",
    "serving": "the screen in a browser, and its door",
    "demo": "the sample freelancer",
    "bootstrap": "wires a desk; the only place that makes a clock",
    "services": "use cases, named as people would name them",
    "stages | coach | forecast | mail | store | text | settings": "what they need; none knows another",
    "domain": "what client work is",
    "prompt_line | mail_stamps": "answers that import nothing",
    "places": "where things lie",
}
"""What each layer is for, in a few words."""
_SMALL = ("__main__", "last_words")
"""Layers of one small file each, named in the text alone."""
_WIDTH, _LEFT, _ROW, _GAP = 1000, 60, 54, 14
_FRONT, _GROUND, _BOX, _QUIET, _ACCENT = "#e0e0e0", "#121212", "#1e2730", "#9a9a9a", "#57a5e2"
_FONTS = "system-ui, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif"


def layers() -> list[list[str]]:
    """Return the parts of the program, layer by layer, from the top; parts of one layer do not know each other."""
    (contract,) = [one for one in _contracts() if one["type"] == "layers"]
    rows = [[part.strip().strip("()") for part in layer.split("|")] for layer in contract["layers"]]
    return [row for row in rows if not set(row) & set(_SMALL)]


def libraries() -> dict[str, list[str]]:
    """Return, by part, the libraries that it alone may import."""
    owned: dict[str, list[str]] = {}
    for contract in _contracts():
        if contract["type"] == "protected":
            owner = contract["allowed_importers"][0].split(".")[1]
            owned.setdefault(owner, []).extend(contract["protected_modules"])
    return owned


def svg() -> str:
    """Return the picture as a document of its own."""
    rows, owned = layers(), libraries()
    height = len(rows) * (_ROW + _GAP) + 76
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" '
        f'font-family="{_FONTS}" font-size="15">',
        "<title>The parts of freelance-comm: imports go downwards only</title>",
        f'<rect x=".5" y=".5" width="{_WIDTH - 1}" height="{height - 1}" rx="8" fill="{_GROUND}" stroke="{_BOX}"/>',
        f'<path d="M30 40V{height - 40}m-6 -10l6 10l6 -10" fill="none" stroke="{_ACCENT}" stroke-width="2"/>',
        f'<text transform="translate(20 {height / 2:g}) rotate(-90)" text-anchor="middle" fill="{_QUIET}" '
        'font-size="13">imports go downwards only</text>',
    ]
    lines.append(
        f'<text x="{_WIDTH - 30}" y="{height - 18}" text-anchor="end" fill="{_ACCENT}" font-size="11">'
        "in blue: the libraries that this part alone imports</text>"
    )
    for number, row in enumerate(rows):
        lines.extend(_layer(row, 30 + number * (_ROW + _GAP), owned))
    return "\n".join([*lines, "</svg>", ""])


def _layer(row: Sequence[str], top: float, owned: dict[str, list[str]]) -> Iterator[str]:
    said = _SAID[" | ".join(row)]
    whole = len(row) > 3  # as wide as the picture, with what is said of it above
    space = _WIDTH - _LEFT - 30 if whole else 540
    width = (space - _GAP * (len(row) - 1)) / len(row)
    for place, part in enumerate(row):
        left = _LEFT + place * (width + _GAP)
        names = owned.get(part, [])
        yield f'<rect x="{left:g}" y="{top:g}" width="{width:.5g}" height="{_ROW}" rx="6" fill="{_BOX}"/>'
        middle, base = f"{left + width / 2:g}", top + (22 if names else 32)
        yield (
            f'<text x="{middle}" y="{base:g}" text-anchor="middle" fill="{_FRONT}" font-weight="bold">'
            f"{escape(part)}</text>"
        )
        for line, written in enumerate(_lines(names, width)):
            yield (
                f'<text x="{middle}" y="{base + 16 + 13 * line:g}" text-anchor="middle" fill="{_ACCENT}" '
                f'font-size="11">{escape(written)}</text>'
            )
    if whole:
        yield f'<text x="{_WIDTH - 30}" y="{top - 3:g}" text-anchor="end" fill="{_QUIET}" font-size="11">{said}</text>'
    else:
        yield f'<text x="{_LEFT + space + 24}" y="{top + 32:g}" fill="{_QUIET}">{escape(said)}</text>'


def _lines(names: Sequence[str], width: float) -> list[str]:
    """Return names, as many on a line as there is room for."""
    lines: list[str] = []
    for name in names:
        if lines and len(lines[-1]) + len(name) + 2 < width / 6.2:
            lines[-1] += f", {name}"
        else:
            lines.append(name)
    return lines


def _contracts() -> list[dict[str, Any]]:
    with _CONFIGURATION.open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found
