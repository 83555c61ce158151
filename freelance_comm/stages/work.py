"""Work: do it, log it, and let the client see where the time goes."""

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import StepKind
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.stages.model import Condition, Fact, FactKind, Home, Listing, Stage


def _reported(file: ProjectFile) -> bool:
    return file.head.small_job or any(sent.period_end is not None for sent in file.sent)


def _nothing_left(file: ProjectFile) -> bool:
    return not any(step.kind is StepKind.MINE and step.done_at is None for step in file.steps)


STAGE = Stage(
    id="work",
    title=N_("Work"),
    purpose=N_("Do what was agreed, and show where the time goes."),
    guidance=(
        N_("Log your time as you go; the report writes itself."),
        N_("Report the actions and the time each took, at the rhythm you agreed on."),
        N_("Never hand over raw or half-finished material as a report."),
        N_("Do not excuse what nobody has raised."),
        N_("Answer questions right away: you should be the one waiting."),
        N_("Think of three ways to go further for this client."),
    ),
    facts=(
        Fact(
            id="report_every_days",
            kind=FactKind.COUNT,
            label=N_("Days between reports"),
            help=N_("Empty: same as for the client, otherwise weekly."),
            home=Home.PROJECT,
        ),
    ),
    lists=(Listing.TIME, Listing.STEPS, Listing.PROMISES),
    leave=(
        Condition(
            id="steps-done",
            text=N_("Every next step is done."),
            hint=N_("Finish them, or strike out what is no longer needed."),
            holds=_nothing_left,
        ),
        Condition(
            id="reported",
            text=N_("The client has had at least one progress report."),
            hint=N_("Write the report and mark it as sent."),
            holds=_reported,
        ),
    ),
    drafts=("work/progress-report", "work/deadline-notice"),
)
