"""The pages around the screen: the library's own would load a font from elsewhere, and tell that somebody is here."""

from __future__ import annotations

from html import escape

from freelance_comm.domain.record import Record

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>freelance-comm</title>
<style>
html, body {{ margin: 0; height: 100%; background: #121212; color: #e0e0e0; overflow: hidden; }}
.words {{ font: 18px/1.6 system-ui, sans-serif; max-width: 34em; margin: 18vh auto 0; padding: 0 2em; }}
.words a {{ color: #57a5e2; }}
.textual-terminal {{ position: absolute; inset: 0; }}
.ended {{ display: none; position: absolute; inset: 0; background: #121212; z-index: 2; }}
body.-closed .ended {{ display: block; }}
body.-first-byte .waiting {{ display: none; }}
</style>
{head}
</head>
<body>
{body}
</body>
</html>
"""
_HEAD = """<link rel="stylesheet" href="/static/css/xterm.css">
<script src="/static/js/textual.js"></script>
<script src="/focus.js"></script>"""
_SCREEN = """<div class="waiting words"><p>{waiting}</p></div>
<div class="ended"><div class="words"><p>{ended}</p><p><a href="/">{again}</a></p></div></div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="{socket}" data-font-size="{size}"></div>"""

FOCUS = """// What is typed goes to the screen without a click on it first.
function focusScreen() {
  const field = document.querySelector(".xterm-helper-textarea");
  if (field) { field.focus(); }
  return Boolean(field);
}
const waiting = setInterval(() => { if (focusScreen()) { clearInterval(waiting); } }, 50);
window.addEventListener("focus", focusScreen);
"""


class PageWords(Record):
    """What the pages say, in the interface language."""

    language: str
    waiting: str
    ended: str
    again: str
    refused: str


def screen_page(words: PageWords, *, socket: str, size: int) -> str:
    """Return the page with the screen: ``socket`` is where it listens, ``size`` the height of letters in pixels."""
    body = _SCREEN.format(
        waiting=escape(words.waiting),
        ended=escape(words.ended),
        again=escape(words.again),
        socket=escape(socket, quote=True),
        size=size,
    )
    return _PAGE.format(language=escape(words.language), head=_HEAD, body=body)


def refusal_page(words: PageWords) -> str:
    """Return the page for whoever has no business here, or comes too late."""
    body = f'<div class="words"><p>{escape(words.refused)}</p></div>'
    return _PAGE.format(language=escape(words.language), head="", body=body)
