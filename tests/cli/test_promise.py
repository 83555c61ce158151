"""`promise` and `record` as they are typed: one line with a window, letters with a new time, history, refusals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

Ready = Callable[[], Shell]


@pytest.fixture
def ana(project: Ready) -> Shell:
    """Return a shell where Ana and her project are known."""
    return project()


def test_one_line_holds_what_and_the_window(ana: Shell) -> None:
    ana.run("promise add 'call about the logo, tomorrow 9-12' --client ana")
    (promise,) = ana.run("promise list --json").data
    assert (promise["what"], promise["window_start"], promise["due"], promise["nudge_at"], promise["source"]) == (
        "call about the logo",
        "2026-03-13T07:00:00Z",
        "2026-03-13T10:00:00Z",
        "2026-03-13T07:00:00Z",
        "call",
    )


def test_the_line_may_name_the_client_or_the_project_itself(ana: Shell) -> None:
    ana.run("promise add landing the hero section by friday 16:00 --source message")
    (promise,) = ana.run("promise list --json").data
    assert (promise["what"], promise["source"], promise["project_id"] is not None) == (
        "the hero section",
        "message",
        True,
    )


def test_with_the_time_as_an_option_the_line_still_begins_with_whom_it_is_for(ana: Shell) -> None:
    ana.run("promise add ana the revised quote --by friday")
    (promise,) = ana.run("promise list --json").data
    assert (promise["client"], promise["what"]) == ("Ana Petrescu", "the revised quote")
    assert "--client" in ana.try_("promise add zoe a call --by friday").err


@pytest.mark.parametrize("line", ["mâine între 9 și 12 telefon", "telefon, mâine 9-12"])
def test_a_line_is_read_in_the_language_of_the_interface(ana: Shell, line: str) -> None:
    ana.run(f"--lang ro promise add --client ana '{line}'")
    assert ana.run("promise list --json").data[0]["window_start"] == "2026-03-13T07:00:00Z"


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ("promise add 'call, tomorrow 12-9' --client ana", 2, "The end is not after the start"),
        ("promise add call --from 'tomorrow 12:00' --by 9:00 --client ana", 2, "The end is not after the start"),
        ("promise add 'call, yesterday' --client ana", 2, "already passed"),
        ("promise add 'call, today 9:00-10:00' --client ana", 2, "already passed"),
        ("promise add call --client ana", 2, "No time was given"),
        ("promise add call --from 'tomorrow 9:00' --client ana", 2, "No time was given"),
        ("promise add zoe call tomorrow", 3, "--client"),
        ("promise move nothing --by friday", 3, "Nothing here is called"),
        ("promise move nothing friday", 3, "Nothing here is called"),
        ("promise move nothing friday --by monday", 2, "The new time is given twice."),
        ("promise move nothing", 2, "No time was given"),
        ("record --line", 3, "nothing on record"),
        ("record --months 0", 2, "between 1 and 120"),
        ("record --months x", 2, "takes a number"),
        ("record --line --language xx", 2, "does not speak"),
        ("record --client zoe", 3, "zoe"),
    ],
)
def test_what_cannot_be_is_refused_and_says_why(ana: Shell, line: str, code: int, says: str) -> None:
    answer = ana.try_(line)
    assert (answer.code, answer.out) == (code, "")
    assert says in answer.err
    assert ana.run("promise list --json").data == []


def test_a_window_by_options_ends_on_the_day_it_begins(ana: Shell) -> None:
    ana.run("promise add the call --from 'friday 9:00' --by 12:00 --client ana")
    (promise,) = ana.run("promise list --json").data
    assert (promise["window_start"], promise["due"]) == ("2026-03-13T07:00:00Z", "2026-03-13T10:00:00Z")


def test_said_twice_it_is_promised_once(ana: Shell) -> None:
    ana.run("promise add 'the quote, friday' --client ana")
    assert "already on the ledger" in ana.run("promise add 'the quote, friday' --client ana").out
    assert len(ana.run("promise list --json").data) == 1


def test_moving_agreed_on_takes_a_window_too(ana: Shell) -> None:
    ana.run("promise add 'call, tomorrow 9-12' --client ana")
    ana.run("promise move call monday 10-11")
    assert ana.run("promise list --json").data[0]["window_start"] == "2026-03-16T08:00:00Z"


def test_the_letter_with_a_new_time_moves_nothing_until_it_is_sent(ana: Shell) -> None:
    ana.run("promise add 'telefon, tomorrow 9-12' --client ana")
    letter = ana.run("promise move telefon --notice")
    assert "doamnă Petrescu" in letter.out
    assert "luni, 16 martie, între 09:00 și 12:00" in letter.out
    (promise,) = ana.run("promise list --json").data
    assert promise["due"] == "2026-03-13T10:00:00Z"
    command = letter.err.strip().rpartition("freelance-comm ")[2]
    said = ana.run(command).err
    assert "is now promised for" in said
    (moved,) = ana.run("promise list --json").data
    assert moved["window_start"] == "2026-03-16T07:00:00Z"
    ana.run("undo")
    assert ana.run("promise list --json").data == [promise]


def test_the_history_tells_every_step(ana: Shell) -> None:
    ana.run("promise add 'call, tomorrow 9-12' --client ana")
    ana.run("promise move call --by 'monday 10-11'")
    ana.run("promise keep call")
    shown = ana.run("promise show call").out
    for words in ("promised for", "moved before its time", "kept early", "Ana Petrescu"):
        assert words in shown


def test_words_and_source_are_corrected_and_the_time_stays(ana: Shell) -> None:
    ana.run("promise add 'the qoute, friday' --client ana")
    before = ana.run("promise list --json").data[0]
    ana.run("promise edit qoute --what 'the quote' --source message")
    assert ana.run("promise list --json").data[0] == before | {"what": "the quote", "source": "message"}


def test_a_delivery_date_is_not_made_by_hand(ana: Shell) -> None:
    assert ana.try_("promise add 'all of it, friday' --client ana --source deadline").code == 2


def test_an_answer_announced_twice_is_promised_once_and_moved_to_the_later_word(ana: Shell) -> None:
    ana.run("log in ana --at '2026-03-12 11:00' the logo")
    ana.run("reply ana --kind received --promise --print --exit-zero")
    ana.run("reply ana --kind received --promise --print --exit-zero")
    (promise,) = ana.run("promise list --json").data
    ana.run("reply ana --kind received --promise --print --exit-zero --by 'friday 16:00'")
    (moved,) = ana.run("promise list --json").data
    assert (moved["what"], moved["due"]) == (promise["what"], "2026-03-13T14:00:00Z")


def test_names_that_are_questions_are_not_asked_about_twice(ana: Shell) -> None:
    ana.run("promise add 'Could we move the launch?, friday' --client ana")
    ana.run("promise add 'Could we move the fair?, friday' --client ana")
    refused = ana.try_("promise keep 'could we'")
    assert "fair?" in refused.err
    assert "??" not in refused.err


# -- the record --------------------------------------------------------------------------------------------------------


@pytest.fixture
def settled(ana: Shell) -> Shell:
    """Return a shell where one promise was kept early and one slid."""
    ana.run("promise add 'one, today 17:00' --client ana")
    ana.run("promise add 'two, today 16:00' --client ana")
    ana.run("promise keep one")
    ana.now = "2026-03-13T10:00:00Z"
    return ana


def test_the_record_tells_what_was_kept_and_what_slid(settled: Shell) -> None:
    out = settled.run("record").out
    assert "Kept on time: 1 of 2 promises." in out
    assert "Still open and overdue: 1 promise" in out
    assert "█×" in out
    assert "My record for the last 12 months: 1 of 2 promises kept on time." in out


def test_the_line_alone_is_all_that_goes_to_standard_output(settled: Shell) -> None:
    answer = settled.run("record --line --months 3")
    assert answer.out == "My record for the last 3 months: 1 of 2 promises kept on time.\n"
    assert "Little is on record" in answer.err


def test_the_record_for_programs_has_every_figure(settled: Shell) -> None:
    data = settled.run("record --json --client ana").data
    assert (data["client"], data["all"]["promises"]["in_time"], data["all"]["promises"]["overdue"]) == (
        "C-2026-001",
        1,
        1,
    )
    assert data["by_month"]["2026-03"]["promises"]["percent_in_time"] == 50
    assert data["line"].startswith("My record")


def test_the_record_of_nothing_is_a_kind_word(ana: Shell) -> None:
    assert "will be counted here" in ana.run("record").out
    assert ana.run("record --json").data["line"] == ""


def test_the_notice_of_a_slipping_day_says_what_is_promised_now(
    ana: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ana.run("deadline promise landing 2026-03-20 --likely 40 --hours-a-day 4")
    said = ana.run("draft landing deadline-notice --sent --output notice.txt --force").err
    assert "is now promised for" in said
    assert [one["state"] for one in ana.run("promise list --all --json").data] == ["renegotiated", "open"]
