"""What a form is: fields, and a job that knows where the values come from and how they are saved.

No widgets here: the jobs are plain functions over services, and the three-way merge of texts can be tested alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


class FieldKind(StrEnum):
    """How a value is typed."""

    LINE = "line"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"


class Field(Record):
    """One field. ``label`` and ``help`` are already in the interface language; ``choices`` pairs values with labels.

    ``heading`` stands above the field where a new group begins; ``called`` is what refusals call the field, where that
    is not its label.
    """

    id: str
    label: str
    kind: FieldKind = FieldKind.LINE
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    heading: str = ""
    called: str = ""


class FormJob(Protocol):
    """What a form works on. The methods that take a desk run away from the screen's thread."""

    @property
    def title(self) -> str:
        """What the form is about."""

    @property
    def side(self) -> str:
        """What stands at the right of the title."""

    @property
    def keep_as(self) -> str:
        """The name under which unsaved text is kept."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in their order."""

    def values(self) -> dict[str, str]:
        """Return the values to start from, by field id."""

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""

    def afresh(self, desk: Desk) -> FormJob | None:
        """Return the same form on what is stored now: None when the record is gone, itself when there was none yet."""

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed as a new record, because the one it was opened on is gone."""


@runtime_checkable
class AsAWhole(Protocol):
    """What a job has besides when its result replaces something that cannot be merged field by field."""

    def versions(self, desk: Desk, values: Mapping[str, str]) -> tuple[str, str]:
        """Return what is stored now and what was typed, each as lines in the interface language."""


class Clash(Record):
    """A field that both sides changed: what is stored now and what was typed."""

    field: Field
    theirs: str
    mine: str


def merge(
    fields: tuple[Field, ...], base: Mapping[str, str], theirs: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Clash, ...]]:
    """Return what both sides together want, and the fields on which they disagree (there ``theirs`` stands for now)."""
    merged: dict[str, str] = {}
    clashes: list[Clash] = []
    for field in fields:
        before, now, wanted = base.get(field.id, ""), theirs.get(field.id, ""), mine.get(field.id, "")
        merged[field.id] = now if wanted == before else wanted
        if wanted not in (before, now) and now != before:
            merged[field.id] = now
            clashes.append(Clash(field=field, theirs=now, mine=wanted))
    return merged, tuple(clashes)
