"""Lines of a quote that somebody else does: the question they ask, its answer, and the better way.

Selling other people's work without experience in brokering can cost the money it brings. The better way is that the
client hires them directly: the line leaves the price and becomes a recommendation that the quote says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.marking import N_
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, Recommendation
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording
from freelance_comm.services.checklist import at
from freelance_comm.services.quote_versions import edit_option

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk

_NO_ITEM = N_("There is no line number {number} in the quote.")
_NO_RECOMMENDATION = N_("There is no recommendation number {number}.")


def answer_brokering(
    desk: Desk, project: Project, number: int, yes: bool, *, option: int = 1, addition: int = 0
) -> Quote:
    """Keep the answer to "Have you brokered before?" with a line that somebody else does."""

    def answered(old: QuoteOption) -> QuoteOption:
        item = _of_others(old, number)
        return _exchanged(old, number, (item.but(brokered_before=yes),))

    return edit_option(desk, project, option, answered, addition=addition)


def hire_directly(
    desk: Desk, project: Project, number: int, *, whom: str = "", option: int = 1, addition: int = 0
) -> Quote:
    """Turn a line into a recommendation: the client hires whoever does it directly, and it leaves the price.

    ``whom`` is needed where the line does not say who does it.
    """
    name = wording.line(desk, whom, N_("Who does it"))

    def recommended(old: QuoteOption) -> QuoteOption:
        item = at(old.items, number, _NO_ITEM) if name else _of_others(old, number)
        one = Recommendation(what=item.description, whom=name or item.done_by, answers=item.answers)
        return _exchanged(old, number, ()).but(recommended=(*old.recommended, one))

    return edit_option(desk, project, option, recommended, addition=addition)


def remove_recommendation(desk: Desk, project: Project, number: int, *, option: int = 1, addition: int = 0) -> Quote:
    """Strike a recommendation out; ``number`` counts from 1."""

    def without(old: QuoteOption) -> QuoteOption:
        at(old.recommended, number, _NO_RECOMMENDATION)
        return old.but(recommended=old.recommended[: number - 1] + old.recommended[number:])

    return edit_option(desk, project, option, without, addition=addition)


def _of_others(option: QuoteOption, number: int) -> LineItem:
    item = at(option.items, number, _NO_ITEM)
    if not item.done_by:
        raise BadValue(
            N_("You do “{what}” yourself."),
            hint=N_("First say who else does it: `freelance-comm quote edit PROJECT LINE --by NAME`."),
            what=show(item.description),
        )
    return item


def _exchanged(option: QuoteOption, number: int, items: tuple[LineItem, ...]) -> QuoteOption:
    return option.but(items=(*option.items[: number - 1], *items, *option.items[number:]))
