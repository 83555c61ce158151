"""Letters for a situation that are written by a module of their own: when they are at hand, who hears that they went.

Apart from the drafts because each is written by the service that knows its facts, and loaded only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from freelance_comm.services.letter_names import NOTICE

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.store import Change

AfterSending = Callable[["Change"], None]
"""What is changed together with the note that a letter has gone out."""


class Letters(Protocol):
    """What a module that writes letters for a situation has to have."""

    @staticmethod
    def at_hand(desk: Desk, file: ProjectFile) -> tuple[str, ...]:
        """Return the names of its letters that there is something to write about now."""

    @staticmethod
    def compose_letter(desk: Desk, project: Project, name: str, *, built_in: bool = False) -> Draft:
        """Return the letter. Raises ``BadValue`` where there is nothing on record that it could be about."""

    @staticmethod
    def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
        """Return what changes when it has gone out, ``None`` for nothing."""


WRITERS: dict[str, str] = {
    "complaint": "complaint_letters",
    "feedback": "feedback_letters",
    "negotiation": "negotiation_letters",
    "promise": "promise_letters",
    "regular": "regular_letters",
    "quote/follow-up": "quote_letters",
    "quote/addition": "quote_letters",
    "quote/direct-hire": "quote_letters",
    NOTICE: "promise_letters",
    "reminder": "reminder_letters",
}
"""By the folder of the templates, or the name of one, the module of ``services`` that writes it (see ``Letters``)."""


def has_writer(name: str) -> bool:
    """Whether the letter ``name`` is written by a module of its own."""
    return name in WRITERS or name.partition("/")[0] in WRITERS


def at_hand(desk: Desk, file: ProjectFile, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of ``names`` that there is something to write about in a project, in their order.

    What no module of its own writes is always at hand: it says itself what it lacks.
    """
    found: set[str] = {name for name in names if not has_writer(name)}
    for writer in {_module(name): _writer(name) for name in names if has_writer(name)}.values():
        found.update(writer.at_hand(desk, file))
    return tuple(name for name in names if name in found)


def compose(desk: Desk, project: Project, name: str, **options: Any) -> Draft:
    """Return the letter ``name`` for a project."""
    return _writer(name).compose_letter(desk, project, name, **options)


def after_sending(desk: Desk, draft: Draft) -> AfterSending | None:
    """Return what changes when ``draft`` has gone out, ``None`` for nothing."""
    return _writer(draft.name).after_sending(desk, draft) if has_writer(draft.name) else None


def _module(name: str) -> str:
    return WRITERS.get(name) or WRITERS[name.partition("/")[0]]


def _writer(name: str) -> Letters:
    return cast("Letters", import_module(f"freelance_comm.services.{_module(name)}"))
