"""The form of a further option: what it is, and the client's own request for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.tui.form_model import Field, FieldKind

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


class OptionJob:
    """Adds a further option to the draft of a quote."""

    def __init__(self, desk: Desk, project: Project) -> None:
        t = desk.tr.gettext
        self._project = project
        self.title = t("A further option")
        self.side = t("One good offer is easier to say yes to.")
        self.keep_as = f"option-{project.id}"
        self.fields = (
            Field(id="title", label=t("What it is called"), help=t("As the client will read it.")),
            Field(
                id="requested_by",
                label=t("Who asked for it"),
                help=t("Choosing is work: only the client's own request makes it worth theirs."),
            ),
            Field(id="requested_on", label=t("Asked on"), help=t("A day such as yesterday, 3 Nov or 2026-11-03.")),
            Field(id="words", label=t("In their words"), kind=FieldKind.PARAGRAPH),
        )

    def values(self) -> dict[str, str]:
        """Return an empty form."""
        return {field.id: "" for field in self.fields}

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Add the option."""
        from freelance_comm.services import quoting, wording

        return quoting.add_option(
            desk,
            self._project,
            values["title"],
            requested_by=values["requested_by"],
            requested_on=wording.past_day(desk, values["requested_on"]) if values["requested_on"].strip() else None,
            words=values["words"],
        )

    def afresh(self, desk: Desk) -> OptionJob:
        """Nothing is stored yet."""
        return self

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Add the option."""
        return self.save(desk, values)
