"""The ten habits of people who are good to deal with: a self-check for each client, with its trend.

Nobody is graded: the answers are the freelancer's own, the record only says what it knows beside each question.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.marking import N_, NP_
from freelance_comm.domain.record import Record
from freelance_comm.domain.regular import Habit, HabitCheck
from freelance_comm.services import wording

if TYPE_CHECKING:
    from freelance_comm.domain.people import Client
    from freelance_comm.services.desk import Desk
    from freelance_comm.store import Reader
    from freelance_comm.text.catalog import Translator

TITLES: dict[Habit, str] = {
    Habit.SMILE: N_("A real smile"),
    Habit.WARMTH: N_("Warmth"),
    Habit.LISTENING: N_("Listening, and showing it"),
    Habit.NAMES: N_("Their names"),
    Habit.CARING: N_("Caring"),
    Habit.SYMPATHY: N_("Sympathy and a quick answer to problems"),
    Habit.SURPRISE: N_("A pleasant surprise now and then"),
    Habit.PROMISES: N_("Promises always kept"),
    Habit.FUN: N_("Fun to deal with"),
    Habit.THEIR_WAY: N_("Their way, not yours"),
}
QUESTIONS: dict[Habit, str] = {
    Habit.SMILE: N_("Can they hear you smile, in your voice and in what you write, on a bad day too?"),
    Habit.WARMTH: N_("Would they say that you like them?"),
    Habit.LISTENING: N_("Did you say back what you had understood before you answered?"),
    Habit.NAMES: N_("Do you use the names of the people there, and spell them right?"),
    Habit.CARING: N_("Do you know what matters to them besides this work?"),
    Habit.SYMPATHY: N_("When something went wrong for them, did they hear from you the same day?"),
    Habit.SURPRISE: N_("Did they get something lately that they did not expect?"),
    Habit.PROMISES: N_("Did you do everything you said, when you said it?"),
    Habit.FUN: N_("Do they look forward to a call with you?"),
    Habit.THEIR_WAY: N_("Do you treat them the way they want to be treated: channel, form of address, pace?"),
}
ORDER = tuple(TITLES)
SHOWN_CHECKS = 8
"""So many self-checks are drawn, the newest last."""
FULL, HALF, EMPTY = "█", "▒", "·"
_STEADY = 20
"""A change of less than one part in so many is no change."""
_COMPARED = 3
"""The last self-check is compared with so many before it."""


class Mark(StrEnum):
    """The answer to one question."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


MARKS: dict[Mark, str] = {
    Mark.YES: NP_("answer in a self-check", "yes"),
    Mark.PARTLY: NP_("answer in a self-check", "partly"),
    Mark.NO: NP_("answer in a self-check", "not yet"),
}


class Trend(StrEnum):
    """How self-checks develop."""

    RISING = "rising"
    STEADY = "steady"
    FALLING = "falling"


_TRENDS: dict[Trend, str] = {
    Trend.RISING: N_("better than before"),
    Trend.STEADY: N_("about as before"),
    Trend.FALLING: N_("less well than before"),
}


class HabitLine(Record):
    """One habit of ten: its question, what the record knows about it, today's answer and the one before.

    ``mark_text`` is today's answer in words, empty where there is none.
    """

    habit: Habit
    number: int
    title: str
    question: str
    evidence: str = ""
    mark: Mark | None = None
    mark_text: str = ""
    before: Mark | None = None
    before_text: str = ""


class CheckLine(Record):
    """One self-check in the plot: its day in words, "7.5 of 10", and ten cells."""

    day: date
    when_text: str
    score_text: str
    bar: str
    note: str = ""


class HabitsView(Record):
    """The ten habits for one client. ``trend_text`` is empty until there are two self-checks."""

    client: Client
    lines: tuple[HabitLine, ...]
    checks: tuple[CheckLine, ...]
    trend: Trend | None = None
    trend_text: str = ""
    note: str = ""


def checks_of(reader: Reader, client_id: int) -> tuple[HabitCheck, ...]:
    """Return the self-checks for a client, oldest first."""
    found = [check for check in reader.of_clients(HabitCheck) if check.client_id == client_id]
    return tuple(sorted(found, key=lambda check: (check.made_at, check.id)))


def marks_of(check: HabitCheck) -> dict[Habit, Mark]:
    """Return the answers of a self-check."""
    lists = ((Mark.YES, check.yes), (Mark.PARTLY, check.partly), (Mark.NO, check.no))
    return {habit: mark for mark, habits in lists for habit in habits}


def answer(desk: Desk, client: Client, marks: Mapping[Habit, Mark | None], *, note: str | None = None) -> HabitCheck:
    """Note answers in today's self-check for ``client``, and return it; None takes an answer back.

    Answers of the same day belong to one self-check, which goes when its last answer is taken back. Raises
    ``BadValue`` where nothing is answered.
    """
    said = None if note is None else wording.line(desk, note, N_("The note"))
    with desk.change() as change:
        base = _todays(desk, checks_of(change, client.id))
        answers: dict[Habit, Mark | None] = {**(marks_of(base) if base is not None else {}), **marks}
        kept = {habit: mark for habit, mark in answers.items() if mark is not None}
        if not kept and base is None:
            raise BadValue(N_("No habit is answered."), hint=N_("Answer at least one: --yes, --partly or --no."))
        fields = {mark.value: tuple(habit for habit in ORDER if kept.get(habit) is mark) for mark in Mark}
        check = (base or HabitCheck(id=change.new_id(), client_id=client.id, made_at=desk.now())).but(**fields)
        if said is not None:
            check = check.but(note=said)
        if base is None:
            change.add(check)
        elif kept:
            change.save(base, check)
        else:
            change.remove(base)
    return check


