"""What the person chose outside the program: options, environment, ``config.toml``, the system's own settings.

Apart because every face asks the same questions before it can open anything: where are the data, which language, which
moment, which editor. Reads the environment it is handed and at most one file; knows nothing about what is stored.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime

from freelance_comm import places
from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.settings.config_file import Configuration, read_configuration
from freelance_comm.settings.language import LanguageWishes, choose_language
from freelance_comm.settings.moment import local_zone, parse_now

__all__ = ["LanguageWishes", "Settings", "choose_language", "load", "local_zone", "parse_now"]

_LONGEST_NAME, _LONGEST_PATH = 255, 3_840
"""Bytes of one name and of the path of the data folder; below it, history needs some 200 more, of 4,096 in all."""


class Settings(Record):
    """Everything that was chosen, read once at the start.

    ``data_folder`` is an absolute path and need not exist; ``config_file`` is empty when there is no home. ``now`` is
    set only when the clock is to stand still (aware, UTC). ``editor`` is a command line, empty when nobody named one.
    ``theme`` and ``keys`` (a key for the name of an action) are wishes for the screen, which knows what there is.
    ``colour`` is False when ``NO_COLOR`` is set. ``notices`` are worth a warning each, once.
    """

    data_folder: str
    config_file: str
    languages: LanguageWishes
    editor: str = ""
    theme: str = ""
    keys: dict[str, str] = {}  # noqa: RUF012 - never mutated: records are immutable
    colour: bool = True
    now: datetime | None = None
    notices: tuple[AppError, ...] = ()


def _fits(folder: str) -> bool:
    """Say whether files below ``folder`` have paths that systems can open."""
    parts = os.fsencode(folder).split(b"/")
    return max(map(len, parts)) <= _LONGEST_NAME and sum(map(len, parts)) + len(parts) <= _LONGEST_PATH


def load(
    environ: Mapping[str, str], *, data_dir: str | None = None, lang: str | None = None, now: str | None = None
) -> Settings:
    """Return the settings; the keyword arguments are the options of the command line, None where not given.

    Raises ``BadValue`` for an empty ``--data-dir``, a moment that is none, a configuration that cannot be read (with
    file and line), when neither an option nor the system names a place for the data, or the path is too long.
    """
    if data_dir is not None and (not data_dir.strip() or "\0" in data_dir):
        raise BadValue(N_("The data folder given is not a path."), hint=N_("Give `--data-dir` a folder."))
    file = places.config_file(environ)
    chosen = read_configuration(file) if file else Configuration()
    folder = places.data_folder(data_dir or "", chosen.data_dir, environ)
    if not folder:
        raise BadValue(
            N_("There is no home folder to keep your data in."),
            hint=N_("Set HOME, or name a folder with `--data-dir` or {variable}."),
            variable=places.DATA_VARIABLE,
        )
    if not _fits(folder):
        raise BadValue(
            N_("The path of the data folder is too long."), hint=N_("Choose a data folder with a shorter path.")
        )
    moment = now if now is not None else environ.get(places.NOW_VARIABLE) or None
    return Settings(
        data_folder=folder,
        config_file=file,
        languages=LanguageWishes(
            option=lang,
            variable=environ.get(places.LANGUAGE_VARIABLE, ""),
            configured=chosen.lang,
            system=_system_locale(environ),
        ),
        editor=chosen.editor or environ.get("VISUAL", "") or environ.get("EDITOR", ""),
        theme=chosen.theme,
        keys=chosen.keys,
        colour=not environ.get("NO_COLOR"),
        now=None if moment is None else parse_now(moment, lambda: local_zone(environ)),
        notices=chosen.notices,
    )


def _system_locale(environ: Mapping[str, str]) -> str:
    for name in places.LOCALE_VARIABLES:
        if environ.get(name):
            return environ[name]
    return ""
