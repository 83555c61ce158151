"""The coach at the desk: what it is told, what it says, what it leaves out. Its judgement is tried elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from freelance_comm.coach.model import Finding, Promised, Situation
from freelance_comm.services import coaching
from freelance_comm.services.coaching import About, coached, key_of, kind_of, locale_of, situation
from tests.unit.services.coach_fake import fake_coach
from tests.unit.services.rig import Rig

SOON = "Hello Ana,\n\nI will send it soon.\n"


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_coach(monkeypatch)


def test_a_remark_bears_the_words_it_is_about_and_where_they_stand(rig: Rig) -> None:
    (remark,) = coached(rig.desk, SOON, About(locale="en")).remarks
    assert (remark.rule, remark.quote) == ("vague-promise", "I will send it soon.")
    assert SOON[remark.start : remark.end] == remark.quote


def test_what_a_remark_says_and_why_go_through_the_catalog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FREELANCE_COMM_PSEUDO", "1")
    (remark,) = coached(Rig(tmp_path).desk, SOON, About(locale="en")).remarks
    assert (remark.message[0], remark.why[0]) == ("⟦", "⟦")


def test_words_that_are_quoted_are_not_the_writers(rig: Rig) -> None:
    assert coached(rig.desk, "> I will send it soon.\n\nThank you, Ana.\n", About(locale="en")).remarks == ()


def test_quoted_words_count_as_the_message_that_is_answered(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Situation] = []

    def findings_of(
        _text: str, told: Situation, *_more: object, **_named: object
    ) -> tuple[list[Finding], list[Promised]]:
        seen.append(told)
        return [], []

    monkeypatch.setattr(coaching, "findings_of", findings_of)
    coached(rig.desk, "> Where is it?\n> We wait.\n\nHello Ana,", About(locale="en"))
    coached(rig.desk, "> Where is it?\n\nHello Ana,", About(locale="en", incoming="Hello"))
    assert [told.incoming for told in seen] == ["Where is it?\nWe wait.", "Hello"]


def test_a_kind_that_nobody_knows_is_a_reply() -> None:
    assert [kind_of(kind) for kind in ("quote", "", "letter")] == ["quote", "reply", "reply"]


def test_a_draft_without_words_has_no_remarks(rig: Rig) -> None:
    assert coached(rig.desk, " \n\n", About(locale="en")).remarks == ()


@pytest.mark.parametrize(("wish", "served"), [("fr_CA", "fr"), ("ro-RO", "ro"), ("en_GB.UTF-8", "en"), ("ru", "ru")])
def test_a_draft_is_read_in_the_language_that_serves_a_locale(wish: str, served: str) -> None:
    assert locale_of("xyz", About(locale=wish)) == served


def test_a_draft_in_no_language_of_the_coach_has_no_remarks(rig: Rig) -> None:
    read = coached(rig.desk, "見積もりをお送りします。", About())
    assert (read.locale, read.remarks) == ("", ())


def test_a_draft_in_a_language_the_coach_does_not_know_is_not_read_in_that_of_the_words_it_quotes() -> None:
    text = "Hola, Ana:\n\nMi lista: «a form for booking a table, and the opening hours where everybody sees them».\n"
    assert locale_of(text, About()) == "en"
    assert locale_of(text, About(locale="es")) == ""


def test_what_fits_no_language_is_read_in_the_clients(rig: Rig) -> None:
    client = rig.client("Ana", language="ro")
    assert locale_of("123 456", About(client=client)) == "ro"


def test_the_coach_is_told_every_form_of_the_clients_name(rig: Rig) -> None:
    client = rig.client("Atelier Nord", vocative="doamnă Ana", dative="Anei")
    told = situation(About(client=client))
    assert (told.client_name, set(told.name_forms)) == ("Atelier Nord", {"doamnă Ana", "Anei", "Atelier Nord"})


def test_days_stay_open_where_today_is_not_told() -> None:
    assert situation(About(today=date(2026, 3, 2))).today is None


def test_the_key_of_a_remark_is_the_same_for_the_same_words_however_they_are_typed() -> None:
    assert key_of("blame", "You're  LATE, again!") == key_of("blame", "you’re late again")
    assert key_of("blame", "You are late") != key_of("negative-tone", "You are late")


def test_the_key_of_a_remark_holds_none_of_its_words() -> None:
    assert "late" not in key_of("blame", "You are late")


def test_days_in_a_message_are_said_as_people_say_them(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = Finding(rule="blame", message="On {day}: {what}", params={"day": date(2026, 3, 12), "what": "\x1b[1m12"})
    monkeypatch.setattr(coaching, "findings_of", lambda *_all, **_named: ([finding], []))
    (remark,) = coached(rig.desk, SOON, About(locale="en")).remarks
    assert remark.message == "On Thu 12 Mar: [1m12"


def test_of_a_text_that_is_no_letter_the_beginning_is_read(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Finding(rule="greeting", message="m")
    part = Finding(rule="blame", message="m", start=0, end=3)
    monkeypatch.setattr(coaching, "findings_of", lambda *_all, **_named: ([whole, part], []))
    read = coached(rig.desk, "Ana, well.\n" * 20_000, About(locale="en"))
    assert read.unread > 100_000
    assert [remark.rule for remark in read.remarks] == ["blame"]


def test_reading_a_draft_changes_no_file(rig: Rig) -> None:
    before = {path: path.read_bytes() for path in rig.folder.rglob("*") if path.is_file()}
    coached(rig.desk, SOON, About(locale="en"))
    assert {path: path.read_bytes() for path in rig.folder.rglob("*") if path.is_file()} == before
