"""A model that answers the same question once: open tasks often have the same estimate.

Apart from the model because what is remembered belongs to one forecast, while a model goes on learning.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from freelance_comm.forecast.effort import Effort, Estimate
    from freelance_comm.forecast.history import FromHistory, Why

_Key = tuple[Decimal, Decimal | None, Decimal | None, str, str]


class Remembering:
    """Asks ``model`` for each estimate, project and kind once. ``model`` must learn nothing meanwhile."""

    def __init__(self, model: FromHistory) -> None:
        self._model = model
        self._answers: dict[_Key, tuple[Effort, Why]] = {}

    def ask(self, estimate: Estimate, project: str = "", kind: str = "") -> tuple[Effort, Why]:
        """Return the hours that ``estimate`` may really take, and where they come from."""
        key = (estimate.likely, estimate.optimistic, estimate.pessimistic, project, kind)
        found = self._answers.get(key)
        if found is None:
            effort = self._model.effort(estimate, project=project, kind=kind)
            found = self._answers[key] = (effort, self._model.why(estimate, project=project, kind=kind))
        return found
