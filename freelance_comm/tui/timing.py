"""Starting, stopping and writing down time, wherever one stands; each is one line or one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from freelance_comm.domain.errors import AppError
from freelance_comm.services.activities import completed
from freelance_comm.services.lookup import Handle
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import clock, near_day
from freelance_comm.tui import one_line
from freelance_comm.tui.asking import AskKey, AskLine, Reading

if TYPE_CHECKING:
    from freelance_comm.domain.project import Project
    from freelance_comm.domain.time_entry import TimeEntry
    from freelance_comm.services.timelog import EntryLine
    from freelance_comm.services.timer import TimerView
    from freelance_comm.text.moments import Span
    from freelance_comm.tui.page import Page


def handle_of(project: Project | None) -> Handle | None:
    """Return what a project is called on a typed line."""
    return Handle(project.ref, project.name) if project is not None else None


def kept_for(kind: str, project: Project | None) -> str:
    """Return what an unsent line is kept under: what was typed about one project is not offered for another."""
    return f"line-{kind}-{project.id}" if project is not None else f"line-{kind}"


def span_words(page: Page, span: Span) -> str:
    """Return "yesterday · 14:00–16:00 · 2 hr"."""
    parts = [near_day(span.day, page.desk.today(), page.tr)]
    if span.started is not None and span.ended is not None:
        zone = page.desk.zone
        parts.append(f"{clock(span.started, zone)}–{clock(span.ended, zone)}")
    return " · ".join([*parts, duration(span.seconds, page.tr)])


async def start(page: Page, project: Project | None) -> None:
    """Start the timer, or switch it when one runs; one that looks forgotten is asked about first."""
    from freelance_comm.services import timer

    running = await page.read(timer.running)
    if running is not None and (running.forgotten or running.set_back):
        await _stop_at(page, running)
        running = await page.read(timer.running)
        if running is not None:
            return
    handles = await page.read(one_line.projects)
    given = handle_of(project) if running is not None else one_line.meant(handle_of(project), handles)

    def reading(text: str) -> str:
        spoken = one_line.read_start(text, handles, given)
        return " · ".join(part for part in (spoken.project.name, spoken.note, _activities(spoken.tags)) if part)

    async def submit(text: str) -> str:
        spoken = one_line.read_start(text, handles, given) if text.strip() or given is None else None
        target = spoken.project if spoken else given
        assert target is not None
        note, typed = (spoken.note, spoken.tags) if spoken else ("", ())
        tags = await page.read(lambda desk: completed(desk, typed))
        await page.save(lambda desk: timer.switch(desk, target.ref, note, tags=tags))
        return target.name

    t = page.tr.gettext
    if running is not None:
        question = t("Switch from “{project}” to what?").format(project=running.project_name)
    elif given is not None:
        question = t("Start on “{project}”. What are you doing?").format(project=given.name)
    else:
        question = t("Start on which project, doing what?")
    example = t("hero section") if given is not None else t("landing hero section")
    keep_as = kept_for("start", project)
    name = await page.app.push_screen_wait(
        AskLine(question, submit, example=example, reading=safely(page, reading), keep_as=keep_as)
    )
    if name:
        page.say(t("The timer is running on “{project}”.").format(project=name))
        page.reload()


async def toggle(page: Page, project: Project) -> None:
    """Stop the timer when it runs on this project, else start it there."""
    from freelance_comm.services import timer

    running = await page.read(timer.running)
    if running is not None and running.timer.project_id == project.id:
        await stop(page, running)
    else:
        await start(page, project)


async def stop(page: Page, running: TimerView) -> None:
    """Stop the timer; one that looks forgotten is asked about first."""
    from freelance_comm.services import timer

    t = page.tr.gettext
    if running.forgotten or running.set_back:
        await _stop_at(page, running)
        return
    entry = await page.save(timer.stop)
    page.say(
        t("{duration} on “{project}” logged.").format(
            duration=duration(entry.seconds, page.tr), project=running.project_name
        )
    )
    page.reload()


async def _stop_at(page: Page, running: TimerView) -> None:
    from freelance_comm.services import timer
    from freelance_comm.text.moments import parse_moment

    t, desk = page.tr.gettext, page.desk
    answers = [("t", t("it ended earlier")), ("a", t("keep all of it")), ("x", t("throw it away"))]
    answer = await page.app.push_screen_wait(AskKey(running.warning, answers))
    if answer == "a":
        await page.save(lambda back: timer.stop(back, sure=True))
    elif answer == "x":
        await page.save(timer.cancel)
    elif answer == "t":

        async def submit(text: str) -> None:
            at = parse_moment(text, now=desk.now(), zone=desk.zone, locale=desk.tr.locale)
            await page.save(lambda back: timer.stop(back, at=at, sure=True))

        ask = AskLine(t("When did it really end?"), submit, example=t("yesterday 17:30"), keep_as="line-ended")
        await page.app.push_screen_wait(ask)
    page.reload()


async def cancel(page: Page, running: TimerView) -> None:
    "Discard the running timer."
    from freelance_comm.services import timer

    await page.save(timer.cancel)
    said = page.tr.gettext("The timer is off; nothing was logged.")
    page.say("\n".join((page.and_back(said), f"{running.project_name} · {duration(running.seconds, page.tr)}")))
    page.reload()


async def add(page: Page, project: Project | None) -> None:
    "Log time after the fact."
    from freelance_comm.services import timelog

    handles = await page.read(one_line.projects)
    given = one_line.meant(handle_of(project), handles)
    t = page.tr.gettext

    def reading(text: str) -> str:
        spoken = one_line.read_time(page.desk, text, handles, given)
        assert spoken.project is not None
        parts = (spoken.project.name, span_words(page, spoken.span), spoken.note, _activities(spoken.tags))
        return " · ".join(part for part in parts if part)

    async def submit(text: str) -> str:
        spoken = one_line.read_time(page.desk, text, handles, given)
        assert spoken.project is not None
        ref, span = spoken.project.ref, spoken.span
        clocked = span.started is not None
        tags = await page.read(lambda desk: completed(desk, spoken.tags))
        await page.save(
            lambda desk: timelog.add_entry(
                desk,
                ref,
                started=span.started,
                ended=span.ended,
                day=None if clocked else span.day,
                seconds=None if clocked else span.seconds,
                note=spoken.note,
                tags=tags,
            )
        )
        return reading(text)

    if given is not None:
        question, example = t("Time on “{project}”").format(project=given.name), t("yesterday 14-16 hero section")
    else:
        question, example = t("Time on which project, when, doing what?"), t("landing yesterday 14-16 hero section")
    ask = AskLine(question, submit, example=example, reading=safely(page, reading), keep_as=kept_for("time", project))
    said = await page.app.push_screen_wait(ask)
    if said:
        page.say(t("Logged: {entry}").format(entry=said))
        page.reload()


def _activities(tags: tuple[str, ...]) -> str:
    return " ".join(f"+{tag}" for tag in tags)


async def remove(page: Page, entry: TimeEntry, words: str) -> None:
    """Take an entry out of the log, at once: it can be undone. ``words`` say which."""
    from freelance_comm.services import timelog

    await page.save(lambda desk: timelog.remove_entry(desk, entry))
    page.say("\n".join((page.and_back(page.tr.gettext("Removed.")), words)))
    page.reload()


async def bill(page: Page, one: EntryLine) -> None:
    """Mark an entry as billed, or all that is left to bill of its project; or take the mark off."""
    from freelance_comm.services import billing

    t, entry = page.tr.gettext, one.entry
    if entry.billed_on is not None:
        await page.save(lambda desk: billing.mark_entry(desk, entry, None))
        page.say(page.and_back(t("No longer marked as billed.")))
        page.reload()
        return
    if not entry.billable:
        page.say(t("This time is not billable, so it cannot be marked as billed."))
        return
    answers = [("y", t("this entry")), ("p", t("all of “{project}” up to today").format(project=one.project_name))]
    answer = await page.app.push_screen_wait(AskKey(t("What is on an invoice?"), answers))
    if answer == "p":
        marked = await page.save(lambda desk: billing.mark_billed(desk, project_text=one.project_ref))
        count = len(marked.entries)
        page.say(
            page.tr.ngettext("{n} entry is marked as billed.", "{n} entries are marked as billed.", count).format(
                n=count
            )
        )
    elif answer:
        day = page.desk.today()
        await page.save(lambda desk: billing.mark_entry(desk, entry, day))
        page.say(page.and_back(t("Marked as billed.")))
    page.reload()


def safely(page: Page, reading: Reading) -> Reading:
    """Return a reading that tells what is still missing instead of raising."""

    def read(text: str) -> str:
        try:
            return reading(text)
        except AppError as error:
            return page.tr.gettext(error.message).format_map(error.params)

    return read
