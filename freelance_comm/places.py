"""Where the data and the configuration lie, worked out once for everybody.

Apart, and free of every import that bare Python has not loaded already, because the line in a shell prompt is read
through it: each millisecond here is paid at every prompt. Paths are plain strings; whether they exist is not asked.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

PROGRAM = "freelance-comm"
DATA_VARIABLE = "FREELANCE_COMM_DATA"
LANGUAGE_VARIABLE = "FREELANCE_COMM_LANG"
NOW_VARIABLE = "FREELANCE_COMM_NOW"
LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Asked in this order; the first that is set decides, as POSIX wants it."""


def home(environ: Mapping[str, str]) -> str:
    """Return the home folder, or an empty string when the system names none."""
    folder = environ.get("HOME") or os.path.expanduser("~")
    return folder if folder.startswith("/") else ""


def spelled_out(path: str, environ: Mapping[str, str]) -> str:
    """Return ``path`` as an absolute path, a leading ``~`` or ``~user`` replaced; empty when there is no such home."""
    if path == "~" or path.startswith("~/"):
        folder = home(environ)
        return os.path.normpath(folder + path[1:]) if folder else ""
    if path.startswith("~"):
        spelled = os.path.expanduser(path)
        return os.path.normpath(spelled) if spelled.startswith("/") else ""
    try:
        return os.path.abspath(path)
    except FileNotFoundError:  # the current folder has been removed under our feet: whoever opens the path will say so
        return path


def config_file(environ: Mapping[str, str]) -> str:
    """Return the path of ``config.toml``, or an empty string when there is no home.

    ``$XDG_CONFIG_HOME/freelance-comm`` or ``~/.config/freelance-comm``, on every system: a file that people write by
    hand belongs where they look for it.
    """
    base = _xdg("XDG_CONFIG_HOME", ".config", environ)
    return f"{base}/{PROGRAM}/config.toml" if base else ""


def data_folder(given: str, configured: str, environ: Mapping[str, str]) -> str:
    """Return the folder of the data: option, then environment, then configuration, then the system's custom.

    ``given`` is the value of ``--data-dir`` and ``configured`` that of the configuration file; empty means not given.
    Returns an empty string when nothing is given and there is no home.
    """
    for wanted in (given, environ.get(DATA_VARIABLE, ""), configured):
        if wanted:
            return spelled_out(wanted, environ)
    if sys.platform == "darwin" and not environ.get("XDG_DATA_HOME"):
        folder = home(environ)
        return f"{folder}/Library/Application Support/{PROGRAM}" if folder else ""
    base = _xdg("XDG_DATA_HOME", ".local/share", environ)
    return f"{base}/{PROGRAM}" if base else ""


def _xdg(variable: str, custom: str, environ: Mapping[str, str]) -> str:
    wanted = environ.get(variable, "")
    if wanted.startswith("/"):  # the XDG base directory specification: relative paths are to be ignored
        return wanted.rstrip("/")
    folder = home(environ).rstrip("/")
    return f"{folder}/{custom}" if folder or environ.get("HOME") == "/" else ""
