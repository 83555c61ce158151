"""Two versions of one file become one: no record is lost, and every value that does not win is told."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freelance_comm.store.ancestry import Origin, certain, origin
from freelance_comm.store.document import Tables
from freelance_comm.store.reconcile import Reconciled, reconciled

MONTH = "time/2026-03.json"
PROJECT = "projects/site-10.json"
ENTRY = {"day": "2026-03-02", "project_id": 10, "seconds": "3600", "zone": "UTC"}
HEAD = {
    "client_id": 1,
    "created": "2026-03-01T09:00:00Z",
    "currency": "EUR",
    "name": "Site",
    "ref": "P-2026-001",
}


def tables(**entries: Any) -> Tables:
    """Return a month with these entries: ``_5={"note": "x"}`` has the id 5."""
    documents = {name[1:]: {**ENTRY, **fields} for name, fields in entries.items()}
    return {"entries": documents, "format": {"1": {"version": 1}}}


def put_together(ours: Tables, theirs: Tables, base: Tables | None, *, theirs_wins: bool = False) -> Reconciled:
    return reconciled(MONTH, ours, theirs, certain(base) if base is not None else None, theirs_wins=theirs_wins)


def notes(outcome: Reconciled) -> dict[str, str]:
    return {key: document.get("note", "") for key, document in outcome.tables["entries"].items()}


BASE = tables(_5={"note": "a"})
EDITED = tables(_5={"note": "b"})
OTHERWISE = tables(_5={"note": "c"})
GONE = tables()


@pytest.mark.fault("S18")
@pytest.mark.parametrize(
    ("ours", "theirs", "wanted", "removed", "losses"),
    [
        (BASE, BASE, {"5": "a"}, 0, 0),
        (EDITED, BASE, {"5": "b"}, 0, 0),
        (BASE, EDITED, {"5": "b"}, 0, 0),
        (EDITED, EDITED, {"5": "b"}, 0, 0),
        (EDITED, OTHERWISE, {"5": "b"}, 0, 1),
        (GONE, BASE, {}, 1, 0),
        (BASE, GONE, {}, 1, 0),
        (GONE, GONE, {}, 0, 0),
        (GONE, EDITED, {"5": "b"}, 0, 0),
        (EDITED, GONE, {"5": "b"}, 0, 0),
        (tables(_5={"note": "a"}, _6={}), BASE, {"5": "a", "6": ""}, 0, 0),
        (BASE, tables(_5={"note": "a"}, _6={}), {"5": "a", "6": ""}, 0, 0),
        (tables(_6={}), tables(_5={"note": "a"}, _7={}), {"6": "", "7": ""}, 1, 0),
    ],
)
def test_every_constellation_of_two_edits_of_one_file(
    ours: Tables, theirs: Tables, wanted: dict[str, str], removed: int, losses: int
) -> None:
    outcome = put_together(ours, theirs, BASE)
    assert notes(outcome) == wanted
    assert outcome.removed == removed
    assert len(outcome.losses) == losses


@pytest.mark.fault("S18")
def test_two_fields_of_one_record_changed_on_two_sides_are_both_kept() -> None:
    ours, theirs = tables(_5={"note": "b"}), tables(_5={"note": "a", "tags": ["x"]})
    outcome = put_together(ours, theirs, BASE)
    assert outcome.tables["entries"]["5"] == {**ENTRY, "note": "b", "tags": ["x"]}
    assert outcome.losses == []


@pytest.mark.fault("S18")
@pytest.mark.parametrize("theirs_wins", [False, True])
def test_the_side_that_wins_is_told_with_the_value_that_does_not(theirs_wins: bool) -> None:
    outcome = put_together(EDITED, OTHERWISE, BASE, theirs_wins=theirs_wins)
    (loss,) = outcome.losses
    kept, lost = ("c", "b") if theirs_wins else ("b", "c")
    assert (loss.record, loss.field, loss.kept, loss.lost) == ("5", "note", kept, lost)
    assert notes(outcome) == {"5": kept}
    assert outcome.holds(OTHERWISE) is theirs_wins
    assert outcome.holds(EDITED) is not theirs_wins


def test_without_an_ancestor_no_record_is_taken_for_removed_and_no_value_for_none() -> None:
    ours, theirs = tables(_5={"note": "b"}, _6={}), tables(_5={"tags": ["x"]}, _7={})
    outcome = put_together(ours, theirs, None)
    assert sorted(outcome.tables["entries"]) == ["5", "6", "7"]
    assert outcome.tables["entries"]["5"] == {**ENTRY, "note": "b", "tags": ["x"]}


def test_a_record_that_would_contradict_itself_is_taken_whole() -> None:
    base = {"started": "2026-03-02T10:00:00Z", "ended": "2026-03-02T11:00:00Z"}
    ours = tables(_5={**base, "started": "2026-03-02T09:00:00Z", "seconds": "7200"})
    theirs = tables(_5={**base, "ended": "2026-03-02T12:00:00Z", "seconds": "7200"})
    outcome = put_together(ours, theirs, tables(_5=base), theirs_wins=True)
    assert outcome.tables["entries"]["5"] == theirs["entries"]["5"]
    (loss,) = outcome.losses
    assert loss.field == "" and "09:00" in loss.lost


def test_answers_of_a_project_are_put_together_one_by_one() -> None:
    def file(**facts: str) -> Tables:
        return {"project": {"10": {**HEAD, "facts": facts}}, "format": {"1": {"version": 1}}}

    base, ours, theirs = file(a="1", b="1", c="1"), file(a="2", b="1", c="2"), file(a="1", b="2", c="3", d="4")
    outcome = reconciled(PROJECT, ours, theirs, certain(base), theirs_wins=False)
    assert outcome.tables["project"]["10"]["facts"] == {"a": "2", "b": "2", "c": "2", "d": "4"}
    assert [(loss.field, loss.lost) for loss in outcome.losses] == [("facts.c", "3")]


def test_counters_of_references_take_the_larger_number_whatever_their_ids() -> None:
    def file(*counters: tuple[str, int]) -> Tables:
        documents = {
            str(number): {"letter": letter, "year": 2026, "last": last}
            for number, (letter, last) in enumerate(counters, 1)
        }
        return {"counters": documents, "format": {"1": {"version": 1}}}

    outcome = reconciled("workspace.json", file(("C", 3), ("P", 1)), file(("Q", 2), ("C", 1)), None, theirs_wins=True)
    found = {each["letter"]: each["last"] for each in outcome.tables["counters"].values()}
    assert found == {"C": 3, "P": 1, "Q": 2}


def test_the_project_itself_and_the_profile_are_never_removed() -> None:
    base: Tables = {"project": {"10": HEAD}, "format": {"1": {"version": 1}}}
    outcome = reconciled(PROJECT, base, {"format": base["format"]}, certain(base), theirs_wins=True)
    assert outcome.tables["project"] == {"10": HEAD}


def test_a_generation_that_one_side_never_saw_is_not_what_both_started_from() -> None:
    start, later = tables(_5={"note": "a"}), tables(_5={"note": "b"}, _6={})
    ours, theirs = tables(_5={"note": "b"}, _6={}, _8={}), tables(_5={"note": "c"}, _7={})
    found = origin([start, later], ours, theirs, whole=True)
    assert found is not None and found.tables == start
    outcome = reconciled(MONTH, ours, theirs, found, theirs_wins=False)
    assert sorted(outcome.tables["entries"]) == ["5", "6", "7", "8"]
    assert [(loss.kept, loss.lost) for loss in outcome.losses] == [("b", "c")]


def test_a_record_older_than_one_that_both_know_was_removed_by_the_side_that_lacks_it() -> None:
    line = [tables(_5={}, _6={}), tables(_5={}, _6={}, _7={})]
    ours, theirs = tables(_5={}, _6={}, _7={}, _9={}), tables(_6={}, _7={}, _8={})
    outcome = reconciled(MONTH, ours, theirs, origin(line, ours, theirs, whole=True), theirs_wins=False)
    assert sorted(outcome.tables["entries"]) == ["6", "7", "8", "9"]
    assert outcome.removed == 1


def test_a_record_that_the_other_side_may_never_have_seen_stays() -> None:
    line = [tables(_5={}), tables(_5={}, _6={})]
    ours, theirs = tables(_5={}, _6={}, _7={}), tables(_5={}, _8={})
    outcome = reconciled(MONTH, ours, theirs, origin(line, ours, theirs, whole=True), theirs_wins=False)
    assert sorted(outcome.tables["entries"]) == ["5", "6", "7", "8"]


def test_the_first_of_the_kept_generations_tells_nothing_if_there_were_earlier_ones() -> None:
    ours, theirs = tables(_5={"note": "a"}), tables(_5={"note": "b"}, _6={})
    assert origin([theirs], ours, theirs, whole=False) is None
    assert origin([ours, theirs], ours, theirs, whole=False) is None


def test_versions_that_share_nothing_with_what_is_kept_started_from_nothing_known() -> None:
    assert origin([tables(_1={"note": "x"})], tables(_2={}), tables(_3={}), whole=True) is None
    assert origin([], BASE, BASE, whole=True) is None


FIELDS = ("note", "zone", "day")
Story = tuple[list[Tables], bool, Tables, Tables, Tables]


class Teller:
    """Makes up stories of one file: what both sides started from, and what each made of it, step by step."""

    def __init__(self, draw: Any, values: Any) -> None:
        self._draw = draw
        self._values = values
        self._ids = itertools.count(1)

    def edited(self, before: Tables) -> Tables:
        """Return ``before`` after one edit: a record added, changed or removed."""
        entries = {key: dict(document) for key, document in before["entries"].items()}
        what = self._draw(st.sampled_from(("add", "change", "change", "remove"))) if entries else "add"
        if what == "add":
            entries[str(next(self._ids))] = {**ENTRY, "note": self._value()}
        else:
            key = self._draw(st.sampled_from(sorted(entries)))
            if what == "remove":
                del entries[key]
            elif self._draw(st.booleans()):
                entries[key]["note"] = self._value()
            else:
                entries[key]["tags"] = [self._value()]
        return {**before, "entries": entries}

    def _value(self) -> str:
        return str(self._draw(self._values))

    def line(self, start: Tables, most: int) -> list[Tables]:
        """Return ``start`` and what it becomes."""
        result = [start]
        for _ in range(self._draw(st.integers(0, most))):
            result.append(self.edited(result[-1]))
        return result


def stories(values: Any) -> Any:
    """Return stories: (kept generations, whether these are all, ours, theirs, the start)."""

    @st.composite
    def story(draw: Any) -> Story:
        teller = Teller(draw, values() if callable(values) else values)
        past = teller.line(tables(), 5)
        ours, theirs = teller.line(past[-1], 4), teller.line(past[-1], 4)
        kept = [*past, *draw(st.sampled_from((ours[1:-1], theirs[1:-1], ours[1:], theirs[1:], [])))]
        first = draw(st.integers(0, len(kept)))
        return kept[first:], first == 0, ours[-1], theirs[-1], past[-1]

    return story()


def each_once() -> Any:
    numbers = itertools.count()
    return st.builds(lambda: f"v{next(numbers)}")


def assert_no_record_lost(outcome: Reconciled, ours: Tables, theirs: Tables, base: Tables) -> None:
    result = outcome.tables["entries"]
    for side, other in ((ours["entries"], theirs["entries"]), (theirs["entries"], ours["entries"])):
        for key, document in side.items():
            if key not in result:
                assert base["entries"].get(key) == document and key not in other


@settings(max_examples=400, deadline=None)
@given(stories(each_once))
@pytest.mark.fault("S18")
def test_putting_any_two_descendants_together_loses_no_record_and_no_edit(
    story: Story,
) -> None:
    kept, whole, ours, theirs, base = story
    outcome = reconciled(MONTH, ours, theirs, origin(kept, ours, theirs, whole=whole), theirs_wins=False)
    assert_no_record_lost(outcome, ours, theirs, base)
    lost = {(loss.record, loss.field, loss.lost) for loss in outcome.losses}
    for side in (ours, theirs):
        for key, document in side["entries"].items():
            before = base["entries"].get(key, {})
            for name, value in document.items():
                if before.get(name) == value or key not in outcome.tables["entries"]:
                    continue
                shown = (
                    value if isinstance(value, str) else f'["{value[0]}"]' if isinstance(value, list) else str(value)
                )
                assert outcome.tables["entries"][key].get(name) == value or (key, name, shown) in lost


@settings(max_examples=300, deadline=None)
@given(stories(st.sampled_from(("x", "y"))))
def test_even_where_both_sides_happen_to_do_the_same_no_record_is_lost_and_a_side_not_in_the_result_is_known(
    story: Story,
) -> None:
    kept, whole, ours, theirs, base = story
    outcome = reconciled(MONTH, ours, theirs, origin(kept, ours, theirs, whole=whole), theirs_wins=True)
    assert_no_record_lost(outcome, ours, theirs, base)
    for side in (ours, theirs):
        inside = all(outcome.tables["entries"].get(key) == one for key, one in side["entries"].items())
        assert outcome.holds(side) is inside


@settings(max_examples=150, deadline=None)
@given(stories(each_once))
def test_with_the_true_ancestor_what_one_side_alone_did_is_done(
    story: Story,
) -> None:
    _, _, ours, _, base = story
    outcome = reconciled(MONTH, ours, base, certain(base), theirs_wins=True)
    assert outcome.tables == ours and outcome.losses == []
    outcome = reconciled(MONTH, base, ours, certain(base), theirs_wins=False)
    assert outcome.tables == ours and outcome.losses == []


def test_an_origin_of_which_a_side_knew_nothing_removes_nothing() -> None:
    unknown = Origin(BASE, set(), set())
    outcome = reconciled(MONTH, BASE, GONE, unknown, theirs_wins=True)
    assert notes(outcome) == {"5": "a"}
