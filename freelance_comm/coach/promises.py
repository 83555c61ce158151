"""What the writer of a draft commits to with a time, so that it can be kept on the ledger.

A sentence counts when it promises something, is no question and hangs on no condition, and names a time ahead. Two days
in one sentence are two promises where each has words of its own; else the later day holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from freelance_comm.coach.dates import SaidTime
from freelance_comm.coach.model import Promised
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.words import Word

_ACTS = ("promisetime", "promise", "complete", "partial")
_ENOUGH = 0.5
"""What the scores of all these acts must add up to where none of them is sure: together they say that it promises.
One alone must reach it where the sentence ends in a colon."""
_MOST_SENTENCES = 400
"""So many sentences are looked at: what is longer is no letter."""
_IN_A_LIST = ("-", "–", "—", "•", "*")
"""What a line of a list begins with."""
_WORDS_OF_ITS_OWN = 3
"""Words between two days from which on each belongs to something else that is promised."""


def promised(reading: Reading) -> list[Promised]:
    """Return what is promised with a time, in the order of the draft."""
    return [
        promise
        for number in reading.body[:_MOST_SENTENCES]
        if _commits(reading, number) and not _is_open(reading, number)
        for promise in _in_sentence(reading, number)
    ]


def _commits(reading: Reading, number: int) -> bool:
    if reading.does(number, "otherpay"):
        return False  # the days of a way to pay are the client's
    if reading.sentences[number].text.rstrip().endswith(":"):  # names what follows: what it promises has to be plain
        return any(reading.score(number, act) >= _ENOUGH for act in _ACTS)
    sure = any(reading.does(number, act) for act in _ACTS)
    return sure or sum(reading.score(number, act) for act in _ACTS) >= _ENOUGH


def _is_open(reading: Reading, number: int) -> bool:
    return reading.sentences[number].asks or reading.does(number, "conditional")


def _in_sentence(reading: Reading, number: int) -> Iterator[Promised]:
    sentence = reading.sentences[number]
    said = [one for one in reading.times(number) if not one.is_past and not (one.is_length and one.day is None)]
    if said:
        conditions = list(_conditions(reading, number))
        said = [one for one in said if not any(start <= one.first < end for start, end in conditions)]
    for day, clock in _due(said):
        if day is None and clock is not None:
            due = reading.situation.today
        else:
            due = None if day is None else day.day
        if _was_kept(reading, sentence.text, due):
            continue
        yield Promised(
            start=sentence.start,
            end=sentence.end,
            what=sentence.text,
            day=due,
            time=None if clock is None else clock.clock,
            vague=due is None and clock is None,
        )


def _was_kept(reading: Reading, said: str, due: date | None) -> bool:
    """Whether a line of a list names a day gone by: what was done then, not a slip of the pen in what is to come."""
    today = reading.situation.today
    return today is not None and due is not None and due < today and said.startswith(_IN_A_LIST)


def _conditions(reading: Reading, number: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a sentence that hang on a condition: by a day in there somebody else has to act.

    Each goes from the last word of what names the condition to the end of its clause.
    """
    words = reading.sentences[number].words
    ends = [0, *(place for place in range(1, len(words)) if _is_apart(reading.text, words, place)), len(words)]
    for start, end in pairwise(ends):
        named = [last for _, last in reading.knowledge.every([word.text for word in words[start:end]], "condition")]
        if named:
            yield start + min(named) - 1, end


def _is_apart(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether a mark that ends a clause stands before a word."""
    return any(mark in ",;:" for mark in text[words[place - 1].end : words[place].start])


def _due(said: list[SaidTime]) -> Iterator[tuple[SaidTime | None, SaidTime | None]]:
    """Pair each day with the hour that is named nearest to it."""
    clocks = [one for one in said if one.clock is not None]
    days: list[SaidTime] = []
    for one in (one for one in said if one.day is not None):
        if days and one.first - days[-1].last < _WORDS_OF_ITS_OWN:
            days[-1] = max(days[-1], one, key=lambda time: time.day or date.min)
        elif not days or one.day != days[-1].day:
            days.append(one)
    if not days and said:
        yield None, clocks[-1] if clocks else None
    for day in days:
        near = [one for one in clocks if day is _nearest(days, one)]
        yield day, near[-1] if near else None


def _nearest(days: list[SaidTime], clock: SaidTime) -> SaidTime:
    return min(days, key=lambda day: _apart(day, clock))


def _apart(one: SaidTime, other: SaidTime) -> int:
    return max(one.first, other.first) - min(one.last, other.last)
