"""Reads and saves away from the keys: a thread that reads, one that writes, one for long work, one for the coach, each
with its own desk.

A save may wait ten seconds for another process, a backup reads everything; typing and reading must not wait with them.
Each thread does one thing after another, so no service ever runs twice at once on one desk.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from typing import TYPE_CHECKING, Any, TypeVar

from freelance_comm.services.desk import Desk

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from freelance_comm.text.catalog import Translator
    from freelance_comm.tui.slow_reading import SlowReading

Answer = TypeVar("Answer")

_NEW_BEGINNINGS = 2


class Backroom:
    """Runs services for the screen. Ask it from the screen's thread only."""

    def __init__(self, desk: Desk, slow: SlowReading) -> None:
        self._slow = slow
        desk.workspace.listen(slow.a_file_is_read)
        self._reading = desk
        self._writing = twin(desk)
        self._readers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading", initializer=slow.in_this_thread)
        self._writers = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writing")
        self._aside = twin(desk)
        self._asides = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._coaching = twin(desk)
        self._coaches = ThreadPoolExecutor(max_workers=1, thread_name_prefix="coach")
        self.steps_to_undo = 0
        """Acts on this screen that one key takes back, one after another."""
        self.saves = 0
        """How often something was saved from this screen, undoing included."""
        self._last_step = ""
        self._under_way = 0
        self._aside_under_way = 0

    @property
    def busy(self) -> bool:
        """Whether something is being read or saved."""
        return self._under_way > 0

    @property
    def busy_aside(self) -> bool:
        """Whether long work is under way beside reading and saving."""
        return self._aside_under_way > 0

    async def read(self, ask: Callable[[Desk], Answer]) -> Answer:
        """Return what ``ask`` finds."""
        with self._slow.waited():
            return await self._run(self._readers, lambda desk: _in_one_piece(ask, desk), self._reading)

    def soon(self, ask: Callable[[Desk], Answer]) -> Future[Answer]:
        """Begin to read before there is a screen."""
        return self._readers.submit(ask, self._reading)

    async def come(self, begun: Future[Any]) -> Any:
        """Return what was begun ``soon``."""
        self._under_way += 1
        try:
            with self._slow.waited():
                return await asyncio.wrap_future(begun)
        finally:
            self._under_way -= 1

    async def save(self, do: Callable[[Desk], Answer], *, step: str = "") -> Answer:
        """Do something that writes; raises what the service raises. ``step`` as in ``new_step``."""

        def in_one_step(desk: Desk) -> Answer:
            desk.workspace.begin_step(step)  # what one act on the screen changes is undone together
            before = desk.workspace.noted
            try:
                return do(desk)
            finally:
                if desk.workspace.noted > before:
                    self.saves += 1
                    self.steps_to_undo += not step or step != self._last_step
                    self._last_step = step

        return await self._run(self._writers, in_one_step, self._writing)

    async def aside(self, ask: Callable[[Desk], Answer]) -> Answer:
        """Do something long that leaves the workspace as it is."""
        self._aside_under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._asides, ask, self._aside)
        finally:
            self._aside_under_way -= 1

    async def coach(self, ask: Callable[[Desk], Answer]) -> Answer:
        """Read a draft: beside everything else, so that nothing waits for a long text."""
        with self._slow.waited():
            return await asyncio.get_running_loop().run_in_executor(self._coaches, ask, self._coaching)

    def speak(self, tr: Translator) -> None:
        """Change the interface language of all desks."""
        for desk in (self._reading, self._writing, self._aside, self._coaching):
            desk.tr = tr

    def close(self, *, patiently: bool = False) -> None:
        """Wait for saves that have begun, then end the threads; ``patiently`` also wait for what runs beside them."""
        self._slow.give_up()
        self._writers.shutdown(wait=True)
        self._asides.shutdown(wait=patiently, cancel_futures=True)
        for others in (self._readers, self._coaches):
            others.shutdown(wait=False, cancel_futures=True)

    async def _run(self, where: ThreadPoolExecutor, job: Callable[[Desk], Answer], desk: Desk) -> Answer:
        self._under_way += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(where, job, desk)
        finally:
            self._under_way -= 1


def _in_one_piece(ask: Callable[[Desk], Answer], desk: Desk) -> Answer:
    """Return what ``ask`` finds; if it stumbles, begin again: a change may have come between two files it read.

    Readers take no lock, so the one file may still name somebody who has left the other. A defect stumbles every time.
    """
    for _ in range(_NEW_BEGINNINGS):
        try:
            return ask(desk)
        except LookupError:
            continue
    return ask(desk)


def new_step() -> str:
    """Return a name for an act that is saved in several turns: what is saved under one name is undone together."""
    return os.urandom(6).hex()


def begin(node: DOMNode, work: Callable[[], Awaitable[None]], *, group: str, exclusive: bool = False) -> None:
    """Start ``work`` beside the keys. Given as a function: a coroutine that is overtaken before it starts would be a
    defect's sign, a function is just not called.
    """
    started: Any = work
    node.run_worker(started, group=group, exclusive=exclusive)


def twin(desk: Desk) -> Desk:
    """Return a second desk on the same workspace, with a reader of its own."""
    second = copy(desk)
    second.reader = desk.workspace.reader()
    return second
