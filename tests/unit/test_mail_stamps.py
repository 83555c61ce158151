"""Whether anything can be new in the mailboxes: certain, or not said at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from freelance_comm import mail_stamps


class Kept:
    """A data folder with a Maildir's folder and an mbox file that were read a second ago."""

    def __init__(self, root: Path) -> None:
        self.data = root / "data"
        self.folder = root / "Mail" / "new"
        self.box = root / "old.mbox"
        (self.data / ".state").mkdir(parents=True)
        self.folder.mkdir(parents=True)
        self.box.write_bytes(b"From x\n")
        for name in ("mail.json", "clients.json", "workspace.json"):
            (self.data / name).write_text("{}")
        os.utime(self.folder, ns=(0, 10**18 + 1))
        self.keep()

    def keep(self, *, complete: bool = True) -> str:
        """Keep how everything looks now; return what was written."""
        folder, box = self.folder.stat(), self.box.stat()
        content = mail_stamps.compose(
            fingerprint=mail_stamps.fingerprint(str(self.data), ""),
            complete=complete,
            mailboxes=[
                (str(self.folder.parent), [(str(self.folder), folder.st_mtime_ns)], []),
                (str(self.box), [], [(str(self.box), box.st_mtime_ns, box.st_size)]),
            ],
        )
        assert content is not None
        Path(mail_stamps.path(str(self.data))).write_text(content, encoding="utf-8")
        return content

    def unchanged(self, *places: Path) -> bool:
        """Ask."""
        return mail_stamps.unchanged(str(self.data), "", [str(one) for one in places])


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """What was kept after an import."""
    return Kept(tmp_path)


def test_nothing_is_new_where_nothing_changed(kept: Kept) -> None:
    assert kept.unchanged()
    assert kept.unchanged(kept.box) and kept.unchanged(kept.folder.parent, kept.box)


def _as_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


CHANGES: dict[str, Callable[[Kept], object]] = {
    "a letter came": lambda kept: os.utime(kept.folder),
    "the folder is gone": lambda kept: kept.folder.rmdir(),
    "the mbox grew": lambda kept: kept.box.write_bytes(b"From x\n\nFrom y\n"),
    "the mbox was replaced": lambda kept: os.utime(kept.box),
    "a client was changed": lambda kept: (kept.data / "clients.json").write_text("{ }"),
    "an import was undone": lambda kept: os.utime(kept.data / "mail.json"),
    "the profile was changed": lambda kept: (kept.data / "workspace.json").unlink(),
    "a change is being put in place": lambda kept: (kept.data / ".state" / "redo.json").write_text("{}"),
    "the file was made by another version": lambda kept: Path(mail_stamps.path(str(kept.data))).write_text(
        kept.keep().replace("1\t", "1\t0.0.0-", 1)
    ),
    "the file is cut": lambda kept: Path(mail_stamps.path(str(kept.data))).write_text(kept.keep()[:-9]),
    "the file is empty": lambda kept: Path(mail_stamps.path(str(kept.data))).write_bytes(b""),
    "the file is no text": lambda kept: Path(mail_stamps.path(str(kept.data))).write_bytes(b"\xff\x00\n"),
    "the file is a folder": lambda kept: _as_a_folder(Path(mail_stamps.path(str(kept.data)))),
    "there is none": lambda kept: Path(mail_stamps.path(str(kept.data))).unlink(),
    "a mailbox could not be looked at": lambda kept: kept.keep(complete=False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changed_is_looked_at_in_the_ordinary_way(kept: Kept, change: str) -> None:
    CHANGES[change](kept)
    assert not kept.unchanged()


def test_a_mailbox_that_is_asked_for_alone_is_told_alone(kept: Kept, tmp_path: Path) -> None:
    os.utime(kept.folder)
    assert kept.unchanged(kept.box)
    assert not kept.unchanged(kept.folder.parent)
    assert not kept.unchanged(tmp_path / "unknown")


def test_a_folder_changed_in_the_moment_it_was_read_proves_nothing(kept: Kept) -> None:
    written = Path(mail_stamps.path(str(kept.data))).stat().st_mtime_ns
    os.utime(kept.folder, ns=(0, written - 5))
    kept.keep()
    assert not kept.unchanged()


def test_paths_that_would_break_a_line_are_not_kept() -> None:
    assert mail_stamps.compose(fingerprint="x", complete=True, mailboxes=[("/a\nb", [], [])]) is None
    many = [(f"/{number}", number) for number in range(mail_stamps.MOST_LINES)]
    assert mail_stamps.compose(fingerprint="x", complete=True, mailboxes=[("/a", many, [])]) is None
