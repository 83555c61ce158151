"""Time from other tools: every format gives the same work, nothing comes twice, nothing bad comes at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from freelance_comm.domain.errors import AppError, BadValue, NotFound
from freelance_comm.domain.time_entry import TimeEntry
from freelance_comm.services import time_take_in, time_take_words, timelog, undoing
from freelance_comm.services.time_from_tables import TwoWays
from freelance_comm.services.time_names import Wishes
from freelance_comm.services.time_take_in import Order, Seen
from tests.unit.services.rig import Rig

FILES = Path(__file__).parent / "time_files"
ZONE = "Europe/Bucharest"
NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
MAKE = Order(wishes=Wishes(create=True))
TOGGL_HEAD = (
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n"
)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    """A desk in Bucharest with the project Landing page of Ana Petrescu."""
    made = Rig(tmp_path / "data", now=NOW, zone=ZONE)
    made.project()
    return made


def file(rig: Rig, text: str | bytes, name: str = "time.csv") -> Path:
    """Write a file to be taken in."""
    path = rig.folder.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def take(rig: Rig, path: Path | str, order: Order = MAKE) -> Seen:
    """Take in a file, or one of the samples by its name."""
    return time_take_in.take_in(rig.desk, FILES / path if isinstance(path, str) else path, order)


def stored(rig: Rig) -> list[TimeEntry]:
    """Return what another process finds."""
    return list(rig.again().reader.entries(date.min, date.max))


def clock(entry: TimeEntry) -> tuple[str, str]:
    """Return start and end in UTC, short."""
    assert entry.started is not None and entry.ended is not None
    return f"{entry.started:%m-%d %H:%M}", f"{entry.ended:%m-%d %H:%M}"


def refused(rig: Rig, path: Path, order: Order = MAKE) -> str:
    """Return the refusal of an import, after making sure that nothing was stored."""
    before = stored(rig)
    with pytest.raises(AppError) as caught:
        take(rig, path, order)
    assert stored(rig) == before
    return str(caught.value).replace(str(rig.folder.parent) + os.sep, "")


# -- the formats -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sample", "kind", "count"),
    [
        ("toggl.csv", "toggl", 3),
        ("toggl_new.csv", "toggl", 2),
        ("clockify_us.csv", "clockify", 2),
        ("clockify_eu.csv", "clockify", 2),
        ("harvest.csv", "harvest", 3),
        ("harvest_comma.csv", "harvest", 2),
        ("watson_frames", "watson", 2),
        ("watson_log.json", "watson", 1),
        ("watson_log.csv", "watson", 1),
        ("timewarrior.json", "timewarrior", 3),
        ("timewarrior", "timewarrior", 3),
        ("calendar.ics", "icalendar", 9),
    ],
)
def test_every_format_is_recognised_by_what_is_in_it_and_a_second_import_finds_all_of_it(
    rig: Rig, sample: str, kind: str, count: int
) -> None:
    order = MAKE.but(wishes=Wishes(create=True, pairs=(("", "Landing page"), ("Affiche", "+"))))
    assert time_take_in.look(rig.desk, FILES / sample, order).count == count
    first = take(rig, sample, order)
    assert (first.format, first.count, first.error_count) == (kind, count, 0)
    before = stored(rig)
    assert len(before) == count
    again = take(rig, sample, order)
    assert (again.count, again.present, again.changed) == (0, count, 0)
    assert stored(rig) == before


def test_a_detailed_report_of_toggl_says_it_all(rig: Rig) -> None:
    seen = take(rig, "toggl.csv")
    first, night, short = stored(rig)
    assert clock(first) == ("02-16 07:00", "02-16 08:30")
    assert (first.note, first.tags, first.billable) == ("Header, first draft", ("Design", "design", "web"), True)
    assert (night.note, night.billable, night.day, night.seconds) == ("=1+1", False, date(2026, 2, 16), Decimal(2700))
    assert short.seconds == 1230
    assert [(left.count, left.reason) for left in seen.left_out] == [(1, "no time in it")]
    assert (seen.new_clients, seen.new_projects) == (("Petit Théâtre",), ("Affiche",))


def test_toggl_s_newer_report_with_twelve_hours_means_the_same(rig: Rig) -> None:
    take(rig, "toggl_new.csv")
    assert [clock(entry) for entry in stored(rig)] == [
        ("02-16 07:00", "02-16 08:30"),
        ("02-16 21:30", "02-16 22:15"),
    ]


def test_clockify_says_the_same_in_american_and_in_european_dates(rig: Rig) -> None:
    seen = take(rig, "clockify_us.csv")
    american = [(clock(entry), entry.note, entry.tags, entry.billable) for entry in stored(rig)]
    assert american == [
        (("02-16 07:00", "02-16 08:30"), "Header", ("Design", "web", "copy"), True),
        (("02-16 21:30", "02-16 22:15"), "Past midnight", (), False),
    ]
    assert [(left.count, left.reason) for left in seen.left_out] == [(1, "a break")]
    assert stored(rig)[0].billed_on == date(2026, 2, 16)
    assert seen.names[0].rates == ("50.00 USD",)
    assert take(rig, "clockify_eu.csv").present == 2


def test_harvest_has_days_and_hours_and_two_rows_alike_are_two_entries(rig: Rig) -> None:
    take(rig, "harvest.csv")
    header, one, other = sorted(stored(rig), key=lambda entry: -entry.seconds)
    assert (header.note, header.seconds, header.started) == ("Header\nsecond line", Decimal(5400), None)
    assert header.billed_on == date(2026, 2, 16)
    assert (one.seconds, other.seconds, one.tags) == (Decimal("1188.00"), Decimal("1188.00"), ("Meetings",))


def test_harvest_with_commas_semicolons_and_dotted_dates(rig: Rig) -> None:
    take(rig, "harvest_comma.csv")
    assert [entry.seconds for entry in stored(rig)] == [5400, 4800]


def test_watson_s_frames_log_and_table_are_the_same_entries(rig: Rig) -> None:
    take(rig, "watson_frames")
    first, night = stored(rig)
    assert clock(first) == ("02-16 08:00", "02-16 09:30")
    assert (night.seconds, night.day) == (Decimal(10800), date(2026, 3, 29))
    log = take(rig, "watson_log.json")
    assert (log.count, log.present, [left.reason for left in log.left_out]) == (0, 1, ["still running there"])
    table = take(rig, "watson_log.csv")
    assert (table.count, table.present) == (0, 1)
    assert "frames" in time_take_words.zone_remark(table, rig.desk.tr)


def test_watson_s_table_first_and_its_frames_later_are_the_same_entries(rig: Rig) -> None:
    assert take(rig, "watson_log.csv", MAKE.but(zone="Europe/Paris")).count == 1
    again = take(rig, "watson_frames")
    assert (again.count, again.present, again.changed) == (1, 1, 0)


def test_the_tag_of_timewarrior_that_is_a_project_is_no_tag_any_more(rig: Rig) -> None:
    rig.project("Affiche")
    order = Order(wishes=Wishes(pairs=(("", "Landing page"),)))
    seen = take(rig, "timewarrior", order)
    entries = stored(rig)
    assert [entry.tags for entry in entries] == [("design",), (), ('"two words"',)]
    assert entries[2].note == 'the "second" proof: ă ș'
    assert [left.reason for left in seen.left_out] == ["still running there"]
    assert take(rig, "timewarrior.json", order).present == 3


def test_a_calendar_is_laid_out_up_to_now_with_what_was_moved_and_called_off(rig: Rig) -> None:
    rig.project("Affiche")
    seen = take(rig, "calendar.ics")
    assert {left.reason for left in seen.left_out} == {"all day, so no working time", "cancelled"}
    calls = [entry for entry in stored(rig) if "weekly call" in entry.note]
    days = [entry.day.isoformat() for entry in calls]
    assert days == [
        "2026-02-02", "2026-02-17", "2026-02-23", "2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30",
    ]  # fmt: skip
    assert clock(calls[-1]) == ("03-30 11:00", "03-30 11:30")  # summer time began meanwhile
    (header,) = (entry for entry in stored(rig) if entry.note == "Header")
    assert (clock(header), header.tags) == (("02-16 07:00", "02-16 08:30"), ("design",))


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=SECONDLY", "repeats SECONDLY"),
        ("FREQ=DAILY;INTERVAL=0", "makes no sense"),
        ("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14;BYMINUTE=0,10,20,30,40,50", "more than 3000 times"),
    ],
)
def test_a_repetition_without_end_is_bounded_and_said(rig: Rig, rule: str, said: str) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20250101T080000Z\r\n"
        f"DURATION:PT5M\r\nRRULE:{rule}\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    begun = monotonic()
    order = MAKE.but(wishes=Wishes(project="Landing"))
    message = refused(rig, file(rig, text, "c.ics"), order)
    assert said in message
    assert monotonic() - begun < 120


def test_a_day_that_never_comes_ends_at_once(rig: Rig) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:19000301T080000Z\r\n"
        "DURATION:PT5M\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    begun = monotonic()
    assert "more than 20 years ago" in refused(rig, file(rig, text, "c.ics"))
    seen = time_take_in.look(rig.desk, file(rig, text.replace("1900", "2016"), "c.ics"), MAKE)
    assert seen.count == 0
    assert monotonic() - begun < 120


# -- real tools --------------------------------------------------------------------------------------------------------


def tool(name: str, environment: dict[str, str], *words: str) -> str:
    """Run the real tool; the test is left out where it is not installed."""
    program = shutil.which(name, path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))
    if program is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run(
        [program, *words], env={**os.environ, **environment, "TZ": ZONE}, capture_output=True, text=True, check=True,
        input="yes\n",
    )  # fmt: skip
    return done.stdout


def test_what_watson_itself_writes_comes_in(rig: Rig, tmp_path: Path) -> None:
    place = {"WATSON_DIR": str(tmp_path / "watson")}
    times = ("-f", "2026-02-16 10:00:00", "-t", "2026-02-16 11:30:00")
    tool("watson", place, "add", *times, "Landing", "page", "+design", "+two words")
    tool("watson", place, "start", "Landing", "page")
    seen = take(rig, tmp_path / "watson")
    (entry,) = stored(rig)
    assert (seen.format, clock(entry)) == ("watson", ("02-16 08:00", "02-16 09:30"))
    assert set(entry.tags) == {"design", "two words"}
    logged = take(rig, file(rig, tool("watson", place, "log", "--json", "--all", "-c"), "log.json"))
    assert (logged.count, logged.present) == (0, 1)
    table = take(rig, file(rig, tool("watson", place, "log", "--csv", "--all"), "log.csv"))
    assert (table.count, table.present) == (0, 1)


def test_what_timewarrior_itself_writes_comes_in(rig: Rig, tmp_path: Path) -> None:
    place = {"TIMEWARRIORDB": str(tmp_path / "timew")}
    tool("timew", place, ":yes", "track", "2026-02-16T10:00", "-", "2026-02-16T11:30", "Landing page", "design")
    tool("timew", place, ":yes", "annotate", "@1", 'the "second" draft: ă ș')
    tool("timew", place, ":yes", "start", "2026-03-31T10:00", "Landing page")
    seen = take(rig, tmp_path / "timew")
    (entry,) = stored(rig)
    assert (seen.format, clock(entry)) == ("timewarrior", ("02-16 08:00", "02-16 09:30"))
    assert (entry.tags, entry.note) == (("design",), 'the "second" draft: ă ș')
    exported = take(rig, file(rig, tool("timew", place, "export"), "timew.json"))
    assert (exported.count, exported.present) == (0, 1)


# -- names -------------------------------------------------------------------------------------------------------------


def test_a_name_that_is_nobody_s_is_asked_about_and_nothing_comes_before(rig: Rig) -> None:
    message = refused(rig, FILES / "toggl.csv", Order())
    assert "“Affiche”" in message
    seen = time_take_in.look(rig.desk, FILES / "toggl.csv", Order())
    assert [line.target.name for line in seen.unknown] == ["Affiche"]


def test_the_same_name_of_another_client_is_not_the_same_project(rig: Rig) -> None:
    rig.client("Petit Théâtre")
    rig.project("Affiche", client="Ana Petrescu")
    seen = time_take_in.look(rig.desk, FILES / "toggl.csv", Order())
    assert [line.target.name for line in seen.unknown] == ["Affiche"]
    take(rig, "toggl.csv", Order(wishes=Wishes(pairs=(("petit théâtre/affiche", "Affiche"),))))
    assert len(stored(rig)) == 3


def test_pairs_leave_out_and_make_new_and_one_project_takes_the_rest(rig: Rig) -> None:
    left = take(rig, "toggl.csv", Order(wishes=Wishes(pairs=(("Affiche", "-"), ("Nobody", "-")))))
    assert (left.count, left.unused) == (2, ("Nobody",))
    made = take(rig, "toggl.csv", Order(wishes=Wishes(pairs=(("Affiche", "+"),))))
    assert (made.count, made.new_projects, made.new_clients) == (1, ("Affiche",), ("Petit Théâtre",))
    rest = take(rig, "timewarrior", Order(wishes=Wishes(project="Landing page")))
    assert (rest.count, rest.unknown) == (3, ())


def test_time_of_a_closed_project_goes_where_it_belongs(rig: Rig) -> None:
    rig.close(rig.project("Affiche"))
    seen = take(rig, "watson_frames", Order())
    assert seen.count == 2


def test_one_undo_takes_back_the_time_and_what_was_made_for_it(rig: Rig) -> None:
    take(rig, "toggl.csv")
    assert len(rig.again().reader.clients()) == 2
    undoing.undo(rig.desk)
    assert stored(rig) == []
    assert [client.name for client in rig.again().reader.clients()] == ["Ana Petrescu"]
    assert [one.name for one in rig.again().reader.project_names(closed=True)] == ["Landing page"]


# -- never twice -------------------------------------------------------------------------------------------------------


def test_an_entry_that_was_edited_and_moved_here_is_found_and_left_as_it_is(rig: Rig) -> None:
    take(rig, "watson_frames")
    other = rig.project("Affiche two")
    first = stored(rig)[0]
    edited = timelog.correct_entry(
        rig.desk, first, note="my words", project_text=other.ref, ended=datetime(2026, 2, 16, 9, tzinfo=UTC)
    )
    again = take(rig, "watson_frames")
    assert (again.count, again.changed) == (0, 1)
    assert edited in stored(rig)
    said = time_take_words.remarks(again, rig.desk.tr)
    assert "1 entry in the file differs from yours; yours stays as it is." in said


def test_overlapping_exports_add_only_what_is_new(rig: Rig) -> None:
    lines = (FILES / "toggl.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    assert take(rig, file(rig, "".join(lines[:2]))).count == 1
    seen = take(rig, "toggl.csv")
    assert (seen.count, seen.present) == (2, 1)


def test_the_same_stretch_on_the_same_project_is_not_written_down_twice(rig: Rig) -> None:
    timelog.add_entry(
        rig.desk,
        "Landing",
        started=datetime(2026, 2, 16, 8, tzinfo=UTC),
        ended=datetime(2026, 2, 16, 9, 30, tzinfo=UTC),
    )
    seen = take(rig, "watson_frames")
    assert (seen.count, seen.alike) == (1, 1)
    assert len(stored(rig)) == 2


# -- what is wrong -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("U,e,,Landing page,,x,Yes,2026-02-30,09:00:00,2026-02-16,10:00:00,01:00:00,", "column “Start date”: The date"),
        ("U,e,,Landing page,,x,Yes,2026-02-16,25:00:00,2026-02-16,10:00:00,01:00:00,", "column “Start time”: The time"),
        ("U,e,,Landing page,,x,Yes,2026-02-16,11:00:00,2026-02-16,10:00:00,01:00:00,", "ends before it starts"),
        ("U,e,,Landing page,,x,Yes,2026-02-16,09:00:00,2026-02-16,10:00:00,09:00:00,", "do not agree"),
        ("U,e,,Landing page,,x,maybe,2026-02-16,09:00:00,2026-02-16,10:00:00,01:00:00,", "column “Billable”: “maybe”"),
        ("U,e,,Landing page,,x,Yes,2026-02-16,09:00:00,2026-02-16,10:00:00,soon,", "column “Duration”: “soon”"),
        ("U,e,,Landing page,,x\x1b[2J,Yes,2026-02-16,09:00:00,2026-02-16,10:00:00,01:00:00,", "cannot be shown"),
        ("U,e,,Landing page,,x,Yes", "7 cells where the header line has 13"),
        ("U,e,,Landing page,,x,Yes,2026-03-29,03:30:00,2026-03-29,05:00:00,01:30:00,", "does not exist on 2026-03-29"),
    ],
)
def test_a_bad_row_is_named_with_line_and_column_and_nothing_comes(rig: Rig, row: str, said: str) -> None:
    good = "U,e,,Landing page,,x,Yes,2026-02-16,09:00:00,2026-02-16,10:00:00,01:00:00,\n"
    path = file(rig, TOGGL_HEAD + good + row + "\n")
    message = refused(rig, path)
    assert message.startswith("time.csv, line 3")
    assert said in message
    seen = take(rig, path, MAKE.but(skip_bad=True))
    assert (seen.count, seen.error_count, [problem.place.number for problem in seen.errors]) == (1, 1, [3])


def test_an_hour_that_comes_twice_is_the_one_that_fits_the_duration(rig: Rig) -> None:
    row = "U,e,,Landing page,,x,Yes,2025-10-26,02:30:00,2025-10-26,03:30:00,02:00:00,\n"
    take(rig, file(rig, TOGGL_HEAD + row))
    (entry,) = stored(rig)
    assert clock(entry) == ("10-25 23:30", "10-26 01:30")
    assert entry.seconds == 7200


def test_dates_that_can_be_read_in_two_ways_are_asked_about_once_for_the_file(rig: Rig) -> None:
    text = (FILES / "clockify_eu.csv").read_text(encoding="utf-8").replace("16/02", "03/02").replace("17/02", "04/02")
    path = file(rig, text)
    with pytest.raises(TwoWays):
        take(rig, path)
    take(rig, path, MAKE.but(dates="dmy"))
    assert stored(rig)[0].day == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "There is nothing in"),
        (b"[]", "There is no time in"),
        (b"[[", "line 1: this is not JSON"),
        (b"[" * 200_000, "nested too deeply"),
        (b'[{"start":' + b"9" * 5000 + b"}]", "numbers without end"),
        (b'{"a": 1}', "not from a time tracker we know"),
        ("Date,Hours\n".encode("utf-16"), "UTF-16"),
        ("Date,Hours,Notes\n2026-02-16,1,café\n".encode("cp1252"), "is not UTF-8"),
        (b"a,b,c\n1,2,3\n", "do not say when and how long"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", "cannot be read as a calendar"),
    ],
    ids=lambda value: value if isinstance(value, str) else repr(value[:20]),
)
def test_what_is_no_time_is_refused_with_a_word(rig: Rig, data: bytes, said: str) -> None:
    assert said in refused(rig, file(rig, data))


def test_another_encoding_is_read_when_it_is_named(rig: Rig) -> None:
    path = file(rig, "Date,Hours,Notes,Project\n2026-02-16,1,café,Landing page\n".encode("cp1252"))
    take(rig, path, MAKE.but(encoding="cp1252"))
    assert stored(rig)[0].note == "café"


@pytest.mark.parametrize(
    "frame",
    [
        [1771228800, 1771234200, "p"],
        ["x", 1771234200, "p", "id", []],
        [1771234200, 1771228800, "p", "id", []],
        [10**30, 10**30 + 1, "p", "id", []],
        [1771228800, 1771234200, "p", "id", [1]],
        [1771228800, 1771234200, None, "id", []],
        [True, 1771234200, "p", "id", []],
        "frame",
    ],
)
def test_a_damaged_frame_is_named_by_its_number(rig: Rig, frame: Any) -> None:
    good = [1771228800, 1771234200, "Landing page", "a" * 32, []]
    message = refused(rig, file(rig, json.dumps([good, frame]), "frames"))
    assert "entry 2" in message


def test_many_rows_are_looked_at(rig: Rig) -> None:
    rows = [
        f"U,e,,Landing page,,task {n},Yes,{2016 + n // 10_000}-{n % 12 + 1:02d}-{n % 28 + 1:02d},"
        f"{n % 20:02d}:{n % 60:02d}:00,{2016 + n // 10_000}-{n % 12 + 1:02d}-{n % 28 + 1:02d},"
        f"{n % 20 + 1:02d}:{n % 60:02d}:00,01:00:00,web"
        for n in range(20_000)
    ]
    path = file(rig, TOGGL_HEAD + "\n".join(rows))
    assert time_take_in.look(rig.desk, path, MAKE.but(zone="UTC")).count == 20_000


def test_entries_of_several_people_are_said_and_one_s_own_can_be_taken(rig: Rig) -> None:
    rows = "".join(
        f"U,{who},,Landing page,,x,Yes,2026-02-16,09:00:00,2026-02-16,10:00:00,01:00:00,\n" for who in ("a@x", "b@x")
    )
    seen = time_take_in.look(rig.desk, file(rig, TOGGL_HEAD + rows), MAKE)
    assert seen.people == ("a@x", "b@x")
    own = take(rig, file(rig, TOGGL_HEAD + rows), MAKE.but(person="a@x"))
    assert (own.count, [left.reason for left in own.left_out]) == (1, ["somebody else's"])


def test_a_wrong_from_is_told_apart(rig: Rig) -> None:
    from freelance_comm.services.time_found import TimeFormat

    with pytest.raises(BadValue, match="looks like toggl"):
        take(rig, "toggl.csv", MAKE.but(wanted=TimeFormat.HARVEST))
    with pytest.raises(NotFound):
        take(rig, rig.folder / "none.csv")


def test_several_tags_together_can_be_given_a_project_but_make_none(rig: Rig) -> None:
    tags = '"two words", Affiche'
    line = 'inc 20260216T080000Z - 20260216T093000Z # "two words" Affiche\n'
    path = file(rig, line.replace('"two words"', '"\\"two words\\""'), "x.data")
    assert "Which of these words" in refused(rig, path, Order(wishes=Wishes(pairs=((tags, "+"),))))
    seen = take(rig, path, Order(wishes=Wishes(pairs=((tags, "Landing page"),))))
    assert (seen.count, stored(rig)[0].tags) == (1, ('"two words"', "Affiche"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "RECURRENCE-ID;TZID=Europe/Bucharest:20260216T140000",
            "RECURRENCE-ID;TZID=Europe/Bucharest:2026021680000Europe",
        ),
        ("DTSTART;TZID=Europe/Bucharest:20260216T090000", "DTSTART;TZID=Europe:20260216T090000"),
        ("DURATION:PT45M", "DURATION:soon"),
        ("RRULE:FREQ=WEEKLY", "RRULE:FREQ=NEVER"),
    ],
)
def test_a_damaged_event_is_refused_or_named_and_never_a_crash(rig: Rig, before: str, after: str) -> None:
    text = (FILES / "calendar.ics").read_bytes().decode()
    assert before in text
    order = MAKE.but(wishes=Wishes(project="Landing"))
    path = file(rig, text.replace(before, after), "c.ics")
    try:
        seen = time_take_in.look(rig.desk, path, order)
    except BadValue as error:
        assert "cannot be read as a calendar" in str(error)
    else:
        assert seen.error_count == 1
