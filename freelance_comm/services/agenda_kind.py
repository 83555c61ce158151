"""The kind thing to do when nothing is pressing: a first step, a surprise, something extra, a hello.

Apart from the sections of the overview because it is wanted only where all of them are empty.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.text_safety import show
from freelance_comm.domain.touch import Touch
from freelance_comm.services import contact_rhythm
from freelance_comm.services.agenda_item import Action, Glance, Item, SectionKind
from freelance_comm.stages.registry import STAGE_IDS

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectFile, ProjectSummary

_WORK = "work"
"""The stage from which something is made for the client."""
_NEW = 7
"""Days in which a project that has not come to work goes before everything that is only kind."""


def kind_thing(glance: Glance) -> Item:
    """Return what would be good to do when nothing is pressing: the next step of a new project, a surprise whose week
    it is, something extra where work has begun, or a hello; another thing each day.
    """
    if not glance.clients:
        return _first_client(glance)
    if not glance.has_projects:
        return _first_project(glance)
    begun = _next_step(glance, most_days=_NEW)
    if begun is not None:
        return begun
    active = sorted((one for one in glance.clients.values() if one.archived_on is None), key=lambda one: one.id)
    turn = glance.today.toordinal()
    surprises = [found for client in active if (found := _surprise(glance, client)) is not None]
    extras = _extras(glance)
    if surprises and (turn % 2 == 0 or not extras):
        return surprises[turn // 2 % len(surprises)]
    if extras:
        return extras[turn % len(extras)]
    return _next_step(glance) or _hello(glance, active or list(glance.clients.values()))


def _first_client(glance: Glance) -> Item:
    tr = glance.tr
    return glance.item(
        SectionKind.NEXT,
        "first-client",
        Action.ADD_CLIENT,
        when_text="",
        title=tr.gettext("Add your first client"),
        detail=tr.gettext("a name is enough to begin with"),
        reason=tr.gettext("everything else grows from there"),
        command="freelance-comm client add NAME",
    )


def _first_project(glance: Glance) -> Item:
    tr = glance.tr
    client = min(glance.clients.values(), key=lambda each: each.id)
    return glance.item(
        SectionKind.NEXT,
        "first-project",
        Action.ADD_PROJECT,
        when_text="",
        title=tr.gettext("Add a project"),
        detail=show(client.name),
        reason=tr.gettext("it is where the way from first contact to thanks begins"),
        command=f"freelance-comm project add NAME --client {client.ref}",
        client_id=client.id,
    )


def _next_step(glance: Glance, *, most_days: int | None = None) -> Item | None:
    """Return the next step of the newest project on which no work has begun; None where there is none to be taken.

    With ``most_days``, of those that were begun no longer ago, or in which nothing is written down yet. A quote that is
    with the client is theirs to answer.
    """
    from freelance_comm.domain.quote import QuoteState

    for summary in sorted(glance.open, key=lambda one: one.project.id, reverse=True):
        if _is_at_work(glance, summary):
            continue
        file = glance.desk.reader.project(summary.project.id)
        blank = summary.project.stage == STAGE_IDS[0] and not file.requirements
        age = (glance.now - summary.project.created).days
        if most_days is not None and age >= most_days and not blank:
            continue
        if file.quote is None or file.quote.state is not QuoteState.SENT:
            return _go_on(glance, file, blank=blank)
    return None


def _go_on(glance: Glance, file: ProjectFile, *, blank: bool) -> Item:
    from freelance_comm.services.walk import next_text

    tr, project = glance.tr, file.head
    client = glance.clients.get(project.client_id)
    return glance.item(
        SectionKind.NEXT,
        f"first-step-{project.id}",
        Action.OPEN,
        when_text="",
        title=tr.gettext("Go on with “{name}”").format(name=show(project.name)),
        detail=next_text(glance.desk, file),
        reason=tr.gettext("what was asked for is what everything later is measured against") if blank else "",
        command=f"freelance-comm project show {project.ref}",
        client_id=None if client is None else client.id,
        project_id=project.id,
    )


def _is_at_work(glance: Glance, summary: ProjectSummary) -> bool:
    """Return whether work on a project has begun: it stands at that stage or later, or time was spent on it."""
    begun = STAGE_IDS.index(summary.project.stage) >= STAGE_IDS.index(_WORK)
    return begun or glance.spent.get(summary.project.id) is not None


def _surprise(glance: Glance, client: Client) -> Item | None:
    """Return the pleasant surprise of this client's week; None outside of it."""
    from freelance_comm.domain.regular import surprise_week
    from freelance_comm.services import ideas

    if surprise_week(client.id, glance.today) is None:
        return None
    words = ideas.surprise_for(glance.desk, client, ideas.ideas_of(glance.desk.reader, client_id=client.id))
    if not words:
        return None
    return glance.item(
        SectionKind.NEXT,
        f"surprise-{client.id}",
        Action.IDEA,
        when_text="",
        title=glance.tr.gettext("Surprise {name} this week").format(name=show(client.name)),
        detail=words,
        reason=glance.tr.gettext("a small pleasure out of the blue is remembered longest"),
        command=f'freelance-comm idea add "…" --client {client.ref}',
        client_id=client.id,
    )


def _extras(glance: Glance) -> list[Item]:
    """Return projects at work that have room for a further idea: before, there is nothing yet to go beyond."""
    from freelance_comm.services import ideas

    tr, found = glance.tr, []
    for summary in glance.open:
        client = glance.client_of(summary)
        if client is None or not _is_at_work(glance, summary) or not ideas.open_places(glance.desk, summary.project):
            continue
        found.append(
            glance.item(
                SectionKind.NEXT,
                f"idea-{summary.project.id}",
                Action.IDEA,
                when_text="",
                title=tr.gettext("Think of something extra for {name}").format(name=show(client.name)),
                detail=show(client.likes) or show(summary.project.name),
                reason=tr.gettext("one small thing nobody asked for is what people remember"),
                command=f'freelance-comm idea add "…" --project {summary.project.ref}',
                client_id=client.id,
                project_id=summary.project.id,
            )
        )
    return found


def _hello(glance: Glance, clients: list[Client]) -> Item:
    """Return whom to greet: who was heard of longest ago, and not somebody who wants to be left alone for now."""
    contacts = contact_rhythm.last_contacts(glance.conversations)
    early = min((glance.now, *contacts.values()))

    def heard_of(client: Client) -> tuple[bool, datetime, int]:
        silent = contact_rhythm.silent_days(glance.calendar, glance.today, contacts.get(client.id))
        is_early = contact_rhythm.touch_of(glance.profile, client, silent) is Touch.TOO_EARLY
        return (is_early, contacts.get(client.id, early), client.id)

    client = min(clients, key=heard_of)
    return glance.item(
        SectionKind.NEXT,
        f"hello-{client.id}",
        Action.INVITE,
        when_text="",
        title=glance.tr.gettext("Say hello to {name}").format(name=show(client.name)),
        detail=show(client.likes),
        reason=glance.tr.gettext("looking after the clients you have is easier than finding new ones"),
        command=f"freelance-comm regulars write {client.ref}",
        client_id=client.id,
    )
