"""Conversations about reminders: quiet hours, trying a notification, what asks for reminders, the calendar file."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, ExitCode, NotSaved
from freelance_comm.domain.marking import N_
from freelance_comm.services import installing
from freelance_comm.services.installing import State
from freelance_comm.services.schedulers import EVERY, Kind
from freelance_comm.tui import plain
from freelance_comm.tui.asking import AskKey, AskLine
from freelance_comm.tui.complaint import told

if TYPE_CHECKING:
    from freelance_comm.services.desk import Desk
    from freelance_comm.services.installing import Installed
    from freelance_comm.services.schedulers import Plan
    from freelance_comm.tui.page import Page
    from freelance_comm.tui.reminders_page import RemindersPage

_USUAL_FILE = "~/freelance-comm.ics"


async def quiet_hours(page: Page, now: str) -> None:
    """Ask for the hours in which nothing is told."""
    from freelance_comm.services.working_calendar import set_quiet

    tr = page.tr

    async def save(words: str) -> None:
        await page.save(lambda desk: set_quiet(desk, words.strip() or "none"))

    ask = AskLine(
        tr.gettext("During which hours should nothing remind you?"),
        save,
        text=now,
        example="12:00-13:00, 16:30-17:00",
        note=tr.gettext(
            "Clocks keep running in them. Outside your working hours it is silent anyway; empty: no quiet hours."
        ),
    )
    if await page.app.push_screen_wait(ask):
        page.say(tr.gettext("Saved."))
        page.reload()


async def try_out(page: Page) -> None:
    """Show a notification, and say what became of it."""
    from freelance_comm.services import notify

    tr = page.tr
    what = notify.Notice(title="freelance-comm", lines=(tr.gettext("This is how reminders will look."),))
    program = await page.freelance.backroom.aside(lambda _desk: notify.shown(what, os.environ))
    if program:
        words = tr.gettext("Handed to {program}. If you saw nothing, your desktop does not show notifications.")
        page.say(words.format(program=program))
    else:
        page.say(tr.gettext("No program here shows notifications on a desktop; reminders come as text."))


# -- what asks for reminders -----------------------------------------------------------------------------------------


async def install(page: RemindersPage, kind: Kind) -> None:
    """Show what would be put in place, and do it, take it away, or copy it."""
    tr = page.tr
    what = await page.read(lambda desk: installing.planned(desk, kind, environ=os.environ))
    there = await page.read(lambda _desk: installing.state(what, environ=os.environ))
    answers = [("c", tr.gettext("copy the text"))]
    if kind is not Kind.TASK_SCHEDULER:
        if there is not State.UNCHANGED:
            answers.insert(0, ("w", tr.gettext("put it in place")))
        if there is not State.ABSENT:
            answers.append(("r", tr.gettext("remove it")))
    if there is State.UNCHANGED:
        question = tr.gettext("{program} reminds you every {n} minutes.").format(program=kind.value, n=EVERY)
    else:
        question = tr.gettext("Be reminded by {program}, every {n} minutes?").format(program=kind.value, n=EVERY)
    answer = await page.app.push_screen_wait(AskKey(question, answers, note=_note(what)))
    if answer == "c":
        page.app.copy_to_clipboard(plain.area_value("\n".join(file.content for file in what.files)))
        page.say(tr.gettext("Copied."))
    elif answer in ("w", "r"):
        await _do(page, what, taking=answer == "r")


async def _do(page: RemindersPage, what: Plan, *, taking: bool) -> None:
    def act(desk: Desk) -> Installed:
        if desk.demo:
            raise BadValue(N_("Sample data are thrown away; there is nothing to be reminded of."))
        return (installing.remove if taking else installing.write)(what, environ=os.environ)

    try:
        done = await page.save(act)
    finally:
        page.look_around()
    page.quiet.say(_told(page, done), stays=bool(done.typed))


def _note(what: Plan) -> str:
    lines: list[str] = []
    for file in what.files:
        lines += [file.path] if file.path else []
        lines += [
            f"  {line}" for line in file.content.splitlines() if line.startswith(("ExecStart", "OnCalendar", "*", "0"))
        ]
    if not any(line.startswith("  ") for line in lines):
        lines += [f"  {shlex.join(words)}" for words in what.turn_on]
    return "\n".join(lines)


def _told(page: Page, done: Installed) -> str:
    tr = page.tr
    words = {
        State.WRITTEN: tr.gettext("In place. From now on you are reminded in your working hours."),
        State.UNCHANGED: tr.gettext("It is already in place."),
        State.REMOVED: tr.gettext("Removed."),
        State.ABSENT: tr.gettext("Nothing of ours was there."),
    }[done.state]
    if not done.typed:
        return words
    typed = " && ".join(shlex.join(one) for one in done.typed)
    return tr.gettext("The files are in order. Please type this yourself: {command}").format(command=typed)


# -- the calendar file -----------------------------------------------------------------------------------------------


async def calendar_file(page: Page, known: str) -> None:
    """Ask where to, and write it; a refusal comes back with the question."""
    tr = page.tr
    typed, problem = known or _USUAL_FILE, ""
    while True:
        ask = AskLine(
            tr.gettext("Where should the calendar file go?"),
            _path_text,
            text=typed,
            problem=problem,
            note=tr.gettext(
                "What is due, with alarms in your working hours. Calendars read it once, or again and again; "
                "`freelance-comm feed --to FILE` keeps it up to date."
            ),
            enter=tr.gettext("write it"),
        )
        answer = await page.app.push_screen_wait(ask)
        if not answer:
            return
        typed = str(answer)
        try:
            if await _written(page, Path(typed)):
                return
            problem = ""
        except (NotSaved, BadValue) as error:
            if error.code is ExitCode.UNCONFIRMED:
                raise
            problem = told(error, tr, fate=True)


async def _path_text(words: str) -> str:
    if not words.strip() or "\0" in words:
        raise BadValue(N_("No file is named."), hint=N_("Type where it is, or go back with Esc."))
    return words.strip()


async def _written(page: Page, path: Path) -> bool:
    from freelance_comm.services.calendar_feed import in_the_way, write_feed

    tr = page.tr
    force = False
    if await page.read(lambda _desk: in_the_way(path)):
        question = tr.gettext("{file} is already there, and is not a calendar of ours.").format(file=path)
        if not await page.app.push_screen_wait(AskKey(question, [("r", tr.gettext("replace it"))])):
            return False
        force = True
    done = await page.freelance.backroom.aside(lambda desk: write_feed(desk, path, force=force))
    count = tr.ngettext("{n} entry", "{n} entries", done.entries).format(n=done.entries)
    page.say(tr.gettext("{path}: {count}.").format(path=done.path, count=count))
    page.reload()
    return True
