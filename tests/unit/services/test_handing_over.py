"""Ways out of the program: a draft of an answer goes where it is wanted, and its clock runs on."""

from __future__ import annotations

import email
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelance_comm.domain.errors import BadValue, NotSaved
from freelance_comm.domain.people import ReplyWay
from freelance_comm.mail.mailto import LENGTH_LIMIT, SAFE_LENGTH, mailto_link
from freelance_comm.services import answering, drafts, handing_over, mail_program, messages
from freelance_comm.services.drafts import RECEIVED, Draft
from tests.unit.services.rig import Rig, at
from tests.unit.services.test_answering import ANA, mail

NAME = "C-2026-001-reply.eml"


@pytest.fixture
def asked(rig: Rig) -> Rig:
    """Return a desk on which one message waits."""
    rig.client("Petrescu Café", contacts=(ANA,), language="en")
    rig.set(at(2, 12))
    mail(rig, at(2, 10), sender="ana@cafe.example")
    return rig


def answer(rig: Rig, **options: Any) -> Draft:
    """Compose an answer to what waits."""
    found = answering.find_message(rig.desk, "Petrescu")
    return answering.compose(rig.desk, found.client, found.message, **options)


# -- files -------------------------------------------------------------------------------------------------------------


def test_a_draft_is_saved_in_a_folder_and_nothing_is_ever_replaced(asked: Rig, tmp_path: Path) -> None:
    first, second = (handing_over.save_eml(asked.desk, answer(asked), tmp_path / "out", name=NAME) for _ in range(2))
    assert (first.name, second.name) == (NAME, "C-2026-001-reply-2.eml")
    message = email.message_from_bytes(second.read_bytes())
    assert message["X-Unsent"] == "1"
    assert message["To"] == "Ana Petrescu <ana@cafe.example>"
    assert message["References"].split() == ["<1@studio.example>", "<2@cafe.example>"]


def test_a_path_that_names_a_file_is_that_file(asked: Rig, tmp_path: Path) -> None:
    path = handing_over.save_eml(asked.desk, answer(asked), tmp_path / "answer.eml", name=NAME)
    assert path == tmp_path / "answer.eml"
    with pytest.raises(NotSaved):
        handing_over.save_eml(asked.desk, answer(asked), tmp_path / "answer.eml", name=NAME)


