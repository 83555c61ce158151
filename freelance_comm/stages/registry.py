"""The stages in the order of the workflow."""

from __future__ import annotations

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.marking import N_
from freelance_comm.stages import closing, contact, deadline, delivery, payment, quote, work
from freelance_comm.stages.model import Stage

STAGES: tuple[Stage, ...] = (
    contact.STAGE,
    quote.STAGE,
    deadline.STAGE,
    payment.STAGE,
    work.STAGE,
    delivery.STAGE,
    closing.STAGE,
)
STAGE_IDS: tuple[str, ...] = tuple(stage.id for stage in STAGES)


def stage(stage_id: str) -> Stage:
    """Return the stage with that id; ``NotFound`` names the stages there are."""
    for candidate in STAGES:
        if candidate.id == stage_id:
            return candidate
    raise NotFound(N_("There is no stage “{name}”."), near=STAGE_IDS, name=stage_id)


def following(stage_id: str, *, small_job: bool = False, skipped: tuple[str, ...] = ()) -> Stage | None:
    """Return the next stage that is not passed over, ``None`` after the last."""
    for candidate in STAGES[STAGE_IDS.index(stage_id) + 1 :]:
        if candidate.id in skipped or (small_job and candidate.small_jobs_skip):
            continue
        return candidate
    return None
