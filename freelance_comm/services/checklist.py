"""The lists of a project that people count from 1: what the client asked for, and the next steps.

A number means the place in the list as it is shown; it is looked up in the same change that uses it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project, ProjectState, Requirement, Step, StepKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader

_REQUIREMENT = N_("The requirement")
_SAID_BY = N_("Who said it")
_NO_REQUIREMENT = N_("There is no requirement number {number}.")
_STEP = N_("The step")
_NO_STEP = N_("There is no open step number {number}.")
Listed = TypeVar("Listed")


class Keep:
    """The type of ``KEEP``: an argument that was not given, where ``None`` is a value of its own."""


KEEP = Keep()


def add_requirement(
    desk: Desk, project: Project, text: str, *, said_by: str = "", said_on: date | None = None
) -> Requirement:
    """Write down one thing the client asked for: in whose words and on which day."""
    from freelance_comm.services import wording

    cleaned = wording.required_line(desk, text, _REQUIREMENT)
    speaker = wording.line(desk, said_by, _SAID_BY)
    with desk.change() as change:
        requirement = Requirement(id=change.new_id(), text=cleaned, said_by=speaker, said_on=said_on)
        open_head(change, project)
        change.add(requirement, project_id=project.id)
    return requirement


def tick_requirement(desk: Desk, project: Project, number: int, done_on: date | None) -> Requirement:
    """Tick a requirement off on a day, or with ``None`` untick it. ``number`` is its place in the list, from 1."""
    if done_on is not None:
        from freelance_comm.services import wording

        done_on = wording.past_day(desk, done_on)
    with desk.change() as change:
        current = at(change.project(project.id).requirements, number, _NO_REQUIREMENT)
        ticked = current.but(done_on=done_on)
        change.save(current, ticked, project_id=project.id)
    return ticked


def change_requirement(
    desk: Desk,
    project: Project,
    number: int,
    *,
    text: str | None = None,
    said_by: str | None = None,
    said_on: date | Keep | None = KEEP,
) -> Requirement:
    """Change the given parts of a requirement; ``number`` is its place in the list, from 1."""
    current = at(desk.reader.project(project.id).requirements, number, _NO_REQUIREMENT)
    new = current.but(
        text=current.text if text is None else text,
        said_by=current.said_by if said_by is None else said_by,
        said_on=current.said_on if isinstance(said_on, Keep) else said_on,
    )
    return save_requirement(desk, project, current, new)


def save_requirement(desk: Desk, project: Project, base: Requirement, new: Requirement) -> Requirement:
    """Save an edited requirement and return it as stored; ``EditConflict`` where a field changed meanwhile."""
    from freelance_comm.services import wording

    checked = new.but(
        id=base.id,
        text=new.text if new.text == base.text else wording.required_line(desk, new.text, _REQUIREMENT),
        said_by=new.said_by if new.said_by == base.said_by else wording.line(desk, new.said_by, _SAID_BY),
    )
    with desk.change() as change:
        change.save(base, checked, project_id=project.id)
    return next(one for one in desk.reader.project(project.id).requirements if one.id == base.id)


def remove_requirement(desk: Desk, project: Project, number: int) -> Requirement:
    """Strike a requirement out and return it; ``number`` is its place in the list, from 1."""
    with desk.change() as change:
        current = at(change.project(project.id).requirements, number, _NO_REQUIREMENT)
        change.remove(current, project_id=project.id)
    return current


def open_steps(file: ProjectFile) -> tuple[Step, ...]:
    """Return the steps that are still to do, the freelancer's before the client's: the order in which they count."""
    waiting = [step for step in file.steps if step.done_at is None]
    return tuple(sorted(waiting, key=lambda step: (step.kind is StepKind.THEIRS, step.id)))


def add_step(desk: Desk, project: Project, text: str, *, theirs: bool = False, quiet: bool = False) -> Step:
    """Note a next step of the freelancer, or with ``theirs`` something needed from the client.

    A ``quiet`` step is the freelancer's own affair: no letter and no report mentions it.
    """
    from freelance_comm.services import wording

    cleaned = wording.required_line(desk, text, _STEP)
    kind = StepKind.THEIRS if theirs else StepKind.MINE
    with desk.change() as change:
        open_head(change, project)
        step = Step(id=change.new_id(), kind=kind, text=cleaned, added=change.now, quiet=quiet and not theirs)
        change.add(step, project_id=project.id)
    return step


def finish_step(desk: Desk, project: Project, number: int) -> Step:
    """Note that an open step is done; ``number`` is its place among ``open_steps``, from 1."""
    with desk.change() as change:
        current = at(open_steps(change.project(project.id)), number, _NO_STEP)
        done = current.but(done_at=change.now)
        change.save(current, done, project_id=project.id)
    return done


def remove_step(desk: Desk, project: Project, number: int) -> Step:
    """Strike an open step out and return it; ``number`` is its place among ``open_steps``, from 1."""
    with desk.change() as change:
        current = at(open_steps(change.project(project.id)), number, _NO_STEP)
        change.remove(current, project_id=project.id)
    return current


def open_head(change: Reader, project: Project) -> Project:
    """Return the stored head; refuse when the project was closed meanwhile."""
    head = change.project(project.id).head
    if head.state is ProjectState.CLOSED:
        raise BadValue(N_("“{name}” is closed."), hint=N_("Reopen it to go on with it."), name=show(head.name))
    return head


def at(listed: Sequence[Listed], number: int, what: str) -> Listed:
    """Return the entry at ``number`` (from 1); ``what`` is a msgid for "there is no such line"."""
    if not 1 <= number <= len(listed):
        raise NotFound(
            what,
            hint=N_("Count from 1; the last number is {count}.") if listed else N_("The list is empty."),
            number=number,
            count=len(listed),
        )
    return listed[number - 1]
