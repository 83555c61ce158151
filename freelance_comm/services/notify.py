"""Desktop notifications, where there are any: through the program that the desktop brings along.

Never needed and never trusted. A desktop may take a notification and show nothing, so whatever is told this way is
told on standard output as well. What clients wrote reaches the program as an argument of its own, never through a
shell, and stands only where marks of a markup language are spelled out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.agenda_item import TITLES, SectionKind
from freelance_comm.services.urgency import Urgency

if TYPE_CHECKING:
    from freelance_comm.services.agenda_item import Item
    from freelance_comm.text.catalog import Translator

PATIENCE = 5
"""Seconds after which a desktop that does not answer is left alone."""
MOST_LINES = 4
LONGEST_LINE = 80
_MARKS = {Urgency.OVERDUE: "▲", Urgency.SOON: "●", Urgency.LATER: "○"}
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


class Notice(Record):
    """A notification: ``title`` in our own words, and lines that may hold anything a client wrote."""

    title: str
    lines: tuple[str, ...]


def notice(items: tuple[Item, ...], tr: Translator) -> Notice:
    """Return what to say of ``items``, the most pressing first."""
    late = sum(item.urgency is Urgency.OVERDUE for item in items)
    soon = sum(item.urgency is Urgency.SOON for item in items)
    waiting = len(items) - late - soon
    parts = [
        words.format(n=count)
        for count, words in (
            (late, tr.ngettext("{n} late", "{n} late", late)),
            (soon, tr.ngettext("{n} soon", "{n} soon", soon)),
            (waiting, tr.ngettext("{n} waiting", "{n} waiting", waiting)),
        )
        if count
    ]
    lines = [_line(item, tr) for item in items[:MOST_LINES]]
    more = len(items) - len(lines)
    if more:
        lines.append(tr.ngettext("and {n} more", "and {n} more", more).format(n=more))
    return Notice(title=" · ".join(parts), lines=tuple(lines))


def _line(item: Item, tr: Translator) -> str:
    words = show(item.title)
    if len(words) > LONGEST_LINE:
        words = words[: LONGEST_LINE - 1].rstrip() + "…"
    parts = [words] if item.kind is SectionKind.WAITING else [words, tr.gettext(TITLES[item.kind])]
    if item.when_text:
        parts.append(show(item.when_text))
    return f"{_MARKS[item.urgency]} {' · '.join(parts)}"


def shown(what: Notice, environ: Mapping[str, str]) -> str:
    """Hand a notification to the desktop and return the program that took it; empty where none did.

    ``environ`` is the environment of this process. That a program took it does not mean that anybody saw it.
    """
    import subprocess

    words = command(what, environ)
    if not words:
        return ""
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**environ, **_session_bus(environ)},
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    return Path(words[0]).name if done.returncode == 0 else ""


def command(what: Notice, environ: Mapping[str, str]) -> list[str]:
    """Return the command that shows a notification here; empty where there is no desktop, or no program for it."""
    from shutil import which

    path = environ.get("PATH", os.defpath)
    body = "\n".join(what.lines)
    if sys.platform == "darwin":
        program = which("terminal-notifier", path=path)
        if program:
            # Its values are property lists when they begin with a bracket or a quote; ours begin with a mark.
            return [program, "-title", what.title, "-message", body, "-group", "freelance-comm"]
        program = which("osascript", path=path)
        script = [word for line in _SCRIPT for word in ("-e", line)]
        return [program, *script, "--", what.title, body] if program else []
    program = which("notify-send", path=path)
    if not program or not (_session_bus(environ) or environ.get("DBUS_SESSION_BUS_ADDRESS")):
        return []
    return [program, "--app-name=freelance-comm", "--", what.title, _spelled_out(body)]


def _spelled_out(text: str) -> str:
    """Return text as notify-send wants it: a backslash begins an escape there, and the desktop reads marks of HTML."""
    for sign, spelled in (("\\", "\\\\"), ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        text = text.replace(sign, spelled)
    return text


def _session_bus(environ: Mapping[str, str]) -> dict[str, str]:
    """Return where the desktop listens, which cron does not say; empty where it is known already, or nobody listens."""
    if environ.get("DBUS_SESSION_BUS_ADDRESS") or sys.platform == "darwin":
        return {}
    folder = environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    socket = f"{folder}/bus"
    return {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={_bus_path(socket)}"} if Path(socket).exists() else {}


def _bus_path(path: str) -> str:
    """Return a path as an address of the bus holds it: what may not stand there itself, as hexadecimal bytes."""
    plain = b"-_/.*abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return "".join(chr(byte) if byte in plain else f"%{byte:02x}" for byte in os.fsencode(path))
