"""`reply` as it is typed: a draft that answers what waits, on its way to the mail program; its clock runs on."""

from __future__ import annotations

import email
import email.policy
import shlex
import sys
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from freelance_comm.cli import asking
from freelance_comm.domain.message import Direction
from freelance_comm.store import Workspace
from tests.cli.conftest import Shell
from tests.cli.test_mail_import import ANA, ME, letter, mbox
from tests.dovecot import PASSWORD, Dovecot

BODY = "Hello Ilinca,\n\nCould we move the launch?\nThursday would be best.\n\n> older words\n-- \nAna\n"


def read(path: Path) -> EmailMessage:
    """Return a draft as a mail program understands it."""
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


@pytest.fixture
def waiting(shell: Shell, tmp_path: Path) -> Shell:
    """A shell on which one imported message of Ana's waits."""
    shell.run(f"profile set --name 'Ilinca Marin' --zone Europe/Bucharest --email {ME}")
    shell.run(f"client add 'Ana Petrescu' --email {ANA} --language en")
    first = letter("q@x", ANA, "References: <r0@x> <r1@x>", "In-Reply-To: <r1@x>", subject="Re: Launch", body=BODY)
    shell.run(f"mail import {mbox(tmp_path / 'in.mbox', first)}")
    return shell


@pytest.fixture
def logged(shell: Shell) -> Shell:
    """A shell on which a message waits that was noted by hand."""
    shell.run("profile set --name 'Ilinca Marin' --zone Europe/Bucharest")
    shell.run(f"client add 'Ana Petrescu' --email {ANA} --language en")
    shell.run("log in Ana --subject Launch --at 2026-03-12T09:00:00Z Could we move the launch?")
    return shell


# -- the letter --------------------------------------------------------------------------------------------------------


def test_the_letter_is_printed_and_what_was_said_before_stands_beside_it(logged: Shell) -> None:
    answer = logged.run("reply Ana --text 'Yes, Thursday at 10 is fine.'")
    assert answer.out.startswith("Subject: Re: Launch\n\nDear Ana Petrescu,\n")
    assert "Yes, Thursday at 10 is fine." in answer.out
    assert "> Could we move the launch?" in answer.out
    assert "Ana Petrescu: Could we move the launch?" in answer.err
    assert "Could we move" not in logged.run("reply Ana --no-quote --text 'Yes.'").out


def test_words_are_fetched_from_the_mailbox_while_it_is_there(waiting: Shell, tmp_path: Path) -> None:
    whole = waiting.run("reply Ana --text Yes.").out
    assert "> Thursday would be best." in whole
    assert "older words" not in whole
    (tmp_path / "in.mbox").unlink()
    assert "> Could we move the launch? Thursday would be best." in waiting.run("reply Ana --text Yes.").out


def test_word_that_it_came_names_a_time_of_the_calendar_or_ones_own(logged: Shell) -> None:
    assert "Friday, March 13" in logged.run("reply Ana --kind received").out
    assert "Monday, March 16" in logged.run("reply Ana --kind received --by 2026-03-16T10:00:00Z").out
    refused = logged.try_("reply Ana --kind received --by 2026-03-11T10:00:00Z")
    assert refused.code == 2
    assert "already passed" in refused.err


def test_a_question_back_without_a_question_has_a_blank(logged: Shell) -> None:
    answer = logged.run("reply Ana --kind question")
    assert "\n…\n" in answer.out
    assert "You still have to write" in answer.err


def test_the_coach_has_its_say_and_the_letter_is_written_all_the_same(logged: Shell, tmp_path: Path) -> None:
    words = "I am sorry, my internet was down and I had to see other clients first. I will send it soon."
    answer = logged.try_(f"reply Ana --save-eml {tmp_path}", "--text", words)
    assert answer.code == 10
    assert "needless-excuse" in answer.err or "vague-promise" in answer.err
    assert list(tmp_path.glob("*.eml"))
    assert logged.try_("reply Ana --exit-zero --text", words).code == 0


# -- ways out ----------------------------------------------------------------------------------------------------------


def test_a_mail_file_belongs_to_the_thread_and_goes_to_one_person(waiting: Shell, tmp_path: Path) -> None:
    answer = waiting.run(f"reply Ana --text Yes. --save-eml {tmp_path / 'out'}")
    message = read(tmp_path / "out" / "C-2026-001-reply.eml")
    assert message["To"].addresses[0].addr_spec == ANA
    assert len(message["To"].addresses) == 1
    assert message["In-Reply-To"] == "<q@x>"
    assert message["References"].split() == ["<r0@x>", "<r1@x>", "<q@x>"]
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == "Re: Launch"
    assert "reply M-" in answer.err


