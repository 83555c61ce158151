"""Writers killed at random times, on one file and on two; the judge knows what they had acknowledged."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

from freelance_comm.domain.errors import AppError
from freelance_comm.services import timelog, timer
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from tests.trials import scene
from tests.trials.processes import Say, Writer
from tests.trials.tally import Tally

LONGEST_LIFE = 0.06
"""Seconds after which a writer is killed at the latest: long enough for some thirty saves."""
KEEP_FOR = 40
"""Trials after which a fresh workspace is begun."""

State = dict[str, int]
"""Seconds of each time entry by its note; the running timer stands under `RUNNING` with the seconds -1."""
RUNNING = "timer: "


def busy_on_one_file(where: Desk, say: Say, name: str) -> None:
    """Insert, update and delete time entries of one month for ever, saying before and after each what it is."""
    chance = random.Random(name)
    kept = {entry.note: entry for entry in where.reader.entries(date.min, date.max)}
    number = 0
    while True:
        number += 1
        choice = chance.random()
        note = chance.choice(sorted(kept)) if kept else ""
        if choice < 0.5 or len(kept) < 5:
            note = f"{name}-{number}"
            say(f"? set {note} {number}")
            kept[note] = timelog.add_entry(where, scene.PROJECT, day=scene.DAY, seconds=Decimal(number), note=note)
            say(f"= set {note} {number}")
        elif choice < 0.8:
            say(f"? set {note} {10_000 + number}")
            new = kept[note].but(seconds=Decimal(10_000 + number))
            kept[note] = timelog.change_entry(where, kept[note], new)
            say(f"= set {note} {10_000 + number}")
        else:
            say(f"? gone {note} 0")
            timelog.remove_entry(where, kept.pop(note))
            say(f"= gone {note} 0")


def busy_on_two_files(where: Desk, say: Say, name: str) -> None:
    """Start and stop the timer for ever; stopping takes the timer from one file and puts the entry into another."""
    number = 0
    running = where.reader.timer()
    while True:
        number += 1
        if running is None:
            note = f"{name}-{number}"
            say(f"? set {RUNNING}{note} -1")
            running = timer.start(where, scene.PROJECT, note, at=scene.NOW)
            say(f"= set {RUNNING}{note} -1")
        note = running.note
        say(f"? stop {note} 60")
        timer.stop(where, at=scene.NOW.replace(minute=1))
        say(f"= stop {note} 60")
        running = None


def after(state: State, operation: str) -> State:
    """Return what a state becomes by an operation as writers tell it."""
    what, _, rest = operation.partition(" ")
    note, _, seconds = rest.rpartition(" ")
    new = {key: value for key, value in state.items() if key not in (note, f"{RUNNING}{note}")}
    return new if what == "gone" else {**new, note: int(seconds)}


def found(root: Path) -> tuple[State, int]:
    """Return the state as a new process finds it, and how many records there are too many."""
    entries = scene.entries(root)
    state = dict(entries)
    running = Workspace(root).reader().timer()
    if running is not None:
        state[f"{RUNNING}{running.note}"] = -1
    return state, sum(Counter(note for note, _ in entries).values()) - len(dict(entries))


def judged(root: Path, before: State, said: list[str]) -> tuple[Tally, State]:
    """Compare what is there with what was acknowledged, on top of what was there before."""
    done = [line[2:] for line in said if line[0] == "="]
    expected = before
    for operation in done:
        expected = after(expected, operation)
    allowed = [expected]
    if said and said[-1][0] == "?":
        allowed.append(after(expected, said[-1][2:]))
    result = Tally(trials=1, acknowledged=len(done))
    try:
        state, double = found(root)
        notices = Workspace(root).reader().notices()
    except AppError as error:
        return result + Tally(unreadable=1, notes=(str(error),)), expected
    result += Tally(duplicated=double, untruthful=len(notices), notes=tuple(map(str, notices)))
    if state in allowed:
        return result, state
    wrong = {key for key in {*state, *expected} if state.get(key) != expected.get(key)}
    return result + Tally(lost=len(wrong), notes=(f"{sorted(wrong)} after {said[-2:]}",)), state


def killed_at_random(fresh: Callable[[], Path], work: Callable[[Desk, Say, str], None], trials: int) -> Tally:
    """Kill a writer at a random time, again and again; each finds what the one before left."""
    chance = random.Random(trials)
    total = Tally()
    root, state = Path(), State()
    for number in range(trials):
        if number % KEEP_FOR == 0:
            root = fresh()
            scene.fill(root)
            state, _ = found(root)
        life = chance.random() * LONGEST_LIFE
        writer = Writer(lambda say, at=root, name=f"n{number}": work(scene.desk(at), say, name))  # type: ignore[misc]
        writer.first_word()
        time.sleep(life)
        writer.kill()
        writer.join()
        tally, state = judged(root, state, writer.said)
        total += tally
    return total
