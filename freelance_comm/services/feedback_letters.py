"""The letter that asks a client whether their words may be shown to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.feedback import Feedback, Permission, Tone
from freelance_comm.domain.marking import N_
from freelance_comm.domain.text_safety import show
from freelance_comm.services import draft_facts, drafts
from freelance_comm.services.fact_values import cleaned, local_day
from freelance_comm.services.feedback import all_feedback
from freelance_comm.services.letter_names import PERMISSION

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.situations import AfterSending
    from freelance_comm.store import Change


def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
    """Return the letter where something good was said about a project and nobody has asked yet."""
    return (PERMISSION,) if _to_ask(desk, file.head.id) is not None else ()


def _to_ask(desk: Desk, project_id: int) -> Feedback | None:
    """Return the newest good words about a project that nobody has asked about."""
    found = [
        one
        for one in all_feedback(desk.reader)
        if one.project_id == project_id and one.tone is Tone.GOOD and one.permission is Permission.NOT_ASKED
    ]
    return found[-1] if found else None


def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
    """Return the question for a project's good words. Raises ``BadValue`` where there are none to ask about."""
    found = _to_ask(desk, project.id)
    if found is None:
        raise BadValue(
            N_("There are no good words about “{name}” that you have not already asked about."),
            hint=draft_facts.HOW_TO_PROVIDE["feedback"],
            fact="feedback",
            name=show(project.name),
        )
    return compose(desk, found, built_in=built_in)


def compose(desk: Desk, feedback: Feedback, *, built_in: bool = False) -> Draft:
    """Return the question whether these words may be quoted."""
    from freelance_comm.services.answering import shortened
    from freelance_comm.services.clients import client_by_id

    client = client_by_id(desk, feedback.client_id)
    file = desk.reader.project(feedback.project_id) if feedback.project_id is not None else None
    facts = draft_facts.context(desk, file, client)
    told = {
        "words": feedback.words,
        "quoted": shortened(feedback.words).split("\n"),
        "day": local_day(feedback.said_at, desk.zone),
        "signed": feedback.signed,
    }
    facts |= {"feedback": cleaned(told)}
    project = file.head if file is not None else None
    draft = drafts.written(desk, PERMISSION, client, facts, form="txt", project=project, built_in=built_in)
    missing = draft.missing
    if feedback.tone is not Tone.GOOD:
        missing = (*missing, desk.tr.gettext("These words are not pure praise; would you show them to others?"))
    return draft.but(matter=feedback.id, missing=missing)


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Return what changes when the question has gone out: they are asked."""

    def asked(change: Change) -> None:
        base = next((one for one in change.of_clients(Feedback) if one.id == draft.matter), None)
        if base is not None and base.permission is Permission.NOT_ASKED:
            change.save(base, base.but(permission=Permission.ASKED, permission_at=change.now))

    return asked if draft.matter else None
