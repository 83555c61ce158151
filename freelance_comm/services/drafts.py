"""Drafts of letters: which there are, written in the client's language from what is on record; what became of them.

Nothing is ever sent from here. A draft is text for the freelancer to read, change and send.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, SentDraft
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.domain.zones import zone_of
from freelance_comm.services import draft_doubts, draft_facts, reports, sending, situations
from freelance_comm.services.draft_files import (
    drop_work,
    keep_for_editor,
    keep_work,
    kept_for_editor,
    kept_work,
    save_document,
)
from freelance_comm.services.letter_names import (
    DOCUMENTS,
    NOTICE,
    QUESTION,
    RECEIVED,
    REPLIES,
    REPLY,
    SITUATIONS,
    TITLES,
    title_of,
)

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.promise_making import Move
    from freelance_comm.services.reports import ReportView
    from freelance_comm.text.templates import Templates

__all__ = [
    "NOTICE",
    "QUESTION",
    "RECEIVED",
    "REPLIES",
    "REPLY",
    "TITLES",
    "Draft",
    "DraftLine",
    "as_eml",
    "as_text",
    "choose",
    "compose",
    "compose_report",
    "drafts_for",
    "drop_work",
    "keep_for_editor",
    "keep_work",
    "kept_for_editor",
    "kept_work",
    "mark_sent",
    "save_document",
]


class DraftLine(Record):
    """A draft that can be written for a project. ``title`` is translated; ``current`` belongs to the stage it is in."""

    name: str
    title: str
    stage: str
    current: bool
    sent_at: datetime | None = None


class Draft(Record):
    """A letter ready to be read. ``locale`` is the language it is written in, ``kind`` what the coach takes it for.

    ``recipient`` is the client's mail address, empty when none is known. ``missing`` are sentences for the freelancer
    (translated): what the letter does not say because it is not on record, and what to look at before it goes out.
    ``message_id`` is the message it answers, ``in_reply_to`` that message's id in the mail, ``references`` the ids of
    the thread before it; ``html`` the same letter as a page, offered beside the text in a mail; ``period`` what a
    progress report covers; ``answer_by`` the moment by which a letter announces the answer itself,
    ``place`` the code points of an answer at which the freelancer's own words are still to be written. ``matter`` is
    the id of what a letter for a situation is about, ``incoming`` the client's words that it answers, ``moves`` the new
    time that it gives a promise.
    """

    name: str
    locale: str
    kind: str
    subject: str
    body: str
    recipient: str
    recipient_name: str
    form: str = "txt"
    missing: tuple[str, ...] = ()
    client_id: int = 0
    project_id: int | None = None
    message_id: int | None = None
    html: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    answer_by: datetime | None = None
    place: tuple[int, int] | None = None
    period: tuple[date, date] | None = None
    matter: int = 0
    moves: Move | None = None
    incoming: str = ""


def drafts_for(desk: Desk, project: Project) -> tuple[DraftLine, ...]:
    """Return the drafts of all stages in the order of the workflow, then one's own, then those of situations."""
    from freelance_comm.stages.registry import STAGE_IDS, STAGES

    file = desk.reader.project(project.id)
    sent = {one.template: one.at for one in sorted(file.sent, key=lambda one: (one.at, one.id))}
    places = [(name, stage.id) for stage in STAGES for name in stage.drafts]
    known = {name for name, _ in places} | {*SITUATIONS, *REPLIES, *DOCUMENTS}
    client = reports.client_of(desk, file.head.client_id)
    own = [name for name in _templates(desk).names(client.language) if name not in known]
    for name in (*own, *situations.at_hand(desk, file, SITUATIONS)):
        folder = name.partition("/")[0]
        places.append((name, folder if folder in STAGE_IDS else ""))
    places += [(name, "") for name in REPLIES]
    return tuple(
        DraftLine(
            name=name,
            title=title_of(desk.tr, name),
            stage=stage,
            current=stage == file.head.stage,
            sent_at=sent.get(name),
        )
        for name, stage in places
    )


