"""Letters about complaints and negotiations in every situation: the coach has nothing to say, and nobody is blamed.

Apart from the letters of stages because what these say depends on how far things have come, not on the project.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any

import pytest

from freelance_comm.services.coaching import About, read_draft
from freelance_comm.services.letter_names import COMPLAINTS, PERMISSION, PROPOSAL
from freelance_comm.services.ways_out import NAMES, WAYS
from freelance_comm.text.catalog import translator
from tests.contract.letters import FRIDAY, Facts, addressed, full, rendered

POINTS = ("unknown", "yes", "partly", "no")
SORRY = {
    "en": r"(?i)\bsorry\b|apolog|take responsibility",
    "ro": r"(?i)scuze|răspunderea|asum",
    "ru": r"(?i)прошу прощения|извин|ответственность|по моей вине",
    "fr": r"(?i)excuses|responsabilité|vient de moi",
    "de": r"(?i)tut mir leid|verantwortung|liegt an mir",
    "es": r"(?i)disculpas|responsabilidad|cosa mía",
    "uk": r"(?i)вибач|відповідальн|з моєї вини",
}
WORDS = {
    "en": ("The menu is still the old one.", "the new menu", "800 is all we have", "A joy to work with."),
    "ro": ("Meniul este tot cel vechi.", "meniul nou", "avem doar 800", "O bucurie."),
    "ru": ("Меню всё ещё старое.", "новое меню", "у нас есть только 800", "Очень приятно."),
    "fr": ("La carte est toujours l’ancienne.", "la nouvelle carte", "on a 800", "Un vrai plaisir."),
    "de": ("Die Karte ist immer noch die alte.", "die neue Karte", "wir haben nur 800", "Es war eine Freude."),
    "es": ("La carta sigue siendo la antigua.", "la carta nueva", "solo tenemos 800", "Un placer."),
    "uk": ("Меню досі старе.", "нове меню", "у нас є лише 800", "Дуже приємно."),
}
"""What a client complains of, what puts it right, what they can pay, and what they say when they are glad."""
EVERY_LOCALE = pytest.mark.parametrize("locale", sorted(WORDS))


def situation(locale: str, **complaint: Any) -> Facts:
    """Return facts about a complaint in which only these things are so."""
    facts = full(locale)
    words, remedy, _price, _praise = WORDS[locale]
    known = {**facts["complaint"], "words": words, "remedy": remedy, "until": None, "done": False, "done_on": None}
    message = {**facts["message"], "author": "N. N.", "quoted": [words]}
    return facts | {"complaint": {**known, **complaint}, "message": message}


def remarks(name: str, locale: str, facts: Facts) -> tuple[str, list[str]]:
    """Return the letter, and the rules that the coach has something to say about, knowing what the client wrote."""
    draft = rendered(name, locale, facts)
    called, complaint = facts["client"]["called"], WORDS[locale][0]
    incoming = complaint if name == COMPLAINTS[0] else ""  # later it has been answered
    about = About(locale=locale, kind=draft.kind, client_name=called, incoming=incoming)
    read, _promises = read_draft(translator("en"), draft.body, about, FRIDAY.date())
    return draft.body, [remark.rule for remark in read.remarks if not remark.soft]


@EVERY_LOCALE
@pytest.mark.parametrize("point", POINTS)
def test_the_answer_to_a_complaint_gives_the_coach_nothing_to_say(point: str, locale: str) -> None:
    until = full(locale)["complaint"]["until"]
    for owned, promised, done, formal, chat in product((True, False), repeat=5):
        facts = situation(locale, point=point, owned=owned, until=until if promised else None, done=done)
        facts["answer_by"] = None if promised or done or point == "no" else facts["answer_by"]
        known = addressed(facts, formal=formal, writer="feminine", chat=chat)
        text, found = remarks("complaint/complaint-reply", locale, known)
        assert found == [], text


@EVERY_LOCALE
@pytest.mark.parametrize("point", POINTS)
def test_the_answer_owns_up_where_there_is_a_point_and_never_a_second_time(point: str, locale: str) -> None:
    first, _ = remarks("complaint/complaint-reply", locale, situation(locale, point=point, owned=False))
    second, _ = remarks("complaint/complaint-reply", locale, situation(locale, point=point, owned=True))
    assert bool(re.search(SORRY[locale], first)) == (point in ("yes", "partly"))
    assert not re.search(SORRY[locale], second)


@EVERY_LOCALE
def test_the_answer_says_the_remedy_with_its_day(locale: str) -> None:
    until = full(locale)["complaint"]["until"]
    text, _ = remarks("complaint/complaint-reply", locale, situation(locale, point="yes", until=until))
    assert re.search(re.escape(WORDS[locale][1]) + r"\D{1,30}26", text), text


@EVERY_LOCALE
@pytest.mark.parametrize("name", COMPLAINTS[1:])
def test_the_later_letters_own_up_to_nothing_again(name: str, locale: str) -> None:
    for done, formal, chat in product((True, False), repeat=3):
        day = full(locale)["complaint"]["done_on"] if done else None
        facts = situation(locale, done=done, done_on=day, remedy=WORDS[locale][1] if done else "")
        text, found = remarks(name, locale, addressed(facts, formal=formal, writer="neutral", chat=chat))
        assert found == [], text
        assert not re.search(SORRY[locale], text)


@EVERY_LOCALE
@pytest.mark.parametrize("way", (*NAMES, ""))
def test_every_way_out_is_proposed_without_blame_and_without_pressing(way: str, locale: str) -> None:
    subjects = [subject.value for subject, ways in WAYS.items() if way in {one.name for one in ways}] or ["price"]
    for subject, formal, theirs, day in product(subjects, (True, False), (True, False), (True, False)):
        known = full(locale)["negotiation"]
        told = {**known, "subject": subject, "way": way, "theirs": WORDS[locale][2] if theirs else ""}
        told["day"] = known["day"] if day else None
        facts = addressed(full(locale) | {"negotiation": told}, formal=formal, writer="masculine")
        text, found = remarks(PROPOSAL, locale, facts)
        assert found == [], text


@EVERY_LOCALE
@pytest.mark.parametrize("way", NAMES)
def test_every_way_out_has_a_sentence_of_its_own_in_every_language(way: str, locale: str) -> None:
    known = full(locale)["negotiation"]
    own, _ = remarks(PROPOSAL, locale, full(locale) | {"negotiation": {**known, "way": way}})
    unknown, _ = remarks(PROPOSAL, locale, full(locale) | {"negotiation": {**known, "way": "no-such-way"}})
    assert "…" in unknown
    assert "…" not in own


@EVERY_LOCALE
def test_the_question_whether_words_may_be_shown_gives_the_coach_nothing_to_say(locale: str) -> None:
    praise = WORDS[locale][3]
    for signed, formal in product(("N. N.", ""), (True, False)):
        said = {**full(locale)["feedback"], "quoted": [praise], "signed": signed}
        facts = addressed(full(locale) | {"feedback": said}, formal=formal, writer="feminine")
        text, found = remarks(PERMISSION, locale, facts)
        assert (found, praise in text) == ([], True)
