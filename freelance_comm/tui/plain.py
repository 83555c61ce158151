"""The one way text reaches a widget: as plain text, never as markup.

Textual reads square brackets as markup in most of its widgets. A client called ``[@click=app.quit]x[/]`` must appear
under that name and do nothing, so whatever is shown passes here and becomes ``Content``, which nobody interprets.
"""

from __future__ import annotations

from textual.content import Content

from freelance_comm.domain.text_safety import show, show_block


def line(text: str, style: str = "") -> Content:
    """Return one line as content; control characters, escapes and bidirectional overrides are gone."""
    return Content.styled(show(text), style) if style else Content(show(text))


def block(text: str) -> Content:
    """Return several lines as content, their line breaks kept."""
    return Content(show_block(text))


def field_value(text: str) -> str:
    """Return what a one-line field may hold: it draws what it holds, so the value itself must be safe."""
    return show(text)


def one_line(text: str) -> str:
    """Return pasted lines as the words of one line, none of them lost or grown together."""
    return " ".join(field_value(line) for line in text.splitlines() if line.strip())


def area_value(text: str) -> str:
    """Return what a text area may hold."""
    return show_block(text)
