"""With the pseudo-locale on, every word that a command prints is marked as translated, or is the freelancer's own."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from freelance_comm import cli
from freelance_comm.cli.registry import NAMES
from tests.pseudo import outside, untranslated

WALK = """
today
client add 'Ana Petrescu' --language ro --email ana@petrescu.example
project add 'Landing page' --client Ana
requirement add Landing 'A hero section'
requirement list Landing
quote item Landing 'Hero section' --quantity 6.5 --price 40
quote show Landing
deadline show Landing
payment show Landing
track add --project Landing --from 2026-03-11T10:00 --to 2026-03-11T11:30 --note sketches
track list
track status
log in Ana 'Could we move the launch?'
promise add Ana 'call back' --by 2026-03-13T12:00:00Z
promise list
step add Landing 'Deploy'
step list Landing
client list
client show Ana
project list
project show Landing
stage
profile show
today
remind
track add --project Nowhere --from 2026-03-11T10:00 --to 2026-03-11T11:30 --note x
client show Nobody
track add --project Landing --from 2026-02-30T10:00 --to 2026-03-11T11:30 --note x
nonsense
--lang xx today
"""
OWN = (
    *("Ana Petrescu", "Landing page", "Landing", "A hero section", "Hero section", "sketches", "Deploy", "call back"),
    *("Could we move the launch?", "Nowhere", "Nobody", "ana@petrescu.example", "Etc/UTC", "freelance-comm"),
    *("English", "română"),  # a language has the name that its speakers give it, in every interface
)
# What is typed as it stands: commands, options, placeholders, codes, references and moments.
_TYPED = re.compile(
    r"`[^`]*`|freelance-comm(?: [\w-]+)*|--[\w-]+|\b[A-Z]-[\w-]+|\b[A-Z]{2,}\b"
    r"|\S*/\S*|\bmon-fri\b|\b(?:ro|en)\b|\([a-z]+\)|→ .*"
)


@pytest.fixture(autouse=True)
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the pseudo-locale on."""
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")


def said(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Return all that a command prints."""
    cli.main(["--data-dir", str(folder), "--now", "2026-03-12T10:00:00Z", *words])
    captured = capsys.readouterr()
    return captured.out + captured.err


def test_every_word_of_a_project_s_walk_passed_a_catalog(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    escaped = {}
    for line in WALK.strip().splitlines():
        shown = said(tmp_path / "data", capsys, *shlex.split(line))
        assert shown.strip() or line == "remind", f"{line} said nothing"
        left = untranslated(_TYPED.sub(" ", outside(shown)), OWN)
        if left:
            escaped[line] = left
    assert escaped == {}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_word_of_a_command_s_help_passed_a_catalog(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # Examples, and the line that says how it is typed.
    shown = re.sub(r"^.*freelance-comm.*(?:\n {7,}.*)*", "", outside(said(tmp_path, capsys, "help", name)), flags=re.M)
    # Verbs and arguments stand at the beginning of their lines, as they are typed.
    explained = re.sub(r"^ {2,6}\S.*?(?= {2}|$)", "", shown, flags=re.MULTILINE)
    assert untranslated(_TYPED.sub(" ", explained), OWN) == []
