"""The calendar file: read back by another parser, word for word and moment for moment, whatever clients are called."""

from __future__ import annotations

import os
import stat
from datetime import date, timedelta
from decimal import Decimal
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import pytest
import vobject

from freelance_comm.domain.errors import NotSaved
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment
from freelance_comm.domain.people import Window, WorkingHours
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.services import calendar_feed, feed_entries, messages, promises
from freelance_comm.services.calendar_feed import Shape
from freelance_comm.services.feed_entries import Entry, EntryKind
from tests.unit.services.rig import Rig, at

HOSTILE = [
    "plain",
    "comma, semicolon; colon: back\\slash \\n \\, \\;",
    "line\nBEGIN:VALARM\r\nEND:VCALENDAR",
    "carriage\rEND:VEVENT",
    "\x1b[31mred\x07\u202eleft\x85next\u2028line",
    "ă" * 200,
    "山" * 90 + "é" * 7,
    "a" + "👩‍👩‍👧" * 40,
    '"quoted":=%^',
    "[/] [bold]x[/bold] {{ x }}",
    "e\u0301" * 120,
]


def parsed(data: bytes) -> Any:
    """Return the calendar as another program reads it."""
    return vobject.readOne(data.decode("utf-8"))


def listed(calendar: Any, kind: str = "vevent") -> list[Any]:
    """Return the components of a kind."""
    return list(calendar.contents.get(kind, []))


def read(rig: Rig, shape: Shape = Shape.EVENTS, **options: Any) -> dict[str, Any]:
    """Return the events of a desk by their summary, as another program reads them."""
    data, _count = calendar_feed.feed(rig.desk, shape=shape, **options)
    return {one.summary.value: one for one in listed(parsed(data), "vtodo" if shape is Shape.TASKS else "vevent")}


def alarm(component: Any) -> Any:
    """Return when a component's alarm sounds; None where it has none."""
    found = component.contents.get("valarm", [])
    return found[0].trigger.value if found else None


@pytest.fixture
def ana(rig: Rig) -> Rig:
    """Return a desk with one client, Ana, on a Monday at nine."""
    rig.client("Ana Petrescu")
    return rig


# -- what stands in it -----------------------------------------------------------------------------------------------


def test_an_answer_is_due_where_the_clock_says(ana: Rig) -> None:
    ana.set(at(2, 11))
    ana.came(at(2, 11))
    event = read(ana)["Answer Ana Petrescu"]
    assert (event.dtstart.value, event.dtend.value) == (at(3, 10, 45), at(3, 11))
    assert alarm(event) == at(3, 9, 24)  # at 80 per cent of eight hours


def test_a_promise_for_a_moment_rings_at_its_nudge(ana: Rig) -> None:
    promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(4, 15))
    event = read(ana)["Promised to Ana Petrescu: the quote"]
    assert (event.dtstart.value, event.dtend.value, alarm(event)) == (at(4, 14, 45), at(4, 15), at(4, 14))


def test_a_promise_for_a_window_is_that_window(ana: Rig) -> None:
    promises.add_promise(ana.desk, "a call", client_text="Ana", due=at(4, 12), window_start=at(4, 9))
    event = read(ana)["Promised to Ana Petrescu: a call"]
    assert (event.dtstart.value, event.dtend.value) == (at(4, 9), at(4, 12))


def test_a_promise_for_a_day_is_that_day(ana: Rig) -> None:
    promises.add_promise(ana.desk, "the draft", client_text="Ana", due=at(6, 9), whole_day=True)
    event = read(ana)["Promised to Ana Petrescu: the draft"]
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 3, 6), date(2026, 3, 7))


def test_a_deadline_bears_the_name_of_its_project(ana: Rig) -> None:
    ana.project("Landing page")
    promises.add_promise(
        ana.desk, "the pages", project_text="Landing", due=at(20, 9), whole_day=True, source=PromiseSource.DEADLINE
    )
    event = read(ana)["Deadline: Landing page"]
    assert event.dtstart.value == date(2026, 3, 20)


