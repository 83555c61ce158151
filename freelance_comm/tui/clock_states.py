"""What one key says about a message that waits: answered elsewhere, no answer needed, they act first, later, why.

Today, a client's card and the list beside the clock share these, so that the same key does the same everywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.message import Direction, Settled
from freelance_comm.domain.record import Record

if TYPE_CHECKING:
    from freelance_comm.services.message_view import MessageView
    from freelance_comm.tui.page import Page

ACTS = ("answered", "no_answer", "await_them", "later", "link")


class Waiting(Record):
    """A message that waits, for me or (``Direction.OUT``, mine) for the client."""

    message_id: int
    direction: Direction = Direction.IN


async def answered(page: Page, waiting: Waiting) -> None:
    """It was answered in another way."""
    await _settle(page, waiting, Settled.ELSEWHERE)


async def no_answer(page: Page, waiting: Waiting) -> None:
    """It needs no answer."""
    await _settle(page, waiting, Settled.NO_ANSWER_NEEDED)


async def await_them(page: Page, waiting: Waiting) -> None:
    """The client has to act first: the clock stands still; or, where it does, it runs again."""
    from freelance_comm.services import clock_steps

    if waiting.direction is Direction.OUT:
        page.say(page.tr.gettext("It is yours: you are waiting for them anyway."))
        return
    clock = await page.read(lambda desk: clock_steps.clock_of(desk, waiting.message_id))
    step = clock_steps.go_on if clock.is_paused else clock_steps.wait_for_client
    _tell(page, await page.save(lambda desk: step(desk, waiting.message_id)))


async def later(page: Page, waiting: Waiting) -> None:
    """Ask until when it may wait out of sight; one that is put off is shown again."""
    from freelance_comm.services import clock_steps
    from freelance_comm.tui import one_line
    from freelance_comm.tui.asking import AskLine

    if await page.read(lambda desk: clock_steps.is_snoozed(desk, waiting.message_id, waiting.direction)):
        view = await page.save(
            lambda desk: clock_steps.snooze(desk, waiting.message_id, None, direction=waiting.direction)
        )
        _tell(page, view)
        return

    async def submit(text: str) -> str:
        due = one_line.read_due(page.desk, text)
        until = due.start or due.due or page.desk.calendar().start_of_day(due.day)
        view = await page.save(
            lambda desk: clock_steps.snooze(desk, waiting.message_id, until, direction=waiting.direction)
        )
        return view.sentence

    t = page.tr.gettext
    ask = AskLine(
        t("Remind me when?"), submit, example=t("tomorrow 10:00"), keep_as=f"line-snooze-{waiting.message_id}"
    )
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(str(said))
        page.reload()


async def link(page: Page, waiting: Waiting) -> None:
    """A message of mine, written afresh, was the answer: ask, and join the two."""
    from freelance_comm.services import clock_steps
    from freelance_comm.services.clock_hints import HintKind
    from freelance_comm.tui.asking import AskKey

    found = None
    if waiting.direction is Direction.IN:
        clock = await page.read(lambda desk: clock_steps.clock_of(desk, waiting.message_id))
        found = next((hint for hint in clock.hints if hint.kind is HintKind.LINK), None)
    if found is None or found.other is None:
        page.say(page.tr.gettext("No message of yours looks like an answer to it."))
        return
    answer = found.other.id
    question = page.tr.gettext("Was that your answer?")
    if await page.app.push_screen_wait(AskKey(question, [("y", page.tr.gettext("yes"))], note=found.text)):
        _tell(page, await page.save(lambda desk: clock_steps.link(desk, waiting.message_id, answer)))


async def why(page: Page, waiting: Waiting) -> None:
    """Show the whole reckoning of a clock."""
    from freelance_comm.tui.reckoning_page import ReckoningPage

    page.app.push_screen(ReckoningPage(waiting.message_id))


async def _settle(page: Page, waiting: Waiting, how: Settled) -> None:
    from freelance_comm.services import clock_steps

    _tell(
        page,
        await page.save(lambda desk: clock_steps.settle(desk, waiting.message_id, how, direction=waiting.direction)),
    )


def _tell(page: Page, view: MessageView) -> None:
    page.say(view.sentence)
    page.reload()