def remove_last(desk: Desk, client: Client) -> HabitCheck:
    """Remove the last self-check for a client and return it."""
    with desk.change() as change:
        found = checks_of(change, client.id)
        if not found:
            raise NotFound(N_("There is no self-check for this client yet."), hint=N_("Begin with: habits check."))
        change.remove(found[-1])
    return found[-1]


def habits_named(desk: Desk, text: str) -> tuple[Habit, ...]:
    """Return the habits that a list like "smile, 4, their-way" or "all" names: by name, number, or how a title begins.

    Raises ``NotFound`` for a word that names none, and ``BadValue`` for one that names several.
    """
    words = [word.strip().casefold() for word in text.split(",") if word.strip()]
    every = desk.tr.pgettext("all of the ten habits", "all").casefold()
    if words in (["all"], [every]):
        return ORDER
    return tuple(dict.fromkeys(_named(desk, word) for word in words))


def _named(desk: Desk, word: str) -> Habit:
    if word.isascii() and word.isdigit() and 1 <= int(word) <= len(ORDER):
        return ORDER[int(word) - 1]
    if word in {habit.value for habit in ORDER}:
        return Habit(word)
    titles = {habit: desk.tr.gettext(TITLES[habit]).casefold() for habit in ORDER}
    found = [habit for habit in ORDER if habit.value.startswith(word) or titles[habit].startswith(word)]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadValue(
            N_("“{name}” could be several habits."),
            hint=N_("Give its number: `freelance-comm habits list`."),
            near=tuple(habit.value for habit in found),
            name=word[:60],
        )
    raise NotFound(
        N_("None of the ten habits is called “{name}”."),
        hint=N_("Give its number or name: `freelance-comm habits list`."),
        near=_close(word),
        name=word[:60],
    )


def _close(word: str) -> tuple[str, ...]:
    from difflib import get_close_matches

    return tuple(get_close_matches(word, [habit.value for habit in ORDER], n=3, cutoff=0.5))


def view(desk: Desk, client: Client) -> HabitsView:
    """Return the ten habits for ``client`` with today's answers, those before, and the trend."""
    from freelance_comm.services.habit_evidence import evidence

    tr, checks = desk.tr, checks_of(desk.reader, client.id)
    today = _todays(desk, checks)
    earlier = [check for check in checks if check is not today]
    now = marks_of(today) if today is not None else {}
    before = marks_of(earlier[-1]) if earlier else {}
    known = evidence(desk, client)
    lines = tuple(
        HabitLine(
            habit=habit,
            number=number,
            title=tr.gettext(TITLES[habit]),
            question=tr.gettext(QUESTIONS[habit]),
            evidence=known.get(habit, ""),
            mark=now.get(habit),
            mark_text=mark_text(tr, now.get(habit)),
            before=before.get(habit),
            before_text=mark_text(tr, before.get(habit)),
        )
        for number, habit in enumerate(ORDER, 1)
    )
    trend = trend_of(checks)
    return HabitsView(
        client=client,
        lines=lines,
        checks=tuple(check_line(desk, check) for check in checks[-SHOWN_CHECKS:]),
        trend=trend,
        trend_text=tr.gettext(_TRENDS[trend]) if trend is not None else "",
        note=today.note if today is not None else "",
    )


def mark_text(tr: Translator, mark: Mark | None) -> str:
    """Return an answer in words; empty for none."""
    return tr.pgettext("answer in a self-check", MARKS[mark]) if mark is not None else ""


def check_line(desk: Desk, check: HabitCheck) -> CheckLine:
    """Return a self-check as the plot shows it."""
    from freelance_comm.text.telling import near_day

    day = desk.calendar().local_date(check.made_at)
    return CheckLine(
        day=day,
        when_text=near_day(day, desk.today(), desk.tr),
        score_text=score_text(desk.tr, check),
        bar=FULL * len(check.yes)
        + HALF * len(check.partly)
        + EMPTY * (len(ORDER) - len(check.yes) - len(check.partly)),
        note=check.note,
    )


def score_text(tr: Translator, check: HabitCheck) -> str:
    """Return "7.5 of 10", or of as many as were answered."""
    point = tr.pgettext("mark before a fraction", ".")
    score = wording.plain(check.score).replace(".", point)
    return tr.gettext("{score} of {most}").format(score=score, most=check.answered)


def trend_of(checks: tuple[HabitCheck, ...]) -> Trend | None:
    """Return how the last self-check compares with the mean of the few before; None where there are none before."""
    if len(checks) < 2:
        return None
    before = checks[-1 - _COMPARED : -1]
    mean = sum((check.share for check in before), Decimal(0)) / len(before)
    change = checks[-1].share - mean
    if abs(change) * _STEADY < 1:
        return Trend.STEADY
    return Trend.RISING if change > 0 else Trend.FALLING


def trend_text(tr: Translator, trend: Trend) -> str:
    """Return a trend in words."""
    return tr.gettext(_TRENDS[trend])


def _todays(desk: Desk, checks: tuple[HabitCheck, ...]) -> HabitCheck | None:
    calendar = desk.calendar()
    if checks and calendar.local_date(checks[-1].made_at) == desk.today():
        return checks[-1]
    return None
