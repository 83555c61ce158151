"""A text is cut where people would cut it, in any language, and quickly whatever it holds."""

from __future__ import annotations

import pytest

from freelance_comm.coach.words import LONGEST_SENTENCE, fold, sentences, words_of

NONE: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("typed", "compared"),
    [("Mâine", "maine"), ("ЁЛКА", "елка"), ("d’accord", "d'accord"), ("ȘTIUCĂ", "stiuca"), ("plain", "plain")],
)
def test_words_are_compared_without_case_and_diacritics(typed: str, compared: str) -> None:
    assert fold(typed) == compared


def test_sentences_end_at_marks_and_lines_and_keep_their_places() -> None:
    text = "Hi Ana,\n\nthe file is ready. Shall I send it?\nTom"
    found = sentences(text, NONE)
    assert [one.text for one in found] == ["Hi Ana,", "the file is ready.", "Shall I send it?", "Tom"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.asks for one in found] == [False, False, True, False]


def test_abbreviations_initials_and_dates_end_no_sentence() -> None:
    text = "I saw Mr. Bell and J. Smith on the 3. floor, approx. ten of us."
    assert len(sentences(text, frozenset({"mr", "approx"}))) == 1


def test_an_hour_before_a_capital_ends_a_sentence() -> None:
    known = frozenset({"p.m", "pm", "h"})
    for text in ("By 6 p.m. I will call.", "By 6 pm. I will call.", "Avant 18 h. Mardi non."):
        assert len(sentences(text, known)) == 2
    assert len(sentences("By 6 p.m. on Friday.", known)) == 1


def test_a_text_without_an_end_is_cut_all_the_same() -> None:
    assert max(len(one.text) for one in sentences("word " * 5000, NONE)) <= LONGEST_SENTENCE


def test_amounts_and_times_are_one_word() -> None:
    assert words_of("1,250.50 € at 14:30") == ["1,250.50", "€", "at", "14:30"]


def test_a_line_wrapped_by_a_mail_program_ends_no_sentence_and_a_short_line_does() -> None:
    wrapped = "I am writing to you about the texts, which came on Monday and are now\nready to be read."
    assert [one.text for one in sentences(wrapped, frozenset())] == [wrapped]
    chat = "the texts came on monday\nready to be read"
    assert [one.text for one in sentences(chat, frozenset())] == chat.split("\n")
