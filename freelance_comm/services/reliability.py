"""The record of promises kept, in one line with its counts: fit to be shown to a client who wonders.

Apart from the ledger because it looks at closed projects too, through the derived summary, and opens none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.marking import N_
from freelance_comm.domain.project_file import count_of
from freelance_comm.domain.project_work import PromiseCount
from freelance_comm.services.focus import FocusLine, FocusPart

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk


def counts(desk: Desk) -> tuple[PromiseCount, PromiseCount]:
    """Return how all promises were held, and those of delivery dates among them."""
    every, dates = count_of(desk.reader.client_promises()), PromiseCount()
    for work in desk.reader.works():
        every, dates = every.plus(work.promises), dates.plus(work.deadlines)
    return every, dates


def sentence(desk: Desk) -> str:
    """Return the record in one line; empty where nothing has been promised and settled yet."""
    from freelance_comm.services.forecast_words import record

    return record(desk, *counts(desk))


def focus(desk: Desk, client: Client) -> FocusPart | None:
    """Return how promises to one client were held, for their card; None where none has been settled yet."""
    from freelance_comm.services.forecast_words import record_counts

    every = count_of(one for one in desk.reader.client_promises() if one.client_id == client.id)
    dates = PromiseCount()
    for work in desk.reader.works():
        if work.client_id == client.id:
            every, dates = every.plus(work.promises), dates.plus(work.deadlines)
    words = record_counts(desk.tr, every, dates)
    if not words:
        return None
    return FocusPart(name="record", title=N_("Your record"), lines=(FocusLine(text=words, act="record"),))
