"""Quote: one option, explained, complete."""

from freelance_comm.domain.answered import unanswered
from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.domain.quote import QuoteState
from freelance_comm.stages.model import Condition, Fact, FactKind, Home, Listing, Stage, has_fact


def _one_option(file: ProjectFile) -> bool:
    quote = file.quote
    return quote is None or all(option.requested_by for option in quote.options[1:])


def _priced(file: ProjectFile) -> bool:
    quote = file.quote
    return quote is not None and all(option.items for option in quote.options)


def _explained(file: ProjectFile) -> bool:
    return file.quote is not None and bool(file.quote.reason)


def _accepted(file: ProjectFile) -> bool:
    return file.quote is not None and file.quote.state is QuoteState.ACCEPTED


def _done_by_me(file: ProjectFile) -> bool:
    quote = file.quote
    lines = [item for option in quote.options for item in option.items] if quote is not None else []
    return all(item.brokered_before for item in lines if item.done_by)


def _answered(file: ProjectFile) -> bool:
    quote = file.quote
    if quote is None or quote.state is QuoteState.ACCEPTED:
        return quote is not None or not file.requirements
    return not unanswered(file.requirements, quote.option)


STAGE = Stage(
    id="quote",
    title=N_("Quote"),
    purpose=N_("Offer the one version the client asked for, and say what it is made of."),
    guidance=(
        N_("Prepare one option. Choosing among several is work you would push onto the client."),
        N_("A further option needs the client's own request; note who asked for it and when."),
        N_("Show what the price is made of: hours and rate, or a fixed price and what it covers."),
        N_("Say in one sentence why it costs what it costs."),
        N_("Include everything; leave no loose ends and no small print."),
        N_("Tick off which line answers which requirement; anything left over was forgotten, or will be a surprise."),
        N_("Sell your own work. If somebody else is better for a line, let the client hire them directly."),
    ),
    facts=(
        Fact(
            id="reason",
            kind=FactKind.PARAGRAPH,
            label=N_("Why it costs this"),
            help=N_("One sentence the client can understand and repeat."),
            home=Home.QUOTE,
        ),
        Fact(
            id="valid_until",
            kind=FactKind.DAY,
            ahead=True,
            label=N_("Valid until"),
            help=N_("The last day the client can say yes to this price."),
            home=Home.QUOTE,
        ),
        Fact(
            id="ask_on",
            kind=FactKind.DAY,
            ahead=True,
            label=N_("Ask about it on"),
            help=N_("When to ask kindly if no answer has come. Empty: five working days after it went out."),
            home=Home.QUOTE,
        ),
        Fact(
            id="starts_on",
            kind=FactKind.DAY,
            ahead=True,
            label=N_("The work begins on"),
            help=N_("As the quote says; once the client says yes, it is the first day of the project."),
            home=Home.QUOTE,
        ),
        Fact(
            id="ready_on",
            kind=FactKind.DAY,
            ahead=True,
            label=N_("The work is ready on"),
            help=N_("As the quote says; once the client says yes, it is the promised day."),
            home=Home.QUOTE,
        ),
    ),
    lists=(Listing.ITEMS,),
    enter=(
        Condition(
            id="confirmed",  # the same as contact's: what stands in the way of both is said once
            text=N_("The requirements are confirmed by the client."),
            hint=N_("A quote for unconfirmed wishes is a guess; read them back first."),
            holds=has_fact("confirmed_on"),
        ),
    ),
    leave=(
        Condition(
            id="priced",
            text=N_("The quote has at least one line with a price."),
            hint=N_("Add line items: hours and rate, or a fixed price."),
            holds=_priced,
        ),
        Condition(
            id="one-option",
            text=N_("There is one option, or the client asked for the others."),
            hint=N_("Remove the extra option, or note who asked for it."),
            holds=_one_option,
        ),
        Condition(
            id="explained",
            text=N_("A sentence says why it costs what it costs."),
            hint=N_("Fill in “Why it costs this”."),
            holds=_explained,
        ),
        Condition(
            id="answered",
            text=N_("The quote answers every requirement."),
            hint=N_("Tick off which line answers which requirement."),
            holds=_answered,
        ),
        Condition(
            id="own-work",
            text=N_("Every line is your own work, or you know how to sell the work of others."),
            hint=N_("Have you brokered before? If not, let the client hire the other person directly."),
            holds=_done_by_me,
        ),
        Condition(
            id="accepted",
            text=N_("The client has accepted the quote."),
            hint=N_("Note the acceptance when it comes."),
            holds=_accepted,
        ),
    ),
    drafts=("quote/quote",),
)
