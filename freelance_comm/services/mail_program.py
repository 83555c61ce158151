"""Opens a link in the person's mail program, where there is a desktop to open it on.

Apart because it starts another program: with a list of words, never through a shell, and only one that belongs to a
desktop; on a bare terminal the usual openers would start a text browser in the middle of the screen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping

_OPENERS = {"darwin": ("open",), "linux": ("xdg-open",)}
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")


def opener(environ: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the command that opens links on this desktop, nothing where there is no desktop."""
    known = os.environ if environ is None else environ
    platform = "linux" if sys.platform.startswith(("linux", "freebsd", "openbsd")) else sys.platform
    if platform == "linux" and not any(known.get(name) for name in _DISPLAYS):
        return ()
    command = _OPENERS.get(platform, ())
    found = shutil.which(command[0], path=known.get("PATH")) if command else None
    return (found, *command[1:]) if found else ()


def open_link(link: str, environ: Mapping[str, str] | None = None) -> bool:
    """Open a ``mailto:`` link; False where nothing here can. What the other program says is not shown."""
    command = opener(environ)
    if not command or not link.startswith("mailto:"):
        return False
    try:
        process = subprocess.Popen(
            [*command, link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    # Nobody waits for a mail program; somebody has to hear when it ends.
    threading.Thread(target=process.wait, daemon=True).start()
    return True
