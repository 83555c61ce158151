"""The clock and the calendar from a shell: said in words, answered in words or JSON, refused with a reason."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell


@pytest.fixture
def ana(shell: Shell) -> Shell:
    """A shell on a Thursday noon with a client who has waited since the morning."""
    shell.run("profile set --name Ilinca --currency EUR --zone Europe/Bucharest")
    shell.run("client add Ana --email ana@example.com")
    shell.run("log in Ana today 9:30 could we move the launch")
    return shell


def test_a_clock_stands_still_and_runs_on(ana: Shell) -> None:
    assert "is paused until they write" in ana.run("log wait Ana").out
    assert "paused" in ana.run("log list").out
    assert "Paused until they write" in ana.run("log list --beside").out
    assert ana.try_("log wait Ana").code == 2
    assert "is running again" in ana.run("log go-on Ana").out


def test_the_reckoning_is_told_day_by_day(ana: Shell) -> None:
    said = ana.run("log why Ana").out
    assert "Counted by your calendar: mon-fri 09:00-17:00 · Europe/Bucharest" in said
    assert ana.run("--json log why Ana").data["clock"]["message"]["client_id"] > 0


def test_a_message_is_put_off_and_shown_again(ana: Shell) -> None:
    ana.run("log snooze Ana tomorrow 10:00")
    assert "could we move the launch" not in ana.run("log list").out
    ana.run("log snooze Ana --off")
    assert "could we move the launch" in ana.run("log list").out
    assert ana.try_("log snooze Ana").code == 2


def test_a_message_that_is_not_there_is_refused_with_a_way_on(ana: Shell) -> None:
    for line in ("log link Ana M-ZZZZ", "log count M-ZZZZ", "log why Nobody"):
        answer = ana.try_(line)
        assert answer.code == 3 and answer.err.startswith("error:"), line


def test_the_calendar_shows_the_weeks_and_what_they_follow_from(ana: Shell) -> None:
    said = ana.run("calendar").out
    assert "mon-fri 09:00-17:00" in said and "▶" in said
    assert len(ana.run("--json calendar show --weeks 2").data["days"]) == 14


def test_days_off_are_said_as_days_are_said_anywhere(ana: Shell) -> None:
    assert ana.run("calendar off '24 dec .. 2 jan'").out.count("day off") == 10
    assert "day off" not in ana.run("calendar usual 2026-12-24..2027-01-02").out


def test_travel_is_told_on_its_first_day_and_ends(ana: Shell) -> None:
    assert "America/New_York" in ana.run("calendar travel America/New_York --from 2026-12-01 --to 2026-12-11").out
    assert "Europe/Bucharest" in ana.run("calendar home 2026-12-09").out
    assert ana.try_("calendar home 2026-12-20").code == 3
    assert ana.try_("calendar travel Mars/Base").code == 2


def test_holidays_are_listed_corrected_and_chosen(ana: Shell) -> None:
    assert "National Day" in ana.run("calendar holidays RO").out
    said = ana.run("calendar holidays --drop 2026-12-01 --add 2026-12-07 --name Company").out
    assert "Tue 1 Dec   2026" not in said and "Wed 1 Dec   2027" in said
    assert "Company" in ana.run("calendar holidays").out
    assert ana.run("--json calendar holidays none").data == {"country": "", "region": "", "holidays": {}}


@pytest.mark.parametrize(
    "line",
    ["calendar hours someday", "calendar quiet noon", "calendar off whenever", "calendar show --weeks 99"],
)
def test_what_cannot_be_meant_is_refused(ana: Shell, line: str) -> None:
    answer = ana.try_(line)
    assert answer.code == 2 and answer.err.startswith("error:")


def test_setting_quiet_hours_shows_them(ana: Shell) -> None:
    quiet = next(line for line in ana.run("calendar quiet 12:00-13:00").out.split("\n") if line.startswith("Quiet"))
    assert quiet.split("  ")[-1].strip() == "12:00-13:00"
    quiet = next(line for line in ana.run("calendar quiet none").out.split("\n") if line.startswith("Quiet"))
    assert quiet.split("  ")[-1].strip() == "–"


def test_the_calendar_without_a_profile_starts_from_what_is_proposed(shell: Shell) -> None:
    assert "mon-fri 09:00-17:00" in shell.run("calendar").out
