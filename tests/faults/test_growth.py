"""What many saves leave behind, and what one save costs when there is much behind it: both stay small."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.store import files
from tests.benchmarks import history
from tests.trials import scene, shell
from tests.trials.processes import Say, Writer, numbered, quick_folder

KEPT = 20 + 30
"""Generations of one file: the newest, and one a day for a month."""
JOURNAL = 6 << 20
"""Bytes that the notes for undoing may take."""


@pytest.fixture
def fresh() -> Iterator[Callable[[], Path]]:
    """Return what gives another fresh path each time."""
    with quick_folder() as folder:
        yield numbered(folder)


def handles() -> int:
    """Return how many files this process holds open."""
    listing = Path("/proc/self/fd" if sys.platform == "linux" else "/dev/fd")
    return len(list(listing.iterdir()))


@pytest.mark.fault("W13")
def test_a_long_day_of_saves_leaves_no_handles_no_leftovers_and_a_bounded_history(
    fresh: Callable[[], Path], long_run: bool
) -> None:
    root, count = fresh(), 10_000 if long_run else 1_000
    scene.fill(root)

    def work(say: Say) -> None:
        where = scene.desk(root)
        for number in range(10 * count):
            scene.add(where, f"n{number}", day=date(2025, 3, 1) + timedelta(days=number % 360))
            say(str(handles()))

    writer = Writer(work)
    while len(writer.said) < count:
        writer.first_word()
    writer.kill()
    writer.join()
    acknowledged = len(writer.said)
    assert acknowledged >= count
    assert len(set(writer.said[10:])) == 1, "each save leaves a file open"
    kept = [len(list(folder.iterdir())) for folder in (root / ".state/history/time").iterdir()]
    assert max(kept) <= KEPT
    assert sum(path.stat().st_size for path in (root / ".state").glob("journal*")) < JOURNAL
    assert shell.said(root, *shell.add_words("next")).code == 0
    assert scene.leftovers(root) == []
    assert len(scene.entries(root)) in (acknowledged + 4, acknowledged + 5)


class Work:
    """What one command reads and writes below a folder."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.calls: list[str] = []
        self.bytes = 0


def work_of(root: Path, words: tuple[str, ...], now: str) -> Work:
    """Run a command and count the files that it opens, the calls that change files, and the bytes it writes."""
    found = Work()
    watching = [True]

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and watching and str(arguments[0]).startswith(str(root)):
            found.opened.append(str(arguments[0]))

    real = os.write

    def write(handle: int, data: Any) -> int:
        found.bytes += len(data)
        return real(handle, data)

    sys.addaudithook(audit)  # it stays as long as the process, and does nothing from the end of this function on
    before = files.observe(lambda call, path: found.calls.append(call))
    os.write = write
    try:
        answer = shell.said(root, *words, now=now)
    finally:
        os.write = real
        files.observe(before)
        watching.clear()
    assert answer.code == 0, answer.err
    return found


def first_of_march(root: Path) -> Work:
    """Write down time in a month that has no entries yet, twice: only the second time is ordinary."""
    now = "2026-03-02T10:00:00Z"
    project = scene.desk(root).reader.project_names()[0].ref
    words = ("track", "add", "--project", project, "--on", "2026-03-02", "--for", "30 min", "--note", "corrections")
    for _ in range(2):
        assert shell.said(root, *words, now=now).code == 0
    return work_of(root, words, now)


@pytest.mark.fault("W14")
def test_five_years_of_entries_make_the_next_one_no_more_work(fresh: Callable[[], Path], long_run: bool) -> None:
    young, old = fresh(), fresh()
    history.write(young, entries=1, projects=1)
    history.write(old, entries=36_500 if long_run else 6_000, projects=40)
    first, then = first_of_march(young), first_of_march(old)
    assert then.calls == first.calls
    assert len(then.opened) <= len(first.opened)
    assert then.bytes <= 1.2 * first.bytes
