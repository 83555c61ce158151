"""What a draft says against the record of its project: a price, a day, hours, a name or title, or the schedule.

A wrong remark costs more than a missed one: only what the draft clearly says of the whole is compared, and whatever
could come from the record in some way (an item, an instalment, a sum, what is left to pay) is no contradiction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from freelance_comm.coach.amounts import SaidAmount, amounts
from freelance_comm.coach.dates import SaidTime
from freelance_comm.coach.features import classes_of
from freelance_comm.coach.model import Hit, Kind, Recorded
from freelance_comm.coach.names import is_addressed, is_known_name
from freelance_comm.coach.reading import Reading
from freelance_comm.domain.marking import N_

_MOST_PARTS = 12
_LEAST_SHARE = Decimal("0.25")
"""Amounts below this part of the largest on record are fees and extras, not the price."""
_ROUNDING = Decimal("0.25")
"""Hours by which a rounded total may differ."""
_PRICE_ACTS = ("price", "priceold", "paycheck")
_MOST_SENTENCES = 400
"""So many sentences are held against the record: what is longer is no letter."""
_MOST_BEFORE = 3
"""Words before a greeting, or after it, among which a name is looked for; or a "not" before what it denies."""
_TITLES = {
    "feminine": (
        "titles of women",
        "titles of men",
        N_("The greeting says “{said}”; {name} is on record as a woman."),
    ),
    "masculine": (
        "titles of men",
        "titles of women",
        N_("The greeting says “{said}”; {name} is on record as a man."),
    ),
}
"""By the gender on record: the phrases that fit, those that do not, and what is said of these."""


def contradictions(reading: Reading) -> Iterator[Hit]:
    """Find what the draft says otherwise than the record; each hit has both values, ``said`` and ``recorded``."""
    known = reading.situation.recorded
    if known is not None:
        yield from chain(
            _prices(reading, known),
            _deadline(reading, known),
            _hours(reading, known),
            _schedule(reading, known),
            _name(reading, known),
            _title(reading, known),
        )


def _read(reading: Reading) -> range:
    return reading.body[:_MOST_SENTENCES]


# -- prices ------------------------------------------------------------------------------------------------------------


def _prices(reading: Reading, known: Recorded) -> Iterator[Hit]:
    if not known.prices or not known.currency:
        return
    fitting: set[Decimal] = set()
    for number in _read(reading):
        said = _price_of(reading, number, known.currency.lower())
        if said is None or said.value < max(known.prices) * _LEAST_SHARE:
            continue
        fitting = fitting or _sums(known.prices) | _products(reading)
        if said.value in fitting:
            continue
        yield Hit(
            first=number,
            last=number,
            message=N_("The draft says {said}; {recorded} is on record."),
            params={
                "said": _quoted(reading, number, said),
                "recorded": min(known.prices, key=lambda price: abs(price - said.value)),
                "currency": known.currency,
            },
        )


def _price_of(reading: Reading, number: int, currency: str) -> SaidAmount | None:
    """Return the price that a sentence names: its largest amount in the currency of the record."""
    sentence = reading.sentences[number]
    words = [word.text for word in sentence.words]
    if sentence.asks or "%" in words or reading.knowledge.holds(words, "tax"):
        return None
    named = {name for word in words for name in classes_of(word, reading.knowledge.classes)}
    speaks = "total" in named or any(reading.does(number, act) for act in _PRICE_ACTS)
    if not speaks or named & {"extra", "if", "prepay", "parts"}:
        return None
    said = [one for one in amounts(sentence.words, reading.text, reading.knowledge) if not one.is_rate]
    return max((one for one in said if currency in one.currencies), key=lambda one: one.value, default=None)


def _sums(prices: Sequence[Decimal]) -> set[Decimal]:
    """Return all sums of amounts on record, and what is left of one after another."""
    sums = {Decimal(0)}
    for price in sorted(set(prices), reverse=True)[:_MOST_PARTS]:
        sums |= {price + other for other in sums}
    return sums | {one - other for one in prices for other in prices}


def _products(reading: Reading) -> set[Decimal]:
    """Return hours times rates, as far as the draft names both."""
    rates = {
        one.value
        for number in _read(reading)
        for one in amounts(reading.sentences[number].words, reading.text, reading.knowledge)
        if one.is_rate and one.currencies
    }
    hours = {Decimal(str(said.hours)) for number in _read(reading) for said in reading.times(number) if said.hours}
    return {rate * count for rate in rates for count in hours}


def _quoted(reading: Reading, number: int, said: SaidAmount) -> str:
    words = reading.sentences[number].words
    return reading.text[words[said.first].start : words[said.last - 1].end]


# -- days --------------------------------------------------------------------------------------------------------------


def _deadline(reading: Reading, known: Recorded) -> Iterator[Hit]:
    if known.deadline is None or _moves(reading):
        return
    for number in _read(reading):
        sentence = reading.sentences[number]
        names_it = reading.knowledge.holds([word.text for word in sentence.words], "deadline")
        whole = reading.does(number, "complete") and not reading.does(number, "partial")
        if sentence.asks or reading.does(number, "conditional") or not (whole or names_it):
            continue
        days = [said.day for said in reading.times(number) if _is_certain(said)]
        if not days or len(set(days)) > 1 or days[0] in (known.deadline, *known.days):
            continue
        states = names_it or reading.situation.kind in (Kind.QUOTE, Kind.DEADLINE)
        if days[0] is not None and (days[0] > known.deadline or states):
            yield Hit(
                first=number,
                last=number,
                message=N_("The draft says {said}, but {recorded} is the deadline on record."),
                params={"said": days[0], "recorded": known.deadline},
            )


def _is_certain(said: SaidTime) -> bool:
    return said.day is not None and not said.is_length and not said.is_loose


def _moves(reading: Reading) -> bool:
    """Whether the draft speaks of moving the deadline: another day is then what it is about."""
    return any(
        reading.knowledge.holds([word.text for word in one.words], "moves")
        for one in reading.sentences[:_MOST_SENTENCES]
    )


# -- hours -------------------------------------------------------------------------------------------------------------


def _hours(reading: Reading, known: Recorded) -> Iterator[Hit]:
    """Compare hours that were spent in a report where they are given once, and others where they are a total."""
    if not known.hours:
        return
    said = [(number, one) for number in _read(reading) for one in reading.times(number) if one.hours and one.is_length]
    acts = {Kind.PROGRESS_REPORT: ("spent",), Kind.QUOTE: ("price", "pricereason")}
    fitting = _sums(known.hours)
    for number, one in said:
        words = [word.text for word in reading.sentences[number].words]
        named = {name for word in words for name in classes_of(word, reading.knowledge.classes)}
        does = any(reading.does(number, act) for act in acts.get(reading.situation.kind, ("spent",)))
        whole = "total" in named and len(reading.times(number)) == 1
        alone = len(said) == 1 and reading.situation.kind is Kind.PROGRESS_REPORT
        hours = Decimal(str(one.hours))
        # What a price includes is no total: "two rounds of corrections and an hour with your team".
        if not does or not (alone or whole) or "included" in named or _fits(hours, fitting):
            continue
        recorded = min(known.hours, key=lambda logged: abs(logged - hours))
        yield Hit(
            first=number,
            last=number,
            message=N_("The draft says {said} hours; {recorded} hours are on record."),
            params={"said": Decimal(f"{hours.normalize():f}"), "recorded": recorded},
        )


def _fits(hours: Decimal, fitting: Collection[Decimal]) -> bool:
    return any(abs(hours - known) <= _ROUNDING for known in fitting)


# -- schedule and name -------------------------------------------------------------------------------------------------


def _schedule(reading: Reading, known: Recorded) -> Iterator[Hit]:
    if known.on_schedule is not False:
        return
    for number in _read(reading):
        sentence = reading.sentences[number]
        words = [word.text for word in sentence.words]
        place = reading.knowledge.find(words, "on schedule")
        if place is None or sentence.asks:
            continue
        before = words[max(0, place[0] - _MOST_BEFORE) : place[0]]
        named = {name for word in before for name in classes_of(word, reading.knowledge.classes)}
        open_ = {name for word in words for name in classes_of(word, reading.knowledge.classes)} & {
            "if",
            "will",
            "must",
        }
        if "not" not in named and not open_:
            yield Hit(
                first=number,
                last=number,
                message=N_("The draft says everything is on schedule; the record says it is late."),
                params={"said": reading.text[sentence.words[place[0]].start : sentence.words[place[1] - 1].end]},
            )


def _name(reading: Reading, known: Recorded) -> Iterator[Hit]:
    """Find a greeting with a name that nobody on record has."""
    names = [name for name in (*known.names, reading.situation.client_name) if name]
    if not known.names:
        return
    for number in range(min(2, len(reading.sentences))):
        called = _greeted(reading, number)
        if called and not any(
            is_addressed(name, reading.situation.name_forms, called, reading.knowledge) for name in names
        ):
            yield Hit(
                first=number,
                last=number,
                message=N_("The greeting is for {said}; {recorded} is on record."),
                params={"said": called, "recorded": known.names[0]},
            )


def _title(reading: Reading, known: Recorded) -> Iterator[Hit]:
    """Find a greeting that calls a woman on record by the title of a man, or the other way round."""
    if known.gender not in _TITLES or not known.names:
        return
    own, other, message = _TITLES[known.gender]
    client = known.names[0]
    for number in range(min(2, len(reading.sentences))):
        words = reading.sentences[number].words[: 4 * _MOST_BEFORE]
        greeting = reading.knowledge.find([word.text for word in words], "greeting")
        if greeting is None or greeting[0] > _MOST_BEFORE:
            continue
        near = words[: greeting[1] + _MOST_BEFORE - 1]  # further on, others are spoken of
        said = [word.text for word in near]
        found = reading.knowledge.find(said, other)
        if found is None or reading.knowledge.holds(said, own):
            continue
        called = reading.text[words[0].start : words[: greeting[1] + _MOST_BEFORE][-1].end]
        if [name for name in known.names if is_addressed(name, (), called, reading.knowledge)] == [client]:
            title = reading.text[near[found[0]].start : near[found[1] - 1].end]
            yield Hit(first=number, last=number, message=message, params={"said": title, "name": client})


def _greeted(reading: Reading, number: int) -> str:
    """Return the name in a greeting, empty where it holds none that is surely one."""
    words = reading.sentences[number].words[: 4 * _MOST_BEFORE]
    found = reading.knowledge.find([word.text for word in words], "greeting")
    if found is None or found[0] > _MOST_BEFORE:
        return ""
    called: list[str] = []
    titled = sure = False
    for word in (*words[: found[0]], *words[found[1] : found[1] + _MOST_BEFORE + 1]):
        raw = reading.text[word.start : word.end]
        if "title" in classes_of(word.text, reading.knowledge.classes):
            titled = True
        elif raw[0].isupper():
            sure = sure or titled or is_known_name(word.text, reading.knowledge)
            called.append(raw)
        else:
            break
    return " ".join(called) if sure else ""
