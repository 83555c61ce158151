"""The form of a discount, or of something on the house: a line of the quote that the client sees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.tui.form_model import Field, FieldKind

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk

PERCENT, AMOUNT, GIFT = "percent", "amount", "gift"


class DiscountJob:
    """Adds a discount or a gift to the draft of a quote or an addition."""

    def __init__(self, desk: Desk, project: Project, *, option: int = 1, addition: int = 0) -> None:
        t = desk.tr.gettext
        self._project, self._place = project, {"option": option, "addition": addition}
        self.title = t("Discount, or something on the house")
        self.side = f"{project.name} · {project.currency}"
        self.keep_as = f"discount-{project.id}-{option}-{addition}"
        kinds = (
            (PERCENT, t("per cent off what the lines cost")),
            (AMOUNT, t("a sum off, without tax")),
            (GIFT, t("on the house: free, but its worth is shown")),
        )
        self.fields = (
            Field(
                id="description",
                label=t("Description"),
                called=t("The description"),
                help=t("As the client will read it."),
            ),
            Field(id="kind", label=t("It is"), kind=FieldKind.CHOICE, choices=kinds),
            Field(
                id="figure",
                label=t("How much"),
                help=t("Per cent, or a sum in {currency}; for a gift: what it is worth.").format(
                    currency=project.currency
                ),
            ),
            Field(
                id="hours", label=t("Hours it will take"), help=t("For a gift: they count in the plan all the same.")
            ),
            Field(id="why", label=t("What for"), kind=FieldKind.PARAGRAPH, help=t("A sentence the client may read.")),
        )

    def values(self) -> dict[str, str]:
        """Return an empty form."""
        return {field.id: "" for field in self.fields} | {"kind": PERCENT}

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Add the line."""
        from freelance_comm.services import quoting

        words, figure, why = values["description"], values["figure"], values["why"]
        if values["kind"] == GIFT:
            hours = values["hours"].strip() or None
            return quoting.give(desk, self._project, words, worth=figure, hours=hours, why=why, **self._place)
        off = {PERCENT: "", AMOUNT: "", values["kind"]: figure}
        return quoting.add_discount(
            desk, self._project, words, percent=off[PERCENT], amount=off[AMOUNT], why=why, **self._place
        )

    def afresh(self, desk: Desk) -> DiscountJob:
        """Nothing is stored yet."""
        return self

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Add the line."""
        return self.save(desk, values)
