"""Each operation refused, or killed, at its first file-changing call, its second, … until it succeeds.

SQLite's method: no call is trusted to be harmless.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from freelance_comm.domain.errors import AppError, NotSaved, Unconfirmed
from freelance_comm.services import clients
from tests.trials import scene
from tests.trials.operations import FIRST, OPERATIONS
from tests.trials.processes import Calls, killed_at, refusal
from tests.trials.tally import Tally

REFUSALS = (errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EACCES)
MOST_CALLS = 200


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
        self._said_before = {str(notice) for notice in scene.desk(self._model).reader.notices()}
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

    def tried(self, harm: AbstractContextManager[object]) -> Tally:
        """Run the operation on a copy while ``harm`` is done, and judge what it says by what is there."""
        root = self.copy()
        told = "saved"
        with harm:
            try:
                self.run(root)
            except NotSaved:
                told = "not saved"
            except Unconfirmed:
                told = "unconfirmed"
        tally, stands = self.judged(root, told)
        return tally + Tally(trials=1, acknowledged=int(told != "not saved")) + self.repeated(root, stands)

    def judged(self, root: Path, told: str) -> tuple[Tally, bool]:
        """Return what went wrong in ``root`` if ``told`` was said, and whether the operation stands there.

        ``told`` is "saved", "unconfirmed", "not saved", or empty where nobody could say anything any more.
        """
        name = f"{self.name}, {told or 'killed'}"
        try:
            seen = scene.portrait(root)
            notices = {str(notice) for notice in scene.desk(root).reader.notices()}
        except AppError as error:
            return Tally(unreadable=1, notes=(f"{name}: {error}",)), False
        if seen not in (self.old, self.new):
            return Tally(lost=1, notes=(f"{name}: half of it is there",)), False
        stands = seen == self.new
        new_ones = tuple(sorted(notices - self._said_before))
        truly = Tally(untruthful=len(new_ones), notes=new_ones)
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
        calls = _Refusing(call, number, sticky)
        total += stage.tried(calls)
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
