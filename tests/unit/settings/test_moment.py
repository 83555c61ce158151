"""The moment that ``--now`` names, and the machine's zone."""

from __future__ import annotations

from pathlib import Path

import pytest

from freelance_comm.domain.errors import BadValue
from freelance_comm.settings import local_zone, parse_now


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01T10:00Z", "2026-03-01T10:00:00+00:00"),
        ("2026-03-01 10:00:30Z", "2026-03-01T10:00:30+00:00"),
        ("2026-03-01T10:00:30.250+02:00", "2026-03-01T08:00:30.250000+00:00"),
        ("2026-03-01T10:00:30.000001-05:30", "2026-03-01T15:30:30.000001+00:00"),
        ("2026-03-01T10:00", "2026-03-01T08:00:00+00:00"),
        ("2026-07-01T10:00", "2026-07-01T07:00:00+00:00"),
        (" 2026-03-01 ", "2026-02-28T22:00:00+00:00"),
    ],
)
def test_a_documented_moment_is_read_to_the_microsecond(text: str, expected: str) -> None:
    assert parse_now(text, lambda: "Europe/Bucharest").isoformat() == expected


def test_the_zone_of_the_machine_is_asked_only_when_it_is_needed() -> None:
    def never() -> str:
        raise AssertionError("the machine's zone was asked for")

    assert parse_now("2026-03-01T10:00+01:00", never).hour == 9


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-02-29T10:00Z",
        "2026-13-01T10:00Z",
        "0000-01-01T10:00Z",
        "10000-01-01T10:00Z",
        "2026-03-01T24:00Z",
        "2026-03-01T23:59:60Z",
        "2026-03-01T10Z",
        "2026-03-01T10:00:30.1Z",
        "2026-W01-1",
        "20260301T1000Z",
        "2026-060",
        "2026-03-01T",
        "2026-03-01Z",
        "2026-03-01T10:00z",
        "2026-03-01T10:00+25:00",
        "2026-03-01T10:00 +02:00",
        "٢٠٢٦-٠٣-٠١",
        "2026-03-01T１０:00Z",
        "0001-01-01T00:00+05:00",
        "2026-03-01T10:00Z" * 1000,
    ],
)
def test_anything_else_is_refused_with_the_form_that_is_expected(text: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse_now(text, lambda: "UTC")
    assert "2026-03-01T14:05" in caught.value.hint


@pytest.mark.parametrize("text", ["2026-03-29T03:30", "2026-10-25T03:30"])
def test_a_local_time_that_does_not_exist_or_comes_twice_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        parse_now(text, lambda: "Europe/Bucharest")


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("Europe/Bucharest", "Europe/Bucharest"),
        (":Europe/Paris", "Europe/Paris"),
        ("/usr/share/zoneinfo/America/Montreal", "America/Montreal"),
        ("CET-1CEST", "UTC"),
        ("", "UTC"),
        ("../../etc/passwd", "UTC"),
    ],
)
def test_the_variable_names_the_zone(variable: str, expected: str, tmp_path: Path) -> None:
    assert local_zone({"TZ": variable}, etc=str(tmp_path)) == expected


@pytest.mark.parametrize(
    "target",
    ["/usr/share/zoneinfo/Europe/Chisinau", "../usr/share/zoneinfo/Europe/Chisinau", "/zoneinfo/posix/Europe/Chisinau"],
)
def test_the_link_to_the_local_time_names_the_zone(target: str, tmp_path: Path) -> None:
    (tmp_path / "localtime").symlink_to(target)
    (tmp_path / "timezone").write_text("Europe/Paris\n", encoding="ascii")
    assert local_zone({}, etc=str(tmp_path)) == "Europe/Chisinau"


def test_where_the_local_time_is_no_link_the_name_stands_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"TZif2")
    (tmp_path / "timezone").write_text("Europe/Paris\n", encoding="ascii")
    assert local_zone({}, etc=str(tmp_path)) == "Europe/Paris"


@pytest.mark.parametrize("name", ["Nowhere/Land", "\xff", "x" * 10_000])
def test_a_machine_without_a_proper_zone_counts_in_utc(name: str, tmp_path: Path) -> None:
    assert local_zone({}, etc=str(tmp_path)) == "UTC"
    (tmp_path / "localtime").symlink_to("localtime")
    (tmp_path / "timezone").write_text(name, encoding="latin-1")
    assert local_zone({}, etc=str(tmp_path)) == "UTC"
