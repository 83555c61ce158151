"""`track` as it is typed: one line to log, correct, bill and look at time."""

from __future__ import annotations

import csv
import io

import pytest

from tests.cli.conftest import Shell

HOUR = 3600


@pytest.fixture
def log(shell: Shell) -> Shell:
    """A shell on Thursday the 12th of March, ten o'clock in UTC: three projects, one client billed in half hours."""
    shell.run("profile set --name Ilinca --zone UTC --currency EUR --rate 40")
    shell.run("client add 'Ana Petrescu' --round-to 30")
    shell.run("client add 'Bob Ross'")
    shell.run("project add 'Landing page' --client Ana")
    shell.run("project add Logo --client Ana")
    shell.run("project add Shop --client Bob")
    return shell


# -- one line ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "line", "said"),
    [
        ("en", "landing last Friday 3 hours call", "Friday 6 March"),
        ("en", "landing this morning 7-9", "today"),
        ("ro", "landing de la 7 la 9 apel", "azi"),
        ("ro", "landing ieri 2h30", "ieri"),
        ("ru", "landing вчера с 14 до 16 правки", "вчера"),
        ("fr", "landing hier 1 h 20", "hier"),
    ],
)
def test_one_line_says_all_in_four_languages(log: Shell, lang: str, line: str, said: str) -> None:
    assert said in log.run(f"track add --lang {lang} {line}").out


def test_an_activity_is_remembered_and_completed(log: Shell) -> None:
    assert "+design" in log.run("track add landing 1h +design hero section").out
    assert log.run("track add landing yesterday 1h hero +des --json").data["tags"] == ["design"]
    assert log.run("track add landing yesterday 1h --tag des --json").data["tags"] == ["des"]
    log.run("track start landing hero +des")
    log.now = "2026-03-12T11:00:00Z"
    assert log.run("track stop --json").data["tags"] == ["des"]


