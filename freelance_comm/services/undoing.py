"""Taking back what was done last: the list of past changes, undo, and undo of the undo.

An undo is a change like any other: locked, all or nothing, noted itself. What was changed since is never written over.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import past_words
from freelance_comm.services.past_words import ChangedThing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.progress import Progress
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.past_words import Names
    from freelance_comm.store import Change
    from freelance_comm.store.past import PastStep
    from freelance_comm.store.reversal import Part
    from freelance_comm.text.catalog import Translator

__all__ = ["ChangedThing", "PastChange", "again", "recent_changes", "told", "undo"]

_NAMED = 4
"""So many things are named in a refusal."""
_LOOK = N_("`freelance-comm undo --list` shows the last changes.")


class PastChange(Record):
    """What one command, or one act on the screen, changed.

    ``number`` is what it is called; ``owner`` says where it was done (cli, tui …); ``undoable`` that it can be taken
    back as far as the journal goes: whether somebody changed the same things since shows when it is tried.
    """

    number: int
    at: datetime
    lines: tuple[ChangedThing, ...]
    undone: bool
    undoable: bool
    owner: str = ""


def recent_changes(desk: Desk, limit: int = 20) -> tuple[PastChange, ...]:
    """Return the last changes, newest first. Undos are not among them: they show in what they undid."""
    own = [step for step in desk.workspace.past() if not step.undoes and _tells(step)]
    steps = own[::-1][: max(0, limit)]
    names = past_words.names(desk, steps)
    return tuple(_past_change(desk, step, names) for step in steps)


def undo(desk: Desk, number: int | None = None, *, progress: Progress | None = None) -> PastChange:
    """Take a change back, by default the last one that was not taken back yet, and return it.

    Raises ``NotFound`` where there is none, ``BadValue`` for one that cannot be taken back, and ``EditConflict`` where
    something of it was changed since, or is needed by what came later: nothing is changed then. ``progress`` is told of
    files.
    """
    _require_past(desk)
    with desk.change() as change:
        past = desk.workspace.past()
        step = _last(past) if number is None else _numbered(past, number)
        words = _take_back(desk, change, step, progress)
    return _past_change(desk, step, words).but(undone=True, undoable=False)


def again(desk: Desk, *, progress: Progress | None = None) -> PastChange:
    """Take the last undo back, and return the change that is there again. Raises as ``undo`` does."""
    _require_past(desk)
    with desk.change() as change:
        past = desk.workspace.past()
        step = _last_undo(past)
        words = _take_back(desk, change, step, progress)
    lines = past_words.lines(desk, step, words, backwards=True)
    return PastChange(number=step.undoes[0], at=step.at, lines=lines, undone=False, undoable=True, owner=step.owner)


def told(tr: Translator, change: PastChange) -> str:
    """Return a change as one line for people: "time entry added: hero section · Landing page"."""
    return past_words.told(tr, change.lines)


def _past_change(desk: Desk, step: PastStep, names: Names) -> PastChange:
    return PastChange(
        number=step.number,
        at=step.at,
        lines=past_words.lines(desk, step, names),
        undone=step.undone,
        undoable=step.undoable and not step.undone,
        owner=step.owner,
    )


def _require_past(desk: Desk) -> None:
    """Refuse before anything is locked or created where nothing was ever done."""
    if not desk.workspace.past():
        raise _nothing()


def _nothing() -> NotFound:
    return NotFound(N_("There is nothing to undo."), hint=N_("Only what was changed on this computer can be undone."))


def _tells(step: PastStep) -> bool:
    from freelance_comm.store.reversal import parts

    return bool(parts(step)) or not step.undoable


def _last(past: tuple[PastStep, ...]) -> PastStep:
    open_ones = [step for step in reversed(past) if not step.undone and not step.undoes and _tells(step)]
    if not open_ones:
        raise _nothing()
    return _undoable(open_ones[0], earlier=next((step.number for step in open_ones if step.undoable), 0))


def _numbered(past: tuple[PastStep, ...], number: int) -> PastStep:
    for step in past:
        if number in step.numbers:
            if step.undone:
                raise BadValue(
                    N_("Change {number} has already been undone."),
                    hint=N_("`freelance-comm undo --again` redoes what was last undone."),
                    number=number,
                )
            return _undoable(step)
    raise NotFound(N_("There is no change number {number}."), hint=_LOOK, number=number)


def _undoable(step: PastStep, *, earlier: int = 0) -> PastStep:
    """Return ``step`` if it can be undone; else say so, and name the last one before it that can: ``earlier``."""
    if step.undoable:
        return step
    kept = N_(
        "Their previous contents are kept. If it was a restore, they are all in before-restore-….zip in .state, for "
        "`freelance-comm restore`."
    )
    raise BadValue(
        N_("Change {number} cannot be undone: it replaced whole files."),
        hint=N_("Their previous contents are kept. The change before it: `freelance-comm undo {earlier}`.")
        if earlier
        else kept,
        number=step.number,
        earlier=earlier,
    )


def _last_undo(past: tuple[PastStep, ...]) -> PastStep:
    """Return the last undo that counts. One that was taken back does not, nor does the taking back itself."""
    depth: dict[int, int] = {}
    for step in past:
        own = 1 + depth.get(step.undoes[0], 0) if step.undoes else 0
        depth.update(dict.fromkeys(step.numbers, own))
    for step in reversed(past):
        if depth[step.number] % 2 and not step.undone:
            return _undoable(step)
    raise NotFound(N_("There is nothing to redo."), hint=_LOOK)


def _take_back(desk: Desk, change: Change, step: PastStep, progress: Progress | None) -> Names:
    """Put back what ``step`` changed, and return the names it is told with. Raises ``EditConflict``."""
    from freelance_comm.store.reversal import parts

    names = past_words.names(desk, (step,))
    clashes = change.take_back(step, progress)
    if clashes:
        told_clashes = [
            past_words.label(desk, (one.file, one.table, one.key, one.noted, one.now), names) for one in clashes
        ]
        raise EditConflict(
            N_("It cannot be undone, because this has been changed since: {names}."),
            hint=N_("Undo the later change first, or put it right by hand."),
            names=_listed(told_clashes),
        )
    everything = parts(step)
    _require_parents(change, everything, names)
    _require_unused(change, everything, names)
    return names


def _require_parents(change: Change, everything: list[Part], names: Names) -> None:
    """Refuse to put back what belongs to a client or project that is no longer there."""
    wanted = [part[3] for part in everything if part[3] is not None]
    clients = {number for document in wanted if isinstance(number := document.get("client_id"), int)}
    projects = {number for document in wanted if isinstance(number := document.get("project_id"), int)}
    missing: list[str] = []
    if clients:
        clients -= {client.id for client in change.client_names()}
        missing += [names.clients.get(number, str(number)) for number in sorted(clients)]
    if projects:
        projects -= {project.id for project in change.project_names(closed=True)}
        missing += [names.projects.get(number, str(number)) for number in sorted(projects)]
    if missing:
        raise EditConflict(
            N_("It cannot be undone, because what it belongs to has been removed since: {names}."),
            hint=N_("Undo that removal first."),
            names=_listed(missing),
        )


def _require_unused(change: Change, everything: list[Part], names: Names) -> None:
    """Refuse to take away a client or project that something else has come to belong to."""
    away = [(table, int(key)) for _, table, key, before, _ in everything if before is None]
    clients = {number for table, number in away if table == "clients"}
    projects = {number for table, number in away if table == "project"}
    used: dict[str, None] = {}
    if clients:
        users = [summary.project for summary in change.summaries(closed=True)]
        used |= {names.clients.get(one.client_id, ""): None for one in users if one.client_id in clients}
    for belonging in _belongings(change) if clients or projects else ():
        if belonging[0] in clients:
            used[names.clients.get(belonging[0], "")] = None
        if belonging[1] in projects:
            used[names.projects.get(belonging[1], "")] = None
    for number in projects:
        if change.all_entries(number):
            used[names.projects.get(number, "")] = None
    if used:
        raise EditConflict(
            N_("It cannot be undone, because something that belongs to it has been added since: {names}."),
            hint=N_("Undo the later changes first."),
            names=_listed(used),
        )


def _belongings(change: Change) -> Iterable[tuple[int | None, int | None]]:
    """Yield client and project of what may belong to either and lies in files of its own."""
    from datetime import date

    from freelance_comm.domain.complaint import Complaint
    from freelance_comm.domain.feedback import Feedback
    from freelance_comm.domain.regular import HabitCheck, Idea

    for promise in change.client_promises():
        yield promise.client_id, promise.project_id
    for idea in change.of_clients(Idea):
        yield idea.client_id, None
    for check in change.of_clients(HabitCheck):
        yield check.client_id, None
    heard: list[Complaint | Feedback] = [*change.of_clients(Complaint), *change.of_clients(Feedback)]
    for said in heard:
        yield said.client_id, said.project_id
    for message in change.messages(date.min, date.max):
        yield message.client_id, message.project_id
    timer = change.timer()
    if timer is not None:
        yield None, timer.project_id


def _listed(words: Iterable[str]) -> str:
    shown = [show(one) for one in dict.fromkeys(words) if one]
    return ", ".join(shown[:_NAMED]) + (", …" if len(shown) > _NAMED else "")
