"""The form of an addition: what is asked for beyond the accepted quote, by whom, until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Quote
from freelance_comm.domain.text_safety import show
from freelance_comm.tui.form_model import Field, FieldKind

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk

_LONGEST = 60
"""Characters of a requirement that a choice shows."""


class AdditionJob:
    """Begins an addition, or edits the draft of one."""

    def __init__(self, desk: Desk, project: Project, base: Quote | None = None) -> None:
        t = desk.tr.gettext
        self._project, self._base = project, base
        self._file = desk.reader.project(project.id)
        self._client = _speaker(desk, project)
        self.title = t("An addition to the quote")
        self.side = f"{project.name} · {base.ref if base is not None else project.currency}"
        self.keep_as = f"addition-{project.id}-{base.id if base is not None else 'new'}"
        wishes = [(str(number), _cut(one.text)) for number, one in enumerate(self._file.requirements, 1)]
        waits = (("no", t("of the addition alone")), ("yes", t("of all the work")))
        self.fields = (
            Field(id="title", label=t("What is asked for"), help=t("As the client will read it.")),
            Field(
                id="changes",
                label=t("It changes"),
                kind=FieldKind.CHOICE,
                choices=(("0", t("nothing on the list: it is something new")), *wishes),
            ),
            Field(id="asked_by", label=t("Asked for by")),
            Field(id="asked_on", label=t("Asked on"), help=t("A day such as yesterday, 3 Nov or 2026-11-03.")),
            Field(id="asked_words", label=t("In their words"), kind=FieldKind.PARAGRAPH),
            Field(id="ready_on", label=t("Ready on"), help=t("Once the client says yes, it is promised.")),
            Field(id="whole_waits", label=t("This day is for"), kind=FieldKind.CHOICE, choices=waits),
            Field(
                id="reason",
                label=t("Why it costs this"),
                kind=FieldKind.PARAGRAPH,
                help=t("One sentence the client can understand and repeat."),
            ),
            Field(
                id="valid_until", label=t("Valid until"), help=t("The last day the client can say yes to this price.")
            ),
        )

    def values(self) -> dict[str, str]:
        """Return the addition as text."""
        base = self._base
        if base is None:
            blank = {field.id: "" for field in self.fields}
            return blank | {"changes": "0", "asked_by": self._client, "whole_waits": "no"}
        ids = [one.id for one in self._file.requirements]
        number = ids.index(base.requirement_id) + 1 if base.requirement_id in ids else 0
        return {
            "title": base.title,
            "changes": str(number),
            "asked_by": base.asked_by,
            "asked_on": _iso(base.asked_on),
            "asked_words": base.asked_words,
            "ready_on": _iso(base.ready_on),
            "whole_waits": "yes" if base.whole_waits else "no",
            "reason": base.reason,
            "valid_until": _iso(base.valid_until),
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""
        from freelance_comm.services import additions, wording

        if self._base is None:
            return self.restore(desk, values)
        asked_on = wording.past_day(desk, values["asked_on"]) if values["asked_on"].strip() else None
        new = self._base.but(
            title=values["title"],
            asked_by=values["asked_by"],
            asked_on=asked_on,
            asked_words=values["asked_words"],
            requirement_id=additions.requirement_id(desk.reader.project(self._project.id), int(values["changes"])),
            ready_on=_coming(desk, values["ready_on"]),
            whole_waits=values["whole_waits"] == "yes",
            reason=values["reason"],
            valid_until=_coming(desk, values["valid_until"]),
        )
        return additions.save_addition(desk, self._project, self._base, new)

    def afresh(self, desk: Desk) -> AdditionJob | None:
        """Return the form on the addition as stored now."""
        if self._base is None:
            return self
        stored: ProjectFile = desk.reader.project(self._project.id)
        now = next((one for one in stored.additions if one.id == (self._base.id if self._base else 0)), None)
        return AdditionJob(desk, self._project, now) if now is not None else None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Begin it."""
        from freelance_comm.services import additions, wording

        return additions.begin_addition(
            desk,
            self._project,
            values["title"],
            asked_by=values["asked_by"],
            asked_on=wording.past_day(desk, values["asked_on"]) if values["asked_on"].strip() else None,
            words=values["asked_words"],
            changes=int(values["changes"]),
            reason=values["reason"],
            valid_until=_coming(desk, values["valid_until"]),
            ready_on=_coming(desk, values["ready_on"]),
            whole_waits=values["whole_waits"] == "yes",
        )


def _speaker(desk: Desk, project: Project) -> str:
    from freelance_comm.services.clients import client_by_id
    from freelance_comm.services.draft_facts import person_of

    client = client_by_id(desk, project.client_id)
    return person_of(client) or client.name


def _coming(desk: Desk, text: str) -> date | None:
    from freelance_comm.services import wording

    return wording.coming_day(desk, text) if text.strip() else None


def _iso(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _cut(text: str) -> str:
    line = show(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
