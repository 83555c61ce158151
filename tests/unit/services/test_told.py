"""News for cron: each thing once at each level, whatever happens in between."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest

from freelance_comm.domain.people import Window
from freelance_comm.services import messages, promises, told
from freelance_comm.services.agenda import Item
from freelance_comm.services.reminders import Level
from freelance_comm.services.told import news
from freelance_comm.store import files
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with one client, Ana, who wrote on Monday at nine; she has an answer by five."""
    rig.client("Ana Petrescu")
    rig.came(at(2, 9))
    return rig


def said(rig: Rig, moment: datetime) -> list[str]:
    """Return who is told about at ``moment``, asked by a new process."""
    rig.set(moment)
    return [f"{item.title}: {item.urgency}" for item in news(rig.again()).items]


def test_each_level_is_told_once(ana: Rig) -> None:
    moments = [at(2, 12), at(2, 13), at(2, 14), at(2, 15, 24), at(2, 16), at(3, 9, 0, 1), at(3, 12)]
    assert [said(ana, moment) for moment in moments] == [
        [],
        ["Ana Petrescu: later"],
        [],
        ["Ana Petrescu: soon"],
        [],
        ["Ana Petrescu: overdue"],
        [],
    ]


def test_levels_that_passed_unasked_collapse_into_the_highest(ana: Rig) -> None:
    assert [said(ana, at(4, 12)), said(ana, at(4, 13))] == [["Ana Petrescu: overdue"], []]


def test_a_clock_that_jumps_back_repeats_nothing(ana: Rig) -> None:
    assert [said(ana, at(2, 16)), said(ana, at(2, 14)), said(ana, at(2, 16))] == [["Ana Petrescu: soon"], [], []]


def test_what_happens_at_night_is_told_in_the_morning(ana: Rig) -> None:
    ana.came(at(2, 9), client="Ana")
    assert [said(ana, at(2, 20)), said(ana, at(3, 9))] == [[], ["Ana Petrescu: soon"]]


def test_a_new_message_after_an_answer_is_told_anew(ana: Rig) -> None:
    said(ana, at(2, 16))
    ana.went(at(2, 16))
    ana.set(at(3, 16))
    ana.came(at(3, 9))
    assert said(ana, at(3, 16)) == ["Ana Petrescu: soon"]


def test_the_first_hint_at_half_time_is_no_alarm(ana: Rig) -> None:
    ana.set(at(2, 13))
    assert news(ana.desk).level is Level.NONE


def test_the_level_is_that_of_what_is_new(ana: Rig) -> None:
    said(ana, at(3, 12))
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
    said(ana, at(2, 16))
    (Path(ana.folder) / ".state" / "told").write_text(content)
    assert said(ana, at(2, 16)) == ["Ana Petrescu: soon"]


# -- sleep, restarts, clocks that jump --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "levels"),
    [
        pytest.param([at(2, 13), at(2, 15, 24), at(3, 9, 0, 1)], [1, 2, 3], id="asked in time"),
        pytest.param([at(2, 15, 24), at(3, 9, 0, 1)], [2, 3], id="asleep over the half"),
        pytest.param([at(3, 9, 0, 1)], [3], id="asleep over all of it"),
        pytest.param([at(20, 10)], [3], id="away for weeks"),
        pytest.param([at(2, 13), at(2, 13), at(2, 13)], [1, 0, 0], id="asked three times at once"),
        pytest.param([at(2, 16), at(2, 10), at(2, 13), at(2, 16)], [2, 0, 0, 0], id="the clock goes back an hour"),
        pytest.param([at(3, 10), at(1, 10, month=1), at(3, 10)], [3, 0, 0], id="the clock goes back to January"),
        pytest.param([at(2, 13), at(2, 10, month=6), at(2, 14)], [1, 3, 0], id="the clock goes to June and returns"),
        pytest.param([at(2, 18), at(7, 12), at(9, 8, 59), at(9, 9)], [0, 0, 0, 3], id="evening, weekend, morning"),
    ],
)
def test_each_level_comes_once_and_only_the_highest(ana: Rig, asked: list[datetime], levels: list[int]) -> None:
    found = []
    for moment in asked:
        ana.set(moment)
        desk = ana.again()
        items = news(desk).items
        found.append(max((told.reached(item, (50, 80, 100), moment) for item in items), default=0))
    assert found == levels


def test_whatever_the_clock_does_no_level_is_told_twice(ana: Rig) -> None:
    chance = random.Random(5)
    heard: list[int] = []
    for _ in range(60):
        moment = at(2, 9) + timedelta(minutes=chance.randrange(-600, 3000))
        ana.set(moment)
        heard += [told.reached(item, (50, 80, 100), moment) for item in news(ana.again()).items]
    assert heard == sorted(set(heard))