def test_the_clock_runs_on_until_the_answer_is_noted_as_sent(waiting: Shell, tmp_path: Path) -> None:
    waiting.run(f"reply Ana --text 'Yes, gladly.' --save-eml {tmp_path}")
    assert "Ana Petrescu" in waiting.run("log list").out
    assert "has your answer" in waiting.run("reply Ana --sent").err
    assert "Nobody is waiting" in waiting.run("log list").out
    assert waiting.run("replies --json").data["all"]["answered"] == 1


def test_what_was_handed_over_is_what_is_noted_as_sent(waiting: Shell, tmp_path: Path) -> None:
    waiting.run(f"reply Ana --text 'Yes, gladly.' --save-eml {tmp_path} --subject 'Another subject'")
    waiting.run("reply Ana --sent")
    messages = Workspace(waiting.folder).reader().messages(date(2026, 3, 12), date(2026, 3, 12))
    [sent] = [one for one in messages if one.direction is Direction.OUT]
    assert sent.subject == "Another subject"
    assert "Yes, gladly." in sent.excerpt
    assert waiting.try_("reply Ana --sent").code == 3


def test_a_link_is_printed_alone(logged: Shell) -> None:
    answer = logged.run("reply Ana --text Yes. --mailto --no-quote")
    assert answer.out.startswith(f"mailto:{ANA}?subject=Re%3A%20Launch&body=Dear%20Ana%20Petrescu")
    assert answer.out.count("\n") == 1


def test_only_one_way_is_taken(logged: Shell) -> None:
    assert logged.try_("reply Ana --mailto --copy").code == 2


def test_the_usual_way_stands_in_the_profile_and_can_be_passed_over(logged: Shell, tmp_path: Path) -> None:
    logged.run(f"profile set --reply-way eml --reply-place {tmp_path / 'usual'}")
    assert "an .eml file" in logged.run("profile show").out
    assert logged.run("reply Ana --text Yes.").out == ""
    assert list((tmp_path / "usual").glob("*.eml"))
    assert "Yes." in logged.run("reply Ana --text Yes. --print").out
    assert len(list((tmp_path / "usual").glob("*.eml"))) == 1


def test_the_announced_answer_goes_on_the_ledger(logged: Shell) -> None:
    logged.run("reply Ana --kind received --promise")
    assert "answer to “Launch”" in logged.run("promise list").out
    assert logged.try_("reply Ana --promise").code == 2


def test_the_answer_itself_does_not_promise_the_answer_once_more(logged: Shell) -> None:
    logged.run("reply Ana --kind received --promise")
    logged.run("promise add 'the photos' --client Ana --by 'tomorrow 17:00'")
    letter = logged.run("reply Ana --text Yes.").out
    assert "the photos" in letter and "answer to" not in letter


def test_programs_get_letter_conversation_and_remarks_at_once(waiting: Shell) -> None:
    found = waiting.run("reply Ana --text Yes. --json").data
    assert set(found) == {"message", "draft", "context", "coach", "handed"}
    assert found["handed"] == {"way": "text", "place": ""}
    assert found["draft"]["in_reply_to"] == "<q@x>"
    assert [one["mine"] for one in found["context"]] == [False]


def test_the_draft_lies_in_the_drafts_of_a_real_mailbox(waiting: Shell, dovecot: Dovecot) -> None:
    user = dovecot.new_user()
    command = shlex.join([sys.executable, "-c", f"print({PASSWORD!r})"])
    described = f"mail account add work --host localhost --port {dovecot.port} --user {user} --ca {dovecot.ca}"
    waiting.run(described, "--password-command", command)
    answer = waiting.run("reply Ana --text 'Yes, Thursday is fine.' --to-drafts")
    assert "The draft is in “Drafts” of “work”." in answer.err
    seen = b" ".join(dovecot.state(user, "Drafts"))
    assert b"\\Draft" in seen
    assert b"In-Reply-To: <q@x>" in seen
    assert PASSWORD not in answer.out + answer.err


