"""Of a text only the writer's own words are read, and every character keeps its place."""

from __future__ import annotations

import pytest

from freelance_comm.services.coaching_text import LONGEST_READ, MOST_SENTENCES, own_words

PLAIN = "Hello Ana,\n\nHere are the pages.\n"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (PLAIN, PLAIN.split()),
        ("> Where is it?\nHere.", ["Here."]),
        ("Here.\n>> Where?\n> Now?\nNow.", ["Here.", "Now."]),
        ("Here.\n-- \nIlinca\nBucharest", ["Here."]),
        ("Here.\r\n--\r\nIlinca", ["Here."]),
        ("Here -- and there.", ["Here", "--", "and", "there."]),
        ("From: me\nTo: you\nSubject: pages\n\nHere.", ["Here."]),
        ("Subject: pages\r\nX-A: b\r\n c\r\n\r\nHere.", ["Here."]),
        ("Subject: pages", ["Subject:", "pages"]),
        ("To: be or not\nto be", ["To:", "be", "or", "not", "to", "be"]),
        ("Ana: here they are.\n\nIlinca", ["Ana:", "here", "they", "are.", "Ilinca"]),
        ("Here.\n----------------------------------------\nThere.", ["Here.", "There."]),
        ("Here......", ["Here......"]),
        ("a > b", ["a", ">", "b"]),
    ],
)
def test_what_is_not_the_writers_is_blanked_out(text: str, own: list[str]) -> None:
    assert own_words(text).text.split() == own


@pytest.mark.parametrize("text", ["Subject: x\n\n> q\nHere.\n-- \nme", "a\r\n> b\r\nc", "." * 5_000 + " x", PLAIN])
def test_every_character_keeps_its_place(text: str) -> None:
    own = own_words(text).text
    assert len(own) == len(text)
    assert all(char == was or char.isspace() for char, was in zip(own, text, strict=True))
    assert own.count("\n") == text.count("\n") or text.startswith("Subject")


def test_the_word_before_a_subject_is_that_of_the_interface() -> None:
    text = "Objet\u00a0: les pages\n\nVoici."
    assert own_words(text, "Objet\u00a0:").text.split() == ["Voici."]
    assert own_words(text).text == text


def test_quoted_lines_are_handed_on_without_their_marks() -> None:
    assert own_words("> Where is it?\n>> Soon.\n\nHere.").quoted == "Where is it?\nSoon."


def test_quoted_lines_may_be_indented() -> None:
    found = own_words("On Monday, 16 November, Ana wrote:\n  > Where is it?\n\t> And when?\n\nHere.")
    assert (found.text.strip(), found.quoted) == ("Here.", "Where is it?\nAnd when?")


def test_of_a_long_text_the_beginning_is_read() -> None:
    own = own_words("word " * LONGEST_READ)
    assert (len(own.text), own.unread) == (LONGEST_READ, 4 * LONGEST_READ)


def test_of_many_sentences_the_first_are_read() -> None:
    own = own_words("So. " * (MOST_SENTENCES + 10))
    assert own.text.count("So.") == MOST_SENTENCES
    assert own.unread > 0


def test_the_line_that_announces_a_quote_is_not_the_writers_own() -> None:
    text = "Hello Ana,\n\nYes.\n\nOn Monday, November 16, Ana wrote:\n> Can you do it?\n\nRegards\n"
    assert "Ana wrote" not in own_words(text).text
    assert len(own_words(text).text) == len(text)


def test_a_line_before_a_quote_that_names_no_day_is_the_writers_own() -> None:
    assert "You ask:" in own_words("Hello,\n\nYou ask:\n> Can you do it?\n").text
