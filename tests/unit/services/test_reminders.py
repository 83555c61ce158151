"""Reminders: how pressing it is, silence outside working hours, and a prompt line that is known ahead."""

from __future__ import annotations

import stat
from datetime import date, datetime
from pathlib import Path

import pytest

from freelance_comm import prompt_line
from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.services import messages, promises, reminders, timelog
from freelance_comm.services.desk import Desk
from freelance_comm.services.reminders import Level
from freelance_comm.store import Workspace, files
from tests.unit.services.rig import Rig, at


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with one client, Ana, who wrote on Monday at nine."""
    rig.client("Ana Petrescu")
    rig.came(at(2, 9))
    return rig


def kept(rig: Rig) -> Desk:
    """Return a desk whose prompt line may be kept ready."""
    return Desk(
        Workspace(rig.folder, durable=False),
        clock=rig.clock,
        tr=rig.desk.tr,
        zone="UTC",
        prompt_keys=(str(rig.folder.parent / "config.toml"), "en"),
    )


def ready_line(rig: Rig, moment: datetime) -> str | None:
    """Return what the prompt reads from the kept file at ``moment``; None when it must be worked out."""
    folder = str(rig.folder)
    content = Path(prompt_line.path(folder)).read_text(encoding="utf-8")
    return prompt_line.pick(
        content,
        fingerprint=prompt_line.fingerprint(folder, str(rig.folder.parent / "config.toml")),
        language="en",
        now=moment.timestamp(),
    )


@pytest.mark.parametrize(
    ("moment", "level"),
    [
        (at(2, 15, 23, 59), Level.NONE),
        (at(2, 15, 24), Level.SOON),
        (at(3, 9, 0, 1), Level.OVERDUE),
    ],
)
def test_the_level_is_that_of_the_most_pressing_thing(ana: Rig, moment: datetime, level: Level) -> None:
    ana.set(moment)
    assert reminders.due(ana.desk).level is level


def test_nothing_is_said_at_night(ana: Rig) -> None:
    ana.set(at(3, 20))
    found = reminders.due(ana.desk)
    assert (found.level, found.items, found.silent, found.opens_at) == (Level.NONE, (), True, at(4, 9))


def test_what_was_due_soon_on_friday_evening_waits_for_monday_morning(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.set(at(6, 10))
    rig.came(at(6, 10))
    seen = []
    for moment in (at(6, 16, 23), at(6, 16, 24), at(7, 12), at(8, 12), at(9, 8, 59), at(9, 9)):
        rig.set(moment)
        seen.append(reminders.due(rig.desk).level)
    assert seen == [Level.NONE, Level.SOON, Level.NONE, Level.NONE, Level.NONE, Level.SOON]


def test_nothing_is_said_on_a_holiday(ana: Rig) -> None:
    ana.holidays(date(2026, 3, 3))
    ana.set(at(3, 10))
    assert reminders.due(ana.desk).silent


def test_who_asks_at_night_is_told(ana: Rig) -> None:
    ana.set(at(3, 20))
    assert reminders.due(ana.desk, always=True).level is Level.OVERDUE


def test_what_is_only_for_later_is_not_listed(ana: Rig) -> None:
    ana.set(at(2, 10))
    assert reminders.due(ana.desk).items == ()


def test_the_most_pressing_comes_first_whatever_its_kind(ana: Rig) -> None:
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(2, 11))
    ana.set(at(2, 15, 30))
    assert [item.title for item in reminders.due(ana.desk).items] == ["the quote", "Ana Petrescu"]


def test_silence_of_a_client_is_no_reminder(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.went(at(2, 9))
    rig.clock.wait(days=60)
    assert reminders.due(rig.desk, always=True).level is Level.NONE


def test_a_snoozed_message_is_no_reminder_until_then(ana: Rig) -> None:
    ana.set(at(2, 10))
    messages.snooze(ana.desk, "Ana", at(3, 11))
    seen = []
    for moment in (at(3, 10), at(3, 11)):
        ana.set(moment)
        seen.append(reminders.due(ana.desk).level)
    assert seen == [Level.NONE, Level.OVERDUE]


def test_a_forgotten_timer_is_a_reminder(rig: Rig) -> None:
    rig.project()
    timelog.start(rig.desk, "Landing")
    rig.set(at(3, 9))
    (item,) = reminders.due(rig.desk).items
    assert (item.title, item.action) == ("Landing page", "stop")


def test_a_timer_of_this_morning_is_none(rig: Rig) -> None:
    rig.project()
    timelog.start(rig.desk, "Landing")
    rig.set(at(2, 16))
    assert reminders.due(rig.desk).level is Level.NONE


def test_without_working_hours_nothing_is_ever_said(ana: Rig) -> None:
    ana.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    ana.set(at(20, 12))
    assert reminders.due(ana.desk).level is Level.NONE


# -- the line of the prompt ------------------------------------------------------------------------------------------


def test_the_line_counts_and_names_the_most_pressing(ana: Rig) -> None:
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(2, 11))
    ana.set(at(2, 15, 30))
    assert reminders.prompt_text(ana.desk) == "1 late · 1 soon · the quote"


def test_a_quiet_day_has_an_empty_line(ana: Rig) -> None:
    assert reminders.prompt_text(ana.desk) == ""


def test_a_long_name_is_cut(rig: Rig) -> None:
    rig.client("Ana " + "Petrescu" * 10)
    rig.came(at(2, 9))
    rig.set(at(2, 16))
    assert reminders.prompt_text(rig.desk) == "1 soon · Ana PetrescuPetrescuPet…"


def test_the_changes_of_a_week_are_known_ahead(ana: Rig) -> None:
    ana.set(at(2, 9))
    assert reminders.segments(ana.desk)[:5] == [
        (at(2, 15, 24), ""),
        (at(2, 17), "1 soon · Ana Petrescu"),
        (at(3, 9), ""),
        (at(3, 9, 0, 1), "1 soon · Ana Petrescu"),
        (at(3, 17), "1 late · Ana Petrescu"),
    ]


def test_what_was_foreseen_is_what_is_said_when_the_time_has_come(ana: Rig) -> None:
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(4, 17), whole_day=True)
    messages.snooze(ana.desk, "Ana", at(3, 12))
    ana.project(stage="work")
    foreseen = reminders.segments(ana.desk)
    said = []
    since = ana.clock.now
    for until, _text in foreseen:
        for moment in (since, until.replace(microsecond=0)):
            if since <= moment < until:
                ana.set(moment)
                said.append(reminders.prompt_text(ana.again()))
        since = until
    assert said == [text for _until, text in foreseen]


def test_the_line_is_kept_ready_for_the_next_prompt(ana: Rig) -> None:
    ana.set(at(2, 15, 20))
    reminders.refresh_prompt(kept(ana))
    lines = [ready_line(ana, moment) for moment in (at(2, 15, 20), at(2, 15, 24), at(2, 15, 34, 59), at(2, 15, 35))]
    assert lines == ["", "1 soon · Ana Petrescu", "1 soon · Ana Petrescu", None]


def test_in_quiet_hours_the_line_is_empty_and_that_is_known_ahead(ana: Rig) -> None:
    ana.profile(hours=ana.desk.profile().hours.but(quiet=(Window(start=930, end=990),)))
    ana.set(at(2, 15, 24))
    assert reminders.segments(ana.desk)[:4] == [
        (at(2, 15, 30), "1 soon · Ana Petrescu"),
        (at(2, 16, 30), ""),
        (at(2, 17), "1 soon · Ana Petrescu"),
        (at(3, 9), ""),
    ]
    ana.set(at(2, 15, 45))
    assert (reminders.prompt_text(ana.desk), reminders.due(ana.desk).opens_at) == ("", at(2, 16, 30))


def test_a_change_makes_the_kept_line_void(ana: Rig) -> None:
    ana.set(at(2, 16))
    reminders.refresh_prompt(kept(ana))
    ana.went(at(2, 16))
    assert ready_line(ana, at(2, 16)) is None


def test_the_kept_line_is_for_its_owner_alone(ana: Rig) -> None:
    reminders.refresh_prompt(kept(ana))
    assert stat.S_IMODE(Path(prompt_line.path(str(ana.folder))).stat().st_mode) == 0o600


def test_with_a_fixed_clock_no_line_is_kept(ana: Rig) -> None:
    reminders.refresh_prompt(ana.desk)
    assert not Path(prompt_line.path(str(ana.folder))).exists()


def test_a_full_disk_does_not_hide_the_line(ana: Rig) -> None:
    def refuse(_call: str, path: str) -> None:
        if "/prompt" in path:
            raise OSError(28, "No space left on device")

    ana.set(at(2, 16))
    before = files.observe(refuse)
    try:
        line = reminders.refresh_prompt(kept(ana))
    finally:
        files.observe(before)
    assert line == "1 soon · Ana Petrescu"


def test_no_folder_is_made_for_a_workspace_that_does_not_exist(tmp_path: Path, rig: Rig) -> None:
    desk = Desk(
        Workspace(tmp_path / "none", durable=False),
        clock=rig.clock,
        tr=rig.desk.tr,
        zone="UTC",
        prompt_keys=("", "en"),
    )
    assert (reminders.refresh_prompt(desk), (tmp_path / "none").exists()) == ("", False)
