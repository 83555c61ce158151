"""Whether anything can be new in the mailboxes: a small derived file of what they looked like when they were read.

Apart because cron asks every few minutes, and nearly always nothing has come: this is answered with a few calls to the
file system, importing nothing that bare Python has not loaded already. The file, ``.state/mail-stamps`` in the data
folder, may be deleted at any time. It holds the program's version, the workspace as it was, and mailbox by mailbox what
tells a change:

    1 TAB <version> TAB <fingerprint of workspace and configuration> TAB <"all", where no mailbox is left out>
    = TAB <place of a mailbox>
    d TAB <mtime in ns> TAB <folder>
    f TAB <mtime in ns> TAB <size> TAB <file>
"""

from __future__ import annotations

import os

from freelance_comm import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMAT = "1"
MOST_LINES = 4_000
"""A mailbox of more folders and files is looked at in the ordinary way."""
_SIZE_LIMIT = 1_000_000
_WATCHED = ("mail.json", "clients.json", "workspace.json")
_UNSETTLED_NS = 100_000_000
"""A folder changed twice within one tick of the file system's clock bears one time for both changes."""


def path(data_folder: str) -> str:
    """Return where the file of this workspace lies."""
    return data_folder + "/.state/mail-stamps"


def fingerprint(data_folder: str, config_file: str) -> str:
    """Return what changes whenever the clients, the profile, the mailboxes or the configuration do."""
    seen = []
    for place in (*(f"{data_folder}/{name}" for name in _WATCHED), config_file):
        try:
            found = os.stat(place)
        except OSError:
            seen.append("-")
            continue
        seen.append(f"{found.st_mtime_ns:x}.{found.st_size:x}.{found.st_ino:x}")
    return " ".join(seen)


def compose(
    *,
    fingerprint: str,
    complete: bool,
    mailboxes: Iterable[tuple[str, Iterable[tuple[str, int]], Iterable[tuple[str, int, int]]]],
) -> str | None:
    """Return the contents of the file, ``None`` where they would not serve.

    ``mailboxes`` are places with their folders (path, mtime) and files (path, mtime, size); ``complete`` tells that
    they are all there are.
    """
    lines = [f"{FORMAT}\t{__version__}\t{fingerprint}\t{'all' if complete else ''}"]
    for place, folders, files in mailboxes:
        lines.append(f"=\t{place}")
        lines += [f"d\t{mtime}\t{folder}" for folder, mtime in folders]
        lines += [f"f\t{mtime}\t{size}\t{file}" for file, mtime, size in files]
    if len(lines) > MOST_LINES or any("\n" in line or "\r" in line for line in lines):
        return None
    return "\n".join(lines) + "\n"


def unchanged(data_folder: str, config_file: str, places: Sequence[str]) -> bool:
    """Return whether nothing can be new in the mailboxes at ``places``; without any, in all that are read."""
    place = path(data_folder)
    try:
        found = os.stat(place)
        if found.st_mode & 0o170000 != 0o100000 or found.st_size > _SIZE_LIMIT:
            return False
        with open(place, encoding="utf-8", errors="surrogateescape", newline="") as file:
            content = file.read()
        wanted = {os.path.realpath(os.path.expanduser(one)) for one in places}
        if os.path.lexists(f"{data_folder}/.state/redo.json"):
            return False
        return _still_true(content, fingerprint(data_folder, config_file), wanted, found.st_mtime_ns)
    except (OSError, ValueError):  # ValueError: a path or contents that are not text
        return False


def _still_true(content: str, current: str, wanted: set[str], written: int) -> bool:
    head, *lines = content.split("\n")
    if not lines or lines.pop() != "":
        return False
    version, program, seen, complete = (*head.split("\t"), "", "", "")[:4]
    if (version, program, seen) != (FORMAT, __version__, current) or not (wanted or complete):
        return False
    looking, met = not wanted, set()
    for line in lines:
        kind, _, rest = line.partition("\t")
        if kind == "=":
            looking = not wanted or rest in wanted
            met.add(rest)
        elif looking and not _same(kind, rest, written):
            return False
    return bool(met) and wanted <= met


def _same(kind: str, rest: str, written: int) -> bool:
    time, _, rest = rest.partition("\t")
    if kind == "d":
        return os.stat(rest).st_mtime_ns == int(time) and abs(written - int(time)) > _UNSETTLED_NS
    size, _, place = rest.partition("\t")
    found = os.stat(place)
    return (found.st_mtime_ns, found.st_size) == (int(time), int(size))
