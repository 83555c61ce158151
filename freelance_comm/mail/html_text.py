"""The words of an HTML letter, without its markup; what it quotes gets the marks that plain text has.

One pass from left to right: nothing in it is run, fetched or followed, and no tag can make it long.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9:]*)[^<>]*>|<[!?/][^<>]*>")
_SPACES = re.compile(r"[\s\u00a0]+")
_UNSEEN = frozenset(("head", "style", "script", "title", "template", "noscript"))
_LINE = frozenset(("br", "div", "tr", "table", "ul", "ol", "dl", "dt", "dd", "section", "article", "header", "footer"))
_PARAGRAPH = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"))
_DEEPEST = 9


def html_text(html: str) -> str:
    """Return what a person reads in ``html``, lines ending in ``\\n``, quoted lines with ``> ``."""
    from html import unescape

    page = _Page()
    lowered = html.lower()
    never_closed: set[str] = set()
    place = 0
    while True:
        tag = _TAG.search(html, place)
        words = html[place : tag.start() if tag else len(html)]
        if words:
            page.say(unescape(words))
        if tag is None:
            return page.text()
        place = tag.end()
        name = (tag[2] or "").lower()
        if tag[0] == "<!--" or (name in _UNSEEN and not tag[1]):
            mark = "-->" if tag[0] == "<!--" else f"</{name}"
            end = -1 if mark in never_closed else lowered.find(mark, place)
            if end >= 0:
                place = end + (3 if mark == "-->" else 0)
            else:
                never_closed.add(mark)
        elif name:
            page.tag(name, closing=bool(tag[1]))


class _Page:
    """The lines read so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._depth = 0

    def say(self, words: str) -> None:
        """Add words to the line."""
        self._line.append(_SPACES.sub(" ", words))

    def tag(self, name: str, *, closing: bool) -> None:
        """Do what a tag does to lines and quoting."""
        if name == "blockquote":
            self._end_line()
            self._depth = max(0, self._depth - 1) if closing else min(_DEEPEST, self._depth + 1)
        elif name in _PARAGRAPH:
            self._end_line()
            self._end_line(blank=True)
        elif name in _LINE:
            self._end_line(blank=name == "br")
        elif name == "li" and not closing:
            self._end_line()
            self._line.append("- ")
        elif name in ("td", "th"):
            self._line.append(" ")

    def text(self) -> str:
        """Return everything read."""
        self._end_line()
        return "\n".join(self._lines).strip("\n")

    def _end_line(self, *, blank: bool = False) -> None:
        said = _SPACES.sub(" ", "".join(self._line)).strip()
        self._line = []
        if said or (blank and self._lines and self._lines[-1].strip("> ")):
            self._lines.append("> " * self._depth + said if self._depth else said)
