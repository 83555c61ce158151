"""Finds the folders with templates and catalogs: in an installed wheel, in a checkout, in a zip.

Apart because it is the one place that knows where the program itself lies. The wheel carries its data inside the
package (``freelance_comm/_data``, filled by ``hatch_build.py``); a checkout has them beside the package.
"""

from __future__ import annotations

import os

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path
    from typing import Literal

    Kind = Literal["templates", "locales"]

PACKAGE = "freelance_comm"
_PACKAGE_FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def data_path(kind: Kind, *, package_folder: str = _PACKAGE_FOLDER) -> str:
    """Return the path of the program's own ``templates`` or ``locales``; empty when it is not a folder on the disk.

    Every command asks for its language here, so pathlib is not loaded for it. ``package_folder`` is where the package
    lies; only tests give another.
    """
    installed = f"{package_folder}/_data/{kind}"
    if os.path.isdir(installed):
        return installed
    checkout = os.path.dirname(package_folder)
    beside = f"{checkout}/{kind}"
    return beside if os.path.isfile(f"{checkout}/pyproject.toml") and os.path.isdir(beside) else ""


def data_folder(kind: Kind, *, package_folder: Path | str = _PACKAGE_FOLDER) -> Path | Traversable:
    """Return the folder with the program's own ``templates`` or ``locales``.

    A real path wherever there is one, else a folder inside the zip the program is run from. Raises ``AppError`` when
    the installation lacks its data. ``package_folder`` is where the package lies; only tests give another.
    """
    found = data_path(kind, package_folder=os.fspath(package_folder))
    if found:
        from pathlib import Path

        return Path(found)
    if not os.path.isdir(package_folder):
        # importlib.resources costs twice a bare interpreter, so only a zip pays for it.
        from importlib.resources import files

        zipped = files(PACKAGE) / "_data" / kind
        if zipped.is_dir():
            return zipped
    raise AppError(
        N_("The program's own folder “{kind}” is missing."),
        hint=N_("Install freelance-comm again; your data are not touched by that."),
        kind=kind,
    )
