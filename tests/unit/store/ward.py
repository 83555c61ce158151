"""Examining and treating a workspace in the tests of the store, and what must hold after every treatment."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from freelance_comm.store import settled
from freelance_comm.store.ailments import Treated
from freelance_comm.store.document import dump
from freelance_comm.store.treatment import treat
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import NOW, content, entry, filled, project

PROJECT = "projects/site-10.json"


def found(root: Path) -> dict[str, bool]:
    """Return the keys of what an examination finds, and whether each is grave; it must not change anything."""
    before = content(root)
    state = sorted(str(path) for path in (root / ".state").rglob("*"))
    result = {ailment.key: ailment.grave for ailment in Workspace(root).examine().ailments}
    assert content(root) == before
    assert sorted(str(path) for path in (root / ".state").rglob("*")) == state
    return result


def cured(root: Path, **choices: str) -> tuple[Treated, ...]:
    """Treat all that can be treated: nothing treatable may be left, and a second time nothing is done.

    With choices, carry out only these.
    """
    done = treat(Workspace(root), NOW, None, choices)
    for each in done:
        assert not re.search(r"\{[a-z]+\}", each.message.format_map(each.params))
    if choices:
        return done
    left = Workspace(root).examine().ailments
    assert [ailment.key for ailment in left if ailment.remedy] == []
    after = content(root)
    assert treat(Workspace(root), NOW, None, {}) == ()
    assert content(root) == after
    return done


def said(done: tuple[Treated, ...]) -> str:
    """Return the words for what was done."""
    return "\n".join(each.message.format_map(each.params) for each in done)


def kept(root: Path) -> list[bytes]:
    """Return the versions that did not win."""
    folder = root / settled.FOLDER
    return [path.read_bytes() for path in sorted(folder.iterdir())] if folder.is_dir() else []


def tables(root: Path, file: str) -> dict[str, Any]:
    """Return what a file holds."""
    found: dict[str, Any] = json.loads((root / file).read_bytes())
    return found


@contextmanager
def rewritten(root: Path, file: str) -> Iterator[dict[str, Any]]:
    """Let a test change what a file holds, as another program would."""
    found = tables(root, file)
    yield found
    (root / file).write_bytes(dump(found))


def copy_of(root: Path, file: str, name: str, **entries: Any) -> Path:
    """Put a sync program's copy of ``file`` beside it, with fields of its records changed: ``_100={"note": "x"}``."""
    found = tables(root, file)
    for key, fields in entries.items():
        table = next(table for table in found if table != "format")
        if fields is None:
            del found[table][key[1:]]
        else:
            found[table].setdefault(key[1:], dict(next(iter(found[table].values())))).update(fields)
    path = root / Path(file).parent / name
    path.write_bytes(dump(found))
    path.chmod(0o600)
    return path


def with_entries(root: Path, *numbers: int) -> Workspace:
    """Return a workspace whose month has the entry 100 and these."""
    workspace = filled(root)
    for number in numbers:
        with workspace.change(NOW) as change:
            change.add(entry(number))
    return workspace


def with_second_project(root: Path) -> Workspace:
    """Return a workspace with a second project, 11."""
    workspace = filled(root)
    with workspace.change(NOW) as change:
        change.add(project(11, name="Second"))
    return workspace
