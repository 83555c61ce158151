"""What an import of time would do, as rows: how much, where each name goes, what is left out, the first entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services import time_take_words
from freelance_comm.services.time_names import Fate
from freelance_comm.text.durations import duration
from freelance_comm.tui.columns import Column
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.time_take_in import NameLine, Seen
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "names": (
        Column(most=1, least=1, tight=True),
        Column(most=36, least=10),
        Column(most=7, least=3, right=True, drop=1),
        Column(most=14, least=8, right=True),
        Column(most=60, least=12, grows=True),
    ),
    "entries": (
        Column(most=1, least=1, tight=True),
        Column(most=10, least=10),
        Column(most=70, least=10, grows=True),
        Column(most=14, least=8, right=True),
    ),
}
_PROBLEMS = 50


def rows(seen: Seen, tr: Translator) -> list[Row]:
    """Return everything worth knowing before (or after) the import."""
    made = [text(time_take_words.total(seen, tr), style="bold"), BLANK]
    if seen.names:
        made.append(heading(tr.gettext("Where it goes")))
        made += [_name(one, number, tr) for number, one in enumerate(seen.names)]
        made.append(BLANK)
    zone = time_take_words.zone_remark(seen, tr)
    made += [text(words, style="dim") for words in (*time_take_words.remarks(seen, tr), zone) if words]
    if seen.errors:
        made += [BLANK, heading(tr.gettext("Cannot be imported"))]
        made += [
            text(problem.text(tr), mark=Cell(text="▲", style="late"), id=f"problem:{number}")
            for number, problem in enumerate(seen.errors[:_PROBLEMS])
        ]
    if seen.entries:
        made += [BLANK, heading(tr.gettext("The first entries"))]
        made += [_entry(entry, number, tr) for number, entry in enumerate(seen.entries)]
    return made


def _name(one: NameLine, number: int, tr: Translator) -> Row:
    unknown = one.target.fate is Fate.UNKNOWN
    mark, style = ("●", "soon") if unknown else ("·", "dim") if one.target.fate is Fate.LEFT_OUT else ("✓", "accent")
    return line(
        "names",
        Cell(text=mark, style=style),
        time_take_words.theirs(one.target, tr),
        Cell(text=str(one.count), style="dim"),
        duration(one.seconds, tr),
        Cell(text="→ " + time_take_words.ours(one, tr), style="soon" if unknown else ""),
        id=f"name:{number}",
        thing=one,
    )


def _entry(entry: TimeEntry, number: int, tr: Translator) -> Row:
    words = " · ".join(part for part in (entry.note.replace("\n", " "), ", ".join(entry.tags)) if part)
    return line(
        "entries",
        " ",
        entry.day.isoformat(),
        Cell(text=words, style="dim"),
        duration(entry.seconds, tr),
        id=f"entry:{number}",
    )
