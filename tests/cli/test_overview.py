"""`today`, `remind` and the lists behind them, as people and programs read them."""

from __future__ import annotations

import pytest

from freelance_comm.text.catalog import interface_locales
from tests.cli.conftest import Shell


@pytest.fixture
def waiting(shell: Shell) -> Shell:
    """A shell in whose data Ana has been waiting since Thursday at nine: too long by Friday at ten."""
    shell.run("client add 'Ana Petrescu'")
    shell.run("log in ana 2026-03-12T09:00:00Z moving the launch")
    return shell


@pytest.mark.parametrize("line", ["today", "remind --always", "log list"])
def test_json_is_the_same_in_every_language(waiting: Shell, line: str) -> None:
    waiting.now = "2026-03-16T10:00:00Z"
    said = {waiting.try_(f"--json --lang {locale} {line}").out for locale in interface_locales()}
    assert len(said) == 1


def test_people_are_told_in_their_language(waiting: Shell) -> None:
    said = {waiting.run(f"--lang {locale} today").out for locale in interface_locales()}
    assert len(said) == len(interface_locales()) >= 7


@pytest.mark.parametrize(
    ("now", "code"), [("2026-03-12T10:00:00Z", 0), ("2026-03-12T16:00:00Z", 10), ("2026-03-13T10:00:00Z", 20)]
)
def test_remind_tells_the_shell_how_pressing_it_is(waiting: Shell, now: str, code: int) -> None:
    waiting.now = now
    assert waiting.try_("remind").code == code


def test_remind_is_silent_at_night(waiting: Shell) -> None:
    waiting.now = "2026-03-13T22:00:00Z"
    answer = waiting.try_("remind")
    assert (answer.code, answer.out) == (0, "")


def test_today_never_fails_because_something_is_late(waiting: Shell) -> None:
    waiting.now = "2026-03-13T10:00:00Z"
    assert waiting.run("today").code == 0


def test_the_prompt_is_one_short_line(waiting: Shell) -> None:
    waiting.now = "2026-03-13T10:00:00Z"
    assert waiting.run("remind --prompt").out == "1 late · Ana Petrescu\n"


def test_news_are_told_once(waiting: Shell) -> None:
    waiting.now = "2026-03-13T10:00:00Z"
    codes = [waiting.try_("remind --new").code for _ in range(2)]
    assert codes == [20, 0]


def test_the_line_of_a_promise_says_what_was_promised_beside_when_to_be_ready(shell: Shell) -> None:
    shell.run("client add Ana")
    shell.run("promise add texts --client Ana --by 'tomorrow 16:00'")
    line = next(line for line in shell.run("today").out.splitlines() if "texts" in line)
    assert "by tomorrow 15:00" in line
    assert "you said 16:00" in line


def test_the_cards_show_how_people_want_to_be_addressed(shell: Shell) -> None:
    assert "feminine" in shell.run("profile set --name Mia --gender feminine").out
    shell.run("client add Ana --gender feminine --address familiar")
    card = shell.run("client show Ana --lang fr").out
    assert "féminin" in card
    assert "tutoiement" in card or "familier" in card
