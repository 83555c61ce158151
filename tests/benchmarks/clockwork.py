"""How things are timed: in turns with their yardstick, so that whatever slows the machine slows both.

A ratio is the median of a command's times over the median of its yardstick's in the same rounds. Commands run with the
interpreter of the environment they are installed in and with compiled bytecode, as they do for whoever installed them.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

PYTHON = sys.executable
COMMAND = str(Path(sys.executable).with_name("freelance-comm"))
_SLOWED_BY = ("PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "PYTHONDEVMODE", "COVERAGE_PROCESS_START")

Timed = Callable[[int], float]
"""Does a thing once, for the round with that number, and returns the seconds it took."""


def environment(home: Path) -> dict[str, str]:
    """Return the environment of somebody with an empty home and an English terminal."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in _SLOWED_BY and not name.startswith(("FREELANCE_COMM_", "XDG_", "LC_"))
    }
    return kept | {
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "UTC",
    }


def command(environ: Mapping[str, str], line: Callable[[int], Sequence[str]], *, given: str = "") -> Timed:
    """Return a timer of whole commands, from their start to their end; they may say 0, 10 or 20.

    ``given`` comes by standard input.
    """

    def timed(number: int) -> float:
        words = list(line(number))
        begun = perf_counter()
        finished = subprocess.run(
            words,
            env=dict(environ),
            check=False,
            input=given.encode(),
            capture_output=True,
        )
        took = perf_counter() - begun
        if finished.returncode not in (0, 10, 20):
            raise RuntimeError(f"{words}: {finished.returncode}\n{finished.stderr.decode(errors='replace')}")
        return took

    return timed


def in_turns(
    yardstick: Timed, things: Mapping[str, Timed], *, rounds: int, warm: int = 2
) -> tuple[float, dict[str, float]]:
    """Return the yardstick's median seconds, and for each thing the ratio of its median to that.

    The first ``warm`` rounds fill caches and are forgotten.
    """
    yard: list[float] = []
    times: dict[str, list[float]] = {name: [] for name in things}
    for number in range(rounds + warm):
        sleep(0.01)
        spent = {name: timed(number) for name, timed in things.items()}
        measured = yardstick(number)
        if number >= warm:
            yard.append(measured)
            for name, seconds in spent.items():
                times[name].append(seconds)
    return median(yard), {name: median(seconds) / median(yard) for name, seconds in times.items()}
