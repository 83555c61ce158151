"""The parts of a client's card, in the order in which they stand there. A further part is one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Client
from freelance_comm.services import complaint_views, feedback, reliability
from freelance_comm.services.focus import FocusPart
from freelance_comm.services.focus_open import (
    core_problem,
    last_words,
    money,
    open_questions,
    promised,
    waiting,
)
from freelance_comm.services.regular_focus import focus as looking_after

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

    Builder = Callable[[Desk, Client], FocusPart | None]

BUILDERS: tuple[Builder, ...] = (
    waiting,
    complaint_views.focus,
    core_problem,
    open_questions,
    promised,
    reliability.focus,
    money,
    last_words,
    feedback.focus,
    looking_after,
)
"""Each returns its part, or None where there is nothing to say."""


def parts(desk: Desk, client: Client) -> tuple[FocusPart, ...]:
    """Return what is to be known about ``client``, part by part; parts without lines are left out."""
    made = (build(desk, client) for build in BUILDERS)
    return tuple(part for part in made if part is not None and part.lines)