def test_a_promise_out_of_sight_while_the_clock_was_wrong_is_not_told_again(ana: Rig) -> None:
    ana.set(at(9, 9))
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(9, 12))
    ana.went(at(9, 9))
    seen = [said(ana, moment) for moment in (at(9, 11, 30), at(2, 9, month=2), at(9, 11, 30))]
    assert seen == [["the quote: soon"], [], []]


# -- when, and at which levels ----------------------------------------------------------------------------------------


def test_in_quiet_hours_nothing_is_told_and_nothing_is_lost(ana: Rig) -> None:
    ana.profile(hours=ana.desk.profile().hours.but(quiet=(Window(start=900, end=990),)))
    assert [said(ana, at(2, 15, 30)), said(ana, at(2, 16, 29)), said(ana, at(2, 16, 30))] == [
        [],
        [],
        ["Ana Petrescu: soon"],
    ]


def test_a_reminder_of_friday_afternoon_is_told_on_monday_after_the_holiday(ana: Rig) -> None:
    ana.set(at(6, 10))
    ana.went(at(6, 9))
    ana.came(at(6, 10))
    ana.holidays(date(2026, 3, 9))
    moments = [at(7, 11), at(8, 23), at(9, 10), at(10, 8, 59), at(10, 9)]
    assert [said(ana, moment) for moment in moments] == [[], [], [], [], ["Ana Petrescu: soon"]]


def test_who_asks_at_night_is_told_and_not_again_in_the_morning(ana: Rig) -> None:
    ana.set(at(2, 22))
    assert [item.title for item in news(ana.again(), always=True).items] == ["Ana Petrescu"]
    assert said(ana, at(3, 9)) == []


@pytest.mark.parametrize(
    ("levels", "heard"),
    [
        ((50, 80, 100), [1, 2, 3]),
        ((80, 100), [2, 3]),
        ((50,), [1]),
        ((100,), [3]),
        ((), []),
    ],
)
def test_only_the_levels_of_the_profile_are_told(ana: Rig, levels: tuple[int, ...], heard: list[int]) -> None:
    ana.profile(remind_at=levels)
    found = []
    for moment in (at(2, 13), at(2, 15, 24), at(3, 9, 0, 1)):
        ana.set(moment)
        found += [told.reached(item, levels, moment) for item in news(ana.again()).items]
    assert found == heard


def test_promises_keep_their_own_moments_whatever_the_levels(ana: Rig) -> None:
    ana.profile(remind_at=())
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(2, 14))
    seen = [said(ana, moment) for moment in (at(2, 13, 30), at(2, 13, 45), at(2, 14, 0, 1), at(2, 15))]
    assert seen == [["the quote: soon"], [], ["the quote: overdue"], []]


def test_what_was_put_off_is_told_when_its_time_has_come(ana: Rig) -> None:
    assert said(ana, at(2, 16)) == ["Ana Petrescu: soon"]
    messages.snooze(ana.desk, "Ana", at(3, 11))
    assert [said(ana, moment) for moment in (at(3, 10), at(3, 11), at(3, 12))] == [[], ["Ana Petrescu: overdue"], []]


def test_an_answer_that_came_back_lets_the_client_be_told_about_again(ana: Rig) -> None:
    assert said(ana, at(2, 16)) == ["Ana Petrescu: soon"]
    ana.went(at(2, 16))
    assert said(ana, at(2, 16, 30)) == []
    (mine,) = [one for one in ana.desk.reader.messages(date(2026, 3, 2), date(2026, 3, 2)) if one.direction == "out"]
    with ana.desk.change() as change:
        change.save(mine, mine.but(undelivered=True))
    assert [said(ana, at(2, 16, 40)), said(ana, at(2, 16, 45))] == [["Ana Petrescu: soon"], []]


def test_while_i_wait_for_the_client_nothing_is_told(ana: Rig) -> None:
    ana.set(at(2, 10))
    messages.wait_for_client(ana.desk, "Ana")
    assert [said(ana, moment) for moment in (at(2, 13), at(3, 16), at(10, 10))] == [[], [], []]


def test_a_report_is_told_in_every_round(rig: Rig) -> None:
    from freelance_comm.services.sending import note_sent

    project = rig.project(stage="work")
    assert said(rig, at(9, 10)) == ["Landing page: soon"]
    note_sent(rig.desk, project, "work/progress-report", period=(date(2026, 3, 2), date(2026, 3, 9)))
    assert [said(rig, at(9, 11)), said(rig, at(16, 10))] == [[], ["Landing page: soon"]]


# -- what comes, and what was -----------------------------------------------------------------------------------------


def test_what_comes_next_is_known_with_its_moment_and_level(ana: Rig) -> None:
    ana.set(at(2, 10))
    assert [(one.at, one.level) for one in told.ahead(ana.desk)] == [
        (at(2, 13), 1),
        (at(2, 15, 24), 2),
        (at(3, 9, 0, 1), 3),
    ]


