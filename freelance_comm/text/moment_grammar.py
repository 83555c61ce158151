"""Moments and stretches of time in a text cut into tokens, before they are laid on the calendar.

The top of the grammar of natural times. A moment names a day and a wall time, or one of them, or a distance from now;
``placing`` turns it into UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from freelance_comm.domain.record import Record
from freelance_comm.text.amount_grammar import Clock
from freelance_comm.text.day_grammar import DayForm, DayGrammar, DayPart
from freelance_comm.text.iso_times import read_iso_moment

if TYPE_CHECKING:
    from freelance_comm.text.time_words import Tokens, Words

_FARTHEST = 10_000 * 86_400


class When(Record):
    """A moment as it was named: ``at`` is final (aware); else a wall time, on a day or on the nearest one."""

    day: DayForm | None = None
    clock: Clock | None = None
    at: datetime | None = None


class SpanForm(Record):
    """A stretch as it was named: two ends, or a length on a day (``None`` is today)."""

    start: When | None = None
    end: When | None = None
    day: DayForm | None = None
    seconds: Decimal | None = None


class MomentGrammar(DayGrammar):
    """Rules for moments and stretches, seen from ``now`` in ``zone``'s wall time."""

    def __init__(self, tokens: Tokens, words: Words, now: datetime, local: datetime) -> None:
        super().__init__(tokens, words, local.date())
        self.now = now.replace(microsecond=0)

    # -- moments -------------------------------------------------------------------------------------------------

    def moment(self, place: int, *, bare: bool = False, midnight: bool = False) -> Iterator[tuple[When, int]]:
        """Yield moments: a clock time with or without a day, "now", "2 hours ago"."""
        yield from self._iso_moment(place)
        for _, after in self.role("now", place):
            yield When(at=self.now), after
        yield from self._hours_away(place)
        for form, after in self.day(place):
            for joined in self.comma(after):
                for clock, ending in self.at_clock(joined, bare=bare, midnight=midnight):
                    yield from self._on(form, clock, ending)
        for clock, after in self.at_clock(place, bare=bare, midnight=midnight):
            for joined in self.comma(after):
                for form, ending in self.day(joined):
                    yield from self._on(form, clock, ending)
            yield When(clock=clock), after

    def promised(self, place: int) -> Iterator[tuple[When, int]]:
        """Yield moments to promise: also a day and then "by" a time ("tomorrow by 17:00").

        "Before" goes with a time only: before Friday is not on Friday.
        """
        yield from self.moment(place)
        for form, after in self.day(place):
            for joined in self.comma(after):
                for role in ("by", "before"):
                    for _, begun in self.role(role, joined):
                        for clock, ending in self.at_clock(begun, bare=True):
                            yield from self._on(form, clock, ending)
        for _, begun in self.role("before", place):
            yield from self.moment(begun)

    def due(self, place: int) -> Iterator[tuple[SpanForm | When | DayForm, int]]:
        """Yield what can be promised: a window, a moment, or a whole day, after an optional "by"."""
        for begun in self.maybe("by", place):
            yield from self.between(begun)
            yield from self.promised(begun)
            yield from self.day(begun)

    def _on(self, form: DayForm, clock: Clock, place: int) -> Iterator[tuple[When, int]]:
        told = in_part(form.part, clock)
        if told is not None:
            yield When(day=form, clock=told), place

    def at_clock(self, place: int, *, bare: bool = False, midnight: bool = False) -> Iterator[tuple[Clock, int]]:
        """Yield wall times after an optional "at"; after one, a number alone is an hour, and 18-00 no stretch."""
        for _, after in self.role("at", place):
            yield from self.dashed(after)
            yield from self.clock(after, bare=True, midnight=midnight)
        yield from self.clock(place, bare=bare, midnight=midnight)

    def _iso_moment(self, place: int) -> Iterator[tuple[When, int]]:
        if place < self.end and self.kinds[place] == "iso" and len(self.texts[place]) > 10:
            at = read_iso_moment(self.texts[place])
            if at is not None and at.tzinfo is not None:
                yield When(at=at), place + 1
            elif at is not None:
                yield When(day=DayForm(fixed=at.date()), clock=(at.hour, at.minute, at.second)), place + 1

    def _hours_away(self, place: int) -> Iterator[tuple[When, int]]:
        for role, sign in (("since", -1), ("in", 1)):
            for _, after in self.role(role, place):
                for seconds, ending in self.length(after):
                    yield from self._shifted(sign * seconds, ending)
        for seconds, after in self.length(place):
            for role, sign in (("ago", -1), ("later", 1)):
                for _, ending in self.role(role, after):
                    yield from self._shifted(sign * seconds, ending)

    def _shifted(self, seconds: Decimal, place: int) -> Iterator[tuple[When, int]]:
        if abs(seconds) < _FARTHEST:
            yield When(at=self.now + timedelta(seconds=int(seconds))), place

    # -- stretches -----------------------------------------------------------------------------------------------

    def span(self, place: int) -> Iterator[tuple[SpanForm, int]]:
        """Yield stretches: two ends, or a length of time on a day."""
        yield from self.between(place)
        for form, after in self.day(place):
            if after < self.end and self.glued[after] and self.kinds[after] == "int":
                continue  # "2.5.1" is no day and an hour
            for joined in self.comma(after):
                for seconds, ending in self._lasting(joined):
                    yield SpanForm(day=form, seconds=seconds), ending
        for seconds, after in self._lasting(place):
            for joined in self.comma(after):
                for form, ending in self.day(joined):
                    yield SpanForm(day=form, seconds=seconds), ending
            yield SpanForm(seconds=seconds), after

    def _lasting(self, place: int) -> Iterator[tuple[Decimal, int]]:
        for begun in self.maybe("lasting", place):
            yield from self.worked(begun)

    def worked(self, place: int) -> Iterator[tuple[Decimal, int]]:
        """Yield exact seconds of a length of time; a number alone counts hours."""
        yield from self.length(place)
        yield from self.bare_hours(place)

    def between(self, place: int) -> Iterator[tuple[SpanForm, int]]:
        """Yield stretches with two ends: "from 9 to 11:30", "yesterday 14-16", "9-11:30 on Monday"."""
        for form, after in self._day_or_none(place):
            for begun in self.maybe("from", after):
                for start, parted in self.moment(begun, bare=True):
                    if form is not None and (start.day is not None or start.at is not None):
                        continue
                    own = start if form is None else start.but(day=form)
                    if self._at_dashed(parted):
                        continue
                    for second in self._separators(parted, opened=begun > after):
                        for end, ending in self.moment(second, bare=True, midnight=True):
                            span = _joined(own, end)
                            if span is not None:
                                yield span, ending

    def _day_or_none(self, place: int) -> Iterator[tuple[DayForm | None, int]]:
        for form, after in self.day(place):
            for joined in self.comma(after):
                yield form, joined
        for role, part in (("in_morning", DayPart.MORNING), ("in_evening", DayPart.EVENING)):
            for _, after in self.role(role, place):  # "in the morning 9-12", on the nearest day
                for joined in self.comma(after):
                    yield DayForm(part=part), joined
        yield None, place

    def _at_dashed(self, place: int) -> bool:
        """Whether the mark at ``place`` is that of "at 18-00", which does not last until midnight."""
        starts = range(max(place - 3, 0), place - 1)  # "at" is a word or two
        at = any(end == place - 1 for start in starts for _, end in self.role("at", start))
        return at and any(self.dashed(place - 1))

    def _separators(self, place: int, *, opened: bool) -> Iterator[int]:
        if self.mark("-", place) or self.mark("/", place):
            yield place + 1
        for role in ("to", "and") if opened else ("to",):  # "between 9 and 11", but "2 h and 20" is a length
            for _, after in self.role(role, place):
                yield after


def in_part(part: DayPart | None, clock: Clock) -> Clock | None:
    """Return the wall time that ``clock`` is in a half of the day ("tonight at 8" is 20:00); ``None`` for none."""
    hour, minute, second = clock
    if part is DayPart.MORNING:
        return clock if hour < 12 else None
    if part is DayPart.EVENING:
        if hour in (0, 12):
            return None  # midnight or noon: nobody knows which
        return (hour + 12, minute, second) if hour < 12 else clock
    return clock


def _joined(start: When, end: When) -> SpanForm | None:
    """Return the stretch between two ends; a day named once, at either end, is that of both."""
    opening = start.clock
    if start.at is not None or opening is None:
        return SpanForm(start=start, end=end)
    if start.day is None and end.day is not None:
        start, end = start.but(day=end.day), end.but(day=None)
    clock = in_part(start.day.part if start.day else None, opening)
    if clock is None:
        return None
    if start.day is not None and start.day.part is DayPart.EVENING and end.day is None and end.clock is not None:
        later = in_part(start.day.part, end.clock)
        if later is not None and later > clock:
            end = end.but(clock=later)
    return SpanForm(start=start.but(clock=clock), end=end)
