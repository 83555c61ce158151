"""The languages the coach reads, found on the disk and loaded when a draft is in them.

Apart because the coach knows no folder and the catalogs know no coach. A language is there when ``locales`` has a
folder for it with words for the coach: in a checkout, a wheel or a zip.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.coach.dates import TimeWords
    from freelance_comm.coach.knowledge import Knowledge

COACH = "coach"
MOMENTS_READY = "moments.json"
"""What a wheel holds beside the table of natural times, in a form that is read faster."""
_MOMENTS = "moments.toml"
_MARK = "words.txt"
_folders: dict[str, str] = {}
_loaded: dict[str, tuple[Knowledge, TimeWords]] = {}


def folders() -> dict[str, str]:
    """Return for each language of the coach the folder with what it knows of it, by locale in order."""
    if not _folders:
        root = _locales()
        for name in sorted(os.listdir(root)):
            if os.path.isfile(f"{root}/{name}/{COACH}/{_MARK}"):
                _folders[name] = f"{root}/{name}/{COACH}"
    return dict(_folders)


def language_of(locale: str) -> str:
    """Return the language of the coach that serves ``locale`` (``fr_CA`` is served by ``fr``), empty when none does."""
    from freelance_comm.text.catalog import resolve

    return resolve(locale, tuple(folders())) or "" if locale else ""


def recognised(text: str) -> str:
    """Return the language of the coach that ``text`` is written in, empty when it fits none."""
    from freelance_comm.coach import recognise

    return recognise.recognised(text, folders())


def load(locale: str) -> tuple[Knowledge, TimeWords]:
    """Return what the coach knows of a language of ``folders``; read once a process.

    Two threads that ask at once both read it, and one result stays: they are the same. Raises ``AppError`` where what
    was learned of the language is missing or belongs to another version of the program.
    """
    if locale not in _loaded:
        from freelance_comm.coach.dates import TimeWords
        from freelance_comm.coach.knowledge import Knowledge

        folder = folders()[locale]
        try:
            knowledge = Knowledge(locale, folder)
            _loaded[locale] = (knowledge, TimeWords(_moments(folder), knowledge.when))
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise AppError(
                N_("What the coach knows of the language “{locale}” is missing or cannot be read."),
                hint=N_("Install freelance-comm again; in a checkout, run: python -m tests.coach.train"),
                locale=locale,
            ) from error
    return _loaded[locale]


def _moments(folder: str) -> dict[str, Any]:
    """Return the table of natural times of a language.

    Reading TOML costs a third of a bare interpreter's start, so what was read once is kept: a wheel brings the table as
    JSON, a checkout keeps it among its compiled catalogs until the file changes.
    """
    import json

    home = os.path.dirname(folder)
    root = os.path.dirname(os.path.dirname(home))
    ready = f"{home}/{MOMENTS_READY}"
    is_checkout = not os.path.isfile(ready) and os.path.isfile(f"{root}/pyproject.toml")
    if is_checkout:
        found = os.stat(f"{home}/{_MOMENTS}")
        name = f"moments-{os.path.basename(home)}-{found.st_mtime_ns:x}-{found.st_size:x}.json"
        ready = f"{root}/.catalog-cache/{name}"
    with suppress(OSError, ValueError), open(ready, encoding="utf-8") as source:
        table: dict[str, Any] = json.load(source)
        return table
    import tomllib

    with open(f"{home}/{_MOMENTS}", "rb") as toml:
        table = tomllib.load(toml)
    if is_checkout:
        with suppress(OSError):  # on a read-only disk it works too, only a little slower
            _keep(ready, json.dumps(table))
    return table


def _keep(ready: str, text: str) -> None:
    cache, name = os.path.split(ready)
    os.makedirs(cache, exist_ok=True)
    partial = f"{ready}.{os.getpid()}.partial"
    with open(partial, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(partial, ready)
    older = name.rsplit("-", 2)[0] + "-"
    for other in os.listdir(cache):
        if other.startswith(older) and other.endswith(".json") and other != name:
            with suppress(FileNotFoundError):
                os.unlink(f"{cache}/{other}")


def _locales() -> str:
    from freelance_comm.text.locate import data_folder, data_path

    found = data_path("locales")
    if found:
        return found
    # In a zip: the weights are read as files, so they are unpacked for as long as the process lives.
    import atexit
    from contextlib import ExitStack
    from importlib.resources import as_file

    unpacked = ExitStack()
    atexit.register(unpacked.close)
    return os.fspath(unpacked.enter_context(as_file(data_folder("locales"))))
