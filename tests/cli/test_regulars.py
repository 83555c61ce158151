"""`regulars`, `habits`, `idea` as they are typed; notes before a draft; export, import and erasing carry all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Shell

Ready = Callable[[], Shell]


@pytest.fixture
def ana(project: Ready) -> Shell:
    """Return a shell where Ana had a project that was paid, and has another with a quote."""
    shell = project()
    shell.run("client edit Ana --likes 'film cameras' --wishes 'calls before noon'")
    shell.run("quote item Landing Design --hours 20 --price 50")
    shell.run("quote send Landing")
    shell.run("quote accept Landing")
    shell.run("project close Landing --reason done")
    shell.run("project add Newsletter --client Ana")
    shell.run("quote item Newsletter Texts --hours 10 --price 50")
    return shell


# -- regulars


def test_every_client_stands_in_one_view_with_the_reason(ana: Shell) -> None:
    ana.run("client add Radu")
    ana.run("log out Radu 2026-01-10 10:00 hello")
    lines = ana.run("regulars").out.splitlines()
    assert [line.split()[1] for line in lines] == ["Radu", "Ana"]
    assert "quiet for 61 days" in lines[0]


def test_the_health_of_a_client_is_the_same_for_programs_in_every_language(ana: Shell) -> None:
    english = ana.run("regulars show Ana --json").data
    assert ana.run("regulars show Ana --json --lang ru").data == english
    assert english["level"] == "well"
    assert {figure["kind"] for figure in english["figures"]} >= {"work", "contact"}


def test_nobody_is_quiet_is_told_warmly(ana: Shell) -> None:
    assert ana.run("regulars quiet").out == "Nobody has gone quiet. You are in touch with everyone.\n"


def test_a_client_who_wants_rest_is_left_alone_and_one_with_a_short_rhythm_is_quiet_sooner(ana: Shell) -> None:
    ana.run("log out Ana 2026-03-01 10:00 hello")
    assert ana.run("regulars quiet --json").data == []
    ana.run("client edit Ana --hello-within 10")
    (one,) = ana.run("regulars quiet --json").data
    assert (one["ref"], one["silent_days"], one["touch"]) == ("C-2026-001", 11, "due")
    ana.run("client edit Ana --hello-within none --hello-after 20")
    assert ana.run("regulars show Ana --json").data["touch"] == "too-early"


@pytest.mark.parametrize("options", ["--hello-within 10 --hello-after 20", "--hello-within x", "--hello-after 0"])
def test_days_between_contacts_that_make_no_sense_are_refused(ana: Shell, options: str) -> None:
    answer = ana.try_(f"client edit Ana {options}")
    assert (answer.code, answer.out) == (2, "")


def test_a_returning_client_gets_a_visible_line_computed_from_their_history(ana: Shell) -> None:
    told = ana.run("regulars thank Newsletter").out
    assert "Ana Petrescu is back" in told
    assert "1 project finished: 2%" in told
    ana.run("regulars thank Newsletter --discount")
    quote = ana.run("quote show Newsletter --json").data
    assert "-10" in str(quote)
    assert "Newsletter" not in ana.run("regulars thank Newsletter").out
    assert ana.try_("regulars thank Newsletter --on-the-house 'an hour' --worth 50").code == 2


def test_something_on_the_house_is_undone_by_one_undo(ana: Shell) -> None:
    ana.run("regulars thank Newsletter --on-the-house 'an hour of changes' --worth 50")
    assert "an hour of changes" in ana.run("quote show Newsletter").out
    ana.run("undo")
    assert "an hour of changes" not in ana.run("quote show Newsletter").out


def test_a_discount_and_a_gift_at_once_are_refused(ana: Shell) -> None:
    assert ana.try_("regulars thank Newsletter --discount --on-the-house tea").code == 2


def test_a_hello_is_written_in_the_clients_language_and_can_be_noted_as_sent(ana: Shell) -> None:
    answer = ana.run("regulars write Ana --sent")
    assert "Bună ziua, doamnă Petrescu," in answer.out
    assert "„Landing page”" in answer.out
    assert ana.run("regulars show Ana --json").data["silent_days"] == 0


def test_notes_on_the_person_are_told_once_before_a_draft_and_never_stand_in_it(ana: Shell) -> None:
    for command in ("draft Newsletter first-contact", "regulars write Ana"):
        answer = ana.run(command)
        assert answer.err.count("Remember: calls before noon · film cameras") == 1
        assert "film cameras" not in answer.out


def test_notes_are_told_before_an_answer_and_not_to_programs(ana: Shell) -> None:
    ana.run("log in Ana 2026-03-12 09:00 is it ready?")
    assert "film cameras" in ana.run("reply Ana --text 'Da.' --exit-zero").err
    assert "film cameras" not in ana.run("reply Ana --text 'Da.' --exit-zero --json").err


def test_a_note_goes_under_the_others(ana: Shell) -> None:
    ana.run("client note Ana her son plays the trumpet")
    ana.run("client note Ana likes tea")
    assert ana.run("client show Ana --json").data["notes"] == "her son plays the trumpet\nlikes tea"


# -- habits


def test_the_ten_habits_are_listed_with_their_questions(shell: Shell) -> None:
    listed = shell.run("habits --json").data
    assert [one["number"] for one in listed] == list(range(1, 11))
    assert all(one["question"].endswith("?") for one in listed)


def test_a_self_check_is_answered_in_one_line_and_shows_its_trend(ana: Shell) -> None:
    ana.run("habits check Ana --no all")
    ana.now = "2026-03-19T10:00:00Z"
    answer = ana.run("habits check Ana --yes smile,2,names --partly fun --note 'a warm call'")
    assert "███▒······  3.5 of 4  a warm call" in answer.out
    assert answer.out.endswith("better than before\n")
    assert ana.run("habits show Ana --json").data["trend"] == "rising"


@pytest.mark.parametrize(
    ("options", "code"),
    [("", 2), ("--yes 11", 3), ("--yes smille", 3), ("--yes s", 2), ("--yes smile --no 1", 2)],
)
def test_answers_that_cannot_be_meant_change_nothing(ana: Shell, options: str, code: int) -> None:
    assert ana.try_(f"habits check Ana {options}").code == code
    assert ana.run("habits show Ana --json").data["checks"] == []


def test_a_self_check_is_removed_and_undo_says_what_it_brings_back(ana: Shell) -> None:
    ana.run("habits check Ana --yes all --note warm")
    ana.run("habits remove Ana")
    assert "warm" in ana.run("undo").out
    assert len(ana.run("habits show Ana --json").data["checks"]) == 1


# -- ideas


def test_ideas_are_added_done_reworded_and_struck_out(ana: Shell) -> None:
    ana.run("idea add a photo of the shop --project Newsletter")
    ana.run("idea add a postcard --client Ana")
    ana.run("idea done photo")
    ana.run("idea edit postcard --text 'a longer letter'")
    listed = ana.run("idea list --json").data
    assert [(one["text"], one["done_on"]) for one in listed] == [
        ("a longer letter", None),
        ("a photo of the shop", "2026-03-12"),
    ]
    ana.run("idea open photo")
    ana.run("idea remove", listed[0]["handle"])
    assert [one["text"] for one in ana.run("idea list --json").data] == ["a photo of the shop"]


def test_three_prompts_are_asked_of_a_project(ana: Shell) -> None:
    asked = ana.run("idea prompts Newsletter --json").data
    assert len(asked) == 3
    assert asked[0] == "They like this: film cameras. What small thing would suit them?"


@pytest.mark.parametrize(
    ("line", "code"),
    [("idea add tea", 2), ("idea done tea", 3), ("idea add tea --client Nobody", 3), ("idea add ' ' --client Ana", 2)],
)
def test_ideas_that_cannot_be_meant_are_refused(ana: Shell, line: str, code: int) -> None:
    assert ana.try_(line).code == code


def test_what_is_done_has_a_letter_of_its_own(ana: Shell) -> None:
    ana.run("idea add 'o fotografie a vitrinei' --project Newsletter")
    ana.run("idea done fotografie")
    assert "– o fotografie a vitrinei" in ana.run("draft Newsletter extra").out


# -- nothing is lost, nothing stays


@pytest.fixture
def known(ana: Shell) -> Shell:
    """Return the shell with an idea of each kind and a self-check."""
    ana.run("idea add zzphoto --project Newsletter")
    ana.run("idea add zzpostcard --client Ana")
    ana.run("idea done zzpostcard")
    ana.run("habits check Ana --yes 1,2 --partly 3 --no 4 --note zznote")
    ana.run("client edit Ana --hello-within 40 --hello-after 10")
    return ana


@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_export_brings_everything_about_regulars_back(
    known: Shell, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = str(tmp_path / "all")
    known.run("export", "--format", form, "--output", target)
    other = Shell(tmp_path / "other", capsys)
    other.now = known.now
    other.run("import", target)
    for question in ("idea list --all --json", "habits show Ana --json", "client show Ana --json"):
        assert other.run(question).data == known.run(question).data


def test_erasing_a_client_takes_ideas_and_self_checks_with_them(known: Shell) -> None:
    handed = known.run("export --client Ana").out
    assert all(word in handed for word in ("zzphoto", "zzpostcard", "zznote"))
    known.run("client erase Ana --yes")
    kept = [path.read_bytes() for path in known.folder.rglob("*") if path.is_file()]
    assert not any(word in content for content in kept for word in (b"zzphoto", b"zzpostcard", b"zznote"))


def test_removing_a_client_and_undoing_it_keeps_ideas_and_self_checks(known: Shell) -> None:
    before = known.run("idea list --json").data, known.run("habits show Ana --json").data
    known.run("client remove Ana --with-projects")
    assert known.run("idea list --json").data == []
    known.run("undo")
    assert (known.run("idea list --json").data, known.run("habits show Ana --json").data) == before


def test_the_doctor_finds_nothing_wrong_with_them(known: Shell) -> None:
    assert known.run("doctor").code == 0
