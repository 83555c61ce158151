"""Power cuts: a writer's calls are recorded, and each state of the disk they could leave is opened by the program."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from freelance_comm.domain.errors import AppError, DataDamaged
from freelance_comm.services import clients, timelog
from freelance_comm.services.desk import Desk
from tests.trials import scene
from tests.trials.disk import Disk, write
from tests.trials.operations import OPERATIONS, Act
from tests.trials.processes import Say, Writer
from tests.trials.recording import Recorder, Step, recorded
from tests.trials.steps import MOST_CALLS
from tests.trials.tally import Tally


def _first_client(where: Desk) -> None:
    clients.add_client(where, scene.CLIENT)


def _first_project(where: Desk) -> None:
    from freelance_comm.services import projects

    projects.add_project(where, scene.PROJECT, client_text=scene.CLIENT)


BEGINNING: tuple[Act, ...] = (
    scene.welcome,
    _first_client,
    _first_project,
    OPERATIONS["insert"][1],
    OPERATIONS["update"][1],
    OPERATIONS["start the timer"][1],
    OPERATIONS["stop the timer"][1],
)
"""From an empty folder to the first timer that was stopped."""
LATER = (
    "insert", "update that shortens", "delete", "win a quote", "archive", "bring back", "remove a project",
    "remove a client",
)  # fmt: skip


LOOKS = ("look", "done")
"""How steps begin that tell how everything looked: at the start of a process, and after an acknowledged change."""


class Record:
    """What was recorded of one or several processes on one folder, and how everything looked after each change."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "data"
        self._log = folder / "log"
        folder.mkdir()
        self.root.mkdir(mode=0o700)
        self.disk = Disk()

    def fill(self) -> None:
        """Begin with the scene of the other trials, all of it flushed."""

        def work(_: Say) -> None:
            with Recorder(self.root, self._log) as recorder:
                scene.fill(self.root)
                recorder.note("flushed")

        assert Writer(work).join() == 0

    def run(self, acts: tuple[Act, ...], *, deadly: int = 0) -> bool:
        """Do ``acts`` in a process of its own; it dies before its call number ``deadly``: whether it came to that."""

        def work(_: Say) -> None:
            with Recorder(self.root, self._log, deadly) as recorder:
                recorder.note("look", scene.portrait(self.root))
                for act in acts:
                    act(scene.desk(self.root))
                    recorder.note("done", scene.portrait(self.root))

        code = Writer(work).join()
        assert code == 0 or (deadly and code < 0), f"the writer ended with {code}"
        return code != 0

    def copy(self, folder: Path) -> Record:
        """Return a record that goes on from here, on a folder of its own."""
        other = Record(folder)
        shutil.copytree(self.root, other.root, dirs_exist_ok=True)
        shutil.copyfile(self._log, other._log)
        return other

    def steps(self) -> list[Step]:
        """Return the record, after making sure that nothing is missing in it."""
        found = recorded(self._log)
        whole = Disk()
        for step in found:
            whole.play(step)
        present = {
            str(path.relative_to(self.root)): None if path.is_dir() else path.read_bytes()
            for path in self.root.rglob("*")
        }
        assert whole.tree() == present, "files were changed by calls that were not recorded"
        return found


def cut_everywhere(record: Record, *, bound: int, at: tuple[str, ...] = ()) -> Tally:
    """Cut the power after each step of a record, or after each of the kinds in ``at``; open ``bound`` images each time.

    Where ``at`` is given, the calls of the last process alone are looked at.
    """
    steps = record.steps()
    chance = random.Random(1)
    last = max(number for number, step in enumerate(steps) if step[0] == "look")
    total = Tally()
    disk = Disk()
    shelf = Path(tempfile.mkdtemp(dir=record.root.parent))
    opened: dict[int, Opened] = {}  # many a step leaves the disk, or what it may hold, as it was
    done, since = 0, list[scene.Portrait]()
    for number, step in enumerate(steps):
        if step[0] == "done":
            done, since = done + 1, []
        if step[0] in LOOKS:
            since.append(step[1])
        disk.play(step)
        if not since or (at and (number < last or step[0] not in (*at, "done"))):
            continue
        coming = next((later[1] for later in steps[number + 1 :] if later[0] == "done"), since[-1])
        for image in disk.images(bound, chance):
            mark = hash(frozenset(image.items()))
            if mark not in opened:
                root = shelf / str(total.trials)
                write(image, root)
                opened[mark] = _opened(root)
                shutil.rmtree(root)
            total += _judged(opened[mark], [*since, coming], done) + Tally(trials=1)
    return total + Tally(acknowledged=done)


