"""The walk of a project through its stages: where it stands, what is missing, on, back, past, to the end.

The tool advises and does not forbid: every gate can be passed with a reason, and the reason is kept.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, EditConflict
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Passage, Project, ProjectState, StepKind
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.stages.model import Condition, Stage
from freelance_comm.stages.registry import STAGE_IDS, STAGES, following
from freelance_comm.stages.registry import stage as stage_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from freelance_comm.domain.people import Client
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change

CLOSED = "closed"
"""What a passage names as its target, or its origin, when the project was closed or reopened."""

PASSED_OVER = "passed-over"
"""What a passage names as its target when a stage still ahead was taken out of the walk."""


class StageStatus(StrEnum):
    """Where a stage lies on the walk."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"
    SKIPPED = "skipped"


class StageView(Record):
    """One stage of one project. ``line`` sums up what is known; ``unmet`` is missing to leave it.

    ``reason`` is why it was left with conditions unmet, where it was.
    """

    stage: Stage
    status: StageStatus
    line: str
    unmet: tuple[Condition, ...] = ()
    reason: str = ""


class WalkView(Record):
    """A project on its walk; ``next_text`` says what to do next."""

    project: Project
    client: Client | None
    stages: tuple[StageView, ...]
    next_text: str


class Unmet(BadValue):
    """Conditions stand between a project and its next stage; a reason lets it go on all the same."""

    def __init__(self, message: str, conditions: tuple[Condition, ...], *, name: str, missing: str) -> None:
        hint = N_("Do what is missing, or go on anyway and say why.")
        super().__init__(message, hint=hint, name=name, missing=missing)
        self.conditions = conditions


def walk(desk: Desk, project: Project) -> WalkView:
    """Return all stages of a project with what is known about each."""
    from freelance_comm.services.stage_lines import stage_line

    file = desk.reader.project(project.id)
    client = next((one for one in desk.reader.clients() if one.id == file.head.client_id), None)
    reasons = {passage.origin: passage.reason for passage in file.passages if passage.reason}
    views = []
    for stage in STAGES:
        status = status_of(file.head, stage)
        reached = status in (StageStatus.DONE, StageStatus.CURRENT)
        views.append(
            StageView(
                stage=stage,
                status=status,
                line=stage_line(desk, file, stage, reached=reached),
                unmet=stage.unmet_to_leave(file) if reached else (),
                reason=reasons.get(stage.id, "") if status in (StageStatus.DONE, StageStatus.SKIPPED) else "",
            )
        )
    return WalkView(project=file.head, client=client, stages=tuple(views), next_text=next_text(desk, file))


def status_of(project: Project, stage: Stage) -> StageStatus:
    """Return where ``stage`` lies for a project. A stage it stands on is never skipped."""
    here, place = STAGE_IDS.index(project.stage), STAGE_IDS.index(stage.id)
    if place == here:
        return StageStatus.DONE if project.state is ProjectState.CLOSED else StageStatus.CURRENT
    if _passed_over(project, stage):
        return StageStatus.SKIPPED
    if project.state is ProjectState.CLOSED and place > here:
        return StageStatus.SKIPPED
    return StageStatus.DONE if place < here else StageStatus.AHEAD


def next_text(desk: Desk, file: ProjectFile) -> str:
    """Return what to do next on a project in one line: your first open step, else what the stage still needs."""
    from freelance_comm.services.checklist import open_steps

    if file.head.state is ProjectState.CLOSED:
        return ""
    stage = stage_of(file.head.stage)
    mine = [step for step in open_steps(file) if step.kind is StepKind.MINE]
    if mine:
        return show(mine[0].text)
    unmet = stage.unmet_to_leave(file)
    if unmet:
        return desk.tr.gettext(unmet[0].hint)
    target = _following(file.head)
    if target is None:
        return desk.tr.gettext("Everything is done: close the project.")
    return desk.tr.gettext("Everything here is done: go on to “{stage}”.").format(stage=desk.tr.gettext(target.title))


