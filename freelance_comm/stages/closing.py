"""Closing: thank, invite back, agree with yourself when to be in touch again."""

from freelance_comm.domain.marking import N_
from freelance_comm.stages.model import Condition, Fact, FactKind, Stage, has_fact

STAGE = Stage(
    id="closing",
    title=N_("Closing"),
    purpose=N_("End on a good note and stay in touch."),
    guidance=(
        N_("Thank the client for the work together, and invite them back."),
        N_("End well even after a tense job: never part on bad terms."),
        N_("Serving a client you have is easier than finding a new one; choose a day to be in touch."),
        N_("For somebody who keeps coming back, think of a discount or something on the house."),
    ),
    facts=(
        Fact(
            id="thanked_on",
            kind=FactKind.DAY,
            label=N_("Thanked on"),
            help=N_("The day your closing letter went out."),
        ),
        Fact(
            id="follow_up_on",
            kind=FactKind.DAY,
            ahead=True,
            label=N_("Be in touch again on"),
            help=N_("You will be reminded on that day."),
        ),
    ),
    leave=(
        Condition(
            id="promises-settled",
            text=N_("Every promise to the client is settled."),
            hint=N_("Keep what is still promised, agree on a new date, or withdraw it."),
            holds=lambda file: not file.open_promises,
        ),
        Condition(
            id="paid",
            text=N_("Everything that was due has been paid."),
            hint=N_("Note the money that has arrived, or remind the client kindly."),
            holds=lambda file: all(instalment.open.amount == 0 for instalment in file.instalments),
        ),
        Condition(
            id="thanked",
            text=N_("The client has been thanked."),
            hint=N_("Send the closing letter, then note the day."),
            holds=has_fact("thanked_on"),
        ),
        Condition(
            id="follow-up",
            text=N_("There is a day to be in touch again."),
            hint=N_("Pick a day a few weeks or months from now."),
            holds=has_fact("follow_up_on"),
        ),
    ),
    drafts=("closing/thanks",),
)
