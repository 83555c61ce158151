"""The quoted hours are drawn week by week against their line, and told in words."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import NotFound
from freelance_comm.domain.project import Project
from freelance_comm.domain.quote import Unit
from freelance_comm.services import budget_burn, quoting, timelog
from freelance_comm.text.catalog import interface_locales, translator
from tests.unit.services.rig import Rig, at


@pytest.fixture
def quoted(rig: Rig) -> Project:
    """A project of ten quoted hours, accepted."""
    project = rig.project()
    quoting.add_item(rig.desk, project, "design", unit=Unit.HOUR, quantity=10, price=50)
    quoting.accept(rig.desk, project, rig.desk.today())
    return project


def log(rig: Rig, project: Project, day: date, hours: int, *, billable: bool = True) -> None:
    """Log hours of a day."""
    timelog.add_entry(rig.desk, project.ref, day=day, seconds=Decimal(hours * 3600), billable=billable)


def drawn(rig: Rig, project: Project, width: int = 22) -> list[str]:
    """Return the plot as lines of text."""
    found = budget_burn.burn(rig.desk, project)
    return [f"{one.label}|{one.bar}|{one.told}" for one in budget_burn.plot(found, width, rig.desk.tr)]


def test_each_week_shows_what_was_used_before_and_what_then(rig: Rig, quoted: Project) -> None:
    log(rig, quoted, date(2026, 3, 3), 4)
    rig.set(at(12))
    log(rig, quoted, date(2026, 3, 11), 2)
    assert drawn(rig, quoted) == [
        "Mon 2 Mar|▒▒▒▒▒▒▒▒            │ |40%  4 hr",
        "Mon 9 Mar|████████▒▒▒▒        │ |60%  6 hr  ◀ 50%",
    ]


def test_the_line_says_how_much_was_quoted(rig: Rig, quoted: Project) -> None:
    log(rig, quoted, date(2026, 3, 2), 4)
    assert budget_burn.ruler(budget_burn.burn(rig.desk, quoted), 22, rig.desk.tr).rstrip() == " " * 17 + "10 hr"


def test_more_than_was_quoted_goes_beyond_the_line(rig: Rig, quoted: Project) -> None:
    log(rig, quoted, date(2026, 3, 2), 20)
    (line,) = drawn(rig, quoted, 20)
    assert line == "Mon 2 Mar|▒▒▒▒▒▒▒▒▒▒│▒▒▒▒▒▒▒▒▒|200%  20 hr  ◀ 100%"
    assert budget_burn.sentences(budget_burn.burn(rig.desk, quoted), rig.desk.tr) == [
        "200% of the 10 hr quoted: 10 hr more than was quoted."
    ]


def test_words_say_how_long_the_rest_lasts_at_the_pace_of_four_weeks(rig: Rig, quoted: Project) -> None:
    rig.set(at(12))
    log(rig, quoted, date(2026, 3, 3), 4)
    assert budget_burn.sentences(budget_burn.burn(rig.desk, quoted), rig.desk.tr) == [
        "40% of the 10 hr quoted are used: 4 hr.",
        "At the pace of the last four weeks, 1 hr a week, they last until the week of Mon 20 Apr.",
    ]


def test_where_nothing_was_done_lately_no_day_is_named(rig: Rig, quoted: Project) -> None:
    log(rig, quoted, date(2026, 3, 2), 4)
    rig.clock.wait(days=40)
    assert budget_burn.burn(rig.desk, quoted).gone_by is None


def test_time_that_is_not_billable_uses_nothing_up(rig: Rig, quoted: Project) -> None:
    log(rig, quoted, date(2026, 3, 2), 4, billable=False)
    assert budget_burn.burn(rig.desk, quoted).budget.spent_seconds == 0


def test_a_long_project_fits_a_screen_and_loses_no_time(rig: Rig, quoted: Project) -> None:
    first = date(2025, 1, 6)
    for week in range(60):
        log(rig, quoted, first + timedelta(weeks=week), 1)
    found = budget_burn.burn(rig.desk, quoted)
    assert len(found.lines) <= 12
    assert sum(one.seconds for one in found.lines) == found.lines[-1].until == 60 * 3600


def test_without_quoted_hours_it_says_so(rig: Rig) -> None:
    with pytest.raises(NotFound):
        budget_burn.burn(rig.desk, rig.project())


@pytest.mark.parametrize("locale", interface_locales())
def test_a_line_has_room_on_sixty_cells_in_every_language(rig: Rig, quoted: Project, locale: str) -> None:
    log(rig, quoted, date(2026, 3, 2), 8)
    tr = translator(locale)
    for one in budget_burn.plot(budget_burn.burn(rig.desk, quoted), 8, tr):
        assert len(f"   {one.label}  {one.bar}  {one.told}") <= 60
