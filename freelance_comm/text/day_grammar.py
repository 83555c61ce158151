"""Days in a text cut into tokens, before they are laid on the calendar.

The middle of the grammar of natural times, between amounts and moments. A reading may leave open which Friday or which
3 March is meant: ``DayForm`` keeps what was said, and ``placing`` decides by the direction (back for a log, ahead for a
promise).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.text.amount_grammar import AmountGrammar
from freelance_comm.text.iso_times import FIRST_YEAR, LAST_YEAR, make_date, read_iso_date

if TYPE_CHECKING:
    from freelance_comm.text.time_words import Tokens, Words


_SUNDAY = 6
"""As ``date.weekday`` counts."""


class Direction(StrEnum):
    """Where a day without a year or date is looked for: what was logged lies back, what was promised lies ahead."""

    PAST = "past"
    FUTURE = "future"


class DayPart(StrEnum):
    """Which half of a day was named with it: "this morning", "tonight"."""

    MORNING = "morning"
    EVENING = "evening"


class DayForm(Record):
    """A day as it was named: a date, or a weekday, or a day and month without a year (with its weekday, or without);
    and the half of it, if one was named.
    """

    fixed: date | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    part: DayPart | None = None

    def candidates(self, today: date, direction: Direction) -> tuple[date, ...]:
        """Return the dates it may mean, nearest first: today or before for PAST, today or after for FUTURE."""
        if self.fixed is not None:
            return (self.fixed,)
        back = direction is Direction.PAST
        if self.month is None or self.day is None:
            if self.weekday is None:
                return (today, today + timedelta(days=-1 if back else 1))
            gap = (today.weekday() - self.weekday) % 7 if back else (self.weekday - today.weekday()) % 7
            sign = -1 if back else 1
            return tuple(today + timedelta(days=sign * days) for days in (gap, gap + 7))
        years = (today.year, today.year - 1) if back else (today.year, today.year + 1)
        found = [day for year in years if (day := _date_or_none(year, self.month, self.day)) is not None]
        ahead = tuple(day for day in found if (day <= today if back else day >= today))
        if self.weekday is None:
            return ahead
        # The weekday tells which year is meant: one on the other side of today is better than a wrong weekday.
        return tuple(day for day in (*ahead, *found) if day.weekday() == self.weekday)


class TwoReadings(Exception):
    """A day that people read differently, such as 3/4, or next Friday on a Monday; carries both readings."""

    def __init__(self, first: date, second: date) -> None:
        super().__init__(first, second)
        self.first = first
        self.second = second


class DayGrammar(AmountGrammar):
    """Rules for days; ``today`` is the local date they are named on."""

    def __init__(self, tokens: Tokens, words: Words, today: date) -> None:
        super().__init__(tokens, words)
        self.today = today

    def comma(self, place: int) -> Iterator[int]:
        """Yield the place after an optional comma."""
        yield place + 1 if self.mark(",", place) else place

    # -- days ----------------------------------------------------------------------------------------------------

    def day(self, place: int) -> Iterator[tuple[DayForm, int]]:
        """Yield the days named at ``place``, with the half of the day where one is named."""
        for role, part in (("mornings", DayPart.MORNING), ("evenings", DayPart.EVENING)):
            for away, after in self.role(role, place):
                yield DayForm(fixed=self.today + timedelta(days=away), part=part), after
        for role, part in (("weekday_mornings", DayPart.MORNING), ("weekday_evenings", DayPart.EVENING)):
            for begun in self.maybe("on", place):
                for weekday, after in self.role(role, begun):
                    yield DayForm(weekday=weekday, part=part), after
        for form, after in self._plain_day(place):
            for role, part in (("in_morning", DayPart.MORNING), ("in_evening", DayPart.EVENING)):
                for _, ending in self.role(role, after):
                    yield form.but(part=part), ending
            yield form, after

    def _plain_day(self, place: int) -> Iterator[tuple[DayForm, int]]:
        if place < self.end and self.kinds[place] == "iso" and len(self.texts[place]) == 10:
            yield DayForm(fixed=read_iso_date(self.texts[place])), place + 1
        for away, after in self.role("days", place):
            yield DayForm(fixed=self.today + timedelta(days=away)), after
        for begun in self.maybe("on", place):
            yield from self._gone_by(begun)
            yield from self._coming(begun)
            yield from self._of_a_week(begun)
            for weekday, after in self.role("weekdays", begun):
                for joined in self.comma(after):
                    for article in self.maybe("on", joined):
                        for form, ending in self._day_and_month(article):
                            yield form.but(weekday=weekday), ending
                yield DayForm(weekday=weekday), after
            yield from self._day_and_month(begun)
        yield from self._days_away(place)

    def _gone_by(self, place: int) -> Iterator[tuple[DayForm, int]]:
        """Yield "last Friday", "vendredi dernier": the latest one before today, whichever way one looks."""
        for _, named in self.role("last", place):
            for weekday, after in self.role("weekdays", named):
                yield DayForm(fixed=self._latest(weekday)), after
        for weekday, named in self.role("weekdays", place):
            for _, after in self.role("past", named):
                yield DayForm(fixed=self._latest(weekday)), after

    def _coming(self, place: int) -> Iterator[tuple[DayForm, int]]:
        """Yield "next Friday", "vinerea viitoare"; where it may be this week's or next week's, both are told."""
        for _, named in self.role("next", place):
            for weekday, after in self.role("weekdays", named):
                yield DayForm(fixed=self._following(weekday)), after
        for weekday, named in self.role("weekdays", place):
            for _, after in self.role("next_after", named):
                yield DayForm(fixed=self._following(weekday)), after

    def _of_a_week(self, place: int) -> Iterator[tuple[DayForm, int]]:
        """Yield "Thursday next week", "nächste Woche Donnerstag"."""
        for weekday, named in self.role("weekdays", place):
            for joined in self.comma(named):
                for weeks, after in self.role("weeks", joined):
                    yield DayForm(fixed=self._in_week(weekday, weeks)), after
        for weeks, named in self.role("weeks", place):
            for joined in self.comma(named):
                for begun in self.maybe("on", joined):
                    for weekday, after in self.role("weekdays", begun):
                        yield DayForm(fixed=self._in_week(weekday, weeks)), after

    def _in_week(self, weekday: int, weeks: int) -> date:
        """Return the day of the week that is ``weeks`` away. A Sunday ends the week or begins it: who does not say
        which (``order.week``) is asked.
        """
        day = self.today + timedelta(days=weekday - self.today.weekday() + 7 * weeks)
        on_sunday = self.today.weekday() == _SUNDAY
        if self.words.week != "monday" and on_sunday != (weekday == _SUNDAY):
            raise TwoReadings(*sorted((day, day + timedelta(days=7 if on_sunday else -7))))
        return day

    def _following(self, weekday: int) -> date:
        first = self.today + timedelta(days=(weekday - self.today.weekday() - 1) % 7 + 1)
        of_next_week = self.today + timedelta(days=weekday - self.today.weekday() + 7)
        if first != of_next_week:
            raise TwoReadings(first, of_next_week)
        return first

    def _latest(self, weekday: int) -> date:
        return self.today - timedelta(days=(self.today.weekday() - weekday - 1) % 7 + 1)

    def _day_and_month(self, place: int) -> Iterator[tuple[DayForm, int]]:
        day = self.whole(place)
        if day is not None:
            yield from self._marked(place, day)
            for after in self.maybe("ordinal", place + 1):
                for counted in self.maybe("of", after):
                    for month, ending in self.role("months", counted):
                        yield from self._with_year(month + 1, day, ending)
        for month, after in self.role("months", place):
            day = self.whole(after)
            clock = self.mark(":", after + 1) or bool(self.words.matches("hour_mark", self.texts, after + 1))
            if day is not None and not clock:
                for ending in self.maybe("ordinal", after + 1):
                    yield from self._with_year(month + 1, day, ending)

    def _with_year(self, month: int, day: int, place: int) -> Iterator[tuple[DayForm, int]]:
        for parted in self.comma(place):
            for joined in self.maybe("of", parted):  # "3 de marzo de 2025"
                year = self.whole(joined, digits=(4,))
                if year is not None:
                    for ending in self.maybe("year_mark", joined + 1):
                        yield DayForm(fixed=make_date(year, month, day, " ".join(self.texts))), ending
        if _date_or_none(2000, month, day) is not None:
            yield DayForm(month=month, day=day), place

    def _marked(self, place: int, day: int) -> Iterator[tuple[DayForm, int]]:
        """Yield dates like 03.03.2026, 3.3., 25/12: a dot follows the day, a slash what the language says."""
        for mark in "./":
            month = self.whole(place + 2) if self.tight(place + 1, mark) else None
            if month is None:
                continue
            order = self._order(mark, day, month)
            after = place + 3
            year = self.whole(after + 1, digits=(2, 4)) if self.tight(after, mark) else None
            if year is not None:
                full = year if len(self.texts[after + 1]) == 4 else 2000 + year
                if order is None:
                    raise TwoReadings(
                        make_date(full, month, day, self.texts[place]), make_date(full, day, month, self.texts[place])
                    )
                yield DayForm(fixed=make_date(full, order[0], order[1], self._said(place, after + 2))), after + 2
            else:
                if order is None:
                    year = self.today.year
                    raise TwoReadings(
                        make_date(year, month, day, self.texts[place]), make_date(year, day, month, self.texts[place])
                    )
                if _date_or_none(2000, order[0], order[1]) is not None:
                    ending = after + 1 if mark == "." and self.mark(".", after) and self.glued[after] else after
                    yield DayForm(month=order[0], day=order[1]), ending

    def _order(self, mark: str, first: int, second: int) -> tuple[int, int] | None:
        """Return (month, day) of two numbers around ``mark``; ``None`` when both orders are dates."""
        if mark == "." or self.words.slash == "day-month" or first == second:
            return second, first
        if self.words.slash == "month-day":
            return first, second
        if first > 12 or second > 12:
            return (second, first) if first > 12 else (first, second)
        return None

    def _said(self, place: int, end: int) -> str:
        return "".join(self.texts[place:end])

    def _days_away(self, place: int) -> Iterator[tuple[DayForm, int]]:
        for (count, unit), sign, after in self._away(place):
            day = _away_from(self.today, sign * count, unit)
            if day is not None:
                yield DayForm(fixed=day), after

    def _away(self, place: int) -> Iterator[tuple[tuple[int, str], int, int]]:
        """Yield (count, unit), sign, end for "in 2 days", "2 days ago", "acum 2 zile", "through a week"."""
        for role, sign in (("since", -1), ("in", 1)):
            for _, after in self.role(role, place):
                for amount, ending in self._days_counted(after):
                    yield amount, sign, ending
        for amount, after in self._days_counted(place):
            for role, sign in (("ago", -1), ("later", 1)):
                for _, ending in self.role(role, after):
                    yield amount, sign, ending

    def _days_counted(self, place: int) -> Iterator[tuple[tuple[int, str], int]]:
        for value, after in self.number(place):
            for counted in self.maybe("of", after):
                for unit, ending in self.role("units", counted):
                    if unit in ("day", "week", "month") and value == int(value) and value < 10_000:
                        yield (int(value), unit), ending
        for unit, ending in self.role("units", place):
            if unit in ("day", "week", "month") and len(self.texts[place]) > 2:
                yield (1, unit), ending


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _away_from(today: date, count: int, unit: str) -> date | None:
    """Return the date ``count`` units away; a month that is too short gives its last day."""
    if unit == "month":
        months = today.year * 12 + today.month - 1 + count
        year, month = divmod(months, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return next(day for last in (0, 1, 2, 3) if (day := _date_or_none(year, month + 1, today.day - last)))
    day = today + timedelta(days=count * (7 if unit == "week" else 1))
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
