"""Letters that give a promise another time before it is broken, and the move that follows when they have gone out.

Apart from the ledger because a letter is written first and the ledger follows it: what was not told to the client has
not been moved. A delivery date has a notice of its own, any other promise the letter about a new time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.promise import Promise, PromiseSource
from freelance_comm.domain.promise_times import nudge_of
from freelance_comm.domain.text_safety import show
from freelance_comm.services import draft_facts, drafts, promise_doubts, standing
from freelance_comm.services.letter_names import NEW_TIME, NOTICE
from freelance_comm.services.promise_making import Move, end_of, move_in
from freelance_comm.services.promise_views import open_promises

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.working_time import Calendar
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.situations import AfterSending
    from freelance_comm.store import Change

_LOOK_AHEAD = 60
"""Days in which a new time is looked for."""


def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
    """Return the letter about a new time where a promise of the project is pressing."""
    return (NEW_TIME,) if _pressing(desk, file) is not None else ()


def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
    """Return the notice of a new delivery date, or the letter about a new time for the most pressing promise.

    The notice names the day that the forecast holds for safe, the letter the next time that the calendar leaves.
    """
    file = desk.reader.project(project.id)
    if name == NOTICE:
        promise, slip = standing.deadline_promise(file), standing.slip(desk, file)
        day = None if slip is None else slip.safe_day
        if promise is None or day is None:
            return drafts.compose(desk, project, name, built_in=built_in, new_deadline=None)
        return notice(desk, promise, _whole(desk, promise, day), built_in=built_in)
    pressing = _pressing(desk, file)
    move = None if pressing is None else suggested(desk, pressing)
    if pressing is None or move is None:
        raise BadValue(
            N_("No promise in this project needs a new time right now."),
            hint=N_("Name one and its new time: `freelance-comm promise move PROMISE --by WHEN --notice`."),
        )
    return notice(desk, pressing, move, built_in=built_in)


def notice(desk: Desk, promise: Promise, move: Move, *, built_in: bool = False) -> Draft:
    """Return the letter that tells the client the new time of ``promise``.

    Raises ``BadValue`` for one that has passed, and for the time it is promised for anyway.

    When it is marked as sent the promise is moved.
    """
    from freelance_comm.services.clients import client_by_id

    end = end_of(desk, desk.calendar(), move.due, whole_day=move.whole_day)
    if (end, move.start, move.whole_day) == (promise.due, promise.window_start, promise.whole_day):
        raise BadValue(
            N_("“{what}” is already promised for that time."),
            hint=N_("Give another time, or leave the promise as it is."),
            what=show(promise.what),
        )
    file = None if promise.project_id is None else desk.reader.project(promise.project_id)
    if file is not None and promise.source is PromiseSource.DEADLINE:
        day = desk.calendar().local_date(move.due)
        return drafts.compose(desk, file.head, NOTICE, built_in=built_in, new_deadline=day).but(moves=move)
    client = client_by_id(desk, promise.client_id)
    facts = draft_facts.context(desk, file, client)
    later = promise.but(due=end, window_start=move.start, whole_day=move.whole_day, zone=desk.zone)
    facts |= {
        "promised": draft_facts.promise_fact(desk, promise, client),
        "new_time": draft_facts.promise_fact(desk, later, client),
        "promises": [],  # the letter is about one of them, and its old time is no news
    }
    project = None if file is None else file.head
    draft = drafts.written(desk, NEW_TIME, client, facts, form="txt", project=project, built_in=built_in)
    return draft.but(moves=move)


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Return the move of the promise that ``draft`` gives another time."""
    move = draft.moves
    if move is None:
        return None

    def moved(change: Change) -> None:
        old = next((one for one in open_promises(change) if one.id == move.promise_id), None)
        if old is not None:  # kept or taken back meanwhile, it needs no other time
            move_in(desk, change, old, move.due, window_start=move.start, whole_day=move.whole_day)

    return moved


