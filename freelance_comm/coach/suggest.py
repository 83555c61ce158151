"""Better wordings for what a rule found, in the draft's language and its form of address, and where they go.

Nothing is invented: where a day is missing, the days that the calendar leaves free are offered; what only the
freelancer knows is left blank (``…``). And nothing is offered that the coach would remark upon: the draft is read again
with each wording in its place (its blanks filled with something likely), and what breaks a rule is dropped. What the
wordings are lies in ``wordings``; this module knows what is done about which rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from freelance_comm.coach.model import Hit, Rule
from freelance_comm.coach.reading import Reading
from freelance_comm.coach.registry import RULES
from freelance_comm.coach.retiming import redated, timed
from freelance_comm.coach.wordings import DAY, Wording, Wordings, filled_in
from freelance_comm.coach.words import Sentence, Word
from freelance_comm.domain.record import Record

FOLDER = "suggestions"
LONGEST_DRAFT = 20_000
"""Code points; what is longer is no letter, and reading it again would be felt."""
_MOST_CHOICES = 3
_MOST_DAYS = 8
"""So many free days are tried; whoever wants a later one types it."""

_LEAVE_OUT = frozenset({"needless-excuse", "early-prepayment", "excess-options"})
_INSTEAD = frozenset(
    {"blame", "negative-tone", "condescension", "prepayment-deadlock", "hidden-cost", "raw-work", "reselling"}
)
_AFTER = frozenset({"flat-refusal", "unexplained-price"})
_BEFORE_ALL = frozenset({"unowned-complaint"})
_AFTER_ALL = frozenset({"no-invitation", "report-without-time"})
_ON_ITS_OWN = frozenset({"report-without-time"})
_LATER = frozenset({"unrealistic-deadline", "tight-deadline"})

Place = tuple[int, int]


class Better(Record):
    """What may be put at ``place`` (code points, half-open), or that what stands there is better left out."""

    place: Place | None = None
    choices: tuple[str, ...] = ()
    leave_out: bool = False


def better(rule: Rule, hit: Hit, reading: Reading) -> Better:
    """Return what the coach offers for a hit; nothing where nothing sensible can be said."""
    if len(reading.text) > LONGEST_DRAFT:
        return Better()
    if rule.id in _LEAVE_OUT:
        place = _removable(rule.id, hit, reading)
        fits = place is not None and _mends(rule, reading, place, Wording(words="", filled=""))
        return Better(place=place, leave_out=True) if fits else Better()
    found = Better()
    for place, wording in _tries(rule.id, hit, reading, _book(f"{reading.knowledge.folder}/{FOLDER}")):
        fresh = wording.words and wording.words not in found.choices and place in (found.place or place, found.place)
        if fresh and _mends(rule, reading, place, wording):
            found = Better(place=place, choices=(*found.choices, wording.words))
            if len(found.choices) == _MOST_CHOICES:
                break
    return found


@cache
def _book(folder: str) -> Wordings:
    return Wordings(folder)


def _mends(rule: Rule, reading: Reading, place: Place, wording: Wording) -> bool:
    """Whether a draft with a wording in its place breaks this rule less often, and no rule that it kept before.

    Blanks may have to be filled before a rule is content; empty they must not break another.
    """
    after = _changed(reading, place, wording.words)
    if not _keeps_the_others(rule, reading, after):
        return False
    if _improves(rule, reading, after):
        return True
    after = _changed(reading, place, wording.filled)
    has_blanks = wording.words != wording.filled
    return has_blanks and _improves(rule, reading, after) and _keeps_the_others(rule, reading, after)


def _improves(rule: Rule, reading: Reading, after: Reading) -> bool:
    return len(list(rule.check(after))) < len(list(rule.check(reading)))


def _changed(reading: Reading, place: Place, words: str) -> Reading:
    return reading.again(reading.text[: place[0]] + words + reading.text[place[1] :])


def _keeps_the_others(rule: Rule, reading: Reading, after: Reading) -> bool:
    others = (each for each in RULES if each.id != rule.id)
    return not any(_breaks(each, after) and not _breaks(each, reading) for each in others)


def _breaks(rule: Rule, reading: Reading) -> bool:
    return next(iter(rule.check(reading)), None) is not None


def _removable(rule: str, hit: Hit, reading: Reading) -> Place | None:
    """Return what is taken out with a sentence; None where something would be lost that the client needs."""
    if hit.first is None or len(reading.body) < 2:
        return None
    number, text = hit.first, reading.text
    if rule == "needless-excuse" and (
        reading.names_time(number) or any(w.text[0].isdigit() for w in _words(reading, number))
    ):
        return None
    if rule == "excess-options" and reading.options_asked > 1:
        return None
    start, end = reading.sentences[number].start, reading.sentences[number].end
    opens_line = start == 0 or text[start - 1] == "\n"
    while end < len(text) and text[end] in " \t\u00a0\u202f":
        end += 1
    if opens_line:
        while end < len(text) and text[end] == "\n":
            end += 1
    elif end == len(text) or text[end] == "\n":
        while start and text[start - 1] in " \t\u00a0\u202f":
            start -= 1
    return start, end


def _words(reading: Reading, number: int) -> list[Word]:
    return reading.sentences[number].words


def _tries(rule: str, hit: Hit, reading: Reading, book: Wordings) -> Iterator[tuple[Place, Wording]]:
    """Yield what might be put where, the best first."""
    if rule == "greeting":
        yield from _greetings(reading, book)
    elif rule == "vague-promise" or rule in _LATER:
        if hit.first is not None:
            for day in _days(rule, reading):
                told = (timed if rule == "vague-promise" else redated)(reading, hit.first, day, book)
                yield _span(reading, hit.first), Wording(words=told, filled=told)
    elif rule == "contradicts-record":
        if hit.first is not None:
            from freelance_comm.coach.correcting import corrected  # only where something is on record

            told = corrected(reading, hit, book)
            yield _span(reading, hit.first), Wording(words=told, filled=told)
    else:
        number = _where(rule, hit, reading)
        if number is not None:
            for wording in _named(rule, reading, book):
                yield _span(reading, number), _joined(rule, reading, number, wording)


def _span(reading: Reading, number: int) -> Place:
    return reading.sentences[number].start, reading.sentences[number].end


def _where(rule: str, hit: Hit, reading: Reading) -> int | None:
    """Return the sentence that a rule's wordings are put in the place of, before or after."""
    if rule in _INSTEAD or rule in _AFTER:
        return hit.first
    if rule in _BEFORE_ALL and reading.body:
        return reading.body[0]
    return reading.body[-1] if rule in _AFTER_ALL and reading.body else None


