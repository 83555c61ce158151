"""Processes of their own that write, say what they did, and are killed: by somebody else, or at a call they make."""

from __future__ import annotations

import os
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from freelance_comm.store import files

Say = Callable[[str], None]


class Writer:
    """A process that runs ``work``; what it says can be read, also after it was killed."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        reading, writing = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            code = 1
            try:
                os.close(reading)
                work(lambda text: _say(writing, text))
                code = 0
            except BaseException:
                traceback.print_exc()
                raise
            finally:
                os._exit(code)
        os.close(writing)
        self._reading = reading
        self._said = b""

    def kill(self) -> None:
        """End the process at once, wherever it is."""
        os.kill(self.pid, signal.SIGKILL)

    def join(self) -> int:
        """Wait for the end and return the exit code, negative for a signal."""
        while part := os.read(self._reading, 1 << 16):
            self._said += part
        os.close(self._reading)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def first_word(self) -> None:
        """Wait until the process has said something."""
        self._said += os.read(self._reading, 1 << 16)

    @property
    def said(self) -> list[str]:
        """The lines that came whole."""
        return self._said.decode("utf-8").split("\n")[:-1]


def _say(handle: int, text: str) -> None:
    data = f"{text}\n".encode()
    assert os.write(handle, data) == len(data)


class Calls:
    """Counts the file-changing calls, and does something before one of them."""

    def __init__(self, at: int, action: Callable[[str, str], None]) -> None:
        self.at = at
        self.action = action
        self.count = 0

    def __call__(self, call: str, path: str) -> None:
        self.count += 1
        if self.count == self.at:
            self.action(call, path)

    def __enter__(self) -> Calls:
        self._before = files.observe(self)
        return self

    def __exit__(self, *_: object) -> None:
        files.observe(self._before)


def die(_: str, __: str) -> None:
    """End this process as a power switch would."""
    os.kill(os.getpid(), signal.SIGKILL)


def refusal(number: int) -> Callable[[str, str], None]:
    """Return what fails as a call does that the system refuses with the error ``number``."""

    def refuse(_: str, path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    return refuse


def killed_at(call: int, work: Callable[[], None]) -> bool:
    """Run ``work`` in a process that dies before its file-changing call number ``call``; whether it came to that."""

    def dying(_: Say) -> None:
        with Calls(call, die):
            work()

    code = Writer(dying).join()
    assert code in (0, -signal.SIGKILL), f"the writer ended with {code}"
    return code != 0


MEMORY = Path("/dev/shm")
"""Where a folder in memory can be had: a kill finds there what it would find on a disk, and nothing waits for one."""


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Make a folder for a while, in memory where that can be had."""
    where = MEMORY if os.access(MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="trial-", dir=where) as folder:
        yield Path(folder)


def numbered(folder: Path) -> Callable[[], Path]:
    """Return what gives another fresh path in ``folder`` each time."""
    count = 0

    def fresh() -> Path:
        nonlocal count
        count += 1
        return folder / str(count)

    return fresh
