"""A project as rows: its walk with marks and one-line summaries, what comes next, what to keep in mind."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from rich.cells import cell_len

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, ProjectState, StepKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.record import Record
from freelance_comm.services.promises import PromiseView
from freelance_comm.services.reply_clock import ClockView
from freelance_comm.services.timer import TimerView
from freelance_comm.services.urgency import Urgency
from freelance_comm.services.walk import StageStatus, StageView, WalkView
from freelance_comm.text.durations import duration
from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.forms.words import language_name
from freelance_comm.tui.rows import BLANK, Cell, Row, line, text

if TYPE_CHECKING:
    from freelance_comm.services.complaint_views import ComplaintView
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.negotiation_views import NegotiationView
    from freelance_comm.services.slipping import SlipView
    from freelance_comm.text.catalog import Translator

MARKS = {
    StageStatus.DONE: Cell(text="✓", style="accent"),
    StageStatus.CURRENT: Cell(text="▶", style="key"),
    StageStatus.AHEAD: Cell(text="·", style="dim"),
    StageStatus.SKIPPED: Cell(text="–", style="dim"),
}
URGENCY_MARKS = {
    Urgency.OVERDUE: Cell(text="▲", style="late"),
    Urgency.SOON: Cell(text="●", style="soon"),
    Urgency.LATER: Cell(text="○", style="dim"),
}
MARK_STYLES = {Urgency.OVERDUE: "late", Urgency.SOON: "soon", Urgency.LATER: "dim"}
GRIDS = {
    "walk": (
        Column(most=1, least=1, tight=True),
        Column(most=24, least=9, tight=True),
        Column(most=100, least=10, grows=True, wraps=True),
    )
}
REMEMBERED = 300
"""Characters of the notes shown on a project's page; the client's card has the rest."""


class ProjectView(Record):
    """What a project's page shows."""

    walk: WalkView
    file: ProjectFile
    promises: tuple[PromiseView, ...]
    clock: ClockView | None
    timer: TimerView | None
    slip: SlipView | None
    complaints: tuple[ComplaintView, ...]
    negotiations: tuple[NegotiationView, ...]
    now: datetime
    own_zone: str

    @property
    def project(self) -> Project:
        """The head of the project."""
        return self.walk.project


def gather(desk: Desk, project_id: int) -> ProjectView:
    """Read a project with all that is going on about it."""
    from freelance_comm.services import (
        complaint_views,
        deadlines,
        negotiation_views,
        promises,
        reply_clock,
        timer,
        walk,
    )
    from freelance_comm.services.projects import open_file

    file = open_file(desk, project_id)
    running = timer.running(desk)
    clocks = reply_clock.clocks(desk)
    return ProjectView(
        walk=walk.walk(desk, file.head),
        file=file,
        promises=promises.views(desk, tuple(sorted(file.open_promises, key=lambda one: one.due))),
        clock=next((one for one in clocks if one.client.id == file.head.client_id), None),
        timer=running if running is not None and running.timer.project_id == project_id else None,
        complaints=complaint_views.open_about(desk, project_id),
        negotiations=negotiation_views.open_on(desk, file),
        slip=deadlines.notice(desk, file.head) if file.head.state is ProjectState.OPEN else None,
        now=desk.now(),
        own_zone=desk.zone,
    )


def ends(view: ProjectView) -> tuple[str, str]:
    """Return "Landing page · Petrescu Café" and "română · EUR · Bucharest"."""
    client = view.walk.client
    name = f"{view.project.name} · {client.name}" if client is not None else view.project.name
    parts = [view.project.ref]
    if client is not None:
        parts.append(language_name(client.language))
    parts.append(view.project.currency)
    if client is not None and client.zone and client.zone != view.own_zone:
        parts.append(client.zone.rpartition("/")[2].replace("_", " "))
    return name, " · ".join(parts)


def rows(view: ProjectView, tr: Translator) -> list[Row]:
    """Return the rows of the page."""
    made: list[Row] = []
    if view.timer is not None:
        made += [running_row(view.timer, tr), BLANK]
    labelled = [*_next(view, tr), *_going_on(view, tr), *_extras(view, tr), *_remember(view.walk.client, tr)]
    titles = [tr.gettext(one.stage.title) for one in view.walk.stages]
    # One column of labels for the stages (which have a mark before them) and for what comes below.
    width = max([cell_len(label) for label, _row in labelled] + [cell_len(title) + 2 for title in titles]) + 3
    made += [_stage(one, width - 2, tr) for one in view.walk.stages]
    made.append(BLANK)
    previous = ""
    for label, row in labelled:
        shown = label if label != previous else ""
        previous = label
        mark = Cell(text=columns.pad(shown, width), style="dim")
        made.append(row.but(cells=(mark, *row.cells[1:])))
    return made


