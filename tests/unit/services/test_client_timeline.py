"""What there has been with a client: tracks for the eye, events in words, nothing of anybody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from freelance_comm.services import client_timeline, ideas, promises
from freelance_comm.services.client_timeline import Timeline, Track
from tests.unit.services.rig import Rig, at


def told(rig: Rig, name: str = "Ana Petrescu") -> Timeline:
    """Return the timeline of a client."""
    (client,) = (one for one in rig.desk.reader.clients() if one.name == name)
    return client_timeline.timeline(rig.desk, client)


def track(found: Timeline, label: str) -> Track:
    """Return the track with that name."""
    (one,) = (each for each in found.tracks if each.label == label)
    return one


def empty(rig: Rig, first: date, last: date, today: date | None = None) -> Timeline:
    """Return a timeline of nothing but days."""
    return Timeline(client=rig.client(), first=first, last=last, today=today or last, tracks=(), events=(), words=())


def test_a_picture_has_what_lasted_and_what_happened_in_its_place(rig: Rig) -> None:
    known = empty(rig, date(2026, 3, 1), date(2026, 3, 11), date(2026, 3, 9))
    lasted = Track(label="", lasted=((date(2026, 3, 2), date(2026, 3, 4)),))
    assert client_timeline.drawn(lasted, known, 11) == " ███    │  "
    signs = Track(label="", signs=((date(2026, 3, 1), "✓"), (date(2026, 3, 11), "○"), (date(2026, 3, 9), "×")))
    assert client_timeline.drawn(signs, known, 11) == "✓       × ○"


def test_what_is_late_is_seen_where_several_things_fall_together(rig: Rig) -> None:
    day = date(2026, 3, 1)
    known = empty(rig, day, day)
    for signs in ("×✓○", "✓○×"):
        both = Track(label="", signs=tuple((day, sign) for sign in signs))
        assert client_timeline.drawn(both, known, 8).strip() == "×"


@pytest.mark.parametrize(("many", "sign"), [(1, "▒"), (2, "2"), (9, "9"), (10, "+")])
def test_several_messages_in_one_place_are_counted_there(rig: Rig, many: int, sign: str) -> None:
    found = empty(rig, date(2026, 3, 2), date(2026, 3, 11), date(2026, 3, 11))
    written = Track(label="They wrote", signs=((date(2026, 3, 2), "▒"), *[(date(2026, 3, 5), "▒")] * many))
    assert client_timeline.drawn(written, found, 10) == f"▒  {sign}      "


def test_the_legend_explains_numbers_where_the_picture_has_any(rig: Rig) -> None:
    found = empty(rig, date(2026, 3, 2), date(2026, 3, 11), date(2026, 3, 11))

    def told(many: int) -> str:
        written = Track(label="They wrote", signs=((date(2026, 3, 5), "▒"),) * many)
        return client_timeline.legend(rig.desk.tr, [client_timeline.drawn(written, found, 10)])

    assert told(1).endswith("│ today")
    assert told(3).endswith("│ today   2–9 messages in one place")
    assert told(10).endswith("│ today   + ten messages or more")


def test_the_scale_names_months_and_over_long_times_years(rig: Rig) -> None:
    months = empty(rig, date(2026, 1, 1), date(2026, 4, 1))
    assert client_timeline.ruler(months, 40, rig.desk.tr).split() == ["2026", "Feb", "Mar"]
    years = months.but(first=date(2020, 5, 1))
    assert client_timeline.ruler(years, 70, rig.desk.tr).split() == [str(year) for year in range(2020, 2027)]


def test_promises_messages_and_surprises_stand_in_words_too(rig: Rig) -> None:
    project = rig.project()
    rig.set(at(2, 12))
    rig.came(at(2, 10))
    kept = promises.add_promise(rig.desk, "the first draft", project_text=project.ref, due=at(4, 17))
    promises.add_promise(rig.desk, "the second draft", project_text=project.ref, due=at(20, 17))
    rig.set(at(3, 12))
    promises.keep(rig.desk, kept.promise.id)
    rig.set(at(9))
    found = told(rig)
    assert [(one.sign, one.label, one.words) for one in found.events] == [
        ("○", "Promised", "the second draft · 20 Mar, 17:00"),
        ("✓", "Promised", "the first draft · kept early, Tue 12:00"),
        ("▶", "Project", "Landing page begins"),
    ]
    assert track(found, "They wrote").signs == ((date(2026, 3, 2), "▒"),)
    assert (found.first, found.last, found.today) == (date(2026, 3, 2), date(2026, 3, 20), date(2026, 3, 9))
    assert found.words[0].startswith("Work together: ")


def test_a_promise_past_its_time_is_late(rig: Rig) -> None:
    project = rig.project()
    promises.add_promise(rig.desk, "the draft", project_text=project.ref, due=at(4, 17))
    rig.set(at(9))
    assert [one.sign for one in told(rig).events if one.label == "Promised"] == ["×"]


def test_nothing_of_another_client_is_shown(rig: Rig) -> None:
    rig.project()
    rig.project("Secret", client="Ana Petrescu")
    rig.client("Radu Pop")
    rig.set(at(2, 12))
    rig.came(at(2, 10), client="Ana")
    found = told(rig, "Radu Pop")
    assert (found.tracks, found.events) == ((), ())


def test_a_surprise_stands_on_the_day_on_which_it_was_done(rig: Rig) -> None:
    project = rig.project()
    idea = ideas.add_idea(rig.desk, "a photo of the oven", project=project)
    rig.set(at(5))
    ideas.mark_done(rig.desk, idea)
    (event,) = (one for one in told(rig).events if one.label == "Something extra")
    assert (event.day, event.words) == (date(2026, 3, 5), "a photo of the oven")
    assert timedelta(0) == told(rig).last - event.day
