"""The time log: what was done when, the running timer, and one line to write down what was forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.services.time_words import entry_marks
from freelance_comm.services.timelog import EntryLine
from freelance_comm.services.timer import TimerView
from freelance_comm.text.durations import duration
from freelance_comm.text.telling import dated, near_day
from freelance_comm.tui import timing
from freelance_comm.tui.columns import Column
from freelance_comm.tui.form_page import FormPage
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

DAYS = 31
"""Days shown at first."""
LONG = 3660
_GRID = (
    Column(most=1, least=1, tight=True),
    Column(most=12, least=11, drop=2),
    Column(most=30, least=10),
    Column(most=70, least=8, grows=True, below=True),
    Column(most=14, least=8, right=True),
)
GRIDS = {"time": _GRID, "timer": _GRID}


class TimeView(Record):
    """What the log shows, newest first."""

    lines: tuple[EntryLine, ...]
    timer: TimerView | None
    today: date


def gather(desk: Desk, days: int) -> TimeView:
    """Read the last days."""
    from freelance_comm.services import timelog

    today = desk.today()
    lines = timelog.listing(desk, today - timedelta(days=days))
    return TimeView(lines=tuple(reversed(lines)), timer=timelog.running(desk), today=today)


def rows(view: TimeView, tr: Translator) -> list[Row]:
    """Return the timer, then the entries by day with each day's sum."""
    made: list[Row] = []
    if view.timer is not None:
        timer = view.timer
        made.append(
            line(
                "timer",
                Cell(text="▶", style="accent"),
                "",
                timer.project_name,
                Cell(text=timer.timer.note, style="dim"),
                Cell(text=duration(timer.seconds, tr), style="bold"),
                id="timer",
                act="stop",
                thing=timer,
            )
        )
        if timer.warning:
            made.append(text(timer.warning, mark=Cell(text="▲", style="soon"), style="soon"))
        made.append(BLANK)
    for day, group in groupby(view.lines, key=lambda one: one.entry.day):
        lines = list(group)
        total = sum((one.entry.seconds for one in lines), Decimal(0))
        made.append(heading(_day(day, view.today, tr), duration(total, tr)))
        made += [_entry(one, tr) for one in lines]
        made.append(BLANK)
    if not view.lines:
        made.append(
            text(
                tr.gettext("Nothing is logged on these days. Start the timer, or add time after the fact."),
                style="dim",
                act="add",
            )
        )
    return made


def _day(day: date, today: date, tr: Translator) -> str:
    near, full = near_day(day, today, tr), dated(day, tr)
    return f"{near} · {full}" if abs((day - today).days) <= 1 else full


def _entry(one: EntryLine, tr: Translator) -> Row:
    return line(
        "time",
        " ",
        Cell(text=one.clock, style="dim"),
        one.project_name,
        Cell(text=" · ".join(part for part in (one.entry.note, entry_marks(one.entry, tr)) if part), style="dim"),
        duration(one.entry.seconds, tr),
        id=f"entry:{one.entry.id}",
        thing=one,
    )


class TimePage(Page):
    """The log of all projects."""

    acts = (
        "open",
        "start",
        "add",
        "switch",
        "time_chart",
        "billed",
        "cancel",
        "remove",
        "all",
        "import_time",
        "export_time",
    )
    offers = ("goto", "palette")

    def __init__(self) -> None:
        super().__init__()
        self._days = DAYS
        self._seen: TimeView | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> TimeView:
        """Read the log."""
        return gather(desk, self._days)

    def present(self, view: TimeView) -> None:
        """Show the log."""
        self._seen = view
        told = (
            self.tr.gettext("everything")
            if self._days == LONG
            else self.tr.ngettext("the last day", "the last {n} days", self._days).format(n=self._days)
        )
        self.heading.say(self.tr.gettext("Time"), told)
        self.ledger.show_rows(rows(view, self.tr))

    @property
    def _line(self) -> EntryLine | None:
        row = self.ledger.current
        return row.thing if row is not None and isinstance(row.thing, EntryLine) else None

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Edit an entry; stop the timer."""
        thing = event.row.thing
        if isinstance(thing, EntryLine):
            self.go(edit_entry(self, thing))
        elif isinstance(thing, TimerView):
            self.go(timing.stop(self, thing))

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_start(self) -> None:
        """Start the timer, or stop it when it runs."""
        if self._seen is not None and self._seen.timer is not None:
            self.go(timing.stop(self, self._seen.timer))
        else:
            self.go(timing.start(self, None))

    def action_switch(self) -> None:
        """Start on something else."""
        self.go(timing.start(self, None))

    def action_cancel(self) -> None:
        "Discard the running timer."
        if self._seen is not None and self._seen.timer is not None:
            self.go(timing.cancel(self, self._seen.timer))
        else:
            self.say(self.tr.gettext("No timer is running."))

    def action_add(self) -> None:
        "Log time after the fact."
        self.go(timing.add(self, None))

    def action_remove(self) -> None:
        """Take the selected entry out."""
        if self._line is not None:
            told = (
                f"{self._line.project_name} · {duration(self._line.entry.seconds, self.tr)} · {self._line.entry.note}"
            )
            self.go(timing.remove(self, self._line.entry, told))

    def action_time_chart(self) -> None:
        """Where the time went."""
        from freelance_comm.tui.time_chart import TimeChartPage

        self.app.push_screen(TimeChartPage())

    def action_billed(self) -> None:
        """Mark the selected entry as billed, or everything of its project."""
        if self._line is not None:
            self.go(timing.bill(self, self._line))
        else:
            self.say(self.tr.gettext("First go to an entry."))

    def action_import_time(self) -> None:
        """Bring in time from another tool."""
        from freelance_comm.tui.time_import_page import TimeImportPage

        self.app.push_screen(TimeImportPage())

    def action_export_time(self) -> None:
        """Write all time to a file."""
        from freelance_comm.tui.time_import_page import export_time

        self.go(export_time(self))

    def action_all(self) -> None:
        """Show everything, or only the last days."""
        self._days = DAYS if self._days == LONG else LONG
        self.reload()


async def edit_entry(page: Page, one: EntryLine) -> None:
    """Edit an entry as a form."""
    from freelance_comm.tui.forms.entry import EntryJob

    job = await page.read(lambda desk: EntryJob(desk, one))
    if await page.app.push_screen_wait(FormPage(job)):
        page.say(page.tr.gettext("Saved."))
        page.reload()
