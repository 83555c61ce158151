"""Clients: added, found, changed from two places at once, and removed only when nothing hangs on them."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, EditConflict, NotFound
from freelance_comm.domain.message import Direction, Message
from freelance_comm.domain.people import AddressForm, Channel, Client, Contact, Gender, NameForms
from freelance_comm.domain.project import Project
from freelance_comm.domain.promise import Promise
from freelance_comm.services import clients, projects, removing, walk
from freelance_comm.services.desk import Desk
from tests.unit.services.bench import FRIDAY, OpenDesk


def test_a_client_keeps_all_that_was_said_about_them(desk: Desk, open_desk: OpenDesk) -> None:
    added = clients.add_client(
        desk,
        "  Мария   Иванова ",
        vocative="Мария Сергеевна",
        dative="Марии Сергеевне",
        genitive="Марии Сергеевны",
        gender=Gender.FEMININE,
        address=AddressForm.FORMAL,
        language="ru",
        zone="Europe/Moscow",
        currency="rub",
        channel=Channel.PHONE,
        contacts=(Contact(name="Пётр", role="редактор", email="petr@example.com", phone="+7 900 000-00-00"),),
        notes="звонить до обеда\nвторник занят",
        likes="чай",
        report_every_days=14,
        reply_target_hours="4,5",
    )
    kept = clients.find_client(open_desk(), "мария ива")
    assert kept == added
    assert (kept.ref, kept.name, kept.currency) == ("C-2026-001", "Мария Иванова", "RUB")
    assert kept.forms == NameForms(vocative="Мария Сергеевна", dative="Марии Сергеевне", genitive="Марии Сергеевны")
    assert kept.notes == "звонить до обеда\nвторник занят"
    assert (kept.report_every_days, kept.reply_target_hours) == (14, Decimal("4.5"))


def test_language_and_currency_are_the_freelancers_where_nothing_is_said(desk: Desk) -> None:
    added = clients.add_client(desk, "Roux")
    assert (added.language, added.currency, added.zone) == ("en", "EUR", "")


@pytest.mark.parametrize(
    "same",
    [
        "Petrescu Café",
        unicodedata.normalize("NFD", "Petrescu Café"),
        "PETRESCU CAFÉ",
        " Petrescu  Café ",
        "Petrescu Café\u200b",
        "\ufeffPetrescu Café",
    ],
)
def test_the_same_name_in_another_spelling_is_recognised(desk: Desk, client: Client, same: str) -> None:
    with pytest.raises(Ambiguous) as caught:
        clients.add_client(desk, same)
    assert client.ref in str(caught.value)
    assert len(clients.list_clients(desk)) == 1


def test_two_clients_may_bear_one_name_after_the_question(desk: Desk, client: Client) -> None:
    second = clients.add_client(desk, "petrescu café", same_name_ok=True)
    assert clients.find_client(desk, second.ref) == second
    with pytest.raises(Ambiguous) as caught:
        clients.find_client(desk, "petrescu")
    assert [label.split()[0] for label in caught.value.near] == [client.ref, second.ref]


@pytest.mark.parametrize(
    "name", ["..", "/etc", "CON", "-rf", "a/b", "😀🎉", "n" * 300, "[bold]x[/]", "{{ client }}", "C:\\", "Ω≈ç"]
)
def test_odd_names_are_kept_as_names(desk: Desk, open_desk: OpenDesk, name: str) -> None:
    added = clients.add_client(desk, name)
    assert clients.find_client(open_desk(), name).name == added.name == name
    project = projects.add_project(desk, name, client_text=added.ref)
    assert projects.find_project(open_desk(), project.ref).name == name
    (kept,) = (desk.workspace.root / "projects").iterdir()
    assert kept.name.endswith(f"{project.id}.json")


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "a\x00b", "a\x1b[31m", "a\u202eb", "n" * 301, "a\ud800"])
def test_names_that_cannot_be_shown_are_refused(desk: Desk, name: str) -> None:
    with pytest.raises(BadValue):
        clients.add_client(desk, name)
    assert clients.list_clients(desk) == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("currency", "EURO"),
        ("zone", "Europe/Bucuresti"),
        ("zone", "../../etc/passwd"),
        ("language", "xx"),
        ("language", "../ro"),
        ("reply_target_hours", "-1"),
        ("reply_target_hours", "0"),
        ("report_every_days", -1),
        ("report_every_days", 1000),
        ("contacts", (Contact(name="Ana", email="a@b, evil@x"),)),
        ("contacts", (Contact(name="Ana", email="a@b@c"),)),
        ("contacts", (Contact(name=""),)),
    ],
)
def test_a_value_that_cannot_be_meant_adds_nobody(desk: Desk, field: str, value: object) -> None:
    with pytest.raises(BadValue):
        clients.add_client(desk, "Ana", **{field: value})  # type: ignore[arg-type]
    assert clients.list_clients(desk) == ()


def test_a_misspelt_zone_is_answered_with_the_right_one(desk: Desk) -> None:
    with pytest.raises(BadValue) as caught:
        clients.add_client(desk, "Ana", zone="europe/bucharest")
    assert "Europe/Bucharest" in caught.value.near


def test_a_language_of_the_freelancers_own_templates_can_be_written_in(desk: Desk) -> None:
    (desk.template_folder / "de").mkdir(parents=True)
    assert clients.add_client(desk, "Ana", language="de_AT").language == "de_AT"


def test_a_contacts_name_or_address_leads_to_the_client(desk: Desk, client: Client) -> None:
    clients.add_contact(desk, client, "Ana Popa", role="owner", email="ana@example.com")
    assert clients.find_client(desk, "popa").id == client.id
    assert clients.find_client(desk, "ana@example.com").id == client.id


def test_an_unknown_client_is_answered_with_close_names(desk: Desk, client: Client) -> None:
    with pytest.raises(NotFound) as caught:
        clients.find_client(desk, "Petresku")
    assert caught.value.near == ("Petrescu Café",)


def test_changes_to_different_fields_from_two_places_are_both_kept(
    desk: Desk, client: Client, open_desk: OpenDesk
) -> None:
    clients.change_client(open_desk(), client, client.but(likes="film cameras"))
    saved = clients.change_client(desk, client, client.but(notes="prefers the phone"))
    assert (saved.likes, saved.notes) == ("film cameras", "prefers the phone")


def test_changes_to_one_field_from_two_places_conflict_and_overwrite_nothing(
    desk: Desk, client: Client, open_desk: OpenDesk
) -> None:
    clients.change_client(open_desk(), client, client.but(likes="film cameras"))
    with pytest.raises(EditConflict) as caught:
        clients.change_client(desk, client, client.but(likes="tea"))
    assert caught.value.fields["likes"] == ("", "film cameras", "tea")
    assert clients.client_by_id(desk, client.id).likes == "film cameras"


def test_a_client_removed_meanwhile_cannot_be_saved_over(desk: Desk, client: Client, open_desk: OpenDesk) -> None:
    removing.remove_client(open_desk(), client)
    with pytest.raises(EditConflict) as caught:
        clients.change_client(desk, client, client.but(likes="tea"))
    assert caught.value.deleted


def test_an_edit_checks_what_it_changes_and_leaves_the_rest_alone(desk: Desk, client: Client) -> None:
    with pytest.raises(BadValue):
        clients.change_client(desk, client, client.but(currency="xyz"))
    with desk.change() as change:
        change.save(client, client.but(zone="Mars/Base"))
    stale = clients.client_by_id(desk, client.id)
    assert clients.change_client(desk, stale, stale.but(likes="tea")).zone == "Mars/Base"


def test_a_rename_onto_another_clients_name_asks_first(desk: Desk, client: Client) -> None:
    other = clients.add_client(desk, "Roux")
    with pytest.raises(Ambiguous):
        clients.change_client(desk, other, other.but(name="PETRESCU café"))
    assert clients.change_client(desk, other, other.but(name="ROUX")).name == "ROUX"


def test_contacts_are_changed_and_removed_one_by_one(desk: Desk, client: Client) -> None:
    with_ana = clients.add_contact(desk, client, "Ana")
    with_both = clients.add_contact(desk, client, "Ion")
    ana, ion = with_both.contacts
    assert with_ana.contacts == (ana,)
    changed = clients.change_contact(desk, client, ana, ana.but(phone="123"))
    assert changed.contacts == (ana.but(phone="123"), ion)
    with pytest.raises(EditConflict) as caught:
        clients.change_contact(desk, client, ana, ana.but(phone="456"))
    assert caught.value.fields == {"phone": ("", "123", "456")}
    assert clients.remove_contact(desk, client, ion).contacts == (ana.but(phone="123"),)


def test_a_client_with_projects_stays_even_when_they_are_closed(desk: Desk, client: Client, project: Project) -> None:
    with pytest.raises(BadValue) as caught:
        removing.remove_client(desk, client)
    assert project.ref in str(caught.value)
    walk.close(desk, project, "done elsewhere")
    with pytest.raises(BadValue):
        removing.remove_client(desk, client)
    assert clients.find_client(desk, client.ref) == client


def test_a_removed_client_leaves_no_promise_and_no_message_behind(desk: Desk, client: Client) -> None:
    other = clients.add_client(desk, "Roux")
    with desk.change() as change:
        for owner in (client, other):
            due = FRIDAY + timedelta(days=1)
            change.add(
                Promise(
                    id=change.new_id(),
                    client_id=owner.id,
                    project_id=None,
                    what="call",
                    made_at=FRIDAY,
                    due=due,
                    nudge_at=due,
                    zone="UTC",
                )
            )
            change.add(Message(id=change.new_id(), client_id=owner.id, direction=Direction.IN, at=FRIDAY))
    removing.remove_client(desk, client)
    assert [line.client for line in clients.list_clients(desk)] == [other]
    assert {promise.client_id for promise in desk.reader.client_promises()} == {other.id}
    assert {message.client_id for message in desk.reader.messages(FRIDAY.date(), FRIDAY.date())} == {other.id}


def test_the_list_is_in_order_of_names_with_projects_and_last_contact(
    desk: Desk, client: Client, project: Project
) -> None:
    clients.add_client(desk, "élan")
    clients.add_client(desk, "Zoe")
    with desk.change() as change:
        for hours, direction in ((5, Direction.IN), (2, Direction.OUT)):
            change.add(
                Message(
                    id=change.new_id(),
                    client_id=client.id,
                    direction=direction,
                    at=FRIDAY - timedelta(hours=hours),
                )
            )
    lines = clients.list_clients(desk)
    assert [line.client.name for line in lines] == ["élan", "Petrescu Café", "Zoe"]
    assert lines[1].open_projects == (project,)
    assert lines[1].last_contact == FRIDAY - timedelta(hours=2)
    assert lines[0].last_contact is None