def choose(desk: Desk, project: Project, text: str) -> str:
    """Return the name of the draft meant by ``text``: a whole name, its last part, or how either begins.

    Without ``text`` it is the current stage's first draft that has not been sent, else its last one. Raises
    ``Ambiguous`` with the candidates, ``NotFound`` with close names.
    """
    lines = drafts_for(desk, project)
    wanted = text.strip().casefold()
    if not wanted:
        current = [line for line in lines if line.current] or list(lines)
        unsent = [line for line in current if line.sent_at is None]
        return (unsent or current[-1:])[0].name
    for fits in (
        lambda name: wanted in (name, name.rpartition("/")[2]),
        lambda name: name.startswith(wanted) or name.rpartition("/")[2].startswith(wanted),
        lambda name: wanted in name,
    ):
        found = [line.name for line in lines if fits(line.name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(
                N_("“{name}” matches several letters."),
                hint=N_("Give more of the name."),
                near=tuple(found),
                name=text.strip()[:80],
            )
    from difflib import get_close_matches

    names = [line.name for line in lines]
    short = {name.rpartition("/")[2]: name for name in names}
    near = tuple(short[one] for one in get_close_matches(wanted, list(short), n=3, cutoff=0.5)) or tuple(names)
    raise NotFound(N_("There is no letter called “{name}”."), near=near, name=text.strip()[:80])


def compose(
    desk: Desk,
    project: Project,
    name: str,
    *,
    form: str = "txt",
    formal: bool | None = None,
    built_in: bool = False,
    **extra: Any,
) -> Draft:
    """Return the draft ``name`` for ``project`` in the client's language.

    ``formal`` overrides the client's form of address; ``built_in`` passes over the freelancer's own templates.
    ``extra`` adds or replaces facts (``answer``, ``new_deadline``).
    Raises ``BadValue`` naming a fact that the letter needs and the record does not hold, and how to provide it.
    """
    file = desk.reader.project(project.id)
    client = reports.client_of(desk, file.head.client_id)
    if name in REPLIES and not extra:
        from freelance_comm.services import answering

        waiting = sending.longest_waiting(desk, client)
        return answering.compose(desk, client, waiting, file.head, name=name, built_in=built_in)
    if name == reports.TEMPLATE and not extra and formal is None:
        return compose_report(desk, reports.report(desk, file.head), form=form, built_in=built_in)
    if situations.has_writer(name) and not extra and formal is None:
        return situations.compose(desk, file.head, name, built_in=built_in)
    facts = draft_facts.context(desk, file, client, formal=formal)
    if name == reports.TEMPLATE:
        facts |= draft_facts.report_facts(desk, reports.report(desk, file.head))
    elif name == "quote/quote":
        from freelance_comm.services.quote_facts import facts_of_the_draft

        facts |= facts_of_the_draft(desk, file, client)
    facts |= extra
    return written(desk, name, client, facts, form=form, project=file.head, built_in=built_in)


def compose_report(desk: Desk, view: ReportView, *, form: str = "txt", built_in: bool = False) -> Draft:
    """Return the progress report of ``view`` as a letter (``txt``), Markdown or a page.

    Raises ``BadValue`` when no time was logged in the period: a letter about nothing reports nothing.
    """
    if not view.actions:
        from freelance_comm.text.formats import dates_here

        raise BadValue(
            N_("No time is logged on “{name}” ({period})."),
            hint=draft_facts.HOW_TO_PROVIDE["actions"],
            fact="actions",
            name=show(view.project.name),
            period=dates_here(desk.tr).period(view.first, view.last),
        )
    file = desk.reader.project(view.project.id)
    facts = draft_facts.context(desk, file, view.client) | draft_facts.report_facts(desk, view)
    draft = written(desk, reports.TEMPLATE, view.client, facts, form=form, project=file.head, built_in=built_in)
    return draft.but(period=(view.first, view.last))


def _templates(desk: Desk) -> Templates:
    from freelance_comm.text.templates import Templates

    return Templates(desk.template_folder)


def written(
    desk: Desk,
    name: str,
    client: Client,
    facts: Mapping[str, Any],
    *,
    form: str,
    project: Project | None,
    built_in: bool,
) -> Draft:
    """Return the draft that a template makes of ``facts``, addressed to the first contact with a mail address.

    Raises ``BadValue`` for a fact that it needs and the record does not hold, or for a template of one's own with a
    mistake in it.
    """
    try:
        rendered = _templates(desk).render(name, client.language, facts, form=form, built_in=built_in)
    except BadValue as error:
        fact = str(error.params.get("fact", "")).partition(".")[0]
        if fact not in draft_facts.HOW_TO_PROVIDE:
            raise
        raise BadValue(
            N_("“{letter}” cannot be written yet."),
            hint=draft_facts.HOW_TO_PROVIDE[fact],
            letter=title_of(desk.tr, name),
            fact=str(error.params["fact"]),
        ) from error
    contact = next((one for one in client.contacts if one.email), None)
    return Draft(
        name=name,
        locale=rendered.locale,
        kind=rendered.kind,
        subject="" if facts["chat"] else rendered.subject,
        body=rendered.body,
        recipient=contact.email if contact is not None else "",
        recipient_name=contact.name if contact is not None else client.name,
        form=form,
        missing=draft_doubts.doubts(desk, name, client, facts, rendered.locale, project),
        client_id=client.id,
        project_id=None if project is None else project.id,
    )


def as_text(desk: Desk, draft: Draft) -> str:
    """Return a draft as one text: the subject on top, then the letter; a chat message and a page have no subject."""
    if not draft.subject or draft.form != "txt":
        return draft.body
    label = desk.tr.pgettext("of a letter", "Subject: {subject}")
    return f"{label.format(subject=draft.subject)}\n\n{draft.body}"


def as_eml(desk: Desk, draft: Draft) -> bytes:
    """Return the draft as a mail that a mail program opens for sending (X-Unsent)."""
    from freelance_comm.mail.draft_file import build_eml
    from freelance_comm.mail.headers import Mailbox

    profile = desk.profile()
    if not draft.recipient:
        raise BadValue(
            N_("No mail address is on record for {name}."),
            hint=N_("Add one: client contact, with --email."),
            name=draft.recipient_name,
        )
    return build_eml(
        sender=Mailbox(address=profile.email, name=profile.name) if profile.email else None,
        to=Mailbox(address=draft.recipient, name=draft.recipient_name),
        subject=draft.subject,
        body=draft.body,
        date=desk.now().astimezone(zone_of(desk.zone)),
        html=draft.html or None,
        in_reply_to=draft.in_reply_to or None,
        references=draft.references,
    )


def mark_sent(desk: Desk, project: Project | None, draft: Draft) -> SentDraft | None:
    """Note that ``draft`` has gone out: it counts as a message to the client, and ticks off what it stands for.

    A progress report keeps the period it covers. ``None`` for a letter that belongs to no project.
    """
    answered = sending.waiting_message(desk, draft.message_id)
    also = situations.after_sending(desk, draft)
    told: dict[str, Any] = {"subject": draft.subject, "body": draft.body, "answers": answered, "also": also}
    if project is None:
        sending.note_answer(desk, reports.client_of(desk, draft.client_id), **told)
        return None
    return sending.note_sent(desk, project, draft.name, period=draft.period, **told)
