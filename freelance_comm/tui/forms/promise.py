"""The form of one promise: its words, and where it was made. Its time is moved, not edited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.promise import Promise, PromiseSource
from freelance_comm.services.promise_history import SOURCES
from freelance_comm.tui.form_model import Field, FieldKind

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


class PromiseJob:
    """Corrects a promise."""

    def __init__(self, desk: Desk, base: Promise) -> None:
        tr = desk.tr
        self._base = base
        self.title = tr.gettext("A promise")
        self.side = ""
        self.keep_as = f"promise-{base.id}"
        of_delivery = base.source is PromiseSource.DEADLINE
        kinds = [one for one in PromiseSource if (one is PromiseSource.DEADLINE) == of_delivery]
        named = tuple((one.value, tr.pgettext("where a promise was made", SOURCES[one])) for one in kinds)
        self.fields = (
            Field(id="what", label=tr.gettext("What you promised")),
            Field(id="source", label=tr.gettext("You said it"), kind=FieldKind.CHOICE, choices=named),
        )

    def values(self) -> dict[str, str]:
        """Return the promise as text."""
        return {"what": self._base.what, "source": self._base.source.value}

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""
        from freelance_comm.services import promises

        return promises.correct(desk, self._base, values["what"], PromiseSource(values["source"]))

    def afresh(self, desk: Desk) -> PromiseJob | None:
        """Return the form on the promise as stored now, None when it is gone."""
        from freelance_comm.services.promise_views import all_promises

        now = next((one for one in all_promises(desk.reader) if one.id == self._base.id), None)
        return PromiseJob(desk, now) if now is not None else None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Promise it again, for the same time."""
        from freelance_comm.services import promises

        base = self._base
        with desk.change() as change:
            return promises.put_down(
                desk,
                change,
                values["what"],
                client_id=base.client_id,
                project_id=base.project_id,
                due=base.due,
                window_start=base.window_start,
                whole_day=base.whole_day,
                source=PromiseSource(values["source"]),
            )