def running_row(timer: TimerView, tr: Translator) -> Row:
    """Return the line of the timer that runs."""
    told = duration(timer.seconds, tr)
    words = " · ".join(part for part in (told, timer.timer.note) if part)
    return text(words, mark=Cell(text="▶", style="accent"), id="timer", act="stop", thing=timer)


def _stage(one: StageView, width: int, tr: Translator) -> Row:
    style = "bold" if one.status is StageStatus.CURRENT else "" if one.status is StageStatus.DONE else "dim"
    words = one.line
    if one.status is StageStatus.SKIPPED:
        words = tr.gettext("left out: {reason}").format(reason=one.reason) if one.reason else tr.gettext("left out")
    elif one.reason:
        words = " · ".join(
            part for part in (words, tr.gettext("went on anyway: {reason}").format(reason=one.reason)) if part
        )
    return line(
        "walk",
        MARKS[one.status],
        Cell(text=columns.pad(tr.gettext(one.stage.title), width), style=style),
        Cell(text=words, style="" if one.status is StageStatus.CURRENT else "dim"),
        id=f"stage:{one.stage.id}",
        thing=one,
    )


def _next(view: ProjectView, tr: Translator) -> list[tuple[str, Row]]:
    made: list[tuple[str, Row]] = []
    current = next((one for one in view.walk.stages if one.status is StageStatus.CURRENT), None)
    if view.project.state is ProjectState.CLOSED:
        made.append(("", text(tr.gettext("This project is closed."), style="dim", id="closed", act="reopen")))
        return made
    if view.walk.next_text:
        row = text(view.walk.next_text, style="bold", id="next", act=_next_act(view, current), thing=current)
        made.append((tr.gettext("Next"), row))
    if current is not None:
        for condition in current.unmet:
            label = tr.gettext("Still open")
            made.append((label, text(f"○ {tr.gettext(condition.text)}", id=f"open:{condition.id}", thing=current)))
    return made


def _next_act(view: ProjectView, current: StageView | None) -> str:
    """Return what does the next step: going on, a page of its own, else the stage, where its line is the first."""
    from freelance_comm.services.checklist import open_steps
    from freelance_comm.tui.stage_rows import NEXT_ACTS

    if any(step.kind is StepKind.MINE for step in open_steps(view.file)):
        return "open"
    if current is None or not current.unmet:
        return "advance"
    act = NEXT_ACTS.get(current.unmet[0].id, "")
    return act if act in ("report", "promises") else "open"


def _going_on(view: ProjectView, tr: Translator) -> list[tuple[str, Row]]:
    made: list[tuple[str, Row]] = []
    if view.slip is not None:
        made.append((tr.gettext("Will slip"), text(f"▲ {view.slip.words}", style="soon", id="slip", act="notice")))
    for complaint in view.complaints:
        right = Cell(text=complaint.raised_text, style="dim")
        words, number = f"● {complaint.next_text}", complaint.complaint.id
        row = text(words, right=right, style="soon", id=f"complaint:{number}", thing=complaint)
        made.append((tr.gettext("Complaint"), row))
    for talked in view.negotiations:
        words = f"○ {talked.about} · {talked.next_text}"
        made.append((tr.gettext("Negotiation"), text(words, id=f"negotiation:{talked.negotiation.id}", thing=talked)))
    widest = max((cell_len(one.due_text) for one in view.promises), default=0)
    for one in view.promises:
        mark = URGENCY_MARKS[one.urgency]
        words = f"{mark.text} {columns.pad(one.due_text, widest)}   {one.promise.what}"
        row = text(
            words,
            style=mark.style if one.urgency is not Urgency.LATER else "",
            id=f"promise:{one.promise.id}",
            thing=one,
        )
        made.append((tr.gettext("Promised"), row))
    if view.clock is not None:
        left = Cell(text=view.clock.left_text, style=MARK_STYLES[view.clock.urgency])
        row = text(view.clock.about, right=left, id="message", act="reply", thing=view.clock.message)
        made.append((tr.gettext("They wrote"), row))
    return made


def _extras(view: ProjectView, tr: Translator) -> list[tuple[str, Row]]:
    """Return the ideas of the project that wait to be carried out."""
    waiting = [idea for idea in view.file.ideas if idea.done_on is None]
    label = tr.gettext("Something extra")
    return [(label, text(idea.text, id=f"idea:{idea.id}", act="ideas", thing=idea)) for idea in waiting]


def _remember(client: Client | None, tr: Translator) -> list[tuple[str, Row]]:
    if client is None:
        return []
    notes = " ".join(client.notes.split())
    shown = notes[:REMEMBERED] + ("…" if len(notes) > REMEMBERED else "")
    return [(tr.gettext("Remember"), text(words)) for words in (client.wishes, client.likes, shown) if words]
