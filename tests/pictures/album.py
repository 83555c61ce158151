"""Which pictures the documents have, and how each is taken from the program on its sample data.

Apart from how they are taken, so that a page can get its picture by adding a line here.
"""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, redirect_stderr, redirect_stdout
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from freelance_comm.domain.record import Record
from tests.pictures.drawing import Picture, Run

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
"""The moment of the sample data, a Thursday morning."""
ZONE = "Europe/Dublin"
DARK, LIGHT = "textual-dark", "textual-light"
_HOME = "/srv/nora"
_OF_THE_PERSON = ("FREELANCE_COMM_", "XDG_", "LC_", "LANGUAGE", "NO_COLOR", "COLUMNS", "LINES", "TEXTUAL", "EDITOR")
"""How variables begin that would let somebody's own settings into a picture."""
_MAIL = "mail import ~/Mail --me nora@ellis.example.com"
_LANDING = ("g", "paste landing", "enter")
_UNHAPPY = (
    "complaint add 'The menu is still the old one' --project newsletter",
    "complaint set newsletter --point yes",
    "complaint remedy newsletter 'the new menu' --by friday",
)


class Shot(Record):
    """A page of the screen: the keys that lead there from Today, and a text that stands on it once it is whole."""

    title: str
    keys: tuple[str, ...] = ()
    shows: str
    size: tuple[int, int] = (100, 28)
    before: tuple[str, ...] = ()
    blank: bool = False
    light: bool = False
    """Also in light colours, as ``NAME-light``."""


class Typed(Record):
    """Commands and their answers."""

    title: str
    lines: tuple[str, ...]
    columns: int = 96
    before: tuple[str, ...] = ()


ALBUM: Mapping[str, Shot | Typed] = {
    "today": Shot(
        title="Today: whom you owe an answer, what you promised, what will slip",
        shows="Hartley",
        size=(100, 32),
        light=True,
    ),
    "welcome": Shot(title="The first start", blank=True, shows="Good to have you here", size=(100, 27)),
    "today-shell": Typed(title="Today, from a shell", lines=("freelance-comm today",), columns=104),
    "project": Shot(title="A project on its way", keys=_LANDING, shows="Remember"),
    "client": Shot(title="A client's card", keys=(*_LANDING, "c"), shows="Looking after", size=(100, 30)),
    "mail": Shot(
        title="Mailboxes and who could be a client", keys=("@",), shows="Inês", before=(_MAIL,), size=(100, 16)
    ),
    "replies": Shot(title="Reply times", keys=("%",), shows="By weekday", size=(100, 30)),
    "replies-from-mail": Typed(
        title="Reply times of any mailbox",
        lines=("freelance-comm replies --from-mail ~/Mail --me nora@ellis.example.com",),
    ),
    "clock": Shot(title="How a clock came to its figure", keys=("down", "w"), shows="In all", size=(100, 13)),
    "calendar": Shot(title="Working time", keys=(";",), shows="Saint Patrick"),
    "reply": Shot(
        title="An answer, with the coach beside it",
        keys=("down", "r", "paste Saturday is not possible."),
        shows="offers nothing",
        size=(100, 32),
    ),
    "coach": Typed(title="The coach in a shell", lines=("cat draft.txt", "freelance-comm coach draft.txt")),
    "quote": Shot(
        title="The stage of the quote",
        keys=("g", "paste newsletter", "enter", "enter"),
        shows="Letters",
        size=(100, 34),
    ),
    "quote-document": Shot(
        title="The document of a quote",
        keys=(*_LANDING, "up", "up", "up", "enter", "f5"),
        shows="Valid until",
        size=(100, 32),
    ),
    "forecast": Shot(title="A forecast", keys=(*_LANDING, "w"), shows="Why", size=(100, 34)),
    "payment": Shot(
        title="Ways to pay without prepayment",
        keys=(*_LANDING, "up", "enter", "z"),
        shows="What has come",
        size=(100, 28),
    ),
    "money": Shot(title="Money to come", keys=("$",), shows="to come", size=(100, 10)),
    "week": Shot(title="A week of time", keys=("t", "p"), shows="By project", size=(100, 20)),
    "report": Shot(title="A progress report", keys=(*_LANDING, "p"), shows="1 promise in this text", size=(100, 32)),
    "promises": Shot(title="What is promised", keys=("v",), shows="revised quote", size=(100, 11)),
    "record": Shot(title="The record of promises", keys=("v", "p"), shows="Kilbride", size=(100, 30)),
    "complaint": Shot(
        title="A complaint and what comes next with it",
        keys=("g", "paste newsletter", "enter", "k", "enter"),
        shows="menu",
        before=_UNHAPPY,
        size=(100, 20),
    ),
    "timeline": Shot(
        title="The time with a client", keys=(*_LANDING, "c", "-"), shows="first sketches", size=(100, 30)
    ),
    "hours": Shot(title="Quoted hours, week by week", keys=(*_LANDING, "m"), shows="in that week", size=(100, 16)),
    "regulars": Shot(title="How each client is doing", keys=("+",), shows="Petrescu", size=(100, 12)),
    "reminders": Shot(title="What is told, and when", keys=("*",), shows="When you are reminded", size=(100, 30)),
    "remind": Typed(
        title="Reminders in a shell", lines=("freelance-comm remind", "freelance-comm remind --prompt"), columns=104
    ),
    "data": Shot(title="Your data", keys=("h",), shows="All is well", size=(100, 16)),
    "undo": Typed(
        title="Taking a change back",
        lines=(
            "freelance-comm track add landing yesterday 17-18 corrections",
            "freelance-comm undo",
            "freelance-comm undo --again",
        ),
    ),
    "letter": Shot(
        title="A letter in the client's language",
        keys=("g", "paste petrescu", "enter", "d", "enter"),
        shows="Nothing to think over",
        size=(100, 32),
    ),
    "help": Typed(title="Help", lines=("freelance-comm help",), columns=100),
    "keys": Shot(title="All the keys of a page", keys=("?",), shows="Everywhere", size=(100, 30)),
}


