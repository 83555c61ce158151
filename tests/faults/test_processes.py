"""Several shells at once, as real processes: one waits for the other, is told who writes, and nobody is in the way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.said import refused
from tests.faults.test_interruption import HOLD
from tests.trials import scene, shell
from tests.trials.disks import content


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a data folder with a project and three time entries."""
    scene.fill(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def holder(root: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another process, the screen, that holds the lock and does not let go of it."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(root)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.fault("C09")
def test_one_who_waits_too_long_is_told_who_writes(root: Path, holder: subprocess.Popen[str]) -> None:
    before = content(root)
    begun = time.monotonic()
    answer = shell.ended(shell.started(root, *shell.add_words("x")))
    assert 5 < time.monotonic() - begun < 30
    refused(answer, 7, f"process {holder.pid} (tui) is writing", "Nothing was changed.")
    assert content(root) == before
    assert shell.said(root, "track", "list").code == 0
    holder.kill()
    holder.wait()
    assert shell.said(root, *shell.add_words("x")).code == 0


@pytest.mark.fault("C10")
def test_the_lock_of_a_killed_process_is_in_nobodys_way(root: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    begun = time.monotonic()
    answer = shell.ended(shell.started(root, *shell.add_words("x")))
    assert (answer.code, answer.err) == (0, "")
    assert time.monotonic() - begun < 8
    assert len(scene.entries(root)) == 4


@pytest.mark.fault("C13")
def test_of_two_timers_started_at_once_exactly_one_runs(root: Path, long_run: bool) -> None:
    for number in range(30 if long_run else 4):
        both = [shell.started(root, "track", "start", scene.PROJECT, f"from {shell_}") for shell_ in range(2)]
        answers = sorted((shell.ended(one) for one in both), key=lambda answer: answer.code)
        assert [answer.code for answer in answers] == [0, 8], answers
        refused(answers[1], 8, "timer", "command line")
        assert shell.said(root, "track", "stop", now="2026-03-02T10:10:00Z").code == 0
        assert len(scene.entries(root)) == 4 + number
