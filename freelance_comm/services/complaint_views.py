"""Complaints as lists and pages show them: how far each has come, what is next, which letter helps with it.

Apart from the steps themselves because every overview shows complaints, and few commands change them.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from freelance_comm.domain.complaint import Complaint, NextStep, Point, next_step
from freelance_comm.domain.errors import AppError, NotFound
from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import handles

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.focus import FocusPart
    from freelance_comm.store import Reader

REPLY, DONE, CHECK = "complaint/complaint-reply", "complaint/remedy-done", "complaint/check-back"
LETTERS = (REPLY, DONE, CHECK)
HELPS: dict[NextStep, str] = {
    NextStep.ANSWER: REPLY,
    NextStep.JUDGE: REPLY,
    NextStep.REMEDY: REPLY,
    NextStep.DO: REPLY,
    NextStep.TELL: DONE,
    NextStep.CHECK_BACK: CHECK,
    NextStep.RESOLVE: CHECK,
}
"""Which letter helps with a step."""
POINTS: dict[Point, str] = {
    Point.UNKNOWN: NP_("whether a client has a point", "not known yet"),
    Point.YES: NP_("whether a client has a point", "yes"),
    Point.PARTLY: NP_("whether a client has a point", "partly"),
    Point.NO: NP_("whether a client has a point", "no"),
}
_HELD = (PromiseState.KEPT, PromiseState.EARLY)
_NEXT: dict[NextStep, str] = {
    NextStep.ANSWER: N_("Answer: show that you understand, and if they have a point, own up, once."),
    NextStep.JUDGE: N_("Find out whether they have a point."),
    NextStep.REMEDY: N_("Say what you will do about it, and by when."),
    NextStep.DO: N_("Do what you promised: {what}, {due}."),
    NextStep.TELL: N_("It is done: tell them."),
    NextStep.CHECK_BACK: N_("Ask whether all is well now: {day}."),
    NextStep.RESOLVE: N_("If they are content, close it with a word on how it ended."),
    NextStep.NOTHING: N_("It is over."),
}
_LONGEST = 70
_SHOWN = 3


class PathLine(Record):
    """One step of the way: what it is, whether it is behind (``done``) or the next one (``now``), and when."""

    text: str
    when: str = ""
    done: bool = False
    now: bool = False


class ComplaintView(Record):
    """A complaint as people see it; ``promise`` is what its remedy is now on the ledger, wherever it was moved to.

    ``next_text`` says what comes next, ``letter`` names the draft that helps with it. ``remarks`` point out, in words,
    what should be thought over; ``sentence`` says what is now so.
    """

    complaint: Complaint
    handle: str
    client_name: str
    client_ref: str
    project_name: str
    project_ref: str
    said: str
    raised_text: str
    point_text: str
    promise: Promise | None
    remedied: bool
    next: NextStep
    next_text: str
    letter: str
    path: tuple[PathLine, ...]
    remarks: tuple[str, ...] = ()
    sentence: str = ""


def all_complaints(reader: Reader) -> tuple[Complaint, ...]:
    """Return every complaint, the oldest first."""
    return reader.of_clients(Complaint)


def open_about(desk: Desk, project_id: int) -> tuple[ComplaintView, ...]:
    """Return the open complaints about a project."""
    found = [one for one in all_complaints(desk.reader) if one.project_id == project_id and one.is_open]
    return views(desk, tuple(found))


def remedy_promise(reader: Reader, complaint: Complaint) -> Promise | None:
    """Return what the remedy is on the ledger now: the last promise it was moved to, None where there is none."""
    number = complaint.promise_id
    if number is None:
        return None
    try:
        of_project = reader.project(complaint.project_id).promises if complaint.project_id is not None else ()
    except NotFound:  # the project was taken away by hand, and the promise with it
        of_project = ()
    known = {promise.id: promise for promise in (*of_project, *reader.client_promises())}
    found = known.get(number)
    seen = {number}
    while found is not None and found.replaced_by is not None and found.replaced_by not in seen:
        seen.add(found.replaced_by)
        following = known.get(found.replaced_by)
        if following is None:
            break
        found = following
    return found


def stands(complaint: Complaint, promise: Promise | None) -> tuple[bool, bool, NextStep]:
    """Return whether a remedy is promised, whether it is done, and what comes next."""
    promised = promise is not None and promise.state is not PromiseState.WITHDRAWN
    late_but_done = promise is not None and promise.state is PromiseState.LATE and promise.replaced_by is None
    remedied = complaint.remedied_at is not None or (promise is not None and promise.state in _HELD) or late_but_done
    return promised, remedied, next_step(complaint, promised=promised, remedied=remedied)


def views(desk: Desk, complaints: tuple[Complaint, ...]) -> tuple[ComplaintView, ...]:
    """Return complaints as lists show them, in the order given."""
    if not complaints:
        return ()
    from freelance_comm.services.timer import project_names
    from freelance_comm.text.telling import near

    tr, now, zone = desk.tr, desk.now(), desk.zone
    clients = {client.id: client for client in desk.reader.clients()}
    projects = project_names(desk)
    named = handles.handles(handles.COMPLAINT, {one.id for one in (*complaints, *all_complaints(desk.reader))})
    result = []
    for one in complaints:
        client = clients.get(one.client_id)
        name, ref, _client = projects.get(one.project_id or 0, ("", "", ""))
        promise = remedy_promise(desk.reader, one)
        _promised, remedied, coming = stands(one, promise)
        result.append(
            ComplaintView(
                complaint=one,
                handle=named[one.id],
                client_name=client.name if client is not None else "",
                client_ref=client.ref if client is not None else "",
                project_name=name,
                project_ref=ref,
                said=cut(one.words),
                raised_text=near(one.raised_at, now, zone, tr),
                point_text=tr.pgettext("whether a client has a point", POINTS[one.point]),
                promise=promise,
                remedied=remedied,
                next=coming,
                next_text=next_words(desk, one, promise, coming),
                letter=HELPS.get(coming, ""),
                path=_path(desk, one, promise, remedied=remedied, coming=coming),
            )
        )
    return tuple(result)


def next_words(desk: Desk, complaint: Complaint, promise: Promise | None, coming: NextStep) -> str:
    """Return what comes next, in words."""
    words = desk.tr.gettext(_NEXT[coming])
    if coming is NextStep.DO and promise is not None:
        return _one_dot(words.format(what=show(promise.what).rstrip("."), due=_due(desk, promise)))
    if coming is NextStep.CHECK_BACK:
        from freelance_comm.text.telling import near_day

        day = complaint.check_back_on
        told = near_day(day, desk.today(), desk.tr) if day else desk.tr.gettext("on a day you choose")
        return _one_dot(words.format(day=told))
    return words


def _one_dot(sentence: str) -> str:
    """Return a sentence with one full stop at its end: a short month such as "4 дек." brings its own."""
    return sentence[:-1] if sentence.endswith("..") else sentence


def _due(desk: Desk, promise: Promise) -> str:
    from freelance_comm.services.promise_views import view

    return view(desk, promise).due_text


def _path(
    desk: Desk, one: Complaint, promise: Promise | None, *, remedied: bool, coming: NextStep
) -> tuple[PathLine, ...]:
    from freelance_comm.text.telling import near, near_day

    t, now, zone, today = desk.tr.gettext, desk.now(), desk.zone, desk.today()

    def line(step: NextStep, text: str, moment: datetime | None = None, when: str = "") -> PathLine:
        told = near(moment, now, zone, desk.tr) if moment is not None else when
        return PathLine(text=text, when=told, done=moment is not None, now=coming is step)

    made = [line(NextStep.NOTHING, t("They said it"), one.raised_at).but(now=False)]
    if one.owned_at is not None:
        made.append(line(NextStep.ANSWER, t("You owned up, once"), one.owned_at))
    else:
        made.append(line(NextStep.ANSWER, t("You answer"), one.answered_at))
    if one.point is not Point.NO:
        what = show(one.remedy) or t("You say what you will do, and by when")
        when = _remedy_time(desk, one, promise, remedied=remedied)
        set_right = PathLine(text=what, when=when, done=remedied, now=coming in _ABOUT_REMEDY)
        made += [set_right, line(NextStep.TELL, t("You tell them that it is done"), one.told_at)]
    planned = near_day(one.check_back_on, today, desk.tr) if one.check_back_on is not None else ""
    made.append(line(NextStep.CHECK_BACK, t("You ask whether all is well now"), one.checked_at, planned))
    over = near_day(one.resolved_on, today, desk.tr) if one.resolved_on is not None else ""
    ending = (show(one.outcome) if not one.is_open else "") or t("They are content again")
    made.append(PathLine(text=ending, when=over, done=not one.is_open, now=coming is NextStep.RESOLVE))
    return tuple(made)


def _remedy_time(desk: Desk, one: Complaint, promise: Promise | None, *, remedied: bool) -> str:
    """Return when it was put right, in words; until then, by when it is promised."""
    moment = one.remedied_at or (promise.closed_at if promise is not None else None)
    if remedied and moment is not None:
        from freelance_comm.text.telling import near

        return near(moment, desk.now(), desk.zone, desk.tr)
    return _due(desk, promise) if promise is not None else ""


_ABOUT_REMEDY = (NextStep.JUDGE, NextStep.REMEDY, NextStep.DO)


def cut(words: str) -> str:
    """Return the beginning of a client's words in one line."""
    line = " ".join(show(words[: 4 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def focus(desk: Desk, client: Client) -> FocusPart | None:
    """Return the open complaints of a client for the client's card, None where there are none."""
    found = tuple(one for one in all_complaints(desk.reader) if one.client_id == client.id and one.is_open)
    if not found:
        return None
    from freelance_comm.services.focus import FocusLine, FocusPart

    words = desk.tr.gettext("“{words}”")
    lines = []
    for one in views(desk, found[-_SHOWN:]):
        number = one.complaint.id
        lines.append(FocusLine(text=words.format(words=one.said), right=one.raised_text, thing_id=number))
        lines.append(FocusLine(text=one.next_text, act="complaints", thing_id=number))
    if len(found) > _SHOWN:
        left = len(found) - _SHOWN
        more = desk.tr.ngettext("and {n} more", "and {n} more", left).format(n=left)
        lines.append(FocusLine(text=more, act="complaints"))
    return FocusPart(name="complaints", title=N_("Complaints"), lines=tuple(lines))


def view(desk: Desk, complaint: Complaint, *, remarks: tuple[str, ...] = (), said: str = "") -> ComplaintView:
    """Return one complaint as it is shown; ``said`` is the msgid of what has just been done with it."""
    made = views(desk, (complaint,))[0]
    words = desk.tr.gettext(said or N_("“{words}” ({handle}). Next: {next}"))
    told = words.format(words=made.said, handle=made.handle, next=made.next_text)
    return made.but(remarks=remarks, sentence=told)


def find(desk: Desk, named: str | int) -> Complaint:
    """Return the complaint with that id, short name (``K-3K9F``) or words.

    Else ``named`` may be its client or project. Open ones go before those that are over.
    """
    known = {one.id: one for one in all_complaints(desk.reader)}
    if isinstance(named, int):
        if named not in known:
            raise NotFound(
                N_("This complaint is no longer there."), hint=N_("See `freelance-comm complaint list --all`.")
            )
        return known[named]
    described = {one.id: cut(one.words) for one in known.values()}
    still = {number: words for number, words in described.items() if known[number].is_open}
    return known[handles.choose_open(handles.COMPLAINT, named, still, described, lambda: _of_owner(desk, named))]


def _of_owner(desk: Desk, named: str) -> list[int]:
    """Return the complaints of the client, or about the project, that ``named`` means: open ones, else those over."""
    from freelance_comm.services.clients import find_client
    from freelance_comm.services.projects import find_project

    several: list[int] = []
    for look, field in ((find_client, "client_id"), (partial(find_project, closed=True), "project_id")):
        try:
            number = look(desk, named).id
        except AppError:
            continue
        of_it = [one for one in all_complaints(desk.reader) if getattr(one, field) == number]
        found = [one.id for one in of_it if one.is_open] or [one.id for one in of_it]
        if len(found) == 1:
            return found
        several = several or found
    return several