def advance(desk: Desk, project: Project, *, reason: str = "", to: str = "") -> Project:
    """Go on to the next stage, or to a later one named in ``to``; past the last stage the project is closed.

    Conditions that do not hold raise ``Unmet``, unless there is a ``reason``, which is kept. Stages that a jump leaves
    out count as passed over.
    """
    said = _reason(desk, reason)
    with desk.change() as change:
        file = _open_file(change, project)
        head = file.head
        target = _named(desk, to) if to.strip() else _following(head)
        if target is None:
            return _closed(desk, change, file, said, stage_of(head.stage).unmet_to_leave(file))
        here, there = STAGE_IDS.index(head.stage), STAGE_IDS.index(target.id)
        if there <= here:
            raise _wrong_way(desk, target, N_("“{stage}” is not a later stage."), N_("Go back to it instead."))
        between = [stage for stage in STAGES[here + 1 : there] if not _passed_over(head, stage)]
        missed = {stage.id: stage.unmet_to_leave(file) for stage in between}
        unmet = (*stage_of(head.stage).unmet_to_leave(file), *_flat(missed.values()), *target.unmet_to_enter(file))
        unmet = _once(unmet)
        if unmet and not said:
            title = desk.tr.gettext(target.title)
            raise _unmet(desk, N_("Not everything needed before “{name}” is done yet: {missing}"), unmet, title)
        left_out = tuple(stage_id for stage_id, conditions in missed.items() if conditions)
        skipped = tuple(one for one in (*head.skipped, *left_out) if one != target.id)
        return _move(change, head, head.but(stage=target.id, skipped=skipped), unmet, said)


def back(desk: Desk, project: Project, *, to: str = "", reason: str = "") -> Project:
    """Go back to the stage before, or to an earlier one named in ``to``; a stage once passed over may be taken up."""
    said = _reason(desk, reason)
    with desk.change() as change:
        head = _open_file(change, project).head
        here = STAGE_IDS.index(head.stage)
        if to.strip():
            target = _named(desk, to)
        else:
            before = [stage for stage in STAGES[:here] if not _passed_over(head, stage)]
            if not before:
                raise BadValue(N_("This is the first stage."), hint=N_("There is nothing before it."))
            target = before[-1]
        if STAGE_IDS.index(target.id) >= here:
            raise _wrong_way(desk, target, N_("“{stage}” is not an earlier stage."), N_("Go on to it instead."))
        skipped = tuple(one for one in head.skipped if one != target.id)
        return _move(change, head, head.but(stage=target.id, skipped=skipped), (), said)


def skip(desk: Desk, project: Project, stage_id: str, reason: str = "") -> Project:
    """Pass over a stage, the present one or one ahead. What it asks for and does not hold needs a reason.

    Small jobs need no reason for the stages that are made to be passed over.
    """
    said = _reason(desk, reason)
    stage = _named(desk, stage_id)
    with desk.change() as change:
        file = _open_file(change, project)
        head = file.head
        here, place = STAGE_IDS.index(head.stage), STAGE_IDS.index(stage.id)
        if place < here:
            raise _wrong_way(
                desk, stage, N_("“{stage}” is already behind you."), N_("Skip a stage that is still to come.")
            )
        if place == len(STAGES) - 1:
            raise _wrong_way(desk, stage, N_("“{stage}” is the last stage."), N_("Close the project instead."))
        excused = head.small_job and stage.small_jobs_skip
        unmet = () if excused else stage.unmet_to_leave(file)
        if unmet and not said:
            title = desk.tr.gettext(stage.title)
            raise _unmet(desk, N_("Skipping “{name}” means going on without this: {missing}"), unmet, title)
        skipped = tuple(dict.fromkeys((*head.skipped, stage.id)))
        new = head.but(skipped=skipped)
        if place == here:
            target = _following(new)
            assert target is not None  # the last stage was refused above
            return _move(change, head, new.but(stage=target.id), unmet, said)
        change.save(head, new, project_id=head.id)
        if unmet or said:
            _note(change, head, stage.id, PASSED_OVER, unmet, said)
        return new


def take_up(desk: Desk, project: Project, stage_id: str) -> Project:
    """Take a stage that was to be passed over back into the walk."""
    stage = _named(desk, stage_id)
    with desk.change() as change:
        head = _open_file(change, project).head
        if stage.id not in head.skipped:
            raise _wrong_way(desk, stage, N_("“{stage}” is not skipped."), N_("Look at the stages of the project."))
        new = head.but(skipped=tuple(one for one in head.skipped if one != stage.id))
        change.save(head, new, project_id=head.id)
    return new


def close(desk: Desk, project: Project, reason: str = "") -> Project:
    """Close a project at whatever stage and move it to the archive; what its stages still ask needs a reason."""
    said = _reason(desk, reason)
    with desk.change() as change:
        file = _open_file(change, project)
        here = STAGE_IDS.index(file.head.stage)
        ahead = [stage for stage in STAGES[here:] if stage.id == file.head.stage or not _passed_over(file.head, stage)]
        return _closed(desk, change, file, said, _once(_flat(stage.unmet_to_leave(file) for stage in ahead)))


