"""What a command works with: the desk, and the ways to answer people and programs.

stdout is data, stderr is for people. After a save, a broken or failing stdout never becomes a failing exit code,
because people would enter things twice.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Container, Sequence
from datetime import date, datetime

from freelance_comm.domain.text_safety import show, show_block

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TextIO

    from freelance_comm.cli.patience import Patience
    from freelance_comm.cli.progress import Working
    from freelance_comm.domain.errors import AppError
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_USUAL_WIDTH = 80
MANY_FILES = 12
"""Files, all read by one command, from which reading them is worth telling about."""


class Session:
    """One run of one command."""

    def __init__(
        self,
        desk: Desk,
        *,
        as_json: bool,
        out: TextIO | None = None,
        err: TextIO | None = None,
        again: Sequence[str] = (),
    ) -> None:
        self.desk = desk
        self.as_json = as_json
        self.out = out or sys.stdout
        self.err = err or sys.stderr
        self.again = tuple(again)
        """The words that let another process work with the same data, language and clock."""
        self.unwritten = ""
        """Why standard output did not take the answer, in the system's words; empty where it did."""
        self.telling: Working | Patience | None = None
        """The long work whose line may stand on the terminal."""
        self._files = 0

    @property
    def tr(self) -> Translator:
        """The interface language."""
        return self.desk.tr

    def day(self, text: str, *, future: bool = False) -> date:
        """Return the day a person typed, in the interface language."""
        from freelance_comm.text.moments import Direction, parse_day

        direction = Direction.FUTURE if future else Direction.PAST
        return parse_day(text, today=self.desk.today(), locale=self.tr.locale, direction=direction)

    def moment(self, text: str, *, future: bool = False) -> datetime:
        """Return the moment (UTC) a person typed, in the interface language and the freelancer's zone."""
        from freelance_comm.text.iso_times import iso_to_utc

        iso = iso_to_utc(text, self.desk.zone)
        if iso is not None:
            return iso  # what scripts write needs no grammar
        from freelance_comm.text.moments import Direction, parse_moment

        direction = Direction.FUTURE if future else Direction.PAST
        return parse_moment(text, now=self.desk.now(), zone=self.desk.zone, locale=self.tr.locale, direction=direction)

    @property
    def view_desk(self) -> Desk:
        """The desk that views are asked from: for JSON it speaks the source language, which never changes."""
        return self.desk.unlocalised() if self.as_json else self.desk

    @property
    def width(self) -> int:
        """The cells of a line on the terminal; 0 where the output goes elsewhere."""
        return width_of(self.out)

    def say(self, text: str) -> None:
        """Print lines for people; whatever a client wrote into them is made safe. A terminal gets whole words."""
        self._write(flowing(show_block(text), self.out) + "\n")

    def note(self, text: str, *, hang: int | None = None, whole: bool = False) -> None:
        """Print a line for people beside the data, on stderr. What is to be copied or lined up stays ``whole``.

        On a terminal it goes on below, set in by ``hang`` cells where that is given.
        """
        line = show(text)
        self.clear_line()
        write_quietly(self.err, (line if whole else flowing(line, self.err, hang)) + "\n")

    def warn(self, text: str) -> None:
        """Print a line for people about something that looks wrong, on stderr."""
        prefix = self.tr.gettext("warning:")
        self.note(f"{prefix} {text}", hang=len(prefix) + 1)

    def emit(self, value: Any, *, one_line: bool = False) -> None:
        """Print ``value`` as JSON: stable order, never localised; as ASCII where the output is not UTF-8."""
        from freelance_comm.cli.plain_json import written

        encoding = (self.out.encoding or "utf-8").lower().replace("-", "").replace("_", "")
        self._write(written(value, plain_ascii=encoding != "utf8", one_line=one_line) + "\n")

    def emit_text(self, text: str) -> None:
        """Print a document (drafts, reports), safe for a terminal, ending with its line."""
        self._write(show_block(text).rstrip("\n") + "\n")

    def emit_bytes(self, data: bytes) -> None:
        """Print a document whose bytes matter (.eml); a terminal gets its lines, safe as any other text."""
        if self.out.isatty():
            self.emit_text(data.decode("utf-8", "replace"))
            return
        self.clear_line()
        try:
            self.out.flush()
            self.out.buffer.write(data)
            self.out.flush()
        except OSError as error:
            self._give_up(error)

    def table(
        self, rows: Sequence[tuple[str, ...]], *, flexible: int | None = None, right: Container[int] = ()
    ) -> None:
        """Print rows with aligned columns, whatever the script; those whose numbers are in ``right`` end in line.

        On a terminal the cells of the ``flexible`` column are cut so that lines fit, and the last cell of a row that
        does not fit goes on below; a pipe gets everything whole.
        """
        from freelance_comm.cli.columns import aligned, ending_in_line, fitted

        shown = [tuple(show(cell) for cell in row) for row in ending_in_line(rows, right)]
        width = self.width
        if flexible is not None and width:
            shown = fitted(shown, column=flexible, width=width)
        lines = aligned(shown)
        if width and any(2 * len(line) > width for line in lines):
            from freelance_comm.cli.wrapping import rows_folded

            lines = rows_folded(shown, width)
        for line in lines:
            self._write(line + "\n")

    def a_file_is_read(self) -> None:
        """Take note that the store reads a file: where there are many of them, a line says so."""
        self._files += 1
        if self.telling is None:
            if self._files < MANY_FILES or self.as_json:
                return
            from freelance_comm.cli.progress import Working

            self.telling = Working(self, "")  # whoever works on the files has said nothing
        self.telling.tell_files(self._files)

    def clear_line(self) -> None:
        """Take away what stands on the terminal about work under way: something else is about to be written."""
        if self.telling is not None:
            self.telling.clear()

    def _write(self, text: str) -> None:
        self.clear_line()
        try:
            _write(self.out, text)
        except OSError as error:
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        """Write nowhere from now on. A reader that has left (``| head``) has seen enough: nothing is missing then."""
        if not isinstance(error, BrokenPipeError):
            self.unwritten = error.strerror or type(error).__name__
        _forget(self.out)


