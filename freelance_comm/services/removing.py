"""Removing a client or a project with all that belongs to it: one change, so that one undo brings everything back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services import lookup

if TYPE_CHECKING:
    from freelance_comm.domain.message import Message
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.promise import Promise
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change, Reader
    from freelance_comm.text.catalog import Translator


class Belongings(Record):
    """What goes together with a client: their projects, open and closed, the time logged on them, the messages."""

    projects: tuple[Project, ...]
    entries: int
    messages: int


def belongings(desk: Desk, client: Client) -> Belongings:
    """Return what hangs on a client, to be told before it is removed."""
    reader = desk.reader
    projects = _projects(reader, client.id)
    return Belongings(
        projects=projects,
        entries=sum(len(reader.all_entries(project.id)) for project in projects),
        messages=sum(message.client_id == client.id for message in reader.messages(date.min, date.max)),
    )


def told(tr: Translator, found: Belongings) -> str:
    """Return it in words, "2 projects, 14 time entries", empty where nothing hangs on the client."""
    from freelance_comm.services.past_kinds import counted_things

    counts = {"Project": len(found.projects), "TimeEntry": found.entries, "Message": found.messages}
    return ", ".join(counted_things(tr, kind, count) for kind, count in counts.items() if count)


def remove_client(desk: Desk, client: Client) -> None:
    """Remove a client with the promises made to them and the messages logged; refused while they have projects.

    Closed projects count too: what was done for somebody is kept together with who it was done for.
    """
    with desk.change() as change:
        current = _stored(change, client.id)
        held = _projects(change, client.id)
        if held:
            raise BadValue(
                N_("{name} still has projects: {projects}."),
                hint=N_("A client stays as long as there is work to look back on; --with-projects removes everything."),
                name=show(current.name),
                projects=", ".join(f"{one.ref} {show(one.name)}" for one in held[: lookup.SHOWN]),
            )
        _take_out_client(change, current)


def remove_client_with_everything(desk: Desk, client: Client) -> Belongings:
    """Remove a client with projects, time, messages and promises, and return what went."""
    with desk.change() as change:
        current = _stored(change, client.id)
        projects = _projects(change, client.id)
        entries = sum(_take_out(change, project) for project in projects)
        messages = _take_out_client(change, current)
    return Belongings(projects=projects, entries=entries, messages=messages)


def _stored(change: Change, client_id: int) -> Client:
    current = next((one for one in change.clients() if one.id == client_id), None)
    if current is None:
        raise NotFound(N_("This client is no longer there."), hint=N_("Look at the list of clients."))
    return current


def _take_out_client(change: Change, client: Client) -> int:
    """Remove a client with all that belongs to them and to no project; return how many messages there were."""
    from freelance_comm.domain.complaint import Complaint
    from freelance_comm.domain.feedback import Feedback
    from freelance_comm.domain.regular import HabitCheck, Idea

    messages = [message for message in change.messages(date.min, date.max) if message.client_id == client.id]
    kept: list[Message | Promise | Idea | HabitCheck | Complaint | Feedback] = [*messages, *change.client_promises()]
    kept += [*change.of_clients(Idea), *change.of_clients(HabitCheck)]
    kept += [*change.of_clients(Complaint), *change.of_clients(Feedback)]
    for record in kept:
        if record.client_id == client.id:
            change.remove(record)
    _forget_mail(change, client.id)
    change.remove(client)
    return len(messages)


def _forget_mail(change: Change, client_id: int) -> None:
    """Remove what is kept of a client's mail beside their messages."""
    for person in change.mail_people():
        if person.client_id == client_id:
            change.remove(person)
    for mail in change.left_out():
        if mail.client_id == client_id:
            change.remove(mail)


def remove_project(desk: Desk, project: Project) -> Belongings:
    """Remove a project with the time logged on it.

    Messages, complaints and what was said about it stay with the client, as of no project.
    """
    from freelance_comm.domain.complaint import Complaint
    from freelance_comm.domain.feedback import Feedback

    with desk.change() as change:
        entries = _take_out(change, change.project(project.id).head)
        messages = [one for one in change.messages(date.min, date.max) if one.project_id == project.id]
        for message in messages:
            change.save(message, message.but(project_id=None))
        heard: list[Complaint | Feedback] = [*change.of_clients(Complaint), *change.of_clients(Feedback)]
        for said in heard:
            if said.project_id == project.id:
                change.save(said, said.but(project_id=None))
    return Belongings(projects=(project,), entries=entries, messages=len(messages))


def _projects(reader: Reader, client_id: int) -> tuple[Project, ...]:
    return tuple(one.project for one in reader.summaries(closed=True) if one.project.client_id == client_id)


def _take_out(change: Change, project: Project) -> int:
    """Remove a project, its time and a timer that runs on it; return how many entries there were."""
    entries = change.all_entries(project.id)
    for entry in entries:
        change.remove(entry)
    timer = change.timer()
    if timer is not None and timer.project_id == project.id:
        change.remove(timer)
    change.remove(change.project(project.id).head)
    return len(entries)
