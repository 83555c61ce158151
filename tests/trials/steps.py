"""Each operation refused, or killed, at its first file-changing call, its second, … until it succeeds.

SQLite's method: no call is trusted to be harmless.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

from freelance_comm.domain.errors import AppError, NotSaved, Unconfirmed
from freelance_comm.services import clients, projects, quoting, timelog, timer, walk
from freelance_comm.services.desk import Desk
from tests.trials import scene
from tests.trials.processes import Calls, killed_at, refusal
from tests.trials.tally import Tally

REFUSALS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES)
MOST_CALLS = 200
FIRST = "first start"

Act = Callable[[Desk], object]


def _nothing(_: Desk) -> None:
    """Need nothing but the scene."""


def _insert(where: Desk) -> None:
    scene.add(where, "inserted", 77)


def _update(where: Desk) -> None:
    entry = timelog.entries(where, scene.DAY, scene.DAY)[0].entry
    timelog.correct_entry(where, entry, note="updated, and longer than it was before")


def _shorten(where: Desk) -> None:
    client = clients.find_client(where, "Gone Soon")
    clients.change_client(where, client, client.but(notes=""))


def _delete(where: Desk) -> None:
    timelog.remove_entry(where, timelog.entries(where, scene.DAY, scene.DAY)[0].entry)


def _start_timer(where: Desk) -> None:
    timer.start(where, scene.PROJECT, "running", at=scene.NOW)


def _stop_timer(where: Desk) -> None:
    timer.stop(where, at=scene.NOW.replace(minute=30))


def _win_quote(where: Desk) -> None:
    quoting.accept(where, projects.find_project(where, scene.PROJECT), scene.DAY)


def _archive(where: Desk) -> None:
    walk.close(where, projects.find_project(where, "Old thing"), "not needed any more")


def _bring_back(where: Desk) -> None:
    walk.reopen(where, projects.find_project(where, "Old thing", closed=True))


def _remove_project(where: Desk) -> None:
    project = projects.find_project(where, "Old thing")
    with where.change() as change:
        change.remove(project)


def _remove_client(where: Desk) -> None:
    clients.remove_client(where, clients.find_client(where, "Gone Soon"))


OPERATIONS: dict[str, tuple[Act, Act]] = {
    "insert": (_nothing, _insert),
    FIRST: (_nothing, scene.welcome),
    "update": (_nothing, _update),
    "update that shortens": (_nothing, _shorten),
    "delete": (_nothing, _delete),
    "start the timer": (_nothing, _start_timer),
    "stop the timer": (_start_timer, _stop_timer),
    "win a quote": (_nothing, _win_quote),
    "archive": (_nothing, _archive),
    "bring back": (_archive, _bring_back),
    "remove a project": (_nothing, _remove_project),
    "remove a client": (_nothing, _remove_client),
}
"""What has to be there first, and what is tried."""


class Stage:
    """One operation on copies of one workspace, which looks ``old`` before it and ``new`` after it."""

    def __init__(self, name: str, fresh: Callable[[], Path]) -> None:
        self.name = name
        self._prepare, self._run = OPERATIONS[name]
        self._fresh = fresh
        self._model = fresh()
        if name != FIRST:
            scene.fill(self._model)
            self._prepare(scene.desk(self._model, durable=False))
        self.old = scene.portrait(self._model)
        done = self.copy()
        self.run(done)
        self.new = scene.portrait(done)
        assert self.old != self.new

    def copy(self) -> Path:
        """Return another workspace on which nothing was tried yet."""
        root = self._fresh()
        if self._model.exists():
            shutil.copytree(self._model, root)
        return root

    def run(self, root: Path) -> None:
        """Do it, as a new process would."""
        self._run(scene.desk(root))

    def judged(self, root: Path, told: str) -> tuple[Tally, bool]:
        """Return what went wrong in ``root`` if ``told`` was said, and whether the operation stands there.

        ``told`` is "saved", "unconfirmed", "not saved", or empty where nobody could say anything any more.
        """
        name = f"{self.name}, {told or 'killed'}"
        try:
            seen = scene.portrait(root)
            grave = [str(notice) for notice in scene.desk(root).reader.notices()]
        except AppError as error:
            return Tally(unreadable=1, notes=(f"{name}: {error}",)), False
        if seen not in (self.old, self.new):
            return Tally(lost=1, notes=(f"{name}: half of it is there",)), False
        stands = seen == self.new
        truly = Tally(untruthful=len(grave), notes=tuple(grave))
        if told and stands == (told == "not saved"):
            truly += Tally(untruthful=1, notes=(f"{name}, but it is {'new' if stands else 'old'}",))
        return truly, stands

    def repeated(self, root: Path, stands: bool) -> Tally:
        """Do it again if it does not stand, and something else: nothing may be there twice, or be in the way."""
        try:
            if not stands:
                self.run(root)
            if scene.portrait(root) != self.new:
                return Tally(duplicated=1, notes=(f"{self.name}: done again, it looks otherwise",))
            clients.add_client(scene.desk(root, durable=False), "Next")
        except AppError as error:
            return Tally(unreadable=1, notes=(f"{self.name}, again: {error}",))
        left = scene.leftovers(root)
        return Tally(unreadable=len(left), notes=tuple(map(str, left)))


def refused(stage: Stage, number: int, *, sticky: bool = False) -> Tally:
    """Refuse call 1, 2, 3 … with the system's error ``number``; with ``sticky``, all calls from there on."""
    total = Tally()
    for call in range(1, MOST_CALLS):
        root = stage.copy()
        told = "saved"
        with _Refusing(call, number, sticky) as calls:
            try:
                stage.run(root)
            except NotSaved:
                told = "not saved"
            except Unconfirmed:
                told = "unconfirmed"
        tally, stands = stage.judged(root, told)
        total += tally + Tally(trials=1, acknowledged=int(told != "not saved")) + stage.repeated(root, stands)
        if calls.count < call:
            return total
    raise AssertionError(f"{stage.name} does not end")


class _Refusing(Calls):
    def __init__(self, at: int, number: int, sticky: bool) -> None:
        super().__init__(at, refusal(number))
        self._sticky = sticky

    def __call__(self, call: str, path: str) -> None:
        super().__call__(call, path)
        if self._sticky and self.count > self.at:
            self.action(call, path)


def killed(stage: Stage) -> Tally:
    """Kill the writer before call 1, 2, 3 …"""
    total = Tally()
    for call in range(1, MOST_CALLS):
        root = stage.copy()
        died = killed_at(call, lambda at=root: stage.run(at))  # type: ignore[misc]
        tally, stands = stage.judged(root, "" if died else "saved")
        total += tally + Tally(trials=1, acknowledged=int(not died)) + stage.repeated(root, stands)
        if not died:
            return total
    raise AssertionError(f"{stage.name} does not end")
