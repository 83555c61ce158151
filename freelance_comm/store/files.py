"""Every call that changes a file of the workspace, and nothing else.

Apart so that a test can watch, refuse or kill at call 1, 2, 3 … until an operation succeeds, and so that another
platform needs one module changed. Paths are plain strings: pathlib alone would cost a shell command half of what bare
Python costs.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Callable

Observer = Callable[[str, str], None]

FILE_MODE = 0o600
FOLDER_MODE = 0o700
TEMPORARY = ".tmp"
"""How the name of an unfinished file ends; it begins with a dot."""

_UNSUPPORTED = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
_FULL_SYNC: int | None = getattr(fcntl, "F_FULLFSYNC", None)
_HERE = -100
_EXCHANGE = 2
"""Of Linux: paths are meant as they are (AT_FDCWD), and names change places (RENAME_EXCHANGE)."""
_observer: Observer | None = None


def observe(observer: Observer | None) -> Observer | None:
    """Call ``observer(call, path)`` before every file-changing call from now on; return the one before.

    The observer may raise ``OSError`` or end the process: that is what it is for.
    """
    global _observer
    before, _observer = _observer, observer
    return before


def _at(call: str, path: str) -> None:
    if _observer is not None:
        _observer(call, path)


def make_folder(path: str, *, sync: bool) -> None:
    """Create the folder ``path`` and the missing ones above it, for its owner alone; present ones stay as they are."""
    if os.path.isdir(path):
        return
    above = os.path.dirname(path)
    if above != path:
        make_folder(above, sync=sync)
    _at("mkdir", path)
    try:
        os.mkdir(path, FOLDER_MODE)
    except FileExistsError:
        return
    os.chmod(path, FOLDER_MODE)
    if sync:
        sync_folder(above)


def write_new(path: str, data: bytes, *, sync: bool) -> os.stat_result:
    """Create ``path`` with ``data``, mode 0600 whatever the umask, flushed to the disk if ``sync``; it must not exist.

    Returns its state on disk. A failing flush is not tried again: the kernel may have dropped the pages.
    """
    _at("create", path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    try:
        os.fchmod(handle, FILE_MODE)
        _at("write", path)
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if sync:
            _at("fsync", path)
            _flush(handle)
        return os.fstat(handle)
    finally:
        os.close(handle)


def open_lock(path: str) -> int:
    """Open the lock file for reading and writing, creating it if needed; return the descriptor."""
    _at("create", path)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, FILE_MODE)
    state = os.fstat(handle)
    if state.st_mode & 0o777 != FILE_MODE and state.st_uid == os.geteuid():
        os.fchmod(handle, FILE_MODE)
    return handle


def overwrite(handle: int, path: str, data: bytes) -> None:
    """Write ``data`` over the beginning of an open file in one call (the note inside the lock file)."""
    _at("write", path)
    os.pwrite(handle, data, 0)


def append(path: str, data: bytes) -> None:
    """Add ``data`` to the end of a file in one call, creating it for its owner alone if needed; flushes nothing."""
    _at("append", path)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(path, flags, FILE_MODE)
    try:
        if os.fstat(handle).st_mode & 0o777 != FILE_MODE:
            os.fchmod(handle, FILE_MODE)
        os.write(handle, data)
    finally:
        os.close(handle)


def link(source: str, target: str) -> None:
    """Give the file ``source`` a second name."""
    _at("link", target)
    os.link(source, target, follow_symlinks=False)


def rename(source: str, target: str) -> None:
    """Put ``source`` in the place of ``target``, atomically."""
    _at("rename", target)
    os.replace(source, target)


def swap(first: str, second: str) -> None:
    """Let two names change places in one step. Raises ``OSError`` where the system knows no such thing."""
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS), second)
    _at("rename", second)
    if call(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), second)


def restrict(path: str) -> None:
    """Let nobody but its owner read or write the file or folder ``path``."""
    _at("chmod", path)
    os.chmod(path, FOLDER_MODE if os.path.isdir(path) else FILE_MODE)


def remove(path: str) -> None:
    """Delete the file ``path``."""
    _at("unlink", path)
    os.unlink(path)


def remove_folder(path: str) -> None:
    """Delete the empty folder ``path``."""
    _at("rmdir", path)
    os.rmdir(path)


def sync_folder(path: str) -> None:
    """Flush the entries of a folder to the disk; file systems that know no such thing are taken at their word."""
    _at("fsync", path)
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(handle)


def _flush(handle: int) -> None:
    if _FULL_SYNC is not None:
        try:
            fcntl.fcntl(handle, _FULL_SYNC)
            return
        except OSError as error:
            if error.errno not in _UNSUPPORTED:
                raise
    os.fsync(handle)
