"""The form of a line item: what it is, how it is counted, what it costs, who does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import LineItem, Unit
from freelance_comm.services.wording import plain
from freelance_comm.tui.form_model import Field, FieldKind
from freelance_comm.tui.forms import words

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk


class ItemJob:
    """Adds a line to the draft of a quote, or edits one."""

    def __init__(
        self,
        desk: Desk,
        project: Project,
        *,
        number: int = 0,
        base: LineItem | None = None,
        option: int = 1,
        addition: int = 0,
    ) -> None:
        t = desk.tr.gettext
        profile = desk.profile()
        self._project, self._number, self._base, self._option = project, number, base, option
        self._addition = addition
        self._seen = items_of(desk.reader.project(project.id), option, addition) if base is not None else ()
        self._rate = "" if profile.hourly_rate is None else plain(profile.hourly_rate)
        self._tax = "" if profile.tax_percent is None else plain(profile.tax_percent)
        self.title = t("Line of the quote")
        self.side = f"{project.name} · {project.currency}"
        self.keep_as = f"item-{project.id}-{option}-{number or 'new'}" + (f"-{addition}" if addition else "")
        self.fields = (
            Field(
                id="description",
                label=t("Description"),
                called=t("The description"),
                help=t("As the client will read it."),
            ),
            Field(
                id="unit",
                label=t("Counted"),
                kind=FieldKind.CHOICE,
                choices=words.choices(words.UNITS, desk.tr),
                help=t("Hours and rate show what the price is made of; a fixed price says what it covers."),
            ),
            Field(
                id="quantity", label=t("How many"), help=t("Hours, days, words, pages or pieces; 1 for a fixed price.")
            ),
            Field(
                id="price",
                label=t("Price for one"),
                help=t("In {currency}, without tax.").format(currency=project.currency),
            ),
            Field(id="tax_percent", label=t("Tax, per cent"), help=t("Empty if none applies.")),
            Field(
                id="why",
                label=t("What it covers"),
                kind=FieldKind.PARAGRAPH,
                help=t("A sentence, if the price needs one."),
            ),
            Field(
                id="estimate_hours",
                label=t("Hours it will take"),
                help=t("For lines not counted in hours: what to plan with."),
            ),
            Field(
                id="done_by",
                label=t("Done by"),
                help=t("Empty: you. It is better to let the client hire somebody else directly."),
            ),
        )

    def values(self) -> dict[str, str]:
        """Return the line as text."""
        base = self._base
        if base is None:
            blank = {field.id: "" for field in self.fields}
            return blank | {"unit": Unit.HOUR.value, "price": self._rate, "tax_percent": self._tax}
        return {
            "description": base.description,
            "unit": base.unit.value,
            "quantity": plain(base.quantity),
            "price": plain(base.unit_price.amount),
            "tax_percent": "" if base.tax_percent is None else plain(base.tax_percent),
            "estimate_hours": "" if base.estimate_hours is None else plain(base.estimate_hours),
            "done_by": base.done_by,
            "why": base.why,
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""
        from freelance_comm.services import quoting

        if self._base is None:
            return self.restore(desk, values)
        new = self._checked(desk, values)
        return quoting.save_item(
            desk,
            self._project,
            self._number,
            self._base,
            new,
            option=self._option,
            seen=self._seen,
            addition=self._addition,
        )

    def afresh(self, desk: Desk) -> ItemJob | None:
        """Return the form on the line as stored now."""
        from freelance_comm.services.line_items import place_of

        if self._base is None:
            return self
        items = items_of(desk.reader.project(self._project.id), self._option, self._addition)
        place = place_of(items, self._number, self._base, self._seen)
        if place is None:
            return None
        now = items[place]
        where = {"option": self._option, "addition": self._addition}
        return ItemJob(desk, self._project, number=place + 1, base=now, **where)

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Add the line."""
        from freelance_comm.services import quoting

        return quoting.add_item(
            desk,
            self._project,
            values["description"],
            unit=Unit(values["unit"]),
            quantity=_quantity(values),
            price=values["price"],
            tax_percent=values["tax_percent"],
            done_by=values["done_by"],
            estimate_hours=values["estimate_hours"],
            why=values["why"],
            option=self._option,
            addition=self._addition,
        )

    def _checked(self, desk: Desk, values: Mapping[str, str]) -> LineItem:
        from freelance_comm.services.line_items import checked_item

        return checked_item(
            desk,
            description=values["description"],
            unit=Unit(values["unit"]),
            quantity=_quantity(values),
            price=values["price"],
            currency=self._project.currency,
            tax_percent=values["tax_percent"],
            done_by=values["done_by"],
            estimate_hours=values["estimate_hours"],
            why=values["why"],
            like=self._base,
        )


def items_of(file: ProjectFile, option: int, addition: int = 0) -> tuple[LineItem, ...]:
    """Return the lines of an option of the quote being worked on, or of an addition; none where there is none."""
    from freelance_comm.services.quoting import working_quote

    if addition:
        return file.additions[addition - 1].option.items if addition <= len(file.additions) else ()
    quote = working_quote(file)
    return quote.options[option - 1].items if quote is not None and 0 < option <= len(quote.options) else ()


def _quantity(values: Mapping[str, str]) -> str:
    """One where nothing is said: a fixed price, or one piece."""
    return values["quantity"].strip() or "1"
