"""What is said when neither face can say it: no terminal to draw on, or a failure nobody caught.

Apart from the entry because it is read only on bad days. It may not fail itself: whatever stands in its way (settings
that cannot be read, a full disk) only makes its words plainer.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm import __version__, places
from freelance_comm.domain.errors import (
    AppError,
    BadValue,
    ExitCode,
    InterruptedHalfway,
    InterruptedUnsaved,
    Noticed,
    SavedThenInterrupted,
)
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

_STOPPED: dict[type[KeyboardInterrupt], str] = {
    SavedThenInterrupted: N_("Stopped by you, after saving: what you entered is kept."),
    InterruptedUnsaved: N_("Stopped by you, before saving: nothing was changed."),
    InterruptedHalfway: N_("Stopped by you: part of it is saved. Check before you enter it again."),
}
LOG_LIMIT = 1_000_000
"""Bytes after which the log begins anew; the one before is kept beside it."""


def no_terminal(options: Mapping[str, str]) -> int:
    """Say politely that the screen needs a terminal, and return the exit code."""
    return _say(
        BadValue(
            N_("The screen needs a terminal to draw on."),
            hint=N_("For scripts and pipes there are commands, such as `freelance-comm today`."),
        ),
        options,
    )


def warn(notices: Iterable[AppError], options: Mapping[str, str]) -> None:
    """Say on stderr what was noticed in the settings, before the screen covers it."""
    for notice in notices:
        _say(notice, options, "warning:")


def tell(error: Exception, options: Mapping[str, str]) -> int:
    """Turn what escaped both faces into a few lines on stderr, and return the exit code.

    ``options`` are the global options of the command line. The traceback goes to ``.state/log`` in the data folder,
    which only its owner can read, and to the terminal only with ``--debug``.
    """
    if isinstance(error, AppError):
        return _say(error, options)
    if "--debug" in options:
        import traceback

        traceback.print_exception(error)
        return ExitCode.BUG
    log = _noted(error, options)
    hint = N_("What happened is written in {log}; it would help us to see it.")
    return _say(
        AppError(
            N_("Something went wrong inside freelance-comm; it is not your fault."),
            hint=hint if log else N_("Run it again with `--debug` to see what happened."),
            fate=N_("What was saved before is safe."),
            log=log,
        ),
        options,
    )


def interrupted(interruption: KeyboardInterrupt, options: Mapping[str, str]) -> None:
    """Say what became of the change when the program was stopped; nothing where there was none to make."""
    for kind, said in _STOPPED.items():
        if isinstance(interruption, kind):
            _say(Noticed(said, fate=""), options, "warning:")


def _say(error: AppError, options: Mapping[str, str], prefix: str = "error:") -> int:
    from freelance_comm.cli.session import error_lines, write_quietly

    if sys.stderr is not None:
        tr = _translator(options)
        write_quietly(sys.stderr, "\n".join(error_lines(error, tr, prefix=tr.gettext(prefix))) + "\n")
    return int(error.code)


def _translator(options: Mapping[str, str]) -> Translator:
    """Return the translator of the language that was asked for, English when even that cannot be found out."""
    from freelance_comm import settings
    from freelance_comm.text import catalog

    def chosen() -> str:
        wishes = settings.load(os.environ, lang=options.get("--lang")).languages
        return settings.choose_language(wishes, "", catalog.interface_locales(), catalog.resolve)

    return catalog.translator(_or_else(chosen, settings.language.SOURCE))


def _or_else(attempt: Callable[[], str], otherwise: str) -> str:
    try:
        return attempt()
    except (AppError, OSError):
        return otherwise


def _noted(error: Exception, options: Mapping[str, str]) -> str:
    """Write the traceback to the log and return the log's path, or an empty string when it cannot be written."""
    import traceback

    folder = _data_folder(options)
    if not folder:
        return ""
    told = "".join(traceback.format_exception(error))
    head = f"freelance-comm {__version__}, Python {sys.version.split()[0]}, {sys.platform}"
    return _or_else(lambda: _append(folder, f"{head}\n{told}\n"), "")


def _data_folder(options: Mapping[str, str]) -> str:
    from freelance_comm import settings

    return _or_else(
        lambda: str(settings.load(os.environ, data_dir=options.get("--data-dir")).data_folder),
        places.data_folder(options.get("--data-dir", ""), "", os.environ),
    )


def _append(folder: str, text: str) -> str:
    state = Path(folder, ".state")
    for place in (state.parent, state):
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    log = state / "log"
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(state / "log.old")
    descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8", errors="backslashreplace") as file:
        os.fchmod(descriptor, 0o600)
        file.write(text)
    return str(log)
