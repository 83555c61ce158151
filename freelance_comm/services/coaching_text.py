"""What of a text is the writer's own draft: without headers, quoted lines, signature block and drawings.

Apart from the reading because drafts come from editors and mail programs with all of that around them. What is not read
is blanked out, so that every character keeps its place.
"""

from __future__ import annotations

import re

from freelance_comm.domain.record import Record

LONGEST_READ = 100_000
"""Characters of a draft that are read."""
MOST_SENTENCES = 2_000
# Patterns are made when a text needs them: most have neither quotes nor heads, and making all costs as much as reading.
_SENTENCE_END = r"[.!?…]\s|\n"
_RUN = r"[.!?…]{30,}|([_=*~#-])\1{30,}"
_QUOTED = r"(?m)^[ \t]{0,8}>[^\n]*"
# "On Monday, November 16, Ana wrote:" above a quote; without a date it may be the writer's own word.
_QUOTED_FROM = r"(?m)^(?=[^\n]{0,200}\d)[^\n>][^\n]{0,200}:[ \t\r]*\n(?=[ \t]{0,8}>)"
_SIGNATURE = r"(?ms)^--[ ]?\r?$.*\Z"
_HEADER = r"(?:[^\s:][^\n:]{0,40}:(?:[ \t\u00a0][^\n]*)?(?:\n[ \t]+[^\n]*)*\n)+\r?\n"
_SIGNS = ".!?…_=*~#-"
_LONG = 3_000
"""Characters from which on mixed runs of stops are looked for; in shorter texts they cost nothing."""
_NAMES = ("from:", "to:", "cc:", "bcc:", "subject:", "date:", "reply-to:", "in-reply-to:", "message-id:", "x-unsent:")


class OwnWords(Record):
    """``text`` is the draft with everything else blanked out, ``quoted`` the lines it quotes, without their marks.

    ``unread`` counts the characters behind those that are read.
    """

    text: str
    quoted: str = ""
    unread: int = 0


def own_words(text: str, label: str = "") -> OwnWords:
    """Return what is to be read of ``text``; ``label`` is the word before a subject in the interface language."""
    part = _beginning(text)
    unread = len(text) - len(part)
    part = _without_header(part, label)
    if "--" in part:
        part = re.sub(_SIGNATURE, _blank, part)
    quoted = ""
    if ">" in part:
        quoted = "\n".join(line[0].lstrip("> \t") for line in re.finditer(_QUOTED, part)).strip()
        part = re.sub(_QUOTED, _blank, re.sub(_QUOTED_FROM, _blank, part))
    if len(part) > _LONG or any(sign * 31 in part for sign in _SIGNS):
        part = re.sub(_RUN, _blank, part)
    return OwnWords(text=part, quoted=quoted, unread=unread)


def _beginning(text: str) -> str:
    if len(text) < 2 * MOST_SENTENCES:
        return text
    part = text[:LONGEST_READ]
    ends = re.finditer(_SENTENCE_END, part)
    return part[: next((end.end() for count, end in enumerate(ends, 1) if count == MOST_SENTENCES), len(part))]


def _without_header(text: str, label: str) -> str:
    """Blank out the head of a mail, as editors of mail programs show it; a line that only looks like one stays."""
    names = (*_NAMES, label.casefold()) if label else _NAMES
    if not text[:60].casefold().startswith(names):
        return text
    found = re.match(_HEADER, text)
    return text if found is None else " " * (found.end() - 1) + text[found.end() - 1 :]


def _blank(found: re.Match[str]) -> str:
    return "".join("\n" if char == "\n" else " " for char in found[0])
