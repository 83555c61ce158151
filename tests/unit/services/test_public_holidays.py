"""Public holidays: worked out once for a year, kept with the profile, corrected by hand, never worked out twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.people import WorkingHours
from freelance_comm.services import public_holidays, working_calendar
from freelance_comm.services.agenda import agenda
from freelance_comm.services.undoing import undo
from tests.unit.services.rig import Rig

TODAY = date(2026, 11, 20)
NATIONAL_DAY = date(2026, 12, 1)


def romania(**fields: object) -> WorkingHours:
    return public_holidays.filled(WorkingHours(zone="UTC", country="RO").but(**fields), TODAY, "en")


def test_three_years_are_worked_out_with_names() -> None:
    hours = romania()
    assert hours.holiday_years == (2025, 2026, 2027)
    assert NATIONAL_DAY in hours.holidays and hours.holiday_names["2026-12-01"] == "National Day"


def test_names_come_in_the_language_of_the_interface_where_the_country_knows_it() -> None:
    hours = public_holidays.filled(WorkingHours(zone="UTC", country="RO"), TODAY, "ro")
    assert hours.holiday_names["2026-12-01"].startswith("Ziua")


def test_a_year_that_is_known_is_never_worked_out_again() -> None:
    corrected = public_holidays.corrected(romania(), dropped=(NATIONAL_DAY,))
    assert public_holidays.filled(corrected, TODAY, "en") == corrected


def test_a_new_year_adds_its_holidays_and_leaves_the_others() -> None:
    corrected = public_holidays.corrected(romania(), added={date(2026, 12, 7): "Company day"})
    later = public_holidays.filled(corrected, date(2027, 3, 1), "en")
    assert later.holiday_years == (2025, 2026, 2027, 2028)
    assert date(2026, 12, 7) in later.holidays and date(2028, 12, 1) in later.holidays


def test_a_region_has_holidays_of_its_own_by_code_or_by_name() -> None:
    epiphany = date(2027, 1, 6)
    for region, there in (("BY", True), ("Bayern", True), ("Berlin", False)):
        country, code = public_holidays.checked_place("de", region)
        hours = public_holidays.placed(WorkingHours(zone="UTC"), country, code, TODAY, "en")
        assert (epiphany in hours.holidays) == there


def test_a_country_or_region_without_holidays_is_refused() -> None:
    for country, region in (("XX", ""), ("R", ""), ("DE", "ZZ")):
        with pytest.raises(BadValue):
            public_holidays.checked_place(country, region)


def test_what_was_corrected_stays_when_the_same_country_is_named_again() -> None:
    usual = public_holidays.placed(WorkingHours(zone="UTC"), "RO", "", TODAY, "en")
    mine = public_holidays.corrected(usual, added={TODAY: "Saint day"}, dropped=usual.holidays[:1])
    assert public_holidays.placed(mine, "RO", "", TODAY, "en") == mine
    assert TODAY not in public_holidays.placed(mine, "FR", "", TODAY, "en").holidays


def test_a_holiday_that_is_none_cannot_be_dropped(rig: Rig) -> None:
    working_calendar.set_holidays(rig.desk, "RO")
    with pytest.raises(NotFound):
        working_calendar.correct_holidays(rig.desk, dropped=(date(2026, 3, 3),))


def test_no_holidays_at_all_can_be_chosen(rig: Rig) -> None:
    working_calendar.set_holidays(rig.desk, "RO")
    hours = working_calendar.set_holidays(rig.desk, "")
    assert (hours.country, hours.holidays, hours.holiday_years) == ("", (), ())


def test_a_client_brings_the_holidays_of_their_country_and_undo_takes_them_away(rig: Rig) -> None:
    client = rig.client("Bélanger", country="fr")
    (kept,) = rig.desk.profile().abroad
    assert (client.country, kept.country, "2026-07-14" in kept.names) == ("FR", "FR", True)
    undo(rig.desk)
    assert (rig.desk.profile().abroad, rig.desk.reader.clients()) == ((), ())


def test_a_holiday_where_the_client_is_is_told_before_and_on_the_day(rig: Rig) -> None:
    client = rig.client("Bélanger", country="FR")
    rig.set(datetime(2026, 7, 1, 10, tzinfo=UTC))
    assert public_holidays.next_holiday_there(rig.desk, client).startswith("Tue 14 Jul")
    rig.set(datetime(2026, 7, 14, 10, tzinfo=UTC))
    from freelance_comm.services.reply_clock import holiday_there

    assert holiday_there(rig.desk, client).startswith("today is a holiday there: ")


def test_moving_to_another_country_takes_its_holidays_along(rig: Rig) -> None:
    from freelance_comm.services.setup import save_profile

    base = rig.profile(hours=WorkingHours(zone="Europe/Bucharest", country="RO"))
    saved = save_profile(rig.desk, base, base.but(hours=base.hours.but(zone="Europe/Paris")))
    assert saved.hours.country == "FR" and date(2026, 7, 14) in saved.hours.holidays


def test_a_country_that_was_chosen_stays_when_the_zone_changes(rig: Rig) -> None:
    from freelance_comm.services.setup import save_profile

    base = rig.profile(hours=WorkingHours(zone="Europe/Bucharest", country="CA"))
    assert save_profile(rig.desk, base, base.but(hours=base.hours.but(zone="Europe/Paris"))).hours.country == "CA"


def test_today_says_when_the_holidays_of_a_new_year_are_missing(rig: Rig) -> None:
    working_calendar.set_holidays(rig.desk, "RO")
    assert agenda(rig.desk).warnings == ()
    rig.set(datetime(2028, 3, 1, 10, tzinfo=UTC))
    (warning,) = agenda(rig.desk).warnings
    assert "2028" in warning and public_holidays.is_new_year(rig.desk)
    assert public_holidays.refresh(rig.desk)
    assert agenda(rig.desk).warnings == ()
