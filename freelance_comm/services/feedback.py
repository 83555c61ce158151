"""What clients said about the work: kept word for word, learned from, and quoted with their leave only.

"feedback" here is good and bad alike; what is wrong and has to be put right is a complaint.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.feedback import Feedback, Permission, Tone
from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import clean_text, show
from freelance_comm.services import handles, wording
from freelance_comm.services.belonging import owner

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.focus import FocusPart
    from freelance_comm.store import Reader

LONGEST_WORDS = 10_000
TONES: dict[Tone, str] = {
    Tone.GOOD: NP_("how feedback was meant", "good"),
    Tone.MIXED: NP_("how feedback was meant", "mixed"),
    Tone.BAD: NP_("how feedback was meant", "bad"),
}
PERMISSIONS: dict[Permission, str] = {
    Permission.NOT_ASKED: NP_("permission to quote", "not asked"),
    Permission.ASKED: NP_("permission to quote", "asked"),
    Permission.GIVEN: NP_("permission to quote", "may be quoted"),
    Permission.REFUSED: NP_("permission to quote", "not to be quoted"),
}
_WORDS = N_("What they said")
_SAID_BY = N_("Who said it")
_SIGNED = N_("How they want to be named")
_LESSON = N_("What you take from it")
_LONGEST = 90
_SHOWN = 3


class FeedbackView(Record):
    """Something a client said, as lists show it. ``said`` is the beginning of it, ``sentence`` what is now so."""

    feedback: Feedback
    handle: str
    client_name: str
    client_ref: str
    project_name: str
    project_ref: str
    said: str
    when_text: str
    tone_text: str
    permission_text: str
    sentence: str = ""


def all_feedback(reader: Reader) -> tuple[Feedback, ...]:
    """Return everything that clients said, the oldest first."""
    return tuple(sorted(reader.of_clients(Feedback), key=lambda one: (one.said_at, one.id)))


def add(
    desk: Desk,
    words: str,
    *,
    client_text: str = "",
    project_text: str = "",
    message_text: str = "",
    tone: Tone = Tone.GOOD,
    said_by: str = "",
    said_at: datetime | None = None,
    lesson: str = "",
) -> FeedbackView:
    """Note what a client said, word for word; with ``message_text`` and no ``words`` those of that message."""
    whose = owner(desk, client_text=client_text, project_text=project_text, message_text=message_text, closed=True)
    message, project = whose.message, whose.project
    if message is not None and not words.strip():
        words = message.excerpt or message.subject
    moment = said_at or (message.at if message is not None else desk.now())
    cleaned = _checked(
        desk,
        Feedback(
            id=0,
            client_id=whose.client.id,
            words=words,
            said_at=wording.past_moment(desk, moment),
            tone=tone,
            project_id=project.id if project is not None else None,
            message_id=message.id if message is not None else None,
            said_by=said_by,
            lesson=lesson,
        ),
    )
    with desk.change() as change:
        noted = cleaned.but(id=change.new_id())
        change.add(noted)
    return view(desk, noted, said=N_("Noted: “{words}” ({handle})."))


def _checked(desk: Desk, feedback: Feedback) -> Feedback:
    words = clean_text(feedback.words, what=desk.tr.gettext(_WORDS), limit=LONGEST_WORDS)
    if not words:
        raise BadValue(
            N_("{what} is empty."),
            hint=N_("Write it down as they said it, word for word."),
            what=desk.tr.gettext(_WORDS),
        )
    return feedback.but(
        words=words,
        said_by=wording.line(desk, feedback.said_by, _SAID_BY),
        signed=wording.line(desk, feedback.signed, _SIGNED),
        lesson=clean_text(feedback.lesson, what=desk.tr.gettext(_LESSON), limit=LONGEST_WORDS),
    )


def list_feedback(
    desk: Desk, *, client_text: str = "", project_text: str = "", tone: Tone | None = None, quotable: bool = False
) -> tuple[FeedbackView, ...]:
    """Return what clients said, the newest first; ``quotable`` only what may be quoted."""
    found = [one for one in all_feedback(desk.reader) if tone in (None, one.tone)]
    found = [one for one in found if one.may_be_quoted or not quotable]
    if client_text or project_text:
        whose = owner(desk, client_text=client_text, project_text=project_text, closed=True)
        found = [one for one in found if one.client_id == whose.client.id]
        if whose.project is not None:
            found = [one for one in found if one.project_id == whose.project.id]
    return views(desk, tuple(reversed(found)))


def find(desk: Desk, named: str | int) -> Feedback:
    """Return the feedback with that id, short name (``F-3K9F``) or words."""
    known = {one.id: one for one in all_feedback(desk.reader)}
    if isinstance(named, int):
        if named not in known:
            raise NotFound(N_("This is no longer there."), hint=N_("See `freelance-comm feedback list`."))
        return known[named]
    described = {one.id: cut(one.words) for one in known.values()}
    return known[handles.choose(handles.FEEDBACK, named, described)]


def save(desk: Desk, base: Feedback, new: Feedback) -> FeedbackView:
    """Save edited feedback; ``EditConflict`` where a field changed meanwhile."""
    checked = _checked(desk, new.but(id=base.id))
    if new.said_at != base.said_at:
        wording.past_moment(desk, new.said_at)
    if checked.permission is not base.permission:
        checked = checked.but(permission_at=desk.now())
    with desk.change() as change:
        change.save(base, checked)
    return view(desk, find(desk, base.id))


def permit(desk: Desk, named: str | int, permission: Permission, signed: str | None = None) -> FeedbackView:
    """Note that the client was asked, or said yes or no to being quoted, and how they want to be named."""
    base = find(desk, named)
    name = base.signed if signed is None else wording.line(desk, signed, _SIGNED)
    new = base.but(permission=permission, permission_at=desk.now(), signed=name)
    with desk.change() as change:
        change.save(base, new)
    return view(desk, new)


def remove(desk: Desk, named: str | int) -> Feedback:
    """Remove what was noted by mistake, and return it."""
    base = find(desk, named)
    with desk.change() as change:
        change.remove(base)
    return base


def quotation(feedback: Feedback, client: Client) -> str:
    """Return words as they can be shown to others: with the name under them that the client chose, else theirs.

    Raises ``BadValue`` where the client has not said yes.
    """
    if not feedback.may_be_quoted:
        raise BadValue(
            N_("{client} has not said that you may quote these words."),
            hint=N_("Ask first: `freelance-comm feedback ask`, then note the yes with `feedback allow`."),
            client=show(client.name),
        )
    from freelance_comm.text.languages import quotation_marks

    begin, end = quotation_marks(client.language)
    return f"{begin}{feedback.words.strip()}{end}\n— {feedback.signed or feedback.said_by or client.name}"


def view(desk: Desk, feedback: Feedback, *, said: str = "") -> FeedbackView:
    """Return one piece of feedback as it is shown; ``said`` is the msgid of what has just been done with it."""
    made = views(desk, (feedback,))[0]
    words = desk.tr.gettext(said or N_("“{words}” ({handle}): {permission}."))
    return made.but(sentence=words.format(words=made.said, handle=made.handle, permission=made.permission_text))


def views(desk: Desk, found: tuple[Feedback, ...]) -> tuple[FeedbackView, ...]:
    """Return feedback as lists show it, in the order given."""
    if not found:
        return ()
    from freelance_comm.services.timer import project_names
    from freelance_comm.text.telling import near

    tr = desk.tr
    clients = {client.id: client for client in desk.reader.clients()}
    projects = project_names(desk)
    named = handles.handles(handles.FEEDBACK, {one.id for one in (*found, *all_feedback(desk.reader))})
    result = []
    for one in found:
        client = clients.get(one.client_id)
        name, ref, _client = projects.get(one.project_id or 0, ("", "", ""))
        result.append(
            FeedbackView(
                feedback=one,
                handle=named[one.id],
                client_name=client.name if client is not None else "",
                client_ref=client.ref if client is not None else "",
                project_name=name,
                project_ref=ref,
                said=cut(one.words),
                when_text=near(one.said_at, desk.now(), desk.zone, tr),
                tone_text=tr.pgettext("how feedback was meant", TONES[one.tone]),
                permission_text=tr.pgettext("permission to quote", PERMISSIONS[one.permission]),
            )
        )
    return tuple(result)


def cut(words: str) -> str:
    """Return the beginning of a client's words in one line."""
    line = " ".join(show(words[: 4 * _LONGEST]).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def focus(desk: Desk, client: Client) -> FocusPart | None:
    """Return the last things a client said about the work, for the client's card; None where there are none."""
    found = [one for one in all_feedback(desk.reader) if one.client_id == client.id]
    if not found:
        return None
    from freelance_comm.services.focus import FocusLine, FocusPart

    words = desk.tr.gettext("“{words}” ({tone})")
    lines = [
        FocusLine(
            text=words.format(words=one.said, tone=one.tone_text),
            right=one.when_text,
            act="feedback",
            thing_id=one.feedback.id,
        )
        for one in views(desk, tuple(reversed(found[-_SHOWN:])))
    ]
    return FocusPart(name="feedback", title=N_("They said"), lines=tuple(lines))