def test_without_an_account_there_is_no_drafts_folder(logged: Shell) -> None:
    refused = logged.try_("reply Ana --text Yes. --to-drafts")
    assert refused.code == 2
    assert "--to-drafts ACCOUNT" in refused.err


# -- what is wrong -----------------------------------------------------------------------------------------------------


def test_nobody_who_waits_is_said_with_what_to_do(logged: Shell) -> None:
    logged.run("log settle Ana")
    refused = logged.try_("reply Ana")
    assert refused.code == 3
    assert "log in" in refused.err


@pytest.mark.fault("X02")
def test_a_hostile_message_is_answered_in_one_safe_mail(shell: Shell, tmp_path: Path) -> None:
    shell.run(f"profile set --name Ilinca --zone Europe/Bucharest --email {ME}")
    shell.run(f"client add 'Ana Petrescu' --email {ANA} --language en")
    hostile = letter(
        "q@x",
        f'"Ana\\" <evil@example.net>" <{ANA}>',
        "Reply-To: evil@example.net",
        "References: <r0@x> =?utf-8?q?=0ABcc:_evil@example.net?= <" + "r" * 2000 + "@x> <r1@x>",
        subject="=?utf-8?q?Launch=0D=0ABcc:_evil@example.net?=",
        body="Yes?\x1b]0;owned\x07\n\u202ereversed",
    )
    shell.run(f"mail import {mbox(tmp_path / 'in.mbox', hostile)}")
    shell.run(f"reply Ana --text Yes. --save-eml {tmp_path}")
    message = read(tmp_path / "C-2026-001-reply.eml")
    assert [address.addr_spec for address in message["To"].addresses] == [ANA]
    assert message["Bcc"] is None and message["Cc"] is None and message["Reply-To"] is None
    assert message["In-Reply-To"] == "<q@x>"
    assert "\x1b" not in message.get_content()
    assert all(len(one) < 998 for one in (tmp_path / "C-2026-001-reply.eml").read_bytes().split(b"\r\n"))


def test_a_promise_that_the_letter_does_not_announce_is_refused_before_anything_is_written(
    logged: Shell, tmp_path: Path
) -> None:
    answer = logged.try_(f"reply Ana --promise --save-eml {tmp_path / 'out'} --text", "Yes, gladly.")
    assert answer.code == 2 and "announces no answer" in answer.err
    assert not (tmp_path / "out").exists()


def test_a_way_that_there_is_not_is_refused_with_those_there_are(logged: Shell) -> None:
    answer = logged.try_("profile set --reply-way fax")
    assert answer.code == 2 and "'mailto'" in answer.err and "ReplyWay" not in answer.err


# -- at a terminal -----------------------------------------------------------------------------------------------------

EXCUSES = "I am sorry, my internet was down and I had to see other clients first."


def answering_with(monkeypatch: pytest.MonkeyPatch, *answers: int) -> list[int]:
    """Sit a person at the terminal who gives these answers; return those that are still to be given."""
    left = list(answers)
    monkeypatch.setattr(asking, "answerable", lambda _session: True)
    monkeypatch.setattr(asking, "choose", lambda *_words: left.pop(0))
    return left


def test_a_letter_with_remarks_is_not_written_where_the_person_stops(
    logged: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering_with(monkeypatch, 2)
    answer = logged.try_(f"reply Ana --save-eml {tmp_path / 'out'} --text", EXCUSES)
    assert answer.code == 10
    assert "Nothing was written." in answer.err
    assert not (tmp_path / "out").exists()


def test_a_letter_with_remarks_can_be_changed_until_there_are_none(
    logged: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor"
    script.write_text('#!/bin/sh\nprintf "Dear Ana Petrescu,\\n\\nYes, gladly.\\n\\nIlinca Marin\\n" > "$1"\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(script))
    left = answering_with(monkeypatch, 1)
    logged.run(f"reply Ana --save-eml {tmp_path / 'out'} --text", EXCUSES)
    assert left == []
    assert "Yes, gladly." in read(tmp_path / "out" / "C-2026-001-reply.eml").get_content()


def test_an_answer_in_a_language_that_the_coach_does_not_know_goes_out_unread_and_says_so(logged: Shell) -> None:
    logged.run("client edit Ana --language de")
    answer = logged.run("reply Ana --text 'Donnerstag um zehn passt.'")
    assert "Guten Tag" in answer.out
    assert "The coach does not know the language of this text." in answer.err
    assert "No remarks" not in answer.err
