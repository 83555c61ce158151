"""What can be said on the command line about a draft, and what it means.

Apart from the command because a draft is read in two ways: with everything on record, or at once from standard input,
where loading argparse would cost half of the time.
"""

from __future__ import annotations

import os

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser

    from freelance_comm.text.catalog import Translator

KINDS = (
    "first-contact",
    "quote",
    "deadline",
    "payment",
    "progress-report",
    "reply",
    "complaint-reply",
    "delivery",
    "closing",
)
CHANNELS = ("email", "chat", "phone")
MODES = {
    "rules": N_("list the rules of the coach"),
    "explain": N_("say what a rule means, with examples"),
    "rest": N_("let a rule rest, for all drafts or for one client"),
    "wake": N_("apply a rule again"),
    "forget": N_("bring back the remarks that were waved through"),
}
"""Words that stand in the place of a draft; a file called like one of them is given as ./rules."""

LARGEST = 4 * 1024 * 1024
"""Bytes that a draft may have."""
LARGEST_BATCH = 256 * 1024 * 1024
"""Bytes that many drafts may have."""


def draft_options(parser: ArgumentParser, tr: Translator) -> None:
    """Declare the draft, what is known around it, and what to do with the remarks."""
    add = parser.add_argument
    add("file", nargs="?", default="-", help=tr.gettext("the draft; standard input when it is a hyphen or left out"))
    add("--kind", default="", choices=KINDS, help=tr.gettext("what kind of draft it is"))
    add("--language", default="", metavar="LOCALE", help=tr.gettext("its language; recognised if not given"))
    add("--client", default="", help=tr.gettext("the client it goes to: name, reference, or the beginning of either"))
    add("--client-name", default="", metavar="NAME", help=tr.gettext("what the client is called, if not on record"))
    add("--project", default="", help=tr.gettext("the project it belongs to; the coach then knows what is on record"))
    add(
        "--incoming",
        default="",
        metavar="FILE|TEXT",
        help=tr.gettext("the message it answers; if not given, what it quotes with >"),
    )
    add("--today", default="", metavar="DAY", help=tr.gettext("the day it is written on"))
    add(
        "--earliest-realistic",
        default="",
        metavar="DAY",
        help=tr.gettext("the first day on which the work can realistically be done"),
    )
    add("--options-asked", default="", metavar="N", help=tr.gettext("how many versions the client asked for"))
    add("--prepayment-refused", action="store_true", help=tr.gettext("the client has refused prepayment"))
    add("--channel", default="", choices=CHANNELS, help=tr.gettext("how it is sent; a chat needs no greeting"))
    add(
        "--without",
        action="append",
        default=[],
        metavar="RULE",
        help=tr.gettext("leave a rule out this once; may be repeated"),
    )
    add("--exit-zero", action="store_true", help=tr.gettext("end with 0 even if there are remarks"))
    add("--lines", action="store_true", help=tr.gettext("one line per remark, FILE:LINE:COLUMN, for editors"))
    add("--fix", action="store_true", help=tr.gettext("print the draft with the better wordings put in"))
    add(
        "--wave",
        action="append",
        default=[],
        metavar="N",
        help=tr.gettext("wave remark N through, so it is not made again; may be repeated"),
    )
    add(
        "--keep",
        action="append",
        default=[],
        metavar="N",
        help=tr.gettext("put promise N of the draft on the ledger; needs a client or a project"),
    )
    add("--batch", default="", metavar="FILE", help=tr.gettext("read many drafts, one JSON object per line"))


def read_input(path: str, given: str, *, bounded: bool = True) -> str:
    """Return the text of a file, or of standard input for a hyphen; ``path`` is ``given`` as this system names files.

    Raises ``NotFound``, and ``BadValue`` for what is no text in UTF-8, or ``bounded`` and too long to be a draft.
    """
    limit = LARGEST if bounded else LARGEST_BATCH
    data = _standard_input(limit) if given == "-" else _file(path, given, limit)
    if len(data) > limit:
        raise BadValue(
            N_("{file} is larger than {limit} MB."),
            hint=N_("Split it into parts."),
            file=given,
            limit=limit // 1024 // 1024,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadValue(
            N_("{file} is not valid UTF-8 at byte {place}."),
            hint=N_("Save it as UTF-8 and try again."),
            file=given,
            place=error.start + 1,
        ) from None


def invite(given: str, tr: Translator) -> None:
    """Tell somebody who called the coach without a draft how to hand one over."""
    import sys

    if given == "-" and sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(tr.gettext("Paste the draft, then press Ctrl+D.") + "\n")
        sys.stderr.flush()


def incoming(path: str, given: str) -> str:
    """Return the message that is answered: the text of a file where one has that name, else the words themselves."""
    return read_input(path, given) if given and "\n" not in given and os.path.isfile(path) else given


def _standard_input(limit: int) -> bytes:
    import sys

    if sys.stdin is None:
        raise BadValue(N_("There is no standard input to read the text from."), hint=N_("Name a file."))
    return sys.stdin.buffer.read(limit + 1)


def _file(path: str, given: str, limit: int) -> bytes:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        with open(handle, "rb") as source:
            return source.read(limit + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise NotFound(N_("There is no file {file}."), hint=N_("Check the name and the folder."), file=given) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        raise BadValue(N_("{file} cannot be read: {reason}."), file=given, reason=reason) from None
