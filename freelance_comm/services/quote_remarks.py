"""What the rules of quoting say to a quote: advice in sentences, nothing is refused here."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.answered import answered_by, unanswered
from freelance_comm.domain.money import ZERO
from freelance_comm.domain.quote import LineItem, Quote, QuoteState
from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

_UNDECIDED = (QuoteState.DRAFT, QuoteState.SENT)


def remarks(desk: Desk, file: ProjectFile, quote: Quote) -> tuple[str, ...]:
    """Return what to look at: lines by others, open requirements, open ends, sum, reason, options, days."""
    tr, found = desk.tr, list(_others(desk, quote))
    if not quote.is_addition and quote.state in _UNDECIDED:
        found += _without_answer(tr, file, quote)
    if quote.state is QuoteState.DRAFT:
        found += _open_ends(desk, file, quote)
    if quote.state in _UNDECIDED and not quote.is_addition:
        found += _below_zero(tr, quote)
    if quote.state in _UNDECIDED and not quote.reason and any(option.items for option in quote.options):
        found.append(tr.gettext("There is no sentence yet on why it costs what it costs."))
    if quote.state in _UNDECIDED:
        found += _empty_options(tr, quote)
    if any(not option.requested_by for option in quote.options[1:]):
        found.append(tr.gettext("There is a further option that nobody asked for."))
    if quote.state in _UNDECIDED and quote.valid_until is not None and quote.valid_until < desk.today():
        if quote.state is QuoteState.SENT:
            found.append(tr.gettext("Its last day has passed: ask kindly, or extend it."))
        else:
            found.append(tr.gettext("Its last day has passed: set another one."))
    if quote.state in _UNDECIDED and quote.valid_until is None:
        found.append(tr.gettext("It has no last day; a date helps the client decide."))
    if quote.state in _UNDECIDED and quote.ready_on is not None and quote.ready_on < desk.today():
        found.append(tr.gettext("The day the work was to be ready has passed: set another one."))
    elif quote.state in _UNDECIDED and quote.ready_on is not None:
        found += _free(desk, quote.ready_on)
    return tuple(found)


def _below_zero(tr: Translator, quote: Quote) -> list[str]:
    """Return which sums would leave the client with money instead of a bill; an addition may well make it cheaper."""
    from freelance_comm.text.formats import Formats

    found, money = [], Formats(tr.locale).money
    for number, option in enumerate(quote.options, 1):
        sum_ = option.gross(quote.currency)
        if sum_.amount >= ZERO:
            continue
        if len(quote.options) == 1:
            said = tr.gettext("The total is below zero ({sum}): is there one minus too many?")
        else:
            said = tr.gettext("The total of option {n} is below zero ({sum}): is there one minus too many?")
        found.append(said.format(n=number, sum=money(sum_)))
    return found


def _empty_options(tr: Translator, quote: Quote) -> list[str]:
    """Return which options have no lines, where another one has some."""
    if not any(option.items for option in quote.options):
        return []
    said = tr.gettext("Option {n} has no lines yet: the client has nothing to choose there.")
    return [said.format(n=number) for number, option in enumerate(quote.options, 1) if not option.items]


def _free(desk: Desk, day: date) -> list[str]:
    from freelance_comm.domain.promise_times import day_deadline
    from freelance_comm.text.formats import dates_here
    from freelance_comm.text.telling import dated

    calendar = desk.calendar()
    due = day_deadline(calendar, day)
    if due is None or calendar.local_date(due - timedelta(seconds=1)) == day:
        return []
    said = desk.tr.gettext("You do not work on {day}: it will be promised for {other}.")
    other = dates_here(desk.tr).date(calendar.local_date(due - timedelta(seconds=1)))
    return [said.format(day=dated(day, desk.tr), other=other)]


def _others(desk: Desk, quote: Quote) -> list[str]:
    tr, found = desk.tr, []
    lines = [item for option in quote.options for item in option.items if item.done_by]
    unasked = dict.fromkeys(show(item.done_by) for item in lines if item.brokered_before is None)
    if unasked:
        said = tr.gettext("Done by somebody else: {names}. Have you brokered before? You can lose the money.")
        found.append(said.format(names=", ".join(unasked)))
    if quote.state is not QuoteState.DRAFT:
        return found
    for item in lines:
        if item.brokered_before is False:
            said = tr.gettext(
                "{what}: it is better to let the client hire {name} directly. The line then becomes a recommendation."
            )
            found.append(said.format(what=show(item.description), name=show(item.done_by)))
    return found


def _without_answer(tr: Translator, file: ProjectFile, quote: Quote) -> list[str]:
    if not file.requirements or not any(option.items for option in quote.options):
        return []
    open_ones = unanswered(file.requirements, quote.option)
    if not open_ones:
        return []
    if not answered_by(quote.option):
        return [tr.gettext("It does not say yet which line answers which requirement.")]
    said = tr.gettext("Nothing in it answers: {wishes}.")
    return [said.format(wishes=" · ".join(show(one.text) for one in open_ones))]


def _open_ends(desk: Desk, file: ProjectFile, quote: Quote) -> list[str]:
    tr, found = desk.tr, []
    for item in (item for option in quote.options for item in option.items):
        words = open_words(item, languages_of(desk, file))
        if words:
            said = tr.gettext("“{what}” is open-ended (“{words}”): say what is included, and nothing more.")
            found.append(said.format(what=show(item.description), words=words))
        if item.unit_price.amount == ZERO and item.worth is None:
            said = tr.gettext("“{what}” has no price: is it on the house, or is the price missing?")
            found.append(said.format(what=show(item.description)))
    return found


def languages_of(desk: Desk, file: ProjectFile) -> tuple[Translator, ...]:
    """Return the languages in which a quote may be written: the client's, and the freelancer's."""
    from freelance_comm.text.catalog import translator

    client = next((one for one in desk.reader.clients() if one.id == file.head.client_id), None)
    theirs = translator(client.language) if client is not None else desk.tr
    return (theirs, desk.tr) if theirs.locale != desk.tr.locale else (desk.tr,)


def open_words(item: LineItem, languages: tuple[Translator, ...]) -> str:
    """Return the words with which a line leaves open what is included; empty where it does not."""
    text = f"{item.description}\n{item.why}"
    for tr in languages:
        # Words and phrases between bars, in the language of the quote; none of them says what is included.
        known = tr.pgettext(
            "leaves a quote open",
            "etc.|and so on|and so forth|and more|and the like|and others|to be agreed|to be discussed|to be defined|"
            "tbd|tba|as needed|as required|if needed|at cost|plus expenses|whatever is needed|anything else",
        )
        for words in known.split("|"):
            hit = re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text, re.IGNORECASE) if words.strip() else None
            if hit is not None:
                return hit[0]
    return "…" if re.search(r"(?:…|\.\.\.)\s*$", item.description) else ""