def test_a_folder_that_cannot_be_made_is_said_and_nothing_is_written(asked: Rig, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(NotSaved):
        handing_over.save_eml(asked.desk, answer(asked), tmp_path / "file" / "out", name=NAME)


# -- the clock ---------------------------------------------------------------------------------------------------------


def test_a_draft_is_noted_and_the_clock_runs_on(asked: Rig) -> None:
    handing_over.note_drafted(asked.desk, answer(asked))
    (clock,) = messages.clocks(asked.desk)
    assert clock.message.drafted_at == at(2, 12)
    asked.set(at(2, 13))
    (clock,) = messages.clocks(asked.desk)
    assert clock.elapsed_seconds == 3 * 3600


def test_an_answer_noted_as_sent_stops_the_clock_of_its_thread(asked: Rig) -> None:
    drafts.mark_sent(asked.desk, None, answer(asked))
    assert messages.clocks(asked.desk) == ()


def test_the_announced_answer_can_be_put_on_the_ledger(asked: Rig) -> None:
    view = handing_over.promise_answer(asked.desk, answer(asked, name=RECEIVED))
    assert view.promise.due == at(3, 10)
    assert view.promise.what == "answer to “Launch”"
    with pytest.raises(BadValue):
        handing_over.promise_answer(asked.desk, answer(asked))


def test_the_usual_way_stands_in_the_profile(asked: Rig) -> None:
    assert handing_over.usual_place(asked.desk).way is ReplyWay.TEXT
    asked.profile(reply_way=ReplyWay.EML, reply_place="~/Drafts")
    assert handing_over.usual_place(asked.desk) == handing_over.Place(way=ReplyWay.EML, place="~/Drafts")


# -- links -------------------------------------------------------------------------------------------------------------


def fields(link: str) -> dict[str, list[str]]:
    """Return the fields of a link as a mail program reads them: a plus stays a plus there."""
    return parse_qs(urlsplit(link).query.replace("+", "%2B"), keep_blank_values=True, strict_parsing=True)


def test_a_link_holds_recipient_subject_text_and_thread(asked: Rig) -> None:
    link = handing_over.link(answer(asked)).url
    assert link.startswith("mailto:ana@cafe.example?")
    found = fields(link)
    assert found["subject"] == ["Re: Launch"]
    assert found["In-Reply-To"] == ["<2@cafe.example>"]
    assert found["body"][0].startswith("Dear Ana Petrescu,\r\n\r\n")


@given(st.text(max_size=80), st.text(max_size=200))
def test_no_word_ends_a_field_or_begins_another(subject: str, body: str) -> None:
    try:
        link = mailto_link(to="ana+x@cafe.example", subject=subject, body=body)
    except BadValue:
        return
    assert link.isascii()
    assert not set(link) & set(" \t\r\n\"'<>\\`")
    assert link.count("?") <= 1
    assert set(fields(link)) <= {"subject", "body"} if "?" in link else True
    assert unquote(urlsplit(link).path) == "ana+x@cafe.example"
    if subject:
        assert fields(link)["subject"] == [subject]


@pytest.mark.fault("X02")
@pytest.mark.parametrize("bad", ["a\r\nBcc: x@y.org", "=?utf-8?q?a=0ABcc:_x@y.org?=", "a\u2028b"])
def test_a_subject_that_could_end_a_header_makes_no_link(bad: str) -> None:
    with pytest.raises(BadValue):
        mailto_link(to="ana@cafe.example", subject=bad, body="")


@pytest.mark.fault("X03")
@pytest.mark.parametrize("to", ["a@b.org,evil@y.org", "a@b.org?bcc=evil@y.org", "a@b.org&cc=x", "", "a"])
def test_a_link_goes_to_exactly_one_address(to: str) -> None:
    with pytest.raises(BadValue):
        mailto_link(to=to, subject="x", body="y")


def test_a_link_that_some_systems_cut_is_said_and_one_for_nobody_is_refused(asked: Rig) -> None:
    assert not handing_over.link(answer(asked)).too_long_for_some
    assert handing_over.link(answer(asked).but(body="я" * SAFE_LENGTH)).too_long_for_some
    with pytest.raises(BadValue, match="too long"):
        handing_over.link(answer(asked).but(body="x" * (LENGTH_LIMIT + 1)))


def test_without_an_address_there_is_no_link(asked: Rig) -> None:
    with pytest.raises(BadValue, match="No mail address"):
        handing_over.link(answer(asked).but(recipient=""))


# -- the mail program --------------------------------------------------------------------------------------------------


def test_on_a_bare_terminal_nothing_is_started() -> None:
    assert mail_program.opener({"PATH": "/usr/bin"}) == ()
    assert mail_program.open_link("mailto:a@b.org", {"PATH": "/usr/bin"}) is False


def test_on_a_desktop_the_link_is_handed_on_as_one_word(tmp_path: Path) -> None:
    said = tmp_path / "said"
    opener = tmp_path / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s|%s" "$#" "$1" > {said}.new && mv {said}.new {said}\n', encoding="utf-8")
    opener.chmod(0o755)
    environ = {"PATH": f"{tmp_path}", "DISPLAY": ":0"}
    link = "mailto:a@b.org?subject=%24%28touch%20x%29"
    assert mail_program.open_link(link, environ)
    deadline = time.monotonic() + 20
    while not said.exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert said.read_text(encoding="utf-8") == f"1|{link}"


def test_only_links_to_mail_are_opened(tmp_path: Path) -> None:
    assert mail_program.open_link("https://example.net", {"PATH": "/usr/bin", "DISPLAY": ":0"}) is False
