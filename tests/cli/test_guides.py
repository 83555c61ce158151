"""What the README and the guides show is what happens: the commands of each run in their order, after the walk."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.pictures.sample_mail import ME, write_mailbox

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
README = "the README"
START = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
WALK = "walk"
EMPTY_HOME = ("first-ten-minutes", WALK)
"""Guides that begin with nothing at all."""
NOT_GUIDES = ("README", "reference", "rulebook")

LEFT_OUT = {
    "serve": "runs until it is stopped; tests/cli/test_serve.py tries it",
    "mail account check": "needs a server; tests/cli/test_mail_account.py tries it with a real one",
    "mail import --account": "needs a server; tests/cli/test_mail_import_server.py tries it with a real one",
    "reply ana --text - --to-drafts": "needs a server; tests/cli/test_reply.py tries it with one",
    "client erase": "asks somebody; tests/faults/test_erasing.py tries it",
    "forecast --stdin": "reads a file from elsewhere; tests/cli/test_forecast_stdin.py tries it",
    "remind --install systemd": "changes the system; tests/cli/test_remind.py tries it",
    "remind --install auto": "changes the system; tests/cli/test_remind.py tries it",
    "remind --shell": "needs the clock of the computer; tests/cli/test_prompt_in_a_shell.py tries it",
    "completion fish | source": "speaks to a shell; tests/cli/test_completion_in_shells.py tries it",
    "remind --notify": "speaks to the desktop; tests/cli/test_remind.py tries it",
    "remind --try": "speaks to the desktop; tests/cli/test_remind.py tries it",
}
"""Commands that cannot be tried here, and where they are."""

MAY_FIND = ("remind", "coach", "reply")
"""Commands whose exit code tells what they found."""

UNTIL: Mapping[str, str] = {"quotes": "freelance-comm quote item", "forecast": "freelance-comm step add"}
"""The line of the walk before which a guide begins, where that is not its end."""

WAITS = "freelance-comm log in ana could we move the launch"
BEFORE: Mapping[str, tuple[str, ...]] = {
    "replies": (WAITS,),
    "quotes": (
        "freelance-comm profile set --rate 60",
        "freelance-comm requirement add landing 'photos of the café' --by Ana --on yesterday",
    ),
    "promises": (
        "freelance-comm promise add 'the first sketch, today 17:00' --client ana",
        "freelance-comm promise keep sketch",
    ),
    "documents": (
        "freelance-comm profile set --legal-name 'Ilinca Marin PFA' --street 'Str. Florilor 5' --postcode 400001 "
        "--town Cluj --billing-country RO --tax-number RO12345678 --tax-note 'Scutit de TVA.' "
        "--iban RO49AAAA1B31007593840000",
        "freelance-comm client edit ana --street 'Calea Victoriei 1' --town București --billing-country RO",
    ),
    "time": ("freelance-comm project add Logo --client ana",),
    "regulars": (
        "freelance-comm project add Logo --client ana --small",
        *("freelance-comm project next logo --reason 'a job of two hours'",) * 5,
        "freelance-comm project add Newsletter --client ana",
        "freelance-comm quote item newsletter Issue --hours 20 --price 60",
    ),
    "payment": ("freelance-comm payment plan landing own --part 'All of it: …, 20 feb'",),
}
"""What has happened before a guide begins, beside the walk."""

FIRST = ("freelance-comm profile set --name 'Ilinca Marin' --currency EUR --zone Europe/Bucharest",)
"""How somebody begins who does not begin on the screen."""


def write_files(home: Path) -> None:
    """Put the files that guides speak of into ``home``."""
    (home / "draft.txt").write_text(
        "Hello Ana,\n\nI will call on Friday about the menu.\n\nSorry for the delay. I will send the new pages soon.\n"
    )
    (home / "letters").mkdir()
    (home / "letters" / "today.txt").write_text("Hello Ana,\n\nHere are the pages.\n\nKind regards,\nIlinca\n")
    (home / "answer.txt").write_text("Yes, Thursday suits me.\n")
    (home / "tasks.jsonl").write_text('{"type": "predict", "estimate_hours": 2, "started": "2026-03-02T09:00:00"}\n')
    (home / "toggl.csv").write_text(
        "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
        "Ilinca,i@marin.example,,Website,,hero section,Yes,2026-03-09,09:00:00,2026-03-09,10:03:00,01:03:00,\n"
    )


def guides() -> list[str]:
    """Return the names of all guides, and the README of the project."""
    return [README, *sorted(page.stem for page in DOCS.glob("*.md") if page.stem not in NOT_GUIDES)]


def typed(name: str) -> list[str]:
    """Return the lines of a guide that name the program, without comments, in their order."""
    text = (ROOT / "README.md" if name == README else DOCS / f"{name}.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE)
    lines = [line.partition("  #")[0].strip() for block in blocks for line in block.splitlines()]
    return [line for line in lines if re.match(r"(cat \S+ \| )?freelance-comm ", line)]


class Typist:
    """Types the lines of a guide, three minutes after each other, and keeps what went wrong."""

    def __init__(self, shell: Shell, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shell = shell
        self.home = home
        self.wrong: list[str] = []
        self._monkeypatch = monkeypatch
        self._typed = 0

    def type(self, line: str) -> None:
        """Type one line, unless it is one of those that are tried elsewhere."""
        if any(part in line for part in LEFT_OUT):
            return
        said = ""
        for part in line.split(" || ")[0].split(" | "):
            if part.startswith("cat "):
                said = (self.home / part.removeprefix("cat ")).read_text(encoding="utf-8")
                continue
            said = self._command(part.removeprefix("freelance-comm "), said)

    def _command(self, words: str, given: str) -> str:
        self.shell.now = (START + timedelta(minutes=3 * self._typed)).isoformat()
        self._typed += 1
        self._monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(given.encode())))
        words = re.sub(
            r"\b([A-Z])-3K9F\b",
            lambda found: self._handle(found[1]),
            words.replace("~/", f"{self.home}/").replace("you@example.com", ME),
        )
        answer = self.shell.try_(words)
        if answer.code not in ((0, 10, 20) if words.startswith(MAY_FIND) else (0,)):
            self.wrong.append(f"{words}: {answer.code}\n{answer.err}")
        return answer.out

    def _handle(self, kind: str) -> str:
        """Return the short name of a record that is there, in the place of the one a guide makes up."""
        listed = self.shell.run(_LISTS[kind]).out
        return re.search(rf"\b{kind}-[0-9A-Z]{{4,}}\b", listed)[0]  # type: ignore[index]


_LISTS = {"M": "log list", "T": "track list", "X": "mail left-out", "V": "promise list"}


FIRST = ("freelance-comm profile set --name 'Ilinca Marin' --currency EUR --zone Europe/Bucharest",)
"""How somebody begins who does not begin on the screen."""


@pytest.fixture
def typist(shell: Shell, blank_home: Path, monkeypatch: pytest.MonkeyPatch) -> Typist:
    """A typist in a home with a mailbox, a draft, a clipboard and an editor that changes nothing."""
    clipboard = blank_home / "bin" / "xclip"
    clipboard.parent.mkdir()
    clipboard.write_text("#!/bin/sh\ncat > /dev/null\n")
    clipboard.chmod(stat.S_IRWXU)
    monkeypatch.setenv("PATH", f"{clipboard.parent}:/usr/bin:/bin")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(blank_home)
    write_mailbox(blank_home / "Mail", START)
    write_files(blank_home)
    return Typist(shell, blank_home, monkeypatch)


def test_the_guides_hold_commands_to_be_tried() -> None:
    """A guide without commands to try would pass for one whose commands are true."""
    lines = {name: [line for line in typed(name) if not any(part in line for part in LEFT_OUT)] for name in guides()}
    assert [name for name, found in lines.items() if len(found) < 2 and name != "browser"] == []
    assert sum(len(found) for found in lines.values()) > 200


@pytest.mark.parametrize("name", guides())
def test_every_command_of_a_guide_does_what_it_says(name: str, typist: Typist) -> None:
    if name not in EMPTY_HOME:
        walk = typed(WALK)
        end = next((place for place, line in enumerate(walk) if line.startswith(UNTIL.get(name, "-"))), len(walk))
        for line in (*FIRST, *walk[:end], *BEFORE.get(name, ())):
            typist.type(line)
        assert typist.wrong == []
    elif name == WALK:
        typist.type(FIRST[0])
    for line in typed(name):
        typist.type(line)
    assert not typist.wrong, "\n".join(typist.wrong)
