"""Finds the folders with templates and catalogs: in an installed wheel, in a checkout, in a zip.

Apart because it is the one place that knows where the program itself lies. The wheel carries its data inside the
package (``freelance_comm/_data``, filled by ``hatch_build.py``); a checkout has them beside the package.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Kind = Literal["templates", "locales"]

PACKAGE = "freelance_comm"
_PACKAGE_FOLDER = Path(__file__).parent.parent


def data_folder(kind: Kind, *, package_folder: Path = _PACKAGE_FOLDER) -> Path | Traversable:
    """Return the folder with the program's own ``templates`` or ``locales``.

    A real path wherever there is one, else a folder inside the zip the program is run from. Raises ``AppError`` when
    the installation lacks its data. ``package_folder`` is where the package lies; only tests give another.
    """
    installed = package_folder / "_data" / kind
    if installed.is_dir():
        return installed
    beside = package_folder.parent
    if (beside / "pyproject.toml").is_file() and (beside / kind).is_dir():
        return beside / kind
    if not package_folder.is_dir():
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
