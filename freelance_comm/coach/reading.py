"""A draft as the coach sees it: its parts, and for each sentence what it does and which times it names.

Everything the rules ask is worked out here once, so that a rule is a few lines about conduct.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from freelance_comm.coach.dates import SaidTime, TimeWords
from freelance_comm.coach.features import classes_of
from freelance_comm.coach.knowledge import Knowledge
from freelance_comm.coach.model import Hit, Kind, Situation
from freelance_comm.coach.names import is_addressed
from freelance_comm.coach.second_look import Form
from freelance_comm.coach.words import sentences

_LONGEST_SIGNATURE = 6
"""Words of a line at the end that may still be a name, a firm or a sign-off."""
_MOST_LINES_OF_SIGNATURE = 4
_LONGEST_SALUTATION = 6
_ORDINALS = {"third": 3, "fourth": 4, "fifth": 5}


class Reading:
    """A draft read once. Sentences are counted from 0; ``body`` are those between the greeting and the sign-off."""

    def __init__(self, text: str, situation: Situation, knowledge: Knowledge, times: TimeWords) -> None:
        self.text = text
        self.situation = situation
        self.knowledge = knowledge
        self.sentences = sentences(text, knowledge.abbreviations)
        self._times = times
        self._scores: dict[int, dict[str, float]] = {}
        self._said: dict[int, list[SaidTime]] = {}
        self._forms: dict[int, Form] = {}
        self._rows: dict[int, list[float]] = {}
        self.body = range(self._first(), self._last())

    def again(self, text: str) -> Reading:
        """Return the reading of a changed draft in the same situation; sentences that stay are not judged anew."""
        other = Reading(text, self.situation, self.knowledge, self._times)
        other.incoming_acts = self.incoming_acts
        known = {sentence.text: number for number, sentence in enumerate(self.sentences)}
        for number, sentence in enumerate(other.sentences):
            same = known.get(sentence.text, -1)
            if same in self._scores:
                other._scores[number] = self._scores[same]
            if same in self._forms:
                other._forms[number] = self._forms[same]
            if same in self._rows:
                other._rows[number] = self._rows[same]
            if same in self._said:
                other._said[number] = self._said[same]
        return other

    def score(self, number: int, act: str) -> float:
        """Return how likely a sentence does an act, between 0 and 1, in the light of the whole draft."""
        place = number - self.body.start
        judged = self._judged[place] if 0 <= place < len(self._judged) else self._alone(number)
        return judged.get(act, 0.0)

    def _alone(self, number: int) -> dict[str, float]:
        """Return the scores of a sentence by itself."""
        if number not in self._scores:
            # All of the body at once: a model that judges by meaning takes many in less time than one by one.
            unseen = sorted({number, *self.body} - self._scores.keys())
            scores = self.knowledge.scores([self.sentences[one] for one in unseen])
            self._scores.update(zip(unseen, scores, strict=True))
        return self._scores[number]

    @cached_property
    def _judged(self) -> Sequence[Mapping[str, float]]:
        """The scores of the sentences of the body; those that greet and take leave say nothing of others."""
        alone, second = [self._alone(number) for number in self.body], self.knowledge.second_look
        if second is None:
            return alone
        for number, scores in zip(self.body, alone, strict=True):
            if number not in self._rows:
                self._rows[number] = second.row(scores)
        rows = [self._rows[number] for number in self.body]
        return second.scores(alone, self.forms, self.situation.kind, self.incoming_acts, rows)

    @property
    def forms(self) -> list[Form]:
        """What is seen of each sentence of the body besides its words."""
        for number in self.body:
            if number not in self._forms:
                one = self.sentences[number]
                self._forms[number] = Form(len(one.words), one.asks, one.text.endswith("!"))
        return [self._forms[number] for number in self.body]

    def does(self, number: int, act: str) -> bool:
        """Whether a sentence does an act, at the threshold at which the language is sure enough of it."""
        return self.score(number, act) >= self.knowledge.sure(act)

    def doing(self, act: str, among: Iterable[int] | None = None) -> list[int]:
        """Return the sentences of the body (or of ``among``) that do an act."""
        return [number for number in (self.body if among is None else among) if self.does(number, act)]

    def hints(self, act: str, among: Iterable[int] | None = None) -> bool:
        """Whether any sentence of the body (or of ``among``) may be doing an act.

        A rule that misses something in a draft asks this: what is probably there is not missed aloud.
        """
        least = self.knowledge.possible(act)
        return any(self.score(number, act) >= least for number in (self.body if among is None else among))

    def times(self, number: int) -> list[SaidTime]:
        """Return the times that a sentence names."""
        if number not in self._said:
            self._said[number] = self._times.find(self.sentences[number].words, self.situation.today, self.text)
        return self._said[number]

    def names_time(self, number: int) -> bool:
        """Whether a sentence of the draft names a time that is not past; one that is not there names none."""
        return 0 <= number < len(self.sentences) and any(not said.is_past for said in self.times(number))

    def days_of_the_whole(self) -> Iterator[tuple[int, date]]:
        """Yield each sentence that says by when the complete work will be there, and the day (the last it names)."""
        for number in self.body:
            step = self.does(number, "partial") and self.score(number, "partial") > self.score(number, "complete")
            if self.hints("complete", (number,)) and not step:
                days = [said.day for said in self.times(number) if said.day is not None and not said.is_length]
                if days:
                    yield number, max(days)

    @cached_property
    def greets(self) -> bool:
        """Whether the draft opens with a greeting or salutation, be it the name alone."""
        return self._salutes or any(self._is_greeting(number) for number in range(min(3, len(self.sentences))))

    @cached_property
    def _salutes(self) -> bool:
        """Whether the first line is short and calls somebody ("Ma Mère,"), or begins with the client's name."""
        if not self.sentences:
            return False
        first = self.sentences[0]
        if self.text[first.end :].startswith("\n") and len(first.words) <= _LONGEST_SALUTATION:
            return first.text.endswith((",", "!"))
        name, opening = self.situation.client_name, first.text.partition(",")[0]
        called = opening if len(opening.split()) <= 3 and "," in first.text else ""
        return bool(name and called) and is_addressed(name, self.situation.name_forms, called, self.knowledge)

    @cached_property
    def uses_name(self) -> bool:
        """Whether the client's name is used anywhere before the signature; true where no name is known."""
        name = self.situation.client_name
        ends = self.sentences[self.body[-1]].end if len(self.body) else len(self.text)
        return not name or is_addressed(name, self.situation.name_forms, self.text[:ends], self.knowledge)

    @cached_property
    def incoming_acts(self) -> dict[str, float]:
        """How likely the message that is answered does each act; the highest score of its sentences."""
        result: dict[str, float] = {}
        for sentence in sentences(self.situation.incoming, self.knowledge.abbreviations):
            for act, score in self.knowledge.incoming.scores(self.knowledge.features(sentence)).items():
                result[act] = max(score, result.get(act, 0.0))
        return result

    @property
    def answers_complaint(self) -> bool:
        """Whether the draft answers somebody who complains."""
        if self.situation.kind is Kind.COMPLAINT_REPLY:
            return self.client_may("complains")
        return self.client("complains")

    @property
    def options_asked(self) -> int:
        """How many versions of the work the client asked for."""
        if self.situation.options_asked is not None:
            return self.situation.options_asked
        return 2 if self.client("asksoptions") else 1

    @cached_property
    def options_offered(self) -> int:
        """How many versions the draft names in so many words, or as sentences that offer one each."""
        numbers = [0]
        for number in self.doing("options"):
            words = [word.text for word in self.sentences[number].words]
            for place, word in enumerate(words):
                count = self._times.numbers.get(word, int(word) if word.isdigit() and len(word) == 1 else 0)
                near = words[place + 1 : place + 4]
                if count and any("version" in classes_of(one, self.knowledge.classes) for one in near):
                    numbers.append(int(count))
            named = {name for word in words for name in classes_of(word, self.knowledge.classes)}
            numbers.extend(count for name, count in _ORDINALS.items() if name in named)  # "and a third one"
        return max(*numbers, len(self.doing("options")))

    @cached_property
    def explains_price(self) -> bool:
        """Whether amounts in the draft are parts of a total: at least two items, or hours and a rate."""
        return self.amounts >= 3 or (self.amounts >= 2 and self.counts_hours) or self._adds_up

    @property
    def _adds_up(self) -> bool:
        """Whether a sentence that names an amount names the parts that make it up ("1,400 euros: 600 and 800")."""
        from freelance_comm.coach.amounts import amounts

        for number in self.body:
            if self.amounts_in(number):
                values = [said.value for said in amounts(self.sentences[number].words, self.text, self.knowledge)]
                if len(values) > 2 and 2 * max(values) == sum(values):
                    return True
        return False

    @cached_property
    def amounts(self) -> int:
        """How many amounts of money the draft names."""
        return sum(self.amounts_in(number) for number in self.body)

    @cached_property
    def counts_hours(self) -> bool:
        """Whether the draft names a length of time in hours, minutes or days."""
        return self.lengths_of_time > 0

    @cached_property
    def lengths_of_time(self) -> int:
        """How many sentences or lines of the draft name a length of time."""
        return sum(any(said.is_length for said in self.times(number)) for number in self.body)

    def amounts_in(self, number: int) -> int:
        """Return how many amounts of money a sentence names."""
        words = [word.text for word in self.sentences[number].words]
        return sum(
            any(other in "€$£₽₴" or "currency" in classes_of(other, self.knowledge.classes) for other in near)
            for place, word in enumerate(words)
            if word[0].isdigit() and (near := [*words[max(0, place - 1) : place], *words[place + 1 : place + 3]])
        )

    def denies(self, number: int, name: str) -> bool:
        """Whether a word that says "nothing" stands right before one of a class: "nothing in advance"."""
        named = [classes_of(word.text, self.knowledge.classes) for word in self.sentences[number].words]
        return any(
            name in here and any("nothing" in before for before in named[max(0, place - 2) : place])
            for place, here in enumerate(named)
        )

    def client(self, act: str) -> bool:
        """Whether the message that is answered does an act."""
        return act in self.incoming_acts and self.incoming_acts[act] >= self.knowledge.incoming.sure(act)

    def client_may(self, act: str) -> bool:
        """Whether the message that is answered may be doing an act; true where there is no message."""
        return not self.situation.incoming or self.incoming_acts.get(act, 0.0) >= self.knowledge.incoming.possible(act)

    def _is_greeting(self, number: int) -> bool:
        words = [word.text for word in self.sentences[number].words[:6]]
        found = self.knowledge.find(words, "greeting")
        return found is not None and found[0] <= 2

    def _first(self) -> int:
        """Return the first sentence after a greeting that stands alone on its line."""
        for number, sentence in enumerate(self.sentences[:2]):
            alone = len(sentence.words) <= 7 and not sentence.text.endswith(("?", "."))
            if alone and (self._is_greeting(number) or (number == 0 and self._salutes)):
                return number + 1
        return 0

    def _last(self) -> int:
        """Return the end of the body: what follows is the sign-off and the signature."""
        last = len(self.sentences)
        while last > max(self._first() + 1, len(self.sentences) - _MOST_LINES_OF_SIGNATURE):
            sentence = self.sentences[last - 1]
            words = [word.text for word in sentence.words]
            short = len(words) <= _LONGEST_SIGNATURE and not sentence.text.endswith(("?", ".", "!", ":"))
            found = self.knowledge.find(words[:4], "sign-off")
            if not (short or (found is not None and found[0] == 0 and len(words) <= 9)):
                break
            last -= 1
        return last


def each(act: str) -> Callable[[Reading], Iterator[Hit]]:
    """Return the check of a rule that every sentence breaks which does ``act``."""

    def check(reading: Reading) -> Iterator[Hit]:
        for number in reading.doing(act):
            yield Hit(first=number, last=number)

    return check
