"""Deadline: promise a date that can be held."""

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.promise import PromiseSource, PromiseState
from freelance_comm.stages.model import Condition, Fact, FactKind, Listing, Stage


def _estimated(file: ProjectFile) -> bool:
    return bool(file.head.facts.get("estimate_likely"))


def _promised(file: ProjectFile) -> bool:
    alive = (PromiseState.WITHDRAWN, PromiseState.RENEGOTIATED)
    return any(promise.source is PromiseSource.DEADLINE and promise.state not in alive for promise in file.promises)


STAGE = Stage(
    id="deadline",
    title=N_("Deadline"),
    purpose=N_("Promise a date you can keep."),
    guidance=(
        N_("Never promise a date you cannot keep."),
        N_("Plan with the likely hours, promise with the margin."),
        N_("Count working days, and allow for holidays and your other commitments."),
        N_("When the date is at risk, tell the client before it passes, with a new one."),
    ),
    facts=(
        Fact(
            id="estimate_optimistic",
            kind=FactKind.HOURS,
            label=N_("If all goes well, hours"),
            help=N_("Leave empty if you have a single estimate."),
        ),
        Fact(
            id="estimate_likely",
            kind=FactKind.HOURS,
            label=N_("Most likely, hours"),
            help=N_("Your honest single estimate."),
        ),
        Fact(
            id="estimate_pessimistic",
            kind=FactKind.HOURS,
            label=N_("If it goes badly, hours"),
            help=N_("Leave empty if you have a single estimate."),
        ),
        Fact(
            id="hours_a_day",
            kind=FactKind.HOURS,
            label=N_("Hours a day for this project"),
            help=N_("What you can really give it, alongside everything else."),
        ),
        Fact(
            id="start_on",
            kind=FactKind.DAY,
            ahead=True,
            label=N_("Start on"),
            help=N_("The first day you can work on it."),
        ),
    ),
    lists=(Listing.PROMISES,),
    leave=(
        Condition(
            id="estimated",
            text=N_("The work is estimated."),
            hint=N_("Give at least the most likely hours."),
            holds=_estimated,
        ),
        Condition(
            id="promised",
            text=N_("A date is promised and is on the ledger."),
            hint=N_("Use the suggested date, or give your own."),
            holds=_promised,
        ),
    ),
    drafts=("deadline/deadline",),
    small_jobs_skip=True,
)
