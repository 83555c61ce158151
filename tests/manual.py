"""Writes the manual page, ``docs/freelance-comm.1``, from the program and the reference, so that it cannot go stale.

    python -m tests.manual          brings the page in step
    python -m tests.manual check    says whether it is

``python -m tests.reference`` does both documents. The page is in the macros of man(7) and plain ASCII, which every
system's man reads; the wheel puts it where `man` looks. It says what there is, not everything about it: that is in the
help of each command, in the reader's own language.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from freelance_comm import __version__
from freelance_comm.cli import examples
from freelance_comm.cli.overview import FIRST, GROUPS, sentence, told_options
from freelance_comm.cli.registry import COMMANDS
from freelance_comm.text.catalog import translator

DOCS = Path(__file__).parent.parent / "docs"
PAGE = DOCS / "freelance-comm.1"
REFERENCE = DOCS / "reference.md"
DAY = "2026-11-22"
"""The day of the page's own sentences, below; a day of building would make another page of the same sources."""
_DESCRIPTION = (
    "freelance-comm walks each client project from first contact to closing, writes the letters of every stage in the "
    "client's language, keeps a ledger of what was promised, runs a clock on every message that waits for an answer, "
    "logs time, and turns that log into progress reports. The data are plain files on your own disk. Nothing is ever "
    "sent by itself.",
    "Without a command it opens the screen, where ? lists the keys. With \\fB--demo\\fR it works on sample data that "
    "are thrown away. Standard output is data, standard error is for people.",
    "A client or a project is named by its name, its reference, or the beginning of either. Days, times and lengths "
    "are read as people write them, in the language of the interface and in ISO 8601.",
    "\\fBfreelance-comm help\\fR \\fICOMMAND\\fR says all about a command, with examples, in your language.",
)
_FILES = (
    ("~/.local/share/freelance-comm", "The data, in \\fB$XDG_DATA_HOME\\fR where that is set; on macOS below "
     "~/Library/Application Support. \\fBfreelance-comm where\\fR names the folder."),
    ("~/.local/share/freelance-comm/templates", "Your own letters, in place of the program's."),
    ("~/.local/share/freelance-comm/.state", "Undo, earlier states, the log of failures; of this computer alone."),
    ("~/.config/freelance-comm/config.toml", "The configuration, in \\fB$XDG_CONFIG_HOME\\fR where that is set: data "
     "folder, language, editor, colours, keys, mailboxes on servers. All of it is optional."),
)  # fmt: skip
_INDENT = 14
"""Cells before the texts of a list: the longest command has eleven."""
_SIGNS = {"“": r"\(lq", "”": r"\(rq", "‘": r"\(oq", "’": r"\(cq", "…": r"\&...", "–": r"\(en", "—": r"\(em"}


def page() -> str:
    """Return the manual page."""
    lines = [
        '.\\" Written by python -m tests.manual from the program itself.',
        f'.TH FREELANCE-COMM 1 "{DAY}" "freelance-comm {__version__}" "User Commands"',
        *_section("NAME", ["freelance-comm \\- be a freelancer who is reliable and pleasant to deal with"]),
        *_section("SYNOPSIS", [".B freelance-comm", "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR [\\fIWORDS\\fR]]"]),
        *_section("DESCRIPTION", _paragraphs(_DESCRIPTION)),
        *_section("COMMANDS", _commands()),
        *_section(
            "OPTIONS", ["Every command takes these, before or after it.", *_terms(told_options(translator("en")))]
        ),
        *_section("FILES", _terms(_FILES, "I")),
        *_section("ENVIRONMENT", _terms(_table("variable"))),
        *_section("EXIT STATUS", _terms(_table("code"))),
        *_section("EXAMPLES", _examples()),
        *_section("SEE ALSO", ["The guides in docs, which come with the source, beginning at README.md."]),
    ]
    return "".join(f"{_plain(line)}\n" for line in lines)


def _section(title: str, lines: list[str] | Iterator[str]) -> Iterator[str]:
    yield f'.SH "{title}"'
    yield from lines


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield ".PP"
        for line in re.split(r"(?<=[.:]) (?=[A-Z])", text):  # sentences begin lines: man widens the blank before them
            yield from textwrap.wrap(line, 72, break_on_hyphens=False)


def _commands() -> Iterator[str]:
    told = dict(COMMANDS)
    for label, names in (("First of all", FIRST), *GROUPS):
        yield f'.SS "{label}"'
        yield from _terms([(name, sentence(told[name])) for name in names])


def _terms(rows: list[tuple[str, str]] | tuple[tuple[str, str], ...], font: str = "B") -> Iterator[str]:
    for term, text in rows:
        yield f".TP {_INDENT}"
        yield f".{font} {_term(term)}"
        for line in textwrap.wrap(text.replace("`", ""), 72, break_on_hyphens=False):
            yield _protected(line)


def _term(text: str) -> str:
    return '"' + text.replace("`", "").replace('"', "") + '"'


def _protected(text: str) -> str:
    return f"\\&{text}" if text[:1] in (".", "'") else text


def _table(first: str) -> list[tuple[str, str]]:
    """Return the rows of the table in the reference whose first column has that title."""
    text = REFERENCE.read_text(encoding="utf-8")
    found = re.search(rf"^\| {first} \|[^\n]*\n\| --- [^\n]*\n((?:\|[^\n]*\n)+)", text, re.MULTILINE)
    if found is None:
        raise ValueError(f"the reference has no table of each {first}")
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in found[1].splitlines()]
    return [(term.strip(), sentence(told)) for term, told in rows]


def _examples() -> Iterator[str]:
    """Yield the first example of each command that people need first."""
    yield "With the names of the sample data:"
    yield ".PP"
    yield ".EX"
    for name in FIRST:
        for line in examples.lines(name, translator("en"))[:2]:
            yield line.replace("\\", "\\e")
    yield ".EE"


def _plain(line: str) -> str:
    """Return ``line`` in ASCII: hyphens that people type as such, other signs by their names."""
    if not line.startswith((".\\", ".TH", ".SH", ".SS")):
        line = re.sub(r"(?<!\\)-", r"\\-", line)
    for sign, name in _SIGNS.items():
        line = line.replace(sign, name)
    return "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in line)


def main(words: list[str]) -> int:
    """Renew the page, or check it; 1 when it is not in step."""
    wanted = page()
    if words == ["check"]:
        return int(not PAGE.is_file() or PAGE.read_text(encoding="ascii") != wanted)
    PAGE.write_text(wanted, encoding="ascii")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
