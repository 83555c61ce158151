"""What a mailbox says about reply times, against real correspondence with its answers worked out by others."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from freelance_comm.domain.hours_notation import DAYS
from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.working_time import Calendar
from freelance_comm.mail.boxes import Box
from freelance_comm.mail.gathering import gathered
from freelance_comm.mail.pairs import by_definition, exchange

TRUTH = (
    "maven-2017-11.connolly-lordhowe-night",
    "maven-2017-11.connolly-ny-night",
    "maven-2017-11.connolly-ny",
    "maven-2017-11.scholte",
    "rpm-list.delisted",
    "rpm-list.delisted.lordhowe",
    "rpm-list",
    "rpm-list.listrule-on",
    "rpm-list.noholidays",
    "rpm-list.split",
)


def test_every_file_of_answers_is_looked_at(shared: Path) -> None:
    there = {path.stem for path in (shared / "data/mail/truth").glob("*.json")} - {"business_time_vectors"}
    assert there == set(TRUTH)


@pytest.mark.parametrize("name", TRUTH)
def test_every_pair_and_every_second_is_the_one_worked_out(shared: Path, name: str) -> None:
    truth = json.loads((shared / f"data/mail/truth/{name}.json").read_text(encoding="utf-8"))
    clock = _exchange(shared, truth)
    calendar = Calendar(working_hours(truth))
    target = truth["target_business_seconds"]
    found = []
    for pair in clock.pairs:
        received, replied = pair.inbound.head.sent_at, pair.reply.head.sent_at
        assert received is not None
        assert replied is not None
        seconds = calendar.business_seconds(received, replied)
        due = calendar.add(received, target)
        assert due is not None
        found.append(
            {
                "thread": pair.thread,
                "inbound": pair.inbound.head.id,
                "inbound_from": pair.inbound.head.sender,
                "received": _z(received),
                "received_source": pair.inbound.head.time_source,
                "reply": pair.reply.head.id,
                "replied": _z(replied),
                "wall_seconds": (replied - received) // timedelta(seconds=1),
                "business_seconds": seconds,
                "business_minutes": seconds // 60,
                "due_at": _z(due),
                "breached": replied > due,
                "over_target": seconds > target,
            }
        )
    assert found == truth["pairs_thread"]


@pytest.mark.parametrize("name", TRUTH)
def test_every_open_question_is_the_one_worked_out(shared: Path, name: str) -> None:
    truth = json.loads((shared / f"data/mail/truth/{name}.json").read_text(encoding="utf-8"))
    calendar = Calendar(working_hours(truth))
    found = []
    for each in _exchange(shared, truth).unanswered:
        received = each.inbound.head.sent_at
        assert received is not None
        due = calendar.add(received, truth["target_business_seconds"])
        assert due is not None
        found.append(
            {
                "thread": each.thread,
                "inbound": each.inbound.head.id,
                "inbound_from": each.inbound.head.sender,
                "received": _z(received),
                "due_at": _z(due),
                "i_wrote_in_thread": each.mine,
            }
        )
    assert found == truth["unanswered"]


def working_hours(truth: dict[str, Any]) -> WorkingHours:
    """Return the hours a file of answers was worked out with."""
    week = tuple(
        tuple(Window(start=_minute(start), end=_minute(end)) for start, end in truth["hours"].get(day, []))
        for day in DAYS
    )
    return WorkingHours(
        zone=truth["tz"], week=week, holidays=tuple(date.fromisoformat(day) for day in truth["holidays"])
    )


def _exchange(shared: Path, truth: dict[str, Any]) -> Any:
    found = gathered(Box(str(shared / "data/mail" / truth["mailbox"])).letters(), truth["me"])
    heads = (one.head for one in found.messages)
    return exchange(by_definition(heads, frozenset(truth["me"]), list_rule=truth["list_rule"]))


def _minute(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _z(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
