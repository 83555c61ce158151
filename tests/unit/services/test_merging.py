"""Three-way edits of what lies inside a record."""

from __future__ import annotations

import pytest

from freelance_comm.domain.errors import EditConflict
from freelance_comm.domain.people import Contact
from freelance_comm.services.merging import merged, merged_values

ANA = Contact(name="Ana", role="owner")


def test_each_side_keeps_what_it_alone_changed() -> None:
    assert merged(ANA, ANA.but(phone="1"), ANA.but(role="cook"), what="Ana") == ANA.but(phone="1", role="cook")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    assert merged(ANA, ANA.but(role="cook"), ANA.but(role="cook"), what="Ana") == ANA.but(role="cook")


def test_different_changes_of_one_field_name_all_three_values() -> None:
    with pytest.raises(EditConflict) as caught:
        merged(ANA, ANA.but(role="cook"), ANA.but(role="waiter", phone="1"), what="Ana")
    assert caught.value.fields == {"role": ("owner", "cook", "waiter")}


def test_what_an_edit_does_not_mention_stays() -> None:
    assert merged_values({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4}, {"a": 5}, what="x") == {"a": 5, "b": 3, "c": 4}
