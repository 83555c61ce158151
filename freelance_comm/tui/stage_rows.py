"""A stage of a project as rows: what must be true to go on, the facts, the lists, the letters, the guidance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.record import Record
from freelance_comm.services.drafts import DraftLine
from freelance_comm.services.timer import TimerView
from freelance_comm.services.walk import StageStatus
from freelance_comm.stages.model import Condition, Fact, FactKind, Listing, Stage
from freelance_comm.text.telling import near
from freelance_comm.tui import keys, thanking
from freelance_comm.tui.columns import Column
from freelance_comm.tui.lists import EDITORS
from freelance_comm.tui.lists.model import GRID as LIST_GRID
from freelance_comm.tui.project_rows import running_row
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from datetime import datetime

    from freelance_comm.services.desk import Desk
    from freelance_comm.services.returning import Returning

NEXT_ACTS = {
    "has-requirements": "add",
    "has-core-problem": "core_problem",
    "read-back": "read_back_on",
    "confirmed": "confirmed_on",
    "priced": "add",
    "explained": "reason",
    "answered": "quote_page",
    "own-work": "quote_page",
    "accepted": "accepted",
    "estimated": "estimate_likely",
    "promised": "promise_date",
    "discussed": "terms_discussed_on",
    "schedule-adds-up": "add",
    "reported": "report",
    "delivered": "delivered_on",
    "work-accepted": "accepted_on",
    "thanked": "thanked_on",
    "follow-up": "follow_up_on",
    "promises-settled": "promises",
    "paid": "payment",
}
"""What helps a condition along: an action, or the fact to fill in. Conditions not named here are met line by line."""
_BY_LETTER = {"read-back": "contact/read-back"}
"""Conditions that a letter meets; until it has gone out, their line opens it."""
GRIDS = {
    "list": LIST_GRID,
    "facts": (Column(most=34, least=16), Column(most=90, least=8, grows=True, wraps=True)),
    "letters": (Column(most=1, least=1, tight=True), Column(most=50, least=14), Column(most=30, least=6, drop=1)),
}


class StageOfProject(Record):
    """What the page of a stage shows. ``lists`` holds what each list's editor gathered."""

    stage: Stage
    status: StageStatus
    file: ProjectFile
    client: Client | None
    shown: Mapping[str, str]
    canonical: Mapping[str, str]
    lists: Mapping[Listing, object]
    letters: tuple[DraftLine, ...]
    timer: TimerView | None
    now: datetime
    zone: str
    guidance: tuple[str, ...] = ()
    thanks: Returning | None = None

    @property
    def project(self) -> Project:
        """The head of the project."""
        return self.file.head


def gather(desk: Desk, project_id: int, stage_id: str) -> StageOfProject:
    """Read a project for one of its stages."""
    from freelance_comm.services import drafts, facts, prepayment_policy, timer
    from freelance_comm.services.projects import open_file
    from freelance_comm.services.walk import status_of
    from freelance_comm.stages.registry import stage as stage_of

    file, stage = open_file(desk, project_id), stage_of(stage_id)
    running = timer.running(desk)
    return StageOfProject(
        stage=stage,
        status=status_of(file.head, stage),
        file=file,
        client=next((one for one in desk.reader.clients() if one.id == file.head.client_id), None),
        shown={fact.id: facts.show_fact(desk, file, fact) for fact in stage.facts},
        canonical={fact.id: facts.fact_value(desk, file, fact) for fact in stage.facts},
        lists={listing: EDITORS[listing].gather(desk, file, stage) for listing in stage.lists},
        letters=tuple(one for one in drafts.drafts_for(desk, file.head) if one.stage == stage_id),
        timer=running if running is not None and running.timer.project_id == project_id else None,
        now=desk.now(),
        zone=desk.zone,
        guidance=prepayment_policy.guidance(desk, stage),
        thanks=thanking.proposal(desk, file.head) if stage_id == "quote" else None,
    )


