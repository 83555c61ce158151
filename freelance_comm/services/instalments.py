"""Single sums of a schedule: what they are called in the client's language, which one is meant, and putting one back.

Apart from the schedule as a whole, which is made in ``payments``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import EditConflict
from freelance_comm.domain.marking import N_
from freelance_comm.domain.payment import Instalment, TermsKind
from freelance_comm.domain.text_safety import show
from freelance_comm.services import wording
from freelance_comm.services.checklist import at, open_head

if TYPE_CHECKING:
    from datetime import date

    from freelance_comm.domain.money import Money
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.project_file import ProjectFile
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Change
    from freelance_comm.text.catalog import Translator

NO_INSTALMENT = N_("There is no instalment number {number}.")


def by_due(file: ProjectFile) -> tuple[Instalment, ...]:
    """Return the instalments in the order in which they are shown and counted: by due date."""
    return tuple(sorted(file.instalments, key=lambda one: (one.due, one.id)))


def meant(file: ProjectFile, which: int | Instalment) -> Instalment:
    """Return the stored instalment that is meant: by its place from 1, or, as it was shown, by its identity."""
    if isinstance(which, int):
        return at(by_due(file), which, NO_INSTALMENT)
    for one in file.instalments:
        if one.id == which.id:
            return one
    raise EditConflict(
        N_("“{label}” is no longer part of the schedule, which was made again or removed in the meantime."),
        hint=N_("Look at the schedule again."),
        deleted=True,
        label=show(which.label),
    )


def refuse_changed(file: ProjectFile, seen: Sequence[Instalment] | None) -> None:
    """Raise ``EditConflict`` where the schedule is not the one that was ``seen``; None: nobody looked at it."""
    if seen is None or set(by_due(file)) == set(seen):
        return
    raise EditConflict(
        N_("The schedule was changed while you were working on it."), hint=N_("Look at the schedule again.")
    )


def put_back(desk: Desk, project: Project, label: str, amount: Money, due: date) -> Instalment:
    """Add one instalment to the schedule, such as one that somebody removed while it was being edited."""
    called = wording.required_line(desk, label, N_("The label"))
    with desk.change() as change:
        open_head(change, project)
        one = Instalment(id=change.new_id(), label=called, amount=amount.rounded(), due=due)
        change.add(one, project_id=project.id)
    return one


def client_words(desk: Desk, change: Change, file: ProjectFile) -> Translator:
    """Return the language in which the client reads the schedule."""
    from freelance_comm.text.catalog import translator

    languages = {client.id: client.language for client in change.clients()}
    return translator(languages.get(file.head.client_id, desk.tr.locale))


def labels(tr: Translator, kind: TermsKind, count: int) -> list[str]:
    """Return what the sums of a schedule of ``count`` parts are called."""
    if kind is TermsKind.WHOLE:
        return [tr.pgettext("instalment", "Whole sum")]
    if kind is TermsKind.DEPOSIT:
        return [tr.pgettext("instalment", "Deposit"), tr.pgettext("instalment", "Rest")]
    if kind is TermsKind.MILESTONES:
        said = tr.pgettext("instalment", "Milestone {n} of {count}")
    elif kind is TermsKind.WEEKLY:
        said = tr.pgettext("instalment", "Week {n} of {count}")
    elif kind is TermsKind.DAILY:
        said = tr.pgettext("instalment", "Day {n} of {count}")
    else:
        said = tr.pgettext("instalment", "Instalment {n} of {count}")
    return [said.format(n=number, count=count) for number in range(1, count + 1)]


def told_money(desk: Desk, amount: Money) -> str:
    """Return an amount as people of the interface language write it."""
    from freelance_comm.text.formats import Formats

    return Formats(desk.tr.locale).money(amount)