def test_a_note_given_whole_is_taken_as_it_is(log: Shell) -> None:
    entry = log.run("track add landing 1h --note '+design is part of the note'", "--json").data
    assert (entry["note"], entry["tags"]) == ("+design is part of the note", [])


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("track add landing 9 to 5", 2, "2026-03-12 09:00 to 2026-03-12 05:00. The project is “Landing page”."),
        ("track add landing 9-25 call", 2, "“9-25 call” cannot be read as a period of time. The project is"),
        ("track add nowhere 9-25 call", 3, "No project is called “nowhere”."),
        ("track add landing last Friday 30h", 2, "last Friday 30h"),
        ("track edit last 9-10", 3, "No time is logged yet."),
        ("track note", 2, "What are you doing?"),
        ("track note hero", 3, "No timer is running."),
        ("track billed", 2, "Whose time is billed?"),
        ("track billed landing", 3, "Nothing is left to bill there."),
        ("track billed landing --undo", 3, "Nothing there has been marked as billed."),
        ("track billed landing --undo --on today", 2, "--on cannot be used with --undo."),
        ("track billed landing --on tomorrow", 2, "cannot be in the future"),
        ("track report --by year", 2, "invalid choice"),
        ("track report --from 2026-03-05 --to 2026-03-01", 2, "ends before it starts"),
        ("report landing --from 2026-03-05 --to 2026-03-01", 2, "would end on 1 Mar, before it begins on 5 Mar."),
        ("calendar home 2024-12-24", 3, "On 24 Dec 2024 you are already at home."),
        ("track report --client nobody", 3, "No client is called “nobody”."),
        ("track week whenever", 2, "cannot be read as a day"),
        ("track week --back -1", 2, "between 0 and 5000"),
        ("client edit Ana --round-to 481", 2, "between 0 and 480"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_understood(log: Shell, line: str, code: int, said: str) -> None:
    answer = log.try_(line)
    assert (answer.code, said in answer.err) == (code, True), answer.err


def test_time_and_note_may_stand_in_one_pair_of_quotation_marks(log: Shell) -> None:
    entry = log.run("track add landing 'yesterday 14-16 +design first  sketches' --json").data
    assert (entry["day"], entry["seconds"], entry["note"]) == ("2026-03-11", "7200", "first  sketches")
    assert entry["tags"] == ["design"]


def test_the_project_may_stand_in_the_same_pair_of_quotation_marks(log: Shell) -> None:
    entry = log.run("track add 'landing yesterday 14-16 first  sketches' --json").data
    assert (entry["day"], entry["seconds"], entry["note"]) == ("2026-03-11", "7200", "first  sketches")
    assert "“nowhere”" in log.try_("track add 'nowhere yesterday 14-16'").err


def test_a_note_in_one_pair_of_quotation_marks_stays_as_it_was_typed(log: Shell) -> None:
    note = "«\u00a0mot\u00a0»  and two"
    entry = log.run(f"track add landing --from 9:00 --to 9:10 '{note}' --json").data
    assert entry["note"] == note


# -- correcting --------------------------------------------------------------------------------------------------------


def test_the_last_entry_is_corrected_in_one_line(log: Shell) -> None:
    log.run("track add landing monday 9-10 call")
    entry = log.run("track edit last 9-11:30 hero section --json").data
    assert (entry["day"], entry["seconds"], entry["note"]) == ("2026-03-09", "9000", "hero section")
    entry = log.run("track edit last yesterday 14-16 --json").data
    assert (entry["day"], entry["seconds"], entry["note"]) == ("2026-03-11", "7200", "hero section")
    assert log.run("track edit last 45min --json").data["seconds"] == "2700"
    assert log.run("track edit last --from 13:30 --json").data["started"] == "2026-03-11T13:30:00Z"


def test_activity_and_billable_are_corrected_too(log: Shell) -> None:
    log.run("track add landing 1h +call")
    entry = log.run("track edit last +meeting --not-billable --json").data
    assert (entry["tags"], entry["billable"]) == (["meeting"], False)
    entry = log.run("track edit last --no-tags --billable --billed --json").data
    assert (entry["tags"], entry["billable"], entry["billed_on"]) == ([], True, "2026-03-12")
    assert "was marked as billed on 12 March 2026" in log.run("track edit last 2h").err
    assert log.run("track edit last --not-billable --json").data["billed_on"] is None
    assert log.try_("track edit last --billed").code == 2


def test_the_running_timer_is_noted_and_begun_earlier(log: Shell) -> None:
    log.run("track start landing hero")
    log.run("track note booking form +code --since 9:15")
    running = log.run("track status --json").data["timer"]
    assert (running["note"], running["tags"], running["started"]) == (
        "booking form",
        ["code"],
        "2026-03-12T09:15:00Z",
    )
    assert log.try_("track note --since 'tomorrow 9:00'").code == 2


def test_undo_takes_corrections_and_bills_back(log: Shell) -> None:
    log.run("track add landing yesterday 1h")
    log.run("track edit last 2h")
    log.run("undo")
    log.run("track billed landing")
    log.run("undo")
    (entry,) = log.run("track list --json").data
    assert (entry["seconds"], entry["billed_on"]) == ("3600", None)


# -- reports -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def week(log: Shell) -> Shell:
    """Time on two days and three projects."""
    log.run("track add landing monday 5min call +call")
    log.run("track add landing monday 5min mail")
    log.run("track add shop monday 2h +code")
    log.run("track add logo tuesday 9-10:20 +design")
    log.run("track add logo tuesday 1h --not-billable")
    return log


def test_five_and_five_minutes_are_thirty_and_stay_ten(week: Shell) -> None:
    found = week.run("track report --project landing --json").data
    assert (found["total"]["seconds"], found["total"]["rounded_seconds"]) == ("600", "1800")
    assert found["total"]["worth"] == [{"amount": "20.00", "currency": "EUR"}]


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        ("day", ["2026-03-09", "2026-03-10"]),
        ("week", ["2026-W11"]),
        ("month", ["2026-03"]),
        ("client", ["C-2026-001", "C-2026-002"]),
        ("project", ["P-2026-002", "P-2026-003", "P-2026-001"]),
        ("activity", ["code", "design", "", "call"]),
    ],
)
def test_a_report_has_the_lines_that_were_asked_for(week: Shell, by: str, keys: list[str]) -> None:
    found = week.run(f"track report --by {by} --json").data
    assert [line["key"] for line in found["lines"]] == keys
    assert sum(int(line["seconds"]) for line in found["lines"]) == int(found["total"]["seconds"]) == 16_200
    assert sum(int(line["rounded_seconds"]) for line in found["lines"]) == int(found["total"]["rounded_seconds"])


def test_people_read_a_table_whose_columns_all_say_something(week: Shell) -> None:
    said = week.run("track report --by client").out
    assert "1–12 March 2026" in said
    assert [word in said for word in ("Logged", "Rounded", "Billable", "Not billed yet", "Worth")] == [
        *(True, True, True, False, True),
    ]
    assert "Total" in said and "€160.00" in said
    assert "Rounded" not in week.run("track report --client Bob").out


def test_a_spreadsheet_gets_hours_as_numbers_and_no_formulas(week: Shell) -> None:
    week.run("project add '=1+1' --client Bob")
    week.run("track add '=1+1' 90min")
    rows = list(csv.DictReader(io.StringIO(week.run("track report --csv").out)))
    assert {row["name"]: row["hours"] for row in rows} == {
        "Logo": "2.33333",
        "Shop": "2",
        "'=1+1": "1.5",
        "Landing page": "0.16667",
    }
    assert rows[0]["worth_EUR"] == "60.00"


