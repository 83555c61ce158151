"""Time zones: names that are none, and local times that do not exist or come twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.zones import check_zone, near_zones, to_local, to_utc, zone_names, zone_of


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    "name",
    ["", " ", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "Europe", "Europe/", "Europe//Berlin", "x" * 5_000,
     "europe/berlin", "Europe/Berlin\x00", "Europe/Bucureşti", "localtime", "Factory", "UTC\n", "zone.tab"],
)  # fmt: skip
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(BadValue):
        zone_of(name)


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("europe/bucharest", "Europe/Bucharest"),
        ("Bucharest", "Europe/Bucharest"),
        ("Europe/Bucarest", "Europe/Bucharest"),
        ("montreal", "America/Montreal"),
        ("new york", "America/New_York"),
        ("Europe/Moskow", "Europe/Moscow"),
    ],
)
def test_a_refused_zone_comes_with_near_names(name: str, near: str) -> None:
    with pytest.raises(BadValue) as refusal:
        check_zone(name)
    assert near in refusal.value.near


def test_a_very_long_name_is_not_repeated_in_the_message() -> None:
    with pytest.raises(BadValue) as refusal:
        zone_of("x" * 5_000)
    assert len(str(refusal.value)) < 120


def test_nothing_is_near_to_nothing() -> None:
    assert near_zones("  ") == ()


def test_a_checked_name_loses_its_outer_blanks() -> None:
    assert check_zone(" Europe/Paris ") == "Europe/Paris"


def test_every_listed_name_is_a_zone() -> None:
    assert [name for name in zone_names() if zone_of(name) is None] == []


def test_the_rules_are_those_of_2026() -> None:
    # Morocco gave up its summer clock in September 2026; an older database does not know.
    offset = zone_of("Africa/Casablanca").utcoffset(datetime(2026, 12, 1))  # noqa: DTZ001 - asked of the zone itself
    assert offset == timedelta(0)


def test_wall_time_becomes_utc() -> None:
    assert to_utc(wall("2026-03-02 14:10"), "Europe/Bucharest") == datetime(2026, 3, 2, 12, 10, tzinfo=UTC)


def test_utc_becomes_wall_time() -> None:
    local = to_local(datetime(2026, 3, 2, 12, 10, tzinfo=UTC), "Europe/Bucharest")
    assert local.replace(tzinfo=None) == wall("2026-03-02 14:10")


def test_a_time_that_the_clocks_skipped_is_refused_with_what_it_is_called() -> None:
    with pytest.raises(BadValue) as refusal:
        to_utc(wall("2026-03-29 02:30"), "Europe/Berlin")
    assert refusal.value.params["later"] == "03:30"


@pytest.mark.parametrize("fold", [0, 1])
def test_a_skipped_time_stays_refused_whichever_is_asked_for(fold: int) -> None:
    with pytest.raises(BadValue):
        to_utc(wall("2026-03-29 02:30"), "Europe/Berlin", fold)


def test_a_time_that_comes_twice_names_both_choices() -> None:
    with pytest.raises(BadValue) as refusal:
        to_utc(wall("2026-10-25 02:30"), "Europe/Berlin")
    assert refusal.value.near == ("2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00")


@pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
def test_both_times_that_come_twice_can_be_told(fold: int, hour: int) -> None:
    assert to_utc(wall("2026-10-25 02:30"), "Europe/Berlin", fold) == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_the_hour_after_a_doubled_one_is_not_doubtful() -> None:
    assert to_utc(wall("2026-10-25 03:00"), "Europe/Berlin") == datetime(2026, 10, 25, 2, tzinfo=UTC)


def test_half_an_hour_can_come_twice_too() -> None:
    with pytest.raises(BadValue) as refusal:
        to_utc(wall("2026-04-05 01:45"), "Australia/Lord_Howe")
    assert refusal.value.near == ("2026-04-05T01:45+11:00", "2026-04-05T01:45+10:30")


def test_a_moment_without_a_zone_cannot_be_told_elsewhere() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        to_local(wall("2026-03-02 12:00"), "Europe/Paris")
