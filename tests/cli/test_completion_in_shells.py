"""Tab pressed in real shells: what stands on the line is what a person meant, whatever a client is called."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from freelance_comm.cli.completing import SHELLS
from tests.cli.conftest import Shell
from tests.contract.tree import ROOT

HOSTILE = "$(touch broken) `touch broken` \"two\" 'one' & ; it's 5 > 3! \\ ~ #"
PATIENCE = 60.0
_STARTED = {
    "bash": ["--norc", "--noprofile", "-i"],
    "zsh": ["-f", "-i"],
    "fish": ["--no-config", "-i"],
}
_SET_UP = {
    "bash": "bind 'set enable-bracketed-paste off'; source <(command freelance-comm completion bash)",
    "zsh": "unsetopt zle_bracketed_paste; autoload -Uz compinit; compinit -u -D;"
    " source <(command freelance-comm completion zsh)",
    "fish": "command freelance-comm completion fish | source",
}
# What is run is a function that shows its words; completion asks the program itself.
_SHOWING = {
    "bash": "freelance-comm() { printf '<%s>' \"$@\"; echo .; }",
    "zsh": "freelance-comm() { printf '<%s>' \"$@\"; echo .; }",
    "fish": "function freelance-comm; printf '<%s>' $argv; echo .; end",
}


_SHOWN = re.compile(r"<(?:client|coach|import|doctor)>.*>(?=\.)")


class Terminal:
    """An interactive shell in a terminal of its own."""

    def __init__(self, name: str, folder: Path, home: Path) -> None:
        environment = {
            "PATH": f"{home / 'bin'}:/usr/bin:/bin",
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
            "FREELANCE_COMM_DATA": str(folder),
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "300",
        }
        self._pid, self._screen = pty.fork()
        if self._pid == 0:
            os.chdir(home)
            os.execve(str(shutil.which(name)), [name, *_STARTED[name]], environment)
        self._seen = ""
        for line in (_SHOWING[name], _SET_UP[name]):
            self.type(line + "\r")
        self.type("echo rea''dy\r")
        self.wait("ready")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._screen, keys.encode())

    def wait(self, wanted: str) -> str:
        """Return what appeared until ``wanted`` did."""
        end = time.monotonic() + PATIENCE
        while wanted not in self._seen:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._screen], [], [], left)[0]:
                pytest.fail(f"{wanted!r} did not appear: {self._seen!r}")
            self._seen += os.read(self._screen, 65536).decode("utf-8", "replace")
        before, _, self._seen = self._seen.partition(wanted)
        return before + wanted

    def words(self, keys: str) -> list[str]:
        """Return the words that the program would get when ``keys`` were pressed, then Enter."""
        self.type(keys + "\r")
        shown = self.wait(">.")
        called: str = _SHOWN.findall(shown)[-1]
        return called[1:-1].split("><")

    def close(self) -> None:
        """End the shell."""
        os.close(self._screen)
        os.waitpid(self._pid, 0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with the program on its path."""
    program = tmp_path / "home" / "bin" / "freelance-comm"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m freelance_comm "$@"\n')
    program.chmod(0o755)
    return tmp_path / "home"


@pytest.fixture
def terminal(shell: Shell, name: str, home: Path) -> Iterator[Terminal]:
    """A shell with completion, over data with clients of all kinds."""
    for client in ("Ana Petrescu", "Мария Иванова", "Web: Shop=1", HOSTILE):
        shell.run("client add", client)
    opened = Terminal(name, shell.folder, home)
    yield opened
    opened.close()


KEYS = {
    "client sh\tX": ["client", "show", "X"],
    "client show Ana\t--json": ["client", "show", "Ana Petrescu", "--json"],
    "client show ana\t--json": ["client", "show", "Ana Petrescu", "--json"],
    "client show Мар\t--json": ["client", "show", "Мария Иванова", "--json"],
    "client show Web\t--json": ["client", "show", "Web: Shop=1", "--json"],
    "client show Web:\tX": ["client", "show", "Web: Shop=1", "X"],
    "client show 'Web: S\t": ["client", "show", "Web: Shop=1"],
    "client list --lang=f\t": ["client", "list", "--lang=fr"],
    "coach --kind quo\t--json": ["coach", "--kind", "quote", "--json"],
    "import fol\tX": ["import", "folder/X"],
    "import ./fi\tX": ["import", "./file 1", "X"],
    "doctor --restore=./fi\tX": ["doctor", "--restore=./file 1", "X"],
}


@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_tab_writes_what_was_meant(terminal: Terminal, name: str, home: Path) -> None:
    (home / "folder").mkdir()
    (home / "file 1").touch()
    assert {keys: terminal.words(f"freelance-comm {keys}") for keys in KEYS} == KEYS


@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_a_hostile_name_stays_one_word_and_runs_nothing(terminal: Terminal, name: str, home: Path) -> None:
    begun = ("\\$", "'$", '"\\$')
    assert [terminal.words(f"freelance-comm client show {one}\t") for one in begun] == [["client", "show", HOSTILE]] * 3
    assert list(home.rglob("broken")) == []


INSTALLED = {
    "zsh": "fpath=(~/scripts $fpath); autoload -Uz compinit; compinit -u -D",
    "fish": "source ~/scripts/freelance-comm.fish",
    "bash": "source ~/scripts/freelance-comm.bash",
}


@pytest.mark.parametrize("name", SHELLS, indirect=True)
def test_tab_works_each_time_where_the_shell_finds_the_script_by_itself(
    shell: Shell, name: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.run("client add 'Ana Petrescu'")
    (home / "scripts").symlink_to(ROOT / "freelance_comm" / "cli" / "shells")
    monkeypatch.setitem(_SET_UP, name, INSTALLED[name])
    opened = Terminal(name, shell.folder, home)
    said = [opened.words("freelance-comm client show Ana\tX") for _time in range(3)]
    opened.close()
    assert said == [["client", "show", "Ana Petrescu", "X"]] * 3


@pytest.mark.parametrize("name", ["bash", "zsh"], indirect=True)
def test_the_script_is_sound_for_the_shell(shell: Shell, name: str, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(shell.run(f"completion {name}").out)
    checked = subprocess.run([name, "-n", str(script)], capture_output=True, text=True, check=False)
    assert (checked.returncode, checked.stderr) == (0, "")
