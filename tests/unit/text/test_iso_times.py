"""ISO dates and moments: recognised by shape, without words, and nothing else accepted."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue
from freelance_comm.text.iso_times import read_iso_date, read_iso_moment


def test_a_date_is_read() -> None:
    assert read_iso_date("2026-03-02") == date(2026, 3, 2)


@pytest.mark.parametrize(
    "text",
    ["", "2026-3-2", "20260302", "2026-W01-1", "2026-061", "26-03-02", "2026-03-02 ", "２０２６-03-02", "+2026-03-02"],
)
def test_another_shape_is_left_to_others(text: str) -> None:
    assert read_iso_date(text) is None


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "1899-12-31", "2200-01-01"]
)
def test_a_date_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        read_iso_date(text)


@pytest.mark.parametrize(
    "text",
    ["2026-03-02T24:00", "2026-03-02T23:59:60", "2026-03-02 23:60", "2026-03-02T10:00+16:00", "2026-03-02T10:00+02:60"],
)
def test_a_time_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadValue):
        read_iso_moment(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02",
        "2026-03-02  10:00",
        "2026-03-02T10:00:30.5",
        "2026-03-02_10:00",
        "2026-03-02T1000",
        "2026-03-02 09:00-11:30",
        "2026-03-02T10:00+2",
    ],
)
def test_another_shape_of_moment_is_left_to_others(text: str) -> None:
    assert read_iso_moment(text) is None


@settings(derandomize=True, database=None, deadline=None)
@given(
    st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.one_of(st.none(), st.timezones())),  # noqa: DTZ001
    st.booleans(),
)
def test_what_the_standard_library_writes_is_read_back(at: datetime, seconds: bool) -> None:
    offset = at.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        return  # local mean times have offsets with seconds, which nobody types
    at = at.replace(microsecond=0, second=at.second if seconds else 0)
    assert read_iso_moment(at.isoformat(timespec="seconds" if seconds else "minutes")) == at


def test_an_iso_moment_loads_no_words() -> None:
    program = (
        "import sys, datetime\n"
        "from freelance_comm.text.moments import parse_day, parse_moment, parse_range\n"
        "now = datetime.datetime(2026, 3, 4, tzinfo=datetime.UTC)\n"
        "parse_moment('2026-03-02T14:10', now=now, zone='UTC')\n"
        "parse_range('2026-03-02 14:10', '2026-03-02 15:10', now=now, zone='UTC')\n"
        "parse_day('2026-03-02', today=now.date())\n"
        "print([name for name in ('tomllib', 'freelance_comm.text.time_words', 'babel') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
