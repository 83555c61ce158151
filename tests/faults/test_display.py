"""Whatever data hold, also those changed by hand: no byte that a terminal obeys reaches it, and columns line up."""

from __future__ import annotations

import json
import shlex
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from freelance_comm.cli.registry import NAMES
from tests.faults.nursery import Nursery
from tests.faults.process import Command, Ended

HOSTILE = {
    "escape": "a\x1b[31;1m\x1b[2J\x1b]0;title\x07b",
    "clipboard": "a\x1b]52;c;ZXZpbA==\x07\x1b]8;;http://x.example\x1b\\b",
    "C1": "a\x9b31m\x9d0;title\x9c\x90\x85b",
    "bell": "a\x07\x07b",
    "backspace": "a\x08\x08\x7fb",
    "return": "a\rb\r\nc",
    "bidi": "a\u202e\u2066\u2067\u200f\u061c\u202cb",
    "lines": "a\u2028\u2029\x0b\x0cb",
    "surrogate": "a\ud800b",
    "NUL": "a\x00b",
}
OBEYED = {*range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200E, 0x200F, 0x2028, 0x2029} | {
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
}
TOKEN = "Qqq"

BUILT = [
    f"profile set --name {TOKEN} --business {TOKEN} --phone {TOKEN} --signature en={TOKEN} --rate 40",
    f"client add {TOKEN} --address-as {TOKEN} --dative {TOKEN} --genitive {TOKEN} --notes {TOKEN} --likes {TOKEN}",
    f"client edit {TOKEN} --email a@x.example --phone {TOKEN}",
    f"client contact {TOKEN} {TOKEN} --role {TOKEN} --phone {TOKEN}",
    f"client add {TOKEN}2",
    f"project add {TOKEN} --client C-2026-001",
    f"project add {TOKEN}2 --client C-2026-002",
    f"requirement add P-2026-001 {TOKEN} --by {TOKEN}",
    f"quote item P-2026-001 {TOKEN} --hours 2 --price 40 --by {TOKEN}",
    f"quote option P-2026-001 {TOKEN} --requested-by {TOKEN} --requested-on yesterday --words {TOKEN}",
    f"quote set P-2026-001 --reason {TOKEN}",
    f"step add P-2026-001 {TOKEN}",
    f"step add P-2026-001 {TOKEN} --theirs",
    f"promise add {TOKEN} --by tomorrow --client C-2026-001",
    f"log in C-2026-001 --at 'yesterday 14:10' --subject {TOKEN} {TOKEN}",
    f"log out C-2026-002 --at '2026-03-01 14:10' --subject {TOKEN} {TOKEN}",
    f"track add P-2026-001 yesterday 14-16 {TOKEN} --tag {TOKEN}",
    f"track start P-2026-001 {TOKEN}",
    f"complaint add {TOKEN} --project P-2026-001 --happened {TOKEN}",
    f"feedback add {TOKEN} --project P-2026-001 --by {TOKEN}",
    f"negotiation add P-2026-001 --on price --theirs {TOKEN} --mine {TOKEN}",
    f"idea add {TOKEN} --project P-2026-001",
]

LISTINGS = [
    "completion bash",
    "today",
    "today --json",
    "track status",
    "track list",
    "track list --json",
    "track start P-2026-001",
    "track edit T-0000 --note x",
    "log list",
    "log list --json",
    "log list --beside",
    "log why C-2026-001",
    "log settle nobody",
    "mail people",
    "mail left-out --json",
    "mail sources",
    "mail account list",
    "replies",
    "replies --json",
    "reply C-2026-001 --json",
    "calendar",
    "feed",
    "task list P-2026-001",
    "forecast P-2026-001",
    "forecast P-2026-001 --json",
    "track report --by client",
    "track week",
    "coach rules",
    "coach no-such-draft --client C-2026-002",
    "report P-2026-001",
    "report P-2026-001 --format md",
    "report P-2026-001 --format html",
    "report P-2026-001 --format json",
    "report P-2026-001 --format eml",
    "draft P-2026-001",
    "draft P-2026-001 quote",
    "draft P-2026-001 --list",
    "draft P-2026-001 reply --format eml",
    "draft P-2026-001 --json",
    "promise list",
    "promise list --json",
    "promise keep nothing",
    "record",
    "record --client C-2026-001 --json",
    "complaint list",
    "complaint show C-2026-001",
    "complaint draft C-2026-001",
    "feedback list --json",
    "feedback ask C-2026-001",
    "negotiation show P-2026-001",
    "negotiation draft P-2026-001",
    "regulars",
    "regulars show C-2026-001",
    "habits C-2026-001",
    "idea list",
    "serve --port x",
    "client merge C-2026-001 C-2026-002 --dry-run",
    "client list",
    "client list --json",
    "client show C-2026-001",
    "client show C-2026",
    "client show nobody",
    "client remove C-2026-001",
    "project list",
    "project list --json",
    "project show P-2026-001",
    "project show P-2026",
    "requirement list P-2026-001",
    "quote show P-2026-001",
    "quote show P-2026-001 --json",
    "quote versions P-2026-001",
    "quote document P-2026-001",
    "quote document P-2026-001 --format html",
    "payment ways P-2026-001",
    "payment open",
    "deadline show P-2026-001",
    "payment show P-2026-001",
    "step list P-2026-001",
    "stage",
    "remind",
    "remind --json",
    "profile show",
    "profile show --json",
    "where",
    "undo --list",
    "undo --list --json",
    "doctor",
    "doctor --json",
    "export",
    "backup /nowhere/x",
    "restore nothing",
    "import nothing",
]


