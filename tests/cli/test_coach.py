"""coach on the command line: a draft, its remarks, the rules. The judgement itself is a plain one here."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from freelance_comm.text.catalog import interface_locales
from tests.cli.conftest import Answer, Shell
from tests.unit.services.coach_fake import fake_coach

DRAFT = "Hello Ana,\n\nI will send it soon. It is your fault.\n"


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_coach(monkeypatch)


Coach = Callable[..., Answer]


@pytest.fixture
def coach(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Coach:
    """Read a text from standard input."""

    def read(text: str, line: str = "", *more: str) -> Answer:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return shell.try_(f"coach --language en {line}", *more)

    return read


def test_remarks_end_with_ten(coach: Coach) -> None:
    answer = coach(DRAFT)
    assert answer.code == 10
    assert "1  line 3 · vague-promise" in answer.out
    assert "“It is your fault.”" in answer.out


def test_a_draft_without_remarks_ends_with_zero(coach: Coach) -> None:
    answer = coach("Hello Ana,\n\nThank you.\n")
    assert (answer.code, answer.out) == (0, "No remarks.\n")


def test_a_hook_may_ask_for_zero_all_the_same(coach: Coach) -> None:
    assert coach(DRAFT, "--exit-zero").code == 0


def test_a_draft_may_be_a_file(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT)
    assert shell.try_("coach --language en", str(tmp_path / "draft.txt")).code == 10


def test_a_file_called_like_a_word_is_given_with_its_folder(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules").write_text(DRAFT)
    assert "vague-promise" in shell.run("coach rules").out
    assert shell.try_("coach --language en ./rules").code == 10


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [(b"caf\xe9", 2, "not valid UTF-8 at byte 4"), (b"x" * (4 * 1024 * 1024 + 1), 2, "larger than 4 MB")],
)
def test_a_file_that_is_no_draft_is_refused(shell: Shell, tmp_path: Path, content: bytes, code: int, said: str) -> None:
    (tmp_path / "draft").write_bytes(content)
    answer = shell.try_("coach", str(tmp_path / "draft"))
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


class Keyboard(io.TextIOWrapper):
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        return True


def test_somebody_who_gives_no_draft_is_told_how(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard(io.BytesIO(b"Thank you.")))
    assert "Ctrl+D" in shell.run("coach --language en").err


def test_a_file_that_is_not_there_is_not_found(shell: Shell) -> None:
    assert shell.try_("coach /nowhere/draft").code == 3


def test_the_byte_order_mark_of_an_editor_is_no_letter(coach: Coach) -> None:
    assert coach("\ufeffIt is your fault.", "--json").data["remarks"][0]["start"] == 0


def test_places_are_those_of_the_text_as_it_is(coach: Coach) -> None:
    text = "Hello Ana 😀,\r\n\r\nIt is your fault.\r\n"
    (remark,) = coach(text, "--json").data["remarks"]
    assert text[remark["start"] : remark["end"]] == "It is your fault."


def test_a_rule_can_be_left_out_this_once(coach: Coach) -> None:
    assert [one["rule"] for one in coach(DRAFT, "--without blame --json").data["remarks"]] == ["vague-promise"]


def test_a_rule_that_there_is_not_is_refused_with_close_names(coach: Coach) -> None:
    answer = coach(DRAFT, "--without blam-e")
    assert answer.code == 3
    assert "blame" in answer.err


def test_editors_get_a_line_for_each_remark(coach: Coach) -> None:
    assert [line[:26] for line in coach(DRAFT, "--lines").out.splitlines()] == [
        "<stdin>:3:1: vague-promise",
        "<stdin>:3:22: blame: This ",
    ]


def test_a_remark_waved_through_is_left_out_from_then_on(coach: Coach) -> None:
    answer = coach(DRAFT, "--wave 1")
    assert "vague-promise" not in answer.out
    assert "1 remark that you waved through is left out." in coach(DRAFT).err


@pytest.mark.parametrize("number", ["0", "3", "x", "-1", "²"])
def test_a_remark_that_is_not_there_cannot_be_waved_through(coach: Coach, number: str) -> None:
    answer = coach(DRAFT, f"--wave={number}")
    assert (answer.code, answer.out) == (2, "")


def test_better_wordings_can_be_put_in_their_places(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_coach(monkeypatch, mending=True)
    answer = coach(DRAFT, "--fix")
    assert answer.out == "Hello Ana,\n\nI will send it on Friday. It is your fault.\n"
    assert "blame" in answer.err
    assert answer.code == 10


def test_a_promise_of_a_draft_goes_onto_the_ledger(coach: Coach, shell: Shell) -> None:
    shell.now = "2026-03-02T09:00:00Z"
    shell.run("client add Ana")
    text = "Hello Ana,\n\nYou have the pages by Friday.\n"
    assert "Fri 6 Mar" in coach(text, "--client Ana").out
    answer = coach(text, "--client Ana --keep 1")
    assert "Promised to Ana" in answer.err
    assert "(on the ledger)" in answer.out
    assert len(shell.run("promise list --json").data) == 1


def test_a_promise_to_nobody_is_refused(coach: Coach) -> None:
    assert coach("You have the pages by Friday.", "--keep 1").code == 2


def test_what_is_on_record_is_known_with_the_project(project: Callable[[], Shell], coach: Coach) -> None:
    project()
    assert coach(DRAFT, "--json --project Landing").data["kind"] == "first-contact"
    assert coach(DRAFT, "--json --project Landing --kind reply").data["kind"] == "reply"


def test_a_project_of_somebody_else_is_refused(project: Callable[[], Shell], coach: Coach, shell: Shell) -> None:
    project()
    shell.run("client add Ion")
    assert coach(DRAFT, "--project Landing --client Ion").code == 2
    assert coach(DRAFT, "--project Landing --client Ana").code == 10


def test_the_message_that_is_answered_may_be_a_file(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("Where is it?")
    assert coach(DRAFT, "--incoming", str(tmp_path / "mail")).code == 10
    assert coach(DRAFT, "--incoming", "Where is it?").code == 10


def test_a_language_the_coach_does_not_read_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "draft").write_text(DRAFT)
    answer = shell.try_("coach --language de", str(tmp_path / "draft"))
    assert answer.code == 2
    assert "en, fr, ro, ru" in answer.err


def test_rules_are_listed_with_where_they_rest(shell: Shell) -> None:
    shell.run("client add Ana")
    shell.run("coach rest blame --client Ana")
    shell.run("coach rest greeting")
    lines = {line.split()[0]: line for line in shell.run("coach rules").out.splitlines()}
    assert lines["blame"].endswith("rests for Ana")
    assert lines["greeting"].endswith("rests")


def test_a_rule_at_rest_says_nothing_until_it_is_woken(coach: Coach, shell: Shell) -> None:
    shell.run("coach rest blame")
    assert "blame" not in coach(DRAFT).out
    shell.run("coach wake blame")
    assert "blame" in coach(DRAFT).out


def test_a_rule_at_rest_can_be_undone(coach: Coach, shell: Shell) -> None:
    shell.run("coach rest blame")
    shell.run("undo")
    assert "blame" in coach(DRAFT).out


def test_waking_for_one_client_says_that_it_rests_for_all(shell: Shell) -> None:
    shell.run("client add Ana")
    shell.run("coach rest blame")
    assert "still rests in all drafts" in shell.run("coach wake blame --client Ana").out


def test_what_was_waved_through_can_be_forgotten(coach: Coach, shell: Shell) -> None:
    coach(DRAFT, "--wave 1 --wave 2")
    assert "2 remarks" in shell.run("coach forget").out
    assert "vague-promise" in coach(DRAFT).out


def test_a_rule_is_explained_with_examples(shell: Shell) -> None:
    said = shell.run("coach explain vague").out
    assert said.startswith("vague-promise\n")
    assert "It speaks up about:" in said
    assert "It leaves these alone:" in said


def test_rules_as_json_are_the_same_in_every_language(shell: Shell) -> None:
    answers = {shell.run(f"--lang {locale} coach rules --json").out for locale in interface_locales()}
    assert len(answers) == 1
    assert {"id", "message", "why"} <= set(json.loads(answers.pop())[0])


def test_escapes_in_a_draft_do_not_reach_the_terminal(coach: Coach) -> None:
    assert "\x1b" not in coach("\x1b[2J\x1b]0;x\x07It is your fault.").out


def test_help_names_the_words_about_rules(shell: Shell) -> None:
    assert "coach explain" in shell.run("coach --help").out
    assert "RULE" in shell.run("coach rest --help").out.upper()


GERMAN = "Guten Tag Herr Brandt,\n\nich melde mich bald bei Ihnen. Die Seiten sind fertig.\n\nFreundliche Grüße\nNora\n"
UNKNOWN = "The coach does not know the language of this text.\n"
KNOWN = "The coach reads en, fr, ro, ru: if the text is in one of these, name it with --language.\n"


@pytest.fixture
def german(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Answer]:
    """Read a German draft with the options in a line, from standard input."""

    def read(line: str) -> Answer:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(GERMAN.encode())))
        return shell.try_(f"coach {line}")

    return read


def test_a_draft_in_a_language_it_does_not_know_gets_no_all_clear(german: Callable[[str], Answer]) -> None:
    answer = german("")
    assert (answer.code, answer.out, answer.err) == (0, UNKNOWN, KNOWN)


@pytest.mark.parametrize("line", ["--lines", "--json", "--fix"])
def test_programs_are_told_beside_the_answer_that_the_language_is_not_known(
    german: Callable[[str], Answer], line: str
) -> None:
    answer = german(line)
    assert UNKNOWN not in answer.out
    assert answer.err == UNKNOWN + KNOWN


def test_who_writes_to_a_client_in_that_language_is_not_asked_to_name_another(
    german: Callable[[str], Answer], shell: Shell
) -> None:
    shell.run("client add Brandt --language de")
    answer = german("--client Brandt")
    assert (answer.out, answer.err) == (UNKNOWN, "")


def test_a_language_that_the_coach_does_not_know_cannot_be_named(german: Callable[[str], Answer]) -> None:
    answer = german("--language de")
    assert (answer.code, answer.out) == (2, "")
    assert "The languages are: en, fr, ro, ru." in answer.err


def test_of_many_drafts_those_in_other_languages_are_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "cases").write_text(json.dumps({"id": 7, "text": GERMAN}), encoding="utf-8")
    answer = shell.try_("coach --batch", str(tmp_path / "cases"))
    assert (answer.out, answer.err) == ("", f"7: {UNKNOWN}")
