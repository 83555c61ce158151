"""The forms of payment: a schedule made from the price, and one instalment of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, TermsKind
from freelance_comm.domain.project import Project
from freelance_comm.services.wording import plain
from freelance_comm.tui.form_model import Field, FieldKind
from freelance_comm.tui.forms import words

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.services.desk import Desk

KINDS: dict[str, str] = {
    TermsKind.WHOLE: N_("the whole sum at once"),
    TermsKind.DEPOSIT: N_("a deposit and the rest"),
    TermsKind.MILESTONES: N_("a smaller first milestone"),
    TermsKind.INSTALMENTS: N_("instalments"),
    TermsKind.WEEKLY: N_("by the week"),
    TermsKind.DAILY: N_("by the day"),
    TermsKind.OWN: N_("sums of my own"),
}
AGREED: dict[str, str] = {"no": N_("not yet"), "yes": N_("yes, today")}
FIRST_DUE_AFTER = timedelta(days=14)


def own_lines(plan: Sequence[Instalment]) -> list[str]:
    """Return a schedule as the lines that would make it."""
    ordered = sorted(plan, key=lambda one: (one.due, one.id))
    return [f"{one.label}: {plain(one.amount.amount)}, {one.due.isoformat()}" for one in ordered]


class ScheduleJob:
    """Makes the schedule of a project; money that has arrived stays counted."""

    def __init__(self, desk: Desk, project: Project) -> None:
        t = desk.tr.gettext
        self._project = project
        self._seen = desk.reader.project(project.id).instalments
        self._first = desk.today() + FIRST_DUE_AFTER
        self.title = t("Payment schedule")
        self.side = f"{project.name} · {project.currency}"
        self.keep_as = f"schedule-{project.id}"
        self.fields = (
            Field(
                id="kind", label=t("How they pay"), kind=FieldKind.CHOICE, choices=words.choices(KINDS, desk.tr),
                help=t("If the client is against prepayment: instalments, or by the week or day."),
            ),
            Field(id="first_due", label=t("First due on"), help=t("A day such as 3 Nov, Monday or 2026-11-03.")),
            Field(id="parts", label=t("Number of parts"), help=t("For milestones, instalments, weeks or days.")),
            Field(id="every_days", label=t("Days between them"), help=t("For milestones and instalments.")),
            Field(id="first_percent", label=t("First milestone, per cent"), help=t("For a smaller first milestone.")),
            Field(id="deposit_percent", label=t("Deposit, per cent"), help=t("For a deposit and the rest.")),
            Field(id="rest_due", label=t("Rest due on"), help=t("Empty: as many days later as set above.")),
            Field(
                id="own", label=t("Sums of my own"), kind=FieldKind.PARAGRAPH,
                help=t("One per line, such as First draft: 500, 3 Dec. One may say “…”: it takes what is left."),
            ),
            Field(
                id="agreed", label=t("The client said yes to it"), kind=FieldKind.CHOICE,
                choices=words.choices(AGREED, desk.tr), help=t("Today's date is then noted."),
            ),
        )  # fmt: skip

    def values(self) -> dict[str, str]:
        """Return what is usual."""
        kind = self._project.terms_kind or TermsKind.WHOLE
        return {
            "kind": kind.value,
            "first_due": self._first.isoformat(),
            "parts": "3",
            "every_days": "30",
            "deposit_percent": "30",
            "rest_due": "",
            "first_percent": "20",
            "own": "\n".join(own_lines(self._seen)) if kind is TermsKind.OWN else "",
            "agreed": "no",
        }

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Make the schedule."""
        from freelance_comm.services import payments, wording

        kind = TermsKind(values["kind"])
        agreed = values["agreed"] == "yes"
        if kind is TermsKind.OWN:
            from freelance_comm.services import own_schedule

            lines = own_schedule.parts_from(desk, values["own"].splitlines(), self._project.currency)
            return own_schedule.plan_own(desk, self._project, lines, seen=self._seen, agreed=agreed)
        rest = wording.coming_day(desk, values["rest_due"]) if values["rest_due"].strip() else None
        single = kind in (TermsKind.WHOLE, TermsKind.DEPOSIT)
        parts = 1 if single else wording.count_between(desk, values["parts"], N_("Number of parts"), low=1, high=366)
        every = wording.count_between(desk, values["every_days"], N_("Days between them"), low=1, high=366)
        return payments.plan_schedule(
            desk,
            self._project,
            kind,
            first_due=wording.coming_day(desk, values["first_due"]),
            parts=parts,
            every_days=every,
            deposit_percent=values["deposit_percent"],
            rest_due=rest,
            first_percent=values["first_percent"],
            seen=self._seen,
            agreed=agreed,
        )

    def afresh(self, desk: Desk) -> ScheduleJob | None:
        """Return the form over the schedule as stored now."""
        return ScheduleJob(desk, self._project)

    def versions(self, desk: Desk, values: Mapping[str, str]) -> tuple[str, str]:
        """Return the schedule that somebody else made meanwhile, and how the new one is to be."""
        from freelance_comm.text.formats import Formats

        tr, formats = desk.tr, Formats(desk.tr.locale)
        stored = [
            f"{one.label} · {formats.money(one.amount)} · {formats.day(one.due)}"
            for one in sorted(self._seen, key=lambda one: (one.due, one.id))
        ]
        typed = [
            f"{field.label}: {dict(field.choices).get(values[field.id], values[field.id])}"
            for field in self.fields
            if values[field.id].strip()
        ]
        return "\n".join(stored) or tr.gettext("There is no schedule."), "\n".join(typed)

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Make the schedule."""
        return self.save(desk, values)


class InstalmentJob:
    """Edits label, sum and day of one instalment."""

    def __init__(self, desk: Desk, project: Project, base: Instalment) -> None:
        t = desk.tr.gettext
        self._project = project
        self._base = base
        self.title = t("Instalment")
        self.side = f"{project.name} · {base.amount.currency}"
        self.keep_as = f"instalment-{project.id}-{base.id}"
        self.fields = (
            Field(id="label", label=t("Label"), help=t("The client will see it.")),
            Field(id="amount", label=t("Sum")),
            Field(id="due", label=t("Due on")),
        )

    def values(self) -> dict[str, str]:
        """Return the instalment as text."""
        base = self._base
        return {"label": base.label, "amount": plain(base.amount.amount), "due": base.due.isoformat()}

    def save(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Save what was typed."""
        from freelance_comm.services import payments

        label, amount, due = self._read(desk, values)
        new = self._base.but(label=label, amount=amount, due=due)
        return payments.change_instalment(desk, self._project, self._base, new)

    def afresh(self, desk: Desk) -> InstalmentJob | None:
        """Return the form on the instalment as stored now."""
        stored = desk.reader.project(self._project.id).instalments
        now = next((one for one in stored if one.id == self._base.id), None)
        return InstalmentJob(desk, self._project, now) if now is not None else None

    def restore(self, desk: Desk, values: Mapping[str, str]) -> object:
        """Add it to the schedule; where that does not fit the price any more, the page says so."""
        from freelance_comm.services.instalments import put_back

        label, amount, due = self._read(desk, values)
        return put_back(desk, self._project, label, amount, due)

    def _read(self, desk: Desk, values: Mapping[str, str]) -> tuple[str, Money, date]:
        from freelance_comm.services import wording

        currency = self._base.amount.currency
        sum_ = wording.amount(desk, values["amount"], N_("The sum"), currency=currency)
        return values["label"], Money(amount=sum_, currency=currency), wording.coming_day(desk, values["due"])
