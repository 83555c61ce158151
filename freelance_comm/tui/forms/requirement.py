"""The form of one requirement: what was asked, by whom, when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project, Requirement
from freelance_comm.tui.form_model import Field

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk


class RequirementJob:
    """Edits a requirement."""

    def __init__(self, desk: Desk, project: Project, base: Requirement) -> None:
        t = desk.tr.gettext
        self._project = project
        self._base = base
        self.title = t("What was asked")
        self.side = project.name
        self.keep_as = f"requirement-{project.id}-{base.id}"
        self.fields = (
            Field(id="text", label=t("In their words"), help=t("Exactly what was asked, no more and no less.")),
            Field(id="said_by", label=t("Said by")),
            Field(id="said_on", label=t("Said on"), help=t("A day such as yesterday, 3 Nov or 2026-11-03.")),
        )

    def values(self) -> dict[str, str]:
        """Return the requirement as text."""
        said_on = self._base.said_on.isoformat() if self._base.said_on else ""
        return {"text": self._base.text, "said_by": self._base.said_by, "said_on": said_on}

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""
        from freelance_comm.services import checklist, wording

        said_on = wording.past_day(desk, values["said_on"]) if values["said_on"].strip() else None
        new = self._base.but(text=values["text"], said_by=values["said_by"], said_on=said_on)
        return checklist.save_requirement(desk, self._project, self._base, new)

    def afresh(self, desk: Desk) -> RequirementJob | None:
        """Return the form on the requirement as stored now."""
        stored = desk.reader.project(self._project.id).requirements
        now = next((one for one in stored if one.id == self._base.id), None)
        return RequirementJob(desk, self._project, now) if now is not None else None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Write it down again."""
        from freelance_comm.services import checklist, wording

        said_on = wording.past_day(desk, values["said_on"]) if values["said_on"].strip() else None
        return checklist.add_requirement(
            desk, self._project, values["text"], said_by=values["said_by"], said_on=said_on
        )
