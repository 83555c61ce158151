"""News for cron: each thing once at each level, whatever happens in between."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest

from freelance_comm.services import promises
from freelance_comm.services.agenda import Item
from freelance_comm.services.reminders import Level
from freelance_comm.services.told import news
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with one client, Ana, who wrote on Monday at nine; she has an answer by five."""
    rig.client("Ana Petrescu")
    rig.came(at(2, 9))
    return rig


def told(rig: Rig, moment: datetime) -> list[str]:
    """Return who is told about at ``moment``, asked by a new process."""
    rig.set(moment)
    return [f"{item.title}: {item.urgency}" for item in news(rig.again()).items]


def test_each_level_is_told_once(ana: Rig) -> None:
    moments = [at(2, 12), at(2, 13), at(2, 14), at(2, 15, 24), at(2, 16), at(3, 9, 0, 1), at(3, 12)]
    assert [told(ana, moment) for moment in moments] == [
        [],
        ["Ana Petrescu: later"],
        [],
        ["Ana Petrescu: soon"],
        [],
        ["Ana Petrescu: overdue"],
        [],
    ]


def test_levels_that_passed_unasked_collapse_into_the_highest(ana: Rig) -> None:
    assert [told(ana, at(4, 12)), told(ana, at(4, 13))] == [["Ana Petrescu: overdue"], []]


def test_a_clock_that_jumps_back_repeats_nothing(ana: Rig) -> None:
    assert [told(ana, at(2, 16)), told(ana, at(2, 14)), told(ana, at(2, 16))] == [["Ana Petrescu: soon"], [], []]


def test_what_happens_at_night_is_told_in_the_morning(ana: Rig) -> None:
    ana.came(at(2, 9), client="Ana")
    assert [told(ana, at(2, 20)), told(ana, at(3, 9))] == [[], ["Ana Petrescu: soon"]]


def test_a_new_message_after_an_answer_is_told_anew(ana: Rig) -> None:
    told(ana, at(2, 16))
    ana.went(at(2, 16))
    ana.set(at(3, 16))
    ana.came(at(3, 9))
    assert told(ana, at(3, 16)) == ["Ana Petrescu: soon"]


def test_the_first_hint_at_half_time_is_no_alarm(ana: Rig) -> None:
    ana.set(at(2, 13))
    assert news(ana.desk).level is Level.NONE


def test_the_level_is_that_of_what_is_new(ana: Rig) -> None:
    told(ana, at(3, 12))
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(3, 14))
    ana.set(at(3, 13))
    assert news(ana.desk).level is Level.SOON


def test_two_timers_at_the_same_moment_tell_it_once(ana: Rig) -> None:
    ana.set(at(2, 16))
    desks, barrier = [ana.again(), ana.again()], Barrier(2)
    found: list[Item] = []

    def ask(number: int) -> None:
        barrier.wait()
        found.extend(news(desks[number]).items)

    threads = [Thread(target=ask, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1


@pytest.mark.parametrize("content", ["", "nonsense", "[1]", '{"waiting:1": "x"}'])
def test_a_damaged_memory_is_begun_anew(ana: Rig, content: str) -> None:
    told(ana, at(2, 16))
    (Path(ana.folder) / ".state" / "told").write_text(content)
    assert told(ana, at(2, 16)) == ["Ana Petrescu: soon"]
