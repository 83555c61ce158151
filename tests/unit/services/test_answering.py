"""An answer is addressed to who wrote, tied to the thread, and announces only what the calendar allows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.message import Direction, Message, MessageKind
from freelance_comm.domain.people import Contact, WorkingHours
from freelance_comm.services import answering, drafts
from freelance_comm.services.drafts import QUESTION, RECEIVED
from freelance_comm.text.catalog import interface_locales
from tests.unit.services.rig import Rig, at

ANA = Contact(name="Ana Petrescu", email="ana@cafe.example")
DAN = Contact(name="Dan Ionescu", email="dan@cafe.example")


@pytest.fixture
def cafe(rig: Rig) -> Rig:
    """Return a desk with one client, a company with two people."""
    rig.client("Petrescu Café", contacts=(ANA, DAN), language="en")
    return rig


def mail(rig: Rig, when: datetime, client: str = "Petrescu Café", **fields: Any) -> Message:
    """Store a message as it comes out of a mailbox."""
    owner = next(one for one in rig.desk.reader.clients() if one.name == client)
    values: dict[str, Any] = {
        "direction": Direction.IN,
        "thread": "t@cafe.example",
        "subject": "Launch",
        "excerpt": "Could we move the launch?",
        "source_id": "2@cafe.example",
        "sender": "dan@cafe.example",
        "refs": ("1@studio.example",),
    }
    with rig.desk.change() as change:
        message = Message(id=change.new_id(), client_id=owner.id, at=when, **(values | fields))
        change.add(message)
    return message


def written(rig: Rig, message: Message, **options: Any) -> drafts.Draft:
    """Compose an answer."""
    found = answering.answered(rig.desk, message)
    return answering.compose(rig.desk, found.client, message, found.project, **options)


# -- whom and what -----------------------------------------------------------------------------------------------------


def test_the_answer_goes_to_the_person_who_wrote(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    draft = written(cafe, mail(cafe, at(2, 10)))
    assert (draft.recipient, draft.recipient_name) == ("dan@cafe.example", "Dan Ionescu")


def test_without_a_known_sender_it_goes_to_the_first_contact(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    draft = written(cafe, mail(cafe, at(2, 10), sender=""))
    assert (draft.recipient, draft.recipient_name) == ("ana@cafe.example", "Ana Petrescu")


def test_the_answer_stands_in_its_thread(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    draft = written(cafe, mail(cafe, at(2, 10), refs=("0@x.example", "1@studio.example")))
    assert draft.in_reply_to == "<2@cafe.example>"
    head = drafts.as_eml(cafe.desk, draft).split(b"\r\n\r\n")[0]
    assert b"In-Reply-To: <2@cafe.example>\r\n" in head
    assert head.replace(b"\r\n ", b" ").count(b"References: <0@x.example> <1@studio.example> <2@cafe.example>") == 1


@pytest.mark.parametrize(
    "own", ["sha1-0123456789abcdef", "a b@cafe.example", "2@cafe.example\r\nBcc: evil@example.net"]
)
def test_an_id_that_no_header_may_hold_is_left_out_and_said(cafe: Rig, own: str) -> None:
    cafe.set(at(2, 12))
    draft = written(cafe, mail(cafe, at(2, 10), source_id=own))
    assert draft.in_reply_to == ""
    assert any("will start a new thread" in sentence for sentence in draft.missing)
    head = drafts.as_eml(cafe.desk, draft).split(b"\r\n\r\n")[0]
    assert b"In-Reply-To" not in head
    assert b"Bcc" not in head


@pytest.mark.fault("X03")
@pytest.mark.parametrize(
    "sender", ["dan@cafe.example, evil@example.net", "dan@cafe.example\nBcc: evil@example.net", "dan"]
)
def test_a_sender_that_is_not_one_address_makes_no_mail(cafe: Rig, sender: str) -> None:
    cafe.set(at(2, 12))
    draft = written(cafe, mail(cafe, at(2, 10), sender=sender))
    with pytest.raises(BadValue):
        drafts.as_eml(cafe.desk, draft)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ("Launch", "Re: Launch"),
        ("Re: RE: Launch", "Re: Launch"),
        ("Re[2]: Fwd: Launch", "Re: Launch"),
        ("Отв: Запуск", "Re: Запуск"),
        ("RÉP : Lancement", "Re: Lancement"),
        ("Reunion: Thursday", "Re: Reunion: Thursday"),
    ],
)
def test_the_subject_is_taken_up_with_one_mark(cafe: Rig, subject: str, expected: str) -> None:
    cafe.set(at(2, 12))
    assert written(cafe, mail(cafe, at(2, 10), subject=subject)).subject == expected


# -- the words of the client -------------------------------------------------------------------------------------------


def test_their_words_stand_below_the_letter_as_a_short_quote(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    body = written(cafe, mail(cafe, at(2, 10))).body
    assert body.rstrip().endswith("On Monday, March 2, Dan Ionescu wrote:\n> Could we move the launch?")


def test_their_words_may_be_left_out(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    assert "move the launch" not in written(cafe, mail(cafe, at(2, 10)), words="").body


def test_a_long_message_is_quoted_by_its_beginning(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    body = written(
        cafe, mail(cafe, at(2, 10)), words="\n\n".join(f"Paragraph {n}. " + "word " * 30 for n in range(30))
    ).body
    quoted = [line for line in body.split("\n") if line.startswith("> ")]
    assert len(quoted) == 8
    assert quoted[-1].endswith(" …")
    assert max(map(len, quoted)) <= 76


def test_a_line_without_end_is_not_wrapped_for_ever(cafe: Rig) -> None:
    assert len(answering.shortened("x" * 5_000_000)) < 200


def test_a_chat_message_quotes_nothing(cafe: Rig) -> None:
    from freelance_comm.domain.people import Channel

    cafe.client("Bob", channel=Channel.CHAT)
    cafe.set(at(2, 12))
    assert ">" not in written(cafe, mail(cafe, at(2, 10), client="Bob", sender="")).body


# -- by when -----------------------------------------------------------------------------------------------------------


def test_the_answer_is_announced_for_when_the_target_is_used_up(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    draft = written(cafe, mail(cafe, at(2, 10, 7)), name=RECEIVED)
    assert draft.answer_by == at(3, 10)
    assert "by Tuesday, March 3, 10:00" in draft.body


@pytest.mark.parametrize("now", [at(3, 9), at(3, 14), at(5, 11)])
def test_where_the_target_is_nearly_over_two_working_hours_are_left(cafe: Rig, now: datetime) -> None:
    message = mail(cafe, at(2, 10))
    cafe.set(now)
    found = answering.answer_by(cafe.desk, answering.answered(cafe.desk, message).client, message)
    assert found is not None
    assert cafe.desk.calendar().business_seconds(now, found) >= 2 * 3600
    assert found.hour == 17


def test_late_in_the_day_it_is_the_next_working_day(cafe: Rig) -> None:
    message = mail(cafe, at(5, 10))
    cafe.set(at(6, 16))
    found = answering.answer_by(cafe.desk, answering.answered(cafe.desk, message).client, message)
    assert found == at(9, 17)


def test_without_working_hours_nothing_is_announced(cafe: Rig) -> None:
    cafe.profile(hours=WorkingHours(zone="UTC", week=((),) * 7))
    cafe.set(at(2, 12))
    with pytest.raises(BadValue) as refused:
        written(cafe, mail(cafe, at(2, 10)), name=RECEIVED)
    assert refused.value.params["fact"] == "answer_by"


def test_a_time_of_ones_own_is_told_and_one_that_has_passed_is_refused(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    message = mail(cafe, at(2, 10))
    assert written(cafe, message, name=RECEIVED, by=at(4, 15)).answer_by == at(4, 15)
    with pytest.raises(BadValue):
        written(cafe, message, name=RECEIVED, by=at(2, 11))


def test_the_time_is_told_on_the_clients_clock(cafe: Rig) -> None:
    cafe.client("Bob", zone="America/New_York")
    cafe.set(at(2, 12))
    body = written(cafe, mail(cafe, at(2, 10), client="Bob", sender=""), name=RECEIVED).body
    assert "your time" in body
    assert "5:00" in body


def test_a_question_back_holds_the_question_or_a_blank_for_it(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    message = mail(cafe, at(2, 10))
    assert "Which day suits you?" in written(cafe, message, name=QUESTION, answer="Which day suits you?").body
    empty = written(cafe, message, name=QUESTION)
    assert "\n…\n" in empty.body
    assert "You still have to write the question itself." in empty.missing


@pytest.mark.parametrize("locale", interface_locales())
def test_there_is_room_where_the_answer_goes(cafe: Rig, locale: str) -> None:
    cafe.client("§ Bob", language=locale)
    cafe.set(at(2, 12))
    message = mail(cafe, at(2, 10), client="§ Bob", sender="")
    empty = written(cafe, message)
    assert empty.place is not None
    start, end = empty.place
    assert start == end
    filled = f"{empty.body[:start]}Yes.{empty.body[end:]}"
    assert filled == written(cafe, message, answer="Yes.").body


def test_a_question_goes_where_the_blank_is(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    empty = written(cafe, mail(cafe, at(2, 10)), name=QUESTION)
    assert empty.place is not None
    assert empty.body[slice(*empty.place)] == "…"


def test_a_template_without_a_place_for_the_answer_is_left_as_it_is(cafe: Rig) -> None:
    folder = cafe.desk.template_folder / "en" / "reply"
    folder.mkdir(parents=True)
    (folder / "reply.txt").write_text("subject: x\nkind: reply\n---\nHello.\n", encoding="utf-8")
    cafe.set(at(2, 12))
    empty = written(cafe, mail(cafe, at(2, 10)))
    assert (empty.place, empty.body.strip()) == (None, "Hello.")


# -- which message -----------------------------------------------------------------------------------------------------


def test_a_client_means_the_message_that_waits(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    message = mail(cafe, at(2, 10))
    assert answering.find_message(cafe.desk, "Petrescu").message == message


def test_a_short_name_means_that_message_though_others_wait(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    first, second = mail(cafe, at(2, 10)), mail(cafe, at(2, 11), thread="u", source_id="3@cafe.example")
    named = answering.answered(cafe.desk, second).handle
    assert answering.find_message(cafe.desk, named).message == second
    with pytest.raises(Ambiguous) as refused:
        answering.find_message(cafe.desk, "Petrescu")
    assert answering.answered(cafe.desk, first).handle in refused.value.near[0]


def test_an_answered_message_can_still_be_named(cafe: Rig) -> None:
    cafe.set(at(2, 12))
    message = mail(cafe, at(2, 10))
    mail(cafe, at(2, 11), direction=Direction.OUT, source_id="4@studio.example", sender="")
    found = answering.find_message(cafe.desk, answering.answered(cafe.desk, message).handle)
    assert found.message == message
    assert not found.waiting


def test_where_nothing_waits_it_is_said(cafe: Rig) -> None:
    with pytest.raises(NotFound, match="waiting"):
        answering.find_message(cafe.desk, "Petrescu")


def test_what_was_said_before_is_in_sight_newest_last(cafe: Rig) -> None:
    cafe.set(at(3, 12))
    mail(cafe, at(2, 9), direction=Direction.OUT, excerpt="The page is ready.", source_id="1@studio.example", sender="")
    mail(cafe, at(2, 9, 30), kind=MessageKind.AUTOMATIC, excerpt="I am away.", source_id="x")
    mail(cafe, at(2, 9, 40), thread="other", excerpt="About something else.", source_id="y")
    message = mail(cafe, at(2, 10))
    said = answering.context_of(cafe.desk, message)
    assert [(one.who, one.mine, one.text) for one in said] == [
        ("you", True, "The page is ready."),
        ("Dan Ionescu", False, "Could we move the launch?"),
    ]


def test_of_a_long_conversation_the_end_is_in_sight(cafe: Rig) -> None:
    cafe.set(at(5, 12))
    for hour in range(9, 17):
        message = mail(cafe, at(2, hour), source_id=f"{hour}@x", excerpt=f"Message {hour}")
    said = answering.context_of(cafe.desk, message, limit=3)
    assert [one.text for one in said] == ["Message 14", "Message 15", "Message 16"]
