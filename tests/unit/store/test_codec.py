"""Every record of the domain comes back from its document as it was; what cannot be meant is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from freelance_comm.domain.conversation import Stretch
from freelance_comm.domain.errors import BadValue
from freelance_comm.domain.message import Message, MessageKind, Pause
from freelance_comm.domain.money import Money
from freelance_comm.domain.payment import Instalment, Receipt, TermsKind
from freelance_comm.domain.people import (
    AddressForm,
    Client,
    Contact,
    Gender,
    NameForms,
    Profile,
    PublicHolidays,
    Travel,
    Window,
    WorkingHours,
)
from freelance_comm.domain.project import Passage, Project, Requirement, SentDraft, Step, StepKind
from freelance_comm.domain.quote import LineItem, Quote, QuoteOption, QuoteState, Unit
from freelance_comm.domain.record import Record
from freelance_comm.store.codec import BadField, MissingField, shape
from tests.unit.store.sample import NOW, client, entry, message, project, promise, timer

EURO = Money(amount=Decimal("0.10"), currency="EUR")
RECORDS: tuple[Record, ...] = (
    client(
        forms=NameForms(dative="Ане"),
        gender=Gender.FEMININE,
        address=AddressForm.FAMILIAR,
        contacts=(Contact(name="A"), Contact(name="B", phone="+40")),
        reply_target_hours=Decimal("1.50"),
        archived_on=date(2026, 1, 1),
    ),
    project(facts={"ключ": "значение"}, skipped=("quote", "payment"), terms_kind=TermsKind.DEPOSIT, small_job=True),
    entry(tags=("a", "b"), billable=False, seconds=Decimal("1198.8")),
    entry(started=NOW, ended=NOW + timedelta(microseconds=1), seconds=Decimal("0.000001")),
    message(snoozed_until=NOW),
    message(
        kind=MessageKind.CC,
        sender="ana@example.com",
        people=("bob@example.com",),
        refs=("<1@example.com>", "<2@example.com>"),
        reason="cc",
        pauses=(Pause(since=NOW), Pause(since=NOW, until=NOW + timedelta(seconds=1))),
        by_delegate=True,
        undelivered=True,
        drafted_at=NOW,
    ),
    promise(project_id=None, window_start=NOW, whole_day=True, replaced_by=7),
    timer(note="n"),
    Profile(
        addresses=("me@example.com",),
        delegates=("help@example.com",),
        abroad=(PublicHolidays(country="FR", years=(2026,), names={"2026-07-14": "Fête nationale"}),),
        hours=WorkingHours(
            zone="Europe/Paris",
            holiday_names={"2026-12-25": "Noël"},
            holiday_years=(2026, 2027),
            travels=(Travel(zone="America/New_York", first=NOW.date()),),
            quiet=(Window(start=720, end=780),),
        ),
    ),
    Profile(hours=WorkingHours(zone="Europe/Paris", week=((), (Window(start=1, end=2),) * 2), days_off=(NOW.date(),))),
    Quote(
        id=1,
        ref="Q",
        created=NOW,
        currency="EUR",
        state=QuoteState.ACCEPTED,
        options=(
            QuoteOption(items=(LineItem(description="x", unit=Unit.PAGE, quantity=Decimal("1E+2"), unit_price=EURO),)),
        ),
    ),
    Instalment(id=2, label="l", amount=EURO, due=NOW.date(), receipts=(Receipt(on=NOW.date(), amount=EURO),)),
    Requirement(id=3, text="t"),
    Step(id=4, kind=StepKind.MINE, text="t", added=NOW, done_at=NOW),
    Passage(id=5, at=NOW, origin="a", target="b", unmet=("c",)),
    SentDraft(id=6, at=NOW, template="t", period_start=NOW.date()),
)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
def test_a_record_comes_back_from_json_as_it_was(record: Record) -> None:
    document = json.loads(json.dumps(shape(type(record)).plain(record)))
    assert "id" not in document
    assert shape(type(record)).record(document, record.__dict__.get("id")) == record


def test_a_time_of_another_zone_is_stored_in_utc() -> None:
    bucharest = timezone(timedelta(hours=2))
    document = shape(Client).plain(client(created=datetime(2026, 3, 2, 1, 30, tzinfo=bucharest)))
    assert document["created"] == "2026-03-01T23:30:00Z"
    assert shape(Client).record({**document, "created": "2026-03-02T01:30:00+02:00"}, 1).created == datetime(
        2026, 3, 1, 23, 30, tzinfo=UTC
    )


def test_a_time_without_a_zone_is_refused_on_both_ways() -> None:
    with pytest.raises(ValueError):
        shape(Client).plain(client(created=NOW.replace(tzinfo=None)))
    with pytest.raises(BadField):
        shape(Client).record({**shape(Client).plain(client()), "created": "2026-03-02T10:00:00"}, 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("ref", 3),
        ("ref", None),
        ("name", ["a"]),
        ("gender", "none"),
        ("gender", []),
        ("created", "yesterday"),
        ("created", "2026-03-02"),
        ("created", "0001-01-01T00:00:00+10:00"),
        ("created", 5),
        ("archived_on", "2026-3-2"),
        ("archived_on", "20260302"),
        ("archived_on", "٢٠٢٦-٠٣-٠١"),
        ("report_every_days", 1.5),
        ("report_every_days", True),
        ("report_every_days", 2**53),
        ("reply_target_hours", "a lot"),
        ("reply_target_hours", "inf"),
        ("reply_target_hours", "1e99"),
        ("reply_target_hours", "1" * 61),
        ("reply_target_hours", True),
        ("contacts", {"name": "a"}),
        ("contacts", ["a"]),
        ("contacts", [{"name": 3}]),
        ("forms", []),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused_naming_its_field(field: str, value: Any) -> None:
    with pytest.raises(BadField) as caught:
        shape(Client).record({**shape(Client).plain(client()), field: value}, 1)
    assert caught.value.field.split(".")[0] == field


def test_a_map_of_texts_holds_nothing_else() -> None:
    wrong: Any
    for wrong in ([], {"a": 1}, {"a": None}):
        with pytest.raises(BadField):
            shape(Project).record({**shape(Project).plain(project()), "facts": wrong}, 1)


def test_a_field_that_is_missing_inside_a_nested_record_is_named_with_its_path() -> None:
    with pytest.raises(MissingField) as caught:
        shape(Client).record({**shape(Client).plain(client()), "contacts": [{}]}, 1)
    assert caught.value.field == "contacts.name"


def test_unknown_fields_are_passed_over() -> None:
    assert shape(Client).record({**shape(Client).plain(client()), "later": [1]}, 1) == client()


def test_a_value_of_the_wrong_type_is_not_written() -> None:
    with pytest.raises(BadField):
        shape(Client).plain(client(notes=None))


def test_derived_records_are_stored_like_all_others() -> None:
    stretch = Stretch(client_id=1, thread="", cleared=True, waiting=message(), last_in=NOW)
    document = json.loads(json.dumps(shape(Stretch).plain(stretch)))
    assert document["waiting"]["direction"] == "in"


def test_a_pause_that_ends_before_it_begins_is_refused() -> None:
    document = {**shape(Message).plain(message()), "pauses": [{"since": "2026-03-02T11:00:00Z"}]}
    assert shape(Message).record(document, 1).pauses[0].until is None
    document["pauses"][0]["until"] = "2026-03-02T10:59:59Z"
    with pytest.raises(BadValue):
        shape(Message).record(document, 1)


def test_a_travel_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(BadValue):
        shape(Travel).record({"zone": "Europe/Paris", "first": "2026-03-02", "last": "2026-03-01"})
