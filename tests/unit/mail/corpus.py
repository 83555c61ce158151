"""Real and malformed mail for tests: every message of every file of the reference data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from freelance_comm.mail.boxes import Box, BoxError


def mail_files(shared: Path) -> list[Path]:
    """Return all files of mail, in order."""
    folder = shared / "data/mail"
    return sorted(path for path in folder.rglob("*") if path.is_file() and "truth" not in path.parts)


def messages(shared: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the bytes of every message."""
    for path in mail_files(shared):
        try:
            for letter in Box(str(path)).letters():
                yield f"{path.name}:{letter.key}", letter.open()
        except BoxError:
            continue