def test_reports_and_instalments_stand_on_their_days(ana: Rig) -> None:
    project = ana.project("Landing page", stage="work")
    with ana.desk.change() as change:
        for due, sum_ in ((date(2026, 3, 10), "100"), (date(2026, 4, 10), "1200.50")):
            money = Money(amount=Decimal(sum_), currency="EUR")
            change.add(Instalment(id=change.new_id(), label="Part", amount=money, due=due), project_id=project.id)
    found = read(ana)
    assert found["Progress report: Landing page"].dtstart.value == date(2026, 3, 9)
    assert alarm(found["Progress report: Landing page"]) == at(9, 9)
    assert found["€100.00 due: Landing page"].dtstart.value == date(2026, 3, 10)
    assert found["€1,200.50 due: Landing page"].dtstart.value == date(2026, 4, 10)


def test_a_day_to_be_in_touch_stands_there(ana: Rig) -> None:
    project = ana.project("Landing page")
    ana.close(project, follow_up_on="2026-05-04")
    assert read(ana)["Be in touch with Ana Petrescu"].dtstart.value == date(2026, 5, 4)


def test_what_is_done_stands_there_no_longer(ana: Rig) -> None:
    ana.came(at(2, 9))
    made = promises.add_promise(ana.desk, "the quote", client_text="Ana", due=at(4, 15))
    assert len(read(ana)) == 2
    promises.keep(ana.desk, made.promise.id)
    ana.set(at(2, 10))
    ana.went(at(2, 10))
    assert read(ana) == {}


def test_what_clients_wrote_does_not_stand_in_the_calendar(ana: Rig) -> None:
    ana.came(at(2, 9), text="my secret plan", subject="hush")
    data, _count = calendar_feed.feed(ana.desk, shape=Shape.BOTH)
    assert b"secret" not in data and b"hush" not in data


def test_an_empty_day_is_an_empty_calendar(rig: Rig) -> None:
    data, count = calendar_feed.feed(rig.desk)
    assert (count, listed(parsed(data))) == (0, [])
    assert data.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//freelance-comm//EN\r\n")


