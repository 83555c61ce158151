"""The form of a project's head, and the form of the facts one stage asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project import Project
from freelance_comm.stages.model import FactKind
from freelance_comm.tui.form_model import Field, FieldKind
from freelance_comm.tui.forms import words

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.stages.model import Fact, Stage

_EVERY = N_("Days between reports")


class ProjectJob:
    """Starts a project for a client, or edits one."""

    def __init__(
        self, desk: Desk, client: Client, base: Project | None = None, *, name: str = "", same_name_ok: bool = False
    ) -> None:
        t = desk.tr.gettext
        self._client = client
        self._base = base
        self._name = name
        self._currency = client.currency or desk.profile().currency
        self.same_name_ok = same_name_ok
        self.title = t("Project") if base else t("New project")
        self.side = client.name
        self.keep_as = f"project-{base.id}" if base else f"project-new-{client.id}"
        small = (("no", t("the whole way")), ("yes", t("a small job")))
        self.fields = (
            Field(id="name", label=desk.tr.pgettext("of a thing", "Name"), help=t("As you and the client call it.")),
            Field(id="currency", label=t("Currency"), help=t("All prices in the project are in it.")),
            Field(
                id="small",
                label=t("Size"),
                kind=FieldKind.CHOICE,
                choices=small,
                help=t("A small job leaves out the deadline and payment stages."),
            ),
            Field(id="report_every_days", label=t(_EVERY), help=t("Empty: same as for the client, otherwise weekly.")),
        )

    def values(self) -> dict[str, str]:
        """Return the project as text."""
        base = self._base
        if base is None:
            return {"name": self._name, "currency": self._currency, "small": "no", "report_every_days": ""}
        every = "" if base.report_every_days is None else str(base.report_every_days)
        small = "yes" if base.small_job else "no"
        return {"name": base.name, "currency": base.currency, "small": small, "report_every_days": every}

    def save(self, desk: Desk, values: Mapping[str, str]) -> Project:
        """Save what was typed."""
        from freelance_comm.services import projects

        if self._base is None:
            return self.restore(desk, values)
        return projects.change_project(desk, self._base, self._base.but(**_read(desk, values)))

    def afresh(self, desk: Desk) -> ProjectJob | None:
        """Return the form on the project as stored now."""
        from freelance_comm.domain.errors import NotFound
        from freelance_comm.services.projects import project_by_id

        if self._base is None:
            return self
        try:
            return ProjectJob(desk, self._client, project_by_id(desk, self._base.id))
        except NotFound:
            return None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> Project:
        """Start the project."""
        from freelance_comm.services import projects

        read = _read(desk, values)
        project = projects.add_project(
            desk,
            values["name"],
            client_text=self._client.ref,
            currency=values["currency"],
            small=values["small"] == "yes",
            same_name_ok=self.same_name_ok,
        )
        if read["report_every_days"] is not None:
            return projects.change_project(desk, project, project.but(report_every_days=read["report_every_days"]))
        return project


def _read(desk: Desk, values: Mapping[str, str]) -> dict[str, object]:
    from freelance_comm.services import wording

    every: int | None = None
    if values["report_every_days"].strip():
        every = wording.count_between(desk, values["report_every_days"], _EVERY, low=1, high=366)
    return {
        "name": values["name"],
        "currency": values["currency"],
        "small_job": values["small"] == "yes",
        "report_every_days": every,
    }


class FactsJob:
    """The facts a stage asks for, as one form drawn from what the stage declares."""

    def __init__(self, desk: Desk, project: Project, stage: Stage, facts: tuple[Fact, ...] = ()) -> None:
        from freelance_comm.services.facts import fact_value
        from freelance_comm.services.projects import open_file

        t = desk.tr.gettext
        file = open_file(desk, project.id)
        self._project = file.head
        self._stage = stage
        self._facts = facts or stage.facts
        self._canonical = {fact.id: fact_value(desk, file, fact) for fact in self._facts}
        self.title = t(stage.title)
        self.side = project.name
        self.keep_as = f"facts-{project.id}-{'-'.join(fact.id for fact in self._facts) if facts else stage.id}"
        self.fields = tuple(_fact_field(desk, fact) for fact in self._facts)

    def values(self) -> dict[str, str]:
        """Return the facts as they are kept."""
        return dict(self._canonical)

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save all of them, or none."""
        from freelance_comm.services.facts import set_facts

        return set_facts(desk, self._project, values, base=self._canonical)

    def afresh(self, desk: Desk) -> FactsJob | None:
        """Return the form on what is kept now."""
        given = () if self._facts == self._stage.facts else self._facts
        return FactsJob(desk, self._project, self._stage, given)

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Facts cannot be restored without their project: let the service say so."""
        return self.save(desk, values)


def _fact_field(desk: Desk, fact: Fact) -> Field:
    t = desk.tr.gettext
    kind = {FactKind.PARAGRAPH: FieldKind.PARAGRAPH, FactKind.YES_NO: FieldKind.CHOICE}.get(fact.kind, FieldKind.LINE)
    choices = words.choices(words.YES_NO, desk.tr) if fact.kind is FactKind.YES_NO else ()
    return Field(id=fact.id, label=t(fact.label), kind=kind, help=t(fact.help), choices=choices)