def spoil(command: Command, text: str) -> None:
    """Put ``text`` into every field that people fill, by changing the files by hand; and into a file's name."""
    written = json.dumps(text)[1:-1]
    for path in sorted(command.data.rglob("*.json")):
        if path.is_file() and ".state" not in path.parts:
            path.write_text(path.read_text("utf-8").replace(TOKEN, written), "utf-8")
    name = "".join(char for char in text if char not in "\x00/\ud800")[:40]
    (command.data / "time" / f"2026-04 {name} (conflicted copy).json").write_text("{}", "utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which every field that people fill holds the token."""
    home = tmp_path_factory.mktemp("built")
    for line in BUILT:
        Command(home).done(*shlex.split(line))
    return home


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """What runs commands on a terminal, and loads the program once for all of them."""
    with Nursery(Command(tmp_path_factory.mktemp("nursery"))) as made:
        yield made


def obeyed(ended: Ended) -> list[str]:
    """Return the characters in what came to the terminal that it would obey; its own line ends are none."""
    text = ended.raw_out.decode("utf-8").replace("\r\n", "\n")  # raises for bytes that are no UTF-8
    return sorted({f"U+{ord(char):04X}" for char in text if ord(char) in OBEYED and char != "\n"})


@pytest.mark.fault("D02")
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_nothing_in_the_data_commands_the_terminal(command: Command, built: Path, nursery: Nursery, text: str) -> None:
    shutil.copytree(built, command.home, dirs_exist_ok=True)
    spoil(command, text)
    for line in LISTINGS:
        # Weighing sentences by their meaning takes as long as all else together: with one of the texts, it is done too.
        coach = {"FREELANCE_COMM_COACH": None} if text == HOSTILE["escape"] else {}
        ended = nursery.on_a_terminal(command, *shlex.split(line), env=coach)
        assert obeyed(ended) == [], f"{line}: {ended.raw_out!r}"
        assert "Traceback" not in ended.out, line
        assert "Something went wrong" not in ended.out, line
        assert ended.out or line == "remind", line


@pytest.mark.fault("D02")
def test_every_command_is_looked_at() -> None:
    assert {line.split()[0] for line in LISTINGS} == set(NAMES)


@pytest.mark.fault("D02")
def test_a_command_says_the_same_whoever_has_loaded_the_program(
    command: Command, built: Path, nursery: Nursery
) -> None:
    for line in ("today", "where", "client list", "report P-2026-001 --format html", "restore nothing", "no-such-word"):
        answers = []
        for name in ("alone", "nursed"):
            shutil.rmtree(command.home)
            shutil.copytree(built, command.home)
            run = command.on_a_terminal if name == "alone" else partial(nursery.on_a_terminal, command)
            ended = run(*shlex.split(line))
            answers.append((ended.code, ended.raw_out))
        assert answers[0] == answers[1], line


@pytest.mark.fault("D02")
def test_what_is_hostile_was_really_in_the_data(command: Command, built: Path) -> None:
    shutil.copytree(built, command.home, dirs_exist_ok=True)
    for line, count in (("client list", 2), ("track list", 2), ("project show P-2026-001", 1), ("today", 2)):
        assert command.on_a_terminal(*line.split()).out.count(TOKEN) >= count, line
    spoil(command, "seen")
    assert "seen" in command.on_a_terminal("client", "list").out


ODD = {
    "wide": "日本語の名前",
    "combining": "Cafe\u0301 A\u0308\u0323",
    "many marks": "Z" + "\u0301" * 200,
    "family": "👨\u200d👩\u200d👧 family",
    "flag": "🇷🇴 flag",
    "Cyrillic": "Ёлка и чай",
    "Arabic": "شركة",
    "Thai": "ก\u0e33\u0e49",
    "plain": "Plain",
}


@pytest.mark.fault("D04")
def test_columns_line_up_in_every_script(command: Command) -> None:
    from rich.cells import cell_len

    for name in ODD.values():
        command.done("client", "add", name)
        command.done("project", "add", name, "--client", name)
    command.done("track", "add", "Plain", "1h", "x" * 400)
    for words, after in ((("client", "list"), "  English  "), (("project", "list"), "  Contact  ")):
        rows = [line for line in command.on_a_terminal(*words, columns=120).out.splitlines() if line.strip()]
        assert len(rows) == len(ODD)
        places = {row.index(after): cell_len(row[: row.index(after)]) for row in rows}
        assert len(set(places.values())) == 1, rows


@pytest.mark.fault("D04")
@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_marks_and_emoji_break_no_listing(command: Command, built: Path, columns: int) -> None:
    shutil.copytree(built, command.home, dirs_exist_ok=True)
    spoil(command, "👨\u200d👩\u200d👧 " + "e" + "\u0301" * 200 + " 日本語 " * 20)
    for line in ("today", "track list", "client list", "project list", "promise list", "quote show P-2026-001"):
        ended = command.on_a_terminal(*line.split(), columns=columns)
        assert "Something went wrong" not in ended.out, line
        assert ended.code == 0, ended.out
