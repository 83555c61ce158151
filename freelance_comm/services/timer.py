"""The one timer that runs: started, stopped, switched, thrown away, and noticed when it was forgotten.

Stopping writes two files (the timer is gone, the entry is there) in one change. Apart from the entries because the
timer has its own dangers: clocks set back, lids closed for three days, two shells at once.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, EditConflict, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import clean_name, clean_text
from freelance_comm.domain.time_entry import RunningTimer, TimeEntry
from freelance_comm.domain.zones import zone_of
from freelance_comm.services.project_search import find_project_name
from freelance_comm.services.time_span import local_day, seconds_between, whole_second

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change


FORGOTTEN_AFTER = 12 * 3600
"""Seconds after which a running timer looks forgotten, and is not written down without being asked about."""
MOST_TAGS = 50

_OWNERS = {"cli": N_("on the command line"), "tui": N_("on the screen")}


class Doubtful(BadValue):
    """The time of the timer cannot be written down unless the person says what is right.

    ``set_back``: it would end before it started; else it has run suspiciously long, and may be kept when ``sure``.
    """

    set_back = False


class TimerView(Record):
    """The running timer. ``seconds`` is never negative; ``warning`` says in words why it looks wrong, else empty."""

    timer: RunningTimer
    project_name: str
    project_ref: str
    client_name: str
    seconds: Decimal
    forgotten: bool = False
    set_back: bool = False
    warning: str = ""


class Switched(Record):
    """What a switch did: the entry it closed, if it lasted, and the timer it started."""

    entry: TimeEntry | None
    timer: RunningTimer


def start(
    desk: Desk, project_text: str, note: str = "", tags: tuple[str, ...] = (), at: datetime | None = None
) -> RunningTimer:
    """Start the timer. ``EditConflict`` names the one that runs already; only one can."""
    project = find_project_name(desk, project_text)
    note, tags = clean_note(desk, note), clean_tags(desk, tags)
    with desk.change() as change:
        running = change.timer()
        if running is not None:
            raise _already_running(desk, change, running)
        begun = _begun(desk, at)
        timer = RunningTimer(
            id=change.new_id(), project_id=project.id, started=begun, zone=desk.zone, note=note, tags=tags,
            owner=desk.owner,
        )  # fmt: skip
        change.add(timer)
    return timer


def stop(desk: Desk, at: datetime | None = None, note: str | None = None, *, sure: bool = False) -> TimeEntry:
    """Stop the timer and keep its time as an entry, both in one change.

    ``Doubtful`` when it would end before it started, or after more than 12 hours unless ``sure``; ``NotFound`` when no
    timer runs.
    """
    cleaned = None if note is None else clean_note(desk, note)
    with desk.change() as change:
        timer = _running(change)
        entry = _finished(desk, change, timer, whole_second(at or desk.now()), cleaned, sure=sure)
        change.add(entry)
        change.remove(timer)
    return entry


def switch(
    desk: Desk,
    project_text: str,
    note: str = "",
    at: datetime | None = None,
    *,
    tags: tuple[str, ...] = (),
    ended: datetime | None = None,
    sure: bool = False,
) -> Switched:
    """Stop what runs and start on another project at the same moment; just start when nothing runs.

    ``ended`` is when what ran really ended, where that was earlier. ``Doubtful`` as for ``stop``.
    """
    project = find_project_name(desk, project_text)
    note, tags = clean_note(desk, note), clean_tags(desk, tags)
    with desk.change() as change:
        moment = _begun(desk, at)
        running = change.timer()
        entry = None
        if running is not None:
            over = min(moment, whole_second(ended)) if ended is not None else moment
            if over != running.started:  # a timer stopped in its first second leaves nothing to write down
                entry = _finished(desk, change, running, over, None, sure=sure)
                change.add(entry)
            change.remove(running)
        timer = RunningTimer(
            id=change.new_id(), project_id=project.id, started=moment, zone=desk.zone, note=note, tags=tags,
            owner=desk.owner,
        )  # fmt: skip
        change.add(timer)
    return Switched(entry=entry, timer=timer)


def cancel(desk: Desk) -> RunningTimer:
    """Stop the timer and keep nothing of it; return what ran."""
    with desk.change() as change:
        timer = _running(change)
        change.remove(timer)
    return timer


def annotate(desk: Desk, note: str) -> RunningTimer:
    """Give the running timer another note."""
    cleaned = clean_note(desk, note)
    with desk.change() as change:
        timer = _running(change)
        noted = timer.but(note=cleaned)
        change.save(timer, noted)
    return noted


def amend(
    desk: Desk, *, note: str | None = None, tags: tuple[str, ...] | None = None, started: datetime | None = None
) -> RunningTimer:
    """Correct the running timer: its note, its tags, since when it runs. Raises ``BadValue`` for a start ahead."""
    changes: dict[str, object] = {}
    if note is not None:
        changes["note"] = clean_note(desk, note)
    if tags is not None:
        changes["tags"] = clean_tags(desk, tags)
    if started is not None:
        changes["started"] = _begun(desk, started)
    with desk.change() as change:
        timer = _running(change)
        amended = timer.but(**changes)
        change.save(timer, amended)
    return amended


def running(desk: Desk) -> TimerView | None:
    """Return the running timer with its warning, None when none runs."""
    timer = desk.reader.timer()
    if timer is None:
        return None
    now = desk.now()
    name, ref, client_name = project_names(desk).get(timer.project_id, ("", "", ""))
    seconds = seconds_between(timer.started, now)
    here = zone_of(timer.zone)
    overnight = now.astimezone(here).date() > timer.started.astimezone(here).date()
    forgotten = seconds > FORGOTTEN_AFTER or overnight
    return TimerView(
        timer=timer,
        project_name=name,
        project_ref=ref,
        client_name=client_name,
        seconds=max(seconds, Decimal(0)),
        forgotten=forgotten,
        set_back=seconds < 0,
        warning=_warning(desk, seconds, overnight=overnight),
    )


def forgotten_at(timer: RunningTimer) -> datetime:
    """Return when ``timer`` begins to look forgotten: after twelve hours, or at midnight where it was started."""
    here = zone_of(timer.zone)
    local = timer.started.astimezone(here)
    tomorrow = local.date() + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=here)
    return min(timer.started + timedelta(seconds=FORGOTTEN_AFTER), midnight.astimezone(timer.started.tzinfo))


# -- the timer -------------------------------------------------------------------------------------------------------


def _running(change: Change) -> RunningTimer:
    timer = change.timer()
    if timer is None:
        raise NotFound(N_("No timer is running."), hint=N_("Start one, or add the time after the fact."))
    return timer


def _begun(desk: Desk, at: datetime | None) -> datetime:
    now = desk.now()
    if at is not None and at > now:
        raise BadValue(N_("A timer cannot start in the future."), hint=N_("Leave the time out to start now."))
    return whole_second(at or now)


def _finished(
    desk: Desk, change: Change, timer: RunningTimer, ended: datetime, note: str | None, *, sure: bool
) -> TimeEntry:
    from freelance_comm.text.durations import duration
    from freelance_comm.text.telling import near

    seconds = seconds_between(timer.started, ended)
    since = near(timer.started, desk.now(), timer.zone, desk.tr)
    if seconds < 0:
        doubt = Doubtful(
            N_("The timer was started {since}, which is after that: was the clock set back?"),
            hint=N_("Give the time it really ended, or discard the timer with `freelance-comm track cancel`."),
            since=since,
        )
        doubt.set_back = True
        raise doubt
    if seconds == 0:
        raise BadValue(
            N_("The timer has only just been started."),
            hint=N_("Let it run, or discard it with `freelance-comm track cancel`."),
        )
    if seconds > FORGOTTEN_AFTER and not sure:
        raise Doubtful(
            N_("The timer has been running for {duration}, since {since}: was it forgotten?"),
            hint=N_("Give the time it really ended (`track stop --at TIME`), or add --sure to keep it all."),
            duration=duration(seconds, desk.tr),
            since=since,
        )
    return TimeEntry(
        id=change.new_id(),
        project_id=timer.project_id,
        day=local_day(timer.started, timer.zone),
        seconds=seconds,
        zone=timer.zone,
        note=timer.note if note is None else note,
        started=timer.started,
        ended=ended,
        tags=timer.tags,
    )


def _already_running(desk: Desk, change: Change, timer: RunningTimer) -> EditConflict:
    from freelance_comm.text.telling import near

    name = next((each.name for each in change.project_names(closed=True) if each.id == timer.project_id), "?")
    owner = _OWNERS.get(timer.owner)
    return EditConflict(
        N_("A timer is already running for {project}, since {since}, started {owner}."),
        hint=N_("Stop it first, or switch: `freelance-comm track switch`."),
        project=name,
        since=near(timer.started, desk.now(), timer.zone, desk.tr),
        owner=desk.tr.gettext(owner) if owner else timer.owner or "?",
    )


def _warning(desk: Desk, seconds: Decimal, *, overnight: bool) -> str:
    if seconds < 0:
        return desk.tr.gettext("The timer starts in the future: was the clock set back?")
    if seconds > FORGOTTEN_AFTER:
        return desk.tr.gettext("The timer has been running for more than 12 hours. Was it forgotten?")
    if overnight:
        return desk.tr.gettext("The timer has been running since yesterday. Was it forgotten?")
    return ""


# -- names and notes -------------------------------------------------------------------------------------------------


def clean_note(desk: Desk, note: str) -> str:
    """Return a note that is safe to keep; raises ``BadValue`` for escapes and for more than the limit."""
    return clean_text(note, what=desk.tr.gettext("The note")) if note else ""


def clean_tags(desk: Desk, tags: tuple[str, ...]) -> tuple[str, ...]:
    """Return the tags cleaned, each once; raises ``BadValue`` for too many."""
    if len(tags) > MOST_TAGS:
        raise BadValue(N_("{count} tags are too many; {limit} are allowed."), count=len(tags), limit=MOST_TAGS)
    return tuple(dict.fromkeys(clean_name(tag, what=desk.tr.gettext("The tag"), limit=60) for tag in tags))


def project_names(desk: Desk) -> dict[int, tuple[str, str, str]]:
    """Return name, reference and the client's name of every project, open or closed, by its id."""
    clients = {client.id: client.name for client in desk.reader.client_names()}
    return {
        each.id: (each.name, each.ref, clients.get(each.client_id, ""))
        for each in desk.reader.project_names(closed=True)
    }
