"""Payment: discuss the terms, with a way out for clients who refuse prepayment."""

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import ProjectFile
from freelance_comm.stages.model import Condition, Fact, FactKind, Listing, Stage, has_fact


def _adds_up(file: ProjectFile) -> bool:
    quote, agreed = file.quote, file.agreed
    if quote is None or agreed is None or not file.instalments:
        return False
    due = sum(instalment.amount.amount for instalment in file.instalments)
    return due == agreed.gross(quote.currency).amount


_LATE = N_("Talk about payment once the work is understood, never in the first conversation.")

STAGE = Stage(
    id="payment",
    title=N_("Payment"),
    purpose=N_("Agree on when money comes, so that nobody has to ask."),
    guidance=(
        _LATE,
        N_("If the client is against prepayment, offer another way: instalments, or by the week or day."),
        N_("Name sums and dates; hide nothing in the small print."),
        N_("Negotiate calmly, even when it looks lost. Never blame, never quarrel."),
    ),
    facts=(
        Fact(
            id="terms_discussed_on",
            kind=FactKind.DAY,
            label=N_("Discussed on"),
            help=N_("The day you talked about payment."),
        ),
        Fact(
            id="terms_agreed_on",
            kind=FactKind.DAY,
            label=N_("Agreed on"),
            help=N_("The day the client said yes to the terms."),
        ),
        Fact(
            id="prepayment_refused",
            kind=FactKind.YES_NO,
            label=N_("The client refuses prepayment"),
            help=N_("The letters then offer another way and do not insist."),
        ),
        Fact(
            id="terms_note",
            kind=FactKind.PARAGRAPH,
            label=N_("What was agreed"),
            help=N_("Anything beyond sums and dates: the bank, the invoice address."),
        ),
    ),
    lists=(Listing.INSTALMENTS,),
    leave=(
        Condition(
            id="discussed",
            text=N_("The terms were discussed with the client."),
            hint=N_("Note the day you talked about them."),
            holds=has_fact("terms_discussed_on"),
        ),
        Condition(
            id="schedule-adds-up",
            text=N_("The schedule adds up to the price."),
            hint=N_("Make a schedule: the whole sum, a deposit and the rest, or instalments."),
            holds=_adds_up,
        ),
    ),
    drafts=("payment/terms",),
    small_jobs_skip=True,
    if_late=(_LATE,),
)
