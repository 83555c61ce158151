"""The data as rows: where they lie, how they are, what was changed last."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.cells import cell_len

from freelance_comm.domain.errors import AppError
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.data_folder import DataFolder
from freelance_comm.services.doctor import Ailment, Examination, Treated
from freelance_comm.services.undoing import PastChange
from freelance_comm.text.formats import Formats
from freelance_comm.text.telling import near
from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.complaint import advice, sentence, told
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "changes": (
        Column(most=1, least=1, tight=True),
        Column(most=20, least=12),
        Column(most=100, least=16, grows=True),
    )
}
_KILO = 1000
_WAYS = {
    "restore": N_("Restore it: its last good state comes back."),
    "forget": N_("Forget it: what is left of it is set aside, and the program goes on without its records."),
}


class DataView(Record):
    """What the page shows. A part that could not be read is the error that says why."""

    folder: DataFolder
    changes: tuple[PastChange, ...] | AppError
    lines: tuple[str, ...]
    """What each change was, in words."""
    stamp: object
    now: datetime
    zone: str


class Health(Record):
    """What the last examination found, and what was repaired since the page was opened."""

    found: Examination | AppError | None = None
    looking: bool = False
    treated: tuple[Treated, ...] = ()


def rows(view: DataView, health: Health, tr: Translator) -> list[Row]:
    """Return the rows of the page."""
    return [*_where(view, health, tr), BLANK, *_health(health, tr), BLANK, *_changes(view, tr)]


# -- where -----------------------------------------------------------------------------------------------------------


def _where(view: DataView, health: Health, tr: Translator) -> list[Row]:
    folder = view.folder
    held = [tr.ngettext("{n} file", "{n} files", folder.files).format(n=folder.files), size(folder.size, tr)]
    if isinstance(health.found, Examination):
        count = health.found.records
        held.insert(0, tr.ngettext("{n} record", "{n} records", count).format(n=count))
    facts = [
        (tr.gettext("Folder"), text(folder.path)),
        (tr.gettext("Holds"), text(" · ".join(held))),
        (tr.gettext("Kept beside"), text(_aside(folder.aside, tr))),
        (tr.gettext("Last backup"), _backup(view, tr)),
    ]
    width = max(cell_len(label) for label, _row in facts) + columns.GAP - 1
    return [row.but(cells=(Cell(text=columns.pad(label, width), style="dim"), *row.cells[1:])) for label, row in facts]


def _aside(count: int, tr: Translator) -> str:
    return tr.gettext("{size} of earlier versions, unsaved text and lists").format(size=size(count, tr))


def _backup(view: DataView, tr: Translator) -> Row:
    last = view.folder.backup
    if last is None:
        return text(tr.gettext("none that this computer knows of"), id="backup", act="back_up")
    when = near(last.at, view.now, view.zone, tr)
    if not last.there:
        words = tr.gettext("{when} · no longer at {file}").format(when=when, file=show(last.path))
        return text(words, id="backup", act="back_up")
    return text(f"{when} · {last.path}", id="backup", act="back_up")


def size(count: int, tr: Translator) -> str:
    """Return "84 kB", "1.2 MB"."""
    formats = Formats(tr.locale)
    kilo = -(-count // _KILO)
    if kilo < _KILO:
        return tr.gettext("{n} kB").format(n=formats.number(kilo))
    mega = Decimal(count) / (_KILO * _KILO)
    return tr.gettext("{n} MB").format(n=formats.number(mega.quantize(Decimal("0.1") if mega < 10 else Decimal(1))))


def counted(counts: Mapping[str, int], tr: Translator) -> str:
    """Return "3 clients, 214 time entries, 12 other records"; kinds of which there are none are left out."""
    n = tr.ngettext
    kinds = {
        "clients": n("{n} client", "{n} clients", counts.get("clients", 0)),
        "projects": n("{n} project", "{n} projects", counts.get("projects", 0)),
        "quotes": n("{n} quote", "{n} quotes", counts.get("quotes", 0)),
        "promises": n("{n} promise", "{n} promises", counts.get("promises", 0)),
        "entries": n("{n} time entry", "{n} time entries", counts.get("entries", 0)),
        "messages": n("{n} message", "{n} messages", counts.get("messages", 0)),
    }
    parts = [words.format(n=counts[kind]) for kind, words in kinds.items() if counts.get(kind)]
    others = sum(count for kind, count in counts.items() if kind not in kinds)
    if others:
        parts.append(n("{n} other record", "{n} other records", others).format(n=others))
    return ", ".join(parts)


# -- health ----------------------------------------------------------------------------------------------------------


def _health(health: Health, tr: Translator) -> list[Row]:
    looking = tr.gettext("Looking at every file…")
    made = [heading(tr.gettext("Health"), looking if health.looking else "")]
    for one in health.treated:
        made.append(text(filled(one.message, one.params, tr), mark=Cell(text="✓", style="accent"), style="dim"))
    found = health.found
    if found is None:
        return made
    if isinstance(found, AppError):
        made.append(text(told(found, tr), mark=Cell(text="▲", style="late"), id="health", act="examine"))
        return made
    if not found.ailments:
        words = tr.ngettext(
            "All is well: the one file was read to the end; nothing is missing, nothing is damaged.",
            "All is well: all {n} files were read to the end; nothing is missing, nothing is damaged.",
            found.files,
        ).format(n=found.files)
        made.append(text(words, mark=Cell(text="✓", style="accent"), id="health", act="examine"))
        return made
    for ailment in found.ailments:
        made += _ailment(ailment, tr)
    return made


def _ailment(ailment: Ailment, tr: Translator) -> list[Row]:
    mark = Cell(text="▲", style="late" if ailment.grave else "soon")
    act = "repair" if ailment.remedy or ailment.choices else ""
    made = [text(sentence(ailment.error, tr), mark=mark, id=ailment.key, act=act, thing=ailment)]
    words = way_out(ailment, tr) or advice(ailment.error, tr, on_data_page=True)
    return [*made, *([text(words, style="dim", indent=2)] if words else [])]


def way_out(ailment: Ailment, tr: Translator) -> str:
    """Return what repairing would do, or what there is to choose; nothing where only the person can do something."""
    if ailment.remedy:
        return filled(ailment.remedy, ailment.remedy_params, tr)
    return " ".join(tr.gettext(_WAYS[choice]) for choice in ailment.choices if choice in _WAYS)


def filled(message: str, params: Mapping[str, object], tr: Translator) -> str:
    """Return a sentence in the interface language with what it speaks of; client text in it is safe to show."""
    return tr.gettext(message).format_map({name: show(str(value)) for name, value in params.items()})


# -- changes ---------------------------------------------------------------------------------------------------------


def _changes(view: DataView, tr: Translator) -> list[Row]:
    made = [heading(tr.gettext("Last changes"))]
    if isinstance(view.changes, AppError):
        return [*made, text(told(view.changes, tr), mark=Cell(text="▲", style="soon"))]
    if not view.changes:
        return [*made, text(tr.gettext("None are noted yet. From now on, each one can be undone here."), style="dim")]
    for change, words in zip(view.changes, view.lines, strict=True):
        made.append(_change(change, words, view, tr))
    return made


def _change(change: PastChange, words: str, view: DataView, tr: Translator) -> Row:
    style = "dim" if change.undone else ""
    if change.undone:
        words = tr.gettext("undone: {change}").format(change=words)
    return line(
        "changes",
        Cell(text="–" if change.undone else "·", style="dim"),
        Cell(text=near(change.at, view.now, view.zone, tr), style="dim"),
        Cell(text=words, style=style),
        id=f"change:{change.number}",
        act="undo" if change.undoable and not change.undone else "",
        thing=change,
    )
