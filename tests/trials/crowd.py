"""Many writers at once: none loses anything, gives an id or a reference twice, or disturbs a reader."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import date
from pathlib import Path

from freelance_comm.domain.errors import AppError
from freelance_comm.services import clients
from freelance_comm.store import Workspace
from tests.trials import kills, scene
from tests.trials.processes import Say, Writer
from tests.trials.tally import Tally

PROCESSES = 8
CLIENTS_EACH = 5


def at_once(root: Path, *, inserts: int, steps: int) -> Tally:
    """Let 8 processes insert at once, each also adding 1 to one counter ``steps`` times, while a reader looks on."""
    scene.fill(root)
    before = len(scene.entries(root))

    def work(say: Say, name: str) -> None:
        where = scene.desk(root)
        for number in range(inserts):
            scene.add(where, f"{name}-{number}", number + 1)
            say(f"{name}-{number}")
            if number % max(1, inserts // CLIENTS_EACH) == 0:
                clients.add_client(where, f"Client {name} {number}")
            if number % max(1, inserts // steps) == 0 and number // max(1, inserts // steps) < steps:
                _count(root, say)

    writers = [Writer(lambda say, name=f"w{one}": work(say, name)) for one in range(PROCESSES)]  # type: ignore[misc]
    over = root.with_name(f"{root.name}.over")
    watching = Writer(lambda say: _watch(root, say, over))
    codes = [writer.join() for writer in writers]
    over.touch()
    watcher = watching.join()
    return _judged(root, writers, before) + Tally(
        trials=PROCESSES * (inserts + steps),
        unreadable=sum(code != 0 for code in (*codes, watcher)),
        notes=tuple(f"a process ended with {code}" for code in (*codes, watcher) if code),
    )


def _count(root: Path, say: Say) -> None:
    where = scene.desk(root)
    with where.change() as change:
        client = next(one for one in change.clients() if one.name == scene.CLIENT)
        change.save(client, client.but(notes=str(int(client.notes or 0) + 1)))
    say("counted")


def _watch(root: Path, say: Say, over: Path) -> None:
    """Read again and again, until the writers are done: never an error, never fewer than before."""
    reader = Workspace(root).reader()
    seen = 0
    while not over.exists():
        found = len(reader.entries(date.min, date.max))
        assert found >= seen, f"{found} entries after {seen}"
        seen = found
        time.sleep(0.005)
    say(f"saw {seen}")
    assert seen


def _judged(root: Path, writers: list[Writer], before: int) -> Tally:
    said = Counter(word for writer in writers for word in writer.said)
    counted = said.pop("counted", 0)
    reader = Workspace(root).reader()
    entries = reader.entries(date.min, date.max)
    notes = Counter(entry.note for entry in entries)
    refs = Counter(client.ref for client in reader.clients())
    counter = next(int(client.notes or 0) for client in reader.clients() if client.name == scene.CLIENT)
    ids = {entry.id for entry in entries}
    doubles = sum(notes.values()) - len(notes) + sum(refs.values()) - len(refs) + len(entries) - len(ids)
    missing = sorted(set(said) - set(notes))
    return Tally(
        acknowledged=sum(said.values()) + counted,
        lost=len(missing) + abs(counted - counter),
        duplicated=doubles,
        untruthful=len(entries) - before - len(said) + len(missing),
        notes=(*missing[:5], *([f"counted {counted}, found {counter}"] if counter != counted else [])),
    )


def killed_in_the_crowd(root: Path, seconds: float) -> Tally:
    """Let 8 processes write for ``seconds``, killing one every tenth of a second and starting another in its place."""
    scene.fill(root)
    chance = random.Random(8)
    expected, _ = kills.found(root)
    names = (f"k{number}" for number in range(100_000))

    def started() -> Writer:
        name = next(names)
        return Writer(lambda say: _insert_for_ever(root, say, name))

    writers = [started() for _ in range(PROCESSES)]
    ended: list[Writer] = []
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        time.sleep(0.1)
        writer = writers.pop(chance.randrange(len(writers)))
        writer.kill()
        ended.append(writer)
        writer.join()
        writers.append(started())
    for writer in writers:
        writer.kill()
        writer.join()
    ended += writers
    pending: set[str] = set()
    for writer in ended:
        for line in writer.said:
            if line[0] == "=":
                expected = kills.after(expected, line[2:])
        if writer.said and writer.said[-1][0] == "?":
            pending.add(writer.said[-1][2:].split()[1])
    return _after_the_kills(root, expected, pending) + Tally(trials=len(ended))


def _insert_for_ever(root: Path, say: Say, name: str) -> None:
    where = scene.desk(root)
    number = 0
    while True:
        number += 1
        say(f"? set {name}-{number} {number}")
        scene.add(where, f"{name}-{number}", number)
        say(f"= set {name}-{number} {number}")


def _after_the_kills(root: Path, expected: kills.State, pending: set[str]) -> Tally:
    try:
        state, double = kills.found(root)
        scene.add(scene.desk(root), "next")
    except AppError as error:
        return Tally(unreadable=1, notes=(str(error),))
    missing = [note for note, value in expected.items() if state.get(note) != value]
    uninvited = [note for note in state if note not in expected and note not in pending]
    return Tally(
        acknowledged=len(expected),
        lost=len(missing),
        duplicated=double + len(uninvited),
        unreadable=len(scene.leftovers(root)),
        notes=tuple((missing + uninvited)[:5]),
    )
