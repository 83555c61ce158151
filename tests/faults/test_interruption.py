"""Ctrl+C, wherever it strikes: 130, and whether the change stands is told truly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.process import PATIENCE
from tests.trials import scene, shell
from tests.trials.processes import Calls, Say, Writer, numbered, quick_folder

KEPT = "Stopped by you, after saving: what you entered is kept."
UNSAVED = "Stopped by you, before saving: nothing was changed."


@pytest.fixture
def fresh() -> Iterator[Callable[[], Path]]:
    """Return what gives another fresh path each time."""
    with quick_folder() as folder:
        yield numbered(folder)


def press(_: str, __: str) -> None:
    """Press Ctrl+C."""
    os.kill(os.getpid(), signal.SIGINT)


def stopped_at(call: int, root: Path, words: tuple[str, ...], now: str) -> tuple[shell.Answer, bool]:
    """Run a command that is stopped at its file-changing call number ``call``; whether it came to that."""

    def work(say: Say) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with Calls(call, press) as calls:
            answer = shell.said(root, *words, now=now)
        say(json.dumps([answer.code, answer.out, answer.err, calls.count >= call]))

    writer = Writer(work)
    assert writer.join() == 0
    code, out, err, struck = json.loads(writer.said[0])
    return shell.Answer(code=code, out=out, err=err), struck


@pytest.mark.fault("W08")
@pytest.mark.parametrize(("before", "words"), [((), shell.add_words("new")), (("start",), ("track", "stop"))])
def test_at_each_call_of_a_save_it_is_told_whether_it_stands(
    fresh: Callable[[], Path], before: tuple[str, ...], words: tuple[str, ...]
) -> None:
    outcomes = []
    for call in range(1, 100):
        root = fresh()
        scene.fill(root)
        if before:
            assert shell.said(root, "track", "start", scene.PROJECT).code == 0
        answer, struck = stopped_at(call, root, words, now="2026-03-02T11:00:00Z")
        if not struck:
            assert answer.code == 0
            break
        stands = len(scene.entries(root)) == 4
        assert answer.code == 130, answer
        assert answer.err.strip() == f"warning: {KEPT if stands else UNSAVED}", f"call {call}"
        assert (scene.desk(root).reader.timer() is None) == (stands or not before)
        again = shell.said(root, *words, now="2026-03-02T11:00:00Z")
        assert again.code == (3 if stands and before else 0), again
        assert len(scene.entries(root)) == (5 if stands and not before else 4)
        assert scene.leftovers(root) == []
        outcomes.append(stands)
    assert outcomes == sorted(outcomes)
    assert set(outcomes) == {False, True}


def holds_open(process: int, path: Path) -> bool:
    """Whether a process has opened a file; where the system does not tell, whether it had the time to."""
    listing = Path("/proc", str(process), "fd")
    if not listing.is_dir():
        time.sleep(3)
        return True
    return any(str(path) == os.path.realpath(entry) for entry in listing.iterdir())


HOLD = """
import sys, time
from pathlib import Path
from tests.trials import scene
with scene.desk(Path(sys.argv[1]), owner="tui").change():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.mark.fault("W08")
def test_one_who_stops_waiting_for_the_lock_has_saved_nothing(tmp_path: Path) -> None:
    root = tmp_path / "data"
    scene.fill(root)
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(root)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None and holder.stdout.readline() == "held\n"
        waiting = shell.started(root, *shell.add_words("never"))
        deadline = time.monotonic() + PATIENCE
        while not holds_open(waiting.pid, root / ".state/lock") and time.monotonic() < deadline:
            time.sleep(0.02)
        waiting.send_signal(signal.SIGINT)
        answer = shell.ended(waiting, PATIENCE)
    finally:
        holder.kill()
        holder.communicate()
    assert (answer.code, answer.out, answer.err) == (130, "", f"warning: {UNSAVED}\n")
    assert len(scene.entries(root)) == 3