def told(desk: Desk, draft: Draft) -> str:
    """Return in words what stands on the ledger since ``draft`` was marked as sent; empty where nothing was moved."""
    from freelance_comm.services.promise_views import all_promises, when

    move = draft.moves
    if move is None:
        return ""
    everything = {one.id: one for one in all_promises(desk.reader)}
    old = everything.get(move.promise_id)
    new = everything.get(old.replaced_by or 0) if old is not None else None
    if old is None or new is None:
        return ""
    return desk.tr.gettext("“{what}” is now promised for {when}; before, it was {before}.").format(
        what=show(new.what), when=when(desk, new), before=when(desk, old)
    )


def spelled(move: Move, zone: str) -> str:
    """Return a new time as it can be typed, the same in every language: "2026-12-02", "2026-12-02 09:00-12:00"."""
    from freelance_comm.text.telling import local

    due = local(move.due, zone)
    if move.whole_day:
        return f"{due:%Y-%m-%d}"
    if move.start is None:
        return f"{due:%Y-%m-%d %H:%M}"
    return f"{local(move.start, zone):%Y-%m-%d %H:%M}-{due:%H:%M}"


def suggested(desk: Desk, promise: Promise) -> Move | None:
    """Return the next time that can be offered in the place of a promise's own: a delivery date by the forecast, else
    the same hours on the next working day, mine and the client's, on which nothing else is promised for them.
    """
    if promise.source is PromiseSource.DEADLINE and promise.project_id is not None:
        slip = standing.slip(desk, desk.reader.project(promise.project_id))
        return None if slip is None or slip.safe_day is None else _whole(desk, promise, slip.safe_day)
    from freelance_comm.services.clients import client_by_id

    calendar, client = desk.calendar(), client_by_id(desk, promise.client_id)
    others = [one for one in open_promises(desk.reader) if one.id != promise.id]
    first = max(promise_doubts.time_of(promise, calendar).day, desk.today())
    for at_any_hour in (False, True):  # where no hour ever suits, the day at least does
        for step in range(1, _LOOK_AHEAD):
            move = _on(desk, promise, first + timedelta(days=step), calendar)
            when = promise_doubts.Time(
                day=calendar.local_date(move.due), due=move.due, start=move.start, whole_day=move.whole_day
            )
            by_calendar = when.but(whole_day=when.whole_day or at_any_hour)
            if promise_doubts.of_calendar(desk, calendar, by_calendar, client):
                continue
            if not promise_doubts.clashes(calendar, when, others):
                return move
    return None


def _on(desk: Desk, promise: Promise, day: date, calendar: Calendar) -> Move:
    """Return the hours of ``promise`` on another day, on the clocks there are then."""
    from freelance_comm.domain.zones import zone_of

    if promise.whole_day:
        return _whole(desk, promise, day)
    zone = zone_of(promise.zone or desk.zone)
    ahead = day - calendar.local_date(promise.due - timedelta(seconds=1))

    def there(moment: datetime) -> datetime:
        local = moment.astimezone(zone)
        return (local.replace(tzinfo=None) + ahead).replace(tzinfo=zone).astimezone(UTC)

    start = None if promise.window_start is None else there(promise.window_start)
    return Move(promise_id=promise.id, due=there(promise.due), start=start)


def _whole(desk: Desk, promise: Promise, day: date) -> Move:
    from freelance_comm.domain.zones import zone_of

    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone_of(desk.zone)).astimezone(UTC)
    return Move(promise_id=promise.id, due=noon, whole_day=True)


def _pressing(desk: Desk, file: ProjectFile) -> Promise | None:
    """Return the first promise of a project, apart from its delivery date, whose nudge has come or will by tomorrow."""
    calendar, soon = desk.calendar(), desk.now() + timedelta(days=1)
    waiting = [one for one in file.open_promises if one.source is not PromiseSource.DEADLINE]
    near = [one for one in waiting if nudge_of(calendar, one) <= soon]
    return min(near, key=lambda one: (one.due, one.id), default=None)
