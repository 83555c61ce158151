"""Examining and treating a workspace in the tests of the store, and what must hold after every treatment."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from freelance_comm.store import settled
from freelance_comm.store.ailments import Treated
from freelance_comm.store.document import dump
from freelance_comm.store.treatment import treat
from freelance_comm.store.workspace import Workspace
from tests.unit.store.sample import MONTH, NOW, client, content, entry, filled, project, promise

PROJECT = "projects/site-10.json"
_LATER = 2_000_000_000


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


def sick(root: Path) -> None:
    """Make a workspace in which nearly everything is wrong that can be put right."""
    workspace = filled(root, durable=False)
    with workspace.change(NOW) as change:
        change.add(entry(101, note="kept"))
        change.add(promise(300), project_id=10)
        change.add(project(11, name="Second"))
        change.add(entry(110, day=NOW.date().replace(month=4)))
    with workspace.change(NOW) as change:
        change.add(client(2, name="Mara"))
    (root / MONTH).write_bytes((root / MONTH).read_bytes()[:-60])
    copy_of(
        root,
        "clients.json",
        "clients (conflict).json",
        _1={"notes": "theirs"},
        _3={"ref": "C-2026-002", "name": "Radu"},
    )
    os.utime(root / "clients (conflict).json", (_LATER, _LATER))
    (root / "archive/2026").mkdir(parents=True, mode=0o700)
    shutil.copy(root / PROJECT, root / "archive/2026/site-10.json")
    with rewritten(root, PROJECT) as file:
        file["promises"]["301"] = {**file["promises"]["300"], "what": "the second"}
    lines = (root / "projects/second-11.json").read_text("utf-8").splitlines(keepends=True)
    side = [line.replace("Second", "Third") for line in lines]
    marked = ["<<<<<<< a\n", *lines, "=======\n", *side, ">>>>>>> b\n"]
    (root / "projects/second-11.json").write_text("".join(marked), "utf-8")
    april = tables(root, "time/2026-04.json")
    april["entries"]["111"] = {**april["entries"]["110"], "day": "2026-05-01", "note": "May"}
    april["entries"]["112"] = {**april["entries"]["110"], "day": "nonsense", "note": "set aside"}
    (root / "time/2026-04.json").write_bytes(dump(april))
    (root / ".state/conflicts").mkdir(mode=0o700)
    (root / ".state/conflicts/time~2026-04.json.1a-2").write_bytes(
        dump({**april, "entries": {"113": april["entries"]["110"]}})
    )
    (root / ".state/redo.json").write_bytes(b'{"machine": "another"}')
    (root / "time/.2026-03.json.4711.tmp").write_bytes(b"half")
