"""Files with one bit turned, or cut short: the damage is named, nothing else suffers, and nothing is written over."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from freelance_comm.domain.errors import AppError, DataDamaged
from freelance_comm.store import Workspace
from tests.trials import scene
from tests.trials.disks import content
from tests.trials.tally import Tally

Harm = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Return ``data`` with one bit turned."""
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def cut(data: bytes, chance: random.Random) -> bytes:
    """Return the beginning of ``data``."""
    return data[: chance.randrange(len(data))]


def harmed(fresh: Callable[[], Path], harm: Harm, trials: int) -> Tally:
    """Harm one file, again and again, each time in another copy of the scene."""
    chance = random.Random(trials)
    model = fresh()
    scene.fill(model)
    files = sorted(content(model))
    total = Tally()
    for _ in range(trials):
        root = fresh()
        shutil.copytree(model, root)
        file = chance.choice(files)
        bad = harm((root / file).read_bytes(), chance)
        (root / file).write_bytes(bad)
        total += _judged(model, root, file, bad)
        shutil.rmtree(root)
    return total


def _judged(model: Path, root: Path, file: str, bad: bytes) -> Tally:
    result = Tally(trials=1)
    good = content(model)
    source = Workspace(root)._source
    for other in sorted(good):
        try:
            loaded = source.load(other)
        except DataDamaged as error:
            named = other == file and file in str(error)
            result += Tally(lost=int(other != file), untruthful=int(not named), notes=(str(error),) * (not named))
            continue
        if loaded is None or (other != file and loaded.tables != Workspace(model)._source.load(other).tables):  # type: ignore[union-attr]
            result += Tally(lost=1, notes=(f"{other} suffers from {file}",))
    return result + _told(root, file) + _left_alone(root, file, bad)


def _told(root: Path, file: str) -> Tally:
    """Ask for everything, as the program does: whoever asks is told of the damage, or of a change from outside."""
    reader = Workspace(root).reader()
    told = False
    asked: tuple[Callable[[], object], ...] = (
        reader.profile, reader.clients, reader.timer, reader.seconds_spent, reader.summaries, reader.conversations,
        lambda: scene.portrait(root),
    )  # fmt: skip
    for ask in asked:
        try:
            ask()
        except AppError:
            told = True
    told = told or any(notice.params.get("file") == file for notice in reader.notices())
    return Tally(untruthful=int(not told), notes=(f"nobody heard of {file}",) * (not told))


def _left_alone(root: Path, file: str, bad: bytes) -> Tally:
    """Go on working: a file that cannot be read is not written over."""
    try:
        scene.add(scene.desk(root, durable=False), "next")
    except AppError as error:
        alone = (root / file).read_bytes() == bad
        return Tally(lost=int(not alone), notes=(f"written over after {error}",) * (not alone))
    return Tally()
