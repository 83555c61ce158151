"""Writes messages and mailboxes for tests."""

from __future__ import annotations

from pathlib import Path

MONDAY = "Mon, 02 Mar 2026 10:00:00 +0000"


def mail(*headers: str, body: str = "Hello.", **named: str) -> bytes:
    """Return a message; ``named`` headers take an underscore for a hyphen, the rest are whole lines."""
    lines = [*headers, *(f"{name.replace('_', '-').title()}: {value}" for name, value in named.items())]
    return ("\n".join(lines) + "\n\n" + body + "\n").encode("utf-8", "surrogateescape")


def mbox(*messages: bytes) -> bytes:
    """Return an mbox file of these messages."""
    return b"".join(b"From x Mon Mar  2 10:00:00 2026\n" + message.rstrip(b"\n") + b"\n\n" for message in messages)


def maildir(folder: Path, *messages: bytes, place: str = "cur", flags: str = "S", start: int = 0) -> Path:
    """Put messages into a Maildir, which is made where there is none."""
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number, message in enumerate(messages, start):
        suffix = f":2,{flags}" if place == "cur" else ""
        (folder / place / f"17000000{number:02d}.M1P1.host{suffix}").write_bytes(message)
    return folder
