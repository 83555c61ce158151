"""Where the time went: cut at midnight, rounded once for a project and day, added up the same in every way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.money import Money
from freelance_comm.domain.rounding import Rounding, rounded
from freelance_comm.services import billing, timelog
from freelance_comm.services.time_parts import Standing, shared
from freelance_comm.services.time_report import By, TimeReport, time_report
from tests.unit.services.rig import Rig, at

MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)


def minutes(rig: Rig, project: str, count: int, day: int = 2, note: str = "", **more: object) -> None:
    """Write down minutes on a day of March."""
    timelog.add_entry(rig.desk, project, day=date(2026, 3, day), seconds=Decimal(count * 60), note=note, **more)  # type: ignore[arg-type]


def told(report: TimeReport) -> list[tuple[str, int, int]]:
    """Return key, exact and rounded minutes of every line."""
    return [(line.key, int(line.seconds / 60), int(line.rounded / 60)) for line in report.lines]


@pytest.fixture
def half_hours(rig: Rig) -> Rig:
    """A desk on Monday evening with a client who is billed in half hours."""
    rig.client("Ana Petrescu", rounding_minutes=30)
    rig.project("Landing page")
    rig.project("Logo")
    rig.set(datetime(2026, 3, 8, 20, tzinfo=UTC))
    return rig


# -- rounding ----------------------------------------------------------------------------------------------------------


def test_five_and_five_minutes_on_one_project_and_day_round_to_thirty(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 5, note="call")
    minutes(half_hours, "Landing", 5, note="mail")
    assert told(time_report(half_hours.desk, By.PROJECT, MONDAY, SUNDAY)) == [("P-2026-001", 10, 30)]
    assert [entry.entry.seconds for entry in timelog.last_entries(half_hours.desk)] == [300, 300]


def test_another_day_or_project_is_rounded_by_itself(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 5)
    minutes(half_hours, "Landing", 5, day=3)
    minutes(half_hours, "Logo", 5)
    assert told(time_report(half_hours.desk, By.CLIENT, MONDAY, SUNDAY)) == [("C-2026-001", 15, 90)]


@pytest.mark.parametrize(
    ("way", "spent", "billed"),
    [
        (Rounding.UP, 1, 15),
        (Rounding.UP, 15, 15),
        (Rounding.NEAREST, 7, 0),
        (Rounding.NEAREST, 8, 15),
        (Rounding.DOWN, 29, 15),
        (Rounding.DOWN, 14, 0),
    ],
)
def test_the_way_of_rounding_is_the_clients(rig: Rig, way: Rounding, spent: int, billed: int) -> None:
    rig.client("Ana Petrescu", rounding_minutes=15, rounding=way)
    rig.project()
    minutes(rig, "Landing", spent)
    assert told(time_report(rig.desk, By.DAY, MONDAY, MONDAY)) == [("2026-03-02", spent, billed)]


def test_seven_and_a_half_minutes_are_nearest_to_a_quarter_of_an_hour() -> None:
    assert rounded(Decimal("450"), 15, Rounding.NEAREST) == 900
    assert rounded(Decimal("449.999"), 15, Rounding.NEAREST) == 0
    assert rounded(Decimal("1198.8"), 0, Rounding.UP) == Decimal("1198.8")


def test_time_that_is_not_billable_stays_as_it_is(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 5)
    minutes(half_hours, "Landing", 7, billable=False)
    (line,) = time_report(half_hours.desk, By.PROJECT, MONDAY, SUNDAY).lines
    assert [line.rounded, line.billable, line.unbilled] == [37 * 60, 30 * 60, 30 * 60]


def test_what_comes_to_a_day_that_was_billed_bills_only_what_is_more(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 5)
    billing.mark_billed(half_hours.desk, project_text="Landing")
    minutes(half_hours, "Landing", 5)
    (line,) = time_report(half_hours.desk, By.PROJECT, MONDAY, SUNDAY).lines
    assert [line.rounded, line.unbilled] == [1800, 0]
    minutes(half_hours, "Landing", 25)
    (line,) = time_report(half_hours.desk, By.PROJECT, MONDAY, SUNDAY).lines
    assert [line.rounded, line.unbilled] == [3600, 1800]


@given(st.integers(0, 500), st.lists(st.decimals(0, 10**5, places=3), min_size=1, max_size=8))
def test_shares_are_whole_minutes_that_add_up(whole: int, weights: list[Decimal]) -> None:
    if sum(weights) > 0:
        found = shared(Decimal(whole * 60), weights)
        assert sum(found) == whole * 60
        assert all(share % 60 == 0 and share >= 0 for share in found)


def test_every_way_of_grouping_comes_to_the_same(half_hours: Rig) -> None:
    for day, count, tag in ((2, 5, "design"), (2, 16, "call"), (3, 44, "design"), (6, 61, "")):
        minutes(half_hours, "Landing", count, day, tags=(tag,) if tag else ())
        minutes(half_hours, "Logo", count + 1, day)
    sums = {
        (sum(line.seconds for line in report.lines), sum(line.rounded for line in report.lines), report.total.rounded)
        for report in (time_report(half_hours.desk, by, MONDAY, SUNDAY) for by in By)
    }
    assert len(sums) == 1


# -- periods and groups ------------------------------------------------------------------------------------------------


def test_time_over_midnight_belongs_to_both_days_and_is_one_entry(rig: Rig) -> None:
    rig.project()
    rig.set(at(4))
    timelog.add_entry(rig.desk, "Landing", started=at(2, 23), ended=at(3, 1))
    report = time_report(rig.desk, By.DAY, MONDAY, SUNDAY)
    assert told(report) == [("2026-03-02", 60, 60), ("2026-03-03", 60, 60)]
    assert report.total.entries == 1
    assert told(time_report(rig.desk, By.DAY, date(2026, 3, 3), SUNDAY)) == [("2026-03-03", 60, 60)]


def test_time_over_the_end_of_a_month_is_cut_there(rig: Rig) -> None:
    rig.project()
    rig.set(at(4))
    timelog.add_entry(
        rig.desk, "Landing", started=datetime(2026, 2, 28, 23, tzinfo=UTC), ended=datetime(2026, 3, 1, 2, tzinfo=UTC)
    )
    assert told(time_report(rig.desk, By.MONTH, date(2026, 2, 1), SUNDAY)) == [
        ("2026-02", 60, 60),
        ("2026-03", 120, 120),
    ]
    assert told(time_report(rig.desk, By.MONTH, date(2026, 3, 1), SUNDAY)) == [("2026-03", 120, 120)]


def test_the_hour_that_comes_twice_is_counted_on_its_day(rig: Rig) -> None:
    rig.profile(hours=rig.desk.profile().hours.but(zone="Europe/Bucharest"))
    rig.project()
    rig.set(datetime(2026, 10, 26, 9, tzinfo=UTC))
    begin = datetime(2026, 10, 24, 21, tzinfo=UTC)  # midnight before a day of 25 hours
    timelog.add_entry(rig.desk, "Landing", started=begin, ended=begin + timedelta(hours=24))
    timelog.add_entry(rig.desk, "Landing", started=begin + timedelta(hours=24), ended=begin + timedelta(hours=26))
    report = time_report(rig.desk, By.DAY, date(2026, 10, 24), date(2026, 10, 26))
    assert told(report) == [("2026-10-25", 25 * 60, 25 * 60), ("2026-10-26", 60, 60)]


def test_weeks_begin_on_monday_and_bear_their_iso_number(rig: Rig) -> None:
    rig.project()
    rig.set(at(10))
    for day in (1, 2, 8, 9):
        minutes(rig, "Landing", 60, day)
    report = time_report(rig.desk, By.WEEK, date(2026, 3, 1), date(2026, 3, 10))
    assert told(report) == [("2026-W09", 60, 60), ("2026-W10", 120, 120), ("2026-W11", 60, 60)]
    assert [line.first_day for line in report.lines] == [date(2026, 2, 23), MONDAY, date(2026, 3, 9)]


def test_the_first_tag_is_the_activity_whatever_its_case(rig: Rig) -> None:
    rig.project()
    minutes(rig, "Landing", 60, tags=("Design", "late"))
    minutes(rig, "Landing", 30, tags=("design",))
    minutes(rig, "Landing", 10)
    report = time_report(rig.desk, By.ACTIVITY, MONDAY, SUNDAY)
    assert [(line.label, int(line.seconds / 60)) for line in report.lines] == [("Design", 90), ("", 10)]


def test_a_client_and_a_project_can_be_picked(rig: Rig) -> None:
    rig.project("Landing page")
    rig.client("Bob Ross")
    rig.project("Shop", client="Bob Ross")
    minutes(rig, "Landing", 10)
    minutes(rig, "Shop", 20)
    assert told(time_report(rig.desk, By.PROJECT, MONDAY, MONDAY, client_text="Bob")) == [("P-2026-002", 20, 20)]
    assert told(time_report(rig.desk, By.PROJECT, MONDAY, MONDAY, project_text="Landing")) == [("P-2026-001", 10, 10)]
    assert time_report(rig.desk, By.PROJECT, MONDAY, MONDAY, client_text="Bob", project_text="Landing").lines == ()


def test_a_period_that_ends_before_it_begins_is_refused(rig: Rig) -> None:
    with pytest.raises(BadValue):
        time_report(rig.desk, By.DAY, SUNDAY, MONDAY)


# -- money and bills ---------------------------------------------------------------------------------------------------


def test_own_rate_counts_where_no_price_was_agreed(half_hours: Rig) -> None:
    half_hours.profile(hourly_rate=Decimal(40))
    minutes(half_hours, "Landing", 31)
    minutes(half_hours, "Landing", 60, billable=False)
    (line,) = time_report(half_hours.desk, By.PROJECT, MONDAY, SUNDAY).lines
    assert line.worth == (Money(amount=Decimal(40), currency="EUR").rounded(),)


def test_without_a_rate_there_is_no_worth(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 31)
    assert time_report(half_hours.desk, By.PROJECT, MONDAY, SUNDAY).total.worth == ()


def test_billed_time_is_no_longer_unbilled_and_the_mark_can_be_taken_off(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 60, 2)
    minutes(half_hours, "Landing", 60, 3)
    minutes(half_hours, "Logo", 60, 3)
    marked = billing.mark_billed(half_hours.desk, project_text="Landing", last=MONDAY)
    assert [entry.day for entry in marked.entries] == [MONDAY]
    assert [entry.billed_on for entry in marked.entries] == [SUNDAY]
    assert told(billing.unbilled(half_hours.desk)) == [("P-2026-001", 60, 60), ("P-2026-002", 60, 60)]
    billing.take_off(half_hours.desk, client_text="Ana")
    assert told(billing.unbilled(half_hours.desk)) == [("P-2026-001", 120, 120), ("P-2026-002", 60, 60)]


def test_marking_as_billed_is_one_change_that_undo_takes_back(half_hours: Rig) -> None:
    from freelance_comm.services.undoing import undo

    for day in (2, 3, 4):
        minutes(half_hours, "Landing", 60, day)
    billing.mark_billed(half_hours.desk, client_text="Ana")
    assert billing.unbilled(half_hours.desk).lines == ()
    undo(half_hours.desk)
    assert billing.unbilled(half_hours.desk).total.seconds == 3 * 3600


def test_nothing_left_to_bill_is_said(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 60, billable=False)
    with pytest.raises(NotFound):
        billing.mark_billed(half_hours.desk, project_text="Landing")
    with pytest.raises(NotFound):
        billing.take_off(half_hours.desk, project_text="Landing")
    with pytest.raises(BadValue):
        billing.mark_billed(half_hours.desk, on=date(2026, 3, 9))


def test_one_entry_can_be_marked_but_not_one_that_is_free(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 60)
    minutes(half_hours, "Logo", 60, billable=False)
    first, second = (line.entry for line in timelog.last_entries(half_hours.desk))
    assert billing.mark_entry(half_hours.desk, first, MONDAY).billed_on == MONDAY
    with pytest.raises(BadValue):
        billing.mark_entry(half_hours.desk, second, MONDAY)


def test_only_one_standing_can_be_asked_for(half_hours: Rig) -> None:
    minutes(half_hours, "Landing", 60)
    minutes(half_hours, "Landing", 20, billable=False)
    report = time_report(half_hours.desk, By.PROJECT, MONDAY, SUNDAY, only=Standing.FREE)
    assert told(report) == [("P-2026-001", 20, 20)]


def test_months_in_which_everything_is_billed_are_not_opened_for_what_is_unbilled(rig: Rig) -> None:
    rig.project()
    for month in (1, 2):
        timelog.add_entry(rig.desk, "Landing", day=date(2026, month, 5), seconds=Decimal(3600))
    billing.mark_billed(rig.desk, last=date(2026, 1, 31))
    found = list(rig.desk.reader.entries_by_month(date(2026, 1, 1), MONDAY, unbilled=True))
    assert [entry.day.month for month in found for entry in month] == [2]