def rows(view: StageOfProject, desk: Desk) -> list[Row]:
    """Return the rows of the page."""
    made = [running_row(view.timer, desk.tr), BLANK] if view.timer is not None else []
    made += [*_conditions(view, desk), BLANK]
    if view.stage.facts:
        made += [heading(desk.tr.gettext("Facts")), *(_fact(view, fact, desk) for fact in view.stage.facts), BLANK]
    for listing in view.stage.lists:
        made += [*_list(view, listing, desk), BLANK]
    if view.thanks is not None:
        made += [thanking.row(view.thanks), BLANK]
    if view.letters:
        made += [heading(desk.tr.gettext("Letters")), *(_letter(one, view, desk) for one in view.letters), BLANK]
    made += _papers(view, desk)
    made.append(heading(desk.tr.gettext("Keep in mind")))
    made += [text(words, mark=Cell(text="·", style="dim"), style="dim") for words in view.guidance]
    return made


def _papers(view: StageOfProject, desk: Desk) -> list[Row]:
    """Return the way to the quote as a document, or of the schedule to an invoicing tool, once there is one."""
    t, file = desk.tr.gettext, view.file
    papers = {
        "quote": (any(option.items for one in file.quotes for option in one.options), "document", t("As a document")),
        "payment": (bool(file.instalments), "handover", t("For an invoicing tool")),
    }
    there, act, words = papers.get(view.stage.id, (False, "", ""))
    mark = Cell(text="·", style="dim")
    return [line("letters", mark, words, Cell(text=""), id=f"paper:{act}", act=act), BLANK] if there else []


def _conditions(view: StageOfProject, desk: Desk) -> list[Row]:
    t = desk.tr.gettext
    made: list[Row] = []
    unmet_before = view.stage.unmet_to_enter(view.file)
    if unmet_before:
        made.append(heading(t("Before this stage")))
        made += [_unmet(one, view, desk) for one in unmet_before]
        made.append(BLANK)
    unmet = {one.id for one in view.stage.unmet_to_leave(view.file)}
    here = view.status is StageStatus.CURRENT
    done = here and not unmet
    right = t("everything here is done: go on with {key}").format(key="f") if done else ""
    made.append(heading(t("To go on"), right, right_style="accent"))
    for one in view.stage.leave:
        if one.id in unmet:
            made.append(_unmet(one, view, desk))
        else:
            made.append(text(t(one.text), mark=Cell(text="✓", style="accent"), style="dim"))
    return made


def _unmet(one: Condition, view: StageOfProject, desk: Desk) -> Row:
    words = f"{desk.tr.gettext(one.text)} {desk.tr.gettext(one.hint)}"
    mark = Cell(text="○", style="soon")
    step = NEXT_ACTS.get(one.id, "")
    fact = next((fact for fact in view.stage.facts if fact.id == step), None)
    letter = next((each for each in view.letters if each.name == _BY_LETTER.get(one.id) and not each.sent_at), None)
    if letter is not None:
        return text(words, mark=mark, id=f"open:{one.id}", act="draft", thing=letter)
    if fact is not None:
        return text(words, mark=mark, id=f"open:{one.id}", act="note_it", thing=fact)
    act = step if step in keys.NAMES else ""
    return text(words, mark=mark, id=f"open:{one.id}" if act else "", act=act)


def _fact(view: StageOfProject, fact: Fact, desk: Desk) -> Row:
    value = view.shown[fact.id]
    if fact.kind is FactKind.PARAGRAPH:
        value = " ".join(value.split())
    label = Cell(text=desk.tr.gettext(fact.label), style="dim")
    shown = Cell(text=value) if value else Cell(text="–", style="dim")
    return line("facts", label, shown, id=f"fact:{fact.id}", thing=fact)


def _list(view: StageOfProject, listing: Listing, desk: Desk) -> list[Row]:
    editor, t = EDITORS[listing], desk.tr.gettext
    seen = view.lists[listing]
    made = editor.rows(seen, desk)
    if not made:
        empty = t(editor.empty)
        made = [
            text(
                empty.format(key="n") if "{key}" in empty else empty,
                style="dim",
                id=f"empty:{listing}",
                act="add",
                thing=listing,
            )
        ]
    return [heading(t(editor.title), editor.beside(seen, desk)), *made]


def _letter(one: DraftLine, view: StageOfProject, desk: Desk) -> Row:
    tr = desk.tr
    sent = tr.gettext("sent {when}").format(when=near(one.sent_at, view.now, view.zone, tr)) if one.sent_at else ""
    mark = Cell(text="✓", style="accent") if one.sent_at else Cell(text="·", style="dim")
    return line(
        "letters", mark, one.title, Cell(text=sent, style="dim"), id=f"letter:{one.name}", act="draft", thing=one
    )
