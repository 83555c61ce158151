"""Reads the rows of somebody else's CSV file: streamed, bounded in memory, and each with the line it begins on.

Apart from what the rows mean, because files have their own ways of being wrong: encodings, separators, null bytes,
quotes that never end, sizes nobody expects.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.outside_files import opened

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

LONGEST_LINE = 1024 * 1024
LONGEST_FIELD = 128 * 1024
MOST_COLUMNS = 1000
DELIMITERS = (",", ";", "\t", "|")
ENCODINGS = ("utf-8", "cp1250", "cp1251", "cp1252", "iso-8859-1", "iso-8859-2", "iso-8859-15", "koi8-r")
"""What a file may be written in; all of them keep line ends and separators as single bytes."""

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class RowError(Record):
    """Why a row cannot be imported: its first line, the column (empty: the row as a whole), and a msgid with its
    parameters.
    """

    line: int
    column: str
    message: str
    params: dict[str, object] = {}  # noqa: RUF012 - never mutated: records are immutable

    def text(self, tr: Translator) -> str:
        """Return the place and the reason in the interface language, in one line."""
        params = {name: show(str(value))[:200] for name, value in self.params.items()}
        said = tr.gettext(self.message).format_map(params)
        if self.column:
            return tr.gettext("line {line}, column “{column}”: {reason}").format(
                line=self.line, column=show(self.column), reason=said
            )
        return tr.gettext("line {line}: {reason}").format(line=self.line, reason=said)


class Row(Record):
    """A row: the line it begins on, and its cells by column; with ``problem`` there are none."""

    line: int
    cells: dict[str, str]
    problem: RowError | None = None


def file_name(source: Path | bytes) -> str:
    """Return what to call the file in messages."""
    return show(str(source)) if isinstance(source, Path) else "-"


def rows(
    source: Path | bytes,
    *,
    wanted: tuple[str, ...],
    delimiter: str = "",
    encoding: str = "utf-8",
    longest_line: int = LONGEST_LINE,
    longest_field: int = LONGEST_FIELD,
) -> Iterator[Row]:
    """Yield the rows below the head line. ``wanted`` are the columns that must be there.

    ``longest_line`` counts bytes, ``longest_field`` characters.
    Raises ``BadValue`` or ``NotFound`` for a file that cannot be read as CSV at all; a row that cannot is yielded with
    its problem. An empty ``delimiter`` is found out from the head line.
    """
    import csv

    if encoding not in ENCODINGS:
        raise BadValue(
            N_("“{encoding}” is not an encoding that can be read."), near=ENCODINGS, encoding=show(encoding)[:40]
        )
    with _opened(source) as stream:
        lines = _Lines(stream, encoding, file_name(source), longest_line)
        head_line = next(lines, "")
        if not head_line.strip():
            raise BadValue(
                N_("{file} is empty."),
                hint=N_("It needs a header line with the names of its columns."),
                file=lines.file,
            )
        separator = delimiter or _separator(head_line)
        reader = csv.reader(_again(head_line, lines), delimiter=separator, strict=True)
        head = _head(reader, lines.file, wanted)
        before = reader.line_num
        while True:
            try:
                cells = _next(reader, longest_field)
            except StopIteration:
                return
            except csv.Error as error:
                yield _unreadable(before + 1, str(error), longest_field)
                before = reader.line_num
                continue
            line, before = before + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            yield _row(line, head, cells)


def head_of(source: Path | bytes, *, delimiter: str = "", encoding: str = "utf-8") -> tuple[str, ...]:
    """Return the names of the columns. Raises ``BadValue`` or ``NotFound`` for what is no CSV."""
    import csv

    with _opened(source) as stream:
        lines = _Lines(stream, encoding, file_name(source), LONGEST_LINE)
        head_line = next(lines, "")
        separator = delimiter or _separator(head_line)
        reader = csv.reader(_again(head_line, lines), delimiter=separator, strict=True)
        return tuple(_head(reader, lines.file, ()))


class _Lines:
    """Decoded lines, one at a time; says where a byte does not belong to the encoding."""

    def __init__(self, stream: BinaryIO, encoding: str, file: str, longest: int) -> None:
        self._longest = longest
        self._stream = stream
        self._encoding = encoding
        self.file = file
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        data = self._stream.readline(self._longest + 1)
        if not data:
            raise StopIteration
        self.number += 1
        if len(data) > self._longest:
            raise BadValue(
                N_("{file}, line {line}: the line is too long (bytes allowed: {limit})."),
                hint=N_("Is it a CSV file? Perhaps a quotation mark was never closed."),
                file=self.file,
                line=self.number,
                limit=self._longest,
            )
        if self.number == 1:
            if data.startswith(_UTF16_MARKS):
                raise BadValue(
                    N_("{file} is written in UTF-16."), hint=N_("Save it again as CSV in UTF-8."), file=self.file
                )
            data = data.removeprefix(_UTF8_MARK)
        try:
            return data.decode(self._encoding)
        except UnicodeDecodeError as error:
            raise BadValue(
                N_("{file}, line {line}: byte {byte} is not {encoding}."),
                hint=N_("Save it as CSV in UTF-8, or say how it is written: --encoding cp1252."),
                file=self.file,
                line=self.number,
                byte=error.start + 1,
                encoding=self._encoding.upper(),
            ) from None


def _opened(source: Path | bytes) -> BinaryIO:
    if isinstance(source, bytes):
        from io import BytesIO

        return BytesIO(source)
    return opened(source)


def _separator(head_line: str) -> str:
    """Return the separator that parts the head line into most columns, quoted text aside."""
    bare = "".join(head_line.split('"')[::2])
    return max(DELIMITERS, key=bare.count)


def _next(reader: Iterator[list[str]], longest: int) -> list[str]:
    """Return the next row; the limit of the standard library is one for all readers, and put back after each row."""
    import csv

    before = csv.field_size_limit(longest)
    try:
        return next(reader)
    finally:
        csv.field_size_limit(before)


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _head(reader: Iterator[list[str]], file: str, wanted: tuple[str, ...]) -> list[str]:
    import csv

    try:
        names = [cell.strip() for cell in next(reader)]
    except (csv.Error, StopIteration) as error:
        raise BadValue(
            N_("{file}, line 1: the header line cannot be read."),
            hint=_explained(str(error)),
            file=file,
            limit=LONGEST_FIELD // 1024,
        ) from None
    if len(names) > MOST_COLUMNS:
        raise BadValue(N_("{file} has too many columns ({count}); is it a CSV file?"), file=file, count=len(names))
    for name in wanted:
        if names.count(name) == 1:
            continue
        if name in names:
            raise BadValue(
                N_("{file}, line 1: there are several columns called “{column}”."),
                hint=N_("Give each column its own name."),
                file=file,
                column=show(name),
            )
        from difflib import get_close_matches

        near = get_close_matches(name.casefold(), [each.casefold() for each in names], n=3)
        spelled = {each.casefold(): each for each in names}
        raise BadValue(
            N_("{file}, line 1: there is no column “{column}”."),
            near=tuple(spelled[each] for each in near) or tuple(show(each) for each in names[:6]),
            file=file,
            column=show(name),
        )
    return names


def _row(line: int, head: list[str], cells: list[str]) -> Row:
    if len(cells) != len(head):
        problem = RowError(
            line=line,
            column="",
            message=N_("{found} cells where the header line has {wanted}."),
            params={"found": len(cells), "wanted": len(head)},
        )
        return Row(line=line, cells={}, problem=problem)
    named = dict(zip(head, cells, strict=True))
    for name, cell in named.items():
        if "\0" in cell:
            return Row(
                line=line, cells={}, problem=RowError(line=line, column=name, message=N_("it holds a null byte."))
            )
    return Row(line=line, cells=named)


def _unreadable(line: int, reason: str, longest: int) -> Row:
    limit: dict[str, object] = {"limit": longest // 1024}
    return Row(line=line, cells={}, problem=RowError(line=line, column="", message=_explained(reason), params=limit))


def _explained(reason: str) -> str:
    """Return the msgid for what the reader of the standard library says in English only."""
    if "field limit" in reason:
        return N_("a field is longer than {limit} KB; was a quotation mark never closed?")
    if "unexpected end" in reason:
        return N_("a quotation mark is never closed.")
    if "expected after" in reason:
        return N_("there is text after a closing quotation mark.")
    return N_("the row cannot be read as CSV.")
