"""Reads the small tables of a language: ``locales/<locale>/language.toml``, ``moments.toml`` and ``demo.toml``.

An installed program finds them as JSON, which logging time has loaded already; a checkout reads the TOML that people
write, whose reader costs half a bare Python. Apart because whoever reads such a table needs both ways.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

LANGUAGE = "language"
MOMENTS = "moments"
DEMO = "demo"
_LONGEST = 40


def read_table(locale: str, name: str) -> dict[str, Any]:
    """Return the table ``name`` in the folder of exactly ``locale``; an empty one where there is none.

    The locale may come from the environment or a data file: where it could name a path, or is longer than the name of
    a folder should be, there is none. Raises ``AppError`` when the installation lacks its data.
    """
    if not locale.replace("_", "").isalnum() or len(locale) > _LONGEST:
        return {}
    if (text := _text(f"{locale}/{name}.json")) is not None:
        import json

        return dict(json.loads(text))
    if (text := _text(f"{locale}/{name}.toml")) is not None:
        import tomllib

        return tomllib.loads(text)
    return {}


def _text(place: str) -> str | None:
    """Return the text of a file below ``locales``: on the disk without pathlib, or inside a zip."""
    from freelance_comm.text.locate import data_folder, data_path

    if folder := data_path("locales"):
        try:
            with open(f"{folder}/{place}", encoding="utf-8") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
    zipped = data_folder("locales").joinpath(place)
    return zipped.read_text(encoding="utf-8") if zipped.is_file() else None
