"""The text of a file depends on what it holds, never on how it came to hold it."""

from __future__ import annotations

import pytest

from freelance_comm.store.document import VERSION, Tables, checked_dump, dump


def _months_of(count: int) -> Tables:
    entries = {str(1000 + number): {"note": f"n{number} \n “…” }}", "seconds": "60"} for number in range(count)}
    return {"format": {"1": {"version": VERSION}}, "entries": entries}


@pytest.mark.parametrize("key", ["1000", "1004", "1009", "1010", "99999"])
def test_a_file_saved_from_its_former_text_is_the_same_as_one_written_anew(key: str) -> None:
    former = dump(_months_of(10))
    tables = _months_of(10)
    tables["entries"][key] = {"note": "changed", "seconds": "1"}
    assert checked_dump(tables, "x", former=former, touched={"entries": {key}}) == dump(tables)


def test_a_removed_record_and_one_between_others_are_saved_like_any_other() -> None:
    tables = _months_of(10)
    former = dump(tables)
    del tables["entries"]["1003"]
    tables["entries"]["7"] = {"note": "early"}
    assert checked_dump(tables, "x", former=former, touched={"entries": {"1003", "7"}}) == dump(tables)


def test_a_former_text_that_holds_something_else_is_not_used() -> None:
    tables = _months_of(10)
    former = dump(_months_of(9))
    tables["entries"]["1003"] = {"note": "changed"}
    assert checked_dump(tables, "x", former=former, touched={"entries": {"1003"}}) == dump(tables)
