"""How promises were held, in figures: early, in time, missed; nothing is left out to look better."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from freelance_comm.domain.promise import Promise, PromiseState
from freelance_comm.domain.promise_figures import Held, by_month, held

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def promise(state: PromiseState, due: datetime = NOW) -> Promise:
    """Return a promise in a state."""
    return Promise(
        id=1, client_id=1, project_id=None, what="x", made_at=due, due=due, nudge_at=due, zone="UTC", state=state
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (PromiseState.EARLY, Held(early=1)),
        (PromiseState.KEPT, Held(kept=1)),
        (PromiseState.LATE, Held(late=1)),
        (PromiseState.RENEGOTIATED, Held(moved=1)),
        (PromiseState.WITHDRAWN, Held()),
        (PromiseState.OPEN, Held()),
    ],
)
def test_each_state_counts_where_it_belongs(state: PromiseState, expected: Held) -> None:
    assert held([promise(state)], NOW) == expected


def test_one_that_is_open_past_its_time_is_missed() -> None:
    found = held([promise(PromiseState.OPEN, datetime(2026, 3, 10, 11, tzinfo=UTC)), promise(PromiseState.KEPT)], NOW)
    assert (found.overdue, found.missed, found.judged, found.percent) == (1, 1, 2, 50)


def test_a_hundred_per_cent_is_only_said_when_nothing_was_missed() -> None:
    assert Held(kept=999, late=1).percent == 99


def test_nothing_has_no_share() -> None:
    assert Held(moved=3).percent is None


def test_a_promise_belongs_to_the_month_in_which_it_was_due() -> None:
    found = by_month(
        [promise(PromiseState.LATE, datetime(2026, 2, 27, tzinfo=UTC)), promise(PromiseState.WITHDRAWN)],
        NOW,
        lambda one: one.due.date(),
    )
    assert list(found) == [date(2026, 2, 1)]
