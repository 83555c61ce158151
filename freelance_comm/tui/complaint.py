"""Says in the interface language what went wrong and what to do next, for the quiet line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.text_safety import show

if TYPE_CHECKING:
    from freelance_comm.domain.errors import AppError
    from freelance_comm.text.catalog import Translator

_NEAR_SHOWN = 4


def told(error: AppError, tr: Translator) -> str:
    """Return up to three lines: what happened, which names are close, what to do."""
    params = {name: show(str(value)) for name, value in error.params.items()}
    lines = [tr.gettext(error.message).format_map(params)]
    if error.near:
        names = ", ".join(show(name) for name in error.near[:_NEAR_SHOWN])
        lines.append(tr.gettext("Did you mean: {names}?").format(names=names))
    if error.hint:
        lines.append(tr.gettext(error.hint).format_map(params))
    return "\n".join(lines)
