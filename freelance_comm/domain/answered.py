"""Which requirements an offer answers: by a line, or as a whole.

Apart from the quote because it looks at quote and requirements together, and a stage judges by it.
"""

from __future__ import annotations

from collections.abc import Iterable

from freelance_comm.domain.project import Requirement
from freelance_comm.domain.quote import QuoteOption


def included(option: QuoteOption) -> frozenset[int]:
    """Return the ids of the requirements that the lines of ``option``, or the option as a whole, answer."""
    return frozenset(option.answers).union(*(item.answers for item in option.items))


def answered_by(option: QuoteOption) -> frozenset[int]:
    """Return the ids of the requirements that ``option`` answers, those for which it recommends somebody among them."""
    return included(option).union(*(one.answers for one in option.recommended))


def unanswered(requirements: Iterable[Requirement], option: QuoteOption) -> tuple[Requirement, ...]:
    """Return the requirements that nothing in ``option`` answers, in their order."""
    known = answered_by(option)
    return tuple(one for one in requirements if one.id not in known)
