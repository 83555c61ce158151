"""Today as rows: the timer, the sections in their order, unsaved text, and warm words where there is nothing to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import ExitCode
from freelance_comm.domain.record import Record
from freelance_comm.services.agenda import Action, Agenda, Item, SectionKind, Urgency
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import near
from freelance_comm.tui.columns import Column
from freelance_comm.tui.complaint import sentence, told
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from freelance_comm.domain.errors import AppError
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.timer import TimerView
    from freelance_comm.services.unfinished import Unfinished
    from freelance_comm.text.catalog import Translator

GRIDS = {
    "today": (
        Column(most=1, least=1, tight=True),
        Column(most=20, least=17),
        Column(most=34, least=14),
        Column(most=64, least=16, grows=True, drop=1),
        Column(most=26, least=16, drop=2, yields=True),
    )
}
ACTS: dict[Action, str] = {
    Action.REPLY: "reply",
    Action.KEEP: "keep",
    Action.NOTICE: "notice",
    Action.REPORT: "report",
    Action.PAYMENT: "payment",
    Action.FOLLOW_UP: "follow_up",
    Action.ASK: "ask",
    Action.INVITE: "invite",
    Action.STOP: "stop",
    Action.OPEN: "open",
    Action.ADD_CLIENT: "new_client",
    Action.ADD_PROJECT: "new_project",
    Action.IDEA: "idea",
    Action.COMPLAINT: "complaint",
}
_MARKS = {
    Urgency.OVERDUE: Cell(text="▲", style="late"),
    Urgency.SOON: Cell(text="●", style="soon"),
    Urgency.LATER: Cell(text="○", style="dim"),
}
_SLIPS = Cell(text="▲", style="soon")
"""As on the project and its forecast: it will be late if nothing is done."""
_WHEN = {Urgency.OVERDUE: "late", Urgency.SOON: "soon", Urgency.LATER: ""}


class TodayView(Record):
    """What Today shows."""

    agenda: Agenda
    unfinished: tuple[Unfinished, ...]
    zone: str
    notices: tuple[str, ...] = ()
    """What was noticed before there was a screen or about files: settings that cannot be meant, changes by hand."""
    health: str = ""
    """One sentence about files that need a look: damaged or missing ones, copies of a sync program."""
    coach: str = ""
    """Which languages the coach reads, where that needs saying and the coach is offered."""


def rows(view: TodayView, tr: Translator) -> list[Row]:
    """Return the rows of the page."""
    made: list[Row] = []
    if view.agenda.timer is not None:
        made += [_timer(view.agenda.timer, tr), BLANK]
    if view.health:
        made += [text(view.health, mark=Cell(text="▲", style="late"), id="health", act="data"), BLANK]
    for warning in (*view.notices, *view.agenda.warnings):
        made += [text(warning, mark=Cell(text="▲", style="soon")), BLANK]
    if view.agenda.quiet_note:
        made += [text(view.agenda.quiet_note, style="dim"), BLANK]
    for place, section in enumerate(view.agenda.sections):
        right = view.agenda.reply_summary if place == 0 else ""
        made.append(heading(tr.gettext(section.title), right))
        made += [_item(item) for item in section.items]
        if section.more_text:
            made.append(text(section.more_text))
        made.append(BLANK)
    made += _empty(view, tr)
    made += _unfinished(view, tr)
    return made


def _timer(timer: TimerView, tr: Translator) -> Row:
    return line(
        "today",
        Cell(text="▶", style="accent"),
        Cell(text=duration(timer.seconds, tr), style="bold"),
        timer.project_name,
        Cell(text=timer.timer.note, style="dim"),
        Cell(text=timer.client_name, style="dim"),
        id="timer",
        act="stop",
        thing=timer,
    )


def _item(item: Item) -> Row:
    return line(
        "today",
        _SLIPS if item.kind is SectionKind.SLIPPING and item.urgency is Urgency.SOON else _MARKS[item.urgency],
        Cell(text=item.when_text, style=_WHEN[item.urgency]),
        item.title,
        Cell(text=item.detail, style="dim"),
        Cell(text=item.note, style="dim"),
        id=item.key,
        act=ACTS[item.action],
        thing=item,
    )


def _empty(view: TodayView, tr: Translator) -> list[Row]:
    agenda = view.agenda
    if agenda.sections or agenda.suggestion is None:
        return []
    item = agenda.suggestion
    made = [text(agenda.praise, mark=Cell(text="✓", style="accent"), style="bold")]
    made += [text(words, style="dim", indent=2) for words in (agenda.reply_summary,) if words]
    made.append(BLANK)
    act = ACTS[item.action]
    made.append(text(item.title, mark=Cell(text="○", style="dim"), id=item.key, act=act, thing=item))
    made += [text(words, style="dim", indent=2) for words in (item.detail, item.reason) if words]
    draft = tr.gettext("A draft at hand? Paste it, and see it as your client will.")
    draft = " ".join(filter(None, (draft, view.coach)))
    made += [BLANK, text(draft, mark=Cell(text="○", style="dim"), id="coach", act="coach")]
    if not agenda.knows_mail:
        mail = tr.gettext("Your mailbox knows who is waiting for an answer. Have it read, and you will see them here.")
        made.append(text(mail, mark=Cell(text="○", style="dim"), id="mail", act="mail"))
    return [*made, BLANK]


def _unfinished(view: TodayView, tr: Translator) -> list[Row]:
    if not view.unfinished:
        return []
    made = [heading(tr.gettext("Unsaved text"))]
    for kept in view.unfinished:
        words = " ".join(next((value for value in kept.texts.values() if value.strip()), "").split())
        made.append(
            line(
                "today",
                Cell(text="○", style="dim"),
                near(kept.at, view.agenda.now, view.zone, tr),
                kept.title,
                Cell(text=words, style="dim"),
                id=f"unfinished:{kept.key}",
                act="take_up",
                thing=kept,
            )
        )
    return [*made, BLANK]


def gather(desk: Desk, unfinished: tuple[Unfinished, ...], notices: tuple[AppError, ...] = ()) -> TodayView:
    """Read everything Today shows; ``notices`` are those from before there was a screen."""
    from freelance_comm.services import coach_languages
    from freelance_comm.services.agenda import agenda

    read = agenda(desk, reply_summary=True)
    found = (*notices, *desk.reader.notices())
    ailing = [error for error in found if error.code is ExitCode.NEEDS_ATTENTION]
    noticed = tuple(told(error, desk.tr) for error in found if error not in ailing)
    health = _health(ailing, desk.tr)
    return TodayView(
        agenda=read,
        unfinished=unfinished,
        zone=desk.zone,
        notices=noticed,
        health=health,
        coach=coach_languages.which(desk.tr) if not read.sections else "",
    )


def _health(ailing: list[AppError], tr: Translator) -> str:
    """Return what is wrong where it is one thing, else how many there are: the page of the data says the rest."""
    if len(ailing) == 1:
        return sentence(ailing[0], tr)
    if not ailing:
        return ""
    return tr.ngettext(
        "{n} thing about your files needs a look.", "{n} things about your files need a look.", len(ailing)
    ).format(n=len(ailing))