def test_the_json_has_one_language(week: Shell) -> None:
    for line in ("track report --by activity --json", "track week --json", "track unbilled --json"):
        assert week.run(f"{line} --lang ru").out == week.run(line).out


def test_an_empty_period_is_said(week: Shell) -> None:
    assert "No time is logged in that period." in week.run("track report --from 2025-01-01 --to 2025-01-31").out
    assert "No time is logged in that week." in week.run("track week 2025-01-01").out


def test_the_week_is_drawn_by_day_with_a_mark_for_each_project(week: Shell) -> None:
    lines = week.run("track week").out.splitlines()
    monday = next(line for line in lines if line.startswith("Mon 9 Mar"))
    tuesday = next(line for line in lines if line.startswith("Tue 10 Mar"))
    legend = {line[2:].split("  ")[0]: line[0] for line in lines if line[:2] in ("█ ", "▒ ", "░ ")}
    assert legend == {"Logo": "█", "Shop": "▒", "Landing page": "░"}
    assert (monday.count("▒"), monday.count("░"), monday.count("█")) == (10, 1, 0)
    assert (tuesday.count("█"), tuesday.count("▒")) == (12, 0)


def test_the_weeks_before_can_be_seen(week: Shell) -> None:
    assert week.run("track week --back 1 --json").data["from"] == "2026-03-02"
    assert week.run("track week last Friday --json").data["from"] == "2026-03-02"
    found = week.run("track week --json").data
    assert [one["seconds"] for one in found["days"]] == ["7800", "8400", "0", "0", "0", "0", "0"]
    assert found["days"][0]["projects"] == {"P-2026-003": "7200", "P-2026-001": "600"}


# -- bills and budgets -------------------------------------------------------------------------------------------------


def test_what_is_billed_leaves_what_is_unbilled(week: Shell) -> None:
    assert "P-2026-001" in week.run("track unbilled --json").out
    assert "2 entries are marked as billed on 12 March 2026: 10 min." in week.run("track billed landing").out
    assert [line["label"] for line in week.run("track unbilled --json").data["lines"]] == ["Shop", "Logo"]
    week.run("track billed --all")
    assert "Everything billable has been billed." in week.run("track unbilled").out
    assert "billed 12 Mar 2026" in week.run("track list").out
    assert "not billable" in week.run("track list").out
    week.run("track billed --client Bob --undo")
    assert [line["label"] for line in week.run("track unbilled --json").data["lines"]] == ["Shop"]


def test_a_report_that_goes_out_can_mark_its_time_as_billed(week: Shell) -> None:
    assert "2 entries are marked as billed" in week.run("report landing --sent --billed").err
    assert [line["label"] for line in week.run("track unbilled --json").data["lines"]] == ["Shop", "Logo"]


def test_each_level_of_the_quoted_hours_is_told_once_and_not_to_programs(log: Shell) -> None:
    log.run("quote item landing Design --quantity 10 --unit hour --price 50")
    assert log.run("track add landing 4h").err == ""
    assert "50% of the 10 hr quoted are used: 5 hr." in log.run("track add landing yesterday 1h").err
    assert log.run("track add landing yesterday 2h").err == ""
    log.run("track start landing --at '65 minutes ago'")
    assert "80% of the 10 hr quoted are used" in log.run("track stop").err
    assert log.run("track add landing tuesday 20h --json").err == ""
    assert "of the 10 hr quoted: 18 hr, 5 min more than was quoted." in log.run("report landing").err


def test_today_lists_hours_that_run_out(log: Shell) -> None:
    log.run("quote item landing Design --quantity 10 --unit hour --price 50")
    log.run("track add landing yesterday 9h")
    said = log.run("today").out
    assert "Quoted hours" in said and "90%" in said


# -- rounding ----------------------------------------------------------------------------------------------------------


def test_how_a_client_is_rounded_is_shown_and_changed(log: Shell) -> None:
    assert "up to 30 min, for each project and day" in log.run("client show Ana").out
    log.run("client edit Ana --round-to 15 --round nearest")
    assert "to the nearest 15 min" in log.run("client show Ana").out
    log.run("track add landing 7min")
    assert log.run("track report --json").data["total"]["rounded_seconds"] == "0"
    log.run("client edit Ana --round-to 0")
    assert "rounded" not in log.run("client show Ana").out
    assert log.run("track report --json").data["total"]["rounded_seconds"] == "420"
