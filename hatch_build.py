"""Puts the program's own data into the wheel: templates as they are, catalogs and tables of words compiled; and a
README that stands alone.

The sources stay at the top of the repository, where translators and writers of templates look for them; an installed
program finds its copy in ``freelance_comm/_data``. An editable install uses the sources, so the hook then does nothing.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import tomllib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

DATA = "freelance_comm/_data"
TRAINED_FROM = "sentences"
"""The coach's sentences stay behind: an installed program needs what was learned from them, not them."""
GLOSSARY = "glossary.txt"
"""What translators agreed on stays behind too."""


_PICTURE = re.compile(r"<picture>.*?</picture>\n*|!\[[^\]]*\]\((?!\w+://)[^)]*\)\n*", re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\((?!\w+://|#)[^)]*\)")


class ReadmeHook(MetadataHookInterface):
    """Gives the package the README without what lies beside it in the repository: pictures, and links to documents."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the description that package indexes and installers show."""
        text = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": _LINK.sub(r"\1", _PICTURE.sub("", text))}


class DataHook(BuildHookInterface[Any]):
    """Adds ``templates`` and ``locales`` to a wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files that the wheel shall hold besides the code."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._compiled = Path(tempfile.mkdtemp(prefix="freelance-comm-catalogs-"))
        root = Path(self.root)
        included: dict[str, str] = build_data["force_include"]
        for kind in ("templates", "locales"):
            for source in sorted((root / kind).rglob("*")):
                inside = source.relative_to(root)
                if not source.is_file() or _hidden(inside) or inside.parent.name == TRAINED_FROM:
                    continue
                if source.name == GLOSSARY:
                    continue
                if source.suffix == ".mo":
                    continue
                if made := _READY.get(source.suffix if kind == "locales" else ""):
                    ending, compile_ = made
                    inside = inside.with_suffix(ending)
                    compiled = self._compiled / inside
                    compiled.parent.mkdir(parents=True, exist_ok=True)
                    compiled.write_bytes(compile_(source))
                    source = compiled
                included[str(source)] = f"{DATA}/{inside.as_posix()}"
        included.update(self._known(root))

    def _known(self, root: Path) -> dict[str, str]:
        """Return, ready to be read, what the coach knows of each language that it was trained in."""
        sys.path.insert(0, str(root))
        try:
            from freelance_comm.services import coach_languages
        finally:
            sys.path.remove(str(root))
        found = {}
        for weights in sorted((root / "locales").glob(f"*/{coach_languages.COACH}/drafts.weights")):
            inside = weights.with_name(coach_languages.READY).relative_to(root)
            made = self._compiled / inside
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(coach_languages.ready(coach_languages.gathered(str(weights.parent))))
            found[str(made)] = f"{DATA}/{inside.as_posix()}"
        return found

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled catalogs, which the wheel holds by now."""
        if self.target_name == "wheel" and version != "editable":
            shutil.rmtree(self._compiled)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _catalog(source: Path) -> bytes:
    with source.open("rb") as stream:
        catalog = read_po(stream, charset="utf-8", abort_invalid=True)
    # No dates of today in the header: the same sources make the same wheel.
    catalog.creation_date = catalog.revision_date = datetime(2020, 1, 1, tzinfo=UTC)
    output = BytesIO()
    write_mo(output, catalog, use_fuzzy=False)
    return output.getvalue()


def _table(source: Path) -> bytes:
    return json.dumps(tomllib.loads(source.read_text(encoding="utf-8")), ensure_ascii=False).encode()


_READY = {".po": (".mo", _catalog), ".toml": (".json", _table)}
"""What a language's files become in the wheel, where nobody edits them: a form that is read in a moment."""
