"""Prints what the trials found: ``python -m tests.trials [--long] [--folder DIR] [NAME …]``.

Long, it runs half an hour, as a disk is quick: five hundred kills on one file and five hundred on two, every operation
refused and killed at every call, power cuts in all orders that the bound allows, eight writers for a while.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.trials import crowd, damage, disks, kills, power, steps
from tests.trials.operations import OPERATIONS
from tests.trials.processes import numbered, quick_folder
from tests.trials.shell import is_root
from tests.trials.tally import Tally, head

Trial = Callable[[], Tally]


def trials(fresh: Callable[[], Path], *, long: bool) -> Iterator[tuple[str, Trial]]:
    """Return the trials with their names, short or in full."""
    kill_trials, inserts, counted, seconds = (500, 200, 50, 25.0) if long else (30, 25, 10, 3.0)
    bound, harms = (40, 2000) if long else (4, 100)
    yield (
        "kill -9 at random times, one file",
        lambda: kills.killed_at_random(fresh, kills.busy_on_one_file, kill_trials),
    )
    yield (
        "kill -9 at random times, two files",
        lambda: kills.killed_at_random(fresh, kills.busy_on_two_files, kill_trials),
    )
    for name in OPERATIONS:
        yield f"{name}: killed at each call", lambda name=name: steps.killed(steps.Stage(name, fresh))  # type: ignore[misc]
        yield f"{name}: refused at each call", lambda name=name: _refused(steps.Stage(name, fresh))  # type: ignore[misc]
    for name in ("insert", "stop the timer"):
        yield (
            f"{name}: the disk takes n bytes",
            lambda name=name: disks.full_after(steps.Stage(name, fresh), range(0, 20_000, 13 if long else 149)),  # type: ignore[misc]
        )
    if is_root():
        yield "a disk that is full", lambda: disks.full_disk(fresh())
    yield "power cut from the first start on", lambda: power.beginning(fresh, bound=bound)
    yield "power cut during any change", lambda: power.later(fresh, bound=bound)
    for name in ("insert", "stop the timer", "archive"):
        yield (
            f"{name}: killed, then power cut",
            lambda name=name: power.after_a_kill(name, fresh, bound=bound),  # type: ignore[misc]
        )
    yield (
        f"8 x {inserts} inserts, a counter, a reader",
        lambda: crowd.at_once(fresh(), inserts=inserts, steps=counted),
    )
    yield f"kills among 8 writers, {seconds:g} s", lambda: crowd.killed_in_the_crowd(fresh(), seconds)
    yield "one bit turned", lambda: damage.harmed(fresh, damage.flipped, harms)
    yield "cut short", lambda: damage.harmed(fresh, damage.cut, harms)


def _refused(stage: steps.Stage) -> Tally:
    total = Tally()
    for number in steps.REFUSALS:
        total += steps.refused(stage, number) + steps.refused(stage, number, sticky=True)
    return total


@contextmanager
def _chosen(folder: str) -> Iterator[Path]:
    if not folder:
        with quick_folder() as quick:
            yield quick
        return
    with tempfile.TemporaryDirectory(dir=folder) as own:
        yield Path(own)


def main() -> int:
    """Run the trials, print the table, and return how much went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.trials", description=__doc__)
    parser.add_argument("--long", action="store_true", help="at full length")
    parser.add_argument("--folder", default="", metavar="DIR", help="on the disk of this folder, not in memory")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only trials whose names hold this")
    options = parser.parse_args()
    total = Tally()
    with _chosen(options.folder) as folder:
        chosen = [
            (name, trial)
            for name, trial in trials(numbered(folder), long=options.long)
            if not options.names or any(word in name for word in options.names)
        ]
        width = max(len(name) for name, _ in chosen) + 2
        print_line(head(width) + "seconds".rjust(10))
        for name, trial in chosen:
            begun = time.monotonic()
            tally = trial()
            print_line(tally.line(name, width) + f"{time.monotonic() - begun:10.1f}")
            for note in dict.fromkeys(tally.notes):
                print_line(f"    {note}")
            total += tally
        print_line(total.line("all", width))
    return min(total.faults, 100)


def print_line(text: str) -> None:
    """Write a line at once, so that one sees how far it is."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
