"""Commands on a terminal, each in a process of its own, from one parent that has loaded the program already.

A hundred commands on ten kinds of data are a thousand processes, and most of what each did was to load the same
modules. What is loaded is all that they share: the parent runs no command, and what a child finds is its own.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import pty
import signal
import socket
import subprocess
import sys
import termios
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from tests.faults.process import Command, Ended

_LATE = ("argparse", "babel.dates", "babel.numbers", "jinja2.sandbox", "json", "tinydb", "zoneinfo")
"""Libraries that the program loads only where it needs them."""
_LONGEST = 1 << 16
"""Bytes of a command with its environment."""


class Nursery:
    """The parent; to be closed at the end."""

    def __init__(self, command: Command) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.nursery", str(theirs.fileno())],
                env=command.environment(),
                cwd=command.home,
                pass_fds=[theirs.fileno()],
            )

    def __enter__(self) -> Nursery:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ours.close()
        self._process.wait()

    def on_a_terminal(
        self, command: Command, *words: str, columns: int = 100, env: Mapping[str, str | None] | None = None
    ) -> Ended:
        """Run a command as ``Command.on_a_terminal`` does."""
        from tests.faults.process import PATIENCE, Ended, talk

        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, columns))
        wish = json.dumps({"words": words, "env": command.environment(**(env or {})), "cwd": str(command.home)})
        socket.send_fds(self._ours, [wish.encode()], [theirs])
        os.close(theirs)
        try:
            seen = talk(ours, [])
            self._ours.settimeout(PATIENCE)
            return Ended(int(self._ours.recv(_LONGEST)), seen)
        finally:
            os.close(ours)


def main(handle: int) -> None:
    """Load the program, then give birth to one command after another until nobody wants any more."""
    import freelance_comm.cli

    folders = [list(freelance_comm.cli.__path__)]
    for name in ("coach", "domain", "forecast", "mail", "services", "settings", "stages", "store", "text"):
        folders.append(list(importlib.import_module(f"freelance_comm.{name}").__path__))
    for folder in folders:
        prefix = "freelance_comm." + os.path.relpath(folder[0], freelance_comm.__path__[0]).replace("/", ".") + "."
        for found in pkgutil.walk_packages(folder, prefix):
            importlib.import_module(found.name)
    for name in _LATE:
        importlib.import_module(name)
    wishes = socket.socket(fileno=handle)
    while True:
        wish, terminals, _flags, _sender = socket.recv_fds(wishes, _LONGEST, 1)
        if not wish:
            return
        child = os.fork()
        if not child:
            wishes.close()
            _command(terminals[0], **json.loads(wish))
        os.close(terminals[0])
        wishes.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _command(terminal: int, words: list[str], env: Mapping[str, str], cwd: str) -> None:
    """Become the command, with streams as Python makes them at its start; never returns."""
    code = 1
    try:
        os.setsid()
        for stream in (0, 1, 2):
            os.dup2(terminal, stream)
        os.close(terminal)
        os.environ.clear()
        os.environ.update(env)
        os.chdir(cwd)
        sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
        sys.argv[1:] = words
        from freelance_comm.entry import main

        code = main()
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    except BaseException:  # noqa: BLE001 - as Python would end it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    main(int(sys.argv[1]))
