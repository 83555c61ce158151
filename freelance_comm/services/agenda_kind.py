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


def kind_thing(glance: Glance) -> Item:
    """Return what would be good to do when nothing is pressing: a first step, a surprise whose week it is, something
    extra for a project, or a hello; another thing each day.
    """
    if not glance.clients:
        return _first_client(glance)
    if not glance.has_projects:
        return _first_project(glance)
    begun = _first_step(glance)
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
    return _hello(glance, active or list(glance.clients.values()))


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
        reason=tr.gettext("the way from first contact to thanks begins with it"),
        command=f"freelance-comm project add NAME --client {client.ref}",
        client_id=client.id,
    )


def _first_step(glance: Glance) -> Item | None:
    """Return the next step of the newest project in which nothing is written down yet; None where there is no such."""
    from freelance_comm.services.walk import next_text

    tr = glance.tr
    for summary in sorted(glance.open, key=lambda one: one.project.id, reverse=True):
        if summary.project.stage != STAGE_IDS[0]:
            continue
        file = glance.desk.reader.project(summary.project.id)
        if file.requirements:
            continue
        client = glance.client_of(summary)
        return glance.item(
            SectionKind.NEXT,
            f"first-step-{summary.project.id}",
            Action.OPEN,
            when_text="",
            title=tr.gettext("Go on with “{name}”").format(name=show(summary.project.name)),
            detail=next_text(glance.desk, file),
            reason=tr.gettext("what was asked for is what everything later is measured by"),
            command=f"freelance-comm project show {summary.project.ref}",
            client_id=None if client is None else client.id,
            project_id=summary.project.id,
        )
    return None


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
    """Return running projects that have room for a further idea."""
    from freelance_comm.services import ideas

    tr, found = glance.tr, []
    for summary in glance.open:
        client = glance.client_of(summary)
        if client is None or not ideas.open_places(glance.desk, summary.project):
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
