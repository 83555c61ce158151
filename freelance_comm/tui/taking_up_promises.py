"""Going on with what was left unsaved about a promise: its form, and the letter about its new time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from freelance_comm.domain.promise import Promise
from freelance_comm.services.promise_making import Move

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.tui.form_model import FormJob
    from freelance_comm.tui.page import Page

_DAY = "day"


def key_of(promise: Promise, move: Move) -> str:
    """Return the name under which the letter about a new time is kept."""
    start = _DAY if move.whole_day else f"{move.start.astimezone(UTC):%Y%m%d%H%M}" if move.start is not None else ""
    return f"newtime-{promise.id}-{move.due.astimezone(UTC):%Y%m%d%H%M}-{start}"


def form(desk: Desk, rest: str) -> FormJob | None:
    """Return the form of the promise with that number, None where it is no longer open."""
    from freelance_comm.tui.forms.promise import PromiseJob

    promise = _open(desk, int(rest))
    return PromiseJob(desk, promise) if promise is not None else None


async def letter(page: Page, rest: str) -> bool:
    """Open the letter that ``key_of`` named; False where its promise is no longer open."""
    from freelance_comm.tui.new_time_page import NewTimePage

    number, due, start = rest.split("-")
    promise = await page.read(lambda desk: _open(desk, int(number)))
    if promise is None:
        return False
    begins = _moment(start) if start and start != _DAY else None
    move = Move(promise_id=promise.id, due=_moment(due), start=begins, whole_day=start == _DAY)
    page.app.push_screen(NewTimePage(promise, move))
    return True


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y%m%d%H%M").replace(tzinfo=UTC)


def _open(desk: Desk, number: int) -> Promise | None:
    from freelance_comm.services.promise_views import open_promises

    return next((one for one in open_promises(desk.reader) if one.id == number), None)
