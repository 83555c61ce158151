"""Contact: welcome the client, listen, take the requirements down, read them back."""

from freelance_comm.domain.marking import N_
from freelance_comm.stages.model import Condition, Fact, FactKind, Listing, Stage, has_fact

_NO_PREPAYMENT_YET = N_("Do not open with prepayment. Payment has its own stage.")

STAGE = Stage(
    id="contact",
    title=N_("Contact"),
    purpose=N_("Welcome the client and understand what they need."),
    guidance=(
        N_("Greet warmly and by name; nothing negative belongs in a first letter."),
        N_("Listen and write down what was asked, in the client's own words."),
        N_("Look for the core problem behind the request; one line is enough."),
        N_("Read the requirements back and get them confirmed, so that nobody is surprised later."),
        _NO_PREPAYMENT_YET,
        N_("If you cannot do something, say what you can do instead: never a bare no."),
    ),
    facts=(
        Fact(
            id="core_problem",
            kind=FactKind.LINE,
            label=N_("Core problem"),
            help=N_("What is really behind the request, in one line."),
        ),
        Fact(
            id="read_back_on",
            kind=FactKind.DAY,
            label=N_("Read back on"),
            help=N_("The day you read the requirements back to the client."),
        ),
        Fact(
            id="confirmed_on",
            kind=FactKind.DAY,
            label=N_("Confirmed on"),
            help=N_("The day the client confirmed the requirements."),
        ),
    ),
    lists=(Listing.REQUIREMENTS,),
    leave=(
        Condition(
            id="has-requirements",
            text=N_("At least one requirement is written down."),
            hint=N_("Add what the client asked for to the checklist."),
            holds=lambda file: bool(file.requirements),
        ),
        Condition(
            id="has-core-problem",
            text=N_("The core problem is named."),
            hint=N_("Write in one line what the client really needs."),
            holds=has_fact("core_problem"),
        ),
        Condition(
            id="read-back",
            text=N_("The requirements were read back to the client."),
            hint=N_("Send the letter that reads them back, then note the day."),
            holds=has_fact("read_back_on"),
        ),
        Condition(
            id="confirmed",
            text=N_("The client has confirmed the requirements."),
            hint=N_("Note the day of the confirmation when it comes."),
            holds=has_fact("confirmed_on"),
        ),
    ),
    drafts=("contact/first-contact", "contact/read-back"),
    if_late=(_NO_PREPAYMENT_YET,),
)
