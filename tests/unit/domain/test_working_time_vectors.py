"""The reckoning against vectors that two independent programs agreed on."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.working_time import Calendar

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COUNT = 1_799


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _week(schedule: dict[str, list[list[str]]]) -> tuple[tuple[Window, ...], ...]:
    return tuple(
        tuple(Window(start=_minute(start), end=_minute(end)) for start, end in schedule.get(day, [])) for day in DAYS
    )


@pytest.fixture(scope="module")
def vectors(shared: Path) -> list[tuple[Calendar, dict[str, Any]]]:
    data = json.loads((shared / "data/mail/truth/business_time_vectors.json").read_text(encoding="utf-8"))
    weeks = {name: _week(schedule) for name, schedule in data["schedules"].items()}
    calendars: dict[tuple[str, str, tuple[str, ...]], Calendar] = {}
    found = []
    for case in data["cases"]:
        key = (case["tz"], case["schedule"], tuple(case["holidays"]))
        if key not in calendars:
            holidays = tuple(date.fromisoformat(day) for day in case["holidays"])
            calendars[key] = Calendar(WorkingHours(zone=case["tz"], week=weeks[case["schedule"]], holidays=holidays))
        found.append((calendars[key], case))
    return found


def test_all_vectors_are_there(vectors: list[tuple[Calendar, dict[str, Any]]]) -> None:
    assert len(vectors) == COUNT


def test_business_seconds_agree_in_every_vector(vectors: list[tuple[Calendar, dict[str, Any]]]) -> None:
    wrong = [
        (case, seconds)
        for calendar, case in vectors
        if (seconds := calendar.business_seconds(_at(case["start"]), _at(case["end"]))) != case["business_seconds"]
    ]
    assert wrong == []


def test_due_moments_agree_in_every_vector(vectors: list[tuple[Calendar, dict[str, Any]]]) -> None:
    wrong = [
        (case, due)
        for calendar, case in vectors
        if (due := calendar.add(_at(case["start"]), case["target_seconds"])) != _at(case["due_at_closing"])
    ]
    assert wrong == []


def test_next_opening_after_due_agrees_in_every_vector(vectors: list[tuple[Calendar, dict[str, Any]]]) -> None:
    wrong = [
        (case, opening)
        for calendar, case in vectors
        if (opening := calendar.next_opening(_at(case["due_at_closing"]))) != _at(case["due_at_next_opening_biz"])
    ]
    assert wrong == []


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)
