"""The reminder line for the shell prompt: a small derived file, and whether it is still true.

Apart because a prompt must not wait: the line is computed ahead and read back without importing anything that bare
Python has not loaded already. The file, ``.state/prompt`` in the data folder, may be deleted at any time. It holds

    1 TAB <since> TAB <language> TAB <fingerprint>
    <until> TAB <text>
    <until> TAB <text>
    ...

``since`` and ``until`` are whole seconds of the epoch, ascending; ``text`` is what to show before ``until`` (and not
before the line above ended) and may be empty. Whoever writes the file takes the fingerprint *before* reading the
workspace, so that a change made meanwhile makes the file stale and never makes it lie.
"""

from __future__ import annotations

import os

from freelance_comm import __version__, places

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = "1"
HORIZON = 900
"""Seconds that a computed line may be trusted at most: a file changed in place, by hand, shows in no folder's time."""
SIZE_LIMIT = 16384
"""Bytes read at most; a prompt line is far shorter."""

_WATCHED = ("", "projects", "messages", "time", "clients.json", "workspace.json", "running.json")
_UNSETTLED_NS = 100_000_000
_UNSETTLED_COARSE_NS = 2_100_000_000


def path(data_folder: str) -> str:
    """Return where the line of this workspace lies."""
    return data_folder + "/.state/prompt"


def watched(data_folder: str, config_file: str) -> tuple[str, ...]:
    """Return the files and folders whose times tell that something was saved or edited."""
    return (*(f"{data_folder}/{name}" if name else data_folder for name in _WATCHED), config_file)


def fingerprint(data_folder: str, config_file: str) -> str:
    """Return what changes whenever a save or an edit touches the workspace or the configuration (a dozen stats)."""
    return _looked_at(data_folder, config_file)[0]


def language_key(given: str, environ: Mapping[str, str]) -> str:
    """Return everything but the workspace and the configuration that the interface language depends on."""
    if given:
        return ascii(given)
    return ",".join(ascii(environ.get(name, "")) for name in (places.LANGUAGE_VARIABLE, *places.LOCALE_VARIABLES))


def compose(*, fingerprint: str, language: str, since: int, segments: Iterable[tuple[int, str]]) -> str:
    """Return the contents of the file; each text is cut to one printable line."""
    lines = [f"{FORMAT}\t{since}\t{language}\t{fingerprint}"]
    lines += [f"{until}\t{_one_line(text)}" for until, text in segments]
    return "\n".join(lines) + "\n"


def pick(content: str, *, fingerprint: str, language: str, now: float) -> str | None:
    """Return the text to show at ``now`` (epoch seconds), or None when the contents say nothing about it."""
    head, *rest = content.split("\n")
    if not rest or rest.pop() != "":
        return None
    version, _, described = head.partition("\t")
    since, _, described = described.partition("\t")
    if version != FORMAT or described != f"{language}\t{fingerprint}" or not _is_number(since) or now < int(since):
        return None
    for line in rest:
        until, tab, text = line.partition("\t")
        if not tab or not _is_number(until):
            return None
        if now < int(until):
            return _one_line(text)
    return None


def read(data_folder: str, config_file: str, language: str, now: float) -> str | None:
    """Return the line that is valid at ``now``, or None when the file is missing, stale, damaged or unreadable."""
    place = path(data_folder)
    try:
        found = os.stat(place)
        if found.st_mode & 0o170000 != 0o100000 or found.st_size > SIZE_LIMIT:
            return None
        with open(place, encoding="utf-8", newline="") as file:
            content = file.read()
        current, newest = _looked_at(data_folder, config_file)
    except (OSError, ValueError):  # ValueError: a path or contents that are not text
        return None
    # A folder changed twice within one tick of the file system's clock bears one time for both changes, so a file
    # written in that tick proves nothing. Whole seconds betray a file system that counts nothing finer.
    unsettled = _UNSETTLED_COARSE_NS if newest % 1_000_000_000 == 0 else _UNSETTLED_NS
    if abs(found.st_mtime_ns - newest) < unsettled:
        return None
    return pick(content, fingerprint=current, language=language, now=now)


def _looked_at(data_folder: str, config_file: str) -> tuple[str, int]:
    """Return the fingerprint and the newest time of change in it (nanoseconds of the epoch)."""
    seen = [__version__]
    newest = 0
    for place in watched(data_folder, config_file):
        try:
            found = os.stat(place)
        except OSError:
            seen.append("-")
            continue
        seen.append(f"{found.st_mtime_ns:x}.{found.st_size:x}.{found.st_ino:x}")
        newest = max(newest, found.st_mtime_ns)
    return " ".join(seen), newest


def _one_line(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " for char in text)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16
