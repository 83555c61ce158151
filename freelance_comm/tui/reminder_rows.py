"""Reminders as rows: what would be told now, what comes next, what was told today, and how it reaches one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import REMIND_AT
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.agenda_item import TITLES, Item, SectionKind
from freelance_comm.services.installing import State
from freelance_comm.services.schedulers import Kind
from freelance_comm.services.told import Ahead, Note
from freelance_comm.text.telling import clock, near
from freelance_comm.tui.columns import Column
from freelance_comm.tui.project_rows import URGENCY_MARKS
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "told": (
        Column(most=1, least=1, tight=True),
        Column(most=20, least=11),
        Column(most=34, least=14),
        Column(most=44, least=12, grows=True, below=True),
    ),
    "how": (
        Column(most=1, least=1, tight=True),
        Column(most=20, least=14),
        Column(most=100, least=20, grows=True, below=True),
    ),
}
_LEVELS = {
    50: N_("when half of the time for an answer is gone"),
    80: N_("when an answer is due soon"),
    100: N_("when an answer is late"),
}
_STATES = {
    State.UNCHANGED: N_("in place"),
    State.DIFFERENT: N_("in place, with other settings"),
    State.ABSENT: N_("not in place"),
    State.FOREIGN: N_("somebody else's file is in its place"),
}


class RemindersView(Record):
    """What the page shows. ``opens_at`` is when something may be said again, None while it may be said now.

    ``program`` shows notifications, empty where none does; ``quiet`` are the quiet hours as they are typed; ``feed`` is
    where the calendar was written to, and when.
    """

    now: datetime
    zone: str
    silent: bool
    opens_at: datetime | None
    untold: tuple[Item, ...]
    ahead: tuple[Ahead, ...]
    told: tuple[tuple[Note, Item | None], ...]
    levels: tuple[int, ...]
    quiet: str
    program: str
    feed: tuple[str, datetime] | None = None


class Standing(Record):
    """How what asks for reminders stands on this computer, its own way first."""

    own: Kind
    states: tuple[tuple[Kind, State], ...] = ()


def rows(view: RemindersView, standing: Standing | None, tr: Translator) -> list[Row]:
    """Return the rows of the page."""
    return [
        *_now(view, tr),
        BLANK,
        *_next(view, tr),
        BLANK,
        *_told(view, tr),
        BLANK,
        *_how(view, tr),
        BLANK,
        *_closed(view, standing, tr),
    ]


def hush(view: RemindersView, tr: Translator) -> str:
    """Return until when it is silent; nothing while something may be said."""
    if not view.silent:
        return ""
    if view.opens_at is None:
        return tr.gettext("you have no working hours")
    return tr.gettext("silent until {when}").format(when=near(view.opens_at, view.now, view.zone, tr))


def _now(view: RemindersView, tr: Translator) -> list[Row]:
    title = tr.gettext("Not reminded yet")
    made = [heading(title, hush(view, tr))]
    if not view.untold:
        return [*made, text(tr.gettext("Nothing. You are reminded of each thing once, when it is time."), style="dim")]
    for item in view.untold:
        made.append(_item("now", item, item.when_text, item.detail or item.reason))
    return made


def _next(view: RemindersView, tr: Translator) -> list[Row]:
    made = [heading(tr.gettext("Comes next"), tr.gettext("if nothing is done before then"))]
    if not view.ahead:
        return [*made, text(tr.gettext("Nothing in the next week."), style="dim")]
    for one in view.ahead:
        when = near(one.at, view.now, view.zone, tr)
        made.append(_item(f"next-{one.level}-{one.at:%d%H%M}", one.item, when, reason(one.item, one.level, tr)))
    return made


def _told(view: RemindersView, tr: Translator) -> list[Row]:
    made = [heading(tr.gettext("Reminded today"))]
    done = sum(item is None for _note, item in view.told)
    for note, item in view.told:
        if item is not None:
            made.append(_item("told", item, clock(note.at, view.zone), reason(item, note.level, tr)))
    if done:
        words = tr.ngettext("{n} more, done since", "{n} more, done since", done).format(n=done)
        made.append(text(words, mark=Cell(text="✓", style="accent"), style="dim"))
    if not view.told:
        made.append(text(tr.gettext("Nothing so far."), style="dim"))
    return made


def _item(place: str, item: Item, when: str, more: str) -> Row:
    return line(
        "told",
        URGENCY_MARKS[item.urgency],
        when,
        item.title,
        Cell(text=more, style="dim"),
        id=f"{place}:{item.key}",
        thing=item,
    )


def reason(item: Item, level: int, tr: Translator) -> str:
    """Return in words what is told, and why at this level: "Report due · late"."""
    if item.kind in (SectionKind.NEXT, SectionKind.BUDGET):
        return item.reason  # a timer that was forgotten or never started, hours that run out
    if item.kind is SectionKind.WAITING:
        words = (tr.gettext("half of the time is gone"), tr.gettext("an answer is due soon"), tr.gettext("late"))
        why = words[level - 1]
    else:
        why = tr.gettext("late") if level == len(REMIND_AT) else tr.gettext("it is time")
    return f"{tr.gettext(TITLES[item.kind])} · {why}"


def _how(view: RemindersView, tr: Translator) -> list[Row]:
    made = [heading(tr.gettext("When you are reminded"), tr.gettext("in your working hours, each thing once"))]
    for level in REMIND_AT:
        on = level in view.levels
        made.append(
            line(
                "how",
                Cell(text="✓", style="accent") if on else Cell(text="–", style="dim"),
                Cell(text=f"{level} %", style="" if on else "dim"),
                Cell(text=tr.gettext(_LEVELS[level]), style="" if on else "dim"),
                id=f"level:{level}",
                act="level",
                thing=level,
            )
        )
    made.append(
        line("how", "", tr.gettext("Quiet hours"), view.quiet or tr.gettext("none"), id="quiet", act="quiet_hours")
    )
    program = view.program or tr.gettext("no program for it here; reminders come as text")
    made.append(line("how", "", tr.gettext("On the desktop"), program, id="desktop", act="try_out"))
    return made


def _closed(view: RemindersView, standing: Standing | None, tr: Translator) -> list[Row]:
    made = [heading(tr.gettext("While this program is closed"))]
    if standing is None:
        made.append(text(tr.gettext("Looking…"), style="dim"))
    else:
        made += [_scheduler(kind, state, standing, tr) for kind, state in standing.states]
    if view.feed is None:
        words = tr.gettext("not written yet: what is due, with alarms, for the calendar on your phone")
    else:
        path, at = view.feed
        words = tr.gettext("written {when} · {file}").format(file=show(path), when=near(at, view.now, view.zone, tr))
    made.append(line("how", "", tr.gettext("Calendar file"), words, id="feed", act="calendar_file"))
    return made


def _scheduler(kind: Kind, state: State, standing: Standing, tr: Translator) -> Row:
    marks: Mapping[State, Cell] = {
        State.UNCHANGED: Cell(text="✓", style="accent"),
        State.DIFFERENT: Cell(text="✓", style="soon"),
        State.FOREIGN: Cell(text="▲", style="soon"),
    }
    words = tr.gettext(_STATES[state])
    if kind is Kind.TASK_SCHEDULER:
        words = tr.gettext("for Windows: the text to import")
    elif kind is standing.own and state is State.ABSENT:
        words = tr.gettext("not in place; this computer's own way")
    style = "" if kind is standing.own or state is not State.ABSENT else "dim"
    return line(
        "how",
        marks.get(state, Cell(text="·", style="dim")),
        Cell(text=kind.value, style=style),
        Cell(text=words, style=style),
        id=f"scheduler:{kind}",
        act="install",
        thing=kind,
    )
