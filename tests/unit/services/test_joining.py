"""Two cards of one client become one: everything moves, nothing is lost, and one undo parts them again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from freelance_comm.domain.errors import BadValue, NotFound
from freelance_comm.domain.message import Direction
from freelance_comm.domain.people import Channel, Client, Contact, NameForms
from freelance_comm.domain.regular import Habit
from freelance_comm.services import (
    clients,
    complaints,
    feedback,
    habits,
    ideas,
    joining,
    messages,
    promises,
    removing,
    timelog,
    undoing,
)
from freelance_comm.services.reply_clock import clocks
from freelance_comm.store.inventory import stored
from freelance_comm.store.treatment import treat
from tests.unit.services.rig import Rig, at, hours
from tests.unit.store.sample import content


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "data")


@pytest.fixture
def two(rig: Rig) -> Rig:
    """One person on two cards: “Ana P.” with projects, promises, messages and time, “Ana Petrescu” with a project."""
    desk = rig.desk
    contact = Contact(name="Ana P.", email="ana@old.example", phone="0722")
    rig.client("Ana P.", language="ro", likes="film cameras", notes="calls before noon", contacts=(contact,))
    rig.client("Ana Petrescu", contacts=(Contact(name="Ana Petrescu", email="ana@cafe.example"),), notes="two cafés")
    rig.project("Shop", "Ana Petrescu")
    project = rig.project("Landing page", "Ana P.")
    rig.close(rig.project("Old site", "Ana P."))
    timelog.add_entry(desk, project.ref, day=at(2).date(), seconds=hours(2))
    timelog.start(desk, project.ref)
    rig.came(at(2, 8), client="Ana P.")
    promises.add_promise(desk, "the draft", due=at(5), project_text=project.ref)
    promises.add_promise(desk, "call back", due=at(6), client_text="Ana P.")
    complaints.add(desk, "The form loses my texts", client_text="Ana P.")
    feedback.add(desk, "Lovely colours", project_text=project.ref)
    ideas.add_idea(desk, "a card for the shop window", project=project)
    habits.answer(desk, clients.find_client(desk, "Ana P."), {Habit.NAMES: habits.Mark.YES})
    return rig


def pair(rig: Rig) -> tuple[Client, Client]:
    return clients.find_client(rig.desk, "Ana P."), clients.find_client(rig.desk, "Ana Petrescu")


def test_everything_of_the_card_that_goes_belongs_to_the_one_that_stays(two: Rig) -> None:
    gone, kept = pair(two)
    done = joining.join(two.desk, gone, kept)
    reader = two.desk.reader
    assert done.counts == {
        "projects": 2,
        "promises": 2,
        "messages": 1,
        "complaints": 1,
        "feedback": 1,
        "ideas": 1,
        "habit_checks": 1,
    }
    assert [one.ref for one in reader.clients()] == [kept.ref]
    owners = {row.document["client_id"] for row in stored(reader._view) if "client_id" in row.document}
    assert owners == {kept.id}
    assert len(reader.summaries(closed=True)) == 3
    assert [one.client.name for one in clocks(two.desk)] == ["Ana Petrescu"]
    assert reader.timer() is not None


def test_the_preview_says_what_the_merge_does_and_changes_nothing(two: Rig) -> None:
    gone, kept = pair(two)
    before = content(two.folder)
    seen = joining.foreseen(two.desk, gone, kept)
    assert content(two.folder) == before
    assert joining.join(two.desk, gone, kept) == seen
    assert joining.moved(two.desk.tr, seen).startswith("2 projects, 2 promises, ")


def test_one_undo_parts_merged_clients_byte_for_byte_and_says_so(two: Rig) -> None:
    gone, kept = pair(two)
    before = content(two.folder)
    joining.join(two.desk, gone, kept)
    line = undoing.told(two.desk.tr, undoing.recent_changes(two.desk)[0])
    assert line.startswith("clients merged: Ana P. → Ana Petrescu")
    undoing.undo(two.desk)
    assert content(two.folder) == before
    again = undoing.told(two.desk.tr, undoing.again(two.desk))
    assert again.startswith("clients merged: Ana P. → Ana Petrescu")


def test_the_old_name_reference_number_and_address_lead_to_the_client_that_stays(two: Rig) -> None:
    gone, kept = pair(two)
    joining.join(two.desk, gone, kept)
    for text in (gone.ref, "Ana P.", "ana@old.example"):
        assert clients.find_client(two.desk, text).id == kept.id, text
    assert clients.client_by_id(two.desk, gone.id).id == kept.id


def test_what_both_cards_say_differently_is_kept_in_the_notes(two: Rig) -> None:
    gone, kept = pair(two)
    card = joining.join(two.desk, gone, kept).kept
    assert (card.language, card.likes) == ("en", "film cameras")
    assert card.notes.splitlines() == [
        "two cafés",
        "",
        f"From the card of Ana P., {gone.ref}, merged on March 2, 2026:",
        "calls before noon",
        "Language: ro",
    ]


def test_what_the_remaining_card_does_not_say_is_taken_over(rig: Rig) -> None:
    forms = {"vocative": "doamnă Petrescu"}
    gone = rig.client("Ana P.", **forms, zone="Europe/Bucharest", rounding_minutes=15, channel=Channel.CHAT)
    kept = rig.client("Ana Petrescu", rounding_minutes=30)
    done = joining.join(rig.desk, gone, kept)
    assert done.kept.forms == NameForms(vocative="doamnă Petrescu")
    assert (done.kept.zone, done.kept.rounding_minutes, done.kept.channel) == ("Europe/Bucharest", 30, Channel.EMAIL)
    assert done.taken == ("Forms of the name", "Time zone")
    assert done.noted == ("Channel: chat", "Rounding of time, minutes: 15, up")


def test_every_field_of_a_card_has_a_rule_for_merging() -> None:
    ruled = [field for fields in joining.TOGETHER for field in fields]
    assert sorted((*ruled, *joining.OTHERWISE)) == sorted(Client.field_names())


def test_a_person_on_both_cards_stands_once_and_keeps_what_only_one_card_knew(rig: Rig) -> None:
    gone = rig.client("A", contacts=(Contact(name="Dan", email="Dan@x.example", phone="0722", role="owner"),))
    kept = rig.client("B", contacts=(Contact(name="Dan Ionescu", email="dan@x.example", role="boss"),))
    done = joining.join(rig.desk, gone, kept)
    assert done.kept.contacts == (Contact(name="Dan Ionescu", email="dan@x.example", phone="0722", role="boss"),)
    assert "Dan Ionescu · Dan · owner" in done.kept.notes


def test_a_client_cannot_be_merged_with_itself(two: Rig) -> None:
    _, kept = pair(two)
    with pytest.raises(BadValue):
        joining.foreseen(two.desk, kept, kept)


def test_a_card_that_was_merged_meanwhile_cannot_be_merged_or_removed_again(two: Rig) -> None:
    gone, kept = pair(two)
    joining.join(two.desk, gone, kept)
    before = content(two.folder)
    with pytest.raises(NotFound):
        joining.join(two.again(), gone, kept)
    with pytest.raises(NotFound):
        removing.remove_client_with_everything(two.again(), gone)
    assert content(two.folder) == before


def test_a_chain_of_merges_still_leads_from_the_first_card_to_the_last(two: Rig) -> None:
    gone, kept = pair(two)
    joining.join(two.desk, gone, kept)
    last = two.client("Petrescu Café")
    joining.join(two.desk, clients.find_client(two.desk, kept.ref), last)
    assert clients.find_client(two.desk, gone.ref).id == clients.client_by_id(two.desk, gone.id).id == last.id
    assert [card.name for card in clients.find_client(two.desk, last.ref).earlier] == ["Ana P.", "Ana Petrescu"]


def test_a_message_that_a_later_letter_to_the_other_card_answers_is_named(rig: Rig) -> None:
    rig.client("Ana P.")
    rig.client("Ana Petrescu")
    rig.came(at(2, 8), "May I call?", client="Ana P.")
    rig.came(at(2, 8, 30), "And the price?", client="Ana Petrescu")
    rig.clock.wait(hours=1)
    rig.went(at(2, 9, 30), client="Ana Petrescu")
    gone, kept = pair(rig)
    assert joining.foreseen(rig.desk, gone, kept).answered == ("May I call?",)
    assert joining.join(rig.desk, gone, kept).answered == ("May I call?",)
    assert clocks(rig.desk) == ()


def test_two_messages_that_wait_on_two_cards_still_wait_together(rig: Rig) -> None:
    rig.client("Ana P.")
    rig.client("Ana Petrescu")
    rig.came(at(2, 8), "May I call?", client="Ana P.")
    rig.came(at(2, 8, 30), "And the price?", client="Ana Petrescu")
    gone, kept = pair(rig)
    assert joining.join(rig.desk, gone, kept).answered == ()
    assert [one.about for one in clocks(rig.desk)] == ["May I call?"]


def test_the_doctor_gives_what_arrives_late_for_a_merged_card_to_the_client_that_stays(two: Rig) -> None:
    gone, kept = pair(two)
    joining.join(two.desk, gone, kept)
    late = two.came(at(2, 8, 30), "From another device", client="Ana").message
    with two.desk.change() as change:
        change.save(late, late.but(client_id=gone.id))
    [found] = two.workspace.examine().ailments
    assert found.key == f"merged:messages/2026-03.json:{gone.id}"
    treat(two.workspace, two.clock(), None, {})
    assert two.workspace.examine().ailments == ()
    assert {one.client_id for one in two.again().reader.messages(date.min, date.max)} == {kept.id}


def test_an_archived_card_merged_with_one_in_use_is_in_use(rig: Rig) -> None:
    gone, kept = rig.client("A"), rig.client("B")
    put_away = kept.but(archived_on=at(1).date())
    with rig.desk.change() as change:
        change.save(kept, put_away)
    assert joining.join(rig.desk, gone, put_away).kept.archived_on is None


def test_a_message_of_the_old_address_still_finds_its_client_after_a_merge(two: Rig) -> None:
    gone, kept = pair(two)
    joining.join(two.desk, gone, kept)
    view = messages.log(two.desk, Direction.IN, "ana@old.example", at=at(2, 8, 30), excerpt="hello")
    assert view.message.client_id == kept.id
