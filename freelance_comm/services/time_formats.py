"""Recognises whose file it is, by what is in it, and reads it.

A name says nothing: exports are renamed, and Watson's file has no ending at all. Files are read whole where their
format needs it (JSON, calendars), tables row by row.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.outside_files import opened
from freelance_comm.services.time_found import ReadAs, Reading, TimeFormat

LARGEST_WHOLE = 64 * 1024 * 1024
"""Bytes of a file that is read whole."""
_HEAD = 64 * 1024
_MARK = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Opened(Record):
    """A file whose format is known; ``read`` yields what is in it."""

    file: str
    kind: TimeFormat
    read: Callable[[], Reading]
    is_table: bool = False


def recognised(path: Path, read_as: ReadAs, wanted: TimeFormat | None = None) -> Opened:
    """Return how to read ``path``. Raises ``BadValue`` for what is nobody's, or not ``wanted``; ``NotFound``."""
    found = _folder(path, read_as) if path.expanduser().is_dir() else _file(path, read_as, wanted)
    if wanted is not None and found.kind is not wanted and wanted is not TimeFormat.CSV:
        raise BadValue(
            N_("{file} is not from {wanted}; it looks like {found}."),
            hint=N_("Leave --from out: the format is recognised."),
            file=found.file,
            wanted=wanted.value,
            found=found.kind.value,
        )
    return found


def _folder(path: Path, read_as: ReadAs) -> Opened:
    """Return how to read the folder of Watson or Timewarrior."""
    place = path.expanduser()
    if (place / "frames").is_file():
        return _file(place / "frames", read_as, None)
    inner = place / "data"
    months = sorted((inner if inner.is_dir() else place).glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].data"))
    if not months:
        raise BadValue(
            N_("{file} is a folder with no time from Watson or Timewarrior in it."),
            hint=N_("Give the file itself."),
            file=show(str(path)),
        )

    def read() -> Reading:
        from freelance_comm.services import time_from_timewarrior

        for month in months:
            yield from time_from_timewarrior.read(_decoded(_whole(month), show(str(month))), read_as)

    return Opened(file=show(str(path)), kind=TimeFormat.TIMEWARRIOR, read=read)


def _file(path: Path, read_as: ReadAs, wanted: TimeFormat | None) -> Opened:
    file = show(str(path))
    with opened(path) as stream:
        head = stream.read(_HEAD).removeprefix(_MARK)
    if not head.strip():
        raise NotFound(N_("There is nothing in {file}."), hint=N_("Export it again."), file=file)
    start = head.lstrip()
    if start[:15].upper() == b"BEGIN:VCALENDAR":
        from freelance_comm.services import time_from_calendar

        whole = _whole(path)
        return Opened(file=file, kind=TimeFormat.ICALENDAR, read=lambda: time_from_calendar.read(whole, file, read_as))
    if start[:1] in (b"[", b"{"):
        return _json(path, file, read_as)
    if start.startswith(b"inc"):
        return _lines(path, file, read_as)
    if wanted in (TimeFormat.ICALENDAR, TimeFormat.TIMEWARRIOR):
        raise BadValue(N_("{file} is not from {wanted}."), file=file, wanted=str(wanted))
    return _table(path, file, read_as)


def _json(path: Path, file: str, read_as: ReadAs) -> Opened:
    from freelance_comm.services import time_from_json

    data = time_from_json.parsed(_decoded(_whole(path), file), file)
    kind = time_from_json.format_of(data)
    if kind is None:
        if data == []:
            raise NotFound(N_("There is no time in {file}."), hint=N_("Export it again."), file=file)
        raise _unknown(file)
    return Opened(file=file, kind=kind, read=lambda: time_from_json.read(data, kind, read_as))


def _lines(path: Path, file: str, read_as: ReadAs) -> Opened:
    from freelance_comm.services import time_from_timewarrior

    text = _decoded(_whole(path), file)
    if not time_from_timewarrior.is_line(next((line for line in text.split("\n") if line.strip()), "")):
        return _table(path, file, read_as)
    return Opened(file=file, kind=TimeFormat.TIMEWARRIOR, read=lambda: time_from_timewarrior.read(text, read_as))


def _table(path: Path, file: str, read_as: ReadAs) -> Opened:
    from freelance_comm.services import time_from_tables

    named = time_from_tables.columns(path, read_as)
    return Opened(file=file, kind=named.kind, read=lambda: time_from_tables.read(path, named, read_as), is_table=True)


def _whole(path: Path) -> bytes:
    with opened(path, largest=LARGEST_WHOLE) as stream:
        return stream.read()


def _decoded(data: bytes, file: str) -> str:
    if data.startswith(_UTF16):
        raise BadValue(N_("{file} is written in UTF-16."), hint=N_("Save it again in UTF-8."), file=file)
    try:
        return data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadValue(
            N_("{file}: byte {byte} is not UTF-8."), hint=N_("Save it again in UTF-8."), file=file, byte=error.start + 1
        ) from None


def _unknown(file: str) -> BadValue:
    return BadValue(
        N_("{file} is JSON, but not from a time tracker we know."),
        hint=N_("Watson, Timewarrior and our own `track export` are known; other tools can often write CSV."),
        file=file,
    )