class Opened(NamedTuple):
    """What the program found in an image, and made of it; both follow from the image alone."""

    seen: scene.Portrait | None
    """All that is there; ``None`` if it could not be read."""
    grave: tuple[str, ...] = ()
    """What it said of damage."""
    error: str = ""
    """Why it could not be read or changed."""
    too_much: bool = False
    """Whether the next change changed more than its own."""


def _opened(root: Path) -> Opened:
    """Look at an image and work on in it."""
    seen: scene.Portrait | None = None
    try:
        seen = scene.portrait(root)
        where = scene.desk(root, durable=False)
        grave = tuple(str(notice) for notice in where.reader.notices() if isinstance(notice, DataDamaged))
        clients.add_client(where, "Next")
        after = scene.portrait(root)
    except AppError as error:
        return Opened(seen, error=str(error))
    rest = {table: texts for table, texts in after.items() if table not in ("clients.json:clients", _COUNTERS)}
    kept = {table: texts for table, texts in seen.items() if table in rest}
    one_more = len(after["clients.json:clients"]) == len(seen.get("clients.json:clients", ())) + 1
    return Opened(seen, grave, too_much=rest != kept or not one_more)


def _judged(found: Opened, allowed: list[scene.Portrait], reached: int) -> Tally:
    """Judge an image: what was acknowledged is there, all can be read, nothing false is said, and work goes on."""
    if found.seen is not None and found.seen not in allowed:
        return Tally(lost=1, notes=(f"after change {reached}: {_difference(found.seen, allowed)}",))
    if found.error:
        return Tally(unreadable=1, notes=(f"after change {reached}: {found.error}",))
    if found.too_much:
        return Tally(lost=1, notes=(f"after change {reached}, the next one changed more than its own",))
    return Tally(untruthful=len(found.grave), notes=found.grave)


_COUNTERS = "workspace.json:counters"


def _difference(seen: scene.Portrait, allowed: list[scene.Portrait]) -> str:
    tables = [sorted(table for table in {*seen, *one} if seen.get(table) != one.get(table)) for one in allowed]
    return f"{tables} are neither old nor new"


def beginning(fresh: Callable[[], Path], *, bound: int) -> Tally:
    """Cut the power during the first start and the first day."""
    record = Record(fresh())
    record.run(BEGINNING)
    return cut_everywhere(record, bound=bound)


def later(fresh: Callable[[], Path], *, bound: int) -> Tally:
    """Cut the power during all other kinds of change."""
    record = Record(fresh())
    record.fill()
    record.run(tuple(OPERATIONS[name][1] for name in LATER))
    return cut_everywhere(record, bound=bound)


def after_a_kill(name: str, fresh: Callable[[], Path], *, bound: int) -> Tally:
    """Kill a writer before its call 1, 2, 3 …, let another one save, and cut the power at each flush of that one."""
    total = Tally()
    prepare, act = OPERATIONS[name]
    prepared = Record(fresh())
    prepared.fill()
    prepared.run((prepare,))
    for call in range(1, MOST_CALLS):
        record = prepared.copy(fresh())
        died = record.run((act,), deadly=call)
        record.run((NEXT[name],))
        total += cut_everywhere(record, bound=bound, at=("fsync",))
        if not died:
            return total
    return total


def _next_client(where: Desk) -> None:
    clients.add_client(where, "After the kill")


def _next_correction(where: Desk) -> None:
    """Change what the killed writer may have put in place."""
    newest = max((line.entry for line in timelog.last_entries(where)), key=lambda entry: entry.id)
    timelog.correct_entry(where, newest, note="corrected")


NEXT: dict[str, Act] = {"insert": _next_client, "stop the timer": _next_correction, "archive": _next_correction}
"""What the next writer saves: elsewhere than the killed one, or the very same record."""
