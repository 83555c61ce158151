"""Time from CSV files: exact, all at once or not at all, and never twice."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from time import monotonic

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.services import csv_rows, time_import, timelog
from freelance_comm.services.outside_files import LARGEST_FILE
from freelance_comm.services.time_import import ImportMapping, RowError
from tests.unit.services.rig import Rig, at, hours

DAYS = ImportMapping(date="date", duration="hours", note="note")
IDS = DAYS.but(id="id")
HEAD = "id,date,hours,note\n"


@pytest.fixture
def work(rig: Rig) -> Rig:
    """Return a desk with one project, Landing page."""
    rig.project()
    return rig


def run(
    rig: Rig, text: str | bytes, mapping: ImportMapping = IDS, *, skip_bad: bool = False
) -> time_import.ImportResult:
    """Import ``text`` from a file into Landing page."""
    path = rig.folder.parent / "times.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return time_import.run(rig.desk, path, mapping, project_text="Landing", skip_bad=skip_bad)


def refusal(rig: Rig, text: str | bytes, mapping: ImportMapping = IDS) -> str:
    """Return the message of an import that must be refused, after making sure that nothing was stored."""
    with pytest.raises(BadValue) as caught:
        run(rig, text, mapping)
    assert rig.again().reader.seconds_spent() == {}
    return str(caught.value).replace(str(rig.folder.parent) + os.sep, "")


def stored(rig: Rig) -> list[tuple[date, Decimal, str]]:
    """Return what another process finds, in order of time."""
    reader = rig.again().reader
    (project,) = reader.summaries()
    return [(entry.day, entry.seconds, entry.note) for entry in reader.all_entries(project.project.id)]


# -- real data -------------------------------------------------------------------------------------------------------


def test_the_months_of_a_real_time_sheet_add_up_to_an_independent_sum(work: Rig, shared: Path) -> None:
    source = shared / "data" / "effort" / "sip_dev.csv"
    expected: dict[str, Fraction] = defaultdict(Fraction)
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["person"] == "sip-13" and row["project"] == "sip-PC2":
                expected[row["finished"][:7]] += Fraction(row["actual_hours"]) * 3600
    mapping = ImportMapping(
        date="finished",
        duration="actual_hours",
        note="task_id",
        id="task_id",
        filters=(("person", "sip-13"), ("project", "sip-PC2")),
    )
    result = time_import.run(work.desk, source, mapping, project_text="Landing")
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for day, seconds, _note in stored(work):
        sums[f"{day:%Y-%m}"] += Fraction(seconds)
    assert len(expected) > 100
    assert (sums, result.count) == (expected, 1496)


def test_ten_thousand_rows_over_ten_years_are_imported_in_seconds(work: Rig) -> None:
    rows = [f"{n},{2016 + n // 1000}-{n % 12 + 1:02d}-{n % 28 + 1:02d},1.25,task {n}" for n in range(10_000)]
    begun = monotonic()
    result = run(work, HEAD + "\n".join(rows))
    assert result.count == 10_000
    assert monotonic() - begun < 30
    assert work.again().reader.seconds_spent() == {result.project_id: hours("12500")}


# -- exactness -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("1.05", "3780"),
        ("2,5", "9000"),
        ("2.5", "9000"),
        ("0.333", "1198.8"),
        (".5", "1800"),
        ("111.08", "399888"),
        ("0.0001", "0.36"),
        (" 3 ", "10800"),
    ],
)
def test_hours_are_kept_exactly(work: Rig, cell: str, seconds: str) -> None:
    run(work, f'{HEAD}a,2026-03-01,"{cell}",x\n')
    assert stored(work) == [(date(2026, 3, 1), Decimal(seconds), "x")]


@pytest.mark.parametrize(
    "cell", ["", "0", "0.0", "-1", "nan", "inf", "1e3", "1_000", "１２", "1.234", "1,234", "1:30", "2;5", "10001"]
)
def test_hours_that_cannot_be_meant_are_refused(work: Rig, cell: str) -> None:
    assert "line 2, column “hours”" in refusal(work, f'{HEAD}a,2026-03-01,"{cell}",x\n')


def test_three_digits_behind_the_mark_are_read_when_the_mark_is_named(work: Rig) -> None:
    run(work, f"{HEAD}a,2026-03-01,1.234,x\n", IDS.but(decimal="."))
    assert stored(work)[0][1] == Decimal("4442.4")


def test_the_other_mark_is_refused_when_one_is_named(work: Rig) -> None:
    refusal(work, f'{HEAD}a,2026-03-01,"1,5",x\n', IDS.but(decimal="."))


@pytest.mark.parametrize(
    ("unit", "cell", "seconds"),
    [
        ("minutes", "90", 5400),
        ("minutes", "0,5", 30),
        ("seconds", "61", 61),
        ("duration", "1:30", 5400),
        ("duration", "0:00:59", 59),
        ("duration", "26:15", 94_500),
    ],
)
def test_other_units_are_understood(work: Rig, unit: str, cell: str, seconds: int) -> None:
    run(work, f'{HEAD}a,2026-03-01,"{cell}",x\n', IDS.but(unit=unit))
    assert stored(work)[0][1] == seconds


@pytest.mark.parametrize("cell", ["1.5", "1:60", "1:3", ":30", "1:30:00:00"])
def test_durations_of_another_shape_are_refused(work: Rig, cell: str) -> None:
    refusal(work, f"{HEAD}a,2026-03-01,{cell},x\n", IDS.but(unit="duration"))


def test_imported_entries_may_be_longer_than_a_day(work: Rig) -> None:
    run(work, f"{HEAD}a,2026-03-01,111.08,x\n")
    assert stored(work)[0][1] > hours(24)


# -- days and clock times --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["2026-03-05", "5.3.2026", "05.03.2026", "2026-03-05 00:00:00", "2026-03-05T00:00"])
def test_days_are_read_in_the_shapes_that_have_one_meaning(work: Rig, cell: str) -> None:
    run(work, f"{HEAD}a,{cell},1,x\n")
    assert stored(work)[0][0] == date(2026, 3, 5)


@pytest.mark.parametrize(("order", "month"), [("dmy", 3), ("mdy", 5)])
def test_dates_with_slashes_need_their_order_said(work: Rig, order: str, month: int) -> None:
    run(work, f"{HEAD}a,{'05/03/2026'},1,x\n", IDS.but(dates=order))
    assert stored(work)[0][0].month == month


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "05/03/2026",
        "2026-02-29",
        "2026-13-01",
        "0000-01-01",
        "10000-01-01",
        "2026-W01-1",
        "٢٠٢٦-٠٣-٠١",
        "yesterday",
    ],
)
def test_days_that_do_not_exist_are_refused(work: Rig, cell: str) -> None:
    assert "line 2, column “date”" in refusal(work, f"{HEAD}a,{cell},1,x\n")


def test_clock_times_become_entries_with_ends(work: Rig) -> None:
    mapping = ImportMapping(started="from", ended="to")
    run(work, "from,to\n2026-03-02T08:00,2026-03-02 09:30\n", mapping)
    (line,) = timelog.listing(work.desk)
    assert (line.entry.started, line.entry.ended, line.entry.seconds) == (at(2, 8), at(2, 9, 30), hours("1.5"))


def test_clock_times_beside_a_date_may_cross_midnight(work: Rig) -> None:
    mapping = ImportMapping(date="day", started="from", ended="to")
    run(work, "day,from,to\n2026-03-02,22:00,01:00\n", mapping)
    assert stored(work) == [(date(2026, 3, 2), hours(3), "")]


def test_offsets_are_obeyed(work: Rig) -> None:
    mapping = ImportMapping(started="from", ended="to")
    run(work, "from,to\n2026-03-02T08:00+02:00,2026-03-02T08:00Z\n", mapping)
    assert stored(work)[0][1] == hours(2)


def test_a_start_and_a_duration_are_enough(work: Rig) -> None:
    mapping = ImportMapping(started="from", duration="hours")
    run(work, "from,hours\n2026-03-02T08:00,1.5\n", mapping)
    (line,) = timelog.listing(work.desk)
    assert line.entry.ended == at(2, 9, 30)


def test_a_time_the_clocks_skipped_is_refused(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "data", zone="Europe/Berlin")
    rig.project()
    mapping = ImportMapping(started="from", ended="to")
    assert "column “from”" in refusal(rig, "from,to\n2026-03-29T02:30,2026-03-29T04:00\n", mapping)


def test_a_time_that_comes_twice_is_refused(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "data", zone="Europe/Berlin")
    rig.project()
    mapping = ImportMapping(started="from", ended="to")
    assert "column “to”" in refusal(rig, "from,to\n2026-10-25T01:00,2026-10-25T02:30\n", mapping)


# -- all or nothing --------------------------------------------------------------------------------------------------


def _thousand(bad: str) -> str:
    rows = [f"{n},2026-01-{n % 28 + 1:02d},1,x" for n in range(1, 1001)]
    rows[499] = bad
    return HEAD + "\n".join(rows) + "\n"


@pytest.mark.fault("I15")
def test_one_bad_row_of_a_thousand_refuses_all_and_is_named(work: Rig) -> None:
    assert refusal(work, _thousand("500,2026-01-32,1,x")) == (
        "times.csv, line 501, column “date”: The date “2026-01-32” does not exist."
    )


@pytest.mark.fault("I15")
def test_bad_rows_can_be_left_out_and_are_listed(work: Rig) -> None:
    result = run(work, _thousand("500,2026-01-01,many,x"), skip_bad=True)
    assert (result.count, [(error.line, error.column) for error in result.errors]) == (999, [(501, "hours")])


def test_several_bad_rows_are_counted(work: Rig) -> None:
    assert "the first of 2 bad rows" in refusal(work, f"{HEAD}a,x,1,x\nb,2026-01-01,x,x\n")


def test_a_preview_stores_nothing_and_tells_all(work: Rig) -> None:
    path = work.folder.parent / "times.csv"
    path.write_text(f"{HEAD}a,2026-03-01,1.5,x\nb,never,1,y\n")
    found = time_import.preview(work.desk, path, IDS, project_text="Landing")
    assert (found.count, found.seconds, found.error_count, found.first) == (1, hours("1.5"), 1, date(2026, 3, 1))
    assert work.again().reader.seconds_spent() == {}


def test_a_row_with_too_few_cells_is_named(work: Rig) -> None:
    assert refusal(work, f"{HEAD}a,2026-01-01\n") == "times.csv, line 2: 2 cells where the header line has 4."


def test_the_line_of_a_row_counts_line_breaks_inside_cells(work: Rig) -> None:
    assert "line 4," in refusal(work, f'{HEAD}a,2026-01-01,1,"two\nlines"\nb,2026-01-01,x,y\n')


def test_a_note_may_have_several_lines(work: Rig) -> None:
    run(work, f'{HEAD}a,2026-01-01,1,"two\nlines"\n')
    assert stored(work)[0][2] == "two\nlines"


def test_rows_of_others_are_left_out_whatever_they_hold(work: Rig) -> None:
    mapping = IDS.but(filters=(("who", "me"),))
    result = run(work, "who,id,date,hours,note\nyou,1,never,none,x\nme,2,2026-01-01,1,x\n", mapping)
    assert (result.count, result.filtered) == (1, 1)


def test_blank_lines_are_no_rows(work: Rig) -> None:
    assert run(work, f"{HEAD}\na,2026-01-01,1,x\n\n,,,\n").count == 1


def test_an_escape_sequence_in_a_note_is_refused(work: Rig) -> None:
    assert "column “note”" in refusal(work, f"{HEAD}a,2026-01-01,1,red \x1b[31m\n")


# -- never twice -----------------------------------------------------------------------------------------------------

TWO = f"{HEAD}a,2026-01-01,1,x\nb,2026-02-01,2,y\n"


@pytest.mark.fault("I16")
def test_a_second_import_finds_everything_there(work: Rig) -> None:
    run(work, TWO)
    again = run(work, TWO)
    assert (again.count, again.duplicates, len(stored(work))) == (0, 2, 2)


def test_without_ids_equal_rows_are_counted_apart(work: Rig) -> None:
    text = "date,hours,note\n2026-01-01,1,x\n2026-01-01,1,x\n"
    run(work, text, DAYS)
    again = run(work, text, DAYS)
    assert (len(stored(work)), again.duplicates) == (2, 2)


@pytest.mark.fault("I16")
def test_without_ids_a_longer_file_adds_only_what_is_new(work: Rig) -> None:
    run(work, "date,hours,note\n2026-01-01,1,x\n", DAYS)
    again = run(work, "date,hours,note\n2026-01-01,1.0,x\n2026-01-01,1,x\n2026-01-02,1,x\n", DAYS)
    assert (again.count, again.duplicates) == (2, 1)


def test_a_row_that_says_something_else_now_is_pointed_out_and_left_as_stored(work: Rig) -> None:
    run(work, TWO)
    again = run(work, TWO.replace("2026-02-01,2", "2026-04-01,3"))
    assert (again.count, again.changed, stored(work)[1][0]) == (0, 1, date(2026, 2, 1))


def test_an_id_that_stands_twice_in_a_file_is_refused(work: Rig) -> None:
    assert "“a” is already in line 2" in refusal(work, f"{HEAD}a,2026-01-01,1,x\na,2026-01-02,1,x\n")


def test_the_same_ids_in_another_project_are_other_rows(work: Rig) -> None:
    run(work, TWO)
    work.project("Shop")
    path = work.folder.parent / "times.csv"
    assert time_import.run(work.desk, path, IDS, project_text="Shop").count == 2


def test_entries_corrected_by_hand_are_still_found(work: Rig) -> None:
    run(work, TWO)
    line = timelog.listing(work.desk, date(2026, 1, 1), date(2026, 1, 31))[0]
    timelog.correct_entry(work.desk, line.entry, day=date(2026, 3, 1), note="z")
    assert run(work, TWO).count == 0


# -- files as they are -----------------------------------------------------------------------------------------------


@pytest.mark.fault("X07")
def test_a_byte_order_mark_and_semicolons_from_a_spreadsheet_are_read(work: Rig) -> None:
    run(work, b"\xef\xbb\xbfid;date;hours;note\r\na;01.03.2026;2,5;caf\xc3\xa9\r\n")
    assert stored(work) == [(date(2026, 3, 1), hours("2.5"), "café")]


def test_another_encoding_is_refused_with_line_and_byte(work: Rig) -> None:
    assert refusal(work, HEAD.encode() + b"a,2026-03-01,1,caf\xe9\n") == "times.csv, line 2: byte 19 is not UTF-8."


@pytest.mark.fault("X07")
def test_another_encoding_is_read_when_it_is_named(work: Rig) -> None:
    run(work, HEAD.encode() + b"a,2026-03-01,1,caf\xe9\n", IDS.but(encoding="cp1252"))
    assert stored(work)[0][2] == "café"


def test_utf_16_is_refused_by_name(work: Rig) -> None:
    assert "UTF-16" in refusal(work, TWO.encode("utf-16"))


@pytest.mark.fault("X07")
def test_a_null_byte_is_refused_with_its_column(work: Rig) -> None:
    assert refusal(work, f"{HEAD}a,2026-03-01,1,x\0y\n") == "times.csv, line 2, column “note”: it holds a null byte."


@pytest.mark.fault("X07")
def test_a_huge_field_is_refused_with_its_line(work: Rig) -> None:
    assert "line 2: a field is longer" in refusal(work, f"{HEAD}a,2026-03-01,1,{'x' * 200_000}\n")


def test_rows_after_a_huge_field_are_still_read(work: Rig) -> None:
    result = run(work, f"{HEAD}a,2026-03-01,1,{'x' * 200_000}\nb,2026-03-02,1,y\n", skip_bad=True)
    assert (result.count, result.error_count) == (1, 1)


@pytest.mark.fault("X07")
def test_a_line_without_end_is_refused_without_being_read_whole(work: Rig) -> None:
    assert "too long" in refusal(work, HEAD.encode() + b"x" * (csv_rows.LONGEST_LINE + 2))


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(work: Rig) -> None:
    said = refusal(work, f'{HEAD}a,2026-03-01,1,"open\n')
    assert said == "times.csv, line 2: a quotation mark is never closed."


def test_text_behind_a_closing_quotation_mark_is_refused(work: Rig) -> None:
    said = refusal(work, f'{HEAD}a,2026-03-01,1,"open" end\n')
    assert said == "times.csv, line 2: there is text after a closing quotation mark."


def test_a_file_beyond_the_size_limit_is_refused_unread(work: Rig) -> None:
    path = work.folder.parent / "big.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(BadValue):
        time_import.run(work.desk, path, IDS, project_text="Landing")


def test_an_empty_file_is_refused(work: Rig) -> None:
    assert refusal(work, "") == "times.csv is empty."


def test_a_head_line_alone_imports_nothing(work: Rig) -> None:
    assert run(work, HEAD).count == 0


def test_a_missing_column_is_named_with_near_ones(work: Rig) -> None:
    with pytest.raises(BadValue) as caught:
        run(work, "id,Date,hours,note\n")
    assert (caught.value.params["column"], caught.value.near) == ("date", ("Date",))


def test_a_column_that_is_there_twice_is_refused(work: Rig) -> None:
    assert "several columns called “date”" in refusal(work, "id,date,date,hours,note\na,b,c,d,e\n")


def test_a_missing_file_is_not_found(work: Rig) -> None:
    with pytest.raises(NotFound):
        time_import.run(work.desk, work.folder / "none.csv", IDS, project_text="Landing")


def test_a_pipe_is_refused_without_waiting(work: Rig) -> None:
    path = work.folder.parent / "pipe.csv"
    os.mkfifo(path)
    with pytest.raises(BadValue):
        time_import.run(work.desk, path, IDS, project_text="Landing")


def test_a_folder_is_refused(work: Rig) -> None:
    with pytest.raises(BadValue):
        time_import.run(work.desk, work.folder.parent, IDS, project_text="Landing")


def test_bytes_can_be_imported_too(work: Rig) -> None:
    assert time_import.run(work.desk, TWO.encode(), IDS, project_text="Landing").count == 2


@pytest.mark.parametrize("fields", [{"date": "d"}, {"duration": "h"}, {"date": "d", "started": "s"}])
def test_a_mapping_that_says_too_little_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(BadValue):
        ImportMapping(**fields)  # type: ignore[arg-type]


def test_a_problem_is_told_in_one_line(work: Rig) -> None:
    error = RowError(line=3, column="a\nb", message="{x}", params={"x": "1\n2"})
    assert error.text(work.desk.tr) == "line 3, column “a b”: 1 2"
