"""Sets a sheet as a PDF: the only module that loads the typesetter, and only when a PDF is made.

The layout is one file of ours (``sheet.typ``) for all languages; what a document says goes to it as data, never as
part of the layout, so that nobody's words can be taken for instructions. The typesetter brings its fonts, with
Cyrillic and Romanian letters, and embeds what it uses; what they lack is taken from the fonts of the system. The same
sheet on the same day gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.text.sheet import SheetLine

LAYOUT = "sheet.typ"
_ON_THEIR_OWN = ("title", "subtitle", "page", "footer")


def set_pdf(lines: Sequence[SheetLine], *, locale: str, author: str, day: date) -> bytes:
    """Return the PDF of a sheet in the language of ``locale``, dated ``day``. Raises ``AppError`` where it fails."""
    try:
        import typst
    except ImportError as error:
        raise AppError(
            N_("PDF files need the Python package “typst”, which is missing."),
            hint=N_("Install freelance-comm again, or save the document as html and print that."),
        ) from error
    language, _, region = locale.partition("_")
    sheet = {
        **{word: _only(lines, word) for word in _ON_THEIR_OWN},
        "lang": language,
        "region": region,
        "author": show(author),
        "day": [day.year, day.month, day.day],
        "from": [line.cells[0] for line in lines if line.word == "sender"],
        "to": [line.cells[0] for line in lines if line.word == "receiver"],
        "facts": [line.cells for line in lines if line.word == "fact"],
        "blocks": _blocks(lines),
    }
    layout = files(__package__).joinpath(LAYOUT).read_bytes()
    made = datetime.combine(day, time(12), ZoneInfo("UTC"))
    try:
        return bytes(typst.compile(layout, sys_inputs={"sheet": json.dumps(sheet)}, format="pdf", timestamp=made))
    except RuntimeError as error:
        raise AppError(
            N_("The PDF could not be made: {reason}."),
            hint=N_("Save the document as html and print that."),
            reason=show(str(error))[:200],
        ) from error


def _only(lines: Sequence[SheetLine], word: str) -> str:
    return next((line.cells[0] for line in lines if line.word == word), "")


def _blocks(lines: Sequence[SheetLine]) -> list[dict[str, Any]]:
    """Return what stands below the head, in order: tables with their rows and sums, headings, texts, lists, places."""
    blocks: list[dict[str, Any]] = []

    def open_block(kind: str, **empty: Any) -> dict[str, Any]:
        if not blocks or blocks[-1]["kind"] != kind:
            blocks.append({"kind": kind, **empty})
        return blocks[-1]

    for line in lines:
        first = line.cells[0]
        if line.word == "columns":
            blocks.append({"kind": "table", "head": line.cells, "rows": [], "sums": []})
        elif line.word == "row":
            open_block("table", head=[""] * len(line.cells), rows=[], sums=[])["rows"].append(
                {"cells": line.cells, "notes": []}
            )
        elif line.word in ("sum", "total"):
            sums = open_block("table", head=[], rows=[], sums=[])["sums"]
            sums.append({"cells": line.cells, "strong": line.word == "total"})
        elif line.word == "note" and blocks and blocks[-1].get("rows"):
            blocks[-1]["rows"][-1]["notes"].append(first)
        elif line.word == "item":
            open_block("list", items=[])["items"].append(first)
        elif line.word in ("heading", "text", "note"):
            blocks.append({"kind": "heading" if line.word == "heading" else "text", "text": first})
        elif line.word == "sign":
            blocks.append({"kind": "sign", "labels": line.cells})
    return blocks
