"""Delivery: hand over finished work against the checklist, and have it accepted."""

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.stages.model import Condition, Fact, FactKind, Listing, Stage, has_fact


def _all_ticked(file: ProjectFile) -> bool:
    return all(requirement.done_on is not None for requirement in file.requirements)


STAGE = Stage(
    id="delivery",
    title=N_("Delivery"),
    purpose=N_("Hand over finished work, checked against what was asked."),
    guidance=(
        N_("Tick off every requirement before you deliver: exactly what was asked."),
        N_("Hand results over at once; do not keep the client waiting."),
        N_("If a complaint comes, own up once, say what happens next and when, and do it."),
    ),
    facts=(
        Fact(
            id="delivered_on",
            kind=FactKind.DAY,
            label=N_("Delivered on"),
            help=N_("The day you handed the work over."),
        ),
        Fact(
            id="accepted_on",
            kind=FactKind.DAY,
            label=N_("Accepted on"),
            help=N_("The day the client said it was right."),
        ),
    ),
    lists=(Listing.REQUIREMENTS,),
    leave=(
        Condition(
            id="requirements-ticked",
            text=N_("Every requirement is ticked off."),
            hint=N_("Go through the checklist."),
            holds=_all_ticked,
        ),
        Condition(
            id="delivered",
            text=N_("The work is handed over."),
            hint=N_("Note the day of delivery."),
            holds=has_fact("delivered_on"),
        ),
        Condition(
            id="work-accepted",
            text=N_("The client has accepted the work."),
            hint=N_("Note the day of acceptance."),
            holds=has_fact("accepted_on"),
        ),
    ),
    drafts=("delivery/delivery",),
)
