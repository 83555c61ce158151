"""Where the time went: the week as a picture, and any period by day, week, month, client, project or activity."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from freelance_comm.services import week_view
from freelance_comm.services.time_report import By, TimeLine, TimeReport
from freelance_comm.services.week_view import Week
from freelance_comm.text.durations import duration
from freelance_comm.tui import time_chart_rows
from freelance_comm.tui.asking import AskKey
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.time_chart_rows import Period, group_words

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk

_GROUP_KEYS = {"d": By.DAY, "w": By.WEEK, "m": By.MONTH, "c": By.CLIENT, "p": By.PROJECT, "a": By.ACTIVITY}


def bounds(period: Period, day: date) -> tuple[date, date]:
    """Return the first and the last day of the period in which ``day`` lies."""
    if period is Period.WEEK:
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if period is Period.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


class TimeChartPage(Page):
    """Time in pictures and figures; it begins with this week, by day."""

    acts = ("open", "earlier", "later_on", "group_by", "how_long", "bill")
    offers = ("time", "goto", "palette")

    def __init__(self, day: date | None = None, period: Period = Period.WEEK, by: By = By.DAY) -> None:
        super().__init__()
        self._day = day
        self._period = period
        self._by = by
        self._seen: Week | TimeReport | None = None

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=time_chart_rows.GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> Week | TimeReport:
        """Add the period up."""
        from freelance_comm.services.time_report import time_report

        day = self._day or desk.today()
        if self._period is Period.WEEK and self._by is By.DAY:
            return week_view.week(desk, day)
        first, last = bounds(self._period, day)
        return time_report(desk, self._by, first, last)

    def present(self, view: Week | TimeReport) -> None:
        """Show bars and figures."""
        from freelance_comm.text.formats import dates_here

        self._seen = view
        period = dates_here(self.tr).period(view.first, view.last)
        self.heading.say(self.tr.gettext("Where the time went"), period)
        self._show()

    def _show(self) -> None:
        if self._seen is None:
            return
        width = self.size.width or 80
        if isinstance(self._seen, Week):
            self.ledger.show_rows(time_chart_rows.week_rows(self._seen, width, self.tr))
        else:
            self.ledger.show_rows(time_chart_rows.report_rows(self._seen, width, self.tr))

    def on_resize(self, event: events.Resize) -> None:
        """Bars are as wide as there is room."""
        super().on_resize(event)
        self._show()

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Open a client or project; look closer at a day, a week or a month."""
        thing = event.row.thing
        if isinstance(thing, date):
            self._look_at(thing, Period.WEEK, By.PROJECT)
        elif isinstance(thing, TimeLine):
            self._open(thing)

    def _open(self, line: TimeLine) -> None:
        if line.project_id is not None:
            self.freelance.open_project(line.project_id)
        elif line.client_id is not None:
            self.freelance.open_client(line.client_id)
        elif line.first_day is not None and self._by is By.MONTH:
            self._look_at(line.first_day, Period.MONTH, By.DAY)
        elif line.first_day is not None:
            self._look_at(line.first_day, Period.WEEK, By.DAY)

    def _look_at(self, day: date, period: Period, by: By) -> None:
        self._day, self._period, self._by = day, period, by
        self.reload()

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_earlier(self) -> None:
        """The period before."""
        self._step(-1)

    def action_later_on(self) -> None:
        """The period after."""
        self._step(1)

    def _step(self, count: int) -> None:
        first, last = bounds(self._period, self._day or self.desk.today())
        day = first - timedelta(days=1) if count < 0 else last + timedelta(days=1)
        if 1 < day.year < 9999:
            self._day = day
            self.reload()

    def action_group_by(self) -> None:
        """Ask what a line should be."""
        self.go(self._ask_group())

    async def _ask_group(self) -> None:
        answers = [(key, group_words(by, self.tr)) for key, by in _GROUP_KEYS.items()]
        chosen = await self.app.push_screen_wait(AskKey(self.tr.gettext("What should each line stand for?"), answers))
        if chosen:
            self._by = _GROUP_KEYS[chosen]
            self.reload()

    def action_how_long(self) -> None:
        """Ask how long a period should be."""
        self.go(self._ask_period())

    async def _ask_period(self) -> None:
        t = self.tr.gettext
        answers = [("w", t("a week")), ("m", t("a month")), ("y", t("a year"))]
        chosen = await self.app.push_screen_wait(AskKey(t("How much at a time?"), answers))
        if chosen:
            self._period = {"w": Period.WEEK, "m": Period.MONTH, "y": Period.YEAR}[chosen]
            if self._by is By.DAY and self._period is Period.YEAR:
                self._by = By.MONTH
            self.reload()

    def action_bill(self) -> None:
        """Mark the time of a client or project in this period as billed, or take the mark off."""
        row = self.ledger.current
        line = row.thing if row is not None else None
        if isinstance(line, TimeLine) and (line.project_id is not None or line.client_id is not None):
            self.go(self._bill(line))
        else:
            self.say(self.tr.gettext("Go to the line of a client or a project to mark its time as billed."))

    async def _bill(self, line: TimeLine) -> None:
        from freelance_comm.services import billing

        assert self._seen is not None
        t = self.tr.gettext
        of_project = line.project_id is not None
        client, project = ("", line.key) if of_project else (line.key, "")
        first, last = self._seen.first, min(self._seen.last, self.desk.today())

        def mark(desk: Desk) -> object:
            return billing.mark_billed(desk, first=first, last=last, client_text=client, project_text=project)

        def take_off(desk: Desk) -> object:
            return billing.take_off(desk, first=first, last=last, client_text=client, project_text=project)

        if line.unbilled:
            await self.save(mark)
            said = t("Marked as billed.")
        elif line.billable:
            await self.save(take_off)
            said = t("No longer marked as billed.")
        else:
            self.say(t("None of this time is billable."))
            return
        time = duration(line.unbilled or line.billable, self.tr)
        self.say("\n".join((self.and_back(said), f"{line.label} · {time}")))
        self.reload()