def test_what_comes_at_night_is_foreseen_for_the_morning_at_its_highest(ana: Rig) -> None:
    ana.profile(hours=ana.desk.profile().hours.but(quiet=(Window(start=780, end=960),)))
    ana.set(at(2, 10))
    assert [(one.at, one.level) for one in told.ahead(ana.desk)] == [(at(2, 16), 2), (at(3, 9, 0, 1), 3)]


def test_what_was_told_does_not_come_again(ana: Rig) -> None:
    said(ana, at(2, 13))
    assert [one.level for one in told.ahead(ana.desk)] == [2, 3]


def test_foreseen_is_exactly_what_is_told(ana: Rig) -> None:
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(4, 17), whole_day=True)
    ana.set(at(2, 9))
    for one in told.ahead(ana.desk):
        assert said(ana, one.at - timedelta(seconds=1)) == []
        assert said(ana, one.at) == [f"{one.item.title}: {one.item.urgency}"]


def test_looking_at_what_would_be_told_tells_nothing(ana: Rig) -> None:
    ana.set(at(2, 16))
    assert [item.title for item in told.untold(ana.desk)] == ["Ana Petrescu"]
    assert said(ana, at(2, 16)) == ["Ana Petrescu: soon"]
    assert told.untold(ana.again()) == ()


def test_what_was_told_today_can_be_looked_up(ana: Rig) -> None:
    said(ana, at(2, 13))
    said(ana, at(2, 16))
    ((note, item),) = told.told_since(ana.again(), at(2, 0))
    assert (note.level, note.at, item.title if item else "") == (2, at(2, 16), "Ana Petrescu")


def test_what_was_told_and_done_is_remembered_without_its_name(ana: Rig) -> None:
    said(ana, at(2, 16))
    ana.went(at(2, 16))
    ((_note, item),) = told.told_since(ana.again(), at(2, 0))
    assert item is None
    assert "Ana" not in (Path(ana.folder) / ".state" / "told").read_text()


# -- the memory -------------------------------------------------------------------------------------------------------


def test_the_memory_stays_small_and_keeps_what_is_open(ana: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "MOST_NOTED", 5)
    said(ana, at(2, 16))
    place = Path(ana.folder) / ".state" / "told"
    content = json.loads(place.read_text())
    content["told"] += [[f"waiting:{number}", 3, 0] for number in range(100)]
    place.write_text(json.dumps(content))
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(2, 16, 30))
    assert said(ana, at(2, 16, 20)) == ["the quote: soon"]
    kept = [key for key, _level, _at in json.loads(place.read_text())["told"]]
    assert len(kept) == 5
    assert [key for key in kept if key.startswith("waiting:9")] == ["waiting:97", "waiting:98", "waiting:99"]
    assert said(ana, at(2, 16, 25)) == []


def test_a_disk_that_takes_no_note_hides_no_reminder_and_it_is_said(ana: Rig) -> None:
    def refuse(_call: str, path: str) -> None:
        if "/told" in path or "/lock" in path:
            raise OSError(28, "No space left on device")

    ana.set(at(2, 16))
    before = files.observe(refuse)
    try:
        found = news(ana.again())
    finally:
        files.observe(before)
    assert ([item.title for item in found.items], found.unnoted) == (["Ana Petrescu"], True)


def test_nothing_is_made_where_there_are_no_data(tmp_path: Path, rig: Rig) -> None:
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Workspace

    desk = Desk(Workspace(tmp_path / "none", durable=False), clock=rig.clock, tr=rig.desk.tr, zone="UTC")
    assert (news(desk).items, (tmp_path / "none").exists()) == ((), False)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="processes that wait for a lock are found in /proc")
def test_processes_that_ask_at_the_same_moment_tell_it_once(ana: Rig) -> None:
    words = [sys.executable, "-m", "freelance_comm", "--data-dir", str(ana.folder), "--now", "2026-03-02T16:00:00Z"]
    lock = str(Path(ana.folder) / ".state" / "lock")
    with ana.workspace.held():  # so that all of them have decided that there is news before any may note it
        running = [
            subprocess.Popen([*words, "remind", "--new"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        deadline = time.monotonic() + 20
        while not all(holds_open(process.pid, lock) for process in running):
            assert time.monotonic() < deadline, "they never came to the lock"
            time.sleep(0.02)
    answers = [process.communicate(timeout=30) for process in running]
    assert sorted(process.returncode for process in running) == [0, 0, 0, 10], answers
    assert sorted(out.count("Ana Petrescu") for out, _err in answers) == [0, 0, 0, 1]
    assert [err for _out, err in answers] == [""] * 4


def holds_open(process: int, path: str) -> bool:
    """Return whether a process has a file open."""
    try:
        return any(link.resolve() == Path(path) for link in Path(f"/proc/{process}/fd").iterdir())
    except OSError:
        return False
