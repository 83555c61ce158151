"""Letters to clients one keeps: a hello after a silence, a thank-you out of the blue, something extra that is done.

They can be written for a project, and for a client without one: a hello looks back on the last work that was finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.project import ProjectState
from freelance_comm.services import draft_facts
from freelance_comm.services.letter_names import CHECK_IN, EXTRA, THANK_YOU

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.domain.regular import Idea
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.situations import AfterSending

NAMES: dict[str, str] = {"check-in": CHECK_IN, "thank-you": THANK_YOU}
"""Letters that need no project, by the word that a command takes."""


def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
    """Return the letters there is something to write about: the extra needs an idea that is done."""
    return (CHECK_IN, THANK_YOU, *((EXTRA,) if _done(file) is not None else ()))


def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
    """Return the letter ``name`` to the client of ``project``."""
    from freelance_comm.services import reports

    file = desk.reader.project(project.id)
    client = reports.client_of(desk, file.head.client_id)
    if name == EXTRA:
        return _written(desk, client, file, name, extra=_done(file), built_in=built_in)
    return _written(desk, client, file if is_finished(file.head) else None, name, built_in=built_in)


def compose_for(desk: Desk, client: Client, name: str, *, built_in: bool = False) -> Draft:
    """Return the letter ``name`` to a client: it looks back on the last project that was finished, if there is one."""
    project = last_finished(desk, client)
    file = desk.reader.project(project.id) if project is not None else None
    draft = _written(desk, client, file, name, built_in=built_in)
    return draft.but(missing=(*_what_comes_first(desk, client), *draft.missing))


def _what_comes_first(desk: Desk, client: Client) -> tuple[str, ...]:
    """Return in words what should be settled before somebody is greeted as if all were well."""
    from freelance_comm.services.complaint_views import all_complaints

    if not any(one.client_id == client.id and one.is_open for one in all_complaints(desk.reader)):
        return ()
    return (desk.tr.gettext("They have an open complaint: settle that first."),)


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Nothing else changes: that it went out is contact, and contact is all it was for."""
    return None


def last_finished(desk: Desk, client: Client) -> Project | None:
    """Return the project that was finished last for ``client``, None where none was."""
    done = [
        one.project
        for one in desk.reader.summaries(closed=True)
        if one.project.client_id == client.id and is_finished(one.project)
    ]
    return max(done, key=lambda project: (_ended(project), project.id), default=None)


def is_finished(project: Project) -> bool:
    """Whether the work of a project is over: closed, or delivered."""
    return project.state is ProjectState.CLOSED or bool(project.facts.get("delivered_on"))


def _ended(project: Project) -> str:
    return project.closed_on.isoformat() if project.closed_on is not None else project.facts.get("delivered_on", "")


def _done(file: ProjectFile) -> Idea | None:
    """Return the idea that was carried out last."""
    done = [idea for idea in file.ideas if idea.done_on is not None]
    return max(done, key=lambda idea: (idea.done_on, idea.id), default=None)


def _written(
    desk: Desk,
    client: Client,
    file: ProjectFile | None,
    name: str,
    *,
    extra: Idea | None = None,
    built_in: bool,
) -> Draft:
    from freelance_comm.services import drafts

    facts = draft_facts.context(desk, file, client)
    if extra is not None:
        facts |= {"extra": extra.text.rstrip(" .")}
    project = file.head if file is not None else None
    draft = drafts.written(desk, name, client, facts, form="txt", project=project, built_in=built_in)
    if extra is None or desk.tr.locale.split("_")[0] == client.language.split("_")[0]:
        return draft
    own_words = desk.tr.gettext("The extra is in your own words: translate it for the client.")
    return draft.but(missing=(*draft.missing, own_words))
