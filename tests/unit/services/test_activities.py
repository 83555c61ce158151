"""Activities: found among the words of a line, remembered as they are spelled, completed from how they begin."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import Ambiguous
from freelance_comm.services import activities, timelog
from tests.unit.services.rig import Rig


@pytest.fixture
def used(rig: Rig) -> Rig:
    """A desk on which three activities were logged."""
    rig.project()
    for tags in (("Design",), ("design",), ("Design",), ("debugging",), ("перевод",), ("call", "late"), ()):
        timelog.add_entry(rig.desk, "Landing", day=date(2026, 2, 10), seconds=Decimal(600), tags=tags)
    return rig


@pytest.mark.parametrize(
    ("line", "found", "left"),
    [
        ("+design hero section", ("design",), "hero section"),
        ("hero section #design", ("design",), "hero section"),
        ("hero +Design +late +late", ("Design", "late"), "hero"),
        ("глава 3 +перевод", ("перевод",), "глава 3"),
        ("fix #42 and +1 for C++ + more", (), "fix #42 and +1 for C++ + more"),
        ("1+design a#b +do/it", (), "1+design a#b +do/it"),
    ],
)
def test_an_activity_is_a_word_with_a_mark(line: str, found: tuple[str, ...], left: str) -> None:
    assert activities.taken(line.split()) == (found, left.split())


def test_the_most_used_comes_first(used: Rig) -> None:
    assert activities.known(used.desk)[0] == "Design"
    assert set(activities.known(used.desk)) == {"Design", "design", "debugging", "перевод", "call"}


@pytest.mark.parametrize(
    ("typed", "meant"), [("des", "Design"), ("DESIGN", "Design"), ("пер", "перевод"), ("new", "new"), ("c", "call")]
)
def test_a_beginning_is_completed_and_a_new_word_is_kept(used: Rig, typed: str, meant: str) -> None:
    assert activities.completed(used.desk, [typed]) == (meant,)


def test_what_begins_several_is_refused_with_their_names(used: Rig) -> None:
    with pytest.raises(Ambiguous) as refused:
        activities.completed(used.desk, ["de"])
    assert refused.value.params["names"] == "Design, debugging, design"
