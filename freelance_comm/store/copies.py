"""Names that sync programs and operating systems give to the second version of a file.

Apart from the places of files because these are other programs' habits, which change with them.
"""

from __future__ import annotations

import re

from freelance_comm.store.places import is_data_file

_ENDING = ".json"
_SYNCTHING = re.compile(r"(.+)\.sync-conflict-[0-9]{8}-[0-9]{6}(?:-[0-9A-Za-z]+)?")
_NAMED = re.compile(r"(.+?)[-_. ]+\[?[Cc]onflict.*")
"""ownCloud ("x_conflict-20260301-101010"), Resilio ("x.Conflict"), Insync ("x [conflict]")."""
_BRACKETS = re.compile(r"(.+?) ?\(.+\)")
"""Dropbox, Nextcloud, Seafile, Google Drive: "x (Anna's conflicted copy 2026-03-01)", "x (SFConflict …)", "x (1)"."""
_COUNTED = re.compile(r"(.+?) [0-9]{1,3}")
"""iCloud: "x 2"."""
_DEVICE = re.compile(r"(.+?)-([A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)")
"""OneDrive: "x-DESKTOP-4F2A"."""
_MADE_BY_HAND = ("backup", "bak", "old", "orig", "save", "copy", "copie", "draft", "test", "new")
_FORMS = (_SYNCTHING, _BRACKETS, _NAMED, _COUNTED, _DEVICE)


def copied_from(file: str) -> str | None:
    """Return the data file that ``file`` is a sync program's second version of, ``None`` if its name is no such form.

    Copies that people make themselves ("clients-old.json", "clients.json.bak") are none: they are older on purpose.
    """
    above, slash, name = file.rpartition("/")
    if is_data_file(file) or not name.endswith(_ENDING):
        return None
    stem = name.removesuffix(_ENDING)
    while True:
        shorter = _shortened(stem)
        if shorter is None:
            return None
        candidate = f"{above}{slash}{shorter}{_ENDING}"
        if is_data_file(candidate):
            return candidate
        stem = shorter  # a copy of a copy


def _shortened(stem: str) -> str | None:
    for form in _FORMS:
        match = form.fullmatch(stem)
        if match and not (form is _DEVICE and match[2].lower().startswith(_MADE_BY_HAND)):
            return match[1]
    return None
