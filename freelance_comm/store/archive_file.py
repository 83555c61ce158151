"""The file format of a backup: a zip archive that is taken for whole only when every byte of it is accounted for.

Apart because it is read from anywhere, perhaps from somebody who means harm: limits come first, memory holds one
member at a time, and nothing is unpacked here. What the members mean is not its business.

Layout: the members in the order of their names, ``manifest.json`` last (sizes and SHA-256 of all, and what the maker
says about them), and as the comment of the archive the SHA-256 of everything before it.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import struct
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from freelance_comm.domain.errors import DataDamaged, NewerData, NotFound
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

LAYOUT = 1
"""The layout of the archive and its manifest; not the format of the data inside."""
MANIFEST = "manifest.json"
MEMBER_LIMIT = 128 * 1024 * 1024
"""Largest member, in bytes."""
TOTAL_LIMIT = 1024 * 1024 * 1024
"""Most bytes that the members hold together."""
MOST_MEMBERS = 50_000
_RATIO = 200
_SLACK = 1024 * 1024
_STORED_FROM = 100
"""What shrinks more than so many times is not compressed, so that our own archives keep far from the limit."""
_LONGEST_NAME = 800
_CHUNK = 1 << 20
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCAL_HEADER = 30
_SUM_LENGTH = 64
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Members:
    """Gathers members in the order of their names (``with Members() as members``); ``finished`` returns the archive."""

    def __init__(self) -> None:
        from zipfile import ZipFile

        self._buffer = io.BytesIO()
        self._archive = ZipFile(self._buffer, "w")
        self._listed: list[dict[str, Any]] = []

    def __enter__(self) -> Members:
        return self

    def __exit__(self, *_failure: object) -> None:
        """An archive that is given up in the middle is closed as well, or Python complains about it later."""
        self._archive.close()

    def add(self, name: str, data: bytes) -> None:
        """Add one member."""
        self._listed.append({"path": name, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()})
        self._write(name, data)

    def finished(self, told: dict[str, Any]) -> bytes:
        """Return the archive; ``told`` is what its maker says about the members, as JSON has it."""
        manifest = {**told, "layout": LAYOUT, "members": self._listed}
        text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        self._write(MANIFEST, text.encode("utf-8"))
        self._archive.comment = b"0" * _SUM_LENGTH
        self._archive.close()
        body = self._buffer.getvalue()[:-_SUM_LENGTH]
        return body + hashlib.sha256(body).hexdigest().encode("ascii")

    def _write(self, name: str, data: bytes) -> None:
        import zlib
        from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipInfo

        info = ZipInfo(name, _EPOCH)
        info.create_system = 3
        info.external_attr = (stat.S_IFREG | 0o600) << 16
        shrinks = len(data) > _CHUNK // 16 and len(zlib.compress(data, 1)) * _STORED_FROM < len(data)
        info.compress_type = ZIP_STORED if shrinks else ZIP_DEFLATED
        self._archive.writestr(info, data)


class Archive:
    """An archive that was opened and whose outside is sound; its members are checked as they are read."""

    def __init__(self, path: str, archive: ZipFile, manifest: dict[str, Any]) -> None:
        self.path = path
        self.manifest = manifest
        self._archive = archive
        self._listed: dict[str, dict[str, Any]] = {entry["path"]: entry for entry in manifest["members"]}

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        stream = self._archive.fp
        self._archive.close()
        if stream is not None:
            stream.close()

    @property
    def names(self) -> tuple[str, ...]:
        """The members, the manifest left out."""
        return tuple(self._listed)

    @property
    def size(self) -> int:
        """How many bytes the members hold together."""
        return sum(entry["size"] for entry in self._listed.values())

    def members(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of each member, compared with the manifest. Raises ``DataDamaged``."""
        for name, entry in self._listed.items():
            data = _content(self._archive, name, entry["size"], self.path)
            if hashlib.sha256(data).hexdigest() != entry["sha256"]:
                raise not_whole(self.path)
            yield name, data


def opened(path: str, is_member: Callable[[str], bool], newest: int) -> Archive:
    """Return the archive at ``path`` after checking everything but the content of its members.

    ``is_member`` says which names are allowed, ``newest`` is the highest format of data that is known. Raises
    ``NotFound``, ``DataDamaged``, ``NewerData``.
    """
    stream = _stream(path)
    try:
        return _checked(stream, path, is_member, newest)
    except BaseException:
        stream.close()
        raise


def _checked(stream: BinaryIO, path: str, is_member: Callable[[str], bool], newest: int) -> Archive:
    from zipfile import BadZipFile, ZipFile

    size = os.fstat(stream.fileno()).st_size
    count = _checked_end(stream, size, path)
    try:
        archive = ZipFile(stream)
        infos = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, struct.error, UnicodeDecodeError) as error:
        raise not_whole(path) from error
    if len(infos) != count:
        raise not_whole(path)
    _check_members(infos, size, path)
    unsafe = [info.orig_filename for info in infos if not _is_safe(info, is_member)]
    if sum(info.filename == MANIFEST for info in infos) != 1:
        raise _unsafe_member(path, unsafe[0]) if unsafe else not_a_backup(path)
    wanted = next(info for info in infos if info.filename == MANIFEST)
    manifest = _manifest(_content(archive, MANIFEST, wanted.file_size, path), path, newest)
    if unsafe:
        raise _unsafe_member(path, unsafe[0])
    declared = {entry["path"]: entry["size"] for entry in manifest["members"]}
    found = {info.filename: info.file_size for info in infos if info.filename != MANIFEST}
    if len(declared) != len(manifest["members"]) or declared != found:
        raise not_whole(path)
    return Archive(path, archive, manifest)


