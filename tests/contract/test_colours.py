"""Colours come from the theme alone: no style names one, so that any theme can be worn and none is spoilt."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._color_constants import COLOR_NAME_TO_RGB

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "freelance_comm" / "tui").rglob("*.py"))
COLOURED = re.compile(r"(color|background|border|outline|tint|keyline|scrollbar)")
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;{}]+);")
LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(")
NAMES = frozenset(COLOR_NAME_TO_RGB)
STYLED = frozenset({"styled", "line", "stylize", "from_markup"})
"""Calls that take a style in words."""


def literals(words: str) -> list[str]:
    """Return the colours that stand in a style by themselves, not through the theme."""
    by_name = [word for word in re.findall(r"(?<![$\w-])[a-z_]+(?![\w(-])", words) if word in NAMES]
    return [*LITERAL.findall(words), *by_name]


def styles(tree: ast.AST) -> Iterator[str]:
    """Yield what is said of colours in the style sheets of a module, and in styles given in calls."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "{" in node.value:
            yield from (value for name, value in DECLARATION.findall(node.value) if COLOURED.search(name))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in STYLED:
            yield from (str(arg.value) for arg in node.args[1:] if isinstance(arg, ast.Constant))


@pytest.mark.parametrize("style", ["#fff", "red 50%", "solid green", "rgb(1,2,3)", "bold ansi_red"])
def test_a_colour_of_its_own_is_noticed(style: str) -> None:
    assert literals(style)


@pytest.mark.parametrize("style", ["$foreground 62%", "$text-primary bold", "outer $surface", "none", "solid $red-ish"])
def test_what_the_theme_gives_is_none(style: str) -> None:
    assert not literals(style)


def test_there_are_styles_to_look_at() -> None:
    assert sum(1 for path in PAGES for _style in styles(ast.parse(path.read_text(encoding="utf-8")))) > 20


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_takes_its_colours_from_the_theme(path: Path) -> None:
    found = [style for style in styles(ast.parse(path.read_text(encoding="utf-8"))) if literals(style)]
    assert found == []


SIGNS = frozenset("▲●○✓▶■·×→–◀›█▒░▓│─»~←↑↓")
"""What stands for something on the screen and on the command line: all of it in every terminal's font."""
PICTORIAL = re.compile(r"[\u2190-\u21ff\u2300-\u23ff\u2500-\u27bf\u2800-\u28ff\U0001f000-\U0001faff]")
SPOKEN = ("cli", "tui", "services", "text", "stages")
"""Parts that speak to people; mail and the coach know signs that others write."""


@pytest.mark.parametrize("part", SPOKEN)
def test_no_sign_is_used_that_a_font_may_lack(part: str) -> None:
    found = {
        (path.name, sign)
        for path in sorted((ROOT / "freelance_comm" / part).rglob("*.py"))
        for sign in PICTORIAL.findall(path.read_text(encoding="utf-8"))
        if sign not in SIGNS
    }
    assert found == set()
