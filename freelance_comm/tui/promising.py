"""Promising, keeping, moving and taking back, wherever one stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.services import promise_letters, promises
from freelance_comm.services.promise_line import everybody, only_one, read_due, read_promise
from freelance_comm.services.promise_making import Move
from freelance_comm.text.moments import Due
from freelance_comm.text.telling import clock, dated, on_the_dot
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.timing import handle_of, kept_for, safely

if TYPE_CHECKING:
    from collections.abc import Callable

    from freelance_comm.domain.project import Project
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.drafts import Draft
    from freelance_comm.services.promises import PromiseView
    from freelance_comm.tui.page import Page


def due_words(page: Page, due: Due) -> str:
    """Return a due time as it was understood: "Fri 20 Nov", "Fri 20 Nov, 9:00 to 12:00", "tomorrow 16:00"."""
    if due.due is None:
        return dated(due.day, page.tr)
    told = on_the_dot(due.start or due.due, page.desk.now(), page.desk.zone, page.tr)
    return f"{told}–{clock(due.due, page.desk.zone)}" if due.start is not None else told


async def add(page: Page, project: Project | None, *, made: Callable[[int], None] | None = None) -> None:
    """Write a promise down in one line; ``made`` hears its id before the page is read again."""
    handles = await page.read(everybody)
    given, unnamed = handle_of(project), only_one(handles)
    t = page.tr.gettext

    def reading(text: str) -> str:
        spoken = read_promise(page.desk, text, handles, given, unnamed=unnamed)
        to = spoken.to.name if spoken.to is not None else ""
        return " · ".join(part for part in (to, due_words(page, spoken.due), spoken.what) if part)

    async def submit(text: str) -> PromiseView:
        spoken = read_promise(page.desk, text, handles, given, unnamed=unnamed)
        assert spoken.to is not None
        ref, due = spoken.to.ref, spoken.due
        of_project = ref.startswith("P-")

        def save(desk: Desk) -> PromiseView:
            moment, whole = promises.moment_of(desk, due)
            return promises.add_promise(
                desk,
                spoken.what,
                due=moment,
                client_text="" if of_project else ref,
                project_text=ref if of_project else "",
                window_start=due.start,
                whole_day=whole,
            )

        return await page.save(save)

    if given is not None:
        question, example = t("Promise what, by when?"), t("the revised quote, friday 16:00")
    else:
        question, example = t("Promise what to whom, by when?"), t("ana call about the logo, tomorrow 9-12")
    ask = AskLine(
        question, submit, example=example, reading=safely(page, reading), keep_as=kept_for("promise", project)
    )
    _told(page, await page.app.push_screen_wait(ask), made)


def _told(page: Page, view: object, made: Callable[[int], None] | None) -> None:
    """Say what became of a promise, if anything did."""
    from freelance_comm.services.promises import PromiseView

    if isinstance(view, PromiseView):
        if made is not None:
            made(view.promise.id)
        page.say(view.sentence)
        page.reload()


async def keep(page: Page, view: PromiseView) -> None:
    """Note that it is kept."""
    done = await page.save(lambda desk: promises.keep(desk, view.promise.id))
    page.say(done.sentence)
    page.reload()


async def move(page: Page, view: PromiseView, *, made: Callable[[int], None] | None = None) -> None:
    """Note another time that was agreed on; before the old one has passed that is not breaking it. ``made`` hears the
    id of the promise that stands in the place of ``view``, before the page is read again.
    """
    t = page.tr.gettext

    async def submit(text: str) -> PromiseView:
        due = read_due(page.desk, text)

        def save(desk: Desk) -> PromiseView:
            moment, whole = promises.moment_of(desk, due)
            return promises.renegotiate(desk, view.promise.id, moment, window_start=due.start, whole_day=whole)

        return await page.save(save)

    question = t("New time for “{what}”").format(what=view.promise.what)
    keep_as = f"line-move-{view.promise.id}"
    ask = AskLine(question, submit, example=t("monday 12:00"), reading=safely(page, _reading(page)), keep_as=keep_as)
    _told(page, await page.app.push_screen_wait(ask), made)


async def notice(page: Page, view: PromiseView) -> None:
    """Write the letter that gives a promise another time: the next one that suits lies ready to be changed."""
    from freelance_comm.tui.new_time_page import NewTimePage

    t = page.tr.gettext
    found = await page.read(lambda desk: promise_letters.suggested(desk, view.promise))

    async def submit(text: str) -> Move:
        made = new_time(page.desk, view.promise.id, read_due(page.desk, text))
        await page.read(lambda desk: promise_letters.notice(desk, view.promise, made))
        return made

    ask = AskLine(
        t("What new time should the letter give for “{what}”?").format(what=view.promise.what),
        submit,
        text="" if found is None else promise_letters.spelled(found, page.desk.zone),
        example=t("monday 9-12"),
        reading=safely(page, _reading(page)),
        enter=t("write it"),
    )
    move_to = await page.app.push_screen_wait(ask)
    if isinstance(move_to, Move):
        page.app.push_screen(NewTimePage(view.promise, move_to))


def new_time(desk: Desk, promise_id: int, due: Due) -> Move:
    """Return the new time of a promise that a typed time means."""
    moment, whole = promises.moment_of(desk, due)
    return Move(promise_id=promise_id, due=moment, start=due.start, whole_day=whole)


async def sent_with(page: Page, draft: Draft, given: Move) -> Draft | None:
    """Ask whether a letter that names a new time has gone out, and with which; None when it has not."""
    t = page.tr.gettext
    question = t("Has it gone out to {name}?").format(name=draft.recipient_name)
    told = promise_letters.spelled(given, page.desk.zone)
    words = due_words(page, read_due(page.desk, told))
    answers = [("y", t("yes, note it")), ("t", t("yes, with another time"))]
    note = t("The promise moves with it: {when}.").format(when=words)
    answer = await page.app.push_screen_wait(AskKey(question, answers, note=note))
    if answer != "t":
        return draft if answer else None

    async def submit(text: str) -> Move:
        return new_time(page.desk, given.promise_id, read_due(page.desk, text))

    ask = AskLine(t("What time does the letter give?"), submit, text=told, reading=safely(page, _reading(page)))
    other = await page.app.push_screen_wait(ask)
    return draft.but(moves=other) if isinstance(other, Move) else None


async def edit(page: Page, view: PromiseView) -> None:
    """Correct the words of a promise, and where it was made."""
    from freelance_comm.tui.form_page import FormPage
    from freelance_comm.tui.forms.promise import PromiseJob

    job = await page.read(lambda desk: PromiseJob(desk, view.promise))
    if await page.app.push_screen_wait(FormPage(job)):
        page.say(page.tr.gettext("Saved."))


async def withdraw(page: Page, view: PromiseView) -> None:
    """Take it back."""
    done = await page.save(lambda desk: promises.withdraw(desk, view.promise.id))
    page.say(page.and_back(done.sentence))
    page.reload()


def _reading(page: Page) -> Callable[[str], str]:
    return lambda text: due_words(page, read_due(page.desk, text))