def reopen(desk: Desk, project: Project) -> Project:
    """Bring a closed project back from the archive to the stage it was closed at.

    What waited for an answer when it was closed waits no more: reopening raises no old alarm.
    """
    with desk.change() as change:
        file = change.project(project.id)
        head = file.head
        if head.state is ProjectState.OPEN:
            raise BadValue(N_("“{name}” is already open."), hint=N_("Just go on with it."), name=show(head.name))
        change.unarchive(head.id)
        new = head.but(state=ProjectState.OPEN, closed_on=None)
        change.save(head, new, project_id=head.id)
        _note(change, head, CLOSED, head.stage, (), "")
        closings = [passage.at for passage in file.passages if passage.target == CLOSED]
        if closings:
            from freelance_comm.services.thread_state import forget_before

            forget_before(change, head.id, max(closings))
    return new


def _closed(desk: Desk, change: Change, file: ProjectFile, said: str, unmet: tuple[Condition, ...]) -> Project:
    head = file.head
    timer = change.timer()
    if timer is not None and timer.project_id == head.id:
        raise BadValue(N_("The timer is still running on “{name}”."), hint=N_("Stop it first."), name=show(head.name))
    if unmet and not said:
        name = show(head.name)
        raise _unmet(desk, N_("Not everything needed to close “{name}” is done yet: {missing}"), unmet, name)
    today = desk.today()
    new = head.but(state=ProjectState.CLOSED, closed_on=today)
    change.save(head, new, project_id=head.id)
    _note(change, head, head.stage, CLOSED, unmet, said)
    change.archive(head.id, today.year)
    return new


def _move(change: Change, head: Project, new: Project, unmet: tuple[Condition, ...], said: str) -> Project:
    change.save(head, new, project_id=head.id)
    _note(change, head, head.stage, new.stage, unmet, said)
    return new


def _note(change: Change, head: Project, origin: str, target: str, unmet: tuple[Condition, ...], said: str) -> None:
    passage = Passage(
        id=change.new_id(),
        at=change.now,
        origin=origin,
        target=target,
        unmet=tuple(condition.id for condition in unmet),
        reason=said,
    )
    change.add(passage, project_id=head.id)


def _open_file(change: Change, project: Project) -> ProjectFile:
    """Return the stored project, still open and at the stage the person saw when they decided to move it."""
    from freelance_comm.services.checklist import open_head

    head = open_head(change, project)
    if head.stage != project.stage:
        raise EditConflict(
            N_("“{name}” has moved to another stage in the meantime."),
            hint=N_("Look at it again before you move it."),
            fields={"stage": (project.stage, head.stage, "")},
            name=show(head.name),
        )
    return change.project(project.id)


def _following(head: Project) -> Stage | None:
    return following(head.stage, small_job=head.small_job, skipped=head.skipped)


def _passed_over(head: Project, stage: Stage) -> bool:
    return stage.id in head.skipped or (head.small_job and stage.small_jobs_skip)


def _named(desk: Desk, text: str) -> Stage:
    """Return the stage that ``text`` means: its id, its title in the interface language, or how one begins."""
    from freelance_comm.services.lookup import Handle, pick

    handles = [Handle(stage.id, desk.tr.gettext(stage.title), label=stage.id) for stage in STAGES]
    return pick(
        text,
        handles,
        STAGES,
        unknown=N_("There is no stage “{name}”."),
        several=N_("“{name}” matches several stages."),
        hint=N_("Look at the stages of the project."),
    )


def _reason(desk: Desk, text: str) -> str:
    from freelance_comm.services import wording

    return wording.block(desk, text, N_("The reason"))


def _unmet(desk: Desk, message: str, unmet: tuple[Condition, ...], name: str) -> Unmet:
    missing = " ".join(desk.tr.gettext(condition.text) for condition in unmet)
    return Unmet(message, unmet, name=name, missing=missing)


def _wrong_way(desk: Desk, stage: Stage, message: str, hint: str) -> BadValue:
    return BadValue(message, hint=hint, stage=desk.tr.gettext(stage.title))


def _flat(groups: Iterable[tuple[Condition, ...]]) -> tuple[Condition, ...]:
    return tuple(condition for group in groups for condition in group)


def _once(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple({condition.id: condition for condition in conditions}.values())
