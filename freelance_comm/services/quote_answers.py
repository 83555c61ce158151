"""Which line of a quote answers which requirement: ticked off, so that nothing asked for is left without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.answered import answered_by
from freelance_comm.domain.marking import N_
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState
from freelance_comm.domain.record import Record
from freelance_comm.domain.text_safety import show
from freelance_comm.services.checklist import at
from freelance_comm.services.quote_versions import edit_option
from freelance_comm.services.quote_views import working_quote

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

_NO_REQUIREMENT = N_("There is no requirement number {number}.")
_NO_ITEM = N_("There is no line number {number} in the quote.")


class AnswerLine(Record):
    """A requirement and what answers it: numbers of lines from 1, the offer as a whole,
    somebody whom the client hires directly, or an accepted addition; ``beside`` says it."""

    number: int
    requirement_id: int
    text: str
    lines: tuple[int, ...] = ()
    by_whole: bool = False
    by_others: bool = False
    by_addition: bool = False
    beside: str = ""

    @property
    def answered(self) -> bool:
        """Whether anything answers it."""
        return bool(self.lines) or self.by_whole or self.by_others or self.by_addition


def answers(desk: Desk, project: Project, *, option: int = 1) -> tuple[AnswerLine, ...]:
    """Return the requirements with what answers them in the quote being worked on; ``option`` counts from 1."""
    file = desk.reader.project(project.id)
    quote = working_quote(file)
    chosen = QuoteOption()
    if quote is not None:
        from freelance_comm.services.quote_versions import NO_OPTION

        chosen = at(quote.options, option, NO_OPTION)
    return tuple(_line(desk, file, chosen, number) for number in range(1, len(file.requirements) + 1))


def _line(desk: Desk, file: ProjectFile, option: QuoteOption, number: int) -> AnswerLine:
    tr, wish = desk.tr, file.requirements[number - 1]
    places = tuple(place for place, item in enumerate(option.items, 1) if wish.id in item.answers)
    by_whole = wish.id in option.answers
    others = [one.whom for one in option.recommended if wish.id in one.answers]
    added = [one for one in file.additions if one.state is QuoteState.ACCEPTED and one.requirement_id == wish.id]
    if places:
        beside = ", ".join(show(option.items[place - 1].description) for place in places)
    elif by_whole:
        beside = tr.gettext("the offer as a whole")
    elif others:
        beside = tr.gettext("{name}, hired directly").format(name=show(others[0]))
    elif added:
        beside = tr.gettext("the addition {ref}").format(ref=added[-1].ref)
    else:
        beside = tr.gettext("nothing in the quote yet")
    return AnswerLine(
        number=number,
        requirement_id=wish.id,
        text=wish.text,
        lines=places,
        by_whole=by_whole,
        by_others=bool(others),
        by_addition=bool(added),
        beside=beside,
    )


def answer(
    desk: Desk, project: Project, requirement: int, *, line: int | None = None, option: int = 1, addition: int = 0
) -> Quote:
    """Tick a requirement: the line with that number answers it, or, without ``line``, the offer as a whole.

    All numbers count from 1. Ticking twice changes nothing.
    """
    wish = at(desk.reader.project(project.id).requirements, requirement, _NO_REQUIREMENT).id

    def ticked(old: QuoteOption) -> QuoteOption:
        if line is None:
            return old.but(answers=_with(old.answers, wish))
        item = at(old.items, line, _NO_ITEM)
        return _exchanged(old, line, item.but(answers=_with(item.answers, wish)))

    return edit_option(desk, project, option, ticked, addition=addition)


def unanswer(
    desk: Desk, project: Project, requirement: int, *, line: int | None = None, option: int = 1, addition: int = 0
) -> Quote:
    """Take the tick of a requirement back: from one line, or, without ``line``, from wherever it is ticked."""
    wish = at(desk.reader.project(project.id).requirements, requirement, _NO_REQUIREMENT).id

    def without(old: QuoteOption) -> QuoteOption:
        if line is not None:
            item = at(old.items, line, _NO_ITEM)
            return _exchanged(old, line, item.but(answers=_less(item.answers, wish)))
        items = tuple(item.but(answers=_less(item.answers, wish)) for item in old.items)
        others = tuple(one.but(answers=_less(one.answers, wish)) for one in old.recommended)
        return old.but(answers=_less(old.answers, wish), items=items, recommended=others)

    return edit_option(desk, project, option, without, addition=addition)


def ticked_requirements(file: ProjectFile, quote: Quote) -> tuple[int, int]:
    """Return how many of the requirements a quote answers, and how many there are."""
    known = answered_by(quote.option)
    return sum(one.id in known for one in file.requirements), len(file.requirements)


def _exchanged(option: QuoteOption, number: int, item: LineItem) -> QuoteOption:
    return option.but(items=(*option.items[: number - 1], item, *option.items[number:]))


def _with(ids: tuple[int, ...], wanted: int) -> tuple[int, ...]:
    return ids if wanted in ids else (*ids, wanted)


def _less(ids: tuple[int, ...], unwanted: int) -> tuple[int, ...]:
    return tuple(one for one in ids if one != unwanted)
