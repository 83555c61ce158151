"""A sentence told with another time: a day in place of the one it names or of a vague word, or a day where it has none.

Apart from ``suggest`` because it is the one place that works inside a sentence; it knows no rule. Prepositions and
vague words come from the language's ``days.txt``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from freelance_comm.coach.dates import SaidTime
from freelance_comm.coach.features import classes_of
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.wordings import Wordings
from freelance_comm.coach.words import Sentence, Word

_LONGEST_LEAD = 4
_LONGEST_SIMPLE = 16
"""Words of a sentence that a day may be put after without being misread."""
_MARKS = ',.;:!?…)»”"–—'
_ENDS = ".!…"


def redated(reading: Reading, number: int, day: date, book: Wordings) -> str:
    """Return a sentence with its latest day replaced by ``day``; empty where it names none."""
    dated = [said for said in reading.times(number) if said.day is not None and not said.is_length]
    if not dated:
        return ""
    said = max(dated, key=lambda one: one.day or day)
    for other in dated:  # "on Friday, the 10th" names one day twice
        if other.day == said.day and other.first == said.last:
            said = said.but(last=other.last)
        elif other.day == said.day and other.last == said.first:
            said = said.but(first=other.first)
    sentence = reading.sentences[number]
    first, frame = _lead(sentence.words, said, book)
    last = said.last
    while last < len(sentence.words) and _belongs_to_a_day(sentence.words[last], reading):
        last += 1
    end = sentence.words[last - 1].end
    return _replaced(sentence, sentence.words[first].start, end, book.day(frame, day), book)


def _belongs_to_a_day(word: Word, reading: Reading) -> bool:
    """Whether a word after a day is still part of it: "on Friday evening", "on the 20th of November"."""
    return bool({"part-of-day", "month"} & set(classes_of(word.text, reading.knowledge.classes)))


def timed(reading: Reading, number: int, day: date, book: Wordings) -> str:
    """Return a sentence that promises, with ``day``: for its vague word, at its end, or in a sentence of its own."""
    sentence, said = reading.sentences[number], book.day("on", day)
    found = _vague(sentence.words, book)
    if not said or (found is None and sentence.asks):
        return ""
    if found is not None:
        first, last = found
        if _stands_alone(sentence, first, last, reading, book):
            if not _between_verbs(sentence.words, first, last, reading):
                return _replaced(sentence, sentence.words[first].start, sentence.words[last - 1].end, said, book)
            return _ended(_without(sentence, first, last), said)
    if found is None and _is_simple(sentence, book):
        return _ended(sentence.text, said)
    own = book.named("when", familiar=False)
    return f"{_ended(sentence.text, '')} {own[0].replace('{day}', said)}" if own else ""


def _lead(words: Sequence[Word], said: SaidTime, book: Wordings) -> tuple[int, str]:
    """Return where a time begins with what leads to it ("by the …"), and the way of naming a day that it asks for."""
    texts = [word.text for word in words]
    for size in range(_LONGEST_LEAD, 0, -1):
        start = said.first - size
        if start >= 0 and (frame := book.leads.get(tuple(texts[start : said.first]))):
            return start, frame
    for size in range(_LONGEST_LEAD, 0, -1):
        inner = tuple(texts[said.first : said.first + size])
        if said.first + size < said.last and (frame := book.leads.get(inner)):
            return said.first, frame
    return said.first, "on"


def _vague(words: Sequence[Word], book: Wordings) -> tuple[int, int] | None:
    texts = [word.text for word in words]
    for start in range(len(texts)):
        for phrase in book.vague:
            if tuple(texts[start : start + len(phrase)]) == phrase:
                return start, start + len(phrase)
    return None


def _stands_alone(sentence: Sentence, first: int, last: int, reading: Reading, book: Wordings) -> bool:
    """Whether vague words are all of what they are part of.

    A clause ("as soon as I find time") may go on, and what is measured ("as quickly as the printer lets me") does.
    """
    words = sentence.words
    if first and words[first - 1].text in book.degrees:
        return False
    opens_clause = last - first > 2 and words[first].text in book.clauses
    if not opens_clause or last == len(words) or words[last].text in _MARKS:
        return True
    between = sentence.text[words[last - 1].end - sentence.start : words[last].start - sentence.start]
    me = {"me", "we"} & set(classes_of(words[last].text, reading.knowledge.classes))
    return "," in between or bool(me)


def _between_verbs(words: Sequence[Word], first: int, last: int, reading: Reading) -> bool:
    """Whether vague words stand between an auxiliary and its verb, where a day would not."""
    if first == 0 or last == len(words) or words[last].text in _MARKS:
        return False
    return "will" in classes_of(words[first - 1].text, reading.knowledge.classes)


def _is_simple(sentence: Sentence, book: Wordings) -> bool:
    words = [word.text for word in sentence.words]
    inner = sentence.text.rstrip(_ENDS)
    plain = not any(mark in inner for mark in ",;:()–—\n")
    return plain and len(words) <= _LONGEST_SIMPLE and not any(word in book.clauses for word in words[1:])


def _replaced(sentence: Sentence, start: int, end: int, said: str, book: Wordings) -> str:
    start, end = start - sentence.start, end - sentence.start
    before, after = sentence.text[:start], sentence.text[end:]
    goes_on = bool(after.strip()) and after.lstrip()[0] not in _MARKS
    pause = "," if "," in said else book.after_opening if start == 0 else ""
    if start == 0 and not sentence.text[:1].islower():
        said = said[:1].upper() + said[1:]
    if goes_on:
        said += pause
    return f"{before}{said}{after}"


def _without(sentence: Sentence, first: int, last: int) -> str:
    start, end = sentence.words[first].start - sentence.start, sentence.words[last - 1].end - sentence.start
    return sentence.text[:start].rstrip() + sentence.text[end:]


def _ended(text: str, said: str) -> str:
    """Return a sentence with ``said`` before its full stop; it gets one where it has none."""
    bare = text.rstrip().rstrip(_ENDS)
    end = text.rstrip()[len(bare) :] or "."
    return f"{bare} {said}{end}" if said else bare + end
