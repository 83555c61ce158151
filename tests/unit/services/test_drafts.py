"""Drafts: which there are, what they say, what is missing, and what follows from sending one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, NotFound
from freelance_comm.domain.payment import TermsKind
from freelance_comm.domain.people import AddressForm, Channel, Client, Contact, Gender
from freelance_comm.domain.project import Project, Requirement
from freelance_comm.domain.promise import PromiseSource
from freelance_comm.domain.quote import QuoteState, Unit
from freelance_comm.services import answering, draft_facts, drafts, payments, promises, quoting
from freelance_comm.services.draft_doubts import DoubtKind, kind_of
from freelance_comm.services.reports import client_of
from tests.unit.services.rig import Rig, at

TOM = (Contact(name="Tom Fennimore", email="tom@example.com"),)


def requirement(rig: Rig, project: Project, text: str, *, done: bool = False) -> None:
    """Add a requirement."""
    with rig.desk.change() as change:
        ticked = date(2026, 3, 1) if done else None
        change.add(Requirement(id=change.new_id(), text=text, done_on=ticked), project_id=project.id)


def price(rig: Rig, project: Project, unit: Unit = Unit.HOUR, quantity: int = 10) -> None:
    """Give a project a quote with one line at 60."""
    quoting.add_item(rig.desk, project, "design", unit=unit, quantity=Decimal(quantity), price=Decimal(60))


def day_promised(rig: Rig, project: Project, day: date) -> None:
    """Promise the whole work for a day."""
    due = rig.desk.calendar().end_of_day(day)
    assert due is not None
    promises.add_promise(
        rig.desk, "the whole work", project_text=project.ref, due=due, whole_day=True, source=PromiseSource.DEADLINE
    )


def client_with(rig: Rig, **fields: object) -> Client:
    """Add the client Fennimore Books with some fields set."""
    client = rig.client("Fennimore Books")
    changed = client.but(**fields)
    with rig.desk.change() as change:
        change.save(client, changed)
    return changed


# -- which -------------------------------------------------------------------------------------------------------------


def test_the_drafts_of_the_current_stage_are_marked(rig: Rig) -> None:
    lines = drafts.drafts_for(rig.desk, rig.project())
    assert [line.name for line in lines if line.current] == ["contact/first-contact", "contact/read-back"]


def test_the_replies_stand_at_the_end_of_the_list(rig: Rig) -> None:
    lines = drafts.drafts_for(rig.desk, rig.project())
    assert [line.name for line in lines[-3:]] == ["reply/reply", "reply/received", "reply/question"]


def test_a_template_of_ones_own_is_in_the_list_under_its_stage(rig: Rig) -> None:
    own = rig.desk.template_folder / "en" / "work"
    own.mkdir(parents=True)
    (own / "holiday.txt").write_text("kind: reply\n---\nHello {{ client.called }}, I am away.\n", encoding="utf-8")
    project = rig.project()
    line = next(line for line in drafts.drafts_for(rig.desk, project) if line.name == "work/holiday")
    assert line.stage == "work"
    assert drafts.compose(rig.desk, project, "work/holiday").body == "Hello Ana Petrescu, I am away.\n"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("quote", "quote/quote"), ("thanks", "closing/thanks"), ("closing/th", "closing/thanks"), ("NOTICE", "")],
)
def test_a_draft_is_chosen_by_its_name_or_a_part_of_it(rig: Rig, typed: str, name: str) -> None:
    assert drafts.choose(rig.desk, rig.project(), typed) == (name or "work/deadline-notice")


def test_without_a_name_it_is_the_stages_first_draft_that_has_not_gone_out(rig: Rig) -> None:
    project = rig.project()
    first = drafts.choose(rig.desk, project, "")
    drafts.mark_sent(rig.desk, project, drafts.compose(rig.desk, project, first))
    assert (first, drafts.choose(rig.desk, project, "")) == ("contact/first-contact", "contact/read-back")


def test_a_beginning_that_fits_several_drafts_lists_them(rig: Rig) -> None:
    with pytest.raises(Ambiguous) as refused:
        drafts.choose(rig.desk, rig.project(), "de")
    assert {"deadline/deadline", "delivery/delivery"} <= set(refused.value.near)


def test_an_unknown_draft_is_refused_with_close_names(rig: Rig) -> None:
    with pytest.raises(NotFound) as refused:
        drafts.choose(rig.desk, rig.project(), "thanx")
    assert refused.value.near[0] == "closing/thanks"


# -- how people are addressed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({}, "Fennimore Books"),
        ({"contacts": TOM}, "Tom Fennimore"),
        ({"contacts": TOM, "address": AddressForm.FAMILIAR}, "Tom"),
        ({"address": AddressForm.FAMILIAR}, "Fennimore Books"),
        ({"gender": Gender.MASCULINE, "address": AddressForm.FAMILIAR}, "Fennimore"),
    ],
)
def test_people_are_called_by_what_is_known_of_them(rig: Rig, fields: dict[str, object], name: str) -> None:
    assert draft_facts.called(client_with(rig, **fields)) == name


def test_the_vocative_on_record_comes_first(rig: Rig) -> None:
    client = client_with(rig, contacts=TOM)
    assert draft_facts.called(client.but(forms=client.forms.but(vocative="Mr Fennimore"))) == "Mr Fennimore"


def test_a_ukrainian_letter_greets_in_the_vocative_unless_another_is_on_record(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "data")
    client = rig.client("Олена Шевчук", language="uk_UA")
    draft = drafts.compose(rig.desk, rig.project("Сайт", client="Олена Шевчук"), "contact/first-contact")
    assert "Добрий день, Олено Шевчук!" in draft.body
    assert draft_facts.called(client.but(forms=client.forms.but(vocative="пані Олено"))) == "пані Олено"


def test_the_letter_is_written_in_the_clients_language_whatever_the_interface(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "data", locale="fr")
    rig.client("Мария Иванова", language="ru", vocative="Мария Сергеевна")
    project = rig.project("Книга", client="Мария Иванова")
    draft = drafts.compose(rig.desk, project, "closing/thanks")
    assert draft.locale == "ru"
    assert "Здравствуйте, Мария Сергеевна!" in draft.body


def test_a_language_without_templates_falls_back_and_says_so(rig: Rig) -> None:
    client_with(rig, language="pt", contacts=TOM)
    draft = drafts.compose(rig.desk, rig.project(client="Fennimore Books"), "closing/thanks")
    assert draft.locale == "en"
    assert "There is no template in the client's language; this one is in another language." in draft.missing


def test_the_signature_is_that_of_the_clients_language(rig: Rig) -> None:
    rig.profile(signatures={"en": "Ilinca Marin\nweb design", "ro": "Ilinca"})
    assert drafts.compose(rig.desk, rig.project(), "closing/thanks").body.endswith("Ilinca Marin\nweb design\n")


def test_a_chat_message_has_no_subject(rig: Rig) -> None:
    client_with(rig, channel=Channel.CHAT)
    draft = drafts.compose(rig.desk, rig.project(client="Fennimore Books"), "closing/thanks")
    assert draft.subject == ""
    assert drafts.as_text(rig.desk, draft) == draft.body


def test_the_form_of_address_can_be_chosen_for_one_letter(rig: Rig) -> None:
    rig.client("Ana Petrescu", language="ro")
    project = rig.project()
    formal = drafts.compose(rig.desk, project, "closing/thanks")
    familiar = drafts.compose(rig.desk, project, "closing/thanks", formal=False)
    assert "Cu stimă" in formal.body
    assert "Cu drag" in familiar.body


# -- facts -------------------------------------------------------------------------------------------------------------


def test_a_doubt_knows_what_it_is_about_in_every_language(tmp_path: Path) -> None:
    for locale in ("en", "ru", "de"):
        rig = Rig(tmp_path / locale, locale=locale)
        project = rig.project()
        reply = answering.compose(rig.desk, rig.desk.reader.clients()[0], None, project)
        kinds = [kind_of(sentence) for sentence in reply.missing]
        assert kinds.count(DoubtKind.NO_ADDRESS) == kinds.count(DoubtKind.UNWRITTEN) == 1
        assert kind_of(str(reply.missing[kinds.index(DoubtKind.NO_ADDRESS)])) is DoubtKind.OTHER


def test_what_is_missing_is_named_with_the_way_to_provide_it(rig: Rig) -> None:
    with pytest.raises(BadValue) as refused:
        drafts.compose(rig.desk, rig.project(), "quote/quote")
    assert refused.value.params["fact"] == "quote"
    assert "quote item" in refused.value.hint


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("en", "“Requirements read back” cannot be written yet."),
        ("ru", "Письмо «Требования на подтверждение» пока не написать."),
        ("de", "„Anforderungen zusammengefasst“: Dieser Brief lässt sich noch nicht schreiben."),
    ],
)
def test_a_letter_that_lacks_something_is_called_as_people_call_it(tmp_path: Path, locale: str, said: str) -> None:
    rig = Rig(tmp_path / "named", locale=locale)
    with pytest.raises(BadValue) as refused:
        drafts.compose(rig.desk, rig.project(), "contact/read-back")
    assert rig.desk.tr.gettext(refused.value.message).format_map(refused.value.params) == said


def test_a_single_fixed_sum_without_a_reason_is_pointed_out(rig: Rig) -> None:
    project = rig.project()
    price(rig, project, Unit.FIXED, 1)
    told = "The price is one fixed sum, with no sentence on why it costs what it costs."
    assert told in drafts.compose(rig.desk, project, "quote/quote").missing


def test_refused_prepayment_turns_a_deposit_into_other_ways(rig: Rig) -> None:
    project = rig.project(facts={"prepayment_refused": "yes"})
    price(rig, project)
    payments.plan_schedule(rig.desk, project, TermsKind.DEPOSIT, first_due=date(2026, 3, 10))
    body = drafts.compose(rig.desk, project, "payment/terms").body
    assert "€200.00, €200.00, and €200.00" in body
    assert "eposit" not in body


def test_refused_prepayment_keeps_instalments_that_were_planned(rig: Rig) -> None:
    project = rig.project(facts={"prepayment_refused": "yes"})
    price(rig, project)
    payments.plan_schedule(rig.desk, project, TermsKind.INSTALMENTS, first_due=date(2026, 3, 10), parts=2)
    assert drafts.compose(rig.desk, project, "payment/terms").body.count("€300.00") == 2


def test_the_notice_names_a_day_that_holds(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "40", "hours_a_day": "4"})
    day_promised(rig, project, date(2026, 3, 5))
    body = drafts.compose(rig.desk, project, "work/deadline-notice").body
    assert "was to be ready by Thursday, March 5" in body
    facts = draft_facts.context(rig.desk, rig.desk.reader.project(project.id), client_of(rig.desk, project.client_id))
    assert facts["left_seconds"] == 40 * 3600


def test_there_is_no_notice_while_the_day_holds_unless_a_new_one_is_given(rig: Rig) -> None:
    project = rig.project(facts={"estimate_likely": "4", "hours_a_day": "4"})
    day_promised(rig, project, date(2026, 3, 31))
    with pytest.raises(BadValue) as refused:
        drafts.compose(rig.desk, project, "work/deadline-notice")
    assert refused.value.params["fact"] == "new_deadline"
    given = drafts.compose(rig.desk, project, "work/deadline-notice", new_deadline=date(2026, 4, 8))
    assert "Wednesday, April 8" in given.body


def test_delivery_is_not_written_while_nothing_is_done(rig: Rig) -> None:
    project = rig.project()
    requirement(rig, project, "a form")
    with pytest.raises(BadValue) as refused:
        drafts.compose(rig.desk, project, "delivery/delivery")
    assert refused.value.params["fact"] == "delivery"


def test_a_part_is_delivered_with_the_day_of_the_rest(rig: Rig) -> None:
    project = rig.project()
    requirement(rig, project, "a form", done=True)
    requirement(rig, project, "a map")
    with pytest.raises(BadValue):
        drafts.compose(rig.desk, project, "delivery/delivery")
    day_promised(rig, project, date(2026, 3, 12))
    body = drafts.compose(rig.desk, project, "delivery/delivery").body
    assert "The rest will be with you by Thursday, March 12:\n\n- a map" in body


def test_facts_that_were_edited_into_nonsense_are_not_told(rig: Rig) -> None:
    project = rig.project(facts={"follow_up_on": "next week", "hours_a_day": "lots", "estimate_likely": "?"})
    day_promised(rig, project, date(2026, 3, 31))
    assert "ask how it is serving you" not in drafts.compose(rig.desk, project, "closing/thanks").body
    assert "I count on" not in drafts.compose(rig.desk, project, "deadline/deadline").body


def test_a_returning_client_is_thanked_for_coming_back(rig: Rig) -> None:
    rig.close(rig.project("First job"))
    body = drafts.compose(rig.desk, rig.project("Second job"), "closing/thanks").body
    assert "Thank you for coming back" in body


def test_romanian_thanks_do_not_speak_of_more_projects_than_there_were(tmp_path: Path) -> None:
    rig = Rig(tmp_path / "ro", locale="ro")
    rig.client("Ana Petrescu", language="ro", address=AddressForm.FORMAL)
    first = rig.project("Site", client="Ana Petrescu")
    out_of_the_blue = drafts.compose(rig.desk, first, "regular/thank-you").body
    assert "Îmi face plăcere să lucrez cu dumneavoastră." in out_of_the_blue
    assert "ați revenit" not in drafts.compose(rig.desk, first, "closing/thanks").body
    rig.close(first)
    second = drafts.compose(rig.desk, rig.project("Blog", client="Ana Petrescu"), "closing/thanks").body
    assert "Am încheiat „Blog” și vreau să vă mulțumesc că ați revenit" in second


def test_a_promise_is_told_on_the_clients_clock(rig: Rig) -> None:
    client_with(rig, zone="America/New_York")
    project = rig.project(client="Fennimore Books")
    promises.add_promise(rig.desk, "a sketch", project_text=project.ref, due=at(3, 16))
    body = drafts.compose(rig.desk, project, "contact/first-contact").body
    assert "a sketch, by Tuesday, March 3, 11:00\u202fAM your time" in body


def test_a_promise_past_its_time_is_pointed_out(rig: Rig) -> None:
    project = rig.project()
    promises.add_promise(rig.desk, "a sketch", project_text=project.ref, due=at(3, 16))
    rig.set(at(5))
    told = "A promise to this client is overdue: keep it, or agree on a new time first."
    assert told in drafts.compose(rig.desk, project, "closing/thanks").missing


# -- replies -----------------------------------------------------------------------------------------------------------


def test_a_reply_takes_up_the_subject_once_and_holds_the_answer(rig: Rig) -> None:
    project = rig.project()
    rig.came(at(2, 8), subject="RE: Re: The launch")
    message = rig.desk.reader.conversations()[0].waiting
    client = client_of(rig.desk, project.client_id)
    draft = answering.compose(rig.desk, client, message, project, answer="Yes, Saturday suits me.")
    assert draft.subject == "Re: The launch"
    assert "Yes, Saturday suits me." in draft.body


def test_a_reply_without_an_answer_says_that_it_is_still_to_be_written(rig: Rig) -> None:
    client = rig.client()
    draft = answering.compose(rig.desk, client, None)
    assert "You still have to write the answer itself." in draft.missing


def test_the_reply_of_a_project_takes_up_what_has_waited_longest(rig: Rig) -> None:
    project = rig.project()
    rig.came(at(2, 8), subject="Second", thread="b")
    rig.came(at(2, 7), subject="First", thread="a")
    assert drafts.compose(rig.desk, project, "reply/reply").subject == "Re: First"


def test_a_sent_reply_stops_the_clock_of_its_message(rig: Rig) -> None:
    client = rig.client()
    rig.came(at(2, 8), thread="t1")
    message = rig.desk.reader.conversations()[0].waiting
    drafts.mark_sent(rig.desk, None, answering.compose(rig.desk, client, message, answer="Yes."))
    assert [one.waiting for one in rig.desk.reader.conversations() if one.thread == "t1"] == [None]


# -- sending -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "fact"), [("contact/read-back", "read_back_on"), ("closing/thanks", "thanked_on")])
def test_sending_ticks_off_what_the_draft_stands_for(rig: Rig, name: str, fact: str) -> None:
    project = rig.project()
    requirement(rig, project, "a form")
    drafts.mark_sent(rig.desk, project, drafts.compose(rig.desk, project, name))
    assert rig.desk.reader.project(project.id).head.facts[fact] == "2026-03-02"


def test_sending_leaves_a_day_that_is_noted_already(rig: Rig) -> None:
    project = rig.project(facts={"thanked_on": "2026-02-20"})
    drafts.mark_sent(rig.desk, project, drafts.compose(rig.desk, project, "closing/thanks"))
    assert rig.desk.reader.project(project.id).head.facts["thanked_on"] == "2026-02-20"


def test_a_sent_quote_counts_as_sent(rig: Rig) -> None:
    project = rig.project()
    price(rig, project)
    drafts.mark_sent(rig.desk, project, drafts.compose(rig.desk, project, "quote/quote"))
    quote = rig.desk.reader.project(project.id).quote
    assert quote is not None
    assert (quote.state, quote.sent_at) == (QuoteState.SENT, rig.desk.now())


def test_a_sent_draft_is_the_last_contact(rig: Rig) -> None:
    project = rig.project()
    drafts.mark_sent(rig.desk, project, drafts.compose(rig.desk, project, "contact/first-contact"))
    assert [one.last_out for one in rig.desk.reader.conversations()] == [rig.desk.now()]


# -- mail --------------------------------------------------------------------------------------------------------------


def test_a_mail_goes_to_the_first_contact_with_an_address(rig: Rig) -> None:
    client_with(rig, contacts=(Contact(name="Nobody"), *TOM))
    draft = drafts.compose(rig.desk, rig.project(client="Fennimore Books"), "closing/thanks")
    mail = message_from_bytes(drafts.as_eml(rig.desk, draft), policy=default)
    assert (mail["To"], mail["Subject"]) == ("Tom Fennimore <tom@example.com>", "Landing page: thank you")


def test_a_mail_to_somebody_without_an_address_is_refused(rig: Rig) -> None:
    draft = drafts.compose(rig.desk, rig.project(), "closing/thanks")
    with pytest.raises(BadValue) as refused:
        drafts.as_eml(rig.desk, draft)
    assert refused.value.params["name"] == "Ana Petrescu"


def test_the_clients_words_never_become_a_template_or_a_header(rig: Rig) -> None:
    client_with(rig, contacts=TOM)
    project = rig.project("{{ 7*7 }} =?utf-8?q?a?=", client="Fennimore Books")
    draft = drafts.compose(rig.desk, project, "closing/thanks")
    mail = message_from_bytes(drafts.as_eml(rig.desk, draft), policy=default)
    assert "{{ 7*7 }}" in draft.body
    assert mail.get_all("Bcc") is None
    assert "{{ 7*7 }}" in mail["Subject"]
