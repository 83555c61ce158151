"""What the contract tests read: the project's own files, and a Python that has loaded nothing yet."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "freelance_comm"
_GENERATED = {"__pycache__", "dist", "build"}


def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files below the given folders of the project, sorted."""
    return tuple(sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")))


def text_files() -> Iterator[Path]:
    """Yield every file of the project that holds text, generated folders left out."""
    for folder, names, files in os.walk(ROOT):
        names[:] = [name for name in names if name == ".ci" or not (name.startswith(".") or name in _GENERATED)]
        for name in files:
            path = Path(folder, name)
            if b"\0" not in path.read_bytes()[:4096]:
                yield path


def shown(path: Path) -> str:
    """Return a file's path as it is told in a failing test."""
    return path.relative_to(ROOT).as_posix()


def module_name(path: Path) -> str:
    """Return the dotted name of a module of the package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def modules_in(folder: str) -> set[str]:
    """Return the names of the modules that lie in a folder of the package."""
    return {path.stem for path in (PACKAGE / folder).glob("*.py")} - {"__init__"}


def fresh(code: str, environ: Mapping[str, str] | None = None) -> Any:
    """Run ``code`` in a new interpreter and return the JSON value that it leaves in ``answer``."""
    script = f"import sys\n{code}\nimport json\nsys.stderr.write('\\0' + json.dumps(answer))"
    finished = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, **(environ or {})},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        timeout=120,
    )
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stderr.rpartition("\0")[2])


def loaded_by(*lines: Sequence[str]) -> set[str]:
    """Return the modules that a new interpreter holds after the program has answered the command lines in turn."""
    code = (
        "from freelance_comm.entry import main\n"
        f"for line in {[list(line) for line in lines]!r}:\n"
        "    code = main(line)\n"
        "    assert code in (0, 10, 20), (line, code)\n"
        "answer = sorted(sys.modules)"
    )
    return set(fresh(code))
