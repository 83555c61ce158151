"""The languages the coach reads, found on the disk and loaded when a draft is in them.

Apart because the coach knows no folder and the catalogs know no coach. A language is there when ``locales`` has a
folder for it with words for the coach: in a checkout, a wheel or a zip.
"""

from __future__ import annotations

import marshal
import os

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from freelance_comm.coach.dates import TimeWords
    from freelance_comm.coach.knowledge import Knowledge
    from freelance_comm.text.catalog import Translator

COACH = "coach"
READY = "known.bin"
"""The file of a wheel with all that is known of a language, in the form in which it is read fastest."""
_FORMAT = 1
"""Goes up when what is gathered changes its form."""
_MOMENTS = "moments.toml"
_FILES = ("phrases.txt", "drafts.weights", "incoming.weights")
_MAKERS = ("acts", "dates", "knowledge", "time_patterns", "time_slots", "word_classes", "words")
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


def which(tr: Translator) -> str:
    """Return in a sentence which languages the coach reads, for somebody whose interface is in another; else nothing.

    Said with every invitation to the coach: nobody should bring a draft only to hear that it cannot be read.
    """
    from freelance_comm.text.formats import Formats

    if language_of(tr.locale):
        return ""
    formats = Formats(tr.locale)
    named = formats.listing([formats.language(locale) for locale in folders()])
    return tr.gettext("The coach reads {languages}.").format(languages=named)


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
            known = _known(folder)
            _loaded[locale] = (Knowledge(locale, folder, known["knowledge"]), TimeWords(known["times"]))
        except (OSError, ValueError, KeyError, IndexError) as error:
            raise AppError(
                N_("What the coach knows of the language “{locale}” is missing or cannot be read."),
                hint=N_("Install freelance-comm again; in a checkout, run: python -m tests.coach.train"),
                locale=locale,
            ) from error
    return _loaded[locale]


def gathered(folder: str) -> dict[str, Any]:
    """Return what the coach knows of the language of a folder, as plain data, put together from all its files.

    Raises ``OSError``, ``ValueError`` or ``KeyError`` where one of them is missing or damaged.
    """
    import tomllib

    from freelance_comm.coach import knowledge
    from freelance_comm.coach.dates import learned

    known = knowledge.gathered(folder)
    with open(f"{os.path.dirname(folder)}/{_MOMENTS}", "rb") as toml:
        table = tomllib.load(toml)
    return {"format": _FORMAT, "knowledge": known, "times": learned(table, known["when"].splitlines())}


def ready(known: dict[str, Any]) -> bytes:
    """Return what ``gathered`` returned as the bytes of a file ``READY``; the same knowledge makes the same bytes."""
    return marshal.dumps(known, 2)


def _known(folder: str) -> Mapping[str, Any]:
    """Return what the coach knows of a language.

    Putting it together takes longer than reading a letter. So a wheel brings it ready, and a checkout keeps it among
    its compiled catalogs until a file changes.
    """
    kept, sources = f"{folder}/{READY}", ""
    root = os.path.dirname(os.path.dirname(os.path.dirname(folder)))
    is_checkout = not os.path.isfile(kept) and os.path.isfile(f"{root}/pyproject.toml")
    if is_checkout:
        kept = f"{root}/.catalog-cache/coach-{os.path.basename(os.path.dirname(folder))}.bin"
        sources = _state_of(folder)
    known = _read(kept)
    if known is not None and known.get("sources", "") == sources:
        return known
    known = gathered(folder) | {"sources": sources}
    if is_checkout:
        from contextlib import suppress

        with suppress(OSError):  # on a read-only disk it works too, only more slowly
            _keep(kept, ready(known))
    return known


def _read(kept: str) -> dict[str, Any] | None:
    """Return what lies in a file ``READY``; None where there is none that this version of the program can read."""
    try:
        with open(kept, "rb") as stream:
            known = marshal.loads(stream.read())
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return known if isinstance(known, dict) and known.get("format") == _FORMAT else None


def _state_of(folder: str) -> str:
    """Return when each file was changed that decides what is known of a language: its words, and how they are read."""
    from freelance_comm import coach

    home = os.path.dirname(folder)
    code = os.path.dirname(coach.__file__)
    paths = [f"{home}/{_MOMENTS}", *(f"{folder}/{name}" for name in _FILES), *(f"{code}/{name}.py" for name in _MAKERS)]
    found = []
    for path in paths:
        if os.path.exists(path):
            state = os.stat(path)
            found.append(f"{path}:{state.st_mtime_ns:x}:{state.st_size:x}")
    return "\n".join(found)


def _keep(kept: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(kept), exist_ok=True)
    partial = f"{kept}.{os.getpid()}.partial"
    with open(partial, "wb") as stream:
        stream.write(data)
    os.replace(partial, kept)


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
