"""Projects: found from their names, listed with the next step, changed from two places; lists counted from 1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from freelance_comm.domain.errors import Ambiguous, BadValue, EditConflict, NotFound
from freelance_comm.domain.people import Client
from freelance_comm.domain.project import Project, StepKind
from freelance_comm.domain.quote import Unit
from freelance_comm.services import clients, feedback, ideas, projects, promises, quoting, walk
from freelance_comm.services.desk import Desk
from freelance_comm.store.inventory import stored
from tests.unit.services.bench import OpenDesk


def test_a_project_takes_the_currency_said_else_the_clients(desk: Desk) -> None:
    clients.add_client(desk, "Иванова", currency="RUB")
    assert projects.add_project(desk, "Перевод", client_text="иванова").currency == "RUB"
    assert projects.add_project(desk, "Site", client_text="иванова", currency="eur").currency == "EUR"
    with pytest.raises(BadValue):
        projects.add_project(desk, "Third", client_text="иванова", currency="euros")


def test_references_count_up_within_the_year(desk: Desk, client: Client) -> None:
    added = [projects.add_project(desk, name, client_text=client.ref).ref for name in ("One", "Two", "Three")]
    assert added == ["P-2026-001", "P-2026-002", "P-2026-003"]


def test_one_client_has_one_open_project_of_a_name_unless_it_is_meant(desk: Desk, project: Project) -> None:
    with pytest.raises(Ambiguous) as caught:
        projects.add_project(desk, "landing  PAGE", client_text="petrescu")
    assert project.ref in str(caught.value)
    clients.add_client(desk, "Roux")
    projects.add_project(desk, "Landing page", client_text="roux")
    projects.add_project(desk, "Landing page", client_text="petrescu", same_name_ok=True)
    assert len(projects.list_projects(desk)) == 3


def test_a_project_needs_a_client_who_is_there(desk: Desk, client: Client) -> None:
    with pytest.raises(NotFound) as caught:
        projects.add_project(desk, "Site", client_text="Petresko")
    assert caught.value.near == ("Petrescu Café",)
    assert projects.list_projects(desk) == ()


def test_a_clients_name_leads_to_their_only_project(desk: Desk, project: Project) -> None:
    assert projects.find_project(desk, "petrescu") == project


def test_projects_of_one_name_are_told_apart_by_their_clients(desk: Desk, project: Project) -> None:
    clients.add_client(desk, "Roux")
    second = projects.add_project(desk, "Landing page", client_text="roux")
    with pytest.raises(Ambiguous) as caught:
        projects.find_project(desk, "landing")
    assert caught.value.near == (
        f"{project.ref} Landing page (Petrescu Café)",
        f"{second.ref} Landing page (Roux)",
    )


def test_a_closed_project_is_found_only_when_asked_for(desk: Desk, project: Project) -> None:
    walk.close(desk, project, "the client moved away")
    with pytest.raises(NotFound) as caught:
        projects.find_project(desk, "landing")
    assert "closed" in str(caught.value)
    assert projects.find_project(desk, "landing", closed=True).id == project.id


def test_an_open_project_comes_before_a_closed_one_of_the_same_name(desk: Desk, project: Project) -> None:
    walk.close(desk, project, "first year")
    again = projects.add_project(desk, "Landing page", client_text="petrescu")
    assert projects.find_project(desk, "landing page", closed=True) == again
    assert projects.find_project(desk, project.ref, closed=True).id == project.id


def test_the_exact_name_of_a_closed_project_comes_before_the_beginning_of_an_open_one(
    desk: Desk, project: Project
) -> None:
    walk.close(desk, project, "first year")
    projects.add_project(desk, "Landing page two", client_text="petrescu")
    assert projects.find_project(desk, "landing page", closed=True).id == project.id
    assert projects.find_project(desk, "landing page").name == "Landing page two"


def test_the_list_says_where_each_project_stands_and_what_comes_next(desk: Desk, project: Project) -> None:
    line = projects.list_projects(desk)[0]
    assert (line.summary.project, line.stage_title) == (project, "Contact")
    assert line.client is not None
    assert line.client.name == "Petrescu Café"
    assert line.next_text == "Add what the client asked for to the checklist."
    assert line.seconds_spent == Decimal(0)
    projects.add_step(desk, project, "call Ana")
    assert projects.list_projects(desk)[0].next_text == "call Ana"


def test_closed_projects_stand_after_the_open_ones_and_have_no_next_step(desk: Desk, project: Project) -> None:
    second = projects.add_project(desk, "Second", client_text="petrescu")
    walk.close(desk, project, "enough")
    assert [line.summary.project.id for line in projects.list_projects(desk)] == [second.id]
    both = projects.list_projects(desk, closed=True)
    assert [line.summary.project.id for line in both] == [second.id, project.id]
    assert (both[1].stage_title, both[1].next_text) == ("Closed", "")


def test_an_unreadable_project_does_not_hide_the_others(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    second = projects.add_project(desk, "Second", client_text="petrescu")
    damaged = next((desk.workspace.root / "projects").glob(f"*-{project.id}.json"))
    damaged.write_text("{ half", encoding="utf-8")
    lines = projects.list_projects(open_desk())
    assert second.id in [line.summary.project.id for line in lines]


def test_changes_of_two_heads_meet_field_by_field(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    projects.change_project(open_desk(), project, project.but(name="Start page"))
    saved = projects.change_project(desk, project, project.but(small_job=True, report_every_days=14))
    assert (saved.name, saved.small_job, saved.report_every_days) == ("Start page", True, 14)
    with pytest.raises(EditConflict) as caught:
        projects.change_project(desk, project, project.but(name="Home"))
    assert caught.value.fields["name"] == ("Landing page", "Start page", "Home")


def test_an_edit_of_the_head_moves_no_stage_and_clears_no_fact(desk: Desk, project: Project) -> None:
    projects.set_fact(desk, project, "core-problem", "empty tables")
    saved = projects.change_project(desk, project, project.but(name="New", stage="work", facts={}))
    assert (saved.stage, saved.facts) == ("contact", {"core_problem": "empty tables"})


def test_the_currency_stays_once_there_are_prices(desk: Desk, project: Project) -> None:
    quoting.start_quote(desk, project)
    changed = projects.change_project(desk, project, project.but(currency="usd"))
    quote = quoting.add_item(desk, changed, "Design", unit=Unit.FIXED, price="500")
    assert (changed.currency, quote.currency) == ("USD", "USD")
    with pytest.raises(BadValue):
        projects.change_project(desk, changed, changed.but(currency="EUR"))


def test_a_project_moves_to_another_client_with_its_promises_ideas_and_feedback(desk: Desk, project: Project) -> None:
    other = clients.add_client(desk, "Roux")
    due = desk.now() + timedelta(days=5)
    promises.add_promise(desk, "the draft", project_text=project.ref, due=due)
    stays = promises.add_promise(desk, "a call", client_text="Petrescu", due=due).promise
    ideas.add_idea(desk, "a card for the shop window", project=project)
    feedback.add(desk, "Lovely work", project_text=project.ref)
    projects.change_project(desk, project, project.but(client_id=other.id))
    rows = [row for row in stored(desk.reader._view) if "client_id" in row.document and row.id != stays.id]
    assert len(rows) == 4
    assert {row.document["client_id"] for row in rows} == {other.id}
    assert desk.reader.client_promises() == (stays,)


def test_a_project_moves_only_to_a_client_there_is(desk: Desk, project: Project) -> None:
    other = clients.add_client(desk, "Roux")
    moved = projects.change_project(desk, project, project.but(client_id=other.id))
    assert moved.client_id == other.id
    with pytest.raises(NotFound):
        projects.change_project(desk, moved, moved.but(client_id=1))


def test_requirements_keep_who_said_them_and_when(desk: Desk, project: Project) -> None:
    projects.add_requirement(desk, project, " a booking  form ", said_by="Ana", said_on=date(2026, 11, 2))
    projects.add_requirement(desk, project, "opening hours")
    first, second = projects.open_file(desk, project.id).requirements
    assert (first.text, first.said_by, first.said_on) == ("a booking form", "Ana", date(2026, 11, 2))
    assert (second.text, second.said_by, second.said_on) == ("opening hours", "", None)


def test_requirements_are_counted_from_one(desk: Desk, project: Project) -> None:
    for text in ("one", "two", "three"):
        projects.add_requirement(desk, project, text)
    projects.tick_requirement(desk, project, 2, date(2026, 11, 19))
    projects.change_requirement(desk, project, 3, text="drei", said_on=date(2026, 11, 1))
    projects.remove_requirement(desk, project, 1)
    left = projects.open_file(desk, project.id).requirements
    assert [(one.text, one.done_on, one.said_on) for one in left] == [
        ("two", date(2026, 11, 19), None),
        ("drei", None, date(2026, 11, 1)),
    ]
    assert projects.tick_requirement(desk, project, 1, None).done_on is None


@pytest.mark.parametrize("number", [0, -1, 2, 10**9])
def test_a_requirement_that_is_not_in_the_list_is_not_found(desk: Desk, project: Project, number: int) -> None:
    projects.add_requirement(desk, project, "one")
    calls: tuple[Callable[[], object], ...] = (
        lambda: projects.tick_requirement(desk, project, number, None),
        lambda: projects.change_requirement(desk, project, number, text="x"),
        lambda: projects.remove_requirement(desk, project, number),
    )
    for call in calls:
        with pytest.raises(NotFound):
            call()
    assert [one.text for one in projects.open_file(desk, project.id).requirements] == ["one"]


def test_nothing_is_ticked_off_before_its_day(desk: Desk, project: Project) -> None:
    projects.add_requirement(desk, project, "one")
    with pytest.raises(BadValue):
        projects.tick_requirement(desk, project, 1, date(2026, 11, 21))


def test_two_edits_of_one_requirement_meet_field_by_field(desk: Desk, project: Project, open_desk: OpenDesk) -> None:
    base = projects.add_requirement(desk, project, "one")
    projects.save_requirement(open_desk(), project, base, base.but(said_by="Ana"))
    saved = projects.save_requirement(desk, project, base, base.but(text="uno"))
    assert (saved.text, saved.said_by) == ("uno", "Ana")
    with pytest.raises(EditConflict):
        projects.save_requirement(desk, project, base, base.but(text="eins"))


def test_open_steps_count_mine_before_theirs(desk: Desk, project: Project) -> None:
    projects.add_step(desk, project, "send the photos", theirs=True)
    projects.add_step(desk, project, "first sketch")
    projects.add_step(desk, project, "second sketch")
    assert projects.finish_step(desk, project, 1).text == "first sketch"
    assert projects.remove_step(desk, project, 2).text == "send the photos"
    (left,) = projects.open_steps(projects.open_file(desk, project.id))
    assert (left.text, left.kind) == ("second sketch", StepKind.MINE)


def test_nothing_is_added_to_a_closed_project(desk: Desk, project: Project) -> None:
    walk.close(desk, project, "enough")
    calls: tuple[Callable[[], object], ...] = (
        lambda: projects.add_requirement(desk, project, "one more"),
        lambda: projects.add_step(desk, project, "one more"),
        lambda: projects.set_fact(desk, project, "core-problem", "one more"),
        lambda: quoting.add_item(desk, project, "one more", unit=Unit.FIXED, price=1),
    )
    for call in calls:
        with pytest.raises(BadValue) as caught:
            call()
        assert "closed" in str(caught.value)
