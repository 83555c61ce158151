"""Takes the store's safeguards away, one at a time, in a copy of the project: do the short trials notice?

``python -m tests.trials.mutations [NAME …]`` says for each mutant which tests turned red; it fails if one survived.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from freelance_comm.domain.record import Record

ROOT = Path(__file__).resolve().parents[2]
SUITE = ("tests/trials", "tests/unit/store")
STORE = "freelance_comm/store"


class Mutant(Record):
    """One safeguard that is taken away: in ``file`` the text ``old`` becomes ``new``."""

    name: str
    file: str
    old: str
    new: str


MUTANTS = (
    Mutant(
        name="the folder is not flushed",
        file="files.py",
        old="    try:\n        os.fsync(handle)\n    except OSError",
        new="    try:\n        pass\n    except OSError",
    ),
    Mutant(
        name="the file is not flushed", file="files.py", old="            _flush(handle)\n", new="            pass\n"
    ),
    Mutant(
        name="no lock is taken",
        file="lock.py",
        old="fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        new="pass",
    ),
    Mutant(
        name="nobody looks again before the rename",
        file="commit.py",
        old="if self.folder.signature(target.file) != target.found:",
        new="if not self:",
    ),
    Mutant(
        name="what was serialised is not read back",
        file="document.py",
        old="same = json.loads(data) == tables",
        new="same = True",
    ),
    Mutant(
        name="the redo file is not flushed",
        file="commit.py",
        old="redo.dump(plan), sync=self.folder.durable",
        new="redo.dump(plan), sync=False",
    ),
    Mutant(
        name="the decision is not flushed",
        file="commit.py",
        old="            if flush:\n                files.sync_folder(self.folder.state_path())\n            for",
        new="            for",
    ),
    Mutant(
        name="no earlier generation is kept",
        file="commit.py",
        old="target.generation = history.keep(folder, target.file)",
        new="pass",
    ),
    Mutant(
        name="a new folder is not flushed",
        file="files.py",
        old="    if sync:\n        sync_folder(above)",
        new="    if not path:\n        sync_folder(above)",
    ),
    Mutant(
        name="what a killed writer left is not flushed",
        file="recovery.py",
        old="            if folder.durable:\n                files.sync_folder(above)\n    except",
        new="    except",
    ),
    Mutant(
        name="what a recovery finds in place is not flushed",
        file="recovery.py",
        old="                _flush_above(folder, planned.file)  # what",
        new="                pass  # what",
    ),
    Mutant(
        name="the decision that a recovery finds is not flushed",
        file="recovery.py",
        old="files.sync_folder(folder.state_path())  # the decision",
        new="pass  # the decision",
    ),
    Mutant(
        name="the register is not flushed before a file is removed",
        file="recovery.py",
        old='    above = os.path.dirname(folder.state_path("sums", file))\n    if folder.durable',
        new='    above = os.path.dirname(folder.state_path("sums", file))\n    if not file',
    ),
    Mutant(
        name="leftovers stay",
        file="recovery.py",
        old='            remove_quietly(f"{above}/{name}")',
        new="            pass",
    ),
    Mutant(name="ids come from the clock alone", file="ids.py", old="if last < wanted <= HIGHEST_ID", new="if wanted"),
)


def red_tests(source: Path, suite: tuple[str, ...], mutant: Mutant | None = None) -> list[str]:
    """Return the first tests that turn red in a copy of ``source``, when ``mutant`` took the place of a safeguard."""
    with tempfile.TemporaryDirectory(prefix="mutant-") as folder:
        copy = Path(folder, "copy")
        _copied(source, copy)
        if mutant is not None:
            path = copy / STORE / mutant.file
            text = path.read_text(encoding="utf-8")
            if text.count(mutant.old) != 1:
                raise SystemExit(f"{mutant.file} does not hold exactly once: {mutant.old}")
            path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
        line = [sys.executable, "-m", "pytest", "-n", "0", "--maxfail=2", "--tb=no", "-rfE", *suite]
        done = subprocess.run(
            line, cwd=copy, env={**os.environ, "PYTHONPATH": str(copy)}, capture_output=True, text=True, check=False
        )
    if done.returncode not in (0, 1):
        raise SystemExit(done.stdout + done.stderr)
    return [text for text in done.stdout.splitlines() if text.startswith(("FAILED ", "ERROR "))]


def _copied(source: Path, target: Path) -> None:
    ignored = shutil.ignore_patterns(".git", ".venv", "__pycache__", ".mypy_cache", ".ruff_cache")
    shutil.copytree(source, target, ignore=ignored)


def main() -> int:
    """Try all mutants, or those whose names contain one of the words given; return how many survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.trials.mutations", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a part of a mutant's name")
    parser.add_argument("--suite", nargs="*", default=SUITE, metavar="PATH", help="the tests that are to notice")
    options = parser.parse_args()
    suite = tuple(options.suite)
    with tempfile.TemporaryDirectory(prefix="unharmed-") as folder:
        unharmed = Path(folder, "copy")
        _copied(ROOT, unharmed)
        red = red_tests(unharmed, suite)
        if red:
            raise SystemExit("\n".join(("the tests are red without any mutant:", *red)))
        chosen = [one for one in MUTANTS if not options.names or any(name in one.name for name in options.names)]
        survivors = 0
        for mutant in chosen:
            red = red_tests(unharmed, suite, mutant)
            survivors += not red
            sys.stdout.write(f"{'killed' if red else 'SURVIVED'}: {mutant.name}\n")
            sys.stdout.write("".join(f"    {line[:110]}\n" for line in red))
            sys.stdout.flush()
    return survivors


if __name__ == "__main__":
    sys.exit(main())
