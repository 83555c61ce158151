"""When you work: what it follows from, and the coming weeks drawn hour by hour; one key turns a day round."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from freelance_comm.domain.people import Travel
from freelance_comm.services import working_calendar
from freelance_comm.services.working_calendar import CalendarView, DayView
from freelance_comm.text.telling import dated, near_day
from freelance_comm.tui import columns
from freelance_comm.tui.columns import Column
from freelance_comm.tui.ledger import Ledger
from freelance_comm.tui.page import Page
from freelance_comm.tui.rows import BLANK, Cell, Row, heading, line, text

if TYPE_CHECKING:
    from textual.widget import Widget

    from freelance_comm.services.desk import Desk
    from freelance_comm.text.catalog import Translator

FEW, MANY = 4, 13
"""Weeks that are shown, and after asking for more."""
GRIDS = {
    "days": (
        Column(most=1, least=1, tight=True),
        Column(most=16, least=10),
        Column(most=24, least=24),
        Column(most=30, least=11),
        Column(most=60, least=10, grows=True, drop=1),
    )
}
_LABEL = 18
_TRAVEL = 2
"""Where travel stands among the settings."""
_WORKED, _FREE = "█", "·"


def rows(view: CalendarView, settings: list[tuple[str, str]], desk: Desk) -> list[Row]:
    """Return the settings, the stays elsewhere, and the weeks."""
    tr = desk.tr
    made: list[Row] = []
    for number, (label, words) in enumerate(settings):
        mark = Cell(text=columns.pad(label, _LABEL), style="dim")
        act = "add_travel" if number == _TRAVEL else "edit"
        made.append(text(words or "–", mark=mark, id=f"setting:{number}", act=act))
    if view.travels:
        made += [BLANK, heading(tr.gettext("Travel"))]
        made += [_travel(one, desk) for one in view.travels]
    for number, day in enumerate(view.days):
        if number % 7 == 0:
            made += [BLANK, heading(_week(day, tr))]
        made.append(_day(day, tr))
    return made


def _week(monday: DayView, tr: Translator) -> str:
    return tr.gettext("Week of {day}").format(day=dated(monday.day, tr))


def _travel(one: Travel, desk: Desk) -> Row:
    tr, today = desk.tr, desk.today()
    first = near_day(one.first, today, tr)
    if one.last is None:
        when = tr.gettext("from {first} on").format(first=first)
    else:
        when = tr.gettext("{first} to {last}").format(first=first, last=near_day(one.last, today, tr))
    return text(f"{one.zone} · {when}", id=f"travel:{one.first.isoformat()}", thing=one)


def _day(day: DayView, tr: Translator) -> Row:
    style = "" if day.times else "dim"
    drawn = "".join(_WORKED if worked else _FREE for worked in day.hours)
    return line(
        "days",
        Cell(text="▶" if day.is_today else "", style="accent"),
        Cell(text=dated(day.day, tr), style="bold" if day.is_today else style),
        Cell(text=drawn, style="accent" if day.times else "dim"),
        Cell(text=" ".join(day.times), style=style),
        Cell(text=" · ".join(part for part in (day.note, day.zone) if part), style="dim"),
        id=f"day:{day.day.isoformat()}",
        thing=day,
    )


class WorkingTimePage(Page):
    """The calendar."""

    acts = ("open", "turn_day", "edit", "add_travel", "remove", "more_weeks")
    offers = ("goto", "palette")

    def __init__(self) -> None:
        super().__init__()
        self._weeks = FEW

    def body(self) -> Iterable[Widget]:
        """One list."""
        self.ledger = Ledger(self.hint, grids=GRIDS)
        yield self.ledger

    def gather(self, desk: Desk) -> tuple[CalendarView, list[tuple[str, str]]]:
        """Reckon the coming weeks."""
        view = working_calendar.weeks(desk, self._weeks)
        return view, working_calendar.settings_in_words(desk, view)

    def present(self, view: tuple[CalendarView, list[tuple[str, str]]]) -> None:
        """Show them; today is where the cursor starts."""
        calendar, settings = view
        self.heading.say(self.tr.gettext("Working time"), calendar.zone_now)
        today = next((one for one in calendar.days if one.is_today), None)
        cursor = f"day:{today.day.isoformat()}" if today is not None and self.ledger.current is None else ""
        self.ledger.show_rows(rows(calendar, settings, self.desk), cursor=cursor)

    def on_mount(self) -> None:
        """Work out the holidays of a year that is new."""
        from freelance_comm.services import public_holidays

        self.attempt(public_holidays.refresh)

    def on_ledger_chosen(self, event: Ledger.Chosen) -> None:
        """Turn the day round, or edit the settings."""
        if isinstance(event.row.thing, DayView):
            self._turn(event.row.thing)
        elif event.row.act:
            self.perform(event.row.act)

    def action_open(self) -> None:
        """Enter comes as a message of the list."""

    def action_turn_day(self) -> None:
        """Turn the day the cursor is on round."""
        row = self.ledger.current
        if row is not None and isinstance(row.thing, DayView):
            self._turn(row.thing)
        else:
            self.say(self.tr.gettext("First choose a day."))

    def _turn(self, day: DayView) -> None:
        self.attempt(lambda desk: working_calendar.turned(desk, day.day))

    def action_edit(self) -> None:
        """Everything as a form."""
        self.go(self._edit())

    async def _edit(self) -> None:
        from freelance_comm.tui.form_page import FormPage
        from freelance_comm.tui.forms.working_time import WorkingTimeJob

        if await self.app.push_screen_wait(FormPage(await self.read(WorkingTimeJob))) is not None:
            self.say(self.tr.gettext("Saved."))

    def action_add_travel(self) -> None:
        """A stay in another zone."""
        self.go(self._travel())

    async def _travel(self) -> None:
        from freelance_comm.tui.form_page import FormPage
        from freelance_comm.tui.forms.working_time import TravelJob

        if await self.app.push_screen_wait(FormPage(await self.read(TravelJob))) is not None:
            self.say(self.tr.gettext("Saved."))

    def action_remove(self) -> None:
        """Take a stay out, or let a day be as usual again."""
        row = self.ledger.current
        thing = row.thing if row is not None else None
        if isinstance(thing, Travel):
            self.attempt(lambda desk: working_calendar.forget_travel(desk, thing))
        elif isinstance(thing, DayView):
            self.attempt(lambda desk: working_calendar.as_usual(desk, thing.day, thing.day))
        else:
            self.say(self.tr.gettext("First choose a stay or a day."))

    def action_more_weeks(self) -> None:
        """A quarter of a year, or four weeks."""
        self._weeks = FEW if self._weeks == MANY else MANY
        self.reload()
