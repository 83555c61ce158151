"""How fast mail is taken in, against Python's own ``mailbox`` reading the headers of the same file.

    python -m tests.benchmarks.mail [MBOX] [--rounds 11]

Without an mbox file one of 400 letters is written, of the size and shape of those in the archive of a mailing list.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from freelance_comm.domain.mail_sources import SourceKind
from freelance_comm.domain.people import Contact
from freelance_comm.services import clients, mail_import
from freelance_comm.services.desk import Desk
from freelance_comm.store import Workspace
from freelance_comm.text.catalog import translator
from tests.benchmarks.clockwork import COMMAND, PYTHON, Timed, command, environment, in_turns

LETTERS = 400
ME = "me@desk.example"
NOW = "2026-06-01T10:00:00Z"
_PEOPLE = 40
_CLIENTS = 8
"""So many of those who write are clients: a fifth of the mail is kept."""
_HOPS = "".join(
    f"Received: from mx{number}.example (mx{number}.example [192.0.2.{number}])\n\tby mx{number + 1}.example"
    f" with ESMTP id a1b2c3d4{number}\n\tfor <me@desk.example>; {{day}}\n"
    for number in range(5)
)
_FURTHER = "X-Mailer: Some Program 1.2.3\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n" + "".join(
    f"X-Further-{number}: something that nobody reads, as long as such lines are\n" for number in range(12)
)
READING = """
import mailbox, sys
from email.parser import BytesHeaderParser
box, parser = mailbox.mbox(sys.argv[1], create=False), BytesHeaderParser()
for key in box.keys():
    parser.parsebytes(box.get_bytes(key))
"""


def written(path: Path, letters: int = LETTERS) -> Path:
    """Write an mbox file in which people ask and I answer."""
    parts = []
    for number in range(letters):
        day = (datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(hours=6 * number)).strftime(
            "%a, %d %b %Y %H:%M:%S +0000"
        )
        person = f"person{number // 2 % _PEOPLE}@place{number // 2 % _PEOPLE}.example"
        sender, to = (ME, person) if number % 2 else (person, ME)
        answered = (
            f"References: <{number - 1}@post.example>\nIn-Reply-To: <{number - 1}@post.example>\n" if number % 2 else ""
        )
        words = f"I have a question about page {number}, and what it would cost.\n" * 30
        parts.append(
            f"From {sender} Mon Jan  5 09:00:00 2026\n{_HOPS.format(day=day)}From: Somebody <{sender}>\nTo: {to}\n"
            f"Subject: Page {number}\nDate: {day}\nMessage-ID: <{number}@post.example>\n{answered}{_FURTHER}\n"
            f"Hello,\n\n{words}\n> what you wrote\n> before\n\n-- \nSomebody\n\n"
        )
    path.write_text("".join(parts), encoding="utf-8")
    return path


def desk_on(folder: Path, box: Path, *, durable: bool = True) -> Desk:
    """Return a desk whose clients are some of those who write in ``box``."""
    from freelance_comm.mail.boxes import letters
    from freelance_comm.mail.head import head_of

    now = datetime.fromisoformat(NOW)
    desk = Desk(Workspace(folder, durable=durable), clock=lambda: now, tr=translator("en"), zone="UTC")
    senders = dict.fromkeys(head_of(letter.open()).sender for letter in letters(str(box)))
    for address in [one for one in senders if one != ME][:_CLIENTS]:
        clients.add_client(desk, address, contacts=(Contact(name=address, email=address),))
    return desk


def reading(path: Path) -> Timed:
    """Return the timer of Python's own reading, in this process."""
    import mailbox
    from email.parser import BytesHeaderParser

    def timed(_: int) -> float:
        begun = perf_counter()
        box, parser = mailbox.mbox(path, create=False), BytesHeaderParser()
        for key in box.keys():  # noqa: SIM118 - a mailbox is no dictionary
            parser.parsebytes(box.get_bytes(key))
        return perf_counter() - begun

    return timed


def taking_in(folder: Path, box: Path, *, dry_run: bool = False) -> Timed:
    """Return the timer of an import in this process, each into a workspace of its own."""
    template = folder / f"template-{dry_run}"
    desk_on(template, box)

    def timed(number: int) -> float:
        where = folder / f"import-{dry_run}-{number}"
        shutil.copytree(template, where)
        now = datetime.fromisoformat(NOW)
        desk = Desk(Workspace(where), clock=lambda: now, tr=translator("en"), zone="UTC")
        source = mail_import.source_for(desk, SourceKind.PATH, str(box))
        begun = perf_counter()
        mail_import.import_from(desk, source, mine=[ME], dry_run=dry_run)
        return perf_counter() - begun

    return timed


def commands(folder: Path, environ: Mapping[str, str], box: Path) -> tuple[dict[str, Timed], dict[str, Timed]]:
    """Return the import of everything, and the import of a mailbox in which nothing happened, as whole commands."""
    template = folder / "template"
    desk_on(template, box)
    shutil.copytree(template, folder / "read")

    def everything(number: int) -> list[str]:
        where = folder / f"fresh-{number}"
        shutil.copytree(template, where)
        return [COMMAND, "--data-dir", str(where), "--now", NOW, "mail", "import", str(box), "--me", ME]

    def nothing(_: int) -> list[str]:
        return [COMMAND, "--data-dir", str(folder / "read"), "--now", NOW, "mail", "import", str(box)]

    command(environ, lambda number: [*nothing(number), "--me", ME])(0)
    command(environ, nothing)(0)
    return {"mail import, the whole command": command(environ, everything)}, {
        "mail import, nothing new": command(environ, nothing)
    }


def ratios(
    folder: Path, environ: Mapping[str, str], box: Path, rounds: int
) -> dict[str, tuple[str, float, dict[str, float]]]:
    """Return what was measured, by yardstick: its name, its seconds, and the ratios."""
    whole, unchanged = commands(folder, environ, box)
    inner = {
        "mail import, in a process": taking_in(folder, box),
        "mail import without saving, in a process": taking_in(folder, box, dry_run=True),
    }
    outside = command(environ, lambda _number: [PYTHON, "-c", READING, str(box)])
    bare = command(environ, lambda _number: [PYTHON, "-c", "pass"])
    return {
        "inner": ("Python's mailbox and headers of the same file", *in_turns(reading(box), inner, rounds=rounds)),
        "whole": ("the same as a command of its own", *in_turns(outside, whole, rounds=rounds)),
        "unchanged": ("python -c pass", *in_turns(bare, unchanged, rounds=rounds)),
    }


def main(words: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.mail", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("mbox", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    chosen = parser.parse_args(words)
    from tests.benchmarks.__main__ import show

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "home").mkdir()
        box = chosen.mbox.resolve() if chosen.mbox is not None else written(folder / "letters.mbox")
        for measured in ratios(folder, environment(folder / "home"), box, chosen.rounds).values():
            show(*measured)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
