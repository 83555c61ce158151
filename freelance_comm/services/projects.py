"""Projects: add, find, list, change. The lists and facts of a project lie beside (``checklist``, ``facts``).

On the path of every command that names a project, so it imports only what finding one needs.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError, BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project, ProjectState
from freelance_comm.domain.project_file import ProjectFile, ProjectSummary
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import name_key, show
from freelance_comm.services.checklist import (
    KEEP,
    Keep,
    add_requirement,
    add_step,
    change_requirement,
    finish_step,
    open_steps,
    remove_requirement,
    remove_step,
    save_requirement,
    tick_requirement,
)
from freelance_comm.services.facts import fact_value, find_fact, set_fact, set_facts, show_fact
from freelance_comm.services.lookup import SameName
from freelance_comm.services.project_search import find_project_name

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.domain.quote import Quote
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

__all__ = [
    "KEEP",
    "Keep",
    "ProjectLine",
    "add_project",
    "add_requirement",
    "add_step",
    "change_project",
    "change_requirement",
    "fact_value",
    "find_fact",
    "find_project",
    "find_project_name",
    "finish_step",
    "list_projects",
    "open_file",
    "open_steps",
    "project_by_id",
    "remove_requirement",
    "remove_step",
    "save_requirement",
    "set_fact",
    "set_facts",
    "show_fact",
    "tick_requirement",
]


class ProjectLine(Record):
    """One line of the list of projects. ``next_text`` says what to do next; ``seconds_spent`` is exact."""

    summary: ProjectSummary
    client: Client | None
    stage_title: str
    next_text: str
    seconds_spent: Decimal


def add_project(
    desk: Desk, name: str, *, client_text: str, currency: str = "", small: bool = False, same_name_ok: bool = False
) -> Project:
    """Add a project for the client that ``client_text`` means and return it with its reference.

    The currency defaults to the client's, then to the freelancer's. A name the client's open projects already have
    raises ``SameName`` unless ``same_name_ok``.
    """
    from freelance_comm.domain.money import check_currency
    from freelance_comm.services import wording
    from freelance_comm.services.clients import find_client

    cleaned = wording.name(desk, name, N_("The name of the project"))
    client = find_client(desk, client_text)
    money = check_currency(currency or client.currency or desk.profile().currency)
    year = desk.today().year
    with desk.change() as change:
        if not same_name_ok:
            _refuse_same_name(change, cleaned, client)
        project = Project(
            id=change.new_id(),
            ref=change.next_ref("P", year),
            name=cleaned,
            client_id=client.id,
            created=change.now,
            currency=money,
            small_job=small,
        )
        change.add(project, project_id=project.id)
    return project


def find_project(desk: Desk, text: str, *, closed: bool = False) -> Project:
    """Return the project that ``text`` means: reference, name, the beginning of either, or its client's name.

    Open projects come first; with ``closed``, closed ones are looked at when no open one fits.
    """
    return desk.reader.project(find_project_name(desk, text, closed=closed).id).head


def project_by_id(desk: Desk, project_id: int) -> Project:
    """Return the head of the project with that id, open or closed."""
    return desk.reader.project(project_id).head


def open_file(desk: Desk, project_id: int) -> ProjectFile:
    """Return everything kept about a project."""
    return desk.reader.project(project_id)


def list_projects(desk: Desk, *, closed: bool = False) -> tuple[ProjectLine, ...]:
    """Return the open projects, newest first; with ``closed``, the closed ones after them."""
    from freelance_comm.stages.registry import stage

    reader = desk.reader
    clients = {client.id: client for client in reader.clients()}
    spent = reader.seconds_spent()
    summaries = list(reader.summaries(closed=closed))
    summaries.sort(key=lambda one: (one.project.state is ProjectState.CLOSED, -one.project.id))
    lines = []
    for summary in summaries:
        project = summary.project
        is_open = project.state is ProjectState.OPEN
        lines.append(
            ProjectLine(
                summary=summary,
                client=clients.get(project.client_id),
                stage_title=desk.tr.gettext(stage(project.stage).title if is_open else N_("Closed")),
                next_text=_next_of(desk, project.id) if is_open else "",
                seconds_spent=spent.get(project.id, Decimal(0)),
            )
        )
    return tuple(lines)


def change_project(desk: Desk, base: Project, new: Project) -> Project:
    """Save an edited project head and return it as it is now stored; ``EditConflict`` where a field changed meanwhile.

    Name, client, currency, size and report rhythm are edited here; the stage moves through ``walk``, the facts through
    ``facts``. The currency stays once there is a quote or a schedule in it.
    """
    wanted = base.but(
        name=new.name,
        client_id=new.client_id,
        currency=new.currency,
        small_job=new.small_job,
        report_every_days=new.report_every_days,
    )
    checked = _checked(desk, base, wanted)
    with desk.change() as change:
        file = change.project(base.id)
        if checked.currency != base.currency and (file.instalments or any(_priced(quote) for quote in file.quotes)):
            raise BadValue(
                N_("The prices of “{name}” are already in {currency}."),
                hint=N_("Remove the items and the schedule first, or start a project in the other currency."),
                name=show(file.head.name),
                currency=file.head.currency,
            )
        if checked.client_id != base.client_id:
            from freelance_comm.store.reassignment import follow

            follow(change, base.id, checked.client_id)
        if checked.currency != base.currency:
            for quote in file.quotes:
                change.save(quote, quote.but(currency=checked.currency), project_id=base.id)
        change.save(base, checked, project_id=base.id)
    return project_by_id(desk, base.id)


def _next_of(desk: Desk, project_id: int) -> str:
    from freelance_comm.services.walk import next_text

    try:
        return next_text(desk, desk.reader.project(project_id))
    except AppError as error:
        # One unreadable project must not hide the others.
        return desk.tr.gettext(error.message).format_map(error.params)


def _refuse_same_name(reader: Reader, name: str, client: Client) -> None:
    key = name_key(name)
    same = [
        one.project
        for one in reader.summaries()
        if one.project.client_id == client.id and name_key(one.project.name) == key
    ]
    if same:
        raise SameName(
            N_("{client} already has a project called “{name}”: {refs}."),
            hint=N_("Use that one, or say that these are two projects with the same name."),
            client=show(client.name),
            name=show(name),
            refs=", ".join(project.ref for project in same),
        )


def _priced(quote: Quote) -> bool:
    return any(option.items for option in quote.options)


def _checked(desk: Desk, base: Project, new: Project) -> Project:
    from freelance_comm.domain.money import check_currency
    from freelance_comm.services import wording
    from freelance_comm.services.clients import LONGEST_RHYTHM_DAYS, client_by_id

    changes: dict[str, object] = {}
    if new.name != base.name:
        changes["name"] = wording.name(desk, new.name, N_("The name of the project"))
    if new.currency != base.currency:
        changes["currency"] = check_currency(new.currency)
    if new.client_id != base.client_id:
        changes["client_id"] = client_by_id(desk, new.client_id).id
    if new.report_every_days is not None and new.report_every_days != base.report_every_days:
        changes["report_every_days"] = wording.count_between(
            desk, new.report_every_days, N_("The days between reports"), low=0, high=LONGEST_RHYTHM_DAYS
        )
    return new.but(**changes)
