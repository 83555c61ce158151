"""Finds and reads the files of templates, and nothing else on the disk.

Two roots: the user's own folder, then the program's. A name is relative, has no ``..`` and stays below its root even
through links; a file is regular, small and UTF-8. Apart from rendering, so that what may be opened is decided here.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.text.catalog import SOURCE_LOCALE, fallbacks
from freelance_comm.text.locate import data_folder

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SIZE_LIMIT = 200_000
"""Largest template file, in bytes."""
FORMS = ("txt", "md", "html", "sheet")
"""What a draft can be written as, a sheet being what a PDF is set from; also the endings of template files."""

ALIKE = "alike"
"""The folder of what reads alike in every language because its words come from the ``.txt`` of the same name."""

_NAME = re.compile(r"\w[\w-]*(?:/\w[\w-]*)*")


class TemplateFile(Record):
    """A template that was found: its ``text``, the ``locale`` folder it lies in, and ``source`` to name it by.

    ``own`` is true for a file of the user's folder.
    """

    text: str
    locale: str
    source: str
    own: bool


def check_name(name: str) -> str:
    """Return a template's name such as ``contact/first-contact``; ``BadValue`` for anything that could be a path."""
    if len(name) > 200 or not _NAME.fullmatch(name):
        raise BadValue(
            N_("“{name}” cannot be the name of a template."),
            hint=N_("A name looks like this: contact/first-contact."),
            name=show(name)[:200],
        )
    return name


class TemplateFolders:
    """The user's templates, where there are any, before the program's own."""

    def __init__(self, user_folder: Path | None) -> None:
        self._user = user_folder

    def find(self, path: str, locales: tuple[str, ...], *, built_in: bool = False) -> TemplateFile | None:
        """Return the first file called ``path`` in the folders of ``locales``, the user's version first in each.

        A language that has its own words for it, but no such file, takes what is alike in all.
        ``built_in`` passes over the user's folder. ``None`` when there is no such file; ``BadValue`` when there is one
        that must not or cannot be read.
        """
        for locale in locales:
            for root, own in self._roots(built_in=built_in):
                found = _read(root / locale, path)
                if found is not None:
                    text, source = found
                    return TemplateFile(text=text, locale=locale, source=source, own=own)
            alike = self._alike(path, locale, built_in=built_in)
            if alike is not None:
                return alike
        return None

    def _alike(self, path: str, locale: str, *, built_in: bool) -> TemplateFile | None:
        stem, _dot, form = path.rpartition(".")
        words = f"{stem}.txt"
        if form == "txt" or all(_read(root / locale, words) is None for root, _ in self._roots(built_in=built_in)):
            return None
        found = _read(data_folder("templates") / ALIKE, path)
        return None if found is None else TemplateFile(text=found[0], locale=locale, source=found[1], own=False)

    def names(self, locales: tuple[str, ...], *, built_in: bool = False) -> Iterator[tuple[str, str]]:
        """Yield name and form of every template for ``locales``, without what only other templates use (``_…``)."""
        for locale in locales:
            for root, _own in self._roots(built_in=built_in):
                yield from _listed(root / locale, "")
        yield from _listed(data_folder("templates") / ALIKE, "")

    def _roots(self, *, built_in: bool) -> Iterator[tuple[Path | Traversable, bool]]:
        if self._user is not None and not built_in and self._user.is_dir():
            yield self._user, True
        yield data_folder("templates"), False


def locale_chain(locale: str) -> tuple[str, ...]:
    """Return where to look for templates of ``locale``, nearest first, English last: ``fr_CA``, ``fr``, ``en``."""
    chain = fallbacks(locale)
    return chain if SOURCE_LOCALE in chain else (*chain, SOURCE_LOCALE)


def _listed(folder: Path | Traversable, prefix: str) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        stem, dot, form = entry.name.partition(".")
        if not _NAME.fullmatch(prefix + stem) or stem.startswith("_"):
            continue
        if not dot and entry.is_dir():
            yield from _listed(entry, f"{prefix}{stem}/")
        elif form in FORMS:
            yield prefix + stem, form


def _read(folder: Path | Traversable, path: str) -> tuple[str, str] | None:
    """Return text and display name of ``path`` below ``folder``, or ``None`` where no such thing is."""
    stem, _dot, form = path.rpartition(".")
    if form not in FORMS or not _NAME.fullmatch(stem):
        raise _refused(path)
    if isinstance(folder, Path):
        data = _read_safely(folder, path)
        source = str(folder / path)
    else:
        zipped = folder.joinpath(*path.split("/"))
        data = zipped.read_bytes() if zipped.is_file() else None
        source = f"templates/{folder.name}/{path}"
    return None if data is None else (_decoded(data, source), source)


def _read_safely(folder: Path, path: str) -> bytes | None:
    target = folder / path
    try:
        target.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(str(target)) from error
    # A link is fine as long as it stays inside; the folder of templates itself may be linked as a whole.
    try:
        inside = target.resolve().is_relative_to(folder.parent.resolve())
    except (OSError, RuntimeError):  # links in a circle
        inside = False
    if not inside:
        raise _refused(str(target))
    try:
        # Not blocking: opening a pipe that nobody writes to would wait for ever.
        number = os.open(target, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _unreadable(str(target)) from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise _refused(str(target))
    with os.fdopen(number, "rb") as stream:
        return stream.read(SIZE_LIMIT + 1)


def _decoded(data: bytes, source: str) -> str:
    if len(data) > SIZE_LIMIT:
        raise BadValue(
            N_("{file} is too large for a template (bytes allowed: {limit})."),
            hint=N_("Correct the file, or move it away to use the built-in one."),
            file=source,
            limit=SIZE_LIMIT,
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadValue(
            N_("{file} is not valid UTF-8 (byte {place})."),
            hint=N_("Save the file as UTF-8 in your editor."),
            file=source,
            place=error.start + 1,
        ) from error
    if not text.strip():
        raise BadValue(
            N_("{file} is empty."),
            hint=N_("Correct the file, or move it away to use the built-in one."),
            file=source,
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refused(path: str) -> BadValue:
    return BadValue(
        N_("“{path}” is refused: a template must be a plain file inside the templates folder."),
        hint=N_("Put a copy of the file there instead of a link or a path."),
        path=show(path)[:400],
    )


def _unreadable(path: str) -> BadValue:
    return BadValue(
        N_("{file} cannot be opened."), hint=N_("Check the permissions of the file."), file=show(path)[:400]
    )


def not_found(name: str, form: str, known: list[tuple[str, str]]) -> NotFound:
    """Return the error for a template that is not there, with near names."""
    from difflib import get_close_matches

    others = tuple(other for known_name, other in known if known_name == name)
    if others:
        return NotFound(
            N_("The template “{name}” has no version for “{form}”."),
            hint=N_("It can be written as: {forms}."),
            name=name,
            form=form,
            forms=", ".join(sorted(set(others))),
        )
    choices = sorted({known_name for known_name, _form in known})
    endings = [choice for choice in choices if choice.rpartition("/")[2] == name]
    return NotFound(
        N_("There is no template called “{name}”."),
        near=tuple(endings or get_close_matches(name, choices, n=3, cutoff=0.5)),
        name=name,
    )
