"""People's words mean what they say where a draft is HTML or Markdown, and nothing more."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from freelance_comm.text.markup import escape_html, escape_markdown

WORDS = [
    "plain words, nothing more.",
    "*a* **b** _c_ __d__ ~~e~~ `f` ``g``",
    "[link](javascript:alert) ![image](x) [ref][1] <https://example.com> <b>bold</b> &amp; &#65;",
    "# heading",
    "###### heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "===",
    "---",
    "***",
    "___",
    "```code",
    "~~~code",
    "    indented code",
    "| a | b |",
    "a\\*b \\ c",
    "line one\n# line two\n\n- line three\n    1. four",
    "snake_case_name and https://example.com/a_b_c?d=e&f",
    "2026. A year at the start",
    "-5 degrees",
    "[^1]: footnote",
    "a  \nb",
]


@pytest.mark.parametrize("words", WORDS)
def test_markdown_shows_the_words_as_they_stand(words: str) -> None:
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(escape_markdown(words))
    inline = [child for token in tokens for child in token.children or (token,)]
    assert {token.type for token in tokens} <= {"paragraph_open", "paragraph_close", "inline"}
    assert {child.type for child in inline} <= {"text", "softbreak", "hardbreak", "paragraph_open", "paragraph_close"}
    shown = "".join(child.content if child.type == "text" else "\n" for child in inline)
    assert shown.split() == words.split()


def test_markdown_leaves_addresses_of_pages_readable() -> None:
    assert escape_markdown("https://example.com/a_b") == "https://example.com/a_b"


def test_html_reads_nothing_in_the_words() -> None:
    assert escape_html("<a href=\"x\">'&'</a>") == "&lt;a href=&quot;x&quot;&gt;&#x27;&amp;&#x27;&lt;/a&gt;"
