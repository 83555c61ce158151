"""Makes people's words safe in HTML, in Markdown and on sheets: they mean what they say, nothing more."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*\[\]<>|~&#])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ORDERED = re.compile(r"^( ?\d{1,9})([.)])(?=\s|$)", re.MULTILINE)


def escape_html(text: str) -> str:
    """Return ``text`` with the five characters that HTML reads replaced."""
    from html import escape

    return escape(text)


def escape_markdown(text: str) -> str:
    """Return ``text`` so that CommonMark shows it as it stands: no emphasis, links, headings, lists, code or HTML.

    An underscore inside a word is left alone, for addresses of pages; CommonMark does not read it there.
    """
    # Four spaces would make code; one is kept, for it may part this text from what stands before it.
    text = re.sub(r"^ {2,}", " ", text, flags=re.MULTILINE)
    text = _UNDERSCORE.sub(r"\\_", _SPECIAL.sub(r"\\\1", text))
    text = re.sub(r"^( ?)([-+=])", r"\1\\\2", text, flags=re.MULTILINE)
    return _ORDERED.sub(r"\1\\\2", text)


def escape_sheet(text: str) -> str:
    """Return ``text`` so that it is one cell of one line of a sheet (see ``text/sheet.py``)."""
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n")
