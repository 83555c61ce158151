"""What the documents say about the program is true: each command line in them can be typed."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from freelance_comm.cli.arguments import take_global_options
from freelance_comm.cli.registry import NAMES
from freelance_comm.domain.errors import AppError
from tests import reference
from tests.contract.tree import ROOT, shown

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
_BLOCK = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`(freelance-comm [^`\n]+|bash bin/[^`\n]+)`")
_RUNS = re.compile(r"(?:^|[($;&|]\s*)(?:bash bin/start|freelance-comm)\b(?P<words>[^)|;&>]*)")
_ENDS = {"help", "--help", "-h", "version", "--version", "-V"}


def command_lines(document: Path) -> list[str]:
    """Return what a document tells people to type, without the program's name."""
    text = document.read_text(encoding="utf-8")
    written = text.partition(reference.BEGIN)[0] + text.partition(reference.END)[2]  # the list between is generated
    blocks = "\n".join(block.replace("\\\n", " ") for block in _BLOCK.findall(written))
    typed = [*blocks.splitlines(), *_INLINE.findall(written)]
    return [found["words"].strip() for line in typed for found in _RUNS.finditer(line.strip().removeprefix("$ "))]


ALL_LINES = [(shown(document), line) for document in DOCUMENTS for line in command_lines(document)]


def problem(line: str) -> str:
    """Return why a command line would be refused for its words, or an empty string."""
    _options, words = take_global_options(shlex.split(line, comments=True))
    words = [word for word in words if word not in _ENDS]
    if not words:
        return ""
    if words[0] not in NAMES:
        return f"there is no command {words[0]}"
    try:
        if len(words) > 1 or not reference.verbs_of(reference.parser_of(words[0])):
            reference.parser_of(words[0], typed=words[1] if len(words) > 1 else "").parse_args(words[1:])
    except AppError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(("document", "line"), ALL_LINES, ids=lambda value: str(value))
def test_every_command_line_in_the_documents_can_be_typed(document: str, line: str) -> None:
    assert problem(line) == "", document


def test_the_documents_hold_command_lines_to_be_checked() -> None:
    documents = {document for document, _line in ALL_LINES}
    assert {"README.md", "docs/reference.md"} <= documents


@pytest.mark.parametrize("line", ["tracks", "track add --form 9:00", "report --format pdf X", "today now"])
def test_a_command_line_with_a_mistake_would_be_noticed(line: str) -> None:
    assert problem(line) != ""


def test_the_list_of_commands_is_that_of_the_program() -> None:
    document = reference.DOCUMENT.read_text(encoding="utf-8")
    assert document == reference.renewed(document), "bring it in step with: python -m tests.reference"


def test_every_script_that_the_documents_name_is_there() -> None:
    named = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"\bbash ([\w.-]*/[\w./-]+)", document.read_text(encoding="utf-8"))
    }
    assert {name for name in named if not (ROOT / name).is_file()} == set()
    assert {"bin/start", "bin/test"} <= named


def test_every_link_between_documents_leads_somewhere() -> None:
    broken = [
        f"{shown(document)}: {target}"
        for document in DOCUMENTS
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text(encoding="utf-8"))
        if "://" not in target and not (document.parent / target).exists()
    ]
    assert broken == []
