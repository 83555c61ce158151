"""Time that does not exist, comes twice, cannot be, or went on while nobody looked."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Shell
from tests.faults.process import Command
from tests.faults.said import refused

SPRING, AUTUMN = "2026-03-29", "2025-10-26"
"""The nights in which Berlin put its clocks forward and back."""


def logged(shell: Shell) -> list[tuple[str, str, int]]:
    """Return start, end and seconds of every entry."""
    rows = shell.run("track list --json --from 2020-01-01 --to 2199-12-31").data
    return [(row["started"], row["ended"], int(row["seconds"])) for row in rows]


@pytest.mark.fault("K01")
@pytest.mark.parametrize(
    "line",
    [
        f"track add Menu {SPRING} 02:30-04:00 note",
        f"track add Menu --from '{SPRING} 02:30' --to '{SPRING} 04:00'",
        f"track add Menu --from {SPRING}T02:30 --to {SPRING}T04:00",
        f"track start Menu --at '{SPRING} 02:30'",
        f"log in Ana --at '{SPRING} 02:30' hello",
    ],
)
def test_a_time_in_the_gap_is_refused_with_what_that_moment_is_called(menu: Shell, line: str) -> None:
    refused(menu.try_(line), 2, "02:30 does not exist on 2026-03-29 in Europe/Berlin", "03:30")
    assert logged(menu) == []
    assert menu.run("track status --json").data is None


@pytest.mark.fault("K02")
@pytest.mark.parametrize(("night", "seconds"), [(SPRING, 3_600), (AUTUMN, 3 * 3_600)])
def test_half_past_one_to_half_past_three_is_as_long_as_the_night_makes_it(
    menu: Shell, night: str, seconds: int
) -> None:
    menu.run(f"track add Menu {night} 01:30-03:30")
    assert [entry[2] for entry in logged(menu)] == [seconds]


@pytest.mark.fault("K03")
def test_a_time_that_comes_twice_is_asked_about(menu: Shell) -> None:
    answer = menu.try_(f"track add Menu {AUTUMN} 02:30-04:00")
    refused(answer, 2, "02:30 comes twice", f"{AUTUMN}T02:30+02:00", f"{AUTUMN}T02:30+01:00")
    assert logged(menu) == []


@pytest.mark.fault("K03")
@pytest.mark.parametrize(("offset", "start", "seconds"), [("+02:00", "00:30", 9_000), ("+01:00", "01:30", 5_400)])
@pytest.mark.parametrize("how", ["--from {at} --to '2025-10-26 04:00'", "'{at} - 04:00'", "{at} - 04:00 the note"])
def test_both_times_that_come_twice_can_be_typed(menu: Shell, offset: str, start: str, seconds: int, how: str) -> None:
    menu.run("track add Menu " + how.format(at=f"{AUTUMN}T02:30{offset}"))
    assert logged(menu) == [(f"{AUTUMN}T{start}:00Z", f"{AUTUMN}T03:00:00Z", seconds)]


@pytest.mark.fault("K03")
def test_a_timer_is_stopped_at_the_second_of_two_equal_times(menu: Shell) -> None:
    menu.now = f"{AUTUMN}T00:30:00Z"
    menu.run("track start Menu")
    menu.now = f"{AUTUMN}T03:00:00Z"
    refused(menu.try_("track stop --at 2:30"), 2, "comes twice")
    menu.run(f"track stop --at {AUTUMN}T02:30+01:00")
    assert [entry[2] for entry in logged(menu)] == [3_600]


@pytest.mark.fault("K04")
@pytest.mark.parametrize("line", ["track stop", "track stop --sure", "track stop --json", "track switch Menu other"])
def test_a_clock_set_back_makes_no_entry_below_zero(menu: Shell, line: str) -> None:
    menu.run("track start Menu hero section")
    menu.now = "2026-04-04T08:00:00Z"
    refused(menu.try_(line), 2, "was the clock set back?", "track cancel")
    assert logged(menu) == []
    status = menu.run("track status")
    assert "▶ 0 min" in status.out
    assert "was the clock set back?" in status.err
    menu.run("track stop --at 2026-04-04T12:20")
    assert logged(menu) == [("2026-04-04T10:00:00Z", "2026-04-04T10:20:00Z", 1_200)]


@pytest.mark.fault("K04")
def test_on_a_terminal_a_clock_set_back_is_asked_about(working: Command) -> None:
    working.done("track", "start", "Menu")
    early = {"FREELANCE_COMM_NOW": "2026-04-04T08:00:00Z"}
    ended = working.on_a_terminal("track", "stop", answers=["1", "2026-04-04 10:30"], env=early)
    assert ended.code == 0, ended.out
    assert "was the clock set back?" in ended.out
    (entry,) = json.loads(working.done("track", "list", "--json").out)
    assert int(entry["seconds"]) == 1_800


@pytest.mark.fault("K07")
@pytest.mark.parametrize("line", ["profile set", "client add Bo"])
@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Mars/Phobos", "“Mars/Phobos” is not a time zone"),
        ("../../etc/passwd", "is not a time zone"),
        ("/etc/localtime", "is not a time zone"),
        ("x" * 5_000, "…” is not a time zone"),
        ("europe/berlin", "Did you mean: Europe/Berlin"),
        ("Europe/Berlim", "Did you mean: Europe/Berlin"),
        ("berlin", "Did you mean: Europe/Berlin"),
        ("Europe/Ber\x1blin", "is not a time zone"),
    ],
)
def test_what_is_no_zone_is_refused_with_near_names(menu: Shell, line: str, zone: str, said: str) -> None:
    refused(menu.try_(line, "--zone", zone), 2, said)
    assert menu.run("profile show --json").data["hours"]["zone"] == "Europe/Berlin"
    assert len(menu.run("client list --json").data) == 1


@pytest.mark.fault("K07")
def test_an_empty_zone_is_none_of_mine_and_for_a_client_means_my_own(menu: Shell) -> None:
    refused(menu.try_("profile set --zone", ""), 2, "is not a time zone")
    assert menu.run("client add Bo --json --zone", "").data["zone"] == ""


@pytest.mark.fault("K09")
@pytest.mark.parametrize("day", ["2026-02-29", "2026-13-01", "0000-01-01", "10000-01-01", "2026-W01-1", "٢٠٢٦-٠٣-٠١"])
@pytest.mark.parametrize("line", ["track add Menu {day} 9-10 note", "track add Menu --on {day} --for 1h"])
def test_a_day_that_is_none_is_refused_with_the_form_expected(menu: Shell, day: str, line: str) -> None:
    refused(menu.try_(line.format(day=day)), 2, "2026-03-02")
    refused(menu.try_(f"track list --from {day}"), 2, "2026-03-02")
    refused(menu.try_(f"log in Ana --at '{day} 14:10'"), 2)
    assert logged(menu) == []


@pytest.mark.fault("K09")
@pytest.mark.parametrize("clock", ["24:00", "23:59:60", "24:01", "12:60", "٠٩:٠٠"])
def test_a_clock_time_that_is_none_is_refused(menu: Shell, clock: str) -> None:
    refused(menu.try_(f"track add Menu --from '2026-03-01 {clock}' --to '2026-03-02 10:00'"), 2)
    refused(menu.try_(f"log in Ana --at '2026-03-01 {clock}' hello"), 2)
    refused(menu.try_(f"track start Menu --at '2026-03-01 {clock}'"), 2)
    assert logged(menu) == []


@pytest.mark.fault("K09")
def test_the_midnight_that_ends_a_stretch_may_be_written_as_24(menu: Shell) -> None:
    menu.run("track add Menu 2026-03-01 23:00-24:00")
    assert [entry[2] for entry in logged(menu)] == [3_600]


@pytest.mark.fault("K10")
@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-03-10 22:00", "2026-03-11 02:00", {"2026-03-10": 7_200, "2026-03-11": 7_200}),
        ("2026-03-31 22:00", "2026-04-01 02:00", {"2026-03-31": 7_200, "2026-04-01": 7_200}),
        ("2025-12-31 23:00", "2026-01-01 01:30", {"2025-12-31": 3_600, "2026-01-01": 5_400}),
    ],
)
def test_time_over_midnight_is_stored_once_and_found_on_both_sides(
    menu: Shell, start: str, end: str, months: dict[str, int]
) -> None:
    menu.run(f"track add Menu --from '{start}' --to '{end}' over midnight")
    stored = [path.read_text("utf-8") for path in (menu.folder / "time").glob("*.json")]
    assert sum(text.count("over midnight") for text in stored) == 1
    for day, seconds in months.items():
        assert len(menu.run(f"track list --json --from {day} --to {day}").data) == 1
        report = menu.run(f"report Menu --from {day} --to {day} --format json").data
        assert report["total_seconds"] == seconds


@pytest.mark.fault("K12")
@pytest.mark.parametrize("line", ["track stop", "track switch Menu other", "track stop --json"])
def test_three_days_of_a_timer_are_not_written_down_by_a_script(menu: Shell, line: str) -> None:
    menu.run("track start Menu hero section")
    menu.now = "2026-04-07T10:00:00Z"
    refused(menu.try_(line), 2, "72 hr", "--at", "--sure")
    assert logged(menu) == []
    menu.run("track stop --at '2026-04-04 17:00'")
    assert logged(menu) == [("2026-04-04T10:00:00Z", "2026-04-04T15:00:00Z", 18_000)]


@pytest.mark.fault("K12")
@pytest.mark.parametrize("line", ["track stop --sure", "track switch Menu other --sure"])
def test_three_days_of_a_timer_are_written_down_when_they_are_meant(menu: Shell, line: str) -> None:
    menu.run("track start Menu hero section")
    menu.now = "2026-04-07T10:00:00Z"
    menu.run(line)
    assert [entry[2] for entry in logged(menu)] == [72 * 3_600]


@pytest.mark.fault("K12")
@pytest.mark.parametrize(("hours", "code"), [(12, 0), (13, 2)])
def test_a_long_working_day_needs_no_question_and_a_night_does(menu: Shell, hours: int, code: int) -> None:
    menu.now = "2026-04-02T06:00:00Z"
    menu.run("track start Menu")
    menu.now = f"2026-04-02T{6 + hours:02}:00:00Z"
    assert menu.try_("track stop").code == code


@pytest.mark.fault("K12")
@pytest.mark.parametrize(
    ("answers", "code", "seconds"),
    [(["1", "2026-04-04 17:00"], 0, [18_000]), (["2"], 0, [72 * 3_600]), (["3"], 2, []), ([""], 2, [])],
)
@pytest.mark.parametrize("words", [("track", "stop"), ("track", "switch", "Menu", "other")])
def test_on_a_terminal_three_days_of_a_timer_are_asked_about(
    working: Command, words: tuple[str, ...], answers: list[str], code: int, seconds: list[int]
) -> None:
    working.done("profile", "set", "--zone", "Europe/Berlin")
    working.done("track", "start", "Menu", "hero section")
    late = {"FREELANCE_COMM_NOW": "2026-04-07T10:00:00Z"}
    ended = working.on_a_terminal(*words, answers=answers, env=late)
    assert (ended.code, "was it forgotten?" in ended.out) == (code, True), ended.out
    rows = json.loads(working.done("track", "list", "--json", env=late).out)
    assert [int(row["seconds"]) for row in rows] == seconds


def test_time_that_still_lies_ahead_is_logged_with_a_warning(menu: Shell) -> None:
    answer = menu.run("track add Menu --on tomorrow --for 1h")
    assert "warning: This time is still to come" in answer.err
    assert menu.run("track add Menu 11-11:30").err == ""
