"""What is tried in trials: one change of each kind, through the services, and what has to be there before it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.services import (
    backups,
    clients,
    doctor,
    exchange,
    mail_import,
    projects,
    quoting,
    removing,
    setup,
    timelog,
    timer,
    undoing,
    walk,
)
from freelance_comm.services.desk import Desk
from tests.trials import scene

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
    removing.remove_project(where, projects.find_project(where, "Old thing"))


def _remove_client(where: Desk) -> None:
    removing.remove_client(where, clients.find_client(where, "Gone Soon"))


def _remove_everything(where: Desk) -> None:
    removing.remove_client_with_everything(where, clients.find_client(where, scene.CLIENT))


def _undo(where: Desk) -> None:
    undoing.undo(where)


def _delete_and_undo(where: Desk) -> None:
    _delete(where)
    _undo(where)


def _again(where: Desk) -> None:
    undoing.again(where)


def _beside(where: Desk, name: str) -> Path:
    """Return a path outside the data folder that all copies of one scene share."""
    return where.workspace.root.parent / name


def _export(where: Desk) -> None:
    """Write an export, and take out what it holds."""
    exchange.export_json(where, str(_beside(where, "all.json")), force=True)
    _delete(where)


def _import(where: Desk) -> None:
    exchange.import_file(where, str(_beside(where, "all.json")))


def _conflict(where: Desk) -> None:
    """Leave the copy of a month that a sync program makes when two devices wrote into it."""
    root = where.workspace.root
    shutil.copy2(root / scene.MONTH, _beside(where, "month"))
    _insert(where)
    shutil.copy2(root / scene.MONTH, root / "time/2026-03 (Anna's conflicted copy 2026-03-02).json")
    _beside(where, "month").replace(root / scene.MONTH)


def _merge(where: Desk) -> None:
    doctor.treat(where)


def _back_up(where: Desk) -> None:
    """Write a backup, and change two files after it."""
    backups.back_up(where, str(_beside(where, "backup.zip")), force=True)
    _delete(where)
    _shorten(where)


def _restore(where: Desk) -> None:
    backups.restore(where, str(_beside(where, "backup.zip")))


def _post(where: Desk) -> None:
    """Lay a mailbox beside the data: two months of a client's mail, somebody unknown, a newsletter."""
    from freelance_comm.domain.people import Contact

    base = where.reader.profile()
    assert base is not None
    setup.save_profile(where, base, base.but(email="ilinca@desk.example"))
    client = clients.find_client(where, scene.CLIENT)
    clients.change_client(where, client, client.but(contacts=(Contact(name="Ioana", email="ioana@p.example"),)))
    letters = [
        ("1@p", "ioana@p.example", "Sat, 28 Feb 2026", ""),
        ("2@p", "ioana@p.example", "Mon, 02 Mar 2026", "References: <1@p>\n"),
        ("3@p", "unknown@q.example", "Mon, 02 Mar 2026", ""),
        ("4@p", "news@p.example", "Mon, 02 Mar 2026", "List-Id: <n.p>\n"),
    ]
    text = "".join(
        f"From x Mon Mar  2 09:00:00 2026\nFrom: {sender}\nTo: ilinca@desk.example\nMessage-ID: <{own}>\n"
        f"Date: {day} 09:00:00 +0000\nSubject: The logo\n{more}\nIt is a little dark.\n\n"
        for own, sender, day, more in letters
    )
    _beside(where, "mail.mbox").write_text(text, encoding="ascii")


def _fetch(where: Desk) -> None:
    source = mail_import.source_for(where, SourceKind.PATH, str(_beside(where, "mail.mbox")))
    mail_import.import_from(where, source)


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
    "remove a client with everything": (_nothing, _remove_everything),
    "undo": (_delete, _undo),
    "undo of several files": (_archive, _undo),
    "do again": (_delete_and_undo, _again),
    "import": (_export, _import),
    "import of mail": (_post, _fetch),
    "doctor merges a conflict copy": (_conflict, _merge),
    "restore a backup": (_back_up, _restore),
}
"""What has to be there first, and what is tried."""