def width_of(stream: TextIO) -> int:
    """Return the cells of a line on the terminal that ``stream`` writes to; 0 where it writes elsewhere."""
    try:
        if not stream.isatty():
            return 0
        return os.get_terminal_size(stream.fileno()).columns or _USUAL_WIDTH
    except (OSError, ValueError):
        return _USUAL_WIDTH


def flowing(text: str, stream: TextIO, hang: int | None = None) -> str:
    """Return ``text`` with its lines broken between words where ``stream`` is a terminal on which they do not fit."""
    width = width_of(stream)
    if not width or all(2 * len(line) <= width for line in text.split("\n")):
        return text  # no character takes more than two cells
    from freelance_comm.cli.wrapping import folded

    return folded(text, width, hang)


def write_quietly(stream: TextIO, text: str) -> None:
    """Write ``text``; characters the stream cannot show are replaced, a stream that takes nothing is not an error."""
    try:
        _write(stream, text)
    except OSError:
        _forget(stream)


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()


def _forget(stream: TextIO) -> None:
    """Point a broken stream at nothing, so that the interpreter does not complain when it flushes at exit."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)
    except OSError:
        return


def said(error: AppError, tr: Translator) -> str:
    """Return the sentence of ``error``, translated and filled in."""
    return tr.gettext(error.message).format_map({name: show(str(value)) for name, value in error.params.items()})


def error_lines(error: AppError, tr: Translator, *, prefix: str = "") -> list[str]:
    """Return one to four lines: what, near names, what to do next, what happened to the data."""
    params = {name: show(str(value)) for name, value in error.params.items()}
    lines = [said(error, tr)]
    if error.near:
        names = ", ".join(show(name) for name in error.near[:6]).rstrip("? ")  # a subject may be a question itself
        lines.append(tr.gettext("Did you mean: {names}?").format(names=names))
    if error.hint:
        lines.append(tr.gettext(error.hint).format_map(params))
    if error.fate:
        lines.append(tr.gettext(error.fate).format_map(params))
    prefix = prefix or tr.gettext("error:")
    return [f"{prefix} {line}" for text in lines[:4] for line in text.splitlines()[:1]]
