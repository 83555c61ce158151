"""A promise in one line: the time is found wherever it stands, in four languages, and what cannot be is refused."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.services.lookup import Handle
from freelance_comm.services.promise_line import everybody, read_promise
from tests.unit.services.rig import Rig, at

ANA = Handle("C-2026-001", "Ana Petrescu")
TOMORROW_NINE_TO_TWELVE = (at(3, 9), at(3, 12))


def spoken(rig: Rig, text: str) -> tuple[datetime | None, datetime | None, str]:
    """Return the window and the words of a line typed at Ana's."""
    found = read_promise(rig.desk, text, (), ANA)
    return found.due.start, found.due.due, found.what


@pytest.mark.parametrize(
    ("locale", "text", "what"),
    [
        ("en", "call about the logo, tomorrow 9-12", "call about the logo"),
        ("en", "tomorrow 9-12 call about the logo", "call about the logo"),
        ("en", "call about the logo tomorrow 9-12", "call about the logo"),
        ("en", "call tomorrow between 9 and 12 about the logo", "call about the logo"),
        ("en", "Monday's logo: tomorrow from 9 to 12", "Monday's logo"),
        ("ro", "telefon despre siglă, mâine între 9 și 12", "telefon despre siglă"),
        ("ru", "позвонить про логотип, завтра с 9 до 12", "позвонить про логотип"),
        ("fr", "appeler au sujet du logo, demain entre 9 h et 12 h", "appeler au sujet du logo"),
    ],
)
def test_a_window_is_found_wherever_it_stands_in_the_line(tmp_path: Path, locale: str, text: str, what: str) -> None:
    rig = Rig(tmp_path / "data", locale=locale)
    assert spoken(rig, text) == (*TOMORROW_NINE_TO_TWELVE, what)


@pytest.mark.parametrize(
    ("text", "due", "what"),
    [
        ("the quote, by 17:00", at(2, 17), "the quote"),
        ("friday report, tomorrow 10:00", at(3, 10), "friday report"),
        ("3 pages tomorrow 10:00", at(3, 10), "3 pages"),
        ("draft 2 by tomorrow 10:00", at(3, 10), "draft 2"),
    ],
)
def test_a_time_after_the_last_comma_counts_before_others(rig: Rig, text: str, due: datetime, what: str) -> None:
    assert spoken(rig, text) == (None, due, what)


@pytest.mark.parametrize("text", ["call, tomorrow 12-9", "tomorrow 12-9 call", "call tomorrow 12-9"])
def test_a_window_that_ends_before_it_starts_is_refused_for_what_it_is(rig: Rig, text: str) -> None:
    with pytest.raises(BadValue, match="end is not after the start"):
        spoken(rig, text)


def test_a_line_without_a_time_is_refused(rig: Rig) -> None:
    with pytest.raises(BadValue, match="No time was given"):
        spoken(rig, "call about the logo")


def test_a_line_can_name_the_client_first(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    found = read_promise(rig.desk, "ana call about the logo, tomorrow 9-12", everybody(rig.desk), None)
    assert found.to is not None
    assert (found.to.name, found.what, found.due.due) == ("Ana Petrescu", "call about the logo", at(3, 12))


def test_a_line_can_name_the_project_first(rig: Rig) -> None:
    project = rig.project("Landing page")
    found = read_promise(rig.desk, "landing friday the hero section", everybody(rig.desk), None)
    assert found.to is not None
    assert (found.to.ref, found.what) == (project.ref, "the hero section")


def test_a_name_that_nobody_has_is_refused(rig: Rig) -> None:
    rig.client("Ana Petrescu")
    with pytest.raises(NotFound):
        read_promise(rig.desk, "cosmin tomorrow 9-12 call", everybody(rig.desk), None)


def test_a_day_in_doubt_is_said_to_be_so(rig: Rig) -> None:
    with pytest.raises(BadValue, match="could be"):
        spoken(rig, "call on 3/4")


def test_any_line_is_answered_in_bounded_time(rig: Rig) -> None:
    with pytest.raises(BadValue):
        spoken(rig, "word " * 20_000)
