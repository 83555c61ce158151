"""How much of the quoted hours is used: told at 50, 80 and 100 per cent, at each once.

Apart from the log because it is asked after every entry and by the day's overview, from the derived index alone; the
figures of the progress report, with money, are in ``standing``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.domain.project_file import ProjectSummary
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

LEVELS = (50, 80, 100)
_HOUR = Decimal(3600)


class Budget(Record):
    """The quoted hours of a project and the billable time spent of them, exact. ``level`` is the highest of ``LEVELS``
    that is reached, 0 for none.
    """

    project_id: int
    quoted_seconds: Decimal
    spent_seconds: Decimal
    level: int

    @property
    def percent(self) -> int:
        """What is used, in whole per cent, rounded down: 100 means that nothing is left."""
        return int(self.spent_seconds * 100 / self.quoted_seconds)


def budget_of(summary: ProjectSummary, spent: Decimal) -> Budget | None:
    """Return how ``spent`` billable seconds stand to the quoted hours; None where no hours were quoted."""
    return _budget(summary.project.id, summary.quote_hours * _HOUR, spent) if summary.quote_hours else None


def _budget(project_id: int, quoted: Decimal, spent: Decimal) -> Budget:
    return Budget(project_id=project_id, quoted_seconds=quoted, spent_seconds=spent, level=reached(spent, quoted))


def reached(spent: Decimal, quoted: Decimal) -> int:
    """Return the highest level that ``spent`` reaches of ``quoted``, 0 for none."""
    return max((level for level in LEVELS if spent * 100 >= quoted * level), default=0)


def crossed(desk: Desk, entry: TimeEntry) -> Budget | None:
    """Return the budget of the entry's project where this entry, just saved, reached another level of it."""
    hours = desk.reader.quoted_hours(entry.project_id) if entry.billable else None
    if not hours:
        return None
    budget = _budget(entry.project_id, hours * _HOUR, desk.reader.time_totals.billable_on(entry.project_id))
    before = reached(budget.spent_seconds - entry.seconds, budget.quoted_seconds)
    return budget if budget.level > before else None


def brief(budget: Budget, tr: Translator) -> str:
    """Return "8 hr, 5 min of 10 hr" in the interface language."""
    from freelance_comm.text.durations import duration

    return tr.pgettext("hours used of the hours quoted", "{spent} of {quoted}").format(
        spent=duration(budget.spent_seconds, tr), quoted=duration(budget.quoted_seconds, tr)
    )


def words(budget: Budget, tr: Translator) -> str:
    """Return "80% of the 10 hr quoted are used: 8 hr, 5 min." in the interface language."""
    from freelance_comm.text.durations import duration

    quoted, spent = duration(budget.quoted_seconds, tr), duration(budget.spent_seconds, tr)
    if budget.spent_seconds > budget.quoted_seconds:
        over = duration(budget.spent_seconds - budget.quoted_seconds, tr)
        return tr.gettext("{percent}% of the {quoted} quoted: {over} more than was quoted.").format(
            percent=budget.percent, quoted=quoted, over=over
        )
    return tr.gettext("{percent}% of the {quoted} quoted are used: {spent}.").format(
        percent=budget.percent, quoted=quoted, spent=spent
    )