def names() -> list[str]:
    """Return the names of all pictures."""
    light = [f"{name}-light" for name, wanted in ALBUM.items() if isinstance(wanted, Shot) and wanted.light]
    return [*ALBUM, *light]


def taken(name: str) -> dict[str, Picture]:
    """Take a picture of the album anew and return it under its name; one in light colours too, if it has that."""
    wanted = ALBUM[name]
    with _home() as home:
        _install(home)
        if not (isinstance(wanted, Shot) and wanted.blank):
            _furnish(home)
        for line in wanted.before:
            _run(line, home)
        pictures = _page(wanted, home) if isinstance(wanted, Shot) else [_commands(wanted, home)]
        return {
            kind: _elsewhere(picture, home) for kind, picture in zip((name, f"{name}-light"), pictures, strict=False)
        }


def _page(wanted: Shot, home: Path) -> list[Picture]:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Workspace
    from freelance_comm.text.catalog import translator
    from tests.pictures.screens import seen

    workspace = Workspace(_folder(home), owner="pictures", durable=False)
    desk = Desk(workspace, clock=lambda: NOW, tr=translator("en"), zone=ZONE, owner="pictures")
    themes = (DARK, LIGHT) if wanted.light else (DARK,)
    return asyncio.run(seen(desk, wanted.title, wanted.keys, wanted.shows, size=wanted.size, themes=themes))


def _commands(wanted: Typed, home: Path) -> Picture:
    from tests.pictures.commands import answered

    return answered(wanted.title, wanted.lines, columns=wanted.columns, folder=home, environment=_environment(home))


@contextmanager
def _home() -> Iterator[Path]:
    with TemporaryDirectory(prefix="pictures-") as made:
        home = Path(made)
        with patch.dict(os.environ, _environment(home)):
            for name in [name for name in os.environ if name.startswith(_OF_THE_PERSON)]:
                if name not in _environment(home):
                    del os.environ[name]
            yield home


def _environment(home: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "FREELANCE_COMM_DATA_DIR": str(_folder(home)),
        "FREELANCE_COMM_NOW": NOW.isoformat(),
        "FREELANCE_COMM_COACH": "words",
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "TZ": "UTC",
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
    }


def _folder(home: Path) -> Path:
    return home / ".local/share/freelance-comm"


def _install(home: Path) -> None:
    """Put the command of this checkout where the shell looks for it."""
    command = home / "bin" / "freelance-comm"
    command.parent.mkdir()
    root = Path(__file__).parents[2]
    command.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {sys.executable} -m freelance_comm "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def _same_ids() -> AbstractContextManager[object]:
    """Let ids be given out without chance, for as long as this lasts."""
    return patch("freelance_comm.store.ids.os.urandom", bytes)


def _furnish(home: Path) -> None:
    """Put the sample data, a mailbox and a draft into ``home``; ids are the same each time."""
    from freelance_comm.demo import build
    from freelance_comm.store import Workspace
    from tests.pictures.sample_mail import write_mailbox

    _folder(home).parent.mkdir(parents=True)
    with _same_ids():
        build(Workspace(_folder(home), owner="pictures", durable=False), "en", NOW)
    write_mailbox(home / "Mail", NOW)
    (home / "draft.txt").write_text(
        "Hello Grace,\n\nSorry for the delay. I will send the new pages soon.\n\nKind regards,\nNora\n",
        encoding="utf-8",
    )


def _run(line: str, home: Path) -> None:
    """Run a command in this process, where ids are the same each time."""
    from freelance_comm import cli

    words = [word.replace("~", str(home), 1) if word.startswith("~/") else word for word in shlex.split(line)]
    said = StringIO()
    with _same_ids(), redirect_stdout(said), redirect_stderr(said):
        code = cli.main(["--data-dir", str(_folder(home)), "--now", NOW.isoformat(), *words])
    assert code == 0, f"{line}: {code}\n{said.getvalue()}"


def _elsewhere(picture: Picture, home: Path) -> Picture:
    """Return the picture as it is on the computer of the sample freelancer: her home has a name, not a number."""

    def moved(found: re.Match[str]) -> str:
        words = found[0].replace(str(home), _HOME)
        return words.ljust(len(found[0])) if found[0].endswith("  ") else words

    def told(run: Run) -> Run:
        return run.but(text=re.sub(re.escape(str(home)) + r"\S*(?:  +)?", moved, run.text))

    return picture.but(rows=tuple(tuple(told(run) for run in row) for row in picture.rows))