def _named(rule: str, reading: Reading, book: Wordings) -> Iterator[Wording]:
    familiar = book.is_familiar(word.text for sentence in reading.sentences for word in sentence.words)
    days = [book.day("on", day) for day in _days(rule, reading)]
    sample = book.day("on", _day_after(reading))
    for template in book.named(rule, familiar=familiar):
        for day in (days or [""]) if DAY in template else [""]:
            yield filled_in(template, day, sample)


def _joined(rule: str, reading: Reading, number: int, wording: Wording) -> Wording:
    """Return a wording with the sentence it goes with."""
    sentence = reading.sentences[number].text
    if rule in _INSTEAD:
        return Wording(words=_small(wording.words, sentence), filled=_small(wording.filled, sentence))
    if rule in _BEFORE_ALL:
        rest = sentence[:1].upper() + sentence[1:]
        words, filled = _small(wording.words, sentence), _small(wording.filled, sentence)
        return Wording(words=f"{words} {rest}", filled=f"{filled} {rest}")
    end = "" if sentence[-1:] in "\"'»”’.!?…:)" else "."
    gap = _paragraph(reading) if rule in _ON_ITS_OWN else " "
    return Wording(words=f"{sentence}{end}{gap}{wording.words}", filled=f"{sentence}{end}{gap}{wording.filled}")


def _paragraph(reading: Reading) -> str:
    """Return what stands between paragraphs of the draft."""
    return "\n\n" if "\n\n" in reading.text else "\n"


def _small(words: str, sentence: str) -> str:
    """Return ``words`` with a small letter at the start where the sentence has one, as after "Bonjour,"."""
    is_word = len(words) > 1 and words[1].islower()
    return words[:1].lower() + words[1:] if is_word and sentence[:1].islower() else words


def _greetings(reading: Reading, book: Wordings) -> Iterator[tuple[Place, Wording]]:
    """Yield the greeting of the draft with the name added, and a greeting of its own before it."""
    told = reading.situation
    familiar = book.is_familiar(word.text for sentence in reading.sentences for word in sentence.words)
    called = told.called or book.called(told.client_name)
    words, end = book.greeting(called, familiar=familiar)
    if reading.greets and called:
        sentence = reading.sentences[0]
        found = reading.knowledge.find([word.text for word in sentence.words], "greeting")
        if found is not None and found[0] == 0:
            for line in _with_name(sentence, found[1], words, called, end, alone=reading.body.start > 0):
                yield _span(reading, 0), Wording(words=line, filled=line)
    line = words and f"{words}{end}{_paragraph(reading)}"
    yield (0, 0), Wording(words=line, filled=line)


def _with_name(sentence: Sentence, last: int, words: str, called: str, end: str, *, alone: bool) -> Iterator[str]:
    """Yield a sentence that greets (in its words before ``last``) with the name, ``words`` being a whole greeting."""
    head = words[: words.rindex(called)]
    gap = head[len(head.rstrip(" ,")) :] or " "
    rest = sentence.text[sentence.words[last - 1].end - sentence.start :]
    bare = rest.strip(" ,!.:;\u00a0\u202f")
    if not (alone and bare):
        yield f"{sentence.text[: len(sentence.text) - len(rest)]}{gap}{called}{rest or end}"
    if alone:
        yield words + (rest[len(rest.rstrip(" ,!.:;\u00a0\u202f")) :] or end)


def _days(rule: str, reading: Reading) -> list[date]:
    """Return the days that may be named, the next first."""
    told = reading.situation
    earliest = told.safe_day or told.earliest_realistic
    days = [day for day in told.free_days if told.today is None or day > told.today]
    if rule in _LATER:
        days = [day for day in days if earliest is None or day >= earliest]
        days = [earliest, *days] if earliest is not None else days
    return sorted(set(days))[:_MOST_DAYS]


def _day_after(reading: Reading) -> date:
    """Return a day on which a blank for a day could be filled."""
    told = reading.situation
    return max(
        day for day in (told.today, told.earliest_realistic, told.safe_day, date(2000, 1, 3)) if day
    ) + timedelta(1)
