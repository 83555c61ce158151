"""Draws a terminal as an SVG that needs nothing from elsewhere, and reads its text back.

Apart from what fills it because a page of the screen and the answer of a command are drawn alike. Not Rich's own
export: that one loads its font from the network, and its bars have gaps wherever another font is narrower.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from freelance_comm.domain.record import Record

CELL, LINE, BASE = 8.4, 18.0, 13.0
"""Width and height of a cell, and where letters stand in it, in pixels."""
_SIZE = 14
_FONTS = "ui-monospace, 'SF Mono', Menlo, 'DejaVu Sans Mono', Consolas, 'Liberation Mono', monospace"
_EDGE, _HEAD = 14.0, 34.0
_ROW = re.compile(r"<text y=[^>]*>(.*)</text>")
_PART = re.compile(r'<tspan x="([\d.]+)"[^>]*>([^<]*)</tspan>')
_EIGHTHS = "▁▂▃▄▅▆▇█"
_LEFT = "▏▎▍▌▋▊▉"
_SHADES = {"░": 0.25, "▒": 0.5, "▓": 0.75}


class Run(Record):
    """Neighbouring cells of one look; colours are ``#rrggbb``."""

    column: int
    text: str
    color: str
    ground: str
    bold: bool = False
    slanted: bool = False
    underlined: bool = False


class Picture(Record):
    """A terminal: rows of runs, and the colours where nothing is said."""

    title: str
    columns: int
    rows: tuple[tuple[Run, ...], ...]
    color: str
    ground: str


def text_rows(picture: Picture) -> list[str]:
    """Return what stands in the picture, row by row, without the spaces at the end."""
    rows = []
    for row in picture.rows:
        line = ""
        for run in row:
            line = line.ljust(run.column) + run.text
        rows.append(line.rstrip())
    return rows


def read_rows(svg: str) -> list[str]:
    """Return what stands in a drawn picture, row by row: the same as ``text_rows`` of what it was drawn from."""
    rows = []
    for content in _ROW.findall(svg):
        line = ""
        for left, text in _PART.findall(content):
            line = line.ljust(round((float(left) - _EDGE) / CELL)) + unescape(text)
        rows.append(line.rstrip())
    return rows


def svg(picture: Picture) -> str:
    """Return the picture as a document of its own, with the frame of a window around it."""
    width = picture.columns * CELL + 2 * _EDGE
    height = len(picture.rows) * LINE + _HEAD + _EDGE
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" font-family="{_FONTS}" font-size="{_SIZE}">',
        f"<title>{escape(picture.title)}</title>",
        f'<rect x=".5" y=".5" width="{width - 1:g}" height="{height - 1:g}" rx="8" fill="{picture.ground}" '
        f'stroke="{picture.color}" stroke-opacity=".25"/>',
        f'<g fill="{picture.color}" fill-opacity=".3">'
        + "".join(f'<circle cx="{_EDGE + 6 + 18 * place:g}" cy="17" r="5.5"/>' for place in range(3))
        + "</g>",
    ]
    for number, row in enumerate(picture.rows):
        lines.extend(_grounds(row, number, picture.ground))
        lines.extend(_blocks(row, number))
        lines.append(_letters(row, number))
    return "\n".join([*lines, "</svg>", ""])


def _grounds(row: Sequence[Run], number: int, usual: str) -> Iterator[str]:
    top = _HEAD + number * LINE
    left, end, ground = 0, 0, usual
    for column, after, wanted in [*((run.column, run.column + len(run.text), run.ground) for run in row), (-1, -1, "")]:
        if column == end and wanted == ground:
            end = after
            continue
        if ground != usual and end > left:
            yield _box(_EDGE + left * CELL, top, (end - left) * CELL, LINE, ground)
        left, end, ground = column, after, wanted


def _blocks(row: Sequence[Run], number: int) -> Iterator[str]:
    """Draw what bars are made of as areas, so that they join in whatever font."""
    top = _HEAD + number * LINE
    for run in row:
        for place, sign in _joined(run.text):
            left, width = _EDGE + (run.column + place) * CELL, len(sign) * CELL
            kind = sign[0]
            if kind in _EIGHTHS:
                part = (_EIGHTHS.index(kind) + 1) / 8 * LINE
                yield _box(left, top + LINE - part, width, part, run.color)
            elif kind in _SHADES:
                yield _box(left, top, width, LINE, run.color, _SHADES[kind])
            elif kind in _LEFT:
                yield _box(left, top, (_LEFT.index(kind) + 1) / 8 * CELL, LINE, run.color)
            elif kind == "│":
                yield _box(left + CELL / 2 - 0.5, top, 1, LINE, run.color)
            elif kind == "─":
                yield _box(left, top + LINE / 2 - 0.5, width, 1, run.color)
            elif kind == "▀":
                yield _box(left, top, width, LINE / 2, run.color)


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Yield where signs that bars are made of stand, several of a kind at once where they join."""
    for found in re.finditer(r"(█)\1*|(▒)\2*|(░)\3*|(▓)\4*|(─)\5*|[▀▁▂▃▄▅▆▇▏▎▍▌▋▊▉│]", text):
        yield found.start(), found.group()


def _is_block(sign: str) -> bool:
    return sign in "│─▀" or sign in _EIGHTHS or sign in _LEFT or sign in _SHADES


def _box(left: float, top: float, width: float, height: float, color: str, opacity: float = 1.0) -> str:
    faint = f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
    return f'<rect x="{left:g}" y="{top:g}" width="{width:.4g}" height="{height:g}" fill="{color}"{faint}/>'


def _letters(row: Sequence[Run], number: int) -> str:
    parts = []
    for run in row:
        # Words far from each other are placed each for itself: a sign that another font draws wider moves nothing.
        for found in re.finditer(r"[▀-▟│─]+|[^▀-▟│─ ]+(?: [^▀-▟│─ ]+)*", run.text):
            words = found.group()
            looks = [f'x="{_EDGE + (run.column + found.start()) * CELL:g}"', f'textLength="{len(words) * CELL:.5g}"']
            looks.append('fill="none"' if _is_block(words[0]) else f'fill="{run.color}"')
            looks += ['font-weight="bold"'] * run.bold + ['font-style="italic"'] * run.slanted
            looks += ['text-decoration="underline"'] * run.underlined
            parts.append(f"<tspan {' '.join(looks)}>{escape(words, quote=False)}</tspan>")
    return f'<text y="{_HEAD + number * LINE + BASE:g}">{"".join(parts)}</text>'
