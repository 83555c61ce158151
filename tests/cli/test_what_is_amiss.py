"""What cannot be meant is said, and where to set what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from freelance_comm.domain.reply_figures import Figures, Spread
from freelance_comm.services import reply_words
from freelance_comm.text.catalog import translator
from tests.cli.conftest import Shell


def test_a_document_without_a_name_says_where_to_set_it(shell: Shell) -> None:
    shell.run("client add Ana")
    shell.run("project add Page --client Ana --currency EUR")
    shell.run("quote item Page Drawing --price 100")
    assert "`freelance-comm profile set --name NAME`" in shell.run("quote document Page").err
    shell.run("profile set --name 'Ilinca Marin'")
    assert "profile set --name" not in shell.run("quote document Page").err


def test_a_price_below_zero_without_a_reason_is_remarked(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("quote item Landing Drawing --price 100")
    said = "“Rebate” has a price below zero and no reason: is it a discount, or a slip?"
    assert said in shell.run("quote item Landing Rebate --price=-50").err
    assert said not in shell.run("quote edit Landing 2 --price=-40 --why 'You paid in advance'").err
    assert "below zero" not in shell.run("quote discount Landing Loyalty --amount 5").err


def test_an_option_without_lines_is_remarked(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("quote item Landing Drawing --price 100")
    out = shell.run("quote option Landing Small --requested-by Ana --requested-on yesterday --words 'Smaller?'").out
    assert "Option 2 has no lines yet" in out
    assert "Option 2 has no lines yet" not in shell.run("quote item Landing Sketch --price 50 --option 2").out


def unanswered(count: int, late: int, locale: str) -> str:
    """Return the sentence about questions that wait."""
    nothing = Spread()
    found = Figures(answered=0, in_time=0, late=0, open=count, open_late=late, business=nothing, wall=nothing)
    return reply_words.lines(found, 3600, translator(locale))[-1]


def test_of_one_question_nobody_says_of_them() -> None:
    assert unanswered(1, 1, "en") == "Unanswered: one question, past the target (counted as missed)."
    assert unanswered(1, 1, "ru") == "Без ответа: один вопрос, срок вышел (считается опозданием)."
    assert unanswered(1, 1, "uk") == "Без відповіді: одне запитання, прострочене (рахується як запізнення)."


@pytest.mark.parametrize(("count", "end"), [(1, "not past the target yet."), (3, "none past the target yet.")])
def test_where_none_is_late_none_is_counted_as_missed(count: int, end: str) -> None:
    assert unanswered(count, 0, "en").endswith(end)


def test_of_several_the_late_ones_are_counted() -> None:
    assert unanswered(21, 1, "ru") == "Без ответа: 21 вопрос, из них просрочено 1 (считаются опозданиями)."


@pytest.mark.parametrize(("locale", "words"), [("ro", "Cu ce începi? Adaugă"), ("ru", "С чего начать? Добавьте")])
def test_a_capital_follows_no_colon(shell: Shell, locale: str, words: str) -> None:
    assert words in shell.run(f"today --lang {locale}").out


def test_a_day_without_work_ends_with_the_command_of_what_is_suggested(shell: Shell) -> None:
    assert "→ freelance-comm client add NAME" in shell.run("today").out


def test_a_message_of_later_is_refused_with_the_moment_that_was_understood(project: Callable[[], Shell]) -> None:
    assert "That time is still to come: tomorrow 09:40." in project().try_("log in Ana tomorrow 9:40 hello").err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("redo", "undo --again"), ("letter", "draft"), ("demo", "--demo")],
)
def test_words_that_people_try_first_lead_to_the_command(shell: Shell, typed: str, meant: str) -> None:
    assert f"Did you mean: {meant}?" in shell.try_(typed).err


@pytest.mark.parametrize(
    ("locale", "typed", "meant"),
    [("de", "heute", "today"), ("ro", "ajutor", "help"), ("fr", "aujourd’hui", "today"), ("ru", "справка", "help")],
)
def test_so_do_those_of_the_language_of_the_interface(shell: Shell, locale: str, typed: str, meant: str) -> None:
    assert re.search(rf"\b{meant}\s?\?", shell.try_(f"--lang {locale} {typed}").err)


def test_money_that_is_all_late_is_said_once(project: Callable[[], Shell]) -> None:
    shell = project()
    shell.run("quote item Landing Drawing --price 100")
    shell.run("payment plan Landing whole --first 2026-02-02")
    assert "€100.00 to come, all of it late." in shell.run("payment open").out