def _stream(path: str) -> BinaryIO:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NotFound(
            N_("There is no file {file}."), hint=N_("Check the name and the folder of the backup."), file=path
        ) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise DataDamaged(
            N_("The backup {file} cannot be opened: {reason}."),
            hint=N_("Check its permissions and the disk, or use another backup."),
            file=path,
            reason=reason or str(error),
        ) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise not_a_backup(path)
    return os.fdopen(handle, "rb")


def _checked_end(stream: BinaryIO, size: int, path: str) -> int:
    """Return the number of members that the end of the archive declares, after checking the sum of the whole file."""
    for tail in (_END.size + _SUM_LENGTH, _END.size):
        if size < tail:
            raise not_a_backup(path)
        stream.seek(size - tail)
        end = stream.read(tail)
        if len(end) == tail and end.startswith(_END_MARK):
            break
    else:
        raise _begun(stream, path)
    _, disk, first, here, count, length, offset, comment = _END.unpack(end[: _END.size])
    if count > MOST_MEMBERS or length > MOST_MEMBERS * _LONGEST_NAME:
        raise too_large(path)
    if disk or first or here != count or offset + length != size - tail or comment != tail - _END.size:
        raise not_whole(path)
    if comment:
        _check_sum(stream, size - _SUM_LENGTH, end[_END.size :], path)
    return int(count)


def _begun(stream: BinaryIO, path: str) -> DataDamaged:
    """Return the failure for a file without the end of an archive: one that was cut, or something else."""
    stream.seek(0)
    return not_whole(path) if stream.read(4) == b"PK\x03\x04" else not_a_backup(path)


def _check_sum(stream: BinaryIO, length: int, wanted: bytes, path: str) -> None:
    stream.seek(0)
    digest = hashlib.sha256()
    while length > 0 and (part := stream.read(min(length, _CHUNK))):
        digest.update(part)
        length -= len(part)
    if digest.hexdigest().encode("ascii") != wanted:
        raise not_whole(path)


def _is_safe(info: ZipInfo, is_member: Callable[[str], bool]) -> bool:
    """Whether a member is an ordinary file with an allowed name."""
    name = info.filename
    kind = stat.S_IFMT(info.external_attr >> 16)
    return info.orig_filename == name and kind in (0, stat.S_IFREG) and (name == MANIFEST or is_member(name))


def _check_members(infos: list[ZipInfo], size: int, path: str) -> None:
    total = sum(info.file_size for info in infos)
    if total > TOTAL_LIMIT or total > size * _RATIO + _SLACK or any(info.file_size > MEMBER_LIMIT for info in infos):
        raise too_large(path)
    names: set[str] = set()
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        name = info.filename
        if name in names or info.flag_bits & 0x1 or info.compress_type not in (0, 8) or info.header_offset < end:
            raise not_whole(path)
        names.add(name)
        end = info.header_offset + _LOCAL_HEADER + info.compress_size


def _content(archive: ZipFile, name: str, size: int, path: str) -> bytes:
    from zipfile import BadZipFile
    from zlib import error as zlib_error

    parts = []
    rest = size + 1
    try:
        with archive.open(name) as member:
            while rest > 0 and (part := member.read(min(rest, _CHUNK))):
                parts.append(part)
                rest -= len(part)
    except (BadZipFile, zlib_error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise not_whole(path) from error
    if rest != 1:
        raise not_whole(path)
    return b"".join(parts)


def _manifest(data: bytes, path: str, newest: int) -> dict[str, Any]:
    try:
        manifest = json.loads(data)
        layout = manifest["layout"]
        version = manifest["format"]
        if (type(layout) is int and layout > LAYOUT) or (type(version) is int and version > newest):
            raise NewerData(
                N_("The backup {file} was made by a newer version of the program."),
                hint=N_("Update freelance-comm, then restore it."),
                file=path,
            )
        sound = (
            layout == LAYOUT
            and type(version) is int
            and version >= 1
            and all(
                isinstance(entry["path"], str) and type(entry["size"]) is int and isinstance(entry["sha256"], str)
                for entry in manifest["members"]
            )
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise not_a_backup(path) from error
    if not sound or not isinstance(manifest["members"], list):
        raise not_a_backup(path)
    result: dict[str, Any] = manifest
    return result


_ANOTHER = N_("Use another backup; your current data are as they were.")


def not_whole(path: str) -> DataDamaged:
    """Return the failure for an archive that was cut, changed or badly copied."""
    return DataDamaged(N_("The backup {file} is damaged or was not copied completely."), hint=_ANOTHER, file=path)


def not_a_backup(path: str) -> DataDamaged:
    """Return the failure for a file that is something else."""
    return DataDamaged(
        N_("{file} is not a backup of this program."),
        hint=N_("A backup is a zip file that `freelance-comm backup` made."),
        file=path,
    )


def too_large(path: str) -> DataDamaged:
    """Return the failure for an archive that would unpack to more than a workspace can be."""
    return DataDamaged(
        N_("The backup {file} holds more than a workspace can: it was not unpacked."), hint=_ANOTHER, file=path
    )


def _unsafe_member(path: str, name: str) -> DataDamaged:
    return DataDamaged(
        N_("The backup {file} contains “{member}”, which does not belong in a workspace: it was not unpacked."),
        hint=_ANOTHER,
        file=path,
        member=name[:200],
    )
