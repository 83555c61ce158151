"""Keeps drafts on disk: finished ones where the freelancer wants them, unfinished ones until they are taken up again.

Apart from composing because nothing typed may ever be lost, whatever else fails. Unfinished texts lie in
``.state/drafts``: local, for the owner's eyes only, and never a reason for a save to fail.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import TEXT_LIMIT, clean_text, show, show_block

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

_LONGEST_KEY = 120
_MOST_KEPT = TEXT_LIMIT * 40
"""Bytes of a kept file that are read: several of the longest texts, in the longest writing JSON has for them."""


def save_document(path: Path, document: str | bytes, *, force: bool = False) -> Path:
    """Write a finished document to ``path``, whole or not at all; an existing file stays unless ``force``.

    Through a link the file it points at is replaced. A device or a pipe (``/dev/stdout``) is written to and never
    replaced.

    Raises ``NotSaved`` when the file exists, cannot be written, or the disk is full.
    """
    data = document if isinstance(document, bytes) else _with_end(document).encode()
    target = path.expanduser()
    if target.is_dir():
        raise NotSaved(N_("{file} is a folder."), hint=N_("Give the name of a file inside it."), file=show(str(target)))
    if target.exists() and not target.is_file():
        _write_into(target, data)
        return target
    if not force and os.path.lexists(target):
        raise _exists(target)
    _write_whole(Path(os.path.realpath(target)) if force else target, data, replace=force)
    return target


def _write_into(target: Path, data: bytes) -> None:
    from freelance_comm.store.refusals import not_saved

    try:
        with target.open("wb") as stream:
            stream.write(data)
    except OSError as error:
        raise not_saved(error, show(str(target))) from error


def _exists(target: Path) -> NotSaved:
    return NotSaved(
        N_("{file} already exists and was left as it is."),
        hint=N_("Choose another name, or replace it with --force."),
        file=show(str(target)),
    )


def _with_end(text: str) -> str:
    return text if text.endswith("\n") else f"{text}\n"


def _write_whole(target: Path, data: bytes, *, replace: bool) -> None:
    from freelance_comm.store import files
    from freelance_comm.store.refusals import not_saved

    # Beside the target, so that putting it in place is one step on one disk.
    temporary = str(target.parent / f".{target.name[:_LONGEST_KEY]}.{os.getpid()}{files.TEMPORARY}")
    try:
        try:
            files.write_new(temporary, data, sync=True)
            if replace:
                files.rename(temporary, str(target))
            else:
                _put(temporary, target)
        finally:
            if os.path.lexists(temporary):
                files.remove(temporary)
    except FileExistsError as error:
        raise _exists(target) from error
    except OSError as error:
        raise not_saved(error, show(str(target))) from error


def _put(temporary: str, target: Path) -> None:
    """Put the file in place without replacing one that appeared meanwhile."""
    from freelance_comm.store import files

    try:
        files.link(temporary, str(target))
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if os.path.lexists(target):
            raise FileExistsError(str(target)) from None
        files.rename(temporary, str(target))


# -- unfinished texts ------------------------------------------------------------------------------------------------


def kept_path(desk: Desk, key: str) -> Path:
    """Return where the unfinished text called ``key`` is kept ("P-2026-003-quote.txt", "12-work/progress-report")."""
    safe = "".join(char if char.isalnum() or char in "-_." else "-" for char in show(key)).strip(".")
    return desk.workspace.root / ".state" / "drafts" / (safe[-_LONGEST_KEY:] or "draft")


def keep_work(desk: Desk, key: str, text: str) -> Path | None:
    """Keep an unfinished text; ``None`` when the disk refuses: that must not stop what the person is doing."""
    try:
        return _keep(kept_path(desk, key), text)
    except OSError:
        return None


def kept_work(desk: Desk, key: str) -> str | None:
    """Return the unfinished text called ``key``, ``None`` where there is none or it cannot be read."""
    try:
        return _read(kept_path(desk, key))
    except (OSError, ValueError):
        return None


def drop_work(desk: Desk, key: str) -> None:
    """Forget an unfinished text that is finished now."""
    from contextlib import suppress

    from freelance_comm.store import files

    with suppress(OSError):
        files.remove(str(kept_path(desk, key)))


def keep_for_editor(desk: Desk, key: str, text: str) -> Path:
    """Write ``text`` where an editor can open it; ``NotSaved`` when the disk refuses."""
    path = kept_path(desk, key)
    try:
        return _keep(path, text)
    except OSError as error:
        from freelance_comm.store.refusals import not_saved

        raise not_saved(error, show(str(path))) from error


def kept_for_editor(path: Path) -> str:
    """Return what the editor left, cleaned like any typed text; empty when it left nothing."""
    try:
        text = _read(path)
        clean_text(text, what=show(path.name))
        return text
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise BadValue(
            N_("{file} cannot be read as UTF-8 text."),
            hint=N_("Save it as UTF-8 in your editor; the file is still there."),
            file=show(str(path)),
        ) from error


def _keep(path: Path, text: str) -> Path:
    from freelance_comm.store import files

    files.make_folder(str(path.parent), sync=False)
    temporary = f"{path}.{os.getpid()}{files.TEMPORARY}"
    try:
        files.write_new(temporary, _with_end(text).encode("utf-8", "replace"), sync=False)
        files.rename(temporary, str(path))
    finally:
        if os.path.lexists(temporary):
            files.remove(temporary)
    return path


def _read(path: Path) -> str:
    with path.open("rb") as stream:
        data = stream.read(_MOST_KEPT + 1)
    if len(data) > _MOST_KEPT:
        raise ValueError("longer than anything that is kept")
    return show_block(data.decode("utf-8-sig")).rstrip("\n")