def test_the_words_are_those_of_the_interface(ana: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    ana.came(at(2, 9))
    monkeypatch.setattr(ana.desk, "tr", Shouting())
    assert list(read(ana)) == ["ANSWER Ana Petrescu"]


class Shouting(NullTranslations):
    """A language of its own, in which only the words of the program are loud."""

    locale = "en"

    def gettext(self, message: str) -> str:
        """Return the message as this language has it."""
        return message.replace("Answer", "ANSWER")


# -- alarms ----------------------------------------------------------------------------------------------------------


def test_no_alarm_sounds_at_night_on_a_free_day_or_in_quiet_hours(rig: Rig) -> None:
    quiet = (Window(start=12 * 60, end=14 * 60),)
    rig.profile(hours=WorkingHours(zone="Europe/Bucharest", quiet=quiet, holidays=(date(2026, 3, 4),)))
    rig.client("Ana Petrescu")
    rig.project("Landing page", stage="work")
    for hour in range(0, 24 * 14, 5):
        due = at(3, 0) + timedelta(hours=hour)
        promises.add_promise(rig.desk, f"thing {hour}", client_text="Ana", due=due)
    calendar = rig.desk.calendar()
    sounding = [alarm(event) for event in read(rig).values() if alarm(event) is not None]
    assert len(sounding) > 30
    for moment in sounding:
        assert calendar.is_working(moment), moment
        assert not 12 <= (moment + timedelta(hours=2)).hour < 14, moment


def test_an_alarm_comes_before_it_is_too_late(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    promises.add_promise(rig.desk, "a call", client_text="Ana", due=at(7, 20))  # a Saturday evening
    assert alarm(read(rig)["Promised to Ana Petrescu: a call"]) == at(6, 16)


def test_what_was_put_off_rings_when_its_time_has_come(ana: Rig) -> None:
    ana.came(at(2, 9))
    messages.snooze(ana.desk, "Ana", at(2, 16, 30))
    assert alarm(read(ana)["Answer Ana Petrescu"]) == at(2, 16, 30)


def test_an_alarm_that_has_passed_does_not_ring_when_the_file_is_read(ana: Rig) -> None:
    ana.came(at(2, 9))
    ana.set(at(2, 16))
    assert alarm(read(ana)["Answer Ana Petrescu"]) is None


def test_alarms_can_be_left_out(ana: Rig) -> None:
    ana.came(at(2, 9))
    assert alarm(read(ana, alarms=False)["Answer Ana Petrescu"]) is None


def test_an_alarm_at_a_moment_says_that_it_is_a_moment(ana: Rig) -> None:
    ana.came(at(2, 9))
    data, _count = calendar_feed.feed(ana.desk)
    assert b"\r\nTRIGGER;VALUE=DATE-TIME:20260302T152400Z\r\n" in data


# -- tasks -----------------------------------------------------------------------------------------------------------


def test_tasks_are_due_in_utc_and_money_stays_an_event(ana: Rig) -> None:
    ana.profile(hours=WorkingHours(zone="America/New_York"))
    project = ana.project("Landing page")
    ana.set(at(2, 15))
    ana.came(at(2, 15))
    promises.add_promise(ana.desk, "the draft", client_text="Ana", due=at(6, 15), whole_day=True)
    with ana.desk.change() as change:
        money = Money(amount=Decimal(100), currency="EUR")
        change.add(
            Instalment(id=change.new_id(), label="Part", amount=money, due=date(2026, 3, 10)), project_id=project.id
        )
    data, _count = calendar_feed.feed(ana.desk, shape=Shape.TASKS)
    assert b"\r\nDUE:20260303T150000Z\r\n" in data  # the answer, at ten in New York
    assert b"\r\nDUE:20260306T220000Z\r\n" in data  # the draft, at five
    assert {one.summary.value for one in listed(parsed(data), "vtodo")} == {
        "Answer Ana Petrescu",
        "Promised to Ana Petrescu: the draft",
    }
    assert [one.summary.value for one in listed(parsed(data))] == ["€100.00 due: Landing page"]


def test_as_both_only_the_event_rings(ana: Rig) -> None:
    ana.came(at(2, 9))
    calendar = parsed(calendar_feed.feed(ana.desk, shape=Shape.BOTH)[0])
    (event,), (task,) = listed(calendar), listed(calendar, "vtodo")
    assert (alarm(event) is None, alarm(task) is None) == (False, True)
    assert event.uid.value != task.uid.value


# -- the format ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_client_is_called_arrives_word_for_word_and_nothing_else(name: str) -> None:
    from freelance_comm.domain.text_safety import show

    entry = Entry(
        key="reply-1",
        kind=EntryKind.REPLY,
        summary=show(f"Answer {name}"),
        description=show(name) + "\nfreelance-comm today",
        due=at(3, 11),
        start=at(3, 10, 45),
        alarm=at(3, 9),
        noted=at(2, 9),
    )
    for shape in Shape:
        data = calendar_feed.calendar_bytes((entry,), name=show(name), shape=shape)
        lines = data.split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
        for line in lines:
            line.decode("utf-8")  # no letter is cut in two by folding
        calendar = parsed(data)
        found = [*listed(calendar), *listed(calendar, "vtodo")]
        assert len(found) == (2 if shape is Shape.BOTH else 1)
        for component in found:
            assert component.summary.value == entry.summary
            assert component.description.value == entry.description
        assert sum(len(one.contents.get("valarm", [])) for one in found) == 1


def test_a_thing_keeps_its_name_when_its_time_changes(ana: Rig) -> None:
    ana.came(at(2, 9))
    before = read(ana)["Answer Ana Petrescu"]
    ana.profile(reply_target_hours=Decimal(4))
    after = read(ana)["Answer Ana Petrescu"]
    assert before.uid.value == after.uid.value
    assert before.dtend.value != after.dtend.value


def test_no_two_things_share_a_name(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    rig.came(at(2, 9))
    rig.project("Landing page", stage="work")
    for day in range(3, 20):
        promises.add_promise(rig.desk, "a call", client_text="Ana", due=at(day, 12))
    data, count = calendar_feed.feed(rig.desk, shape=Shape.BOTH)
    calendar = parsed(data)
    names = [one.uid.value for one in (*listed(calendar), *listed(calendar, "vtodo"))]
    assert len(names) == len(set(names)) == 2 * count


def test_the_same_day_gives_the_same_bytes(ana: Rig) -> None:
    ana.came(at(2, 9))
    ana.project("Landing page", stage="work")
    first = calendar_feed.feed(ana.desk)
    ana.set(at(2, 9, 30))
    assert calendar_feed.feed(ana.again()) == first


# -- the file --------------------------------------------------------------------------------------------------------


def test_the_file_is_for_its_owner_and_is_written_only_when_it_changed(ana: Rig, tmp_path: Path) -> None:
    ana.came(at(2, 9))
    place = tmp_path / "freelance.ics"
    before = os.umask(0)
    try:
        first = calendar_feed.write_feed(ana.desk, place)
    finally:
        os.umask(before)
    stood = place.stat()
    assert (first.changed, first.entries, stat.S_IMODE(stood.st_mode)) == (True, 1, 0o600)
    assert not calendar_feed.write_feed(ana.desk, place).changed
    assert place.stat().st_mtime_ns == stood.st_mtime_ns and place.stat().st_ino == stood.st_ino
    ana.set(at(2, 10))
    ana.went(at(2, 10))
    assert calendar_feed.write_feed(ana.desk, place).changed
    assert listed(parsed(place.read_bytes())) == []
    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["freelance.ics"]


def test_a_file_that_is_no_calendar_of_ours_stays(ana: Rig, tmp_path: Path) -> None:
    place = tmp_path / "family.ics"
    place.write_text("BEGIN:VCALENDAR\nPRODID:-//Somebody//EN\nEND:VCALENDAR\n")
    before = place.read_bytes()
    with pytest.raises(NotSaved, match="not a calendar of ours"):
        calendar_feed.write_feed(ana.desk, place)
    assert place.read_bytes() == before
    assert calendar_feed.write_feed(ana.desk, place, force=True).changed


def test_through_a_link_the_file_behind_it_is_written(ana: Rig, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    calendar_feed.write_feed(ana.desk, tmp_path / "shared/real.ics")
    (tmp_path / "link.ics").symlink_to("shared/real.ics")
    ana.came(at(2, 9))
    calendar_feed.write_feed(ana.desk, tmp_path / "link.ics")
    assert (tmp_path / "link.ics").is_symlink()
    assert b"Answer Ana" in (tmp_path / "shared/real.ics").read_bytes()


@pytest.mark.parametrize("where", ["", "missing/deep/file.ics"])
def test_a_place_that_takes_no_file_is_told(where: str, ana: Rig, tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        calendar_feed.write_feed(ana.desk, tmp_path / where)


def test_where_the_calendar_lies_is_remembered(ana: Rig, tmp_path: Path) -> None:
    assert calendar_feed.known_feed(ana.desk) is None
    calendar_feed.write_feed(ana.desk, tmp_path / "freelance.ics")
    assert calendar_feed.known_feed(ana.again()) == tmp_path / "freelance.ics"
    (tmp_path / "freelance.ics").unlink()
    assert calendar_feed.known_feed(ana.again()) is None


def test_without_working_hours_the_calendar_has_no_alarm_and_does_not_hang(rig: Rig) -> None:
    rig.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    rig.client("Ana Petrescu")
    rig.came(at(2, 9))
    rig.project("Landing page", stage="work")
    promises.add_promise(rig.desk, "a call", client_text="Ana", due=at(4, 12))
    assert {alarm(event) for event in read(rig).values()} == {None}


def test_what_is_far_away_waits_for_its_year(ana: Rig) -> None:
    ana.project("Landing page")
    ana.close(ana.project("Old page"), follow_up_on="2029-05-04")
    assert feed_entries.entries(ana.desk) == ()


def test_the_last_day_of_an_addition_stands_beside_an_accepted_quote(ana: Rig) -> None:
    from freelance_comm.domain.quote import Unit
    from freelance_comm.services import additions, projects, quoting

    project = projects.add_project(ana.desk, "Landing page", client_text="Ana")
    quoting.add_item(ana.desk, project, "Design", unit=Unit.FIXED, price=100)
    quoting.accept(ana.desk, project, ana.desk.today())
    additions.begin_addition(ana.desk, project, "A shop", asked_by="Ana", valid_until=at(20).date())
    quoting.add_item(ana.desk, project, "Shop", unit=Unit.FIXED, price=50, addition=1)
    assert "Last day of the quote: Landing page" not in read(ana)
    quoting.mark_quote_sent(ana.desk, project, addition=1)
    assert "Last day of the quote: Landing page" in read(ana)
